//! Events of a part with their spans. They come from a fast scanner as long as the XML is plain,
//! and from quick-xml for the rest of the part.

use std::borrow::Cow;

use quick_xml::{Reader, XmlVersion, events};

use crate::package::PackageError;
use crate::package::fault::XmlFault;
use crate::package::xml::plain::{Plain, Scanner};
use crate::text::span::Span;

/// An event in a part.
#[derive(Debug)]
pub(super) enum Event<'x> {
    /// The start of an element.
    Start {
        /// Length of the element's name, in bytes.
        name: usize,
        /// True for `<w:tab/>`, which has no end tag.
        is_empty: bool,
    },
    /// The end of the innermost open element.
    End,
    /// Text that the XML contains literally.
    Text,
    /// Name or number in a reference: `amp` in `&amp;`.
    Reference(Cow<'x, str>),
    /// The end of the part.
    Eof,
    /// A comment or the like, which readers ignore.
    Nothing,
}

/// Iterates over the events of a part.
pub(super) struct Events<'x> {
    part: &'x str,
    text: &'x str,
    source: Source<'x>,
    span: Span,
}

/// The parser that currently reads the part.
enum Source<'x> {
    /// The fast scanner, as long as the part is plain XML: tags, text and references.
    Plain(Scanner<'x>),
    /// quick-xml, from the first construct that is not plain XML on.
    Whole(Box<Reader<&'x [u8]>>),
}

impl<'x> Events<'x> {
    /// Creates the iterator over the events of `text`, the content of the part `part`.
    pub(super) fn new(part: &'x str, text: &'x str) -> Self {
        Self { part, text, source: Source::Plain(Scanner::new(text)), span: Span::default() }
    }

    /// Span of the last event.
    pub(super) fn span(&self) -> Span {
        self.span
    }

    /// Reads the next event.
    ///
    /// # Errors
    /// If the part is not well-formed or declares a document type.
    pub(super) fn next(&mut self) -> Result<Event<'x>, PackageError> {
        let Source::Plain(scanner) = &mut self.source else { return self.whole() };
        let start = scanner.at();
        match scanner.next() {
            Some(plain) => {
                self.span = Span::new(scanner.begins(), scanner.at());
                Ok(Event::from(plain))
            }
            None => {
                self.source = Source::Whole(Box::new(reader(self.text, start)));
                self.whole()
            }
        }
    }

    /// Skips the rest of the innermost open element, as [`Scanner::skip_unparsed`] does. Returns
    /// false if that is not possible.
    pub(super) fn skip_unparsed(&mut self) -> bool {
        let Source::Plain(scanner) = &mut self.source else { return false };
        let has_skipped = scanner.skip_unparsed();
        if has_skipped {
            self.span = Span::new(scanner.begins(), scanner.at());
        }
        has_skipped
    }

    /// Creates the error for a fault at a byte of the part.
    pub(super) fn malformed(&self, byte: usize, reason: XmlFault) -> PackageError {
        PackageError::Malformed { part: self.part.to_owned(), byte, reason }
    }

    /// Reads the next event from quick-xml.
    fn whole(&mut self) -> Result<Event<'x>, PackageError> {
        let Source::Whole(reader) = &mut self.source else { return Ok(Event::Nothing) };
        let start = reader.buffer_position() as usize;
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => {
                let byte = (reader.error_position() as usize).min(self.text.len());
                return Err(self.malformed(byte, XmlFault::from(&error)));
            }
        };
        self.span = Span::new(start, reader.buffer_position() as usize);
        Ok(match event {
            events::Event::Start(tag) => Event::Start { name: tag.name().as_ref().len(), is_empty: false },
            events::Event::Empty(tag) => Event::Start { name: tag.name().as_ref().len(), is_empty: true },
            events::Event::End(_) => Event::End,
            events::Event::Text(_) => Event::Text,
            events::Event::CData(_) => {
                self.span = Span::new(start + "<![CDATA[".len(), self.span.end() - "]]>".len());
                Event::Text
            }
            events::Event::GeneralRef(reference) => {
                let written = reference.xml_content(XmlVersion::Implicit1_0);
                Event::Reference(Cow::Owned(written.into_owned()))
            }
            events::Event::DocType(_) => {
                return Err(PackageError::Doctype { part: self.part.to_owned() });
            }
            events::Event::Eof => Event::Eof,
            events::Event::Comment(_) | events::Event::Decl(_) | events::Event::PI(_) => Event::Nothing,
        })
    }
}

impl<'x> From<Plain<'x>> for Event<'x> {
    fn from(plain: Plain<'x>) -> Self {
        match plain {
            Plain::Start { name, is_empty } => Self::Start { name, is_empty },
            Plain::End => Self::End,
            Plain::Text => Self::Text,
            Plain::Reference(written) => Self::Reference(Cow::Borrowed(written)),
            Plain::Eof => Self::Eof,
        }
    }
}

/// Creates a reader for all of XML that continues at byte `start` of `text`. It first parses the
/// text before that byte, which is plain, to know the open elements.
fn reader(text: &str, start: usize) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().allow_dangling_amp = false;
    while (reader.buffer_position() as usize) < start && reader.read_event().is_ok() {}
    reader
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Strategy, proptest};
    use proptest::{collection, prop_assert_eq, sample};

    use super::{Event, Events, Source, reader};
    use crate::package::PackageError;
    use crate::text::span::Span;

    /// Test helper: all events with their spans, except for comments and the like, and the error at
    /// the end, if any.
    fn found(mut events: Events<'_>) -> (Vec<(String, Span)>, Option<PackageError>) {
        let mut found = Vec::new();
        loop {
            match events.next() {
                Ok(Event::Eof) => return (found, None),
                Ok(Event::Nothing) => {}
                Ok(event) => found.push((format!("{event:?}"), events.span())),
                Err(error) => return (found, Some(error)),
            }
        }
    }

    /// Generates fragments of XML in any order, well-formed or not.
    fn pieces() -> impl Strategy<Value = String> {
        const PIECES: [&str; 30] = [
            "<w:p xmlns:w='urn:w'>", "<a>", "</a>", "<a>", "</a>", "<a/>", "<b c=\"d\"/>", "<b c='>'>",
            "</b>", "</b >", "<a c=\"'>\" >", "</w:p>", "<a/b>", "<a / >", "甲乙", " \r\n", "&lt;",
            "&#x4E00;", "&bomb;", "&", "<!-- </a> -->", "<![CDATA[<a>]]>", "<?xml version='1.0'?>", "<?d?>",
            "<", ">", "\"", "'", "<!DOCTYPE a>", "</",
        ];
        collection::vec(sample::select(PIECES.as_slice()), 0..12).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn what_is_plain_is_read_as_by_quick_xml(text in pieces()) {
            let source = Source::Whole(Box::new(reader(&text, 0)));
            let whole = Events { part: "a.xml", text: &text, source, span: Span::default() };
            prop_assert_eq!(found(Events::new("a.xml", &text)), found(whole));
        }
    }
}

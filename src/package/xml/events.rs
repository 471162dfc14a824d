//! Events of a part with their bytes: from the plain part of it as long as it is plain, from quick-xml behind that.

use std::borrow::Cow;

use quick_xml::{Reader, XmlVersion, events};

use crate::package::PackageError;
use crate::package::fault::XmlFault;
use crate::package::xml::plain::{Plain, Scanner};
use crate::text::span::Span;

/// What happens in a part.
#[derive(Debug)]
pub(super) enum Event<'x> {
    /// The start of an element.
    Start {
        /// Length of its name, in bytes.
        name: usize,
        /// True for `<w:tab/>`, which has no end of its own.
        is_empty: bool,
    },
    /// The end of the innermost open element.
    End,
    /// Characters as they stand.
    Text,
    /// The inside of `&amp;`.
    Reference(Cow<'x, str>),
    /// The end of the part.
    Eof,
    /// Comments and the like.
    Nothing,
}

/// The events of a part, one after another.
pub(super) struct Events<'x> {
    part: &'x str,
    text: &'x str,
    source: Source<'x>,
    span: Span,
}

/// The reader of a part.
enum Source<'x> {
    /// As long as all is plain.
    Plain(Scanner<'x>),
    /// From the first thing on that is not.
    Whole(Box<Reader<&'x [u8]>>),
}

impl<'x> Events<'x> {
    /// Begins before the first byte of `text`, the part with the name `part`.
    pub(super) fn new(part: &'x str, text: &'x str) -> Self {
        Self { part, text, source: Source::Plain(Scanner::new(text)), span: Span::default() }
    }

    /// Bytes of the last event.
    pub(super) fn span(&self) -> Span {
        self.span
    }

    /// Reads what comes next.
    ///
    /// # Errors
    /// Where the part is not well-formed or declares a document type.
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

    /// Passes over the content of the innermost element and its end, as [`Scanner::leap`] does; `false` if it cannot.
    pub(super) fn leap(&mut self) -> bool {
        let Source::Plain(scanner) = &mut self.source else { return false };
        let has_leapt = scanner.leap();
        if has_leapt {
            self.span = Span::new(scanner.begins(), scanner.at());
        }
        has_leapt
    }

    /// What is wrong at a byte of the part.
    pub(super) fn malformed(&self, byte: usize, reason: XmlFault) -> PackageError {
        PackageError::Malformed { part: self.part.to_owned(), byte, reason }
    }

    /// What quick-xml finds next.
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

/// A reader of all XML before byte `start` of `text`, which is plain up to there. It reads that once more, to know what is open.
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

    /// All events but comments and the like, each with its bytes, and what is wrong.
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

    /// Pieces of XML in any order, well-formed or not.
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

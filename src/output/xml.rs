//! Writer of the XML report formats. quick-xml escapes the text, and characters that XML 1.0 does
//! not allow are replaced.

use std::io::{self, Write};

use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::output::control::{one_line, tame};

/// An XML report, written piece by piece so that it is never whole in memory.
pub(super) struct Xml<'o> {
    writer: quick_xml::Writer<&'o mut dyn Write>,
}

impl<'o> Xml<'o> {
    pub(super) fn new(out: &'o mut dyn Write) -> Self {
        Self { writer: quick_xml::Writer::new(out) }
    }

    /// Writes the XML declaration, the first line of the file.
    pub(super) fn declaration(&mut self) -> io::Result<()> {
        self.writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        self.line_end()
    }

    /// Writes a start tag on a line of its own.
    pub(super) fn start(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        self.writer.write_event(Event::Start(tag(name, attributes)))?;
        self.line_end()
    }

    /// Writes an element without content.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        self.writer.write_event(Event::Empty(tag(name, attributes)))?;
        self.line_end()
    }

    /// Writes an element with text.
    pub(super) fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) -> io::Result<()> {
        self.writer.write_event(Event::Start(tag(name, attributes)))?;
        self.writer.write_event(Event::Text(BytesText::new(&tame(text))))?;
        self.end(name)
    }

    /// Writes an end tag.
    pub(super) fn end(&mut self, name: &str) -> io::Result<()> {
        self.writer.write_event(Event::End(BytesEnd::new(name)))?;
        self.line_end()
    }

    fn line_end(&mut self) -> io::Result<()> {
        writeln!(self.writer.get_mut())
    }
}

/// Creates a tag in whose attributes line ends are replaced by blanks, as XML readers would do.
fn tag<'n>(name: &'n str, attributes: &[(&str, &str)]) -> BytesStart<'n> {
    let mut tag = BytesStart::new(name);
    for (key, value) in attributes {
        tag.push_attribute((*key, one_line(value).as_ref()));
    }
    tag
}

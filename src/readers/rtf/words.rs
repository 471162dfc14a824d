//! Control words that begin a group, end a paragraph, or set properties of the text after them.

use crate::document::OPAQUE;
use crate::readers::rtf::characters::Charset;
use crate::readers::rtf::groups::{Destination, Role};
use crate::readers::rtf::reader::Reader;
use crate::text::span::Span;

impl Reader {
    /// Begins a group with this role: starts a note, skips the text of the group, and so on.
    pub(super) fn enter(&mut self, role: Role, span: Span) {
        let destination = self.state.destination;
        if role == Role::InUnicode
            && let Some(destination) = self.state.twice.take()
        {
            self.state.destination = destination;
            return;
        }
        if destination == Destination::Skipped {
            return;
        }
        match role {
            Role::To(Destination::Text) | Role::InUnicode => {}
            Role::To(Destination::Instruction) => {
                if destination != Destination::Instruction {
                    self.instruction.clear();
                }
                self.state.destination = Destination::Instruction;
            }
            Role::To(to) => {
                self.label.clear();
                self.state.destination = to;
            }
            Role::FieldResult => {
                self.state.is_contents |= self.instruction.trim_start().starts_with("TOC");
            }
            Role::Aside(aside) if destination == Destination::Text && self.is_read() => {
                self.lines.begin_apart(aside);
                self.state.reset_paragraph();
                self.state.is_apart = true;
            }
            Role::Comment | Role::Aside(_) | Role::Opaque => {
                self.properties.comments += usize::from(role == Role::Comment);
                if role == Role::Opaque {
                    self.replaced(OPAQUE.encode_utf8(&mut [0; 4]), span);
                }
                self.state.destination = Destination::Skipped;
            }
            Role::Twice => {
                self.state.twice = Some(destination);
                self.state.destination = Destination::Skipped;
            }
        }
    }

    /// Handles a control word that begins or ends something in the text, such as a paragraph.
    /// Returns false for other words.
    pub(super) fn layout(&mut self, word: &str, number: Option<i32>, span: Span) -> bool {
        let is_known =
            matches!(word, "par" | "sect" | "line" | "page" | "cell" | "nestcell" | "row" | "trowd");
        if is_known && self.is_read() {
            self.settle();
            match word {
                "par" | "sect" => self.lines.end_paragraph(&self.state, span.start()),
                "cell" | "nestcell" => self.lines.end_cell(&self.state, span.start()),
                "row" => self.lines.end_row(span.start()),
                "trowd" => self.lines.begin_row(),
                _ => self.lines.break_line(&self.state, span.start()),
            }
        }
        match (word, number) {
            ("intbl", number) => self.state.is_in_table = number != Some(0),
            ("itap", number) => self.state.is_in_table = number.unwrap_or(1) > 0,
            ("outlinelevel", Some(level)) => {
                self.state.heading =
                    u8::try_from(level).ok().filter(|level| *level < 9).map(|level| level + 1);
            }
            _ => return is_known,
        }
        true
    }

    /// Handles a control word that sets a property of the text after it, such as underlining.
    pub(super) fn property(&mut self, word: &str, number: Option<i32>) {
        let is_on = number != Some(0);
        match (word, number) {
            ("pard", _) if self.state.destination == Destination::Text => self.state.reset_paragraph(),
            ("plain", _) => self.state.reset_characters(),
            ("f", Some(font)) => self.state.font = Some(font),
            ("deff", Some(font)) => self.default_font = font,
            ("mac", _) => self.page = encoding_rs::MACINTOSH,
            ("ansicpg", Some(page)) => {
                if let Some(Charset::Known(encoding)) = Charset::of_page(page) {
                    self.page = encoding;
                }
            }
            ("v", _) => self.state.is_hidden = is_on,
            ("ftnalt", _) => self.lines.make_endnote(),
            (word, _) if is_underline(word) => self.state.is_underlined = is_on,
            ("ulnone" | "ulw", _) => self.state.is_underlined = false,
            ("revised", _) => {
                self.state.is_inserted = is_on;
                self.properties.has_revisions |= is_on;
            }
            ("deleted", _) => {
                self.state.is_deleted = is_on;
                self.properties.has_revisions |= is_on;
            }
            _ => {}
        }
    }
}

/// True for words that underline text (RTF 1.9.1, “Font (Character) Formatting Properties”); `\ulw`
/// leaves out blanks.
fn is_underline(word: &str) -> bool {
    matches!(
        word,
        "ul" | "uld"
            | "uldash"
            | "uldashd"
            | "uldashdd"
            | "uldb"
            | "ulhwave"
            | "ulldash"
            | "ulth"
            | "ulthd"
            | "ulthdash"
            | "ulthdashd"
            | "ulthdashdd"
            | "ulthldash"
            | "ululdbwave"
            | "ulwave"
    )
}

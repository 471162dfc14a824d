//! Conversion between byte offsets and editor positions. Editors end a line at LF, CR LF or a lone
//! CR, and count columns in a negotiated unit: UTF-8, UTF-16 or UTF-32.

use std::cell::OnceCell;

use gen_lsp_types::{Position, PositionEncodingKind, Range};
use memchr::memchr2_iter;

use crate::text::lines::LineIndex;
use crate::text::span::Span;

/// Unit in which a client counts columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Bytes of the UTF-8 text.
    Utf8,
    /// UTF-16 code units, the default of the protocol.
    Utf16,
    /// Characters (Unicode scalar values).
    Utf32,
}

impl Encoding {
    /// The encoding with this name in the protocol: `utf-8`, `utf-16`, `utf-32`.
    pub(super) fn of_name(name: &str) -> Option<Self> {
        match name {
            "utf-8" => Some(Self::Utf8),
            "utf-16" => Some(Self::Utf16),
            "utf-32" => Some(Self::Utf32),
            _ => None,
        }
    }

    /// The name of the encoding in the protocol.
    pub(super) fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    /// Number of column units that a character takes.
    fn units(self, c: char) -> usize {
        match self {
            Self::Utf8 => c.len_utf8(),
            Self::Utf16 => c.len_utf16(),
            Self::Utf32 => 1,
        }
    }
}

/// The lines of a text as an editor sees them.
#[derive(Debug)]
pub(super) struct Lines {
    /// First byte of each line.
    starts: Vec<usize>,
    /// Index for computing columns, built on first use.
    columns: OnceCell<LineIndex>,
}

impl Lines {
    /// Finds the lines of `text`, in one pass.
    pub(super) fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let is_end = |&at: &usize| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n');
        let ends = memchr2_iter(b'\n', b'\r', bytes).filter(is_end).map(|at| at + 1);
        Self { starts: std::iter::once(0).chain(ends).collect(), columns: OnceCell::new() }
    }

    /// Byte offset of a position in `text`, the text these lines were built from. A column after
    /// the end of its line means that end, a column inside a character the start of that character.
    /// `None` if there is no such line.
    pub(super) fn byte(&self, text: &str, at: Position, encoding: Encoding) -> Option<usize> {
        self.offset(text, at, encoding).map(|(byte, _)| byte)
    }

    /// True if a position is inside a character. A client that counts columns in the agreed unit
    /// does not send such a position.
    pub(super) fn splits_character(&self, text: &str, at: Position, encoding: Encoding) -> bool {
        self.offset(text, at, encoding).is_some_and(|(_, is_inside)| is_inside)
    }

    /// Number of lines; a text that ends with a line end has an empty last line.
    pub(super) fn count(&self) -> usize {
        self.starts.len()
    }

    /// Byte offset of a position, and true if the position is inside the character at that offset.
    fn offset(&self, text: &str, at: Position, encoding: Encoding) -> Option<(usize, bool)> {
        let line = at.line as usize;
        let start = *self.starts.get(line)?;
        let end = self.content_end(text, line);
        let mut left = at.character as usize;
        for (byte, c) in text[start..end].char_indices() {
            if left < encoding.units(c) {
                return Some((start + byte, left > 0));
            }
            left -= encoding.units(c);
        }
        Some((end, false))
    }

    /// Position of a byte of `text`, the text these lines were built from. A byte inside a line
    /// ending means the start of that ending.
    pub(super) fn position(&self, text: &str, byte: usize, encoding: Encoding) -> Position {
        let byte = byte.min(text.len());
        let line = self.starts.partition_point(|&start| start <= byte) - 1;
        let (start, byte) = (self.starts[line], byte.min(self.content_end(text, line)));
        let columns = || {
            let columns = self.columns.get_or_init(|| LineIndex::new(text));
            (columns.locate(text, start), columns.locate(text, byte))
        };
        let character = match encoding {
            Encoding::Utf8 => byte - start,
            Encoding::Utf16 => {
                let (start, here) = columns();
                here.utf16_column - start.utf16_column
            }
            Encoding::Utf32 => {
                let (start, here) = columns();
                here.column - start.column
            }
        };
        Position { line: number(line), character: number(character) }
    }

    /// The range of a span of `text`.
    pub(super) fn range(&self, text: &str, span: Span, encoding: Encoding) -> Range {
        let [start, end] = [span.start(), span.end()].map(|byte| self.position(text, byte, encoding));
        Range { start, end }
    }

    /// The first byte of the line that holds `byte`.
    pub(super) fn line_start(&self, byte: usize) -> usize {
        self.starts[self.starts.partition_point(|&start| start <= byte) - 1]
    }

    /// End of a line (counted from 0) without its line ending, as a byte offset.
    fn content_end(&self, text: &str, line: usize) -> usize {
        let Some(next) = self.starts.get(line + 1) else { return text.len() };
        let end = &text[self.starts[line]..*next];
        self.starts[line] + end.trim_end_matches('\n').trim_end_matches('\r').len()
    }
}

/// Converts a line or column number to the type that LSP uses. LSP numbers have 31 bits, and
/// documents are shorter than that.
fn number(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use gen_lsp_types::Position;

    use super::{Encoding, Lines};

    const ALL: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    fn at(line: u32, character: u32) -> Position {
        Position { line, character }
    }

    #[test]
    fn columns_count_in_the_units_agreed_upon() {
        let (text, position) = ("年\n𠮷年x", |encoding| {
            let text = "年\n𠮷年x";
            Lines::new(text).position(text, text.len() - 1, encoding)
        });
        assert_eq!(ALL.map(position), [at(1, 7), at(1, 3), at(1, 2)]);
        for encoding in ALL {
            let back = Lines::new(text).byte(text, position(encoding), encoding);
            assert_eq!(back, Some(text.len() - 1));
        }
    }

    #[test]
    fn a_line_ends_at_lf_at_cr_lf_and_at_a_lone_cr() {
        let text = "甲\r\n乙\r丙\n\r\n丁";
        let lines = Lines::new(text);
        let place = |word: &str| lines.position(text, text.find(word).unwrap(), Encoding::Utf16);
        assert_eq!(
            [place("甲"), place("乙"), place("丙"), place("丁")],
            [at(0, 0), at(1, 0), at(2, 0), at(4, 0)]
        );
        assert_eq!(lines.position(text, 4, Encoding::Utf16), at(0, 1), "between CR and LF");
        assert_eq!(lines.byte(text, at(3, 0), Encoding::Utf16), Some(text.len() - 5));
        assert_eq!(Lines::new("甲\r").position("甲\r", 4, Encoding::Utf16), at(1, 0));
    }

    #[test]
    fn a_column_behind_the_end_of_its_line_is_that_end() {
        let text = "甲乙\r\n丙";
        let lines = Lines::new(text);
        for encoding in ALL {
            assert_eq!(lines.byte(text, at(0, 99), encoding), Some(6));
            assert_eq!(lines.byte(text, at(1, u32::MAX), encoding), Some(text.len()));
            assert_eq!(lines.byte(text, at(2, 0), encoding), None, "there is no such line");
        }
    }

    #[test]
    fn inside_a_character_means_before_it() {
        let text = "a𠮷";
        let lines = Lines::new(text);
        assert_eq!(lines.byte(text, at(0, 2), Encoding::Utf16), Some(1));
        assert_eq!(lines.byte(text, at(0, 3), Encoding::Utf8), Some(1));
        assert_eq!(lines.byte(text, at(0, 3), Encoding::Utf16), Some(5));
        let splits = |character, encoding| lines.splits_character(text, at(0, character), encoding);
        assert!(splits(2, Encoding::Utf16) && splits(3, Encoding::Utf8));
        assert!([0, 1, 3, 99].iter().all(|&column| !splits(column, Encoding::Utf16)));
    }
}

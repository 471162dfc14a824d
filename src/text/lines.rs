//! Converts byte offsets to lines and columns, in time independent of the length of the line.
//!
//! Inside the program, offsets are in bytes. They are converted to lines and columns only for
//! output, for people and editors.

use memchr::{memchr_iter, memrchr};

/// Distance in bytes between positions whose column is stored. One lookup counts at most this many
/// bytes.
const STRIDE: usize = 256;
/// Number of bytes that are counted in one step. Sums over so few bytes fit into one byte, which
/// lets the compiler vectorize the loop.
const LANES: usize = 128;

/// A place in a text as counted by people and editors. All numbers start at 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineColumn {
    /// Line number. Lines end at LF.
    pub line: usize,
    /// Column in Unicode scalar values.
    pub column: usize,
    /// Column in UTF-16 code units.
    pub utf16_column: usize,
}

/// Index of the lines of a text: the first byte of each line, and the column counts at every
/// `STRIDE`th byte.
#[derive(Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
    strides: Vec<Count>,
}

/// Number of characters and of UTF-16 code units in a piece of text.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    chars: u32,
    utf16: u32,
}

impl Count {
    fn of(bytes: &[u8]) -> Self {
        let mut count = Self::default();
        // Sums over so few bytes fit into one byte, which lets the compiler vectorize the loop.
        for bytes in bytes.chunks(LANES) {
            let (mut starts, mut long) = (0u8, 0u8);
            for byte in bytes {
                starts += u8::from(byte & 0xC0 != 0x80);
                long += u8::from(*byte >= 0xF0);
            }
            count.chars += u32::from(starts);
            count.utf16 += u32::from(starts) + u32::from(long);
        }
        count
    }

    fn and(self, other: Self) -> Self {
        Self { chars: self.chars + other.chars, utf16: self.utf16 + other.utf16 }
    }
}

impl LineIndex {
    /// Creates the index of `text`, in one pass.
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(memchr_iter(b'\n', text.as_bytes()).map(|newline| newline + 1));
        let mut total = Count::default();
        let mut strides = Vec::with_capacity(text.len() / STRIDE + 1);
        for chunk in text.as_bytes().chunks(STRIDE) {
            strides.push(total);
            total = total.and(Count::of(chunk));
        }
        strides.push(total);
        Self { starts, strides }
    }

    /// Number of lines. A text that ends in LF has an empty last line.
    pub fn line_count(&self) -> usize {
        self.starts.len()
    }

    /// Returns the number of the line that contains `byte`, from 1.
    pub fn line(&self, byte: usize) -> usize {
        self.starts.partition_point(|&start| start <= byte)
    }

    /// Returns the first byte of `line`, counted from 1. If there is no such line, that of the last
    /// line.
    pub fn line_start(&self, line: usize) -> usize {
        let index = line.saturating_sub(1).min(self.starts.len() - 1);
        self.starts[index]
    }

    /// Returns the bytes of `line` without its line ending.
    pub fn line_range(&self, text: &str, line: usize) -> std::ops::Range<usize> {
        let start = self.line_start(line);
        let end = self.starts.get(line).map_or(text.len(), |next| next - 1);
        start..start + text[start..end].trim_end_matches('\r').len()
    }

    /// Returns line and columns of `byte`, which must be on a character boundary of the indexed
    /// `text`.
    pub fn locate(&self, text: &str, byte: usize) -> LineColumn {
        let line = self.line(byte);
        let start = self.line_start(line);
        // Most blocks begin at the start of a line.
        if start == byte {
            return LineColumn { line, column: 1, utf16_column: 1 };
        }
        let start = self.before(text, start);
        let here = self.before(text, byte);
        LineColumn {
            line,
            column: (here.chars - start.chars) as usize + 1,
            utf16_column: (here.utf16 - start.utf16) as usize + 1,
        }
    }

    /// Number of UTF-16 code units of the indexed `text` before `byte`, which must be on a
    /// character boundary.
    pub fn utf16(&self, text: &str, byte: usize) -> usize {
        self.before(text, byte).utf16 as usize
    }

    /// Counts the characters and UTF-16 code units from the start of the text to `byte`.
    fn before(&self, text: &str, byte: usize) -> Count {
        let stride = byte / STRIDE;
        let rest = Count::of(&text.as_bytes()[stride * STRIDE..byte]);
        self.strides[stride.min(self.strides.len() - 1)].and(rest)
    }
}

/// Reader of lines and columns for ascending positions. It counts on from each position to the
/// next, so that a text of which only the beginnings of the blocks are located needs no
/// [`LineIndex`].
#[derive(Debug)]
pub struct LineCursor<'t> {
    text: &'t str,
    /// Last position that was located, and the number of its line.
    at: usize,
    line: usize,
    /// Characters between the start of the line and the position.
    count: Count,
}

impl<'t> LineCursor<'t> {
    /// Creates a cursor at the beginning of `text`.
    pub fn new(text: &'t str) -> Self {
        Self { text, at: 0, line: 1, count: Count::default() }
    }

    /// Returns line and columns of `byte`, which must be on a character boundary of the text.
    /// `None` if it is before the last position.
    pub fn locate(&mut self, byte: usize) -> Option<LineColumn> {
        let passed = self.text.as_bytes().get(self.at..byte)?;
        let mut behind = passed;
        let newline = match passed.last() {
            Some(b'\n') => Some(passed.len() - 1),
            _ => memrchr(b'\n', passed),
        };
        if let Some(newline) = newline {
            self.line += memchr_iter(b'\n', passed).count();
            self.count = Count::default();
            behind = &passed[newline + 1..];
        }
        self.count = self.count.and(Count::of(behind));
        self.at = byte;
        Some(LineColumn {
            line: self.line,
            column: self.count.chars as usize + 1,
            utf16_column: self.count.utf16 as usize + 1,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{LineColumn, LineCursor, LineIndex};

    fn at(text: &str, byte: usize) -> LineColumn {
        LineIndex::new(text).locate(text, byte)
    }

    #[test]
    fn counts_characters_and_utf16_units_apart() {
        let text = "一\n𠮷年x";
        assert_eq!(at(text, 4), LineColumn { line: 2, column: 1, utf16_column: 1 });
        assert_eq!(at(text, 8), LineColumn { line: 2, column: 2, utf16_column: 3 });
        assert_eq!(at(text, text.len()), LineColumn { line: 2, column: 4, utf16_column: 5 });
        assert_eq!(LineIndex::new(text).utf16(text, text.len()), 6);
    }

    #[test]
    fn agrees_with_plain_counting_on_a_long_line() {
        let text = "前\n".to_owned() + &"年𠮷x".repeat(2000);
        let index = LineIndex::new(&text);
        for (byte, _) in text.char_indices() {
            let start = text[..byte].rfind('\n').map_or(0, |newline| newline + 1);
            assert_eq!(index.locate(&text, byte).column, text[start..byte].chars().count() + 1);
        }
    }

    #[test]
    fn a_cursor_says_what_the_index_says_and_goes_forward_only() {
        let text = "前\n\n".to_owned() + &"年𠮷x\n".repeat(20) + &"年𠮷x".repeat(200);
        let index = LineIndex::new(&text);
        for step in [1, 2, 7, 60] {
            let mut cursor = LineCursor::new(&text);
            for (byte, _) in text.char_indices().step_by(step) {
                assert_eq!(cursor.locate(byte), Some(index.locate(&text, byte)), "{step} {byte}");
            }
            assert_eq!(cursor.locate(text.len()), Some(index.locate(&text, text.len())));
            assert_eq!(cursor.locate(3), None);
        }
    }

    #[test]
    fn a_line_range_leaves_out_its_line_end() {
        let text = "甲\r\n乙";
        let index = LineIndex::new(text);
        assert_eq!(&text[index.line_range(text, 1)], "甲");
        assert_eq!(&text[index.line_range(text, 2)], "乙");
    }
}

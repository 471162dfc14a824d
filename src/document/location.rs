//! Places in a file, in the units of people, editors and programs.

use crate::document::block::{BlockKind, Cell};

/// A position between two characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line in the view (the text in which lines and columns are counted), from 1.
    pub line: usize,
    /// Column in Unicode scalar values, from 1.
    pub column: usize,
    /// Column in UTF-16 code units, from 1.
    pub utf16_column: usize,
    /// Offset in bytes, from 0: in the file including a byte order mark; in the part, for formats
    /// with parts such as Word; in the view, if another program produced it.
    pub byte: usize,
}

/// A range of a file; the end is exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// Position of the first character.
    pub start: Position,
    /// Position after the last character.
    pub end: Position,
}

/// A place in a format without lines of its own, such as Word or PDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinelessPlace<'d> {
    /// In a paragraph of a part of the file.
    Paragraph {
        /// Name of the part, such as `word/document.xml`; empty if the file has no parts.
        part: &'d str,
        /// Number of the paragraph in its part, from 1, in the order in which paragraphs begin.
        paragraph: usize,
        /// Table cell that contains the paragraph, if any.
        cell: Option<Cell>,
        /// Index of the first character within the paragraph's own text, from 0. A list number that
        /// the format generates is not part of it.
        start: usize,
        /// Index after the last character, limited to this paragraph.
        end: usize,
    },
    /// On a page. Pages are counted from 1.
    Page(usize),
}

/// A place as a person who has the document open would describe it: a paragraph of the running
/// text, a cell, a note, a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// Type of the block that contains the place.
    pub kind: BlockKind,
    /// Number of the paragraph in the running text, from 1; `None` outside the running text.
    pub paragraph: Option<usize>,
    /// Number of the page, from 1, in formats whose places are pages, such as PDF; otherwise
    /// `None`.
    pub page: Option<usize>,
}

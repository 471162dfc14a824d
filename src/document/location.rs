//! Places in a file as people, editors and programs count them.

use crate::document::block::{BlockKind, Cell};

/// A point between two characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line of the view, from 1.
    pub line: usize,
    /// Column in Unicode scalar values, from 1.
    pub column: usize,
    /// Column in UTF-16 code units, from 1.
    pub utf16_column: usize,
    /// Offset in bytes, from 0: of the file, byte order mark included; of the part, in formats that have parts; of the view,
    /// where another program made it.
    pub byte: usize,
}

/// A stretch of a file; the end is exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// First character.
    pub start: Position,
    /// One past the last character.
    pub end: Position,
}

/// A place in a format that has no lines of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place<'d> {
    /// In a paragraph of some part.
    Paragraph {
        /// The name of the part, as `word/document.xml`; empty where the file is its only part.
        part: &'d str,
        /// The paragraph among those of its part, from 1, in the order in which they begin.
        paragraph: usize,
        /// The cell it stands in.
        cell: Option<Cell>,
        /// First character of the paragraph's own text, from 0; a number that the format makes is not counted.
        start: usize,
        /// One past the last character, as far as it is in this paragraph.
        end: usize,
    },
    /// On a page, from 1.
    Page(usize),
}

/// A place as people speak of it who have the document open: a paragraph of the running text, a cell, a note, a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// The kind of block that it stands in.
    pub kind: BlockKind,
    /// The paragraph of the running text, from 1; `None` elsewhere.
    pub paragraph: Option<usize>,
    /// The page, in formats that have only pages.
    pub page: Option<usize>,
}

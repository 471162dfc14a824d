//! The units a document is made of.

use crate::text::span::Span;

/// What a block is, as far as the format says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Running text; in plain text every line that is not blank.
    Paragraph,
    /// A heading the format marks as one, with its level from 1.
    Heading(u8),
    /// The first block of a list item; a number that the format shows stands at the head of its text.
    Item,
    /// One cell of a table.
    Cell,
}

/// One paragraph, heading, item or cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its content in the document's text, without indent, without line end, never empty.
    pub span: Span,
    /// What was passed over in front of the content on its line: indent and stray `>`.
    pub lead: Span,
}

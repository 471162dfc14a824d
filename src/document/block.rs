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
    /// Text in a cell of a table.
    Cell(Cell),
    /// A line of a table of contents, if the format says that it is one.
    Contents,
    /// Text beside the running text.
    Aside(Aside),
    /// Text that the format hides: it is not printed.
    Hidden,
}

impl BlockKind {
    /// The name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Paragraph => "paragraph",
            Self::Heading(_) => "heading",
            Self::Item => "item",
            Self::Cell(_) => "cell",
            Self::Contents => "contents",
            Self::Aside(aside) => aside.name(),
            Self::Hidden => "hidden",
        }
    }

    /// True for what is read from top to bottom: neither in a table nor in contents nor beside the text.
    pub fn is_running(self) -> bool {
        matches!(self, Self::Paragraph | Self::Heading(_) | Self::Item)
    }

    /// True for what stands apart from the running text, outside tables: contents, headers, notes.
    pub fn is_apart(self) -> bool {
        matches!(self, Self::Contents | Self::Aside(_))
    }
}

/// What stands beside the running text. Numbers count from 1 through the document, as its readers see them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aside {
    /// A header of the page.
    Header,
    /// A footer of the page.
    Footer,
    /// A footnote, by its number; 0 if it has a mark of its own.
    Footnote(u32),
    /// An endnote, by its number; 0 if it has a mark of its own.
    Endnote(u32),
    /// A text box, by its number in the order in which they begin.
    Box(u32),
    /// Anything else: page numbers, indexes, what web pages have beside their text.
    Other,
}

impl Aside {
    /// The name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Footer => "footer",
            Self::Footnote(_) => "footnote",
            Self::Endnote(_) => "endnote",
            Self::Box(_) => "box",
            Self::Other => "aside",
        }
    }

    /// The number that its readers see.
    pub fn number(self) -> Option<u32> {
        match self {
            Self::Footnote(number) | Self::Endnote(number) | Self::Box(number) => {
                Some(number).filter(|number| *number > 0)
            }
            Self::Header | Self::Footer | Self::Other => None,
        }
    }
}

/// A cell of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// The table among those of its part, from 0, in the order in which they begin.
    pub table: u32,
    /// The row, from 0.
    pub row: u32,
    /// The column of the grid, from 0; a cell over several columns has the first.
    pub column: u32,
}

/// A cell that reaches over several columns or rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Merged {
    /// The cell, by its first column and row.
    pub cell: Cell,
    /// How many columns it has, at least one.
    pub width: u32,
    /// How many rows it has, at least one; `u32::MAX` for all down to the last.
    pub height: u32,
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

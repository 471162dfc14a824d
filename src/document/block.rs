//! Blocks: the paragraphs, headings, list items and cells that a document consists of.

use crate::text::span::Span;

/// Type of a block, as far as the format states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Running text. In plain text, every line that is not blank.
    Paragraph,
    /// A heading marked by the format, with its level from 1.
    Heading(u8),
    /// First block of a list item. If the format displays a number, its text begins with that
    /// number.
    Item,
    /// Text in a cell of a table.
    Cell(Cell),
    /// A line of a table of contents, if the format marks it as one.
    Contents,
    /// Text outside the running text, such as a footnote.
    Aside(Aside),
    /// Hidden text, which is not printed.
    Hidden,
}

impl BlockKind {
    /// The name of the kind in reports, such as `heading`; for an aside, the name of its type.
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

    /// True for the running text, which readers read from top to bottom: paragraphs, headings and
    /// list items.
    pub fn is_running(self) -> bool {
        matches!(self, Self::Paragraph | Self::Heading(_) | Self::Item)
    }

    /// True for text apart from the running text and from tables: tables of contents, headers,
    /// footers, notes.
    pub fn is_apart(self) -> bool {
        matches!(self, Self::Contents | Self::Aside(_))
    }
}

/// Type of text outside the running text. Numbers count from 1 through the document, as readers see
/// them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aside {
    /// A page header.
    Header,
    /// A page footer.
    Footer,
    /// A footnote and its number; 0 if it has a custom mark.
    Footnote(u32),
    /// An endnote and its number; 0 if it has a custom mark.
    Endnote(u32),
    /// A text box, numbered in the order in which the boxes begin.
    Box(u32),
    /// Anything else outside the running text: page numbers, indexes, text beside the main text of
    /// web pages.
    Other,
}

impl Aside {
    /// The name of the type in reports, such as `footnote`.
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

    /// The number of a footnote, an endnote or a text box, as readers of the document see it.
    /// `None` for headers and footers, and for notes with a custom mark.
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
    /// Index of the table in its part of the file, from 0. Tables are counted in the order in which
    /// they begin.
    pub table: u32,
    /// Index of the row, from 0.
    pub row: u32,
    /// Index of the column in the grid of the table, from 0. A cell that spans several columns has
    /// the first one.
    pub column: u32,
}

/// A cell of a table that spans several columns or rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Merged {
    /// The position of the cell in its table, at the first column and row that it covers.
    pub cell: Cell,
    /// Number of columns that the cell covers, at least 1.
    pub width: u32,
    /// Number of rows that the cell covers, at least 1; `u32::MAX` for all rows down to the last.
    pub height: u32,
}

/// A paragraph, heading, list item or table cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Kind of the block, such as a heading.
    pub kind: BlockKind,
    /// Span of the block's content in the document's text, without indent and line ending. Never
    /// empty.
    pub span: Span,
    /// Span of the text before the content on the same line: an indent, or a `>` left over from
    /// copying a web page.
    pub lead: Span,
}

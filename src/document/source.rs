//! What the outside hands in, and what is remembered of it.

use crate::text::span::Span;

/// The bytes of one file and the name they go by.
#[derive(Clone, Debug)]
pub struct Source {
    /// A path as the user wrote it, or a name for standard input; its ending tells the format.
    pub name: String,
    /// The file, untouched.
    pub bytes: Vec<u8>,
}

/// File formats that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text: every line is a paragraph.
    Text,
    /// CommonMark with tables, footnotes and front matter.
    Markdown,
}

impl Format {
    /// The name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
        }
    }
}

/// Where a document came from.
#[derive(Clone, Copy, Debug)]
pub struct Origin {
    /// How the file was read.
    pub format: Format,
    /// Name of the character encoding, as the IANA registry spells it.
    pub encoding: &'static str,
    /// Length of the byte order mark in bytes: 0 or 3.
    pub byte_order_mark: usize,
    /// Front matter, as bytes of the view.
    pub front_matter: Option<Span>,
}

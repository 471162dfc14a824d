//! L1: one document as the checks see it, and the way back to the file.
//!
//! A document has two texts. The *view* is what lines and columns count in: the decoded file, for text and
//! Markdown. The *text* is what is read: prose alone, without `**`, tags and code, one block a line. Where the two
//! are the same, as in plain text, it is kept once.

pub mod block;
pub mod location;
pub mod map;
pub mod source;

use std::sync::OnceLock;

use crate::document::block::Block;
use crate::document::location::{Location, Position};
use crate::document::map::Map;
use crate::document::source::Origin;
use crate::text::lines::LineIndex;
use crate::text::span::Span;

/// Stands in the text for what is not prose: inline code, an image, an address.
pub const OPAQUE: char = '\u{FFFC}';

/// A document that was read.
#[derive(Debug)]
pub struct Document {
    view: String,
    text: Option<String>,
    map: Map,
    blocks: Vec<Block>,
    origin: Origin,
    lines: OnceLock<LineIndex>,
}

impl Document {
    /// A document whose text is its view, as plain text is.
    pub fn verbatim(view: String, blocks: Vec<Block>, origin: Origin) -> Self {
        Self { view, text: None, map: Map::identity(), blocks, origin, lines: OnceLock::new() }
    }

    /// A document whose text was taken out of its view piece by piece.
    pub fn extracted(view: String, text: String, map: Map, blocks: Vec<Block>, origin: Origin) -> Self {
        Self { view, text: Some(text), map, blocks, origin, lines: OnceLock::new() }
    }

    /// The prose. Every span that facts and findings speak of lies in it.
    pub fn text(&self) -> &str {
        self.text.as_deref().unwrap_or(&self.view)
    }

    /// What lines and columns count in.
    pub fn view(&self) -> &str {
        &self.view
    }

    /// Paragraphs, headings, items and cells, in order; none holds a line end.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Where the document came from.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &str {
        span.of(self.text())
    }

    /// The index of the block that holds `byte` of the text; the nearest one before where none does.
    pub fn block_at(&self, byte: usize) -> usize {
        self.blocks.partition_point(|block| block.span.start <= byte).saturating_sub(1)
    }

    /// The stretch of the view that `span` of the text was taken from.
    pub fn in_view(&self, span: Span) -> Span {
        self.map.to_view(span)
    }

    /// Lines and columns of a span of the text.
    pub fn locate(&self, span: Span) -> Location {
        let view = self.in_view(span);
        Location { start: self.position(view.start), end: self.position(view.end) }
    }

    /// Line and columns of the first character of a span of the text.
    pub fn locate_start(&self, span: Span) -> Position {
        self.position(self.in_view(span).start)
    }

    /// The bytes of the view that may be replaced to change `span`; `None` where markup or generated text lies
    /// inside, so that no edit can destroy what was not read.
    pub fn editable(&self, span: Span) -> Option<Span> {
        let view = self.in_view(span);
        (view.of(&self.view) == self.slice(span)).then_some(view)
    }

    /// The line index of the view, made when first asked for.
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.view))
    }

    fn position(&self, byte: usize) -> Position {
        let at = self.lines().locate(&self.view, byte);
        Position {
            line: at.line,
            column: at.column,
            utf16_column: at.utf16_column,
            byte: byte + self.origin.byte_order_mark,
        }
    }
}

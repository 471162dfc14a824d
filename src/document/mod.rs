//! L1: one document as the checks see it, and the way back to the file.
//!
//! A document has two texts. The *view* is what lines and columns count in: the decoded file, for text and
//! Markdown; for Word and its like, the paragraphs put together, one a line. The *text* is what is read: prose alone,
//! without `**`, tags and code, one block a line. Where the two are the same, as in plain text, it is kept once.

pub mod block;
pub mod bytes;
pub mod directive;
pub mod encoded;
pub mod location;
pub mod map;
pub mod marking;
pub mod parts;
pub mod source;

use std::sync::OnceLock;

use crate::document::block::{Block, BlockKind, Cell, Merged};
use crate::document::bytes::ByteMap;
use crate::document::directive::Directive;
use crate::document::location::{Location, Place, Position, Spoken};
use crate::document::map::Map;
use crate::document::marking::Marking;
use crate::document::parts::PartSpan;
use crate::document::source::{Format, Origin};
use crate::text::lines::LineIndex;
use crate::text::span::Span;

/// Stands in the text for what is not prose: inline code, an image, an address.
pub const OPAQUE: char = '\u{FFFC}';

/// A view and the way from it to the file.
#[derive(Debug)]
pub struct View {
    /// What lines and columns count in.
    pub text: String,
    /// Where its bytes came from.
    pub bytes: ByteMap,
}

/// A document that was read.
#[derive(Debug)]
pub struct Document {
    view: String,
    text: Option<String>,
    map: Map,
    bytes: ByteMap,
    blocks: Vec<Block>,
    markings: Vec<Marking>,
    empty_cells: Vec<Cell>,
    merged_cells: Vec<Merged>,
    directives: Vec<Directive>,
    origin: Origin,
    lines: OnceLock<LineIndex>,
    /// For each block, the number of the last paragraph of running text up to it.
    running: OnceLock<Vec<usize>>,
}

impl Document {
    /// A document whose text is its view, as plain text is.
    pub fn verbatim(view: String, bytes: ByteMap, blocks: Vec<Block>, origin: Origin) -> Self {
        let (map, lines) = (Map::identity(), OnceLock::new());
        Self {
            view,
            text: None,
            map,
            bytes,
            blocks,
            markings: Vec::new(),
            empty_cells: Vec::new(),
            merged_cells: Vec::new(),
            directives: Vec::new(),
            origin,
            lines,
            running: OnceLock::new(),
        }
    }

    /// Names of parts that a reader of the document sees and that were not read.
    pub fn unread(&self) -> &[String] {
        self.origin.properties.as_ref().map_or(&[], |properties| &properties.unread)
    }

    /// A document whose text was taken out of its view piece by piece.
    pub fn extracted(view: View, text: String, map: Map, blocks: Vec<Block>, origin: Origin) -> Self {
        let View { text: view, bytes } = view;
        Self { text: Some(text), map, ..Self::verbatim(view, bytes, blocks, origin) }
    }

    /// The same document with what its format marks in the text, in order.
    #[must_use]
    pub fn with_markings(mut self, markings: Vec<Marking>) -> Self {
        self.markings = markings;
        self
    }

    /// The same document with the cells of its tables that hold nothing, in any order.
    #[must_use]
    pub fn with_empty_cells(mut self, mut cells: Vec<Cell>) -> Self {
        cells.sort_unstable();
        self.empty_cells = cells;
        self
    }

    /// The same document with the cells of its tables that reach over several columns or rows, in any order.
    #[must_use]
    pub fn with_merged_cells(mut self, mut cells: Vec<Merged>) -> Self {
        cells.sort_unstable();
        self.merged_cells = cells;
        self
    }

    /// The same document where its file is of another format, of which another program made what was read: no place leads
    /// back to the bytes of the file.
    #[must_use]
    pub fn made_elsewhere(mut self, format: Format) -> Self {
        self.bytes = ByteMap::Foreign(Vec::new());
        self.origin.format = format;
        self
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

    /// The same document with its comments that speak to hegao, in order.
    #[must_use]
    pub fn with_directives(mut self, directives: Vec<Directive>) -> Self {
        self.directives = directives;
        self
    }

    /// Comments that speak to hegao, in order.
    pub fn directives(&self) -> &[Directive] {
        &self.directives
    }

    /// What the format marks in the text, in order.
    pub fn markings(&self) -> &[Marking] {
        &self.markings
    }

    /// Cells of tables that hold nothing, in order: neither text nor a picture. A cell that another one covers is none.
    pub fn empty_cells(&self) -> &[Cell] {
        &self.empty_cells
    }

    /// Cells of tables that reach over several columns or rows, in order.
    pub fn merged_cells(&self) -> &[Merged] {
        &self.merged_cells
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
        self.blocks.partition_point(|block| block.span.start() <= byte).saturating_sub(1)
    }

    /// Which paragraph of the running text the block with this index is, from 1, or the last one before it. Paragraphs without text do
    /// not count, and lines of one paragraph are one.
    pub fn running_number(&self, block: usize) -> usize {
        let numbers = self.running.get_or_init(|| {
            let (mut number, mut last) = (0, None);
            let count = |block: &Block| {
                let place = match self.place(block.span) {
                    Some(Place::Paragraph { part, paragraph, .. }) => Some((part, paragraph)),
                    Some(Place::Page(_)) | None => None,
                };
                if block.kind.is_running() && (place.is_none() || place != last) {
                    number += 1;
                    last = place;
                }
                number
            };
            self.blocks.iter().map(count).collect()
        });
        numbers.get(block).copied().unwrap_or(0)
    }

    /// What the block is that holds `byte` of the text, or the nearest one before; a paragraph in a document without blocks.
    pub fn kind_at(&self, byte: usize) -> BlockKind {
        self.blocks.get(self.block_at(byte)).map_or(BlockKind::Paragraph, |block| block.kind)
    }

    /// The stretch of the view that `span` of the text was taken from.
    pub fn in_view(&self, span: Span) -> Span {
        self.map.to_view(span)
    }

    /// Lines and columns of a span of the text.
    pub fn locate(&self, span: Span) -> Location {
        let view = self.in_view(span);
        let bytes = self.bytes.bytes(&self.view, view).bytes;
        Location {
            start: self.position(view.start(), bytes.start()),
            end: self.position(view.end(), bytes.end()),
        }
    }

    /// The place of a span of the text in a format without lines: its paragraph, or its page.
    pub fn place(&self, span: Span) -> Option<Place<'_>> {
        self.bytes.place(&self.view, self.in_view(span))
    }

    /// The place of a span of the text as people speak of it.
    pub fn spoken(&self, span: Span) -> Spoken {
        let block = self.block_at(span.start());
        let kind = self.kind_at(span.start());
        let page = match self.place(span) {
            Some(Place::Page(page)) => Some(page),
            Some(Place::Paragraph { .. }) | None => None,
        };
        Spoken { kind, paragraph: kind.is_running().then(|| self.running_number(block)), page }
    }

    /// The name of the part that is the document itself, in a package of parts.
    pub fn main_part(&self) -> Option<&str> {
        match &self.bytes {
            ByteMap::Parts(parts) => parts.main(),
            _ => None,
        }
    }

    /// The bytes of the file that `span` of the text was taken from, markup in between included.
    pub fn source(&self, span: Span) -> PartSpan<'_> {
        self.bytes.bytes(&self.view, self.in_view(span))
    }

    /// The bytes of the file that `span` of the view was taken from.
    pub fn source_of_view(&self, span: Span) -> PartSpan<'_> {
        self.bytes.bytes(&self.view, span)
    }

    /// Line and columns of the first character of a span of the text.
    pub fn locate_start(&self, span: Span) -> Position {
        let start = self.in_view(span).start();
        self.position(start, self.bytes.bytes(&self.view, Span::new(start, start)).bytes.start())
    }

    /// The bytes of the file that may be replaced to change `span`; `None` where markup or generated text lies
    /// inside, so that no edit can destroy what was not read.
    pub fn editable(&self, span: Span) -> Option<PartSpan<'_>> {
        let view = self.in_view(span);
        let is_read = view.of(&self.view) == self.slice(span) && self.bytes.is_copy(view);
        is_read.then(|| self.bytes.bytes(&self.view, view))
    }

    /// The line index of the view, made when first asked for.
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.view))
    }

    fn position(&self, view: usize, byte: usize) -> Position {
        let at = self.lines().locate(&self.view, view);
        Position { line: at.line, column: at.column, utf16_column: at.utf16_column, byte }
    }
}

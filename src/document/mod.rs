//! L1: a document as the checks see it, and the maps back to the file.
//!
//! A document has two texts. Lines and columns are counted in the *view*: for plain text and
//! Markdown it is the decoded file; for Word and similar formats, the paragraphs, one per line. The
//! *text* is the prose alone, without `**`, tags and code, one block per line. If the two are
//! identical, as in plain text, only one is stored.

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
use crate::document::location::{LinelessPlace, Location, Position, Spoken};
use crate::document::map::Map;
use crate::document::marking::Marking;
use crate::document::parts::PartSpan;
use crate::document::source::{Format, Origin};
use crate::text::lines::{LineColumn, LineCursor, LineIndex};
use crate::text::span::Span;

/// Character in the text in place of anything that is not prose: inline code, an image, an address.
pub const OPAQUE: char = '\u{FFFC}';

/// The view of a document, that is, the text in which lines and columns are counted, and its map to
/// the bytes of the file.
#[derive(Debug)]
pub struct View {
    /// The text in which lines and columns are counted.
    pub text: String,
    /// Map to the bytes of the file.
    pub bytes: ByteMap,
}

/// A document that was read: its text and blocks, and the maps back to the file.
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
    /// For each block, the number of paragraphs of running text up to it, computed on first use.
    running: OnceLock<Vec<usize>>,
}

impl Document {
    /// Creates a document whose text is identical to its view, such as plain text.
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

    /// Names of the parts of the file, such as inserted documents, that are visible to readers of
    /// the document but were not read.
    pub fn unread(&self) -> &[String] {
        self.origin.properties.as_ref().map_or(&[], |properties| &properties.unread)
    }

    /// Creates a document whose text was extracted from its view in pieces, which `map` relates.
    pub fn extracted(view: View, text: String, map: Map, blocks: Vec<Block>, origin: Origin) -> Self {
        let View { text: view, bytes } = view;
        Self { text: Some(text), map, ..Self::verbatim(view, bytes, blocks, origin) }
    }

    /// Sets the markings of the format, such as highlights, which must be in order.
    #[must_use]
    pub fn with_markings(mut self, markings: Vec<Marking>) -> Self {
        self.markings = markings;
        self
    }

    /// Sets the empty table cells, in any order.
    #[must_use]
    pub fn with_empty_cells(mut self, mut cells: Vec<Cell>) -> Self {
        cells.sort_unstable();
        self.empty_cells = cells;
        self
    }

    /// Sets the table cells that span several columns or rows, in any order.
    #[must_use]
    pub fn with_merged_cells(mut self, mut cells: Vec<Merged>) -> Self {
        cells.sort_unstable();
        self.merged_cells = cells;
        self
    }

    /// Declares that another program converted the file from `format`, so that no place can be
    /// mapped back to the bytes of the file.
    #[must_use]
    pub fn made_elsewhere(mut self, format: Format) -> Self {
        self.bytes = ByteMap::Foreign(Vec::new());
        self.origin.format = format;
        self
    }

    /// Returns the prose. All spans in facts and findings refer to it.
    pub fn text(&self) -> &str {
        self.text.as_deref().unwrap_or(&self.view)
    }

    /// Returns the text in which lines and columns are counted.
    pub fn view(&self) -> &str {
        &self.view
    }

    /// Returns the paragraphs, headings, items and cells, in order. None of them contains a line
    /// break.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Sets the comments with instructions for hegao, which must be in order.
    #[must_use]
    pub fn with_directives(mut self, directives: Vec<Directive>) -> Self {
        self.directives = directives;
        self
    }

    /// Returns the comments with instructions for hegao, in order.
    pub fn directives(&self) -> &[Directive] {
        &self.directives
    }

    /// Returns the markings of the format, such as highlights, in order.
    pub fn markings(&self) -> &[Marking] {
        &self.markings
    }

    /// Returns the empty table cells, in order: those with neither text nor a picture. Cells that a
    /// merged cell covers are not included.
    pub fn empty_cells(&self) -> &[Cell] {
        &self.empty_cells
    }

    /// Returns the table cells that span several columns or rows, in order.
    pub fn merged_cells(&self) -> &[Merged] {
        &self.merged_cells
    }

    /// Returns the format, the encoding and the properties of the file.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Returns the text of a span.
    pub fn slice(&self, span: Span) -> &str {
        span.of(self.text())
    }

    /// Returns the index of the block that contains `byte` of the text, or of the nearest block
    /// before it.
    pub fn block_at(&self, byte: usize) -> usize {
        self.blocks.partition_point(|block| block.span.start() <= byte).saturating_sub(1)
    }

    /// Number of the block with this index among the paragraphs of running text, from 1. For any
    /// other block, the number of the last such paragraph before it. Empty paragraphs do not count,
    /// and several lines of one paragraph count once.
    pub fn running_number(&self, block: usize) -> usize {
        let numbers = self.running.get_or_init(|| {
            let (mut number, mut last) = (0, None);
            let count = |block: &Block| {
                let place = match self.place(block.span) {
                    Some(LinelessPlace::Paragraph { part, paragraph, .. }) => Some((part, paragraph)),
                    Some(LinelessPlace::Page(_)) | None => None,
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

    /// Returns the type of the block that contains `byte` of the text, or of the nearest block
    /// before it. `Paragraph` in a document without blocks.
    pub fn kind_at(&self, byte: usize) -> BlockKind {
        self.blocks.get(self.block_at(byte)).map_or(BlockKind::Paragraph, |block| block.kind)
    }

    /// Returns the span of the view that `span` of the text was taken from.
    pub fn in_view(&self, span: Span) -> Span {
        self.map.to_view(span)
    }

    /// Returns lines and columns of a span of the text.
    pub fn locate(&self, span: Span) -> Location {
        let view = self.in_view(span);
        let bytes = self.bytes.bytes(&self.view, view).bytes;
        Location {
            start: self.position(view.start(), bytes.start()),
            end: self.position(view.end(), bytes.end()),
        }
    }

    /// Returns the paragraph or page that contains a span of the text. `None` in formats with lines
    /// of their own, such as plain text.
    pub fn place(&self, span: Span) -> Option<LinelessPlace<'_>> {
        self.bytes.place(&self.view, self.in_view(span))
    }

    /// Returns the place of a span of the text as a person who has the document open would describe
    /// it.
    pub fn spoken(&self, span: Span) -> Spoken {
        let block = self.block_at(span.start());
        let kind = self.kind_at(span.start());
        let page = match self.place(span) {
            Some(LinelessPlace::Page(page)) => Some(page),
            Some(LinelessPlace::Paragraph { .. }) | None => None,
        };
        Spoken { kind, paragraph: kind.is_running().then(|| self.running_number(block)), page }
    }

    /// Returns the name of the main document part. `None` in formats without parts.
    pub fn main_part(&self) -> Option<&str> {
        match &self.bytes {
            ByteMap::Parts(parts) => parts.main(),
            _ => None,
        }
    }

    /// Returns the bytes of the file that `span` of the text was read from, including markup in
    /// between.
    pub fn source(&self, span: Span) -> PartSpan<'_> {
        self.bytes.bytes(&self.view, self.in_view(span))
    }

    /// Returns the bytes of the file that `span` of the view was read from.
    pub fn source_of_view(&self, span: Span) -> PartSpan<'_> {
        self.bytes.bytes(&self.view, span)
    }

    /// Returns line and columns of the first character of a span of the text.
    pub fn locate_start(&self, span: Span) -> Position {
        let start = self.in_view(span).start();
        self.position(start, self.bytes.bytes(&self.view, Span::new(start, start)).bytes.start())
    }

    /// Does the same as [`Self::locate_start`] for spans in text order. It counts on from one to
    /// the next, which is faster than the line index if the document needs that for nothing else.
    pub fn locate_starts(&self, spans: impl Iterator<Item = Span>) -> impl Iterator<Item = Position> {
        let mut cursor = LineCursor::new(&self.view);
        spans.map(move |span| {
            let start = self.in_view(Span::new(span.start(), span.start())).start();
            let byte = self.bytes.bytes(&self.view, Span::new(start, start)).bytes.start();
            match cursor.locate(start) {
                Some(at) => positioned(at, byte),
                // A later block may be before an earlier one in the view.
                None => self.position(start, byte),
            }
        })
    }

    /// Returns the bytes of the file that an edit of `span` must replace. `None` if they contain
    /// markup or generated text: such an edit could destroy content that is not text.
    pub fn editable(&self, span: Span) -> Option<PartSpan<'_>> {
        let view = self.in_view(span);
        let is_read = view.of(&self.view) == self.slice(span) && self.bytes.is_copy(view);
        is_read.then(|| self.bytes.bytes(&self.view, view))
    }

    /// Returns the line index of the view, which is built on first use.
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.view))
    }

    fn position(&self, view: usize, byte: usize) -> Position {
        positioned(self.lines().locate(&self.view, view), byte)
    }
}

fn positioned(at: LineColumn, byte: usize) -> Position {
    Position { line: at.line, column: at.column, utf16_column: at.utf16_column, byte }
}

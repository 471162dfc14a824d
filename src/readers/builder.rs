//! Builds a [`Document`] from pieces of its view: the text of the file in which lines and columns
//! are counted. The text of the document is the view without markup, such as the stars in `**重点**`
//! ("key point").

use crate::document::block::{Block, BlockKind, Cell, Merged};
use crate::document::directive::{Directive, PREFIX};
use crate::document::map::Map;
use crate::document::marking::{Marking, MarkingKind};
use crate::document::source::Origin;
use crate::document::{Document, OPAQUE, View};
use crate::text::chars::is_blank;
use crate::text::span::Span;

/// Collects the text of a document while a file is read, its map to the view (which bytes of the
/// text come from which bytes of the view), and its blocks: paragraphs, headings, table cells and
/// so on. [`Builder::close`] ends a block.
pub(super) struct Builder {
    text: String,
    map: Map,
    blocks: Vec<Block>,
    markings: Vec<Marking>,
    /// Span from the first to the last underlined blank of the open block; `None` if it has none.
    /// Underlined blanks are a blank line of a form, to be filled in by hand.
    underlined: Option<Span>,
    empty_cells: Vec<Cell>,
    merged_cells: Vec<Merged>,
    directives: Vec<Directive>,
    open: Option<(BlockKind, usize)>,
}

impl Builder {
    /// Creates a builder with room for about `capacity` bytes of text.
    pub(super) fn new(capacity: usize) -> Self {
        Self {
            text: String::with_capacity(capacity),
            map: Map::default(),
            blocks: Vec::new(),
            markings: Vec::new(),
            underlined: None,
            empty_cells: Vec::new(),
            merged_cells: Vec::new(),
            directives: Vec::new(),
            open: None,
        }
    }

    /// Opens a block unless one is open; returns true if it opened one.
    pub(super) fn open(&mut self, kind: BlockKind) -> bool {
        let opened = self.open.is_none();
        if opened {
            self.open = Some((kind, self.text.len()));
        }
        opened
    }

    /// Appends bytes `range` of the view unchanged.
    pub(super) fn copy(&mut self, view: &str, range: Span) {
        let start = self.text.len();
        self.text.push_str(range.of(view));
        self.map.copied(Span::new(start, self.text.len()), range);
    }

    /// Appends `content` in place of bytes `range` of the view.
    pub(super) fn replace(&mut self, content: &str, range: Span) {
        let start = self.text.len();
        self.text.push_str(content);
        self.map.replaced(Span::new(start, self.text.len()), range);
    }

    /// Appends the placeholder character [`OPAQUE`] for content that is not prose, such as a
    /// picture, in place of bytes `range` of the view.
    pub(super) fn opaque(&mut self, range: Span) {
        self.replace(OPAQUE.encode_utf8(&mut [0; 4]), range);
    }

    /// Records the comment in bytes `range` of the view (`<!-- … -->`) if it is a directive: an
    /// instruction to this program, such as to ignore a rule here.
    pub(super) fn comment(&mut self, view: &str, range: Span) {
        let comment = range.of(view);
        let content = comment.strip_prefix("<!--").unwrap_or(comment);
        let content = content.strip_suffix("-->").unwrap_or(content).trim();
        if !content.starts_with(PREFIX) {
            return;
        }
        let content = content.to_owned();
        if let Some((_, opened)) = self.open {
            self.directives.push(Directive { content, at: opened, span: Span::new(opened, opened) });
        } else {
            let start = self.text.len();
            self.copy(view, range);
            let span = Span::new(start, self.text.len());
            self.text.push('\n');
            self.directives.push(Directive { content, at: self.text.len(), span });
        }
    }

    /// Length in bytes of the text collected so far.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Records that the text from byte `start` to the end has a marking of this kind, such as a
    /// highlight. Blanks at both ends are not included.
    pub(super) fn mark(&mut self, kind: MarkingKind, start: usize) {
        let marked = &self.text[start..];
        let start = start + (marked.len() - marked.trim_start().len());
        let end = start + marked.trim().len();
        if end > start {
            self.markings.push(Marking { kind, span: Span::new(start, end) });
        }
    }

    /// Records that the text from byte `start` to the end is underlined, but only if it consists of
    /// blanks: a place to be filled in by hand.
    pub(super) fn underline(&mut self, start: usize) {
        let end = self.text.len();
        if end > start && self.text[start..].chars().all(is_blank) {
            let span = Span::new(start, end);
            self.markings.push(Marking { kind: MarkingKind::Underline, span });
            self.underlined = Some(self.underlined.map_or(span, |blanks| blanks.join(span)));
        }
    }

    /// Closes the open block, if any. Blanks at both ends are cut off, and a block without content
    /// is dropped.
    pub(super) fn close(&mut self) {
        let underlined = self.underlined.take();
        let Some((kind, opened)) = self.open.take() else { return };
        let content = self.text[opened..].trim_start_matches(is_blank);
        let start = self.text.len() - content.len();
        let length = content.trim_end_matches(is_blank).len();
        if length > 0 {
            // Underlined blanks at an end are a place to be filled in, so they stay in the block.
            let text = Span::new(start, start + length);
            let span = underlined.map_or(text, |blanks| blanks.join(text));
            self.blocks.push(Block { kind, span, lead: Span::new(opened, span.start()) });
        }
        self.text.push('\n');
    }

    /// Records an empty cell.
    pub(super) fn empty_cell(&mut self, cell: Cell) {
        self.empty_cells.push(cell);
    }

    /// Records a cell that covers several columns or rows.
    pub(super) fn merged_cell(&mut self, cell: Merged) {
        self.merged_cells.push(cell);
    }

    /// The closed blocks so far.
    pub(super) fn blocks(&mut self) -> &mut [Block] {
        &mut self.blocks
    }

    /// Closes the open block and builds the document from everything collected. `view` is the view
    /// that the pieces were taken from.
    pub(super) fn finish(mut self, view: View, origin: Origin) -> Document {
        self.close();
        let doc = Document::extracted(view, self.text, self.map, self.blocks, origin);
        self.markings.sort_by_key(|marking| marking.span);
        doc.with_markings(self.markings)
            .with_empty_cells(self.empty_cells)
            .with_merged_cells(self.merged_cells)
            .with_directives(self.directives)
    }
}

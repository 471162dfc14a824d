//! Puts a document's text together out of pieces of its view.

use crate::document::block::{Block, BlockKind, Cell, Merged};
use crate::document::directive::{Directive, PREFIX};
use crate::document::map::Map;
use crate::document::marking::{Marking, MarkingKind};
use crate::document::source::Origin;
use crate::document::{Document, OPAQUE, View};
use crate::text::chars::is_blank;
use crate::text::span::Span;

/// Collects text, map and blocks; a block ends at [`Builder::close`].
pub(super) struct Builder {
    text: String,
    map: Map,
    blocks: Vec<Block>,
    markings: Vec<Marking>,
    /// From the first blanks of the open block that are underlined to the last.
    underlined: Option<Span>,
    empty_cells: Vec<Cell>,
    merged_cells: Vec<Merged>,
    directives: Vec<Directive>,
    open: Option<(BlockKind, usize)>,
}

impl Builder {
    /// Room for about `capacity` bytes of text.
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

    /// Opens a block unless one is open, and says whether it did.
    pub(super) fn open(&mut self, kind: BlockKind) -> bool {
        let opened = self.open.is_none();
        if opened {
            self.open = Some((kind, self.text.len()));
        }
        opened
    }

    /// Appends bytes `range` of the view as they stand.
    pub(super) fn copy(&mut self, view: &str, range: Span) {
        let start = self.text.len();
        self.text.push_str(range.of(view));
        self.map.copied(Span::new(start, self.text.len()), range);
    }

    /// Appends `content` in the place of bytes `range` of the view.
    pub(super) fn replace(&mut self, content: &str, range: Span) {
        let start = self.text.len();
        self.text.push_str(content);
        self.map.replaced(Span::new(start, self.text.len()), range);
    }

    /// Appends the sign for something that is not prose.
    pub(super) fn opaque(&mut self, range: Span) {
        self.replace(OPAQUE.encode_utf8(&mut [0; 4]), range);
    }

    /// Takes note of the comment in bytes `range` of the view (`<!-- … -->`) where it speaks to hegao.
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

    /// Bytes of text so far.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Marks the text from byte `start` on, without blanks at its ends.
    pub(super) fn mark(&mut self, kind: MarkingKind, start: usize) {
        let marked = &self.text[start..];
        let start = start + (marked.len() - marked.trim_start().len());
        let end = start + marked.trim().len();
        if end > start {
            self.markings.push(Marking { kind, span: Span::new(start, end) });
        }
    }

    /// Marks the text from byte `start` on as underlined, if it holds nothing but blanks.
    pub(super) fn underline(&mut self, start: usize) {
        let end = self.text.len();
        if end > start && self.text[start..].chars().all(is_blank) {
            let span = Span::new(start, end);
            self.markings.push(Marking { kind: MarkingKind::Underline, span });
            self.underlined = Some(self.underlined.map_or(span, |blanks| blanks.join(span)));
        }
    }

    /// Ends the open block, if any; blanks at its ends and blocks without content are left out.
    pub(super) fn close(&mut self) {
        let underlined = self.underlined.take();
        let Some((kind, opened)) = self.open.take() else { return };
        let content = self.text[opened..].trim_start_matches(is_blank);
        let start = self.text.len() - content.len();
        let length = content.trim_end_matches(is_blank).len();
        if length > 0 {
            // A line under blanks at an end is a place to be filled in.
            let text = Span::new(start, start + length);
            let span = underlined.map_or(text, |blanks| blanks.join(text));
            self.blocks.push(Block { kind, span, lead: Span::new(opened, span.start()) });
        }
        self.text.push('\n');
    }

    /// Takes note of a cell that holds nothing.
    pub(super) fn empty_cell(&mut self, cell: Cell) {
        self.empty_cells.push(cell);
    }

    /// Takes note of a cell over several columns or rows.
    pub(super) fn merged_cell(&mut self, cell: Merged) {
        self.merged_cells.push(cell);
    }

    /// The blocks so far, the open one not among them.
    pub(super) fn blocks(&mut self) -> &mut [Block] {
        &mut self.blocks
    }

    /// The document, read from `view`.
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

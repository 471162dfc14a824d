//! Builds the view of a document, the text in which lines and columns are counted, for formats
//! whose files are not text themselves, such as DOCX. Each paragraph becomes a line; a line break
//! within a paragraph begins another line.

use crate::document::block::{Block, BlockKind, Cell, Merged};
use crate::document::map::Map;
use crate::document::marking::{Marking, MarkingKind};
use crate::document::parts::Paragraph;
use crate::text::chars::is_blank;
use crate::text::span::Span;

/// Properties of a paragraph that are known at its beginning.
#[derive(Clone, Debug)]
pub(super) struct Opening {
    /// Index of the part of the package (a file in the zip archive) that contains the paragraph.
    pub(super) part: usize,
    /// Number of the paragraph in its part, from 1.
    pub(super) number: usize,
    /// Kind of block that its lines become.
    pub(super) kind: BlockKind,
    /// List number that the format generates for the paragraph, with the divider between number and
    /// text: 一、 ("1."), `1. `.
    pub(super) label: Option<String>,
    /// Offset at which the paragraph's text begins in the source, the concatenation of all parts.
    pub(super) source: usize,
}

/// View under construction: the lines and blocks read from one part, one footnote or one text box,
/// and the map from them back to the source.
#[derive(Default)]
pub(super) struct Flow {
    pub(super) text: String,
    pub(super) map: Map,
    pub(super) blocks: Vec<Block>,
    pub(super) paragraphs: Vec<Paragraph>,
    pub(super) markings: Vec<Marking>,
    pub(super) empty_cells: Vec<Cell>,
    pub(super) merged_cells: Vec<Merged>,
    /// Underlined spans of the line that is being read.
    underlines: Vec<Span>,
    open: Option<Open>,
}

/// A paragraph that has begun and not ended.
struct Open {
    kind: BlockKind,
    /// Byte of the view at which the line that is being read begins.
    line: usize,
    /// Byte of the view at which the generated number begins; `None` if the line has none.
    label: Option<usize>,
}

impl Flow {
    /// Begins a paragraph, and with it a line of the view.
    pub(super) fn begin(&mut self, opening: Opening) {
        self.end(opening.source);
        let line = self.text.len();
        let label = opening.label.map(|label| {
            self.text.push_str(&label);
            let source = Span::new(opening.source, opening.source);
            self.map.replaced(Span::new(line, self.text.len()), source);
            line
        });
        let cell = cell_of(opening.kind);
        let (part, number, text) = (opening.part, opening.number, self.text.len());
        self.paragraphs.push(Paragraph { view: line, text, before: 0, part, number, cell });
        self.open = Some(Open { kind: opening.kind, line, label });
    }

    /// True if a paragraph is open.
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// True if a paragraph is open and has text, not counting a generated list number.
    pub(super) fn has_text(&self) -> bool {
        self.open.is_some() && self.paragraphs.last().is_some_and(|at| at.text < self.text.len())
    }

    /// Appends characters that the source contains literally, in bytes `source`.
    pub(super) fn copy(&mut self, characters: &str, source: Span) {
        let start = self.text.len();
        self.text.push_str(characters);
        self.map.copied(Span::new(start, self.text.len()), source);
    }

    /// Appends characters that the source writes in another form, such as a blank for a tab
    /// element. `source` is the span of that form in the source.
    pub(super) fn replace(&mut self, characters: &str, source: Span) {
        let start = self.text.len();
        self.text.push_str(characters);
        self.map.replaced(Span::new(start, self.text.len()), source);
    }

    /// Breaks the line within the paragraph.
    pub(super) fn break_line(&mut self) {
        let (Some(open), Some(last)) = (&mut self.open, self.paragraphs.last().copied()) else { return };
        let before = last.before + self.text[last.text..].chars().count() + 1;
        let kind = open.kind;
        let label = open.label;
        self.close_line(kind);
        let line = self.text.len();
        // The next line of a heading is a heading, but the next line of an item is not another
        // item.
        let kind = if kind == BlockKind::Item { BlockKind::Paragraph } else { kind };
        self.open = Some(Open { kind, line, label });
        self.paragraphs.push(Paragraph { view: line, text: line, before, ..last });
    }

    /// Ends the open paragraph, if there is one. `source` is the end of the paragraph in the
    /// source.
    pub(super) fn end(&mut self, source: usize) {
        if let Some(open) = self.open.take() {
            if let Some(label) = open.label {
                self.map.widen(label, source);
            }
            self.open = Some(Open { label: None, ..open });
            self.close_line(open.kind);
            self.open = None;
        }
    }

    /// Records that the text from byte `start` to the end is marked, for example highlighted.
    /// Highlights are recorded line by line, because the pieces in which a file stores them begin
    /// and end anywhere.
    pub(super) fn mark(&mut self, kind: MarkingKind, start: usize) {
        let mut from = start;
        while kind == MarkingKind::Highlight
            && let Some(length) = self.text[from..].find('\n')
        {
            self.mark_stretch(kind, Span::new(from, from + length));
            from += length + 1;
        }
        self.mark_stretch(kind, Span::new(from, self.text.len()));
    }

    /// Records that the text from byte `start` to the end is underlined: underlined blanks may be a
    /// place to write on. Adjacent spans are joined, because the pieces in which a file stores them
    /// begin and end anywhere.
    pub(super) fn underline(&mut self, start: usize) {
        let end = self.text.len();
        if end == start || self.text[start..].contains('\n') {
            return;
        }
        match self.underlines.last_mut() {
            Some(last) if last.end() == start => last.set_end(end),
            _ => self.underlines.push(Span::new(start, end)),
        }
    }

    /// Records a marking for each underlined span, in the line from byte `start` on, that consists
    /// only of blanks. Returns the span from the first of these spans to the last; `None` if there
    /// are none.
    fn mark_underlines(&mut self, start: usize) -> Option<Span> {
        let text = &self.text;
        let blank = |span: &Span| span.start() >= start && span.of(text).chars().all(is_blank);
        let blanks: Vec<Span> = self.underlines.drain(..).filter(blank).collect();
        let markings = blanks.iter().map(|span| Marking { kind: MarkingKind::Underline, span: *span });
        self.markings.extend(markings);
        blanks.first().zip(blanks.last()).map(|(first, last)| first.join(*last))
    }

    /// Records the marking of a span of the text, or extends the previous marking if only blanks
    /// are between them.
    fn mark_stretch(&mut self, kind: MarkingKind, stretch: Span) {
        let marked = stretch.of(&self.text);
        let start = stretch.start() + (marked.len() - marked.trim_start().len());
        let end = start + marked.trim().len();
        if end == start {
            return;
        }
        let is_gap = |gap: &str| gap.chars().all(|c| c.is_whitespace() && c != '\n');
        match self.markings.last_mut() {
            Some(last) if last.kind == kind && self.text.get(last.span.end()..start).is_some_and(is_gap) => {
                last.span.set_end(end);
            }
            _ => self.markings.push(Marking { kind, span: Span::new(start, end) }),
        }
    }

    /// Removes all lines from byte `start` on, which must be the beginning of a line. No paragraph
    /// may be open.
    pub(super) fn truncate(&mut self, start: usize) {
        self.text.truncate(start);
        self.map.truncate(start);
        self.blocks.retain(|block| block.span.start() < start);
        self.paragraphs.retain(|at| at.view < start);
        self.markings.retain(|marking| marking.span.start() < start);
    }

    /// Appends the lines of `other`, which were built separately. No paragraph may be open in
    /// either flow.
    pub(super) fn append(&mut self, other: Self) {
        let base = self.text.len();
        let shifted = |span: Span| Span::new(span.start() + base, span.end() + base);
        self.text.push_str(&other.text);
        self.map.append(other.map, base);
        let blocks = other.blocks.into_iter();
        self.blocks.extend(blocks.map(|block| Block {
            span: shifted(block.span),
            lead: shifted(block.lead),
            ..block
        }));
        let paragraphs = other.paragraphs.into_iter();
        self.paragraphs.extend(paragraphs.map(|at| Paragraph {
            view: at.view + base,
            text: at.text + base,
            ..at
        }));
        self.empty_cells.extend(other.empty_cells);
        self.merged_cells.extend(other.merged_cells);
        let markings = other.markings.into_iter();
        self.markings.extend(markings.map(|marking| Marking { span: shifted(marking.span), ..marking }));
    }

    fn close_line(&mut self, kind: BlockKind) {
        let Some(open) = &self.open else { return };
        let line = open.line;
        let underlined = if self.underlines.is_empty() { None } else { self.mark_underlines(line) };
        // A `>` at the beginning of a line is left over from copying a web page.
        let content = self.text[line..].trim_start_matches(|c| is_blank(c) || c == '>');
        let start = self.text.len() - content.len();
        let length = content.trim_end_matches(is_blank).len();
        if length > 0 {
            // Underlined blanks at an end are a place to be filled in, so they stay in the block.
            let text = Span::new(start, start + length);
            let span = underlined.map_or(text, |blanks| blanks.join(text));
            let lead = Span::new(line, span.start());
            self.blocks.push(Block { kind, span, lead });
        }
        self.text.push('\n');
    }
}

fn cell_of(kind: BlockKind) -> Option<Cell> {
    match kind {
        BlockKind::Cell(cell) => Some(cell),
        _ => None,
    }
}

//! Paragraphs, cells and lines of an RTF file. Notes, headers and footers are collected separately
//! and follow the body.

use crate::document::block::{Aside, BlockKind, Cell};
use crate::readers::flow::{Flow, Opening};
use crate::readers::rtf::groups::State;
use crate::text::span::Span;

/// A run of characters from the file, with its span.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'t> {
    pub(super) text: &'t str,
    pub(super) span: Span,
    /// True if the file contains the characters literally, without escapes.
    pub(super) is_copy: bool,
}

/// One of the texts of a file that are collected separately: the body, a note, a header.
#[derive(Default)]
struct Target {
    flow: Flow,
    /// Hidden text of the open paragraph.
    hidden: Flow,
    /// List number of the next paragraph.
    label: Option<String>,
    /// True if the next paragraph is an item, with or without a number.
    is_item: bool,
    /// Position of the next cell; `None` outside tables.
    next_cell: Option<Cell>,
    /// True if a row was announced (`\trowd`) whose end was not read yet.
    is_row_open: bool,
    /// Type of the text; `None` for the body.
    beside: Option<Aside>,
}

/// All text of a file, while it is read.
#[derive(Default)]
pub(super) struct Lines {
    body: Target,
    /// Notes, headers and the like that are open, the innermost last.
    apart: Vec<Target>,
    /// Text of the notes, headers and the like that are complete.
    asides: Flow,
    paragraphs: usize,
    tables: u32,
    /// Numbers of footnotes, endnotes and text boxes read so far.
    counted: [u32; 3],
}

impl Lines {
    fn target(&mut self) -> &mut Target {
        self.apart.last_mut().unwrap_or(&mut self.body)
    }

    /// Begins a note, a header or the like. Inside another one, it gets the type and the number of
    /// the outer one.
    pub(super) fn begin_apart(&mut self, aside: Aside) {
        let outer = self.apart.last().and_then(|target| target.beside);
        let beside = outer.unwrap_or_else(|| self.numbered(aside));
        self.apart.push(Target { beside: Some(beside), ..Target::default() });
    }

    /// Turns the open note into an endnote (`\ftnalt`), numbered with the endnotes.
    pub(super) fn make_endnote(&mut self) {
        if let Some(Aside::Footnote(_)) = self.apart.last().and_then(|target| target.beside) {
            self.counted[0] -= 1;
            let beside = self.numbered(Aside::Endnote(0));
            self.target().beside = Some(beside);
        }
    }

    /// Gives a note or text box the next number of its type.
    fn numbered(&mut self, aside: Aside) -> Aside {
        let mut next = |index: usize| {
            self.counted[index] += 1;
            self.counted[index]
        };
        match aside {
            Aside::Footnote(_) => Aside::Footnote(next(0)),
            Aside::Endnote(_) => Aside::Endnote(next(1)),
            Aside::Box(_) => Aside::Box(next(2)),
            other => other,
        }
    }

    /// Ends the innermost note, header or the like, at byte `at` of the file.
    pub(super) fn end_apart(&mut self, at: usize) {
        if let Some(mut target) = self.apart.pop() {
            target.end(at);
            self.asides.append(target.flow);
        }
    }

    /// Returns all lines of the file: those of the body, then the others. `at` is the length of the
    /// file.
    pub(super) fn finish(mut self, at: usize) -> Flow {
        while !self.apart.is_empty() {
            self.end_apart(at);
        }
        self.body.end(at);
        self.body.flow.append(self.asides);
        self.body.flow
    }

    /// Sets the list number of the next paragraph, which the file has written out as text.
    pub(super) fn label(&mut self, written: &str) {
        let target = self.target();
        target.is_item = true;
        target.label = label(written);
    }

    /// Appends text to the open paragraph, or opens one.
    pub(super) fn text(&mut self, state: &State, piece: Piece<'_>) {
        if state.is_hidden {
            let number = self.paragraphs + usize::from(!self.target().flow.is_open());
            let source = piece.span.start();
            let hidden = &mut self.target().hidden;
            if !hidden.is_open() {
                hidden.begin(Opening { part: 0, number, kind: BlockKind::Hidden, label: None, source });
            }
            append(hidden, piece);
        } else {
            self.open(state, piece.span.start());
            let flow = &mut self.target().flow;
            let start = flow.text.len();
            append(flow, piece);
            if state.is_underlined {
                flow.underline(start);
            }
        }
    }

    /// Breaks the line in the open paragraph.
    pub(super) fn break_line(&mut self, state: &State, at: usize) {
        if !state.is_hidden {
            self.open(state, at);
            self.target().flow.break_line();
        }
    }

    /// Ends the paragraph, which may be empty.
    pub(super) fn end_paragraph(&mut self, state: &State, at: usize) {
        self.open(state, at);
        self.target().end(at);
    }

    /// Ends the open table cell.
    pub(super) fn end_cell(&mut self, state: &State, at: usize) {
        self.end_paragraph(state, at);
        if let Some(cell) = &mut self.target().next_cell {
            cell.column = cell.column.saturating_add(1);
        }
    }

    /// Records that a table row begins (`\trowd`); its text follows.
    pub(super) fn begin_row(&mut self) {
        self.target().is_row_open = true;
    }

    /// Ends the open table row.
    pub(super) fn end_row(&mut self, at: usize) {
        let target = self.target();
        target.end(at);
        target.is_row_open = false;
        if let Some(cell) = &mut target.next_cell {
            (cell.row, cell.column) = (cell.row.saturating_add(1), 0);
        }
    }

    fn open(&mut self, state: &State, source: usize) {
        if self.target().flow.is_open() {
            return;
        }
        self.paragraphs += 1;
        let (number, next_table) = (self.paragraphs, self.tables);
        let target = self.target();
        let is_cell = state.is_in_table || target.is_row_open;
        let is_new_table = is_cell && target.next_cell.is_none();
        let first = Cell { table: next_table, row: 0, column: 0 };
        target.next_cell = is_cell.then(|| target.next_cell.unwrap_or(first));
        let kind = match (target.beside, target.next_cell, state.heading) {
            (Some(aside), ..) => BlockKind::Aside(aside),
            _ if state.is_contents => BlockKind::Contents,
            (_, Some(cell), _) => BlockKind::Cell(cell),
            (.., Some(level)) => BlockKind::Heading(level),
            _ if target.is_item => BlockKind::Item,
            _ => BlockKind::Paragraph,
        };
        let label = target.label.take();
        target.flow.begin(Opening { part: 0, number, kind, label, source });
        self.tables += u32::from(is_new_table);
    }
}

impl Target {
    fn end(&mut self, at: usize) {
        self.flow.end(at);
        self.hidden.end(at);
        if !self.hidden.text.is_empty() {
            self.flow.append(std::mem::take(&mut self.hidden));
        }
        (self.label, self.is_item) = (None, false);
    }
}

fn append(flow: &mut Flow, piece: Piece<'_>) {
    match piece.is_copy {
        true => flow.copy(piece.text, piece.span),
        false => flow.replace(piece.text, piece.span),
    }
}

/// Returns the list number in the text `written`, with its divider: 一、 ("1."), `1. `. `None` for a
/// bullet, such as ● or the letter o, which stands for one in another font.
fn label(written: &str) -> Option<String> {
    let number = written.trim();
    let mut characters = number.chars();
    let is_bullet = match (characters.next(), characters.next()) {
        (None, _) => true,
        (Some(c), None) => c == 'o' || !c.is_alphanumeric(),
        _ => false,
    };
    // After full-width punctuation the reader does not see a space.
    let is_wide = number.ends_with(['、', '）', '．', '，', '：', '】', '〕', '。']);
    let is_divided = !is_wide && written.len() > written.trim_end().len();
    (!is_bullet).then(|| if is_divided { format!("{number} ") } else { number.to_owned() })
}

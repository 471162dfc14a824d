//! Empty cells in tables that are otherwise filled: beside a label (姓名 | 王立 | 性别 |　, "name | Wang
//! Li | sex |"), below a label, after its colon, and in a column of numbers.
//!
//! A table that others are to fill in has more empty labels than filled ones; its empty cells are
//! not reported.

use rustc_hash::FxHashMap;

use crate::document::Document;
use crate::facts::placeholder::gaps::{GapCandidate, GapKind};
use crate::facts::tables::{Table as Grid, TableCell};
use crate::text::chars::{is_blank, is_han};
use crate::text::span::Span;
use crate::words::{Words, cell, form, gap};

/// Maximum number of characters of a label. A longer text in a cell is not a label.
const MAX_LABEL: usize = 10;
/// Maximum number of bytes of a cell with a label, including its explanation. A longer cell is
/// text.
const MAX_CELL: usize = 90;
/// Minimum number of filled labels of a table for its only empty label to be reported. With fewer,
/// the table may be a form for others.
const MIN_FILLED: usize = 2;
/// Minimum number of filled labels of a table for each empty one, if there are several. With fewer,
/// the table may be a form for others.
const MIN_FILLED_FOR_EACH: usize = 3;
/// Minimum number of known labels for a column or row to count as one of labels, in which every
/// short text is a label.
const MIN_KNOWN: usize = 3;
/// Number of rows that a list must exceed for its only empty cell in a column of numbers to be
/// reported.
const NUMBERS: usize = 4;
/// Maximum number of cells in a row. Longer rows are skipped.
const MAX_CELLS: usize = 50;

/// Finds the empty cells of tables that others are not meant to fill in. A gap has the span of the
/// label of the empty cell, or of the cell before it in a row of numbers.
pub(super) fn find(doc: &Document, tables: &[Grid], words: &Words) -> Vec<GapCandidate> {
    let mut found = Vec::new();
    for grid in tables.iter().filter(|grid| !grid.is_written) {
        let rows = grid.rows.iter().map(Vec::as_slice).filter(|row| row.len() <= MAX_CELLS);
        let table = Table { doc, words, rows: rows.collect() };
        let mut labels = table.within().slips();
        let mut cells = table.rows.iter().flat_map(|row| row.iter());
        if cells.any(|cell| cell.content.is_none()) {
            labels.extend(table.labels());
            found.extend(table.number().map(|cell| GapCandidate::certain(GapKind::OpenCell, cell)));
        }
        found.extend(labels.into_iter().map(|label| GapCandidate::certain(GapKind::EmptyLabel, label)));
    }
    found
}

/// Class of a cell of a table, by the likelihood that it is the label of the cell beside or below
/// it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CellClass {
    /// The content is a word from the list of labels: 联系电话 ("telephone").
    Known,
    /// The content ends with a word from the list of labels: 负责人联系电话 ("telephone of the person in
    /// charge").
    Likely,
    /// The content is short, so that it may be a label or a value.
    Short,
    /// The cell is empty, or its content cannot be a label.
    Other,
}

/// Filled and empty labels of a table. Their numbers show if the empty ones were forgotten.
#[derive(Default)]
struct Tally {
    filled: usize,
    empty: Vec<Span>,
    /// Number of short texts beside an empty cell that may be labels.
    doubtful: usize,
}

impl Tally {
    fn add(&mut self, label: Span, value: TableCell) {
        match value.content {
            Some(_) => self.filled += 1,
            None => self.empty.push(label),
        }
    }

    /// The empty labels that are reported: none if the table has too few filled labels, as it is
    /// then a form for others to fill in.
    fn slips(self) -> Vec<Span> {
        let least = match self.empty.len() + self.doubtful {
            0 | 1 => MIN_FILLED,
            several => MIN_FILLED_FOR_EACH * several,
        };
        if self.filled >= least { self.empty } else { Vec::new() }
    }
}

/// A table with the word classes by which it is read.
struct Table<'t> {
    doc: &'t Document,
    words: &'t Words,
    rows: Vec<&'t [TableCell]>,
}

impl Table<'_> {
    /// Spans of labels with an empty cell beside or below them.
    fn labels(&self) -> Vec<Span> {
        let classes = self.classes();
        let mut beside = Tally::default();
        for (row, classes) in self.rows.iter().zip(&classes) {
            self.beside(row, classes, &mut beside);
        }
        let mut slips = beside.slips();
        slips.extend(self.below(&classes).slips());
        slips
    }

    /// Classes of all cells, row by row. In a column with many known labels every short text counts
    /// as a label.
    fn classes(&self) -> Vec<Vec<CellClass>> {
        let name = |cell: &TableCell| cell.content.map_or(CellClass::Other, |content| self.class_of(content));
        let mut classes: Vec<Vec<CellClass>> =
            self.rows.iter().map(|row| row.iter().map(name).collect()).collect();
        let mut columns: FxHashMap<u32, (usize, usize)> = FxHashMap::default();
        let cells = || self.rows.iter().flat_map(|row| row.iter());
        for (cell, name) in cells().zip(classes.iter().flatten()).filter(|(cell, _)| cell.content.is_some()) {
            let (known, all) = columns.entry(cell.column).or_default();
            (*known, *all) = (*known + usize::from(*name == CellClass::Known), *all + 1);
        }
        let is_of_labels = |column: u32| {
            columns.get(&column).is_some_and(|(known, all)| *known >= MIN_KNOWN && 2 * known >= *all)
        };
        for (cell, name) in cells().zip(classes.iter_mut().flatten()) {
            if *name == CellClass::Short && is_of_labels(cell.column) {
                *name = CellClass::Likely;
            }
        }
        classes
    }

    fn class_of(&self, content: Span) -> CellClass {
        if content.len() > MAX_CELL {
            return CellClass::Other;
        }
        let label = plain(self.label(content).of(self.doc.text()));
        if label.is_empty() || label.chars().count() > MAX_LABEL || !label.chars().all(is_han) {
            return CellClass::Other;
        }
        let classes = [&cell::LABEL, &cell::OPTIONAL, &gap::LABEL, &gap::COLUMN, &form::PERSONAL];
        match () {
            () if classes.iter().any(|class| self.words.of(class).contains(&label)) => CellClass::Known,
            () if classes.iter().any(|class| self.words.of(class).end_of(&label).is_some()) => {
                CellClass::Likely
            }
            () => CellClass::Short,
        }
    }

    /// Span of the name in a label, without a bracket and a colon: 联系电话 in 联系电话（手机）： ("telephone
    /// (mobile):").
    fn label(&self, content: Span) -> Span {
        let is_end = |c: char| is_blank(c) || matches!(c, '：' | ':');
        let text = content.of(self.doc.text()).trim_end_matches(is_end);
        let name = match text.rfind(['（', '(']) {
            Some(open) if open > 0 && text.ends_with(['）', ')']) => text[..open].trim_end_matches(is_end),
            _ => text,
        };
        Span::new(content.start(), content.start() + name.len())
    }

    /// True for a label whose cell may be empty: 备注 ("remarks"), 领导意见 ("leader's opinion"), （签字）
    /// ("(signature)").
    fn is_optional(&self, content: Span) -> bool {
        let text = content.of(self.doc.text());
        [text, self.label(content).of(self.doc.text())].into_iter().any(|text| {
            let text = plain(text.trim_end_matches(['）', ')', '：', ':']));
            let classes = [&cell::OPTIONAL, &form::SIGNATURE];
            classes.iter().any(|class| self.words.of(class).end_of(&text).is_some())
        })
    }

    /// Counts the cells that contain both a label and its value, such as 姓名：王立 ("name: Wang Li"),
    /// and those that contain only the label: 性别： ("sex:").
    fn within(&self) -> Tally {
        let mut tally = Tally::default();
        for row in &self.rows {
            for (at, cell) in row.iter().enumerate() {
                let Some((label, is_filled)) = cell.content.and_then(|content| self.written(content)) else {
                    continue;
                };
                // The value may be in a cell of its own.
                let is_label =
                    |next: &TableCell| next.content.is_some_and(|next| self.written(next).is_some());
                let is_alone = row.get(at + 1).is_none_or(is_label);
                match is_filled {
                    true => tally.filled += 1,
                    false if is_alone && !self.is_optional(label) => tally.empty.push(label),
                    false => {}
                }
            }
        }
        tally
    }

    /// Reads a label with a colon at the beginning of a cell: its span, and true if a value follows
    /// in the same cell. `None` if there is no label.
    fn written(&self, content: Span) -> Option<(Span, bool)> {
        let text = content.of(self.doc.text());
        let head = &text[..text.floor_char_boundary(MAX_CELL.min(text.len()))];
        let (label, _) = head.split_once(['：', ':'])?;
        let span = Span::new(content.start(), content.start() + label.len());
        let rest = text[label.len()..].trim_start_matches(['：', ':']);
        let is_label = matches!(self.class_of(span), CellClass::Known | CellClass::Likely);
        is_label.then(|| (span, !rest.trim_matches(is_blank).is_empty()))
    }

    /// Counts the labels of a row whose value is in the cell beside them.
    fn beside(&self, row: &[TableCell], classes: &[CellClass], tally: &mut Tally) {
        let is_label = |at: usize| matches!(classes.get(at), Some(CellClass::Known | CellClass::Likely));
        let mut at = 0;
        while let Some([label, value]) = row.get(at..at + 2) {
            // In a table drawn in plain text, the value may be a few cells further on.
            let is_alone = value.content.is_some() || at + 2 == row.len() || is_label(at + 2);
            // A label before another label is the head of several rows.
            if !is_label(at) || classes[at + 1] == CellClass::Known {
                let is_doubtful = classes[at] == CellClass::Short && value.content.is_none() && is_alone;
                tally.doubtful += usize::from(is_doubtful);
                at += 1;
                continue;
            }
            if let Some(content) = label.content.filter(|content| is_alone && !self.is_optional(*content)) {
                tally.add(self.label(content), *value);
            }
            at += 2;
        }
    }

    /// Counts the labels above their values: in pairs of rows of which the first consists of labels
    /// only. The head of a list, which has several rows below it, is skipped.
    fn below(&self, classes: &[Vec<CellClass>]) -> Tally {
        let mut tally = Tally::default();
        let is_head = |at: usize| {
            let known = classes[at].iter().filter(|name| **name == CellClass::Known).count();
            known >= MIN_KNOWN && 2 * known >= classes[at].len() && !classes[at].contains(&CellClass::Other)
        };
        for (at, rows) in self.rows.windows(2).enumerate() {
            // A row of labels above several rows is the head of a list.
            let is_pair = is_head(at) && !is_head(at + 1) && (at + 2 == self.rows.len() || is_head(at + 2));
            if !is_pair || !is_aligned(rows[0], rows[1]) {
                continue;
            }
            for (label, value) in rows[0].iter().zip(rows[1]) {
                if let Some(content) = label.content.filter(|content| !self.is_optional(*content)) {
                    tally.add(self.label(content), *value);
                }
            }
        }
        tally
    }

    /// Span of the content before the only empty cell of a list, if all other cells of its column
    /// are numbers.
    fn number(&self) -> Option<Span> {
        let (head, rows) = self.rows.split_first()?;
        let rows: Vec<&[TableCell]> = rows.iter().copied().filter(|row| is_aligned(head, row)).collect();
        if rows.len() <= NUMBERS || !head.iter().all(|cell| cell.content.is_some()) {
            return None;
        }
        let is_asked = |head: &TableCell| head.content.is_some_and(|content| !self.is_optional(content));
        let (asked, remarks): (Vec<usize>, Vec<usize>) =
            (0..head.len()).partition(|column| is_asked(&head[*column]));
        let cells =
            rows.iter().enumerate().flat_map(|(at, row)| asked.iter().map(move |column| (at, row, *column)));
        let mut empty = cells.filter(|(_, row, column)| row[*column].content.is_none());
        let (at, row, column) = empty.next().filter(|_| empty.next().is_none())?;
        // The first row may have no rate of change, and the value of the last row may not be known
        // yet.
        let is_inner = at > 0 && at + 1 < rows.len();
        let is_explained = remarks.iter().any(|remark| row[*remark].content.is_some());
        let is_named = row[0].content.is_some_and(|name| self.is_number(name) || self.has_han(name));
        let mut numbers = rows.iter().filter_map(|row| row[column].content);
        let is_slip = is_inner && is_named && !is_explained && !self.is_sum(row);
        let is_of_numbers = is_slip && numbers.all(|content| self.is_number(content));
        row[..column].iter().rev().find_map(|cell| cell.content).filter(|_| is_of_numbers)
    }

    /// True for a row of sums or remarks, which may have empty cells.
    fn is_sum(&self, row: &[TableCell]) -> bool {
        let mut contents = row.iter().filter_map(|cell| cell.content);
        contents.any(|content| {
            let text = content.of(self.doc.text());
            [&gap::SUM_ROW, &gap::NO_SUM].iter().any(|class| self.words.of(class).is_in(text))
        })
    }

    fn has_han(&self, content: Span) -> bool {
        content.of(self.doc.text()).contains(is_han)
    }

    fn is_number(&self, content: Span) -> bool {
        let text = plain(content.of(self.doc.text()));
        let is_sign =
            |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '，' | '%' | '％' | '+' | '-' | '−');
        text.contains(|c: char| c.is_ascii_digit()) && text.chars().all(is_sign)
    }
}

/// True if both rows have the same columns, so that no cell spans several.
fn is_aligned(above: &[TableCell], below: &[TableCell]) -> bool {
    above.len() == below.len() && above.iter().zip(below).all(|(above, below)| above.column == below.column)
}

/// Text without the blanks that spread its characters: 姓名 for 姓　　名 ("name").
fn plain(text: &str) -> String {
    text.trim_start_matches(['*', '＊']).chars().filter(|c| !is_blank(*c) && *c != '\n').collect()
}

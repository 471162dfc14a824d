//! Sheets: tables read as figures, with the names of rows and columns and the figure of each cell.

mod entry;
mod heads;
mod line;
pub(in crate::facts) mod named;

pub(in crate::facts::figure) use entry::{Entry, Figure};
pub(in crate::facts::figure) use line::{Kind, Line};

use crate::document::Document;
use crate::facts::Facts;
use crate::facts::tables::Table;
use crate::text::span::Span;
use crate::words::Words;

/// Maximum number of rows of a table whose figures are compared. Larger tables are lists of data.
const MAX_ROWS: usize = 2000;
/// Maximum number of columns of a table whose figures are compared.
const MAX_COLUMNS: u32 = 60;
/// Minimum number of figures in a table that is read.
const MIN_FIGURES: usize = 3;
/// Number of bytes before a table that are searched for its unit: 单位：万元 ("unit: 10,000 yuan").
const CAPTION: usize = 120;

/// A table, or a part of one, read as figures: rows and columns of figures with their names. Rows
/// and columns that only contain names are left out.
#[derive(Clone, Debug)]
pub(in crate::facts) struct Sheet<'d> {
    /// The rows, from top to bottom.
    pub(in crate::facts::figure) rows: Vec<Line>,
    /// The columns, from left to right.
    pub(in crate::facts::figure) columns: Vec<Line>,
    /// The row numbers, in order.
    pub(in crate::facts::figure) serials: Vec<Figure<'d>>,
    /// Contents of the cells, row by row.
    entries: Vec<Entry<'d>>,
}

impl<'d> Sheet<'d> {
    /// Content of a cell.
    pub(in crate::facts::figure) fn entry(&self, row: usize, column: usize) -> Entry<'d> {
        self.entries.get(row * self.columns.len() + column).copied().unwrap_or(Entry::Empty)
    }

    /// All figures in cells, row by row, followed by the row numbers.
    pub(in crate::facts::figure) fn figures(&self) -> impl Iterator<Item = Figure<'d>> {
        let cells = self
            .entries
            .iter()
            .filter_map(|entry| if let Entry::Figure(figure) = entry { Some(*figure) } else { None });
        cells.chain(self.serials.iter().copied())
    }

    /// The figure of a cell.
    pub(in crate::facts::figure) fn figure(&self, row: usize, column: usize) -> Option<Figure<'d>> {
        if let Entry::Figure(figure) = self.entry(row, column) { Some(figure) } else { None }
    }
}

impl<'d> Facts<'d> {
    /// Sheets of all tables, each with the index of its table in [`Facts::tables`].
    pub(in crate::facts::figure) fn sheets(&self) -> &[(usize, Sheet<'d>)] {
        self.cells.sheets.get_or_init(|| {
            let tables = self.tables().iter().enumerate();
            tables
                .flat_map(|(at, table)| {
                    read(self.doc, self.words(), table).into_iter().map(move |sheet| (at, sheet))
                })
                .collect()
        })
    }
}

/// Sheets of a table: one, or several if its heads are repeated side by side (项目 | 金额 | 项目 |
/// 金额, "item | amount | item | amount").
fn read<'d>(doc: &'d Document, words: &'d Words, table: &Table) -> Vec<Sheet<'d>> {
    let text = doc.text();
    let width = table.width();
    if table.rows.len() > MAX_ROWS || !(2..=MAX_COLUMNS).contains(&width) {
        return Vec::new();
    }
    let entries: Vec<Vec<Entry<'d>>> =
        (0..table.rows.len()).map(|row| entries(text, words, table, row)).collect();
    let figures = entries.iter().flatten().filter(|entry| matches!(entry, Entry::Figure(_)));
    if figures.count() < MIN_FIGURES {
        return Vec::new();
    }
    let head = heads::head(&entries);
    let columns = heads::columns(text, words, table, &entries, head);
    let grid = Grid { text, words, table, entries: &entries, head, caption: caption(text, table) };
    columns.iter().filter_map(|columns| grid.sheet(columns)).collect()
}

/// Contents of a row, one for each column. A cell over several columns or rows has its content at
/// its first position only; the others count as words.
fn entries<'d>(text: &'d str, words: &'d Words, table: &Table, row: usize) -> Vec<Entry<'d>> {
    let mut entries = vec![Entry::Words; table.width() as usize];
    for cell in table.rows.get(row).into_iter().flatten() {
        if let Some(entry) = entries.get_mut(cell.column as usize) {
            *entry = entry::read(text, words, cell.content);
        }
    }
    entries
}

/// Line before a table that may give its unit.
fn caption<'d>(text: &'d str, table: &Table) -> &'d str {
    let Some(end) = table.place().map(Span::start) else { return "" };
    let before = &text[text.ceil_char_boundary(end.saturating_sub(CAPTION))..end];
    before.rfind("单位").map_or("", |at| before[at..].lines().next().unwrap_or_default())
}

/// Columns of a sheet by their content, as indices in the table.
#[derive(Default)]
struct Columns {
    /// Columns that name the rows.
    labels: Vec<u32>,
    /// Column with the units of the rows.
    unit: Option<u32>,
    /// Column with the row numbers.
    serial: Option<u32>,
    /// Columns with figures.
    figures: Vec<u32>,
}

/// A table that is being read as sheets.
struct Grid<'g, 'd> {
    text: &'d str,
    words: &'d Words,
    table: &'g Table,
    entries: &'g [Vec<Entry<'d>>],
    /// Number of rows in the head.
    head: usize,
    caption: &'d str,
}

impl<'d> Grid<'_, 'd> {
    fn sheet(&self, columns: &Columns) -> Option<Sheet<'d>> {
        let body: Vec<usize> =
            (self.head..self.table.rows.len()).filter(|row| self.has_figures(*row, columns)).collect();
        if body.is_empty() || columns.figures.is_empty() {
            return None;
        }
        let rows = body.iter().map(|&row| self.row(row, columns));
        let heads = columns.figures.iter().map(|&column| {
            let labels = heads::labels(self.table, self.entries, self.head, column);
            Line::new(self.text, self.words, &labels, self.caption)
        });
        let cells = body
            .iter()
            .flat_map(|&row| columns.figures.iter().map(move |&column| self.entries[row][column as usize]));
        let serials = columns.serial.into_iter().flat_map(|column| self.serials(column)).collect();
        Some(Sheet { rows: rows.collect(), columns: heads.collect(), serials, entries: cells.collect() })
    }

    /// Row numbers in a column below the head.
    fn serials(&self, column: u32) -> impl Iterator<Item = Figure<'d>> {
        let entries = self.entries[self.head..].iter().filter_map(move |row| row.get(column as usize));
        entries.filter_map(|entry| if let Entry::Figure(figure) = entry { Some(*figure) } else { None })
    }

    fn has_figures(&self, row: usize, columns: &Columns) -> bool {
        let entries = &self.entries[row];
        columns.figures.iter().any(|&column| matches!(entries.get(column as usize), Some(Entry::Figure(_))))
    }

    /// Creates the line of a row from its labels. If the first of several labels is that of a
    /// total, the other labels are ignored.
    fn row(&self, row: usize, columns: &Columns) -> Line {
        let label = |column: &u32| self.table.at(row, *column).and_then(|cell| cell.content);
        let mut labels: Vec<Span> = columns.labels.iter().filter_map(label).collect();
        labels.dedup();
        let unit = columns.unit.and_then(|column| label(&column));
        let units = unit.map_or("", |unit| unit.of(self.text));
        let named = |labels: &[Span]| Line { unit, ..Line::new(self.text, self.words, labels, units) };
        let line = named(&labels);
        // 合计 ("total") may be in the first of several columns of names.
        let first = labels.first().filter(|_| labels.len() > 1).map(|first| named(&[*first]));
        first.filter(|first| first.is_total() && !line.is_total()).unwrap_or(line)
    }
}

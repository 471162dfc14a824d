//! Rows of an otherwise filled table with one empty cell.

use crate::document::Document;
use crate::document::block::{Block, BlockKind};
use crate::text::chars::is_blank;
use crate::text::numeral::cardinal;
use crate::text::span::Span;
use crate::words::{Words, gap};

/// Number of rows below the head that a table must exceed to be searched for empty cells.
const FEW: usize = 2;

/// Maximum number of columns of a compared table.
const MAX_COLUMNS: usize = 50;

/// A row of a table: the spans of its filled cells, with their columns.
#[derive(Default)]
struct Row {
    cells: Vec<(usize, Span)>,
}

impl Row {
    fn at(&self, column: usize) -> Option<Span> {
        let at = self.cells.binary_search_by_key(&column, |(column, _)| *column).ok()?;
        Some(self.cells[at].1)
    }
}

/// Finds empty cells of tables and of lines with tabs. Each is reported with the span of the filled
/// cells beside it, or of the one before it.
pub(super) fn find(doc: &Document, words: &Words) -> Vec<Span> {
    let mut found = Vec::new();
    let mut rows: Vec<Row> = Vec::new();
    let mut last = None;
    let has_tabs = memchr::memchr(b'\t', doc.text().as_bytes()).is_some();
    for block in doc.blocks() {
        let table = match block.kind {
            BlockKind::Cell(cell) => Some(cell.table as usize),
            _ if has_tabs && memchr::memchr(b'\t', doc.slice(block.span).as_bytes()).is_some() => {
                Some(usize::MAX)
            }
            _ => None,
        };
        if table != last {
            judge(doc, &std::mem::take(&mut rows), words, &mut found);
        }
        last = table;
        if table.is_some() {
            read(doc, block, &mut rows);
        }
    }
    judge(doc, &rows, words, &mut found);
    found
}

/// Adds the cells of the table row in `block`, a cell or a line with tabs, to `rows`.
fn read(doc: &Document, block: &Block, rows: &mut Vec<Row>) {
    match block.kind {
        BlockKind::Cell(cell) => {
            while rows.len() <= cell.row as usize && rows.len() < 100_000 {
                rows.push(Row::default());
            }
            if let Some(row) = rows.get_mut(cell.row as usize)
                && row.cells.last().is_none_or(|(column, _)| *column < cell.column as usize)
            {
                row.cells.push((cell.column as usize, block.span));
            }
        }
        _ => {
            let mut row = Row::default();
            let mut at = block.span.start();
            for (column, cell) in block.span.of(doc.text()).split('\t').enumerate() {
                if !cell.trim_matches(is_blank).is_empty() {
                    row.cells.push((column, Span::new(at, at + cell.len())));
                }
                at += cell.len() + 1;
            }
            rows.push(row);
        }
    }
}

/// Adds the empty cells of the rows of one table: those of numbered rows whose column is filled in
/// all other numbered rows, and a single empty cell in a column of numbers.
fn judge(doc: &Document, rows: &[Row], words: &Words, found: &mut Vec<Span>) {
    let Some((head, rows)) = rows.split_first().filter(|(_, rows)| rows.len() > FEW) else { return };
    let name = |column: usize| head.at(column).map(|span| span.of(doc.text()).trim_matches(is_blank));
    let is_number = |span: Span| {
        let text = span.of(doc.text()).trim_matches(|c| is_blank(c) || matches!(c, '.' | '．' | '、'));
        !text.is_empty() && (text.chars().all(|c| c.is_ascii_digit()) || cardinal(text).is_some())
    };
    found.extend(only_empty_cell(doc, head, rows, words));
    if !name(0).is_some_and(|name| words.of(&gap::ROW_NUMBER).contains(name)) {
        return;
    }
    let numbered: Vec<&Row> = rows.iter().filter(|row| row.at(0).is_some_and(is_number)).collect();
    let width = head.cells.len();
    if width > MAX_COLUMNS {
        return;
    }
    let named =
        (1..width).filter(|column| name(*column).is_some_and(|name| words.of(&gap::COLUMN).contains(name)));
    for column in named {
        let mut empty = numbered.iter().filter(|row| row.at(column).is_none());
        let (Some(row), None) = (empty.next(), empty.next()) else { continue };
        let is_filled = row.cells.len() > 1 && row.cells.len() + 1 >= width;
        let is_sum = row.cells.iter().any(|(_, span)| words.of(&gap::SUM_ROW).is_in(span.of(doc.text())));
        if numbered.len() <= FEW || !is_filled || is_sum {
            continue;
        }
        let before = row.cells.iter().rev().find(|(at, _)| *at < column);
        let behind = row.cells.iter().find(|(at, _)| *at > column);
        let Some((_, before)) = before else { continue };
        // In plain text the cells of a row are in one line, so that the span can cover both
        // neighbours.
        let span = behind.map(|(_, behind)| before.join(*behind));
        let span = span.filter(|span| doc.block_at(span.start()) == doc.block_at(span.end() - 1));
        found.push(span.unwrap_or(*before));
    }
}

/// Span of the only empty cell of an otherwise filled table, in a column of numbers.
fn only_empty_cell(doc: &Document, head: &Row, rows: &[Row], words: &Words) -> Option<Span> {
    let width = head.cells.len();
    let is_whole = head.at(0).is_some() && head.cells.last().is_some_and(|(last, _)| last + 1 == width);
    if rows.len() <= FEW || !(FEW + 1..=MAX_COLUMNS).contains(&width) || !is_whole {
        return None;
    }
    let mut short = rows.iter().filter(|row| row.cells.len() != width);
    let (Some(row), None) = (short.next(), short.next()) else { return None };
    let column = (1..width).find(|column| row.at(*column).is_none())?;
    let is_open = row.cells.len() + 1 == width && row.at(0).is_some();
    let is_number = |span: Span| {
        let text = span.of(doc.text()).trim_matches(is_blank);
        let text = text.trim_end_matches(['%', '％']);
        text.starts_with(|c: char| c.is_ascii_digit()) && text.ends_with(|c: char| c.is_ascii_digit())
    };
    let mut others = rows.iter().filter_map(|row| row.at(column));
    let is_sum = row.cells.iter().any(|(_, span)| words.of(&gap::NO_SUM).is_in(span.of(doc.text())));
    if !is_open || is_sum || !others.all(is_number) {
        return None;
    }
    let before = row.at(column - 1)?;
    let span = row.at(column + 1).map(|behind| before.join(behind));
    let span = span.filter(|span| doc.block_at(span.start()) == doc.block_at(span.end() - 1));
    Some(span.unwrap_or(before))
}

//! Finds the end of a table's head, and the columns that name the rows.

use crate::facts::figure::sheets::{Columns, Entry, Figure};
use crate::facts::tables::Table;
use crate::text::chars::is_blank;
use crate::text::decimal::Decimal;
use crate::text::fold::narrow;
use crate::text::span::Span;
use crate::words::{Words, set, table};

/// Maximum number of rows in a head.
const MAX_HEAD: usize = 6;
/// Maximum number of characters of a percentage with words around it. A longer cell is a text.
const MAX_WORDED: usize = 12;
/// The first and the last year that may name a column or a row.
const YEARS: [u64; 2] = [1900, 2100];

/// Number of rows in the head: those at the top without figures, apart from years and column
/// numbers.
pub(super) fn head(entries: &[Vec<Entry<'_>>]) -> usize {
    let is_head = |(row, entries): (usize, &Vec<Entry<'_>>)| {
        let figures: Vec<&Figure<'_>> = figures(entries.iter()).collect();
        let is_numbered = || {
            let numbers = figures.iter().map(|figure| figure.quantity.printed);
            figures.len() > 2 && (0..).zip(numbers).all(|(at, number)| number == Decimal::integer(at + 1))
        };
        figures.is_empty()
            || row < 2 && figures.iter().all(|figure| is_year(figure))
            || row > 0 && is_numbered()
    };
    let rows = entries.iter().enumerate().take(MAX_HEAD).take_while(|row| is_head(*row)).count();
    rows.min(entries.len().saturating_sub(1))
}

/// Figures among the contents of cells.
fn figures<'e, 'd: 'e>(entries: impl Iterator<Item = &'e Entry<'d>>) -> impl Iterator<Item = &'e Figure<'d>> {
    entries.filter_map(|entry| if let Entry::Figure(figure) = entry { Some(figure) } else { None })
}

/// True for a number that may be a year.
fn is_year(figure: &Figure<'_>) -> bool {
    let (number, [first, last]) = (figure.quantity.printed, YEARS.map(Decimal::integer));
    matches!(figure.quantity.unit, "" | "年") && !number.has_decimals() && first <= number && number <= last
}

/// Spans of the labels of a column in the head of the table, from the top. Titles over all columns
/// and column numbers are left out.
pub(super) fn labels(table: &Table, entries: &[Vec<Entry<'_>>], head: usize, column: u32) -> Vec<Span> {
    let width = table.width();
    let label = |row: usize| {
        let cell = table.at(row, column).filter(|cell| cell.width < width)?;
        let is_number = matches!(
            entries.get(row).and_then(|row| row.get(column as usize)),
            Some(Entry::Figure(figure)) if !is_year(figure)
        );
        cell.content.filter(|_| !is_number)
    };
    let mut labels: Vec<Span> = (0..head).filter_map(label).collect();
    labels.dedup();
    labels
}

/// True for a column of units. 单位 ("unit") may also be the organization that a row is about.
fn are_units(text: &str, words: &Words, grid: &Table, (head, column): (usize, u32)) -> bool {
    let cells = (head..grid.rows.len()).filter_map(|row| grid.at(row, column)?.content);
    let is_unit = |cell: Span| {
        let unit = cell.of(text).trim_start_matches(['百', '千', '万', '亿']);
        words.units().start_of(unit).is_some()
    };
    let (units, others): (Vec<Span>, Vec<Span>) = cells.partition(|cell| is_unit(*cell));
    units.len() > others.len()
}

/// True for a value with words around it: 增长6.5% ("6.5 % more"), ≥95%, 不低于100件 ("at least
/// 100"). Columns of targets have many of these beside plain figures.
fn is_worded_value(cell: &str, words: &Words) -> bool {
    let cell = cell.trim_matches(is_blank);
    let classes = [&table::GROWTH, &set::AT_LEAST, &set::AT_MOST];
    let is_limit = cell.starts_with(['≥', '≤', '>', '<', '＞', '＜'])
        || classes.iter().any(|class| words.of(class).start_of(cell).is_some());
    let is_percentage = cell.chars().count() <= MAX_WORDED && cell.contains(['%', '％']);
    (is_limit || is_percentage) && cell.contains(|c: char| narrow(c).is_ascii_digit())
}

/// Classifies the columns of a table by their content: names of rows, units, row numbers, or
/// figures. Returns several sheets if the heads are repeated side by side.
pub(super) fn columns(
    text: &str,
    words: &Words,
    grid: &Table,
    entries: &[Vec<Entry<'_>>],
    head: usize,
) -> Vec<Columns> {
    let name = |column: u32| {
        let label = labels(grid, entries, head, column).last().copied();
        label.map_or(String::new(), |label| {
            label.of(text).chars().filter(|&c| !is_blank(c) && c != '*').collect()
        })
    };
    let mut sheets: Vec<Columns> = vec![Columns::default()];
    let mut first = None;
    for column in 0..grid.width() {
        let (name, is_last) = (name(column), sheets.last().is_some_and(|sheet| !sheet.figures.is_empty()));
        let Some(sheet) = sheets.last_mut() else { break };
        let cells = || entries[head..].iter().filter_map(move |row| row.get(column as usize));
        let count = figures(cells()).count();
        let is_other = |row: usize| {
            let content = || grid.at(row, column).and_then(|cell| cell.content);
            matches!(entries[row].get(column as usize), Some(Entry::Words))
                && !content().is_some_and(|cell| is_worded_value(cell.of(text), words))
        };
        let others = (head..entries.len()).filter(|row| is_other(*row)).count();
        let names_rows = column == 0 && figures(cells()).all(is_year) || count < others;
        if words.of(&table::SERIAL).contains(name.as_str()) {
            sheet.serial = sheet.serial.or(Some(column));
            // 合计 ("total") may be below the numbers.
            if others > 0 && !is_last {
                sheet.labels.push(column);
            }
        } else if count > 0 && !names_rows {
            sheet.figures.push(column);
        } else if others == 0 && count == 0 {
            continue;
        } else if words.of(&table::UNIT).contains(name.as_str())
            && are_units(text, words, grid, (head, column))
        {
            sheet.unit = sheet.unit.or(Some(column));
        } else if !is_last {
            first.get_or_insert_with(|| name.clone());
            sheet.labels.push(column);
        } else if first.as_deref() == Some(name.as_str()) {
            sheets.push(Columns { labels: vec![column], ..Columns::default() });
        }
    }
    sheets
}

//! Tables drawn in plain text: with strokes (`| 甲 | 3 |`), with tabs, or with columns that are
//! aligned by blanks.

use std::ops::Range;

use crate::document::Document;
use crate::document::block::{Block, BlockKind};
use crate::facts::tables::{Table, TableCell};
use crate::text::chars::is_blank;
use crate::text::span::Span;

/// Maximum number of bytes of a line that may be a row. A longer line is a paragraph.
const MAX_ROW: usize = 1200;
/// Maximum number of bytes of a line that counts as a row only because of the tabs before its text.
/// A longer line may be a paragraph that is indented by tabs.
const MAX_LAST: usize = 60;
/// Maximum number of cells of a row. Lines with more are not rows.
const MAX_CELLS: usize = 60;
/// Minimum number of lines of a table.
const MIN_ROWS: usize = 2;
/// Minimum number of rows of a table whose cells are divided only by blanks, as prose has gaps too.
const MIN_ALIGNED: usize = 3;
/// Minimum number of blanks between two cells that are divided only by blanks.
const GAP: usize = 2;

/// Sign that divides the cells of a line: a stroke, a tab or blanks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Divider {
    Stroke,
    Tab,
    Blanks,
}

/// Finds the tables drawn in plain text, in text order.
pub(super) fn find(doc: &Document) -> Vec<Table> {
    let text = doc.text();
    let blocks = doc.blocks();
    let mut tables = Vec::new();
    let mut at = 0;
    while let Some(first) = blocks.get(at) {
        let Some(divider) = divider(text, first) else {
            at += 1;
            continue;
        };
        let same = |block: &&Block| self::divider(text, block) == Some(divider);
        let end = at + blocks[at..].iter().take_while(same).count();
        tables.extend(table(doc, &blocks[at..end], divider));
        at = end;
    }
    tables
}

/// Sign that divides the cells of a line. `None` if the line has no cells.
fn divider(text: &str, block: &Block) -> Option<Divider> {
    if block.kind != BlockKind::Paragraph || block.span.len() > MAX_ROW {
        return None;
    }
    let line = block.span.of(text);
    if line.contains('\t') || line.len() <= MAX_LAST && block.lead.of(text).contains('\t') {
        return Some(Divider::Tab);
    }
    if line.starts_with('|') && line.ends_with('|') && line.len() > 2 {
        return Some(Divider::Stroke);
    }
    (line.contains("  ") || line.contains('　')).then_some(Divider::Blanks)
}

/// Builds the table of consecutive lines. `None` if they are not a table.
fn table(doc: &Document, lines: &[Block], divider: Divider) -> Option<Table> {
    let text = doc.text();
    let cells = |block: &Block| match divider {
        Divider::Stroke => strokes(text, block.span),
        Divider::Tab => tabs(text, block),
        Divider::Blanks => blanks(text, block.span),
    };
    let rows: Vec<Vec<Option<Span>>> =
        lines.iter().filter(|line| !is_rule(line.span.of(text))).map(cells).collect();
    let width = rows.first()?.len();
    let least = if divider == Divider::Blanks { MIN_ALIGNED } else { MIN_ROWS };
    let is_even = divider == Divider::Tab || rows.iter().all(|row| row.len() == width);
    if rows.len() < least || !(2..=MAX_CELLS).contains(&width) || !is_even {
        return None;
    }
    let cell = |row: usize, (column, content): (usize, Option<Span>)| TableCell {
        row: row as u32,
        column: column as u32,
        width: 1,
        height: 1,
        content,
    };
    let rows = rows.into_iter().enumerate();
    let rows = rows.map(|(row, cells)| cells.into_iter().enumerate().map(|it| cell(row, it)).collect());
    Some(Table { rows: rows.collect(), tall: Vec::new(), is_written: true })
}

/// True for the line under the header row of a table with strokes: `|---|:--:|`.
fn is_rule(line: &str) -> bool {
    line.contains('-') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | '+') || is_blank(c))
}

/// Spans of the cells between vertical strokes in a line; `None` for an empty cell.
fn strokes(text: &str, line: Span) -> Vec<Option<Span>> {
    divided(text, Span::new(line.start() + 1, line.end() - 1), '|')
}

/// Spans of the cells between tabs. Tabs before the first cell were skipped as an indent, but
/// belong to the row.
fn tabs(text: &str, block: &Block) -> Vec<Option<Span>> {
    let indent = block.lead.of(text);
    let line = if indent.contains('\t') { block.lead.join(block.span) } else { block.span };
    divided(text, line, '\t')
}

/// Splits a line into cells at the character `divider`.
fn divided(text: &str, line: Span, divider: char) -> Vec<Option<Span>> {
    let mut at = line.start();
    let cells = line.of(text).split(divider);
    cells
        .map(|cell| {
            let span = trimmed(text, at..at + cell.len());
            at += cell.len() + 1;
            span
        })
        .collect()
}

/// Splits a line into cells at gaps of at least [`GAP`] blanks.
fn blanks(text: &str, line: Span) -> Vec<Option<Span>> {
    let mut cells = Vec::new();
    let (mut start, mut gap) = (line.start(), 0);
    for (offset, c) in line.of(text).char_indices() {
        let at = line.start() + offset;
        if is_blank(c) {
            gap += if c == '　' { GAP } else { 1 };
        } else {
            if gap >= GAP {
                cells.push(trimmed(text, start..at));
                start = at;
            }
            gap = 0;
        }
    }
    cells.push(trimmed(text, start..line.end()));
    cells
}

/// Span of a cell's content, without blanks around it. `None` if the cell is empty.
fn trimmed(text: &str, cell: Range<usize>) -> Option<Span> {
    let content = text[cell.clone()].trim_start_matches(is_blank);
    let start = cell.end - content.len();
    let content = content.trim_end_matches(is_blank);
    (!content.is_empty()).then(|| Span::new(start, start + content.len()))
}

#[cfg(test)]
mod tests {
    use crate::facts::tables::tests::drawn;

    #[test]
    fn reads_lines_that_draw_a_table() {
        let strokes = "户数表\n| 镇 | 户数 |\n|---|---:|\n| 东 | 12 |\n| 西 |  |\n";
        assert_eq!(drawn("a.txt", strokes), ["镇|户数", "东|12", "西|"]);
        let tabs = "镇\t户数\t人数\n东\t12\t40\n\t\t9\n西\t\t30\n";
        assert_eq!(drawn("a.txt", tabs), ["镇|户数|人数", "东|12|40", "||9", "西||30"]);
        let blanks = "镇　　户数  人数\n东　　12  40\n西　　7  30\n";
        assert_eq!(drawn("a.txt", blanks), ["镇|户数|人数", "东|12|40", "西|7|30"]);
    }

    #[test]
    fn prose_is_no_table() {
        for text in ["甲  乙\n丙  丁\n", "时间：  三月\n地点：  镇上  二楼\n人员：  全体\n", "| 甲 | 3 |\n"]
        {
            assert!(drawn("a.txt", text).is_empty(), "{text}");
        }
    }
}

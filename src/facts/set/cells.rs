//! Labels of the row and the column of a table cell.

use crate::facts::Facts;
use crate::text::chars::{is_han, is_longer};
use crate::text::signs::Signs;
use crate::text::span::Span;

/// Maximum number of characters of the label of a row or a column. A longer cell is text.
const MAX_LABEL: usize = 40;

/// Characters that belong to a day or a time, and signs between two of them.
pub(super) static DATING: Signs =
    Signs::of("0123456789年月日号时点分半：:—-–~至到（）()星期周一二三四五六天上下午早晚，, 　");

/// Cells of all tables with their labels, in text order.
#[derive(Debug)]
pub(super) struct Cells(Vec<CellLabels>);

/// A cell with the labels of its row and its column.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct CellLabels {
    pub(super) content: Span,
    /// First words of its row. `None` if the cell is the first one itself.
    pub(super) row: Option<Span>,
    /// Words at the top of its column.
    pub(super) column: Option<Span>,
    /// First words of another cell of its row that are no date.
    pub(super) beside: Option<Span>,
    /// Text from the first cell of the row to the last one.
    pub(super) whole: Span,
}

impl Cells {
    pub(super) fn new(facts: &Facts<'_>) -> Self {
        let text = facts.doc.text();
        let is_label = |span: &Span| {
            let label = span.of(text);
            label.contains(is_han) && !is_longer(label, MAX_LABEL)
        };
        let is_subject = |span: &Span| is_label(span) && !span.of(text).chars().all(|c| DATING.contains(c));
        let mut found = Vec::new();
        for table in facts.tables() {
            let heads = table.rows.first().into_iter().flatten();
            let heads: Vec<(u32, Span)> =
                heads.filter_map(|cell| Some((cell.column, cell.content?))).collect();
            for row in table.rows.iter().skip(1) {
                let label = row.iter().filter_map(|cell| cell.content).find(is_label);
                let contents = || row.iter().filter_map(|cell| cell.content);
                let whole = contents().reduce(Span::join).unwrap_or_default();
                let mut subjects = contents().filter(is_subject);
                let (first, second) = (subjects.next(), subjects.next());
                for cell in row {
                    let Some(content) = cell.content else { continue };
                    let behind = heads.partition_point(|(column, _)| *column <= cell.column);
                    let column = behind.checked_sub(1).map(|at| heads[at].1).filter(is_label);
                    let row = label.filter(|label| *label != content);
                    let beside = if first == Some(content) { second } else { first };
                    found.push(CellLabels { content, row, column, beside, whole });
                }
            }
        }
        found.sort_by_key(|labels| labels.content);
        Self(found)
    }

    /// Labels of the cell that contains byte `at`; `None` if no cell does.
    pub(super) fn at(&self, at: usize) -> Option<CellLabels> {
        let behind = self.0.partition_point(|labels| labels.content.start() <= at);
        self.0[..behind].last().copied().filter(|labels| at < labels.content.end())
    }
}

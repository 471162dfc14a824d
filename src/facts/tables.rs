//! Tables: cells in rows, where the format has them.

use crate::document::Document;
use crate::document::block::{BlockKind, Cell};
use crate::facts::Facts;
use crate::text::span::Span;

/// The rows of one table; all have as many cells as the first, which is the head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The rows, top down, each from left to right.
    pub rows: Vec<Vec<Span>>,
}

impl Facts<'_> {
    /// Tables without empty cells.
    pub fn tables(&self) -> &[Table] {
        self.cells.tables.get_or_init(|| find(self.doc))
    }
}

/// All tables without empty cells, in order. A cell is one block.
pub fn find(doc: &Document) -> Vec<Table> {
    let mut tables = Vec::new();
    let cells = doc.blocks().iter().filter_map(|block| match block.kind {
        BlockKind::Cell(cell) => Some((cell, block.span)),
        _ => None,
    });
    let cells: Vec<(Cell, Span)> = cells.collect();
    for cells in cells.chunk_by(|(a, _), (b, _)| a.table == b.table) {
        let rows = cells.chunk_by(|(a, _), (b, _)| a.row == b.row);
        let rows: Vec<&[(Cell, Span)]> = rows.collect();
        let width = rows[0].len();
        let is_full = |row: &&[(Cell, Span)]| {
            row.len() == width && row.iter().zip(0..).all(|((cell, _), column)| cell.column == column)
        };
        if rows.len() > 2 && width > 1 && rows.iter().all(is_full) {
            let spans = |row: &[(Cell, Span)]| row.iter().map(|(_, span)| *span).collect();
            tables.push(Table { rows: rows.into_iter().map(spans).collect() });
        }
    }
    tables
}

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

/// A table with its empty cells, by its rows; cells that others cover are not among them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::facts) struct Grid {
    /// The rows, top down, each from left to right.
    pub(in crate::facts) rows: Vec<Vec<GridCell>>,
}

/// A cell that stands in a table by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::facts) struct GridCell {
    /// The column of the grid, from 0.
    pub(in crate::facts) column: u32,
    /// All that stands in it; nothing if the format says that it is empty.
    pub(in crate::facts) content: Option<Span>,
}

/// All tables, in order.
pub(in crate::facts) fn grids(doc: &Document) -> Vec<Grid> {
    let filled = doc.blocks().iter().filter_map(|block| match block.kind {
        BlockKind::Cell(cell) => Some((cell, Some(block.span))),
        _ => None,
    });
    let empty = doc.empty_cells().iter().map(|cell| (*cell, None));
    let mut cells: Vec<(Cell, Option<Span>)> = filled.chain(empty).collect();
    // A nested table stands inside a cell of another; the blocks of one cell stay in their order.
    cells.sort_by_key(|(cell, _)| *cell);
    let tables = cells.chunk_by(|(a, _), (b, _)| a.table == b.table);
    tables
        .map(|cells| Grid { rows: cells.chunk_by(|(a, _), (b, _)| a.row == b.row).map(row).collect() })
        .collect()
}

/// The cells of a row, each with all of its blocks.
fn row(cells: &[(Cell, Option<Span>)]) -> Vec<GridCell> {
    let cells = cells.chunk_by(|(a, _), (b, _)| a.column == b.column);
    let cell = |blocks: &[(Cell, Option<Span>)]| {
        let (column, content) = (blocks[0].0.column, blocks[0].1);
        let content = content.zip(blocks.last().and_then(|(_, last)| *last));
        GridCell { column, content: content.map(|(first, last)| first.join(last)) }
    };
    cells.map(cell).collect()
}

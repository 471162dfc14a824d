//! Positions of table cells, and detection of tables that are only used for layout.

use html5gum::StartTag;

use crate::document::block::{Block, BlockKind, Cell, Merged};
use crate::readers::html::attribute;

/// Maximum number of columns for which a cell is remembered that reaches down into later rows.
const MAX_COLUMNS: usize = 256;
/// Maximum number of columns that one cell may span (WHATWG HTML, 4.9.11).
const MAX_SPAN: u32 = 1000;
/// Minimum number of blocks in one cell for a table to be a layout table, which only arranges the
/// page. The cell must also have more blocks than all other cells together.
const MIN_LAYOUT_BLOCKS: usize = 8;

/// A table whose end was not reached yet, with the position of its next cell.
pub(super) struct Grid {
    next: Cell,
    has_row: bool,
    /// For each column, the first row that no cell from above covers.
    free_from: Vec<u32>,
}

impl Grid {
    /// Creates the table with this index.
    pub(super) fn new(table: u32) -> Self {
        Self { next: Cell { table, row: 0, column: 0 }, has_row: false, free_from: Vec::new() }
    }

    /// Index of the table in the page, from 0.
    pub(super) fn table(&self) -> u32 {
        self.next.table
    }

    /// Begins a row of the table.
    pub(super) fn begin_row(&mut self) {
        self.next.row += u32::from(self.has_row);
        self.next.column = 0;
        self.has_row = true;
    }

    /// Position and size of the next cell of the row.
    pub(super) fn place(&mut self, tag: &StartTag<usize>) -> Merged {
        self.has_row = true;
        let span = |name| attribute(tag, name).and_then(|value| value.trim().parse::<u32>().ok());
        let is_free =
            |column: u32| self.free_from.get(column as usize).is_none_or(|row| *row <= self.next.row);
        while !is_free(self.next.column) {
            self.next.column += 1;
        }
        let cell = self.next;
        let width = span("colspan").unwrap_or(1).clamp(1, MAX_SPAN);
        // 0 means: down to the last row.
        let height = span("rowspan").map_or(1, |rows| if rows == 0 { u32::MAX } else { rows });
        self.next.column = cell.column.saturating_add(width);
        if height != 1 {
            let end = (self.next.column as usize).min(MAX_COLUMNS);
            if self.free_from.len() < end {
                self.free_from.resize(end, 0);
            }
            let below = cell.row.saturating_add(height);
            for column in (cell.column as usize).min(end)..end {
                self.free_from[column] = below;
            }
        }
        Merged { cell, width, height }
    }
}

/// Facts about a whole table, to decide if it only arranges the page.
#[derive(Default)]
pub(super) struct Layout {
    /// True if the table is marked as a layout, or contains another table.
    pub(super) is_layout: bool,
    /// Number of cells of the table.
    pub(super) cells: u32,
}

/// Turns the cells of tables that only arrange the page into paragraphs: an article in one big cell
/// is not a row of data.
pub(super) fn release(blocks: &mut [Block], layouts: &mut [Layout]) {
    let mut counts = vec![(0, 0); layouts.len()];
    let of_one_cell = |a: &Block, b: &Block| matches!(a.kind, BlockKind::Cell(_)) && a.kind == b.kind;
    for run in blocks.chunk_by(of_one_cell) {
        if let BlockKind::Cell(cell) = run[0].kind
            && let Some((most, all)) = counts.get_mut(cell.table as usize)
        {
            *most = run.len().max(*most);
            *all += run.len();
        }
    }
    for (layout, (most, all)) in layouts.iter_mut().zip(counts) {
        layout.is_layout |= layout.cells == 1 || most >= MIN_LAYOUT_BLOCKS && most * 2 > all;
    }
    for block in blocks {
        if let BlockKind::Cell(cell) = block.kind
            && layouts.get(cell.table as usize).is_some_and(|layout| layout.is_layout)
        {
            block.kind = BlockKind::Paragraph;
        }
    }
}

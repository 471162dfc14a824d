//! Tables: cells in rows and columns, from tables of the file format or from lines of plain text.

mod written;

use crate::document::Document;
use crate::document::block::{BlockKind, Cell, Merged};
use crate::facts::Facts;
use crate::text::span::Span;

/// A cell with its position in its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableCell {
    /// Row, counted from 0.
    pub row: u32,
    /// Column of the grid, counted from 0; the first one if the cell spans several.
    pub column: u32,
    /// Number of columns that the cell spans.
    pub width: u32,
    /// Number of rows that the cell spans; may reach below the last row.
    pub height: u32,
    /// Span of the cell's content. `None` if the cell is empty.
    pub content: Option<Span>,
}

impl TableCell {
    /// True if the cell covers this position of the grid: its own, or one that it spans.
    pub fn covers(&self, row: u32, column: u32) -> bool {
        self.row <= row
            && row - self.row < self.height
            && self.column <= column
            && column - self.column < self.width
    }
}

/// A table as a list of rows. A position that a spanning cell covers has no cell of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Rows from top to bottom, each with its cells from left to right. A row is left out if
    /// spanning cells from above cover all of it.
    pub rows: Vec<Vec<TableCell>>,
    /// Cells that span several rows, in text order.
    pub tall: Vec<TableCell>,
    /// True if the table is drawn in plain text: with strokes (`|`), tabs or blanks.
    pub is_written: bool,
}

impl Table {
    /// Cell that covers `column` in `rows[index]`. It may belong to a row above and span down.
    pub fn at(&self, index: usize, column: u32) -> Option<&TableCell> {
        let row = self.rows.get(index)?;
        let number = row.first()?.row;
        let behind = row.partition_point(|cell| cell.column <= column);
        let own = behind.checked_sub(1).and_then(|at| row.get(at));
        own.filter(|cell| cell.covers(number, column))
            .or_else(|| self.tall.iter().find(|cell| cell.covers(number, column)))
    }

    /// Number of columns of the grid.
    pub fn width(&self) -> u32 {
        self.rows.iter().filter_map(|row| row.last()).map(|cell| cell.column + cell.width).max().unwrap_or(0)
    }

    /// Span from the first content to the last, in the document's text. `None` if all cells are
    /// empty.
    pub fn place(&self) -> Option<Span> {
        let mut contents = self.rows.iter().flatten().filter_map(|cell| cell.content);
        contents.next().map(|first| contents.fold(first, Span::join))
    }
}

impl Facts<'_> {
    /// Spans of the tables in text order, each with its index in [`Facts::tables`].
    pub fn table_places(&self) -> &[(Span, usize)] {
        self.cells.table_places.get_or_init(|| {
            let tables = self.tables().iter().enumerate();
            let mut places: Vec<_> = tables.filter_map(|(at, table)| Some((table.place()?, at))).collect();
            places.sort_unstable();
            places
        })
    }

    /// All tables: those of the file format, then those drawn in plain text.
    pub fn tables(&self) -> &[Table] {
        self.cells.tables.get_or_init(|| find(self.doc))
    }
}

/// Finds all tables: those of the file format in their order, then those drawn in plain text.
pub fn find(doc: &Document) -> Vec<Table> {
    let mut tables = of_format(doc);
    tables.extend(written::find(doc));
    tables
}

/// Collects the tables of the file format, in order.
fn of_format(doc: &Document) -> Vec<Table> {
    let filled = doc.blocks().iter().filter_map(|block| match block.kind {
        BlockKind::Cell(cell) => Some((cell, Some(block.span))),
        _ => None,
    });
    let empty = doc.empty_cells().iter().map(|cell| (*cell, None));
    let mut cells: Vec<(Cell, Option<Span>)> = filled.chain(empty).collect();
    // Grouping by table takes nested tables out of the cells that contain them. The sort is stable,
    // so the blocks of one cell stay in order.
    cells.sort_by_key(|(cell, _)| *cell);
    cells
        .chunk_by(|(a, _), (b, _)| a.table == b.table)
        .map(|cells| table(cells, doc.merged_cells()))
        .collect()
}

/// Builds a table from the cells of the file format.
fn table(cells: &[(Cell, Option<Span>)], merged: &[Merged]) -> Table {
    let rows = cells.chunk_by(|(a, _), (b, _)| a.row == b.row);
    let rows: Vec<Vec<TableCell>> = rows.map(|cells| row(cells, merged)).collect();
    let tall = rows.iter().flatten().filter(|cell| cell.height > 1).copied().collect();
    Table { rows, tall, is_written: false }
}

/// Builds the cells of a row from their blocks. A cell with several paragraphs has several blocks.
fn row(cells: &[(Cell, Option<Span>)], merged: &[Merged]) -> Vec<TableCell> {
    let cells = cells.chunk_by(|(a, _), (b, _)| a.column == b.column);
    let cell = |blocks: &[(Cell, Option<Span>)]| {
        let (cell, content) = blocks[0];
        let content = content.zip(blocks.last().and_then(|(_, last)| *last));
        let at = merged.binary_search_by_key(&cell, |merged| merged.cell).ok();
        let (width, height) = at.map_or((1, 1), |at| (merged[at].width, merged[at].height));
        let content = content.map(|(first, last)| first.join(last));
        TableCell { row: cell.row, column: cell.column, width, height, content }
    };
    cells.map(cell).collect()
}

#[cfg(test)]
mod tests {
    use super::{Table, find};
    use crate::document::source::Source;
    use crate::readers;

    /// Drawing of the tables of a file: one line per row, with the cell that covers each position
    /// of the grid.
    pub(super) fn drawn(name: &str, text: &str) -> Vec<String> {
        let doc = readers::read(&Source { name: name.into(), bytes: text.into() }).unwrap();
        let shown = |table: &Table, index: usize| {
            let cell = |column| table.at(index, column).and_then(|cell| cell.content);
            let cells = (0..table.width()).map(|column| cell(column).map_or("", |span| span.of(doc.text())));
            cells.collect::<Vec<_>>().join("|")
        };
        let tables = find(&doc);
        let rows = tables.iter().flat_map(|table| (0..table.rows.len()).map(|row| shown(table, row)));
        rows.collect()
    }

    #[test]
    fn merged_cells_have_all_their_places() {
        let page = "<table><tr><th rowspan=2>区<th colspan=2>人数<tr><td>男<td>女<tr><td>甲<td>3<td></table>";
        assert_eq!(drawn("a.html", page), ["区|人数|人数", "区|男|女", "甲|3|"]);
        let page = "<table><tr><td rowspan=0>甲<td>1<tr><td>2<tr><td>3</table>";
        assert_eq!(drawn("a.html", page), ["甲|1", "甲|2", "甲|3"]);
    }
}

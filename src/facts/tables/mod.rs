//! Tables: cells in rows and columns, as the format has them or as lines of plain text draw them.

mod written;

use crate::document::Document;
use crate::document::block::{BlockKind, Cell, Merged};
use crate::facts::Facts;
use crate::text::span::Span;

/// A cell that stands in a table by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableCell {
    /// The row, from 0.
    pub row: u32,
    /// The column of the grid, from 0; a cell over several columns has the first.
    pub column: u32,
    /// How many columns it has.
    pub width: u32,
    /// How many rows it has; it may reach below the last.
    pub height: u32,
    /// All that stands in it. `None` if it holds nothing.
    pub content: Option<Span>,
}

impl TableCell {
    /// True if it has this place in the grid.
    pub fn covers(&self, row: u32, column: u32) -> bool {
        self.row <= row
            && row - self.row < self.height
            && self.column <= column
            && column - self.column < self.width
    }
}

/// A table by its rows; cells that others cover are not among them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The rows, top down, each from left to right. A row all of whose cells are covered is missing.
    pub rows: Vec<Vec<TableCell>>,
    /// Cells over several rows, in order.
    pub tall: Vec<TableCell>,
    /// True if lines of plain text draw it: with strokes, tabs or blanks.
    pub is_written: bool,
}

impl Table {
    /// The cell that has this place of the grid: of the row at `index` of `rows`, or of one above it.
    pub fn at(&self, index: usize, column: u32) -> Option<&TableCell> {
        let row = self.rows.get(index)?;
        let number = row.first()?.row;
        let behind = row.partition_point(|cell| cell.column <= column);
        let own = behind.checked_sub(1).and_then(|at| row.get(at));
        own.filter(|cell| cell.covers(number, column))
            .or_else(|| self.tall.iter().find(|cell| cell.covers(number, column)))
    }

    /// Columns of the grid.
    pub fn width(&self) -> u32 {
        self.rows.iter().filter_map(|row| row.last()).map(|cell| cell.column + cell.width).max().unwrap_or(0)
    }

    /// Where it stands in the text. `None` if nothing stands in it.
    pub fn place(&self) -> Option<Span> {
        let mut contents = self.rows.iter().flatten().filter_map(|cell| cell.content);
        contents.next().map(|first| contents.fold(first, Span::join))
    }
}

impl Facts<'_> {
    /// Where the tables stand, in order, each with its number among [`Facts::tables`].
    pub fn table_places(&self) -> &[(Span, usize)] {
        self.cells.table_places.get_or_init(|| {
            let tables = self.tables().iter().enumerate();
            let mut places: Vec<_> = tables.filter_map(|(at, table)| Some((table.place()?, at))).collect();
            places.sort_unstable();
            places
        })
    }

    /// All tables: those of the format, then those that lines draw.
    pub fn tables(&self) -> &[Table] {
        self.cells.tables.get_or_init(|| find(self.doc))
    }
}

/// All tables, those of the format in their order and then those of lines.
pub fn find(doc: &Document) -> Vec<Table> {
    let mut tables = of_format(doc);
    tables.extend(written::find(doc));
    tables
}

/// The tables of the format, in order.
fn of_format(doc: &Document) -> Vec<Table> {
    let filled = doc.blocks().iter().filter_map(|block| match block.kind {
        BlockKind::Cell(cell) => Some((cell, Some(block.span))),
        _ => None,
    });
    let empty = doc.empty_cells().iter().map(|cell| (*cell, None));
    let mut cells: Vec<(Cell, Option<Span>)> = filled.chain(empty).collect();
    // A nested table stands inside a cell of another; the blocks of one cell stay in their order.
    cells.sort_by_key(|(cell, _)| *cell);
    cells
        .chunk_by(|(a, _), (b, _)| a.table == b.table)
        .map(|cells| table(cells, doc.merged_cells()))
        .collect()
}

/// The table of these cells.
fn table(cells: &[(Cell, Option<Span>)], merged: &[Merged]) -> Table {
    let rows = cells.chunk_by(|(a, _), (b, _)| a.row == b.row);
    let rows: Vec<Vec<TableCell>> = rows.map(|cells| row(cells, merged)).collect();
    let tall = rows.iter().flatten().filter(|cell| cell.height > 1).copied().collect();
    Table { rows, tall, is_written: false }
}

/// The cells of a row, each with all of its blocks.
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

    /// The tables of a file, a line a row: the cells that have each place of the grid.
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

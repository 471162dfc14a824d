//! Tables: rows of cells, including tables inside cells. Rows that do not belong to the accepted or
//! original state of tracked changes are left out.

use rustc_hash::FxHashMap;

use crate::document::block::{BlockKind, Cell, Merged};
use crate::package::PackageError;
use crate::package::xml::{Node, Walker};
use crate::readers::docx::WORD;
use crate::readers::docx::body::{Body, Read};

/// A table that is being read.
struct Grid {
    /// Position of the cell that is read next.
    next: Cell,
    /// Cells that may continue in the next row: for each column, the index of the cell in the
    /// flow's list of merged cells.
    open: FxHashMap<u32, usize>,
}

/// Properties of a cell that join it with its neighbours.
struct Merge {
    /// Number of columns that the cell spans.
    width: u32,
    /// True if the cell is the topmost of cells that are merged vertically.
    is_first: bool,
    /// True if the cell counts as filled although it has no content: the cell above or before
    /// covers it, or a line crosses it out.
    is_covered: bool,
    /// True if the cell above covers this one.
    goes_on: bool,
}

impl Body<'_> {
    /// Reads a table whose start tag was read.
    pub(super) fn table(&mut self, walker: &mut Walker<'_>, kind: BlockKind) -> Read {
        self.end_paragraph(self.base + walker.span().start());
        let table = self.tables;
        self.tables += 1;
        self.objects += 1;
        let next = Cell { table, row: 0, column: 0 };
        self.rows(walker, &mut Grid { next, open: FxHashMap::default() }, kind)
    }

    fn rows(&mut self, walker: &mut Walker<'_>, grid: &mut Grid, kind: BlockKind) -> Read {
        let inside = walker.depth();
        while let Some(node) = walker.step()? {
            match node {
                Node::End if walker.depth() < inside => break,
                Node::Start(element) => match (element.namespace, element.name) {
                    (Some(WORD), "tr") => {
                        grid.next.column = 0;
                        self.cells(walker, grid, kind)?;
                        grid.next.row += 1;
                    }
                    (Some(WORD), "sdt") => {
                        self.control(walker, &mut |body, walker| body.rows(walker, grid, kind))?;
                    }
                    (Some(WORD), "customXml") => self.rows(walker, grid, kind)?,
                    _ => self.skip(walker)?,
                },
                _ => {}
            }
        }
        Ok(())
    }

    fn cells(&mut self, walker: &mut Walker<'_>, grid: &mut Grid, kind: BlockKind) -> Read {
        let inside = walker.depth();
        let mut is_skipped = false;
        while let Some(node) = walker.step()? {
            match node {
                Node::End if walker.depth() < inside => break,
                Node::Start(element) => match (element.namespace, element.name) {
                    (Some(WORD), "tc") if !is_skipped => self.cell(walker, grid, kind)?,
                    (Some(WORD), "sdt") => {
                        self.control(walker, &mut |body, walker| body.cells(walker, grid, kind))?;
                    }
                    (Some(WORD), "customXml") => self.cells(walker, grid, kind)?,
                    (Some(WORD), "trPr") => is_skipped = !self.is_row_read(walker, &mut grid.next)?,
                    _ => self.skip(walker)?,
                },
                _ => {}
            }
        }
        Ok(())
    }

    /// Reads the properties of a row, whose start tag was read. Returns true if the row belongs to
    /// the state of the document that is read (changes accepted or rejected). If the row begins
    /// after some empty columns, moves `next` past them.
    fn is_row_read(&mut self, walker: &mut Walker<'_>, next: &mut Cell) -> Result<bool, PackageError> {
        let mut is_read = true;
        let inside = walker.depth();
        while let Some(node) = walker.step()? {
            match node {
                Node::End if walker.depth() < inside => break,
                Node::Start(element) if element.is(WORD, "ins") || element.is(WORD, "del") => {
                    is_read &= self.is_read(element.name);
                }
                Node::Start(element) if element.is(WORD, "gridBefore") => {
                    let columns = element.attribute("val").and_then(|value| value.parse().ok());
                    next.column = next.column.saturating_add(columns.unwrap_or(0));
                }
                _ => {}
            }
        }
        Ok(is_read)
    }

    fn cell(&mut self, walker: &mut Walker<'_>, grid: &mut Grid, kind: BlockKind) -> Read {
        let is_apart = matches!(kind, BlockKind::Aside(_) | BlockKind::Hidden);
        let kind = if is_apart { kind } else { BlockKind::Cell(grid.next) };
        let before = (self.flow.blocks.len(), self.objects);
        let mut merge = Merge { width: 1, is_first: false, is_covered: false, goes_on: false };
        let inside = walker.depth();
        while let Some(node) = walker.step()? {
            match node {
                Node::End if walker.depth() < inside => break,
                Node::Start(element) if element.is(WORD, "gridSpan") => {
                    merge.width = element.attribute("val").and_then(|value| value.parse().ok()).unwrap_or(1);
                }
                Node::Start(element) if element.is(WORD, "vMerge") || element.is(WORD, "hMerge") => {
                    let is_first = element.attribute("val").is_some_and(|value| value == "restart");
                    merge.is_covered |= !is_first;
                    if element.name == "vMerge" {
                        (merge.is_first, merge.goes_on) = (is_first, !is_first);
                    }
                }
                // A line through the cell means that it has no content.
                Node::Start(element) if element.is(WORD, "tl2br") || element.is(WORD, "tr2bl") => {
                    let line = element.attribute("val").unwrap_or_default();
                    merge.is_covered |= !matches!(&*line, "nil" | "none");
                }
                Node::Start(element) if element.is(WORD, "tcPr") || element.is(WORD, "tcBorders") => {}
                Node::Start(element) => {
                    // Content of a cell that continues the one above is not shown.
                    let is_shown = !merge.goes_on || !grid.open.contains_key(&grid.next.column);
                    self.block(&element, walker, if is_shown { kind } else { BlockKind::Hidden })?;
                }
                _ => {}
            }
        }
        self.end_paragraph(self.base + walker.span().start());
        if let BlockKind::Cell(cell) = kind {
            self.merge(grid, cell, &merge);
            if !merge.is_covered && before == (self.flow.blocks.len(), self.objects) {
                self.flow.empty_cells.push(cell);
            }
        }
        grid.next.column = grid.next.column.saturating_add(merge.width);
        Ok(())
    }

    /// Records a cell that spans several columns or rows.
    fn merge(&mut self, grid: &mut Grid, cell: Cell, merge: &Merge) {
        let cells = &mut self.flow.merged_cells;
        if merge.goes_on {
            if let Some(above) = grid.open.get(&cell.column).and_then(|&at| cells.get_mut(at)) {
                above.height = cell.row.saturating_sub(above.cell.row).saturating_add(1);
            }
            return;
        }
        if merge.is_first {
            grid.open.insert(cell.column, cells.len());
        } else {
            grid.open.remove(&cell.column);
        }
        if merge.is_first || merge.width > 1 {
            cells.push(Merged { cell, width: merge.width.max(1), height: 1 });
        }
    }
}

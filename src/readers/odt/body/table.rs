//! Tables: rows, which may be in groups, and cells, which may contain tables.

use crate::document::block::{BlockKind, Cell, Merged};
use crate::package::xml::{Node, Walker};
use crate::readers::odt::TABLE;
use crate::readers::odt::body::{Body, Read};
use crate::readers::odt::list_styles::number;
use crate::readers::odt::styles::Styles;

/// Maximum number of cells that one repeated empty cell adds. Programs write longer repetitions
/// only to fill up a row, with cells that have no border and are not visible.
const MAX_REPEATED: u32 = 64;

impl Body {
    /// Reads a table whose start tag was read.
    pub(super) fn table(&mut self, walker: &mut Walker<'_>, kind: BlockKind, styles: &Styles) -> Read {
        let table = self.tables;
        self.tables += 1;
        self.objects += 1;
        self.rows(walker, &mut Cell { table, row: 0, column: 0 }, kind, styles)
    }

    fn rows(&mut self, walker: &mut Walker<'_>, next: &mut Cell, kind: BlockKind, styles: &Styles) -> Read {
        let inside = walker.depth();
        while let Some(node) = walker.step()? {
            match node {
                Node::End if walker.depth() < inside => break,
                Node::Start(element) => match (element.namespace, element.name) {
                    (Some(TABLE), "table-row") => {
                        next.column = 0;
                        self.cells(walker, next, kind, styles)?;
                        let rows = number(&element, "number-rows-repeated").unwrap_or(1);
                        next.row = next.row.saturating_add(rows.max(1));
                    }
                    (Some(TABLE), "table-rows" | "table-header-rows" | "table-row-group") => {
                        self.rows(walker, next, kind, styles)?;
                    }
                    _ => self.skip(walker)?,
                },
                _ => {}
            }
        }
        Ok(())
    }

    fn cells(&mut self, walker: &mut Walker<'_>, next: &mut Cell, kind: BlockKind, styles: &Styles) -> Read {
        // Covered cells have elements of their own; if they are missing, the width of the cell
        // before them counts.
        let mut covered = 0;
        let inside = walker.depth();
        while let Some(node) = walker.step()? {
            match node {
                Node::End if walker.depth() < inside => break,
                Node::Start(element) => {
                    let times = number(&element, "number-columns-repeated").unwrap_or(1).max(1);
                    match (element.namespace, element.name) {
                        (Some(TABLE), "table-cell") => {
                            next.column = next.column.max(covered);
                            let width = number(&element, "number-columns-spanned").unwrap_or(1);
                            covered = next.column.saturating_add(width);
                            let height = number(&element, "number-rows-spanned").unwrap_or(1);
                            let is_beside = kind.is_apart() || kind == BlockKind::Hidden;
                            let kind = if is_beside { kind } else { BlockKind::Cell(*next) };
                            if let BlockKind::Cell(cell) = kind
                                && (width > 1 || height > 1)
                            {
                                let merged = Merged { cell, width: width.max(1), height: height.max(1) };
                                self.flow.merged_cells.push(merged);
                            }
                            let before = (self.flow.blocks.len(), self.objects);
                            self.blocks(walker, kind, styles)?;
                            if let BlockKind::Cell(cell) = kind
                                && before == (self.flow.blocks.len(), self.objects)
                            {
                                let cells = (0..times.min(MAX_REPEATED))
                                    .map(|at| Cell { column: cell.column.saturating_add(at), ..cell });
                                self.flow.empty_cells.extend(cells);
                            }
                            next.column = next.column.saturating_add(times);
                        }
                        (Some(TABLE), "covered-table-cell") => {
                            self.skip(walker)?;
                            next.column = next.column.saturating_add(times);
                        }
                        _ => self.skip(walker)?,
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }
}

//! Tables: rows of cells, nested ones where they stand, without the rows that tracked changes leave out.

use crate::document::block::{BlockKind, Cell};
use crate::package::PackageError;
use crate::package::xml::{Node, Walker};
use crate::readers::docx::WORD;
use crate::readers::docx::body::{Body, Read};

impl Body<'_> {
    /// A table that was entered.
    pub(super) fn table(&mut self, walker: &mut Walker<'_>, kind: BlockKind) -> Read {
        self.end_paragraph(self.base + walker.span().start);
        let table = self.tables;
        self.tables += 1;
        self.objects += 1;
        self.rows(walker, &mut Cell { table, row: 0, column: 0 }, kind)
    }

    fn rows(&mut self, walker: &mut Walker<'_>, next: &mut Cell, kind: BlockKind) -> Read {
        let inside = walker.depth();
        while let Some(node) = walker.step()? {
            match node {
                Node::End if walker.depth() < inside => break,
                Node::Start(element) => match (element.namespace, element.name) {
                    (Some(WORD), "tr") => {
                        next.column = 0;
                        self.cells(walker, next, kind)?;
                        next.row += 1;
                    }
                    (Some(WORD), "sdt") => {
                        self.control(walker, &mut |body, walker| body.rows(walker, next, kind))?;
                    }
                    (Some(WORD), "customXml") => self.rows(walker, next, kind)?,
                    _ => self.skip(walker)?,
                },
                _ => {}
            }
        }
        Ok(())
    }

    fn cells(&mut self, walker: &mut Walker<'_>, next: &mut Cell, kind: BlockKind) -> Read {
        let inside = walker.depth();
        let mut is_skipped = false;
        while let Some(node) = walker.step()? {
            match node {
                Node::End if walker.depth() < inside => break,
                Node::Start(element) => match (element.namespace, element.name) {
                    (Some(WORD), "tc") if !is_skipped => self.cell(walker, next, kind)?,
                    (Some(WORD), "sdt") => {
                        self.control(walker, &mut |body, walker| body.cells(walker, next, kind))?;
                    }
                    (Some(WORD), "customXml") => self.cells(walker, next, kind)?,
                    (Some(WORD), "trPr") => is_skipped = !self.is_row_read(walker)?,
                    _ => self.skip(walker)?,
                },
                _ => {}
            }
        }
        Ok(())
    }

    /// Whether the row whose properties were entered belongs to the state that is read.
    fn is_row_read(&mut self, walker: &mut Walker<'_>) -> Result<bool, PackageError> {
        let mut is_read = true;
        let inside = walker.depth();
        while let Some(node) = walker.step()? {
            match node {
                Node::End if walker.depth() < inside => break,
                Node::Start(element) if element.is(WORD, "ins") || element.is(WORD, "del") => {
                    is_read &= self.is_read(element.name);
                }
                _ => {}
            }
        }
        Ok(is_read)
    }

    fn cell(&mut self, walker: &mut Walker<'_>, next: &mut Cell, kind: BlockKind) -> Read {
        let kind = if kind == BlockKind::Aside { kind } else { BlockKind::Cell(*next) };
        let before = (self.flow.blocks.len(), self.objects);
        let mut width = 1;
        let mut is_covered = false;
        let inside = walker.depth();
        while let Some(node) = walker.step()? {
            match node {
                Node::End if walker.depth() < inside => break,
                Node::Start(element) if element.is(WORD, "gridSpan") => {
                    width = element.attribute("val").and_then(|value| value.parse().ok()).unwrap_or(1);
                }
                Node::Start(element) if element.is(WORD, "vMerge") || element.is(WORD, "hMerge") => {
                    is_covered |= element.attribute("val").is_none_or(|value| value != "restart");
                }
                // A line through the cell says that nothing belongs in it.
                Node::Start(element) if element.is(WORD, "tl2br") || element.is(WORD, "tr2bl") => {
                    let line = element.attribute("val").unwrap_or_default();
                    is_covered |= !matches!(&*line, "nil" | "none");
                }
                Node::Start(element) if element.is(WORD, "tcPr") || element.is(WORD, "tcBorders") => {}
                Node::Start(element) => self.block(&element, walker, kind)?,
                _ => {}
            }
        }
        self.end_paragraph(self.base + walker.span().start);
        let is_empty = before == (self.flow.blocks.len(), self.objects);
        if let BlockKind::Cell(cell) = kind
            && is_empty
            && !is_covered
        {
            self.flow.empty_cells.push(cell);
        }
        next.column = next.column.saturating_add(width);
        Ok(())
    }
}

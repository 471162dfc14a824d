//! Tables: cells in rows, where the format has them.

use crate::document::Document;
use crate::document::block::BlockKind;
use crate::text::span::Span;

/// The rows of one table; all have as many cells as the first, which is the head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The rows, top down, each from left to right.
    pub rows: Vec<Vec<Span>>,
}

/// All tables without empty cells, in order. A cell is one block; cells of a row stand on one line.
pub fn find(doc: &Document) -> Vec<Table> {
    let mut tables = Vec::new();
    let is_cell = |at: usize| doc.blocks()[at].kind == BlockKind::Cell;
    let mut at = 0;
    while at < doc.blocks().len() {
        if !is_cell(at) {
            at += 1;
            continue;
        }
        let mut rows: Vec<Vec<Span>> = Vec::new();
        let mut last_line = None;
        while at < doc.blocks().len() && is_cell(at) {
            let cell = doc.blocks()[at].span;
            let line = doc.locate_start(cell).line;
            match rows.last_mut().filter(|_| last_line == Some(line)) {
                Some(row) => row.push(cell),
                None => rows.push(vec![cell]),
            }
            last_line = Some(line);
            at += 1;
        }
        let width = rows[0].len();
        if rows.len() > 2 && width > 1 && rows.iter().all(|row| row.len() == width) {
            tables.push(Table { rows });
        }
    }
    tables
}

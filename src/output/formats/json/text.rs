//! The text of a document in its reading order, block by block, so that a page can show it with the
//! findings marked.

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::document::block::{BlockKind, Cell, Merged};
use crate::output::formats::json::parts::{LocationPart, Locator};
use crate::output::place::SpokenPlace;

/// One block of the document's text: a paragraph, a heading, an item, a cell, or a block outside
/// the running text.
#[derive(Serialize)]
pub(super) struct TextPart<'a> {
    text: &'a str,
    location: LocationPart<'a>,
    /// Number of columns that the cell spans, if there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    columns: Option<u32>,
    /// Number of rows that the cell spans, if there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<u32>,
}

/// The blocks of a document in order; `None` if the report does not hold the text.
pub(super) fn text<'a>(locator: &Locator<'a>) -> Option<Vec<TextPart<'a>>> {
    if !locator.has_text() {
        return None;
    }
    let doc = &locator.checked.document;
    let mut last_rows: FxHashMap<u32, u32> = FxHashMap::default();
    for cell in doc.blocks().iter().filter_map(|block| cell_of(block.kind)) {
        let last = last_rows.entry(cell.table).or_default();
        *last = cell.row.max(*last);
    }
    let parts = doc.blocks().iter().map(|block| {
        let merged = merged(doc.merged_cells(), block.kind);
        // The file may give a cell more rows than its table has.
        let rows = merged.map(|merged| {
            let last = last_rows.get(&merged.cell.table).copied().unwrap_or(merged.cell.row);
            merged.height.min(last.saturating_sub(merged.cell.row) + 1)
        });
        TextPart {
            text: doc.slice(block.span),
            // The text itself shows the heading above the block, so it is not repeated here.
            location: locator.with_place(block.span, SpokenPlace::under(doc, &[], block.span)),
            columns: merged.map(|cell| cell.width).filter(|width| *width > 1),
            rows: rows.filter(|rows| *rows > 1),
        }
    });
    Some(parts.collect())
}

fn cell_of(kind: BlockKind) -> Option<Cell> {
    match kind {
        BlockKind::Cell(cell) => Some(cell),
        _ => None,
    }
}

/// The merged cell in which a block is, if its cell spans several columns or rows.
fn merged(cells: &[Merged], kind: BlockKind) -> Option<&Merged> {
    let cell = cell_of(kind)?;
    cells.get(cells.partition_point(|merged| merged.cell < cell)).filter(|merged| merged.cell == cell)
}

//! Rows of a table that stand twice, their serial numbers aside.

use rustc_hash::FxHashMap;

use crate::document::block::BlockKind;
use crate::facts::Facts;
use crate::facts::duplicate::roster;
use crate::facts::kind::DocumentKind;
use crate::text::chars::is_han;
use crate::text::span::Span;

/// Fewest cells of a row without its serial number, in a table with serial numbers and in one without.
const MIN_NUMBERED: usize = 2;
const MIN_CELLS: usize = 3;
/// Fewest Han characters of a row.
const MIN_HAN: usize = 5;

/// Two rows of a table that say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rows {
    /// The first row, from its first cell that is compared to its last.
    pub first: Span,
    /// The second row.
    pub second: Span,
}

/// The cells of a row.
#[derive(Default)]
struct Row<'d> {
    at: Option<(u32, u32)>,
    is_numbered: bool,
    cells: Vec<(&'d str, Span)>,
}

impl Facts<'_> {
    /// Rows of tables that stand twice, in order. Forms have rows for others to fill in, which are alike.
    pub fn equal_rows(&self) -> Vec<Rows> {
        let is_form = matches!(
            self.kind(),
            Some(
                DocumentKind::Form
                    | DocumentKind::Tender
                    | DocumentKind::Examination
                    | DocumentKind::Contract
                    | DocumentKind::Manual
                    | DocumentKind::Handbook
            )
        );
        let mut found = Vec::new();
        if is_form {
            return found;
        }
        let mut seen: FxHashMap<(u32, Vec<&str>), Span> = FxHashMap::default();
        let mut row = Row::default();
        for block in self.doc.blocks() {
            let BlockKind::Cell(cell) = block.kind else { continue };
            let at = Some((cell.table, cell.row));
            if row.at != at {
                compare(&row, &mut seen, &mut found);
                row = Row { at, ..Row::default() };
            }
            let text = self.doc.slice(block.span).trim();
            if row.cells.is_empty() && !row.is_numbered && is_serial(text) {
                row.is_numbered = true;
            } else {
                row.cells.push((text, block.span));
            }
        }
        compare(&row, &mut seen, &mut found);
        let lines = roster::find(self.doc, self.words());
        found.extend(lines.into_iter().map(|(first, second)| Rows { first, second }));
        found.sort_unstable_by_key(|rows| rows.second.start);
        found
    }
}

fn compare<'d>(row: &Row<'d>, seen: &mut FxHashMap<(u32, Vec<&'d str>), Span>, found: &mut Vec<Rows>) {
    let (Some((table, _)), Some((_, from)), Some((_, to))) = (row.at, row.cells.first(), row.cells.last())
    else {
        return;
    };
    let fewest = if row.is_numbered { MIN_NUMBERED } else { MIN_CELLS };
    let texts: Vec<&str> = row.cells.iter().map(|(text, _)| *text).collect();
    let han = texts.iter().flat_map(|text| text.chars()).filter(|c| is_han(*c)).count();
    let is_open = texts.iter().any(|text| text.contains(['_', '×', '□', '/', '\u{FFFC}', '…']));
    // 小计, 合计 and the like: a row of one word and figures.
    let has_words = texts.iter().filter(|text| text.contains(is_han)).count() >= MIN_NUMBERED;
    if texts.len() < fewest || han < MIN_HAN || is_open || !has_words {
        return;
    }
    let second = from.join(*to);
    match seen.get(&(table, texts.clone())) {
        Some(&first) => found.push(Rows { first, second }),
        None => _ = seen.insert((table, texts), second),
    }
}

fn is_serial(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit())
}

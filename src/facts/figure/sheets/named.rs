//! Figures of tables, with the names of their rows and columns.

use crate::facts::Facts;
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::sheets::Entry;
use crate::facts::figure::sheets::line::Line;
use crate::text::span::Span;

/// A figure of a table with the names of its row and column.
#[derive(Clone, Copy, Debug)]
pub struct NamedFigure<'d> {
    /// Number with the unit of its cell, if there is one.
    pub quantity: Quantity<'d>,
    /// Span of the first name of the row.
    pub row: Span,
    /// Span of the last name of the row, which may be the same.
    pub label: Span,
    /// Span of the name of the column.
    pub column: Span,
    /// Span of the head over several columns above the name of the column.
    pub group: Option<Span>,
    /// Power of ten of the unit that the row, the column or the caption gives: 4 for 万元 (10,000
    /// yuan).
    pub power: u32,
    /// True if the row, the column or the figure itself marks it as a percentage.
    pub is_percentage: bool,
    /// Unit of the row in the column of units. `None` if the column of the figure has another.
    pub unit: Option<Span>,
}

impl<'d> Facts<'d> {
    /// Figures of all tables, table by table, if both row and column have a name.
    pub fn named_figures(&self) -> Vec<NamedFigure<'d>> {
        let mut found = Vec::new();
        for (_, sheet) in self.sheets() {
            for (row, line) in sheet.rows.iter().enumerate() {
                for (column, head) in sheet.columns.iter().enumerate() {
                    let Entry::Figure(figure) = sheet.entry(row, column) else { continue };
                    found.extend(named(figure.quantity, line, head));
                }
            }
        }
        found
    }
}

fn named<'d>(quantity: Quantity<'d>, row: &Line, column: &Line) -> Option<NamedFigure<'d>> {
    // % | 97.62 | 0.91个百分点 ("% | 97.62 | 0.91 percentage points"): a cell with a unit has no other.
    let is_bare = quantity.unit.is_empty();
    let is_percentage = quantity.is_percentage() || is_bare && (row.is_percentage || column.is_percentage);
    // 亿元 | 286.4 | 6.2%: the unit of the row is not that of a percentage, nor of a cell with a
    // unit.
    let has_own_unit = is_percentage || !is_bare;
    Some(NamedFigure {
        quantity,
        row: row.first?,
        label: row.label?,
        column: column.label?,
        group: column.group,
        power: if has_own_unit { 0 } else { row.power.max(column.power) },
        is_percentage,
        unit: row.unit.filter(|_| !has_own_unit && column.power == 0),
    })
}

//! Figures of tables: what follows from other rows or columns.
//!
//! A table says by its own rows how its columns follow from each other: what holds in all rows but one is wrong in that one.
//! So a formula is looked for between lines (rows, or columns), judged wherever all of its figures are there, and a cell is
//! wrong if the formula holds in others, or if names say what it is and a slip explains it.

mod orders;
mod quoted;
mod rates;
mod sums;

use std::iter;

use crate::document::Document;
use crate::facts::figure::measures::Measures;
use crate::facts::figure::relations::Relation;
use crate::facts::figure::sheets::{self, Entry, Figure, Line, Sheet};
use crate::facts::tables::Table;
use crate::text::decimal::Decimal;
use crate::text::interval::Interval;
use crate::words::Words;

/// The relations of all tables.
pub(super) fn find<'d>(
    doc: &'d Document,
    words: &'d Words,
    tables: &[Table],
    measures: &[Measures<'d>],
) -> Vec<Relation<'d>> {
    let mut relations = Vec::new();
    let sheets =
        tables.iter().flat_map(|table| sheets::read(doc, words, table).into_iter().zip(iter::repeat(table)));
    for (sheet, table) in sheets {
        relations
            .extend(table.place().into_iter().flat_map(|place| quoted::find(doc, measures, &sheet, place)));
        for is_across in [false, true] {
            let lines = Lines { sheet: &sheet, is_across };
            relations.extend(sums::find(&lines));
            relations.extend(rates::find(&lines));
            relations.extend(orders::find(&lines));
        }
        relations.extend(orders::serials(&sheet));
    }
    relations
}

/// The rows of a sheet, or its columns.
struct Lines<'s, 'd> {
    sheet: &'s Sheet<'d>,
    /// True for columns: what follows stands across a row.
    is_across: bool,
}

impl<'s, 'd> Lines<'s, 'd> {
    /// The lines.
    fn all(&self) -> &'s [Line] {
        if self.is_across { &self.sheet.columns } else { &self.sheet.rows }
    }

    /// The lines that cross them.
    fn crossing(&self) -> &'s [Line] {
        if self.is_across { &self.sheet.rows } else { &self.sheet.columns }
    }

    /// What stands where a line is crossed.
    fn entry(&self, line: usize, place: usize) -> Entry<'d> {
        if self.is_across { self.sheet.entry(place, line) } else { self.sheet.entry(line, place) }
    }

    /// The figure where a line is crossed.
    fn figure(&self, line: usize, place: usize) -> Option<Figure<'d>> {
        if self.is_across { self.sheet.figure(place, line) } else { self.sheet.figure(line, place) }
    }

    /// The power of ten of the unit of a figure.
    fn power(&self, line: usize, place: usize) -> u32 {
        self.all()[line].power.max(self.crossing()[place].power)
    }

    /// All values that may have been printed so. A count is exact; thousands and more are rounded.
    fn interval(&self, line: usize, place: usize, figure: &Figure<'d>) -> Interval {
        let quantity = &figure.quantity;
        let is_rounded = quantity.printed.has_decimals() || quantity.scale > 0 || self.power(line, place) > 0;
        let margin = if is_rounded {
            quantity.printed.half_step().shifted(quantity.scale)
        } else {
            Decimal::integer(0)
        };
        Interval::around(quantity.value, margin)
    }
}

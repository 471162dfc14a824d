//! Two tables that repeat each other: rows and columns of the same names have the same figures, and
//! a different figure is a typing error.

use rustc_hash::FxHashMap;

use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::slip::is_slip;
use crate::facts::figure::relations::{Operand, Relation};
use crate::facts::figure::sheets::{Figure, Sheet};
use crate::text::decimal::Decimal;

/// Minimum number of equal figures that show that two tables repeat each other, so that a different
/// figure is an error.
const MIN_SAME: usize = 3;
/// Maximum number of tables that may contain one figure. If there are more, they are copies of one
/// form and not repetitions.
const MAX_TABLES: usize = 4;
/// Smallest value whose repetition shows that two tables repeat each other. Smaller values are
/// often equal by chance.
const MIN_VALUE: u64 = 10;

/// Key of a figure: the names of its row, of its group of columns and of its column, and the power
/// of ten of its unit.
type Key<'d> = (&'d str, &'d str, &'d str, u32);

/// Compares the tables of a document that repeat each other.
pub(super) fn find<'d>(text: &'d str, sheets: &[(usize, Sheet<'d>)]) -> Vec<Relation<'d>> {
    let mut told: FxHashMap<Key<'d>, Vec<(usize, Figure<'d>)>> = FxHashMap::default();
    if sheets.len() < 2 {
        return Vec::new();
    }
    for (number, (_, sheet)) in sheets.iter().enumerate() {
        for (key, figure) in figures(text, sheet) {
            told.entry(key).or_default().push((number, figure));
        }
    }
    let mut pairs: FxHashMap<(usize, usize), Vec<(Figure<'d>, Figure<'d>)>> = FxHashMap::default();
    // Names that occur twice in one table are ambiguous.
    let is_single = |known: &Vec<(usize, Figure<'_>)>| known.windows(2).all(|two| two[0].0 != two[1].0);
    for known in told.into_values().filter(|known| known.len() <= MAX_TABLES && is_single(known)) {
        for (at, (one, first)) in known.iter().enumerate() {
            for (other, second) in known[at + 1..].iter().filter(|(other, _)| other != one) {
                pairs.entry((*one, *other)).or_default().push((*first, *second));
            }
        }
    }
    let mut relations: Vec<Relation<'d>> = pairs.into_values().flat_map(|pair| judged(&pair)).collect();
    relations.sort_by_key(|relation| (relation.stated.span, relation.operands[0].quantity.span));
    relations
}

/// Figures of a table, each with its key.
fn figures<'d>(text: &'d str, sheet: &Sheet<'d>) -> Vec<(Key<'d>, Figure<'d>)> {
    let mut figures = Vec::new();
    for (row, line) in sheet.rows.iter().enumerate() {
        let Some(name) = line.label.map(|label| label.of(text).trim()) else { continue };
        for (column, head) in sheet.columns.iter().enumerate() {
            let Some(label) = head.label.map(|label| label.of(text).trim()) else { continue };
            let group = head.group.map_or("", |group| group.of(text).trim());
            if let Some(figure) = sheet.figure(row, column)
                && !name.is_empty()
                && !label.is_empty()
            {
                figures.push(((name, group, label, line.power.max(head.power)), figure));
            }
        }
    }
    figures
}

/// Relations of the figures that two tables have in common. Empty unless all figures are equal, or
/// all but one that looks like a typing error.
fn judged<'d>(pair: &[(Figure<'d>, Figure<'d>)]) -> Vec<Relation<'d>> {
    let is_same =
        |(one, other): &&(Figure<'d>, Figure<'d>)| one.quantity.interval().meets(other.quantity.interval());
    let is_large = |(one, _): &&(Figure<'d>, Figure<'d>)| one.quantity.value >= Decimal::integer(MIN_VALUE);
    let same = pair.iter().filter(is_same).filter(is_large).count();
    let others: Vec<_> = pair.iter().filter(|pair| !is_same(pair)).collect();
    let is_slipped = match others[..] {
        [] => true,
        [(one, other)] => is_slip(other.quantity.printed, one.quantity.printed),
        _ => false,
    };
    if same < MIN_SAME || !is_slipped {
        return Vec::new();
    }
    let relation = |pair: &(Figure<'d>, Figure<'d>)| {
        let (first, second) = pair;
        Relation {
            reading: FigureReading::TableTwin,
            stated: second.quantity,
            place: second.cell,
            operands: vec![Operand::new("first", first.quantity)],
            holds: is_same(&pair),
            is_unambiguous: true,
            formula: first.quantity.printed.to_string(),
            computed: first.quantity.printed.to_string(),
        }
    };
    pair.iter().map(relation).collect()
}

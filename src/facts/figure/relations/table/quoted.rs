//! Sentences near a table that quote one of its rows: one figure is that of the row, and another
//! looks like a typing error for its cell.

use crate::document::Document;
use crate::facts::figure::measures::{Measure, Measured, Measures};
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::slip::{Slip, is_slip, slip};
use crate::facts::figure::relations::{Operand, Relation};
use crate::facts::figure::sheets::{Figure, Line, Sheet};
use crate::text::chars::is_han;
use crate::text::decimal::Decimal;
use crate::text::span::Span;

/// Number of bytes before and after a table that are searched for sentences that quote a row of it.
const NEAR: usize = 6000;
/// Maximum number of rows of a table whose names are searched in sentences.
const MAX_ROWS: usize = 60;
/// Number of Han characters that the name of a row may have, to be searched for in sentences.
const NAME: std::ops::RangeInclusive<usize> = 2..=20;
/// Maximum number of figures between the name of a row and the next name in a sentence. If there
/// are more, they are not compared with the row.
const MAX_FIGURES: usize = 6;

/// Compares the sentences near a table with the rows that they name. `place` is the span of the
/// table.
pub(super) fn find<'d>(
    doc: &'d Document,
    measures: &Measured<'d>,
    sheet: &Sheet<'d>,
    place: Span,
) -> Vec<Relation<'d>> {
    let text = doc.text();
    let names: Vec<(usize, String)> = names(text, sheet);
    if names.is_empty() || sheet.rows.len() > MAX_ROWS {
        return Vec::new();
    }
    let behind = measures.blocks_behind(place.start().saturating_sub(NEAR));
    let near = behind.take_while(|block| block.span.start() < place.end() + NEAR);
    let outside = near.filter(|block| !place.overlaps(block.span));
    let sentences = outside.flat_map(Measures::sentences).filter(|list| list.len() > 1);
    sentences.flat_map(|list| of_sentence(text, sheet, &names, list)).collect()
}

/// Indices of the rows with names that are long enough to be recognised, and these names without
/// units and marks.
fn names(text: &str, sheet: &Sheet<'_>) -> Vec<(usize, String)> {
    let rows = sheet.rows.iter().enumerate().filter(|(_, row)| !row.is_total());
    let name = |(at, row): (usize, &Line)| {
        let name: String = row.label?.of(text).chars().take_while(|c| !matches!(c, '（' | '(')).collect();
        let name = name.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        NAME.contains(&name.chars().filter(|&c| is_han(c)).count()).then_some((at, name))
    };
    rows.filter_map(name).collect()
}

/// Compares a sentence with the rows that it names.
fn of_sentence<'d>(
    text: &'d str,
    sheet: &Sheet<'d>,
    names: &[(usize, String)],
    list: &[Measure<'d>],
) -> Vec<Relation<'d>> {
    let Some(sentence) = list.first().map(|first| first.sentence) else { return Vec::new() };
    let written = sentence.of(text);
    let mut places: Vec<(usize, usize, usize)> = names
        .iter()
        .filter_map(|(row, name)| {
            written.find(name.as_str()).map(|at| (sentence.start() + at, name.len(), *row))
        })
        .collect();
    // If one name contains another, the longer one counts.
    places.sort_by_key(|(at, length, _)| (*at, usize::MAX - length));
    places.dedup_by(|next, kept| next.0 < kept.0 + kept.1);
    let mut relations = Vec::new();
    for (at, (start, _, row)) in places.iter().enumerate() {
        let end = places.get(at + 1).map_or(sentence.end(), |next| next.0);
        let told: Vec<&Measure<'d>> =
            list.iter().filter(|measure| (*start..end).contains(&measure.quantity.span.start())).collect();
        if told.len() <= MAX_FIGURES {
            relations.extend(of_row(sheet, *row, &told));
        }
    }
    relations
}

/// Compares the figures `told` of a sentence with the cells of a row. Returns no relations if none
/// of the figures is equal to a cell, because the sentence then does not quote the row.
fn of_row<'d>(sheet: &Sheet<'d>, row: usize, told: &[&Measure<'d>]) -> Vec<Relation<'d>> {
    let cells: Vec<(Figure<'d>, u32, bool)> = (0..sheet.columns.len())
        .filter_map(|column| {
            let figure = sheet.figure(row, column)?;
            let power = sheet.rows[row].power.max(sheet.columns[column].power);
            let is_rate = figure.quantity.is_rate() || sheet.columns[column].is_percentage;
            Some((figure, if is_rate { 0 } else { power }, is_rate))
        })
        .collect();
    let same = |measure: &Measure<'d>, (cell, power, is_rate): &(Figure<'d>, u32, bool)| {
        let quantity = &measure.quantity;
        // If the table gives no unit, the printed number is quoted.
        let is_same = size(quantity) == size(&cell.quantity).shifted(*power)
            || *power == 0 && quantity.printed == size(&cell.quantity);
        quantity.is_rate() == *is_rate && is_same
    };
    let quoted: Vec<Option<usize>> =
        told.iter().map(|measure| cells.iter().position(|cell| same(measure, cell))).collect();
    let mut relations = Vec::new();
    if quoted.iter().all(Option::is_none) {
        return relations;
    }
    for (measure, quote) in told.iter().zip(&quoted) {
        let quantity = &measure.quantity;
        if quantity.is_approximate {
            continue;
        }
        let near = |(at, (cell, power, is_rate)): &(usize, &(Figure<'d>, u32, bool))| {
            let meant = size(&cell.quantity).shifted(*power);
            let one = Decimal::integer(1).shifted(quantity.scale);
            let decimals = quantity.printed.decimals();
            let meant = if *power == 0 { Some(meant) } else { meant.divided(one, decimals) };
            // A moved decimal point mostly means another unit.
            let is_near = |meant: Decimal| {
                let found = slip(quantity.printed, meant);
                found != Some(Slip::Moved) && is_slip(quantity.printed, meant)
            };
            let is_exact = *power > 0 || decimals == cell.quantity.printed.decimals();
            let is_alike = quantity.is_rate() == *is_rate && is_exact;
            !quoted.contains(&Some(*at)) && is_alike && meant.is_some_and(is_near)
        };
        let cell = quote.and_then(|at| cells.get(at)).or_else(|| {
            let mut all = cells.iter().enumerate().filter(near);
            all.next().filter(|_| all.next().is_none()).map(|(_, cell)| cell)
        });
        let Some((cell, ..)) = cell else { continue };
        relations.push(Relation {
            reading: FigureReading::TableQuoted,
            stated: *quantity,
            place: quantity.span,
            operands: vec![Operand::new("cell", cell.quantity)],
            holds: quote.is_some(),
            is_unambiguous: true,
            formula: cell.quantity.printed.to_string(),
            computed: cell.quantity.printed.to_string(),
        });
    }
    relations
}

/// Absolute value of a figure, as 下降 ("fell") gives its sign in words.
fn size(quantity: &Quantity<'_>) -> Decimal {
    let zero = Decimal::integer(0);
    if quantity.value < zero { zero.minus(quantity.value) } else { quantity.value }
}

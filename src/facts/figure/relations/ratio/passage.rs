//! The figures of a paragraph with the words around them, for all readings of rates.

use crate::facts::figure::measures::Measure;
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::slip::{Slip, meant, slip};
use crate::facts::figure::relations::{Operand, Relation, Verdict, are_alike, rounded_or_cut};
use crate::text::decimal::Decimal;
use crate::text::interval::Interval;
use crate::words::Words;

/// Number of decimals of a computed rate beyond the printed ones.
const EXTRA_DECIMALS: u32 = 3;
/// Minimum number of digits of a part or whole that has a typing error, and of the rate that shows
/// the error.
const MIN_DIGITS: usize = 3;

/// Figures of a paragraph in order, with methods for the text around them.
#[derive(Clone, Copy)]
pub(in crate::facts::figure::relations) struct Passage<'a, 'w> {
    /// Text of the document.
    pub(in crate::facts::figure::relations) text: &'a str,
    /// Words of all classes.
    pub(in crate::facts::figure::relations) words: &'a Words,
    /// Figures of the passage, in order.
    pub(in crate::facts::figure::relations) list: &'a [Measure<'w>],
}

impl<'a, 'w> Passage<'a, 'w> {
    /// Words of the clause before the figure with index `at`.
    pub(in crate::facts::figure::relations) fn lead(&self, at: usize) -> &'a str {
        self.list[at].lead(self.text)
    }

    /// Words between the previous figure and the figure with index `at`.
    pub(in crate::facts::figure::relations) fn gap(&self, at: usize) -> &'a str {
        self.between(at - 1, at)
    }

    /// Text between two figures.
    pub(in crate::facts::figure::relations) fn between(&self, one: usize, other: usize) -> &'a str {
        &self.text[self.list[one].quantity.span.end()..self.list[other].quantity.span.start()]
    }

    /// Text after the figure with index `at`, up to the end of the document.
    pub(in crate::facts::figure::relations) fn behind(&self, at: usize) -> &'a str {
        &self.text[self.list[at].quantity.span.end()..]
    }

    /// True if two figures are in the same sentence.
    pub(in crate::facts::figure::relations) fn are_together(&self, one: usize, other: usize) -> bool {
        self.list[one].sentence == self.list[other].sentence
    }

    /// True if two figures count the same things.
    pub(in crate::facts::figure::relations) fn are_alike(&self, one: usize, other: usize) -> bool {
        are_alike(&self.list[one], &self.list[other])
    }

    /// True if the rate may be the share of the part in the whole, within the rounding of the
    /// figures. The argument contains their indices.
    pub(in crate::facts::figure::relations) fn fits(&self, [part, whole, rate]: [usize; 3]) -> bool {
        let [part, whole, rate] = [part, whole, rate].map(|at| self.list[at].quantity);
        let Some(unit) = size(&rate) else { return true };
        let step = rate.printed.half_step();
        // A rate may be rounded to the nearest value or truncated, but is not rounded up.
        let about = rounded_or_cut(rate.value, step);
        let said = about.times(whole.interval());
        let reckoned = Interval::exact(unit).times(part.interval());
        said.zip(reckoned).is_none_or(|(said, reckoned)| said.meets(reckoned))
    }

    /// True if a rare typing error in the part or in the whole explains why the rate does not fit:
    /// it fits if two digits are swapped back, or if the decimal point is moved back. The figure
    /// with the error and the rate must have at least three digits.
    pub(in crate::facts::figure::relations) fn is_other_slipped(
        &self,
        [part, whole, rate]: [usize; 3],
    ) -> bool {
        let [part, whole, rate] = [part, whole, rate].map(|at| self.list[at].quantity);
        let is_long = |quantity: &Quantity<'_>| digits(quantity) >= MIN_DIGITS;
        let Some(unit) = size(&rate).filter(|_| is_long(&rate)) else { return false };
        let said = rate.interval();
        let unit = Interval::exact(unit);
        let fits = |part: Interval, whole: Interval| {
            said.times(whole).zip(unit.times(part)).is_some_and(|(said, reckoned)| said.meets(reckoned))
        };
        let others = |quantity: Quantity<'w>| {
            let size = quantity.scale;
            meant(quantity.printed).map(move |value| {
                Interval::around(value.shifted(size), quantity.printed.half_step().shifted(size))
            })
        };
        is_long(&part) && others(part).any(|part| fits(part, whole.interval()))
            || is_long(&whole) && others(whole).any(|whole| fits(part.interval(), whole))
    }

    /// The part divided by the whole, in the unit of the rate, with more decimals than it.
    pub(in crate::facts::figure::relations) fn reckoned(
        &self,
        [part, whole, rate]: [usize; 3],
    ) -> Option<Decimal> {
        let [part, whole, rate] = [part, whole, rate].map(|at| self.list[at].quantity);
        part.value.times(size(&rate)?)?.divided(whole.value, rate.printed.decimals() + EXTRA_DECIMALS)
    }

    /// Typing error by which the computed rate became the stated one; `None` if there is no such
    /// error.
    pub(in crate::facts::figure::relations) fn slip(&self, places: [usize; 3]) -> Option<Slip> {
        slip(self.list[places[2]].quantity.printed, self.reckoned(places)?)
    }

    /// Creates the relation of a rate with a part and a whole.
    pub(in crate::facts::figure::relations) fn relation(
        &self,
        reading: FigureReading,
        places: [usize; 3],
        labels: [&'static str; 2],
        verdict: Verdict,
    ) -> Option<Relation<'w>> {
        let [part, whole, stated] = places.map(|at| self.list[at].quantity);
        let (a, b) = Quantity::comparable(part, whole);
        let computed = a.times(size(&stated)?)?.divided(b, stated.printed.decimals().max(1))?;
        Some(Relation {
            reading,
            stated,
            place: stated.span,
            operands: vec![Operand::new(labels[0], part), Operand::new(labels[1], whole)],
            holds: verdict.holds,
            is_unambiguous: verdict.is_unambiguous,
            formula: format!("{a} ÷ {b}"),
            computed: format!("{computed}{}", stated.unit),
        })
    }
}

/// Number of significant digits, without trailing zeros that may come from rounding.
fn digits(quantity: &Quantity<'_>) -> usize {
    let shown = quantity.printed.to_string().replace('.', "");
    let shown = shown.trim_start_matches('0');
    if quantity.printed.has_decimals() { shown.len() } else { shown.trim_end_matches('0').len() }
}

/// Number of units of a rate that make one: 100 for %. `None` for other units.
fn size(rate: &Quantity<'_>) -> Option<Decimal> {
    let size = match rate.unit {
        "%" | "％" => 100,
        "‰" => 1000,
        "成" => 10,
        "倍" => 1,
        _ => return None,
    };
    Some(Decimal::integer(size))
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    const READINGS: [FigureReading; 1] = [FigureReading::FarShare];

    #[test]
    fn finds_slips_of_parts_and_wholes() {
        let cases: [(&str, &[&str]); 3] = [
            ("一季度引进资金843.6亿元。高技术产业引进资金216.8亿元，占引进资金的25.7%。", &[]),
            ("一季度引进资金843.6亿元。高技术产业引进资金261.8亿元，占引进资金的25.7%。", &["25.7%"]),
            ("一季度引进资金843.6亿元。高技术产业引进资金331.8亿元，占引进资金的25.7%。", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &READINGS), expected, "{text}");
        }
    }
}

//! The figures of a paragraph and the words around them.

use crate::facts::figure::measures::Measure;
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::reading::Reading;
use crate::facts::figure::relations::slip::{Slip, meant, slip};
use crate::facts::figure::relations::{Operand, Relation, are_alike, rounded_or_cut};
use crate::text::decimal::Decimal;
use crate::text::interval::Interval;
use crate::words::Words;

/// Decimals of a reckoned rate more than are printed.
const FINER: u32 = 3;
/// Fewest digits of figures of which one may be a slip of the others.
const MIN_DIGITS: usize = 3;

/// The figures of a paragraph, in order.
#[derive(Clone, Copy)]
pub(in crate::facts::figure::relations) struct Passage<'a, 'w> {
    /// The document.
    pub(in crate::facts::figure::relations) text: &'a str,
    /// Words of all classes.
    pub(in crate::facts::figure::relations) words: &'a Words,
    /// The figures.
    pub(in crate::facts::figure::relations) list: &'a [Measure<'w>],
}

impl<'a, 'w> Passage<'a, 'w> {
    /// The words of the clause before a figure.
    pub(in crate::facts::figure::relations) fn lead(&self, at: usize) -> &'a str {
        self.list[at].lead(self.text)
    }

    /// The words between a figure and the one before it.
    pub(in crate::facts::figure::relations) fn gap(&self, at: usize) -> &'a str {
        self.between(at - 1, at)
    }

    /// The words between two figures.
    pub(in crate::facts::figure::relations) fn between(&self, one: usize, other: usize) -> &'a str {
        &self.text[self.list[one].quantity.span.end()..self.list[other].quantity.span.start()]
    }

    /// All words behind a figure, to the end of the document.
    pub(in crate::facts::figure::relations) fn behind(&self, at: usize) -> &'a str {
        &self.text[self.list[at].quantity.span.end()..]
    }

    /// True if two figures stand in one sentence.
    pub(in crate::facts::figure::relations) fn are_together(&self, one: usize, other: usize) -> bool {
        self.list[one].sentence == self.list[other].sentence
    }

    /// True if two figures count the same things.
    pub(in crate::facts::figure::relations) fn are_alike(&self, one: usize, other: usize) -> bool {
        are_alike(&self.list[one], &self.list[other])
    }

    /// True if a rate may be that of two figures.
    pub(in crate::facts::figure::relations) fn fits(&self, [part, whole, rate]: [usize; 3]) -> bool {
        let [part, whole, rate] = [part, whole, rate].map(|at| self.list[at].quantity);
        let Some(unit) = size(&rate) else { return true };
        let step = rate.printed.half_step();
        // A rate is rounded or cut off, and never rounded up.
        let about = rounded_or_cut(rate.value, step);
        let said = about.times(whole.interval());
        let reckoned = Interval::exact(unit).times(part.interval());
        said.zip(reckoned).is_none_or(|(said, reckoned)| said.meets(reckoned))
    }

    /// True if the part or the whole, of three digits at least, is a rare slip of what the other and a rate of three digits make
    /// it.
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

    /// How a part is to a whole, in the unit of a rate, with more decimals than it.
    pub(in crate::facts::figure::relations) fn reckoned(
        &self,
        [part, whole, rate]: [usize; 3],
    ) -> Option<Decimal> {
        let [part, whole, rate] = [part, whole, rate].map(|at| self.list[at].quantity);
        part.value.times(size(&rate)?)?.divided(whole.value, rate.printed.decimals() + FINER)
    }

    /// By which slip a rate comes of that of two figures.
    pub(in crate::facts::figure::relations) fn slip(&self, places: [usize; 3]) -> Option<Slip> {
        slip(self.list[places[2]].quantity.printed, self.reckoned(places)?)
    }

    /// A rate that is read as that of a part and a whole.
    pub(in crate::facts::figure::relations) fn relation(
        &self,
        reading: Reading,
        places: [usize; 3],
        labels: [&'static str; 2],
        (holds, is_strict): (bool, bool),
    ) -> Option<Relation<'w>> {
        let [part, whole, stated] = places.map(|at| self.list[at].quantity);
        let (a, b) = Quantity::comparable(part, whole);
        let computed = a.times(size(&stated)?)?.divided(b, stated.printed.decimals().max(1))?;
        Some(Relation {
            reading,
            stated,
            place: stated.span,
            operands: vec![Operand::new(labels[0], part), Operand::new(labels[1], whole)],
            holds,
            is_strict,
            formula: format!("{a} ÷ {b}"),
            computed: format!("{computed}{}", stated.unit),
        })
    }
}

/// How many digits a figure has, without zeros that may be rounded.
fn digits(quantity: &Quantity<'_>) -> usize {
    let shown = quantity.printed.to_string().replace('.', "");
    let shown = shown.trim_start_matches('0');
    if quantity.printed.has_decimals() { shown.len() } else { shown.trim_end_matches('0').len() }
}

/// How many of a unit of rates are one: 100 %. `None` for others.
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
    use crate::facts::figure::relations::reading::Reading;
    use crate::facts::figure::relations::tests::wrong;

    const READINGS: [Reading; 1] = [Reading::FarShare];

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

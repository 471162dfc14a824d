//! Sums: a total and its parts, before or behind it, in a sentence or over several.

mod behind;
mod composed;
mod list;
mod parts;
mod siblings;

use crate::facts::figure::measures::{CARRIED, Measure, Measures, Role};
use crate::facts::figure::relations::slip::is_slip;
use crate::facts::figure::relations::{Operand, Reading, Relation, is_value};
use crate::text::decimal::Decimal;
use crate::text::interval::Interval;
use crate::words::Words;
use crate::words::dimension::Dimension;
use crate::words::rules::figure::sum::NO_PART;
use crate::words::{measure, time, total};

/// Signs that end a clause.
const ENDS: [char; 12] = ['，', ',', '；', ';', '、', '。', '（', '(', '）', ')', '：', ':'];

/// The power of ten between 万 and 亿.
const SCALE: u32 = 4;
/// Least figure of three digits.
const MIN_LONG: u64 = 100;
/// A word for a target that is a value as well.
const BUDGET: &str = "预算";
/// Decimals that are kept beyond those printed, so that a moved point is seen.
const MORE_DECIMALS: u32 = 4;

/// The sums of one block; `before` is the one before it.
pub(super) fn find<'w>(
    text: &str,
    words: &Words,
    block: &Measures<'w>,
    before: Option<&Measures<'w>>,
) -> Vec<Relation<'w>> {
    // 判处五年以上有期徒刑29人: how long something takes is no part of a sum.
    let list: Vec<Measure<'w>> = block
        .list
        .iter()
        .filter(|measure| measure.quantity.dimension != Some(Dimension::Time))
        .copied()
        .collect();
    let reader = Reader { text, words, list: &list };
    let mut relations = parts::find(&reader);
    relations.extend(behind::find(&reader));
    relations.extend(composed::find(&reader));
    relations.extend(siblings::find(&reader, before));
    relations
}

/// The measures of a block, and the text that they stand in.
struct Reader<'a, 'w> {
    text: &'a str,
    words: &'a Words,
    list: &'a [Measure<'w>],
}

impl<'a, 'w> Reader<'a, 'w> {
    /// The words between a figure and the one before it in its sentence, or the start of the sentence.
    fn gap(&self, at: usize) -> &'a str {
        let measure = &self.list[at];
        let last = at.checked_sub(1).map_or(0, |last| self.list[last].quantity.span.end);
        &self.text
            [last.max(measure.sentence.start).min(measure.quantity.span.start)..measure.quantity.span.start]
    }

    /// The words of its clause behind a figure.
    fn tail(&self, at: usize) -> &'a str {
        let end = self.list[at].quantity.span.end;
        let behind = &self.text[end..self.list[at].sentence.end.max(end)];
        behind.split(ENDS).next().unwrap_or_default()
    }

    /// The words of the clause before a figure.
    fn lead(&self, at: usize) -> &'a str {
        self.list[at].lead(self.text)
    }

    /// True if a figure may be added up with others: an exact value, no mean, no target, no stretch of time.
    fn is_addend(&self, at: usize) -> bool {
        let measure = &self.list[at];
        let unit = measure.quantity.unit;
        // 户籍人口78.2万: the scale says that it is counted.
        let is_bare = measure.quantity.unit.is_empty() && measure.quantity.scale > 0;
        let is_counted =
            is_bare && matches!(measure.role, Role::Value | Role::To(_)) && !measure.quantity.is_approximate;
        (is_value(measure) || is_counted)
            && !matches!(unit, "度" | "期" | "批")
            && !unit.contains(['/', '／', '每'])
    }

    /// True if the words of a clause make it speak of something else than a part: a target, a mean, another time.
    fn is_no_part(&self, clause: &str) -> bool {
        // A budget is made up of others.
        let mut targets = self.words.of(&measure::TARGET).iter();
        let is_target = targets.any(|word| word != BUDGET && clause.contains(word));
        is_target
            || NO_PART.iter().any(|word| clause.contains(word))
            || self.words.of(&measure::AVERAGE).is_in(clause)
            || self.words.of(&time::BASE).is_in(clause) && !CARRIED.iter().any(|word| clause.contains(word))
    }

    /// True if a clause says that its figure is a total: 合计, or 共 at its start.
    fn has_total(&self, clause: &str) -> bool {
        self.words.of(&total::LABEL).is_in(clause) || self.words.of(&total::ADVERB).start_of(clause).is_some()
    }
}

/// A total, and what is said to make it up.
struct Sum<'a, 'w> {
    total: &'a Measure<'w>,
    parts: Vec<&'a Measure<'w>>,
}

impl<'w> Sum<'_, 'w> {
    fn value(&self) -> Decimal {
        self.parts.iter().fold(Decimal::integer(0), |sum, part| sum.plus(part.quantity.value))
    }

    fn interval(&self) -> Interval {
        let none = Interval::exact(Decimal::integer(0));
        self.parts.iter().fold(none, |sum, part| sum.plus(part.quantity.interval()))
    }

    fn holds(&self) -> bool {
        self.interval().meets(self.total.quantity.interval())
    }

    /// Off by a quarter at most.
    fn is_near(&self) -> bool {
        let off = self.value().distance(self.total.quantity.value).times(Decimal::integer(4));
        off.is_some_and(|off| off <= self.total.quantity.value)
    }

    /// Off as a slip leaves it: a digit other or swapped, a power of ten.
    fn is_slip(&self) -> bool {
        let printed = self.total.quantity;
        let size = Decimal::integer(10u64.pow(printed.scale.min(18)));
        let sum = self.value().divided(size, printed.printed.decimals() + MORE_DECIMALS);
        sum.is_some_and(|sum| is_slip(printed.printed, sum))
    }

    /// True if one figure, of three digits at least, is a slip of what it would have to be.
    fn has_slip(&self) -> bool {
        // Rounded figures among exact ones are off without any slip.
        let form = |measure: &Measure<'_>| (measure.quantity.scale, measure.quantity.printed.decimals());
        if self.parts.iter().any(|part| form(part) != form(self.total)) {
            return false;
        }
        let least = Decimal::integer(MIN_LONG);
        let is_long = |measure: &Measure<'_>| {
            let printed = measure.quantity.printed;
            printed.shifted(printed.decimals()) >= least
        };
        let sum = self.value();
        let is_part_slip = |part: &&&Measure<'w>| {
            let others = sum.minus(part.quantity.value);
            let needed = self.total.quantity.value.minus(others);
            let size = Decimal::integer(10u64.pow(part.quantity.scale.min(18)));
            let needed = needed.divided(size, part.quantity.printed.decimals() + MORE_DECIMALS);
            is_long(part) && needed.is_some_and(|needed| is_slip(part.quantity.printed, needed))
        };
        is_long(self.total) && self.is_slip() || self.parts.iter().any(|part| is_part_slip(&part))
    }

    /// True if one figure is told in the wrong scale, 亿 for 万, or with its point moved, and all is right with the other.
    fn is_rescaled(&self) -> bool {
        let is_moved = |printed: &Measure<'_>, needed: Interval| {
            let own = printed.quantity.interval();
            let is_long = |measure: &Measure<'_>| {
                let digits = measure.quantity.printed;
                digits.shifted(digits.decimals()) >= Decimal::integer(MIN_LONG)
            };
            let powers = if is_long(printed) && is_long(self.total) { 1..=SCALE } else { SCALE..=SCALE };
            let zero = Decimal::integer(0);
            powers.into_iter().any(|power| {
                let factor = Interval::exact(Decimal::integer(10u64.pow(power)));
                let is_small = || own.times(factor).is_some_and(|own| own.meets(needed));
                let is_large = || needed.times(factor).is_some_and(|needed| needed.meets(own));
                needed.low > zero && own.low > zero && (is_small() || is_large())
            })
        };
        let (sum, total) = (self.interval(), self.total.quantity.interval());
        let needed = |part: &Measure<'_>| {
            let others = self.parts.iter().filter(|other| other.quantity.span != part.quantity.span);
            let none = Interval::exact(Decimal::integer(0));
            total.minus(others.fold(none, |sum, other| sum.plus(other.quantity.interval())))
        };
        is_moved(self.total, sum) || self.parts.iter().any(|part| is_moved(part, needed(part)))
    }

    /// True if the miss is one that a slip leaves.
    fn is_slipped(&self) -> bool {
        let is_other = self.parts.iter().all(|part| part.quantity.value != self.total.quantity.value);
        is_other && (self.has_slip() || self.is_rescaled())
    }

    /// Twice the total at most, or off by a power of ten: what is farther off is another list.
    fn is_about(&self) -> bool {
        let total = self.total.quantity.value;
        self.value() <= total.plus(total) || self.is_slip()
    }

    fn exceeds(&self) -> bool {
        self.interval().low > self.total.quantity.interval().high
    }

    /// The relation, with its arithmetic.
    fn relation(&self, reading: Reading, (holds, is_strict): (bool, bool)) -> Relation<'w> {
        let total = self.total.quantity;
        let is_one_scale = self.parts.iter().all(|part| part.quantity.scale == total.scale);
        let shown = |measure: &Measure<'_>| {
            if is_one_scale { measure.quantity.printed } else { measure.quantity.value }
        };
        let terms: Vec<String> = self.parts.iter().map(|part| shown(part).to_string()).collect();
        let sum = self.parts.iter().fold(Decimal::integer(0), |sum, part| sum.plus(shown(part)));
        Relation {
            reading,
            stated: total,
            place: total.span,
            operands: self.parts.iter().map(|part| Operand::new("part", part.quantity)).collect(),
            holds,
            is_strict,
            formula: terms.join(" + "),
            computed: sum.to_string(),
        }
    }
}

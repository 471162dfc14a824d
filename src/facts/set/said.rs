//! A figure as a paper tells it, and how two of them may be one.

use crate::facts::figure::measures::Way;
use crate::facts::figure::quantities::Quantity;
use crate::facts::set::scope::Scope;
use crate::facts::set::wording::{Pair, Wording};
use crate::text::chars::is_han;
use crate::text::decimal::Decimal;
use crate::text::digits::Digits;
use crate::text::hash::{START, fnv};
use crate::text::interval::Interval;
use crate::text::span::Span;
use crate::words::dimension::Dimension;
use crate::words::{Words, set};

/// Part of a value that is told as about so much by which it may be off: one of so many.
const ABOUT: u64 = 7;
const ABOUT_PERCENT: u64 = 25;
const PERCENT: Unit = Unit::new("%");
/// Fewest zeros at the end of a number that may be rounded, and most that are looked at.
const MIN_ZEROS: u32 = 2;
const MAX_ZEROS: u32 = 6;

/// A figure as it is told.
#[derive(Clone, Debug)]
pub struct SaidFigure {
    /// Where it stands.
    pub span: Span,
    /// What is measured or counted, as written, without words of time: 水利投资,
    /// 小型病险水库除险加固.
    pub name: Box<str>,
    /// The words by which the same figure can be found in another paper.
    pub wording: Wording,
    /// What the unit measures.
    pub dimension: Option<Dimension>,
    /// True for a figure of a table whose head says that it is money, and not in which unit.
    pub is_money: bool,
    /// True if the unit counts things of any kind: 个, 项.
    pub is_counted: bool,
    /// The unit; none for the figure of a table that does not tell it.
    pub unit: Unit,
    /// The number as printed: what a table without a unit is compared by.
    pub printed: Decimal,
    /// The power of ten between the number as printed and whole units.
    pub shift: u8,
    /// True for a plain count, which is not rounded.
    is_exact: bool,
    /// True if it is told as about so much: 6200多项.
    pub is_approximate: bool,
    /// True if it is told as one that may still change: 初步统计.
    pub is_preliminary: bool,
    /// Digits that it is told with, without zeros that may be rounded.
    pub digits: u8,
    /// For a change, its direction.
    pub change: Option<Way>,
    /// For a limit, which one it is.
    pub bound: Option<Bound>,
    /// How it is one of several, or all of them.
    pub aspects: Aspects,
    /// Of what time and place it is.
    pub scope: Scope,
    /// What its sentence says that it is the whole of: the 市 of 全市.
    pub level: Option<char>,
    /// True in a paragraph that says at its start of whom it is.
    pub is_of_item: bool,
    /// For a figure of all things of a list, how many they are, and which figure of them it is.
    pub sum: Option<Sum>,
    /// For a sum of money that is spent on something, which one.
    pub spent: Option<SumOf>,
    /// In a row of a table, the words for what the row is of: those of the name of a project.
    pub thing: Box<[Pair]>,
}

/// A figure of all things of a list: 合计（14个） | 86400, 14个项目总投资8.94亿元.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum {
    /// How many things there are.
    pub count: u16,
    /// Which figure of them it is.
    pub of: SumOf,
    /// True for a row of a table.
    pub is_row: bool,
    /// True for the row of all things of a table.
    pub is_total: bool,
}

/// A figure of all things of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SumOf {
    /// What all of them cost: 总投资.
    Cost,
    /// What is spent on them this year: 年度计划投资.
    Planned,
    /// What the head of a column says.
    Named,
}

/// A unit by a number that stands for its characters: figures of millions of pairs are asked
/// whether they have one unit, and a string for each would be a third of what is kept of a figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unit(u64);

impl Unit {
    /// No unit.
    pub const NONE: Self = Self(0);

    /// The unit that is written so. With 64 bits two of the few thousand units that exist share no
    /// number.
    pub const fn new(written: &str) -> Self {
        if written.is_empty() { Self::NONE } else { Self(fnv(START, written.as_bytes())) }
    }

    /// True if none is told.
    pub fn is_empty(self) -> bool {
        self == Self::NONE
    }
}

/// The side on which a limit holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// 不低于, 以上.
    Least,
    /// 不超过, 以内.
    Most,
}

/// Words that tell one figure of a thing from another one of it, as a set of flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Aspects(u8);

impl Aspects {
    pub(super) fn read(texts: &[&str], words: &Words) -> Self {
        let classes = [&set::ADDED, &set::STANDING, &set::MEAN_VALUE, &set::PEAK, &set::FIXED];
        let flags = classes.iter().enumerate().filter_map(|(flag, class)| {
            let class = words.of(class);
            texts.iter().any(|text| class.is_in(text)).then_some(1 << flag)
        });
        let is_more = texts.iter().any(|text| says_again(text, words));
        Self(flags.sum::<u8>() | u8::from(is_more))
    }

    /// These and those of another part of the same words.
    pub(super) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The same, added if the figure before it in a list is.
    pub(super) fn with_added(self, before: Self) -> Self {
        Self(self.0 | before.0 & 1)
    }

    /// True for what a project has whatever the year: its total cost, its area, its length.
    pub fn is_fixed(self) -> bool {
        self.0 & 0b1_0000 != 0
    }

    /// True if two figures are not told apart by such words. Both are a mean, a peak or fixed, or
    /// neither is.
    pub fn may_be(self, other: Self) -> bool {
        const SAID: u8 = 0b1_1100;
        self.0 & SAID == other.0 & SAID && (self.0 == other.0 || self.0 == 0 || other.0 == 0)
    }
}

/// True if words say that more is added: 再整治12处, and not 再生水.
fn says_again(text: &str, words: &Words) -> bool {
    let nouns = words.of(&set::AGAIN_NOUN);
    text.match_indices('再').any(|(at, _)| nouns.start_of(&text[at..]).is_none())
}

impl SaidFigure {
    fn power(&self) -> u32 {
        u32::from(self.shift)
    }

    /// The number in whole units.
    fn value(&self) -> Decimal {
        self.printed.shifted(self.power())
    }

    /// The value with all that rounding may have hidden, in whole units.
    fn interval(&self) -> Interval {
        let half = match () {
            () if self.is_approximate => {
                let part = if self.unit == PERCENT { ABOUT_PERCENT } else { ABOUT };
                self.printed
                    .divided(Decimal::integer(part), self.printed.decimals() + 2)
                    .unwrap_or(self.printed)
            }
            () if self.is_exact => Decimal::integer(0),
            () => self.printed.half_step(),
        };
        Interval::around(self.value(), half.shifted(self.power()))
    }

    /// True if it is told without a unit, so that its size is not known.
    pub fn is_bare(&self) -> bool {
        self.unit.is_empty() && self.shift == 0
    }

    /// The two numbers, by which one is held against the other, in the greater of their units and
    /// as precise as they are told: of 6215.4万元 and 6.22亿元 these are 0.62154 and 6.22.
    pub fn numbers(&self, other: &Self) -> (Decimal, Decimal) {
        if self.is_bare() || other.is_bare() {
            return (self.printed, other.printed);
        }
        let unit = self.power().max(other.power());
        let lowered = |figure: &Self| figure.printed.lowered(unit - figure.power());
        (lowered(self), lowered(other))
    }

    /// True if both may be one number, rounded.
    pub fn meets(&self, other: &Self) -> bool {
        if !self.is_bare() && !other.is_bare() {
            return self.interval().meets(other.interval())
                || self.is_rounded(other)
                || other.is_rounded(self);
        }
        // 17960 in a table whose unit is not known, 1.8万元
        if self.is_bare() != other.is_bare() && self.interval().meets(other.interval()) {
            return true;
        }
        let interval = |number: Decimal| {
            let half = if number.has_decimals() { number.half_step() } else { Decimal::integer(0) };
            Interval::around(number, half)
        };
        interval(self.printed).meets(interval(other.printed))
    }

    /// True if a value that ends in zeros is the other one, rounded: 8500亿元, 8500.9亿元.
    fn is_rounded(&self, other: &Self) -> bool {
        if self.printed.has_decimals() || self.shift != other.shift || self.digits >= other.digits {
            return false;
        }
        let digits = Digits::of(self.printed);
        let zeros = digits.all().iter().rev().take_while(|digit| **digit == b'0').count();
        let Ok(zeros) = u32::try_from(zeros) else { return false };
        let half = Interval::around(self.printed, Decimal::integer(10u64.pow(zeros.min(MAX_ZEROS)) / 2));
        zeros >= MIN_ZEROS && half.meets(Interval::exact(other.printed))
    }
}

/// What is said of a figure.
pub(super) struct Said<'t> {
    pub(super) name: String,
    pub(super) wording: Wording,
    pub(super) aspects: Aspects,
    pub(super) bound: Option<Bound>,
    pub(super) unit: &'t str,
    pub(super) power: u32,
    pub(super) is_money: bool,
    pub(super) level: Option<char>,
    pub(super) is_of_item: bool,
    pub(super) is_preliminary: bool,
    pub(super) sum: Option<Sum>,
    pub(super) spent: Option<SumOf>,
    /// What the row of a table is of.
    pub(super) thing: &'t str,
}

impl Said<'_> {
    /// The figure. `None` if its words say too little.
    pub(super) fn of(
        self,
        quantity: Quantity<'_>,
        change: Option<Way>,
        (scope, words): (&Scope, &Words),
    ) -> Option<SaidFigure> {
        let name: String = self.name.chars().filter(|&c| is_han(c) || c.is_alphabetic()).collect();
        (!self.wording.own().is_empty()).then(|| SaidFigure {
            span: quantity.span,
            name: name.into(),
            wording: self.wording,
            dimension: quantity.dimension,
            is_money: self.is_money,
            is_counted: words.of(&set::COUNTER).start_of(self.unit) == Some(self.unit),
            unit: Unit::new(self.unit),
            printed: quantity.printed,
            shift: u8::try_from(quantity.scale + self.power).unwrap_or(u8::MAX),
            is_preliminary: self.is_preliminary,
            is_approximate: self.is_preliminary || quantity.is_approximate && self.bound.is_none(),
            is_exact: quantity.rounding() == Decimal::integer(0) && !quantity.is_rate(),
            digits: u8::try_from(quantity.digits()).unwrap_or(u8::MAX),
            change,
            bound: self.bound,
            aspects: self.aspects,
            scope: scope.clone(),
            level: self.level,
            is_of_item: self.is_of_item,
            sum: self.sum,
            spent: self.spent,
            thing: Wording::new(&[self.thing], &[]).own().into(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::says_again;
    use crate::words::Words;

    #[test]
    fn again_before_a_verb_adds_and_in_a_noun_does_not() {
        let words = Words::new();
        assert!(says_again("今年再整治易涝点", &words) && says_again("再生水厂再新建", &words));
        assert!(!says_again("再生水利用量", &words) && !says_again("失业人员再就业", &words));
    }
}

//! A figure with the words that describe it, and the comparison of two figures from different
//! papers.

use crate::facts::figure::measures::Way;
use crate::facts::figure::quantities::Quantity;
use crate::facts::set::aspects::Aspects;
use crate::facts::set::scope::Scope;
use crate::facts::set::wording::{Pair, Wording};
use crate::text::chars::is_han;
use crate::text::decimal::{Decimal, power_of_ten};
use crate::text::digits::Digits;
use crate::text::hash::{START, fnv};
use crate::text::interval::Interval;
use crate::text::span::Span;
use crate::words::dimension::Dimension;
use crate::words::{Words, set};

/// Divisor for an approximate value that has one digit besides its last zeros: it may be off by one
/// seventh.
const ABOUT: u64 = 7;
/// Divisor for an approximate value with more digits, such as 约28亿元 ("about 2.8 billion yuan")
/// and 11万多 ("more than 110,000"): it may be off by one eleventh.
const ABOUT_EXACTLY: u64 = 11;
/// Divisor for an approximate percentage, and for a number rounded to one digit without a word for
/// it: it may be off by one 25th of it.
const ABOUT_PERCENT: u64 = 25;
/// Number above those of the dimensions; see [`StatedFigure::kind`].
const KINDS: u32 = 64;
/// The unit of percentages.
const PERCENT: Unit = Unit::new("%");
/// Minimum number of zeros at the end of a number that may be rounded.
const MIN_ZEROS: u32 = 2;
/// Maximum number of zeros at the end of a number that are counted to see if it is rounded.
const MAX_ZEROS: u32 = 12;

/// A figure of a paper, with all that is needed to find the same figure in another paper.
#[derive(Clone, Debug)]
pub struct StatedFigure {
    /// Span of the figure.
    pub span: Span,
    /// Name of the measured or counted thing as written, without words of time: 水利投资
    /// ("investment in water"), 小型病险水库除险加固 ("repair of small reservoirs at risk").
    pub name: Box<str>,
    /// Words around the figure, by which the same figure can be found in another paper.
    pub wording: Wording,
    /// Dimension of the unit, such as length or money.
    pub dimension: Option<Dimension>,
    /// True for a figure of a table if the head of its column or the label of its row names money.
    pub is_money: bool,
    /// True if the unit is a classifier for things of any kind: 个, 项.
    pub is_counted: bool,
    /// The unit, without a divisor; [`Unit::NONE`] for the figure of a table without one.
    pub unit: Unit,
    /// Divisor of the unit: 立方米 ("cubic metre") in 微克/立方米.
    pub divisor: Unit,
    /// The number as printed. If one of two figures has no unit, their printed numbers are
    /// compared.
    pub printed: Decimal,
    /// Power of ten between the number as printed and whole units: 4 for 万元 (10,000 yuan).
    pub shift: u8,
    /// True for a plain count, which is never rounded.
    is_exact: bool,
    /// True if the text calls it approximate: 6200多项 ("more than 6200").
    pub is_approximate: bool,
    /// Side on which the true value is, if the text says that it is somewhat more or less: 40多个
    /// ("forty-odd"), 近40个 ("nearly forty").
    pub side: Option<Side>,
    /// True if the text calls it preliminary: 初步统计 ("first count").
    pub is_preliminary: bool,
    /// The earlier value, in whole units, if the text gives it beside this one: 1.2亿元 ("120 million
    /// yuan") in 1.5亿元，比上年的1.2亿元增长25% ("150 million yuan, 25 % more than the 120 million of last
    /// year").
    pub earlier: Option<Decimal>,
    /// Number of printed digits, without zeros that may come from rounding.
    pub digits: u8,
    /// Direction of the change, if the figure is a change.
    pub change: Option<Way>,
    /// Side of the limit, if the figure is a limit.
    pub bound: Option<Bound>,
    /// True for a limit with a word behind the number: 90%以上 ("90 % and more"). Such limits are
    /// chosen, while 超过90% ("more than 90 %") is said of a measured value too.
    is_chosen_limit: bool,
    /// Words about several things together or one by one.
    pub aspects: Aspects,
    /// Time and place of the figure.
    pub scope: Scope,
    /// Level of administration of the whole area that the sentence of the figure names: 市 ("city")
    /// for 全市 ("the whole city").
    pub level: Option<char>,
    /// Number of things and kind of total, if the figure is a total over a list.
    pub sum: Option<Sum>,
    /// Words for the subject of the row, such as the name of a project, if the figure is in a
    /// table.
    pub thing: Box<[Pair]>,
}

/// A total over all things of a list: 合计（14个） | 86400 ("total (14) | 86400"),
/// 14个项目总投资8.94亿元 ("14 projects with a total investment of 894 million yuan").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum {
    /// Number of things.
    pub count: u16,
    /// Kind of the total.
    pub of: SumOf,
    /// True for a figure in a row of a table about several things.
    pub is_row: bool,
    /// True for a figure in the total row of a table.
    pub is_total: bool,
}

/// Kind of a total over a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SumOf {
    /// Cost of all things: 总投资 ("total investment").
    Cost,
    /// Money for this year: 年度计划投资 ("planned investment of the year").
    Planned,
    /// Any other kind, which only the words of the figure or the head of its column name.
    Named,
}

/// A unit, as the hash of its text. Millions of pairs of figures are compared by unit, and a string
/// would take a third of the memory of a figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unit(u64);

impl Unit {
    /// No unit.
    pub const NONE: Self = Self(0);

    /// Creates the unit with this text. With 64 bits none of the few thousand existing units
    /// collide.
    pub const fn new(written: &str) -> Self {
        if written.is_empty() { Self::NONE } else { Self(fnv(START, written.as_bytes())) }
    }

    /// True if there is no unit.
    pub fn is_empty(self) -> bool {
        self == Self::NONE
    }
}

/// Side on which a limit holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// At least the number: 不低于 ("not below"), 以上 ("or above").
    Least,
    /// At most the number: 不超过 ("not above"), 以内 ("within").
    Most,
}

/// Side of a printed number on which the true value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Somewhat above it.
    Above,
    /// Somewhat below it.
    Below,
}

impl StatedFigure {
    /// Number of the kind of unit: figures of two kinds cannot have the same unit or two units of
    /// one dimension, nor both be counted with 个 or 项. 0 without a unit, and with one from the
    /// head of a column, whose dimension is not known.
    pub fn kind(&self) -> u32 {
        match self.dimension {
            None => 0,
            _ if self.unit.is_empty() => 0,
            _ if self.is_counted => 1,
            Some(dimension) if dimension != Dimension::Count => 2 + dimension as u32,
            // The lower half of the hash. Two kinds that collide are told apart later.
            _ => (self.unit.0 as u32).max(KINDS),
        }
    }

    fn power(&self) -> u32 {
        u32::from(self.shift)
    }

    /// True if one of two figures is what was added, and the other more than that: 新增1.2万吨,
    /// 达到1.8万吨 ("12,000 tons added", "reaching 18,000 tons").
    pub fn is_beyond_addition(&self, other: &Self) -> bool {
        let (own, others) = self.numbers(other);
        match (self.aspects.is_added, other.aspects.is_added) {
            (true, false) => others > own,
            (false, true) => own > others,
            _ => false,
        }
    }

    /// True if one of two figures is a limit and the other, which is none, does not keep it:
    /// 突破320万人次 ("more than 3.2 million"), 312.6万人次 ("3.126 million").
    pub fn is_limit_broken(&self, other: &Self) -> bool {
        let (own, others) = self.numbers(other);
        let is_broken = |limit: Option<Bound>, number: Decimal, value: Decimal| match limit {
            Some(Bound::Least) => value < number,
            Some(Bound::Most) => value > number,
            None => false,
        };
        match (self.bound, other.bound) {
            (limit, None) => is_broken(limit, own, others),
            (None, limit) => is_broken(limit, others, own),
            _ => false,
        }
    }

    /// True if one of two figures is the earlier value that the text gives beside the other.
    pub fn is_earlier(&self, other: &Self) -> bool {
        self.earlier == Some(other.value()) || other.earlier == Some(self.value())
    }

    /// The number in whole units.
    fn value(&self) -> Decimal {
        self.printed.shifted(self.power())
    }

    /// True if both are the same number in whole units.
    pub fn is_same_value(&self, other: &Self) -> bool {
        self.value() == other.value()
    }

    /// Range of values that round to the number, in whole units.
    fn interval(&self) -> Interval {
        if let Some(side) = self.side {
            return self.interval_on(side);
        }
        let half = match () {
            () if self.is_approximate => {
                let part = match self.unit {
                    PERCENT => ABOUT_PERCENT,
                    _ if self.digits > 1 => ABOUT_EXACTLY,
                    _ => ABOUT,
                };
                self.printed
                    .divided(Decimal::integer(part), self.printed.decimals() + 2)
                    .unwrap_or(self.printed)
            }
            () if self.is_exact => Decimal::integer(0),
            () => self.printed.half_step(),
        };
        Interval::around(self.value(), half.shifted(self.power()))
    }

    /// Range of values that are somewhat more or less: 40多 ("forty-odd") is from 40 to 50, 1.2万多
    /// ("more than 12,000") from 1.2 to 1.3, 近40 ("nearly forty") from 35 to 40, 近15 from 14 to 15.
    fn interval_on(&self, side: Side) -> Interval {
        let half = match self.zeros() {
            0 => self.printed.half_step(),
            zeros => Decimal::integer(10u64.pow(zeros) / 2),
        };
        let is_narrow = side == Side::Below && self.digits == 1;
        let narrow = half.divided(Decimal::integer(2), half.decimals() + 1).filter(|_| is_narrow);
        let half = narrow.unwrap_or(half);
        let half = half.shifted(self.power());
        let middle = match side {
            Side::Above => self.value().plus(half),
            Side::Below => self.value().minus(half),
        };
        Interval::around(middle, half)
    }

    /// True if both are results that exceeded a round number: 突破900亿元 ("exceeded 90 billion yuan"),
    /// 超过917亿元 ("exceeded 91.7 billion yuan").
    fn are_exceeded(&self, other: &Self) -> bool {
        let is_exceeded = |figure: &Self| {
            figure.bound == Some(Bound::Least) && !figure.is_chosen_limit && !figure.scope.is_planned()
        };
        is_exceeded(self) && is_exceeded(other) && !self.is_bare() && !other.is_bare()
    }

    /// True if the figure is a limit that a result exceeded, and `other` may be this result.
    fn may_be_exceeded_by(&self, other: &Self) -> bool {
        let is_limit = self.bound == Some(Bound::Least) && other.bound.is_none();
        is_limit && !self.is_chosen_limit && self.interval_on(Side::Above).meets(other.interval())
    }

    /// Number of zeros at the end of the printed number.
    fn zeros(&self) -> u32 {
        let zeros = Digits::of(self.printed).all().iter().rev().take_while(|digit| **digit == b'0').count();
        u32::try_from(zeros).map_or(MAX_ZEROS, |zeros| zeros.min(MAX_ZEROS))
    }

    /// True for a number that the true one is near, on either side.
    fn is_about(&self) -> bool {
        self.is_approximate && self.side.is_none()
    }

    /// True if both may be the same number, as far as both are printed.
    fn is_one_interval(&self, other: &Self) -> bool {
        // 6%左右 and 6.5%左右 ("about 6 %") are two numbers, although 6.24 is about either.
        if self.is_about() && other.is_about() {
            let is_near = |one: &Self, other: &Self| one.interval().meets(Interval::exact(other.value()));
            return is_near(self, other) || is_near(other, self);
        }
        self.is_one_short_interval(other).unwrap_or_else(|| self.interval().meets(other.interval()))
    }

    /// The result of [`Self::is_one_interval`] for numbers that are not approximate and fit into 64
    /// bits, which nearly all are; `None` for others. Both are converted to halves of the smaller
    /// of their last digits, so that integers are compared. Hundreds of thousands of pairs are
    /// compared in a set, and intervals cost seven times as much.
    fn is_one_short_interval(&self, other: &Self) -> Option<bool> {
        let last = |figure: &Self| i64::from(figure.shift) - i64::from(figure.printed.decimals());
        let least = last(self).min(last(other));
        // The number, and the part of it that rounding may hide.
        let halves = |figure: &Self| {
            let short = i64::try_from(figure.printed.unscaled()).ok().filter(|_| !figure.is_approximate)?;
            let step = i128::from(power_of_ten(u32::try_from(last(figure) - least).ok()?)?);
            Some((i128::from(short) * 2 * step, if figure.is_exact { 0 } else { step }))
        };
        let ((one, margin), (two, other_margin)) = (halves(self)?, halves(other)?);
        let (apart, most) = (one.abs_diff(two), (margin + other_margin).unsigned_abs());
        // 5.2 and 5.3 are not one number, although 5.25 rounds to either.
        Some(apart < most || apart == most && (margin == 0 || other_margin == 0))
    }

    /// True if the figure has no unit, so that its size is not known.
    pub fn is_bare(&self) -> bool {
        self.unit.is_empty() && self.shift == 0
    }

    /// Both numbers in the greater of their units, as precise as printed: 0.62154 and 6.22 for
    /// 6215.4万元 (62.154 million yuan) and 6.22亿元 (622 million yuan).
    pub fn numbers(&self, other: &Self) -> (Decimal, Decimal) {
        if self.is_bare() || other.is_bare() {
            return (self.printed, other.printed);
        }
        let unit = self.power().max(other.power());
        let lowered = |figure: &Self| figure.printed.lowered(unit - figure.power());
        (lowered(self), lowered(other))
    }

    /// True if both are limits or aims in the same unit with the same decimals. Such numbers were
    /// decided and not measured, so they are not rounded: 91%以上 ("at least 91 %"), 92%以上.
    fn are_decided(&self, other: &Self) -> bool {
        let is_decided = |figure: &Self| figure.bound.is_some() || figure.scope.is_planned();
        self.bound == other.bound
            && is_decided(self)
            && is_decided(other)
            && self.unit == other.unit
            && self.shift == other.shift
            && self.printed.decimals() == other.printed.decimals()
            && !self.is_approximate
            && !other.is_approximate
    }

    /// True if both may be the same number, one of them rounded.
    pub fn meets(&self, other: &Self) -> bool {
        if self.are_exceeded(other) {
            return self.interval_on(Side::Above).meets(other.interval_on(Side::Above));
        }
        if !self.is_bare() && !other.is_bare() {
            // 突破2.3万元 ("more than 23,000 yuan") is said of 23,518 yuan, but 突破2.4万元 is not.
            if self.may_be_exceeded_by(other) || other.may_be_exceeded_by(self) {
                return true;
            }
            if self.is_limit_broken(other) && !self.is_approximate && !other.is_approximate {
                return false;
            }
        }
        if self.printed != other.printed && self.are_decided(other) && !self.is_bare() {
            return false;
        }
        if !self.is_bare() && !other.is_bare() {
            let may_be = self.is_one_interval(other) || self.is_rounded(other) || other.is_rounded(self);
            return may_be && !self.is_much_rounded(other) && !other.is_much_rounded(self);
        }
        // 17960 in a table without a unit, 1.8万元 (18,000 yuan).
        if self.is_bare() != other.is_bare() && self.is_one_interval(other) {
            return true;
        }
        let interval = |number: Decimal| {
            let half = if number.has_decimals() { number.half_step() } else { Decimal::integer(0) };
            Interval::around(number, half)
        };
        interval(self.printed).meets(interval(other.printed))
    }

    /// True if rounding to one digit would move the other value by more than one 25th, and no word
    /// such as 近 ("nearly") says so: 5万人 ("50,000 people") for 4.6万人.
    fn is_much_rounded(&self, other: &Self) -> bool {
        let is_plain = !self.is_approximate && self.side.is_none() && self.bound.is_none();
        if self.digits > 1 || other.digits == 1 || !is_plain {
            return false;
        }
        let (own, others) = (self.value(), other.value());
        own.distance(others).times(Decimal::integer(ABOUT_PERCENT)).is_some_and(|distance| distance > own)
    }

    /// True if a value that ends in zeros is the other one, rounded: 8500亿元 for 8500.9亿元 (850
    /// and 850.09 billion yuan). Limits are not rounded: 300个以上 and 320个以上 ("at least 300",
    /// "at least 320").
    fn is_rounded(&self, other: &Self) -> bool {
        if self.bound.is_some() {
            return false;
        }
        if self.printed.has_decimals() || self.shift != other.shift || self.digits >= other.digits {
            return false;
        }
        // Most numbers do not end in two zeros. Asked first, because it costs least.
        if u64::try_from(self.printed.unscaled())
            .is_ok_and(|digits| !digits.is_multiple_of(10u64.pow(MIN_ZEROS)))
        {
            return false;
        }
        let zeros = self.zeros();
        let half = Interval::around(self.printed, Decimal::integer(10u64.pow(zeros) / 2));
        zeros >= MIN_ZEROS && half.meets(Interval::exact(other.printed))
    }
}

/// Parts of a [`StatedFigure`] that its reader collects from the text or the table around it.
pub(super) struct StatedFigureBuilder<'t> {
    pub(super) name: String,
    pub(super) wording: Wording,
    pub(super) aspects: Aspects,
    pub(super) bound: Option<Bound>,
    pub(super) unit: &'t str,
    pub(super) power: u32,
    pub(super) is_money: bool,
    pub(super) level: Option<char>,
    pub(super) is_preliminary: bool,
    pub(super) earlier: Option<Decimal>,
    pub(super) side: Option<Side>,
    pub(super) is_chosen_limit: bool,
    pub(super) sum: Option<Sum>,
    /// Words for the subject of the table row.
    pub(super) thing: &'t str,
}

impl StatedFigureBuilder<'_> {
    /// Builds the figure. `None` if its own clause has no words by which it could be found in
    /// another paper.
    pub(super) fn build(
        self,
        quantity: Quantity<'_>,
        change: Option<Way>,
        (scope, words): (&Scope, &Words),
    ) -> Option<StatedFigure> {
        let name: String = self.name.chars().filter(|&c| is_han(c) || c.is_alphabetic()).collect();
        let (unit, divisor) = self.unit.split_once('/').unwrap_or((self.unit, ""));
        (!self.wording.own().is_empty()).then(|| StatedFigure {
            span: quantity.span,
            name: name.into(),
            wording: self.wording,
            dimension: quantity.dimension,
            is_money: self.is_money,
            is_counted: words.of(&set::COUNTER).start_of(self.unit) == Some(self.unit),
            unit: Unit::new(unit),
            divisor: Unit::new(divisor),
            printed: quantity.printed,
            shift: u8::try_from(quantity.scale + self.power).unwrap_or(u8::MAX),
            side: self.side.filter(|_| self.bound.is_none()),
            is_chosen_limit: self.is_chosen_limit,
            earlier: self.earlier,
            is_preliminary: self.is_preliminary,
            is_approximate: self.is_preliminary || quantity.is_approximate && self.bound.is_none(),
            is_exact: quantity.rounding() == Decimal::integer(0) && !quantity.is_rate(),
            digits: u8::try_from(quantity.digits()).unwrap_or(u8::MAX),
            change,
            bound: self.bound,
            aspects: self.aspects,
            scope: scope.clone(),
            level: self.level,
            sum: self.sum,
            thing: Wording::new(&[self.thing], &[]).own().into(),
        })
    }
}

//! How far a sum is off its total, and whether a slip of one figure would make up for it.

use crate::facts::figure::measures::Measure;
use crate::facts::figure::relations::slip::{Slip, is_slip, slip};
use crate::facts::figure::relations::sum::Sum;
use crate::text::decimal::Decimal;
use crate::text::interval::Interval;

/// The power of ten between 万 and 亿.
const SCALE: u32 = 4;
/// Least figure of three digits.
const MIN_LONG: u64 = 100;
/// Decimals that are kept beyond those printed, so that a moved point is seen.
const MORE_DECIMALS: u32 = 4;
/// Values that a figure may have to be, rounding allowed, so that a slip is no chance.
const MAX_VALUES: usize = 16;
/// How many times all that rounding may hide goes into twice what a figure would have to be, so that it is no chance.
const NARROW: u64 = 8;
/// How many times as far as all that rounding may hide a swap of digits is off: a nearer one is chance.
const LEAST_OFF: u64 = 6;

impl Sum<'_, '_> {
    /// Off by a quarter at most.
    pub(super) fn is_near(&self) -> bool {
        let off = self.value().distance(self.total.quantity.value).times(Decimal::integer(4));
        off.is_some_and(|off| off <= self.total.quantity.value)
    }

    /// Twice the total at most, or off by a power of ten: what is farther off is another list.
    pub(super) fn is_about(&self) -> bool {
        let total = self.total.quantity.value;
        self.value() <= total.plus(total) || self.is_slip()
    }

    /// More than the total.
    pub(super) fn exceeds(&self) -> bool {
        self.interval().low > self.total.quantity.interval().high
    }

    /// Off as a slip leaves it: a digit other or swapped, a power of ten.
    pub(super) fn is_slip(&self) -> bool {
        let sum = printed_as(self.total, self.value());
        sum.is_some_and(|sum| is_slip(self.total.quantity.printed, sum))
    }

    /// True if the miss is one that a slip leaves.
    pub(super) fn is_slipped(&self) -> bool {
        let is_other = self.parts.iter().all(|part| part.quantity.value != self.total.quantity.value);
        is_other && (self.has_slip() || self.is_rescaled())
    }

    /// True if one figure, of three digits at least, is a slip of what it would have to be.
    pub(super) fn has_slip(&self) -> bool {
        self.figures()
            .any(|figure| is_long(figure) && (self.has_other_digit(figure) || self.is_swapped(figure)))
    }

    /// True if two digits of one figure, however short, are swapped.
    pub(super) fn has_swap(&self) -> bool {
        self.figures().any(|figure| self.is_swapped(figure))
    }

    fn figures(&self) -> impl Iterator<Item = &Measure<'_>> {
        std::iter::once(self.total).chain(self.parts.iter().copied())
    }

    /// What a figure would have to be, with all that rounding of the others may hide.
    fn needed(&self, figure: &Measure<'_>) -> Interval {
        if figure.quantity.span == self.total.quantity.span {
            return self.interval();
        }
        let others = self.parts.iter().filter(|other| other.quantity.span != figure.quantity.span);
        let none = Interval::exact(Decimal::integer(0));
        let others = others.fold(none, |sum, other| sum.plus(other.quantity.interval()));
        self.total.quantity.interval().minus(others)
    }

    /// True if a figure is a slip of the one value that it would have to be, among figures of one form: rounded ones among
    /// exact ones are off without any slip.
    fn has_other_digit(&self, figure: &Measure<'_>) -> bool {
        let form = |measure: &Measure<'_>| (measure.quantity.scale, measure.quantity.printed.decimals());
        let is_one_form = self.figures().all(|other| form(other) == form(figure));
        let others = self.value().minus(figure.quantity.value);
        let is_total = figure.quantity.span == self.total.quantity.span;
        let needed = if is_total { self.value() } else { self.total.quantity.value.minus(others) };
        let needed = printed_as(figure, needed);
        is_one_form && needed.is_some_and(|needed| is_slip(figure.quantity.printed, needed))
    }

    /// True if a figure comes of one of the values that it would have to be by a swap of two digits.
    fn is_swapped(&self, figure: &Measure<'_>) -> bool {
        let printed = figure.quantity.printed;
        let needed = self.needed(figure);
        let ends = printed_as(figure, needed.low).zip(printed_as(figure, needed.high));
        let Some((low, high)) = ends else { return false };
        let width = high.minus(low).times(Decimal::integer(LEAST_OFF));
        if width.is_none_or(|width| printed.distance(low) < width) {
            return false;
        }
        let step = printed.half_step().plus(printed.half_step());
        let first = low.rounded(printed.decimals());
        let values = std::iter::successors(Some(first), |value| Some(value.plus(step)));
        let mut values = values.take(MAX_VALUES).take_while(|value| *value <= high.plus(printed.half_step()));
        values.any(|value| slip(printed, value) == Some(Slip::Swapped))
    }

    /// True if one figure is told in the wrong scale, 亿 for 万, or with its point moved, and all is right with the other.
    pub(super) fn is_rescaled(&self) -> bool {
        let powers = |figure: &Measure<'_>| if is_long(figure) && is_long(self.total) { 1 } else { SCALE };
        self.figures().any(|figure| (powers(figure)..=SCALE).any(|power| self.is_moved(figure, power)))
    }

    /// True if one figure is told with 亿 for 万, or 万 for 亿, and all is right with the other.
    pub(super) fn is_rescaled_by_word(&self) -> bool {
        self.figures().any(|figure| figure.quantity.scale > 0 && self.is_moved(figure, SCALE))
    }

    /// True if a figure is what it would have to be but for a power of ten.
    fn is_moved(&self, figure: &Measure<'_>, power: u32) -> bool {
        let (own, needed) = (figure.quantity.interval(), self.needed(figure));
        let zero = Decimal::integer(0);
        let width = needed.high.minus(needed.low).times(Decimal::integer(NARROW));
        if width.is_none_or(|width| width > needed.high.plus(needed.low)) {
            return false;
        }
        let factor = Interval::exact(Decimal::integer(10u64.pow(power)));
        let is_small = || own.times(factor).is_some_and(|own| own.meets(needed));
        let is_large = || needed.times(factor).is_some_and(|needed| needed.meets(own));
        needed.low > zero && own.low > zero && (is_small() || is_large())
    }
}

/// True for a figure of three digits at least.
fn is_long(measure: &Measure<'_>) -> bool {
    let printed = measure.quantity.printed;
    printed.shifted(printed.decimals()) >= Decimal::integer(MIN_LONG)
}

/// A value in the scale in which a figure is printed.
fn printed_as(figure: &Measure<'_>, value: Decimal) -> Option<Decimal> {
    let size = Decimal::integer(10u64.pow(figure.quantity.scale.min(18)));
    value.divided(size, figure.quantity.printed.decimals() + MORE_DECIMALS)
}

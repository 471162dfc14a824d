//! Differences between a sum and its total, and the typing errors of one figure that explain them.

use crate::facts::figure::measures::Measure;
use crate::facts::figure::relations::slip::{Slip, is_slip, slip};
use crate::facts::figure::relations::sum::Sum;
use crate::text::decimal::Decimal;
use crate::text::interval::Interval;

/// Number of powers of ten between the scales 万 (10⁴) and 亿 (10⁸).
const SCALE: u32 = 4;
/// Smallest number that is long enough for a typing error to be recognised, if the decimal point of
/// the figure is ignored: it has three digits.
const MIN_LONG: u64 = 100;
/// Number of decimals kept beyond the printed ones, so that a moved decimal point is recognised.
const MORE_DECIMALS: u32 = 4;
/// Maximum number of possible right values with which a figure is compared. As the other figures
/// are rounded, several values make the sum right; if there are many, one of them resembles the
/// figure by chance.
const MAX_VALUES: usize = 16;
/// Minimum ratio between twice the required value of a figure and the range that the rounding of
/// the other figures leaves for it. In a wider range, an apparent typing error may be a
/// coincidence.
const NARROW: u64 = 8;
/// Minimum distance between a figure and its required value for swapped digits to count as the
/// reason of the difference. It is a multiple of the range that the rounding of the other figures
/// leaves. A smaller distance may have another reason.
const MIN_OFF: u64 = 6;

impl Sum<'_, '_> {
    /// True if the sum is off by at most a quarter of the total.
    pub(super) fn is_near(&self) -> bool {
        let off = self.value().distance(self.total.quantity.value).times(Decimal::integer(4));
        off.is_some_and(|off| off <= self.total.quantity.value)
    }

    /// True if the list may belong to this total: the sum is at most twice the total, or the total
    /// is a typing error for it.
    pub(super) fn may_belong(&self) -> bool {
        let total = self.total.quantity.value;
        self.value() <= total.plus(total) || self.is_slip()
    }

    /// True if the sum exceeds the total.
    pub(super) fn exceeds(&self) -> bool {
        self.interval().low > self.total.quantity.interval().high
    }

    /// True if the total may be a typing error for the sum: one digit changed, two swapped, or a
    /// power of ten.
    pub(super) fn is_slip(&self) -> bool {
        let sum = printed_as(self.total, self.value());
        sum.is_some_and(|sum| is_slip(self.total.quantity.printed, sum))
    }

    /// True if a typing error in one figure explains the difference.
    pub(super) fn is_slipped(&self) -> bool {
        let is_other = self.parts.iter().all(|part| part.quantity.value != self.total.quantity.value);
        is_other && (self.has_slip() || self.is_rescaled())
    }

    /// True if one figure of at least three digits may be a typing error for its required value.
    pub(super) fn has_slip(&self) -> bool {
        self.figures()
            .any(|figure| is_long(figure) && (self.has_other_digit(figure) || self.is_swapped(figure)))
    }

    /// True if two digits of one figure are swapped. The figure may be a short one.
    pub(super) fn has_swap(&self) -> bool {
        self.figures().any(|figure| self.is_swapped(figure))
    }

    fn figures(&self) -> impl Iterator<Item = &Measure<'_>> {
        std::iter::once(self.total).chain(self.parts.iter().copied())
    }

    /// Range of values that `figure` must have to make the sum right. Its width comes from the
    /// rounding of the other figures.
    fn needed(&self, figure: &Measure<'_>) -> Interval {
        if figure.quantity.span == self.total.quantity.span {
            return self.interval();
        }
        let others = self.parts.iter().filter(|other| other.quantity.span != figure.quantity.span);
        let none = Interval::exact(Decimal::integer(0));
        let others = others.fold(none, |sum, other| sum.plus(other.quantity.interval()));
        self.total.quantity.interval().minus(others)
    }

    /// True if `figure` may be a typing error for the value that makes the sum right. All figures
    /// must have the same scale and number of decimals, because a sum of rounded and exact figures
    /// is often slightly off without an error.
    fn has_other_digit(&self, figure: &Measure<'_>) -> bool {
        let form = |measure: &Measure<'_>| (measure.quantity.scale, measure.quantity.printed.decimals());
        let is_one_form = self.figures().all(|other| form(other) == form(figure));
        let others = self.value().minus(figure.quantity.value);
        let is_total = figure.quantity.span == self.total.quantity.span;
        let needed = if is_total { self.value() } else { self.total.quantity.value.minus(others) };
        let needed = printed_as(figure, needed);
        is_one_form && needed.is_some_and(|needed| is_slip(figure.quantity.printed, needed))
    }

    /// True if `figure` is one of the values that make the sum right, with two digits swapped.
    fn is_swapped(&self, figure: &Measure<'_>) -> bool {
        let printed = figure.quantity.printed;
        let needed = self.needed(figure);
        let ends = printed_as(figure, needed.low).zip(printed_as(figure, needed.high));
        let Some((low, high)) = ends else { return false };
        let width = high.minus(low).times(Decimal::integer(MIN_OFF));
        if width.is_none_or(|width| printed.distance(low) < width) {
            return false;
        }
        let step = printed.half_step().plus(printed.half_step());
        let first = low.rounded(printed.decimals());
        let values = std::iter::successors(Some(first), |value| Some(value.plus(step)));
        let mut values = values.take(MAX_VALUES).take_while(|value| *value <= high.plus(printed.half_step()));
        values.any(|value| slip(printed, value) == Some(Slip::Swapped))
    }

    /// True if one figure has the wrong scale (亿 for 万) or a moved decimal point, and the sum holds
    /// with the right one.
    pub(super) fn is_rescaled(&self) -> bool {
        let powers = |figure: &Measure<'_>| if is_long(figure) && is_long(self.total) { 1 } else { SCALE };
        self.figures().any(|figure| (powers(figure)..=SCALE).any(|power| self.is_moved(figure, power)))
    }

    /// True if one figure has 亿 (10⁸) for 万 (10⁴), or 万 for 亿, and the sum holds with the right
    /// one.
    pub(super) fn is_rescaled_by_word(&self) -> bool {
        self.figures().any(|figure| figure.quantity.scale > 0 && self.is_moved(figure, SCALE))
    }

    /// True if a figure differs from its required value only by this power of ten.
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

/// True for a figure of at least three digits.
fn is_long(measure: &Measure<'_>) -> bool {
    let printed = measure.quantity.printed;
    printed.shifted(printed.decimals()) >= Decimal::integer(MIN_LONG)
}

/// Converts `value` to the scale in which a figure is printed: 12000 to 1.2 for a figure in 万
/// (10⁴).
fn printed_as(figure: &Measure<'_>, value: Decimal) -> Option<Decimal> {
    let size = Decimal::integer(10u64.pow(figure.quantity.scale.min(18)));
    value.divided(size, figure.quantity.printed.decimals() + MORE_DECIMALS)
}

//! Formulas by which a figure follows from two others. They are checked by multiplication alone,
//! without the rounding of a division.

use crate::facts::figure::relations::table::Lines;
use crate::facts::figure::sheets::{Figure, Kind};
use crate::text::decimal::Decimal;
use crate::text::interval::Interval;

/// Formula by which a figure follows from two others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Formula {
    /// (a − b) ÷ b.
    Growth,
    /// (b − a) ÷ b, for a column 降幅 ("rate of decline") without signs.
    Fall,
    /// a ÷ b.
    Ratio,
    /// a ÷ (b + the line after b).
    RatioOfSum,
    /// a ÷ the total of the line of a: the share of a figure in its row or column.
    Share,
    /// a − b.
    Difference,
    /// a × b.
    Product,
}

impl Formula {
    /// True if the formula is a division.
    pub(super) fn is_quotient(self) -> bool {
        !matches!(self, Self::Difference | Self::Product)
    }
}

/// Operand of a formula: a printed figure, or a sum of printed figures.
#[derive(Clone, Copy)]
pub(super) struct Value<'d> {
    /// The printed figure. `None` if it is the sum of printed ones.
    pub(super) figure: Option<Figure<'d>>,
    pub(super) value: Decimal,
    pub(super) interval: Interval,
}

impl Value<'_> {
    /// Same value in a unit that is smaller by `power` powers of ten.
    pub(super) fn shifted(self, power: u32) -> Self {
        Self { value: self.value.shifted(power), interval: shifted(self.interval, power), ..self }
    }

    /// Sum of both values, which is not printed.
    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            figure: None,
            value: self.value.plus(other.value),
            interval: self.interval.plus(other.interval),
        }
    }

    /// Number as it is printed, or as it was computed.
    pub(super) fn shown(&self) -> Decimal {
        self.figure.map_or(self.value, |figure| figure.quantity.value)
    }
}

/// True if `printed` may be the result of the formula for a and b, given the rounding of all
/// figures. Products are compared, so that no division is needed. `size` is the number of units of
/// a printed rate that make one: 100 for per cent. `None` if it cannot be computed.
pub(super) fn holds<'d>(
    formula: Formula,
    [a, b]: [&Value<'d>; 2],
    printed: Interval,
    size: Decimal,
) -> Option<bool> {
    let (x, y) = (a.interval, b.interval);
    let whole = Interval::exact(size);
    Some(match formula {
        // For a growth of p per cent, a is b · (100 + p) ÷ 100.
        Formula::Growth => scaled(x, size)?.meets(product(printed.plus(whole), y)?),
        Formula::Fall => scaled(x, size)?.meets(product(whole.minus(printed), y)?),
        Formula::Ratio | Formula::RatioOfSum | Formula::Share => scaled(x, size)?.meets(product(printed, y)?),
        Formula::Difference => x.minus(y).meets(printed),
        Formula::Product => product(x, y)?.meets(printed),
    })
}

/// True if a rate of growth would be right with the later figure as the divisor instead of the
/// earlier one. `None` for other formulas.
pub(super) fn may_hold(
    formula: Formula,
    [a, b]: [&Value<'_>; 2],
    printed: Interval,
    size: Decimal,
) -> Option<bool> {
    let (x, y) = (a.interval, b.interval);
    let whole = Interval::exact(size);
    match formula {
        Formula::Growth => Some(scaled(y, size)?.meets(product(whole.minus(printed), x)?)),
        Formula::Fall => Some(scaled(y, size)?.meets(product(printed.plus(whole), x)?)),
        _ => None,
    }
}

/// Range of all products of a number in `signed` and a number in `by`, which is not negative.
fn product(signed: Interval, by: Interval) -> Option<Interval> {
    let zero = Decimal::integer(0);
    let low = if signed.low < zero { by.high } else { by.low };
    let high = if signed.high < zero { by.low } else { by.high };
    (by.low >= zero).then_some(Interval { low: signed.low.times(low)?, high: signed.high.times(high)? })
}

/// Same interval in a unit that is smaller by a power of ten.
pub(super) fn shifted(interval: Interval, power: u32) -> Interval {
    Interval { low: interval.low.shifted(power), high: interval.high.shifted(power) }
}

/// Same interval in a unit that is smaller by the factor `size`.
fn scaled(interval: Interval, size: Decimal) -> Option<Interval> {
    product(interval, Interval::exact(size))
}

/// Value of the cell at which a line and the crossing line `place` meet, in whole units.
pub(super) fn value<'d>(lines: &Lines<'_, 'd>, line: usize, place: usize) -> Option<Value<'d>> {
    let figure = lines.figure(line, place)?;
    let power = lines.power(line, place);
    let interval = shifted(lines.interval(line, place, &figure), power);
    Some(Value { figure: Some(figure), value: figure.quantity.value.shifted(power), interval })
}

/// Total of a line: its figure on the crossing line of totals, or else the sum of its plain
/// figures.
pub(super) fn whole<'d>(lines: &Lines<'_, 'd>, line: usize) -> Option<Value<'d>> {
    let crossing = lines.crossing();
    let total = crossing.iter().position(|other| matches!(other.kind, Kind::Total | Kind::Whole));
    if let Some(total) = total {
        return value(lines, line, total);
    }
    let mut parts = (0..crossing.len()).filter(|&at| crossing[at].kind == Kind::Plain);
    let zero = Decimal::integer(0);
    let none = Value { figure: None, value: zero, interval: Interval::exact(zero) };
    parts.try_fold(none, |sum, at| Some(sum.plus(value(lines, line, at)?)))
}

//! Intervals of exact decimals, for calculations with rounded figures: a printed 5.0 may be any
//! number from 4.95 to 5.05.

use crate::text::decimal::Decimal;

/// All numbers from `low` to `high`, inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// Smallest number of the interval.
    pub low: Decimal,
    /// Largest number of the interval.
    pub high: Decimal,
}

impl Interval {
    /// Creates the interval that contains a single number.
    pub fn exact(value: Decimal) -> Self {
        Self { low: value, high: value }
    }

    /// Creates the interval of all numbers whose distance from `value` is at most `margin`.
    pub fn around(value: Decimal, margin: Decimal) -> Self {
        Self { low: value.minus(margin), high: value.plus(margin) }
    }

    /// Returns the interval of all sums of a number in `self` and a number in `other`.
    pub fn plus(self, other: Self) -> Self {
        Self { low: self.low.plus(other.low), high: self.high.plus(other.high) }
    }

    /// Returns the interval of all differences of a number in `self` and a number in `other`.
    pub fn minus(self, other: Self) -> Self {
        Self { low: self.low.minus(other.high), high: self.high.minus(other.low) }
    }

    /// Returns the interval of all products of a number in `self` and a number in `other`, neither
    /// of which may be negative. `None` if they are too long to be exact.
    pub fn times(self, other: Self) -> Option<Self> {
        Some(Self { low: self.low.times(other.low)?, high: self.high.times(other.high)? })
    }

    /// True if the intervals have a number in common.
    pub fn meets(self, other: Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }
}

#[cfg(test)]
mod tests {
    use super::Interval;
    use crate::text::decimal::Decimal;

    fn around(value: &str, margin: &str) -> Interval {
        Interval::around(Decimal::parse(value).unwrap(), Decimal::parse(margin).unwrap())
    }

    #[test]
    fn keeps_all_that_rounding_may_hide() {
        let product = around("2.0", "0.05").times(around("3.0", "0.05")).unwrap();
        assert!(product.meets(around("6.2", "0.05")));
        assert!(!product.meets(around("6.4", "0.05")));
        assert!(around("2", "0.5").minus(around("1", "0.5")).meets(around("0", "0")));
        assert!(!around("2", "0.5").plus(around("1", "0.5")).meets(around("4.5", "0.4")));
    }
}

//! Intervals of exact decimals: a printed figure with all that rounding may have hidden.

use crate::text::decimal::Decimal;

/// All numbers from `low` to `high`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The least.
    pub low: Decimal,
    /// The greatest.
    pub high: Decimal,
}

impl Interval {
    /// One number.
    pub fn exact(value: Decimal) -> Self {
        Self { low: value, high: value }
    }

    /// All numbers at most `margin` from `value`.
    pub fn around(value: Decimal, margin: Decimal) -> Self {
        Self { low: value.minus(margin), high: value.plus(margin) }
    }

    /// All sums of a number of each.
    pub fn plus(self, other: Self) -> Self {
        Self { low: self.low.plus(other.low), high: self.high.plus(other.high) }
    }

    /// All differences of a number of this and a number of `other`.
    pub fn minus(self, other: Self) -> Self {
        Self { low: self.low.minus(other.high), high: self.high.minus(other.low) }
    }

    /// All products of a number of each; neither may be negative. `None` where they are too long to be exact.
    pub fn times(self, other: Self) -> Option<Self> {
        Some(Self { low: self.low.times(other.low)?, high: self.high.times(other.high)? })
    }

    /// True where some number is in both.
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

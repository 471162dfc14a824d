//! Exact decimal numbers that remember how many decimals were printed. Figures in texts are never
//! compared in floating point.

use std::cmp::Ordering;
use std::fmt;

/// The minus sign that messages use in formulas: −, U+2212.
pub const MINUS: char = '\u{2212}';

/// Powers of ten that fit into 64 bits.
const POWERS: [i64; 19] = {
    let mut powers = [1; 19];
    let mut at = 1;
    while at < powers.len() {
        powers[at] = powers[at - 1] * 10;
        at += 1;
    }
    powers
};

/// Maximum number of digits of a number that is parsed. Longer digit strings are not quantities.
const MAX_DIGITS: u32 = 27;

/// A decimal number, `digits × 10⁻ˢᶜᵃˡᵉ`. The scale is the number of printed decimals, so 5.0 and 5
/// differ in precision but are equal in value.
///
/// Packed into 20 bytes instead of 32, because the 128 bits need no 16-byte alignment here and a
/// report has millions of figures.
#[derive(Clone, Copy, Debug)]
#[repr(Rust, packed(4))]
pub struct Decimal {
    digits: i128,
    scale: u32,
}

impl Decimal {
    /// Creates a whole number.
    pub fn integer(value: u64) -> Self {
        Self { digits: i128::from(value), scale: 0 }
    }

    /// Parses ASCII digits with at most one decimal point and optional thousands commas: `1,250.5`.
    /// `None` for anything else, and for more than 27 digits.
    pub fn parse(printed: &str) -> Option<Self> {
        let (mut digits, mut scale, mut count, mut point) = (0i128, 0, 0, false);
        for byte in printed.bytes() {
            match byte {
                b'0'..=b'9' if count == MAX_DIGITS => return None,
                b'0'..=b'9' => {
                    digits = digits * 10 + i128::from(byte - b'0');
                    scale += u32::from(point);
                    count += 1;
                }
                b'.' if !point => point = true,
                b',' if !point => {}
                _ => return None,
            }
        }
        (count > 0).then_some(Self { digits, scale })
    }

    /// Returns the number divided by 100, with two more decimals.
    pub fn hundredths(self) -> Self {
        Self { digits: self.digits, scale: self.scale + 2 }
    }

    /// Returns the number times 10 to the given power, as for the units 万 (power 4, ten thousand)
    /// and 亿 (power 8, hundred million). The printed precision shifts with it.
    pub fn shifted(self, power: u32) -> Self {
        if self.scale >= power {
            return Self { digits: self.digits, scale: self.scale - power };
        }
        Self { digits: enlarged(self.digits, power - self.scale), scale: 0 }
    }

    /// Returns the number divided by 10 to the given power. It gets that many more decimals, so no
    /// printed digit is lost.
    #[must_use]
    pub fn lowered(self, power: u32) -> Self {
        Self { digits: self.digits, scale: self.scale + power }
    }

    /// Returns the sum, with the precision of the more precise operand.
    pub fn plus(self, other: Self) -> Self {
        let scale = self.scale.max(other.scale);
        Self { digits: self.at(scale).saturating_add(other.at(scale)), scale }
    }

    /// Returns the difference, which may be negative, with the precision of the more precise
    /// operand.
    pub fn minus(self, other: Self) -> Self {
        self.plus(Self { digits: -other.digits, scale: other.scale })
    }

    /// Returns the product. `None` if it is too long to be exact.
    pub fn times(self, other: Self) -> Option<Self> {
        Some(Self { digits: self.digits.checked_mul(other.digits)?, scale: self.scale + other.scale })
    }

    /// Returns the quotient, rounded to `decimals` decimals. `None` if `by` is zero or the numbers
    /// are too long.
    pub fn divided(self, by: Self, decimals: u32) -> Option<Self> {
        let scale = self.scale.max(by.scale);
        let (numerator, denominator) = (self.at(scale), by.at(scale));
        let enlarged = numerator.checked_mul(10i128.checked_pow(decimals + 1)?)?;
        let tenths = enlarged.checked_div(denominator)?;
        let half = if tenths < 0 { -5 } else { 5 };
        Some(Self { digits: (tenths + half) / 10, scale: decimals })
    }

    /// Returns the number, rounded to `decimals` decimals if it has more.
    pub fn rounded(self, decimals: u32) -> Self {
        if self.scale <= decimals {
            return self;
        }
        self.divided(Self::integer(1), decimals).unwrap_or(self)
    }

    /// Returns the number without trailing zeros, but with at least `decimals` decimals: 5.00
    /// becomes 5.
    pub fn shortened(self, decimals: u32) -> Self {
        let mut short = self;
        while short.scale > decimals && short.digits % 10 == 0 {
            short = Self { digits: short.digits / 10, scale: short.scale - 1 };
        }
        short
    }

    /// Returns all digits as one whole number, without the decimal point: 125 for 1.25.
    pub fn unscaled(self) -> i128 {
        self.digits
    }

    /// Number of printed decimals.
    pub fn decimals(self) -> u32 {
        self.scale
    }

    /// Returns the absolute difference of the two numbers.
    pub fn distance(self, other: Self) -> Self {
        let scale = self.scale.max(other.scale);
        Self { digits: self.at(scale).saturating_sub(other.at(scale)).saturating_abs(), scale }
    }

    /// Returns half a unit of the last printed digit, the largest error that rounding can cause:
    /// 0.05 for 5.0, 0.5 for 5.
    pub fn half_step(self) -> Self {
        Self { digits: 5, scale: self.scale + 1 }
    }

    /// True if the number was printed with decimals.
    pub fn has_decimals(self) -> bool {
        self.scale > 0
    }

    /// Returns the digits as one whole number for this number of decimals, which must not be less
    /// than its own: 1250 for 1.25 with three. A number that is too long becomes the largest one.
    pub fn at(self, scale: u32) -> i128 {
        // Most compared figures have the same number of decimals, and computing a power costs more
        // than the rest of the comparison.
        if scale == self.scale {
            return self.digits;
        }
        enlarged(self.digits, scale - self.scale)
    }
}

/// Ten to the given power, if it fits into 64 bits.
pub fn power_of_ten(power: u32) -> Option<i64> {
    POWERS.get(power as usize).copied()
}

/// The digits times 10 to the given power. Nearly all fit into 64 bits, which are multiplied in one
/// step, while a power and a product of 128 bits that is tested for overflow cost a hundred
/// instructions.
fn enlarged(digits: i128, power: u32) -> i128 {
    match (i64::try_from(digits), power_of_ten(power)) {
        (Ok(short), Some(times)) => i128::from(short) * i128::from(times),
        _ => digits.saturating_mul(10i128.pow(power.min(30))),
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let scale = self.scale.max(other.scale);
        self.at(scale).cmp(&other.at(scale))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Formatting 128-bit numbers is slow, and figures in texts nearly always fit into 64 bits.
        let short = u64::try_from(self.digits).ok();
        if self.scale == 0 {
            return match short {
                Some(digits) => write!(f, "{digits}"),
                None => write!(f, "{}", { self.digits }),
            };
        }
        let (one, digits) = (10u128.pow(self.scale.min(38)), self.digits.unsigned_abs());
        let sign = if self.digits < 0 { "-" } else { "" };
        write!(f, "{sign}{}.{:0width$}", digits / one, digits % one, width = self.scale as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    fn decimal(printed: &str) -> Decimal {
        Decimal::parse(printed).unwrap()
    }

    #[test]
    fn adds_without_rounding() {
        assert_eq!(decimal("0.1").plus(decimal("0.2")), decimal("0.30"));
        assert_eq!(decimal("1,250").plus(decimal("0.5")).to_string(), "1250.5");
    }

    #[test]
    fn multiplies_and_divides() {
        assert_eq!(decimal("1.5").times(decimal("0.4")), Some(decimal("0.6")));
        assert_eq!(decimal("2").divided(decimal("3"), 2).unwrap().to_string(), "0.67");
        assert_eq!(decimal("1").minus(decimal("1.25")).to_string(), "-0.25");
        assert_eq!(decimal("1").minus(decimal("2")).divided(decimal("3"), 1).unwrap().to_string(), "-0.3");
        assert_eq!(decimal("1").divided(decimal("0.0"), 1), None);
        assert_eq!(
            (decimal("2.449").rounded(1).to_string(), decimal("2").rounded(1).to_string()),
            ("2.4".into(), "2".into())
        );
    }

    #[test]
    fn leaves_zeros_out() {
        assert_eq!(decimal("5.00").shortened(0).to_string(), "5");
        assert_eq!(decimal("5.20").shortened(0).to_string(), "5.2");
        assert_eq!(decimal("5.00").shortened(1).to_string(), "5.0");
        assert_eq!(decimal("500").shortened(0).to_string(), "500");
    }

    #[test]
    fn shifts_by_powers_of_ten() {
        assert_eq!(decimal("1.25").shifted(4), decimal("12500"));
        assert_eq!(decimal("2.66").shifted(1).to_string(), "26.6");
    }

    #[test]
    fn knows_what_rounding_may_hide() {
        assert_eq!(decimal("5.0").half_step(), decimal("0.05"));
        assert_eq!(decimal("99.9").distance(decimal("100")), decimal("0.1"));
    }

    #[test]
    fn refuses_what_is_not_a_number() {
        for printed in ["", "1.2.3", "一", "-1", "1x", &"9".repeat(10_000)] {
            assert!(Decimal::parse(printed).is_none(), "{printed}");
        }
        assert_eq!(decimal(&"9".repeat(27)).to_string(), "9".repeat(27));
    }
}

//! The digits of a number, stored without heap memory, because typing errors such as swapped digits
//! are searched for among millions of pairs of figures.

use crate::text::decimal::Decimal;

/// Maximum number of digits of a number.
const MAX: usize = 40;

/// The digits of a number as printed, without its point and its sign: 0, 2, 5 for 0.25.
#[derive(Clone, Copy, Debug)]
pub struct Digits {
    bytes: [u8; MAX],
    start: usize,
}

impl Digits {
    /// Returns the digits of `number`.
    pub fn of(number: Decimal) -> Self {
        let mut digits = Self::of_integer(number.unscaled().unsigned_abs());
        // 0.25 is 25 hundredths.
        digits.start = digits.start.min(MAX.saturating_sub(number.decimals() as usize + 1));
        digits
    }

    /// Returns the digits of a whole number.
    pub fn of_integer(mut rest: u128) -> Self {
        let mut digits = Self { bytes: [b'0'; MAX], start: MAX };
        // Numbers of 128 bits are slow to divide, and few are so long.
        while rest > u128::from(u64::MAX) {
            digits.push((rest % 10) as u8);
            rest /= 10;
        }
        let mut short = rest as u64;
        while short > 0 || digits.start == MAX {
            digits.push((short % 10) as u8);
            short /= 10;
        }
        digits
    }

    /// Puts a digit before those pushed so far.
    fn push(&mut self, digit: u8) {
        self.start -= 1;
        self.bytes[self.start] = b'0' + digit;
    }

    /// Returns all digits, the highest first.
    pub fn all(&self) -> &[u8] {
        &self.bytes[self.start..]
    }

    /// Returns the digits without zeros at the start.
    pub fn significant(&self) -> &[u8] {
        let zeros = self.all().iter().take_while(|digit| **digit == b'0').count();
        &self.all()[zeros..]
    }

    /// Returns the same digits, sorted. Equal results mean that two numbers differ only in the
    /// order of their digits.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.bytes[self.start..].sort_unstable();
        self
    }
}

#[cfg(test)]
mod tests {
    use super::Digits;
    use crate::text::decimal::Decimal;

    #[test]
    fn digits_are_those_that_are_printed() {
        for printed in ["0", "7", "0.5", "0.05", "12.40", "1250", "9007199254740993", &"9".repeat(27)] {
            let number = Decimal::parse(printed).unwrap();
            let shown: Vec<u8> = printed.bytes().filter(u8::is_ascii_digit).collect();
            assert_eq!(Digits::of(number).all(), shown);
            let significant = printed.trim_start_matches(['0', '.']).replace('.', "");
            assert_eq!(Digits::of(number).significant(), significant.as_bytes());
        }
        assert_eq!(Digits::of(Decimal::parse("3.1415").unwrap()).sorted().all(), b"11345");
    }
}

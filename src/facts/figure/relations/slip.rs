//! Slips: the typing errors by which a printed number differs from the intended one: two digits
//! swapped, the decimal point moved, one digit changed.

use crate::text::decimal::Decimal;
use crate::text::digits::Digits;

/// Maximum number of powers of ten by which a decimal point is moved. 亿 (10⁸) for 万 (10⁴) is four.
const MAX_POWER: u32 = 4;

/// Factors by which a moved decimal point changes a number.
const POWERS: [u64; MAX_POWER as usize] = [10, 100, 1000, 10_000];
/// Maximum number whose products with all [`POWERS`] fit into 64 bits.
const MAX_SHORT: u64 = u64::MAX / 10_000;

/// Minimum number of digits of a number with one changed digit. Shorter numbers differ by one digit
/// too often by chance.
const MIN_DIGITS: usize = 3;

/// Kind of typing error in a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// Two digits are swapped: 26.4 for 24.6.
    Swapped,
    /// The decimal point is moved, or the scale is wrong: 246 for 24.6, 万 for 亿.
    Moved,
    /// One digit is wrong: 24.8 for 24.6.
    Digit,
}

impl Slip {
    /// True for the kinds of typing errors that unrelated numbers seldom resemble: of two hundred
    /// pairs of numbers, one does. A pair that differs by one digit is more common, one in thirty.
    pub(super) fn is_rare(self) -> bool {
        self != Self::Digit
    }
}

/// True if `printed` may be a typing error for the computed number `reckoned`. A changed digit
/// counts only from [`MIN_DIGITS`] digits on, because shorter numbers match by chance too often.
pub(in crate::facts) fn is_slip(printed: Decimal, reckoned: Decimal) -> bool {
    match slip(printed, reckoned) {
        Some(Slip::Digit) => Digits::of(printed).significant().len() >= MIN_DIGITS,
        found => found.is_some(),
    }
}

/// Typing error by which `reckoned`, which has more decimals, became `printed`. `None` if both are
/// the same, or unrelated.
pub fn slip(printed: Decimal, reckoned: Decimal) -> Option<Slip> {
    let pair = Scaled::new(printed, reckoned)?;
    let (written, meant) = (printed.unscaled().unsigned_abs(), pair.rounded());
    if meant == written {
        return None;
    }
    let is_moved = || !pair.is_near() && pair.is_shifted() && is_long(written, printed);
    if may_be_digits(written.abs_diff(meant)) {
        let [shown, meant] = [written, meant].map(Digits::of_integer);
        let (shown, meant) = (shown.significant(), meant.significant());
        if shown.len() != meant.len() {
            return is_moved().then_some(Slip::Moved);
        }
        let mut other = (0..shown.len()).filter(|&at| shown[at] != meant[at]);
        match (other.next(), other.next(), other.next()) {
            (Some(_), None, _) if shown.len() > 1 => {
                return Some(if is_moved() { Slip::Moved } else { Slip::Digit });
            }
            (Some(one), Some(next), None)
                if next == one + 1 && shown[one] == meant[next] && shown[next] == meant[one] =>
            {
                return Some(Slip::Swapped);
            }
            _ => {}
        }
    }
    is_moved().then_some(Slip::Moved)
}

/// True if two numbers with this difference may differ in one digit, or in the order of two
/// adjacent ones: then it is a number up to 81 (9 × 9) with zeros behind. Few pairs have such a
/// difference, so the digits of the others are never computed.
fn may_be_digits(difference: u128) -> bool {
    let Ok(mut rest) = u64::try_from(difference) else { return true };
    while rest > 0 && rest.is_multiple_of(10) {
        rest /= 10;
    }
    rest <= 81
}

/// True if the printed number, which has the digits of `written`, is long enough to find a moved
/// decimal point in it. A number of one digit differs from others by a power of ten too often.
fn is_long(written: u128, printed: Decimal) -> bool {
    let digits = Digits::of_integer(written);
    let shown = digits.significant();
    let zeros = shown.iter().rev().take_while(|digit| **digit == b'0').count();
    shown.len() > zeros + 1 || printed.has_decimals() && shown.len() > 1
}

/// The printed and the computed number, both as multiples of one small unit. Millions of pairs are
/// tested for a typing error, and whole numbers can be compared without a division.
#[derive(Clone, Copy)]
struct Scaled {
    printed: u128,
    reckoned: u128,
    /// Size of one unit of the last printed digit, in the small unit.
    step: u128,
}

impl Scaled {
    /// Creates the pair; `None` if a number is below zero, or too long for a figure of a text.
    fn new(printed: Decimal, reckoned: Decimal) -> Option<Self> {
        const MAX: u128 = 10u128.pow(30);
        let scale = printed.decimals().max(reckoned.decimals());
        let scaled = |number: Decimal| u128::try_from(number.at(scale)).ok().filter(|whole| *whole < MAX);
        let step = match scale - printed.decimals() {
            0 => 1,
            power => 10u128.checked_pow(power)?,
        };
        Some(Self { printed: scaled(printed)?, reckoned: scaled(reckoned)?, step })
    }

    /// Computed number, rounded to the last printed digit and given in units of this digit.
    fn rounded(self) -> u128 {
        // Most pairs have the same number of decimals.
        if self.step == 1 {
            return self.reckoned;
        }
        let enlarged = self.reckoned + self.step / 2;
        match (u64::try_from(enlarged), u64::try_from(self.step)) {
            (Ok(enlarged), Ok(step)) => u128::from(enlarged / step),
            _ => enlarged / self.step,
        }
    }

    /// True if each number is less than four times the other. A moved decimal point is then
    /// impossible: it makes a number of two known digits at least nine times as large or as small.
    fn is_near(self) -> bool {
        self.printed < self.reckoned * 4 && self.reckoned < self.printed * 4
    }

    /// True if one number is the other with its decimal point moved.
    fn is_shifted(self) -> bool {
        let Self { printed, reckoned, step } = self;
        // Nearly all numbers are short, and 64 bits are multiplied several times as fast as 128.
        match [printed, reckoned, step].map(u64::try_from) {
            [Ok(printed), Ok(reckoned), Ok(step)] if printed.max(reckoned).max(step) <= MAX_SHORT => {
                POWERS.into_iter().any(|power| {
                    (printed * power).abs_diff(reckoned) <= step * power
                        || printed.abs_diff(reckoned * power) <= step
                })
            }
            _ => POWERS.into_iter().map(u128::from).any(|power| {
                (printed * power).abs_diff(reckoned) <= step * power
                    || printed.abs_diff(reckoned * power) <= step
            }),
        }
    }
}

/// Numbers that the author may have meant if `printed` has a rare typing error: `printed` with two
/// neighbouring digits swapped, or with the decimal point moved.
pub(super) fn meant(printed: Decimal) -> impl Iterator<Item = Decimal> {
    let shown = printed.to_string();
    let bytes = shown.into_bytes();
    let swaps = (1..bytes.len()).filter_map(move |at| {
        let [one, next] = [bytes[at - 1], bytes[at]];
        let mut swapped = bytes.clone();
        swapped.swap(at - 1, at);
        let is_swap = one.is_ascii_digit() && next.is_ascii_digit() && one != next;
        is_swap.then_some(swapped).and_then(|swapped| Decimal::parse(&String::from_utf8(swapped).ok()?))
    });
    let moved = (1..=MAX_POWER).flat_map(move |power| {
        let size = Decimal::integer(10u64.pow(power));
        [Some(printed.shifted(power)), printed.divided(size, printed.decimals() + power)]
    });
    swaps.chain(moved.flatten())
}

/// True if one number is the other with its decimal point moved.
pub(super) fn is_shifted(printed: Decimal, reckoned: Decimal) -> bool {
    Scaled::new(printed, reckoned).is_some_and(Scaled::is_shifted)
}

#[cfg(test)]
mod tests {
    use super::{Slip, slip};
    use crate::text::decimal::Decimal;

    #[test]
    fn tells_slips_from_other_numbers() {
        let cases = [
            ("82.0", "27.9817", Some(Slip::Swapped)),
            ("24.7", "27.4390", Some(Slip::Swapped)),
            ("2372", "23722.222", Some(Slip::Moved)),
            ("0.206", "2.0631", Some(Slip::Moved)),
            ("24.8", "24.6", Some(Slip::Digit)),
            ("24.6", "24.61", None),
            ("31.9", "24.6", None),
            ("5", "50.2", None),
        ];
        for (printed, reckoned, expected) in cases {
            let [printed, reckoned] = [printed, reckoned].map(|number| Decimal::parse(number).unwrap());
            assert_eq!(slip(printed, reckoned), expected, "{printed} {reckoned}");
        }
    }
}

//! Slips: the mistakes by which a printed number differs from the intended one: two digits swapped,
//! the decimal point moved, one digit changed.

use crate::text::decimal::Decimal;

/// Most powers of ten by which a decimal point is moved: 亿 for 万 is four.
const MAX_POWER: u32 = 4;

/// Fewest digits of a number with one changed digit.
const MIN_DIGITS: usize = 3;

/// Mistake in writing a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// 26.4 for 24.6.
    Swapped,
    /// 246 for 24.6, 万 for 亿.
    Moved,
    /// 24.8 for 24.6.
    Digit,
}

impl Slip {
    /// True for slips that an unrelated number seldom resembles by chance: one in two hundred does.
    /// One in thirty differs by a single digit.
    pub(super) fn is_rare(self) -> bool {
        self != Self::Digit
    }
}

/// True if `printed` is a slip of `reckoned`. A changed digit counts only from [`MIN_DIGITS`]
/// digits on, because shorter numbers match by chance too often.
pub(in crate::facts) fn is_slip(printed: Decimal, reckoned: Decimal) -> bool {
    match slip(printed, reckoned) {
        Some(Slip::Digit) => digits(printed, printed.decimals()).len() >= MIN_DIGITS,
        found => found.is_some(),
    }
}

/// Slip by which `reckoned`, which has more decimals, became `printed`. `None` if both are the
/// same, or unrelated.
pub fn slip(printed: Decimal, reckoned: Decimal) -> Option<Slip> {
    let meant = reckoned.rounded(printed.decimals());
    if meant == printed {
        return None;
    }
    let [written, meant] = [printed, meant].map(|number| digits(number, printed.decimals()));
    let (written, true_ones) = (written.as_bytes(), meant.as_bytes());
    if written.len() == true_ones.len() {
        let other: Vec<usize> = (0..written.len()).filter(|&at| written[at] != true_ones[at]).collect();
        match *other {
            [_] if written.len() > 1 => return moved(printed, reckoned).or(Some(Slip::Digit)),
            [one, next]
                if next == one + 1 && written[one] == true_ones[next] && written[next] == true_ones[one] =>
            {
                return Some(Slip::Swapped);
            }
            _ => {}
        }
    }
    moved(printed, reckoned)
}

/// Numbers that may have been meant by a number with a rare slip: two digits swapped back, the
/// decimal point moved back.
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

/// Recognizes a moved decimal point. A number of one digit matches by chance too often.
fn moved(printed: Decimal, reckoned: Decimal) -> Option<Slip> {
    let shown = digits(printed, printed.decimals());
    let is_long = shown.trim_end_matches('0').len() > 1 || printed.has_decimals() && shown.len() > 1;
    (is_long && is_shifted(printed, reckoned)).then_some(Slip::Moved)
}

/// True if a number is another with its decimal point moved.
pub(super) fn is_shifted(printed: Decimal, reckoned: Decimal) -> bool {
    let step = printed.half_step().plus(printed.half_step());
    (1..=MAX_POWER).any(|power| {
        printed.shifted(power).distance(reckoned) <= step.shifted(power)
            || printed.distance(reckoned.shifted(power)) <= step
    })
}

/// Digits of a number with this many decimals, without leading zeros.
fn digits(number: Decimal, decimals: u32) -> String {
    let shown = number.shifted(decimals).rounded(0).shortened(0).to_string();
    shown.trim_start_matches('0').to_owned()
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

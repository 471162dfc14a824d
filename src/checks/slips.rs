//! Decides if two values of the same figure differ only by rounding or by a typing slip: two digits
//! swapped, the decimal point moved, a digit replaced or left out.

use crate::facts::figure::relations::slip::{Slip, slip};
use crate::facts::set::stated_figure::StatedFigure;
use crate::text::decimal::Decimal;
use crate::text::digits::Digits;

/// Minimum number of digits of two numbers that consist of the same digits in another order. With
/// fewer digits, this may be a coincidence.
const LONG: u8 = 4;
/// Minimum number of digits of a number in which a single replaced or missing digit counts as a
/// slip.
pub(super) const MIN_DIGITS: u8 = 3;

/// True if two values differ by less than `percentage` percent of the greater one. For 6 percent:
/// 74.4 and 78.6.
pub(super) fn is_within(percentage: u64, first: &StatedFigure, second: &StatedFigure) -> bool {
    let (one, other) = first.numbers(second);
    let (less, more) = if one < other { (one, other) } else { (other, one) };
    let part = |of: Decimal, part: u64| of.times(Decimal::integer(part));
    part(more.minus(less), 100).zip(part(more, percentage)).is_some_and(|(far, most)| far < most)
}

/// True if one value is the other with two digits swapped, the decimal point moved, one digit
/// replaced or one digit left out.
pub(super) fn is_slipped(first: &StatedFigure, second: &StatedFigure) -> bool {
    is_slipped_by(slip_of(first, second), first, second)
}

/// Does the same as [`is_slipped`] if the slip between the two values is already known.
fn is_slipped_by(found: Option<Slip>, first: &StatedFigure, second: &StatedFigure) -> bool {
    let digits = first.digits.min(second.digits);
    if first.is_approximate || second.is_approximate {
        // 约1070万元 ("about 10.7 million") for 1.07亿元 ("107 million yuan") is wrong: rounding does
        // not change the magnitude.
        let is_sure = !first.is_preliminary && !second.is_preliminary;
        return is_sure && found == Some(Slip::Moved) && digits >= MIN_DIGITS;
    }
    match found {
        Some(Slip::Swapped | Slip::Moved) => digits >= 2,
        Some(Slip::Digit) => digits >= MIN_DIGITS,
        None => {
            let (one, other) = first.numbers(second);
            digits >= MIN_DIGITS && lacks_a_digit(one, other)
        }
    }
}

/// Returns the slip that turns one value into the other, or `None`. The value with more decimals is
/// taken for the one that may contain the slip.
fn slip_of(first: &StatedFigure, second: &StatedFigure) -> Option<Slip> {
    let (one, other) = first.numbers(second);
    if one.decimals() < other.decimals() { slip(one, other) } else { slip(other, one) }
}

/// True if one value is the other with two digits swapped or the decimal point moved. Unlike a
/// replaced digit, this is rarely a coincidence.
pub(super) fn is_rarely_slipped(first: &StatedFigure, second: &StatedFigure) -> bool {
    matches!(slip_of(first, second), Some(Slip::Swapped | Slip::Moved))
}

/// True if the decimal point of one value is moved against the other: 2.4亿元, 2400万元 ("240 million
/// yuan", "24 million").
pub(super) fn is_moved(first: &StatedFigure, second: &StatedFigure) -> bool {
    slip_of(first, second) == Some(Slip::Moved)
}

/// True if one number is the other without one of its digits: 86.4, 186.4.
fn lacks_a_digit(one: Decimal, other: Decimal) -> bool {
    if one.decimals() != other.decimals() {
        return false;
    }
    let (one_digits, other_digits) = (Digits::of(one), Digits::of(other));
    let (short, long) = if one_digits.all().len() < other_digits.all().len() {
        (one_digits.all(), other_digits.all())
    } else {
        (other_digits.all(), one_digits.all())
    };
    if long.len() != short.len() + 1 {
        return false;
    }
    let alike = long.iter().zip(short).take_while(|(long, short)| long == short).count();
    long[alike + 1..] == short[alike..]
}

/// True if two long numbers consist of the same digits in another order (3862.4 and 3682, compared
/// without decimals that only one has), or differ only in the decimal point (1.286亿 and 1286万,
/// 128.6 million and 12.86 million).
pub(super) fn is_long_swap(first: &StatedFigure, second: &StatedFigure) -> bool {
    first.digits.min(second.digits) >= LONG && is_long_swap_by(slip_of(first, second), first, second)
}

/// Does the same as [`is_long_swap`] if the slip between the two values is already known.
fn is_long_swap_by(found: Option<Slip>, first: &StatedFigure, second: &StatedFigure) -> bool {
    if first.digits.min(second.digits) < LONG {
        return false;
    }
    if found == Some(Slip::Moved) {
        return true;
    }
    let is_printed_alike = first.shift == second.shift;
    let (one, other) = if is_printed_alike { (first.printed, second.printed) } else { first.numbers(second) };
    let decimals = one.decimals().min(other.decimals());
    is_permuted(one.rounded(decimals), other.rounded(decimals))
}

/// True if two numbers consist of the same digits in another order and have the same number of
/// decimals: 94.36, 96.34.
fn is_permuted(one: Decimal, other: Decimal) -> bool {
    let digits = |number: Decimal| Digits::of(number).sorted();
    // The difference of two such numbers is a multiple of nine, so only one pair in nine is sorted.
    let difference = one.unscaled().abs_diff(other.unscaled());
    let may_be_permuted = u64::try_from(difference).map_or(true, |difference| difference.is_multiple_of(9));
    one.decimals() == other.decimals()
        && difference > 0
        && may_be_permuted
        && digits(one).all() == digits(other).all()
}

//! How arithmetic is written in messages.

use crate::facts::quantities::Quantity;
use crate::text::decimal::Decimal;

/// − U+2212.
pub(super) fn minus_sign() -> char {
    '\u{2212}'
}

/// Two quantities as numbers that can be compared: as printed where both have the same scale, else in whole units.
pub(super) fn pair(a: Quantity, b: Quantity) -> (Decimal, Decimal) {
    if a.scale == b.scale { (a.printed, b.printed) } else { (a.value, b.value) }
}

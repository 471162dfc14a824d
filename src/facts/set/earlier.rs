//! Earlier values that a sentence gives beside a figure: 比上年的1.2亿元增长25% ("25 % more than the 120
//! million yuan of last year").

use crate::facts::figure::measures::{Measure, Role};
use crate::text::decimal::Decimal;

/// Maximum number of bytes between a figure and its earlier value.
const MAX_BASE: usize = 45;

/// Returns the earlier value, in whole units, that a sentence gives beside the figure at `place` of
/// its `list`: the base of a comparison behind it, 比上年的1.2亿元 ("than the 120 million yuan of last
/// year"), or the start of a change before it, 由11起减至7起 ("from 11 to 7").
pub(super) fn earlier(list: &[Measure<'_>], place: usize) -> Option<Decimal> {
    let own = list[place].quantity;
    let other = match list[place].role {
        Role::To(_) => place.checked_sub(1).and_then(|before| list.get(before)),
        _ => list.get(place + 1),
    }?;
    let is_earlier = match list[place].role {
        Role::To(_) => matches!(other.role, Role::From | Role::Base),
        Role::Value => other.role == Role::Base,
        _ => false,
    };
    let (start, end) =
        (other.quantity.span.start().max(own.span.start()), other.quantity.span.end().min(own.span.end()));
    let gap = start.saturating_sub(end);
    (is_earlier && gap < MAX_BASE && other.quantity.unit == own.unit).then_some(other.quantity.value)
}

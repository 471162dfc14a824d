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
    let own = &list[place];
    let other = match own.role {
        Role::To(_) => {
            list.get(place.checked_sub(1)?).filter(|one| matches!(one.role, Role::From | Role::Base))
        }
        Role::Value => list.get(place + 1).filter(|one| one.role == Role::Base),
        _ => None,
    }?;
    let [own, other] = [own, other].map(|one| one.quantity);
    let start = own.span.start().max(other.span.start());
    let is_beside = start.saturating_sub(own.span.end().min(other.span.end())) < MAX_BASE;
    (is_beside && own.unit == other.unit).then_some(other.value)
}

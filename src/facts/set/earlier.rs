//! Earlier values that a sentence gives beside a figure: 比上年的1.2亿元增长25% ("25 % more than the 120
//! million yuan of last year").

use crate::facts::figure::measures::{Measure, Role};
use crate::text::decimal::Decimal;

/// Maximum number of bytes between a figure and its earlier value.
const MAX_BASE: usize = 45;
/// Characters of words that introduce a comparison: 比, 较 ("than").
pub(super) const COMPARED: [char; 2] = ['比', '较'];
/// Characters before an earlier value from which a value changed.
const FROM: [char; 3] = ['由', '从', '自'];

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

/// Words before the word that introduces an earlier value, such as 比 in 比上年的11起 ("than the 11 of
/// the year before") and 由 in 由上年的12起 ("from the 12 of the year before"). `None` for another
/// value, such as one of a clause about the year before: 去年降本增效8640万元 ("86.4 million yuan saved
/// last year").
pub(super) fn before_earlier<'t>(measure: &Measure<'_>, lead: &'t str) -> Option<&'t str> {
    let is_of_year = || {
        let rest = lead.trim_end_matches(['的', '底', '末']);
        ["年", "年度", "年同期"].iter().any(|year| rest.ends_with(year))
    };
    match measure.role {
        Role::Base if lead.contains(COMPARED) => Some(&lead[..lead.rfind(COMPARED)?]),
        // 从去年盘活的126亩用地中安排 ("from the 126 mu made available last year") is no change.
        Role::From if !lead.ends_with('的') => Some(lead.rfind(FROM).map_or(lead, |at| &lead[..at])),
        Role::From | Role::Base | Role::Value if is_of_year() => Some(&lead[..lead.rfind(FROM)?]),
        _ => None,
    }
}

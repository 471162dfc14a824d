//! The ends of a range: the first must be the earlier one, as in 2025年7月1日至2026年6月30日.
//!
//! Across New Year a range without years may fall: 12月20日至1月10日.

use crate::facts::date::ranges::DateRange;
use crate::facts::date::relations::reading::Reading;
use crate::facts::date::relations::{Relation, Scene};
use crate::facts::date::resolved::Source;
use crate::words::dating;

/// First year that is certainly of our era: in 距今5800年至5200年 and 前221年至前206年 the second number is
/// the smaller one.
const FIRST_YEAR: u32 = 1000;
/// Maximum number of bytes before a range in which words for years before our era are looked for.
const MAX_LEAD: usize = 40;

pub(super) fn find(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    for range in scene.facts.date_ranges() {
        let Some(holds) = holds(range) else { continue };
        let lead = scene.before(range.span.start(), MAX_LEAD);
        let is_ancient = scene
            .facts
            .words()
            .of(&dating::BEFORE_PRESENT)
            .is_in(lead.rsplit(['，', '。']).next().unwrap_or_default());
        if is_ancient || scene.facts.dates()[range.index].fault().is_some() {
            continue;
        }
        let relation = Relation::new(Reading::RangeOrder, range.span, holds)
            .value("first", range.first.span.of(scene.text))
            .value("last", range.last.span.of(scene.text));
        relations.push(relation);
    }
}

/// True if the ends are in order. `None` if both orders are possible.
fn holds(range: &DateRange) -> Option<bool> {
    let (first, last) = (range.first, range.last);
    let written =
        |year: crate::facts::date::resolved::Taken| (year.source == Source::Written).then_some(year.value);
    let years = (first.year.and_then(written), last.year.and_then(written));
    let month = |end: crate::facts::date::resolved::Resolved| end.month.map(|month| month.value);
    match (years, (month(first), month(last)), (first.day, last.day)) {
        ((Some(y), Some(z)), (None, None), (None, None)) => {
            (y >= FIRST_YEAR && z >= FIRST_YEAR).then_some(y <= z)
        }
        ((Some(y), Some(z)), (Some(m), Some(n)), (None, None)) => Some((y, m) <= (z, n)),
        ((Some(y), Some(z)), (Some(m), Some(n)), (Some(a), Some(b))) => Some((y, m, a) <= (z, n, b)),
        // 9月15日至9月4日, 6月20日至11日
        ((_, None), (Some(m), Some(n)), (Some(a), Some(b))) if m == n => Some(a <= b),
        // 2026年5月20日至4月16日; a range across New Year falls by more months
        ((year, None), (Some(m), Some(n)), (Some(_), Some(_))) => {
            if m < n {
                Some(true)
            } else {
                (year.is_some() && m - n < 6).then_some(false)
            }
        }
        _ => None,
    }
}

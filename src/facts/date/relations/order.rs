//! The order of the two dates of a range: the first must be the earlier one, as in
//! 2025年7月1日至2026年6月30日 ("1 July 2025 to 30 June 2026").
//!
//! A range without years may go past New Year: 12月20日至1月10日 ("20 December to 10 January").

use crate::facts::date::ranges::DateRange;
use crate::facts::date::relations::reading::DateReading;
use crate::facts::date::relations::{Relation, Scene};
use crate::facts::date::resolved::Source;
use crate::words::dating;

/// First year that is certainly not BC. If an earlier year is in a range, both orders may be right:
/// in 距今5800年至5200年 ("5800 to 5200 years ago") and 前221年至前206年 ("221 to 206 BC") the second number
/// is the smaller one.
const FIRST_YEAR: u32 = 1000;
/// Number of bytes before a range that are searched for words for years BC.
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
        let relation = Relation::new(DateReading::RangeOrder, range.span, holds)
            .value("first", range.first.span.of(scene.text))
            .value("last", range.last.span.of(scene.text));
        relations.push(relation);
    }
}

/// True if the dates are in order. `None` if both orders are possible.
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
        // 9月15日至9月4日 (15 to 4 September), 6月20日至11日 (20 to 11 June)
        ((_, None), (Some(m), Some(n)), (Some(a), Some(b))) if m == n => Some(a <= b),
        // 2026年5月20日至4月16日 (20 May 2026 to 16 April); a range past New Year goes back by more
        // months
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

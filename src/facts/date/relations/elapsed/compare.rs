//! Arithmetic of lengths of time: the days between two dates, and the comparison of a stated length
//! with them.

use jiff::civil::Date as Day;

use crate::facts::date::length::Length;
use crate::facts::date::relations::elapsed::LengthKind;
use crate::facts::date::resolved::{COMMON_YEAR, Resolved, Source, Taken};

/// Numbers of days of a year, common or leap. If a text states one of them for a period of a year,
/// it must be exact: 365 is wrong for a period of 366 days.
pub(super) const YEARS: std::ops::RangeInclusive<u32> = 365..=366;
/// Maximum number of days by which a stated number of months may differ from the dates, as months
/// differ in length.
const MARGIN: i32 = 3;

/// For each of two dates, the first and the last day that it may mean, the earlier date first. A
/// date without a year is put into the year of the other, or into the next year if its month has
/// passed.
pub(super) fn days(one: &Resolved, other: &Resolved) -> Option<[(Day, Day); 2]> {
    let is_open = one.year.is_none() && other.year.is_none();
    let of = |date: &Resolved, year: u32| {
        let date = Resolved { year: date.year.or(written(year)), ..*date };
        Some((date.first()?, date.last()?))
    };
    let [first, last] = [of(one, COMMON_YEAR)?, of(other, COMMON_YEAR)?];
    if first.0 <= last.0 {
        return Some([first, last]);
    }
    // 12月28日…1月3日 (28 December … 3 January)
    if is_open || other.year.is_some_and(|year| year.source > Source::Word) && first.0.month() >= 11 {
        let year = other.known_year().unwrap_or(COMMON_YEAR) + 1;
        let next = Resolved { year: written(year), ..*other };
        return Some([first, (next.first()?, next.last()?)]);
    }
    Some([last, first])
}

fn written(year: u32) -> Option<Taken> {
    Some(Taken { value: year, source: Source::Written, place: None })
}

/// Compares a stated length with the time between two dates, of which `first` and `last` are the
/// days. Returns true if the length is right, with the real length in Chinese words. `None` if the
/// dates are not exact enough, or if the length is so different that it must belong to something
/// else.
pub(super) fn compare(
    length: &Length,
    [one, other]: [&Resolved; 2],
    [(first, _), (last, _)]: [(Day, Day); 2],
    kind: LengthKind,
) -> Option<(bool, String)> {
    let are_days = one.day.is_some() && other.day.is_some();
    let are_months = one.month.is_some() && other.month.is_some();
    let days = first.until(last).ok()?.get_days();
    if let Some(said) = length.whole_days().filter(|days| *days > 0) {
        if !are_days || length.is_working || !is_slip(i32::try_from(said).ok()?, days) {
            return None;
        }
        let margin = if length.is_in_weeks { 2 } else { 1 };
        let between = u32::try_from(days + 1).ok()?;
        let is_year = YEARS.contains(&said) && YEARS.contains(&between) && kind == LengthKind::Lasting;
        let said = i32::try_from(said).ok()?;
        let is_strict = kind == LengthKind::Both;
        let holds = if is_year || is_strict { said == days + 1 } else { (said - days).abs() <= margin };
        return Some((
            holds,
            format!(
                "{}天",
                if matches!(kind, LengthKind::Lasting | LengthKind::Both) { days + 1 } else { days }
            ),
        ));
    }
    if !length.is_in_years() || days == 0 {
        return None;
    }
    let months = (i32::from(last.year()) - i32::from(first.year())) * 12 + i32::from(last.month())
        - i32::from(first.month());
    if are_days {
        let end = length.end(first)?;
        let apart = end.until(last).ok()?.get_days().abs();
        // 三年间 ("within three years") is used for approximate days, unless the days are exactly
        // years apart.
        let next = last.tomorrow().ok()?;
        let is_whole =
            [last, next].iter().any(|end| (end.month(), end.day()) == (first.month(), first.day()));
        let said = i32::try_from(length.months()).ok()?;
        let is_loose = !is_whole && length.whole_years().is_some() && (said - months).abs() < 12;
        if !is_slip(said, months.max(1)) {
            return None;
        }
        return Some((apart <= MARGIN || is_loose, Length::between(first, last, false)?));
    }
    let said = i32::try_from(length.months()).ok()?;
    if !is_slip(said, months.max(1)) {
        return None;
    }
    if are_months {
        let margin = if length.whole_years().is_some() { 11 } else { 1 };
        return Some(((said - months).abs() <= margin, months_told(months)));
    }
    let years = i32::from(last.year()) - i32::from(first.year());
    let said = i32::try_from(length.whole_years()?).ok()?;
    let margin = i32::from(kind == LengthKind::Lasting);
    Some(((said - years).abs() <= margin, format!("{years}年")))
}

/// True if the stated number `said` may be a typing error for the computed number `is`. A number
/// about half or twice as large belongs to something else.
pub(super) fn is_slip(said: i32, is: i32) -> bool {
    let [said, is] = [said, is].map(i64::from);
    said * 9 <= is * 20 && is * 9 <= said * 20
}

fn months_told(months: i32) -> String {
    match (months / 12, months % 12) {
        (0, months) => format!("{months}个月"),
        (years, 0) => format!("{years}年"),
        (years, months) => format!("{years}年{months}个月"),
    }
}

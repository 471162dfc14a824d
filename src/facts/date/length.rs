//! Lengths of time as written: 一年六个月 ("one year and six months"), 150日历天 ("150 calendar days"),
//! 2小时20分钟 ("2 hours 20 minutes").

use jiff::Span;
use jiff::civil::Date as Day;

use crate::text::chars::is_blank;
use crate::text::fold::narrow;
use crate::text::numeral::{is_numeral, whole};
use crate::text::signs::Signs;

/// Words for "years" after a number, as in 3年 ("3 years"). In this list and in those of the other
/// units, a longer word comes before its parts, so that it is found first.
const YEARS: [&str; 2] = ["周年", "年"];
/// Words for "months" after a number.
const MONTHS: [&str; 2] = ["个月", "月"];
/// Words for "days" after a number.
const DAYS: [&str; 5] = ["个日历日", "日历天", "日历日", "天", "日"];
/// Words for "working days" after a number.
const WORKING_DAYS: [&str; 2] = ["个工作日", "工作日"];
/// Words for "weeks" after a number.
const WEEKS: [&str; 4] = ["个星期", "周", "星期", "个礼拜"];
/// Words for "nights" after a number.
const NIGHTS: [&str; 3] = ["个晚上", "夜", "晚"];
/// Words for "hours" after a number.
const HOURS: [&str; 3] = ["个小时", "小时", "时"];
/// Words for "minutes" after a number.
const MINUTES: [&str; 2] = ["分钟", "分"];
/// First characters of all units of time, for a fast test.
static UNITS: Signs = Signs::of("年周个月日工天星时小分甲世");
/// Characters that may be between a word for a term and its length: 为 ("is"), 共 ("in all").
static LEADS: Signs = Signs::of("为：:共计是零又");
/// Characters after a length that make it inexact, or part of another expression: 多 ("more than"),
/// 左 (of 左右, "about").
static INEXACT: Signs = Signs::of("多余半左以内前后");

/// Capital Chinese numerals from one on, which are used in contracts against forgery.
const FORMAL: &str = "壹贰叁肆伍陆柒捌玖拾";

/// Capital numerals of [`FORMAL`], for a fast test.
static FORMAL_NUMERALS: Signs = Signs::of(FORMAL);

/// True for a capital numeral.
pub(in crate::facts::date) fn is_formal(c: char) -> bool {
    FORMAL_NUMERALS.contains(c)
}

/// Fast test: returns false if no length of time begins with a number of which `behind` is the text
/// after its digits or numerals.
pub(in crate::facts::date) fn may_follow_number(behind: &str) -> bool {
    behind.starts_with(|c| UNITS.contains(c))
}

/// A length of time, such as 两年零三个月 ("two years and three months").
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Length {
    years: u32,
    months: u32,
    days: u32,
    hours: u32,
    minutes: u32,
    /// True if the days of the length are working days.
    pub is_working: bool,
    /// True if nights are given beside the days: 三天两夜 ("three days and two nights").
    pub has_nights: bool,
    /// True if the length is given in weeks.
    pub is_in_weeks: bool,
    /// Number of bytes of the length as written.
    pub bytes: usize,
    /// Number of bytes skipped before the number: blanks and words such as 为 ("is") and 共计 ("in
    /// all").
    pub skipped: usize,
}

impl Length {
    /// Reads the length at the start of `text`, after blanks and words such as 为 ("is") and 共计 ("in
    /// all"). `None` if there is none.
    pub fn at(text: &str) -> Option<Self> {
        let bare = text.trim_start_matches(|c: char| is_blank(c) || LEADS.contains(c));
        let mut length = Self { skipped: text.len() - bare.len(), ..Self::default() };
        let mut rest = bare;
        if let Some((behind, years, months, minutes)) = half(bare) {
            (length.years, length.months, length.minutes) = (years, months, minutes);
            rest = behind;
        } else {
            while length.extend(bare, &mut rest) {}
        }
        length.bytes = bare.len() - rest.len();
        let is_whole = length.bytes > 0 && !rest.starts_with(|c| INEXACT.contains(c));
        is_whole.then_some(length)
    }

    /// Reads a number and its unit at the start of `rest`, adds them to this length and moves
    /// `rest` past them. `all` is the whole text of the length, of which `rest` is the unread end.
    /// Returns false if no further number can follow.
    fn extend(&mut self, all: &str, rest: &mut &str) -> bool {
        let inner = rest.trim_start_matches(['零', '又']);
        let Some((number, behind)) = number(inner) else { return false };
        // Most numbers do not begin a length of time.
        if !behind.starts_with(|c| UNITS.contains(c)) {
            return false;
        }
        let unit = |units: &[&str]| units.iter().find_map(|unit| strip(behind, unit));
        let is_first = rest.len() == all.len();
        // 一年半 ("one year and a half"), 一个半小时 ("one and a half hours")
        if let Some(next) = behind.strip_prefix("年半").filter(|_| is_first && number <= 99) {
            (self.years, self.months, *rest) = (number, 6, next);
            return false;
        }
        // 一个甲子 ("a cycle of sixty years"), 两个世纪 ("two centuries")
        let bare = behind.strip_prefix('个').unwrap_or(behind);
        let ages = [("甲子", 60), ("世纪", 100)].into_iter();
        let age = ages.filter_map(|(unit, years)| Some((bare.strip_prefix(unit)?, years))).next();
        if let Some((next, years)) =
            age.filter(|_| is_first && number < 4 && behind.starts_with(['个', '甲']))
        {
            (self.years, *rest) = (number * years, next);
            return false;
        }
        if let Some(next) = behind.strip_prefix("个半小时").filter(|_| is_first) {
            (self.hours, self.minutes, *rest) = (number, 30, next);
            return false;
        }
        let (slot, next) = if let Some(next) = unit(&MONTHS).filter(|_| number <= 36) {
            (&mut self.months, next)
        } else if let Some(next) = unit(&YEARS).filter(|_| is_first && number <= 99) {
            (&mut self.years, next)
        } else if let Some(next) = unit(&WORKING_DAYS) {
            self.is_working = true;
            (&mut self.days, next)
        } else if let Some(next) = unit(&WEEKS).filter(|_| number <= 60) {
            self.is_in_weeks = true;
            self.days = number * 7;
            *rest = next;
            return true;
        } else if let Some(next) = unit(&DAYS) {
            (&mut self.days, next)
        } else if let Some(next) = unit(&MINUTES).filter(|_| !behind.starts_with("分之")) {
            (&mut self.minutes, next)
        } else if let Some(next) = unit(&HOURS) {
            (&mut self.hours, next)
        } else {
            return false;
        };
        if *slot > 0 {
            return false;
        }
        *slot = number;
        *rest = next;
        // 三天两夜 ("three days and two nights"): the length is that of the days.
        if let Some((_, behind)) = number_of_nights(rest).filter(|_| self.days > 0) {
            *rest = behind;
            self.has_nights = true;
            return false;
        }
        true
    }

    /// Last day of a period that begins on `first` and has this length.
    pub fn end(&self, first: Day) -> Option<Day> {
        if self.hours > 0 || self.minutes > 0 {
            return None;
        }
        let [years, months, days] = [self.years, self.months, self.days].map(i64::from);
        let whole = Span::new().try_years(years).ok()?.try_months(months).ok()?;
        let rest = Span::new().try_days(days - 1).ok()?;
        first.checked_add(whole).ok()?.checked_add(rest).ok()
    }

    /// True if the length is given only in days.
    pub fn is_in_days(&self) -> bool {
        self.years == 0 && self.months == 0
    }

    /// Number of days; `None` if the length has other units than days and weeks.
    pub fn whole_days(&self) -> Option<u32> {
        are_zero(&[self.years, self.months, self.hours, self.minutes]).then_some(self.days)
    }

    /// Number of years; `None` if the length has other units than years.
    pub fn whole_years(&self) -> Option<u32> {
        are_zero(&[self.months, self.days, self.hours, self.minutes]).then_some(self.years)
    }

    /// Number of months; `None` if the length has other units than months.
    pub fn whole_months(&self) -> Option<u32> {
        are_zero(&[self.years, self.days, self.hours, self.minutes]).then_some(self.months)
    }

    /// True if the length has no hours or minutes and not only days: it is in years, months or
    /// both, and may also have days.
    pub fn is_in_years(&self) -> bool {
        !self.is_in_days() && are_zero(&[self.hours, self.minutes])
    }

    /// Years and months of the length together, in months.
    pub fn months(&self) -> u32 {
        self.years.saturating_mul(12).saturating_add(self.months)
    }

    /// The length in minutes; `None` if it has other units than hours and minutes.
    pub fn minutes(&self) -> Option<u32> {
        let minutes = self.hours.saturating_mul(60).saturating_add(self.minutes);
        are_zero(&[self.years, self.months, self.days]).then_some(minutes)
    }

    /// Length from one day to another, both included, in Chinese words: only in days if `in_days`
    /// is true, else in years, months and days.
    pub fn between(first: Day, last: Day, in_days: bool) -> Option<String> {
        let end = last.tomorrow().ok()?;
        if in_days {
            return Some(format!("{}天", first.until(end).ok()?.get_days()));
        }
        let span = first.until((jiff::Unit::Year, end)).ok()?;
        let parts =
            [(i32::from(span.get_years()), "年"), (span.get_months(), "个月"), (span.get_days(), "天")];
        let told = parts.iter().filter(|(number, _)| *number > 0);
        Some(told.map(|(number, unit)| format!("{number}{unit}")).collect())
    }
}

/// Reads a half: 半年 ("half a year"), 半小时 ("half an hour"), 半个世纪 ("half a century"). Returns the
/// text after it and the length as years, months and minutes.
fn half(text: &str) -> Option<(&str, u32, u32, u32)> {
    let behind = text.strip_prefix('半')?;
    let behind = behind.strip_prefix('个').unwrap_or(behind);
    let halves = [("世纪", 50, 0, 0), ("小时", 0, 0, 30), ("年", 0, 6, 0)];
    halves
        .into_iter()
        .find_map(|(unit, years, months, minutes)| Some((behind.strip_prefix(unit)?, years, months, minutes)))
}

/// Text after `unit`, if it begins with it. The first character decides nearly always, and is
/// compared without a call.
fn strip<'t>(text: &'t str, unit: &str) -> Option<&'t str> {
    let first = |text: &str| text.as_bytes().first_chunk::<3>().copied();
    if first(text) == first(unit) { text.strip_prefix(unit) } else { None }
}

fn are_zero(parts: &[u32]) -> bool {
    parts.iter().all(|part| *part == 0)
}

/// Number of nights that `text` begins with (两夜, "two nights"), and the text after it.
fn number_of_nights(text: &str) -> Option<(u32, &str)> {
    let (nights, behind) = number(text)?;
    Some((nights, NIGHTS.iter().find_map(|unit| behind.strip_prefix(unit))?))
}

/// Whole number that `text` begins with, in digits or Chinese numerals, and the text after it.
fn number(text: &str) -> Option<(u32, &str)> {
    let first = text.chars().next()?;
    let is_digit = |c| narrow(c).is_ascii_digit();
    let behind = match () {
        () if is_digit(first) => text.trim_start_matches(is_digit),
        () if is_numeral(first) => text.trim_start_matches(is_numeral),
        () => text,
    };
    if behind.len() < text.len() {
        return Some((whole(&text[..text.len() - behind.len()])?, behind));
    }
    // 叁年
    if !is_formal(first) {
        return None;
    }
    let value = FORMAL.chars().position(|c| c == first)?;
    Some((u32::try_from(value).ok()? + 1, &text[first.len_utf8()..]))
}

#[cfg(test)]
mod tests {
    use super::Length;

    #[test]
    fn reads_halves_and_capital_numerals() {
        let months = |text: &str| Length::at(text).map(|length| length.months());
        assert_eq!([months("叁年"), months("一年半"), months("半年")], [Some(36), Some(18), Some(6)]);
        // More than 99 years are a year of the calendar.
        assert_eq!([months("99年半"), months("100年半")], [Some(1194), None]);
        assert_eq!(
            [months("半个世纪"), months("一个甲子"), months("两个月")],
            [Some(600), Some(720), Some(2)]
        );
        let minutes = |text: &str| Length::at(text).and_then(|length| length.minutes());
        assert_eq!(
            [minutes("一个半小时"), minutes("半小时"), minutes("2小时20分钟")],
            [Some(90), Some(30), Some(140)]
        );
    }

    #[test]
    fn lengths_below_a_day_have_no_last_day() {
        let first = jiff::civil::date(2026, 3, 5);
        let end = |text: &str| Length::at(text).and_then(|length| length.end(first));
        assert_eq!([end("1小时"), end("1分钟")], [None, None]);
        assert_eq!([end("1天"), end("3天")], [Some(first), Some(jiff::civil::date(2026, 3, 7))]);
    }

    #[test]
    fn numbers_too_large_for_a_length_do_not_overflow() {
        for text in ["4000000000小时", "99999999999小时", "4294967295分钟", "4000000000天", "99年36个月"]
        {
            let Some(length) = Length::at(text) else { continue };
            let _ = (length.minutes(), length.months(), length.whole_days(), length.is_in_years());
        }
        assert_eq!(Length::at("4000000000小时").and_then(|length| length.minutes()), Some(u32::MAX));
    }
}

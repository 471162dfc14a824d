//! Lengths of time as they are written: 一年六个月, 150日历天, 2小时20分钟.

use jiff::Span;
use jiff::civil::Date as Day;

use crate::text::chars::is_blank;
use crate::text::fold::narrow;
use crate::text::numeral::{is_numeral, whole};

/// Units of lengths of time, the longest word of each first.
const YEARS: [&str; 2] = ["周年", "年"];
const MONTHS: [&str; 2] = ["个月", "月"];
const DAYS: [&str; 5] = ["个日历日", "日历天", "日历日", "天", "日"];
const WORKING_DAYS: [&str; 2] = ["个工作日", "工作日"];
const WEEKS: [&str; 4] = ["个星期", "周", "星期", "个礼拜"];
const NIGHTS: [&str; 3] = ["个晚上", "夜", "晚"];
const HOURS: [&str; 3] = ["个小时", "小时", "时"];
const MINUTES: [&str; 2] = ["分钟", "分"];
/// Words between a word for a term and its length.
const LEADS: &str = "为：:共计是零又";
/// Characters behind a length that make it inexact, or another thing.
const INEXACT: &str = "多余半左以内前后";

/// A length of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Length {
    years: u32,
    months: u32,
    days: u32,
    hours: u32,
    minutes: u32,
    /// True if its days are working days.
    pub is_working: bool,
    /// True if its nights are told beside its days: 三天两夜.
    pub has_nights: bool,
    /// True if it is told in weeks.
    pub is_in_weeks: bool,
    /// How long it is as written.
    pub bytes: usize,
    /// Bytes of verbs before it.
    pub skipped: usize,
}

impl Length {
    /// The length that `text` begins with, behind verbs.
    pub fn at(text: &str) -> Option<Self> {
        let bare = text.trim_start_matches(|c: char| is_blank(c) || LEADS.contains(c));
        let mut length = Self { skipped: text.len() - bare.len(), ..Self::default() };
        let mut rest = bare;
        loop {
            let inner = rest.trim_start_matches(['零', '又']);
            let Some((number, behind)) = number(inner) else { break };
            let unit = |units: &[&str]| units.iter().find_map(|unit| behind.strip_prefix(unit));
            let is_first = rest.len() == bare.len();
            let (slot, next) = if let Some(next) = unit(&MONTHS).filter(|_| number <= 36) {
                (&mut length.months, next)
            } else if let Some(next) = unit(&YEARS).filter(|_| is_first && number <= 99) {
                (&mut length.years, next)
            } else if let Some(next) = unit(&WORKING_DAYS) {
                length.is_working = true;
                (&mut length.days, next)
            } else if let Some(next) = unit(&WEEKS).filter(|_| number <= 60) {
                length.is_in_weeks = true;
                length.days = number * 7;
                rest = next;
                continue;
            } else if let Some(next) = unit(&DAYS) {
                (&mut length.days, next)
            } else if let Some(next) = unit(&MINUTES).filter(|_| !behind.starts_with("分之")) {
                (&mut length.minutes, next)
            } else if let Some(next) = unit(&HOURS) {
                (&mut length.hours, next)
            } else {
                break;
            };
            if *slot > 0 {
                break;
            }
            *slot = number;
            rest = next;
            // 三天两夜: as many days.
            if let Some((_, behind)) = number_of_nights(rest).filter(|_| length.days > 0) {
                rest = behind;
                length.has_nights = true;
                break;
            }
        }
        length.bytes = bare.len() - rest.len();
        let is_whole = length.bytes > 0 && !rest.starts_with(|c| INEXACT.contains(c));
        is_whole.then_some(length)
    }

    /// The last day, if it begins on `first`.
    pub fn end(&self, first: Day) -> Option<Day> {
        if self.hours + self.minutes > 0 {
            return None;
        }
        let [years, months, days] = [self.years, self.months, self.days].map(i64::from);
        let whole = Span::new().try_years(years).ok()?.try_months(months).ok()?;
        let rest = Span::new().try_days(days - 1).ok()?;
        first.checked_add(whole).ok()?.checked_add(rest).ok()
    }

    /// True if it is told in days alone.
    pub fn is_in_days(&self) -> bool {
        self.years + self.months == 0
    }

    /// The days, if it is told in days or weeks alone.
    pub fn whole_days(&self) -> Option<u32> {
        (self.years + self.months + self.hours + self.minutes == 0).then_some(self.days)
    }

    /// The years, if it is told in years alone.
    pub fn whole_years(&self) -> Option<u32> {
        (self.months + self.days + self.hours + self.minutes == 0).then_some(self.years)
    }

    /// The months, if it is told in months alone.
    pub fn whole_months(&self) -> Option<u32> {
        (self.years + self.days + self.hours + self.minutes == 0).then_some(self.months)
    }

    /// All of it in minutes, if it is told in hours and minutes.
    pub fn minutes(&self) -> Option<u32> {
        (self.years + self.months + self.days == 0).then_some(self.hours * 60 + self.minutes)
    }

    /// The length from one day to another, both counted.
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

/// The number of nights that `text` begins with, and what is behind it.
fn number_of_nights(text: &str) -> Option<(u32, &str)> {
    let (nights, behind) = number(text)?;
    Some((nights, NIGHTS.iter().find_map(|unit| behind.strip_prefix(unit))?))
}

/// The whole number that `text` begins with, in digits or Han numerals, and what is behind it.
fn number(text: &str) -> Option<(u32, &str)> {
    let digits = text.len() - text.trim_start_matches(|c| narrow(c).is_ascii_digit()).len();
    let length = if digits > 0 { digits } else { text.len() - text.trim_start_matches(is_numeral).len() };
    Some((whole(&text[..length]).filter(|_| length > 0)?, &text[length..]))
}

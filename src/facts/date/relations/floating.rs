//! Days given by their weekday in a month: 五月的第二个星期日 ("the second Sunday of May"), 每月第三个星期六 ("the
//! third Saturday of each month"), and the holidays defined in this way: 母亲节 ("Mother's Day").

use crate::facts::date::relations::reading::DateReading;
use crate::facts::date::relations::weekday::{name_of, weekday};
use crate::facts::date::relations::{Relation, Scene};
use crate::facts::date::resolved::{COMMON_YEAR, Resolved, day};
use crate::text::numeral::{cardinal, is_numeral};
use crate::text::span::Span;
use crate::words::dating;
use crate::words::rules::date::weekday::LEADS;
use jiff::civil::{Date as Day, Weekday};

/// Number of bytes before the number of a weekday that are searched for its month.
const MAX_MONTH: usize = 40;
/// Number of bytes after a weekday of a month that are searched for its date.
const MAX_DAY: usize = 120;
/// Maximum number of bytes between a holiday and its date. If they are farther apart, they are not
/// compared.
const MAX_NAME: usize = 24;
/// Value of [`Nth::number`] for the last weekday of its kind in a month, as in 最后一个星期日 ("the last
/// Sunday").
const LAST_OF_MONTH: u32 = 9;
/// Maximum number of times that a weekday occurs in a month.
const MOST: u32 = 5;

/// A day given by its weekday and the number of this weekday in the month: the second Sunday of
/// May.
#[derive(Clone, Copy)]
struct Nth {
    /// Month; `None` for every month.
    month: Option<u32>,
    number: u32,
    weekday: Weekday,
}

impl Nth {
    /// Decodes the number of a holiday in the word list: 527 is the second Sunday of May (month 5,
    /// number 2, weekday 7). The number 9 means the last weekday of its kind in the month.
    fn coded(code: u32) -> Option<Self> {
        let offset = i8::try_from(code % 10).ok()?;
        let weekday = Weekday::from_monday_one_offset(offset).ok()?;
        Some(Self { month: Some(code / 100), number: code / 10 % 10, weekday })
    }

    /// Date of this weekday in `month` of `year`.
    fn day(self, year: i16, month: u32) -> Option<Day> {
        let first = day(u32::try_from(year).ok()?, month, 1)?;
        let number = if self.number == LAST_OF_MONTH { -1 } else { i8::try_from(self.number).ok()? };
        first.nth_weekday_of_month(number, self.weekday).ok()
    }

    /// Date of this weekday in the month of `date`. `None` if the weekday belongs to another month.
    fn beside(self, date: &Resolved) -> Option<Day> {
        let told = date.day()?;
        let month = u32::try_from(told.month()).ok()?;
        self.day(told.year(), month).filter(|_| self.month.is_none_or(|known| known == month))
    }
}

pub(super) fn find(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    if scene.dates.is_empty() {
        return;
    }
    for lead in LEADS {
        for at in scene.facts.places_of(lead) {
            if let Some((nth, span)) = named(scene, Span::new(at, at + lead.len())) {
                compare_next_date(scene, (nth, span), relations);
            }
        }
    }
    for date in scene.dates.iter().filter(|date| date.day.is_some()) {
        holiday(scene, date, relations);
        last_day(scene, date, relations);
        weekend(scene, date, relations);
    }
}

/// Compares a date that is called the last day of a month or a year with the calendar: 5月31日是本月最后一天
/// ("31 May is the last day of the month"); 12月31日，全年最后一天 ("31 December, the last day of the
/// year").
fn last_day(scene: &Scene<'_, '_>, date: &Resolved, relations: &mut Vec<Relation>) {
    let window = scene.behind(date.span.end(), MAX_DAY);
    let clause = window.trim_start_matches(['，', '是', '为', '（', '(', '即', '就']);
    let words = scene.facts.words().of(&dating::WHOLE_PERIOD);
    let Some(period) = words.start_of(clause) else { return };
    let rest = clause[period.len()..].trim_start_matches('的');
    let Some(end) = ["最后一天", "最后一日"].iter().find(|word| rest.starts_with(**word)) else {
        return;
    };
    let Some(month) = date.month.map(|month| month.value) else { return };
    let of_year = words.value(period) == Some(1);
    let known = date.known_year().or_else(|| (month != 2).then_some(COMMON_YEAR));
    let Some(is) = known.and_then(|year| day(year, if of_year { 12 } else { month }, 1)) else { return };
    let is = is.last_of_month();
    let holds = date.in_year(u32::try_from(is.year()).unwrap_or_default()) == Some(is);
    let at = date.span.end() + window.len() - clause.len();
    let span = Span::new(at, at + clause.len() - rest.len() + end.len());
    relations.push(
        Relation::new(DateReading::NthWeekday, date.span, holds)
            .variant("fixed")
            .value("year", u32::from(is.year().unsigned_abs()))
            .value("festival", span.of(scene.text))
            .value("date", format!("{}月{}日", is.month(), is.day()))
            .related("festival", span),
    );
}

/// Checks that a day called 周末 ("weekend") is a Friday, a Saturday or a Sunday: 本周末（6月14日、15日）
/// ("this weekend (14 and 15 June)").
fn weekend(scene: &Scene<'_, '_>, date: &Resolved, relations: &mut Vec<Relation>) {
    let lead = scene.before(date.span.start(), MAX_NAME);
    let Some(head) = lead.strip_suffix(['（', '(']) else { return };
    let Some(word) = ["周末", "双休日"].iter().find(|word| head.ends_with(**word)) else { return };
    let Some(said) = date.day().filter(|_| !scene.facts.own_dates().is_empty() || date.is_sure()) else {
        return;
    };
    let weekday = said.weekday();
    // Friday evening is also called 周末 ("weekend").
    let holds = matches!(weekday, Weekday::Friday | Weekday::Saturday | Weekday::Sunday);
    let end = date.span.start() - (lead.len() - head.len());
    relations.push(
        Relation::new(DateReading::Weekend, Span::new(end - word.len(), end), holds)
            .value("date", date.span.of(scene.text))
            .value("weekday", format!("周{}", name_of(weekday)))
            .related("date", date.span),
    );
}

/// Reads a weekday of a month in words: 五月的第二个星期日 ("the second Sunday of May"). `lead` is the span
/// of 星期 ("weekday"); the month and the number are read before it, the numeral of the weekday after
/// it.
fn named(scene: &Scene<'_, '_>, lead: Span) -> Option<(Nth, Span)> {
    let last = scene.behind(lead.end(), 4).chars().next()?;
    let weekday = weekday(last)?;
    let head = scene.before(lead.start(), MAX_MONTH).strip_suffix('个')?;
    let numeral = head.len() - head.trim_end_matches(|c: char| is_numeral(c) || c.is_ascii_digit()).len();
    let written = &head[head.len() - numeral..];
    let outside = &head[..head.len() - numeral];
    let number = if outside.ends_with("最后") && written == "一" {
        LAST_OF_MONTH
    } else {
        outside.strip_suffix('第')?;
        written.parse().ok().or_else(|| u32::try_from(cardinal(written)?).ok())?
    };
    if number == 0 || number > MOST && number != LAST_OF_MONTH {
        return None;
    }
    let outside = outside.strip_suffix('第').or_else(|| outside.strip_suffix("最后"))?;
    let outside = outside.strip_suffix('的').unwrap_or(outside);
    let outside = outside.strip_suffix('份').unwrap_or(outside);
    let month = if outside.ends_with("每月") || outside.ends_with("每个月") {
        None
    } else {
        let end = lead.start() - (scene.before(lead.start(), MAX_MONTH).len() - outside.len());
        let next = scene.dates.partition_point(|date| date.span.end() < end);
        let date = scene.dates.get(next).filter(|date| date.span.end() == end && date.day.is_none())?;
        Some(date.month?.value)
    };
    Some((Nth { month, number, weekday }, Span::new(lead.start(), lead.end() + last.len_utf8())))
}

/// Compares a day that is given by its weekday and number, such as 五月的第二个星期日 ("the second Sunday of
/// May"), with the first date after it.
fn compare_next_date(scene: &Scene<'_, '_>, (nth, span): (Nth, Span), relations: &mut Vec<Relation>) {
    let next = scene.dates.partition_point(|date| date.span.start() < span.end());
    let block = scene.facts.doc.blocks()[scene.facts.doc.block_at(span.start())].span;
    let mut near = scene.dates[next..]
        .iter()
        .take_while(|date| date.span.start() <= span.end() + MAX_DAY && date.span.end() <= block.end());
    let Some(date) = near.find(|date| date.day.is_some()) else { return };
    // 9月5日、12日 ("5 and 12 September") are several days, 5月11日前 ("before 11 May") is a deadline.
    let rest = scene.behind(date.span.end(), MAX_NAME);
    if scene.in_range(date) || rest.starts_with(['、', '前', '之', '以', '起', '至']) {
        return;
    }
    report(scene, (nth, span), date, relations);
}

fn report(scene: &Scene<'_, '_>, (nth, span): (Nth, Span), date: &Resolved, relations: &mut Vec<Relation>) {
    let Some((is, said)) = nth.beside(date).zip(date.day()) else { return };
    relations.push(
        Relation::new(DateReading::NthWeekday, date.span, is == said)
            .variant("fixed")
            .value("year", u32::from(is.year().unsigned_abs()))
            .value("festival", span.of(scene.text))
            .value("date", format!("{}月{}日", is.month(), is.day()))
            .related("festival", span),
    );
}

/// Compares the date beside a holiday that is a weekday of a month with the calendar: 母亲节（5月11日）
/// ("Mother's Day (11 May)"), 5月11日母亲节.
fn holiday(scene: &Scene<'_, '_>, date: &Resolved, relations: &mut Vec<Relation>) {
    let days = scene.facts.words().of(&dating::WEEKDAY_HOLIDAY);
    let window = scene.behind(date.span.end(), MAX_NAME);
    let rest = window.trim_start_matches(['（', '(', '，', '是', '为', '的', '第']);
    let found = days.start_of(rest).and_then(|word| {
        let at = date.span.end() + window.len() - rest.len();
        Some((days.value(word)?, Span::new(at, at + word.len())))
    });
    let lead = scene.before(date.span.start(), MAX_NAME);
    let head =
        ["（", "(", "是", "为", "在", "：", "正好是", "恰逢"].iter().find_map(|link| lead.strip_suffix(link));
    let before = || {
        let head = head?;
        let word = days.end_of(head)?;
        let end = date.span.start() - (lead.len() - head.len());
        Some((days.value(word)?, Span::new(end - word.len(), end)))
    };
    let Some((code, span)) = found.or_else(before) else { return };
    let behind = scene.behind(span.end(), MAX_NAME);
    let is_day = span.start() < date.span.start()
        || behind.is_empty()
        || scene.facts.words().of(&dating::VERY_DAY).start_of(behind).is_some();
    let Some(nth) = Nth::coded(code).filter(|_| is_day && date.is_sure()) else { return };
    if nth.month == date.month.map(|month| month.value) {
        report(scene, (nth, span), date, relations);
    }
}

#[cfg(test)]
mod tests {
    use super::Nth;
    use crate::words::{Words, dating};

    /// Weekday of a date by Zeller's congruence: 0 for Saturday.
    fn zeller(year: i32, month: i32, day: i32) -> i32 {
        let (year, month) = if month < 3 { (year - 1, month + 12) } else { (year, month) };
        (day + 13 * (month + 1) / 5 + year + year / 4 - year / 100 + year / 400) % 7
    }

    #[test]
    fn holidays_by_weekday_are_the_days_that_zeller_gives() {
        let words = Words::new();
        let days = words.of(&dating::WEEKDAY_HOLIDAY);
        for word in days.iter() {
            let nth = Nth::coded(days.value(word).unwrap()).unwrap();
            for year in 1990..=2050 {
                let month = nth.month.unwrap();
                let day = nth.day(year, month).unwrap();
                let weekday = (zeller(year.into(), month as i32, day.day().into()) + 5) % 7 + 1;
                assert_eq!(weekday, i32::from(nth.weekday.to_monday_one_offset()), "{word} {day}");
                let number = u32::from(day.day().unsigned_abs()).div_ceil(7);
                assert!(
                    nth.number == number || nth.number == super::LAST_OF_MONTH && number >= 4,
                    "{word} {day}"
                );
            }
        }
        let of = |word, year, month| Nth::coded(days.value(word).unwrap()).unwrap().day(year, month);
        assert_eq!(of("母亲节", 2026, 5).unwrap().to_string(), "2026-05-10");
        assert_eq!(of("父亲节", 2025, 6).unwrap().to_string(), "2025-06-15");
    }
}

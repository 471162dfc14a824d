//! Numbers of days compared with a range of dates: 3月5日至3月8日，为期4天 ("5 to 8 March, for 4 days");
//! 工期30天（3月3日至4月1日） ("30 days of work (3 March to 1 April)").
//!
//! Some texts count both the first and the last day, some do not; holidays are not working days.

use jiff::civil::{Date as Day, Weekday};

use crate::facts::date::calendar::festivals::{self, Festival};
use crate::facts::date::length::Length;
use crate::facts::date::lengths::LengthMention;
use crate::facts::date::ranges::DateRange;
use crate::facts::date::relations::reading::DateReading;
use crate::facts::date::relations::{Relation, Scene};
use crate::facts::date::resolved::{COMMON_YEAR, Resolved, Source};
use crate::text::chars::is_blank;
use crate::text::signs::Signs;
use crate::words::dating;

/// Maximum number of bytes between a range of dates and its number of days. If they are farther
/// apart, they are not compared.
const MAX_GAP: usize = 75;
/// Characters between a range of dates and a number of days that show that the number belongs to
/// something else: 每 ("each"), 第 (prefix of ordinals).
static APART: Signs = Signs::of("。；\n：《每前后第分余");
/// Number of bytes before a range that are searched for a holiday.
const MAX_HEAD: usize = 18;
/// Maximum number of bytes between a range that opens a sentence and 为期 ("for a period of"). If
/// they are farther apart, they are not compared.
const MAX_SENTENCE: usize = 240;
/// Maximum number of characters before a range of dates that begins a sentence, such as a place or
/// the name of a newspaper.
const MAX_OPENING: usize = 10;
/// Maximum number of days of a range that is compared. In longer ones, a slip cannot be
/// distinguished from another way to count.
const MAX_DAYS: i64 = 400;
/// Maximum number of days off in a row that are not weekends.
const HOLIDAYS: i64 = 6;
/// Maximum number of days by which the end of a number of months may be off, as months differ in
/// length.
const MARGIN: i32 = 3;
/// Parts of the year in which no day can be a public holiday of the solar calendar, each as its
/// first and its last day (month, day). Ranges in them have no days off but weekends, unless a
/// lunar festival is near.
const QUIET: [((i8, i8), (i8, i8)); 3] = [((2, 27), (3, 29)), ((5, 12), (9, 18)), ((10, 13), (12, 25))];
/// Number of days before and after a lunar festival within which weekends may be working days.
const AROUND_FESTIVAL: i32 = 9;
/// A year that has 29 February, used for dates without a year.
const LEAP_YEAR: u32 = 2000;

/// The two numbers of days that a text may mean with the length of a range, and how it was read.
#[derive(Clone, Copy)]
struct Days {
    /// Number of days of the range, both ends counted.
    own: i64,
    /// Number of days of the range and the ranges listed with it, all together.
    all: i64,
    reading: DateReading,
}

pub(super) fn find(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    let ranges = scene.facts.date_ranges();
    let mut lengths = scene.facts.lengths();
    for (at, range) in ranges.iter().enumerate() {
        let start = scene.text.ceil_char_boundary(range.span.start().saturating_sub(2 * MAX_GAP));
        lengths = &lengths[lengths.partition_point(|length| length.span.end() < start)..];
        let behind = lengths.iter().find(|length| length.span.start() >= range.span.end());
        let before = lengths.iter().take_while(|length| length.span.end() <= range.span.start()).last();
        let is_of = |length: &&LengthMention| is_behind(scene, range, length);
        if let Some(length) =
            behind.filter(is_of).or_else(|| before.filter(|length| is_before(scene, range, length)))
        {
            term(scene, range, length, relations);
        }
        if let Some(length) = behind {
            years(scene, range, length, relations);
        }
        planned(scene, range, lengths, relations);
        let Some(days) = days_of(range) else { continue };
        if let Some(length) = behind.filter(is_of) {
            // 3月1日至3日、5日至6日，共5天 ("1 to 3 and 5 to 6 March, 5 days in all")
            let earlier = ranges[..at].iter().rev().take_while(|other| is_near(scene, other, range));
            let all: i64 = earlier.filter_map(days_of).sum::<i64>() + days;
            let days = Days { own: days, all, reading: DateReading::DaysBehind };
            judge(scene, range, length, days, relations);
        } else if let Some(length) = behind.filter(|length| is_told(scene, at, range, length)) {
            let days = Days { own: days, all: days, reading: DateReading::DaysBehind };
            judge(scene, range, length, days, relations);
        } else if let Some(length) = before.filter(|length| is_before(scene, range, length)) {
            let later = ranges[at + 1..].iter().take_while(|other| is_near(scene, range, other));
            let all: i64 = later.filter_map(days_of).sum::<i64>() + days;
            let days = Days { own: days, all, reading: DateReading::DaysBefore };
            judge(scene, range, length, days, relations);
        }
    }
}

/// Compares the number of years in a plan's name with a range of years, both ends counted:
/// 三年行动计划（2023—2025年） ("three-year plan (2023–2025)").
fn planned(
    scene: &Scene<'_, '_>,
    range: &DateRange,
    lengths: &[LengthMention],
    relations: &mut Vec<Relation>,
) {
    let is_years = [range.first, range.last].iter().all(|end| end.month.is_none() && end.day.is_none());
    let lead = scene.before(range.span.start(), MAX_GAP);
    let Some(head) = lead.strip_suffix(['（', '(']).filter(|_| is_years) else { return };
    let plans = scene.facts.words().of(&dating::PLAN_OF_YEARS);
    if plans.end_of(head).is_none() || !scene.text[range.span.end()..].starts_with(['）', ')']) {
        return;
    }
    let is_of = |length: &&LengthMention| {
        let gap = scene.text.get(length.span.end()..range.span.start());
        gap.is_some_and(|gap| !gap.contains(|c| APART.contains(c)) && gap.chars().count() <= MAX_OPENING + 4)
    };
    let next = lengths.partition_point(|length| length.span.end() <= range.span.start());
    let Some(length) = lengths[..next].last().filter(is_of) else { return };
    let (Some(from), Some(to)) = (range.first.known_year(), range.last.known_year()) else { return };
    let Some(said) = length.length.whole_years().filter(|years| *years > 0) else { return };
    let Some(years) = (to + 1).checked_sub(from) else { return };
    relations.push(
        Relation::new(DateReading::PlanYears, length.span, said == years)
            .value("formula", range.span.of(scene.text))
            .value("computed", format!("{years}年"))
            .value("printed", length.span.of(scene.text))
            .related("first", range.first.span)
            .related("last", range.last.span),
    );
}

/// True if `one` and the later range `other` are in the same sentence and close together.
fn is_near(scene: &Scene<'_, '_>, one: &DateRange, other: &DateRange) -> bool {
    let gap = scene.text.get(one.span.end()..other.span.start());
    gap.is_some_and(|gap| gap.len() <= 3 * MAX_GAP && !gap.contains(['。', '\n']))
}

/// Number of days of a range, both ends counted.
fn days_of(range: &DateRange) -> Option<i64> {
    let (first, last) = ends(range)?;
    let days = i64::from(first.until(last).ok()?.get_days()) + 1;
    (1..=MAX_DAYS).contains(&days).then_some(days)
}

/// First and last day of a range.
fn ends(range: &DateRange) -> Option<(Day, Day)> {
    let year = |end: &Resolved| end.known_year().unwrap_or(COMMON_YEAR);
    let first = range.first.in_year(year(&range.first))?;
    let last = range.last.in_year(year(&range.last))?;
    if last < first && range.last.known_year().is_none() {
        return Some((first, range.last.in_year(year(&range.last) + 1)?));
    }
    Some((first, last))
}

/// True if the number of days `length` follows `range` with only linking words between:
/// 3月5日至8日（星期六），为期4天 ("5 to 8 March (Saturday), for 4 days").
fn is_behind(scene: &Scene<'_, '_>, range: &DateRange, length: &LengthMention) -> bool {
    let Some(gap) = scene.text.get(range.span.end()..length.span.start()).filter(|gap| gap.len() <= MAX_GAP)
    else {
        return false;
    };
    let gap = gap.trim_end_matches(|c| is_blank(c) || matches!(c, '：' | ':'));
    let is_plain = !gap.contains(|c| APART.contains(c));
    let has_number = gap.trim_start_matches(['（', '(']).contains(|c: char| c.is_ascii_digit());
    let is_lead = gap.is_empty()
        || gap.ends_with(['（', '(', '，', ','])
        || scene.facts.words().of(&dating::TERM).end_of(gap).is_some();
    // （星期五），共5天 ("(Friday), 5 days in all"); 8:00，为期 … ("8:00, for …")
    is_plain && !has_number && is_lead
}

/// True if the number of days `length` gives the length of `range` although other words are between
/// them: the range begins the sentence, it is the only one before the length, and 为期 ("for a period
/// of") precedes the length. 10月13日至17日，培训班在县委党校举办，126人参加了为期五天的学习 ("from 13 to 17 October a course
/// was held at the school, 126 people took part for five days").
fn is_told(scene: &Scene<'_, '_>, at: usize, range: &DateRange, length: &LengthMention) -> bool {
    let ranges = scene.facts.date_ranges();
    let Some(sentence) = scene.facts.sentences().at(length.span.start()) else { return false };
    let is_here =
        sentence.start() <= range.span.start() && length.span.start() - range.span.end() <= MAX_SENTENCE;
    let starts =
        scene.text[sentence.start()..range.span.start().max(sentence.start())].chars().count() <= MAX_OPENING;
    let next = scene.dates.get(range.index + 1);
    let is_next = next.is_none_or(|date| date.span.start() > length.span.start());
    let other = ranges.get(at + 1).is_some_and(|range| range.span.start() < length.span.start());
    is_here && starts && is_next && !other && scene.text[..length.span.start()].ends_with("为期")
}

/// True if the length of a range comes before its dates: 为期3天，从3月3日开到3月6日 ("for 3 days, from 3 to 6
/// March"); 工期30天（3月3日至3月12日） ("30 days of work (3 to 12 March)").
fn is_before(scene: &Scene<'_, '_>, range: &DateRange, length: &LengthMention) -> bool {
    let Some(gap) = scene.text.get(length.span.end()..range.span.start()).filter(|gap| gap.len() <= MAX_GAP)
    else {
        return false;
    };
    let lead = scene.before(length.span.start(), MAX_GAP);
    let lead = lead.trim_end_matches(|c| is_blank(c) || matches!(c, '：' | ':' | '为' | '是'));
    let is_term =
        scene.facts.words().of(&dating::TERM).end_of(lead).is_some_and(|word| !matches!(word, "为" | "时间"));
    let gap = gap.trim_matches(is_blank);
    is_term && scene.facts.words().of(&dating::TERM_GAP).contains(gap)
}

/// Compares a stated number of days with the days of its range. It holds if it fits this range, or
/// all ranges listed with it together.
fn judge(
    scene: &Scene<'_, '_>,
    range: &DateRange,
    mention: &LengthMention,
    days: Days,
    relations: &mut Vec<Relation>,
) {
    let Days { own: days, all, reading } = days;
    let length = &mention.length;
    let lead = scene.before(mention.span.start(), MAX_GAP);
    let behind = scene.behind(mention.span.end(), MAX_GAP);
    let Some(said) = length.whole_days().map(i64::from) else { return };
    let is_working = length.is_working
        || lead.trim_end_matches(is_blank).ends_with("工作日")
        || behind.starts_with("（工作日")
        || behind.starts_with("工作日");
    let strictly = scene.facts.words().of(&dating::LASTING_STRICTLY);
    // 10月1日至8日放假，共8天 ("holidays from 1 to 8 October, 8 days"); 会期3天，3月3日至5日 ("meeting of 3 days, 3
    // to 5 March")
    let gap = scene.text.get(range.span.end()..mention.span.start()).unwrap_or_default();
    let told = lead.trim_end_matches(['为', '：', ':', ' ']);
    let head = scene.before(range.span.start(), MAX_HEAD);
    let head = head.rsplit(['，', '。', '；', '、']).next().unwrap_or_default();
    let is_strict =
        length.has_nights || strictly.end_of(told).is_some() || strictly.is_in(gap) || strictly.is_in(head);
    let holds = if is_working {
        let working = working_days(range).unwrap_or(days);
        let (off, worked) = if has_holiday(range) { (HOLIDAYS, days - working) } else { (0, 0) };
        said <= working + worked && said + off >= working.min(days) - 1
    } else {
        // 2026年2月26日至3月1日 (26 February to 1 March 2026) may have a day more if the year is not
        // given.
        let leap = (range.first.in_year(LEAP_YEAR), range.last.in_year(LEAP_YEAR));
        let is_open = range.first.year.is_none_or(|year| year.source > Source::Sentence);
        let leap = match leap {
            (Some(first), Some(last)) if is_open => {
                first.until(last).map_or(days, |span| i64::from(span.get_days()) + 1)
            }
            _ => days,
        };
        [days, all, leap].iter().any(|days| said == *days || !is_strict && (said - days).abs() == 1)
            // 8日至22日，共两周 ("8th to 22nd, two weeks")
            || length.is_in_weeks && (said - days).abs() <= 2
    };
    let relation = Relation::new(reading, mention.span, holds)
        .value("days", u64::try_from(days).unwrap_or_default())
        .related("first", range.first.span)
        .related("last", range.last.span);
    relations.push(relation);
}

/// True if a range may include public holidays, or if its year is not certain, as the days of
/// festivals move.
fn has_holiday(range: &DateRange) -> bool {
    let is_sure = range.first.is_sure() && range.last.is_sure();
    let Some((first, last)) = ends(range).filter(|_| is_sure) else { return true };
    let is_off = |day: Day| {
        let of_year = (day.month(), day.day());
        let is_near = |festival| {
            festivals::day(festival, day.year())
                .and_then(|festival| festival.until(day).ok())
                .is_some_and(|span| span.get_days().abs() <= AROUND_FESTIVAL)
        };
        QUIET.iter().all(|(from, to)| of_year < *from || of_year > *to)
            || is_near(Festival::DragonBoat)
            || is_near(Festival::MidAutumn)
    };
    first.series(jiff::Span::new().days(1)).take_while(|day| *day <= last).take(MAX_DAYS as usize).any(is_off)
}

/// Number of days of a range, without weekends.
fn working_days(range: &DateRange) -> Option<i64> {
    let (first, last) = ends(range)?;
    let days = first.series(jiff::Span::new().days(1)).take_while(|day| *day <= last);
    let count = days
        .take(MAX_DAYS as usize)
        .filter(|day| !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday))
        .count();
    i64::try_from(count).ok()
}

/// Compares months and years with the days of a range, with or without the last day:
/// 实习期6个月，自2025年3月1日起至8月31日止 ("internship of 6 months, from 1 March 2025 to 31 August").
fn term(scene: &Scene<'_, '_>, range: &DateRange, mention: &LengthMention, relations: &mut Vec<Relation>) {
    let length = &mention.length;
    if length.is_in_days() {
        return;
    }
    let Some((first, last)) = ends(range).filter(|(first, last)| first < last) else { return };
    let Some(end) = length.end(first) else { return };
    let apart = end.until(last).map_or(0, |span| span.get_days()).abs();
    let Some(computed) = Length::between(first, last, false) else { return };
    relations.push(
        Relation::new(DateReading::Term, mention.span, apart <= MARGIN)
            .value("formula", format!("{first}—{last}"))
            .value("computed", computed)
            .value("printed", mention.span.of(scene.text))
            .related("first", range.first.span)
            .related("last", range.last.span),
    );
}

/// Compares years and months with a range that has no days, with or without the first year:
/// 从2015年到2025年的十年间 ("in the ten years from 2015 to 2025").
fn years(scene: &Scene<'_, '_>, range: &DateRange, mention: &LengthMention, relations: &mut Vec<Relation>) {
    let gap = scene.text.get(range.span.end()..mention.span.start()).filter(|gap| gap.len() <= MAX_GAP);
    let Some(gap) = gap.map(|gap| gap.trim_matches(is_blank)) else { return };
    let is_lead = matches!(gap, "" | "的" | "这" | "，" | "（" | "(")
        || scene.facts.words().of(&dating::TERM).contains(gap.trim_start_matches(['，', '（', '(']));
    let (Some(from), Some(to)) = (range.first.known_year(), range.last.known_year()) else { return };
    if !is_lead || range.first.day.is_some() || range.last.day.is_some() {
        return;
    }
    let length = &mention.length;
    let (said, passed, unit) = match (range.first.month, range.last.month) {
        (None, None) => (length.whole_years(), i64::from(to) - i64::from(from), "年"),
        (Some(first), Some(last)) => {
            let months =
                (i64::from(to) - i64::from(from)) * 12 + i64::from(last.value) - i64::from(first.value);
            (length.whole_months(), months, "个月")
        }
        _ => return,
    };
    // 2021年至2025年年均 ("yearly average of 2021 to 2025")
    let is_other = scene.text[mention.span.end()..].starts_with(['级', '制', '前', '后', '均']);
    let Some(said) = said.map(i64::from).filter(|said| *said > 0 && passed > 0 && !is_other) else { return };
    relations.push(
        Relation::new(
            DateReading::Years,
            mention.span,
            said == passed || said == passed + 1 || said + 1 == passed && unit == "年",
        )
        .value("formula", range.span.of(scene.text))
        .value("computed", format!("{}{unit}", passed + 1))
        .value("printed", mention.span.of(scene.text))
        .related("first", range.first.span)
        .related("last", range.last.span),
    );
}

//! Holidays compared with the date beside them: 2024年6月10日端午节 ("10 June 2024, Dragon Boat
//! Festival"), 11月8日，在第26个记者节到来之际 ("on 8 November, as the 26th Journalists' Day is near").

use crate::facts::date::calendar::festivals;
use crate::facts::date::relations::reading::DateReading;
use crate::facts::date::relations::{Relation, Scene};
use crate::facts::date::resolved::{COMMON_YEAR, Resolved, day};
use crate::text::numeral::is_numeral;
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::dating;

/// Number of bytes after a date that are searched for a holiday.
const MAX_NAME: usize = 60;
/// Number of days after the first possible date of a solar term up to the last accepted one. A term
/// moves by about two days from year to year.
const MAX_SHIFT: u32 = 3;
/// Maximum number of days between a date and a holiday that the text calls near, such as 记者节到来之际
/// ("as Journalists' Day is near").
const MAX_DAYS_AHEAD: i32 = 40;
/// Characters between a date and the holiday that falls on it: 是 ("is"), 正值 ("just on").
static LINKS: Signs = Signs::of("（(，是为农历正值在第 即此适逢恰我们迎来了");
/// Characters of a holiday's full name before its short name: 中国 ("China"), 国际 ("international").
static NAMES: Signs = Signs::of("个届中国际我全“世界");
/// Years that the table of festivals has.
const KNOWN: std::ops::RangeInclusive<u32> = 1990..=2050;

pub(super) fn find(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    for (index, date) in scene.dates.iter().enumerate() {
        if date.month.is_none() || date.day.is_none() {
            continue;
        }
        let next = scene.dates.get(index + 1).map_or(usize::MAX, |next| next.span.start());
        festival(scene, date, relations);
        solar(scene, date, relations);
        fixed(scene, date, next, relations);
    }
}

/// Compares a date with the festival named after it: 2025年4月5日清明节当天 ("5 April 2025, on the day of
/// Tomb-Sweeping").
fn festival(scene: &Scene<'_, '_>, date: &Resolved, relations: &mut Vec<Relation>) {
    let window = scene.behind(date.span.end(), MAX_NAME);
    let rest = window.trim_start_matches(|c| LINKS.contains(c));
    let Some((word, festival)) = festivals::start_of(rest, scene.facts.words()) else { return };
    let behind = rest[word.len()..].strip_prefix('节').unwrap_or(&rest[word.len()..]);
    // 中秋节假期 ("Mid-Autumn holidays"), 春节前 ("before Spring Festival")
    let very_day = scene.facts.words().of(&dating::VERY_DAY);
    let is_day = behind.is_empty() || very_day.start_of(behind).is_some();
    let Some(year) = date.known_year().filter(|year| is_day && date.is_sure() && KNOWN.contains(year)) else {
        return;
    };
    let Some(is) = i16::try_from(year).ok().and_then(|year| festivals::day(festival, year)) else { return };
    let Some(said) = date.day() else { return };
    let at = date.span.end() + window.len() - rest.len();
    relations.push(
        Relation::new(DateReading::Festival, date.span, is == said)
            .value("year", year)
            .value("festival", word)
            .value("date", format!("{}月{}日", is.month(), is.day()))
            .related("festival", Span::new(at, at + word.len())),
    );
}

/// Compares a date with the solar term named after it, which moves by two days at most: 12月21日冬至
/// ("21 December, winter solstice").
fn solar(scene: &Scene<'_, '_>, date: &Resolved, relations: &mut Vec<Relation>) {
    let window = scene.behind(date.span.end(), MAX_NAME);
    let rest = window.trim_start_matches(|c| LINKS.contains(c));
    let terms = scene.facts.words().of(&dating::SOLAR_TERM);
    let Some(word) = terms.start_of(rest) else { return };
    let behind = rest[word.len()..].strip_prefix('节').unwrap_or(&rest[word.len()..]);
    let link = &window[..window.len() - rest.len()];
    let is_told =
        !link.is_empty() && (!link.starts_with('，') || link.contains('迎')) || behind.starts_with('当');
    if !is_told || scene.facts.words().of(&dating::VERY_DAY).start_of(behind).is_none() {
        return;
    }
    let Some((month, first)) = terms.value(word).map(|value| (value / 100, value % 100)) else { return };
    let (Some(said), Some(day)) = (date.month, date.day) else { return };
    let at = date.span.end() + window.len() - rest.len();
    let holds = said.value == month && (first..=first + MAX_SHIFT).contains(&day);
    relations.push(
        Relation::new(DateReading::SolarTerm, date.span, holds)
            .variant("fixed")
            .value("year", date.known_year().unwrap_or(COMMON_YEAR))
            .value("festival", word)
            .value("date", format!("{month}月{first}—{}日之间的一天", first + MAX_SHIFT))
            .related("festival", Span::new(at, at + word.len())),
    );
}

/// Compares a date with a holiday of a fixed day of the year: 11月8日记者节 ("8 November, Journalists'
/// Day"); 11月5日，在第26个记者节到来之际 ("on 5 November, as the 26th Journalists' Day is near").
fn fixed(scene: &Scene<'_, '_>, date: &Resolved, next: usize, relations: &mut Vec<Relation>) {
    let window = scene.behind(date.span.end(), MAX_NAME);
    let clause = window.split(['。', '；']).next().unwrap_or_default();
    let days = scene.facts.words().of(&dating::FIXED_DAY);
    let found = clause.char_indices().find_map(|(at, _)| Some((at, days.start_of(&clause[at..])?)));
    let Some((at, word)) = found.filter(|(at, _)| date.span.end() + at < next) else { return };
    let Some((month, of_month)) = days.value(word).map(|value| (value / 100, value % 100)) else { return };
    let lead = clause[..at].trim_start_matches(|c| LINKS.contains(c));
    let lead = lead.trim_start_matches(|c: char| c.is_ascii_digit() || is_numeral(c));
    let lead = lead.trim_start_matches(|c| NAMES.contains(c));
    let behind = &clause[at + word.len()..];
    let is_ahead = scene.facts.words().of(&dating::AHEAD).start_of(behind).is_some();
    let is_day = behind.is_empty() || scene.facts.words().of(&dating::VERY_DAY).start_of(behind).is_some();
    if !lead.is_empty() || !is_ahead && !is_day {
        return;
    }
    let year = date.known_year().unwrap_or(COMMON_YEAR);
    let (Some(said), Some(is)) = (date.in_year(year), day(year, month, of_month)) else { return };
    // 5日，教师节来临之际 ("on the 5th, as Teachers' Day is near") may be some weeks before the day, also
    // across New Year.
    let ahead = said.until(is).map_or(0, |span| span.get_days());
    let holds = if is_ahead { (0..=MAX_DAYS_AHEAD).contains(&ahead) || ahead < -200 } else { ahead == 0 };
    let bare =
        matches!(clause[..at].chars().next(), None | Some('，' | '是' | '为' | '（' | '(' | '正' | '在'));
    // 9月9日，教师节，… ("9 September, Teachers' Day, …") is a list: the day is the holiday only after 是
    // ("is") or a bracket.
    let is_told = is_ahead
        || !clause[..at].starts_with('，')
        || clause[..at].contains('第')
        || clause[..at].starts_with("，是");
    if bare && (holds || is_told) {
        let place = date.span.end() + at;
        relations.push(
            Relation::new(DateReading::FixedDay, date.span, holds)
                .variant(if is_ahead { "ahead" } else { "fixed" })
                .value("year", year)
                .value("festival", word)
                .value("date", format!("{month}月{of_month}日"))
                .related("festival", Span::new(place, place + word.len())),
        );
    }
}

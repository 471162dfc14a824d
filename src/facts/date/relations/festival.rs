//! Festivals followed by their date or weekday: 2020年春节（1月24日） ("Spring Festival 2020 (24
//! January)"), 2026年中秋节（星期四） ("Mid-Autumn Festival 2026 (Thursday)").

use jiff::civil::Date as Day;

use crate::facts::date::calendar::festivals::{before, day, start_of};
use crate::facts::date::relations::reading::DateReading;
use crate::facts::date::relations::weekday::{name_of, weekday};
use crate::facts::date::relations::{Relation, Scene};
use crate::facts::date::resolved::{Resolved, Source};
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::rules::date::weekday::{LEADS, MORE};

/// Number of bytes before a date that are searched for a festival.
const MAX_LEAD: usize = 40;
/// Signs and words between a festival and its day: 是 ("is"), ，即 ("that is").
const LINKS: [&str; 5] = ["（", "(", "是", "为", "，即"];
/// Characters after a day that is the first of several: 至 ("to"), 、.
static RANGE: Signs = Signs::of("至到—-～、");

pub(super) fn find(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    for date in scene.dates {
        named_first(scene, date, relations);
        of_year(scene, date, relations);
    }
}

/// Compares the date after a festival with the calendar: `2020年春节（1月25日）`, `2020年春节是1月25日` ("Spring
/// Festival 2020 is on 25 January").
fn named_first(scene: &Scene<'_, '_>, date: &Resolved, relations: &mut Vec<Relation>) {
    let (Some(month), Some(of_month)) =
        (date.month.filter(|month| month.source == Source::Written), date.day)
    else {
        return;
    };
    let lead = scene.before(date.span.start(), MAX_LEAD);
    let head = LINKS.iter().find_map(|link| lead.strip_suffix(link)).or_else(|| lead.strip_suffix('在'));
    let Some(head) = head else { return };
    let short = head.strip_suffix('节').unwrap_or(head);
    let named = |head| before(head, scene.facts.words()).map(|(word, festival)| (word, festival, head));
    let Some((word, festival, head)) = named(head).or_else(|| named(short)) else { return };
    let end = date.span.start() - (lead.len() - head.len());
    let name = Span::new(end - word.len(), end);
    // 除夕（2025年1月28日） ("New Year's Eve (28 January 2025)")
    let written = date.year.filter(|year| year.source == Source::Written).map(|year| year.value);
    let told = || scene.facts.date_before(name.start()).filter(|date| date.is_year())?.known_year();
    let Some(year) = written.or_else(told) else { return };
    let known = i16::try_from(year).ok().and_then(|year| day(festival, year));
    let is_range = scene.text[date.span.end()..].starts_with(|c| RANGE.contains(c));
    let Some(known) = known.filter(|_| !is_range) else { return };
    let is = (u32::from(known.month().unsigned_abs()), u32::from(known.day().unsigned_abs()));
    relations.push(
        Relation::new(DateReading::FestivalFirst, date.span, is == (month.value, of_month))
            .value("year", year)
            .value("festival", word)
            .value("date", format!("{}月{}日", is.0, is.1))
            .related("festival", name),
    );
}

/// Compares the weekday given for a festival of a known year with the calendar: `2026年中秋节（星期四）`
/// ("Mid-Autumn Festival 2026 (Thursday)").
fn of_year(scene: &Scene<'_, '_>, date: &Resolved, relations: &mut Vec<Relation>) {
    let Some(year) = date.year.filter(|_| date.month.is_none() && date.day.is_none()) else { return };
    let window = scene.behind(date.span.end(), MAX_LEAD);
    let Some((word, festival)) = start_of(window, scene.facts.words()) else { return };
    let Some(day) = i16::try_from(year.value).ok().and_then(|year| day(festival, year)) else { return };
    let rest = &window[word.len()..];
    let end = date.span.end() + word.len() + rest.strip_prefix('节').map_or(0, |_| '节'.len_utf8());
    compare_weekday(scene, day, Span::new(date.span.start(), end), relations);
}

/// Compares the weekday written right after `named`, the span of a year and a festival, with the
/// weekday of `day`.
fn compare_weekday(scene: &Scene<'_, '_>, day: Day, named: Span, relations: &mut Vec<Relation>) {
    let window = scene.behind(named.end(), MAX_LEAD);
    let rest = window.trim_start_matches(['（', '(', '，', ',', ' ', '、']);
    let start = named.end() + window.len() - rest.len();
    let Some(lead) = LEADS.iter().find(|lead| rest.starts_with(**lead)) else { return };
    let written = rest[lead.len()..].chars().next();
    let Some((last, said)) = written.and_then(|c| Some((c, weekday(c)?))) else { return };
    let end = start + lead.len() + last.len_utf8();
    // 周一至周五 ("Monday to Friday"), 周三（…）两天 ("Wednesday (…), two days") name several days.
    if start - named.end() > 2 * "（".len() || scene.text[end..].starts_with(MORE) {
        return;
    }
    relations.push(
        Relation::new(DateReading::FestivalWeekday, Span::new(start, end), said == day.weekday())
            .value("date", named.of(scene.text))
            .value("weekday", format!("{lead}{}", name_of(day.weekday())))
            .related("date", named),
    );
}

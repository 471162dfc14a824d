//! Days and years of the lunar calendar, compared with the common calendar: 2026年9月25日（农历八月十六） ("25
//! September 2026 (16th of the 8th lunar month)"), which was the fifteenth; 端午节（农历五月初六） ("Dragon
//! Boat Festival (6th of the 5th)"); 2026年（乙巳年） (a wrong name of the year in the cycle of sixty).

use memchr::memmem;

use crate::facts::date::calendar::festivals::{self, Festival};
use crate::facts::date::calendar::lunar::{LunarDay, common_day, of};
use crate::facts::date::calendar::sexagenary;
use crate::facts::date::dates::DateMention;
use crate::facts::date::lunar_days::LunarMention;
use crate::facts::date::relations::reading::DateReading;
use crate::facts::date::relations::{Relation, Scene};
use crate::text::numeral::item;
use crate::text::span::Span;

/// Signs and words between a day and its other name: ，即 ("that is"), 是 ("is").
const LEADS: [&str; 7] = ["（", "(", "，", "，即", "是", "为", ""];

pub(super) fn find(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    for mention in scene.facts.lunar_days() {
        if !day_of(scene, *mention, relations) && !festival_of(scene, *mention, relations) {
            exists(scene, *mention, relations);
        }
    }
    for at in memmem::find_iter(scene.text.as_bytes(), "年") {
        year_of(scene, at, relations);
    }
}

/// Compares a lunar day with the common date beside it: `2026年9月25日（农历八月十六）`, `农历八月十六（2026年9月25日）`.
/// Returns false if there is no date beside it.
fn day_of(scene: &Scene<'_, '_>, mention: LunarMention, relations: &mut Vec<Relation>) -> bool {
    let before = find_before(scene, mention.span.start(), |at| scene.facts.date_before(at).and_then(whole));
    let behind = || {
        let rest = &scene.text[mention.span.end()..];
        let lead = ["（", "("].iter().find(|lead| rest.starts_with(**lead))?;
        scene.facts.date_behind(mention.span.end() + lead.len()).and_then(whole)
    };
    let Some((day, span)) = before.or_else(behind) else { return false };
    if let Some(is) = of(day) {
        relations.push(relation_of(scene, mention, span, (name(is), is == mention.day)));
    }
    true
}

fn whole(date: &DateMention) -> Option<(jiff::civil::Date, Span)> {
    Some((date.day()?, date.span))
}

/// Compares the lunar day beside a festival with the day of the festival: `端午节（农历五月初六）` ("Dragon
/// Boat Festival (6th of the 5th lunar month)"). Returns false if there is no festival beside it.
fn festival_of(scene: &Scene<'_, '_>, mention: LunarMention, relations: &mut Vec<Relation>) -> bool {
    let text = scene.text;
    let found = find_before(scene, mention.span.start(), |at| {
        let lead = text[..at].strip_suffix('节').unwrap_or(&text[..at]);
        let (word, festival) = festivals::before(lead, scene.facts.words())?;
        Some((festival, Span::new(lead.len() - word.len(), at)))
    });
    let Some((festival, span)) = found else { return false };
    let is = match festival {
        Festival::Eve => {
            let holds = matches!((mention.day.month, mention.day.day), (12, 29 | 30));
            Some(("腊月廿九或三十".to_owned(), holds))
        }
        _ => festival.lunar().map(|is| (name(is), is == mention.day)),
    };
    if let Some(is) = is {
        relations.push(relation_of(scene, mention, span, is));
    }
    true
}

/// Creates the relation for a lunar day of the text. `span` is the date or festival with which it
/// was compared, `is` the name of the lunar day that would be right, and `holds` is true if the
/// text has this day.
fn relation_of(
    scene: &Scene<'_, '_>,
    mention: LunarMention,
    span: Span,
    (is, holds): (String, bool),
) -> Relation {
    Relation::new(DateReading::LunarDay, mention.span, holds)
        .value("date", span.of(scene.text))
        .value("is", is)
        .related("date", span)
}

/// Calls `find` with the byte before each of the words [`LEADS`] with which the text before byte
/// `at` ends, until `find` returns a result. `find` reads the date or the festival that ends at
/// this byte.
fn find_before<T>(scene: &Scene<'_, '_>, at: usize, find: impl Fn(usize) -> Option<T>) -> Option<T> {
    let before = &scene.text[..at];
    LEADS.iter().find_map(|lead| find(before.strip_suffix(lead)?.len()))
}

/// Checks that a lunar day exists in its year: `2026年腊月三十` (30th of the 12th month), `2025年闰四月初一`
/// (1st of a leap 4th month). The last weeks of a lunar year may be given with either year.
fn exists(scene: &Scene<'_, '_>, mention: LunarMention, relations: &mut Vec<Relation>) {
    let year = scene.facts.date_before(mention.span.start()).filter(|date| date.is_year());
    let year = year.and_then(DateMention::known_year).and_then(|year| i16::try_from(year).ok());
    if mention.day.day > 30 {
        relations.push(Relation::new(DateReading::LunarDay, mention.span, false).variant("none"));
    } else if let Some(year) = year
        // Only for years in the table.
        && common_day(year, LunarDay::plain(1, 1)).is_some()
        && common_day(year - 1, LunarDay::plain(1, 1)).is_some()
        && common_day(year, mention.day).is_none()
        && common_day(year - 1, mention.day).is_none()
    {
        let year = u32::from(year.unsigned_abs());
        relations.push(
            Relation::new(DateReading::LunarDay, mention.span, false).variant("absent").value("year", year),
        );
    }
}

/// Compares a year with its name in the cycle of sixty: `2026年（乙巳年）`, `甲辰蛇年` ("year of the snake").
/// `at` is the position of 年 ("year").
fn year_of(scene: &Scene<'_, '_>, at: usize, relations: &mut Vec<Relation>) {
    let head = &scene.text[..at];
    let animal = head.chars().next_back().filter(|&c| sexagenary::is_animal(c));
    let lead = animal.map_or(head, |animal| &head[..head.len() - animal.len_utf8()]);
    let Some(place) = sexagenary::end_of(lead) else { return animal_of(scene, (at, animal), relations) };
    let start = lead.len() - sexagenary::WIDTH;
    let span = Span::new(start, at + '年'.len_utf8());
    let known = &scene.text[start..lead.len()];
    if let Some(animal) = animal.filter(|&animal| animal != sexagenary::animal(place)) {
        relations.push(
            Relation::new(DateReading::Cycle, span, false)
                .variant("animal")
                .value("year", known)
                .value("is", sexagenary::animal(place).to_string())
                .value("said", animal.to_string()),
        );
        return;
    }
    let lead = &scene.text[..start];
    let lead = lead.strip_suffix("农历").unwrap_or(lead);
    let before = LEADS.iter().find_map(|word| scene.facts.date_before(lead.strip_suffix(word)?.len()));
    let behind = || {
        let open = scene.text[span.end()..].strip_prefix('（').map(|_| '（'.len_utf8())?;
        scene.facts.date_behind(span.end() + open)
    };
    let Some(date) = before.or_else(behind).filter(|date| date.is_year()) else { return };
    let Some(year) = date.known_year() else { return };
    let is = sexagenary::of(year);
    relations.push(
        Relation::new(DateReading::Cycle, span, is == place)
            .variant("cycle")
            .value("year", year)
            .value("is", sexagenary::name(is))
            .related("date", date.span),
    );
}

/// Compares a year with its zodiac animal: 2026年是马年 ("2026 is a year of the horse").
fn animal_of(scene: &Scene<'_, '_>, (at, animal): (usize, Option<char>), relations: &mut Vec<Relation>) {
    let Some(said) = animal else { return };
    let start = at - said.len_utf8();
    let lead = &scene.text[..start];
    let lead = lead.strip_suffix("农历").unwrap_or(lead);
    let before = ["是", "为", "（", "(", ""].iter().find_map(|word| {
        let end = lead.strip_suffix(word)?.len();
        scene.facts.date_before(end).filter(|date| date.is_year())
    });
    let Some((year, date)) = before.and_then(|date| Some((date.known_year()?, date))) else { return };
    let is = sexagenary::animal(sexagenary::of(year));
    relations.push(
        Relation::new(DateReading::Cycle, Span::new(start, at + '年'.len_utf8()), is == said)
            .variant("cycle")
            .value("year", year)
            .value("is", is.to_string())
            .related("date", date.span),
    );
}

/// Name of a lunar day in Chinese: 农历八月十五 ("15th of the 8th lunar month").
fn name(day: LunarDay) -> String {
    let month = match day.month {
        1 => "正月".to_owned(),
        12 => "腊月".to_owned(),
        month => format!("{}月", item(month.into())),
    };
    let early = if day.day <= 10 { "初" } else { "" };
    format!("{}{month}{early}{}", if day.is_leap { "闰" } else { "" }, item(day.day.into()))
}

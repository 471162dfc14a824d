//! Years since an event, and the ordinals of yearly days: 新中国成立76周年, 建党104年来, 第41个教师节.
//!
//! The year is that of the sentence, of the sentences beside it or of the document. If the number belongs to any year that the
//! paragraph names, nothing is wrong.

use crate::facts::date::calendar::anniversaries::event_before;
use crate::facts::date::relations::{Reading, Relation, Scene};
use crate::facts::date::resolved::Source;
use crate::facts::tokens::TokenKind;
use crate::text::fold::narrow;
use crate::text::numeral::cardinal;
use crate::text::span::Span;
use crate::words::dating;

/// Bytes around a number of years in which its event stands.
const MAX_EVENT: usize = 90;
/// Bytes behind 第N个 in which the day is named.
const MAX_NAME: usize = 30;
/// Bytes around the sentence in which the years of neighbours are looked for.
const MAX_BESIDE: usize = 600;
/// Bytes around the number in which a year is near.
const MAX_NEAR: usize = 240;

/// A number of years in the text.
struct Number {
    value: u32,
    span: Span,
}

pub(super) fn find(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    for token in scene.facts.tokens().blocks().flatten() {
        if !matches!(token.kind, TokenKind::Digits | TokenKind::Numeral) {
            continue;
        }
        let span = token.span();
        let behind = scene.behind(span.end, MAX_NAME);
        let unit =
            ["周年", "年前", "年来", "年以来", "多年"].into_iter().find(|unit| behind.starts_with(unit));
        if let Some(unit) = unit.filter(|unit| *unit != "多年") {
            let Some(value) = value(span.of(scene.text)).filter(|value| (1..2000).contains(value)) else {
                continue;
            };
            let number = Number { value, span: Span::new(span.start, span.end + unit.len()) };
            if unit == "周年" {
                jubilee(scene, &number, relations)
            } else {
                since(scene, &number, unit, relations)
            }
        } else if scene.text[..span.start].ends_with('第') && behind.starts_with(['个', '届', '次']) {
            let Some(value) = value(span.of(scene.text)).filter(|value| (1..200).contains(value)) else {
                continue;
            };
            let number =
                Number { value, span: Span::new(span.start - '第'.len_utf8(), span.end + '个'.len_utf8()) };
            ordinal(scene, &number, relations);
        }
    }
}

fn value(written: &str) -> Option<u32> {
    let digits: String = written.chars().map(narrow).collect();
    digits.parse().ok().or_else(|| u32::try_from(cardinal(written)?).ok())
}

/// 庆祝新中国成立|76周年.
fn jubilee(scene: &Scene<'_, '_>, number: &Number, relations: &mut Vec<Relation>) {
    let lead = scene.before(number.span.start, MAX_EVENT);
    let lead = lead.trim_end_matches(['的', '第', ' ']);
    let Some(event) = event_before(lead, scene.facts.words()) else { return };
    let behind = scene.behind(number.span.end, MAX_EVENT);
    if scene.facts.words().of(&dating::PAST_EVENT).start_of(behind).is_some() {
        return;
    }
    // Events of others end in the same words: 学校成立 is none of these, 我国建国 is.
    judge(scene, number, event.words, event.year, Reading::Jubilee, relations);
}

/// 70年前，志愿军…跨过鸭绿江; 中国共产党成立104年来.
fn since(scene: &Scene<'_, '_>, number: &Number, unit: &str, relations: &mut Vec<Relation>) {
    let happenings = scene.facts.words().of(&dating::HAPPENING);
    let found = if unit == "年前" {
        let sentence = scene.behind(number.span.end, MAX_EVENT);
        let clause = sentence.split(['。', '；']).next().unwrap_or_default();
        clause.char_indices().find_map(|(at, _)| happenings.start_of(&clause[at..]))
    } else {
        happenings.end_of(scene.before(number.span.start, MAX_EVENT))
    };
    let Some(event) = found else { return };
    let Some(year) = happenings.value(event) else { return };
    judge(scene, number, event, year, Reading::YearsSince, relations);
}

/// 第41个|教师节.
fn ordinal(scene: &Scene<'_, '_>, number: &Number, relations: &mut Vec<Relation>) {
    let days = scene.facts.words().of(&dating::YEARLY_DAY);
    let window = scene.behind(number.span.end, MAX_NAME);
    let clause = window.split(['，', '。', '、', '；']).next().unwrap_or_default();
    let clause = clause.trim_start_matches(['“', '"']);
    let Some(day) = days.start_of(clause).filter(|day| !clause[day.len()..].starts_with("主题")) else {
        return;
    };
    let Some(first) = days.value(day) else { return };
    // The first day is the first one, not the year after it.
    judge(scene, number, day, first - 1, Reading::YearlyDay, relations);
}

/// Holds a number against the years that may be meant.
fn judge(
    scene: &Scene<'_, '_>,
    number: &Number,
    event: &str,
    origin: u32,
    reading: Reading,
    relations: &mut Vec<Relation>,
) {
    let (text, at) = (scene.text, number.span.start);
    let Some(sentence) = scene.facts.sentences().at(at) else { return };
    let is_quoted =
        text[sentence.start..at].matches('《').count() > text[sentence.start..at].matches('》').count();
    if is_quoted {
        return;
    }
    let block = scene.facts.doc.block_at(at);
    let block = scene.facts.doc.blocks()[block].span;
    let first = scene.dates.partition_point(|date| date.span.end + MAX_BESIDE < sentence.start);
    let near: Vec<_> =
        scene.dates[first..].iter().take_while(|date| date.span.start < sentence.end + MAX_BESIDE).collect();
    let written = |date: &&crate::facts::date::resolved::Resolved| {
        date.year.is_some_and(|year| year.source == Source::Written)
    };
    let own = scene.facts.own_dates().first().and_then(|own| u32::try_from(own.day.year()).ok());
    let fits = |year: u32| year.checked_sub(origin).is_some_and(|passed| passed == number.value);
    if near
        .iter()
        .filter(|date| date.span.start >= block.start.saturating_sub(MAX_BESIDE))
        .filter_map(|date| date.known_year())
        .any(fits)
        || own.is_some_and(fits)
    {
        let said = origin + number.value;
        relations.push(relation(reading, number, event, origin, said, true));
        return;
    }
    // The year of the sentence, at best before the number; else the present, if the sentence is about it.
    let inside: Vec<_> = near
        .iter()
        .filter(|date| written(date) && sentence.contains(date.span) && date.known_year() != Some(origin))
        .collect();
    let before = inside.iter().rev().find(|date| date.span.end <= at && at - date.span.end <= MAX_NEAR);
    let behind = || inside.iter().find(|date| date.span.start >= at && date.span.start - at <= MAX_NEAR);
    let present = scene.facts.words().of(&dating::PRESENT);
    let is_present = present.is_in(&text[sentence.start..sentence.end])
        || reading == Reading::YearsSince
            && near.iter().any(|date| text[..date.span.start].ends_with("今天，"));
    let beside = || {
        // 今年是…70周年。2025年9月的今天，…
        let next = near
            .iter()
            .filter(|date| written(date) && block.contains(date.span) && date.known_year() != Some(origin));
        next.min_by_key(|date| date.span.start.abs_diff(at))
    };
    let year = if let Some(date) = before.or_else(behind) {
        Some((date.known_year(), Some(date.span)))
    } else if is_present {
        match own {
            Some(own) => Some((Some(own), scene.facts.own_dates().first().and_then(|own| own.span))),
            None => beside().map(|date| (date.known_year(), Some(date.span))),
        }
    } else {
        None
    };
    let Some((Some(year), place)) = year else { return };
    if year <= origin {
        return;
    }
    let mut found = relation(reading, number, event, origin, year, false);
    if let Some(place) = place {
        found = found.related("year", place);
    }
    relations.push(found);
}

fn relation(reading: Reading, number: &Number, event: &str, origin: u32, year: u32, holds: bool) -> Relation {
    let relation = Relation::new(reading, number.span, holds)
        .value("year", year)
        .value("event", event)
        .value("expected", year.saturating_sub(origin));
    match reading {
        Reading::YearlyDay => relation.variant("ordinal").value("since", origin + 1),
        Reading::YearsSince => relation.variant("years").value("since", origin),
        _ => relation.value("since", origin),
    }
}

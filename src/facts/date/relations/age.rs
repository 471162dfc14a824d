//! Ages against years of birth: 年满60周岁（1965年12月31日前出生）, 1965年3月出生，现年60岁.
//!
//! By one custom a year more is counted than has passed, and before the birthday one less.

use crate::facts::date::relations::{Reading, Relation, Scene};
use crate::facts::date::resolved::{Resolved, Source};
use crate::facts::tokens::TokenKind;
use crate::text::fold::narrow;
use crate::text::numeral::cardinal;
use crate::text::span::Span;
use crate::words::dating;

/// Bytes between an age and a year of birth.
const MAX_GAP: usize = 100;
/// Bytes before them in which the year of the text stands.
const MAX_YEAR: usize = 150;

pub(super) fn find(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    if scene.dates.is_empty() {
        return;
    }
    for token in scene.facts.tokens().blocks().flatten() {
        let span = token.span();
        if !matches!(token.kind, TokenKind::Digits | TokenKind::Numeral) {
            continue;
        }
        let behind = &scene.text[span.end..];
        let Some(unit) = ["周岁", "岁"].into_iter().find(|unit| behind.starts_with(unit)) else {
            continue;
        };
        let Some(value) = value(span.of(scene.text)).filter(|value| (1..120).contains(value)) else {
            continue;
        };
        let place = Span::new(span.start, span.end + unit.len());
        if let Some(relation) = judge(scene, value, place) {
            relations.push(relation);
        }
    }
}

fn value(written: &str) -> Option<u32> {
    let digits: String = written.chars().map(narrow).collect();
    digits.parse().ok().or_else(|| u32::try_from(cardinal(written)?).ok())
}

fn judge(scene: &Scene<'_, '_>, age: u32, place: Span) -> Option<Relation> {
    let lead = scene.before(place.start, MAX_GAP);
    scene.facts.words().of(&dating::AGED).end_of(lead)?;
    let next = scene.dates.partition_point(|date| date.span.start < place.start);
    let born = |date: &&Resolved| {
        let behind = scene.behind(date.span.end, 30);
        let is_written = date.year.is_some_and(|year| year.source == Source::Written);
        is_written
            && scene
                .facts
                .words()
                .of(&dating::BORN)
                .start_of(behind.trim_start_matches(['）', '（']))
                .is_some()
    };
    let is_near = |date: &&Resolved| {
        let (from, to) = if date.span.start < place.start {
            (date.span.end, place.start)
        } else {
            (place.end, date.span.start)
        };
        to.checked_sub(from).is_some_and(|gap| gap <= MAX_GAP)
            && !scene.text[from..to].contains(['。', '；', '\n', '、'])
    };
    let behind = scene.dates.get(next).filter(born).filter(is_near);
    let birth = behind.or_else(|| scene.dates[..next].last().filter(born).filter(is_near))?;
    let year = birth.known_year()?;
    let first = birth.span.start.min(place.start);
    let earlier = scene.dates.partition_point(|date| date.span.start < first);
    let block = scene.facts.doc.blocks()[scene.facts.doc.block_at(place.start)].span;
    let before = scene.dates[..earlier]
        .iter()
        .rev()
        .find(|date| date.span.start >= block.start && first - date.span.end <= MAX_YEAR);
    let now = before.filter(|date| date.year.is_some_and(|year| year.source == Source::Written));
    // 年满18周岁（2007年9月1日前出生），2025年9月报名
    let sentence = scene.facts.sentences().at(place.start)?;
    let later = scene.dates[next..].iter().find(|date| {
        let is_written = date.year.is_some_and(|year| year.source == Source::Written);
        is_written && date.span != birth.span && sentence.contains(date.span) && !born(date)
    });
    let now = now.or(later);
    let own = scene.facts.own_dates().first();
    let (now, now_at) = match (now, own) {
        (Some(date), _) => (date.known_year()?, Some(date.span)),
        (None, Some(own)) => (u32::try_from(own.day.year()).ok()?, own.span),
        (None, None) => return None,
    };
    let passed = now.checked_sub(year)?;
    let mut relation = Relation::new(Reading::Age, place, age.abs_diff(passed) <= 1)
        .value("born", year)
        .value("year", now)
        .value("expected", passed)
        .related("born", birth.span);
    if let Some(span) = now_at {
        relation = relation.related("year", span);
    }
    Some(relation)
}

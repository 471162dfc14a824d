//! Ages compared with years of birth: 年满60周岁（1965年12月31日前出生） ("aged 60 (born before 31 December
//! 1965)"), 1965年3月出生，现年60岁 ("born in March 1965, now 60 years old").
//!
//! By one custom of counting, an age is a year higher than the time since the birth. Before the
//! birthday it is a year lower. Therefore a difference of one is allowed.

use std::ops::RangeInclusive;

use crate::facts::date::relations::reading::DateReading;
use crate::facts::date::relations::{Relation, Scene};
use crate::facts::date::resolved::{Resolved, Source};
use crate::text::numeral::whole;
use crate::text::span::Span;
use crate::words::dating;

/// Number of dates before and after an age that are searched for a year of birth.
const REACH: usize = 4;
/// Maximum number of bytes between an age and a year of birth. If they are farther apart, they are
/// not compared.
const MAX_GAP: usize = 100;
/// Maximum number of bytes between an age and the date on which a person has this age. An age that
/// is farther from a date is not compared with it.
const MAX_DATE_GAP: usize = 30;
/// Number of bytes before the birth and the age that are searched for the year in which the
/// statement is made.
const MAX_YEAR: usize = 150;

pub(super) fn find(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    if scene.dates.is_empty() {
        return;
    }
    service(scene, relations);
    if !scene.facts.may_hold("岁") {
        return;
    }
    for token in scene.facts.tokens().numbers() {
        let span = token.span();
        let behind = &scene.text[span.end()..];
        let Some(unit) = ["周岁", "岁"].into_iter().find(|unit| behind.starts_with(unit)) else {
            continue;
        };
        let Some(value) = whole(span.of(scene.text)).filter(|value| (1..120).contains(value)) else {
            continue;
        };
        let place = Span::new(span.start(), span.end() + unit.len());
        if let Some(relation) = judge(scene, value, place) {
            relations.push(relation);
        }
    }
}

fn judge(scene: &Scene<'_, '_>, age: u32, place: Span) -> Option<Relation> {
    let lead = scene.before(place.start(), MAX_GAP);
    scene.facts.words().of(&dating::AGED).end_of(lead)?;
    let next = scene.dates.partition_point(|date| date.span.start() < place.start());
    let born = |date: &&Resolved| {
        let behind = scene.behind(date.span.end(), 30);
        let is_written = date.year.is_some_and(|year| year.source == Source::Written);
        let words = scene.facts.words();
        let is_behind = words.of(&dating::BORN).start_of(behind.trim_start_matches(['）', '（'])).is_some();
        let lead = scene.before(date.span.start(), 30);
        is_written && (is_behind || words.of(&dating::BIRTH).end_of(lead).is_some())
    };
    let is_near = |date: &&Resolved| is_near(scene, date.span, place);
    if let Some(relation) = lived(scene, age, place, next, &born) {
        return Some(relation);
    }
    let behind = scene.dates.get(next).filter(born).filter(is_near);
    let sentence = scene.sentence(place.start())?;
    let before = || scene.dates[..next].last().filter(born).filter(is_near);
    // 生于1930年，2020年去世，享年90岁 ("born in 1930, died in 2020 at the age of 90")
    let is_end = scene.facts.words().of(&dating::LIVED).end_of(lead).is_some();
    let death =
        scene.dates[..next].last().filter(|date| is_end && sentence.contains(date.span) && !born(date));
    let earliest = || {
        let inside = scene.dates[..next].iter().rev().take(REACH);
        inside.filter(|date| death.is_some() && sentence.contains(date.span)).find(born)
    };
    // 年满18周岁，以2026年12月31日为界，即2008年12月31日以前出生 ("aged 18 by 31 December 2026, that is, born before 31
    // December 2008")
    let second = || scene.dates.get(next + 1).filter(born).filter(is_near);
    let birth = behind.or_else(before).or_else(earliest).or_else(second)?;
    let year = birth.known_year()?;
    let first = birth.span.start().min(place.start());
    let now = last_before(scene, first, place)
        .filter(|date| date.year.is_some_and(|year| year.source == Source::Written));
    // 年满18周岁（2007年9月1日前出生），2025年9月报名 ("aged 18 (born before 1 September 2007), registration in
    // September 2025")
    let later = scene.dates[next..].iter().take(REACH).find(|date| {
        let is_written = date.year.is_some_and(|year| year.source == Source::Written);
        is_written && date.span != birth.span && sentence.contains(date.span) && !born(date)
    });
    let now = death.or(now).or(later);
    let own = scene.facts.own_dates().first();
    let (now, now_at) = match (now, own) {
        (Some(date), _) => (date.known_year()?, Some(date.span)),
        (None, Some(own)) => (u32::try_from(own.day.year()).ok()?, own.span),
        (None, None) => return None,
    };
    let passed = now.checked_sub(year)?;
    let birthday = birthday(scene, birth, sentence).filter(|_| scene.text[..place.end()].ends_with("周岁"));
    let exact = birthday.and_then(|day| day.known_year()?.checked_sub(year));
    let holds = exact.map_or(age.abs_diff(passed) <= 1, |exact| exact == age);
    let mut relation = Relation::new(DateReading::Age, place, holds)
        .value("born", year)
        .value("year", now)
        .value("expected", passed)
        .related("born", birth.span);
    if let Some(span) = now_at {
        relation = relation.related("year", span);
    }
    Some(relation)
}

/// True if at most [`MAX_GAP`] bytes, and no end of a sentence, are between a date and the age at
/// `place`.
fn is_near(scene: &Scene<'_, '_>, date: Span, place: Span) -> bool {
    let (from, to) =
        if date.start() < place.start() { (date.end(), place.start()) } else { (place.end(), date.start()) };
    to.checked_sub(from).is_some_and(|gap| gap <= MAX_GAP)
        && !scene.text[from..to].contains(['。', '；', '\n', '、'])
}

/// Last date before byte `first`, if it is in the paragraph of the age at `place` and near byte
/// `first`.
fn last_before<'s>(scene: &Scene<'s, '_>, first: usize, place: Span) -> Option<&'s Resolved> {
    let earlier = scene.dates.partition_point(|date| date.span.start() < first);
    let block = scene.facts.doc.blocks()[scene.facts.doc.block_at(place.start())].span;
    let mut near = scene.dates[..earlier].iter().rev().take(REACH);
    near.find(|date| date.span.start() >= block.start() && first - date.span.end() <= MAX_YEAR)
}

/// Date of the sentence with the same month and day as the date of birth. This is the day on which
/// the age is reached: 31 December 2026 in 年满18周岁，即2008年12月31日以前出生，以2026年12月31日为界 ("aged 18, that
/// is, born before 31 December 2008, by 31 December 2026").
fn birthday<'s>(scene: &Scene<'s, '_>, birth: &Resolved, sentence: Span) -> Option<&'s Resolved> {
    let of_year = |date: &Resolved| Some((date.month?.value, date.day?));
    let head = scene.dates.partition_point(|date| date.span.start() < sentence.start());
    let mut inside =
        scene.dates[head..].iter().take_while(|date| date.span.end() <= sentence.end()).take(REACH + 1);
    inside
        .find(|date| date.span != birth.span && of_year(date).is_some_and(|day| Some(day) == of_year(birth)))
}

/// Ages in whole years that a person born on `birth` may have on the date `now`, by the months of
/// both dates. `None` if a month is unknown. `passed` is the difference of the two years: the age
/// before the month of birth is one less, after it `passed`, and in that month both are possible.
fn exact_ages(birth: &Resolved, now: &Resolved, passed: u32) -> Option<RangeInclusive<u32>> {
    let (first, last) = (birth.month?.value, now.month?.value);
    let least = if last > first { passed } else { passed - 1 };
    let most = if last >= first { passed } else { passed - 1 };
    Some(least..=most)
}

/// Compares an age with the year of birth and another date: 1964年7月出生，到2024年7月，已年满六十周岁 ("born in
/// July 1964, by July 2024 sixty years old"); 2025年3月9日逝世，享年87岁。他生于1938年2月 ("died on 9 March 2025
/// aged 87. He was born in February 1938"); 1968年5月出生，现年57岁，…2025年10月被评为… ("born in May 1968, now
/// 57, … named … in October 2025").
fn lived(
    scene: &Scene<'_, '_>,
    age: u32,
    place: Span,
    next: usize,
    born: &dyn Fn(&&Resolved) -> bool,
) -> Option<Relation> {
    let lead = scene.before(place.start(), MAX_GAP);
    let block = scene.facts.doc.blocks()[scene.facts.doc.block_at(place.start())].span;
    let sentence = scene.facts.sentences().at(place.start())?;
    let is_near = |date: &&Resolved| {
        let (from, to) = (date.span.end().min(place.end()), date.span.start().max(place.start()));
        block.contains(date.span) && to - from <= 3 * MAX_GAP
    };
    let is_written = |date: &&Resolved| date.year.is_some_and(|year| year.source == Source::Written);
    let earlier = || scene.dates[..next].iter().rev().take(REACH).filter(is_near);
    let later = || scene.dates[next..].iter().take(REACH).filter(is_near).filter(is_written);
    let one = |mut births: Vec<&'_ Resolved>| {
        let birth = births.pop()?;
        births.iter().all(|other| other.known_year() == birth.known_year()).then_some(*birth)
    };
    let births: Vec<&Resolved> = earlier().chain(later()).filter(|date| born(date)).collect();
    let birth = one(births)?;
    let is_end = scene.facts.words().of(&dating::LIVED).end_of(lead).is_some();
    let is_present = lead.ends_with("现年");
    let last = earlier().find(|date| !born(date) && is_written(date));
    // The last date before the age, if it is in the sentence of the age.
    let between = last.filter(|date| sentence.contains(date.span));
    let (now, at_least) =
        if let Some(date) = between.filter(|date| is_end || date.span.start() > birth.span.end()) {
            let behind = scene.behind(date.span.end(), MAX_GAP);
            let clause = behind.split('。').next().unwrap_or_default();
            let is_death = clause.contains('逝') || clause.contains("去世") || clause.contains("病故");
            let gap = place.start().checked_sub(date.span.end())?;
            let is_that_day =
                scene.text[..date.span.start()].ends_with(['到', '至', '，', '。']) && gap <= MAX_DATE_GAP;
            if !(is_end && is_death || !is_end && is_that_day) {
                return None;
            }
            (*date, false)
        } else if is_present && scene.facts.own_dates().is_empty() {
            // The text is at least as recent as the latest event in it.
            let is_ahead = |date: &&Resolved| {
                let behind = scene.behind(date.span.end(), MAX_GAP);
                behind.starts_with(['前', '底', '起', '以', '之'])
                    || scene.text[..date.span.start()].ends_with(['到', '至'])
            };
            let told = later().filter(|date| !born(date) && date.month.is_some() && !is_ahead(date));
            (*told.max_by_key(|date| date.known_year())?, true)
        } else {
            return None;
        };
    let (from, to) = (birth.known_year()?, now.known_year()?);
    let passed = to.checked_sub(from).filter(|passed| *passed > 0)?;
    let is_exact = scene.text[..place.end()].ends_with("周岁") && !at_least;
    let holds = match exact_ages(&birth, &now, passed).filter(|_| is_exact) {
        _ if at_least => age + 1 >= passed,
        Some(ages) => ages.contains(&age),
        None => age.abs_diff(passed) <= 1,
    };
    Some(
        Relation::new(DateReading::Age, place, holds)
            .value("born", from)
            .value("year", to)
            .value("expected", passed)
            .related("born", birth.span)
            .related("year", now.span),
    )
}

/// Compares years of service with the year in which the service began and the year of the document:
/// 1985年入党，党龄40年 ("joined the Party in 1985, member for 40 years").
fn service(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    let Some(own) = scene.facts.own_dates().first() else { return };
    let Ok(now) = u32::try_from(own.day.year()) else { return };
    let words = scene.facts.words().of(&dating::SERVICE);
    for length in scene.facts.lengths() {
        let Some(said) = length.length.whole_years().filter(|years| *years > 0) else { continue };
        let lead =
            scene.before(length.span.start(), MAX_GAP).trim_end_matches(['已', '达', '满', '有', '，']);
        if words.end_of(lead).is_none()
            || scene.text[length.span.end()..].starts_with(['多', '余', '以', '级'])
        {
            continue;
        }
        let next = scene.dates.partition_point(|date| date.span.end() <= length.span.start());
        let sentence = scene.sentence(length.span.start());
        let is_here = |date: &&Resolved| {
            let is_written = date.year.is_some_and(|year| year.source == Source::Written);
            let gap = length.span.start() - date.span.end();
            is_written && gap <= MAX_GAP && sentence.is_some_and(|sentence| sentence.contains(date.span))
        };
        let Some(first) = scene.dates[..next].last().filter(is_here) else { continue };
        // 1985年入党… ("joined the Party in 1985"): the words after the year name what began in it.
        let begun = scene.behind(first.span.end(), MAX_GAP);
        let is_begun = scene.facts.words().of(&dating::SERVICE_BEGUN).is_in(begun);
        let Some(begin) = first.known_year().filter(|_| is_begun) else { continue };
        let Some(passed) = now.checked_sub(begin) else { continue };
        let mut relation = Relation::new(DateReading::Service, length.span, said.abs_diff(passed) <= 1)
            .variant("service")
            .value("born", begin)
            .value("year", now)
            .value("expected", passed)
            .related("born", first.span);
        if let Some(span) = own.span {
            relation = relation.related("year", span);
        }
        relations.push(relation);
    }
}

//! Other expressions for an age, compared with the year of birth in the same sentence: 花甲之年 ("the
//! age of sixty"), “90后” ("born in the nineties"), 属马 ("born in a year of the horse").

use crate::facts::date::calendar::sexagenary;
use crate::facts::date::relations::reading::DateReading;
use crate::facts::date::relations::{Relation, Scene};
use crate::facts::date::resolved::{Resolved, Source};
use crate::text::span::Span;
use crate::words::dating;

/// Number of bytes before a number of years that are searched for the name of a wedding
/// anniversary.
const MAX_NAME: usize = 15;
/// Maximum number of bytes after a date that are read as the rest of its clause.
const MAX_CLAUSE: usize = 90;

pub(super) fn find(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    if scene.dates.is_empty() {
        return;
    }
    named(scene, relations);
    generation(scene, relations);
    animal(scene, relations);
    cycle(scene, relations);
    wedding(scene, relations);
}

/// Compares the zodiac year of a person, which recurs every twelve years, with the year of birth:
/// 生于1990年…2026年是他的本命年 ("born in 1990 … 2026 is his zodiac year").
fn cycle(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    for at in scene.facts.places_of("本命年") {
        let Some((birth, Some(now))) = birth_and_now(scene, at) else { continue };
        let Some((born, year)) = birth.known_year().zip(now.known_year()) else { continue };
        let Some(passed) = year.checked_sub(born) else { continue };
        let is_early = birth.month.is_none_or(|month| month.value <= 2);
        let holds = passed % 12 == 0 || is_early && passed % 12 == 11;
        relations.push(
            Relation::new(DateReading::AgeName, Span::new(at, at + "本命年".len()), holds)
                .value("born", born)
                .value("year", year)
                .value("expected", passed)
                .related("born", birth.span),
        );
    }
}

/// Compares the name of a wedding anniversary with the year of the wedding: 1975年结婚，2025年迎来金婚
/// ("married in 1975, golden wedding in 2025").
fn wedding(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    let names = scene.facts.words().of(&dating::WEDDING);
    let wed = scene.facts.words().of(&dating::WED);
    for at in scene.facts.places_of("婚") {
        let end = at + "婚".len();
        let Some(word) = names.end_of(scene.before(end, MAX_NAME)) else { continue };
        let Some(years) = names.value(word) else { continue };
        let Some(block) = scene.sentence(at) else { continue };
        let first = scene.dates.partition_point(|date| date.span.start() < block.start());
        let is_written = |date: &&Resolved| date.year.is_some_and(|year| year.source == Source::Written);
        let inside = scene.dates[first..].iter().take_while(|date| date.span.end() <= block.end());
        let told: Vec<&Resolved> = inside.filter(is_written).take(3).collect();
        let is_wedding = |date: &Resolved| {
            let behind = scene.behind(date.span.end(), MAX_CLAUSE);
            wed.is_in(
                behind.split(['。', '；']).next().unwrap_or_default().split('，').next().unwrap_or_default(),
            )
        };
        let own = scene.facts.own_dates().first().and_then(|own| u32::try_from(own.day.year()).ok());
        let (from, to) = match told[..] {
            [from] if is_wedding(from) => (from, own),
            [from, to] if is_wedding(from) => (from, to.known_year()),
            _ => continue,
        };
        let Some((begin, now)) = from.known_year().zip(to) else { continue };
        let Some(passed) = now.checked_sub(begin) else { continue };
        relations.push(
            Relation::new(DateReading::Wedding, Span::new(end - word.len(), end), passed == years)
                .variant("wedding")
                .value("born", begin)
                .value("year", now)
                .value("expected", passed)
                .related("born", from.span),
        );
    }
}

/// Year of birth that the sentence around byte `at` names, and the other year of this sentence, if
/// it names one. `None` if there is no year of birth or more than one other year.
fn birth_and_now<'f>(scene: &Scene<'f, '_>, at: usize) -> Option<(&'f Resolved, Option<&'f Resolved>)> {
    let sentence = scene.sentence(at)?;
    let first = scene.dates.partition_point(|date| date.span.start() < sentence.start());
    let is_written = |date: &&Resolved| date.year.is_some_and(|year| year.source == Source::Written);
    let inside = scene.dates[first..].iter().take_while(|date| date.span.end() <= sentence.end());
    let mut years: Vec<&Resolved> = inside.filter(is_written).take(3).collect();
    let words = scene.facts.words();
    let is_birth = |date: &Resolved| {
        let behind = scene.behind(date.span.end(), 30);
        words.of(&dating::BORN).start_of(behind).is_some()
            || words.of(&dating::BIRTH).end_of(scene.before(date.span.start(), 30)).is_some()
    };
    let birth = years.iter().position(|date| is_birth(date)).map(|at| years.remove(at))?;
    match years[..] {
        [] => Some((birth, None)),
        [now] => Some((birth, Some(now))),
        _ => None,
    }
}

/// Compares the name of an age with the year of birth: 生于1955年…2025年已是古稀之年 ("born in 1955 … in 2025
/// at the age of seventy").
fn named(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    let names = scene.facts.words().of(&dating::AGE_NAME);
    for word in names.iter() {
        let Some(age) = names.value(word) else { continue };
        for at in scene.facts.places_of(word) {
            let Some((birth, now)) = birth_and_now(scene, at) else { continue };
            let own = scene.facts.own_dates().first().and_then(|own| u32::try_from(own.day.year()).ok());
            let Some(now) = now.and_then(Resolved::known_year).or(own) else { continue };
            let Some(passed) = birth.known_year().and_then(|born| now.checked_sub(born)) else { continue };
            relations.push(
                Relation::new(
                    DateReading::AgeName,
                    Span::new(at, at + word.len()),
                    (age..age + 10).contains(&(passed + 1)) || (age..age + 10).contains(&passed),
                )
                .value("born", now - passed)
                .value("year", now)
                .value("expected", passed)
                .related("born", birth.span),
            );
        }
    }
}

/// Compares a zodiac animal with the year of birth: 生于1990年，属马 ("born in 1990, year of the horse").
/// In the first weeks of a year the animal is that of the year before.
fn animal(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    for at in scene.facts.places_of("属") {
        let start = at + "属".len();
        let mut behind = scene.behind(start, 12).chars();
        let Some(said) = behind.next().filter(|&c| sexagenary::is_animal(c)) else { continue };
        // 附属马场, 属牛力拓展: the characters for horse and ox are parts of other words.
        let is_whole = behind.next().is_none_or(|c| matches!(c, '，' | '。' | '、' | '；' | '）' | '的'));
        let is_alone = scene.text[..at].ends_with(['，', '、', '（', '。', '生']);
        let Some((birth, _)) = birth_and_now(scene, at).filter(|_| is_whole && is_alone) else { continue };
        let Some(born) = birth.known_year() else { continue };
        let is = sexagenary::animal(sexagenary::of(born));
        let is_early = birth.month.is_none_or(|month| month.value <= 2);
        let holds =
            said == is || is_early && said == sexagenary::animal(sexagenary::of(born.saturating_sub(1)));
        let place = Span::new(at, start + said.len_utf8());
        relations.push(
            Relation::new(DateReading::Generation, place, holds)
                .variant("generation")
                .value("born", born)
                .value("expected", format!("属{is}"))
                .related("born", birth.span),
        );
    }
}

/// Compares the name of a generation with the year of birth: 出生于1992年…“90后” ("born in 1992 … the
/// nineties generation").
fn generation(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    for at in scene.facts.places_of("0后") {
        let head = &scene.text[..at];
        let Some(tens) = head.chars().next_back().and_then(|c| c.to_digit(10)) else { continue };
        let start = at - 1;
        if scene.text[..start].ends_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let Some((birth, _)) = birth_and_now(scene, at) else { continue };
        let Some(born) = birth.known_year().filter(|born| (1930..2030).contains(born)) else { continue };
        let place = Span::new(start, at + "0后".len());
        relations.push(
            Relation::new(DateReading::Generation, place, born / 10 % 10 == tens)
                .variant("generation")
                .value("born", born)
                .value("expected", format!("{}0后", born / 10 % 10))
                .related("born", birth.span),
        );
    }
}

//! Years since an event, and the numbers of yearly days: 新中国成立76周年 ("76th anniversary of New
//! China"), 建党104年来 ("in the 104 years since the founding of the Party"), 第41个教师节 ("the 41st
//! Teachers' Day").
//!
//! The number is compared with the year of the sentence, of the sentences near it or of the
//! document. It holds if it fits any year that the paragraph names.

use crate::facts::date::calendar::anniversaries::event_before;
use crate::facts::date::relations::reading::DateReading;
use crate::facts::date::relations::{Relation, Scene};
use crate::facts::date::resolved::{Resolved, Source};
use crate::text::numeral::whole;
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::dating;

/// Maximum number of bytes between a number of years and the name of the event to which it belongs,
/// before or after the number.
const MAX_EVENT: usize = 90;
/// Maximum number of bytes that are read after 第N个 ("the Nth") for the name of a yearly day, and
/// before a date for words of a founding.
const MAX_NAME: usize = 30;
/// Maximum number of bytes between the sentence with a number of years and a year outside of this
/// sentence with which the number is compared.
const MAX_BESIDE: usize = 600;
/// Maximum number of bytes between a number of years and a year of the same sentence that is
/// preferred to all other years.
const MAX_NEAR: usize = 240;

/// Number of dates before an anniversary that are searched for the founding.
const MAX_DATES: usize = 60;

/// Characters before a year that make it an end of a range or a basis of comparison, not the
/// present year: 到 ("until"), 从 ("from"), 比 ("than").
static ENDS: Signs = Signs::of("到至从自比由");
/// Characters before the short name of an event that make it an event of China: 庆祝建国 ("celebrate
/// the founding of the state"), 我国建国 ("the founding of our state").
static OWN: Signs = Signs::of("祝念来接迎是此在为逢值到向，、。：；（“\"我年与和及行展于");

/// Characters of verbs between a body and the number of its anniversary: 喜迎 ("happily greet"), 将迎来
/// ("will greet").
static GREETED: Signs = Signs::of("喜将迎来了即");

/// First characters after a number that make it a number of years or of a yearly day.
static UNITS: Signs = Signs::of("周年多个届次");

/// A number in the text that may count years (76周年, "76th anniversary") or yearly days (第41个, "the
/// 41st").
struct Number {
    value: u32,
    span: Span,
}

/// An event with its name, and the year from which its anniversaries are counted: 新中国成立 ("founding
/// of New China") and 1949.
#[derive(Clone, Copy)]
struct Event<'t> {
    name: &'t str,
    origin: u32,
}

pub(super) fn find(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    for token in scene.facts.tokens().numbers() {
        let span = token.span();
        // Most numbers are followed by another character.
        if !scene.text[span.end()..].starts_with(|c| UNITS.contains(c)) {
            continue;
        }
        let behind = scene.behind(span.end(), MAX_NAME);
        let unit =
            ["周年", "年前", "年来", "年以来", "多年"].into_iter().find(|unit| behind.starts_with(unit));
        if let Some(unit) = unit.filter(|unit| *unit != "多年") {
            let Some(value) = whole(span.of(scene.text)).filter(|value| (1..2000).contains(value)) else {
                continue;
            };
            let number = Number { value, span: Span::new(span.start(), span.end() + unit.len()) };
            if unit == "周年" {
                jubilee(scene, &number, relations);
            } else {
                since(scene, &number, unit, relations);
            }
        } else if scene.text[..span.start()].ends_with('第') && behind.starts_with(['个', '届', '次']) {
            let Some(value) = whole(span.of(scene.text)).filter(|value| (1..200).contains(value)) else {
                continue;
            };
            let number = Number {
                value,
                span: Span::new(span.start() - '第'.len_utf8(), span.end() + '个'.len_utf8()),
            };
            ordinal(scene, &number, relations);
        }
    }
}

/// Compares the number of an anniversary with the year of the event named before it: 76周年 ("76th
/// anniversary") after 庆祝新中国成立 ("celebrate the founding of New China").
fn jubilee(scene: &Scene<'_, '_>, number: &Number, relations: &mut Vec<Relation>) {
    let lead = scene.before(number.span.start(), MAX_EVENT);
    let lead = lead.trim_end_matches(['的', '第', ' ']);
    let happenings = scene.facts.words().of(&dating::HAPPENING);
    let event = event_before(lead, scene.facts.words()).map(|event| (event.words, event.year));
    let event =
        event.or_else(|| happenings.end_of(lead).and_then(|word| Some((word, happenings.value(word)?))));
    // 新中国迎来76周年华诞 ("New China greets its 76th birthday")
    let bodies = scene.facts.words().of(&dating::BODY);
    let body = || {
        let head = lead.trim_end_matches(|c| GREETED.contains(c));
        let word = bodies.end_of(head).filter(|_| head.len() < lead.len())?;
        Some((word, bodies.value(word)?))
    };
    let Some((event, origin)) = event.or_else(body).or_else(|| life(scene, lead, number)) else {
        own_jubilee(scene, number, relations);
        return founded(scene, number, relations);
    };
    // 越南建国 ("founding of the state of Vietnam"), 某共产党成立 ("founding of a Communist Party")
    let head = &lead[..lead.rfind(event).unwrap_or(0)];
    let is_life = scene.facts.words().of(&dating::LIFE_JUBILEE).contains(event);
    let is_short = !is_life && event.chars().count() <= 3;
    if is_short && !head.is_empty() && !head.ends_with(|c| OWN.contains(c)) {
        return;
    }
    let behind = scene.behind(number.span.end(), MAX_EVENT);
    if scene.facts.words().of(&dating::PAST_EVENT).start_of(behind).is_some() {
        return;
    }
    judge(scene, number, Event { name: event, origin }, DateReading::Jubilee, relations);
}

/// Year of birth or death from the brackets before an anniversary, with the word that says which of
/// the two is meant: 1936 and 逝世 ("death") for 鲁迅（1881—1936）先生逝世90周年 ("90th anniversary of the
/// death of Lu Xun").
fn life<'f>(scene: &Scene<'f, '_>, lead: &'f str, number: &Number) -> Option<(&'f str, u32)> {
    let lives = scene.facts.words().of(&dating::LIFE_JUBILEE);
    let which = lives.value(lives.end_of(lead)?)?;
    let sentence = scene.sentence(number.span.start())?;
    let head = Span::new(sentence.start(), number.span.start()).of(scene.text);
    let open = head.rfind(['（', '('])?;
    let inside = head[open..].trim_start_matches(['（', '(']);
    let inside = &inside[..inside.find(['）', ')'])?];
    let mut years = inside.split(['—', '-', '～', '－', '–', '至']).filter(|year| !year.trim().is_empty());
    let year = |written: Option<&str>| {
        let digits = written?.trim().get(..4)?;
        digits.parse::<u32>().ok().filter(|year| (1000..2200).contains(year))
    };
    let (born, died) = (year(years.next()), year(years.next()));
    let name = &lead[lead.len() - lives.end_of(lead)?.len()..];
    Some((name, if which == 1 { born? } else { died.filter(|_| years.next().is_none())? }))
}

/// Compares the anniversary of the author's own organisation with the only founding that the text
/// mentions: 2008年5月，我们挂牌开张 …… 2023年5月，公司将迎来成立十五周年 ("in May 2008 we opened … in May 2023 the
/// company will be fifteen").
fn own_jubilee(scene: &Scene<'_, '_>, number: &Number, relations: &mut Vec<Relation>) {
    let words = scene.facts.words();
    let lead = scene.before(number.span.start(), MAX_EVENT).trim_end_matches('的');
    let sentence = scene.sentence(number.span.start());
    let Some((word, sentence)) = words.of(&dating::OWN_JUBILEE).end_of(lead).zip(sentence) else { return };
    let is_written = |date: &&Resolved| date.year.is_some_and(|year| year.source == Source::Written);
    let is_begun = |date: &&Resolved| {
        let clause = scene.behind(date.span.end(), MAX_EVENT);
        let clause = clause.split(['。', '；']).next().unwrap_or_default();
        let before = scene.before(date.span.start(), MAX_NAME);
        let is_founded = words.of(&dating::FOUNDED).end_of(before).is_some()
            || words.of(&dating::BEGAN).is_in(clause.split("周年").next().unwrap_or_default())
                && !clause.contains("周年");
        is_founded && !sentence.contains(date.span)
    };
    let next = scene.dates.partition_point(|date| date.span.start() < number.span.start());
    let first = next.saturating_sub(MAX_DATES);
    let mut begun = scene.dates[first..next].iter().filter(is_written).filter(is_begun);
    let Some(first) = begun
        .next()
        .filter(|first| begun.all(|other| other.year.map(|year| year.value) == first.known_year()))
    else {
        return;
    };
    let inside = scene.dates[..next].iter().rev().take_while(|date| date.span.start() >= sentence.start());
    let now = inside.into_iter().find(|date| is_written(date) && sentence.contains(date.span));
    let own = scene.facts.own_dates().first();
    let own = own.and_then(|own| Some((u32::try_from(own.day.year()).ok()?, own.span)));
    let now = now.and_then(|date| Some((date.known_year()?, Some(date.span))));
    let (Some(from), Some((to, place))) = (first.known_year(), now.or(own)) else { return };
    let Some(passed) = to.checked_sub(from).filter(|passed| *passed > 0) else { return };
    // If the difference is larger, the anniversary is of another body.
    let apart = passed.abs_diff(number.value);
    if apart > 2 && apart != 10 {
        return;
    }
    let fits = own.is_some_and(|(year, _)| year.checked_sub(from) == Some(number.value));
    let mut relation = Relation::new(DateReading::OwnJubilee, number.span, apart == 0 || fits)
        .variant("since")
        .value("since", from)
        .value("year", to)
        .value("event", format!("{}{word}", first.span.of(scene.text)))
        .value("expected", passed)
        .related("since", first.span);
    if let Some(place) = place {
        relation = relation.related("year", place);
    }
    relations.push(relation);
}

/// Compares an anniversary in the title with the year of founding in the text: 一中110周年校庆公告 ("110th
/// anniversary of No. 1 Middle School") with 始建于1916年 ("founded in 1916") and 2026年10月18日.
fn founded(scene: &Scene<'_, '_>, number: &Number, relations: &mut Vec<Relation>) {
    let behind = scene.behind(number.span.end(), MAX_NAME);
    let words = scene.facts.words();
    if words.of(&dating::JUBILEE).start_of(behind).is_none() {
        return;
    }
    let next = scene.dates.partition_point(|date| date.span.start() < number.span.end());
    let mut dates =
        scene.dates[next..].iter().take_while(|date| date.span.start() < number.span.end() + MAX_BESIDE);
    let is_founding = |date: &&Resolved| {
        words.of(&dating::FOUNDED).end_of(scene.before(date.span.start(), MAX_NAME)).is_some()
    };
    let Some(first) = dates.find(is_founding) else { return };
    let Some(last) =
        dates.find(|date| date.day.is_some() && date.year.is_some_and(|year| year.source == Source::Written))
    else {
        return;
    };
    let (Some(from), Some(to)) = (first.known_year(), last.known_year()) else { return };
    let Some(passed) = to.checked_sub(from) else { return };
    relations.push(
        Relation::new(DateReading::Founded, number.span, number.value == passed)
            .variant("since")
            .value("since", from)
            .value("year", to)
            .value("event", first.span.of(scene.text))
            .value("expected", passed)
            .related("since", first.span)
            .related("year", last.span),
    );
}

/// Compares a number of years with the year of the event named beside it: 70年前，志愿军…跨过鸭绿江 ("70 years
/// ago the volunteers … crossed the Yalu"); 中国共产党成立104年来 ("in the 104 years since the Party was
/// founded").
fn since(scene: &Scene<'_, '_>, number: &Number, unit: &str, relations: &mut Vec<Relation>) {
    let happenings = scene.facts.words().of(&dating::HAPPENING);
    let found = if unit == "年前" {
        let sentence = scene.behind(number.span.end(), MAX_EVENT);
        let clause = sentence.split(['。', '；']).next().unwrap_or_default();
        clause.char_indices().find_map(|(at, _)| happenings.start_of(&clause[at..]))
    } else {
        happenings.end_of(scene.before(number.span.start(), MAX_EVENT))
    };
    let Some(event) = found else { return };
    let Some(year) = happenings.value(event) else { return };
    judge(scene, number, Event { name: event, origin: year }, DateReading::YearsSince, relations);
}

/// Compares the number of a yearly day with the year in which the day was introduced: 第41个教师节 ("the
/// 41st Teachers' Day").
fn ordinal(scene: &Scene<'_, '_>, number: &Number, relations: &mut Vec<Relation>) {
    let days = scene.facts.words().of(&dating::YEARLY_DAY);
    let window = scene.behind(number.span.end(), MAX_NAME);
    let clause = window.split(['，', '。', '、', '；']).next().unwrap_or_default();
    let clause = clause.trim_start_matches(['“', '"']);
    // 第26个中国记者节 ("the 26th Journalists' Day of China")
    let short = ["中国", "国际", "全国"].iter().find_map(|word| clause.strip_prefix(word));
    let clause = short
        .filter(|short| days.start_of(clause).is_none() && days.start_of(short).is_some())
        .unwrap_or(clause);
    let Some(day) = days.start_of(clause).filter(|day| !clause[day.len()..].starts_with("主题")) else {
        return;
    };
    let Some(first) = days.value(day) else { return };
    // The first such day is number 1 in its first year, so the count starts a year earlier.
    judge(scene, number, Event { name: day, origin: first - 1 }, DateReading::YearlyDay, relations);
}

/// Compares a number of years with the years since `event`, and adds the relation. The number holds
/// if any year near it, or the year of the document, fits. If none fits, it is compared with the
/// most likely year ([`year_of`]); if there is none, nothing is added.
fn judge(
    scene: &Scene<'_, '_>,
    number: &Number,
    event: Event<'_>,
    reading: DateReading,
    relations: &mut Vec<Relation>,
) {
    let origin = event.origin;
    let (text, at) = (scene.text, number.span.start());
    let Some(sentence) = scene.sentence(at) else { return };
    let is_quoted =
        text[sentence.start()..at].matches('《').count() > text[sentence.start()..at].matches('》').count();
    if is_quoted {
        return;
    }
    let block = scene.facts.doc.block_at(at);
    let block = scene.facts.doc.blocks()[block].span;
    let first = scene.dates.partition_point(|date| date.span.end() + MAX_BESIDE < sentence.start());
    let near: Vec<_> = scene.dates[first..]
        .iter()
        .take_while(|date| date.span.start() < sentence.end() + MAX_BESIDE)
        .collect();
    let own = scene.facts.own_dates().first().and_then(|own| u32::try_from(own.day.year()).ok());
    let fits = |year: u32| year.checked_sub(origin).is_some_and(|passed| passed == number.value);
    if near
        .iter()
        .filter(|date| date.span.start() >= block.start().saturating_sub(MAX_BESIDE))
        .filter_map(|date| date.known_year())
        .any(fits)
        || own.is_some_and(fits)
    {
        let said = origin + number.value;
        relations.push(relation(reading, number, event, said, true));
        return;
    }
    let Some((year, place)) = year_of(scene, number, origin, &near, reading) else { return };
    if year <= origin {
        return;
    }
    let mut found = relation(reading, number, event, year, false);
    if let Some(place) = place {
        found = found.related("year", place);
    }
    relations.push(found);
}

/// The most likely year from which a number of years is counted back, with its span. It is a year
/// of the same sentence, preferably one before the number; else a year near the sentence that the
/// text calls the present; else the year of the document, if the clause is about the present.
fn year_of(
    scene: &Scene<'_, '_>,
    number: &Number,
    origin: u32,
    near: &[&Resolved],
    reading: DateReading,
) -> Option<(u32, Option<Span>)> {
    let (text, at) = (scene.text, number.span.start());
    let sentence = scene.sentence(at)?;
    let words = scene.facts.words();
    let known = |date: &&&Resolved| {
        let is_written = date.year.is_some_and(|year| year.source == Source::Written);
        // 到2030年 ("until 2030"), 从1997年 ("from 1997") are the ends of ranges.
        let lead = &text[..date.span.start()];
        is_written && date.known_year() != Some(origin) && !lead.ends_with(|c| ENDS.contains(c))
    };
    let taken = |date: &&Resolved| Some((date.known_year()?, Some(date.span)));
    let inside = || near.iter().filter(known).filter(|date| sentence.contains(date.span));
    let before = inside().rev().find(|date| date.span.end() <= at && at - date.span.end() <= MAX_NEAR);
    let behind = || {
        inside()
            .find(|date| date.span.start() >= at && date.span.start() - at <= MAX_NEAR && date.day.is_some())
    };
    if let Some(date) = before.or_else(behind) {
        return taken(date);
    }
    // 在2025年“七一”即将到来之际，…。中国共产党成立104年来 ("as 1 July 2025 is near, … In the 104 years since the Party
    // was founded")
    let is_ahead = |date: &&&Resolved| {
        let window = scene.behind(date.span.end(), MAX_EVENT);
        let clause = window.split(['，', '。']).next().unwrap_or_default();
        at.checked_sub(date.span.end()).is_some_and(|gap| gap <= MAX_BESIDE)
            && clause.char_indices().any(|(at, _)| words.of(&dating::AHEAD).start_of(&clause[at..]).is_some())
    };
    if let Some(date) = near.iter().filter(known).find(is_ahead) {
        return taken(date);
    }
    let lead = scene.before(at, MAX_EVENT);
    let lead = lead.rsplit(['。', '；']).next().unwrap_or_default();
    let trail = scene.behind(number.span.end(), MAX_EVENT);
    let trail = trail.split(['，', '。', '；']).next().unwrap_or_default();
    let today = sentence.of(text);
    let is_now = words.of(&dating::PRESENT).is_in(lead)
        || trail.char_indices().any(|(at, _)| words.of(&dating::AHEAD).start_of(&trail[at..]).is_some())
        || today.contains("今天") && words.of(&dating::GATHERING).is_in(today)
        || reading == DateReading::YearlyDay && words.of(&dating::COMING).is_in(lead);
    let of_today = |date: &&&Resolved| {
        text[date.span.end()..].starts_with("的今天") || text[..date.span.start()].ends_with("今天，")
    };
    let told = near.iter().filter(known).find(of_today);
    if let Some(date) = told.filter(|_| is_now || reading == DateReading::YearsSince) {
        return taken(date);
    }
    let own = scene.facts.own_dates().first().filter(|_| is_now)?;
    Some((u32::try_from(own.day.year()).ok()?, own.span))
}

fn relation(reading: DateReading, number: &Number, event: Event<'_>, year: u32, holds: bool) -> Relation {
    let Event { name, origin } = event;
    let relation = Relation::new(reading, number.span, holds)
        .value("year", year)
        .value("event", name)
        .value("expected", year.saturating_sub(origin));
    match reading {
        DateReading::YearlyDay => relation.variant("ordinal").value("since", origin + 1),
        DateReading::YearsSince => relation.variant("years").value("since", origin),
        _ => relation.value("since", origin),
    }
}

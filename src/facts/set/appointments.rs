//! Hours and days of events that share a clause or a sentence with them, in any order:
//! 科技对接会，27日14:00，三楼 ("matchmaking, on the 27th, 14:00, 3rd floor"), 今天下午的分组讨论3:00开始 ("this
//! afternoon's discussion begins at 3").

use crate::facts::Facts;
use crate::facts::date::times::TimeMention;
use crate::facts::set::part_start::{Begins, NOON, PartStart, UNTIL};
use crate::facts::set::submissions::limit;
use crate::text::chars::is_han;
use crate::text::span::Span;
use crate::words::class::Class;
use crate::words::members::Members;
use crate::words::{set, time};

/// Signs that end a sentence or a part of it about one event.
const SEGMENT: [char; 4] = ['。', '；', ';', '\n'];
/// Signs that end a clause.
const CLAUSE: [char; 2] = ['，', ','];
/// Parts of a meeting that are read.
const PARTS: [&Class; 2] = [&set::DISCUSSION, &set::PHOTO];
/// Nouns of other events.
const EVENTS: [&Class; 3] = [&set::LATER_SITTING, &set::SIDE_EVENT, &set::NAMED_EVENT];
/// Number of characters of a noun that tells one event from the others of a meeting: 签约仪式
/// ("signing ceremony").
const LONG: usize = 4;
/// Number of characters before a shorter noun that belong to the name: 金融 in 金融|对接会 ("finance |
/// matchmaking").
const MODIFIER: usize = 2;
/// Maximum number of bytes of a sentence that is read.
const MAX_SEGMENT: usize = 400;

/// Finds the hours and days of all events, in order.
pub(super) fn find(facts: &Facts<'_>) -> Vec<PartStart> {
    let text = facts.doc.text();
    let mut found = Vec::new();
    for block in facts.doc.blocks() {
        for segment in pieces(text, block.span, &SEGMENT) {
            if segment.len() > MAX_SEGMENT || !has_time(facts, segment) {
                continue;
            }
            let before = found.len();
            for clause in pieces(text, segment, &CLAUSE) {
                found.extend(hour(facts, clause, segment));
            }
            if found.len() == before {
                found.extend(hour(facts, segment, segment));
            }
            found.extend(day(facts, segment));
        }
    }
    found
}

/// Event that `text` names. `None` if it names none or several.
pub(super) fn event_in(facts: &Facts<'_>, text: &str) -> Option<Box<str>> {
    let words = facts.words();
    let of = |class: &'static Class| words.of(class).places_in(text).into_iter();
    let parts = PARTS.into_iter().filter(|class| words.of(class).is_in(text)).map(|class| class.id.into());
    let events =
        EVENTS.into_iter().flat_map(|class| of(class).filter_map(move |at| name(text, at, words.of(class))));
    let mut all = parts.chain(events);
    let first = all.next()?;
    all.all(|other: Box<str>| other == first).then_some(first)
}

/// Name of the event whose noun begins at byte `at`.
fn name(text: &str, at: usize, nouns: Members<'_>) -> Option<Box<str>> {
    let noun = nouns.start_of(&text[at..])?;
    let end = at + noun.len();
    // 在启动仪式上 ("at the opening") introduces other facts about the event.
    if text[end..].starts_with(['上', '中', '后', '前']) {
        return None;
    }
    let modifier = text[..at].char_indices().rev().take(MODIFIER).take_while(|(_, c)| is_han(*c)).last();
    let start = modifier.map_or(at, |(start, _)| start);
    Some(text[if noun.chars().count() < LONG { start } else { at }..end].into())
}

/// Reads the only event and the only hour in `unit`. `segment` gives the day.
fn hour(facts: &Facts<'_>, unit: Span, segment: Span) -> Option<PartStart> {
    let text = facts.doc.text();
    let mut times = times(facts, unit);
    let first = times.next()?;
    let is_end = |next: &TimeMention| {
        let between = &text[first.span.end()..next.span.start()];
        between.chars().all(|c| UNTIL.contains(&c))
    };
    let is_one = times.next().is_none_or(is_end) && times.next().is_none();
    let is_of_other = facts.words().of(&set::OTHER_MEETING).is_in(unit.of(text));
    if !is_one || is_of_other || !is_current(facts, segment, first.span.end()) {
        return None;
    }
    let part = event_in(facts, unit.of(text))?;
    let begins = Begins::Hour(first.minutes() % NOON);
    Some(PartStart { span: first.span, begins, part, day: day_before(facts, first.span) })
}

/// Reads the only event and the only day in `segment`, if the half of the day is given: 3月12日晚
/// ("on the evening of 12 March").
fn day(facts: &Facts<'_>, segment: Span) -> Option<PartStart> {
    let text = facts.doc.text();
    let dates = facts.dates();
    let first = dates.partition_point(|date| date.span.start() < segment.start());
    let mut dates = dates[first..].iter().take_while(|date| date.span.end() <= segment.end());
    let date = dates.next().filter(|_| dates.next().is_none())?;
    let behind = &text[date.span.end()..segment.end()];
    let halves = [&time::MORNING, &time::AFTERNOON];
    let is_timed = behind.starts_with('晚')
        || halves.iter().any(|class| facts.words().of(class).start_of(behind).is_some());
    let part = event_in(facts, segment.of(text))
        .filter(|_| is_timed && is_current(facts, segment, date.span.end()))?;
    let day = (date.known_month()?, date.known_day()?);
    Some(PartStart { span: date.span, begins: Begins::Day(day.0, day.1), part, day: Some(day) })
}

/// True unless a segment speaks of last year, or the time that ends at byte `end` is a limit.
fn is_current(facts: &Facts<'_>, segment: Span, end: usize) -> bool {
    let text = facts.doc.text();
    !facts.words().of(&set::LAST_YEAR).is_in(segment.of(text)) && limit(&text[end..segment.end()]).is_none()
}

/// Month and day that the sentence gives last before the hour at `span`.
pub(super) fn day_before(facts: &Facts<'_>, span: Span) -> Option<(u32, u32)> {
    let sentence = facts.sentences().at(span.start())?;
    let dates = facts.dates();
    let date = &dates[dates.partition_point(|date| date.span.end() <= span.start()).checked_sub(1)?];
    (date.span.start() >= sentence.start()).then_some((date.known_month()?, date.known_day()?))
}

/// True if a time or a date begins in `unit`.
fn has_time(facts: &Facts<'_>, unit: Span) -> bool {
    let dates = facts.dates();
    let date = dates.get(dates.partition_point(|date| date.span.start() < unit.start()));
    times(facts, unit).next().is_some() || date.is_some_and(|date| date.span.end() <= unit.end())
}

/// Times of day in `unit`.
fn times<'f>(facts: &'f Facts<'_>, unit: Span) -> impl Iterator<Item = &'f TimeMention> {
    let times = facts.times();
    let first = times.partition_point(|time| time.span.start() < unit.start());
    times[first..].iter().take_while(move |time| time.span.end() <= unit.end())
}

/// Parts of `span` between the signs in `ends`.
fn pieces<'t>(text: &'t str, span: Span, ends: &'t [char]) -> impl Iterator<Item = Span> + 't {
    let mut from = span.start();
    span.of(text).split_inclusive(ends).map(move |piece| {
        let start = from;
        from += piece.len();
        Span::new(start, start + piece.trim_end_matches(ends).len())
    })
}

//! Events with names of their own, such as drills and conferences, with their dates and places:
//! 4月18日在柳林镇沙洲段组织防汛综合演练 ("a flood drill on 18 April at Shazhou in Liulin town").

use crate::facts::Facts;
use crate::facts::date::dates::DateMention;
use crate::facts::set::submissions::limit;
use crate::facts::set::venue::Venue;
use crate::facts::set::wording::near;
use crate::facts::set::{ahead, date_clauses};
use crate::text::chars::{is_blank, is_han};
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::{Words, set};

/// Maximum number of characters of the name of an event.
const MAX_NAME: usize = 24;
/// Maximum number of characters between a date and the name of its event.
const MAX_BETWEEN: usize = 40;
/// Minimum number of characters of a name with its noun. Shorter ones, such as 应急演练 ("emergency
/// drill"), do not tell one event from another.
const MIN_NAME: usize = 6;
/// Maximum number of characters of a weekday in brackets after a date.
const MAX_WEEKDAY: usize = 4;
/// Characters before 展 ("exhibition") with which it forms another word: 发展 ("development").
static NO_SHOW: Signs = Signs::of("开进发拓扩施伸");
/// Length of a place, in characters.
const PLACE: std::ops::RangeInclusive<usize> = 3..=20;
/// Signs that end a clause.
const ENDS: [char; 13] = ['，', ',', '；', ';', '。', '！', '：', ':', '（', '(', '）', '、', '\n'];

/// Event with a name of its own, with its date and its place.
#[derive(Clone, Debug)]
pub struct NamedEvent {
    /// The name without the area, from its first modifier to its noun.
    pub name: Box<[char]>,
    /// Span of the date.
    pub date_at: Span,
    /// The year, as written or from 今年 ("this year") and 去年 ("last year"). `None` if none is given.
    pub year: Option<u32>,
    /// The month.
    pub month: u32,
    /// The day of the month, if it is given.
    pub day: Option<u32>,
    /// The place, if the sentence names one.
    pub venue: Option<(Span, Venue)>,
}

impl NamedEvent {
    /// True if both names may mean the same event: one ends with the other.
    pub fn is_same(&self, other: &Self) -> bool {
        self.name.ends_with(&other.name) || other.name.ends_with(&self.name)
    }

    /// True if both events may be in the same year. `own` are the years of the two papers, which
    /// count if an event has no year.
    pub fn is_same_year(&self, other: &Self, own: [Option<u32>; 2]) -> bool {
        match (self.year, other.year) {
            (Some(one), Some(other)) => one == other,
            (Some(one), None) => own[1] == Some(one),
            (None, Some(other)) => own[0] == Some(other),
            (None, None) => own[0] == own[1],
        }
    }

    /// True if both events may be on the same day. A month without a day agrees with each of its
    /// days.
    pub fn is_same_day(&self, other: &Self) -> bool {
        let is_day = self.day.is_none() || other.day.is_none() || self.day == other.day;
        self.month == other.month && is_day
    }
}

/// All events with a name and a date, in order. `own` is the year of the document.
pub(super) fn find(facts: &Facts<'_>, own: Option<u32>) -> Vec<NamedEvent> {
    let dates = facts.dates();
    let events = dates.iter().enumerate().filter_map(|(at, date)| {
        // 4月8日至10日 ("8 to 10 April"): an event of several days has its first one.
        let ranges = facts.date_ranges();
        let range = ranges.get(ranges.partition_point(|range| range.span.start() < date.span.start()));
        let end = range.filter(|range| range.first.span == date.span).map(|range| range.span.end());
        let span = Span::new(date.span.start(), end.unwrap_or(date.span.end()));
        let next = dates[at + 1..].iter().map(|next| next.span.start()).find(|next| *next >= span.end());
        event(facts, (date, span), next, own)
    });
    events.collect()
}

/// Reads the event that is named before or after a date, with the span of the days that begin with
/// it. `next` is the start of the next date.
fn event(
    facts: &Facts<'_>,
    (date, span): (&DateMention, Span),
    next: Option<usize>,
    own: Option<u32>,
) -> Option<NamedEvent> {
    let (text, words) = (facts.doc.text(), facts.words());
    let month = date.known_month()?;
    let sentence = facts.sentences().at(span.start())?;
    let before = near(text, sentence.start(), span.start());
    let behind = &text[span.end()..sentence.end().max(span.end()).min(next.unwrap_or(text.len()))];
    let behind =
        &behind[..behind.char_indices().nth(MAX_BETWEEN + MAX_NAME).map_or(behind.len(), |(at, _)| at)];
    let clause = before.rsplit(ENDS).next().unwrap_or_default();
    // 4月20日前 ("before 20 April") is a limit, and so is the last day of a period.
    let is_range =
        behind.starts_with(['至', '到', '—', '-', '～', '~']) || before.ends_with(['至', '到', '—', '-']);
    if limit(behind).is_some() || is_range || date_clauses::is_as_of(clause) {
        return None;
    }
    let rest = behind.trim_start_matches(|c| is_blank(c) || c == '，' || c == ',');
    let rest = match rest.strip_prefix(['（', '(']).and_then(|words| words.split_once(['）', ')'])) {
        // 4月8日（星期二） ("Tuesday")
        Some((inside, behind)) if inside.chars().count() <= MAX_WEEKDAY => {
            behind.trim_start_matches(['，', ','])
        }
        _ => rest,
    };
    let clause_behind = &rest[..rest.find(ENDS).unwrap_or(rest.len())];
    let scheduled =
        words.of(&set::SCHEDULED).end_of(clause).map_or(clause, |word| &clause[..clause.len() - word.len()]);
    let name = ending(scheduled.trim_end_matches(is_blank), words);
    // 办好茶业博览会。今年的博览会于4月16日举行 ("run the tea fair. This year's fair is on 16 April")
    let earlier = || {
        let noun = words.of(&set::NAMED_EVENT).end_of(scheduled.trim_end_matches(is_blank))?;
        let start = span.start() - before.len();
        let said = near(text, 0, start).trim_end_matches(['。', '；']);
        said.ends_with(noun.trim_end_matches('会')).then(|| self::name(said.rsplit(ENDS).next()?, words))?
    };
    let name = name.or_else(earlier).or_else(|| first(clause_behind, words))?;
    let relative =
        [&set::THIS_YEAR, &set::LAST_YEAR, &set::NEXT_YEAR].map(|class| words.of(class).is_in(before));
    let year = match (date.known_year(), relative) {
        (Some(year), _) => Some(year),
        (None, [true, false, false]) => Some(own?),
        (None, [false, true, false]) => Some(own? - 1),
        (None, [false, false, true]) => Some(own? + 1),
        _ => None,
    };
    Some(NamedEvent {
        name,
        date_at: span,
        year,
        month,
        day: date.known_day(),
        venue: venue(facts, span.start(), span.end() + behind.len()),
    })
}

/// Name of the event at the end of the words before a date.
fn ending(before: &str, words: &Words) -> Option<Box<[char]>> {
    words.of(&set::NAMED_EVENT).end_of(before)?;
    name(before, words)
}

/// Name of the first event that a clause names.
fn first(clause: &str, words: &Words) -> Option<Box<[char]>> {
    let nouns = words.of(&set::NAMED_EVENT);
    let mut places = nouns.places_in(clause);
    places.sort_unstable();
    places.into_iter().find_map(|at| {
        let end = at + nouns.start_of(&clause[at..])?.len();
        let behind = &clause[end..];
        let is_end = !behind.starts_with(is_han) || words.of(&set::BEHIND_EVENT).start_of(behind).is_some();
        name(&clause[..end], words).filter(|_| is_end)
    })
}

/// Name of the event that `before` ends with, without its area and the words before the name.
fn name(before: &str, words: &Words) -> Option<Box<[char]>> {
    let is_part = |c: char| is_han(c) || c.is_ascii_alphanumeric() || matches!(c, '“' | '”' | '·');
    let start = before.char_indices().rev().take(MAX_NAME).take_while(|(_, c)| is_part(*c)).last()?.0;
    let run = &before[start..];
    // 开展 ("carry out") is no exhibition.
    if run.strip_suffix('展').is_some_and(|lead| lead.ends_with(|c| NO_SHOW.contains(c))) {
        return None;
    }
    let [doing, others] = [&set::DOING, &set::BEFORE_EVENT].map(|class| words.of(class));
    let cut = doing.iter().chain(others.iter()).filter_map(|word| Some(run.rfind(word)? + word.len())).max();
    let run = &run[cut.filter(|cut| *cut < run.len()).unwrap_or(0)..];
    let run = &run[words.of(&set::WHOLE_AREA).start_of(run).map_or(0, str::len)..];
    let name: Box<[char]> = run.chars().filter(|c| is_han(*c) || c.is_ascii_alphanumeric()).collect();
    (name.len() >= MIN_NAME).then_some(name)
}

/// The place between 在 ("at") and the verb: 在|柳林镇沙洲段|组织 ("holds").
fn venue(facts: &Facts<'_>, start: usize, end: usize) -> Option<(Span, Venue)> {
    let (text, words) = (facts.doc.text(), facts.words());
    let words_around = text.get(start..end)?;
    words_around.match_indices('在').find_map(|(at, lead)| {
        let from = start + at + lead.len();
        let behind = ahead(&text[..end], from);
        let clause = &behind[..behind.find(ENDS).unwrap_or(behind.len())];
        let verb = words.of(&set::DOING).places_in(clause).into_iter().min()?;
        let place = &clause[..verb];
        // 我市|望川县 ("our city")
        let own = words.of(&set::WHOLE_AREA).start_of(place).map_or(0, str::len);
        let span = Span::new(from + own, from + place.len());
        let place = span.of(text);
        let is_named = PLACE.contains(&place.chars().count())
            && place.chars().all(|c| is_han(c) || c.is_ascii_alphanumeric())
            && !words.of(&set::UNNAMED_PLACE).is_in(place);
        is_named.then(|| (span, Venue::new(place, words)))
    })
}

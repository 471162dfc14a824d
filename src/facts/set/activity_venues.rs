//! Locations of the parts of a meeting and of side events: 在石鼓岭开展义务植树 ("plant trees at Shigu
//! Ridge"), 13:40在北门集合 ("meet at the north gate at 13:40"), 参加植树的同志前往枫树湾 ("those who plant trees go
//! to Fengshu Bay").

use crate::facts::Facts;
use crate::facts::set::ahead;
use crate::facts::set::part_starts::part_in;
use crate::facts::set::venue::Venue;
use crate::facts::set::wording::near;
use crate::text::chars::is_han;
use crate::text::span::Span;
use crate::words::set;

/// Number of characters of a location's name.
const PLACE: std::ops::RangeInclusive<usize> = 4..=24;
/// Signs that end a clause.
const ENDS: [char; 12] = ['，', ',', '；', ';', '。', '！', '？', '：', '（', '(', '）', '\n'];
/// Verbs of going, which come before a location.
const GOING: [&str; 5] = ["前往", "赶赴", "奔赴", "赴", "来到"];

/// Location at which a part of the meeting or a side event takes place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityVenue {
    /// Span of the location.
    pub span: Span,
    /// Event: the id of the word class for a part of the meeting, or the word for another event.
    pub event: Box<str>,
    /// The location.
    pub venue: Venue,
}

/// Finds all locations of parts of the meeting and of side events.
pub(super) fn find(facts: &Facts<'_>) -> Vec<ActivityVenue> {
    let mut found: Vec<ActivityVenue> =
        facts.places_of("在").filter_map(|at| before_activity(facts, at)).collect();
    let going = GOING.iter().flat_map(|word| facts.places_of(word).map(|at| (at, at + word.len())));
    let going: Vec<(usize, usize)> = going.collect();
    found.extend(going.iter().filter_map(|(at, end)| after_event(facts, *at, *end)));
    let arrivals = facts.places_of("到").map(|at| at + '到'.len_utf8());
    let arrivals = arrivals.chain(going.iter().map(|(_, end)| *end));
    found.extend(arrivals.filter_map(|end| before_visit(facts, end)));
    found.sort_by_key(|site| site.span);
    found.dedup_by_key(|site| site.span);
    found
}

/// Reads a location followed by the activity: 在石鼓岭开展义务植树 ("plant trees at Shigu Ridge").
fn before_activity(facts: &Facts<'_>, at: usize) -> Option<ActivityVenue> {
    let start = at + '在'.len_utf8();
    let clause = clause(facts.doc.text(), start);
    let verb = verb(facts, clause)?;
    let event = part_in(facts, &clause[verb..])?;
    activity_venue(facts, Span::new(start, start + verb), event)
}

/// Reads a location after the name of the event in the same sentence: 参加义务植树的同志统一前往枫树湾 ("those who
/// plant trees go to Fengshu Bay together").
fn after_event(facts: &Facts<'_>, at: usize, start: usize) -> Option<ActivityVenue> {
    let text = facts.doc.text();
    let sentence = facts.sentences().at(at)?;
    let before = near(text, sentence.start(), at);
    let clause = clause(text, start);
    let place = &clause[..verb(facts, clause).unwrap_or(clause.len())];
    let words = facts.words();
    // 义务植树基地 ("site for planting trees") is a location.
    let end = start + place.len();
    let behind = ahead(&text[..sentence.end().max(end)], end);
    let side =
        [before, behind].iter().find_map(|part| words.of(&set::SIDE_EVENT).found_in(part).first().copied());
    let event = side.or_else(|| words.of(&set::VISITING).is_in(before).then_some(set::VISITING.id))?;
    activity_venue(facts, Span::new(start, start + place.len()), event)
}

/// Reads a location with the event directly after it: 到白沙镇石岭村实地观摩 ("visit Shiling Village in Baisha
/// Town").
fn before_visit(facts: &Facts<'_>, start: usize) -> Option<ActivityVenue> {
    let words = facts.words();
    let clause = clause(facts.doc.text(), start);
    let at = words.of(&set::VISITING).places_in(clause).into_iter().min()?;
    let place = clause[..at].trim_end_matches(['实', '地', '现', '场']);
    let is_place =
        [&set::PLACE_END, &set::PLACE_SUFFIX].iter().any(|class| words.of(class).end_of(place).is_some());
    is_place.then(|| activity_venue(facts, Span::new(start, start + place.len()), set::VISITING.id))?
}

/// Offset of the first verb between a location and the activity.
fn verb(facts: &Facts<'_>, clause: &str) -> Option<usize> {
    facts.words().of(&set::DOING).places_in(clause).into_iter().min()
}

/// Text from byte `start` to the end of its clause.
fn clause(text: &str, start: usize) -> &str {
    let behind = ahead(text, start);
    &behind[..behind.find(ENDS).unwrap_or(behind.len())]
}

/// Reads a single location at `span`. `None` for a list of several.
fn activity_venue(facts: &Facts<'_>, span: Span, event: &str) -> Option<ActivityVenue> {
    let place = span.of(facts.doc.text());
    let is_named = PLACE.contains(&place.chars().count())
        && place.chars().all(|c| is_han(c) || c.is_ascii_alphanumeric());
    let is_general = facts.words().of(&set::UNNAMED_PLACE).is_in(place);
    (is_named && !is_general).then(|| ActivityVenue {
        span,
        event: event.into(),
        venue: Venue::new(place, facts.words()),
    })
}

//! Places of the parts of a meeting and of side events: 在石鼓岭开展义务植树, 13:40在北门集合, 参加植树的同志前往枫树湾.

use crate::facts::Facts;
use crate::facts::set::ahead;
use crate::facts::set::hours::part_in;
use crate::facts::set::place::Place;
use crate::facts::set::wording::near;
use crate::text::chars::is_han;
use crate::text::span::Span;
use crate::words::set;

/// Length of a place, in characters.
const PLACE: std::ops::RangeInclusive<usize> = 4..=24;
/// Signs that end a clause.
const ENDS: [char; 12] = ['，', ',', '；', ';', '。', '！', '？', '：', '（', '(', '）', '\n'];
/// Verbs of going that come before a place.
const GOING: [&str; 5] = ["前往", "赶赴", "奔赴", "赴", "来到"];

/// The place of a part of the meeting or of a side event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidSite {
    /// Place in the text.
    pub span: Span,
    /// The event: the id of a part of the meeting, or the word for it.
    pub event: Box<str>,
    /// The place.
    pub place: Place,
}

/// All places of parts of the meeting and of side events.
pub(super) fn find(facts: &Facts<'_>) -> Vec<SaidSite> {
    let text = facts.doc.text();
    let mut found: Vec<SaidSite> = text.match_indices('在').filter_map(|(at, _)| held(facts, at)).collect();
    let going = GOING.iter().flat_map(|word| text.match_indices(word));
    found.extend(going.filter_map(|(at, word)| gone(facts, at, at + word.len())));
    let visited = text.match_indices('到').chain(GOING.iter().flat_map(|word| text.match_indices(word)));
    found.extend(visited.filter_map(|(at, word)| visited_at(facts, at + word.len())));
    found.sort_by_key(|site| site.span);
    found.dedup_by_key(|site| site.span);
    found
}

/// 在石鼓岭开展义务植树: a place followed by the activity.
fn held(facts: &Facts<'_>, at: usize) -> Option<SaidSite> {
    let start = at + '在'.len_utf8();
    let clause = clause(facts.doc.text(), start);
    let verb = verb(facts, clause)?;
    let event = part_in(facts, &clause[verb..])?;
    said(facts, Span::new(start, start + verb), event)
}

/// 参加义务植树的同志统一前往枫树湾: the sentence names the event before the place.
fn gone(facts: &Facts<'_>, at: usize, start: usize) -> Option<SaidSite> {
    let text = facts.doc.text();
    let sentence = facts.sentences().at(at)?;
    let before = near(text, sentence.start(), at);
    let clause = clause(text, start);
    let place = &clause[..verb(facts, clause).unwrap_or(clause.len())];
    let words = facts.words();
    // 义务植树基地 is a place.
    let end = start + place.len();
    let behind = ahead(&text[..sentence.end().max(end)], end);
    let side =
        [before, behind].iter().find_map(|part| words.of(&set::SIDE_EVENT).found_in(part).first().copied());
    let event = side.or_else(|| words.of(&set::VISITING).is_in(before).then_some(set::VISITING.id))?;
    said(facts, Span::new(start, start + place.len()), event)
}

/// 到白沙镇石岭村实地观摩: the event comes directly after the place.
fn visited_at(facts: &Facts<'_>, start: usize) -> Option<SaidSite> {
    let words = facts.words();
    let clause = clause(facts.doc.text(), start);
    let at = words.of(&set::VISITING).places_in(clause).into_iter().min()?;
    let place = clause[..at].trim_end_matches(['实', '地', '现', '场']);
    let is_place =
        [&set::PLACE_END, &set::PLACE_SUFFIX].iter().any(|class| words.of(class).end_of(place).is_some());
    is_place.then(|| said(facts, Span::new(start, start + place.len()), set::VISITING.id))?
}

/// Offset of the first verb between a place and the activity.
fn verb(facts: &Facts<'_>, clause: &str) -> Option<usize> {
    facts.words().of(&set::DOING).places_in(clause).into_iter().min()
}

/// The words from `start` to the end of their clause.
fn clause(text: &str, start: usize) -> &str {
    let behind = ahead(text, start);
    &behind[..behind.find(ENDS).unwrap_or(behind.len())]
}

/// A single place. `None` for a list of several.
fn said(facts: &Facts<'_>, span: Span, event: &str) -> Option<SaidSite> {
    let place = span.of(facts.doc.text());
    let is_named = PLACE.contains(&place.chars().count())
        && place.chars().all(|c| is_han(c) || c.is_ascii_alphanumeric());
    let is_general = facts.words().of(&set::UNNAMED_PLACE).is_in(place);
    (is_named && !is_general).then(|| SaidSite {
        span,
        event: event.into(),
        place: Place::new(place, facts.words()),
    })
}

//! Locations of events, with the words for the event: 在柳渡镇沙洲段举行综合应急演练 ("emergency drill at the
//! Shazhou section of Liudu Town").

use crate::facts::Facts;
use crate::facts::set::venue::Venue;
use crate::facts::set::wording::{Wording, near};
use crate::facts::tables::Table;
use crate::text::chars::is_han;
use crate::text::span::Span;
use crate::words::set;

/// Maximum number of characters of the name of a location. A longer text is not read as a location.
const MAX_PLACE: usize = 24;
/// Minimum number of characters of the name of a location. A shorter text is not read as a
/// location.
const MIN_PLACE: usize = 4;
/// Number of bytes of the clause after 在 ("at") that are read.
const MAX_CLAUSE: usize = 180;
/// Signs that end a clause.
const ENDS: [char; 9] = ['，', ',', '；', ';', '。', '：', ':', '\n', '（'];

/// An event with its location.
#[derive(Clone, Debug)]
pub struct EventVenue {
    /// Span of the location.
    pub span: Span,
    /// Words around the event, by which the same event can be found in another paper.
    pub wording: Wording,
    /// The location.
    pub venue: Venue,
    /// True in a table.
    pub is_listed: bool,
}

/// Finds all locations of events in a document.
pub(super) fn find(facts: &Facts<'_>) -> Vec<EventVenue> {
    let text = facts.doc.text();
    let [verbs, placed] = [&set::HOLD, &set::PLACED].map(|class| facts.words().of(class));
    let mut found = Vec::new();
    for at in facts.places_of("在") {
        let start = at + '在'.len_utf8();
        let behind = &text[start..text.ceil_char_boundary((start + MAX_CLAUSE).min(text.len()))];
        let clause = &behind[..behind.find(ENDS).unwrap_or(behind.len())];
        let verb = verbs.iter().filter_map(|verb| Some((clause.find(verb)?, verb.len()))).min();
        // 主会场放在黄沙渡古镇 ("the main site is in the old town of Huangshadu")
        let is_placed = placed.end_of(&text[..start]).is_some();
        let verb = if is_placed { verb.or(Some((clause.len(), 0))) } else { verb };
        let (Some((length, verb)), Some(sentence)) = (verb, facts.sentences().at(at)) else { continue };
        let place = &clause[..length];
        let characters = place.chars().count();
        if !(MIN_PLACE..=MAX_PLACE).contains(&characters)
            || !place.chars().all(|c| is_han(c) || c.is_ascii_digit())
            // 在这里隆重召开 ("held here")
            || place.starts_with(['这', '此'])
            // 在10月下旬举行
            || facts.dates().iter().any(|date| date.span.start() == start)
            || place.ends_with(['旬', '初', '底', '日', '月'])
        {
            continue;
        }
        let before = near(text, sentence.start(), at);
        let own = before.rsplit(ENDS).next().unwrap_or_default();
        let wording = Wording::new(&[own, &clause[length + verb..]], &[before]);
        let span = Span::new(start, start + length);
        found.push(EventVenue { span, wording, venue: Venue::new(place, facts.words()), is_listed: false });
    }
    found.extend(facts.tables().iter().flat_map(|table| in_table(facts, table)));
    found
}

/// Locations in the rows of a table with the heads 活动 ("event") and 地点 ("location").
fn in_table(facts: &Facts<'_>, table: &Table) -> Vec<EventVenue> {
    let text = facts.doc.text();
    let Some(heads) = table.rows.first() else { return Vec::new() };
    let column = |class| {
        let ends = facts.words().of(class);
        let is_head = |head: Span| ends.end_of(head.of(text)).is_some();
        heads.iter().find(|cell| cell.content.is_some_and(is_head)).map(|cell| cell.column)
    };
    let (Some(event), Some(place)) = (column(&set::EVENT_HEAD), column(&set::SITE_HEAD)) else {
        return Vec::new();
    };
    let rows = table.rows.iter().skip(1).filter_map(|row| {
        let cell = |column| row.iter().find(|cell| cell.column == column);
        let [name, span] = [event, place].map(|column| cell(column).and_then(|cell| cell.content));
        let (name, span) = (name?, span?);
        let is_named = (MIN_PLACE..=MAX_PLACE).contains(&span.of(text).chars().count());
        let wording = Wording::new(&[name.of(text)], &[]);
        (is_named && !wording.own().is_empty()).then(|| EventVenue {
            span,
            wording,
            venue: Venue::new(span.of(text), facts.words()),
            is_listed: true,
        })
    });
    rows.collect()
}

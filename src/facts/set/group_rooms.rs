//! Rooms of the groups of a meeting: 第二组在行政楼四楼会议室 ("group 2 in the meeting room on the 4th floor"),
//! and rows of tables with 第二组 ("group 2") and a column 讨论地点 ("place of discussion").

use crate::facts::Facts;
use crate::facts::set::ahead;
use crate::facts::set::wording::near;
use crate::facts::tables::Table;
use crate::text::chars::{is_blank, is_han};
use crate::text::numeral::{cardinal, is_numeral};
use crate::text::span::Span;
use crate::words::set;

/// Number of characters of a room's name.
const ROOM_NAME: std::ops::RangeInclusive<usize> = 3..=24;
/// Signs that end the name of a room.
const ENDS: [char; 10] = ['，', ',', '；', ';', '。', '、', '（', '(', '\n', '：'];

/// Word between a list of groups and the list of their rooms.
const IN_TURN: &str = "分别";
/// Signs and words between two rooms.
const JOINS: [char; 4] = ['、', '和', '及', '与'];

/// A group of a meeting with its room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupRoom {
    /// Span of the room's name.
    pub span: Span,
    /// Span of the group's name.
    pub label: Span,
    /// Number of the group, and its noun.
    pub group: (u64, Box<str>),
    /// Name of the room without blanks.
    pub room: Box<str>,
}

/// Finds all groups with their rooms.
pub(super) fn find(facts: &Facts<'_>) -> Vec<GroupRoom> {
    let text = facts.doc.text();
    let mut found = Vec::new();
    for (at, _) in text.match_indices('第') {
        let Some((group, length)) = group(facts, &text[at..]) else { continue };
        let behind = &text[at + length..];
        let lead = ["在", "设在", "：", "安排在", "讨论地点在", "的地点在"]
            .iter()
            .filter(|lead| behind.starts_with(**lead));
        let Some(lead) = lead.map(|lead| lead.len()).max() else { continue };
        let start = at + length + lead;
        let rest = ahead(text, start);
        let place = rest.split(ENDS).next().unwrap_or_default().trim_end_matches(is_blank);
        // 第一组在201会议室讨论 ("group 1 discusses in room 201")
        let verb = facts.words().of(&set::DISCUSSION).places_in(place).into_iter().min();
        let place = &place[..verb.unwrap_or(place.len())];
        let span = Span::new(start, start + place.len());
        let label = Span::new(at, at + length);
        found.extend(group_room(facts, [label, span], group, false));
    }
    for table in facts.tables() {
        in_table(facts, table, &mut found);
    }
    found.sort_by_key(|group| group.span);
    found
}

/// Finds the rooms that a sentence gives to several groups in turn: 第二、第三组分别安排在行政楼三楼报告厅和四楼会议室
/// ("groups 2 and 3 are in the hall on the 3rd floor of the office building and the meeting room on
/// the 4th").
pub(super) fn distributed(facts: &Facts<'_>) -> Vec<GroupRoom> {
    let text = facts.doc.text();
    let placed = facts.words().of(&set::PLACED);
    let mut found = Vec::new();
    for at in facts.places_of(IN_TURN) {
        let start = at + IN_TURN.len();
        let lead =
            placed.start_of(&text[start..]).or_else(|| text[start..].starts_with('在').then_some("在"));
        let (Some(lead), Some(sentence)) = (lead, facts.sentences().at(at)) else { continue };
        let before = near(text, sentence.start(), at);
        let groups = groups(facts, before, at - before.len());
        let start = start + lead.len();
        let rest = ahead(text, start);
        let rest = &rest[..rest.find(|c| c != '、' && ENDS.contains(&c)).unwrap_or(rest.len())];
        let mut from = start;
        let rooms = rest.split_inclusive(JOINS).map(|room| {
            let span = Span::new(from, from + room.trim_end_matches(JOINS).len());
            from += room.len();
            span
        });
        let rooms: Vec<Span> = rooms.collect();
        if groups.len() < 2 || groups.len() != rooms.len() {
            continue;
        }
        // 行政楼三楼报告厅和四楼会议室 ("hall on the 3rd floor of the office building and room on the
        // 4th"): both are in this building.
        let first = rooms[0].of(text);
        let building = &first[..first.find(is_number).unwrap_or(0)];
        for ((label, group), room) in groups.into_iter().zip(&rooms) {
            let mut room = group_room(facts, [label, *room], group, false);
            if let Some(room) = room.as_mut().filter(|room| room.room.starts_with(is_number)) {
                room.room = format!("{building}{}", room.room).into();
            }
            found.extend(room);
        }
    }
    found
}

/// Groups that `text` lists, with their spans: 第二、第三组 ("groups 2 and 3"). `from` is the byte at
/// which the text begins.
fn groups(facts: &Facts<'_>, text: &str, from: usize) -> Vec<(Span, (u64, Box<str>))> {
    let mut found: Vec<(Span, (u64, Box<str>))> = Vec::new();
    for (at, sign) in text.match_indices('第') {
        let start = at + sign.len();
        let number = &text[start..];
        let number = &number[..number.find(|c| !is_number(c)).unwrap_or(number.len())];
        let Some(value) = number.parse().ok().or_else(|| cardinal(number)) else { continue };
        let end = start + number.len();
        let noun = facts.words().of(&set::GROUP).start_of(&text[end..]).unwrap_or_default();
        found.push((Span::new(from + at, from + end + noun.len()), (value, noun.into())));
    }
    let noun = found.last().map(|(_, (_, noun))| noun.clone()).unwrap_or_default();
    for (_, (_, own)) in &mut found {
        own.clone_from(&noun);
    }
    if noun.is_empty() { Vec::new() } else { found }
}

/// True for a digit and a Chinese numeral.
fn is_number(c: char) -> bool {
    is_numeral(c) || c.is_ascii_digit()
}

/// Reads the rows of a table that have the name of a group and a column for its room.
fn in_table(facts: &Facts<'_>, table: &Table, found: &mut Vec<GroupRoom>) {
    let (text, words) = (facts.doc.text(), facts.words());
    let Some(heads) = table.rows.first() else { return };
    let head = heads.iter().find(|cell| {
        let head = cell.content.map_or("", |head| head.of(text));
        words.of(&set::PLACE).end_of(head).is_some() || words.of(&set::PLACE_END).end_of(head).is_some()
    });
    let Some(head) = head else { return };
    for row in table.rows.iter().skip(1) {
        let named = row.iter().filter_map(|cell| cell.content).find_map(|cell| {
            let (group, length) = group(facts, cell.of(text))?;
            (length == cell.len()).then_some((cell, group))
        });
        let room = row.iter().find(|cell| cell.column == head.column).and_then(|cell| cell.content);
        if let (Some((label, group)), Some(room)) = (named, room) {
            found.extend(group_room(facts, [label, room], group, true));
        }
    }
}

/// Number and noun of a group at the start of `text`, with their length in bytes.
/// Reads the name of a group at the start of a text: its number and noun, and its length in bytes.
pub(super) fn group(facts: &Facts<'_>, text: &str) -> Option<((u64, Box<str>), usize)> {
    let rest = text.strip_prefix('第')?;
    let number: String = rest.chars().take_while(|c| is_number(*c)).collect();
    let value = number.parse().ok().or_else(|| cardinal(&number))?;
    let word = facts.words().of(&set::GROUP).start_of(&rest[number.len()..])?;
    Some(((value, word.into()), text.len() - rest.len() + number.len() + word.len()))
}

/// Creates a group with the room that `span` names. `None` if the text does not end like the name
/// of a place. In a table cell (`is_cell`), it may have any end.
fn group_room(
    facts: &Facts<'_>,
    [label, span]: [Span; 2],
    group: (u64, Box<str>),
    is_cell: bool,
) -> Option<GroupRoom> {
    let words = span.of(facts.doc.text());
    let room: String = words.chars().filter(|c| !is_blank(*c)).collect();
    let is_place = is_cell || facts.words().of(&set::PLACE_END).end_of(&room).is_some();
    let is_named = ROOM_NAME.contains(&room.chars().count()) && room.contains(is_han);
    (is_place && is_named).then(|| GroupRoom { span, label, group, room: room.into() })
}

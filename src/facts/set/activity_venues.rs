//! Locations of the parts of a meeting and of side events: 在石鼓岭开展义务植树 ("plant trees at Shigu
//! Ridge"), 13:40在北门集合 ("meet at the north gate at 13:40"), 参加植树的同志前往枫树湾 ("those who plant trees go
//! to Fengshu Bay").

use crate::facts::Facts;
use crate::facts::set::agenda_rows::AgendaRow;
use crate::facts::set::ahead;
use crate::facts::set::appointments::event_in;
use crate::facts::set::part_starts::{labelled, part_at_end, part_in};
use crate::facts::set::venue::Venue;
use crate::facts::set::wording::near;
use crate::text::chars::is_han;
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::class::Class;
use crate::words::set;

/// Number of characters of a location's name.
const PLACE: std::ops::RangeInclusive<usize> = 4..=24;
/// Signs that end a clause.
const ENDS: [char; 12] = ['，', ',', '；', ';', '。', '！', '？', '：', '（', '(', '）', '\n'];
/// Last characters of sites that are visited: village, park, zone.
const SITES: [char; 3] = ['村', '园', '区'];
/// Last characters of buildings and their parts: hall, storey, house, shop, gate, place, room.
static BUILDINGS: Signs = Signs::of("厅楼馆店堂门场室台院");
/// Parts of a meeting at which its participants come to a building or a gate.
const MEETINGS: [&Class; 2] = [&set::GATHERING, &set::REGISTRATION];
/// Minimum number of characters of the name of such a place.
const MIN_SHORT: usize = 2;
/// Half a day, in minutes.
const NOON: u32 = 12 * 60;
/// Signs and words between a label and a location.
const LABELLED: [&str; 5] = ["：", ":", "为", "在", "是"];
/// The label for a location, and that for the place of registration.
const LABELS: [(&str, usize); 2] = [("地点", 0), ("报到处", "报到".len())];
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
    /// Hour that the sentence gives before the location, in minutes since the last midnight or
    /// noon.
    pub hour: Option<u32>,
}

impl ActivityVenue {
    /// True if both may be one event: they do not begin at different hours.
    pub fn may_be_one(&self, other: &Self) -> bool {
        self.event == other.event && (self.hour == other.hour || self.hour.is_none() || other.hour.is_none())
    }
}

/// Finds all locations of parts of the meeting and of side events. `rows` are the rows of its
/// agenda.
pub(super) fn find(facts: &Facts<'_>, rows: &[AgendaRow]) -> Vec<ActivityVenue> {
    let mut found: Vec<ActivityVenue> =
        facts.places_of("在").filter_map(|at| before_activity(facts, at)).collect();
    found.extend(rows.iter().filter_map(|row| in_row(facts, row)));
    let going = GOING.iter().flat_map(|word| facts.places_of(word).map(|at| (at, at + word.len())));
    let going: Vec<(usize, usize)> = going.collect();
    found.extend(going.iter().filter_map(|(at, end)| after_event(facts, *at, *end)));
    let arrivals = facts.places_of("到").map(|at| at + '到'.len_utf8());
    let arrivals = arrivals.chain(going.iter().map(|(_, end)| *end));
    found.extend(arrivals.filter_map(|end| before_visit(facts, end)));
    found.extend(LABELS.iter().flat_map(|(label, part)| {
        facts.places_of(label).filter_map(move |at| behind_label(facts, at + part, at + label.len()))
    }));
    found.sort_by_key(|site| site.span);
    found.dedup_by_key(|site| site.span);
    found
}

/// Reads a location followed by the activity: 在石鼓岭开展义务植树 ("plant trees at Shigu Ridge"). A verb of
/// holding is enough if the event is named before: 推介会在会展中心举行 ("the presentation is held in the
/// exhibition centre"), 推介会：3月12日在会展中心举行 ("Presentation: held on 12 March in the exhibition
/// centre").
fn before_activity(facts: &Facts<'_>, at: usize) -> Option<ActivityVenue> {
    let start = at + '在'.len_utf8();
    let clause = clause(facts.doc.text(), start);
    let verb = verb(facts, clause)?;
    let span = Span::new(start, start + verb);
    let words = facts.words();
    let sentence = facts.sentences().at(at)?;
    let before = near(facts.doc.text(), sentence.start(), at);
    if words.of(&set::LAST_YEAR).is_in(before) {
        return None;
    }
    let named_before = || {
        // An hour is given for the events of a meeting, and not for those of the year.
        let is_held = words.of(&set::HOLD).start_of(&clause[verb..]).is_some()
            && words.of(&set::PLACE_END).end_of(span.of(facts.doc.text())).is_some()
            && hour_before(facts, at).is_some();
        let said = before.rsplit(ENDS).next().unwrap_or_default();
        let side = words.of(&set::SIDE_EVENT).end_of(before).or_else(|| labelled(facts, at));
        let event = side.map(Box::from).or_else(|| event_in(facts, said))?;
        is_held.then_some(event)
    };
    let event = part_in(facts, &clause[verb..]).map(Box::from).or_else(named_before)?;
    activity_venue(facts, span, &event)
}

/// Reads a row of the agenda that has only one part or event, and its location: 9:00 | 现场观摩 | 石岭村
/// ("9:00 | visit | Shiling Village").
fn in_row(facts: &Facts<'_>, row: &AgendaRow) -> Option<ActivityVenue> {
    let place = row.place?;
    let text = facts.doc.text();
    let name = row.content.of(text).split(ENDS).next()?.trim();
    let event = part_at_end(facts, name)?;
    let ends = |class| facts.words().of(class).end_of(place.of(text)).is_some();
    // The place of a visit may be where the buses wait: 行政中心广场 ("square of the offices").
    let is_site = event != set::VISITING.id || place.of(text).ends_with(SITES);
    let is_place = ends(&set::ORGANISATION) || ends(&set::PLACE_END) && is_site;
    is_place.then(|| activity_venue(facts, place, event))?
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

/// Reads a location after a label: 报到地点：望江宾馆一楼大厅 ("place of registration: lobby of Wangjiang
/// Hotel"), 报到处设在… ("registration is at …").
fn behind_label(facts: &Facts<'_>, at: usize, start: usize) -> Option<ActivityVenue> {
    let text = facts.doc.text();
    let event = part_at_end(facts, near(text, 0, at))?;
    let rest = &text[start..];
    let sign = || LABELLED.into_iter().find(|sign| rest.starts_with(*sign));
    let start = start + facts.words().of(&set::PLACED).start_of(rest).or_else(sign)?.len();
    let place = Span::new(start, start + clause(text, start).len());
    is_building(place.of(text)).then(|| activity_venue(facts, place, event))?
}

/// True if a text ends like the name of a building or its part: 一楼大厅 ("lobby"), 东门 ("east gate").
fn is_building(place: &str) -> bool {
    place.ends_with(|c| BUILDINGS.contains(c))
}

/// Reads a location with the event directly after it: 到白沙镇石岭村实地观摩 ("visit Shiling Village in Baisha
/// Town"), 到会展中心西门集合 ("meet at the west gate of the exhibition centre").
fn before_visit(facts: &Facts<'_>, start: usize) -> Option<ActivityVenue> {
    let words = facts.words();
    let clause = clause(facts.doc.text(), start);
    let meets = MEETINGS.into_iter().find_map(|class| {
        let at = words.of(class).places_in(clause).into_iter().min()?;
        is_building(&clause[..at]).then_some((at, class.id))
    });
    if let Some((at, event)) = meets {
        return activity_venue(facts, Span::new(start, start + at), event);
    }
    let at = words.of(&set::VISITING).places_in(clause).into_iter().min()?;
    let place = clause[..at].trim_end_matches(['实', '地', '现', '场']);
    // 到石岭村|参加|现场观摩 ("take part in the visit to Shiling Village")
    let place = place.strip_suffix("参加").unwrap_or(place);
    let is_place = [&set::PLACE_END, &set::PLACE_SUFFIX, &set::ORGANISATION]
        .iter()
        .any(|class| words.of(class).end_of(place).is_some());
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
    // 在北门集合 ("meet at the north gate")
    let is_short = is_building(place) && MEETINGS.iter().any(|class| class.id == event);
    let length = place.chars().count();
    let is_named = (PLACE.contains(&length) || is_short && length >= MIN_SHORT)
        && place.chars().all(|c| is_han(c) || c.is_ascii_alphanumeric());
    let is_general = facts.words().of(&set::UNNAMED_PLACE).is_in(place);
    (is_named && !is_general).then(|| ActivityVenue {
        span,
        event: event.into(),
        venue: Venue::new(place, facts.words()),
        hour: hour_before(facts, span.start()),
    })
}

/// Hour that the sentence of byte `at` gives last before it, in minutes since the last midnight or
/// noon.
pub(super) fn hour_before(facts: &Facts<'_>, at: usize) -> Option<u32> {
    let times = facts.times();
    let time = &times[times.partition_point(|time| time.span.end() <= at).checked_sub(1)?];
    let sentence = facts.sentences().at(at)?;
    (sentence.start() <= time.span.start()).then(|| time.minutes() % NOON)
}

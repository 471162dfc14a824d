//! Places that a paper names, each with the words around it: areas such as 石桥镇 ("Shiqiao Town"),
//! and rooms, halls, buildings and gates such as 县政府三楼会议室 ("meeting room on the 3rd floor of the
//! county government").
//!
//! Other facts about places are read by the grammar of one kind of statement, such as the place of
//! the meeting. What these are about is judged by the words that two of them share.

use crate::facts::Facts;
use crate::facts::set::activity_venues::hour_before;
use crate::facts::set::ahead;
use crate::facts::set::around::Around;
use crate::facts::set::cells::Cells;
use crate::facts::set::group_rooms::group;
use crate::facts::set::part_starts::part_in;
use crate::facts::set::venue::Venue;
use crate::facts::set::wording::{Wording, near};
use crate::text::chars::is_han;
use crate::text::numeral::is_numeral;
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::class::Class;
use crate::words::set;

/// Signs that end a clause, and those between the items of a list.
static ENDS: Signs = Signs::of("，,；;。：:、（）()\n！!？?　");
/// Characters before a place and behind it: 在 ("in"), 到 ("to").
static CUES: Signs = Signs::of("在到于赴往至从来为走");
/// Those of them that tell that a place follows.
static TELLING: Signs = Signs::of("在到于赴往至走进看访");
/// Characters between which a place is named: particles and conjunctions.
static JOINS: Signs = Signs::of("的了和与及或去请入把将让");
/// Nouns of towns.
const TOWNS: [&str; 3] = ["镇", "乡", "街道"];
/// Nouns of villages and communities.
const VILLAGES: [&str; 2] = ["村", "社区"];
/// Characters of words for villages that name none: all, each, own, rural, new.
static GENERAL: Signs = Signs::of("全各本我该每农乡镇个示驻这");
/// Name of a zone that ends like a general word, 新区 ("new district"): 高新区 ("high-tech zone").
const HIGH_TECH: &str = "高新";
/// Names of zones that different areas share: 开发 in 开发区 ("development zone").
const ZONES: [&str; 3] = ["开发", "示范", "产业"];
/// Number of characters of an area's name without its suffix.
const AREA: usize = 2;
/// Number of characters behind an area in which the noun of its office is looked for.
const OFFICE: usize = 8;
/// Number of characters of the name of a room or building.
const PLACE: std::ops::RangeInclusive<usize> = 2..=20;
/// Maximum number of bytes before a place in which a group is looked for.
const MAX_GROUP: usize = 200;
/// Last words of the heads of columns of offices.
const OFFICE_HEADS: [&str; 3] = ["单位", "部门", "学院"];
/// Maximum number of places that are kept per paper.
const MAX_LOCATIONS: usize = 300;

/// A place with the words around it.
#[derive(Clone, Debug)]
pub struct Location {
    /// Span of the place.
    pub span: Span,
    /// Words around it, by which the same place can be found in another paper.
    pub wording: Wording,
    /// The place.
    pub place: Place,
    /// True in a cell of a table.
    pub is_listed: bool,
    /// Part of the meeting or other event in its clause; see [`part_in`]. Empty if it names none.
    pub event: Box<str>,
    /// Month of the date before it in its sentence.
    pub month: Option<u32>,
    /// Time before it in its sentence, in minutes since the last midnight or noon.
    pub hour: Option<u32>,
    /// True if the sentence before it has a word such as 去年 ("last year").
    pub is_past: bool,
    /// Number of the group of the meeting that is named last before it.
    pub group: Option<u64>,
    /// True if the word before it is one before places, such as 在 ("in").
    pub is_told: bool,
}

/// A place: an area, or a part of a building.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Area: the two characters before the suffix, and the suffix.
    Area(Box<str>, Box<str>),
    /// Room, hall, building, gate or square.
    Room(Venue),
}

impl Place {
    /// True if both may be one place.
    pub fn may_be(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Room(one), Self::Room(other)) => one.may_be(other),
            (one, other) => one == other,
        }
    }

    /// Name of the place, for an area without the words before the last two.
    pub fn name(&self) -> &str {
        match self {
            Self::Area(name, _) => name,
            Self::Room(venue) => venue.name(),
        }
    }

    /// True for a village or a community.
    pub fn is_village(&self) -> bool {
        matches!(self, Self::Area(_, suffix) if VILLAGES.contains(&&**suffix))
    }

    /// Number of its kind. Places of two kinds are never one.
    pub fn kind(&self) -> u32 {
        match self {
            Self::Room(_) => 1,
            Self::Area(_, suffix) if TOWNS.contains(&&**suffix) => 2,
            Self::Area(_, suffix) => 3 + suffix.chars().map(u32::from).sum::<u32>(),
        }
    }
}

/// Finds the places of a document.
pub(super) fn find(facts: &Facts<'_>, cells: &Cells) -> Vec<Location> {
    let words = facts.words().of(&set::PLACE_SUFFIX);
    let areas = facts.words_in(words).map(|(at, suffix)| (at, suffix.len()));
    let villages = VILLAGES.iter().flat_map(|noun| facts.places_of(noun).map(|at| (at, noun.len())));
    let areas = areas.chain(villages).filter_map(|(at, length)| area(facts, at, at + length));
    let mut found: Vec<(Span, Place, bool)> = areas.collect();
    rooms(facts, cells, &mut found);
    found.sort_by_key(|(span, ..)| *span);
    found.dedup_by_key(|(span, ..)| *span);
    // A column of offices names who does something, not where: 组成单位 | 信息工程学院 ("members | School of
    // Information Engineering").
    let is_office = |span: &Span| {
        let head = cells.at(span.start()).and_then(|cell| cell.column);
        head.is_some_and(|head| OFFICE_HEADS.iter().any(|noun| head.of(facts.doc.text()).ends_with(noun)))
    };
    found.retain(|(span, ..)| !is_office(span));
    found.truncate(MAX_LOCATIONS);
    let location = |(span, place, is_told): (Span, Place, bool)| {
        let around = Around::new(facts, cells, span, &ENDS);
        let own = around.own;
        let event = [own[1], own[0], own[2]].into_iter().find_map(|text| part_in(facts, text));
        let wording = around.wording();
        (!wording.own().is_empty()).then(|| Location {
            span,
            wording,
            place,
            is_listed: around.is_listed,
            event: event.unwrap_or_default().into(),
            month: month_before(facts, span.start()),
            hour: hour_before(facts, span.start()),
            is_past: is_past(facts, span.start()),
            group: group_before(facts, span.start()),
            is_told,
        })
    };
    found.into_iter().filter_map(location).collect()
}

/// Month of the last date before byte `at` in its sentence.
fn month_before(facts: &Facts<'_>, at: usize) -> Option<u32> {
    let dates = facts.resolved_dates();
    let date = dates.get(dates.partition_point(|date| date.span.end() <= at).checked_sub(1)?)?;
    let sentence = facts.sentences().at(at)?;
    (sentence.start() <= date.span.start()).then_some(date.month?.value)
}

/// True if the sentence before byte `at` has a word such as 去年 ("last year").
fn is_past(facts: &Facts<'_>, at: usize) -> bool {
    let before = facts.sentences().at(at).map(|sentence| near(facts.doc.text(), sentence.start(), at));
    before.is_some_and(|before| facts.words().of(&set::LAST_YEAR).is_in(before))
}

/// Number of the group that is named last before byte `at`, in the same sentence or row.
fn group_before(facts: &Facts<'_>, at: usize) -> Option<u64> {
    let text = facts.doc.text();
    let from = text.ceil_char_boundary(at.saturating_sub(MAX_GROUP));
    let before = &text[from..at];
    let before = before.rsplit('。').next().unwrap_or_default();
    let groups = before.rmatch_indices('第').filter_map(|(at, _)| group(facts, &before[at..]));
    groups.map(|((number, _), _)| number).next()
}

/// Reads an area whose suffix is the text from byte `at` to `end`.
fn area(facts: &Facts<'_>, at: usize, end: usize) -> Option<(Span, Place, bool)> {
    let (text, words) = (facts.doc.text(), facts.words());
    let (start, _) = text[..at].char_indices().rev().nth(AREA - 1)?;
    let (name, behind) = (&text[start..at], &text[end..]);
    let is = |class: &'static Class| words.of(class);
    // A village may be called 下河村 ("Lower River Village"), but not 全村 ("the whole village").
    let is_general = match () {
        () if VILLAGES.contains(&&text[at..end]) => name.chars().any(|c| GENERAL.contains(c)),
        () if name == HIGH_TECH => false,
        () => {
            let common = is(&set::COMMON_PLACE).end_of(&text[start..end]);
            is(&set::GENERAL_PLACE).start_of(name).is_some()
                || is(&set::AREA_KIND).end_of(&text[start..end]).is_some()
                || common.is_some_and(|common| common.len() > end - at)
        }
    };
    let is_area = name.chars().all(|c| is_han(c) && !is_numeral(c))
        && !is_general
        && is(&set::NO_PLACE).end_of(name).is_none()
        && is(&set::BEFORE_PLACE).start_of(name).is_none()
        && is(&set::BEHIND_PLACE).start_of(behind).is_none()
        && !name.contains(|c| CUES.contains(c) && c != '来' || c == '的' || c == '了')
        && !name.ends_with(|c| JOINS.contains(c))
        && is(&set::DOING).end_of(name).is_none()
        && !behind.starts_with('域')
        // 临江市财政局 ("finance bureau of Linjiang City"): every city has one.
        && !behind.chars().take(OFFICE).take_while(|c| is_han(*c)).any(|c| matches!(c, '局' | '委'))
        && !ZONES.contains(&name);
    let before = text[..start].chars().next_back();
    let is_told = before.is_none_or(|c| !is_han(c) || TELLING.contains(c) || JOINS.contains(c));
    let before = near(text, 0, start);
    let is_behind = |class: &'static Class| is(class).end_of(before).is_some();
    let is_told = is_told || is_behind(&set::PLACE_SUFFIX) || is_behind(&set::DOING);
    is_area.then(|| (Span::new(start, end), Place::Area(name.into(), text[at..end].into()), is_told))
}

/// Finds rooms, halls, buildings and gates: the words from a cue such as 在 ("in") or the beginning
/// of a clause to the last noun of a place.
fn rooms(facts: &Facts<'_>, cells: &Cells, found: &mut Vec<(Span, Place, bool)>) {
    let (text, words) = (facts.doc.text(), facts.words());
    let is_part =
        |c: char| (is_han(c) || c.is_ascii_alphanumeric()) && !CUES.contains(c) && !JOINS.contains(c);
    let [nouns, halls, verbs] = [&set::VENUE_END, &set::HALL_END, &set::DOING].map(|class| words.of(class));
    let mut from = 0;
    // 走进剧场 ("go into the theatre")
    let is_start = |c: char| is_part(c) && c != '进';
    while let Some(start) = text[from..].find(is_start).map(|at| from + at) {
        let run = ahead(text, start);
        let length = run.find(|c| !is_part(c)).unwrap_or(run.len());
        from = start + length;
        let run = &run[..length];
        let verb = verbs.places_in(run).into_iter().filter(|at| *at > 0).min();
        let run = &run[..verb.unwrap_or(length)];
        let noun = run.char_indices().rev().map(|(at, c)| at + c.len_utf8());
        let Some(end) = noun.take(24).find(|end| nouns.end_of(&run[..*end]).is_some()) else { continue };
        let place = &run[..end];
        let before = text[..start].chars().next_back();
        let is_told = before.is_none_or(|c| TELLING.contains(c) || matches!(c, '：' | ':'))
            || cells.at(start).is_some_and(|cell| cell.content.start() == start);
        let is_hall = halls.end_of(place).is_some();
        let is_other = words.of(&set::OFFICE_END).end_of(place).is_some()
            || place.starts_with(['本', '各', '全', '该', '其'])
            // 一座酒店 ("a hotel")
            || place.contains(['座', '个', '家', '处']) && place.contains('一');
        if PLACE.contains(&place.chars().count()) && (is_told || is_hall) && !is_other {
            let span = Span::new(start, start + end);
            found.push((span, Place::Room(Venue::new(place, words)), is_told));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::document::source::Source;
    use crate::facts::Facts;
    use crate::facts::lexicon::LexiconBuilder;
    use crate::facts::vocabulary::Vocabulary;
    use crate::readers;

    #[test]
    fn reads_areas_and_rooms() {
        for (text, names) in [
            ("下午参观青溪镇上坪村养老驿站。", &["青溪镇", "上坪村"][..]),
            ("报到在云台宾馆一楼大厅办理。", &["云台宾馆一楼大厅"]),
            ("全市各县区都要建设一座酒店。", &[]),
            ("县委办公室负责联系各乡镇。", &[]),
        ] {
            let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
            let (lexicon, vocabulary) = (LexiconBuilder::default().build(), Vocabulary::default());
            let found = Facts::new(&doc, &lexicon, &vocabulary).paper_facts().locations;
            let found: Vec<&str> = found.iter().map(|location| location.span.of(text)).collect();
            assert_eq!(found, names, "{text}");
        }
    }
}

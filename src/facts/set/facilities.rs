//! Facilities with the name of the area in which they are: 云汀区智能装备产业园 ("park for intelligent
//! equipment in Yunting District"), 设在南渚镇的餐厨垃圾转运中心 ("transfer station for kitchen waste in Nanzhu
//! Town").

use crate::facts::Facts;
use crate::facts::set::ahead;
use crate::facts::set::wording::near;
use crate::text::chars::is_han;
use crate::text::numeral::is_numeral;
use crate::text::span::Span;
use crate::words::set;

/// Maximum number of characters of a facility's name with the area before it.
const MAX_NAME: usize = 28;
/// Minimum number of characters of a facility's name without the area. Many areas have a facility
/// with a shorter name.
const MIN_NAME: usize = 6;
/// Number of characters of an area's name without its suffix.
const AREA: usize = 2;
/// Names of zones that different areas share: 开发 in 开发区 ("development zone").
pub(super) const ZONES: [&str; 5] = ["开发", "示范", "产业", "经开", "高新"];

/// Sign before a day that names an event.
const OPEN: &str = "“";
/// Number of characters behind the day that tell what happened: 货船 ("ship").
const KIND: usize = 2;
/// Words between two names of a list.
const JOINS: [char; 4] = ['和', '与', '及', '到'];
/// Classifiers before the name of a facility of which there are several: 12个转运中心 ("12 transfer
/// stations").
const COUNTED: [char; 4] = ['个', '座', '家', '处'];

/// Facility with its area, or a number of facilities of the same name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facility {
    /// Span of the area's name, or of the classifier.
    pub span: Span,
    /// The two characters before the suffix of the area, and the suffix: 云汀 and 区. `None` if a
    /// number and a classifier come before the name.
    pub area: Option<(Box<str>, Box<str>)>,
    /// Name of the facility without the area.
    pub name: Box<str>,
    /// Names of other places before and after it, as in a list of places that are visited.
    pub neighbours: Vec<Box<str>>,
}

impl Facility {
    /// True for an event that is named by its day, which happened only once.
    pub fn is_dated(&self) -> bool {
        self.name.starts_with(OPEN)
    }
}

/// Finds all facilities that are named with their area, in order.
pub(super) fn find(facts: &Facts<'_>) -> Vec<Facility> {
    let nouns = facts.words().of(&set::FACILITY);
    let named = facts.words_in(nouns).filter_map(|(at, noun)| facility(facts, at, at + noun.len()));
    let dated = facts.places_of(OPEN).filter_map(|at| dated(facts, at));
    let mut found: Vec<Facility> = named.chain(dated).collect();
    found.sort_by_key(|facility| (facility.span, facility.name.len()));
    // 物流园 ("logistics park") is a part of 冷链物流园 ("cold-chain logistics park").
    found.dedup_by_key(|facility| facility.span);
    found
}

/// Reads an accident or the like that is named by its day, with the area before it: 云汀县|“4·12”|货船碰撞
/// ("collision of ships on 12 April in Yunting County").
fn dated(facts: &Facts<'_>, at: usize) -> Option<Facility> {
    let (text, words) = (facts.doc.text(), facts.words());
    let behind = ahead(text, at);
    let (day, rest) = behind.strip_prefix(OPEN)?.split_once('”')?;
    let is_day = day.contains('·') && day.chars().all(|c| c.is_ascii_digit() || c == '·');
    let before = near(text, 0, at);
    let suffix = words.of(&set::PLACE_SUFFIX).end_of(before)?;
    let lead = &before[..before.len() - suffix.len()];
    let (from, _) = lead.char_indices().rev().nth(AREA - 1)?;
    let area = &lead[from..];
    let kind = rest.char_indices().nth(KIND).map_or("", |(end, _)| &rest[..end]);
    let is_named = kind.chars().all(is_han) && !kind.is_empty();
    let is_area = area.chars().all(is_han) && words.of(&set::GENERAL_PLACE).start_of(area).is_none();
    (is_day && is_named && is_area).then(|| Facility {
        span: Span::new(at - suffix.len() - area.len(), at),
        area: Some((area.into(), suffix.into())),
        name: format!("{OPEN}{day}”{kind}").into(),
        neighbours: Vec::new(),
    })
}

/// Reads the facility whose noun is the text from byte `at` to `end`.
fn facility(facts: &Facts<'_>, at: usize, end: usize) -> Option<Facility> {
    let (text, words) = (facts.doc.text(), facts.words());
    let [ends, general, common, outside, goes_on, joins] = [
        &set::PLACE_SUFFIX,
        &set::GENERAL_PLACE,
        &set::COMMON_PLACE,
        &set::NO_PLACE,
        &set::BEHIND_PLACE,
        &set::BEFORE_PLACE,
    ]
    .map(|class| words.of(class));
    let run = text[..at].char_indices().rev().take(MAX_NAME).take_while(|(_, c)| is_han(*c)).last()?.0;
    let lead = &text[run..at];
    let offsets = lead.char_indices().map(|(at, _)| at).rev();
    let counted = lead.char_indices().find(|(at, c)| {
        let number = text[..run + at].chars().next_back();
        COUNTED.contains(c) && number.is_some_and(|number| number.is_ascii_digit() || is_numeral(number))
    });
    if let Some((offset, sign)) = counted {
        let start = run + offset;
        let span = Span::new(start, start + sign.len_utf8());
        let name = text[span.end()..end].into();
        return Some(Facility { span, area: None, name, neighbours: Vec::new() });
    }
    let mut areas = offsets.filter_map(|offset| {
        let suffix = ends.start_of(&lead[offset..])?;
        let behind = &text[run + offset + suffix.len()..end];
        let name = behind.strip_prefix('的').unwrap_or(behind);
        let (from, _) = lead[..offset].char_indices().rev().nth(AREA - 1)?;
        let area = &lead[from..offset];
        let before = &lead[..from];
        // 区域 ("region"), 社区 ("community") and 全区 ("the whole district") name no area.
        let is_area = general.start_of(area).is_none()
            && common.end_of(&lead[..offset + suffix.len()]).is_none()
            && outside.end_of(area).is_none()
            // 在杭|州 ("in Hangzhou")
            && joins.start_of(area).is_none()
            && goes_on.start_of(behind).is_none()
            && !behind.starts_with('域')
            && !ZONES.contains(&area);
        let is_begun = before.is_empty() || joins.end_of(before).is_some() || ends.end_of(before).is_some();
        let is_named = name.chars().nth(MIN_NAME - 1).is_some();
        let span = Span::new(run + from, run + offset + suffix.len());
        (is_area && is_begun && is_named).then(|| (span, Some((area.into(), suffix.into())), name.into()))
    });
    let (span, area, name) = areas.next()?;
    Some(Facility { span, area, name, neighbours: neighbours(facts, span.start(), end) })
}

/// Names of places near the text from byte `start` to `end`, without a digit or a sign in them.
fn neighbours(facts: &Facts<'_>, start: usize, end: usize) -> Vec<Box<str>> {
    let (text, words) = (facts.doc.text(), facts.words());
    let ends = [&set::FACILITY, &set::ORGANISATION, &set::PLACE_END].map(|class| words.of(class));
    let sides = [near(text, 0, start), ahead(text, end)];
    let names = sides.into_iter().flat_map(|side| side.split(|c: char| !is_han(c) || JOINS.contains(&c)));
    let is_place = |name: &&str| {
        name.chars().nth(MIN_NAME - 1).is_some() && ends.iter().any(|ends| ends.end_of(name).is_some())
    };
    names.filter(is_place).map(Box::from).collect()
}

//! Facilities with the place that a sentence gives for them: 设在南渚镇的冷链物流中心 ("the cold store,
//! which is in Nanzhu Town"), 船舶检测平台落户云汀县 ("the platform for testing ships has come to Yunting
//! County"), 县中医医院的消毒供应中心 ("the hospital's sterile supply").

use crate::facts::Facts;
use crate::facts::set::ahead;
use crate::facts::set::facilities::ZONES;
use crate::facts::set::wording::near;
use crate::text::chars::is_han;
use crate::text::span::Span;
use crate::words::set;

/// Last words of facilities.
const NOUNS: [&str; 4] = ["中心", "平台", "基地", "站"];
/// Last words of places, beside those of areas.
const PLACES: [&str; 2] = ["医院", "村"];
/// Words for the whole that has only one such facility, at the start of its name.
const WHOLE: [&str; 4] = ["集团", "全县", "县", "市"];
/// Words for services that every area has: care, clinics, culture, public services, party members.
const EVERYWHERE: [&str; 5] = ["养老", "卫生", "文化", "便民", "党群"];
/// Minimum number of characters of a name, and of one that only one facility has.
const MIN_NAME: usize = 6;
const LONG: usize = 8;
/// Characters before a place: in, to, at.
const BEFORE: [char; 4] = ['在', '到', '往', '于'];
/// Characters between a verb and the place: 于 in 坐落于 ("lies in").
const BEHIND: [char; 3] = ['了', '在', '于'];
/// Number of characters of a place without its suffix.
const PLACE: usize = 2;
/// Maximum number of characters of a place and a facility.
const MAX_RUN: usize = 28;

/// Facility with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// Span of the place.
    pub span: Span,
    /// The two characters before the suffix of the place, and the suffix.
    place: (Box<str>, Box<str>),
    /// Name of the facility, without the word for the whole to which it belongs.
    name: Box<str>,
    /// True if a verb such as 设在 ("is in") gives the place.
    is_told: bool,
    /// True if the name says that the facility is that of the whole, or is long.
    is_only: bool,
}

impl Site {
    /// True if both may be one facility: one name ends with the other, and the places have one
    /// level.
    pub fn is_same(&self, other: &Self) -> bool {
        self.place.1 == other.place.1
            && (self.name.ends_with(&*other.name) || other.name.ends_with(&*self.name))
    }

    /// Last characters of the name, from the end, by which other sites of this name are found.
    pub fn key(&self, count: usize) -> Vec<char> {
        self.name.chars().rev().take(count).collect()
    }

    /// True if the places differ.
    pub fn is_elsewhere(&self, other: &Self) -> bool {
        self.place.0 != other.place.0
    }

    /// True if both are certainly one facility, so that different places are a contradiction.
    pub fn contradicts(&self, other: &Self) -> bool {
        (self.is_told || other.is_told) && (self.is_only || other.is_only) && self.is_elsewhere(other)
    }
}

/// Finds all facilities with their places, in order.
pub(super) fn find(facts: &Facts<'_>) -> Vec<Site> {
    let placed = facts.words_in(facts.words().of(&set::PLACED));
    let told = placed.filter_map(|(at, word)| behind(facts, at, at + word.len()));
    let named = NOUNS.into_iter().flat_map(|noun| facts.places_of(noun).map(move |at| at + noun.len()));
    let mut found: Vec<Site> = told.chain(named.filter_map(|end| before(facts, end))).collect();
    found.sort_by_key(|site| (site.span, !site.is_told));
    found.dedup_by_key(|site| site.span);
    found
}

/// Reads a place behind the facility: 船舶检测平台|落户|云汀县, 冷链物流中心（南渚镇） ("cold store (in
/// Nanzhu Town)").
fn behind(facts: &Facts<'_>, at: usize, start: usize) -> Option<Site> {
    let text = facts.doc.text();
    let run = han_before(text, at);
    let name = run.rsplit('的').next().filter(|name| NOUNS.iter().any(|noun| name.ends_with(noun)))?;
    // 坐落|于, 建在|了
    let start = start + text[start..].chars().next().filter(|c| BEHIND.contains(c)).map_or(0, char::len_utf8);
    let behind = ahead(text, start);
    let place = &behind[..behind.find(|c| !is_han(c)).unwrap_or(behind.len())];
    let place = place.split('的').next().unwrap_or_default();
    let ends = place.char_indices().map(|(at, c)| at + c.len_utf8());
    let (end, place) = ends.filter_map(|end| Some((end, place_at_end(facts, &place[..end])?))).next()?;
    site(Span::new(start, start + end), place, name, true)
}

/// Reads a place before the facility whose name ends at byte `end`: 设在|南渚镇|的|冷链物流中心. A place
/// in brackets may follow.
fn before(facts: &Facts<'_>, end: usize) -> Option<Site> {
    let text = facts.doc.text();
    if text[end..].starts_with('（') {
        let start = end + '（'.len_utf8();
        return behind(facts, end, start);
    }
    let run = han_before(text, end);
    let from = end - run.len();
    let (length, place, name) = run.char_indices().rev().find_map(|(at, _)| {
        let name = run[at..].strip_prefix('的').unwrap_or(&run[at..]);
        let is_name = name.chars().nth(MIN_NAME - 1).is_some() && !name.contains('的');
        Some((at, place_at_end(facts, &run[..at]).filter(|_| is_name)?, name))
    })?;
    let told = facts.words().of(&set::PLACED).is_in(&run[..length]);
    // 送到|县中医医院 ("taken to the county's hospital of Chinese medicine")
    let start = from + run[..length].rfind(BEFORE).map_or(0, |at| at + '在'.len_utf8());
    site(Span::new(start, from + length), place, name, told)
}

/// Run of Han characters before byte `at`.
fn han_before(text: &str, at: usize) -> &str {
    let run = near(text, 0, at);
    let start = run.char_indices().rev().take(MAX_RUN).take_while(|(_, c)| is_han(*c)).last();
    start.map_or("", |(start, _)| &run[start..])
}

/// Name and suffix of the place with which `text` ends.
fn place_at_end(facts: &Facts<'_>, text: &str) -> Option<(Box<str>, Box<str>)> {
    let words = facts.words();
    // 第一医院|东院区 ("east branch of the first hospital")
    let hospital = text.split_once(PLACES[0]).map(|(name, branch)| (name, PLACES[0], branch));
    let suffix = || {
        words.of(&set::PLACE_SUFFIX).end_of(text).or_else(|| text.ends_with(PLACES[1]).then_some(PLACES[1]))
    };
    let (name, suffix) = match hospital {
        Some((name, suffix, branch)) if branch.is_empty() || branch.ends_with("院区") => (name, suffix),
        _ => (&text[..text.len() - suffix()?.len()], suffix()?),
    };
    let (from, _) = name.char_indices().rev().nth(PLACE - 1)?;
    let name = &name[from..];
    let is_general = words.of(&set::GENERAL_PLACE).start_of(name).is_some()
        || words.of(&set::COMMON_PLACE).end_of(text).is_some()
        || words.of(&set::NO_PLACE).end_of(name).is_some();
    (name.chars().all(is_han) && !is_general && !ZONES.contains(&name)).then(|| (name.into(), suffix.into()))
}

/// Creates a facility. `None` if its name is too short.
fn site(span: Span, place: (Box<str>, Box<str>), full: &str, is_told: bool) -> Option<Site> {
    let whole = WHOLE.iter().find_map(|word| full.strip_prefix(word));
    let name = whole.unwrap_or(full);
    let count = name.chars().count();
    let is_common = EVERYWHERE.iter().any(|word| name.contains(word));
    let is_only = whole.is_some() || count >= LONG && !is_common;
    (count >= MIN_NAME).then(|| Site { span, place, name: name.into(), is_told, is_only })
}

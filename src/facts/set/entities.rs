//! Names of places and organisations below the one that issues the papers: 安垣市 ("Anyuan City"),
//! 责任单位 | 青礁石化 ("responsible | Qingjiao Petrochemical"). Their figures must not be compared with
//! those of the whole.

use rustc_hash::FxHashMap;

use crate::document::block::BlockKind;
use crate::facts::Facts;
use crate::facts::set::cells::Cells;
use crate::facts::set::wording::{Pair, pair};
use crate::text::chars::{Codes, is_han};
use crate::text::numeral::is_numeral;
use crate::text::sieve::Sieve;
use crate::words::first_chars::FirstChars;
use crate::words::members::Members;
use crate::words::{set, total};

/// Number of characters at the start of a name by which it is looked up.
const KNOWN: usize = 2;

/// Divisor: two characters count as the beginning of a name if they begin one in at least a quarter
/// of their occurrences.
const ONE_OF: usize = 4;
/// Divisor for names in tables, which may begin with any word (基金监督公司, "fund supervision company"):
/// two characters count as the beginning of a name if they begin one in at least half of their
/// occurrences.
const ONE_OF_CELLS: usize = 2;

/// Number of occurrences in which two characters begin a name, and of all their occurrences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Occurrences {
    named: usize,
    all: usize,
    /// True if, in at least one place, the name certainly begins with these two characters: no Han
    /// character comes before them, or a word that may come before a place, or they begin a table
    /// cell.
    begins: bool,
    /// Third character of the name, if it comes from a table. It must agree too, because names in
    /// tables may begin with any word.
    third: Option<char>,
}

impl Occurrences {
    /// Sum of these occurrences and those of another paper.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self {
            named: self.named + other.named,
            all: self.all + other.all,
            begins: self.begins || other.begins,
            third: self.third.or(other.third),
        }
    }

    /// True if the characters are certain to begin a name. 就业 ("employment") begins 就业局
    /// ("employment bureau") too, but is too common.
    pub fn is_name(self) -> bool {
        let one_of = if self.third.is_some() { ONE_OF_CELLS } else { ONE_OF };
        self.begins && self.named * one_of >= self.all
    }
}

/// Finds the names of a document, each once, by their first characters.
pub(super) fn find(facts: &Facts<'_>, cells: &Cells) -> Vec<(Pair, Occurrences)> {
    let text = facts.doc.text();
    let mut occurrences: FxHashMap<Pair, Occurrences> = FxHashMap::default();
    in_cells(facts, cells, &mut occurrences);
    in_text(facts, &mut occurrences);
    count(text, &mut occurrences);
    let mut found: Vec<(Pair, Occurrences)> = occurrences.into_iter().collect();
    found.sort_unstable_by_key(|(pair, _)| *pair);
    found
}

/// Counts all occurrences of the characters that begin names.
fn count(text: &str, occurrences: &mut FxHashMap<Pair, Occurrences>) {
    // Few characters begin a name, so few pairs are looked up.
    let firsts = occurrences.keys().fold(Sieve::NONE, |sieve, pair| sieve.with((pair >> 16) as usize));
    let mut last: Option<char> = None;
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let first = last.replace(c).filter(|first| firsts.lets_through(u32::from(*first)));
        if let Some(known) = first.and_then(|first| occurrences.get_mut(&pair(first, c)?)) {
            known.all += 1;
            known.named += usize::from(known.third.is_some() && known.third == characters.peek().copied());
        }
    }
}

/// First two characters of a name, by which it is looked up, and the third one if it is a Han
/// character. `None` if the name begins with a general word.
fn known(name: &str, general: Members<'_>) -> Option<(Pair, Option<char>)> {
    let mut characters = name.chars();
    let (first, second) = (characters.next()?, characters.next()?);
    let is_word = is_han(first) && is_han(second) && !is_numeral(first);
    let is_known = is_word && general.start_of(name).is_none();
    Some((pair(first, second).filter(|_| is_known)?, characters.next().filter(|c| is_han(*c))))
}

/// Counts the names in table columns of organisations and places.
fn in_cells(facts: &Facts<'_>, cells: &Cells, occurrences: &mut FxHashMap<Pair, Occurrences>) {
    let (text, words) = (facts.doc.text(), facts.words());
    let [heads, general, totals, departments] =
        [&set::UNIT_HEAD, &set::GENERAL_PLACE, &total::LABEL, &set::DEPARTMENT].map(|class| words.of(class));
    for block in facts.doc.blocks().iter().filter(|block| matches!(block.kind, BlockKind::Cell(_))) {
        let column = cells.at(block.span.start()).and_then(|cell| cell.column);
        let name = block.span.of(text);
        if column.is_some_and(|column| heads.end_of(column.of(text)).is_some())
            && totals.start_of(name).is_none()
            && departments.end_of(name).is_none()
            && let Some((pair, third)) = known(name, general)
        {
            let known = occurrences.entry(pair).or_default();
            match third {
                Some(third) => (known.third, known.begins) = (Some(third), true),
                None => (known.named, known.begins) = (known.named + 1, true),
            }
        }
    }
}

/// Counts the names in running text: 安垣市 ("Anyuan City"), 、东浦区 ("Dongpu District").
fn in_text(facts: &Facts<'_>, occurrences: &mut FxHashMap<Pair, Occurrences>) {
    let (text, words) = (facts.doc.text(), facts.words());
    let [general, ends, common, joins, outside, goes_on] = [
        &set::GENERAL_PLACE,
        &set::PLACE_SUFFIX,
        &set::COMMON_PLACE,
        &set::BEFORE_PLACE,
        &set::NO_PLACE,
        &set::BEHIND_PLACE,
    ]
    .map(|class| words.of(class));
    let heads = FirstChars::of(&[ends], "");
    for (at, ..) in Codes::of(text).filter(|(_, _, code)| heads.may_begin_code(*code)) {
        let Some(suffix) = ends.start_of(&text[at..]).filter(|suffix| suffix.starts_with(is_han)) else {
            continue;
        };
        // 社区 ("community") is not a name.
        if common.end_of(&text[..at + suffix.len()]).is_some() {
            continue;
        }
        let before = &text[..at];
        // 居全|县第一 ("first in the county"), 今年|市委 ("this year the city's Party committee")
        if outside.end_of(before).is_some() || goes_on.start_of(&text[at + suffix.len()..]).is_some() {
            continue;
        }
        let Some((start, _)) = before.char_indices().rev().nth(KNOWN - 1) else { continue };
        if let Some((pair, _)) = known(&before[start..], general) {
            let lead = &before[..start];
            let begins = !lead.ends_with(is_han) || joins.end_of(lead).is_some();
            let known = occurrences.entry(pair).or_default();
            known.named += 1;
            known.begins |= begins;
        }
    }
}

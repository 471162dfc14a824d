//! Names of projects and offices that differ in one character between running text and a table or a
//! list of persons: 粮库巷片区改造, 粮仓巷片区.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::check::Paper;
use crate::checks::organisations::{DIRECTIONS, SIZES};
use crate::checks::people::Budget;
use crate::text::chars::is_han;
use crate::text::numeral::is_numeral;
use crate::text::signs::Signs;
use crate::text::span::Span;

/// Characters of a name by which its possible places are found, the offset of those used if the
/// second character differs, and most names per key.
const KEY: usize = 4;
const SECOND: usize = 2;
const MAX_LIKE: usize = 8;
/// Minimum number of common characters after the differing one, and in all.
const MIN_TAIL: usize = 2;
const MIN_SHARED: usize = 6;
/// Minimum number of characters of a name.
const MIN_NAME: usize = 7;
/// Last characters of the names of places. After 城 they form other words: 城乡, 城市.
static LEVELS: Signs = Signs::of("省市州盟县区旗镇乡村");
const TOWN: char = '城';

/// Two places with different spellings of one name.
pub(super) struct Difference {
    /// The paper with the name in running text, and the place in it.
    pub(super) place: (usize, Span),
    /// The place of the known name.
    pub(super) first: (usize, Span),
}

/// A name with its first place.
struct Known {
    characters: Vec<char>,
    place: (usize, Span),
}

/// All names that differ in one character from a known one.
pub(super) fn differences(papers: &[Paper<'_>], budget: &mut Budget) -> Vec<Difference> {
    let known = known(papers);
    // By the first characters, and by those after the second, in case the second differs.
    let mut index: FxHashMap<&[char], Vec<(usize, &Known)>> = FxHashMap::default();
    for name in &known {
        for from in [0, SECOND] {
            let list = index.entry(&name.characters[from..from + KEY]).or_default();
            if list.len() < MAX_LIKE {
                list.push((from, name));
            }
        }
    }
    let mut found = Vec::new();
    if index.is_empty() {
        return found;
    }
    for (at, paper) in papers.iter().enumerate() {
        let mut seen: FxHashSet<(usize, Span)> = FxHashSet::default();
        for block in paper.doc.blocks() {
            let text = block.span.of(paper.doc.text());
            let places: Vec<usize> =
                text.char_indices().map(|(place, _)| place).chain([text.len()]).collect();
            let characters: Vec<char> = text.chars().collect();
            for (place, key) in characters.windows(KEY).enumerate() {
                for (from, name) in
                    index.get(key).into_iter().flatten().filter(|(_, name)| name.place.0 != at)
                {
                    let Some(start) = place.checked_sub(*from) else { continue };
                    let Some(length) = slip(&name.characters, &characters[start..]) else { continue };
                    let span = Span::new(
                        block.span.start() + places[start],
                        block.span.start() + places[start + length],
                    );
                    let wrong = span.of(paper.doc.text());
                    let right: String = name.characters[..length].iter().collect();
                    // A paper with both names is about two things. A spelling that other papers use
                    // too is not a slip.
                    let is_alone = budget.holds(paper, &right) == Some(false)
                        && (0..papers.len())
                            .filter(|other| *other != at)
                            .all(|other| budget.holds(&papers[other], wrong) == Some(false));
                    if is_alone && seen.insert(name.place) {
                        found.push(Difference { place: (at, span), first: name.place });
                    }
                }
            }
        }
    }
    found
}

/// Names of projects in tables, and of offices of persons, each once.
fn known(papers: &[Paper<'_>]) -> Vec<Known> {
    let mut seen: FxHashSet<Vec<char>> = FxHashSet::default();
    let mut found = Vec::new();
    for (at, paper) in papers.iter().enumerate() {
        let owners = &paper.sayings.owners;
        let rows = owners.rows.iter().chain(&owners.sites).map(|row| (&*row.project, row.project_at));
        let offices = paper.sayings.persons.iter().filter_map(|person| {
            let office = person.post.strip_suffix(person.rank.as_str())?;
            let start = person.post_at.start();
            let span = Span::new(start, start + office.len());
            // Only if the text has no blanks inside the office.
            paper.doc.text().get(start..span.end()).filter(|written| *written == office)?;
            Some((office, span))
        });
        for (name, span) in rows.chain(offices) {
            let characters: Vec<char> = name.chars().take_while(|c| is_han(*c)).collect();
            if characters.len() >= MIN_NAME && seen.insert(characters.clone()) {
                found.push(Known { characters, place: (at, span) });
            }
        }
    }
    found
}

/// Length of the part of a name that the words repeat with one other character. `None` if they do
/// not differ or are about two things: 东村, 西村.
fn slip(name: &[char], words: &[char]) -> Option<usize> {
    let head = name.iter().zip(words).take_while(|(one, other)| one == other).count();
    let (own, other) = (*name.get(head).filter(|_| head > 0)?, *words.get(head)?);
    let tail =
        name[head + 1..].iter().zip(&words[head + 1..]).take_while(|(one, other)| one == other).count();
    let is_name = |c: char| is_han(c) && !is_numeral(c) && !DIRECTIONS.contains(c) && !SIZES.contains(c);
    let is_level = LEVELS.contains(own) && LEVELS.contains(other) && name[head - 1] != TOWN;
    let is_slip =
        tail >= MIN_TAIL && head + tail >= MIN_SHARED && is_name(own) && is_name(other) && !is_level;
    is_slip.then_some(head + 1 + tail)
}

#[cfg(test)]
mod tests {
    use super::slip;

    #[test]
    fn one_other_character_in_a_long_name_is_a_slip() {
        let is_slip = |name: &str, words: &str| {
            let [name, words] = [name, words].map(|text| text.chars().collect::<Vec<char>>());
            slip(&name, &words).is_some()
        };
        assert!(is_slip("白沙街道米坊巷片区改造", "白沙街道米仓巷片区已经"));
        assert!(is_slip("区住房和城乡更新局", "区住房和城市更新局"));
        assert!(!is_slip("白沙街道东街片区改造", "白沙街道西街片区改造"));
        assert!(!is_slip("白沙街道一号片区改造", "白沙街道二号片区改造"));
        assert!(!is_slip("白沙街道米坊巷片区改造", "白沙街道米坊巷片区改造"));
    }
}

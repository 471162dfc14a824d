//! Finds names of projects and offices in running text that differ in one character from the name
//! in a table or a list of persons: 粮库巷片区改造, 粮仓巷片区 (two words for "granary" in the name of a lane).

use rustc_hash::FxHashSet;

use crate::check::Paper;
use crate::checks::keys::{Characters, KEY, Keys, key};
use crate::checks::organisations::{DIRECTIONS, SIZES};
use crate::checks::people::Budget;
use crate::text::chars::is_han;
use crate::text::numeral::is_numeral;
use crate::text::signs::Signs;
use crate::text::span::Span;

/// Offset in a name of its second key, which finds spellings that differ in the second character.
const SECOND: usize = 2;
/// Maximum number of names stored per key.
const MAX_LIKE: usize = 8;
/// Minimum number of common characters after the character that differs.
const MIN_TAIL: usize = 2;
/// Minimum number of common characters before and after the character that differs, in all.
const MIN_SHARED: usize = 6;
/// Minimum number of characters of a name that is compared.
const MIN_NAME: usize = 7;
/// Suffixes of place names, such as 县 (county) and 镇 (town). Two names that differ only in one of
/// these are two places. After 城 ("town", the constant `TOWN`) the characters form other words,
/// such as 城乡 and 城市.
static LEVELS: Signs = Signs::of("省市州盟县区旗镇乡村");
const TOWN: char = '城';
/// Words for "and". Two names that differ only in these are the same name.
static JOINTS: Signs = Signs::of("和及与、");

/// Two spellings of a name in two papers.
pub(super) struct SpellingConflict {
    /// Index of the paper with the spelling in running text, and its span.
    pub(super) place: (usize, Span),
    /// Index of the paper with the spelling in a table or list, and its span.
    pub(super) first: (usize, Span),
}

/// A name from a table or a list, with the first paper and span that it was found at.
struct Known {
    characters: Vec<char>,
    place: (usize, Span),
}

/// Finds spellings in running text that differ in one character from a name in another paper's
/// table or list. `budget` bounds the text that is searched.
pub(super) fn conflicts(papers: &[Paper<'_>], budget: &mut Budget) -> Vec<SpellingConflict> {
    let known = known(papers);
    // By the first characters, and by those after the second, in case the second differs.
    let keys = known
        .iter()
        .flat_map(|name| [0, SECOND].map(|from| (key(&name.characters[from..from + KEY]), (from, name))));
    let index = Keys::new(keys, MAX_LIKE);
    let mut found = Vec::new();
    if index.is_empty() {
        return found;
    }
    let mut characters = Characters::default();
    for (at, paper) in papers.iter().enumerate() {
        let mut seen: FxHashSet<(usize, Span)> = FxHashSet::default();
        for block in paper.doc.blocks() {
            characters.read(paper.doc.text(), block.span);
            let all = characters.all();
            for place in 0..all.len() {
                index.each_at(&all[place..], |&(from, name)| {
                    let Some(start) = place.checked_sub(from).filter(|_| name.place.0 != at) else { return };
                    let Some(length) = slip(&name.characters, &all[start..]) else { return };
                    let span = characters.span(start, start + length);
                    let wrong = span.of(paper.doc.text());
                    let right: String = name.characters[..length].iter().collect();
                    // A paper with both names is about two things. A spelling that other papers use
                    // too is not a slip.
                    let is_alone = budget.holds(paper, &right) == Some(false)
                        && (0..papers.len())
                            .filter(|other| *other != at)
                            .all(|other| budget.holds(&papers[other], wrong) == Some(false));
                    if is_alone && seen.insert(name.place) {
                        found.push(SpellingConflict { place: (at, span), first: name.place });
                    }
                });
            }
        }
    }
    found
}

/// Collects the names of projects and sites in tables, and of offices before the posts of persons,
/// each once.
fn known(papers: &[Paper<'_>]) -> Vec<Known> {
    let mut seen: FxHashSet<Vec<char>> = FxHashSet::default();
    let mut found = Vec::new();
    for (at, paper) in papers.iter().enumerate() {
        let owners = &paper.facts.owners;
        let rows =
            owners.owner_rows.iter().chain(&owners.site_rows).map(|row| (&*row.project, row.project_at));
        let offices = paper.facts.persons.iter().filter_map(|person| {
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

/// Number of characters at the start of `words` that repeat the start of `name` with exactly one
/// different character. `None` if there is no such start, or if the character shows that two things
/// are meant: 东街, 西街 ("east street", "west street").
fn slip(name: &[char], words: &[char]) -> Option<usize> {
    let head = name.iter().zip(words).take_while(|(one, other)| one == other).count();
    let (own, other) = (*name.get(head).filter(|_| head > 0)?, *words.get(head)?);
    let tail =
        name[head + 1..].iter().zip(&words[head + 1..]).take_while(|(one, other)| one == other).count();
    let is_name = |c: char| is_han(c) && !is_numeral(c) && !DIRECTIONS.contains(c) && !SIZES.contains(c);
    let is_level = LEVELS.contains(own) && LEVELS.contains(other) && name[head - 1] != TOWN;
    let is_joint = JOINTS.contains(own) && JOINTS.contains(other);
    let is_slip = !is_joint
        && tail >= MIN_TAIL
        && head + tail >= MIN_SHARED
        && is_name(own)
        && is_name(other)
        && !is_level;
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
        // Levels of places differ; one level may be miswritten.
        assert!(!is_slip("青石省康养服务示范项目", "青石县康养服务示范项目"));
        assert!(is_slip("青石州康养服务示范项目", "青石洲康养服务示范项目"));
        assert!(!is_slip("白沙街道一号片区改造", "白沙街道二号片区改造"));
        assert!(!is_slip("白沙街道米坊巷片区改造", "白沙街道米坊巷片区改造"));
    }
}

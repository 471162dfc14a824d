//! Names of persons that one paper writes with another character than the others: 韩素梅, 韩淑梅.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::check::Paper;
use crate::text::chars::is_han;
use crate::text::span::Span;

/// Characters of a name that can be told from another one that differs in one of them.
const NAME: usize = 3;
/// Most characters of a sentence in which the words around a name are read.
const AROUND: usize = 16;
/// Characters in a row that the words around two names have in common if they are of one person.
const SHARED: usize = 4;

/// Names that one is held against, the first ones of each kind.
const MAX_LIKE: usize = 64;
/// How often the text of a set is searched at most, so that the time grows with the text.
const MAX_SEARCHED: usize = 8;

/// The text that may still be searched.
pub(super) struct Budget(usize);

impl Budget {
    /// For a set of papers.
    pub(super) fn new(papers: &[Paper<'_>]) -> Self {
        Self(papers.iter().map(|paper| paper.doc.text().len()).sum::<usize>() * MAX_SEARCHED)
    }

    /// True if a paper has some words. `None` if enough was searched.
    pub(super) fn holds(&mut self, paper: &Paper<'_>, words: &str) -> Option<bool> {
        let text = paper.doc.text();
        self.0 = self.0.checked_sub(text.len())?;
        Some(text.contains(words))
    }
}

/// A name that is miswritten, and how another paper writes it.
pub(super) struct Slip {
    /// The paper, and where the name stands.
    pub(super) place: (usize, Span),
    /// The same of the other paper.
    pub(super) right: (usize, Span),
}

/// A name that is known to be one, with the first place of each paper.
struct Known<'p> {
    name: &'p str,
    places: Vec<(usize, Span)>,
}

/// All names that differ in one character from a name of another paper, and stand among the same
/// words.
pub(super) fn slips(papers: &[Paper<'_>]) -> Vec<Slip> {
    let known = known(papers);
    // By the surname and one of the other characters: 韩素, 韩·梅.
    let mut index: FxHashMap<(char, usize, char), Vec<usize>> = FxHashMap::default();
    for (at, one) in known.iter().enumerate() {
        let characters: Vec<char> = one.name.chars().collect();
        for place in 1..NAME {
            let list = index.entry((characters[0], place, characters[place])).or_default();
            if list.len() < MAX_LIKE {
                list.push(at);
            }
        }
    }
    let mut found: Vec<Slip> = Vec::new();
    let mut budget = Budget::new(papers);
    let mut seen: FxHashSet<(usize, usize)> = FxHashSet::default();
    for (at, paper) in papers.iter().enumerate() {
        let persons = paper.sayings.persons.iter().map(|person| person.name_at);
        let names = persons.chain(paper.sayings.mentions.iter().copied());
        for span in names.chain(paper.sayings.likely_names.iter().copied()) {
            let name: Vec<char> = span.of(paper.doc.text()).chars().collect();
            for place in (1..NAME).filter(|_| name.len() == NAME) {
                for &number in index.get(&(name[0], place, name[place])).into_iter().flatten() {
                    if let Some(right) = miswritten(papers, &known[number], (at, span), &mut budget)
                        && seen.insert((at, number))
                    {
                        found.push(Slip { place: (at, span), right });
                    }
                }
            }
        }
    }
    found
}

/// True if two names differ in one character that is not the first.
pub(super) fn is_one_character(one: &str, other: &str) -> bool {
    let count = one.chars().count();
    let others = one.chars().zip(other.chars()).enumerate().filter(|(_, (one, other))| one != other);
    let others: Vec<usize> = others.map(|(at, _)| at).collect();
    count == other.chars().count() && matches!(others[..], [at] if at > 0)
}

/// Names of three characters that papers tell with a post, each once.
fn known<'p>(papers: &[Paper<'p>]) -> Vec<Known<'p>> {
    let mut places: FxHashMap<&str, Vec<(usize, Span)>> = FxHashMap::default();
    for (at, paper) in papers.iter().enumerate() {
        let persons = paper.sayings.persons.iter().map(|person| (person.name.as_str(), person.name_at));
        let mentions = paper.sayings.mentions.iter().map(|span| (span.of(paper.doc.text()), *span));
        for (name, span) in persons.chain(mentions).filter(|(name, _)| name.chars().count() == NAME) {
            let list = places.entry(name).or_default();
            if list.len() < MAX_LIKE && list.last().is_none_or(|(paper, _)| *paper != at) {
                list.push((at, span));
            }
        }
    }
    let mut known: Vec<Known<'p>> = places.into_iter().map(|(name, places)| Known { name, places }).collect();
    known.sort_unstable_by(|one, other| one.name.cmp(other.name));
    known
}

/// The place of a known name that another one at `place` is a slip of.
fn miswritten(
    papers: &[Paper<'_>],
    known: &Known<'_>,
    (at, span): (usize, Span),
    budget: &mut Budget,
) -> Option<(usize, Span)> {
    let text = papers[at].doc.text();
    let name = span.of(text);
    let is_other = name != known.name && known.places.iter().all(|(paper, _)| *paper != at);
    if !is_other || has_other_posts(papers, known, (at, name)) {
        return None;
    }
    let around = words_around(text, span);
    let place = known.places.iter().copied().find(|(paper, place)| {
        let other = words_around(papers[*paper].doc.text(), *place);
        other.iter().any(|run| around.contains(run))
    })?;
    // Where both are named, they are two persons.
    let mut is_apart = |paper: usize, name: &str| budget.holds(&papers[paper], name) == Some(false);
    let are_apart = is_apart(at, known.name) && known.places.iter().all(|(paper, _)| is_apart(*paper, name));
    are_apart.then_some(place)
}

/// True if both names are told with posts that have no end in common: 副县长贺建明, 青石镇党委书记贺建民.
fn has_other_posts(papers: &[Paper<'_>], known: &Known<'_>, (at, name): (usize, &str)) -> bool {
    let posts = |at: usize, name: &str| {
        let persons = papers[at].sayings.persons.iter().filter(|person| person.name == name);
        persons.map(|person| person.post.as_str()).collect::<Vec<&str>>()
    };
    let own = posts(at, name);
    let others: Vec<&str> = known.places.iter().flat_map(|(paper, _)| posts(*paper, known.name)).collect();
    let is_one = |one: &str, other: &str| one.ends_with(other) || other.ends_with(one);
    !own.is_empty()
        && !others.is_empty()
        && !own.iter().any(|one| others.iter().any(|other| is_one(one, other)))
}

/// All runs of characters around a name, without the name itself.
fn words_around(text: &str, span: Span) -> FxHashSet<[char; SHARED]> {
    let before: Vec<char> =
        text[..span.start()].chars().rev().take(AROUND).take_while(|c| *c != '。').collect();
    let before: Vec<char> = before.into_iter().rev().collect();
    let behind: Vec<char> = text[span.end()..].chars().take(AROUND).take_while(|c| *c != '。').collect();
    let runs = |words: &[char]| -> Vec<[char; SHARED]> {
        let all = words.windows(SHARED).filter(|run| run.iter().all(|c| is_han(*c)));
        all.filter_map(|run| <[char; SHARED]>::try_from(run).ok()).collect()
    };
    runs(&before).into_iter().chain(runs(&behind)).collect()
}

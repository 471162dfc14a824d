//! Finds names of persons that differ in one character between papers: 韩素梅, 韩淑梅 (the same surname
//! and last character).

use rustc_hash::{FxHashMap, FxHashSet};

use crate::check::Paper;
use crate::text::chars::is_han;
use crate::text::homophones::sound_alike;
use crate::text::signs::Signs;
use crate::text::span::Span;

/// Number of characters of a name that is compared. In shorter names, one character is not
/// distinctive enough.
const NAME: usize = 3;
/// Maximum number of characters before and after a name whose words are compared.
const AROUND: usize = 16;
/// Minimum number of consecutive characters that must agree in the text around two spellings for
/// them to mean the same person, for example the post.
const SHARED: usize = 4;
/// Minimum for two spellings that sound alike, which are more likely a slip; see [`SHARED`].
const SHARED_BY_SOUND: usize = 3;

/// Suffixes of place names, such as 市 (city) and 县 (county).
static LEVELS: Signs = Signs::of("省市州盟县区旗镇乡村");

/// Maximum number of spans stored per name, of names stored per key, and of papers whose meeting is
/// read. The first ones are kept.
const MAX_LIKE: usize = 64;
/// Number of times that the text of all papers may be searched, so that time stays linear in the
/// size of a set.
const MAX_SEARCHED: usize = 8;

/// Budget for searching papers for exact words: the number of bytes that may still be searched.
pub(super) struct Budget(usize);

impl Budget {
    /// Creates the budget for a set: [`MAX_SEARCHED`] times the length of all papers.
    pub(super) fn new(papers: &[Paper<'_>]) -> Self {
        Self(papers.iter().map(|paper| paper.doc.text().len()).sum::<usize>() * MAX_SEARCHED)
    }

    /// True if the text of a paper contains `words`. `None` if the budget is used up.
    pub(super) fn holds(&mut self, paper: &Paper<'_>, words: &str) -> Option<bool> {
        let text = paper.doc.text();
        self.0 = self.0.checked_sub(text.len())?;
        Some(text.contains(words))
    }
}

/// A misspelt name, and the correct name in another paper.
pub(super) struct Slip {
    /// Index of the paper with the misspelt name, and its span.
    pub(super) place: (usize, Span),
    /// Index of the paper with the correct name, and its span.
    pub(super) right: (usize, Span),
}

/// A name found in the papers, with its first span in each paper.
struct Known<'p> {
    name: &'p str,
    /// True if the name was guessed from the words around it; false if it has a post or is in a
    /// list of persons.
    is_likely: bool,
    places: Vec<(usize, Span)>,
}

/// Finds all names that differ in one character from a name of another paper, if the text around
/// both agrees.
pub(super) fn slips(papers: &[Paper<'_>]) -> Vec<Slip> {
    let known = known(papers);
    // Keys are the surname and one of the other characters, with its position: 韩素 and 韩·梅 for 韩素梅.
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
    // A slip is reported once, whichever of the two papers is read first.
    let mut seen: FxHashSet<[&str; 2]> = FxHashSet::default();
    for (at, paper) in papers.iter().enumerate() {
        let persons = paper.sayings.persons.iter().map(|person| person.name_at);
        let names = persons.chain(paper.sayings.mentions.iter().copied());
        for span in names.chain(paper.sayings.likely_names.iter().copied()) {
            let name: Vec<char> = span.of(paper.doc.text()).chars().collect();
            // A certain name is not a slip of one that is only likely.
            let written = span.of(paper.doc.text());
            let own = known.binary_search_by(|one| one.name.cmp(written));
            let is_certain = own.is_ok_and(|own| !known[own].is_likely);
            for place in (1..NAME).filter(|_| name.len() == NAME) {
                for &number in index.get(&(name[0], place, name[place])).into_iter().flatten() {
                    if is_certain && known[number].is_likely {
                        continue;
                    }
                    let mut pair = [known[number].name, written];
                    pair.sort_unstable();
                    if let Some(right) = miswritten(papers, &known[number], (at, span), &mut budget)
                        && seen.insert(pair)
                    {
                        found.push(Slip { place: (at, span), right });
                    }
                }
            }
        }
    }
    found
}

/// True if two names differ in exactly one character, and not in the first one, the surname.
pub(super) fn is_one_character(one: &str, other: &str) -> bool {
    let count = one.chars().count();
    let others = one.chars().zip(other.chars()).enumerate().filter(|(_, (one, other))| one != other);
    let others: Vec<usize> = others.map(|(at, _)| at).collect();
    count == other.chars().count() && matches!(others[..], [at] if at > 0)
}

/// `true` for a guessed name (see [`Known::is_likely`]), and the first span of the name in each
/// paper.
type Places = (bool, Vec<(usize, Span)>);

/// Collects all names of three characters: those with a post or in a list, and those guessed from
/// the words around them. Sorted by name.
fn known<'p>(papers: &[Paper<'p>]) -> Vec<Known<'p>> {
    let mut places: FxHashMap<&str, Places> = FxHashMap::default();
    for is_likely in [false, true] {
        for (at, paper) in papers.iter().enumerate() {
            let text = paper.doc.text();
            let persons = paper.sayings.persons.iter().map(|person| person.name_at);
            let told = persons.chain(paper.sayings.mentions.iter().copied());
            let likely = paper.sayings.likely_names.iter().copied();
            let spans: Vec<Span> = if is_likely { likely.collect() } else { told.collect() };
            for span in spans.into_iter().filter(|span| span.of(text).chars().count() == NAME) {
                let (is_only_likely, list) = places.entry(span.of(text)).or_insert((is_likely, Vec::new()));
                let is_new = list.last().is_none_or(|(paper, _)| *paper != at);
                if *is_only_likely == is_likely && list.len() < MAX_LIKE && is_new {
                    list.push((at, span));
                }
            }
        }
    }
    let known = places.into_iter().map(|(name, (is_likely, places))| Known { name, is_likely, places });
    let mut known: Vec<Known<'p>> = known.collect();
    known.sort_unstable_by(|one, other| one.name.cmp(other.name));
    known
}

/// Returns a paper and span of the known name, if the name at `span` of paper `at` is a misspelling
/// of it. `None` if both may be real persons, for example because one paper names both.
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
    // If the words around agree less, only a character that sounds alike is a slip; any other means
    // another person.
    let is_alike =
        name.chars().zip(known.name.chars()).all(|(one, other)| one == other || sound_alike(one, other));
    if known.is_likely && !is_alike {
        return None;
    }
    let around = Around::new(text, span);
    let place = known.places.iter().copied().find(|(paper, place)| {
        let other = Around::new(papers[*paper].doc.text(), *place);
        around.shares(&other, SHARED, papers)
            || is_alike && !known.is_likely && around.shares(&other, SHARED_BY_SOUND, papers)
    })?;
    // If a paper names both, they are two persons.
    let mut is_apart = |paper: usize, name: &str| budget.holds(&papers[paper], name) == Some(false);
    let are_apart = is_apart(at, known.name) && known.places.iter().all(|(paper, _)| is_apart(*paper, name));
    are_apart.then_some(place)
}

/// True if both names have posts, but none in common, so that they are two persons: 副县长贺建明 ("deputy
/// county head"), 青石镇党委书记贺建民 ("party secretary of Qingshi town").
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

/// Text before and after a name, up to [`AROUND`] characters on each side and within its sentence
/// or row.
struct Around([Vec<char>; 2]);

impl Around {
    fn new(text: &str, span: Span) -> Self {
        let is_sentence = |c: &char| *c != '。';
        let mut before: Vec<char> =
            text[..span.start()].chars().rev().take(AROUND).take_while(is_sentence).collect();
        before.reverse();
        Self([before, text[span.end()..].chars().take(AROUND).take_while(is_sentence).collect()])
    }

    /// True if the text around both names has `length` consecutive Chinese characters in common.
    /// Offices of two places (市|交通运输局, 云岭县|交通运输局, the transport bureaus of a city and of a county)
    /// and the name of the meeting, which is everywhere, do not count.
    fn shares(&self, other: &Self, length: usize, papers: &[Paper<'_>]) -> bool {
        let pairs = self.0.iter().flat_map(|words| other.0.iter().map(move |others| (words, others)));
        pairs.into_iter().any(|(words, others)| {
            let places = |run: &[char]| {
                let all = others.windows(length).enumerate();
                all.filter(|(_, other)| *other == run).map(|(at, _)| at).collect::<Vec<usize>>()
            };
            words.windows(length).enumerate().filter(|(_, run)| run.iter().all(|c| is_han(*c))).any(
                |(at, run)| {
                    let is_one = |there: usize| {
                        let (before, others) = (&words[..at], &others[..there]);
                        let back = before
                            .iter()
                            .rev()
                            .zip(others.iter().rev())
                            .take_while(|(one, other)| one == other);
                        let back = back.count();
                        let ends = [before, others].map(|words| words[..words.len() - back].last());
                        !ends.into_iter().all(|end| end.is_some_and(|c| LEVELS.contains(*c)))
                    };
                    places(run).into_iter().any(is_one) && !is_of_meeting(papers, run)
                },
            )
        })
    }
}

/// True if these characters occur in the name of a meeting in one of the first [`MAX_LIKE`] papers.
fn is_of_meeting(papers: &[Paper<'_>], run: &[char]) -> bool {
    let run: String = run.iter().collect();
    let meetings = papers.iter().take(MAX_LIKE);
    let mut meetings = meetings.filter_map(|paper| paper.sayings.occasion.meeting.as_deref());
    meetings.any(|meeting| meeting.contains(&run))
}

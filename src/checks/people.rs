//! Finds names of persons that differ in one character between papers: 韩素梅, 韩淑梅 (the same surname
//! and last character).

use rustc_hash::{FxHashMap, FxHashSet};

use crate::check::{Paper, PaperSpan};
use crate::checks::variants;
use crate::facts::set::names::ADDRESS;
use crate::facts::set::persons::Person;
use crate::text::chars::is_han;
use crate::text::homophones::sound_alike;
use crate::text::shortened::may_be_one;
use crate::text::sieve::Sieve;
use crate::text::signs::Signs;
use crate::text::span::Span;

/// Number of characters of a name that is compared. In shorter names, one character is not
/// distinctive enough.
const NAME: usize = 3;
/// Maximum number of characters before and after a name whose words are compared.
const AROUND: usize = 16;
/// Maximum number of characters before and after a name of a list that are compared, and the sign
/// at which the comparison ends.
const WIDE: (usize, char) = (48, '\n');
/// Minimum number of consecutive characters that must agree in the text around two spellings for
/// them to mean the same person, for example the post.
const SHARED: usize = 4;
/// Minimum for two spellings that sound alike; see [`SHARED`]. Such spellings are more likely a
/// slip.
const SHARED_BY_SOUND: usize = 3;
/// Minimum number of common characters directly before names of two characters. Any text may
/// contain such names by chance, so the words before them must agree too.
const SHARED_BEFORE: usize = 3;

/// Minimum number of characters of the names of an office that differ in one character.
const MIN_OFFICE: usize = 6;

/// Maximum ratio between all occurrences of two adjacent characters in a set and the occurrences of
/// the names that contain them. Above it, the characters are an ordinary word.
const MAX_ELSEWHERE: usize = 4;
/// Characters that names of persons do not contain.
static NO_NAMES: Signs = Signs::of("的了是不及她它这那等就都也还们使被把所或但很最更该各此每些已");
/// Last characters of buildings and parts of organisations, with which guessed names do not end.
static ROOMS: Signs = Signs::of("楼科室部站厂院所班队组厅馆");
/// Characters that are frequent between words and rare in names of persons.
static GRAMMAR: Signs = Signs::of("在有其他从对将与并个时以");
/// Last characters of the names of places.
static LEVELS: Signs = Signs::of("省市州盟县区旗镇乡村");

/// Maximum number of places per name that are compared. Also the maximum number of papers whose
/// meeting's name is read.
const MAX_LIKE: usize = 24;
/// Number of times that the whole text of a set may be searched, so that time stays linear.
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
        let left = self.0.checked_sub(text.len());
        self.0 = left.unwrap_or(0);
        left.map(|_| text.contains(words))
    }

    /// True if no text may be searched any more.
    pub(super) fn is_spent(&self) -> bool {
        self.0 == 0
    }
}

/// A misspelt name, and the correct name in another paper.
pub(super) struct Slip {
    /// Index of the paper with the misspelt name, and its span.
    pub(super) place: (usize, Span),
    /// Index of the paper with the correct name, and its span.
    pub(super) right: (usize, Span),
}

/// Degree to which it is certain that some characters are the name of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Certainty {
    /// Guessed from the words around.
    Likely,
    /// In a list of persons, or in a table.
    Listed,
    /// With a post or a form of address.
    Sure,
}

/// A person's name that is searched in all papers.
#[derive(Debug)]
struct Known<'p> {
    name: &'p str,
    certainty: Certainty,
}

impl Known<'_> {
    /// True if the name was only guessed from the words around it.
    fn is_likely(&self) -> bool {
        self.certainty == Certainty::Likely
    }
}

/// Places that are read as names of persons.
type Read = FxHashMap<PaperSpan, Certainty>;

/// A spelling of a person's name, with its places in the papers.
#[derive(Clone, Copy)]
struct Spelling<'s> {
    name: &'s str,
    places: &'s [PaperSpan],
}

/// Finds names that differ in one character from a name of another paper, if the words around them
/// agree.
///
/// Names are searched in the text of all papers, because not every sentence with a name can be
/// parsed. If the two characters do not sound alike, the spelling is a slip only at places where a
/// name was recognised.
pub(super) fn slips(papers: &[Paper<'_>]) -> Vec<Slip> {
    let known = known(papers);
    let names: Vec<Vec<char>> = known.iter().map(|one| one.name.chars().collect()).collect();
    let mut read = Read::default();
    for (at, paper) in papers.iter().enumerate() {
        read.extend(written_names(paper).map(|(span, certainty)| ((at, span), certainty)));
    }
    let (right, wrong) = variants::places(papers, &names, &|at, variant| {
        let is_read = read.contains_key(&(at, variant.span));
        match variant.slip {
            variants::Slip::Replaced(one, other) => {
                let is_sure = is_read && !known[variant.name].is_likely();
                let may_be_names = !GRAMMAR.contains(one) && !GRAMMAR.contains(other);
                // Only places that are read as names begin with a surname.
                let may_differ = match (variant.head > 0, is_read) {
                    (true, true) => true,
                    (false, false) => false,
                    _ => sound_alike(one, other),
                };
                may_differ && (is_sure || may_be_names)
            }
            variants::Slip::Swapped => variant.head > 0,
            variants::Slip::Same => false,
        }
    });
    let counts = Counts::new(papers, &known, &right, &wrong);
    // A slip is reported once, whichever of the two papers is read first.
    let mut seen: FxHashSet<[&str; 2]> = FxHashSet::default();
    let mut found = Vec::new();
    for ((number, written), places) in wrong {
        let one = &known[number];
        // A certain name is not a slip of one that is only likely.
        let own = known.binary_search_by(|one| one.name.cmp(written));
        if own.is_ok_and(|own| !known[own].is_likely()) && one.is_likely() {
            continue;
        }
        let mut pair = [one.name, written];
        pair.sort_unstable();
        let right = &right[number];
        if !counts.are_names([(one.name, right), (written, &places)]) {
            continue;
        }
        let right = Spelling { name: one.name, places: right };
        let wrong = Spelling { name: written, places: &places };
        if let Some((place, right)) = miswritten(papers, &read, one.certainty, [right, wrong])
            && seen.insert(pair)
        {
            found.push(Slip { place, right });
        }
    }
    found
}

/// Number of occurrences in a set of each pair of adjacent characters of the compared names.
struct Counts(FxHashMap<[char; 2], usize>);

impl Counts {
    /// Counts the pairs of characters of the names that have variants, and of these variants.
    fn new(
        papers: &[Paper<'_>],
        known: &[Known<'_>],
        right: &[Vec<PaperSpan>],
        wrong: &[variants::Wrong<'_>],
    ) -> Self {
        let mut counts: FxHashMap<[char; 2], usize> = FxHashMap::default();
        for ((number, written), places) in wrong {
            if variants::are_apart(&right[*number], places) {
                counts.extend(pairs(known[*number].name).chain(pairs(written)).map(|pair| (pair, 0)));
            }
        }
        // Few pairs of a text are characters of these names, so nearly all are passed over.
        let firsts = counts.keys().fold(Sieve::NONE, |sieve, [first, _]| sieve.with(*first as usize));
        let papers = if counts.is_empty() { &[] } else { papers };
        for paper in papers {
            for pair in pairs(paper.doc.text()).filter(|[first, _]| firsts.lets_through(u32::from(*first))) {
                counts.entry(pair).and_modify(|count| *count += 1);
            }
        }
        Self(counts)
    }

    /// True if the characters of two names mostly occur in these names; see [`MAX_ELSEWHERE`]. 关工作
    /// is not a name, because 工作 ("work") occurs in other places much more often.
    fn are_names(&self, names: [(&str, &[PaperSpan]); 2]) -> bool {
        let all = names[0].1.len() + names[1].1.len();
        let mut pairs = names.into_iter().flat_map(|(name, _)| pairs(name));
        pairs.all(|pair| self.0.get(&pair).is_none_or(|count| *count <= all * MAX_ELSEWHERE))
    }
}

/// All pairs of adjacent characters of a text.
fn pairs(text: &str) -> impl Iterator<Item = [char; 2]> {
    let mut characters = text.chars();
    let mut last = characters.next();
    characters.filter_map(move |c| Some([last.replace(c)?, c]))
}

/// Spans of the names in a paper, the most certain ones last.
fn written_names(paper: &Paper<'_>) -> impl Iterator<Item = (Span, Certainty)> {
    let (facts, text) = (paper.facts, paper.doc.text());
    let is_addressed = |span: &Span| ADDRESS.iter().any(|word| text[span.end()..].starts_with(word));
    let (addressed, likely): (Vec<Span>, Vec<Span>) =
        facts.likely_names.iter().partition(|span| is_addressed(span));
    let persons = facts.persons.iter().map(|person| person.name_at);
    let likely = likely.into_iter().map(|span| (span, Certainty::Likely));
    let listed = facts.mentions.iter().map(|span| (*span, Certainty::Listed));
    likely.chain(listed).chain(persons.chain(addressed).map(|span| (span, Certainty::Sure)))
}

/// True if two names differ in one character that is not the first.
pub(super) fn is_one_character(one: &str, other: &str) -> bool {
    let count = one.chars().count();
    let others = one.chars().zip(other.chars()).enumerate().filter(|(_, (one, other))| one != other);
    let others: Vec<usize> = others.map(|(at, _)| at).collect();
    count == other.chars().count() && matches!(others[..], [at] if at > 0)
}

/// Collects the names of all papers, each once: certain ones, with a post or in a list, and likely
/// ones, guessed from the words around them.
fn known<'p>(papers: &[Paper<'p>]) -> Vec<Known<'p>> {
    let mut names: FxHashMap<&str, Certainty> = FxHashMap::default();
    for paper in papers {
        for (span, certainty) in written_names(paper) {
            let most = names.entry(span.of(paper.doc.text())).or_insert(certainty);
            *most = certainty.max(*most);
        }
    }
    // 中医院|康复楼 ("rehabilitation building") has the form of a name.
    let is_room = |name: &str| name.ends_with(|c| ROOMS.contains(c));
    let known = names.into_iter().map(|(name, certainty)| Known { name, certainty }).filter(|one| {
        one.name.chars().all(|c| is_han(c) && !NO_NAMES.contains(c))
            && !(one.is_likely() && is_room(one.name))
    });
    let mut known: Vec<Known<'p>> = known.collect();
    known.sort_unstable_by(|one, other| one.name.cmp(other.name));
    known
}

/// Returns a place of the misspelt name and one of the right spelling, if the words around both
/// show that one person is meant. `certainty` is that of the right spelling. `None` if both may be
/// real persons, for example because one paper names both.
fn miswritten(
    papers: &[Paper<'_>],
    read: &Read,
    certainty: Certainty,
    [right, wrong]: [Spelling<'_>; 2],
) -> Option<(PaperSpan, PaperSpan)> {
    if !variants::are_apart(right.places, wrong.places) || has_other_posts(papers, [right, wrong]) {
        return None;
    }
    // If the words around agree less, only a character that sounds alike is a slip; any other means
    // another person.
    let is_alike = wrong
        .name
        .chars()
        .zip(right.name.chars())
        .all(|(one, other)| one == other || sound_alike(one, other));
    let is_likely = certainty == Certainty::Likely;
    let is_short = wrong.name.chars().count() < NAME;
    // 护工|庞晓荻, 庞晓妍: the same words before both names are those of one post.
    if is_likely && !is_alike {
        return of_one_post(papers, read, [right, wrong]).filter(|_| !is_short);
    }
    // Two persons hardly have the same surname and given names that sound alike, so one person is
    // meant, whatever the words around say. Of the many in lists, the words of the paragraphs must
    // agree.
    if is_alike
        && !is_short
        && certainty == Certainty::Sure
        && wrong.name.chars().next() == right.name.chars().next()
        && let Some(right) = right.places.iter().find(|place| read.get(place) == Some(&Certainty::Sure))
    {
        let wide = |&(paper, span): &PaperSpan| Around::within(papers[paper].doc.text(), span, WIDE);
        let is_one = |place: &&PaperSpan| match read.get(place) {
            Some(Certainty::Listed) => wide(place).shares(&wide(right), SHARED, papers),
            read => read.is_some(),
        };
        if let Some(place) = wrong.places.iter().take(MAX_LIKE).find(is_one) {
            return Some((*place, *right));
        }
    }
    if is_alike
        && !is_short
        && certainty == Certainty::Listed
        && let Some(pair) = of_one_list(papers, read, [right, wrong])
    {
        return Some(pair);
    }
    let shared = if is_alike && !is_likely { SHARED_BY_SOUND } else { SHARED };
    let around = |places: &[PaperSpan], least: Certainty| -> Vec<(PaperSpan, Around)> {
        let is_read = |place: &PaperSpan| read.get(place).is_some_and(|certainty| *certainty >= least);
        let places = places.iter().filter(|place| is_alike || is_read(place));
        let places = places.take(MAX_LIKE);
        places.map(|&(paper, span)| ((paper, span), Around::new(papers[paper].doc.text(), span))).collect()
    };
    let right = around(right.places, Certainty::Listed);
    around(wrong.places, Certainty::Likely).into_iter().find_map(|(place, around)| {
        let (right, _) = right.iter().find(|(_, other)| {
            let is_one = around.shares(other, shared, papers);
            is_one && (!is_short || around.has_before(other, SHARED_BEFORE))
        })?;
        Some((place, *right))
    })
}

/// Places of two spellings that are read as names behind the same words, such as an office and a
/// post.
fn of_one_post(
    papers: &[Paper<'_>],
    read: &Read,
    [right, wrong]: [Spelling<'_>; 2],
) -> Option<(PaperSpan, PaperSpan)> {
    let around = |spelling: Spelling<'_>| -> Vec<(PaperSpan, Around)> {
        let places = spelling.places.iter().filter(|place| read.contains_key(place)).take(MAX_LIKE);
        places.map(|&(paper, span)| ((paper, span), Around::new(papers[paper].doc.text(), span))).collect()
    };
    let right = around(right);
    around(wrong).into_iter().find_map(|(place, near)| {
        let (other, _) = right.iter().find(|(_, other)| near.has_before(other, SHARED))?;
        Some((place, *other))
    })
}

/// Places of two spellings in two lists that have another name in common beside them: 俞汀兰、陆承谦,
/// 俞汀岚、陆承谦.
fn of_one_list(
    papers: &[Paper<'_>],
    read: &Read,
    [right, wrong]: [Spelling<'_>; 2],
) -> Option<(PaperSpan, PaperSpan)> {
    let around = |spelling: Spelling<'_>| -> Vec<(PaperSpan, Around)> {
        let is_listed = |place: &&PaperSpan| read.get(place) >= Some(&Certainty::Listed);
        let places = spelling.places.iter().filter(is_listed).take(MAX_LIKE);
        places
            .map(|&(paper, span)| ((paper, span), Around::within(papers[paper].doc.text(), span, WIDE)))
            .collect()
    };
    let right = around(right);
    around(wrong).into_iter().find_map(|(place, near)| {
        let (other, _) = right.iter().find(|(_, other)| near.shares(other, SHARED_BY_SOUND, papers))?;
        Some((place, *other))
    })
}

/// True if both names have posts, and no two of these end alike: 副县长贺建明 ("deputy county head He
/// Jianming"), 青石镇党委书记贺建民 ("He Jianmin, party secretary of Qingshi town").
fn has_other_posts(papers: &[Paper<'_>], [right, wrong]: [Spelling<'_>; 2]) -> bool {
    let persons = |Spelling { name, places }: Spelling<'_>| {
        let mut of: Vec<usize> = places.iter().map(|(paper, _)| *paper).collect();
        of.dedup();
        let persons = of.into_iter().flat_map(|paper| &papers[paper].facts.persons);
        persons.filter(|person| person.name == name).collect::<Vec<&Person>>()
    };
    let (own, others) = (persons(wrong), persons(right));
    let is_one = |one: &Person, other: &Person| {
        let mut posts =
            one.post.split('、').flat_map(|one| other.post.split('、').map(move |other| (one, other)));
        // 经济开发区管委会主任, 经开区管委会主任
        let office = |person: &Person| person.post.strip_suffix(person.rank.as_str()).map(str::to_owned);
        let is_office =
            |(one, other): (String, String)| may_be_one(&one, &other) || is_slip_of_office(&one, &other);
        posts.any(|(one, other)| one.ends_with(other) || other.ends_with(one))
            || one.rank == other.rank && office(one).zip(office(other)).is_some_and(is_office)
    };
    !own.is_empty()
        && !others.is_empty()
        && !own.iter().any(|one| others.iter().any(|other| is_one(one, other)))
}

/// True if two long names of an office differ in one character, which is not that of a place:
/// 云杉纸业有限公司, 云彬纸业有限公司 ("Yunshan Paper Ltd", "Yunbin Paper Ltd").
fn is_slip_of_office(one: &str, other: &str) -> bool {
    let differing = one.chars().zip(other.chars()).position(|(one, other)| one != other);
    let behind = differing.and_then(|at| one.chars().nth(at + 1));
    one.chars().count() >= MIN_OFFICE
        && is_one_character(one, other)
        && behind.is_some_and(|c| !LEVELS.contains(c))
}

/// Characters of the text before and after a name.
pub(super) struct Around([Vec<char>; 2]);

impl Around {
    /// Reads the text before and after the name at `span`, within its sentence and up to [`AROUND`]
    /// characters.
    fn new(text: &str, span: Span) -> Self {
        Self::within(text, span, (AROUND, '。'))
    }

    /// Reads up to `length` characters on either side of `span`, and not beyond the sign `end`.
    pub(super) fn within(text: &str, span: Span, (length, end): (usize, char)) -> Self {
        let is_near = |c: &char| *c != end;
        let mut before: Vec<char> =
            text[..span.start()].chars().rev().take(length).take_while(is_near).collect();
        before.reverse();
        Self([before, text[span.end()..].chars().take(length).take_while(is_near).collect()])
    }

    /// True if the same words of at least `least` characters, such as a post, come directly before
    /// both names.
    fn has_before(&self, other: &Self, least: usize) -> bool {
        let alike = self.0[0].iter().rev().zip(other.0[0].iter().rev());
        let alike = alike.take_while(|(one, other)| one == other && is_han(**one));
        alike.count() >= least
    }

    /// True if both texts have `length` consecutive Han characters in common. Ignores those after
    /// the names of two places (市|交通运输局, 云岭县|交通运输局, "city | transport bureau", "Yunling county |
    /// transport bureau") and those of the meeting's name, which occur everywhere.
    pub(super) fn shares(&self, other: &Self, length: usize, papers: &[Paper<'_>]) -> bool {
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
    let mut meetings = meetings.filter_map(|paper| paper.facts.occasion.meeting.as_deref());
    meetings.any(|meeting| meeting.contains(&run))
}

//! `set/name`: one person with two posts, one post with two persons, one organisation or 《title》 written in two ways.

use rustc_hash::FxHashMap;

use crate::check::{Paper, SetCheck, SetFindings};
use crate::checks::no_options;
use crate::facts::set::persons::Person;
use crate::facts::set::titles::{Kind, Name};
use crate::text::numeral::is_numeral;
use crate::text::span::Span;

/// Titles of one beginning or one end that one is held against, the first ones.
const MAX_EARLIER: usize = 64;
/// Characters at the end of a name, or at its start, by which names that may be one are found.
const KEY: usize = 4;
/// Characters of a name of an organisation that are compared, from its end, at least.
const MIN_ORGANISATION: usize = 8;
/// Characters that two names have in common before what one of them lacks, at least.
const MIN_BEFORE: usize = 5;
/// Characters that make names of different offices.
const DIRECTIONS: &str = "东西南北新老总分";
/// Characters of a title for each one in which two that are one may differ.
const PER_DIFFERENT: usize = 6;
/// Most characters that a name of an organisation lacks.
const MAX_DIFFERENT: usize = 2;

pub(in crate::checks) fn build(table: &toml::Table) -> Result<Box<dyn SetCheck>, String> {
    no_options(table)?;
    Ok(Box::new(Names))
}

struct Names;

impl SetCheck for Names {
    fn check(&self, papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
        persons(papers, out);
        names(papers, out);
    }
}

/// The first paper and person by a name, or by a post.
type First<'p> = FxHashMap<&'p str, Vec<(usize, &'p Person)>>;

fn persons(papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
    let (mut by_name, mut by_post): (First<'_>, First<'_>) = (FxHashMap::default(), FxHashMap::default());
    for (at, paper) in papers.iter().enumerate() {
        let sayings = paper.sayings;
        for person in &sayings.persons {
            let others = |list: Option<&Vec<(usize, &Person)>>, is_wrong: &dyn Fn(&Person) -> bool| {
                let mut list = list.into_iter().flatten();
                list.find(|(other, earlier)| *other != at && is_wrong(earlier))
                    .map(|(other, earlier)| (*other, (*earlier).clone()))
            };
            let moved =
                others(by_name.get(person.name.as_str()), &|earlier| has_other_office(earlier, person));
            let replaced = others(by_post.get(person.post.as_str()), &|earlier| {
                person.is_single() && earlier.name != person.name
            });
            if let Some((other, earlier)) = moved {
                report(out, ("post", &person.name), (at, person.post_at), (other, earlier.post_at));
            } else if let Some((other, earlier)) = replaced {
                report(out, ("person", &person.post), (at, person.name_at), (other, earlier.name_at));
            }
        }
        for person in &sayings.persons {
            by_name.entry(&person.name).or_default().push((at, person));
            by_post.entry(&person.post).or_default().push((at, person));
        }
    }
}

/// True if one person has one rank in two offices: 县财政局局长, 县发展和改革局局长. Several posts of different ranks are usual.
fn has_other_office(first: &Person, second: &Person) -> bool {
    let offices = [first, second].map(|person| {
        let post = person.post.rsplit('、').next().unwrap_or_default();
        post.strip_suffix(person.rank.as_str()).unwrap_or_default()
    });
    let is_named = offices.iter().all(|office| office.chars().count() >= 2);
    first.rank == second.rank
        && is_named
        && !offices[0].ends_with(offices[1])
        && !offices[1].ends_with(offices[0])
}

fn names(papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
    // The names of one kind that begin alike or end alike.
    let mut index: FxHashMap<Key<'_>, Vec<(usize, &Name)>> = FxHashMap::default();
    for (at, paper) in papers.iter().enumerate() {
        for name in &paper.sayings.names {
            let all = keys(name).into_iter().flat_map(|key| index.get(&key).into_iter().flatten());
            let mut is_known = false;
            let mut wrong: Option<(usize, Span)> = None;
            for &(other, earlier) in all.filter(|(other, _)| *other != at) {
                is_known |= is_same(earlier, name);
                if is_slip(earlier, name) {
                    wrong.get_or_insert((other, earlier.span));
                }
            }
            // A name that another paper writes so too is a name of its own.
            if let Some(place) = wrong.filter(|_| !is_known) {
                let variant = if name.kind == Kind::Title { "title" } else { "organisation" };
                report(out, (variant, ""), (at, name.span), place);
            }
        }
        for name in &paper.sayings.names {
            for key in keys(name) {
                let list = index.entry(key).or_default();
                if list.len() < MAX_EARLIER {
                    list.push((at, name));
                }
            }
        }
    }
}

/// A kind, true for the start and false for the end, and the characters there.
type Key<'n> = (Kind, bool, &'n [char]);

fn keys(name: &Name) -> Vec<Key<'_>> {
    let characters = name.characters.as_slice();
    let mut keys = vec![(name.kind, false, &characters[characters.len().saturating_sub(KEY)..])];
    if name.kind == Kind::Title {
        keys.push((name.kind, true, &characters[..KEY.min(characters.len())]));
    }
    keys
}

/// True if two names are written alike; of organisations, as far as the shorter one goes.
fn is_same(first: &Name, second: &Name) -> bool {
    let (one, other) = (&first.characters, &second.characters);
    match first.kind {
        Kind::Title => one == other,
        Kind::Organisation => one.ends_with(other) || other.ends_with(one),
    }
}

/// True if one name is the other with a slip.
fn is_slip(first: &Name, second: &Name) -> bool {
    if is_same(first, second) {
        return false;
    }
    match first.kind {
        Kind::Title => {
            let is_number = |c: &char| c.is_ascii_digit() || is_numeral(*c);
            let numbers =
                |name: &Name| name.characters.iter().copied().filter(is_number).collect::<Vec<char>>();
            numbers(first) == numbers(second)
                && differ(&first.characters, &second.characters)
                    <= first.characters.len().min(second.characters.len()) / PER_DIFFERENT
        }
        Kind::Organisation => {
            let length = first.characters.len().min(second.characters.len());
            let end = |name: &Name| name.characters[name.characters.len() - length..].to_vec();
            let is_swapped =
                (MIN_ORGANISATION..=length).any(|length| is_swapped(&end(first), &end(second), length));
            is_swapped
                || is_longer(&first.characters, &second.characters)
                || is_longer(&second.characters, &first.characters)
        }
    }
}

/// True if a name has one or two characters that the other lacks, between what they begin and end with alike: 工程(技术)研究中心.
fn is_longer(longer: &[char], shorter: &[char]) -> bool {
    let alike = |one: &[char], other: &[char]| {
        one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count()
    };
    let tail = alike(longer, shorter);
    (1..=MAX_DIFFERENT).any(|more| {
        let (Some(before), Some(other)) =
            (longer.len().checked_sub(tail + more), shorter.len().checked_sub(tail))
        else {
            return false;
        };
        let left_out = &longer[before..before + more];
        let is_number =
            left_out.iter().any(|c| is_numeral(*c) || c.is_ascii_digit() || DIRECTIONS.contains(*c));
        tail >= KEY && !is_number && alike(&longer[..before], &shorter[..other]) >= MIN_BEFORE
    })
}

/// True if the last `length` characters of two names are the same in another order.
fn is_swapped(first: &[char], second: &[char], length: usize) -> bool {
    let (one, other) = (&first[first.len() - length..], &second[second.len() - length..]);
    let sorted = |characters: &[char]| {
        let mut sorted = characters.to_vec();
        sorted.sort_unstable();
        sorted
    };
    one != other && one[0] == other[0] && sorted(one) == sorted(other)
}

/// The number of characters that two titles differ in, between what they begin and end with alike.
fn differ(first: &[char], second: &[char]) -> usize {
    let head = first.iter().zip(second).take_while(|(one, other)| one == other).count();
    let (first, second) = (&first[head..], &second[head..]);
    let tail = first.iter().rev().zip(second.iter().rev()).take_while(|(one, other)| one == other).count();
    first.len().max(second.len()) - tail
}

/// Reports a name or a post against that in another paper. `of` is the person or the post that has both.
fn report(
    out: &mut SetFindings<'_>,
    (variant, of): (&'static str, &str),
    own: (usize, Span),
    other: (usize, Span),
) {
    if let Some(finding) = out.contradiction(own, other) {
        finding.variant(variant).arg("of", of);
    }
}

//! Rule `set/name`: reports names that differ between papers: one person with two posts, one post
//! with two persons, one organisation or title with two spellings.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::check::{Paper, SetCheck, SetFindings};
use crate::checks::held_posts::{differing_posts, holds_both, is_deputy_of, last_post};
use crate::checks::organisations::{DIRECTIONS, Organisations, SIZES};
use crate::checks::people::Budget;
use crate::checks::{agenda, grades, misspelt, near_names, no_options, owners, people, ranks, titles};
use crate::facts::set::persons::Person;
use crate::facts::set::titles::{Kind, Name};
use crate::text::numeral::is_numeral;
use crate::text::signs::Signs;
use crate::text::span::Span;

/// Maximum number of names stored per key. Further ones are not compared.
const MAX_EARLIER: usize = 64;
/// Number of characters at the start or end of a name that are used as a lookup key.
const KEY: usize = 4;
/// Minimum number of characters at the end of two organisations that must consist of the same
/// characters in another order.
const MIN_ORGANISATION: usize = 8;
/// Minimum number of characters before the last word of an organisation's name. In shorter names,
/// one different character may mean another organisation.
const MIN_LONG: usize = 6;
/// Minimum number of common characters before the characters that one of two names lacks.
const MIN_BEFORE: usize = 5;
/// Last characters of offices at different levels, such as 省 (province), 厅 (department), 局
/// (bureau). Two offices that differ only in one of these are two offices.
static LEVELS: Signs = Signs::of("省市县区乡镇厅局处科部委院所站办");
/// Minimum number of common characters after the one character in which two names differ.
const MIN_TAIL: usize = 4;
/// Minimum number of common characters before the one character in which two names differ.
const MIN_HEAD: usize = 3;
/// Minimum number of common characters after the character in which two names differ, if at least
/// [`LONG_HEAD`] come before it: 居民家庭经济状况核对中心 ("centre for verifying the finances of households").
const MIN_DIFFERENT_TAIL: usize = 2;
/// Number of common characters before the character in which two names differ, from which fewer
/// after it suffice; see [`MIN_DIFFERENT_TAIL`].
const LONG_HEAD: usize = 8;
/// Number of characters of a title for each character in which two titles may differ.
const PER_DIFFERENT: usize = 6;
/// Minimum number of characters of a paper's own title that is compared with titles in other
/// papers.
const MIN_OWN: usize = 12;
/// Minimum number of characters besides the years in two titles that differ in the years.
const MIN_RANGED: usize = 10;
/// Maximum number of different persons of one post, or posts of one person, that are compared.
const MAX_LISTED: usize = 48;
/// Maximum number of characters that one of two names of an organisation may lack.
const MAX_DIFFERENT: usize = 2;

pub(in crate::checks) fn build(table: &toml::Table) -> Result<Box<dyn SetCheck>, String> {
    no_options(table)?;
    Ok(Box::new(Names))
}

struct Names;

impl SetCheck for Names {
    fn check(&self, papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
        let mut budget = Budget::new(papers);
        persons(papers, out, &mut budget);
        for slip in people::slips(papers) {
            report(out, ("named", ""), slip.place, slip.right);
        }
        for agenda::AgendaConflict { place, first } in agenda::act_conflicts(papers) {
            report(out, ("act", ""), place, first);
        }
        for agenda::AgendaConflict { place, first } in agenda::speaker_conflicts(papers) {
            report(out, ("speaker", ""), place, first);
        }
        let reported = names(papers, out, &mut budget);
        let is_reported = |at: usize, span: Span| reported.contains(&(at, span));
        for titles::TitleConflict { place, first, kind } in titles::conflicts(papers, &is_reported) {
            let variant = if kind == Kind::Campaign { "campaign" } else { "title" };
            report(out, (variant, ""), place, first);
        }
        for grades::GradeConflict { place, first } in grades::conflicts(papers) {
            report(out, ("near", ""), place, first);
        }
        for near_names::SpellingConflict { place, first } in near_names::conflicts(papers, &mut budget) {
            if !is_reported(place.0, place.1) {
                report(out, ("near", ""), place, first);
            }
        }
        for misspelt::MisspeltName { wrong, right } in misspelt::misspelt_names(papers) {
            if let ([place, ..], [first, ..]) = (&wrong[..], &right[..])
                && !out.is_reported(&wrong, &right)
            {
                report(out, ("near", ""), *place, *first);
            }
        }
        for owners::OwnerConflict { sentence, row } in owners::owner_conflicts(papers, &mut budget) {
            report(out, ("organisation", ""), sentence, row);
        }
    }
}

/// Persons by name or by post, each with the index of the paper.
type First<'p> = FxHashMap<Cow<'p, str>, Vec<(usize, &'p Person)>>;

fn persons(papers: &[Paper<'_>], out: &mut SetFindings<'_>, budget: &mut Budget) {
    let (mut by_name, mut by_post): (First<'_>, First<'_>) = (FxHashMap::default(), FxHashMap::default());
    let mut guessed = confirmed(papers).into_iter().peekable();
    let shared = shared_posts(papers);
    for (at, paper) in papers.iter().enumerate() {
        let mut persons: Vec<&Person> = paper.facts.persons.iter().collect();
        persons.extend(std::iter::from_fn(|| guessed.next_if(|(of, _)| *of == at)).map(|(_, person)| person));
        for &person in &persons {
            let others = |list: Option<&Vec<(usize, &Person)>>, is_wrong: &dyn Fn(&Person) -> bool| {
                let mut list = list.into_iter().flatten();
                list.find(|(other, earlier)| *other != at && is_wrong(earlier))
                    .map(|(other, earlier)| (*other, (*earlier).clone()))
            };
            let earlier = by_name.get(person.name.as_str());
            let is_excluded = |earlier: &Person| {
                is_deputy_of(earlier, person)
                    || ranks::differ(&earlier.post, &person.post)
                    || ranks::is_in_other_body(last_post(earlier), last_post(person))
            };
            let has_other = |earlier: &Person| differing_posts(earlier, person).is_some();
            let moved = others(earlier, &is_excluded).or_else(|| {
                let other = others(earlier, &has_other);
                other.filter(|(_, earlier)| !holds_both(papers, [earlier, person], budget))
            });
            let replaced = others(by_post.get(&ranks::last_with_place(&person.post)), &|earlier| {
                earlier.name != person.name
                    && (person.is_single && !shared.contains(&ranks::last_with_place(&person.post))
                        || people::is_one_character(&earlier.name, &person.name))
            });
            if let Some((other, earlier)) = moved {
                report(out, ("post", &person.name), (at, person.post_at), (other, earlier.post_at));
            } else if let Some((other, earlier)) = replaced {
                let of = last_post(person).to_owned();
                report(out, ("person", &of), (at, person.name_at), (other, earlier.name_at));
            }
        }
        for person in persons {
            add(by_name.entry(person.name.as_str().into()).or_default(), at, person);
            add(by_post.entry(ranks::last_with_place(&person.post)).or_default(), at, person);
        }
    }
}

/// Posts that one paper gives to several persons, such as 院长 ("dean") in a list of the schools of a
/// college. The post alone does not tell which one is meant.
fn shared_posts<'p>(papers: &[Paper<'p>]) -> FxHashSet<Cow<'p, str>> {
    let mut shared = FxHashSet::default();
    for paper in papers {
        let mut holders: FxHashMap<Cow<'p, str>, &str> = FxHashMap::default();
        for person in &paper.facts.persons {
            let post = ranks::last_with_place(&person.post);
            let first = *holders.entry(post.clone()).or_insert(&person.name);
            if first != person.name && !people::is_one_character(first, &person.name) {
                shared.insert(post);
            }
        }
    }
    shared
}

/// Adds a person to a list, unless the list is full or has the same name and post of this paper.
fn add<'p>(list: &mut Vec<(usize, &'p Person)>, at: usize, person: &'p Person) {
    let is_known = |known: &(usize, &Person)| {
        known.0 == at && known.1.name == person.name && known.1.post == person.post
    };
    if list.len() < MAX_LISTED && !list.iter().any(is_known) {
        list.push((at, person));
    }
}

/// Guessed persons whose names another place of the set confirms: it is certain there, or the same
/// characters follow a post in another paper.
fn confirmed<'p>(papers: &[Paper<'p>]) -> Vec<(usize, &'p Person)> {
    let mut certain: FxHashSet<&str> = FxHashSet::default();
    let mut guessed: FxHashMap<&str, (usize, bool)> = FxHashMap::default();
    for (at, paper) in papers.iter().enumerate() {
        let (facts, text) = (paper.facts, paper.doc.text());
        certain.extend(facts.persons.iter().map(|person| person.name.as_str()));
        certain.extend(facts.mentions.iter().chain(&facts.likely_names).map(|span| span.of(text)));
        for person in &facts.guessed {
            let (first, is_confirmed) = guessed.entry(&person.name).or_insert((at, false));
            *is_confirmed |= *first != at;
        }
    }
    let is_name = |name: &str| {
        certain.contains(name) || guessed.get(name).is_some_and(|(_, is_confirmed)| *is_confirmed)
    };
    let all = papers.iter().enumerate();
    let guesses = all.flat_map(|(at, paper)| paper.facts.guessed.iter().map(move |person| (at, person)));
    guesses.filter(|(_, person)| is_name(&person.name)).collect()
}

/// Reports names of the same type that differ by a slip. Returns the spans of both, with their
/// papers.
fn names(papers: &[Paper<'_>], out: &mut SetFindings<'_>, budget: &mut Budget) -> FxHashSet<(usize, Span)> {
    let mut reported = FxHashSet::default();
    let organisations = Organisations::new(papers);
    // Names of one kind with the same beginning or end.
    let mut index: FxHashMap<Key<'_>, Vec<(usize, &Name)>> = FxHashMap::default();
    for (at, paper) in papers.iter().enumerate() {
        for name in paper.facts.names.iter().filter(|name| name.kind != Kind::Campaign) {
            if let Some(place) = organisations.other(papers, (at, name), budget) {
                report(out, ("organisation", ""), (at, name.span), place);
                continue;
            }
            let all = keys(name).into_iter().flat_map(|key| index.get(&key).into_iter().flatten());
            let mut is_known = false;
            let mut wrong: Option<(usize, Span)> = None;
            for &(other, earlier) in all.filter(|(other, _)| *other != at) {
                is_known |= is_same(earlier, name);
                let places = [(at, name.span), (other, earlier.span)];
                if is_slip(earlier, name) && !titles::are_of_other_sessions(papers, places) {
                    wrong.get_or_insert((other, earlier.span));
                }
            }
            // A spelling that another paper uses too is not a slip.
            if let Some(place) = wrong.filter(|_| !is_known) {
                let variant = if name.kind == Kind::Title { "title" } else { "organisation" };
                report(out, (variant, ""), (at, name.span), place);
                reported.extend([(at, name.span), place]);
            }
        }
        for name in paper.facts.names.iter().filter(|name| name.kind != Kind::Campaign) {
            for key in keys(name) {
                let list = index.entry(key).or_default();
                if list.len() < MAX_EARLIER {
                    list.push((at, name));
                }
            }
        }
    }
    reported
}

/// Lookup key of a name: its type, `true` for the start or middle and `false` for the end, and the
/// characters there.
type Key<'n> = (Kind, bool, &'n [char]);

fn keys(name: &Name) -> Vec<Key<'_>> {
    let characters = name.characters.as_slice();
    let mut keys = vec![(name.kind, false, &characters[characters.len().saturating_sub(KEY)..])];
    match name.kind {
        Kind::Title | Kind::Campaign => {
            keys.push((name.kind, true, &characters[..KEY.min(characters.len())]));
        }
        // The beginning of an organisation's name is not known, so every run of characters is a
        // key: 居民家庭经济状况|核对中心 ("household finances | verification centre").
        Kind::Organisation => keys.extend(characters.windows(LONG_HEAD).map(|run| (name.kind, true, run))),
    }
    keys
}

/// True if two names have the same spelling. Names of organisations are compared only as far as the
/// shorter one reaches, because their beginnings are not known.
fn is_same(first: &Name, second: &Name) -> bool {
    let (one, other) = (&first.characters, &second.characters);
    match first.kind {
        // A paper's own title may begin with the issuer: 云泽县关于表彰先进的决定 ("decision of Yunze county on
        // …"), 《关于表彰先进的决定》 ("decision on honouring …").
        Kind::Title if first.is_own || second.is_own => one.ends_with(other) || other.ends_with(one),
        Kind::Title | Kind::Campaign => one == other || title_words(one, other) == title_words(other, one),
        Kind::Organisation => one.ends_with(other) || other.ends_with(one),
    }
}

/// True if one name is the other with a slip.
fn is_slip(first: &Name, second: &Name) -> bool {
    if is_same(first, second) {
        return false;
    }
    match first.kind {
        Kind::Title | Kind::Campaign => is_other_title(first, second),
        // 青礁石化有限公司 ("Qingjiao Petrochemical Ltd") and 青礁石油有限公司 ("Qingjiao Petroleum Ltd") are two
        // companies of one group.
        Kind::Organisation
            if [first, second].iter().any(|name| name.characters.len() < MIN_LONG + name.suffix) =>
        {
            false
        }
        Kind::Organisation => {
            is_swapped(&first.characters, &second.characters)
                || is_replaced(&first.characters, &second.characters)
                || is_longer(&first.characters, &second.characters)
                || is_longer(&second.characters, &first.characters)
        }
    }
}

/// True if two titles are the same except for a slip or the years. For a paper's own title,
/// stricter limits apply.
fn is_other_title(first: &Name, second: &Name) -> bool {
    let is_number = |c: &char| c.is_ascii_digit() || is_numeral(*c);
    let of = |name: &[char], wanted: bool| {
        name.iter().copied().filter(|c| is_number(c) == wanted).collect::<Vec<char>>()
    };
    let (one, other) = (first.characters.as_slice(), second.characters.as_slice());
    // 三年行动方案（2024—2026年） ("three-year action plan"), 三年行动方案（2025—2027年）.
    let is_other_range = || {
        let words = of(one, false);
        words.len() >= MIN_RANGED && words.contains(&'—') && words == of(other, false)
    };
    let (one, other) = (title_words(one, other), title_words(other, one));
    let is_near =
        of(one, true) == of(other, true) && differ(one, other) <= one.len().min(other.len()) / PER_DIFFERENT;
    // Other papers refer to a paper by its title or by other words: 在全县水利工作会议上的报告 ("report at the
    // county meeting on water"), 《全县水利工作会议报告》 ("report of the county meeting on water").
    if first.is_own || second.is_own {
        return first.is_own != second.is_own && one.len() == other.len() && one.len() >= MIN_OWN && is_near;
    }
    is_other_range() || is_other_span(first, second) || is_near
}

/// Returns the characters of a title, without the brackets at its end if the other title has none:
/// 行动方案（2026—2028年） ("action plan (2026–2028)").
fn title_words<'n>(title: &'n [char], other: &[char]) -> &'n [char] {
    match title.iter().rposition(|c| *c == '（') {
        Some(open) if title.ends_with(&['）']) && !other.ends_with(&['）']) => &title[..open],
        _ => title,
    }
}

/// True if two long titles differ only in how many years they are for: 三年行动计划 ("three-year action
/// plan"), 五年行动计划 ("five-year action plan").
fn is_other_span(first: &Name, second: &Name) -> bool {
    let (one, other) = (&first.characters, &second.characters);
    let others: Vec<usize> = (0..one.len().min(other.len())).filter(|&at| one[at] != other[at]).collect();
    let is_years = |name: &[char], at: usize| is_numeral(name[at]) && name.get(at + 1) == Some(&'年');
    one.len() == other.len()
        && one.len() >= MIN_RANGED
        && matches!(others[..], [at] if is_years(one, at) && is_years(other, at))
}

/// True if the longer name has one or two characters that the shorter one lacks, between a common
/// beginning and end: 工程(技术)研究中心 ("engineering (technology) research centre").
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

/// True if one character of two names differs, between a common beginning and end: 蓝盾应急救援队 ("Blue
/// Shield rescue team"), 蓝天应急救援队 ("Blue Sky rescue team").
fn is_replaced(first: &[char], second: &[char]) -> bool {
    let alike = |one: &[char], other: &[char]| {
        one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count()
    };
    let tail = alike(first, second);
    let (Some(one), Some(other)) = (first.len().checked_sub(tail + 1), second.len().checked_sub(tail + 1))
    else {
        return false;
    };
    let is_name =
        |c: char| !is_numeral(c) && !c.is_ascii_digit() && !SIZES.contains(c) && !DIRECTIONS.contains(c);
    let head = alike(&first[..one], &second[..other]);
    // Two offices: 人力资源和社会保障厅办公室 ("office of the provincial department of …"), 人力资源和社会保障局办公室
    // ("office of the local bureau of …").
    let is_office = LEVELS.contains(first[one]) && LEVELS.contains(second[other]);
    let is_long = tail >= MIN_TAIL && head >= MIN_HEAD || tail >= MIN_DIFFERENT_TAIL && head >= LONG_HEAD;
    is_long && !is_office && is_name(first[one]) && is_name(second[other])
}

/// True if two names end with at least [`MIN_ORGANISATION`] characters that are the same in another
/// order, and the first of these characters agree.
fn is_swapped(first: &[char], second: &[char]) -> bool {
    let sorted = |characters: &[char]| {
        let mut sorted = characters.to_vec();
        sorted.sort_unstable();
        sorted
    };
    // The same characters have the same sum of codes, whatever their order. So nearly all ends are
    // told apart without sorting them.
    let mut more = 0;
    first.iter().rev().zip(second.iter().rev()).zip(1..).any(|((one, other), length)| {
        more += i64::from(u32::from(*one)) - i64::from(u32::from(*other));
        if length < MIN_ORGANISATION || more != 0 || one != other {
            return false;
        }
        let (one, other) = (&first[first.len() - length..], &second[second.len() - length..]);
        one != other && sorted(one) == sorted(other)
    })
}

/// Number of characters between the common beginning and the common end of two titles, in the
/// longer one.
fn differ(first: &[char], second: &[char]) -> usize {
    let head = first.iter().zip(second).take_while(|(one, other)| one == other).count();
    let (first, second) = (&first[head..], &second[head..]);
    let tail = first.iter().rev().zip(second.iter().rev()).take_while(|(one, other)| one == other).count();
    first.len().max(second.len()) - tail
}

/// Reports the span `own`, which contradicts the span `other` in another paper. `of` is the person
/// or post that both papers name, for the message.
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

//! `set/name`: one person with two posts, one post with two persons, one organisation or 《title》 written in two ways.

use rustc_hash::FxHashMap;

use crate::check::{Paper, SetCheck, SetFindings};
use crate::checks::people::Budget;
use crate::checks::{no_options, people};
use crate::facts::set::persons::Person;
use crate::facts::set::titles::{Kind, Name};
use crate::text::numeral::is_numeral;
use crate::text::signs::Signs;
use crate::text::span::Span;

/// Titles of one beginning or one end that one is held against, the first ones.
const MAX_EARLIER: usize = 64;
/// Characters at the end of a name, or at its start, by which names that may be one are found.
const KEY: usize = 4;
/// Characters of a name of an organisation that are compared, from its end, at least.
const MIN_ORGANISATION: usize = 8;
/// Bodies of which nobody has posts in two.
const BODIES: [&str; 4] = ["人大", "政协", "法院", "检察院"];
/// Characters that two names have in common before what one of them lacks, at least.
const MIN_BEFORE: usize = 5;
/// Characters that make names of different offices.
static DIRECTIONS: Signs = Signs::of("东西南北新老总分");
/// Characters of the head of a name that make it known, those of its end behind what differs, and the most that differ.
const HEAD: usize = 4;
const ENDING: usize = 4;
const MAX_MIDDLE: usize = 4;
/// Characters that make names of schools and shops of different kinds.
static SIZES: Signs = Signs::of("大中小高初幼特上下前后内外男女");
/// Characters that two names have in common behind one that is other, and before it, at least.
const MIN_TAIL: usize = 4;
const MIN_HEAD: usize = 3;
/// The same behind a long beginning: 居民家庭经济状况核对中心.
const MIN_DIFFERENT_TAIL: usize = 2;
const LONG_HEAD: usize = 8;
/// Characters of a title for each one in which two that are one may differ.
const PER_DIFFERENT: usize = 6;
/// Fewest characters beside the years of two titles that are one.
const MIN_RANGED: usize = 10;
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
        for slip in people::slips(papers) {
            report(out, ("named", ""), slip.place, slip.right);
        }
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
            let moved = others(by_name.get(person.name.as_str()), &|earlier| {
                has_other_office(earlier, person)
                    || is_deputy_of(earlier, person)
                    || has_other_body(earlier, person)
            });
            let replaced = others(by_post.get(last_post(person)), &|earlier| {
                earlier.name != person.name
                    && (person.is_single || people::is_one_character(&earlier.name, &person.name))
            });
            if let Some((other, earlier)) = moved {
                report(out, ("post", &person.name), (at, person.post_at), (other, earlier.post_at));
            } else if let Some((other, earlier)) = replaced {
                let of = last_post(person).to_owned();
                report(out, ("person", &of), (at, person.name_at), (other, earlier.name_at));
            }
        }
        for person in &sayings.persons {
            by_name.entry(&person.name).or_default().push((at, person));
            by_post.entry(last_post(person)).or_default().push((at, person));
        }
    }
}

/// The last of the posts of a person: 常务副区长 of 区委常委、常务副区长.
fn last_post(person: &Person) -> &str {
    person.post.rsplit('、').next().unwrap_or(&person.post)
}

/// True if one person has one rank in two offices: 县财政局局长, 县发展和改革局局长. Several posts of different ranks are usual.
fn has_other_office(first: &Person, second: &Person) -> bool {
    let offices = [first, second].map(|person| {
        let post = person.post.rsplit('、').next().unwrap_or_default();
        post.strip_suffix(person.rank.as_str()).unwrap_or_default()
    });
    let is_named = offices.iter().all(|office| office.chars().count() >= 2);
    let is_one = is_short_for(offices[0], offices[1]) || is_short_for(offices[1], offices[0]);
    first.rank == second.rank && is_named && !is_one
}

/// True if all characters of one name stand in the other in this order: 经开区管委会, 栾溪经济开发区管委会.
fn is_short_for(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().all(|c| rest.any(|other| other == c))
}

/// True if one person has a post in one body of state in one paper and in another one in the other: 人大, 政协.
fn has_other_body(first: &Person, second: &Person) -> bool {
    let bodies =
        [first, second].map(|person| BODIES.iter().position(|body| last_post(person).contains(body)));
    matches!(bodies, [Some(one), Some(other)] if one != other)
}

/// True if one person is the head of an office in one paper and a deputy there in the other: 副主任, 主任.
fn is_deputy_of(first: &Person, second: &Person) -> bool {
    let [one, other] = [first, second].map(|person| {
        let office = person.post.strip_suffix(person.rank.as_str()).unwrap_or_default();
        let rank = person.rank.trim_start_matches('副');
        (office.trim_end_matches('副'), rank, office.ends_with('副') || rank.len() < person.rank.len())
    });
    let is_office = one.0.chars().count() >= 2
        && other.0.chars().count() >= 2
        && (is_short_for(one.0, other.0) || is_short_for(other.0, one.0));
    let is_one_post = |person: &Person| !person.post.contains('、') && !person.post.contains("常务");
    is_office && one.1 == other.1 && one.2 != other.2 && is_one_post(first) && is_one_post(second)
}

fn names(papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
    let variants = variants(papers);
    let mut budget = Budget::new(papers);
    // The names of one kind that begin alike or end alike.
    let mut index: FxHashMap<Key<'_>, Vec<(usize, &Name)>> = FxHashMap::default();
    for (at, paper) in papers.iter().enumerate() {
        for name in &paper.sayings.names {
            if let Some(place) = renamed(papers, &variants, (at, name), &mut budget) {
                report(out, ("organisation", ""), (at, name.span), place);
                continue;
            }
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

/// What stands between the head of a name of an organisation and its last word, in each paper: 智行|科技|有限公司.
type Variants<'n> = FxHashMap<(&'n [char], &'n [char]), Vec<(usize, &'n Name, &'n [char])>>;

/// All names of organisations by each head of a few characters and the end behind what may differ.
fn variants<'n>(papers: &[Paper<'n>]) -> Variants<'n> {
    let mut variants: Variants<'n> = FxHashMap::default();
    for (at, paper) in papers.iter().enumerate() {
        for name in paper.sayings.names.iter().filter(|name| name.kind == Kind::Organisation) {
            let all = name.characters.as_slice();
            let Some(end) = all.len().checked_sub(ENDING) else { continue };
            for middle in 1..=MAX_MIDDLE {
                let Some(head) = end.checked_sub(middle + HEAD) else { continue };
                let key = (&all[head..head + HEAD], &all[end..]);
                let list = variants.entry(key).or_default();
                if list.len() < MAX_EARLIER {
                    list.push((at, name, &all[head + HEAD..end]));
                }
            }
        }
    }
    variants
}

/// The place of a name with the same head and the same end as one, if the set has no third, and no paper both.
fn renamed(
    papers: &[Paper<'_>],
    variants: &Variants<'_>,
    (at, name): (usize, &Name),
    budget: &mut Budget,
) -> Option<(usize, Span)> {
    if name.kind != Kind::Organisation {
        return None;
    }
    let all = name.characters.as_slice();
    let end = all.len().checked_sub(ENDING)?;
    (2..=MAX_MIDDLE).find_map(|middle| {
        let head = end.checked_sub(middle + HEAD)?;
        let own = &all[head + HEAD..end];
        let list = variants.get(&(&all[head..head + HEAD], &all[end..]))?;
        let is_word = |middle: &[char]| {
            middle.iter().all(|c| !is_numeral(*c) && !DIRECTIONS.contains(*c) && !SIZES.contains(*c))
        };
        let others: Vec<_> = list.iter().filter(|(_, _, middle)| *middle != own).collect();
        let (paper, other, meant) = others.first()?;
        let is_single = others.iter().all(|(_, _, middle)| middle == meant);
        let is_later = *paper < at;
        if !(is_single && is_later && is_word(own) && is_word(meant)) {
            return None;
        }
        let [own, meant] =
            [own, *meant].map(|middle| all[head..head + HEAD].iter().chain(middle).collect::<String>());
        let is_apart = papers.iter().all(|paper| {
            budget.holds(paper, &own).is_some_and(|has| !has || budget.holds(paper, &meant) == Some(false))
        });
        is_apart.then_some((*paper, other.span))
    })
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
            let of = |name: &Name, wanted: bool| {
                name.characters.iter().copied().filter(|c| is_number(c) == wanted).collect::<Vec<char>>()
            };
            // 三年行动方案（2024—2026年）, 三年行动方案（2025—2027年）
            let is_other_range = || {
                let words = of(first, false);
                words.len() >= MIN_RANGED && words.contains(&'—') && words == of(second, false)
            };
            is_other_range()
                || is_other_span(first, second)
                || of(first, true) == of(second, true)
                    && differ(&first.characters, &second.characters)
                        <= first.characters.len().min(second.characters.len()) / PER_DIFFERENT
        }
        Kind::Organisation => {
            let length = first.characters.len().min(second.characters.len());
            let end = |name: &Name| name.characters[name.characters.len() - length..].to_vec();
            let is_swapped =
                (MIN_ORGANISATION..=length).any(|length| is_swapped(&end(first), &end(second), length));
            is_swapped
                || is_replaced(&first.characters, &second.characters)
                || is_longer(&first.characters, &second.characters)
                || is_longer(&second.characters, &first.characters)
        }
    }
}

/// True if two long titles differ in the number of years alone: 三年行动计划, 五年行动计划.
fn is_other_span(first: &Name, second: &Name) -> bool {
    let (one, other) = (&first.characters, &second.characters);
    let others: Vec<usize> = (0..one.len().min(other.len())).filter(|&at| one[at] != other[at]).collect();
    let is_years = |name: &[char], at: usize| is_numeral(name[at]) && name.get(at + 1) == Some(&'年');
    one.len() == other.len()
        && one.len() >= MIN_RANGED
        && matches!(others[..], [at] if is_years(one, at) && is_years(other, at))
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

/// True if one character of two names is other, between what they begin and end with alike: 蓝盾应急救援队, 蓝天应急救援队.
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
    let is_long = tail >= MIN_TAIL && head >= MIN_HEAD || tail >= MIN_DIFFERENT_TAIL && head >= LONG_HEAD;
    is_long && is_name(first[one]) && is_name(second[other])
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

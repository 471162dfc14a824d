//! Weighs what speaks for and against two places in different papers being those of one thing: the
//! words that they share, how their names differ, and other places that resemble either.
//!
//! Each sign has a weight; the sum of the weights is the logarithm of the odds. The weights were
//! fitted by logistic regression on made-up meetings, with the contradictions that the authors put
//! in on one side and all other pairs, also those of unrelated papers, on the other.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::check::Paper;
use crate::checks::alignment::{Alignment, StatedFact};
use crate::checks::overlap::{Conflict, Link, Overlap, Rivals, likeliest};
use crate::checks::rivals::AllRivals;
use crate::facts::set::locations::{Location, Place};
use crate::text::chars::is_han;

/// Number of signs.
const SIGNS: usize = 24;
/// Weight of each sign. The comments say what [`Locations::signs`] gives for it.
const WEIGHTS: [f32; SIGNS] = [
    3.95,  // the smaller share of words that the other has, from 0 to 1
    -1.10, // weight of the rarest shared word
    2.37,  // weight of the rarest word in both clauses
    1.50,  // weight of words of one clause that are near the other place
    2.04,  // how much better the words agree than those of any rival
    1.50,  // … than those of the rivals of one of both
    -1.81, // how well the words agree with those of another mention of the same place
    -0.62, // papers of the two that also name the place of the other
    -0.55, // number of papers that name the more frequent place, up to four
    -0.61, // both are in tables
    -0.16, // words such as 在 ("in") before both
    -2.02, // two villages
    2.16,  // characters behind both areas that agree
    4.74,  // characters before both areas that agree
    1.93,  // names of areas that differ in one character
    7.27,  // characters that agree at the end of two rooms
    1.73,  // … at the beginning
    -0.97, // a very short name of a room
    3.41,  // the same group of the meeting
    -0.95, // only one place is that of a group
    -1.34, // the same month
    -1.30, // different months
    3.50,  // the same time
    -4.59, // different times
];
/// Logarithm of the odds if no sign is seen.
const BASE: f32 = -3.08;
/// Minimum logarithm of the odds to report two places.
const SURE: f32 = 1.0;
/// Minimum number of places in the papers of a set. Among fewer, there is no rival that could speak
/// against two of them.
const FEW: usize = 12;
/// Maximum number of places with the same words behind them, or of one part of the meeting, with
/// which each other one is compared.
const MAX_EARLIER: usize = 24;
/// Largest number that the strength of two places may exceed that of their rivals by.
const MOST_AHEAD: f32 = 0.5;
/// Maximum number of papers with a place that counts.
const MANY: u8 = 4;
/// Number of characters behind an area that are compared, and of those by which it is looked up.
const TAIL: usize = 8;
const KEY: usize = 4;
/// Number of characters at the end of a room's name by which it is looked up.
const ROOM_KEY: usize = 3;
/// Number of characters below which the name of a room is very short.
const SHORT: usize = 4;

/// A place with its paper.
struct Mention<'p> {
    paper: usize,
    location: &'p Location,
    /// Text of the paper before the place and behind it.
    before: &'p str,
    behind: &'p str,
}

/// The places of all papers of a set, sorted by paper.
struct Locations<'p> {
    all: Vec<Mention<'p>>,
    alignment: Alignment<'p>,
    /// The papers that name each place, in order.
    named: FxHashMap<(u32, &'p str), Vec<usize>>,
}

/// Finds places that differ in two papers: for each one the most likely, sorted by the later one.
pub(super) fn conflicts(papers: &[Paper<'_>]) -> Vec<Conflict> {
    if papers.iter().all(|paper| paper.facts.occasion.meeting.is_none()) {
        return Vec::new();
    }
    let locations = Locations::new(papers);
    if locations.all.len() < FEW {
        return Vec::new();
    }
    likeliest(locations.likely(), &|at| (locations.all[at].paper, locations.all[at].location.span))
}

impl<'p> Locations<'p> {
    fn new(papers: &[Paper<'p>]) -> Self {
        let mut all: Vec<Mention<'p>> = Vec::new();
        let mut named: FxHashMap<(u32, &str), Vec<usize>> = FxHashMap::default();
        // 推进市 ("advance city") is cut out of running text: no paper has it behind 在 ("in").
        let all_named = papers.iter().flat_map(|paper| &paper.facts.locations);
        let told: FxHashSet<(u32, &str)> = all_named
            .filter(|location| location.is_told || matches!(location.place, Place::Room(_)))
            .map(|location| (location.place.kind(), location.place.name()))
            .collect();
        for (paper, at) in papers.iter().zip(0..) {
            let text = paper.doc.text();
            let is_told = |place: &Place| told.contains(&(place.kind(), place.name()));
            for location in paper.facts.locations.iter().filter(|location| is_told(&location.place)) {
                let span = location.span;
                let mention = Mention {
                    paper: at,
                    location,
                    before: &text[..span.start()],
                    behind: &text[span.end()..],
                };
                let papers = named.entry(mention.value()).or_default();
                if papers.last() != Some(&at) {
                    papers.push(at);
                }
                all.push(mention);
            }
        }
        let fact = |mention: &Mention<'p>| StatedFact {
            paper: mention.paper,
            kind: mention.location.place.kind(),
            wording: &mention.location.wording,
        };
        let alignment = Alignment::new(all.iter().map(fact).collect());
        Self { all, alignment, named }
    }

    /// Returns pairs of different places that are likely meant for the same thing, with the
    /// logarithm of the odds.
    fn likely(&self) -> Vec<(usize, usize, f32)> {
        let links = self.links();
        let papers: Vec<usize> = self.all.iter().map(|mention| mention.paper).collect();
        let rivals = AllRivals::new(links.iter(), &papers);
        let differing = links.iter().filter(|link| !link.is_equal && !self.are_apart(link));
        let odds = differing.map(|link| {
            let Link { first, second, .. } = *link;
            let both = [rivals.of(first, papers[second]), rivals.of(second, papers[first])];
            let signs = self.signs(link, both);
            let sum: f32 = signs.iter().zip(WEIGHTS).map(|(sign, weight)| sign * weight).sum();
            (first, second, BASE + sum)
        });
        odds.filter(|(.., odds)| *odds > SURE).collect()
    }

    /// True for places of two groups of the meeting or of two years.
    fn are_apart(&self, link: &Link) -> bool {
        let [one, other] = [link.first, link.second].map(|at| self.all[at].location);
        let is_group = one.group.is_some() && other.group.is_some() || one.is_listed && other.is_listed;
        one.group != other.group && is_group || one.is_past != other.is_past
    }

    /// Pairs of places that share rare words, are of one part of the meeting, or have the same
    /// words behind them.
    fn links(&self) -> Vec<Link> {
        let mut related = self.alignment.related(&|_, _| true);
        let mut alike: FxHashMap<(u32, &str), Vec<usize>> = FxHashMap::default();
        for (at, mention) in self.all.iter().enumerate() {
            let event = &*mention.location.event;
            let event = (!event.is_empty()).then_some((mention.location.place.kind(), event));
            for key in event.into_iter().chain(mention.key()) {
                let earlier = alike.entry(key).or_default();
                let others = earlier.iter().filter(|other| self.all[**other].paper != mention.paper);
                related.extend(others.map(|other| (*other, at)));
                if earlier.len() < MAX_EARLIER {
                    earlier.push(at);
                }
            }
        }
        related.sort_unstable();
        related.dedup();
        let links = related.into_iter().map(|(first, second)| {
            let [one, other] = [first, second].map(|at| &self.all[at].location.place);
            let overlap = Overlap::new(&self.alignment, first, second);
            Link { first, second, overlap, is_equal: one.may_be(other) }
        });
        links.collect()
    }

    /// Signs for and against a link, each as a number from 0 to about 1.
    fn signs(&self, link: &Link, rivals: [Rivals; 2]) -> [f32; SIGNS] {
        let Link { first, second, overlap, .. } = link;
        let [one, other] = [*first, *second].map(|at| &self.all[at]);
        let ahead = rivals.map(|rivals| overlap.strength - rivals.without(overlap.strength));
        let limited = |number: f32| number.clamp(-MOST_AHEAD, MOST_AHEAD);
        let [papers, others] = [one, other].map(|mention| &self.named[&mention.value()][..]);
        let is = |condition: bool| f32::from(u8::from(condition));
        let states = [papers.contains(&other.paper), others.contains(&one.paper)];
        let many = u8::try_from(papers.len().max(others.len())).unwrap_or(MANY).min(MANY) - 1;
        let is_told = one.location.is_told && other.location.is_told;
        let [place, next] = [one, other].map(|mention| &mention.location.place);
        let is_area = matches!(place, Place::Area(..));
        let [name, second_name] = [place.name(), next.name()];
        let parts = |is: bool, count: usize, most: u8| {
            if is { f32::from(u8::try_from(count).unwrap_or(most).min(most)) / f32::from(most) } else { 0.0 }
        };
        let tail = agreeing(&mut one.tail().chars(), &mut other.tail().chars());
        let differing = name.chars().zip(second_name.chars()).filter(|(one, other)| one != other);
        let groups = [one, other].map(|mention| mention.location.group);
        let [months, hours]: [[Option<u32>; 2]; 2] = [
            [one, other].map(|mention| mention.location.month),
            [one, other].map(|mention| mention.location.hour),
        ];
        let is_both = |both: [Option<u32>; 2]| both.iter().all(Option::is_some);
        let ends = agreeing(&mut name.chars().rev(), &mut second_name.chars().rev());
        let starts = agreeing(&mut name.chars(), &mut second_name.chars());
        [
            overlap.least,
            overlap.rarest,
            overlap.rarest_own,
            overlap.crossed,
            limited(ahead[0].min(ahead[1])),
            limited(ahead[0].max(ahead[1])),
            rivals[0].equal.max(rivals[1].equal),
            is(states[0]) + is(states[1]),
            f32::from(many),
            is(one.location.is_listed && other.location.is_listed),
            is(is_told),
            is(place.is_village()),
            parts(is_area, tail.saturating_sub(2), 6),
            parts(is_area, agreeing(&mut one.before.chars().rev(), &mut other.before.chars().rev()), 6),
            is(is_area && differing.count() == 1),
            parts(!is_area, ends, 6),
            parts(!is_area, starts, 6),
            is(!is_area && name.chars().count().min(second_name.chars().count()) < SHORT),
            is(groups[0].is_some() && groups[0] == groups[1]),
            is(groups[0].is_some() != groups[1].is_some()),
            is(months[0].is_some() && months[0] == months[1]),
            is(is_both(months) && months[0] != months[1]),
            is(hours[0].is_some() && hours[0] == hours[1]),
            is(is_both(hours) && hours[0] != hours[1]),
        ]
    }
}

impl<'p> Mention<'p> {
    /// The place, for the comparison with others.
    fn value(&self) -> (u32, &'p str) {
        (self.location.place.kind(), self.location.place.name())
    }

    /// Words directly behind an area: the name of a facility in it.
    fn tail(&self) -> &'p str {
        let behind = self.behind.strip_prefix('的').unwrap_or(self.behind);
        let mut name = behind.char_indices().take(TAIL);
        let end = name.find(|(_, c)| !is_han(*c)).map(|(at, _)| at);
        &behind[..end.unwrap_or_else(|| cut(behind, TAIL))]
    }

    /// The beginning of the tail of an area. `None` if it is too short.
    fn tail_key(&self) -> Option<(u32, &'p str)> {
        let tail = self.tail();
        let is_long = matches!(self.location.place, Place::Area(..)) && tail.chars().nth(KEY - 1).is_some();
        is_long.then(|| (self.location.place.kind(), &tail[..cut(tail, KEY)]))
    }

    /// The beginning of the tail of an area, or the end of the name of a room, by which others like
    /// it are looked up.
    fn key(&self) -> Option<(u32, &'p str)> {
        let name = self.location.place.name();
        let room = || {
            let (at, _) = name.char_indices().rev().nth(ROOM_KEY - 1)?;
            (at > 0 && matches!(self.location.place, Place::Room(_))).then(|| (1, &name[at..]))
        };
        self.tail_key().or_else(room)
    }
}

/// Byte offset behind the first `count` characters of a text.
fn cut(text: &str, count: usize) -> usize {
    text.char_indices().nth(count).map_or(text.len(), |(at, _)| at)
}

/// Number of characters with which both begin, up to [`TAIL`].
fn agreeing(one: &mut dyn Iterator<Item = char>, other: &mut dyn Iterator<Item = char>) -> usize {
    one.zip(other).take(TAIL).take_while(|(one, other)| one == other).count()
}

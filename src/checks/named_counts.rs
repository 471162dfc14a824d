//! Weighs whether two numbers in different papers count the same things: 抓好六项行动 ("do six actions
//! well") in the report, 会上布置的五项行动 ("the five actions assigned at the meeting") in the speech.
//!
//! One of the two numbers is what a paper has, the other one says what somebody said. Each sign has
//! a weight; two numbers are reported if the sum is above zero.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::check::Paper;
use crate::checks::alignment::{Alignment, StatedFact};
use crate::checks::overlap::Overlap;
use crate::facts::set::PaperFacts;
use crate::facts::set::named_counts::{NamedCount, RESPECTS};
use crate::facts::set::stated_figure::StatedFigure;
use crate::facts::set::wording::Pair;

/// Number of signs.
const SIGNS: usize = 21;
/// Weight of each sign. The comments say what [`Counts::signs`] gives for it.
const WEIGHTS: [f32; SIGNS] = [
    2.2,  // the clause names a kind of paper that the other paper is
    1.3,  // the rest of the sentence does
    -2.2, // the clause names other kinds
    -1.3, // only the rest of the sentence names other kinds
    1.2,  // the clause tells what somebody said
    0.6,  // the sentence names the meeting
    0.8,  // it stands in a paper of the meeting that is no report, speech or plan
    1.5,  // the other number begins a list
    1.0,  // the other paper has a list of so many points
    -2.0, // the number that refers begins a list itself
    -1.5, // the other number is said to be that of another paper
    -2.5, // the speaker says it of himself
    -2.0, // both are figures, and nothing names the other paper
    1.5,  // weight of the rarest word in both clauses
    1.5,  // agreement of the words
    1.0,  // the same noun, unless it is that of any number of points
    0.8,  // the same first word of the noun
    0.5,  // the same classifier
    -0.8, // other numbers of the same things in the two papers
    -1.5, // numbers that differ by more than two, and by more than the half
    1.5,  // both are papers of a meeting, or one names the other
];
/// Sum of the weights of the signs that two numbers must have.
const BASE: f32 = -5.2;
/// Greatest agreement of the words that counts.
const MOST_ALIKE: f32 = 0.8;
/// Maximum number of numbers of one noun that are compared with each other.
const MAX_ALIKE: usize = 60;
/// Maximum number of other numbers of the same things that counts.
const MOST_RIVALS: usize = 3;
/// Difference from which on two numbers are not near each other.
const FAR: u64 = 3;

/// Two different numbers of the same things. Each place is the index of a paper and the number.
pub(super) struct CountConflict<'p> {
    /// The number that refers to what another paper has.
    pub(super) place: (usize, &'p NamedCount),
    /// The number of that paper.
    pub(super) first: (usize, &'p NamedCount),
}

/// The numbers of all papers.
struct Counts<'c, 'p> {
    papers: &'c [Paper<'p>],
    all: Vec<(usize, &'p NamedCount)>,
    alignment: Alignment<'p>,
    /// For each number the indexes of those of the same things, in order.
    alike: Vec<Vec<usize>>,
}

/// Finds numbers of the same things that differ: for each one that refers to another paper, the
/// likeliest number there.
pub(super) fn conflicts<'p>(papers: &[Paper<'p>]) -> Vec<CountConflict<'p>> {
    if !papers.iter().any(|paper| paper.facts.occasion.meeting.is_some()) {
        return Vec::new();
    }
    let counts = Counts::new(papers);
    let mut found = Vec::new();
    for at in (0..counts.all.len()).filter(|at| counts.refers(*at)) {
        let others = counts.alike[at].iter().copied().filter(|other| counts.are_unlike(at, *other));
        let judged = others.map(|other| (counts.odds(at, other), other));
        let likeliest = judged.max_by(|(odds, _), (others, _)| odds.total_cmp(others));
        if let Some((_, other)) = likeliest.filter(|(odds, _)| *odds > 0.0) {
            found.push(CountConflict { place: counts.all[at], first: counts.all[other] });
        }
    }
    found
}

impl<'c, 'p> Counts<'c, 'p> {
    fn new(papers: &'c [Paper<'p>]) -> Self {
        let of_paper = |(at, paper): (usize, &Paper<'p>)| {
            let counts = paper.facts.named_counts.iter();
            counts.map(move |count| (at, count))
        };
        let all: Vec<(usize, &'p NamedCount)> = papers.iter().enumerate().flat_map(of_paper).collect();
        let fact = |(paper, count): &(usize, &'p NamedCount)| StatedFact {
            paper: *paper,
            kind: 0,
            wording: &count.wording,
        };
        let alignment = Alignment::new(all.iter().map(fact).collect());
        let mut named: FxHashMap<Pair, Vec<usize>> = FxHashMap::default();
        for (at, (_, count)) in all.iter().enumerate() {
            for pair in keys(count) {
                let alike = named.entry(pair).or_default();
                if alike.len() < MAX_ALIKE {
                    alike.push(at);
                }
            }
        }
        let alike = all.iter().map(|(_, count)| alike(count, &all, &named)).collect();
        Self { papers, all, alignment, alike }
    }

    /// True if a number may be that of what another paper has.
    fn refers(&self, at: usize) -> bool {
        let (_, count) = self.all[at];
        count.is_told || count.is_of_meeting || !count.owner.is_empty() || !count.owner_near.is_empty()
    }

    /// True for different numbers of different papers, neither of which has the other number too.
    fn are_unlike(&self, at: usize, other: usize) -> bool {
        let ((paper, one), (next, two)) = (self.all[at], self.all[other]);
        let has = |in_paper: usize, of: usize, number: u64| {
            self.alike[of].iter().any(|own| self.all[*own].0 == in_paper && self.all[*own].1.number == number)
        };
        paper != next
            && one.number != two.number
            && !has(paper, other, two.number)
            && !has(next, at, one.number)
    }

    /// Number of the other numbers that a paper gives for the things of `at`, at the same time.
    fn rivals(&self, paper: usize, at: usize) -> usize {
        let count = self.all[at].1;
        let is_other = |tense| count.tense.is_some() && count.tense != tense;
        let own = self.alike[at].iter().map(|own| self.all[*own]);
        let own = own.filter(|(of, rival)| *of == paper && !(rival.tense.is_some() && is_other(rival.tense)));
        let numbers: FxHashSet<u64> = own.map(|(_, rival)| rival.number).collect();
        numbers.len().saturating_sub(1).min(MOST_RIVALS)
    }

    /// Sum of the signs that the number `at` is meant for the number `other` of its paper.
    fn odds(&self, at: usize, other: usize) -> f32 {
        let signs = self.signs(at, other);
        BASE + signs.iter().zip(WEIGHTS).map(|(sign, weight)| sign * weight).sum::<f32>()
    }

    /// Signs for and against, each as a number from 0 to about 1.
    fn signs(&self, at: usize, other: usize) -> [f32; SIGNS] {
        let ((paper, one), (next, two)) = (self.all[at], self.all[other]);
        let [own, home] = [paper, next].map(|paper| self.papers[paper].facts);
        let is = |condition: bool| f32::from(u8::from(condition));
        let is_figure = |facts: &PaperFacts, count: &NamedCount| {
            let place = |figure: &StatedFigure| figure.span.start();
            facts.figures.binary_search_by_key(&count.span.start(), place).is_ok()
        };
        let is_named = one.owner.meets(home.kinds);
        let is_named_near = one.owner.is_empty() && one.owner_near.meets(home.kinds);
        let is_other = !one.owner.is_empty() && !is_named;
        let is_other_near = one.owner.is_empty() && !one.owner_near.is_empty() && !is_named_near;
        let has_list = home.counts.points.iter().any(|list| list.number == two.number);
        let overlap = Overlap::new(&self.alignment, at.min(other), at.max(other));
        let apart = one.number.abs_diff(two.number);
        let is_double = one.number.max(two.number) > 2 * one.number.min(two.number);
        let is_meeting = |paper: usize| self.papers[paper].facts.occasion.meeting.is_some();
        #[expect(clippy::cast_precision_loss, reason = "at most six")]
        let rivals = (self.rivals(next, at) + self.rivals(paper, other)) as f32;
        [
            is(is_named),
            is(is_named_near),
            is(is_other),
            is(is_other_near),
            is(one.is_told),
            is(one.is_of_meeting && one.owner.is_empty()),
            is(own.kinds.is_empty() && is_meeting(paper)),
            is(two.begins_list),
            is(has_list),
            is(one.begins_list),
            is(!two.owner.is_empty() && !two.owner.meets(home.kinds)),
            is(one.is_of_host && one.owner.is_empty()),
            is(!is_named && !is_named_near && is_figure(own, one) && is_figure(home, two)),
            overlap.rarest_own,
            overlap.strength.min(MOST_ALIKE),
            is(one.noun.is_some() && one.noun == two.noun && &*one.name != RESPECTS),
            is(one.kind.is_some() && one.kind == two.kind),
            is(one.classifier == two.classifier),
            rivals,
            is(apart >= FAR) + is(is_double),
            is(is_meeting(paper) && is_meeting(next) || is_named || is_named_near),
        ]
    }
}

/// Indexes of the numbers of the same things, in order.
fn alike(
    count: &NamedCount,
    all: &[(usize, &NamedCount)],
    named: &FxHashMap<Pair, Vec<usize>>,
) -> Vec<usize> {
    let alike = keys(count).filter_map(|pair| named.get(&pair)).flatten().copied();
    let mut alike: Vec<usize> = alike.filter(|other| is_one_noun(count, all[*other].1)).collect();
    alike.sort_unstable();
    alike.dedup();
    alike
}

/// Pairs of characters under which a number is looked up.
fn keys(count: &NamedCount) -> impl Iterator<Item = Pair> {
    let kind = count.kind.filter(|kind| Some(*kind) != count.noun);
    count.noun.into_iter().chain(kind)
}

/// True if two numbers may be of the same things.
fn is_one_noun(one: &NamedCount, other: &NamedCount) -> bool {
    let is_noun = one.noun.is_none()
        || other.noun.is_none()
        || one.noun == other.noun
        || keys(one).any(|key| other.kind == Some(key))
        || other.noun == one.kind;
    let is_tense = one.tense.is_none() || other.tense.is_none() || one.tense == other.tense;
    is_noun && is_tense
}

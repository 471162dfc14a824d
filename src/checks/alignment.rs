//! Pairs of statements ("sayings") in different papers that are about one thing: those whose words
//! agree best, seen from either side. Words that are frequent in the set weigh little, so that
//! 东垣客运枢纽 finds its own row and 总投资 alone does not find any.

use rustc_hash::FxHashMap;

use crate::facts::set::wording::{Pair, Wording};

/// Pairs of characters by which a saying is looked up: the rarest of its own words and of those
/// near it.
const MAX_KEYS: usize = 12;
/// Maximum number of sayings per pair that are looked at.
const MAX_POSTINGS: usize = 48;
/// Maximum number of sayings that each one is compared with: those that share the most.
const MAX_PARTNERS: usize = 12;
/// Factor for the weight of a word that is near the other saying, but not in its own clause.
const NEAR: f32 = 0.6;
/// Maximum number of words of a clause that is not specific: 再安排950万元.
const SHORT: usize = 4;
/// Factor for the likeness of two sayings with equal or nearly equal values.
const CLOSE: f32 = 1.15;
/// Number of imaginary sayings added to those of a set. Without them, a word that two of few
/// sayings have would seem to be common.
const PSEUDO_SAYINGS: f32 = 40.0;
/// Smallest likeness of two partners.
const MIN_LIKENESS: f32 = 0.25;

/// An index of a set, which has fewer sayings than `u32::MAX`.
fn short(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// A saying with its paper.
#[derive(Clone, Copy)]
pub(super) struct Saying<'p> {
    /// The index of its paper. Sayings come in the order of their papers.
    pub(super) paper: usize,
    /// Its words.
    pub(super) wording: &'p Wording,
}

/// A pair of characters in the own words of sayings.
#[derive(Clone, Copy)]
struct Known {
    /// Its index among all pairs.
    id: u32,
    weight: f32,
    /// The first paper that has it. `is_shared` is true if another paper has it too.
    paper: u32,
    is_shared: bool,
}

/// The first sayings with each pair. They are chains in one list, not lists of their own, because
/// most pairs have only one or two.
struct Postings {
    /// For each pair, its last link and the number of its links.
    last: Vec<(u32, u32)>,
    /// A saying, and the previous link of the same pair.
    links: Vec<(u32, u32)>,
}

impl Postings {
    /// Empty chains for so many pairs.
    fn new(pairs: usize) -> Self {
        Self { last: vec![(0, 0); pairs], links: Vec::new() }
    }

    /// Adds a saying with a pair, unless the chain is full.
    fn add(&mut self, pair: u32, saying: u32) {
        let (last, count) = &mut self.last[pair as usize];
        if (*count as usize) < MAX_POSTINGS {
            self.links.push((saying, *last));
            (*last, *count) = (short(self.links.len() - 1), *count + 1);
        }
    }

    /// The sayings with a pair, the last first.
    fn of(&self, pair: u32) -> impl Iterator<Item = u32> {
        let (mut next, count) = self.last[pair as usize];
        (0..count).map(move |_| {
            let (saying, before) = self.links[next as usize];
            next = before;
            saying
        })
    }
}

/// A similar saying of another paper.
#[derive(Clone, Copy)]
struct Candidate {
    other: u32,
    likeness: f32,
    /// The likeness, increased if the values are close.
    weight: f32,
}

/// Two sayings of different papers, each of which is the best match of the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Partners {
    /// Index of the one in the earlier paper.
    pub(super) first: usize,
    /// Index of the other.
    pub(super) second: usize,
    /// From 0 for no word in common to 1 for all.
    pub(super) likeness: f32,
    /// The same, including the words around clauses that are not specific.
    pub(super) around: f32,
    /// The share of the words of one that the other has too: the smaller of both directions.
    pub(super) least: f32,
}

/// The words of all sayings of a set with their weights.
pub(super) struct Alignment<'p> {
    sayings: Vec<Saying<'p>>,
    /// The pairs of the own words of all sayings.
    known: FxHashMap<Pair, Known>,
    /// Total weight of the own words of each saying.
    totals: Vec<f32>,
}

impl<'p> Alignment<'p> {
    /// The sayings of all papers, in the order of the papers.
    pub(super) fn new(sayings: Vec<Saying<'p>>) -> Self {
        let mut known: FxHashMap<Pair, Known> = FxHashMap::default();
        for saying in &sayings {
            let paper = short(saying.paper);
            for pair in saying.wording.own() {
                let id = short(known.len());
                let pair = known.entry(*pair).or_insert(Known { id, weight: 0.0, paper, is_shared: false });
                pair.weight += 1.0;
                pair.is_shared |= pair.paper != paper;
            }
        }
        // Pairs that another paper has only near its sayings count as shared too.
        for saying in &sayings {
            let paper = short(saying.paper);
            for pair in saying.wording.near() {
                if let Some(pair) = known.get_mut(pair) {
                    pair.is_shared |= pair.paper != paper;
                }
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "a weight")]
        let all = sayings.len() as f32 + PSEUDO_SAYINGS;
        for pair in known.values_mut() {
            pair.weight = (all / pair.weight).ln();
        }
        let totals = sayings
            .iter()
            .map(|saying| saying.wording.own().iter().filter_map(|pair| Some(known.get(pair)?.weight)).sum())
            .collect();
        Self { sayings, known, totals }
    }

    /// Weight of a pair of characters. 0 if no saying has it in its own words.
    pub(super) fn weight(&self, pair: Pair) -> f32 {
        self.known.get(&pair).map_or(0.0, |pair| pair.weight)
    }

    /// Likeness of two sayings, from 0 to 1.
    pub(super) fn likeness(&self, first: usize, second: usize) -> f32 {
        let alike = self.alike(first, second);
        if self.says_little(first, second) { alike.max(self.around(first, second)) } else { alike }
    }

    /// Likeness of the clauses of two sayings: the geometric mean of both shares.
    fn alike(&self, first: usize, second: usize) -> f32 {
        (self.share(first, second) * self.share(second, first)).sqrt()
    }

    /// Likeness of two sayings including the words around them.
    fn around(&self, first: usize, second: usize) -> f32 {
        (self.share_of_all(first, second) * self.share_of_all(second, first)).sqrt()
    }

    /// The share of the words of one that the other has too: the smaller of both directions.
    fn least(&self, first: usize, second: usize) -> f32 {
        let least = self.share(first, second).min(self.share(second, first));
        if !self.says_little(first, second) {
            return least;
        }
        least.max(self.share_of_all(first, second).min(self.share_of_all(second, first)))
    }

    /// True if the clause of either is not specific.
    fn says_little(&self, first: usize, second: usize) -> bool {
        [first, second].iter().any(|saying| self.sayings[*saying].wording.own().len() <= SHORT)
    }

    /// The share, by weight, of all words of one saying, its own and those near it, that the other
    /// has too.
    fn share_of_all(&self, of: usize, other: usize) -> f32 {
        let (one, other) = (self.sayings[of].wording, self.sayings[other].wording);
        let weight = |pair: &Pair| self.weight(*pair);
        let has = |pair: &Pair| other.has(*pair) || other.is_near(*pair);
        let shared: f32 = one.own().iter().filter(|pair| has(pair)).map(weight).sum();
        let near: f32 = one.near().iter().filter(|pair| has(pair)).map(weight).sum();
        let all: f32 = one.near().iter().map(weight).sum();
        (shared + NEAR * near) / (self.totals[of] + NEAR * all).max(f32::EPSILON)
    }

    /// The share, by weight, of the own words of one saying that the other has too.
    fn share(&self, of: usize, other: usize) -> f32 {
        let other = self.sayings[other].wording;
        let counts = |pair: Pair| match () {
            () if other.has(pair) => self.weight(pair),
            () if other.is_near(pair) => NEAR * self.weight(pair),
            () => 0.0,
        };
        let shared: f32 = self.sayings[of].wording.own().iter().map(|pair| counts(*pair)).sum();
        shared / self.totals[of].max(f32::EPSILON)
    }

    /// All partners, in the order of the second. `may_be` is true for two sayings that may be of
    /// one kind, `is_close` for two with equal or nearly equal values: among sayings with the same
    /// words, one with another value is about another year or place.
    pub(super) fn partners(
        &self,
        may_be: &dyn Fn(usize, usize) -> bool,
        is_close: &dyn Fn(usize, usize) -> bool,
    ) -> Vec<Partners> {
        let mut postings = Postings::new(self.known.len());
        let mut shared = Shared::new(self.sayings.len());
        let mut partners = Vec::new();
        // The candidates for each saying of one paper, and for each earlier saying the best of that
        // paper.
        let mut candidates: Vec<(u32, Candidate)> = Vec::new();
        let mut best: FxHashMap<u32, Candidate> = FxHashMap::default();
        for (at, saying) in self.sayings.iter().enumerate() {
            let keys = self.keys(saying.wording);
            shared.collect(&keys, &postings);
            for (other, likeness) in self.candidates(at, &mut shared, may_be) {
                let weight = if is_close(other, at) { likeness * CLOSE } else { likeness };
                let candidate = Candidate { other: short(other), likeness, weight };
                candidates.push((short(at), candidate));
                let back = Candidate { other: short(at), ..candidate };
                best.entry(short(other))
                    .and_modify(|best| {
                        if weight > best.weight {
                            *best = back;
                        }
                    })
                    .or_insert(back);
            }
            for (_, pair) in keys {
                postings.add(pair, short(at));
            }
            if self.sayings.get(at + 1).is_none_or(|next| next.paper != saying.paper) {
                self.settle(&candidates, &best, &mut partners);
                candidates.clear();
                best.clear();
            }
        }
        partners
    }

    /// Adds the partners of the sayings of one paper among the earlier ones. `candidates` are those
    /// of its sayings, in order, `best` contains the best of the paper for each earlier saying.
    fn settle(
        &self,
        candidates: &[(u32, Candidate)],
        best: &FxHashMap<u32, Candidate>,
        partners: &mut Vec<Partners>,
    ) {
        for of_one in candidates.chunk_by(|(one, _), (next, _)| one == next) {
            let from = partners.len();
            for (number, &(second, candidate)) in of_one.iter().enumerate() {
                let paper = |candidate: Candidate| self.sayings[candidate.other as usize].paper;
                // Of several candidates in one paper, the best; the first of equal ones.
                let is_best = of_one.iter().enumerate().all(|(place, (_, other))| {
                    place == number
                        || paper(*other) != paper(candidate)
                        || other.weight < candidate.weight
                        || other.weight == candidate.weight && place > number
                });
                if !is_best || best.get(&candidate.other).is_none_or(|best| best.other != second) {
                    continue;
                }
                let (first, second) = (candidate.other as usize, second as usize);
                let likeness = candidate.likeness;
                let least = self.least(first, second);
                let around =
                    if self.says_little(first, second) { self.around(first, second) } else { likeness };
                partners.push(Partners { first, second, likeness, around, least });
            }
            partners[from..].sort_unstable_by_key(|partners| partners.first);
        }
    }

    /// The earlier sayings of other papers that share the most with this one, with their likeness.
    fn candidates(
        &self,
        at: usize,
        shared: &mut Shared,
        may_be: &dyn Fn(usize, usize) -> bool,
    ) -> Vec<(usize, f32)> {
        let paper = self.sayings[at].paper;
        let mut candidates = shared.take(|other| self.sayings[other].paper != paper && may_be(other, at));
        let by_weight = |(one, weight): &(usize, f32), (two, other): &(usize, f32)| {
            other.total_cmp(weight).then(one.cmp(two))
        };
        if candidates.len() > MAX_PARTNERS {
            candidates.select_nth_unstable_by(MAX_PARTNERS - 1, by_weight);
            candidates.truncate(MAX_PARTNERS);
        }
        candidates.sort_unstable_by(by_weight);
        let alike = candidates.into_iter().map(|(other, _)| (other, self.likeness(other, at)));
        alike.filter(|(_, likeness)| *likeness >= MIN_LIKENESS).collect()
    }

    /// The rarest words of a saying, of its own and of those near it, with their weights. Words
    /// that no other paper has are left out.
    fn keys(&self, wording: &Wording) -> Vec<(f32, u32)> {
        let rarest = |words: &[Pair]| {
            let known = words.iter().filter_map(|pair| Some((*self.known.get(pair)?, *pair)));
            let mut keys: Vec<(Known, Pair)> = known.collect();
            keys.sort_unstable_by(|(known, pair), (other, next)| {
                other.weight.total_cmp(&known.weight).then(pair.cmp(next))
            });
            keys.truncate(MAX_KEYS);
            let shared = keys.into_iter().filter(|(known, _)| known.is_shared);
            shared.map(|(known, _)| (known.weight, known.id)).collect::<Vec<(f32, u32)>>()
        };
        [rarest(wording.own()), rarest(wording.near())].concat()
    }
}

/// Weights of the words that earlier sayings share with one, and the indices of those that share
/// any. One list is reused for all sayings, which is faster than a hash table for each.
struct Shared {
    weights: Vec<f32>,
    touched: Vec<u32>,
}

impl Shared {
    fn new(sayings: usize) -> Self {
        Self { weights: vec![0.0; sayings], touched: Vec::new() }
    }

    /// Adds up the weights of the keys that each saying has.
    fn collect(&mut self, keys: &[(f32, u32)], postings: &Postings) {
        for (weight, pair) in keys {
            for other in postings.of(*pair) {
                let sum = &mut self.weights[other as usize];
                if *sum == 0.0 {
                    self.touched.push(other);
                }
                *sum += weight;
            }
        }
    }

    /// The sayings that are kept, with their weights. Resets all weights to 0.
    fn take(&mut self, is_kept: impl Fn(usize) -> bool) -> Vec<(usize, f32)> {
        let mut taken = Vec::new();
        for other in self.touched.drain(..) {
            let other = other as usize;
            let weight = std::mem::take(&mut self.weights[other]);
            if is_kept(other) {
                taken.push((other, weight));
            }
        }
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_POSTINGS, Postings};

    #[test]
    fn the_first_sayings_with_each_pair_are_kept() {
        let mut postings = Postings::new(10);
        for saying in 0..200 {
            postings.add(saying % 3, saying);
            postings.add(7, saying);
        }
        let mut first: Vec<u32> = postings.of(7).collect();
        first.reverse();
        assert!(first.iter().copied().eq(0..MAX_POSTINGS as u32));
        let mut second: Vec<u32> = postings.of(1).collect();
        second.reverse();
        assert!(second.iter().copied().eq((0..200).filter(|saying| saying % 3 == 1).take(MAX_POSTINGS)));
        assert_eq!(postings.of(9).count(), 0);
    }
}

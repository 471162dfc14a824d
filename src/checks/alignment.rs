//! Which sayings of papers are of one thing: those whose words agree best, from either side. Words that many sayings of the set have
//! weigh little, so that 东垣客运枢纽 finds its own row and 总投资 alone finds none.

use rustc_hash::FxHashMap;

use crate::facts::set::wording::{Pair, Wording};

/// Pairs of characters by which a saying is looked for, the rarest of its own words and of those near it.
const MAX_KEYS: usize = 12;
/// Sayings with one pair that are looked at.
const MAX_POSTINGS: usize = 48;
/// Sayings that each is compared with, those that share the most.
const MAX_PARTNERS: usize = 12;
/// How much a word counts that stands beside the other saying and not in its own clause.
const NEAR: f32 = 0.6;
/// Words of a clause at most that says too little: 再安排950万元.
const SHORT: usize = 4;
/// How much more two sayings are alike whose values are one or nearly so.
const CLOSE: f32 = 1.15;
/// Sayings that are thought to stand beside those of a set, so that a word that two of few sayings have does not seem to be common.
const COMMON: f32 = 40.0;
/// Least likeness of two sayings that are told as partners.
const MIN_LIKENESS: f32 = 0.25;

/// The number of a saying, its likeness, and that with what its value adds.
type Best = (u32, f32, f32);

/// A number of a set, which has fewer sayings than that.
fn short(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// A saying with its paper.
#[derive(Clone, Copy)]
pub(super) struct Saying<'p> {
    /// The number of its paper.
    pub(super) paper: usize,
    /// Its words.
    pub(super) wording: &'p Wording,
}

/// The first sayings with each pair. Most pairs have one or two, so they are chains in one list and not lists of their own.
#[derive(Default)]
struct Postings {
    /// For each pair its last link, and how many it has.
    last: FxHashMap<Pair, (u32, u32)>,
    /// A saying, and the link before it of the same pair.
    links: Vec<(u32, u32)>,
}

impl Postings {
    /// Adds a saying with a pair, unless there are enough.
    fn add(&mut self, pair: Pair, saying: u32) {
        let (last, count) = self.last.entry(pair).or_default();
        if (*count as usize) < MAX_POSTINGS {
            self.links.push((saying, *last));
            (*last, *count) = (short(self.links.len() - 1), *count + 1);
        }
    }

    /// The sayings with a pair, the last first.
    fn of(&self, pair: Pair) -> impl Iterator<Item = u32> {
        let (mut next, count) = self.last.get(&pair).copied().unwrap_or_default();
        (0..count).map(move |_| {
            let (saying, before) = self.links[next as usize];
            next = before;
            saying
        })
    }
}

/// Two sayings of different papers that are each other's best.
#[derive(Clone, Copy, Debug)]
pub(super) struct Partners {
    /// The number of the one that stands in the earlier paper.
    pub(super) first: usize,
    /// The number of the other.
    pub(super) second: usize,
    /// From 0 for no word in common to 1 for all.
    pub(super) likeness: f32,
    /// The same with the words around clauses that say too little.
    pub(super) around: f32,
    /// The share of the words of each that the other has too, of the one of which it is less.
    pub(super) least: f32,
}

/// The words of all sayings of a set with what they weigh.
pub(super) struct Alignment<'p> {
    sayings: Vec<Saying<'p>>,
    weights: FxHashMap<Pair, f32>,
    /// What the own words of each weigh together.
    totals: Vec<f32>,
}

impl<'p> Alignment<'p> {
    /// The sayings of all papers, in the order of the papers.
    pub(super) fn new(sayings: Vec<Saying<'p>>) -> Self {
        let mut weights: FxHashMap<Pair, f32> = FxHashMap::default();
        for saying in &sayings {
            for pair in saying.wording.own() {
                *weights.entry(*pair).or_default() += 1.0;
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "a weight")]
        let all = sayings.len() as f32 + COMMON;
        for weight in weights.values_mut() {
            *weight = (all / *weight).ln();
        }
        let totals = sayings
            .iter()
            .map(|saying| saying.wording.own().iter().filter_map(|pair| weights.get(pair)).sum())
            .collect();
        Self { sayings, weights, totals }
    }

    /// How much two sayings are alike, from 0 to 1.
    pub(super) fn likeness(&self, first: usize, second: usize) -> f32 {
        let alike = self.alike(first, second);
        if self.says_little(first, second) { alike.max(self.around(first, second)) } else { alike }
    }

    /// How much the clauses of two sayings are alike.
    fn alike(&self, first: usize, second: usize) -> f32 {
        (self.share(first, second) * self.share(second, first)).sqrt()
    }

    /// How much two sayings are alike with all that stands around them.
    fn around(&self, first: usize, second: usize) -> f32 {
        (self.share_of_all(first, second) * self.share_of_all(second, first)).sqrt()
    }

    /// The share of the words of each that the other has too, of the one of which it is less.
    fn least(&self, first: usize, second: usize) -> f32 {
        let least = self.share(first, second).min(self.share(second, first));
        if !self.says_little(first, second) {
            return least;
        }
        least.max(self.share_of_all(first, second).min(self.share_of_all(second, first)))
    }

    /// True if the clause of either says too little.
    fn says_little(&self, first: usize, second: usize) -> bool {
        [first, second].iter().any(|saying| self.sayings[*saying].wording.own().len() <= SHORT)
    }

    /// The share of all the words of one saying, its own and those before it, that another has too.
    fn share_of_all(&self, of: usize, other: usize) -> f32 {
        let (one, other) = (self.sayings[of].wording, self.sayings[other].wording);
        let weight = |pair: &Pair| self.weights.get(pair).copied().unwrap_or_default();
        let has = |pair: &Pair| other.has(*pair) || other.is_near(*pair);
        let shared: f32 = one.own().iter().filter(|pair| has(pair)).map(weight).sum();
        let near: f32 = one.near().iter().filter(|pair| has(pair)).map(weight).sum();
        let all: f32 = one.near().iter().map(weight).sum();
        (shared + NEAR * near) / (self.totals[of] + NEAR * all).max(f32::EPSILON)
    }

    /// The share of the words of one saying that another has too, by weight.
    fn share(&self, of: usize, other: usize) -> f32 {
        let other = self.sayings[other].wording;
        let counts = |pair: Pair| match () {
            () if other.has(pair) => 1.0,
            () if other.is_near(pair) => NEAR,
            () => 0.0,
        };
        let own = self.sayings[of].wording.own().iter();
        let shared: f32 =
            own.map(|pair| counts(*pair) * self.weights.get(pair).copied().unwrap_or_default()).sum();
        shared / self.totals[of].max(f32::EPSILON)
    }

    /// All partners, in the order of the second. `may_be` is true for two sayings that may be of one kind, `is_close` for two whose
    /// values are one or nearly so: of two sayings with the same words, the other is of another year or place.
    pub(super) fn partners(
        &self,
        may_be: &dyn Fn(usize, usize) -> bool,
        is_close: &dyn Fn(usize, usize) -> bool,
    ) -> Vec<Partners> {
        // For each saying and each other paper, the best there, by its likeness with what its value adds.
        let mut best: FxHashMap<(u32, u32), Best> = FxHashMap::default();
        let mut postings = Postings::default();
        for (at, saying) in self.sayings.iter().enumerate() {
            for (other, likeness) in self.candidates(at, &postings, may_be) {
                let weight = if is_close(other, at) { likeness * CLOSE } else { likeness };
                for (one, two) in [(at, other), (other, at)] {
                    let key = (short(one), short(self.sayings[two].paper));
                    let place = best.entry(key).or_insert((short(two), likeness, weight));
                    if weight > place.2 {
                        *place = (short(two), likeness, weight);
                    }
                }
            }
            for (_, pair) in self.keys(saying.wording) {
                postings.add(pair, short(at));
            }
        }
        // The largest part of all this, which nobody asks again.
        drop(postings);
        let is_best = |one: u32, two: u32| {
            let paper = short(self.sayings[two as usize].paper);
            best.get(&(one, paper)).is_some_and(|(found, ..)| *found == two)
        };
        let mut partners: Vec<Partners> = best
            .iter()
            .filter(|((one, _), (two, ..))| two < one && is_best(*two, *one))
            .map(|((one, _), (two, likeness, _))| {
                let (first, second) = (*two as usize, *one as usize);
                let least = self.least(first, second);
                let around = match self.says_little(first, second) {
                    true => self.around(first, second),
                    false => *likeness,
                };
                Partners { first, second, likeness: *likeness, around, least }
            })
            .collect();
        partners.sort_unstable_by_key(|partners| (partners.second, partners.first));
        partners
    }

    /// The earlier sayings of other papers that share the most with one, with their likeness.
    fn candidates(
        &self,
        at: usize,
        postings: &Postings,
        may_be: &dyn Fn(usize, usize) -> bool,
    ) -> Vec<(usize, f32)> {
        let saying = self.sayings[at];
        let mut shared: FxHashMap<usize, f32> = FxHashMap::default();
        for (weight, pair) in self.keys(saying.wording) {
            for other in postings.of(pair) {
                let other = other as usize;
                if self.sayings[other].paper != saying.paper {
                    *shared.entry(other).or_default() += weight;
                }
            }
        }
        let mut candidates: Vec<(usize, f32)> =
            shared.into_iter().filter(|(other, _)| may_be(*other, at)).collect();
        candidates.sort_unstable_by(|(one, weight), (two, other)| other.total_cmp(weight).then(one.cmp(two)));
        candidates.truncate(MAX_PARTNERS);
        let alike = candidates.into_iter().map(|(other, _)| (other, self.likeness(other, at)));
        alike.filter(|(_, likeness)| *likeness >= MIN_LIKENESS).collect()
    }

    /// The rarest words of a saying, of its own and of those near it, with what they weigh.
    fn keys(&self, wording: &Wording) -> Vec<(f32, Pair)> {
        let rarest = |words: &[Pair]| {
            let known = words.iter().filter_map(|pair| Some((self.weights.get(pair).copied()?, *pair)));
            let mut keys: Vec<(f32, Pair)> = known.collect();
            keys.sort_unstable_by(|(weight, pair), (other, next)| {
                other.total_cmp(weight).then(pair.cmp(next))
            });
            keys.truncate(MAX_KEYS);
            keys
        };
        [rarest(wording.own()), rarest(wording.near())].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_POSTINGS, Postings};

    #[test]
    fn the_first_sayings_with_each_pair_are_kept() {
        let mut postings = Postings::default();
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

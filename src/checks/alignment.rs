//! Pairs the facts that different papers state about the same thing, such as the cost of a project
//! in a report and in a table. Two facts are paired if each is the best match of the other. Their
//! words are compared as pairs of adjacent characters, weighted by rarity (inverse document
//! frequency): the name of a project, 东垣客运枢纽 ("Dongyuan coach station"), finds its row in a
//! table, while the frequent 总投资 ("total investment") alone finds nothing.

use rustc_hash::FxHashMap;

use crate::checks::postings::{Postings, Shared, short};
use crate::facts::set::wording::{Pair, Wording};

/// Maximum number of keys (pairs of adjacent characters) by which a fact is looked up: the rarest
/// ones of its own clause, and as many of the words near it.
const MAX_KEYS: usize = 12;
/// Maximum number of candidates for which the full likeness is computed, per fact: those that
/// share the most weight with it.
const MAX_PARTNERS: usize = 12;
/// Maximum number of related facts that are returned for one fact.
const MAX_RELATED: usize = 16;
/// Factor applied to the weight of a word that the other fact has only near it and not in its own
/// clause.
pub(super) const NEAR: f32 = 0.6;
/// Factor applied to the weight of a word near a fact when candidates are looked up.
const NEAR_KEY: f32 = 0.4;
/// Maximum number of words (character pairs) of a clause that is too short to identify a thing
/// alone: 再安排950万元 ("allocates another 9.5 million yuan"). The words near such a clause are
/// compared too.
const SHORT: usize = 4;
/// Number added to the count of facts when weights are computed (smoothing). Without it, a word
/// that occurs in two of a few facts would seem to be common.
const PSEUDO_FACTS: f32 = 40.0;
/// Minimum likeness of two partners, from 0 to 1.
const MIN_LIKENESS: f32 = 0.25;

/// A fact that a paper states, such as a figure or a date, reduced to the words around it.
#[derive(Clone, Copy)]
pub(super) struct StatedFact<'p> {
    /// Index of the paper that contains the fact. Facts are sorted by paper.
    pub(super) paper: usize,
    /// Number of the fact's kind, such as its unit; 0 if it may be of any kind. Facts of two kinds
    /// are never paired. Compared before `may_be` is called, which reads much more memory.
    pub(super) kind: u32,
    /// The words of the fact's clause ("own") and the words around it ("near").
    pub(super) wording: &'p Wording,
}

/// A pair of adjacent characters that occurs in the clause of at least one fact.
#[derive(Clone, Copy)]
struct Known {
    /// Number of the pair, consecutive from 0: its index in [`Postings`].
    id: u32,
    weight: f32,
    /// Index of the first paper that contains the pair. `is_shared` is true if another paper
    /// contains it too; other pairs cannot find a partner.
    paper: u32,
    is_shared: bool,
}

/// A fact of another paper that may be about the same thing.
#[derive(Clone, Copy)]
struct Candidate {
    other: u32,
    likeness: f32,
}

/// Two facts of different papers, each of which is the best match of the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Partners {
    /// Index of the fact in the earlier paper.
    pub(super) first: usize,
    /// Index of the fact in the later paper.
    pub(super) second: usize,
    /// Likeness of the words, from 0 (no word in common) to 1 (the same words).
    pub(super) likeness: f32,
    /// Smaller of two shares: of the first fact's words that occur in the second, and the
    /// reverse. A short fact that is contained in a long one has a low value.
    pub(super) least: f32,
}

/// The facts of a set, prepared for comparison: the weight of every pair of characters, and the
/// total weight of every fact.
pub(super) struct Alignment<'p> {
    facts: Vec<StatedFact<'p>>,
    /// Every pair of characters in the clauses of the facts, with its weight.
    known: FxHashMap<Pair, Known>,
    /// Total weight of the words in the clause of each fact.
    totals: Vec<f32>,
    /// Total weight of the words near the clause of each fact.
    totals_near: Vec<f32>,
}

impl<'p> Alignment<'p> {
    /// Computes the weights for these facts, which must be sorted by paper.
    pub(super) fn new(facts: Vec<StatedFact<'p>>) -> Self {
        let mut known: FxHashMap<Pair, Known> = FxHashMap::default();
        for fact in &facts {
            let paper = short(fact.paper);
            for pair in fact.wording.own() {
                let id = short(known.len());
                let pair = known.entry(*pair).or_insert(Known { id, weight: 0.0, paper, is_shared: false });
                pair.weight += 1.0;
                pair.is_shared |= pair.paper != paper;
            }
        }
        // A pair that occurs near a fact of another paper, but not in its clause, counts as
        // shared too.
        for fact in &facts {
            let paper = short(fact.paper);
            for pair in fact.wording.near() {
                if let Some(pair) = known.get_mut(pair) {
                    pair.is_shared |= pair.paper != paper;
                }
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "a weight")]
        let all = facts.len() as f32 + PSEUDO_FACTS;
        for pair in known.values_mut() {
            pair.weight = (all / pair.weight).ln();
        }
        let total = |words: &[Pair]| words.iter().filter_map(|pair| Some(known.get(pair)?.weight)).sum();
        let totals = facts.iter().map(|fact| total(fact.wording.own())).collect();
        let totals_near = facts.iter().map(|fact| total(fact.wording.near())).collect();
        Self { facts, known, totals, totals_near }
    }

    /// Weight of a pair of characters: the rarer it is in the set, the higher. 0 if it is in no
    /// clause of a fact.
    pub(super) fn weight(&self, pair: Pair) -> f32 {
        self.known.get(&pair).map_or(0.0, |pair| pair.weight)
    }

    /// The words of a fact.
    pub(super) fn wording(&self, at: usize) -> &'p Wording {
        self.facts[at].wording
    }

    /// Total weight of the words in the clause of a fact.
    pub(super) fn total(&self, at: usize) -> f32 {
        self.totals[at]
    }

    /// True if the clause of either fact is too short to identify a thing; see [`SHORT`].
    pub(super) fn says_little(&self, first: usize, second: usize) -> bool {
        [first, second].iter().any(|fact| self.facts[*fact].wording.own().len() <= SHORT)
    }

    /// Likeness of two facts, if `share` (the share of the first one's words that the second
    /// contains) is already known. It is the geometric mean of this share and that of the second
    /// one's words. If a clause is too short, the words near it are compared too.
    fn likeness_by(&self, share: f32, first: usize, second: usize) -> f32 {
        let alike = (share * self.share(second, first)).sqrt();
        if self.says_little(first, second) { alike.max(self.around(first, second)) } else { alike }
    }

    /// Likeness of two facts including the words near them, from 0 to 1.
    fn around(&self, first: usize, second: usize) -> f32 {
        (self.share_of_all(first, second) * self.share_of_all(second, first)).sqrt()
    }

    /// Smaller of the shares of each fact's words that the other has; see [`Partners::least`].
    fn least(&self, first: usize, second: usize) -> f32 {
        let least = self.share(first, second).min(self.share(second, first));
        if !self.says_little(first, second) {
            return least;
        }
        least.max(self.share_of_all(first, second).min(self.share_of_all(second, first)))
    }

    /// Share, by weight, of all words of the fact `of` that occur in `other`. Words near a fact
    /// count [`NEAR`] as much as those in its clause.
    fn share_of_all(&self, of: usize, other: usize) -> f32 {
        let (one, other) = (self.facts[of].wording, self.facts[other].wording);
        let shared = |words: &[Pair]| -> f32 {
            let (mut own, mut near) = (Walk(other.own()), Walk(other.near()));
            let shared = words.iter().filter(|pair| own.finds(**pair) || near.finds(**pair));
            shared.map(|pair| self.weight(*pair)).sum()
        };
        let all = self.totals[of] + NEAR * self.totals_near[of];
        (shared(one.own()) + NEAR * shared(one.near())) / all.max(f32::EPSILON)
    }

    /// Share, by weight, of the words in the clause of the fact `of` that occur in `other`.
    fn share(&self, of: usize, other: usize) -> f32 {
        let other = self.facts[other].wording;
        let (mut own, mut near) = (Walk(other.own()), Walk(other.near()));
        let mut counts = |pair: Pair| match () {
            () if own.finds(pair) => self.weight(pair),
            () if near.finds(pair) => NEAR * self.weight(pair),
            () => 0.0,
        };
        let shared: f32 = self.facts[of].wording.own().iter().map(|pair| counts(*pair)).sum();
        shared / self.totals[of].max(f32::EPSILON)
    }

    /// Returns all pairs of matching facts, sorted by the later one. `may_be` decides if two
    /// facts can be of the same type at all.
    pub(super) fn partners(&self, may_be: &dyn Fn(usize, usize) -> bool) -> Vec<Partners> {
        let mut postings = Postings::new(self.known.len());
        let mut shared = Shared::new(self.facts.len());
        let mut partners = Vec::new();
        // Candidates for each fact of the current paper, and for each fact of an earlier paper
        // the best candidate in the current one.
        let mut candidates: Vec<(u32, Candidate)> = Vec::new();
        let mut best: FxHashMap<u32, Candidate> = FxHashMap::default();
        for (at, fact) in self.facts.iter().enumerate() {
            let keys = self.keys(fact.wording);
            shared.collect(&keys, &postings);
            for (other, likeness) in self.candidates(at, &mut shared, may_be) {
                let candidate = Candidate { other: short(other), likeness };
                candidates.push((short(at), candidate));
                let back = Candidate { other: short(at), ..candidate };
                best.entry(short(other))
                    .and_modify(|best| {
                        if likeness > best.likeness {
                            *best = back;
                        }
                    })
                    .or_insert(back);
            }
            for (_, pair) in keys {
                postings.add(pair, short(at));
            }
            if self.facts.get(at + 1).is_none_or(|next| next.paper != fact.paper) {
                self.settle(&candidates, &best, &mut partners);
                candidates.clear();
                best.clear();
            }
        }
        partners
    }

    /// Returns pairs of facts that share words, sorted by the later one: for each fact at most
    /// [`MAX_RELATED`] earlier ones of other papers, those that share the most weight with it.
    /// `may_be` decides if two facts can be of the same type at all.
    pub(super) fn related(&self, may_be: &dyn Fn(usize, usize) -> bool) -> Vec<(usize, usize)> {
        let mut postings = Postings::new(self.known.len());
        let mut shared = Shared::new(self.facts.len());
        let mut related = Vec::new();
        for (at, fact) in self.facts.iter().enumerate() {
            let keys = self.keys(fact.wording);
            shared.collect(&keys, &postings);
            let mut candidates = self.take(at, &mut shared, may_be);
            most_shared(&mut candidates, MAX_RELATED);
            related.extend(candidates.into_iter().map(|(other, _)| (other, at)));
            for (_, pair) in keys {
                postings.add(pair, short(at));
            }
        }
        related
    }

    /// Adds the pairs between the facts of one paper and those of earlier papers. `candidates`
    /// holds the candidates of this paper's facts, sorted by fact; `best` maps an earlier
    /// fact to its best candidate in this paper.
    fn settle(
        &self,
        candidates: &[(u32, Candidate)],
        best: &FxHashMap<u32, Candidate>,
        partners: &mut Vec<Partners>,
    ) {
        for of_one in candidates.chunk_by(|(one, _), (next, _)| one == next) {
            let from = partners.len();
            for (number, &(second, candidate)) in of_one.iter().enumerate() {
                let paper = |candidate: Candidate| self.facts[candidate.other as usize].paper;
                // Of several candidates in one paper, the best; the first of equal ones.
                let is_best = of_one.iter().enumerate().all(|(place, (_, other))| {
                    place == number
                        || paper(*other) != paper(candidate)
                        || other.likeness < candidate.likeness
                        || other.likeness == candidate.likeness && place > number
                });
                if !is_best || best.get(&candidate.other).is_none_or(|best| best.other != second) {
                    continue;
                }
                let (first, second) = (candidate.other as usize, second as usize);
                let likeness = candidate.likeness;
                let least = self.least(first, second);
                partners.push(Partners { first, second, likeness, least });
            }
            partners[from..].sort_unstable_by_key(|partners| partners.first);
        }
    }

    /// Returns the earlier facts of other papers that share the most weight with the fact `at`,
    /// with their likeness: at most [`MAX_PARTNERS`], each with at least [`MIN_LIKENESS`].
    fn candidates(
        &self,
        at: usize,
        shared: &mut Shared,
        may_be: &dyn Fn(usize, usize) -> bool,
    ) -> Vec<(usize, f32)> {
        let mut candidates = self.take(at, shared, may_be);
        most_shared(&mut candidates, MAX_PARTNERS);
        let alike = candidates.into_iter().filter_map(|(other, _)| Some((other, self.enough(other, at)?)));
        alike.collect()
    }

    /// Returns the facts of other papers in `shared` that can be of the same type as the fact `at`,
    /// with the weight that they share with it.
    fn take(
        &self,
        at: usize,
        shared: &mut Shared,
        may_be: &dyn Fn(usize, usize) -> bool,
    ) -> Vec<(usize, f32)> {
        let StatedFact { paper, kind, .. } = self.facts[at];
        let is_kind = |other: &StatedFact<'_>| kind == other.kind || kind == 0 || other.kind == 0;
        shared.take(|other| {
            let fact = &self.facts[other];
            fact.paper != paper && is_kind(fact) && may_be(other, at)
        })
    }

    /// Returns the likeness of two facts if it is at least [`MIN_LIKENESS`].
    fn enough(&self, first: usize, second: usize) -> Option<f32> {
        let share = self.share(first, second);
        // No share is above 1, but for rounding. So a very small one decides without the other.
        if share < MIN_LIKENESS * MIN_LIKENESS * 0.99 && !self.says_little(first, second) {
            return None;
        }
        Some(self.likeness_by(share, first, second)).filter(|likeness| *likeness >= MIN_LIKENESS)
    }

    /// Returns the keys of a fact: the weights and numbers of the rarest pairs in its clause and
    /// near it. Pairs that no other paper contains are left out.
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
        // Words of a heading are near all figures below it, so that many figures share them.
        let near = rarest(wording.near()).into_iter().map(|(weight, id)| (weight * NEAR_KEY, id));
        rarest(wording.own()).into_iter().chain(near).collect()
    }
}

/// Sorts candidates by the weight that they share, and keeps at most `most` of them.
fn most_shared(candidates: &mut Vec<(usize, f32)>, most: usize) {
    let by_weight = |(one, weight): &(usize, f32), (two, other): &(usize, f32)| {
        other.total_cmp(weight).then(one.cmp(two))
    };
    if candidates.len() > most {
        candidates.select_nth_unstable_by(most - 1, by_weight);
        candidates.truncate(most);
    }
    candidates.sort_unstable_by(by_weight);
}

/// A sorted list of words that is searched for the words of another sorted list. Both are walked
/// once, which is shorter than a binary search for each word.
pub(super) struct Walk<'w>(pub(super) &'w [Pair]);

impl Walk<'_> {
    /// True if the list contains this pair. Each call must be for a later pair in the sort order
    /// than the call before.
    pub(super) fn finds(&mut self, pair: Pair) -> bool {
        while let [first, rest @ ..] = self.0
            && *first < pair
        {
            self.0 = rest;
        }
        self.0.first() == Some(&pair)
    }
}

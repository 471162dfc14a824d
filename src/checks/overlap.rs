//! Words that two facts of different papers share, by weight, and how far other facts share as
//! many.

use crate::check::PaperSpan;
use crate::checks::alignment::{Alignment, NEAR, Walk};

/// Divisors that bring weights of words to numbers near 1.
const FEW: f32 = 20.0;
const RARE: f32 = 5.0;
/// Maxima of the shared weights that count.
const MOST_CROSSED: f32 = 40.0;
const MOST_AROUND: f32 = 60.0;
/// Part of the weight of shared words around two short clauses that counts as strength.
const AROUND: f32 = 0.3;

/// Minimum share of the words of each fact that the other has if the words are nearly the same.
const SAME: f32 = 0.85;
/// Minimum number of words (character pairs) of a clause that is long.
const LONG_CLAUSE: usize = 9;

/// Words that two facts share, by weight.
pub(super) struct Overlap {
    /// Smaller of the shares of each fact's words that the other has, from 0 to 1.
    pub(super) least: f32,
    /// Agreement of the words, for the comparison with other facts.
    pub(super) strength: f32,
    /// Weight of words of one clause that are near the other.
    pub(super) crossed: f32,
    /// Weight of the rarest shared word, and of the rarest one in both clauses.
    pub(super) rarest: f32,
    pub(super) rarest_own: f32,
}

impl Overlap {
    pub(super) fn new(alignment: &Alignment<'_>, first: usize, second: usize) -> Self {
        let [one, other] = [first, second].map(|at| alignment.wording(at));
        let (mut own, mut crossed, mut back, mut around) = (0.0_f32, 0.0_f32, 0.0_f32, 0.0_f32);
        let (mut rarest, mut rarest_own) = (0.0_f32, 0.0_f32);
        for (pairs, is_own) in [(one.own(), true), (one.near(), false)] {
            let (mut in_clause, mut near) = (Walk(other.own()), Walk(other.near()));
            for &pair in pairs {
                let has = in_clause.finds(pair);
                let sum = match (is_own, has, has || near.finds(pair)) {
                    (true, true, _) => &mut own,
                    (true, false, true) => &mut crossed,
                    (false, true, _) => &mut back,
                    (false, false, true) => &mut around,
                    _ => continue,
                };
                let weight = alignment.weight(pair);
                *sum += weight;
                rarest = rarest.max(weight);
                if is_own && has {
                    rarest_own = rarest_own.max(weight);
                }
            }
        }
        let share = |crossed: f32, at: usize| (own + NEAR * crossed) / alignment.total(at).max(f32::EPSILON);
        let (one, other) = (share(crossed, first), share(back, second));
        let is_short = alignment.says_little(first, second);
        let around = around.min(MOST_AROUND) / FEW;
        Self {
            least: one.min(other),
            strength: (one * other).sqrt() + if is_short { AROUND * around } else { 0.0 },
            crossed: (crossed + back).min(MOST_CROSSED) / FEW,
            rarest: rarest / RARE,
            rarest_own: rarest_own / RARE,
        }
    }
}

/// Strengths of the links of one fact to those of one paper: the two greatest, and the greatest
/// to a fact with the same value.
#[derive(Clone, Copy, Default)]
pub(super) struct Rivals {
    best: f32,
    next: f32,
    pub(super) equal: f32,
}

impl Rivals {
    pub(super) fn add(&mut self, strength: f32, is_equal: bool) {
        (self.best, self.next) =
            if strength > self.best { (strength, self.best) } else { (self.best, self.next.max(strength)) };
        if is_equal {
            self.equal = self.equal.max(strength);
        }
    }

    /// The greatest strength of all links but one with this strength.
    pub(super) fn without(self, strength: f32) -> f32 {
        if strength < self.best { self.best } else { self.next }
    }
}

/// Two facts of different papers with shared words.
pub(super) struct Link {
    /// Index of the fact in the earlier paper.
    pub(super) first: usize,
    /// Index of the fact in the later paper.
    pub(super) second: usize,
    pub(super) overlap: Overlap,
    /// True if both may have the same value.
    pub(super) is_equal: bool,
}

/// A statement of a paper that contradicts one of an earlier paper.
pub(super) struct Conflict {
    /// The statement in the later paper.
    pub(super) place: PaperSpan,
    /// The statement in the earlier paper.
    pub(super) first: PaperSpan,
}

/// Keeps the likeliest pair for each later fact, sorted by that fact. A pair is the index of the
/// earlier fact, that of the later one, and the logarithm of the odds. `place` returns the place
/// of a fact.
pub(super) fn likeliest(
    mut pairs: Vec<(usize, usize, f32)>,
    place: &dyn Fn(usize) -> PaperSpan,
) -> Vec<Conflict> {
    pairs.sort_unstable_by(|(first, second, odds), (one, other, less)| {
        second.cmp(other).then(less.total_cmp(odds)).then(first.cmp(one))
    });
    pairs.dedup_by_key(|(_, second, _)| *second);
    let conflict = |(first, second, _)| Conflict { place: place(second), first: place(first) };
    pairs.into_iter().map(conflict).collect()
}

impl Alignment<'_> {
    /// True if two facts have nearly the same words, and not only a few.
    pub(super) fn is_same(&self, link: &Link) -> bool {
        let is_long = |at: usize| self.wording(at).own().len() >= LONG_CLAUSE;
        link.overlap.least >= SAME && is_long(link.first) && is_long(link.second)
    }
}

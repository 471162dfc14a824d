//! Agreement of the words of each fact with those of other facts: with the best ones of each paper,
//! and with those that have the same value.

use rustc_hash::FxHashMap;

use crate::checks::overlap::{Link, Rivals};

/// Greatest agreement of the words of one fact with those of a fact that has the same value,
/// in two different papers.
#[derive(Clone, Copy, Default)]
struct Support {
    best: f32,
    paper: usize,
    next: f32,
}

impl Support {
    fn add(&mut self, paper: usize, strength: f32) {
        match () {
            () if strength > self.best => {
                let next = if paper == self.paper { self.next } else { self.best };
                *self = Self { best: strength, paper, next };
            }
            () if paper != self.paper => self.next = self.next.max(strength),
            () => {}
        }
    }
}

/// All facts that resemble each fact of a set.
pub(super) struct AllRivals {
    /// By the index of a fact and that of a paper.
    by_paper: FxHashMap<(usize, usize), Rivals>,
    support: Vec<Support>,
}

impl AllRivals {
    /// Collects the agreement of all links. `papers` are the papers of all facts.
    pub(super) fn new<'l>(links: impl Iterator<Item = &'l Link>, papers: &[usize]) -> Self {
        let mut by_paper: FxHashMap<(usize, usize), Rivals> = FxHashMap::default();
        let mut support = vec![Support::default(); papers.len()];
        for Link { first, second, overlap, is_equal } in links {
            for (at, other) in [(*first, *second), (*second, *first)] {
                by_paper.entry((at, papers[other])).or_default().add(overlap.strength, *is_equal);
                if *is_equal {
                    support[at].add(papers[other], overlap.strength);
                }
            }
        }
        Self { by_paper, support }
    }

    /// The rivals of a fact in a paper.
    pub(super) fn of(&self, at: usize, paper: usize) -> Rivals {
        self.by_paper.get(&(at, paper)).copied().unwrap_or_default()
    }

    /// Greatest agreement with a fact of the same value that is not in `paper`.
    pub(super) fn support(&self, at: usize, paper: usize) -> f32 {
        let Support { best, paper: known, next } = self.support[at];
        if known == paper { next } else { best }
    }
}

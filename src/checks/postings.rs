//! Index of the facts of a set by the words in their clauses, and the sums of the weights that
//! facts share.

/// Maximum number of facts stored per key. Later ones are dropped, which bounds the time for
/// frequent keys.
const MAX_POSTINGS: usize = 48;

/// Converts an index to `u32`, which halves the memory of the index. A set has fewer facts than
/// `u32::MAX`.
pub(super) fn short(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Inverted index from a pair of characters to the first facts that contain it. The facts of a
/// pair form a linked list inside one vector, because most pairs have only one or two and a vector
/// for each would cost more.
pub(super) struct Postings {
    /// For each pair, the index of its last link in `links`, and the number of its links.
    last: Vec<(u32, u32)>,
    /// Links of all lists: a fact, and the index of the previous link of the same pair.
    links: Vec<(u32, u32)>,
}

impl Postings {
    /// Creates an index for the given number of pairs, without facts.
    pub(super) fn new(pairs: usize) -> Self {
        Self { last: vec![(0, 0); pairs], links: Vec::new() }
    }

    /// Records that a fact contains a pair. Does nothing if the pair already has [`MAX_POSTINGS`]
    /// facts.
    pub(super) fn add(&mut self, pair: u32, fact: u32) {
        let (last, count) = &mut self.last[pair as usize];
        if (*count as usize) < MAX_POSTINGS {
            self.links.push((fact, *last));
            (*last, *count) = (short(self.links.len() - 1), *count + 1);
        }
    }

    /// Returns the recorded facts of a pair, the last one first.
    pub(super) fn of(&self, pair: u32) -> impl Iterator<Item = u32> {
        let (mut next, count) = self.last[pair as usize];
        (0..count).map(move |_| {
            let (fact, before) = self.links[next as usize];
            next = before;
            fact
        })
    }
}

/// Accumulator that sums the weights of the keys each earlier fact shares with the current one.
/// `weights` has one entry per fact, `touched` lists the non-zero ones. It is reused for all
/// facts, which is faster than a new hash table for each.
pub(super) struct Shared {
    weights: Vec<f32>,
    touched: Vec<u32>,
}

impl Shared {
    pub(super) fn new(facts: usize) -> Self {
        Self { weights: vec![0.0; facts], touched: Vec::new() }
    }

    /// Adds the weight of every key to each fact that contains it.
    pub(super) fn collect(&mut self, keys: &[(f32, u32)], postings: &Postings) {
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

    /// Returns the facts accepted by `is_kept` with their sums, and resets all sums to 0.
    pub(super) fn take(&mut self, is_kept: impl Fn(usize) -> bool) -> Vec<(usize, f32)> {
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
    use super::{MAX_POSTINGS, Postings, Shared};

    #[test]
    fn the_first_facts_with_each_pair_are_kept() {
        let mut postings = Postings::new(10);
        for fact in 0..200 {
            postings.add(fact % 3, fact);
            postings.add(7, fact);
        }
        let mut first: Vec<u32> = postings.of(7).collect();
        first.reverse();
        assert!(first.iter().copied().eq(0..MAX_POSTINGS as u32));
        let mut second: Vec<u32> = postings.of(1).collect();
        second.reverse();
        assert!(second.iter().copied().eq((0..200).filter(|fact| fact % 3 == 1).take(MAX_POSTINGS)));
        assert_eq!(postings.of(9).count(), 0);
    }
    #[test]
    fn weights_of_common_words_are_added_up_once() {
        let mut postings = Postings::new(3);
        postings.add(0, 2);
        postings.add(1, 2);
        postings.add(1, 4);
        postings.add(2, 5);
        let mut shared = Shared::new(6);
        // Nothing is left of the first time.
        for _ in 0..2 {
            shared.collect(&[(0.5, 0), (0.25, 1)], &postings);
            let mut taken = shared.take(|fact| fact != 5);
            taken.sort_by_key(|(fact, _)| *fact);
            assert_eq!(taken, [(2, 0.75), (4, 0.25)]);
        }
    }
}

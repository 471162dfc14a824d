//! A filter for hashes that occur at least twice. It spares most hashes, which occur once, an exact
//! comparison.

/// Number of bits for each hash.
const BITS_FOR_EACH: usize = 16;

/// Bloom filter that tells which hashes may occur twice: each hash sets one bit at its first
/// occurrence and another at its second.
pub struct Twice {
    once: Vec<u64>,
    twice: Vec<u64>,
}

impl Twice {
    /// Builds the filter from `hashes`, all bits of which must be mixed. `count` is their number,
    /// which decides the size of the filter.
    pub fn of(count: usize, hashes: impl Iterator<Item = u64>) -> Self {
        let words = (count * BITS_FOR_EACH).next_power_of_two().max(64) / 64;
        let mut seen = Self { once: vec![0; words], twice: vec![0; words] };
        for hash in hashes {
            let (word, bit) = seen.place(hash);
            seen.twice[word] |= seen.once[word] & bit;
            seen.once[word] |= bit;
        }
        seen
    }

    /// Returns true for each hash that was added at least twice, and by chance for a few that were
    /// added once.
    #[inline]
    pub fn may_hold(&self, hash: u64) -> bool {
        let (word, bit) = self.place(hash);
        self.twice[word] & bit != 0
    }

    #[inline]
    fn place(&self, hash: u64) -> (usize, u64) {
        ((hash >> 32) as usize & (self.once.len() - 1), 1 << (hash >> 58))
    }
}

#[cfg(test)]
mod tests {
    use super::Twice;

    #[test]
    fn holds_what_is_there_twice_and_few_others() {
        let hash = |at: u64| at.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let hashes = (0..3000).map(|at| hash(at % 2900));
        let filter = Twice::of(3000, hashes);
        assert!((0..100).all(|at| filter.may_hold(hash(at))));
        let others = (100..2900).filter(|at| filter.may_hold(hash(*at))).count();
        assert!(others < 600, "{others}");
    }
}

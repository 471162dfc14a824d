//! A small filter for characters (a Bloom filter with one hash), with false positives but no false
//! negatives.

/// A filter with 1024 bits, each of which several characters share. At 128 bytes it is small enough
/// for every class of words to have its own.
///
/// A character that does not pass is not in the set. One that passes may be in the set, and must be
/// compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sieve([u64; 16]);

impl Sieve {
    /// The filter that lets no character through.
    pub const NONE: Self = Self([0; 16]);

    /// Creates a filter for the characters with these code points.
    pub const fn of(codes: &[u32]) -> Self {
        let (mut sieve, mut at) = (Self::NONE, 0);
        while at < codes.len() {
            sieve = sieve.with(codes[at] as usize);
            at += 1;
        }
        sieve
    }

    /// Creates a filter for pairs of adjacent characters, given by their code points. It is tested
    /// with [`Self::lets_pair_through`].
    pub const fn of_pairs(pairs: &[(u32, u32)]) -> Self {
        let (mut sieve, mut at) = (Self::NONE, 0);
        while at < pairs.len() {
            sieve = sieve.with(joined(pairs[at].0, pairs[at].1) as usize);
            at += 1;
        }
        sieve
    }

    /// Adds the character with this code point.
    #[must_use]
    pub const fn with(mut self, code: usize) -> Self {
        let bit = bit_of(code);
        self.0[bit / 64] |= 1 << (bit % 64);
        self
    }

    /// Returns the union of both filters.
    #[must_use]
    pub fn or(mut self, other: Self) -> Self {
        self.0.iter_mut().zip(other.0).for_each(|(bits, others)| *bits |= others);
        self
    }

    /// True for all code points in the set, and by chance for a few others.
    #[inline]
    pub const fn lets_through(&self, code: u32) -> bool {
        let bit = bit_of(code as usize);
        self.0[bit / 64] >> (bit % 64) & 1 == 1
    }

    /// Does the same as [`Self::lets_through`] for a pair of adjacent characters, in a filter built
    /// by [`Self::of_pairs`].
    #[inline]
    pub const fn lets_pair_through(&self, first: u32, second: u32) -> bool {
        self.lets_through(joined(first, second))
    }
}

/// Combines the code points of two adjacent characters to one number.
#[inline]
const fn joined(first: u32, second: u32) -> u32 {
    (first.wrapping_mul(31)) ^ second
}

/// Returns the number of the bit for a character. Adjacent code points (such as characters with the
/// same radical), punctuation and full-width letters get different bits.
#[inline]
const fn bit_of(code: usize) -> usize {
    (code ^ (code >> 9)) % 1024
}

#[cfg(test)]
mod tests {
    use super::Sieve;

    #[test]
    fn lets_its_characters_through_and_few_others() {
        const SIEVE: Sieve = Sieve::NONE.with('县' as usize).with('，' as usize);
        let both = SIEVE.or(Sieve::NONE.with('a' as usize));
        assert!(['县', '，', 'a'].iter().all(|c| both.lets_through(*c as u32)));
        assert!(!SIEVE.lets_through('a' as u32) && !Sieve::NONE.lets_through('县' as u32));
        let pairs = Sieve::of_pairs(&[('县' as u32, '城' as u32)]);
        assert!(pairs.lets_pair_through('县' as u32, '城' as u32));
        assert!(!pairs.lets_pair_through('县' as u32, '里' as u32));
        let others = ('\u{4E00}'..='\u{9FFF}').filter(|c| SIEVE.lets_through(*c as u32)).count();
        assert!(others < 100, "{others}");
    }
}

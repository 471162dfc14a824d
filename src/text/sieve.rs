//! A sieve for characters: it lets few through that it was not made for.

/// A bit for each of some characters, shared with others: 128 bytes, small enough for every class of words to have its own.
///
/// What the sieve does not let through is none of the characters. What it lets through may be one, and is compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sieve([u64; 16]);

impl Sieve {
    /// Lets nothing through.
    pub const NONE: Self = Self([0; 16]);

    /// Lets characters with these codes through.
    pub const fn of(codes: &[u32]) -> Self {
        let (mut sieve, mut at) = (Self::NONE, 0);
        while at < codes.len() {
            sieve = sieve.with(codes[at] as usize);
            at += 1;
        }
        sieve
    }

    /// Lets these pairs of codes through ([`Self::lets_pair_through`]).
    pub const fn of_pairs(pairs: &[(u32, u32)]) -> Self {
        let (mut sieve, mut at) = (Self::NONE, 0);
        while at < pairs.len() {
            sieve = sieve.with(joined(pairs[at].0, pairs[at].1) as usize);
            at += 1;
        }
        sieve
    }

    /// The same sieve, which also lets the character with this code through.
    #[must_use]
    pub const fn with(mut self, code: usize) -> Self {
        let bit = bit_of(code);
        self.0[bit / 64] |= 1 << (bit % 64);
        self
    }

    /// Lets through what either lets through.
    #[must_use]
    pub fn or(mut self, other: Self) -> Self {
        self.0.iter_mut().zip(other.0).for_each(|(bits, others)| *bits |= others);
        self
    }

    /// False for nearly all codes that it was not made for.
    #[inline]
    pub const fn lets_through(&self, code: u32) -> bool {
        let bit = bit_of(code as usize);
        self.0[bit / 64] >> (bit % 64) & 1 == 1
    }

    /// The same of two neighbours, for a sieve made for pairs.
    #[inline]
    pub const fn lets_pair_through(&self, first: u32, second: u32) -> bool {
        self.lets_through(joined(first, second))
    }
}

/// One number for two neighbours.
const fn joined(first: u32, second: u32) -> u32 {
    (first.wrapping_mul(31)) ^ second
}

/// Characters side by side, as those of one radical, and punctuation and letters of full width get different bits.
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

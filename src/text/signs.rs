//! A few characters that text is asked for: signs that open, words of one character that join.

use crate::text::char_set::decoded;

/// A handful of characters of the basic multilingual plane.
///
/// `"、和".contains(c)` encodes `c` and searches for the bytes, which costs a hundred instructions where the answer is
/// nearly always no. Here a bit says no, and only what shares its bit with one of the characters is compared.
#[derive(Debug)]
pub struct Signs {
    bits: [u64; WORDS],
    signs: &'static str,
}

const WORDS: usize = 16;

impl Signs {
    /// The characters of `signs`.
    ///
    /// # Panics
    /// If one lies outside of the basic plane; in a constant, when it is compiled.
    pub const fn of(signs: &'static str) -> Self {
        let mut bits = [0; WORDS];
        let mut at = 0;
        while at < signs.len() {
            let (code, length) = decoded(signs.as_bytes(), at);
            let bit = bit_of(code);
            bits[bit / 64] |= 1 << (bit % 64);
            at += length;
        }
        Self { bits, signs }
    }

    /// True if `c` is one of them.
    #[inline]
    pub fn contains(&self, c: char) -> bool {
        let bit = bit_of(c as usize);
        self.bits[bit / 64] >> (bit % 64) & 1 == 1 && self.signs.chars().any(|sign| sign == c)
    }
}

/// Characters side by side, as those of one radical, and punctuation and letters of full width get different bits.
const fn bit_of(code: usize) -> usize {
    (code ^ (code >> 9)) % (WORDS * 64)
}

#[cfg(test)]
mod tests {
    use super::Signs;

    #[test]
    fn holds_its_characters_and_no_others() {
        const TEXT: &str = "aé。、县市\u{FFFD}";
        static SIGNS: Signs = Signs::of(TEXT);
        assert!(('\0'..=char::MAX).all(|c| SIGNS.contains(c) == TEXT.contains(c)));
        static NONE: Signs = Signs::of("");
        assert!(('\0'..=char::MAX).all(|c| !NONE.contains(c)));
    }
}

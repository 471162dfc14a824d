//! Small sets of characters, such as opening brackets or conjunctions of one character.

use crate::text::char_set::decoded;
use crate::text::sieve::Sieve;

/// A few characters of the Basic Multilingual Plane, as a set.
///
/// `"、和".contains(c)` encodes `c` and searches for its bytes, which costs a hundred instructions
/// although the result is nearly always false. Here a sieve rejects most characters, and only those
/// that pass are compared.
#[derive(Debug)]
pub struct Signs {
    sieve: Sieve,
    signs: &'static str,
}

impl Signs {
    /// Creates the set of the characters of `signs`.
    ///
    /// # Panics
    /// If one is outside the basic plane; for a constant, at compile time.
    pub const fn of(signs: &'static str) -> Self {
        let mut sieve = Sieve::NONE;
        let mut at = 0;
        while at < signs.len() {
            let (code, length) = decoded(signs.as_bytes(), at);
            sieve = sieve.with(code);
            at += length;
        }
        Self { sieve, signs }
    }

    /// True if the set contains `c`.
    #[inline]
    pub fn contains(&self, c: char) -> bool {
        self.contains_code(u32::from(c))
    }

    /// True if the set contains the character with this code point.
    #[inline]
    pub fn contains_code(&self, code: u32) -> bool {
        self.sieve.lets_through(code) && self.holds(code)
    }

    /// Compares the character with each one of the set. Not inlined, so that the loops that ask for
    /// each character stay small.
    #[inline(never)]
    fn holds(&self, code: u32) -> bool {
        self.signs.chars().any(|sign| u32::from(sign) == code)
    }
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

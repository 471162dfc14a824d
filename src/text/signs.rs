//! A few characters that text is asked for: signs that open, words of one character that join.

use crate::text::char_set::decoded;
use crate::text::sieve::Sieve;

/// A handful of characters of the basic multilingual plane.
///
/// `"、和".contains(c)` encodes `c` and searches for the bytes, which costs a hundred instructions where the answer is
/// nearly always no. Here a sieve says no, and only what it lets through is compared.
#[derive(Debug)]
pub struct Signs {
    sieve: Sieve,
    signs: &'static str,
}

impl Signs {
    /// The characters of `signs`.
    ///
    /// # Panics
    /// If one lies outside of the basic plane; in a constant, when it is compiled.
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

    /// True if `c` is one of them.
    #[inline]
    pub fn contains(&self, c: char) -> bool {
        self.sieve.lets_through(u32::from(c)) && self.signs.chars().any(|sign| sign == c)
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

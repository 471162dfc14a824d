//! A summary of the characters of a short text, such as the words before a figure.

use crate::text::char_set::decoded;
use crate::text::chars::Codes;

/// Set of characters in 64 bits, each of which many characters share: it has false positives but no
/// false negatives.
///
/// Dozens of readings ask of each figure whether the few words before it contain 每 ("each") or
/// 均 ("average"). Nearly always they do not, and the glance, which is made once for each figure,
/// shows it without another search. For ten words of text, one question in seven passes by chance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Glance(u64);

impl Glance {
    /// The glance at an empty text.
    pub const NONE: Self = Self(0);

    /// Creates the glance at a text.
    pub fn of(text: &str) -> Self {
        Codes::of(text).fold(Self::NONE, |glance, (_, _, code)| glance.with(code))
    }

    /// Creates the set of the characters of `signs`, for [`Self::meets`].
    ///
    /// # Panics
    /// If one is outside the basic plane; for a constant, at compile time.
    pub const fn of_signs(signs: &str) -> Self {
        let (mut glance, mut at) = (Self::NONE, 0);
        while at < signs.len() {
            let (code, length) = decoded(signs.as_bytes(), at);
            glance = glance.with(code as u32);
            at += length;
        }
        glance
    }

    /// Creates the set of the first characters of a few words, for [`Self::meets`].
    ///
    /// # Panics
    /// If a word is empty or begins with a character outside the basic plane; for a constant, at
    /// compile time.
    pub const fn of_first_chars(words: &[&str]) -> Self {
        let (mut glance, mut at) = (Self::NONE, 0);
        while at < words.len() {
            glance = glance.with(decoded(words[at].as_bytes(), 0).0 as u32);
            at += 1;
        }
        glance
    }

    /// Returns the union of both sets.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Adds the character with this code point.
    #[inline]
    #[must_use]
    pub const fn with(self, code: u32) -> Self {
        Self(self.0 | 1 << (code.wrapping_mul(0x9E37_79B1) >> 26))
    }

    /// True if the text contains `sign`, and by chance for some other characters.
    #[inline]
    pub const fn may_contain(self, sign: char) -> bool {
        self.meets(Self::NONE.with(sign as u32))
    }

    /// True if the two texts share a character, and by chance for some others.
    #[inline]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::Glance;

    #[test]
    fn sees_all_characters_of_the_text_and_few_others() {
        let text = "每亩平均产量aé𠮷";
        let glance = Glance::of(text);
        assert!(text.chars().all(|c| glance.may_contain(c)));
        assert!(glance.meets(Glance::of_signs("占均")) && !Glance::NONE.may_contain('每'));
        let firsts = Glance::of_first_chars(&["占比", "亩产"]);
        assert!(glance.meets(firsts) && Glance::NONE.or(firsts) == firsts && firsts.may_contain('占'));
        let passed = ('\u{4E00}'..='\u{9FFF}').filter(|c| glance.may_contain(*c)).count();
        assert!(passed < 0x5200 / 4, "{passed}");
    }
}

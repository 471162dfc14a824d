//! A quick check if a text ends with one of a few words.

use crate::text::char_set::decoded;
use crate::text::chars::last_code;
use crate::text::sieve::Sieve;

/// A few words with which a text may end, such as those before a figure.
///
/// `words.iter().any(|word| text.ends_with(word))` compares each word, although nearly all texts
/// end with none. Here a sieve of the last characters rejects most texts.
#[derive(Debug)]
pub struct Endings {
    sieve: Sieve,
    words: &'static [&'static str],
}

impl Endings {
    /// Creates the set of `words`, none of which may be empty.
    ///
    /// # Panics
    /// If a word is empty or ends with a character outside the basic plane; for a constant, at
    /// compile time.
    pub const fn of(words: &'static [&'static str]) -> Self {
        let (mut sieve, mut at) = (Sieve::NONE, 0);
        while at < words.len() {
            sieve = sieve.with(code_before(words[at].as_bytes(), words[at].len()));
            at += 1;
        }
        Self { sieve, words }
    }

    /// Creates the set of the first words of `entries`, each of which is a row of words with blanks
    /// between them. Only [`Self::may_end`] can be asked of it.
    ///
    /// # Panics
    /// Like [`Self::of`].
    pub const fn of_first_words(entries: &'static [&'static str]) -> Self {
        let (mut sieve, mut at) = (Sieve::NONE, 0);
        while at < entries.len() {
            let bytes = entries[at].as_bytes();
            let mut end = 0;
            while end < bytes.len() && bytes[end] != b' ' {
                // Words with the same operands are alternatives: 男女比|性别比.
                if bytes[end] == b'|' {
                    sieve = sieve.with(code_before(bytes, end));
                }
                end += 1;
            }
            sieve = sieve.with(code_before(bytes, end));
            at += 1;
        }
        Self { sieve, words: &[] }
    }

    /// False for nearly all texts that end with none of the words.
    #[inline]
    pub fn may_end(&self, text: &str) -> bool {
        last_code(text).is_some_and(|last| self.sieve.lets_through(last))
    }

    /// True if `text` ends with one of the words.
    #[inline]
    pub fn end(&self, text: &str) -> bool {
        self.may_end(text) && self.words.iter().any(|word| text.ends_with(word))
    }
}

/// Code point of the character that ends before the byte `end`.
const fn code_before(bytes: &[u8], end: usize) -> usize {
    let mut start = end - 1;
    while bytes[start] & 0xC0 == 0x80 {
        start -= 1;
    }
    decoded(bytes, start).0
}

#[cfg(test)]
mod tests {
    use super::Endings;

    #[test]
    fn knows_the_words_at_the_end() {
        static ENDINGS: Endings = Endings::of(&["单价", "a", "每é"]);
        for (text, expected) in
            [("平均单价", true), ("价", false), ("ba", true), ("每é", true), ("é", false), ("", false)]
        {
            assert_eq!(ENDINGS.end(text), expected, "{text}");
        }
        static FIRSTS: Endings = Endings::of_first_words(&["结余 收入 支出", "人均|户均 总数", "x"]);
        assert!(["净结余", "户均", "人均", "x"].iter().all(|text| FIRSTS.may_end(text)));
        assert!(!FIRSTS.may_end("支出") && !FIRSTS.may_end("总数") && !FIRSTS.may_end(""));
    }
}

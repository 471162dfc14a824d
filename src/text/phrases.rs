//! A few words that a text is searched for.

use crate::text::char_set::decoded;
use crate::text::chars::Codes;
use crate::text::sieve::Sieve;

/// A handful of words of which one may be anywhere in a text.
///
/// `words.iter().any(|word| text.contains(word))` sets up a search for each word and runs it over the whole text. Here the
/// text is walked once; a sieve says of nearly all characters that no word begins with them.
#[derive(Debug)]
pub struct Phrases {
    sieve: Sieve,
    words: &'static [&'static str],
}

impl Phrases {
    /// These words; the empty one is found nowhere.
    ///
    /// # Panics
    /// If one begins with a character outside of the basic plane; in a constant, when it is compiled.
    pub const fn of(words: &'static [&'static str]) -> Self {
        let mut sieve = Sieve::NONE;
        let mut at = 0;
        while at < words.len() {
            if !words[at].is_empty() {
                let (code, _) = decoded(words[at].as_bytes(), 0);
                sieve = sieve.with(code);
            }
            at += 1;
        }
        Self { sieve, words }
    }

    /// True if one of the words is in `text`.
    pub fn is_in(&self, text: &str) -> bool {
        Codes::of(text)
            .any(|(at, _, code)| self.sieve.lets_through(code) && self.is_at(&text.as_bytes()[at..]))
    }

    fn is_at(&self, text: &[u8]) -> bool {
        self.words.iter().any(|word| !word.is_empty() && text.starts_with(word.as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::Phrases;

    #[test]
    fn finds_each_word_wherever_it_stands() {
        static PHRASES: Phrases = Phrases::of(&["其中", "加上", "A", ""]);
        for (text, expected) in [
            ("其中", true),
            ("另有其中之一", true),
            ("再加上", true),
            ("类别A", true),
            ("其他中等", false),
            ("加", false),
            ("", false),
        ] {
            assert_eq!(PHRASES.is_in(text), expected, "{text}");
        }
    }
}

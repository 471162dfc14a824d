//! Searches a text for any of a few words, in one pass.

use crate::text::char_set::decoded;
use crate::text::chars::Codes;
use crate::text::sieve::Sieve;

/// A few words that are searched anywhere in a text.
///
/// `words.iter().any(|word| text.contains(word))` sets up a search for each word and runs each over
/// the whole text. Here the text is read once, and a sieve excludes nearly all characters as the
/// beginning of a word.
#[derive(Debug)]
pub struct Phrases {
    sieve: Sieve,
    words: &'static [&'static str],
}

impl Phrases {
    /// Creates the set of `words`. An empty word is never found.
    ///
    /// # Panics
    /// If a word begins with a character outside the basic plane; for a constant, at compile time.
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

    /// True if `text` contains one of the words.
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

//! Classes of words, in the form into which the build compiles them.

use crate::text::chars::{Codes, first_code, last_code};
use crate::text::sieve::Sieve;
use crate::words::dimension::Dimension;

/// A class of words, such as units of length or verbs for growth. Code reads the words through
/// [`Words::of`](crate::words::Words::of), which includes those that a configuration adds.
#[derive(Debug)]
pub struct Class {
    /// Id of the class, `<subject>/<class>`, as configurations write it.
    pub id: &'static str,
    /// Description, in Chinese, of the words that belong in the class.
    pub zh: &'static str,
    /// Description, in English, of the words that belong in the class.
    pub en: &'static str,
    /// Ids of classes that must not contain a word of this class.
    pub excludes: &'static [&'static str],
    /// Dimension that the words measure, such as length; `None` if they are not units.
    pub dimension: Option<Dimension>,
    /// The words as texts write them.
    pub(super) words: &'static [&'static str],
    /// Size of each word in the base unit of the dimension, if the words are units.
    pub(super) factors: &'static [&'static str],
    /// Number of each word, if the words have numbers, such as the year of an event.
    pub(super) values: &'static [u32],
    /// Filter for the first characters of the words. It shows for most texts at once that they
    /// begin with none of the words.
    pub(super) first_sieve: Sieve,
    /// Filter for words of one character.
    pub(super) only_sieve: Sieve,
    /// Filter for the first two characters of the words that are longer than one.
    pub(super) pair_sieve: Sieve,
    /// For each first character of a word, the range of the words in `by_first` that begin with it.
    /// Sorted by the character.
    pub(super) firsts: &'static [Head],
    /// Indices in `words`, sorted by the first character of the word; of words with the same one,
    /// the longest first.
    pub(super) by_first: &'static [u16],
    /// Filter for the last characters of the words.
    pub(super) last_sieve: Sieve,
    /// For each last character of a word, the range of the words in `by_last` that end with it.
    /// Sorted by the character.
    pub(super) lasts: &'static [Head],
    /// Indices in `words`, sorted by the last character of the word; of words with the same one,
    /// the longest first.
    pub(super) by_last: &'static [u16],
}

/// The words of a class that begin (or end) with the same character, as a range in `by_first` (or
/// `by_last`). The range ends before that of the next head.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) character: char,
    pub(super) from: u16,
}

impl Class {
    /// Words of the class, without those that a configuration adds.
    pub fn own_words(&self) -> &'static [&'static str] {
        self.words
    }

    /// False for nearly all texts that begin with no word of the class. Inlined into callers, so
    /// that most texts are ruled out by the first character without a call.
    #[inline]
    pub(super) fn may_begin(&self, text: &str) -> bool {
        first_code(text).is_some_and(|first| self.first_sieve.lets_through(first))
    }

    /// Index of the longest word that `text` begins with, if it begins with any.
    #[inline]
    pub(super) fn longest_at_start(&self, text: &str) -> Option<usize> {
        if self.may_begin(text) { self.longest_from(text) } else { None }
    }

    /// The longest word that `text` begins with.
    #[inline]
    pub(super) fn word_at_start(&self, text: &str) -> Option<&'static str> {
        self.longest_at_start(text).map(|at| self.words[at])
    }

    /// The longest word that `text` ends with.
    #[inline]
    pub(super) fn word_at_end(&self, text: &str) -> Option<&'static str> {
        self.longest_at_end(text).map(|at| self.words[at])
    }

    /// Index of the longest word that `text` begins with, if it begins with any. The first
    /// character of `text` passed the filter for first characters.
    fn longest_from(&self, text: &str) -> Option<usize> {
        let mut codes = Codes::of(text);
        let (_, length, first) = codes.next()?;
        if !self.may_match_second(&text[length..], first) {
            return None;
        }
        let mut run = run(self.firsts, self.by_first, first);
        run.find(|&at| begins(text.as_bytes(), self.words[at].as_bytes()))
    }

    /// Quick check of the text after the character `first`, if that character passed the filter.
    /// False for nearly all texts that begin with no word of the class.
    #[inline]
    fn may_match_second(&self, behind: &str, first: u32) -> bool {
        self.only_sieve.lets_through(first)
            || first_code(behind).is_some_and(|second| self.pair_sieve.lets_pair_through(first, second))
    }

    /// Calls `found` with the index of each word of the class that occurs in `text`, and with the
    /// first byte of the occurrence. Occurrences may overlap; they come in text order.
    pub(super) fn each_in(&self, text: &str, mut found: impl FnMut(usize, usize)) {
        for (at, end, first) in Codes::of(text) {
            if self.first_sieve.lets_through(first) && self.may_match_second(&text[end..], first) {
                let rest = &text.as_bytes()[at..];
                let run = run(self.firsts, self.by_first, first);
                run.filter(|&word| begins(rest, self.words[word].as_bytes()))
                    .for_each(|word| found(word, at));
            }
        }
    }

    /// True if `text` contains one of the words.
    pub(super) fn is_in(&self, text: &str) -> bool {
        Codes::of(text).any(|(at, _, code)| {
            self.first_sieve.lets_through(code) && self.longest_from(&text[at..]).is_some()
        })
    }

    /// False for nearly all texts that end with no word of the class.
    #[inline]
    pub(super) fn may_end(&self, text: &str) -> bool {
        last_code(text).is_some_and(|last| self.last_sieve.lets_through(last))
    }

    /// Index of the longest word that `text` ends with, if it ends with any.
    #[inline]
    pub(super) fn longest_at_end(&self, text: &str) -> Option<usize> {
        if self.may_end(text) { self.longest_until(text) } else { None }
    }

    /// Index of the longest word that `text` ends with, if it ends with any. The last character of
    /// `text` passed the filter for last characters.
    fn longest_until(&self, text: &str) -> Option<usize> {
        let mut run = run(self.lasts, self.by_last, last_code(text)?);
        run.find(|&at| ends(text.as_bytes(), self.words[at].as_bytes()))
    }
}

/// True if `text` begins with `word`. The words that are compared have the same first character,
/// and nearly all differ from the text in their last byte, so that it is compared first.
fn begins(text: &[u8], word: &[u8]) -> bool {
    let last = word.len() - 1;
    text.get(last) == word.get(last) && text.starts_with(word)
}

/// True if `text` ends with `word`. Of the first character, the second byte differs most.
fn ends(text: &[u8], word: &[u8]) -> bool {
    text.len() >= word.len() && text.get(text.len() - word.len() + 1) == word.get(1) && text.ends_with(word)
}

/// Indices of the words that begin with the character `code`, given `firsts` as `heads` and
/// `by_first` as `order`; or of those that end with it, given `lasts` and `by_last`.
fn run(heads: &'static [Head], order: &'static [u16], code: u32) -> impl Iterator<Item = usize> + use<> {
    let found = heads.binary_search_by_key(&code, |head| u32::from(head.character));
    let run = found.map_or(&[][..], |at| {
        let end = heads.get(at + 1).map_or(order.len(), |next| next.from.into());
        &order[heads[at].from.into()..end]
    });
    run.iter().map(|at| usize::from(*at))
}

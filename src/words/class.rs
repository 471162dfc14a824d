//! A compiled class of words.

use crate::text::chars::Codes;
use crate::text::sieve::Sieve;
use crate::words::dimension::Dimension;

/// Words of one kind: units of length, verbs for growth. Its words are read through
/// [`Words::of`](crate::words::Words::of).
#[derive(Debug)]
pub struct Class {
    /// Id `<subject>/<class>`, used in configurations.
    pub id: &'static str,
    /// Description in Chinese of the words that belong in it.
    pub zh: &'static str,
    /// Description in English of the words that belong in it.
    pub en: &'static str,
    /// Ids of the classes that share no word with it.
    pub excludes: &'static [&'static str],
    /// Dimension that its words measure, for units.
    pub dimension: Option<Dimension>,
    /// The words, as written.
    pub(super) words: &'static [&'static str],
    /// For units, one per word: size of each in the base unit of the dimension.
    pub(super) factors: &'static [&'static str],
    /// One per word, if the words have numbers: the year of an event.
    pub(super) values: &'static [u32],
    /// First characters of the words. Most texts begin with none of them.
    pub(super) first_sieve: Sieve,
    /// Words of one character.
    pub(super) only_sieve: Sieve,
    /// The first two characters of each longer word.
    pub(super) pair_sieve: Sieve,
    /// Ranges of `by_first` with the same first character, sorted by that character.
    pub(super) firsts: &'static [Head],
    /// Indices of the words, sorted by first character, longest first.
    pub(super) by_first: &'static [usize],
    /// Last characters of the words.
    pub(super) last_sieve: Sieve,
    /// Ranges of `by_last` with the same last character, sorted by that character.
    pub(super) lasts: &'static [Head],
    /// Indices of the words, sorted by last character, longest first.
    pub(super) by_last: &'static [usize],
}

/// A range of words with the same character at one end.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) character: char,
    pub(super) from: usize,
    pub(super) to: usize,
}

impl Class {
    /// Words of the class, without those that a configuration adds.
    pub fn own_words(&self) -> &'static [&'static str] {
        self.words
    }

    /// Index of the longest word that `text` starts with.
    #[inline]
    pub(super) fn longest_at_start(&self, text: &str) -> Option<usize> {
        let first = text.chars().next()?;
        if self.first_sieve.lets_through(u32::from(first)) { self.longest_from(text, first) } else { None }
    }

    /// The same, if the first character may begin a word.
    fn longest_from(&self, text: &str, first: char) -> Option<usize> {
        if !self.may_go_on(text, first) {
            return None;
        }
        let run = run(self.firsts, self.by_first, first);
        run.iter().copied().find(|&at| text.as_bytes().starts_with(self.words[at].as_bytes()))
    }

    /// Quick check of the second character, if the first one may begin a word. False for nearly all
    /// texts that begin with no word.
    #[inline]
    fn may_go_on(&self, text: &str, first: char) -> bool {
        self.only_sieve.lets_through(u32::from(first)) || {
            let second = text[first.len_utf8()..].chars().next();
            second.is_some_and(|second| self.pair_sieve.lets_pair_through(first.into(), second.into()))
        }
    }

    /// Calls `found` with the index and first byte of each word of the class in `text`, including
    /// overlapping ones, in order of position.
    pub(super) fn each_in(&self, text: &str, mut found: impl FnMut(usize, usize)) {
        for (at, _, code) in Codes::of(text) {
            let Some(first) = self.head(code) else { continue };
            if self.may_go_on(&text[at..], first) {
                let rest = &text.as_bytes()[at..];
                let run = run(self.firsts, self.by_first, first).iter().copied();
                run.filter(|&word| rest.starts_with(self.words[word].as_bytes()))
                    .for_each(|word| found(word, at));
            }
        }
    }

    /// True if `text` contains one of the words.
    pub(super) fn is_in(&self, text: &str) -> bool {
        Codes::of(text).any(|(at, _, code)| {
            self.head(code).is_some_and(|first| self.longest_from(&text[at..], first).is_some())
        })
    }

    /// The character with this code, if a word may begin with it.
    #[inline]
    fn head(&self, code: u32) -> Option<char> {
        if self.first_sieve.lets_through(code) { char::from_u32(code) } else { None }
    }

    /// Index of the longest word that `text` ends with.
    #[inline]
    pub(super) fn longest_at_end(&self, text: &str) -> Option<usize> {
        let last = text.chars().next_back()?;
        if self.last_sieve.lets_through(u32::from(last)) { self.longest_until(text, last) } else { None }
    }

    /// The same, if the last character may end a word.
    fn longest_until(&self, text: &str, last: char) -> Option<usize> {
        let run = run(self.lasts, self.by_last, last);
        run.iter().copied().find(|&at| text.as_bytes().ends_with(self.words[at].as_bytes()))
    }
}

/// Indices of the words with this character at the indexed end.
fn run(heads: &'static [Head], order: &'static [usize], character: char) -> &'static [usize] {
    let found = heads.binary_search_by_key(&character, |head| head.character);
    found.map_or(&[], |at| &order[heads[at].from..heads[at].to])
}

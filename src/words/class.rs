//! A class of words as it is compiled.

use crate::text::chars::Codes;
use crate::text::sieve::Sieve;
use crate::words::dimension::Dimension;

/// Words of one kind: units of length, verbs for growth. Its words are read through [`Words::of`](crate::words::Words::of).
#[derive(Debug)]
pub struct Class {
    /// `<subject>/<class>`, by which a configuration names it.
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
    /// For units, as many as words: how many of the base unit of the dimension each is.
    pub(super) factors: &'static [&'static str],
    /// As many as words, if each word has a number: the year of an event.
    pub(super) values: &'static [u32],
    /// First characters: most texts begin with none of them.
    pub(super) first_sieve: Sieve,
    /// Words of one character.
    pub(super) only_sieve: Sieve,
    /// The first two characters of each longer word.
    pub(super) pair_sieve: Sieve,
    /// Runs of `by_first` with the same first character, by character.
    pub(super) firsts: &'static [Head],
    /// The numbers of the words by their first characters, the longest first.
    pub(super) by_first: &'static [usize],
    /// Last characters.
    pub(super) last_sieve: Sieve,
    /// Runs of `by_last` with the same last character, by character.
    pub(super) lasts: &'static [Head],
    /// The numbers of the words by their last characters, the longest first.
    pub(super) by_last: &'static [usize],
}

/// A run of words with the same character at one end.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) character: char,
    pub(super) from: usize,
    pub(super) to: usize,
}

impl Class {
    /// Its own words, as written, without those of a configuration.
    pub fn own_words(&self) -> &'static [&'static str] {
        self.words
    }

    /// The number of the longest word that `text` starts with.
    #[inline]
    pub(super) fn longest_at_start(&self, text: &str) -> Option<usize> {
        let first = text.chars().next()?;
        if self.first_sieve.lets_through(u32::from(first)) { self.longest_from(text, first) } else { None }
    }

    /// The same, of a text of which the first character may be one of a word.
    fn longest_from(&self, text: &str, first: char) -> Option<usize> {
        if !self.may_go_on(text, first) {
            return None;
        }
        let run = run(self.firsts, self.by_first, first);
        run.iter().copied().find(|&at| text.as_bytes().starts_with(self.words[at].as_bytes()))
    }

    /// False for nearly all texts of which the first character is one of a word, and the second is not.
    #[inline]
    fn may_go_on(&self, text: &str, first: char) -> bool {
        self.only_sieve.lets_through(u32::from(first)) || {
            let second = text[first.len_utf8()..].chars().next();
            second.is_some_and(|second| self.pair_sieve.lets_pair_through(first.into(), second.into()))
        }
    }

    /// Calls `found` with the number of each word of the class in `text` and where it begins, overlapping ones included, in
    /// order of their places.
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

    /// True if one of the words is somewhere in `text`.
    pub(super) fn is_in(&self, text: &str) -> bool {
        Codes::of(text).any(|(at, _, code)| {
            self.head(code).is_some_and(|first| self.longest_from(&text[at..], first).is_some())
        })
    }

    /// The character of a code if a word may begin with it.
    #[inline]
    fn head(&self, code: u32) -> Option<char> {
        if self.first_sieve.lets_through(code) { char::from_u32(code) } else { None }
    }

    /// The number of the longest word that `text` ends with.
    #[inline]
    pub(super) fn longest_at_end(&self, text: &str) -> Option<usize> {
        let last = text.chars().next_back()?;
        if self.last_sieve.lets_through(u32::from(last)) { self.longest_until(text, last) } else { None }
    }

    /// The same, of a text of which the last character may be one of a word.
    fn longest_until(&self, text: &str, last: char) -> Option<usize> {
        let run = run(self.lasts, self.by_last, last);
        run.iter().copied().find(|&at| text.as_bytes().ends_with(self.words[at].as_bytes()))
    }
}

/// The numbers of the words with this character at their end.
fn run(heads: &'static [Head], order: &'static [usize], character: char) -> &'static [usize] {
    let found = heads.binary_search_by_key(&character, |head| head.character);
    found.map_or(&[], |at| &order[heads[at].from..heads[at].to])
}

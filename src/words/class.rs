//! A class of words as it is compiled.

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
    /// A bit for the last byte of each first character: most texts begin with none of them.
    pub(super) first_bits: [u64; 4],
    /// Runs of `by_first` with the same first character, by character.
    pub(super) firsts: &'static [Head],
    /// The numbers of the words by their first characters, the longest first.
    pub(super) by_first: &'static [usize],
    /// The same of last characters.
    pub(super) last_bits: [u64; 4],
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
        if !may_hold(&self.first_bits, first) {
            return None;
        }
        let run = run(self.firsts, self.by_first, first);
        run.iter().copied().find(|&at| text.starts_with(self.words[at]))
    }

    /// The number of the longest word that `text` ends with.
    #[inline]
    pub(super) fn longest_at_end(&self, text: &str) -> Option<usize> {
        let last = text.chars().next_back()?;
        if !may_hold(&self.last_bits, last) {
            return None;
        }
        let run = run(self.lasts, self.by_last, last);
        run.iter().copied().find(|&at| text.ends_with(self.words[at]))
    }
}

/// False for most characters that no word begins or ends with.
#[inline]
fn may_hold(bits: &[u64; 4], character: char) -> bool {
    let low = u32::from(character) as usize & 255;
    bits[low / 64] >> (low % 64) & 1 == 1
}

/// The numbers of the words with this character at their end.
fn run(heads: &'static [Head], order: &'static [usize], character: char) -> &'static [usize] {
    let found = heads.binary_search_by_key(&character, |head| head.character);
    found.map_or(&[], |at| &order[heads[at].from..heads[at].to])
}

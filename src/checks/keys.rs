//! An index of names by a few adjacent characters. It is searched at every character of a text.

use rustc_hash::FxHashMap;

use crate::text::sieve::Sieve;
use crate::text::span::Span;

/// Longest key, in characters.
pub(super) const KEY: usize = 4;
/// Character in a key that matches any character of a text. It also fills the end of short keys.
pub(super) const ANY: char = '\0';

/// Up to four adjacent characters of a name.
pub(super) type Key = [char; KEY];

/// Creates a key from up to four characters.
pub(super) fn key(characters: &[char]) -> Key {
    let mut key = [ANY; KEY];
    key[..characters.len()].copy_from_slice(characters);
    key
}

/// Index from keys to values, for example to the names that contain the key.
pub(super) struct Keys<V> {
    lists: FxHashMap<Key, Vec<V>>,
    filter: Filter,
}

impl<V> Keys<V> {
    /// Creates the index from pairs of a key and a value. Only the first `most` values of each key
    /// are kept.
    pub(super) fn new(values: impl Iterator<Item = (Key, V)>, most: usize) -> Self {
        let mut lists: FxHashMap<Key, Vec<V>> = FxHashMap::default();
        for (key, value) in values {
            let list = lists.entry(key).or_default();
            if list.len() < most {
                list.push(value);
            }
        }
        let filter = Filter::new(lists.keys());
        Self { lists, filter }
    }

    /// True if there are no keys.
    pub(super) fn is_empty(&self) -> bool {
        self.lists.is_empty()
    }

    /// Calls `found` with each value whose key is at the start of `words`.
    pub(super) fn each_at(&self, words: &[char], mut found: impl FnMut(&V)) {
        let [first, rest @ ..] = words else { return };
        if !self.filter.firsts.lets_through(u32::from(*first)) {
            return;
        }
        let mut look = |key: Key| self.lists.get(&key).into_iter().flatten().for_each(&mut found);
        if self.filter.has(*first, ANY, false) {
            look(key(&[*first]));
        }
        if let [second, ..] = rest
            && self.filter.has(*first, *second, false)
        {
            (2..=KEY.min(words.len())).for_each(|length| look(key(&words[..length])));
        }
        if let [_, third, ..] = rest
            && self.filter.has(*first, *third, true)
        {
            look(key(&[*first, ANY, *third]));
        }
    }
}

/// Filter by the first characters of keys. Few characters of a text begin a key, so it saves nearly
/// all lookups.
struct Filter {
    firsts: Sieve,
    /// A bit for each hash of the first two characters of a key, or of the first and the third one.
    pairs: Box<[u64]>,
}

impl Filter {
    /// Number of bits in `pairs`. `SHIFT` reduces a hash to the index of a bit.
    const BITS: usize = 1 << 18;
    const SHIFT: u32 = u32::BITS - 18;

    /// Creates the filter for the given keys.
    fn new<'k>(keys: impl Iterator<Item = &'k Key>) -> Self {
        let mut firsts = Sieve::NONE;
        let mut pairs = vec![0; Self::BITS / 64];
        for [first, second, third, _] in keys.copied() {
            firsts = firsts.with(first as usize);
            let is_apart = second == ANY && third != ANY;
            let bit = Self::bit(first, if is_apart { third } else { second }, is_apart);
            pairs[bit / 64] |= 1 << (bit % 64);
        }
        Self { firsts, pairs: pairs.into() }
    }

    /// Index of the bit for two characters of a key: the first two, or the first and the third one
    /// if `is_apart` is true.
    fn bit(first: char, second: char, is_apart: bool) -> usize {
        let hash = u32::from(first).wrapping_mul(0x9E37_79B1) ^ u32::from(second).wrapping_mul(0x85EB_CA6B);
        let hash = if is_apart { hash.wrapping_mul(0xC2B2_AE35) } else { hash };
        (hash >> Self::SHIFT) as usize
    }

    /// False if no key begins with these characters; `is_apart` as in [`Self::bit`].
    fn has(&self, first: char, second: char, is_apart: bool) -> bool {
        let bit = Self::bit(first, second, is_apart);
        self.pairs[bit / 64] >> (bit % 64) & 1 == 1
    }
}

/// Characters of a part of a text with their byte offsets. One value is reused for all paragraphs,
/// which saves allocations.
#[derive(Default)]
pub(super) struct Characters {
    all: Vec<char>,
    starts: Vec<usize>,
}

impl Characters {
    /// Reads the part `span` of a text.
    pub(super) fn read(&mut self, text: &str, span: Span) {
        self.all.clear();
        self.starts.clear();
        let part = span.of(text);
        self.all.reserve(part.len());
        self.starts.reserve(part.len() + 1);
        for (at, c) in part.char_indices() {
            self.all.push(c);
            self.starts.push(span.start() + at);
        }
        self.starts.push(span.end());
    }

    /// All characters.
    pub(super) fn all(&self) -> &[char] {
        &self.all
    }

    /// Span of the characters from number `start` to number `end`.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.starts[start], self.starts[end])
    }
}

#[cfg(test)]
mod tests {
    use super::{ANY, Characters, Keys, key};
    use crate::text::span::Span;

    #[test]
    fn keys_of_all_forms_are_found_at_their_places() {
        let keys =
            [&['贺'][..], &['白', '浪'], &['白', '浪', '河'], &['松', ANY, '年'], &['柳', '河', '镇', '前']];
        let index =
            Keys::new(keys.iter().enumerate().map(|(number, characters)| (key(characters), number)), 1);
        let mut characters = Characters::default();
        let text = "。由贺松先年到白浪河、柳河镇前";
        characters.read(text, Span::new(3, text.len()));
        let mut found = Vec::new();
        for at in 0..characters.all().len() {
            index.each_at(&characters.all()[at..], |number| found.push((at, *number)));
        }
        assert_eq!(found, [(1, 0), (2, 3), (6, 1), (6, 2), (10, 4)]);
        assert_eq!(characters.span(1, 3).of(text), "贺松");
    }
}

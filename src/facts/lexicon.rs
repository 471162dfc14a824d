//! Lexicon: the set of all words that the checks look for, found in one pass over the text instead
//! of one search per word.

use std::hash::BuildHasher;

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::facts::Facts;
use crate::facts::inventory::{WORDS, bits, has_bit, index, pair, set_bit};
use crate::text::span::Span;

/// Number of a word in a [`Lexicon`], returned when the word is added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LiteralId(usize);

impl LiteralId {
    /// True if this word has the number after that of `other`. The occurrences of such words are
    /// stored one after the other and can be looked up as one range.
    pub fn follows(self, other: Self) -> bool {
        self.0 == other.0 + 1
    }
}

/// All words in one string, so that thousands of them do not need an allocation each at startup.
#[derive(Debug, Default)]
struct Literals {
    text: String,
    ends: Vec<usize>,
}

impl Literals {
    fn get(&self, id: usize) -> &str {
        let start = id.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..self.ends[id]]
    }
}

/// Collection of words from which a [`Lexicon`] is built.
#[derive(Debug, Default)]
pub struct LexiconBuilder {
    literals: Literals,
    /// Numbers of the words, in a hash table keyed by the word's text.
    ids: HashTable<usize>,
}

impl LexiconBuilder {
    /// Adds a word and returns its id. A word that was added before keeps its id. The empty word is
    /// never found in a text.
    pub fn add(&mut self, literal: &str) -> LiteralId {
        let hash = |literal: &str| FxBuildHasher.hash_one(literal);
        let Self { literals, ids } = self;
        let same = |id: &usize| literals.get(*id) == literal;
        match ids.entry(hash(literal), same, |id| hash(literals.get(*id))) {
            Entry::Occupied(known) => LiteralId(*known.get()),
            Entry::Vacant(place) => {
                let id = literals.ends.len();
                place.insert(id);
                literals.text.push_str(literal);
                literals.ends.push(literals.text.len());
                LiteralId(id)
            }
        }
    }

    /// Builds the lookup tables.
    pub fn build(self) -> Lexicon {
        let mut heads = Heads::default();
        let mut words_of_one = FxHashMap::default();
        let mut words_of_two = Vec::with_capacity(self.literals.ends.len());
        for id in 0..self.literals.ends.len() {
            let word = self.literals.get(id);
            let mut chars = word.chars();
            match (chars.next(), chars.next()) {
                (Some(first), Some(second)) => {
                    let last = word.as_bytes().last().copied().unwrap_or_default();
                    let bit = heads.insert(first, second);
                    words_of_two.push(Word { bit, id, length: word.len(), last });
                }
                (Some(only), None) => {
                    heads.insert_one(only);
                    words_of_one.insert(only, id);
                }
                (None, _) => {}
            }
        }
        heads.group(&words_of_two);
        Lexicon { heads, words_of_one, words: self.literals }
    }
}

/// Search structure for many words: they are looked up by their first two characters, which nearly
/// always identify the word.
#[derive(Debug, Default)]
pub struct Lexicon {
    heads: Heads,
    words_of_one: FxHashMap<char, usize>,
    words: Literals,
}

impl Lexicon {
    /// Returns the filters for the beginnings of words.
    pub(super) fn filters(&self) -> Filters<'_> {
        let Heads { bits, ones, .. } = &self.heads;
        Filters { pairs: bits, ones }
    }

    /// Starts a search of a text. No words are found yet.
    pub(super) fn hits(&self) -> Hits<'_> {
        Hits { lexicon: self, found: Vec::new() }
    }
}

/// Words found so far in one pass over a text, with their positions.
#[derive(Debug)]
pub(super) struct Hits<'l> {
    lexicon: &'l Lexicon,
    found: Vec<(usize, Span)>,
}

impl Hits<'_> {
    /// Looks up the words that begin at byte `at` of `block` with two characters, and adds those
    /// that the text contains. `pair` is the hash of the two ([`pair`]), `start` the offset of the
    /// block in the document.
    pub(super) fn look_at_pair(&mut self, block: &str, start: usize, at: usize, pair: u16) {
        let text = &block.as_bytes()[at..];
        for word in self.lexicon.heads.words_at(pair) {
            // The last byte rules out most of the words that begin alike.
            if text.get(word.length - 1) == Some(&word.last)
                && text.starts_with(self.lexicon.words.get(word.id).as_bytes())
            {
                self.found.push((word.id, Span::new(start + at, start + at + word.length)));
            }
        }
    }

    /// Adds the word of one character at byte `at` of the text, if there is one. `code` is the
    /// character, `length` its number of bytes.
    pub(super) fn look_at_one(&mut self, start: usize, at: usize, (code, length): (u32, usize)) {
        let word = char::from_u32(code).and_then(|c| self.lexicon.words_of_one.get(&c));
        let place = Span::new(start + at, start + at + length);
        self.found.extend(word.map(|&word| (word, place)));
    }

    /// Ends the search: returns the found words, grouped by word.
    pub(super) fn sorted(self) -> Occurrences {
        Occurrences::sorted(&self.found, self.lexicon.words.ends.len())
    }
}

/// The beginnings of words. The filter has one bit for the hash of each pair of characters that
/// begins a word: 8 KiB, with one bit in fifty set. The words of a set bit are found by its rank,
/// the number of set bits before it, so no table of hashes is needed.
#[derive(Debug)]
struct Heads {
    bits: Box<[u64; WORDS]>,
    /// For each 64 bits of the filter, the number of set bits before them.
    ranks: Vec<usize>,
    /// For each set bit, the end of its words in `words`.
    ends: Vec<usize>,
    /// The words of two and more characters, grouped by their bit.
    words: Vec<Word>,
    /// One bit for each character ([`index`]) that is a word.
    ones: Box<[u64; WORDS]>,
}

/// A word of two or more characters.
#[derive(Clone, Copy, Debug, Default)]
struct Word {
    /// Number of the bit of its first two characters.
    bit: u16,
    id: usize,
    /// Number of bytes.
    length: usize,
    /// Last byte.
    last: u8,
}

impl Heads {
    /// Adds the beginning of a word to the filter, and returns the number of its bit.
    fn insert(&mut self, first: char, second: char) -> u16 {
        let bit = pair(first as u32, second as u32);
        set_bit(&mut self.bits, bit);
        bit
    }

    fn insert_one(&mut self, only: char) {
        set_bit(&mut self.ones, index(only.into()));
    }

    /// Groups the words of two and more characters by their bit, in a sort by counting. Words of
    /// the same bit keep their order.
    fn group(&mut self, words: &[Word]) {
        let mut rank = 0;
        let ranks = self.bits.iter().map(|bits| {
            rank += bits.count_ones() as usize;
            rank - bits.count_ones() as usize
        });
        self.ranks = ranks.collect();
        let mut places = vec![0; rank];
        for word in words {
            places[self.rank(word.bit)] += 1;
        }
        let mut start = 0;
        for place in &mut places {
            start += std::mem::replace(place, start);
        }
        let mut grouped = vec![Word::default(); words.len()];
        for word in words {
            let place = &mut places[self.rank(word.bit)];
            grouped[*place] = *word;
            *place += 1;
        }
        // Each place has moved from the start of its words to their end.
        self.ends = places;
        self.words = grouped;
    }

    /// Returns the number of set bits before a bit.
    fn rank(&self, bit: u16) -> usize {
        let at = usize::from(bit / 64);
        let before = self.bits[at] & ((1 << (bit % 64)) - 1);
        self.ranks[at] + before.count_ones() as usize
    }

    /// Words whose first two characters have this hash.
    fn words_at(&self, pair: u16) -> &[Word] {
        let rank = self.rank(pair);
        let start = rank.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.words[start..self.ends[rank]]
    }
}

impl Default for Heads {
    fn default() -> Self {
        let (ranks, ends, words) = Default::default();
        Self { bits: bits(), ranks, ends, words, ones: bits() }
    }
}

/// The filters for the beginnings of words, for a loop over all characters of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Filters<'l> {
    pairs: &'l [u64; WORDS],
    ones: &'l [u64; WORDS],
}

impl Filters<'_> {
    /// Returns false if no word begins with a pair of characters. If it returns true, a word may
    /// begin with them. `pair` is the hash of the pair ([`pair`]).
    #[inline]
    pub(super) fn may_begin(&self, pair: u16) -> bool {
        has_bit(self.pairs, pair)
    }

    /// Returns false if the character with this [`index`] is not a word of one character.
    #[inline]
    pub(super) fn may_be_one(&self, index: u16) -> bool {
        has_bit(self.ones, index)
    }
}

/// Positions of the words of a lexicon in one document.
#[derive(Debug)]
pub struct Occurrences {
    /// Spans of all found words, grouped by word; within a word in text order.
    places: Vec<Span>,
    /// For each word, the end of its group in `places`.
    ends: Vec<usize>,
}

impl Occurrences {
    /// Groups the spans by word with a counting sort: counts the spans of each word, then moves
    /// each span into the group of its word. Spans of a word stay in text order.
    fn sorted(found: &[(usize, Span)], words: usize) -> Self {
        let mut ends = vec![0; words];
        found.iter().for_each(|(word, _)| ends[*word] += 1);
        let mut start = 0;
        for end in &mut ends {
            start += std::mem::replace(end, start);
        }
        let mut places = vec![Span::new(0, 0); found.len()];
        for (word, place) in found {
            places[ends[*word]] = *place;
            ends[*word] += 1;
        }
        Self { places, ends }
    }

    /// Spans of one word, in text order.
    pub fn of(&self, literal: LiteralId) -> &[Span] {
        let start = literal.0.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.places[start..self.ends[literal.0]]
    }

    /// Spans of all words from `first` to `last`, grouped by word. These words must have been added
    /// consecutively.
    fn between(&self, first: LiteralId, last: LiteralId) -> &[Span] {
        let start = first.0.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.places[start..self.ends[last.0]]
    }
}

impl Facts<'_> {
    /// Spans of a word of the lexicon in this document, in text order.
    pub fn occurrences(&self, literal: LiteralId) -> &[Span] {
        self.skim().occurrences.of(literal)
    }

    /// Spans of all words from `first` to `last`, grouped by word, each group in text order. These
    /// words must have been added consecutively.
    pub fn occurrences_between(&self, first: LiteralId, last: LiteralId) -> &[Span] {
        self.skim().occurrences.between(first, last)
    }
}

#[cfg(test)]
mod tests {
    use super::LexiconBuilder;
    use crate::document::source::Source;
    use crate::facts::skim::Skim;
    use crate::readers;
    use crate::words::Words;

    #[test]
    fn finds_overlapping_words_within_blocks() {
        let mut builder = LexiconBuilder::default();
        let (short, long) = (builder.add("截止"), builder.add("截止日期"));
        assert_eq!(builder.add("截止"), short);
        let lexicon = builder.build();
        let doc = readers::read(&Source { name: "a".into(), bytes: "截止日期\n截\n止".into() }).unwrap();
        let found = Skim::of(&doc, &lexicon, &Words::new()).occurrences;
        assert_eq!((found.of(short).len(), found.of(long).len()), (1, 1));
    }

    #[test]
    fn finds_words_of_any_length_and_plane() {
        let words = ["的", "", "的的", "\u{20BB7}\u{20BB7}", "A", "不存在"];
        let mut builder = LexiconBuilder::default();
        let ids = words.map(|word| builder.add(word));
        let text = "的的的\u{20BB7}\u{20BB7}A";
        let doc = readers::read(&Source { name: "a".into(), bytes: text.into() }).unwrap();
        let found = Skim::of(&doc, &builder.build(), &Words::new()).occurrences;
        let starts = ids.map(|id| found.of(id).iter().map(|span| span.start()).collect::<Vec<_>>());
        assert_eq!(starts, [vec![0, 3, 6], vec![], vec![0, 3], vec![9], vec![17], vec![]]);
    }
}

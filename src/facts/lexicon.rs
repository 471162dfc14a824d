//! Lexicon: the set of all words that the checks look for, found in one pass over the text instead
//! of one search per word.

use std::hash::BuildHasher;

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::facts::Facts;
use crate::facts::inventory::pair;
use crate::text::sieve::Sieve;
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

    /// Builds the lookup tables. Words with the same first two characters are linked, not kept in a
    /// list each: allocating those lists took a third of the time needed to build all checks.
    pub fn build(self) -> Lexicon {
        let count = self.literals.ends.len();
        let mut lexicon = Lexicon {
            words: self.literals,
            words_of_two: FxHashMap::with_capacity_and_hasher(count, FxBuildHasher),
            next: Vec::with_capacity(count),
            ..Lexicon::default()
        };
        for id in 0..count {
            let mut chars = lexicon.words.get(id).chars();
            let before = match (chars.next(), chars.next()) {
                (Some(first), Some(second)) => {
                    lexicon.heads.insert(first, second);
                    lexicon.words_of_two.insert((first, second), id)
                }
                (Some(only), None) => {
                    lexicon.heads.insert_one(only);
                    lexicon.words_of_one.insert(only, id)
                }
                (None, _) => None,
            };
            lexicon.next.push(before);
        }
        lexicon
    }
}

/// Search structure for many words: they are looked up by their first two characters, which nearly
/// always identify the word.
#[derive(Debug, Default)]
pub struct Lexicon {
    heads: Heads,
    /// For each pair of characters, the number of the last added word that begins with it. The
    /// other words with this pair follow through [`Self::next`].
    words_of_two: FxHashMap<(char, char), usize>,
    words_of_one: FxHashMap<char, usize>,
    /// For each word, the number of the word that was added before it with the same first two
    /// characters; `None` if there is none.
    next: Vec<Option<usize>>,
    words: Literals,
}

impl Lexicon {
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
    /// Fast test: returns false if no word begins with a pair of characters. If it returns true, a
    /// word may begin with them. `pair` is the hash of the pair ([`pair`]).
    #[inline]
    pub(super) fn may_begin(&self, pair: usize) -> bool {
        self.lexicon.heads.bits[pair / 64] >> (pair % 64) & 1 == 1
    }

    /// Fast test: returns false if the character `code` is not a word of one character. If it
    /// returns true, it may be one.
    #[inline]
    pub(super) fn may_be_one(&self, code: u32) -> bool {
        self.lexicon.heads.ones.lets_through(code)
    }

    /// Looks up the words that begin at byte `at` of `block` with the two characters `codes`, and
    /// adds those that the text contains. `start` is the offset of the block in the document.
    pub(super) fn look_at_pair(&mut self, block: &str, start: usize, at: usize, codes: [u32; 2]) {
        let Some(pair) = char::from_u32(codes[0]).zip(char::from_u32(codes[1])) else { return };
        let mut next = self.lexicon.words_of_two.get(&pair).copied();
        while let Some(id) = next {
            let word = self.lexicon.words.get(id);
            if block.as_bytes()[at..].starts_with(word.as_bytes()) {
                self.found.push((id, Span::new(start + at, start + at + word.len())));
            }
            next = self.lexicon.next[id];
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
        Occurrences::sorted(&self.found, self.lexicon.next.len())
    }
}

/// Filter for the beginnings of words: one bit for the hash of each pair of characters that begins
/// a word. 8 KiB, with one bit in fifty set.
#[derive(Debug)]
struct Heads {
    bits: Box<[u64; 1024]>,
    /// Filter for the words that have only one character.
    ones: Sieve,
}

impl Heads {
    fn insert(&mut self, first: char, second: char) {
        let bit = pair(first as u32, second as u32);
        self.bits[bit / 64] |= 1 << (bit % 64);
    }

    fn insert_one(&mut self, only: char) {
        self.ones = self.ones.with(only as usize);
    }
}

impl Default for Heads {
    fn default() -> Self {
        Self { bits: Box::new([0; 1024]), ones: Sieve::NONE }
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

    #[test]
    fn finds_overlapping_words_within_blocks() {
        let mut builder = LexiconBuilder::default();
        let (short, long) = (builder.add("截止"), builder.add("截止日期"));
        assert_eq!(builder.add("截止"), short);
        let lexicon = builder.build();
        let doc = readers::read(&Source { name: "a".into(), bytes: "截止日期\n截\n止".into() }).unwrap();
        let found = Skim::of(&doc, &lexicon).occurrences;
        assert_eq!((found.of(short).len(), found.of(long).len()), (1, 1));
    }

    #[test]
    fn finds_words_of_any_length_and_plane() {
        let words = ["的", "", "的的", "\u{20BB7}\u{20BB7}", "A", "不存在"];
        let mut builder = LexiconBuilder::default();
        let ids = words.map(|word| builder.add(word));
        let text = "的的的\u{20BB7}\u{20BB7}A";
        let doc = readers::read(&Source { name: "a".into(), bytes: text.into() }).unwrap();
        let found = Skim::of(&doc, &builder.build()).occurrences;
        let starts = ids.map(|id| found.of(id).iter().map(|span| span.start()).collect::<Vec<_>>());
        assert_eq!(starts, [vec![0, 3, 6], vec![], vec![0, 3], vec![9], vec![17], vec![]]);
    }
}

//! Words the checks look for. All of them are found in one pass over the text.

use rustc_hash::FxHashMap;

use crate::document::Document;
use crate::facts::Facts;
use crate::text::span::Span;

/// A word of a [`Lexicon`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LiteralId(usize);

impl LiteralId {
    /// True if this word was added right behind another.
    pub fn follows(self, other: Self) -> bool {
        self.0 == other.0 + 1
    }
}

/// Collects words before the lexicon is built.
#[derive(Debug, Default)]
pub struct LexiconBuilder {
    literals: Vec<String>,
    ids: FxHashMap<String, usize>,
}

impl LexiconBuilder {
    /// Adds a word; adding it again gives the same id. The empty word is found nowhere.
    pub fn add(&mut self, literal: &str) -> LiteralId {
        let next = self.literals.len();
        let id = *self.ids.entry(literal.to_owned()).or_insert(next);
        if id == next {
            self.literals.push(literal.to_owned());
        }
        LiteralId(id)
    }

    /// Makes the words ready to be found.
    pub fn build(self) -> Lexicon {
        let mut lexicon = Lexicon { words: self.literals, ..Lexicon::default() };
        for (id, word) in lexicon.words.iter().enumerate() {
            let mut chars = word.chars();
            let Some(first) = chars.next() else { continue };
            match chars.next() {
                Some(second) => {
                    lexicon.heads.insert(first, second);
                    lexicon.words_of_two.entry((first, second)).or_default().push(id);
                }
                None => {
                    lexicon.heads.insert_one(first);
                    lexicon.words_of_one.entry(first).or_default().push(id);
                }
            }
        }
        lexicon
    }
}

/// The words by their first two characters, which are nearly always the word.
#[derive(Debug, Default)]
pub struct Lexicon {
    heads: Heads,
    words_of_two: FxHashMap<(char, char), Vec<usize>>,
    words_of_one: FxHashMap<char, Vec<usize>>,
    words: Vec<String>,
}

impl Lexicon {
    /// All places of all words within the blocks of `doc`, overlapping ones included.
    pub fn find(&self, doc: &Document) -> Occurrences {
        let mut found: Vec<(usize, Span)> = Vec::new();
        for block in doc.blocks() {
            let text = doc.slice(block.span);
            let mut look = |words: Option<&Vec<usize>>, at: usize| {
                for &word in words.into_iter().flatten() {
                    if text.as_bytes()[at..].starts_with(self.words[word].as_bytes()) {
                        let start = block.span.start + at;
                        found.push((word, Span::new(start, start + self.words[word].len())));
                    }
                }
            };
            let mut first = (0, '\0');
            for (at, c) in text.char_indices() {
                if self.heads.may_hold(first.1, c) {
                    look(self.words_of_two.get(&(first.1, c)), first.0);
                }
                if self.heads.may_hold_one(c) {
                    look(self.words_of_one.get(&c), at);
                }
                first = (at, c);
            }
        }
        Occurrences::sorted(&found, self.words.len())
    }
}

/// A bit for the hash of each pair of characters that a word begins with: 8 KiB, in which one in fifty is set.
#[derive(Debug)]
struct Heads {
    bits: Box<[u64; 1024]>,
    /// The same of words of one character.
    ones: [u64; 16],
}

impl Heads {
    fn insert(&mut self, first: char, second: char) {
        let bit = Self::bit(first, second);
        self.bits[bit / 64] |= 1 << (bit % 64);
    }

    /// False for most pairs that no word begins with, for the others true.
    fn may_hold(&self, first: char, second: char) -> bool {
        let bit = Self::bit(first, second);
        self.bits[bit / 64] >> (bit % 64) & 1 == 1
    }

    fn insert_one(&mut self, only: char) {
        let bit = Self::bit_of_one(only);
        self.ones[bit / 64] |= 1 << (bit % 64);
    }

    /// False for most characters that are no word.
    fn may_hold_one(&self, only: char) -> bool {
        let bit = Self::bit_of_one(only);
        self.ones[bit / 64] >> (bit % 64) & 1 == 1
    }

    fn bit_of_one(only: char) -> usize {
        let code = u32::from(only) as usize;
        (code ^ code >> 9) % 1024
    }

    fn bit(first: char, second: char) -> usize {
        let hash = u32::from(first).wrapping_mul(0x9E37_79B1) ^ u32::from(second).wrapping_mul(0x85EB_CA6B);
        hash as usize >> 16
    }
}

impl Default for Heads {
    fn default() -> Self {
        Self { bits: Box::new([0; 1024]), ones: [0; 16] }
    }
}

/// Where the words of a lexicon stand in one document.
#[derive(Debug)]
pub struct Occurrences {
    /// Word by word, each in order.
    places: Vec<Span>,
    /// For each word, the end of its places.
    ends: Vec<usize>,
}

impl Occurrences {
    /// Counting sort: how many places each word has, then each place where it belongs. The places of a word stay in order.
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

    /// The places of one word, in order.
    pub fn of(&self, literal: LiteralId) -> &[Span] {
        let start = literal.0.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.places[start..self.ends[literal.0]]
    }

    /// The places of the words from one to another, which were added one after the other, word by word.
    fn between(&self, first: LiteralId, last: LiteralId) -> &[Span] {
        let start = first.0.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.places[start..self.ends[last.0]]
    }
}

impl Facts<'_> {
    /// Where a word of the lexicon stands, in order.
    pub fn occurrences(&self, literal: LiteralId) -> &[Span] {
        self.all_occurrences().of(literal)
    }

    /// Where words stand that were added one after the other, from the first to the last; word by word, each in order.
    pub fn occurrences_between(&self, first: LiteralId, last: LiteralId) -> &[Span] {
        self.all_occurrences().between(first, last)
    }

    /// Finds all words of the lexicon in one pass.
    pub(super) fn all_occurrences(&self) -> &Occurrences {
        self.cells.occurrences.get_or_init(|| self.lexicon.find(self.doc))
    }
}

#[cfg(test)]
mod tests {
    use super::LexiconBuilder;
    use crate::document::source::Source;
    use crate::readers;

    #[test]
    fn finds_overlapping_words_within_blocks() {
        let mut builder = LexiconBuilder::default();
        let (short, long) = (builder.add("截止"), builder.add("截止日期"));
        assert_eq!(builder.add("截止"), short);
        let lexicon = builder.build();
        let doc = readers::read(&Source { name: "a".into(), bytes: "截止日期\n截\n止".into() }).unwrap();
        let found = lexicon.find(&doc);
        assert_eq!((found.of(short).len(), found.of(long).len()), (1, 1));
    }

    #[test]
    fn finds_words_of_any_length_and_plane() {
        let words = ["的", "", "的的", "\u{20BB7}\u{20BB7}", "A", "不存在"];
        let mut builder = LexiconBuilder::default();
        let ids = words.map(|word| builder.add(word));
        let text = "的的的\u{20BB7}\u{20BB7}A";
        let doc = readers::read(&Source { name: "a".into(), bytes: text.into() }).unwrap();
        let found = builder.build().find(&doc);
        let starts = ids.map(|id| found.of(id).iter().map(|span| span.start).collect::<Vec<_>>());
        assert_eq!(starts, [vec![0, 3, 6], vec![], vec![0, 3], vec![9], vec![17], vec![]]);
    }
}

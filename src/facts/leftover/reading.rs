//! Finds the words of one source of leftover text, called a language, and their share of a text:
//! nearly all of 下面是小编为大家整理的范文 ("here are sample texts collected by the editor for you"), but
//! little of 群众上传的材料 ("material uploaded by the public").

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::sync::OnceLock;

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::facts::leftover::role::Role;
use crate::text::chars::is_han;
use crate::text::span::Span;
use crate::words::Words;
use crate::words::class::Class;

/// Characters after 网 ("web") that form another word with it, so that 网 does not end the name of a
/// site: 网站 ("web site"), 网络 ("network").
const IN_WEB: [char; 5] = ['站', '络', '页', '民', '友'];

/// A language: the words that one source of leftover text uses (a web site, an assistant, an
/// editor), in classes with a [`Role`] each. If a word is in two classes, the first one counts.
#[derive(Debug)]
pub struct Language {
    classes: &'static [(Role, &'static Class)],
    table: OnceLock<Table>,
}

/// Words of all classes, found by their first two characters.
#[derive(Debug)]
struct Table {
    /// Bloom filter for the first two characters of all words. Most positions of a text are
    /// excluded by it.
    bits: Vec<u64>,
    /// For each pair of first characters, the index in `words` of the longest word with this pair.
    pairs: FxHashMap<(char, char), usize>,
    /// Words of one character.
    ones: FxHashMap<char, Found>,
    /// Filter for words of one character: one bit for the hash of each.
    one_bits: u128,
    /// Words of two or more characters.
    words: Vec<Word>,
}

/// A word of the language at a place of a text.
#[derive(Clone, Copy, Debug)]
struct Found {
    role: Role,
    /// Length in bytes.
    length: usize,
}

impl Found {
    fn of(role: Role, word: &str) -> Self {
        Self { role, length: word.len() }
    }
}

/// True for a letter, a digit or a Han character. Nearly all are Han characters, for which the
/// general test takes ten times as long.
fn is_letter(c: &char) -> bool {
    is_han(*c) || c.is_alphanumeric()
}

/// A word of two or more characters.
#[derive(Debug)]
struct Word {
    text: &'static str,
    found: Found,
    /// Index of the next word with the same first two characters; `None` for the last. The words
    /// are linked from the longest to the shortest. This is faster than sorting all words, which
    /// took most of the time of building a table.
    next: Option<usize>,
}

impl Table {
    fn of(classes: &[(Role, &'static Class)]) -> Self {
        let count = classes.iter().map(|(_, class)| class.own_words().len()).sum();
        let mut table = Self {
            bits: vec![0; BITS / 64],
            pairs: FxHashMap::with_capacity_and_hasher(count, FxBuildHasher),
            ones: FxHashMap::default(),
            one_bits: 0,
            words: Vec::with_capacity(count),
        };
        for (role, class) in classes {
            for word in class.own_words() {
                let mut chars = word.chars();
                match (chars.next(), chars.next()) {
                    (Some(first), Some(second)) => table.add((first, second), word, *role),
                    (Some(one), None) => {
                        table.one_bits |= 1 << (one as u32 % 128);
                        table.ones.entry(one).or_insert(Found::of(*role, word));
                    }
                    _ => {}
                }
            }
        }
        table
    }

    /// Adds a word to the list of the words with the same first two characters, after those that
    /// are as long or longer.
    fn add(&mut self, pair: (char, char), text: &'static str, role: Role) {
        let bit = bit(pair.0, pair.1);
        self.bits[bit / 64] |= 1 << (bit % 64);
        let place = self.words.len();
        let mut next = None;
        match self.pairs.entry(pair) {
            Entry::Vacant(first) => {
                first.insert(place);
            }
            Entry::Occupied(mut first) if self.words[*first.get()].text.len() < text.len() => {
                next = Some(first.insert(place));
            }
            Entry::Occupied(first) => {
                let mut before = *first.get();
                while let Some(after) = self.words[before].next
                    && self.words[after].text.len() >= text.len()
                {
                    before = after;
                }
                next = self.words[before].next.replace(place);
            }
        }
        self.words.push(Word { text, found: Found::of(role, text), next });
    }

    /// Words that begin with these two characters, the longest first.
    fn words_of(&self, pair: (char, char)) -> impl Iterator<Item = &Word> {
        let first = self.pairs.get(&pair).map(|&at| &self.words[at]);
        std::iter::successors(first, |word| word.next.map(|at| &self.words[at]))
    }

    /// Longest word at the beginning of `text`, whose first characters are `first` and `second`.
    #[inline]
    fn longest(&self, text: &str, first: char, second: Option<char>) -> Option<Found> {
        if let Some(second) = second {
            let bit = bit(first, second);
            if self.bits[bit / 64] >> (bit % 64) & 1 == 1
                && let Some(word) = self.words_of((first, second)).find(|word| is_word(text, word.text))
            {
                return Some(word.found);
            }
        }
        if self.one_bits >> (first as u32 % 128) & 1 == 0 {
            return None;
        }
        self.ones.get(&first).copied()
    }
}

/// Number of bits in the filter for pairs of characters.
const BITS: usize = 1 << 15;

/// Index of the bit for a pair of characters.
#[inline]
fn bit(first: char, second: char) -> usize {
    let hash = u32::from(first).wrapping_mul(0x9E37_79B1) ^ u32::from(second).wrapping_mul(0x85EB_CA6B);
    (hash >> 17) as usize
}

/// True if `text` begins with `word` and the word ends there. 素材网 ("material web") is the name of a
/// site, but in 素材网站 ("material web site") it is not.
fn is_word(text: &str, word: &str) -> bool {
    text.starts_with(word) && !(word.ends_with('网') && text[word.len()..].starts_with(IN_WEB))
}

/// A piece of a text: a word with a role, or a run of characters without one.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    /// Role of the word; `None` for other text.
    pub role: Option<Role>,
    /// Span in the text that was read.
    pub span: Span,
    /// Number of letters and Han characters in the piece.
    pub characters: usize,
}

impl Language {
    /// Creates a language from classes of words, each with the role of its words.
    pub const fn new(classes: &'static [(Role, &'static Class)]) -> Self {
        Self { classes, table: OnceLock::new() }
    }

    /// Splits a text into words and other text. At each position the longest word counts; of
    /// equally long words, the one of the first class. Digits, punctuation and Latin letters
    /// outside words are left out.
    pub fn read(&self, text: &str, words: &Words) -> Vec<Piece> {
        let table = self.table.get_or_init(|| Table::of(self.classes));
        // Nearly all pieces have two or more characters of three bytes.
        let mut pieces: Vec<Piece> = Vec::with_capacity(text.len() / 6 + 1);
        let mut chars = text.chars();
        let mut rest = chars.as_str();
        while let Some(c) = chars.next() {
            let at = text.len() - rest.len();
            let own = table.longest(rest, c, chars.clone().next());
            let found = if words.is_empty() { own } else { self.added(rest, words).or(own) };
            if let Some(Found { role, length }) = found {
                let characters = rest[..length].chars().filter(is_letter).count();
                pieces.push(Piece { role: Some(role), span: Span::new(at, at + length), characters });
                chars = rest[length..].chars();
            } else if is_han(c) {
                let end = at + c.len_utf8();
                match pieces.last_mut() {
                    Some(last) if last.role.is_none() && last.span.end() == at => {
                        last.span.set_end(end);
                        last.characters += 1;
                    }
                    _ => pieces.push(Piece { role: None, span: Span::new(at, end), characters: 1 }),
                }
            }
            rest = chars.as_str();
        }
        pieces
    }

    /// Longest word at the beginning of a text among the words that a configuration added to the
    /// classes.
    fn added(&self, text: &str, words: &Words) -> Option<Found> {
        let found = self.classes.iter().filter_map(|(role, class)| {
            let word = words.of(class).start_of(text).filter(|word| is_word(text, word))?;
            Some(Found::of(*role, word))
        });
        found.fold(None, |best: Option<Found>, word| match best {
            Some(best) if best.length >= word.length => Some(best),
            _ => Some(word),
        })
    }

    /// Fast test: returns false if the text does not begin with a word of the language.
    pub fn may_start(&self, text: &str, words: &Words) -> bool {
        let table = self.table.get_or_init(|| Table::of(self.classes));
        let mut chars = text.chars();
        let (first, second) = (chars.next(), chars.next());
        !words.is_empty() || first.is_some_and(|first| table.longest(text, first, second).is_some())
    }

    /// Splits a text into words, and computes their score.
    pub fn heard(&self, text: &str, words: &Words) -> (Vec<Piece>, Score) {
        let pieces = self.read(text, words);
        let score = Score::of(text, &pieces);
        (pieces, score)
    }
}

/// Text without its quotations: 改为 for 改为“扎实推进” ("change to 'solidly advance'").
pub fn without_quotes(text: &str) -> Cow<'_, str> {
    if !text.contains(['“', '「']) {
        return Cow::Borrowed(text);
    }
    let mut depth = 0;
    let mut kept = String::with_capacity(text.len());
    for c in text.chars() {
        depth += i32::from(matches!(c, '“' | '「'));
        if depth == 0 {
            kept.push(c);
        }
        depth -= i32::from(matches!(c, '”' | '」') && depth > 0);
    }
    Cow::Owned(kept)
}

/// Weights of the words of a text, added up by role.
#[derive(Clone, Copy, Debug)]
pub struct Score {
    weights: [u32; Role::COUNT],
    total: u32,
    /// One bit for each role, set if the text has this role.
    present: u128,
    known: usize,
    unknown: usize,
}

impl Score {
    /// Computes the score of `text` from its pieces. A word that occurs several times counts once,
    /// and the words of one role count only up to the limit of the role ([`Role::worth`]).
    pub fn of(text: &str, pieces: &[Piece]) -> Self {
        let mut score = Self { weights: [0; Role::COUNT], total: 0, present: 0, known: 0, unknown: 0 };
        for (at, piece) in pieces.iter().enumerate() {
            let Some(role) = piece.role else {
                score.unknown += piece.characters;
                continue;
            };
            score.known += piece.characters;
            let (weight, most) = role.worth();
            let is_counted =
                |earlier: &Piece| earlier.role == Some(role) && earlier.span.of(text) == piece.span.of(text);
            if score.weights[role as usize] < weight * most && !pieces[..at].iter().any(is_counted) {
                score.weights[role as usize] += weight;
                score.total += weight;
                score.mark(role);
            }
        }
        score
    }

    /// Adds a role that follows from the form of the text, not from a word.
    pub fn mark(&mut self, role: Role) {
        self.present |= 1 << role as u128;
    }

    /// Marks a role as absent, even if its words occur.
    pub fn clear(&mut self, role: Role) {
        self.present &= !(1 << role as u128);
    }

    /// Weight of the words of one role.
    pub fn weight(&self, role: Role) -> u32 {
        self.weights[role as usize]
    }

    /// True if at least one of these roles is present.
    pub fn has(&self, roles: &[Role]) -> bool {
        roles.iter().any(|&role| self.present >> (role as u128) & 1 == 1)
    }

    /// Sum of the weights of all roles.
    pub fn total(&self) -> u32 {
        self.total
    }

    /// Share of the text's characters that are in known words, in percent; 0 for a text without
    /// characters.
    pub fn share(&self) -> usize {
        (self.known * 100).checked_div(self.known + self.unknown).unwrap_or(0)
    }

    /// Counts this number of unknown characters as known. They form a name, which no list of words
    /// can contain.
    pub fn recognize(&mut self, characters: usize) {
        let characters = characters.min(self.unknown);
        self.known += characters;
        self.unknown -= characters;
    }

    /// Number of letters and Han characters in the text.
    pub fn characters(&self) -> usize {
        self.known + self.unknown
    }
}

#[cfg(test)]
mod tests {
    use super::{Language, Score};
    use crate::facts::leftover::role::Role;
    use crate::words::{Words, site};

    #[test]
    fn counts_each_word_once_and_its_share() {
        static LANGUAGE: Language = Language::new(&[(Role::Own, &site::OWN), (Role::Glue, &site::GLUE)]);
        let heard = |text: &str| LANGUAGE.heard(text, &Words::new());
        let (pieces, score): (_, Score) = heard("小编的小编，123");
        assert_eq!((pieces.len(), score.total(), score.share()), (3, 4, 100));
        assert!(heard("小编走了很远的路").1.share() < 70);
    }

    #[test]
    fn knows_words_that_are_added() {
        static LANGUAGE: Language = Language::new(&[(Role::Own, &site::OWN)]);
        let mut words = Words::new();
        words.add(&site::OWN, ["小助理".to_owned()]);
        let (pieces, score) = LANGUAGE.heard("小助理和小编", &words);
        assert_eq!((pieces.len(), score.total()), (3, 4));
    }
}

//! Inventory of the characters and character pairs that a text contains.
//!
//! Many readers search for a rare word: 本命年 ("zodiac year"), 学年 ("school year"), 一式 ("in …
//! copies"), `](`. For most of these words one lookup shows that the text does not contain them, so
//! only the remaining ones are searched for.

use memchr::memmem;

use crate::facts::Facts;
use crate::words::members::Members;

/// Set of the characters and of the pairs of adjacent characters in a text, as bits.
#[derive(Debug)]
pub struct Inventory {
    /// One bit for each character ([`index`]), set if the text contains it.
    characters: Box<[u64; WORDS]>,
    /// One bit for the hash of each pair of adjacent characters. In a speech one bit in ten is set;
    /// in a book nearly all.
    pairs: Box<[u64; WORDS]>,
}

/// Number of words with 64 bits each, in a set with one bit for each index.
pub(super) const WORDS: usize = 0x1_0000 / 64;

impl Inventory {
    /// Starts to record characters.
    pub(super) fn recorder(&mut self) -> Recorder<'_> {
        let Self { characters, pairs } = self;
        Recorder { characters, pairs }
    }

    /// Returns false if the text certainly does not contain `word`. If true, it may or may not
    /// contain it: two pairs of characters can have the same bit.
    pub fn may_hold(&self, word: &str) -> bool {
        let mut before = None;
        word.chars().all(|c| {
            let has_pair =
                before.replace(c).is_none_or(|before| has_bit(&self.pairs, pair(before as u32, c as u32)));
            has_pair && self.has(c)
        })
    }

    fn has(&self, c: char) -> bool {
        has_bit(&self.characters, index(c.into()))
    }
}

impl Default for Inventory {
    fn default() -> Self {
        Self { characters: bits(), pairs: bits() }
    }
}

/// A set of bits, all of them 0. It is allocated by way of a `Vec`, which gets its memory zeroed;
/// `Box::new` would write the zeros on the stack and copy them.
pub(super) fn bits() -> Box<[u64; WORDS]> {
    vec![0; WORDS].into_boxed_slice().try_into().unwrap_or_else(|_| Box::new([0; WORDS]))
}

/// Records characters in an [`Inventory`]. It borrows the sets of bits one by one, so that a loop
/// keeps their addresses in registers; through `&mut Inventory`, each write could change them.
pub(super) struct Recorder<'i> {
    characters: &'i mut [u64; WORDS],
    pairs: &'i mut [u64; WORDS],
}

impl Recorder<'_> {
    /// Returns a recorder that goes on with the same inventory, for a loop that is to keep it in
    /// registers.
    pub(super) fn again(&mut self) -> Recorder<'_> {
        Recorder { characters: self.characters, pairs: self.pairs }
    }

    /// Records the character with the code `code` and the pair that it forms with `before`, the
    /// previous character. Returns the index of the bit for the pair.
    #[inline]
    pub(super) fn add(&mut self, before: u32, code: u32) -> u16 {
        set_bit(self.characters, index(code));
        let bit = pair(before, code);
        set_bit(self.pairs, bit);
        bit
    }
}

/// Index of the bit for a pair of adjacent characters: a hash.
#[inline]
pub(super) fn pair(first: u32, second: u32) -> u16 {
    let hash = first.wrapping_mul(0x9E37_79B1) ^ second.wrapping_mul(0x85EB_CA6B);
    (hash >> 16) as u16
}

/// Index of a character in a set of bits or a table: its code point. The characters outside of the
/// Basic Multilingual Plane share the index of U+FFFF, which is no character. So the type alone
/// shows that each index is valid, and the loop over all characters needs no test of it.
#[inline]
pub(super) fn index(code: u32) -> u16 {
    u16::try_from(code).unwrap_or(u16::MAX)
}

/// True if the bit with this index is set.
#[inline]
pub(super) fn has_bit(bits: &[u64; WORDS], index: u16) -> bool {
    bits[usize::from(index / 64)] >> (index % 64) & 1 == 1
}

/// Sets the bit with this index.
#[inline]
pub(super) fn set_bit(bits: &mut [u64; WORDS], index: u16) {
    bits[usize::from(index / 64)] |= 1 << (index % 64);
}

impl<'d> Facts<'d> {
    /// Returns false if the text certainly does not contain `word`. If true, it may or may not
    /// contain it: two pairs of characters can have the same bit.
    pub fn may_hold(&self, word: &str) -> bool {
        self.skim().inventory.may_hold(word)
    }

    /// Returns false if the text certainly contains no word of a class.
    pub fn may_hold_any(&self, class: Members<'_>) -> bool {
        class.iter().any(|word| self.may_hold(word))
    }

    /// Byte offsets of `word` in the text, in order, without overlaps.
    pub fn places_of<'w>(&self, word: &'w str) -> impl Iterator<Item = usize> + use<'d, 'w> {
        let text = self.doc.text().as_bytes();
        self.may_hold(word).then(|| memmem::find_iter(text, word.as_bytes())).into_iter().flatten()
    }

    /// Words of a class in the text with their byte offsets, word by word in the order of the
    /// class. Occurrences of the same word do not overlap.
    pub fn words_in<'w>(&self, class: Members<'w>) -> impl Iterator<Item = (usize, &'w str)> {
        class.iter().flat_map(|word| self.places_of(word).map(move |at| (at, word)))
    }
}

#[cfg(test)]
mod tests {
    use super::Inventory;

    #[test]
    fn holds_every_word_of_the_text_and_few_others() {
        let text = "今年是他的本命年，\n共一式两份。\u{20BB7}A+B";
        let mut inventory = Inventory::default();
        let mut recorder = inventory.recorder();
        text.chars().fold(0, |before, c| {
            recorder.add(before, c as u32);
            c as u32
        });
        for from in 0..text.len() {
            for to in from..=text.len() {
                let Some(word) = text.get(from..to) else { continue };
                assert!(inventory.may_hold(word), "{word}");
            }
        }
        let others = ["学年", "年本", "命本", "一份", "](", "B+", "两式", "式一", "的他"];
        assert!(others.iter().filter(|word| inventory.may_hold(word)).count() < 2);
    }
}

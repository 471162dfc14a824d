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
    /// One bit for each character of the Basic Multilingual Plane, set if the text contains it.
    characters: Box<[u64; WORDS]>,
    /// One bit for the hash of each pair of adjacent characters. In a speech one bit in ten is set;
    /// in a book nearly all.
    pairs: Box<[u64; WORDS]>,
    /// True if the text has characters outside the Basic Multilingual Plane.
    is_wide: bool,
}

const WORDS: usize = 0x1_0000 / 64;

impl Inventory {
    /// Records the character with the code `code` and the pair that it forms with `before`, the
    /// previous character. Returns the index of the bit for the pair.
    #[inline]
    pub(super) fn add(&mut self, before: u32, code: u32) -> usize {
        match self.characters.get_mut(code as usize / 64) {
            Some(word) => *word |= 1 << (code % 64),
            None => self.is_wide = true,
        }
        let bit = pair(before, code);
        self.pairs[bit / 64] |= 1 << (bit % 64);
        bit
    }

    /// Returns false if the text certainly does not contain `word`. If true, it may or may not
    /// contain it: two pairs of characters can have the same bit.
    pub fn may_hold(&self, word: &str) -> bool {
        let mut before = None;
        word.chars().all(|c| {
            let has_pair = before.replace(c).is_none_or(|before| {
                let bit = pair(before as u32, c as u32);
                self.pairs[bit / 64] >> (bit % 64) & 1 == 1
            });
            has_pair && self.has(c)
        })
    }

    fn has(&self, c: char) -> bool {
        let word = self.characters.get(c as usize / 64);
        word.map_or(self.is_wide, |word| word >> (c as usize % 64) & 1 == 1)
    }
}

impl Default for Inventory {
    fn default() -> Self {
        Self { characters: Box::new([0; WORDS]), pairs: Box::new([0; WORDS]), is_wide: false }
    }
}

/// Index of the bit for a pair of adjacent characters: a hash below 65,536.
#[inline]
pub(super) fn pair(first: u32, second: u32) -> usize {
    let hash = first.wrapping_mul(0x9E37_79B1) ^ second.wrapping_mul(0x85EB_CA6B);
    (hash >> 16) as usize
}

impl<'d> Facts<'d> {
    /// Returns false if the text certainly does not contain `word`. If true, it may or may not
    /// contain it: two pairs of characters can have the same bit.
    pub fn may_hold(&self, word: &str) -> bool {
        self.skim().inventory.may_hold(word)
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
        text.chars().fold(0, |before, c| {
            inventory.add(before, c as u32);
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

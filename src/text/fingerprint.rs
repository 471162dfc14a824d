//! Fingerprints of text by winnowing (Schleimer, Wilkerson, Aiken, 2003): hashes of some of its grams, chosen so that
//! any two texts share one wherever they agree over [`GUARANTEE`] characters.
//!
//! Only letters count: Han characters, Latin letters, digits and masks. Punctuation, blanks and width do not.

use crate::text::fold::{comparable, is_common_han};
use crate::text::span::Span;

/// Characters of a gram.
pub const GRAM: usize = 10;
/// Grams of a window; the one with the smallest hash is a fingerprint.
pub const WINDOW: usize = 14;
/// Texts that agree over so many characters share a fingerprint.
pub const GUARANTEE: usize = GRAM + WINDOW - 1;

/// Factor of the rolling hash: any large odd number.
const BASE: u64 = 0x9E37_79B9_7F4A_7C15;

/// The hash of a gram, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// The same in every run and on every machine.
    pub hash: u64,
    start: u32,
    end: u32,
}

impl Fingerprint {
    /// From its first letter to its last.
    pub fn span(self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

/// A character as it counts in a fingerprint, `None` for what does not.
#[inline]
pub fn letter(c: char) -> Option<char> {
    if is_common_han(c) { Some(c) } else { comparable(c).filter(|c| c.is_alphanumeric()) }
}

/// The fingerprints of the text in `spans`, read as one, in order. A text of fewer letters than [`GUARANTEE`] has one
/// if it has a gram at all.
pub fn winnow(text: &str, spans: impl Iterator<Item = Span>) -> Vec<Fingerprint> {
    let found = Vec::with_capacity(text.len() / BYTES);
    let mut winnower = Winnower { found, ..Winnower::default() };
    for span in spans {
        for (at, c) in span.of(text).char_indices() {
            if let Some(letter) = letter(c) {
                let start = span.start + at;
                winnower.letter(letter, start as u32, (start + c.len_utf8()) as u32);
            }
        }
    }
    winnower.finish()
}

/// Bytes of Chinese text for each fingerprint, about: two of fifteen letters, three bytes a letter.
const BYTES: usize = 20;

/// Places of a ring; a power of two, so that a place is found by masking.
const RING: usize = 16;
const _: () = assert!(GRAM < RING && WINDOW < RING);

#[derive(Default)]
struct Winnower {
    /// The last letters, and where each begins.
    codes: [u32; RING],
    starts: [u32; RING],
    letters: usize,
    rolling: u64,
    /// The last grams.
    hashes: [u64; RING],
    places: [(u32, u32); RING],
    grams: usize,
    /// The smallest gram of the window.
    smallest: usize,
    found: Vec<Fingerprint>,
}

impl Winnower {
    #[inline]
    fn letter(&mut self, letter: char, start: u32, end: u32) {
        let oldest = self.codes[self.letters.wrapping_sub(GRAM) % RING];
        // Not 0, which stands for no letter.
        let code = u32::from(letter) + 1;
        self.codes[self.letters % RING] = code;
        self.starts[self.letters % RING] = start;
        self.letters += 1;
        let kept = self.rolling.wrapping_mul(BASE).wrapping_add(code.into());
        self.rolling = kept.wrapping_sub(u64::from(oldest).wrapping_mul(LEAVING));
        if self.letters >= GRAM {
            let start = self.starts[(self.letters - GRAM) % RING];
            self.gram(mixed(self.rolling), (start, end));
        }
    }

    #[inline]
    fn gram(&mut self, hash: u64, place: (u32, u32)) {
        let at = self.grams;
        self.grams += 1;
        self.hashes[at % RING] = hash;
        self.places[at % RING] = place;
        let is_gone = at - self.smallest >= WINDOW;
        if !is_gone && hash <= self.hashes[self.smallest % RING] {
            self.smallest = at;
        } else if is_gone {
            self.smallest = self.smallest_of_window();
        } else if self.grams != WINDOW {
            return;
        }
        if self.grams >= WINDOW {
            self.record();
        }
    }

    /// The gram with the smallest hash in the window that is full, the last of equal ones.
    fn smallest_of_window(&self) -> usize {
        let (mut smallest, mut hash) = (0, u64::MAX);
        for at in self.grams - WINDOW..self.grams {
            let other = self.hashes[at % RING];
            (smallest, hash) = if other <= hash { (at, other) } else { (smallest, hash) };
        }
        smallest
    }

    fn record(&mut self) {
        let (start, end) = self.places[self.smallest % RING];
        self.found.push(Fingerprint { hash: self.hashes[self.smallest % RING], start, end });
    }

    fn finish(mut self) -> Vec<Fingerprint> {
        if self.grams > 0 && self.grams < WINDOW {
            self.record();
        }
        self.found
    }
}

/// What a letter weighs when it leaves the gram.
const LEAVING: u64 = {
    let (mut power, mut at) = (1u64, 0);
    while at < GRAM {
        power = power.wrapping_mul(BASE);
        at += 1;
    }
    power
};

/// Spreads a hash over all bits, as the smallest must be chosen by chance.
#[inline]
fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    hash ^ (hash >> 32)
}

#[cfg(test)]
mod tests {
    use super::{Fingerprint, GRAM, GUARANTEE, winnow};
    use crate::text::span::Span;

    fn of(text: &str) -> Vec<Fingerprint> {
        winnow(text, std::iter::once(Span::new(0, text.len())))
    }

    /// `length` different Han characters from the `from`th on.
    fn letters(from: u32, length: usize) -> String {
        (0..length as u32).filter_map(|at| char::from_u32(0x4E00 + from + at * 7)).collect()
    }

    #[test]
    fn what_agrees_so_far_shares_a_fingerprint() {
        for seed in 0..40 {
            let shared = letters(seed * 300, GUARANTEE);
            let (first, second) = (
                of(&format!("{}{shared}{}", letters(9000, 50), letters(12000, 31))),
                of(&format!("{}{shared}{}", letters(15000, 23), letters(18000, 77))),
            );
            assert!(
                first.iter().any(|a| second.iter().any(|b| a.hash == b.hash)),
                "nothing shared, seed {seed}"
            );
        }
    }

    #[test]
    fn a_tenth_or_so_of_the_grams_is_kept() {
        let kept = of(&letters(0, 2000)).len();
        assert!((150..450).contains(&kept), "{kept}");
    }

    #[test]
    fn punctuation_blanks_and_width_do_not_count() {
        let hashes = |text: &str| of(text).iter().map(|found| found.hash).collect::<Vec<_>>();
        let plain = "全县共抽调干部３０人，分成六个小组，逐村逐户核对登记表。";
        assert_eq!(hashes(plain), hashes("全县共抽调干部30人,分成六个小组\n逐村逐户　核对登记表"));
    }

    #[test]
    fn says_where_each_stands() {
        let text = format!("。。{}，{}", letters(3, 30), letters(500, 40));
        for found in of(&text) {
            let gram = found.span().of(&text);
            assert_eq!(gram.chars().filter(|c| super::letter(*c).is_some()).count(), GRAM, "{gram}");
        }
        assert!(of("太短了").is_empty());
        assert_eq!(of(&letters(0, GRAM)).len(), 1);
    }
}

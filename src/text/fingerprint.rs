//! Fingerprints of text, to find copied passages. They are computed by winnowing (Schleimer,
//! Wilkerson, Aiken, 2003): of all grams (sequences of [`GRAM`] characters), some are selected by
//! their hashes, so that two texts share a fingerprint wherever they agree over [`GUARANTEE`]
//! characters.
//!
//! Only letters count: Chinese characters, Latin letters, digits and masks (such as XX for a
//! missing name). Punctuation, white space and character width are ignored.

use crate::text::fold::{comparable, is_common_han};
use crate::text::span::Span;

/// Number of characters in a gram.
pub const GRAM: usize = 10;
/// Number of grams in a window. The gram with the smallest hash of each window becomes a
/// fingerprint.
pub const WINDOW: usize = 14;
/// Number of characters over which two texts must agree to be sure to share a fingerprint.
pub const GUARANTEE: usize = GRAM + WINDOW - 1;

/// Factor of the rolling hash. Any large odd number will do.
const BASE: u64 = 0x9E37_79B9_7F4A_7C15;

/// A selected gram: its hash and its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// Hash of the letters. Identical in every run and on every machine.
    pub hash: u64,
    start: u32,
    end: u32,
}

impl Fingerprint {
    /// Span from the gram's first letter to its last.
    pub fn span(self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

/// Returns the normalized form of a character for fingerprints. `None` for characters that are
/// ignored.
#[inline]
pub fn letter(c: char) -> Option<char> {
    match c {
        _ if is_common_han(c) => Some(c),
        // Handles the most common ignored characters without further checks.
        '，' | '。' | '、' | '；' | '：' | '“' | '”' | '（' | '）' | '《' | '》' | '　' | ' ' | '\n' => {
            None
        }
        _ => comparable(c).filter(|c| c.is_alphanumeric()),
    }
}

/// The letters of a text with their positions. They are read once, and then used for all
/// fingerprints of the text.
#[derive(Debug, Default)]
pub struct Letters {
    codes: Vec<u32>,
    starts: Vec<u32>,
}

impl Letters {
    /// Reads the letters of the text in `spans`.
    pub fn of(text: &str, spans: impl Iterator<Item = Span>) -> Self {
        let most = text.len() / '一'.len_utf8();
        let mut letters = Self { codes: Vec::with_capacity(most), starts: Vec::with_capacity(most) };
        letters.read(text, spans);
        letters
    }

    /// Replaces the letters by those of the text in `spans`, and reuses the memory.
    pub fn read_anew(&mut self, text: &str, spans: impl Iterator<Item = Span>) {
        self.codes.clear();
        self.starts.clear();
        self.read(text, spans);
    }

    fn read(&mut self, text: &str, spans: impl Iterator<Item = Span>) {
        for span in spans {
            for (at, c) in span.of(text).char_indices() {
                if let Some(letter) = letter(c) {
                    // Codes begin at 1, because letters of code 0 would not change the hash.
                    self.codes.push(u32::from(letter) + 1);
                    self.starts.push((span.start() + at) as u32);
                }
            }
        }
    }

    /// Returns those of the letters that are in `spans`, which must be in order and must not
    /// overlap.
    pub fn within(&self, spans: impl Iterator<Item = Span>) -> Self {
        let mut letters = Self {
            codes: Vec::with_capacity(self.codes.len()),
            starts: Vec::with_capacity(self.codes.len()),
        };
        let mut from = 0;
        for span in spans {
            from += self.starts[from..].partition_point(|start| (*start as usize) < span.start());
            let to = from + self.starts[from..].partition_point(|start| (*start as usize) < span.end());
            letters.codes.extend_from_slice(&self.codes[from..to]);
            letters.starts.extend_from_slice(&self.starts[from..to]);
            from = to;
        }
        letters
    }

    /// Computes the fingerprints of the letters, in order, as if the letters were contiguous. If
    /// there are fewer letters than [`GUARANTEE`] but enough for a gram, there is exactly one
    /// fingerprint.
    pub fn fingerprints(&self, text: &str) -> Vec<Fingerprint> {
        let mut winnower = Winnower {
            found: Vec::with_capacity(self.codes.len() / LETTERS_PER_FINGERPRINT),
            text,
            letters: self,
            hashes: Vec::with_capacity(CHUNK + WINDOW),
            first: 0,
            seen: 0,
            smallest: 0,
            has_window: false,
        };
        let mut from = 0;
        while from + GRAM <= self.codes.len() {
            let to = self.codes.len().min(from + CHUNK + GRAM - 1);
            winnower.process(&self.codes[from..to]);
            from += CHUNK;
        }
        winnower.finish()
    }

    /// Returns the fingerprint of the gram that begins with the letter at index `at`.
    fn fingerprint(&self, text: &str, at: usize, hash: u64) -> Fingerprint {
        let last = self.starts[at + GRAM - 1];
        let length = text[last as usize..].chars().next().map_or(0, char::len_utf8);
        Fingerprint { hash, start: self.starts[at], end: last + length as u32 }
    }
}

/// Computes the fingerprints of the text in `spans`, in order, as if it were contiguous.
pub fn winnow(text: &str, spans: impl Iterator<Item = Span>) -> Vec<Fingerprint> {
    Letters::of(text, spans).fingerprints(text)
}

/// Approximate number of letters per fingerprint, to allocate enough memory at once.
const LETTERS_PER_FINGERPRINT: usize = 7;
/// Number of grams that are hashed at a time. Small enough for their hashes to stay in the cache.
const CHUNK: usize = 1024;

/// Selects the fingerprints of a text, chunk by chunk. Each step is a simple loop over the chunk,
/// which is faster than one loop with all steps.
struct Winnower<'t> {
    text: &'t str,
    letters: &'t Letters,
    /// Hashes of the grams of the current chunk. The first of them belongs to the gram with the
    /// index `first`.
    hashes: Vec<u64>,
    first: usize,
    /// Number of hashes in the chunk that were already examined.
    seen: usize,
    /// Index in `hashes` of the smallest hash in the last window.
    smallest: usize,
    /// True if there was a full window already, that is, [`WINDOW`] grams.
    has_window: bool,
    found: Vec<Fingerprint>,
}

impl Winnower<'_> {
    /// Hashes the grams of the chunk `codes` and selects fingerprints from them. The hashes of the
    /// last window are kept, because windows may extend into the next chunk.
    fn process(&mut self, codes: &[u32]) {
        self.make_grams(codes);
        self.select();
        let gone = self.hashes.len().saturating_sub(WINDOW);
        self.hashes.drain(..gone);
        self.first += gone;
        (self.seen, self.smallest) = (self.seen - gone, self.smallest - gone);
    }

    fn make_grams(&mut self, codes: &[u32]) {
        let Some(first) = codes.first_chunk::<GRAM>() else { return };
        // No letter leaves before the first gram is complete.
        let mut hash = first[..GRAM - 1].iter().fold(0, |hash, code| appended(hash, *code));
        let mut leaving = 0;
        self.hashes.extend(codes.windows(GRAM).map(|gram| {
            hash = appended(hash, gram[GRAM - 1]).wrapping_sub(u64::from(leaving).wrapping_mul(LEAVING));
            leaving = gram[0];
            mixed(hash)
        }));
    }

    /// Selects the gram with the smallest hash of each window, unless it was already selected for
    /// the previous window. Among equal hashes, the gram of the previous window is kept as long as
    /// possible (robust winnowing), so that a text of one repeated letter has no more fingerprints
    /// than others.
    fn select(&mut self) {
        for at in self.seen..self.hashes.len() {
            let is_gone = at - self.smallest >= WINDOW;
            if is_gone {
                self.smallest = smallest(&self.hashes[at + 1 - WINDOW..=at]) + at + 1 - WINDOW;
            } else if self.hashes[at] < self.hashes[self.smallest] {
                self.smallest = at;
            } else if self.has_window || at + 1 < WINDOW {
                continue;
            }
            if self.has_window || at + 1 == WINDOW {
                self.has_window = true;
                self.record();
            }
        }
        self.seen = self.hashes.len();
    }

    fn record(&mut self) {
        let (at, hash) = (self.first + self.smallest, self.hashes[self.smallest]);
        self.found.push(self.letters.fingerprint(self.text, at, hash));
    }

    fn finish(mut self) -> Vec<Fingerprint> {
        if !self.has_window && !self.hashes.is_empty() {
            self.record();
        }
        self.found
    }
}

/// Returns the index of the smallest hash; the last index if several are equal.
fn smallest(hashes: &[u64]) -> usize {
    let mut smallest = (0, u64::MAX);
    for (at, hash) in hashes.iter().enumerate() {
        smallest = if *hash <= smallest.1 { (at, *hash) } else { smallest };
    }
    smallest.0
}

/// Returns the rolling hash `hash` after the letter `code` is appended.
fn appended(hash: u64, code: u32) -> u64 {
    hash.wrapping_mul(BASE).wrapping_add(code.into())
}

/// Factor that the code of a letter has in the rolling hash when the letter leaves the gram. The
/// product is subtracted to remove the letter.
const LEAVING: u64 = {
    let (mut power, mut at) = (1u64, 0);
    while at < GRAM {
        power = power.wrapping_mul(BASE);
        at += 1;
    }
    power
};

/// Mixes all bits of a hash, so that the choice of the smallest hash is as good as random.
#[inline]
fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    hash ^ (hash >> 32)
}

#[cfg(test)]
mod tests {
    use super::{Fingerprint, GRAM, GUARANTEE, WINDOW, winnow};
    use crate::text::span::Span;

    fn of(text: &str) -> Vec<Fingerprint> {
        winnow(text, std::iter::once(Span::new(0, text.len())))
    }

    /// Test helper: `length` different Han characters, a different series for each `from`.
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
    fn the_smallest_gram_of_each_window_is_kept_however_long_the_text() {
        let text = letters(0, 2 * super::CHUNK + 300);
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let gram = |at: usize| of(&text[starts[at]..starts[at + GRAM]])[0].hash;
        let hashes: Vec<u64> = (0..starts.len() - GRAM).map(gram).collect();
        let windows = hashes.windows(WINDOW).enumerate();
        let chosen =
            windows.map(|(at, window)| at + (0..WINDOW).rev().min_by_key(|&place| window[place]).unwrap());
        let mut expected: Vec<usize> = chosen.collect();
        expected.dedup();
        let found = of(&text);
        assert!(found.iter().map(|found| found.hash).eq(expected.iter().map(|&at| hashes[at])));
        assert!(found.iter().map(|found| found.span().start()).eq(expected.iter().map(|&at| starts[at])));
    }

    #[test]
    fn a_tenth_or_so_of_the_grams_is_kept() {
        for text in [letters(0, 2000), "甲".repeat(2000), "甲乙丙".repeat(700)] {
            let kept = of(&text).len();
            assert!((130..450).contains(&kept), "{kept}");
        }
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

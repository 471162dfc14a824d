//! Fingerprints of text, to find copied passages. They are computed by winnowing (Schleimer,
//! Wilkerson, Aiken, 2003): of all grams (sequences of [`GRAM`] characters), some are selected by
//! their hashes, so that two texts share a fingerprint wherever they agree over [`GUARANTEE`]
//! characters.
//!
//! Only letters count: Chinese characters, Latin letters, digits and masks (such as XX for a
//! missing name). Punctuation, white space and character width are ignored.

use std::ops::Range;

use crate::text::chars::Codes;
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

/// Does the same as [`letter`] for a code point. Nearly all are common Chinese characters.
#[inline]
fn letter_of(code: u32) -> Option<u32> {
    if (0x4E00..=0x9FFF).contains(&code) { Some(code) } else { folded(code) }
}

#[inline]
fn folded(code: u32) -> Option<u32> {
    match ASCII.get(code as usize) {
        Some(0) => None,
        Some(letter) => Some((*letter).into()),
        None => letter(char::from_u32(code)?).map(u32::from),
    }
}

/// The normalized form of each ASCII character; 0 for those that are ignored.
static ASCII: [u8; 0x80] = {
    let (mut letters, mut code) = ([0; 0x80], 0);
    while code < letters.len() {
        let c = code as u8;
        letters[code] = match c {
            b'*' => b'x',
            _ if c.is_ascii_alphanumeric() => c.to_ascii_lowercase(),
            _ => 0,
        };
        code += 1;
    }
    letters
};

/// The letters of a text, with their positions and the hashes of all grams. They are computed once,
/// and then used for all fingerprints of the text: for those of its parts too ([`Self::within`]),
/// since a gram that lies within one part has the same hash there.
#[derive(Debug, Default)]
pub struct Letters {
    codes: Vec<u32>,
    starts: Vec<u32>,
    /// Hash of the gram that begins with each letter; none for the last letters, with which no
    /// gram begins. Empty for a text of [`KEPT`] or more letters.
    hashes: Vec<u64>,
}

impl Letters {
    /// Reads the letters of the text in `spans`.
    pub fn of(text: &str, spans: impl Iterator<Item = Span>) -> Self {
        let most = text.len() / '一'.len_utf8();
        let mut letters = Self::with_capacity(most);
        letters.read(text, spans);
        letters
    }

    fn with_capacity(most: usize) -> Self {
        let (codes, starts) = (Vec::with_capacity(most), Vec::with_capacity(most));
        Self { codes, starts, hashes: Vec::new() }
    }

    /// Replaces the letters by those of the text in `spans`, and reuses the memory.
    pub fn read_anew(&mut self, text: &str, spans: impl Iterator<Item = Span>) {
        self.codes.clear();
        self.starts.clear();
        self.hashes.clear();
        self.read(text, spans);
    }

    /// Reads letters into two arrays of a fixed size, which are appended when they are full. So the
    /// loop over the characters needs no test if a vector has to grow.
    fn read(&mut self, text: &str, spans: impl Iterator<Item = Span>) {
        let (mut codes, mut starts) = ([0; CHUNK], [0; CHUNK]);
        let mut full = 0;
        for span in spans {
            for (at, _, code) in Codes::of(span.of(text)) {
                let Some(letter) = letter_of(code) else { continue };
                // Codes begin at 1, because letters of code 0 would not change the hash.
                codes[full % CHUNK] = letter + 1;
                starts[full % CHUNK] = (span.start() + at) as u32;
                full += 1;
                if full == CHUNK {
                    self.codes.extend_from_slice(&codes);
                    self.starts.extend_from_slice(&starts);
                    full = 0;
                }
            }
        }
        self.codes.extend_from_slice(&codes[..full]);
        self.starts.extend_from_slice(&starts[..full]);
        if self.codes.len() < KEPT {
            append_grams(&self.codes, &mut self.hashes);
        }
    }

    /// Returns those of the letters that are in `spans`, which must be in order and must not
    /// overlap.
    pub fn within(&self, spans: impl Iterator<Item = Span>) -> Self {
        let mut letters = Self::with_capacity(self.codes.len());
        letters.hashes.reserve_exact(self.hashes.len());
        // Spans between which there are no letters, such as paragraphs, are taken together.
        let mut range = 0..0;
        for span in spans {
            let rest = &self.starts[range.end..];
            let from = range.end + rest.partition_point(|start| (*start as usize) < span.start());
            let rest = &self.starts[from..];
            let to = from + rest.partition_point(|start| (*start as usize) < span.end());
            if from > range.end {
                letters.append(self, std::mem::replace(&mut range, from..to));
            } else {
                range.end = to;
            }
        }
        letters.append(self, range);
        letters
    }

    /// Appends the letters of `other` with the indices `range`. Only the grams that begin before
    /// them and end in them are hashed again.
    fn append(&mut self, other: &Self, range: Range<usize>) {
        let is_hashed = !other.hashes.is_empty();
        let known = other.hashes.get(range.start..range.end.saturating_sub(GRAM - 1)).unwrap_or(&[]);
        let joint = self.codes.len();
        self.starts.extend_from_slice(&other.starts[range.clone()]);
        self.codes.extend_from_slice(&other.codes[range]);
        if is_hashed {
            let end = self.codes.len().min(joint + GRAM - 1);
            append_grams(&self.codes[self.hashes.len()..end], &mut self.hashes);
            self.hashes.extend_from_slice(known);
        }
    }

    /// Computes the fingerprints of the letters, in order, as if the letters were contiguous. If
    /// there are fewer letters than [`GUARANTEE`] but enough for a gram, there is exactly one
    /// fingerprint.
    pub fn fingerprints(&self, text: &str) -> Vec<Fingerprint> {
        let mut found = Vec::with_capacity(self.codes.len() / LETTERS_PER_FINGERPRINT);
        if self.hashes.is_empty() {
            self.choose_by_parts(text, &mut found);
            return found;
        }
        let mut next = first_chosen(&self.hashes);
        while let Some(at) = next {
            found.push(self.fingerprint(text, at, self.hashes[at]));
            next = chosen_after(&self.hashes, at);
        }
        found
    }

    /// Does the same if the hashes are not kept. They are made for one part of the letters after
    /// the other; the next part begins with the last chosen gram.
    fn choose_by_parts(&self, text: &str, found: &mut Vec<Fingerprint>) {
        let (mut from, mut hashes) = (0, Vec::new());
        let hash_part = |from: usize, hashes: &mut Vec<u64>| {
            hashes.clear();
            append_grams(&self.codes[from..self.codes.len().min(from + PART)], hashes);
        };
        hash_part(from, &mut hashes);
        let mut next = first_chosen(&hashes);
        while let Some(mut at) = next {
            found.push(self.fingerprint(text, from + at, hashes[at]));
            let is_last = from + PART >= self.codes.len();
            if !is_last && at + 1 + WINDOW > hashes.len() {
                from += at;
                hash_part(from, &mut hashes);
                at = 0;
            }
            next = chosen_after(&hashes, at);
        }
    }

    /// Returns the fingerprint of the gram that begins with the letter at index `at`.
    fn fingerprint(&self, text: &str, at: usize, hash: u64) -> Fingerprint {
        let last = self.starts[at + GRAM - 1];
        let end = last + utf8_length(text.as_bytes()[last as usize]);
        Fingerprint { hash, start: self.starts[at], end }
    }
}

/// Length in bytes of a character with this first byte.
fn utf8_length(first: u8) -> u32 {
    if first < 0x80 { 1 } else { 2 + u32::from(first >= 0xE0) + u32::from(first >= 0xF0) }
}

/// Computes the fingerprints of the text in `spans`, in order, as if it were contiguous.
pub fn winnow(text: &str, spans: impl Iterator<Item = Span>) -> Vec<Fingerprint> {
    Letters::of(text, spans).fingerprints(text)
}

/// Approximate number of letters per fingerprint, to allocate enough memory at once.
const LETTERS_PER_FINGERPRINT: usize = 7;
/// Number of letters from which on their hashes are not kept, to save memory: about those of 1 MiB
/// of text. The hashes are then made each time.
const KEPT: usize = 350_000;
/// Number of letters whose hashes are made at a time if they are not kept: more than two windows.
const PART: usize = 8192;
/// Number of letters that are read before they are appended to the letters of the text.
const CHUNK: usize = 256;

/// Appends the hashes of the grams of consecutive letters to `hashes`.
fn append_grams(codes: &[u32], hashes: &mut Vec<u64>) {
    let Some(first) = codes.first_chunk::<GRAM>() else { return };
    let mut hash = first.iter().fold(0, |hash, code| appended(hash, *code));
    hashes.reserve(codes.len() + 1 - GRAM);
    hashes.push(mixed(hash));
    // Each gram is the one before without its first letter and with the letter after it.
    hashes.extend(codes.iter().zip(&codes[GRAM..]).map(move |(leaving, entering)| {
        hash = appended(hash, *entering).wrapping_sub(u64::from(*leaving).wrapping_mul(LEAVING));
        mixed(hash)
    }));
}

/// Returns the index of the gram that is chosen from the first window: the smallest hash; the first
/// if several are equal. `None` if there is no gram.
fn first_chosen(hashes: &[u64]) -> Option<usize> {
    let window = hashes.iter().take(WINDOW).enumerate();
    window.min_by_key(|(_, hash)| **hash).map(|(at, _)| at)
}

/// Returns the index of the gram that is chosen next after the one with the index `at`, as the
/// windows go on: the first that is smaller as long as this one is within the window, otherwise the
/// smallest of the window after it; the last if several are equal. So the gram of the previous
/// window is kept as long as possible (robust winnowing), and a text of one repeated letter has no
/// more fingerprints than others. `None` if no further gram is chosen.
fn chosen_after(hashes: &[u64], at: usize) -> Option<usize> {
    let (this, behind) = (hashes[at], &hashes[at + 1..]);
    let next = match behind.first_chunk::<WINDOW>() {
        Some(window) => window.iter().position(|hash| *hash < this).unwrap_or_else(|| smallest(window)),
        None => behind.iter().position(|hash| *hash < this)?,
    };
    Some(at + 1 + next)
}

/// Returns the index of the smallest hash of a window; the last index if several are equal.
fn smallest(hashes: &[u64; WINDOW]) -> usize {
    let mut smallest = (0, u64::MAX);
    for (at, hash) in hashes.iter().enumerate() {
        smallest = if *hash <= smallest.1 { (at, *hash) } else { smallest };
    }
    smallest.0
}

/// Returns the rolling hash `hash` after the letter `code` is appended.
#[inline]
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
    use proptest::prelude::proptest;
    use proptest::{collection, prop_assert_eq};

    use super::{Fingerprint, GRAM, GUARANTEE, Letters, WINDOW, winnow};
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

    /// Test helper: indices of the chosen grams, window by window. The one of the window before is
    /// kept as long as no other is smaller.
    fn chosen_by_windows(hashes: &[u64]) -> Vec<usize> {
        let (mut chosen, mut smallest) = (Vec::new(), 0);
        for at in 0..hashes.len() {
            if at - smallest >= WINDOW {
                let window = at + 1 - WINDOW..=at;
                smallest = window.rev().min_by_key(|&place| hashes[place]).unwrap();
            } else if hashes[at] < hashes[smallest] {
                smallest = at;
            }
            if at + 1 >= WINDOW.min(hashes.len()) && chosen.last() != Some(&smallest) {
                chosen.push(smallest);
            }
        }
        chosen
    }

    proptest! {
        #[test]
        fn the_next_gram_is_that_of_the_next_window(hashes in collection::vec(0u64..9, 0..150)) {
            let mut chosen = Vec::new();
            let mut next = super::first_chosen(&hashes);
            while let Some(at) = next {
                chosen.push(at);
                next = super::chosen_after(&hashes, at);
            }
            prop_assert_eq!(chosen, chosen_by_windows(&hashes));
        }

        #[test]
        fn a_part_has_the_fingerprints_of_a_text_of_its_own(
            text in "[甲乙丙丁戊己庚辛a1，。\u{20BB7}]{0,300}",
            cuts in collection::vec(0usize..900, 0..24),
        ) {
            let mut cuts: Vec<usize> = cuts.iter().map(|cut| text.floor_char_boundary(*cut)).collect();
            cuts.sort_unstable();
            let spans: Vec<Span> = cuts.chunks_exact(2).map(|cut| Span::new(cut[0], cut[1])).collect();
            let whole = Letters::of(&text, std::iter::once(Span::new(0, text.len())));
            let part = whole.within(spans.iter().copied());
            prop_assert_eq!(part.fingerprints(&text), winnow(&text, spans.into_iter()));
        }
    }

    #[test]
    fn the_same_grams_are_chosen_by_parts() {
        let varied = letters(0, 6000).repeat(3) + &letters(777, 2500);
        for text in [varied, "甲".repeat(20_000), "甲乙丙".repeat(9000), letters(0, 12)] {
            let read = Letters::of(&text, std::iter::once(Span::new(0, text.len())));
            let mut by_parts = Vec::new();
            read.choose_by_parts(&text, &mut by_parts);
            assert_eq!(by_parts, of(&text));
        }
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
    fn a_code_is_folded_like_its_character() {
        assert!(('\0'..=char::MAX).all(|c| super::letter_of(c.into()) == super::letter(c).map(u32::from)));
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

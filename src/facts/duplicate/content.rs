//! Words of a text that carry its meaning, to test if two texts say the same in other words. Words
//! that a rewording adds or drops, such as 进一步 ("further"), are left out.

use crate::facts::duplicate::passages::shared_pairs;
use crate::text::chars::is_han;
use crate::text::fingerprint::letter;
use crate::text::numeral::is_numeral;
use crate::words::first_chars::FirstChars;
use crate::words::{Words, doubled};

/// Number of Han characters that a compared text may have, without words that carry little meaning.
const LENGTH: std::ops::RangeInclusive<usize> = 10..=160;
/// Minimum share of the longer text's characters that the other text must contain in the same
/// order, in percent.
const ALIGNED: usize = 78;
/// Minimum share of pairs of neighbouring letters that two texts with many digits must have in
/// common, in tenths. It is lower than for other texts, as their digits must be equal anyway.
const MIN_PAIRS_WITH_FIGURES: usize = 8;
/// Minimum share of pairs of neighbouring letters that two texts with few digits must have in
/// common, in tenths.
const MIN_PAIRS_WITHOUT_FIGURES: usize = 9;
/// Minimum number of digits of a text with many digits. So many are hardly ever equal by chance.
const MIN_DIGITS: usize = 4;
/// Minimum share of characters that two texts must both contain if the order differs, in percent.
const REORDERED: usize = 85;
/// Number of characters that must have moved for the order to count as different.
const MOVED: usize = 2;
/// Maximum number of bytes of a first clause that names the speaker: 会议指出， ("the meeting pointed
/// out that"). A longer clause is content.
const SPEAKER: usize = 30;

/// The characters of a text that are compared, without words that carry little meaning.
pub(super) struct Content {
    letters: Vec<char>,
    /// Han characters without the words that a rewording adds or drops.
    pub(super) chars: Vec<char>,
    /// Figures and negations (不, "not") of the text. Two texts say the same only if they are equal
    /// in both.
    pub(super) agreed: Vec<char>,
    /// The characters of [`Self::agreed`], and of words that must not be exchanged, such as the
    /// parties of a contract (甲方, "Party A") and directions (东, "east").
    fixed: Vec<char>,
}

/// Reader of the contents of texts.
pub(super) struct Reader<'w> {
    pub(super) words: &'w Words,
    /// First characters of the words that are dropped, denied or fixed. Most characters begin none
    /// of them and need no search.
    heads: FirstChars,
}

impl<'w> Reader<'w> {
    pub(super) fn of(words: &'w Words) -> Self {
        let classes = [&doubled::FILLER, &doubled::FIXED, &doubled::DENIED];
        Self { words, heads: FirstChars::of(&classes.map(|class| words.of(class)), "") }
    }

    /// Collects the characters of `text` that are compared.
    pub(super) fn content(&self, text: &str) -> Content {
        let class = |class| self.words.of(class);
        let [fillers, fixed, denied] = [&doubled::FILLER, &doubled::FIXED, &doubled::DENIED].map(class);
        let most = text.len() / '一'.len_utf8() + 1;
        let mut letters = Vec::with_capacity(most);
        letters.extend(text.chars().filter_map(letter));
        let chars = Vec::with_capacity(most);
        let mut content = Content { letters, chars, agreed: vec![], fixed: vec![] };
        let mut rest = behind_speaker(text, self.words);
        while let Some(c) = rest.chars().next() {
            let is_head = self.heads.may_begin(c);
            let dropped = if is_head { fillers.start_of(rest).map(str::len) } else { None };
            // 进一步 ("further") is dropped as a whole.
            let is_single = dropped.is_none_or(|length| length == c.len_utf8());
            let is_denied = is_single && is_head && denied.start_of(rest).is_some();
            let is_agreed = is_denied || is_single && (c.is_ascii_alphanumeric() || is_numeral(c));
            if is_agreed {
                content.agreed.push(c);
            }
            if is_agreed || is_single && is_head && fixed.start_of(rest).is_some() {
                content.fixed.push(c);
            }
            if dropped.is_none() && is_han(c) && !is_denied {
                content.chars.push(c);
            }
            rest = &rest[dropped.unwrap_or(c.len_utf8())..];
        }
        content
    }
}

impl Content {
    /// True if this text says the same as `other` in other words. `is_block` is true for whole
    /// paragraphs; for them it is enough that they share nearly all pairs of letters. Returns false
    /// for equal texts, as these are copies.
    pub(super) fn restates(&self, other: &Self, is_block: bool) -> bool {
        let is_compared = |content: &Self| LENGTH.contains(&content.chars.len());
        is_compared(self)
            && is_compared(other)
            && self.agreed == other.agreed
            && self.letters != other.letters
            && (self.says_the_same(other) || is_block && self.fixed == other.fixed && self.is_alike(other))
    }

    /// True if nearly all characters that carry the meaning are the same: in the same order, or
    /// with a few of them moved.
    fn says_the_same(&self, other: &Self) -> bool {
        let sorted = |content: &Self| {
            let mut fixed = content.fixed.clone();
            fixed.sort_unstable();
            fixed
        };
        let longer = self.chars.len().max(other.chars.len());
        let shared = shared(&self.chars, &other.chars);
        if shared * 100 < longer * ALIGNED || sorted(self) != sorted(other) {
            return false;
        }
        let table = subsequence_lengths(&self.chars, &other.chars);
        let same = usize::from(table[0]);
        // Parallel sentences replace words but do not move any.
        let is_reordered = shared * 100 >= longer * REORDERED && shared >= same + MOVED;
        is_reordered && self.parties().eq(other.parties())
            || same * 100 >= longer * ALIGNED && are_one_sided(&self.chars, &other.chars, &table)
    }

    /// True if both texts share nearly all pairs of neighbouring letters.
    fn is_alike(&self, other: &Self) -> bool {
        let digits = self.fixed.iter().filter(|c| c.is_ascii_digit()).count();
        let alike = if digits >= MIN_DIGITS { MIN_PAIRS_WITH_FIGURES } else { MIN_PAIRS_WITHOUT_FIGURES };
        let longer = self.letters.len().max(other.letters.len());
        shared_pairs(&self.letters, &other.letters) * 10 >= (longer - 1) * alike
    }

    /// The signs of contract parties (甲, 乙, 丙, 丁: A, B, C, D) in the text, in order.
    fn parties(&self) -> impl Iterator<Item = &char> {
        self.fixed.iter().filter(|c| matches!(c, '甲' | '乙' | '丙' | '丁'))
    }
}

/// The text after a first clause that names the speaker, such as 会议指出， ("the meeting pointed out
/// that"); the whole text if there is none.
fn behind_speaker<'t>(text: &'t str, words: &Words) -> &'t str {
    match text.split_once('，') {
        Some((speaker, said))
            if speaker.len() <= SPEAKER
                && !speaker.contains(is_numeral)
                && words.of(&doubled::SAID).end_of(speaker).is_some() =>
        {
            said
        }
        _ => text,
    }
}

/// True if, wherever the two texts differ, only one of them has words and the other has none: words
/// were added or dropped, not replaced. In parallel sentences ("the east is developed", "the west
/// is developed") words are replaced. `table` is that of [`subsequence_lengths`].
fn are_one_sided(first: &[char], second: &[char], table: &[u8]) -> bool {
    let length = |one: usize, other: usize| table[one * (second.len() + 1) + other];
    let (mut one, mut other) = (0, 0);
    let mut gap = (0, 0);
    while one < first.len() && other < second.len() {
        if first[one] == second[other] {
            if gap.0 > 0 && gap.1 > 0 {
                return false;
            }
            gap = (0, 0);
            one += 1;
            other += 1;
        } else if length(one + 1, other) >= length(one, other + 1) {
            one += 1;
            gap.0 += 1;
        } else {
            other += 1;
            gap.1 += 1;
        }
    }
    gap.0 + first.len() - one == 0 || gap.1 + second.len() - other == 0
}

/// Table of the lengths of the longest common subsequences of two texts, for each pair of their
/// suffixes, row by row. The first entry is that of the whole texts.
fn subsequence_lengths(first: &[char], second: &[char]) -> Vec<u8> {
    let width = second.len() + 1;
    let mut table = vec![0u8; (first.len() + 1) * width];
    for one in (0..first.len()).rev() {
        for other in (0..second.len()).rev() {
            table[one * width + other] = match first[one] == second[other] {
                true => table[(one + 1) * width + other + 1] + 1,
                false => table[(one + 1) * width + other].max(table[one * width + other + 1]),
            };
        }
    }
    table
}

/// Number of characters that both texts contain, in any order.
pub(super) fn shared(first: &[char], second: &[char]) -> usize {
    let mut rest = second.to_vec();
    first
        .iter()
        .filter(|c| {
            let at = rest.iter().position(|other| other == *c);
            at.map(|at| rest.swap_remove(at)).is_some()
        })
        .count()
}

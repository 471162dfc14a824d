//! The words of a text that have a meaning of their own, and whether two texts say the same with them.

use crate::facts::duplicate::passages::shared_pairs;
use crate::text::chars::is_han;
use crate::text::fingerprint::letter;
use crate::text::numeral::is_numeral;
use crate::words::{Words, doubled};

/// Characters that are compared.
const LENGTH: std::ops::RangeInclusive<usize> = 10..=160;
/// Of those of the longer text so many in a hundred stand in the other one too.
const ALIGNED: usize = 78;
/// Of the pairs of neighbouring letters so many in ten are shared by texts whose figures agree, and by others.
const WITH_FIGURES: usize = 8;
const WITHOUT: usize = 9;
/// Digits of figures that agree by more than chance.
const MIN_DIGITS: usize = 4;
/// Of the characters of texts with their words in another order so many in a hundred are shared, and so many have moved.
const REORDERED: usize = 85;
const MOVED: usize = 2;
/// Bytes of a clause that says who speaks: 会议指出，.
const SPEAKER: usize = 30;

/// A text as it is compared.
pub(super) struct Content {
    letters: Vec<char>,
    /// Without words that rewording adds and drops.
    pub(super) chars: Vec<char>,
    /// Figures and negations.
    pub(super) agreed: Vec<char>,
    /// These, and parties, directions and the like.
    fixed: Vec<char>,
}

impl Content {
    /// Reads a text.
    pub(super) fn of(text: &str, words: &Words) -> Self {
        let class = |class| words.of(class);
        let [fillers, fixed, denied] = [&doubled::FILLER, &doubled::FIXED, &doubled::DENIED].map(class);
        let letters = text.chars().filter_map(letter).collect();
        let mut content = Self { letters, chars: vec![], agreed: vec![], fixed: vec![] };
        let mut rest = behind_speaker(text, words);
        while let Some(c) = rest.chars().next() {
            let dropped = fillers.start_of(rest).map(str::len);
            // 进一步 is dropped whole.
            let is_single = dropped.is_none_or(|length| length == c.len_utf8());
            let is_denied = is_single && denied.start_of(rest).is_some();
            let is_agreed = is_denied || is_single && (c.is_ascii_alphanumeric() || is_numeral(c));
            if is_agreed {
                content.agreed.push(c);
            }
            if is_agreed || is_single && fixed.start_of(rest).is_some() {
                content.fixed.push(c);
            }
            if dropped.is_none() && is_han(c) && !is_denied {
                content.chars.push(c);
            }
            rest = &rest[dropped.unwrap_or(c.len_utf8())..];
        }
        content
    }

    /// True if two texts say the same in other words; to the letter, they are copies.
    pub(super) fn restates(&self, other: &Self, is_block: bool) -> bool {
        let is_compared = |content: &Self| LENGTH.contains(&content.chars.len());
        is_compared(self)
            && is_compared(other)
            && self.agreed == other.agreed
            && self.letters != other.letters
            && (self.says_the_same(other) || is_block && self.fixed == other.fixed && self.is_alike(other))
    }

    /// The words of meaning are the same, or they have moved.
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
        let table = common(&self.chars, &other.chars);
        let same = usize::from(table[0]);
        // Parallel sentences move no words.
        let is_reordered = shared * 100 >= longer * REORDERED && shared >= same + MOVED;
        is_reordered && self.parties().eq(other.parties())
            || same * 100 >= longer * ALIGNED && are_one_sided(&self.chars, &other.chars, &table)
    }

    /// Nearly all pairs of letters are shared.
    fn is_alike(&self, other: &Self) -> bool {
        let digits = self.fixed.iter().filter(|c| c.is_ascii_digit()).count();
        let alike = if digits >= MIN_DIGITS { WITH_FIGURES } else { WITHOUT };
        let longer = self.letters.len().max(other.letters.len());
        shared_pairs(&self.letters, &other.letters) * 10 >= (longer - 1) * alike
    }

    /// 甲 and 乙 in their order.
    fn parties(&self) -> impl Iterator<Item = &char> {
        self.fixed.iter().filter(|c| matches!(c, '甲' | '乙' | '丙' | '丁'))
    }
}

/// A text without the clause that says who speaks.
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

/// True if each text has words that the other one has not, but never in the same place: parallel sentences put others in
/// the place of some.
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

/// The lengths of the longest common subsequences of all ends of two texts, row by row.
fn common(first: &[char], second: &[char]) -> Vec<u8> {
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

/// How many characters two texts share, whatever their order.
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

//! The words of a text that have a meaning of their own, and whether two texts say the same with them.

use crate::facts::duplicate::passages::shared_pairs;
use crate::text::chars::is_han;
use crate::text::fingerprint::letter;
use crate::text::numeral::is_numeral;
use crate::words::{Words, doubled};

/// Characters that are compared.
const LENGTH: std::ops::RangeInclusive<usize> = 10..=160;
/// Of those of the longer text so many in a hundred stand in the other one too: at a distance, and side by side.
const APART: usize = 75;
const SIDE_BY_SIDE: usize = 80;
/// Of the pairs of neighbouring letters so many in ten are shared by texts whose figures agree, and by others.
const WITH_FIGURES: usize = 8;
const WITHOUT: usize = 9;
/// Digits of figures that agree by more than chance.
const MIN_DIGITS: usize = 4;
/// Fewest characters behind a beginning that is worded in another way, and most of this beginning.
const BEHIND_HEAD: usize = 20;
const MAX_HEAD: usize = 10;

/// A text as it is compared.
pub(super) struct Content {
    letters: Vec<char>,
    /// Without words that rewording adds and drops.
    pub(super) chars: Vec<char>,
    /// Figures, parties, negations and the like.
    fixed: Vec<char>,
}

impl Content {
    /// Reads a text.
    pub(super) fn of(text: &str, words: &Words) -> Self {
        let (fillers, fixed_words) = (words.of(&doubled::FILLER), words.of(&doubled::FIXED));
        let mut content =
            Self { letters: text.chars().filter_map(letter).collect(), chars: vec![], fixed: vec![] };
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let dropped = fillers.start_of(rest).map(str::len);
            // 进一步 is dropped whole.
            if dropped.is_none_or(|length| length == c.len_utf8())
                && (c.is_ascii_alphanumeric() || is_numeral(c) || fixed_words.start_of(rest).is_some())
            {
                content.fixed.push(c);
            }
            if dropped.is_none() && is_han(c) {
                content.chars.push(c);
            }
            rest = &rest[dropped.unwrap_or(c.len_utf8())..];
        }
        content
    }

    /// True if two texts say the same in other words; to the letter, they are copies.
    pub(super) fn restates(&self, other: &Self, is_side_by_side: bool) -> bool {
        let is_compared = |content: &Self| LENGTH.contains(&content.chars.len());
        is_compared(self)
            && is_compared(other)
            && self.fixed == other.fixed
            && self.letters != other.letters
            && (self.is_aligned(other, if is_side_by_side { SIDE_BY_SIDE } else { APART })
                || self.is_alike(other))
    }

    /// Nearly all pairs of letters are shared.
    fn is_alike(&self, other: &Self) -> bool {
        let digits = self.fixed.iter().filter(|c| c.is_ascii_digit()).count();
        let alike = if digits >= MIN_DIGITS { WITH_FIGURES } else { WITHOUT };
        let longer = self.letters.len().max(other.letters.len());
        shared_pairs(&self.letters, &other.letters) * 10 >= (longer - 1) * alike
    }

    /// Each text has words that the other one has not, but never in the same place: parallel sentences put others in the
    /// place of some.
    fn is_aligned(&self, other: &Self, percent: usize) -> bool {
        let (first, second) = (&self.chars, &other.chars);
        let longer = first.len().max(second.len());
        let shorter = first.len().min(second.len());
        if shorter * 100 < longer * percent {
            return false;
        }
        let table = common(first, second);
        let length = |one: usize, other: usize| table[one * (second.len() + 1) + other];
        let same = usize::from(length(0, 0));
        if same * 100 < longer * percent {
            return false;
        }
        let (mut one, mut other) = (0, 0);
        let mut gap = (0, 0);
        let mut is_head = true;
        let is_one_sided = |gap: (usize, usize), is_head: bool| {
            gap.0 == 0 || gap.1 == 0 || is_head && same >= BEHIND_HEAD && gap.0.max(gap.1) <= MAX_HEAD
        };
        while one < first.len() && other < second.len() {
            if first[one] == second[other] {
                if !is_one_sided(gap, is_head) {
                    return false;
                }
                (gap, is_head) = ((0, 0), false);
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
        is_one_sided((gap.0 + first.len() - one, gap.1 + second.len() - other), false)
    }
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

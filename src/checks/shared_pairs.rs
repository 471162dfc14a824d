//! Compares titles by the pairs of adjacent characters that they share.

use rustc_hash::FxHashSet;

/// True if the titles share at least `fifths` fifths of the character pairs of the shorter title.
pub(super) fn is_alike(title: &str, listed: &str, fifths: usize) -> bool {
    let (one, other) = (pairs(title), pairs(listed));
    let least = one.len().min(other.len());
    least > 1 && one.intersection(&other).count() * 5 >= least * fifths
}

/// Pairs of adjacent characters of a text.
pub(super) fn pairs(text: &str) -> FxHashSet<(char, char)> {
    text.chars().zip(text.chars().skip(1)).collect()
}

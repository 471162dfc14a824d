//! Words of a statement as pairs of adjacent characters, so that the same statement can be found in
//! another paper even if it is worded a little differently.

use crate::text::chars::is_han;

/// Two adjacent characters as one number.
pub type Pair = u32;

/// Characters that form a name with a digit before them: 3号线 ("line 3"), 2期 ("phase 2").
const NUMBERED: [char; 2] = ['号', '期'];

/// Number of bytes before a clause that are read as words near it.
const MAX_NEAR: usize = 210;

/// Text from byte `start` to byte `at`, cut at the front if it is too long.
pub(super) fn near(text: &str, start: usize, at: usize) -> &str {
    let from = text.ceil_char_boundary(at.saturating_sub(MAX_NEAR));
    &text[from.max(start).min(at)..at]
}

/// Words of a statement, as pairs of adjacent characters: those of its own clause, and those near
/// it (before the clause, or in the headings and labels above it).
///
/// Both are in one list, because the figures of thousands of papers are in memory at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    pairs: Box<[Pair]>,
    /// Number of pairs from the statement's own clause, which come first.
    own: u32,
}

impl Wording {
    /// Creates the wording from the texts of the statement's own clause, and from those before it
    /// or above it.
    pub fn new(own: &[&str], near: &[&str]) -> Self {
        let mut all = pairs(own);
        let own = all.len();
        let mut near = pairs(near);
        near.retain(|pair| all.binary_search(pair).is_err());
        all.append(&mut near);
        Self { pairs: all.into(), own: u32::try_from(own).unwrap_or(u32::MAX) }
    }

    /// Pairs of characters of the statement's own clause, in order, each once.
    pub fn own(&self) -> &[Pair] {
        &self.pairs[..self.own as usize]
    }

    /// Pairs of characters near the statement that are not in its own clause, in order, each once.
    pub fn near(&self) -> &[Pair] {
        &self.pairs[self.own as usize..]
    }

    /// All pairs of characters, those of the statement's own clause first.
    pub fn all(&self) -> impl Iterator<Item = Pair> {
        self.pairs.iter().copied()
    }

    /// True if the statement's own clause contains this pair of characters.
    pub fn has(&self, pair: Pair) -> bool {
        self.own().binary_search(&pair).is_ok()
    }

    /// True if the words near the statement, outside of its own clause, contain this pair.
    pub fn is_near(&self, pair: Pair) -> bool {
        self.near().binary_search(&pair).is_ok()
    }
}

/// Pairs of adjacent characters in texts, in order, each once.
fn pairs(texts: &[&str]) -> Vec<Pair> {
    let mut found = Vec::new();
    for text in texts {
        let mut last: Option<char> = None;
        for c in text.chars() {
            let is_word = is_han(c) || c.is_alphabetic();
            if let Some(before) = last
                && (is_word && !before.is_ascii_digit() || NUMBERED.contains(&c))
                && let Some(pair) = pair(before, c)
            {
                found.push(pair);
            }
            last = (is_word || c.is_ascii_digit()).then_some(c);
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Two characters as one number. `None` for characters beyond the first plane, which are too rare
/// to be useful.
pub fn pair(first: char, second: char) -> Option<Pair> {
    let (first, second) = (u32::from(first), u32::from(second));
    (first | second <= u32::from(u16::MAX)).then_some(first << 16 | second)
}

#[cfg(test)]
mod tests {
    use super::Wording;

    #[test]
    fn near_words_are_those_that_are_not_own() {
        let wording = Wording::new(&["总投资"], &["枢纽总投资，3号线12亿"]);
        assert_eq!(wording.own().len(), 2);
        // 枢纽, 纽总, 3号, 号线; the only digit is that of a name.
        assert_eq!(wording.near().len(), 4);
    }
}

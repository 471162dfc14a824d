//! The words by which a paper speaks of something, in a form in which they can be found again in
//! another paper: pairs of characters that stand beside each other.

use crate::text::chars::is_han;

/// Two characters that stand beside each other.
pub type Pair = u32;

/// Characters behind a digit that make a name with it: 3号线, 2期.
const NUMBERED: [char; 2] = ['号', '期'];

/// Longest words before a clause that are read, in bytes.
const MAX_NEAR: usize = 210;

/// The words from `start` to `at`, or the last of them.
pub(super) fn near(text: &str, start: usize, at: usize) -> &str {
    let from = text.ceil_char_boundary(at.saturating_sub(MAX_NEAR));
    &text[from.max(start).min(at)..at]
}

/// The words that are said of something.
///
/// One list of both kinds, as the figures of thousands of papers are kept at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    pairs: Box<[Pair]>,
    /// Number of pairs of its own clause, which come first.
    own: u32,
}

impl Wording {
    /// The words of its own clause, and those that stand before it or over it.
    pub fn new(own: &[&str], near: &[&str]) -> Self {
        let mut all = pairs(own);
        let own = all.len();
        let mut near = pairs(near);
        near.retain(|pair| all.binary_search(pair).is_err());
        all.append(&mut near);
        Self { pairs: all.into(), own: u32::try_from(own).unwrap_or(u32::MAX) }
    }

    /// Those of its own clause, in order, each once.
    pub fn own(&self) -> &[Pair] {
        &self.pairs[..self.own as usize]
    }

    /// Those that stand before it or over it and are not its own, in order, each once.
    pub fn near(&self) -> &[Pair] {
        &self.pairs[self.own as usize..]
    }

    /// All words, its own and those near it.
    pub fn all(&self) -> impl Iterator<Item = Pair> {
        self.pairs.iter().copied()
    }

    /// True if its own clause has this pair.
    pub fn has(&self, pair: Pair) -> bool {
        self.own().binary_search(&pair).is_ok()
    }

    /// True if the words around it have this pair.
    pub fn is_near(&self, pair: Pair) -> bool {
        self.near().binary_search(&pair).is_ok()
    }
}

/// The pairs of texts, in order, each once.
fn pairs(texts: &[&str]) -> Vec<Pair> {
    let mut found = Vec::new();
    for text in texts {
        let mut last: Option<char> = None;
        for c in text.chars() {
            let is_word = is_han(c) || c.is_alphabetic();
            if let Some(before) = last
                && (is_word && !before.is_ascii_digit() || NUMBERED.contains(&c))
            {
                found.extend(pair(before, c));
            }
            last = (is_word || c.is_ascii_digit()).then_some(c);
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// A pair as one number. Characters beyond the first plane are too rare to be told apart by.
pub fn pair(first: char, second: char) -> Option<Pair> {
    let [first, second] = [first, second].map(|c| u16::try_from(u32::from(c)).ok());
    Some(u32::from(first?) << 16 | u32::from(second?))
}

#[cfg(test)]
mod tests {
    use super::Wording;

    #[test]
    fn near_words_are_those_that_are_not_own() {
        let wording = Wording::new(&["总投资"], &["枢纽总投资，3号线12亿"]);
        assert_eq!(wording.own().len(), 2);
        // 枢纽, 纽总, 3号, 号线; no digit but that of a name.
        assert_eq!(wording.near().len(), 4);
    }
}

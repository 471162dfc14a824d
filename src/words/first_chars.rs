//! Quick checks if a character can begin or end a word of several classes.

use crate::text::chars::{first_code, last_code};
use crate::text::sieve::Sieve;
use crate::words::members::Members;

/// First characters of the words of several classes, together with some other characters.
///
/// Code that looks for words of several classes at each character can exclude nearly all characters
/// with a single check.
#[derive(Clone, Debug)]
pub struct FirstChars {
    sieve: Sieve,
}

impl FirstChars {
    /// Creates the set of the first characters of the words of `classes`, and of the characters of
    /// `others`.
    pub fn of(classes: &[Members<'_>], others: &str) -> Self {
        let own = classes.iter().fold(Sieve::NONE, |sieve, members| sieve.or(members.class.first_sieve));
        let added = classes.iter().flat_map(|members| members.added).filter_map(|word| word.chars().next());
        let sieve = added.chain(others.chars()).fold(own, |sieve, c| sieve.with(c as usize));
        Self { sieve }
    }

    /// True for each character that begins a word of the classes, and by chance for a few others.
    #[inline]
    pub fn may_begin(&self, c: char) -> bool {
        self.may_begin_code(u32::from(c))
    }

    /// True for each text that begins with a word of the classes or one of the other characters,
    /// and by chance for a few others.
    #[inline]
    pub fn may_begin_text(&self, text: &str) -> bool {
        first_code(text).is_some_and(|code| self.may_begin_code(code))
    }

    /// Does the same as [`Self::may_begin`], for the code point of a character.
    #[inline]
    pub fn may_begin_code(&self, code: u32) -> bool {
        self.sieve.lets_through(code)
    }
}

/// Last characters of the words of several classes.
///
/// Code that looks for words of several classes before a figure can exclude nearly all texts with a
/// single check.
#[derive(Clone, Debug)]
pub struct LastChars {
    sieve: Sieve,
}

impl LastChars {
    /// Creates the set of the last characters of the words of `classes`.
    pub fn of(classes: &[Members<'_>]) -> Self {
        let own = classes.iter().fold(Sieve::NONE, |sieve, members| sieve.or(members.class.last_sieve));
        let added = classes.iter().flat_map(|members| members.added).filter_map(|word| last_code(word));
        Self { sieve: added.fold(own, |sieve, code| sieve.with(code as usize)) }
    }

    /// True for each text that ends with a word of the classes, and by chance for a few others.
    #[inline]
    pub fn may_end(&self, text: &str) -> bool {
        last_code(text).is_some_and(|code| self.sieve.lets_through(code))
    }

    /// True for the code point of each character that ends a word of the classes, and by chance for
    /// a few others.
    #[inline]
    pub fn may_end_code(&self, code: u32) -> bool {
        self.sieve.lets_through(code)
    }
}

#[cfg(test)]
mod tests {
    use super::{FirstChars, LastChars};
    use crate::words::{CLASSES, Words};

    #[test]
    fn knows_the_first_characters_of_all_words() {
        let mut words = Words::default();
        words.add(CLASSES[0], ["\u{4DFF}新词".to_owned()]);
        let classes = [CLASSES[0], CLASSES[1]].map(|class| words.of(class));
        let heads = FirstChars::of(&classes, "其");
        let firsts = classes.iter().flat_map(|members| members.iter()).filter_map(|word| word.chars().next());
        assert!(firsts.chain(['其', '\u{4DFF}']).all(|c| heads.may_begin(c)));
        let passed = ('\u{4E00}'..='\u{9FFF}').filter(|c| heads.may_begin(*c)).count();
        assert!(passed < 0x5200 / 4, "{passed}");
    }

    #[test]
    fn knows_the_last_characters_of_all_words() {
        let mut words = Words::default();
        words.add(CLASSES[0], ["新词\u{4DFF}".to_owned()]);
        let classes = [CLASSES[0], CLASSES[1]].map(|class| words.of(class));
        let ends = LastChars::of(&classes);
        assert!(classes.iter().flat_map(|members| members.iter()).all(|word| ends.may_end(word)));
        assert!(!ends.may_end(""));
        let passed = ('\u{4E00}'..='\u{9FFF}').filter(|c| ends.may_end_code(u32::from(*c))).count();
        assert!(passed < 0x5200 / 4, "{passed}");
    }
}

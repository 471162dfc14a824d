//! A quick check if a character can begin a word of several classes.

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

    /// Does the same as [`Self::may_begin`], for the code point of a character.
    #[inline]
    pub fn may_begin_code(&self, code: u32) -> bool {
        self.sieve.lets_through(code)
    }
}

#[cfg(test)]
mod tests {
    use super::FirstChars;
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
}

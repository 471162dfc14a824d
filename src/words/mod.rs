//! L1: classes of words, as data. `build/words.rs` compiles `rules/words/*.toml` and the `[words]`
//! of rules into statics, so that nothing is parsed at run time.
//!
//! Classes are accessed through [`Words`], which adds the words of the configuration.

pub mod class;
pub mod dimension;
pub mod first_chars;
pub mod members;
pub mod units;

use crate::words::class::Class;
use crate::words::members::Members;
use crate::words::units::Units;

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// Access to all classes of words. It holds the words that a configuration adds to them, so that
/// each class is read together with its additions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    added: Vec<(&'static str, Vec<String>)>,
    /// Numbers of the added words: the id of the class, the word, and its number, such as the year
    /// of an event.
    values: Vec<(&'static str, String, u32)>,
}

impl Words {
    /// Creates the access without any additions.
    pub const fn new() -> Self {
        Self { added: Vec::new(), values: Vec::new() }
    }

    /// Adds words to a class. Skips empty words and those that the class contains already.
    pub fn add(&mut self, class: &'static Class, words: impl IntoIterator<Item = String>) {
        for word in words {
            if word.is_empty() || self.of(class).contains(&word) {
                continue;
            }
            match self.added.iter_mut().find(|(id, _)| *id == class.id) {
                Some((_, known)) => known.push(word),
                None => self.added.push((class.id, vec![word])),
            }
        }
    }

    /// Adds a word with a number, such as the year of an event. A later number replaces an earlier
    /// one.
    pub fn add_with_value(&mut self, class: &'static Class, word: &str, value: u32) {
        self.add(class, [word.to_owned()]);
        self.values.push((class.id, word.to_owned(), value));
    }

    /// Returns the units of all dimensions.
    pub fn units(&self) -> Units<'_> {
        Units { added: unit::CLASSES.map(|class| self.of(class).added), has_added: !self.is_empty() }
    }

    /// True if no word is added to any class.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty()
    }

    /// Returns the words of a class, built-in and added ones.
    #[inline]
    pub fn of(&self, class: &'static Class) -> Members<'_> {
        let added = if self.added.is_empty() { &[] } else { self.added_to(class) };
        Members { class, added, values: &self.values }
    }

    /// Words that are added to a class. Most configurations add none to any, so that this search
    /// is not copied into each of the hundreds of callers of [`Self::of`].
    #[cold]
    fn added_to(&self, class: &'static Class) -> &[String] {
        let added = self.added.iter().find(|(id, _)| *id == class.id);
        added.map_or(&[], |(_, words)| words)
    }
}

/// Returns the class with this id, such as `unit/length`.
pub fn class(id: &str) -> Option<&'static Class> {
    CLASSES.iter().copied().find(|class| class.id == id)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{CLASSES, Words, class};

    #[test]
    fn classes_that_exclude_each_other_share_no_word() {
        for one in CLASSES {
            for id in one.excludes {
                let other =
                    class(id).unwrap_or_else(|| panic!("{} excludes {id}, which is no class", one.id));
                let words: BTreeSet<&str> = one.words.iter().copied().collect();
                let shared: Vec<&&str> = other.words.iter().filter(|word| words.contains(**word)).collect();
                assert!(shared.is_empty(), "{} and {id} share {shared:?}", one.id);
            }
        }
    }

    #[test]
    fn classes_say_what_belongs_in_them() {
        let ids: BTreeSet<&str> = CLASSES.iter().map(|class| class.id).collect();
        assert_eq!(ids.len(), CLASSES.len());
        for class in CLASSES {
            assert!(
                class.zh.ends_with('。') && class.en.ends_with('.'),
                "{}: say it as a sentence",
                class.id
            );
        }
    }

    #[test]
    fn finds_every_word_of_every_class_and_the_longest_one() {
        let words = Words::default();
        for class in CLASSES {
            let members = words.of(class);
            for word in class.words {
                assert!(members.contains(word));
                let text = format!("{word}\u{4DFF}");
                assert!(members.start_of(&text).is_some_and(|found| found.len() >= word.len()), "{word}");
                let text = format!("\u{4DFF}{word}");
                assert!(members.end_of(&text).is_some_and(|found| found.len() >= word.len()), "{word}");
            }
            assert!(members.start_of("").is_none() && members.end_of("").is_none());
        }
    }

    #[test]
    fn added_words_may_have_numbers_and_the_last_one_counts() {
        let mut words = Words::default();
        words.add(&super::calendar::EVENT, ["石桥解放".to_owned()]);
        assert_eq!(words.of(&super::calendar::EVENT).value("石桥解放"), None);
        words.add_with_value(&super::calendar::EVENT, "石桥解放", 1948);
        words.add_with_value(&super::calendar::EVENT, "石桥解放", 1949);
        let members = words.of(&super::calendar::EVENT);
        assert_eq!(members.value("石桥解放"), Some(1949));
        assert_eq!(members.end_of("庆祝石桥解放"), Some("石桥解放"));
        assert_eq!(words.of(&super::dating::HAPPENING).value("石桥解放"), None);
    }

    #[test]
    fn adds_words_to_one_class() {
        let mut words = Words::default();
        let [first, second] = [CLASSES[0], CLASSES[1]];
        words.add(first, ["头一个".to_owned(), String::new()]);
        words.add(first, ["头一个词", "头一个", first.words[0]].map(str::to_owned));
        let members = words.of(first);
        assert_eq!(members.start_of("头一个词语"), Some("头一个词"));
        assert_eq!(members.end_of("说头一个"), Some("头一个"));
        assert!(members.contains("头一个") && members.is_in("说头一个词吧"));
        assert_eq!(members.iter().count(), first.words.len() + 2);
        assert!(!words.of(second).contains("头一个") && !words.is_empty());
    }
}

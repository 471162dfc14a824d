//! The families of the rules that come with hegao. They are written in `rules/families.toml`, of which
//! `build/families.rs` makes a table.

use crate::language::Language;

/// A family.
#[derive(Clone, Copy, Debug)]
pub struct Family {
    /// The name in the ids of its rules.
    pub name: &'static str,
    /// The Chinese word that reports call it by; it may be used as its name.
    pub word: &'static str,
    /// Sentences in Chinese and in English: what it looks for.
    about: (&'static str, &'static str),
}

impl Family {
    /// What it looks for, as a sentence.
    pub fn about(&self, language: Language) -> &'static str {
        language.pick(self.about.0, self.about.1)
    }
}

// `FAMILIES`: all of them, in the order of their names.
include!(concat!(env!("OUT_DIR"), "/families.rs"));

/// The family that is called so, by its name or its Chinese word.
pub fn named(name: &str) -> Option<&'static Family> {
    FAMILIES.iter().find(|family| family.name == name || family.word == name)
}

//! The families of the rules that come with hegao. They are defined in `rules/families.toml`, from
//! which `build/families.rs` generates a table.

use crate::language::Language;

/// A family.
#[derive(Clone, Copy, Debug)]
pub struct Family {
    /// The name, which begins the ids of its rules.
    pub name: &'static str,
    /// The Chinese name in reports; it is accepted like the name.
    pub word: &'static str,
    /// Description in Chinese and in English, as sentences.
    about: (&'static str, &'static str),
}

impl Family {
    /// Description, as a sentence.
    pub fn about(&self, language: Language) -> &'static str {
        language.pick(self.about.0, self.about.1)
    }
}

// `FAMILIES`: all families, in the order of their names.
include!(concat!(env!("OUT_DIR"), "/families.rs"));

/// The family with this name, in English or in Chinese.
pub fn named(name: &str) -> Option<&'static Family> {
    FAMILIES.iter().find(|family| family.name == name || family.word == name)
}

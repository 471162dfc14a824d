//! The families of built-in rules, such as `date`. They are defined in `rules/families.toml`, from
//! which `build/families.rs` generates a table.

use crate::language::Language;

/// A family: a group of rules about one subject.
#[derive(Clone, Copy, Debug)]
pub struct Family {
    /// The name of the family, which is the first part of the ids of its rules: `date` in
    /// `date/weekday`.
    pub name: &'static str,
    /// The Chinese name of the family in reports. Users may write it instead of the name.
    pub word: &'static str,
    /// Description of the family in Chinese and in English, as sentences.
    about: (&'static str, &'static str),
}

impl Family {
    /// Returns the description in `language`, as a sentence.
    pub fn about(&self, language: Language) -> &'static str {
        language.pick(self.about.0, self.about.1)
    }
}

// `FAMILIES`: all families, in the order of their names.
include!(concat!(env!("OUT_DIR"), "/families.rs"));

/// Returns the family with this name or Chinese name.
pub fn named(name: &str) -> Option<&'static Family> {
    FAMILIES.iter().find(|family| family.name == name || family.word == name)
}

//! L4: checks in Rust, in the folders of the rules they belong to.

mod agenda;
mod alignment;
mod carried;
mod dating;
mod entities;
mod kept_events;
mod kept_sessions;
mod kept_years;
mod meetings;
mod near_names;
mod organisations;
mod owners;
mod people;
mod ranks;
mod reckoning;
mod renumbering;
mod rows;
mod running_numbers;
mod slips;
mod stages;
mod talk;
mod titles;
mod years;

use crate::check::{Check, CollectionCheck, PreviousCheck, SetCheck};
use crate::facts::lexicon::LexiconBuilder;
use crate::words::Words;

/// What a check is built from: its options as written, and the words of all checks to add its own
/// to.
pub struct Parts<'a> {
    /// The `options` of the rule's `[code]` section.
    pub options: toml::Table,
    /// Words that are looked for.
    pub lexicon: &'a mut LexiconBuilder,
    /// The classes of words, with those of the configuration.
    pub words: &'a Words,
}

/// Builds a check, or says which option is wrong.
pub type Build = fn(&mut Parts<'_>) -> Result<Box<dyn Check>, String>;

/// Builds a check over a collection from its options, or says which is wrong.
pub type BuildCollection = fn(&toml::Table) -> Result<Box<dyn CollectionCheck>, String>;

/// Builds a check over a set of papers from its options, or says which is wrong.
pub type BuildSet = fn(&toml::Table) -> Result<Box<dyn SetCheck>, String>;

/// Builds a check over a document and the one of the year before from its options, or says which is
/// wrong.
pub type BuildPrevious = fn(&toml::Table) -> Result<Box<dyn PreviousCheck>, String>;

include!(concat!(env!("OUT_DIR"), "/checks.rs"));

/// Reads the options of a check.
fn options<T: serde::de::DeserializeOwned>(table: &toml::Table) -> Result<T, String> {
    table.clone().try_into().map_err(|error: toml::de::Error| error.message().to_owned())
}

/// For a check that has no options.
fn no_options(table: &toml::Table) -> Result<(), String> {
    match table.keys().next() {
        Some(key) => Err(format!("unknown option `{key}`: this rule has none")),
        None => Ok(()),
    }
}

//! Layer L4: checks written in Rust, in the folders of their rules.

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

/// Input for building a check: its options as written, and the words of all checks, to which it
/// adds its own.
pub struct Parts<'a> {
    /// The `options` of the rule's `[code]` section.
    pub options: toml::Table,
    /// Words that are searched for in documents.
    pub lexicon: &'a mut LexiconBuilder,
    /// The classes of words, including those of the configuration.
    pub words: &'a Words,
}

/// Builds a check. The error names the wrong option.
pub type Build = fn(&mut Parts<'_>) -> Result<Box<dyn Check>, String>;

/// Builds a check over a collection from its options. The error names the wrong option.
pub type BuildCollection = fn(&toml::Table) -> Result<Box<dyn CollectionCheck>, String>;

/// Builds a check over a set of papers from its options. The error names the wrong option.
pub type BuildSet = fn(&toml::Table) -> Result<Box<dyn SetCheck>, String>;

/// Builds a check over a document and that of the year before from its options. The error names the
/// wrong option.
pub type BuildPrevious = fn(&toml::Table) -> Result<Box<dyn PreviousCheck>, String>;

include!(concat!(env!("OUT_DIR"), "/checks.rs"));

/// Reads the options of a check.
fn options<T: serde::de::DeserializeOwned>(table: &toml::Table) -> Result<T, String> {
    table.clone().try_into().map_err(|error: toml::de::Error| error.message().to_owned())
}

/// Returns an error if a check without options has any.
fn no_options(table: &toml::Table) -> Result<(), String> {
    match table.keys().next() {
        Some(key) => Err(format!("unknown option `{key}`: this rule has none")),
        None => Ok(()),
    }
}

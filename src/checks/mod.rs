//! Layer L4: checks written in Rust, in one folder per family of rules. Files beside the folders
//! hold what several checks share.

mod agenda;
mod alignment;
mod carried;
mod dating;
mod entities;
mod events;
mod evidence;
mod facilities;
mod figures;
mod grades;
mod held_posts;
mod kept_events;
mod kept_sessions;
mod kept_years;
mod keys;
mod locations;
mod meetings;
mod misspelt;
mod moments;
mod named_counts;
mod near_names;
mod organisations;
mod overlap;
mod owners;
mod people;
mod postings;
mod prizes;
mod ranks;
mod reckoning;
mod renumbering;
mod rivals;
mod rooms;
mod running_numbers;
mod same_thing;
mod shared_pairs;
mod slips;
mod stages;
mod standings;
mod talk;
mod titles;
mod totals;
mod values;
mod variants;
mod years;

use crate::check::{Check, CollectionCheck, PreviousCheck, SetCheck};
use crate::facts::lexicon::LexiconBuilder;
use crate::words::Words;

/// Input for building a check: the options of its rule, and the dictionary to which it adds the
/// words it searches for.
pub struct BuildInput<'a> {
    /// The `options` of the rule's `[code]` section in its TOML file.
    pub options: toml::Table,
    /// Dictionary of all words that are searched in documents. A check adds its own words before
    /// any document is read, so that one search finds the words of all checks.
    pub lexicon: &'a mut LexiconBuilder,
    /// Classes of words (all units, all verbs for meetings …), including words added by the
    /// configuration.
    pub words: &'a Words,
}

/// Constructor of a check for single documents. Fails with a message that names the wrong option.
pub type Build = fn(&mut BuildInput<'_>) -> Result<Box<dyn Check>, String>;

/// Constructor of a check that compares the documents of a collection. Fails with a message that
/// names the wrong option.
pub type BuildCollection = fn(&toml::Table) -> Result<Box<dyn CollectionCheck>, String>;

/// Constructor of a check that compares the papers of one set. Fails with a message that names the
/// wrong option.
pub type BuildSet = fn(&toml::Table) -> Result<Box<dyn SetCheck>, String>;

/// Constructor of a check that compares a report with that of the year before. Fails with a message
/// that names the wrong option.
pub type BuildPrevious = fn(&toml::Table) -> Result<Box<dyn PreviousCheck>, String>;

include!(concat!(env!("OUT_DIR"), "/checks.rs"));

/// Deserializes the options of a check. The error is the message of the TOML parser.
fn options<T: serde::de::DeserializeOwned>(table: &toml::Table) -> Result<T, String> {
    table.clone().try_into().map_err(|error: toml::de::Error| error.message().to_owned())
}

/// Returns an error if options are given for a check that has none.
fn no_options(table: &toml::Table) -> Result<(), String> {
    match table.keys().next() {
        Some(key) => Err(format!("unknown option `{key}`: this rule has none")),
        None => Ok(()),
    }
}

//! `hegao.toml` as written: the shape of the TOML and nothing more.

use serde::Deserialize;
use toml::Spanned;

/// The whole file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    #[serde(default)]
    pub(super) placeholder: Placeholder,
    #[serde(default)]
    pub(super) count: Count,
    #[serde(default)]
    pub(super) overrides: Vec<Override>,
}

/// What counts as a blank.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Placeholder {
    /// Forms of words that are no blanks.
    #[serde(default)]
    pub(super) allow: Vec<String>,
    /// Words that are.
    #[serde(default)]
    pub(super) masks: Vec<String>,
}

/// What counts nothing.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Count {
    /// Fixed terms with a number.
    #[serde(default)]
    pub(super) terms: Vec<String>,
}

/// What holds besides for some files.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Override {
    /// Globs over paths, seen from the folder of the configuration.
    pub(super) files: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) placeholder: Placeholder,
    #[serde(default)]
    pub(super) count: Count,
}

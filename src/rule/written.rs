//! A rule file as written: the shape of the TOML and nothing more.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::diagnostic::Severity;
use crate::fix::Safety;
use crate::rule::message::{Phrase, Wording};

/// Everything but the examples, which stand last and are read only when asked for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    pub(super) severity: Severity,
    #[serde(default = "yes")]
    pub(super) default: bool,
    pub(super) fix: Option<Safety>,
    pub(super) source: Option<String>,
    pub(super) zh: Texts,
    pub(super) en: Texts,
    pub(super) code: Option<toml::Table>,
    pub(super) pattern: Option<toml::Table>,
    pub(super) phrases: Option<toml::Table>,
    pub(super) engine: Option<toml::Table>,
}

fn yes() -> bool {
    true
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Texts {
    title: String,
    message: String,
    why: String,
    help: Option<String>,
    fix: Option<String>,
    #[serde(default)]
    labels: BTreeMap<String, String>,
    #[serde(default)]
    variants: BTreeMap<String, Variant>,
    #[serde(default)]
    options: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Variant {
    message: String,
    help: Option<String>,
}

impl From<Texts> for Wording {
    fn from(texts: Texts) -> Self {
        let variant = |(name, variant): (String, Variant)| {
            (name, Phrase { message: variant.message, help: variant.help })
        };
        Self {
            title: texts.title,
            plain: Phrase { message: texts.message, help: texts.help },
            variants: texts.variants.into_iter().map(variant).collect(),
            why: texts.why,
            fix: texts.fix,
            labels: texts.labels,
            options: texts.options,
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tail {
    #[serde(default)]
    pub(super) bad: Vec<Bad>,
    #[serde(default)]
    pub(super) good: Vec<Good>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Bad {
    pub(super) text: String,
    pub(super) name: Option<String>,
    pub(super) beside: Option<String>,
    pub(super) fixed: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Good {
    pub(super) text: String,
    pub(super) name: Option<String>,
    pub(super) beside: Option<String>,
}

//! The keys of a rule file as written in TOML, before validation.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::diagnostic::Severity;
use crate::fix::Safety;
use crate::rule::policy::Policy;
use crate::rule::section::Kind;

/// All keys of a rule file except the examples, which come last and are only read on demand.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    pub(super) severity: Severity,
    #[serde(default = "yes")]
    pub(super) default: bool,
    #[serde(default, rename = "in-hidden-text")]
    in_hidden_text: bool,
    #[serde(default, rename = "unless-allowed")]
    unless_allowed: bool,
    #[serde(default)]
    unnecessary: bool,
    pub(super) fix: Option<Safety>,
    pub(super) source: Option<String>,
    pub(super) zh: Option<Texts>,
    pub(super) en: Option<Texts>,
    code: Option<Spanned<toml::Table>>,
    pattern: Option<Spanned<toml::Table>>,
    phrases: Option<Spanned<toml::Table>>,
    engine: Option<Spanned<toml::Table>>,
    terms: Option<Spanned<toml::Table>>,
    pair: Option<Spanned<toml::Table>>,
    limit: Option<Spanned<toml::Table>>,
    require: Option<Spanned<toml::Table>>,
    either: Option<Spanned<toml::Table>>,
    repeat: Option<Spanned<toml::Table>>,
}

impl Head {
    /// Returns the options on the treatment of findings.
    pub(super) fn policy(&self) -> Policy {
        Policy {
            keeps_hidden: self.in_hidden_text,
            drops_allowed: self.unless_allowed,
            is_unnecessary: self.unnecessary,
        }
    }

    /// Returns all sections that define a check. A valid file has exactly one.
    pub(super) fn sections(&mut self) -> Vec<(Kind, Spanned<toml::Table>)> {
        let sections = [
            (Kind::Code, self.code.take()),
            (Kind::Pattern, self.pattern.take()),
            (Kind::Phrases, self.phrases.take()),
            (Kind::Engine, self.engine.take()),
            (Kind::Terms, self.terms.take()),
            (Kind::Pair, self.pair.take()),
            (Kind::Limit, self.limit.take()),
            (Kind::Require, self.require.take()),
            (Kind::Either, self.either.take()),
            (Kind::Repeat, self.repeat.take()),
        ];
        sections.into_iter().filter_map(|(kind, table)| Some((kind, table?))).collect()
    }
}

fn yes() -> bool {
    true
}

/// Texts of a rule in one language, as written. A built-in rule may leave out only `help` and
/// `fix`, a rule of the user any of them.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Texts {
    pub(super) title: Option<String>,
    pub(super) message: Option<String>,
    pub(super) why: Option<String>,
    pub(super) help: Option<String>,
    pub(super) fix: Option<String>,
    #[serde(default)]
    pub(super) labels: BTreeMap<String, String>,
    #[serde(default)]
    pub(super) variants: BTreeMap<String, Variant>,
    #[serde(default)]
    pub(super) options: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Variant {
    pub(super) message: String,
    pub(super) help: Option<String>,
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
    pub(super) previous: Option<String>,
    pub(super) fixed: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Good {
    pub(super) text: String,
    pub(super) name: Option<String>,
    pub(super) beside: Option<String>,
    pub(super) previous: Option<String>,
}

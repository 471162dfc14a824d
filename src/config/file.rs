//! The keys of `hegao.toml` as they are written, before validation. Values that are validated later
//! keep their place in the file.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::diagnostic::Severity;

/// Settings by name, with the place of each name.
pub(super) type Named<T> = BTreeMap<Spanned<String>, T>;

/// All keys of a configuration file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct ConfigFile {
    /// Path of another configuration file, whose settings apply if this file has none of its own.
    pub(super) extends: Option<Spanned<String>>,
    /// Globs of further files that are checked in folders.
    pub(super) include: Vec<Spanned<String>>,
    /// Globs of files that are skipped in folders.
    pub(super) exclude: Vec<Spanned<String>>,
    /// Globs; the files that match one of them form a set of papers, which are compared with each
    /// other.
    pub(super) together: Vec<Spanned<String>>,
    /// Path of the baseline, the file of accepted findings.
    pub(super) baseline: Option<Spanned<String>>,
    /// Folders or files of the user's own rules.
    pub(super) packs: Vec<Spanned<String>>,
    pub(super) fail_on: Option<Spanned<Severity>>,
    pub(super) lang: Option<Spanned<Lang>>,
    pub(super) today: Option<Spanned<String>>,
    pub(super) limits: Limits,
    pub(super) rules: Named<Spanned<Level>>,
    pub(super) options: Named<Named<Spanned<toml::Value>>>,
    pub(super) placeholder: Placeholder,
    pub(super) count: Count,
    /// Words to add, by the id of their class.
    pub(super) words: Named<Vec<Spanned<String>>>,
    pub(super) overrides: Vec<Override>,
    pub(super) ignore: Vec<Ignore>,
    pub(super) accept: Vec<Accept>,
    pub(super) events: Vec<Event>,
}

/// An `[[events]]` table: an event that the user defines, such as a founding or an anniversary.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Event {
    pub(super) name: Spanned<String>,
    #[serde(default)]
    pub(super) aliases: Vec<Spanned<String>>,
    /// The only day of the event, as a TOML date or a string.
    pub(super) date: Option<Spanned<toml::Value>>,
    /// The first day of the event, if it has several.
    pub(super) first: Option<Spanned<toml::Value>>,
    /// The last day of the event, if it has several.
    pub(super) last: Option<Spanned<toml::Value>>,
    /// The year of the event, if its day is unknown.
    pub(super) year: Option<Spanned<i64>>,
    /// True if the event recurs every year; its date is then that of the first time.
    #[serde(default)]
    pub(super) yearly: bool,
}

/// An `[[ignore]]` table: a finding that is right in its document.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ignore {
    /// Id of a rule, or name of a family.
    pub(super) rule: Spanned<String>,
    /// A path or a glob, relative to the folder of the configuration.
    pub(super) file: Option<Spanned<String>>,
    /// Words of the document that contain the finding or are part of it.
    pub(super) text: Option<String>,
    pub(super) reason: Spanned<String>,
    /// The last day on which the entry applies, as a TOML date or a string.
    pub(super) expires: Option<Spanned<toml::Value>>,
}

/// An `[[accept]]` table: files that need not be readable.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Accept {
    /// A path or a glob, relative to the folder of the configuration.
    pub(super) file: Spanned<String>,
    /// The kind of the problem that is accepted, by its name in the JSON report.
    pub(super) kind: Spanned<String>,
    pub(super) reason: Spanned<String>,
    /// The last day on which the entry applies, as a TOML date or a string.
    pub(super) expires: Option<Spanned<toml::Value>>,
}

/// A language by its tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Lang {
    Zh,
    En,
}

/// Level that `[rules]` sets for a rule or a family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The rule does not run.
    Off,
    /// The rule runs with the severity that it has by itself.
    On,
    /// Findings of the rule are at most hints.
    Hint,
    /// Findings of the rule are at most warnings.
    Warning,
    /// Findings of the rule are at most errors.
    Error,
}

impl Level {
    /// Every level, in the order in which they are listed to the user.
    pub const ALL: [Self; 5] = [Self::Error, Self::Warning, Self::Hint, Self::On, Self::Off];

    /// Name of the level in the configuration file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::On => "on",
            Self::Hint => "hint",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The severity that the level sets; `None` for `off` and `on`.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Off | Self::On => None,
            Self::Hint => Some(Severity::Hint),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }
}

/// The `[placeholder]` table: words that are never, or always, placeholders.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Placeholder {
    /// Words that are not placeholders, although they look like one: `X企业` ("enterprise X").
    pub(super) allow: Vec<Spanned<String>>,
    /// Words that are placeholders, although they do not look like one: `待查` ("to be looked up").
    pub(super) masks: Vec<Spanned<String>>,
}

/// The `[count]` table: fixed terms with a number.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Count {
    /// Fixed terms with a number that counts nothing in the document, like 三严三实 ("three stricts and
    /// three honests", a slogan).
    pub(super) terms: Vec<Spanned<String>>,
}

/// The `[limits]` table: the maximum size of a file, and of its list of findings.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct Limits {
    /// The maximum file size: a number of bytes, or a string with a unit letter.
    pub(super) file_size: Option<Spanned<toml::Value>>,
    pub(super) findings: Option<Spanned<usize>>,
}

/// An `[[overrides]]` table: settings for the files that its globs match.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Override {
    /// Globs of the files to which the settings apply, relative to the folder of the configuration.
    pub(super) files: Spanned<Vec<Spanned<String>>>,
    pub(super) fail_on: Option<Spanned<Severity>>,
    pub(super) today: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) limits: Limits,
    #[serde(default)]
    pub(super) rules: Named<Spanned<Level>>,
    #[serde(default)]
    pub(super) options: Named<Named<Spanned<toml::Value>>>,
    #[serde(default)]
    pub(super) placeholder: Placeholder,
    #[serde(default)]
    pub(super) count: Count,
    #[serde(default)]
    pub(super) words: Named<Vec<Spanned<String>>>,
}

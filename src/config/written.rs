//! `hegao.toml` as written: the shape of the TOML and nothing more. What is judged later keeps its place in the file.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::diagnostic::Severity;

/// Settings by their names, each with its place.
pub(super) type Named<T> = BTreeMap<Spanned<String>, T>;

/// The whole file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct Written {
    /// The file whose settings hold where this one is silent.
    pub(super) extends: Option<Spanned<String>>,
    /// Globs of further files that are checked in folders.
    pub(super) include: Vec<Spanned<String>>,
    /// Globs of files that are passed over in folders.
    pub(super) exclude: Vec<Spanned<String>>,
    /// Globs of papers that are a set each.
    pub(super) together: Vec<Spanned<String>>,
    /// The file of findings that were accepted.
    pub(super) baseline: Option<Spanned<String>>,
    /// Folders or files of an office's own rules.
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

/// An event of the user's own: a founding, a yearly day.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Event {
    pub(super) name: Spanned<String>,
    #[serde(default)]
    pub(super) aliases: Vec<Spanned<String>>,
    /// Its only day, as a date or in quotes.
    pub(super) date: Option<Spanned<toml::Value>>,
    /// Its first day, if it has several.
    pub(super) first: Option<Spanned<toml::Value>>,
    /// Its last day.
    pub(super) last: Option<Spanned<toml::Value>>,
    /// Its year, if no more is known of it.
    pub(super) year: Option<Spanned<i64>>,
    /// True if it comes again every year; its date is that of the first time.
    #[serde(default)]
    pub(super) yearly: bool,
}

/// A finding that is right here.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ignore {
    /// A rule or a family.
    pub(super) rule: Spanned<String>,
    /// A path or a glob, seen from the folder of the configuration.
    pub(super) file: Option<Spanned<String>>,
    /// Words of the document.
    pub(super) text: Option<String>,
    pub(super) reason: Spanned<String>,
    /// The last day on which it holds, as a date or in quotes.
    pub(super) expires: Option<Spanned<toml::Value>>,
}

/// Files that cannot be read and need not be.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Accept {
    /// A path or a glob, seen from the folder of the configuration.
    pub(super) file: Spanned<String>,
    /// The kind of the problem, by its name in the JSON report.
    pub(super) kind: Spanned<String>,
    pub(super) reason: Spanned<String>,
    /// The last day on which it holds, as a date or in quotes.
    pub(super) expires: Option<Spanned<toml::Value>>,
}

/// A language by its tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Lang {
    Zh,
    En,
}

/// What is said of a rule or a family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// It does not run.
    Off,
    /// It runs, and weighs what its file says.
    On,
    /// It weighs at most a hint.
    Hint,
    /// It weighs at most a warning.
    Warning,
    /// It weighs at most an error.
    Error,
}

impl Level {
    /// Every level, as they are listed to the user.
    pub const ALL: [Self; 5] = [Self::Error, Self::Warning, Self::Hint, Self::On, Self::Off];

    /// The name it is written by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::On => "on",
            Self::Hint => "hint",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The severity it gives, if it gives one.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Off | Self::On => None,
            Self::Hint => Some(Severity::Hint),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }
}

/// What counts as a blank.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Placeholder {
    /// Forms of words that are no blanks.
    pub(super) allow: Vec<Spanned<String>>,
    /// Words that are.
    pub(super) masks: Vec<Spanned<String>>,
}

/// What counts nothing.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Count {
    /// Fixed terms with a number.
    pub(super) terms: Vec<Spanned<String>>,
}

/// How much of a file is read, and how much of what is found in it is listed.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct Limits {
    /// A number of bytes, or one with a letter in quotes.
    pub(super) file_size: Option<Spanned<toml::Value>>,
    pub(super) findings: Option<Spanned<usize>>,
}

/// What holds besides for some files.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Override {
    /// Globs over paths, seen from the folder of the configuration.
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

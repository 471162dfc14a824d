//! What a linter is made from, as programs say it.

use serde::Deserialize;

use crate::language::Language;

/// What a [`Linter`](crate::linter::Linter) is made from. Programs in other languages hand it over as an object with these keys.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// The text of a `hegao.toml`. Its `extends` and `packs` name files, which a linter does not read: they are refused. Its
    /// `baseline` is not read either: what it accepted is found.
    pub config: Option<String>,
    /// Rules of an office.
    pub packs: Vec<Pack>,
    /// Only these rules and families, whatever the configuration says.
    pub select: Vec<String>,
    /// None of these rules and families.
    pub ignore: Vec<String>,
    /// The language of messages; that of the configuration if none is said, else Chinese.
    pub language: Option<Language>,
    /// What “now” means for every document, as `2026-03-05`, or `off` to compare nothing with now.
    pub today: Option<String>,
    /// The date of the caller's clock, for documents without a date of their own where the configuration has none either. By it
    /// alone, nothing is worse than a warning. Nothing is compared with now if it is not given.
    pub clock: Option<String>,
}

/// Rules of an office, as a folder of them would hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// The name of the folder: the family of the rules that lie in no folder below it.
    pub name: String,
    /// Paths below the folder, divided by `/`, with the texts of the files.
    pub files: Vec<(String, String)>,
}

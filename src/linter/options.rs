//! Options from which a linter is built, in the form in which programs pass them.

use serde::Deserialize;

use crate::language::Language;

/// Options of a [`Linter`](crate::linter::Linter). Programs in other languages pass them as an
/// object with these keys.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// The text of a `hegao.toml`. The keys `extends` and `packs` in it are errors, because they
    /// name files, which a linter does not read. Its key `baseline` has no effect, so accepted
    /// findings are reported.
    pub config: Option<String>,
    /// The user's own rules.
    pub packs: Vec<Pack>,
    /// Run only these rules and families, regardless of the configuration.
    pub select: Vec<String>,
    /// Do not run these rules and families.
    pub ignore: Vec<String>,
    /// The language of messages. The default is that of the configuration, else Chinese.
    pub language: Option<Language>,
    /// Date that counts as “now” for every document, as `2026-03-05`, or `off` to compare no date
    /// with now.
    pub today: Option<String>,
    /// Today's date, from the caller's clock. It counts as “now” for documents without a date of
    /// their own, if the configuration has none either. Findings based on it alone are at most
    /// warnings. Without it, no date is compared with now.
    pub clock: Option<String>,
}

/// The user's own rules, as the content of a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// The name of the folder. Rules whose files are directly in the folder belong to the family
    /// with this name.
    pub name: String,
    /// Paths below the folder, separated by `/`, with the texts of the files.
    pub files: Vec<(String, String)>,
}

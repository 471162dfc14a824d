//! L3: a validated rule: its severity, its texts in two languages, its examples, and the section
//! that defines the check.

pub mod built_in;
pub mod by_name;
pub mod family;
pub mod file;
pub mod ignore;
pub mod load;
pub mod message;
pub mod mistake;
pub mod nearest;
pub mod policy;
pub mod said;
pub mod section;
mod stock;
pub mod toml_message;
mod wording;
mod written;

use crate::diagnostic::{RuleId, Severity};
use crate::fix::Safety;
use crate::language::Language;
use crate::rule::by_name::Text;
use crate::rule::file::RuleFile;
use crate::rule::message::Wording;
use crate::rule::policy::Policy;
use crate::rule::section::Section;
use crate::text::shared::Shared;

/// A validated rule: the only mistakes left are options that only its check understands.
///
/// Rules that come with hegao are constants ([`built_in`]); the user's rules are read from their
/// files ([`load`]).
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// `family/fault`.
    pub id: RuleId,
    /// Highest severity of its findings.
    pub severity: Severity,
    /// True if it runs without being selected.
    pub is_default: bool,
    /// Treatment of its findings.
    pub policy: Policy,
    /// Safety of its fixes, if it has any.
    pub fix: Option<Safety>,
    /// The standard on which it is based, with the clause.
    pub source: Option<Text>,
    /// Chinese texts.
    pub zh: Wording,
    /// English texts.
    pub en: Wording,
    /// Definition of the check.
    pub section: Section,
    /// The file it was read from.
    pub file: Shared<RuleFile>,
}

impl Rule {
    /// The texts in a language.
    pub fn wording(&self, language: Language) -> &Wording {
        language.pick(&self.zh, &self.en)
    }

    /// Its options with their values, if it has any.
    pub fn options(&self) -> Option<toml::Table> {
        let options = &self.section.options;
        let table = || options.iter().map(|(name, value)| (name.to_owned(), value.into())).collect();
        (!options.is_empty()).then(table)
    }

    /// The class of words that replaced an option of an earlier release.
    pub fn successor(&self, option: &str) -> Option<&str> {
        self.section.retired.get(option).map(AsRef::as_ref)
    }
}

/// The examples of a rule; each is a test.
#[derive(Clone, Debug, Default)]
pub struct Examples {
    /// Texts with ⟦ and ⟧ around each expected finding.
    pub bad: Vec<BadExample>,
    /// Texts in which no default rule reports anything.
    pub good: Vec<GoodExample>,
}

/// A text with a defect.
#[derive(Clone, Debug)]
pub struct BadExample {
    /// The text, with ⟦ and ⟧ around each finding.
    pub text: String,
    /// A file name whose extension determines the format.
    pub name: String,
    /// A document of the same collection that is read first.
    pub beside: Option<String>,
    /// The document of the year before.
    pub previous: Option<String>,
    /// The text after the fixes.
    pub fixed: Option<String>,
}

/// A text without a defect.
#[derive(Clone, Debug)]
pub struct GoodExample {
    /// The text.
    pub text: String,
    /// A file name whose extension determines the format.
    pub name: String,
    /// A document of the same collection that is read first.
    pub beside: Option<String>,
    /// The document of the year before.
    pub previous: Option<String>,
}

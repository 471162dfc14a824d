//! L3: a rule after validation: its severity, its texts in two languages, its examples, and the
//! section that defines its check.

pub mod built_in;
pub mod by_name;
pub mod family;
pub mod file;
pub mod ignore;
pub mod load;
pub mod message;
pub mod mistake;
pub mod mistake_text;
pub mod nearest;
pub mod policy;
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

/// A validated rule. Only options that the check itself interprets may still be wrong.
///
/// Rules that come with hegao are constants ([`built_in`]); the user's rules are read from their
/// files ([`load`]).
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// The id of the rule, `family/fault`: `date/weekday`.
    pub id: RuleId,
    /// Highest severity that findings of the rule have.
    pub severity: Severity,
    /// True if the rule runs by default, without being selected.
    pub is_default: bool,
    /// Options of the rule on the treatment of its findings, for example in hidden text.
    pub policy: Policy,
    /// Safety of the rule's fixes, if it has any.
    pub fix: Option<Safety>,
    /// Standard on which the rule is based, with the clause.
    pub source: Option<Text>,
    /// Texts of the rule in Chinese.
    pub zh: Wording,
    /// Texts of the rule in English.
    pub en: Wording,
    /// The section that defines the check.
    pub section: Section,
    /// The file from which the rule was read.
    pub file: Shared<RuleFile>,
}

impl Rule {
    /// Returns the texts in a language.
    pub fn wording(&self, language: Language) -> &Wording {
        language.pick(&self.zh, &self.en)
    }

    /// Returns the options with their values, if the rule has any.
    pub fn options(&self) -> Option<toml::Table> {
        let options = &self.section.options;
        let table = || options.iter().map(|(name, value)| (name.to_owned(), value.into())).collect();
        (!options.is_empty()).then(table)
    }

    /// Returns the id of the class of words that has replaced `option`, an option of an earlier
    /// release.
    pub fn successor(&self, option: &str) -> Option<&str> {
        self.section.retired.get(option).map(AsRef::as_ref)
    }
}

/// Examples of a rule. Each is run as a test.
#[derive(Clone, Debug, Default)]
pub struct Examples {
    /// Texts with ⟦ and ⟧ around each expected finding.
    pub bad: Vec<BadExample>,
    /// Texts in which no default rule reports anything.
    pub good: Vec<GoodExample>,
}

/// A text with a defect that the rule must find.
#[derive(Clone, Debug)]
pub struct BadExample {
    /// The text, with ⟦ and ⟧ around each finding.
    pub text: String,
    /// The name of the example's file. Its extension determines the format.
    pub name: String,
    /// Another document of the same collection. It is read before the text.
    pub beside: Option<String>,
    /// The document of the year before, for rules that compare a document with it.
    pub previous: Option<String>,
    /// The text after the fixes, if the rule has a fix.
    pub fixed: Option<String>,
}

/// A text without a defect, in which the rule must find nothing.
#[derive(Clone, Debug)]
pub struct GoodExample {
    /// The text, in which nothing may be reported.
    pub text: String,
    /// The name of the example's file. Its extension determines the format.
    pub name: String,
    /// Another document of the same collection. It is read before the text.
    pub beside: Option<String>,
    /// The document of the year before, for rules that compare a document with it.
    pub previous: Option<String>,
}

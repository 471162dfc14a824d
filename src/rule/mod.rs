//! L3: a rule as meant: its weight, its words in two languages, its examples and the section that says how it finds.

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

/// A rule, checked: nothing in it can be wrong any more save options that only its check understands.
///
/// Rules that come with hegao are constants ([`built_in`]), those of an office are read from their files ([`load`]).
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// `family/fault`.
    pub id: RuleId,
    /// How much its findings weigh at most.
    pub severity: Severity,
    /// Whether it runs without being asked for.
    pub is_default: bool,
    /// How its findings are treated.
    pub policy: Policy,
    /// How far its fixes may be trusted, where it has any.
    pub fix: Option<Safety>,
    /// The standard it rests on, with the clause.
    pub source: Option<Text>,
    /// Chinese texts.
    pub zh: Wording,
    /// English texts.
    pub en: Wording,
    /// How it finds.
    pub section: Section,
    /// What it was read from.
    pub file: Shared<RuleFile>,
}

impl Rule {
    /// The texts in a language.
    pub fn wording(&self, language: Language) -> &Wording {
        language.pick(&self.zh, &self.en)
    }

    /// Its options with their values, where it has any.
    pub fn options(&self) -> Option<toml::Table> {
        let options = &self.section.options;
        let table = || options.iter().map(|(name, value)| (name.to_owned(), value.into())).collect();
        (!options.is_empty()).then(table)
    }

    /// The class of words that took the place of an option of an earlier release.
    pub fn successor(&self, option: &str) -> Option<&str> {
        self.section.retired.get(option).map(AsRef::as_ref)
    }
}

/// The examples of a rule; each is a test.
#[derive(Clone, Debug, Default)]
pub struct Examples {
    /// Texts with what must be reported between ⟦ and ⟧.
    pub bad: Vec<BadExample>,
    /// Texts on which every default rule is silent.
    pub good: Vec<GoodExample>,
}

/// A text with a defect.
#[derive(Clone, Debug)]
pub struct BadExample {
    /// The text, with ⟦ and ⟧ around each finding.
    pub text: String,
    /// A file name whose ending tells the format.
    pub name: String,
    /// A document of the same collection that was read before.
    pub beside: Option<String>,
    /// The document of the year before.
    pub previous: Option<String>,
    /// What the fixes make of it.
    pub fixed: Option<String>,
}

/// A text without one.
#[derive(Clone, Debug)]
pub struct GoodExample {
    /// The text.
    pub text: String,
    /// A file name whose ending tells the format.
    pub name: String,
    /// A document of the same collection that was read before.
    pub beside: Option<String>,
    /// The document of the year before.
    pub previous: Option<String>,
}

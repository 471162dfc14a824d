//! L3: a rule as meant: its weight, its words in two languages, its examples and the section that says how it finds.

pub mod family;
pub mod file;
pub mod ignore;
pub mod load;
pub mod message;
pub mod mistake;
pub mod nearest;
pub mod policy;
pub mod said;
mod stock;
pub mod toml_message;
mod wording;
mod written;

use std::sync::Arc;

use crate::diagnostic::{RuleId, Severity};
use crate::fix::Safety;
use crate::language::Language;
use crate::rule::file::RuleFile;
use crate::rule::message::Wording;
use crate::rule::policy::Policy;

/// A rule, checked: nothing in it can be wrong any more save options that only its check understands.
#[derive(Clone, Debug)]
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
    pub source: Option<String>,
    /// Chinese texts.
    pub zh: Wording,
    /// English texts.
    pub en: Wording,
    /// How it finds.
    pub section: Section,
    /// What it was read from.
    pub file: Arc<RuleFile>,
}

impl Rule {
    /// The texts in a language.
    pub fn wording(&self, language: Language) -> &Wording {
        language.pick(&self.zh, &self.en)
    }

    /// Its options with their defaults, where it has any.
    pub fn options(&self) -> Option<&toml::Table> {
        let options = if self.section.kind == Kind::Code { self.section.table.get("options") } else { None };
        options.and_then(toml::Value::as_table)
    }

    /// The class of words that took the place of an option of an earlier release.
    pub fn successor(&self, option: &str) -> Option<&str> {
        let retired = if self.section.kind == Kind::Code { self.section.table.get("retired") } else { None };
        retired.and_then(|retired| retired.get(option)).and_then(toml::Value::as_str)
    }

    /// Its options, to be set.
    pub fn options_mut(&mut self) -> Option<&mut toml::Table> {
        let is_code = self.section.kind == Kind::Code;
        let options = if is_code { self.section.table.get_mut("options") } else { None };
        options.and_then(toml::Value::as_table_mut)
    }
}

/// The section of a rule that says how it finds: `[code]` or a data kind.
#[derive(Clone, Debug)]
pub struct Section {
    /// The name of the section.
    pub kind: Kind,
    /// Its content.
    pub table: toml::Table,
}

/// Ways to find.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A check in Rust, found by the rule's id; the section holds its options.
    Code,
    /// A regular expression, near a fixed word or anywhere.
    Pattern,
    /// Words that stand together in a sentence.
    Phrases,
    /// The engine itself: what is wrong with what it was told, not with the text.
    Engine,
    /// Words, each with what to write instead.
    Terms,
    /// Two words that come together.
    Pair,
    /// Most and fewest characters.
    Limit,
    /// Words that a document must hold.
    Require,
    /// Wordings of which a document uses one.
    Either,
    /// Words that must not come too often.
    Repeat,
}

impl Kind {
    /// The name of its section.
    pub fn name(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Pattern => "pattern",
            Self::Phrases => "phrases",
            Self::Engine => "engine",
            Self::Terms => "terms",
            Self::Pair => "pair",
            Self::Limit => "limit",
            Self::Require => "require",
            Self::Either => "either",
            Self::Repeat => "repeat",
        }
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

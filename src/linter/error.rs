//! Reasons why a linter cannot be built, or a document cannot be checked: in words for people, and
//! as names for programs.

use std::ops::Range;

use crate::config::FILE_NAME;
use crate::config::mistakes::Mistakes;
use crate::engine::held::SelectionError;
use crate::engine::report::Problem;
use crate::language::Language;
use crate::output::problem;
use crate::registry::UnknownRule;
use crate::rule::mistake::Mistake;

/// An error of a linter, in words of its language.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The configuration, or a rule of a pack, is invalid.
    #[error("{}{message}{}", place.as_ref().map_or_else(String::new, SettingPlace::head), lines(others))]
    Configuration {
        /// Description of the mistake.
        message: String,
        /// The advice, if there is any.
        help: Option<String>,
        /// The place of the mistake; `None` if it concerns the configuration or the rule as a
        /// whole.
        place: Option<SettingPlace>,
        /// Further mistakes, in the order of their places. The `others` of these are empty.
        others: Box<[Self]>,
    },
    /// A name among the selected or ignored rules belongs to no rule and no family.
    #[error("{message}")]
    UnknownRule {
        /// Description of the error.
        message: String,
        /// The unknown name.
        name: String,
        /// The most similar existing name, if there is a similar one.
        suggestion: Option<String>,
    },
    /// A date is invalid.
    #[error("{message}")]
    BadDate {
        /// Description of the error.
        message: String,
        /// The invalid date, as the caller wrote it.
        written: String,
    },
    /// The selection and the configuration leave no rule. A check would report nothing, as if the
    /// document had no defects.
    #[error("{message}")]
    NoRules {
        /// Description of the error.
        message: String,
    },
    /// A document cannot be read or written.
    #[error("{message}")]
    Document {
        /// The name of the problem, as in the JSON report: `encrypted`, `bad-bytes`.
        kind: &'static str,
        /// Description of the error.
        message: String,
        /// Advice on what to do.
        help: String,
    },
    /// The document of the year before cannot be read.
    #[error("{name}: {message}")]
    Previous {
        /// The name of the document of the year before.
        name: String,
        /// The name of the problem, as in the JSON report: `encrypted`, `bad-bytes`.
        kind: &'static str,
        /// Description of the error.
        message: String,
        /// Advice on what to do.
        help: String,
    },
}

/// A place in the text of a configuration or of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SettingPlace {
    /// The name of the text: `hegao.toml`, or the path of a rule file in its pack.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Bytes of the place in the text.
    pub bytes: Range<usize>,
}

impl SettingPlace {
    /// Prefix of a message with the place: `hegao.toml:3:1: `
    fn head(&self) -> String {
        format!("{}:{}:{}: ", self.file, self.line, self.column)
    }
}

/// Writes further mistakes, one per line.
fn lines(others: &[Error]) -> String {
    others.iter().map(|other| format!("\n{other}")).collect()
}

impl Error {
    /// The name of the error for programs. Names for documents are those of the JSON report.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Configuration { .. } => "configuration",
            Self::UnknownRule { .. } => "unknown-rule",
            Self::BadDate { .. } => "bad-date",
            Self::NoRules { .. } => "no-rules",
            Self::Document { kind, .. } | Self::Previous { kind, .. } => kind,
        }
    }

    /// The advice, if there is any.
    pub fn help(&self) -> Option<&str> {
        match self {
            Self::Configuration { help, .. } => help.as_deref(),
            Self::Document { help, .. } | Self::Previous { help, .. } => Some(help),
            Self::UnknownRule { .. } | Self::BadDate { .. } | Self::NoRules { .. } => None,
        }
    }

    pub(super) fn mistake(mistake: Box<Mistake>, language: Language) -> Self {
        let mistake = mistake.in_language(language);
        let place = mistake.place().map(|((line, column), bytes)| SettingPlace {
            file: mistake.file.clone(),
            line,
            column,
            bytes,
        });
        Self::Configuration { message: mistake.message, help: mistake.help, place, others: Box::default() }
    }

    pub(super) fn configuration(mistakes: Mistakes, language: Language) -> Self {
        let mut told = mistakes.into_iter().map(|mistake| Self::mistake(mistake, language));
        let mut first = told.next().unwrap_or_else(|| Self::mistake(Mistake::new(FILE_NAME, ""), language));
        if let Self::Configuration { others, .. } = &mut first {
            *others = told.collect();
        }
        first
    }

    pub(super) fn unknown_rule(unknown: UnknownRule, language: Language) -> Self {
        let message = problem::unknown_rule(&unknown, language);
        let UnknownRule { name, suggestion } = unknown;
        Self::UnknownRule { message, name, suggestion }
    }

    pub(super) fn selection(error: SelectionError, language: Language) -> Self {
        match error {
            SelectionError::UnknownRule(unknown) => Self::unknown_rule(unknown, language),
            SelectionError::Mistake(mistake) => Self::mistake(mistake, language),
        }
    }

    pub(super) fn bad_date(written: &str, language: Language) -> Self {
        let message = language.pick(
            format!("「{written}」不是 2026-03-05 这样的日期"),
            format!("`{written}` is not a date such as 2026-03-05"),
        );
        Self::BadDate { message, written: written.to_owned() }
    }

    pub(super) fn no_rules(name: Option<&str>, language: Language) -> Self {
        let file = name.map(|name| language.pick(format!("对 {name} "), format!(" for {name}")));
        let file = file.unwrap_or_default();
        let message = language.pick(
            format!("选项和配置{file}没有留下一条规则：什么也不会查"),
            format!("options and configuration leave no rule{file}: nothing would be looked for"),
        );
        Self::NoRules { message }
    }

    pub(super) fn no_company(name: &str, language: Language) -> Self {
        let message = language.pick(
            format!("对 {name} 留下的规则都要与别的文稿比：交给 check_together 或者 check_against"),
            format!(
                "all rules that are left for {name} compare it with others: use check_together or check_against"
            ),
        );
        Self::NoRules { message }
    }

    pub(super) fn document(problem: &Problem, language: Language) -> Self {
        Self::Document {
            kind: problem::kind(problem),
            message: problem::message(problem, language),
            help: problem::help(problem, language).to_owned(),
        }
    }

    pub(super) fn previous(name: &str, problem: &Problem, language: Language) -> Self {
        Self::Previous {
            name: name.to_owned(),
            kind: problem::kind(problem),
            message: problem::message(problem, language),
            help: problem::help(problem, language).to_owned(),
        }
    }
}

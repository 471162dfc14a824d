//! Reasons why a command failed, with their messages.

use std::io;

use crate::config::mistakes::Mistakes;
use crate::engine::held::SelectionError;
use crate::engine::report::Problem;
use crate::language::Language;
use crate::output::{problem, reason};
use crate::registry::UnknownRule;
use crate::rule::mistake::Mistake;
use crate::workspace::git::GitError;
use crate::workspace::outputs::refusal::Refusal;

/// Reason why a command failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// A mistake in a rule file or configuration.
    #[error(transparent)]
    Mistake(#[from] Box<Mistake>),
    /// All mistakes in a configuration.
    #[error("{} mistakes in a configuration", .0.len())]
    Configuration(Mistakes),
    /// A rule name that belongs to no rule.
    #[error(transparent)]
    UnknownRule(#[from] UnknownRule),
    /// The selected rules and the configuration leave no rule to run.
    #[error("{} leaves no rule", causes.join(" and "))]
    NoRules {
        /// The options and the configuration that together switch off all rules.
        causes: Vec<String>,
        /// The document for which no rule is left; `None` if for all documents.
        file: Option<String>,
    },
    /// A malformed date; the string is the date.
    #[error("`{0}` is not a date")]
    BadDate(String),
    /// An option with a value that cannot be used.
    #[error("{option} {value}: {}", reason[1])]
    BadOption {
        /// The option.
        option: &'static str,
        /// The value.
        value: String,
        /// The reason, in Chinese and in English.
        reason: [String; 2],
    },
    /// Output that could not be written. The string is its path.
    #[error("cannot write {0}: {1}")]
    Write(String, io::Error),
    /// Git cannot determine the changed files.
    #[error(transparent)]
    Git(#[from] GitError),
    /// An output file that may not be written to.
    #[error(transparent)]
    Output(#[from] Box<Refusal>),
    /// A folder or a file of rules that cannot be read. The string is its path.
    #[error("{0}: {1}")]
    Pack(String, Problem),
    /// A pack without rules. The string is its path.
    #[error("{0}: no rule file (*.toml)")]
    EmptyPack(String),
    /// A file that a command cannot use. The string is the whole message.
    #[error("{0}")]
    File(String),
}

impl From<Mistakes> for Failure {
    fn from(mistakes: Mistakes) -> Self {
        Self::Configuration(mistakes)
    }
}

impl From<SelectionError> for Failure {
    fn from(error: SelectionError) -> Self {
        match error {
            SelectionError::UnknownRule(unknown) => unknown.into(),
            SelectionError::Mistake(mistake) => mistake.into(),
        }
    }
}

impl Failure {
    /// Returns the error message with advice, without a final line break. A mistake in a file is
    /// shown with its source line if possible.
    pub(crate) fn text(&self, language: Language) -> String {
        match self {
            Self::Mistake(mistake) => mistake.to_string(),
            Self::Configuration(mistakes) => mistakes.lines(language),
            Self::UnknownRule(unknown) => {
                problem::unknown_rule(unknown, language)
                    + language.pick("\n  用 hegao rules 查看全部规则。", "\n  `hegao rules` lists them all.")
            }
            Self::NoRules { causes, file } => no_rules(causes, file.as_deref(), language),
            Self::BadDate(date) => language.pick(
                format!("--today 后面应当是 2026-03-05 这样的日期，或者 off，不能是「{date}」"),
                format!("--today takes a date such as 2026-03-05, or `off`, not `{date}`"),
            ),
            Self::BadOption { option, value, reason: [zh, en] } => {
                language.pick(format!("{option} {value}：{zh}"), format!("{option} {value}: {en}"))
            }
            Self::Write(path, reason) => {
                let reason = reason::system(&reason.into(), language);
                let path = language.pick(if path == "-" { "标准输出" } else { path }, path);
                language.pick(format!("写不了 {path}：{reason}"), format!("cannot write {path}: {reason}"))
            }
            Self::Git(error) => error.text(language),
            Self::Output(refusal) => refusal.text(language),
            Self::Pack(path, reason) => {
                let reason = problem::message(reason, language);
                language.pick(
                    format!("读不了规则 {path}：{reason}"),
                    format!("cannot read the rules {path}: {reason}"),
                )
            }
            Self::EmptyPack(path) => language.pick(
                format!("{path} 里没有规则文件（*.toml）"),
                format!("{path} holds no rule file (*.toml)"),
            ),
            Self::File(message) => message.clone(),
        }
    }
}

fn no_rules(causes: &[String], file: Option<&str>, language: Language) -> String {
    let causes = causes.join(language.pick(" 和 ", " and "));
    let file = file.map(|file| language.pick(format!("，{file} 什么也不会查"), format!(" for {file}")));
    let file = file.unwrap_or_default();
    language.pick(
        format!(
            "{causes} 没有留下一条规则{file}\n  至少留下一条：hegao rules 列出全部规则；不想查的文件，写进配置的 exclude。"
        ),
        format!(
            "{causes} leaves no rule{file}: nothing would be looked for\n  Leave at least one: `hegao rules` lists them. Files that are not to be checked go into `exclude` of the configuration."
        ),
    )
}

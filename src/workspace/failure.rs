//! Why something could not be done as it was asked for.

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

/// Why a command could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// A file of rules or configuration is wrong.
    #[error(transparent)]
    Mistake(#[from] Box<Mistake>),
    /// All that is wrong with a configuration.
    #[error("{} mistakes in a configuration", .0.len())]
    Configuration(Mistakes),
    /// A name that no rule has.
    #[error(transparent)]
    UnknownRule(#[from] UnknownRule),
    /// A selection, or a configuration, that leaves no rule.
    #[error("{} leaves no rule", causes.join(" and "))]
    NoRules {
        /// The options and the configuration that switch all off between them.
        causes: Vec<String>,
        /// The document for which nothing is left; `None` for all.
        file: Option<String>,
    },
    /// A date that is none.
    #[error("`{0}` is not a date")]
    BadDate(String),
    /// A value of an option that cannot be used.
    #[error("{option} {value}: {}", reason[1])]
    BadOption {
        /// The option.
        option: &'static str,
        /// The value.
        value: String,
        /// Why, in Chinese and in English.
        reason: [String; 2],
    },
    /// Output could not be written.
    #[error("cannot write {0}: {1}")]
    Write(String, io::Error),
    /// Git cannot say what has changed.
    #[error(transparent)]
    Git(#[from] GitError),
    /// A file is not written where it was to be.
    #[error(transparent)]
    Output(#[from] Box<Refusal>),
    /// A folder or a file of rules cannot be read.
    #[error("{0}: {1}")]
    Pack(String, Problem),
    /// A folder of rules without one.
    #[error("{0}: no rule file (*.toml)")]
    EmptyPack(String),
    /// A file that was to be shown could not be.
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
    /// What is wrong and what to do, without a line end. A mistake in a file is told with its place where it can be drawn.
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

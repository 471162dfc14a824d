//! A file that could not be checked, in the form that reports need: the reason, the advice, and
//! whether the configuration accepts it.

use crate::engine::report::{FileReport, Problem};
use crate::language::Language;
use crate::output::problem;

/// The problem of a file that could not be checked, in words.
pub struct Unread {
    /// Name of the problem for programs.
    pub kind: &'static str,
    /// The message, with the reason if the problem is accepted.
    pub message: String,
    /// The advice; empty if there is none.
    pub help: &'static str,
    /// True if the configuration accepts that the file is not read.
    pub is_accepted: bool,
}

impl Unread {
    /// Describes the problem of a file.
    pub fn of(file: &FileReport, problem: &Problem, language: Language) -> Self {
        let (kind, message) = (problem::kind(problem), problem::message(problem, language));
        match &file.accepted {
            Some(reason) => {
                let message = language.pick(
                    format!("{message}（配置里接受了：{reason}）"),
                    format!("{message} (accepted by the configuration: {reason})"),
                );
                Self { kind, message, help: "", is_accepted: true }
            }
            None => Self { kind, message, help: problem::help(problem, language), is_accepted: false },
        }
    }

    /// Returns `problem`, or `accepted` if the configuration accepts that the file is not read.
    /// Used to choose between the words for an error and those for a note.
    pub fn pick<T>(&self, problem: T, accepted: T) -> T {
        if self.is_accepted { accepted } else { problem }
    }
}

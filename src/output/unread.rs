//! A file that could not be checked, as reports tell it: why, what to do, and whether the configuration accepts it.

use crate::engine::report::{FileReport, Problem};
use crate::language::Language;
use crate::output::problem;

/// A problem in words.
pub struct Unread {
    /// Its name for programs.
    pub kind: &'static str,
    /// What is wrong, and the reason if it is accepted.
    pub message: String,
    /// What to do; empty if there is nothing to say or to do.
    pub help: &'static str,
    /// True if the file need not be read.
    pub is_accepted: bool,
}

impl Unread {
    /// The problem of a file.
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

    /// One of two words: for a problem, or for one that is accepted.
    pub fn pick<T>(&self, problem: T, accepted: T) -> T {
        if self.is_accepted { accepted } else { problem }
    }
}

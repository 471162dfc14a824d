//! A refusal of the operating system as data: its kind, for the words of a report, and its own words, which are in whatever
//! language it has.

use std::fmt;
use std::io::{self, ErrorKind};

/// Why the system refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SystemError {
    /// The kind.
    pub kind: ErrorKind,
    /// The number that the system gave it, if it was the system that refused.
    pub code: Option<i32>,
    words: String,
}

impl From<&io::Error> for SystemError {
    fn from(error: &io::Error) -> Self {
        Self { kind: error.kind(), code: error.raw_os_error(), words: error.to_string() }
    }
}

/// Why another program made nothing of a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProgramFault {
    /// It took longer than so many seconds.
    #[error("it took longer than {0} s")]
    TooSlow(u64),
    /// It could not be run, or what it made could not be read.
    #[error("{0}")]
    System(SystemError),
    /// It made nothing, and complained, or said nothing.
    #[error("{}", .0.lines().last().unwrap_or("it made nothing"))]
    Complaint(String),
}

impl fmt::Display for SystemError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}

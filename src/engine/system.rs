//! An error of the operating system, kept as data: its kind, which reports put into words in the
//! language of the run, its code, and the system's own text, whatever language that is in.

use std::fmt;
use std::io::{self, ErrorKind};

/// An error that the operating system reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SystemError {
    /// Kind of the error.
    pub kind: ErrorKind,
    /// The code of the error, if the system gave one.
    pub code: Option<i32>,
    words: String,
}

impl From<&io::Error> for SystemError {
    fn from(error: &io::Error) -> Self {
        Self { kind: error.kind(), code: error.raw_os_error(), words: error.to_string() }
    }
}

/// Reason why another program could not convert a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProgramFault {
    /// The conversion took longer than this many seconds.
    #[error("it took longer than {0} s")]
    TooSlow(u64),
    /// The program could not be run, or its output could not be read.
    #[error("{0}")]
    System(SystemError),
    /// The program wrote no output file. The string is its error message, which may be empty.
    #[error("{}", .0.lines().last().unwrap_or("it made nothing"))]
    Complaint(String),
}

impl fmt::Display for SystemError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}

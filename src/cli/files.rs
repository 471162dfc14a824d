//! Bytes of files and of standard input, and what to say where there are none.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use crate::cli::Failure;
use crate::document::Document;
use crate::document::source::Source;
use crate::engine::report::Problem;
use crate::output::problem;
use crate::readers;
use crate::rule::Language;

/// The document that `path` names, for commands that show one.
pub(super) fn document(path: &Path, language: Language) -> Result<Document, Failure> {
    let failed = |reason: Problem| Failure::File(failure(&path.display().to_string(), &reason, language));
    let source = read(path).map_err(failed)?;
    readers::read(&source).map_err(|error| failed(error.into()))
}

/// What is wrong with a file, and what to do.
pub(super) fn failure(path: &str, reason: &Problem, language: Language) -> String {
    let (message, help) = (problem::message(reason, language), problem::help(reason, language));
    language.pick(format!("{path}：{message}\n  {help}"), format!("{path}: {message}\n  {help}"))
}

/// The bytes that `path` names; `-` is standard input.
pub(super) fn read(path: &Path) -> Result<Source, Problem> {
    let (name, bytes) = if path.as_os_str() == "-" {
        ("-".to_owned(), stdin())
    } else {
        (path.display().to_string(), fs::read(path))
    };
    match bytes {
        Ok(bytes) => Ok(Source { name, bytes }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(Problem::NotFound),
        Err(error) => Err(Problem::Unreadable(error.to_string())),
    }
}

/// All of standard input.
pub(super) fn stdin() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

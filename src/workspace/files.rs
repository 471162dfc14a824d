//! Bytes of files and of standard input, and what to say where there are none.

use std::fs;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use crate::document::Document;
use crate::document::source::Source;
use crate::engine::report::Problem;
use crate::output::problem;
use crate::readers::{self, ReadOptions};
use crate::rule::Language;
use crate::workspace::convert;
use crate::workspace::failure::Failure;

/// The document that `path` names, for commands that show one.
pub(crate) fn document(path: &Path, reading: ReadOptions, language: Language) -> Result<Document, Failure> {
    let failed = |reason: Problem| Failure::File(failure(&path.display().to_string(), &reason, language));
    let (source, options) = load(path, None, reading).map_err(failed)?;
    readers::read_as(&source, &options).map_err(|error| failed(error.into()))
}

/// What is wrong with a file, and what to do.
pub(crate) fn failure(path: &str, reason: &Problem, language: Language) -> String {
    let (message, help) = (problem::message(reason, language), problem::help(reason, language));
    language.pick(format!("{path}：{message}\n  {help}"), format!("{path}: {message}\n  {help}"))
}

/// What `path` names, ready to be read: `-` is standard input, under the name `stdin_name`; what hegao does not read itself is
/// what another program makes of it.
pub(crate) fn load(
    path: &Path,
    stdin_name: Option<&str>,
    options: ReadOptions,
) -> Result<(Source, ReadOptions), Problem> {
    let source = read(path, stdin_name)?;
    match readers::format_of(&source.name).and_then(convert::program) {
        Some(program) if !readers::is_lock_file(&source.name) => {
            let bytes = convert::convert(&source, program)?;
            Ok((Source { bytes, ..source }, ReadOptions { is_converted: true, ..options }))
        }
        _ => Ok((source, options)),
    }
}

/// True for a file that no other program must read first.
pub(crate) fn is_read_here(path: &Path) -> bool {
    let name = path.to_string_lossy();
    readers::format_of(&name).and_then(convert::program).is_none()
}

/// The bytes that `path` names; `-` is standard input.
pub(crate) fn read(path: &Path, stdin_name: Option<&str>) -> Result<Source, Problem> {
    let (name, bytes) = if path.as_os_str() == "-" {
        (stdin_name.unwrap_or("-").to_owned(), stdin())
    } else {
        (path.display().to_string(), fs::read(path))
    };
    match bytes {
        Ok(bytes) => Ok(Source { name, bytes }),
        Err(error) => Err(problem_of(&error)),
    }
}

/// Why the system would not give a file.
pub(crate) fn problem_of(error: &io::Error) -> Problem {
    /// Windows: ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION, as for a document that Word has open.
    const LOCKED: [i32; 2] = [32, 33];
    let is_locked = cfg!(windows) && error.raw_os_error().is_some_and(|code| LOCKED.contains(&code));
    match error.kind() {
        ErrorKind::NotFound => Problem::NotFound,
        ErrorKind::ResourceBusy => Problem::InUse,
        _ if is_locked => Problem::InUse,
        _ => Problem::Unreadable(error.to_string()),
    }
}

/// The same in words, in Chinese and in English.
pub(crate) fn reasons(error: &io::Error) -> [String; 2] {
    let problem = problem_of(error);
    [Language::Chinese, Language::English].map(|language| problem::message(&problem, language))
}

/// All of standard input.
fn stdin() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::problem_of;
    use crate::engine::report::Problem;

    #[test]
    fn a_file_that_is_locked_is_in_use() {
        let problem = |kind| problem_of(&io::Error::from(kind));
        assert!(matches!(problem(io::ErrorKind::ResourceBusy), Problem::InUse));
        assert!(matches!(problem(io::ErrorKind::NotFound), Problem::NotFound));
        assert!(matches!(problem(io::ErrorKind::PermissionDenied), Problem::Unreadable(_)));
    }
}

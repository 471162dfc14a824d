//! Reads files and standard input, and builds the messages for read errors.

use std::io::{self, ErrorKind, Read};
use std::path::Path;

use crate::config::limits::Size;
use crate::document::Document;
use crate::document::source::Source;
use crate::engine::report::Problem;
use crate::language::Language;
use crate::output::problem;
use crate::readers::{self, ReadOptions};
use crate::workspace::batches::Batches;
use crate::workspace::failure::Failure;
use crate::workspace::{bounded, convert, converter};

/// Reads the document at `path`, for commands that print something about a single document.
pub(crate) fn document(path: &Path, wanted: Wanted<'_>, language: Language) -> Result<Document, Failure> {
    let failed = |reason: Problem| Failure::File(failure(&path.display().to_string(), &reason, language));
    let (source, options) = load(path, wanted).map_err(failed)?;
    readers::read_as(&source, &options).map_err(|error| failed(error.into()))
}

/// Returns the error message for a file that could not be read, with advice.
pub(crate) fn failure(path: &str, reason: &Problem, language: Language) -> String {
    let (message, help) = (problem::message(reason, language), problem::help(reason, language));
    language.pick(format!("{path}：{message}\n  {help}"), format!("{path}: {message}\n  {help}"))
}

/// Options for loading an input.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted<'n> {
    /// Name for standard input in reports.
    pub(crate) stdin_name: Option<&'n str>,
    /// Options for reading the file as a document.
    pub(crate) reading: ReadOptions,
    /// Maximum size of a file that is read.
    pub(crate) most: Size,
    /// The batches of the run, if it has several files that another program converts.
    pub(crate) batches: Option<&'n Batches>,
}

/// Loads the input at `path`; `-` is standard input. Formats that hegao does not read itself are
/// converted.
pub(crate) fn load(path: &Path, wanted: Wanted<'_>) -> Result<(Source, ReadOptions), Problem> {
    converted(read(path, wanted.stdin_name, wanted.most)?, wanted)
}

/// Bytes read from standard input. They are kept even if they cannot be checked, because they must
/// be printed again.
pub(crate) struct Piped {
    pub(crate) bytes: Vec<u8>,
    /// Reason why the bytes cannot be checked; `None` if they can.
    pub(crate) problem: Option<Problem>,
}

/// Reads standard input, at most one byte more than `most`.
pub(crate) fn piped(most: Size) -> Piped {
    let mut bytes = Vec::new();
    let read = io::stdin().lock().take(most.bytes().saturating_add(1)).read_to_end(&mut bytes);
    let is_too_long = bytes.len() as u64 > most.bytes();
    let too_long = is_too_long.then_some(Problem::TooLong(most));
    Piped { bytes, problem: read.err().map(|error| Problem::from(&error)).or(too_long) }
}

/// Converts a source if its format is not read by hegao itself.
pub(crate) fn converted(source: Source, wanted: Wanted<'_>) -> Result<(Source, ReadOptions), Problem> {
    let Wanted { reading, most, batches, .. } = wanted;
    match readers::format_of(&source.name).and_then(converter::program) {
        Some(program) if !readers::is_lock_file(&source.name) => {
            let bytes = convert::convert(&source, program, most, batches)?;
            Ok((Source { bytes, ..source }, ReadOptions { is_converted: true, ..reading }))
        }
        _ => Ok((source, reading)),
    }
}

/// True for a file that hegao reads itself, without conversion.
pub(crate) fn is_read_here(path: &Path) -> bool {
    let name = path.to_string_lossy();
    readers::format_of(&name).and_then(converter::program).is_none()
}

/// Reads the bytes at `path`; `-` is standard input.
fn read(path: &Path, stdin_name: Option<&str>, most: Size) -> Result<Source, Problem> {
    let (name, bytes) = if path.as_os_str() == "-" {
        (stdin_name.unwrap_or("-").to_owned(), bounded::stream(io::stdin().lock(), 0, most))
    } else {
        (path.display().to_string(), bounded::file(path, most))
    };
    match bytes {
        Ok(Some(bytes)) => Ok(Source { name, bytes }),
        Ok(None) => Err(Problem::TooLong(most)),
        Err(error) => Err(Problem::from(&error)),
    }
}

/// Reads a text file of settings or a baseline. Such files are written by hand or by hegao, and are
/// short.
///
/// # Errors
/// If the system refuses, the file is not UTF-8, or it is longer than 16 MiB.
pub(crate) fn settings(path: &Path) -> io::Result<String> {
    /// Maximum number of bytes of a settings file or baseline: 16 MiB.
    const MAX_SETTINGS: u64 = 16 << 20;
    let most = Size::new(MAX_SETTINGS).ok_or(ErrorKind::FileTooLarge)?;
    let bytes = bounded::file(path, most)?.ok_or(ErrorKind::FileTooLarge)?;
    String::from_utf8(bytes).map_err(|error| io::Error::new(ErrorKind::InvalidData, error))
}

/// Returns the message for an error of the system, in Chinese and in English.
pub(crate) fn reasons(error: &io::Error) -> [String; 2] {
    let problem = Problem::from(error);
    [Language::Chinese, Language::English].map(|language| problem::message(&problem, language))
}

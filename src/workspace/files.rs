//! Bytes of files and of standard input, and what to say where there are none.

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

/// The document that `path` names, for commands that show one.
pub(crate) fn document(path: &Path, wanted: Wanted<'_>, language: Language) -> Result<Document, Failure> {
    let failed = |reason: Problem| Failure::File(failure(&path.display().to_string(), &reason, language));
    let (source, options) = load(path, wanted).map_err(failed)?;
    readers::read_as(&source, &options).map_err(|error| failed(error.into()))
}

/// What is wrong with a file, and what to do.
pub(crate) fn failure(path: &str, reason: &Problem, language: Language) -> String {
    let (message, help) = (problem::message(reason, language), problem::help(reason, language));
    language.pick(format!("{path}：{message}\n  {help}"), format!("{path}: {message}\n  {help}"))
}

/// How what a path names is wanted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted<'n> {
    /// The name of standard input.
    pub(crate) stdin_name: Option<&'n str>,
    /// How its bytes are read.
    pub(crate) reading: ReadOptions,
    /// Longest file that is read.
    pub(crate) most: Size,
    /// Files of the run that another program reads many at a time, if there are several.
    pub(crate) batches: Option<&'n Batches>,
}

/// What `path` names, ready to be read: `-` is standard input, under its name; what hegao does not read itself is what another
/// program makes of it.
pub(crate) fn load(path: &Path, wanted: Wanted<'_>) -> Result<(Source, ReadOptions), Problem> {
    converted(read(path, wanted.stdin_name, wanted.most)?, wanted)
}

/// What was read of standard input, which is printed again whatever becomes of it.
pub(crate) struct Piped {
    pub(crate) bytes: Vec<u8>,
    /// Why it cannot be checked.
    pub(crate) problem: Option<Problem>,
}

/// Standard input, up to one byte more than `most`.
pub(crate) fn piped(most: Size) -> Piped {
    let mut bytes = Vec::new();
    let read = io::stdin().lock().take(most.bytes().saturating_add(1)).read_to_end(&mut bytes);
    let is_too_long = bytes.len() as u64 > most.bytes();
    let too_long = is_too_long.then_some(Problem::TooLong(most));
    Piped { bytes, problem: read.err().map(|error| Problem::from(&error)).or(too_long) }
}

/// A source ready to be read: what hegao does not read itself is what another program makes of it.
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

/// True for a file that no other program must read first.
pub(crate) fn is_read_here(path: &Path) -> bool {
    let name = path.to_string_lossy();
    readers::format_of(&name).and_then(converter::program).is_none()
}

/// The bytes that `path` names; `-` is standard input.
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

/// The text of a file of settings or of what was accepted, which is written by hand or by hegao and never long.
///
/// # Errors
/// Where the system refuses, the file is no text, or longer than any such file.
pub(crate) fn settings(path: &Path) -> io::Result<String> {
    /// 16 MiB.
    const MOST: u64 = 16 << 20;
    let most = Size::new(MOST).ok_or(ErrorKind::FileTooLarge)?;
    let bytes = bounded::file(path, most)?.ok_or(ErrorKind::FileTooLarge)?;
    String::from_utf8(bytes).map_err(|error| io::Error::new(ErrorKind::InvalidData, error))
}

/// The same in words, in Chinese and in English.
pub(crate) fn reasons(error: &io::Error) -> [String; 2] {
    let problem = Problem::from(error);
    [Language::Chinese, Language::English].map(|language| problem::message(&problem, language))
}

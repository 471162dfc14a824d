//! Runs the queries that a caller of the WebAssembly interface sends by number.

use std::io::{self, ErrorKind};

use hegao::{Fixes, Linter};

use crate::told::{self, Answer, Failure};

/// A document: its name and its bytes.
pub(crate) type Document = (String, Vec<u8>);

/// Numbers of queries on one document. The page uses the first five, whose answers are files or
/// JSON. The package for Node uses the others and [`ANNOTATE`], and also reads the details of
/// answers.
pub(crate) mod one {
    pub(crate) const CHECK_WITH_TEXT: i32 = 0;
    pub(crate) const ANNOTATE: i32 = 1;
    pub(crate) const MEND: i32 = 2;
    pub(crate) const FIGURES: i32 = 3;
    pub(crate) const APPLY: i32 = 4;
    pub(crate) const CHECK: i32 = 5;
    pub(crate) const FIX_SAFE: i32 = 6;
    pub(crate) const FIX_UNSAFE: i32 = 7;
    pub(crate) const OUTLINE: i32 = 8;
    pub(crate) const TEXT: i32 = 9;
    pub(crate) const CHECK_AGAINST: i32 = 10;
    pub(crate) const MOST: i32 = 11;
    pub(crate) const REFUSED: i32 = 12;
    pub(crate) const LANGUAGE: i32 = 13;
    pub(crate) const FINGERPRINTS: i32 = 14;
}

/// Numbers of queries on several documents that are compared.
pub(crate) mod together {
    pub(crate) const CHECK_WITH_TEXT: i32 = 0;
    pub(crate) const ANNOTATE: i32 = 1;
    pub(crate) const CHECK: i32 = 2;
    pub(crate) const ANNOTATE_ALL: i32 = 3;
}

/// Answers the query `what` on one document. `waiting` holds the documents that were passed before.
pub(crate) fn about_one(
    linter: &Linter,
    what: i32,
    document: Document,
    argument: &str,
    waiting: Vec<Document>,
) -> Result<Answer, Failure> {
    let (name, bytes) = document;
    let name = name.as_str();
    let answer = match what {
        one::CHECK_WITH_TEXT => Answer::plain(linter.check(name, bytes)?.to_json_with_text()),
        one::ANNOTATE => Answer::annotated(linter.annotate(name, bytes, author(linter, argument))?),
        one::MEND => {
            let fixed = linter.fix(name, bytes.clone(), Fixes::Safe)?;
            Answer::plain(fixed.bytes.unwrap_or(bytes))
        }
        one::FIGURES => Answer::plain(linter.figures_json(name, bytes)?),
        one::APPLY => {
            let mended = linter.apply(name, bytes.clone(), argument)?;
            Answer::plain(mended.unwrap_or(bytes))
        }
        one::CHECK => Answer::report(&linter.check(name, bytes)?),
        one::FIX_SAFE => Answer::fixed(linter.fix(name, bytes, Fixes::Safe)?),
        one::FIX_UNSAFE => Answer::fixed(linter.fix(name, bytes, Fixes::Unsafe)?),
        one::OUTLINE => Answer::plain(linter.outline_json(name, bytes)?),
        one::TEXT => Answer::plain(linter.text(name, bytes)?),
        one::CHECK_AGAINST => {
            let previous =
                waiting.into_iter().next().ok_or_else(|| Failure::of_caller("no document waits"))?;
            Answer::report(&linter.check_against(name, bytes, (&previous.0, previous.1))?)
        }
        one::MOST => Answer::plain(linter.max_file_size(name)?.to_string()),
        one::REFUSED => return Err(linter.unreadable(&refusal(argument)).into()),
        one::LANGUAGE => Answer::plain(linter.language().tag()),
        one::FINGERPRINTS => Answer::plain(told::hashes(&linter.fingerprints(name, bytes)?)),
        _ => return Err(Failure::of_caller(format!("no such question: {what}"))),
    };
    Ok(answer)
}

/// Answers the query `what` on documents that are compared with each other.
pub(crate) fn about_all(
    linter: &Linter,
    what: i32,
    documents: Vec<Document>,
    argument: &str,
) -> Result<Answer, Failure> {
    match what {
        together::CHECK_WITH_TEXT => Ok(Answer::plain(linter.check_together(documents)?.to_json_with_text())),
        together::ANNOTATE => {
            let written = linter.annotate_together(documents, author(linter, ""))?;
            let number: Option<usize> = argument.parse().ok();
            let wanted = number.and_then(|number| written.into_iter().nth(number));
            let written =
                wanted.ok_or_else(|| Failure::of_caller(format!("no such document: {argument}")))?;
            Ok(Answer::annotated(written?))
        }
        together::CHECK => {
            let together = linter.check_together(documents)?;
            Ok(Answer::plain(told::outcomes(&together.reports)))
        }
        together::ANNOTATE_ALL => {
            let written = linter.annotate_together(documents, author(linter, argument))?;
            Ok(Answer::copies(&written))
        }
        _ => Err(Failure::of_caller(format!("no such question: {what}"))),
    }
}

/// Returns the author of comments: the requested name, or the default of the program if it is
/// empty.
fn author<'a>(linter: &Linter, asked: &'a str) -> &'a str {
    if asked.is_empty() { linter.language().pick("核稿", "hegao") } else { asked }
}

/// Converts the name of an error in Node and its message to an I/O error: `ENOENT no such file`.
fn refusal(said: &str) -> io::Error {
    let (code, message) = said.split_once(' ').unwrap_or((said, ""));
    let kind = match code {
        "ENOENT" | "ENOTDIR" => ErrorKind::NotFound,
        "EBUSY" => ErrorKind::ResourceBusy,
        "EACCES" | "EPERM" => ErrorKind::PermissionDenied,
        "EISDIR" => ErrorKind::IsADirectory,
        _ => return io::Error::other(message.to_owned()),
    };
    kind.into()
}

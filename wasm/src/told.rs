//! Answers for callers of the WebAssembly interface: bytes, and details in JSON for programs, such
//! as the counts of an annotated file or the kind of an error.

use hegao::{Annotated, Error, Fixed, Report, SettingPlace};
use serde_json::{Value, json};

/// Answer to a query.
pub(crate) struct Answer {
    /// A file, a text or JSON, depending on the query.
    pub(crate) bytes: Vec<u8>,
    /// Additional data as a JSON object or list. Empty if the bytes are the complete answer.
    pub(crate) details: String,
}

/// Error instead of an answer.
pub(crate) struct Failure {
    /// The error message.
    pub(crate) message: String,
    /// The error as a JSON object. Empty if the caller misused the interface.
    pub(crate) details: String,
}

impl Answer {
    /// Creates an answer without details.
    pub(crate) fn plain(bytes: impl Into<Vec<u8>>) -> Self {
        Self { bytes: bytes.into(), details: String::new() }
    }

    /// Creates the answer with a report on one file: the JSON of `hegao check`, and the quoted
    /// texts of its findings as details.
    pub(crate) fn report(report: &Report) -> Self {
        Self { bytes: report.to_json().into_bytes(), details: besides(report).to_string() }
    }

    /// Creates the answer with an annotated file, and the counts of its comments as details.
    pub(crate) fn annotated(annotated: Annotated) -> Self {
        let details = written(&annotated).to_string();
        Self { bytes: annotated.bytes, details }
    }

    /// Creates the answer with several annotated files, concatenated. The details list the length
    /// and the counts, or the error, of each.
    pub(crate) fn copies(copies: &[Result<Annotated, Error>]) -> Self {
        let bytes = copies.iter().flatten().flat_map(|copy| &copy.bytes).copied().collect();
        let listed = copies.iter().map(|copy| match copy {
            Ok(copy) => {
                let mut counts = written(copy);
                counts["length"] = copy.bytes.len().into();
                counts
            }
            Err(error) => json!({ "error": failed(error) }),
        });
        Self { bytes, details: Value::from(listed.collect::<Vec<_>>()).to_string() }
    }

    /// Creates the answer with a file after fixes, empty if it did not change. The details contain
    /// the report on it.
    pub(crate) fn fixed(fixed: Fixed) -> Self {
        let Fixed { bytes, applied, left, held_back, report, .. } = fixed;
        let details = json!({
            "changed": bytes.is_some(),
            "applied": applied,
            "left": left,
            "held_back": held_back,
            "report": whole(&report),
        });
        Self { bytes: bytes.unwrap_or_default(), details: details.to_string() }
    }
}

impl Failure {
    /// Creates the error for a caller that misused the interface.
    pub(crate) fn of_caller(message: impl Into<String>) -> Self {
        Self { message: message.into(), details: String::new() }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self { message: error.to_string(), details: failed(&error).to_string() }
    }
}

/// Formats the report or the error of each compared document as a JSON list.
pub(crate) fn outcomes(outcomes: &[Result<Report, Error>]) -> Vec<u8> {
    let listed = outcomes.iter().map(|outcome| match outcome {
        Ok(report) => whole(report),
        Err(error) => json!({ "error": failed(error) }),
    });
    Value::from(listed.collect::<Vec<_>>()).to_string().into_bytes()
}

/// Formats hashes as a JSON list of strings with 16 hexadecimal digits, because numbers in
/// JavaScript hold only 53 bits.
pub(crate) fn hashes(hashes: &[u64]) -> String {
    let digits = hashes.iter().map(|hash| Value::from(format!("{hash:016x}")));
    Value::from(digits.collect::<Vec<_>>()).to_string()
}

/// Formats the counts of an annotated file.
fn written(annotated: &Annotated) -> Value {
    let Annotated { added, removed, kept, without_place, .. } = annotated;
    json!({ "added": added, "removed": removed, "kept": kept, "without_place": without_place })
}

/// Wraps a report for another JSON answer: its JSON as a string, so that a caller gets exactly the
/// bytes of `hegao check`.
fn whole(report: &Report) -> Value {
    let mut object = besides(report);
    object["json"] = report.to_json().into();
    object
}

/// Formats additions to the JSON of a report: the quoted texts of each finding and of its related
/// places, and true if the run would fail.
fn besides(report: &Report) -> Value {
    let quotes = report.findings.iter().map(|found| {
        let related: Vec<_> = found.related.iter().map(|related| related.quote.as_str()).collect();
        json!([found.quote, related])
    });
    json!({ "quotes": quotes.collect::<Vec<_>>(), "fails": report.fails })
}

fn failed(error: &Error) -> Value {
    let mut object = json!({ "kind": error.kind(), "help": error.help() });
    let message = match error {
        Error::Configuration { message, place, others, .. } => {
            object["place"] = place.as_ref().map_or(Value::Null, setting);
            object["others"] = others.iter().map(failed).collect();
            message
        }
        Error::UnknownRule { message, name, suggestion } => {
            object["name"] = name.as_str().into();
            object["suggestion"] = suggestion.as_deref().into();
            message
        }
        Error::BadDate { message, written } => {
            object["written"] = written.as_str().into();
            message
        }
        Error::Previous { message, name, .. } => {
            object["name"] = name.as_str().into();
            message
        }
        Error::NoRules { message } | Error::Document { message, .. } => message,
        // An error of a later version of the library.
        _ => &error.to_string(),
    };
    object["message"] = message.as_str().into();
    object
}

fn setting(place: &SettingPlace) -> Value {
    let SettingPlace { file, line, column, bytes, .. } = place;
    json!({ "file": file, "line": line, "column": column, "start": bytes.start, "end": bytes.end })
}

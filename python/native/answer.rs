//! The result of a check, in the form that is passed to Python.

use hegao::{Contents, Error, Linter, Report};
use pyo3::prelude::*;

/// The result of a check: the JSON of `hegao check`; the quoted text of each finding, with those of
/// its related places; and true if the run would fail.
#[derive(IntoPyObject)]
pub(crate) struct Answer(String, Vec<(String, Vec<String>)>, bool);

/// Checks a document.
pub(crate) fn of(linter: &Linter, name: &str, contents: Contents) -> Result<Answer, Error> {
    linter.check(name, contents).map(|report| from(&report))
}

/// Converts a report into an answer.
pub(crate) fn from(report: &Report) -> Answer {
    let quotes = report.findings.iter().map(|found| {
        let related = found.related.iter().map(|related| related.quote.clone());
        (found.quote.clone(), related.collect())
    });
    Answer(report.to_json(), quotes.collect(), report.fails)
}

//! Comparisons of documents: the papers of one meeting with each other, or a report with that of
//! the year before.

use hegao::{Annotated, Contents, Error, Report};
use pyo3::prelude::*;

use crate::answer::{self, Answer};
use crate::document::Document;
use crate::failure::Failure;
use crate::many::{self, Outcome};

/// Checks documents and compares them with each other. Returns an answer or an exception for each,
/// in their order.
pub(crate) fn check(
    py: Python<'_>,
    linter: &hegao::Linter,
    documents: &[Document],
) -> PyResult<Vec<Py<PyAny>>> {
    let reports = |papers: Papers<'_>| linter.check_together(papers).map(|together| together.reports);
    let outcomes = py.detach(|| compared(linter, documents, reports, |report: Report| answer::from(&report)));
    many::objects(py, outcomes.map_err(|failure| failure.raised(py))?.into_iter())
}

/// Writes the findings of [`check`] into copies. Returns a copy with its counts or an exception for
/// each, in their order.
pub(crate) fn annotate(
    py: Python<'_>,
    linter: &hegao::Linter,
    documents: &[Document],
    author: &str,
) -> PyResult<Vec<Py<PyAny>>> {
    let copies = |papers: Papers<'_>| linter.annotate_together(papers, author);
    let parts = |copy: Annotated| (copy.bytes, copy.added, copy.removed, copy.kept, copy.without_place);
    let outcomes = py.detach(|| compared(linter, documents, copies, parts));
    many::objects(py, outcomes.map_err(|failure| failure.raised(py))?.into_iter())
}

/// Iterator over the names and contents of the documents that could be read.
type Papers<'a> = &'a mut dyn Iterator<Item = (String, Contents)>;

/// Reads documents one by one, so that only the bytes of one are in memory at a time, and compares
/// those that could be read. The errors of the others are inserted at their positions.
fn compared<T, A>(
    linter: &hegao::Linter,
    documents: &[Document],
    compare: impl FnOnce(Papers<'_>) -> Result<Vec<Result<T, Error>>, Error>,
    parts: impl Fn(T) -> A,
) -> Result<Vec<Outcome<A>>, Failure> {
    let mut refused = Vec::with_capacity(documents.len());
    let mut papers = documents.iter().filter_map(|document| {
        let read = document.contents(linter);
        let (paper, failure) = match read {
            Ok(paper) => (Some(paper), None),
            Err(failure) => (None, Some(failure)),
        };
        refused.push(failure);
        paper
    });
    let answers = compare(&mut papers).map_err(|error| Failure::of_settings(error, None))?;
    let mut answers = answers.into_iter();
    let outcomes = documents.iter().zip(refused).filter_map(|(document, failure)| match failure {
        Some(failure) => Some(Err(failure)),
        None => answers.next().map(|answer| match answer {
            Ok(answer) => Ok(parts(answer)),
            Err(error) => Err(Failure::of_document(error, &document.name())),
        }),
    });
    Ok(outcomes.collect())
}

/// Checks a document and compares it with the one of the year before.
pub(crate) fn against(
    linter: &hegao::Linter,
    document: &Document,
    previous: &Document,
) -> Result<Answer, Failure> {
    let (old_name, old) = previous.contents(linter)?;
    document.ask(linter, |linter, name, contents| {
        linter.check_against(name, contents, (&old_name, old)).map(|report| answer::from(&report))
    })
}

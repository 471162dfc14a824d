//! Documents that are compared: the papers of one meeting with each other, a report with that of the year before.

use pyo3::prelude::*;

use crate::answer::{self, Answer};
use crate::document::Document;
use crate::failure::Failure;
use crate::many::{self, Outcome};

/// Checks documents, then holds them against each other. The list has an answer or an exception for each, in their order.
pub(crate) fn check(
    py: Python<'_>,
    linter: &hegao::Linter,
    documents: &[Document],
) -> PyResult<Vec<Py<PyAny>>> {
    match py.detach(|| compared(linter, documents)) {
        Ok(outcomes) => many::objects(py, outcomes.into_iter()),
        Err(failure) => Err(failure.raised(py)),
    }
}

/// Documents are read one after another, so that the bytes of one are in memory at a time. The library compares those that the
/// system gives; the others have their errors put between.
fn compared(linter: &hegao::Linter, documents: &[Document]) -> Result<Vec<Outcome>, Failure> {
    let mut refused = Vec::with_capacity(documents.len());
    let papers = documents.iter().filter_map(|document| {
        let read = document.contents(linter);
        let (paper, failure) = match read {
            Ok(paper) => (Some(paper), None),
            Err(failure) => (None, Some(failure)),
        };
        refused.push(failure);
        paper
    });
    let together = linter.check_together(papers).map_err(|error| Failure::of_settings(error, None))?;
    let mut reports = together.reports.into_iter();
    let outcomes = documents.iter().zip(refused).filter_map(|(document, failure)| match failure {
        Some(failure) => Some(Err(failure)),
        None => reports.next().map(|report| match report {
            Ok(report) => Ok(answer::from(&report)),
            Err(error) => Err(Failure::of_document(error, &document.name())),
        }),
    });
    Ok(outcomes.collect())
}

/// Checks a document and compares it with the one that it was written over.
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

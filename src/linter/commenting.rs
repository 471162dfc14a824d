//! Writes the findings of one document, or of several compared documents, into copies of them.

use std::num::NonZero;
use std::sync::Arc;

use crate::check::Previous;
use crate::document::source::Source;
use crate::engine::held::Held;
use crate::engine::lint::{self, Conditions};
use crate::engine::report::{Checked, FileReport, Problem};
use crate::linter::annotating::{self, Signature};
use crate::linter::contents::Contents;
use crate::linter::error::Error;
use crate::linter::holding::ComparedWith;
use crate::linter::{Annotated, Linter, sized, together};
use crate::output::remark::remarks;
use crate::readers::ReadOptions;
use crate::writers::Kind;

/// A document from which the remarks of earlier runs were removed.
struct Draft {
    source: Source,
    reading: ReadOptions,
    /// Number of remarks that were removed.
    removed: usize,
}

impl Linter {
    /// Writes the findings of a document into a copy of it: as comments in Word documents, as marks
    /// in plain text and Markdown. Remarks of an earlier run are removed first. `author` is the
    /// name under which the comments are written.
    ///
    /// # Errors
    /// If the document cannot be read, is signed, or has a format that cannot hold comments.
    pub fn annotate(&self, name: &str, bytes: impl Into<Contents>, author: &str) -> Result<Annotated, Error> {
        let held = self.held_with_rules(name, ComparedWith::None)?;
        let read = self.source(name, bytes.into(), &held)?;
        self.commented(read, &held, None, author)
    }

    /// Writes the findings of [`check_against`](Self::check_against) into a copy of a document.
    ///
    /// # Errors
    /// If one of the two cannot be read, or the first is signed or has a format that cannot hold
    /// comments.
    pub fn annotate_against(
        &self,
        name: &str,
        bytes: impl Into<Contents>,
        previous: (&str, impl Into<Contents>),
        author: &str,
    ) -> Result<Annotated, Error> {
        let held = self.held_with_rules(name, ComparedWith::Previous)?;
        let previous = self.previous(previous, &held)?;
        let read = self.source(name, bytes.into(), &held)?;
        self.commented(read, &held, Some(&previous), author)
    }

    /// Writes the findings of [`check_together`](Self::check_together) into copies of the
    /// documents, with one result for each. Documents that cannot hold comments are still compared
    /// with the others. The bytes of all documents stay in memory.
    ///
    /// # Errors
    /// If the configuration leaves no rule for one of the documents.
    pub fn annotate_together<N: AsRef<str>, B: Into<Contents>>(
        &self,
        documents: impl IntoIterator<Item = (N, B)>,
        author: &str,
    ) -> Result<Vec<Result<Annotated, Error>>, Error> {
        let (mut papers, mut drafts) = (Vec::new(), Vec::new());
        for (name, bytes) in documents {
            let name = name.as_ref();
            let held = self.held_with_rules(name, ComparedWith::Set)?;
            let (file, draft) = paper(name, bytes.into(), &held);
            papers.push((file, held));
            drafts.push(draft);
        }
        together::compare(&mut papers);
        let written = papers.into_iter().zip(drafts).map(|((file, held), draft)| {
            let checked = file.outcome.map_err(|problem| self.refused(&problem))?;
            let draft = draft.map_err(|problem| self.refused(&problem))?;
            self.written(&draft, &checked, &held, author)
        });
        Ok(written.collect())
    }

    fn commented(
        &self,
        read: (Source, ReadOptions),
        held: &Held,
        previous: Option<&Previous>,
        author: &str,
    ) -> Result<Annotated, Error> {
        let draft = draft(read).map_err(|(_, problem)| self.refused(&problem))?;
        let conditions = Conditions { previous, ..held.conditions(draft.reading) };
        let checked = lint::check(&draft.source, &held.rules, &conditions).outcome;
        self.written(&draft, &checked.map_err(|problem| self.refused(&problem))?, held, author)
    }

    fn written(
        &self,
        draft: &Draft,
        checked: &Checked,
        held: &Held,
        author: &str,
    ) -> Result<Annotated, Error> {
        let most = held.limits.findings().map_or(usize::MAX, NonZero::get);
        let frame = self.frame();
        let remarks = remarks(&frame.run(), checked, checked.diagnostics.iter().take(most));
        let author = annotating::author(author, self.language);
        let (from, by) = ((&draft.source, &draft.reading), (&author, Kind::Copy));
        let written = annotating::written(from, &checked.document, &remarks, by);
        let written = written.map_err(|problem| self.refused(&problem))?;
        Ok(Annotated {
            bytes: written.bytes,
            added: written.added,
            removed: draft.removed,
            kept: written.kept,
            without_place: written.without_place,
        })
    }
}

/// Removes earlier remarks from a document. If the document cannot hold remarks, the error returns
/// it unchanged.
fn draft((source, reading): (Source, ReadOptions)) -> Result<Draft, (Source, Problem)> {
    let original = source.clone();
    let cleared = annotating::as_written((source, reading)).and_then(|(source, reading)| {
        let clean = annotating::cleared(&source, &reading, Signature::Kept)?;
        Ok(Draft { removed: clean.removed, source: clean.source.into_owned(), reading })
    });
    cleared.map_err(|problem| (original, problem))
}

/// Checks a document as a paper of a set.
fn paper(name: &str, contents: Contents, held: &Arc<Held>) -> (FileReport, Result<Draft, Problem>) {
    let Contents { bytes, reading } = contents;
    let source = match sized(name, bytes, held) {
        Ok(source) => source,
        Err(problem) => return (FileReport::new(name.to_owned(), Err(problem.clone())), Err(problem)),
    };
    let check = |source: &Source, reading: ReadOptions| {
        let conditions = Conditions { is_in_set: true, is_compared: true, ..held.conditions(reading) };
        let file = lint::check(source, &held.rules, &conditions);
        // A file with the wrong extension .doc was read under the name of the copy.
        FileReport { path: name.to_owned(), ..file }
    };
    match draft((source, reading)) {
        Ok(draft) => (check(&draft.source, draft.reading), Ok(draft)),
        Err((source, problem)) => (check(&source, reading), Err(problem)),
    }
}

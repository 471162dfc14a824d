//! Comparison of documents: of the papers of one meeting with each other, and of a report with that
//! of the year before.

use crate::check::Previous;
use crate::engine::collection::Collection;
use crate::engine::held::Held;
use crate::engine::lint::{self, Conditions};
use crate::engine::report::FileReport;
use crate::engine::{previous, set};
use crate::linter::contents::Contents;
use crate::linter::error::Error;
use crate::linter::holding::ComparedWith;
use crate::linter::report::{Frame, Report};
use crate::linter::{Linter, settled, sized};
use crate::output::formats::json::WithText;

/// Reports of documents that were checked and compared with each other.
#[derive(Debug)]
#[non_exhaustive]
pub struct Together {
    /// One report or error for each document, in the order in which they were passed.
    pub reports: Vec<Result<Report, Error>>,
    /// The files that could not be checked, in order.
    unread: Vec<FileReport>,
    frame: Frame,
}

impl Together {
    /// All reports as one JSON report, as `hegao check --together --format json` prints it.
    pub fn to_json(&self) -> String {
        self.frame.json(self.files(), WithText::No)
    }

    /// The same as [`Self::to_json`], but with the texts of the documents, as with the option
    /// `--with-text`.
    pub fn to_json_with_text(&self) -> String {
        self.frame.json(self.files(), WithText::Yes)
    }

    fn files(&self) -> impl Iterator<Item = &FileReport> {
        let mut unread = self.unread.iter();
        self.reports.iter().filter_map(move |report| match report {
            Ok(report) => Some(report.file()),
            Err(_) => unread.next(),
        })
    }
}

impl Linter {
    /// Checks documents, then compares them as the papers of one meeting, as `hegao check
    /// --together` does. A contradiction is reported in each paper, with the place in the other
    /// ([`Finding::elsewhere`](crate::linter::finding::Finding::elsewhere)). A passage that occurs
    /// in two of them is reported in the later one.
    ///
    /// Each document is a name and its bytes. Documents are taken one by one, so an iterator that
    /// reads files holds the bytes of only one at a time. Texts, findings and the statements to
    /// compare stay in memory until the end. Names should differ, because they are the only
    /// reference to the other document.
    ///
    /// A document that cannot be read gives an error in its position, and is left out of the
    /// comparison.
    ///
    /// # Errors
    /// If the configuration leaves no rule for one of the documents.
    pub fn check_together<N: AsRef<str>, B: Into<Contents>>(
        &self,
        documents: impl IntoIterator<Item = (N, B)>,
    ) -> Result<Together, Error> {
        let mut papers = Vec::new();
        for (name, bytes) in documents {
            let name = name.as_ref();
            let held = self.held_with_rules(name, ComparedWith::Set)?;
            let Contents { bytes, reading } = bytes.into();
            let file = match sized(name, bytes, &held) {
                Ok(source) => {
                    let conditions =
                        Conditions { is_in_set: true, is_compared: true, ..held.conditions(reading) };
                    lint::check_and_drop(source, &held.rules, &conditions)
                }
                Err(problem) => FileReport::new(name.to_owned(), Err(problem)),
            };
            papers.push((file, held));
        }
        compare(&mut papers);
        let mut unread = Vec::new();
        let reports = papers.into_iter().map(|(file, held)| {
            Report::new(settled(file, &held), self.frame()).map_err(|file| {
                let error = self.problem_of(&file);
                unread.push(*file);
                error
            })
        });
        Ok(Together { reports: reports.collect(), unread, frame: self.frame() })
    }

    /// Checks a document and compares it with the document of the year before, from which it was
    /// made, as `hegao check --previous` does: it also reports figures, years and names that were
    /// not changed. `previous` is the name of that document and its bytes; it is not checked
    /// itself.
    ///
    /// # Errors
    /// If one of the two cannot be read, or the configuration leaves no rule.
    pub fn check_against(
        &self,
        name: &str,
        bytes: impl Into<Contents>,
        previous: (&str, impl Into<Contents>),
    ) -> Result<Report, Error> {
        let held = self.held_with_rules(name, ComparedWith::Previous)?;
        let previous = self.previous(previous, &held)?;
        let (source, reading) = self.source(name, bytes, &held)?;
        let conditions = Conditions { previous: Some(&previous), ..held.conditions(reading) };
        self.report(lint::check_and_drop(source, &held.rules, &conditions), &held)
    }

    /// Reads the document of the year before.
    pub(super) fn previous(
        &self,
        (name, bytes): (&str, impl Into<Contents>),
        held: &Held,
    ) -> Result<Previous, Error> {
        let Contents { bytes, reading } = bytes.into();
        let read = |source| previous::read(&source, &reading, &held.rules, &held.vocabulary);
        sized(name, bytes, held)
            .and_then(read)
            .map_err(|problem| Error::previous(name, &problem, self.language))
    }
}

/// Compares documents that were checked as papers of a set. The rules of the first paper are used,
/// as in a run of the command line.
pub(super) fn compare<H: std::ops::Deref<Target = Held>>(papers: &mut [(FileReport, H)]) {
    let Some(rules) = papers.first().map(|(_, held)| held.rules.clone()) else { return };
    let mut reports: Vec<&mut FileReport> = papers.iter_mut().map(|(report, _)| report).collect();
    set::compare(&mut reports, &rules);
    let mut collection = Collection::default();
    for (report, held) in papers {
        collection.add_under(report, held);
    }
}

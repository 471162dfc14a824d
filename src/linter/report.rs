//! Findings of one document.

use std::sync::Arc;

use crate::diagnostic::Severity;
use crate::engine::fingerprint;
use crate::engine::report::{Checked, FileReport, Summary};
use crate::language::Language;
use crate::linter::figures::Counts;
use crate::linter::finding::Finding;
use crate::linter::place::Places;
use crate::output::formats::json::Json;
use crate::output::formats::json::WithText;
use crate::output::{Output, Run};
use crate::registry::Registry;

/// The findings of a document.
#[derive(Debug)]
#[non_exhaustive]
pub struct Report {
    /// Findings, in text order.
    pub findings: Vec<Finding>,
    /// Number of further findings, beyond the limit of the configuration.
    pub omitted: usize,
    /// The format of the document, as in the JSON report: `docx`.
    pub format: &'static str,
    /// The character encoding, by its name in the IANA registry; `None` if the format determines
    /// it.
    pub encoding: Option<&'static str>,
    /// Date of “now” for this document, as `2026-03-05`; `None` if no date was compared with now.
    pub reference: Option<String>,
    /// Counts of the compared figures; `None` if no rule needed them.
    pub figures: Option<Counts>,
    /// Parts that people see but hegao did not read, such as inserted documents, by their names.
    /// Their text is not checked.
    pub unread: Vec<String>,
    /// True if a finding has such a severity that `hegao check` would exit with 1.
    pub fails: bool,
    file: FileReport,
    frame: Frame,
}

/// Settings shared by all documents of a linter: the rules with their texts, the language, and the
/// lowest severity that fails a run.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub(super) registry: Arc<Registry>,
    pub(super) language: Language,
    pub(super) fail_on: Severity,
}

impl Frame {
    pub(super) fn run(&self) -> Run<'_> {
        Run { registry: &self.registry, language: self.language, fail_on: self.fail_on }
    }

    /// Some files, as `hegao check` reports them in one run.
    pub(super) fn json<'f>(&self, files: impl Iterator<Item = &'f FileReport>, text: WithText) -> String {
        let (run, mut output) = (self.run(), Json::new(text));
        let (mut summary, mut out) = (Summary::default(), Vec::new());
        // Writing to a `Vec` cannot fail.
        let _ = output.begin(&run, &mut out);
        for file in files {
            summary.add(file);
            let _ = output.file(&run, file, &mut out);
        }
        let _ = output.end(&run, &summary, &mut out);
        String::from_utf8(out).unwrap_or_default()
    }
}

impl Report {
    /// Converts findings to texts and places.
    ///
    /// # Errors
    /// Returns the file if it could not be checked.
    pub(super) fn new(file: FileReport, frame: Frame) -> Result<Self, Box<FileReport>> {
        let Ok(Checked { document, diagnostics, headings, reference, figures, omitted, .. }) = &file.outcome
        else {
            return Err(Box::new(file));
        };
        let run = frame.run();
        let places = Places::new(document, headings, frame.language);
        let fingerprints = fingerprint::all(document, diagnostics);
        let findings = diagnostics.iter().zip(fingerprints);
        let findings = findings.map(|(found, fingerprint)| Finding::new(&run, &places, found, fingerprint));
        Ok(Self {
            findings: findings.collect(),
            omitted: omitted.total(),
            format: document.origin().format.name(),
            encoding: document.origin().encoding.map(|(encoding, _)| encoding.name()),
            reference: reference.map(|date| date.day.to_string()),
            figures: figures.map(Counts::from),
            unread: document.unread().to_vec(),
            fails: file.outcome.as_ref().is_ok_and(Checked::fails),
            frame,
            file,
        })
    }

    /// The prose to which places refer: paragraphs, headings, items and cells, each followed by a
    /// line end.
    pub fn prose(&self) -> &str {
        self.file.outcome.as_ref().map_or("", |checked| checked.document.text())
    }

    /// The report as `hegao check --format json` prints it for one file.
    pub fn to_json(&self) -> String {
        self.frame.json(std::iter::once(&self.file), WithText::No)
    }

    /// Like [`Self::to_json`], with the text of the document, as `--with-text` adds it, for a page
    /// that shows the text with the findings marked.
    pub fn to_json_with_text(&self) -> String {
        self.frame.json(std::iter::once(&self.file), WithText::Yes)
    }

    /// The result for the file.
    pub(super) fn file(&self) -> &FileReport {
        &self.file
    }
}

//! The report of one document: its findings, and facts about the document.

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

/// The report of a document.
#[derive(Debug)]
#[non_exhaustive]
pub struct Report {
    /// Findings in the document, in text order.
    pub findings: Vec<Finding>,
    /// Number of further findings, which are beyond the maximum of the configuration.
    pub omitted: usize,
    /// The format of the document, as in the JSON report: `docx`.
    pub format: &'static str,
    /// The character encoding, by its name in the IANA registry; `None` if the format determines
    /// it.
    pub encoding: Option<&'static str>,
    /// Date of “now” for this document, as `2026-03-05`; `None` if no date was compared with now.
    pub reference: Option<String>,
    /// Counts of the figures that were compared; `None` if no rule needed them.
    pub figures: Option<Counts>,
    /// Names of parts that readers see but hegao did not read, such as inserted documents. Their
    /// text was not checked.
    pub unread: Vec<String>,
    /// True if a finding has a severity with which `hegao check` would exit with code 1.
    pub fails: bool,
    file: FileReport,
    frame: Frame,
}

/// Settings that all reports of a linter share: the rules with their texts, the language, and the
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

    /// Writes the JSON report of some files, as `hegao check` does for one run.
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
    /// Creates the report of a file: converts its findings to texts and places.
    ///
    /// # Errors
    /// If the file could not be checked: the file.
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

    /// The same as [`Self::to_json`], but with the text of the document, as with the option
    /// `--with-text`. A page can then show the text with the findings marked.
    pub fn to_json_with_text(&self) -> String {
        self.frame.json(std::iter::once(&self.file), WithText::Yes)
    }

    /// The result of the engine for the file.
    pub(super) fn file(&self) -> &FileReport {
        &self.file
    }
}

//! Baselines: lists of findings that the user accepts for a set of documents, so that only new ones
//! are reported.
//!
//! An entry is recognised by its file and the fingerprint of the finding, never by a line number,
//! so edits elsewhere do not bring a finding back. The entry of a corrected finding stays in the
//! baseline until it is pruned; it can only hide the same words in the same context.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::engine::fingerprint;
use crate::engine::report::Checked;

/// Version of the file format.
const SCHEMA_VERSION: u32 = 1;
/// Maximum number of characters of the quotation in an entry; a longer one is cut. It only helps
/// people to recognise the finding.
const MAX_QUOTE: usize = 40;

/// An accepted finding in a baseline.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Path of the document, relative to the folder of the baseline, with `/` as separator.
    pub file: String,
    /// Id of the rule that reported the finding.
    pub rule: String,
    /// Words of the document that were reported, for people who read the file.
    pub text: String,
    /// The fingerprint by which the finding is recognised (see `engine::fingerprint`).
    pub fingerprint: String,
}

/// Reason why a file is not a valid baseline.
#[derive(Debug, thiserror::Error)]
pub enum BaselineError {
    /// The file is not JSON, or has another shape.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// The file has an unknown version.
    #[error("schema_version {0} is not {SCHEMA_VERSION}")]
    Version(u32),
}

/// The JSON object of a baseline file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BaselineFile {
    schema_version: u32,
    findings: Vec<Entry>,
}

/// True if `head` is the beginning of a baseline file, of this or another version.
pub fn is_head(head: &[u8]) -> bool {
    let version = head.strip_prefix(b"{\"schema_version\":").unwrap_or_default();
    let digits = version.iter().take_while(|byte| byte.is_ascii_digit()).count();
    digits > 0 && version[digits..].starts_with(b",\"findings\":[")
}

/// A baseline: the accepted findings, by the path of their document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    files: BTreeMap<String, Vec<Entry>>,
}

impl Baseline {
    /// Reads a baseline from its JSON.
    ///
    /// # Errors
    /// If it is not JSON, has another shape, or has an unknown version. The error contains the
    /// position.
    pub fn read(json: &str) -> Result<Self, BaselineError> {
        let file: BaselineFile = serde_json::from_str(json)?;
        if file.schema_version != SCHEMA_VERSION {
            return Err(BaselineError::Version(file.schema_version));
        }
        let mut baseline = Self::default();
        for entry in file.findings {
            baseline.files.entry(entry.file.clone()).or_default().push(entry);
        }
        Ok(baseline)
    }

    /// The content of the baseline file: one finding per line, grouped by file, and in text order.
    pub fn written(&self) -> String {
        let entries: Vec<String> =
            self.entries().map(|entry| serde_json::to_string(entry).unwrap_or_default()).collect();
        let lines = if entries.is_empty() { String::new() } else { format!("\n{}\n", entries.join(",\n")) };
        format!("{{\"schema_version\":{SCHEMA_VERSION},\"findings\":[{lines}]}}\n")
    }

    /// All entries of the baseline, file by file.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.files.values().flatten()
    }

    /// Number of entries of the baseline.
    pub fn len(&self) -> usize {
        self.files.values().map(Vec::len).sum()
    }

    /// True if there are no entries.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Makes the current findings of a file the accepted ones, instead of those accepted before.
    pub fn accept(&mut self, file: &str, checked: &Checked) {
        let entries = entries(file, checked);
        if entries.is_empty() {
            self.files.remove(file);
        } else {
            self.files.insert(file.to_owned(), entries);
        }
    }

    /// Removes the entries of a document that no longer exists.
    pub fn forget(&mut self, file: &str) {
        self.files.remove(file);
    }

    /// Removes the entries of a document that match none of its findings. Entries are kept if
    /// `has_run` is false for their rule: whether their finding still exists is then unknown.
    pub fn prune(&mut self, file: &str, checked: &Checked, has_run: &dyn Fn(&str) -> bool) {
        let present: FxHashSet<String> =
            fingerprint::all(&checked.document, &checked.diagnostics).into_iter().collect();
        if let Some(known) = self.files.get_mut(file) {
            known.retain(|entry| present.contains(&entry.fingerprint) || !has_run(&entry.rule));
        }
        self.files.retain(|_, entries| !entries.is_empty());
    }

    /// Paths of the documents that have entries.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Removes findings from `checked` that have an entry for `file`. Entries that match no finding
    /// are counted as corrected, but only if `has_run` is true for their rule.
    pub fn filter(&self, file: &str, checked: &mut Checked, has_run: &dyn Fn(&str) -> bool) -> Filtered {
        let Some(entries) = self.files.get(file) else { return Filtered::default() };
        let known: FxHashSet<&str> = entries.iter().map(|entry| entry.fingerprint.as_str()).collect();
        let expected = entries.iter().filter(|entry| has_run(&entry.rule)).count();
        let prints = fingerprint::all(&checked.document, &checked.diagnostics);
        let found = checked.diagnostics.len();
        let mut prints = prints.iter();
        checked.diagnostics.retain(|_| prints.next().is_some_and(|print| !known.contains(print.as_str())));
        let accepted = found - checked.diagnostics.len();
        Filtered { accepted, mended: expected.saturating_sub(accepted) }
    }
}

/// Result of applying a baseline to the findings of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filtered {
    /// Number of findings that were removed because they have an entry.
    pub accepted: usize,
    /// Number of entries that match no finding, because the accepted finding was corrected.
    pub mended: usize,
}

fn entries(file: &str, checked: &Checked) -> Vec<Entry> {
    let prints = fingerprint::all(&checked.document, &checked.diagnostics);
    let entry = |(diagnostic, fingerprint): (&Diagnostic, String)| Entry {
        file: file.to_owned(),
        rule: diagnostic.rule.to_string(),
        text: checked.document.slice(diagnostic.span).chars().take(MAX_QUOTE).collect(),
        fingerprint,
    };
    checked.diagnostics.iter().zip(prints).map(entry).collect()
}

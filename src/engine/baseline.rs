//! Baselines: what is known and accepted of a set of documents, so that only what is new is reported.
//!
//! An entry is known by its file and its fingerprint, never by a line number: edits elsewhere wake nothing. What was mended
//! stays in the baseline until it is pruned; it hides only the same words in the same surroundings.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::engine::fingerprint;
use crate::engine::report::Checked;

/// The version of the file that is written.
const SCHEMA_VERSION: u32 = 1;
/// Longest quotation in an entry, in characters; it is there for people.
const MAX_QUOTE: usize = 40;

/// One accepted finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The file, seen from the folder of the baseline, with `/`.
    pub file: String,
    /// The rule.
    pub rule: String,
    /// What was quoted, for people.
    pub text: String,
    /// What it is known by.
    pub fingerprint: String,
}

/// Why a file is no baseline.
#[derive(Debug, thiserror::Error)]
pub enum BaselineError {
    /// It is no JSON, or has another shape.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// It is of a version that is not known.
    #[error("schema_version {0} is not {SCHEMA_VERSION}")]
    Version(u32),
}

/// The file as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    schema_version: u32,
    findings: Vec<Entry>,
}

/// True if a file that begins so is a baseline of this or another version.
pub fn is_head(head: &[u8]) -> bool {
    let version = head.strip_prefix(b"{\"schema_version\":").unwrap_or_default();
    let digits = version.iter().take_while(|byte| byte.is_ascii_digit()).count();
    digits > 0 && version[digits..].starts_with(b",\"findings\":[")
}

/// Accepted findings by file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    files: BTreeMap<String, Vec<Entry>>,
}

impl Baseline {
    /// Reads a baseline.
    ///
    /// # Errors
    /// Where it is no JSON, has another shape, or is of a version that is not known; says where.
    pub fn read(json: &str) -> Result<Self, BaselineError> {
        let written: Written = serde_json::from_str(json)?;
        if written.schema_version != SCHEMA_VERSION {
            return Err(BaselineError::Version(written.schema_version));
        }
        let mut baseline = Self::default();
        for entry in written.findings {
            baseline.files.entry(entry.file.clone()).or_default().push(entry);
        }
        Ok(baseline)
    }

    /// The file to be written: one finding a line, by file, in the order of their places.
    pub fn written(&self) -> String {
        let entries: Vec<String> =
            self.entries().map(|entry| serde_json::to_string(entry).unwrap_or_default()).collect();
        let lines = if entries.is_empty() { String::new() } else { format!("\n{}\n", entries.join(",\n")) };
        format!("{{\"schema_version\":{SCHEMA_VERSION},\"findings\":[{lines}]}}\n")
    }

    /// All entries.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.files.values().flatten()
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.files.values().map(Vec::len).sum()
    }

    /// True without entries.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Accepts all findings of a file, in the place of those accepted before.
    pub fn accept(&mut self, file: &str, checked: &Checked) {
        let entries = entries(file, checked);
        if entries.is_empty() {
            self.files.remove(file);
        } else {
            self.files.insert(file.to_owned(), entries);
        }
    }

    /// Drops the entries of a file that is no longer there.
    pub fn forget(&mut self, file: &str) {
        self.files.remove(file);
    }

    /// Drops what is no longer found in a file by the rules that `has_run` names; what other rules found stays.
    pub fn prune(&mut self, file: &str, checked: &Checked, has_run: &dyn Fn(&str) -> bool) {
        let present: FxHashSet<String> =
            fingerprint::all(&checked.document, &checked.diagnostics).into_iter().collect();
        if let Some(known) = self.files.get_mut(file) {
            known.retain(|entry| present.contains(&entry.fingerprint) || !has_run(&entry.rule));
        }
        self.files.retain(|_, entries| !entries.is_empty());
    }

    /// The files that have entries.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Takes out of `checked` what the baseline knows of its file. Only rules that `has_run` names can have been mended.
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

/// What a baseline did to the findings of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filtered {
    /// Findings it knew.
    pub accepted: usize,
    /// Entries that nothing was found for.
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

//! The report of one document, checked with the text that is in the editor.

use std::sync::Arc;

use gen_lsp_types::Range;

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::document::source::{Encoding as FileEncoding, Format, Source};
use crate::engine::fingerprint;
use crate::engine::lint::{self, Conditions};
use crate::engine::report::{Checked, Problem};
use crate::lsp::company::Company;
use crate::lsp::configurations::DocumentSetup;
use crate::lsp::documents::Snapshot;
use crate::lsp::positions::{Encoding, Lines};
use crate::lsp::uri;
use crate::readers::{self, ReadError, ReadOptions};
use crate::text::span::Span;

/// Maximum number of findings shown for a document; the others are left out. Editors stop showing
/// them far earlier.
pub(super) const MAX_SHOWN: usize = 2000;

/// A document with the result of its check, or the reason why it could not be checked.
pub(super) struct Report {
    /// The text in the editor that was checked.
    pub(super) snapshot: Snapshot,
    /// The rules and settings with which the document was checked.
    pub(super) setup: DocumentSetup,
    /// Index of the lines of the text in the editor.
    pub(super) lines: Lines,
    /// Unit of columns in positions.
    pub(super) encoding: Encoding,
    /// The document with its findings, or the reason why it could not be checked.
    pub(super) outcome: Result<Checked, Problem>,
    /// Fingerprints of the findings that are shown, in the same order.
    pub(super) fingerprints: Vec<String>,
    /// Findings from the comparison with other papers of the document's set.
    pub(super) company: Company,
}

impl Report {
    /// Checks a document.
    pub(super) fn new(snapshot: Snapshot, setup: DocumentSetup, encoding: Encoding) -> Self {
        let (held, source) = (&setup.held, source(&snapshot));
        // With a fixed encoding, NUL bytes are accepted in a file. In an editor they mean that the
        // file is binary.
        let is_binary = memchr::memchr(0, &source.bytes).is_some();
        let most = held.limits.file_size();
        let mut outcome = if is_binary {
            Err(ReadError::Binary.into())
        } else if source.bytes.len() as u64 > most.bytes() {
            Err(Problem::TooLong(most))
        } else {
            lint::check_and_drop(source, &held.rules, &conditions(&setup)).outcome
        };
        if let Ok(checked) = &mut outcome
            && setup.is_excluded
        {
            checked.diagnostics.clear();
        }
        let file = uri::path(&snapshot.uri);
        if let (Ok(checked), Some(placed), Some(file)) = (&mut outcome, &setup.baseline, file) {
            let name = placed.name(&file.to_string_lossy());
            // Only `hegao check` reports baseline entries whose finding was fixed.
            placed.baseline.filter(&name, checked, &|_| false);
        }
        let (lines, company) = (Lines::new(&snapshot.text), Company::default());
        let mut report =
            Self { snapshot, setup, lines, encoding, outcome, fingerprints: Vec::new(), company };
        report.compute_fingerprints();
        report
    }

    /// Replaces the findings from the last comparison with other papers by those of `company`. If
    /// `company` refers to an earlier text, findings move with their words, and are dropped if
    /// their words were edited.
    pub(super) fn join(&mut self, company: &Company) {
        let Ok(checked) = &mut self.outcome else { return };
        let rules = &self.setup.held.rules;
        let is_own = |found: &Diagnostic| !rules.compares(found.rule.as_str());
        checked.diagnostics.retain(is_own);
        self.company = company.moved_to(&self.snapshot, checked.document.text());
        checked.diagnostics.append(&mut self.company.found);
        checked.diagnostics.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
        self.compute_fingerprints();
    }

    /// True if the findings of `company` are already among the findings of this report.
    pub(super) fn shows(&self, company: &Company) -> bool {
        let Ok(checked) = &self.outcome else { return true };
        let rules = &self.setup.held.rules;
        let mut found = checked.diagnostics.iter().filter(|found| rules.compares(found.rule.as_str()));
        let is_found = company.found.iter().all(|one| found.next() == Some(one)) && found.next().is_none();
        is_found && self.company.mirrored == company.mirrored && self.company.places == company.places
    }

    /// Computes the fingerprints of the findings that are shown.
    fn compute_fingerprints(&mut self) {
        let Ok(checked) = &self.outcome else { return };
        let shown = checked.diagnostics.len().min(MAX_SHOWN);
        self.fingerprints = fingerprint::all(&checked.document, &checked.diagnostics[..shown]);
    }

    /// The text in the editor.
    pub(super) fn text(&self) -> &Arc<String> {
        &self.snapshot.text
    }

    /// Converts a span of the document's text to a range in the editor.
    pub(super) fn range(&self, doc: &Document, span: Span) -> Range {
        self.in_file(doc.source(span).bytes)
    }

    /// Converts a span of bytes of the file to a range in the editor.
    pub(super) fn in_file(&self, bytes: Span) -> Range {
        self.lines.range(self.text(), bytes, self.encoding)
    }
}

/// Settings for the check other than the rules. The encoding is fixed to UTF-8, because the editor
/// sends decoded text.
pub(super) fn conditions(setup: &DocumentSetup) -> Conditions<'_> {
    setup.held.conditions(ReadOptions { encoding: Some(FileEncoding::Utf8), ..ReadOptions::default() })
}

/// The text as a source file. Configurations and rule files become an empty source, because they
/// are not documents and must not have findings.
pub(super) fn source(snapshot: &Snapshot) -> Source {
    let name = uri::path(&snapshot.uri).map(|path| path.display().to_string());
    let name = name.unwrap_or_else(|| uri::name(&snapshot.uri));
    let bytes = if is_settings(&name) { Vec::new() } else { snapshot.text.as_bytes().to_vec() };
    let format = format(&snapshot.language, &name);
    let has_ending = readers::format_of(&name) == Some(format);
    let ending = format.extensions().first().filter(|_| !has_ending);
    let name = ending.map_or(name.clone(), |ending| format!("{name}.{ending}"));
    Source { name, bytes }
}

/// True for the name of a settings file: `hegao.toml`, a file that it extends, or a file of rules.
pub(super) fn is_settings(name: &str) -> bool {
    name.ends_with(".toml")
}

/// Format in which a text is read: that of the editor's language identifier, else that of the file
/// extension, else plain text.
fn format(language: &str, name: &str) -> Format {
    match language {
        "markdown" => Format::Markdown,
        "html" => Format::Html,
        _ => match readers::format_of(name) {
            Some(format @ (Format::Markdown | Format::Html | Format::Rtf)) => format,
            _ => Format::Text,
        },
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::source;
    use crate::lsp::documents::Snapshot;

    fn name(uri: &str, language: &str) -> String {
        let (uri, language) = (uri.to_owned(), language.to_owned());
        let text = Arc::new("一".to_owned());
        source(&Snapshot { uri, language, version: 1, revision: 1, text }).name
    }

    #[test]
    fn the_language_of_the_editor_tells_the_format_and_then_the_ending() {
        assert_eq!(name("untitled:Untitled-1", "markdown"), "Untitled-1.md");
        assert_eq!(name("untitled:a.md", "plaintext"), "a.md");
        assert_eq!(name("untitled:a.txt", "html"), "a.txt.html");
        assert_eq!(name("untitled:a.docx", "binary"), "a.docx.txt");
        assert_eq!(name("untitled:a.text", "plaintext"), "a.text");
    }
}

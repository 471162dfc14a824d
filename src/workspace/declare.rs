//! What declares a finding right in a configuration: the words that are quoted, the configuration they go into, and the TOML.

use std::path::{Path, PathBuf};

use crate::config::FILE_NAME;
use crate::config::chain::tidy;
use crate::document::Document;
use crate::engine::report::Checked;
use crate::text::span::Span;

/// Letters that are quoted on either side of a finding.
const AROUND: usize = 8;

/// What the rule finds in a line, each with the letters beside it.
pub(crate) fn quotes(checked: &Checked, line: usize, rule: &str) -> Vec<String> {
    let doc = &checked.document;
    let found = checked.diagnostics.iter().filter(|found| {
        let is_named = found.rule.as_str() == rule || found.rule.family() == rule;
        is_named && doc.locate_start(found.span).line == line
    });
    let mut quotes: Vec<String> = Vec::new();
    for found in found {
        let quote = quote(doc, found.span);
        if !quotes.iter().any(|known| known == quote) {
            quotes.push(quote.to_owned());
        }
    }
    quotes
}

/// The words of a finding with the letters beside them in their paragraph; at most what is in that paragraph.
pub(crate) fn quote(doc: &Document, span: Span) -> &str {
    let block = doc.blocks().get(doc.block_at(span.start)).map_or(span, |block| block.span);
    let text = doc.text();
    let ahead = text[block.start.min(span.start)..span.start].chars().rev();
    let ahead: usize = ahead.take(AROUND).map(char::len_utf8).sum();
    let end = span.end.min(block.end).max(span.start);
    let behind: usize = text[end..block.end.max(end)].chars().take(AROUND).map(char::len_utf8).sum();
    &text[span.start - ahead..end + behind]
}

/// The configuration that holds for a file, or the one to be made: at the root of its repository, else beside it.
pub(crate) fn nearest(path: &Path) -> PathBuf {
    // As configurations are looked for: a link lies where it is, not where it leads to.
    let absolute = absolute(path);
    let folder = absolute.parent().unwrap_or(Path::new("/"));
    for above in folder.ancestors() {
        let config = above.join(FILE_NAME);
        if config.is_file() || above.join(".git").exists() {
            return config;
        }
    }
    folder.join(FILE_NAME)
}

fn absolute(path: &Path) -> PathBuf {
    tidy(&std::path::absolute(path).unwrap_or_else(|_| path.to_owned()))
}

/// The path of a file as a glob of the configuration `config`: seen from its folder, divided by `/`.
pub(crate) fn seen_from(config: &Path, file: &Path) -> String {
    let folder = config.parent().unwrap_or(Path::new("/"));
    let absolute = absolute(file);
    let seen = absolute.strip_prefix(folder).unwrap_or(&absolute).to_string_lossy().into_owned();
    globset::escape(&if cfg!(windows) { seen.replace('\\', "/") } else { seen })
}

/// An `[[ignore]]` behind an empty line: what `rule` finds at the quoted words of `file` is right, for this reason.
pub(crate) fn ignore(rule: &str, file: &str, text: &str, reason: &str) -> String {
    let rows = [("rule", rule), ("file", file), ("text", text), ("reason", reason)];
    let rows = rows.map(|(key, value)| format!("{key} = {}\n", string(value)));
    format!("\n[[ignore]]\n{}", rows.concat())
}

/// An `[[overrides]]` behind an empty line that switches `rule` off in `file`.
#[cfg(feature = "lsp")]
pub(crate) fn switch_off(rule: &str, file: &str) -> String {
    format!("\n[[overrides]]\nfiles = [{}]\nrules.{} = \"off\"\n", string(file), string(rule))
}

/// A basic string of TOML is written as a string of JSON.
fn string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

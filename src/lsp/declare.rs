//! Edits that tell hegao that a finding is right: an ignore comment before the finding's block if
//! the format has comments, else an `[[ignore]]` entry in the configuration. Also the edit that
//! switches a rule off for a file.

use std::fs;
use std::path::{Path, PathBuf};

use gen_lsp_types::TextEdit;

use crate::diagnostic::Diagnostic as Finding;
use crate::document::Document;
use crate::document::block::BlockKind;
use crate::document::directive::PREFIX;
use crate::document::source::Format;
use crate::lsp::documents::Snapshot;
use crate::lsp::edits::{State, Target};
use crate::lsp::positions::Lines;
use crate::lsp::report::Report;
use crate::lsp::uri;
use crate::text::span::Span;
use crate::workspace::declare::{self, Entry};

/// Function that looks up the open document for the path of a file.
pub(super) type Opened<'o> = &'o dyn Fn(&Path) -> Option<Snapshot>;

/// Returns the edit that declares the finding `found` right. `reason` may be empty.
pub(super) fn right(report: &Report, found: &Finding, reason: &str, opened: Opened) -> Option<Target> {
    let doc = &report.outcome.as_ref().ok()?.document;
    if let Some((byte, text)) = comment(report, doc, found, reason) {
        let edit = TextEdit { range: report.in_file(Span::new(byte, byte)), new_text: text };
        let Snapshot { uri, version, .. } = &report.snapshot;
        return Some(Target { uri: uri.clone(), state: State::Open(*version), edits: vec![edit] });
    }
    let (config, file) = config(report)?;
    let quote = declare::quote(doc, found.span);
    append(report, &config, declare::ignore(found.rule.as_str(), &file, quote, reason), opened)
}

/// Returns the edit of a configuration that switches a rule off in a file.
pub(super) fn off(report: &Report, rule: &str, opened: Opened) -> Option<Target> {
    let (config, file) = config(report)?;
    append(report, &config, declare::switch_off(rule, &file), opened)
}

/// Path of the configuration that applies to the document, or of one to be created; and the
/// document's path relative to it. `None` if the document is not a file.
fn config(report: &Report) -> Option<(PathBuf, String)> {
    let path = uri::path(&report.snapshot.uri)?;
    let config = declare::nearest(&path);
    let file = declare::seen_from(&config, &path);
    Some((config, file))
}

/// An ignore comment for a finding, and the byte to insert it at; `None` if the format has no
/// comments.
fn comment(report: &Report, doc: &Document, found: &Finding, reason: &str) -> Option<(usize, String)> {
    let block = doc.blocks().get(doc.block_at(found.span.start()))?;
    let start = doc.source(block.span).bytes.start();
    // `--` would end the comment, and the comment must fit in one line.
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ").replace("--", "——");
    let comment = format!("<!-- {PREFIX} {}: {reason} -->", found.rule);
    match (doc.origin().format, block.kind) {
        (Format::Html, _) => Some((start, comment)),
        // In a table cell, the comment stays in the line (a new line would end the table), and `|`
        // is replaced (it would end the cell).
        (Format::Markdown, BlockKind::Cell(_)) => Some((start, comment.replace('|', "｜") + " ")),
        (Format::Markdown, _) => {
            let text = report.text();
            let line = report.lines.line_start(start);
            // Repeats the margin, so that the comment stays in the same quotation or list item.
            let is_margin = |c: &char| matches!(c, ' ' | '\t' | '>');
            let margin: String = text[line..start].chars().take_while(is_margin).collect();
            let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
            Some((line, format!("{margin}{comment}{end}")))
        }
        _ => None,
    }
}

/// Returns the edit that adds an entry to a configuration: to its text in the editor if it is open,
/// else to the file, else to a new file. `None` if the text is not valid TOML (which the editor
/// shows), or if the configuration is a link that leads outside.
fn append(report: &Report, config: &Path, entry: Entry, opened: Opened<'_>) -> Option<Target> {
    let root = report.setup.bounds.around(config.parent()?);
    // A configuration that does not exist will be created, so only an existing one is resolved.
    if config.exists() && root.resolved(config).ok().flatten().is_none() {
        return None;
    }
    let (uri, state, text) = match opened(config) {
        Some(Snapshot { uri, version, text, .. }) => (uri, State::Open(version), text.to_string()),
        None if config.is_file() => (uri::of_path(config), State::Closed, fs::read_to_string(config).ok()?),
        None => (uri::of_path(config), State::Missing, String::new()),
    };
    let text = text.trim_start_matches('\u{feff}');
    let (span, new_text) = declare::addition(text, &[entry]).ok()?;
    let range = Lines::new(text).range(text, span, report.encoding);
    Some(Target { uri, state, edits: vec![TextEdit { range, new_text }] })
}

//! `rdjson`: the Reviewdog Diagnostic Format, for comments on a change. Columns count bytes of the
//! line in UTF-8, from 1, for every encoding of the file.

use std::io::{self, Write};

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::document::source::Encoding;
use crate::engine::report::{Checked, FileReport, Summary};
use crate::fix::Safety;
use crate::output::finding_text::finding_text;
use crate::output::path::plain;
use crate::output::unread::Unread;
use crate::output::{Output, Run, omitted};
use crate::text::span::Span;

/// Writer of the `rdjson` format.
#[derive(Default)]
pub struct Rdjson {
    has_diagnostics: bool,
}

#[derive(Serialize)]
struct DiagnosticPart<'a> {
    message: String,
    location: LocationPart<'a>,
    severity: &'static str,
    code: Code<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'a>>,
}

#[derive(Serialize)]
struct LocationPart<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'a str,
}

#[derive(Serialize)]
struct Suggestion<'a> {
    range: Range,
    text: &'a str,
}

impl Output for Rdjson {
    fn begin(&mut self, _: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "{{\"source\":{{\"name\":\"hegao\"}},\n\"diagnostics\":[")
    }

    fn file(&mut self, run: &Run<'_>, file: &FileReport, out: &mut dyn Write) -> io::Result<()> {
        let path = &plain(&file.path);
        match &file.outcome {
            Ok(checked) => {
                let mut found = checked.diagnostics.iter();
                found.try_for_each(|found| self.write(&part(run, path, checked, found), out))?;
                omitted::notes(checked, run.language).into_iter().try_for_each(|note| {
                    let part = DiagnosticPart {
                        message: note.text,
                        location: LocationPart { path, range: None },
                        severity: severity(note.severity),
                        code: Code { value: note.name },
                        suggestions: Vec::new(),
                    };
                    self.write(&part, out)
                })
            }
            Err(reason) => {
                let unread = Unread::of(file, reason, run.language);
                let part = DiagnosticPart {
                    message: [&unread.message, unread.help].join("\n"),
                    location: LocationPart { path, range: None },
                    severity: unread.pick("ERROR", "INFO"),
                    code: Code { value: unread.kind },
                    suggestions: Vec::new(),
                };
                self.write(&part, out)
            }
        }
    }

    fn end(&mut self, _: &Run<'_>, _: &Summary, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\n]}}")
    }
}

impl Rdjson {
    fn write(&mut self, part: &DiagnosticPart<'_>, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.has_diagnostics { b",\n" } else { b"\n" })?;
        self.has_diagnostics = true;
        Ok(serde_json::to_writer(out, part)?)
    }
}

fn part<'a>(run: &Run<'_>, path: &'a str, checked: &Checked, found: &'a Diagnostic) -> DiagnosticPart<'a> {
    let doc = &checked.document;
    // In other formats the lines are paragraphs of the extracted text, which the file itself does
    // not have.
    let range = doc.origin().format.has_lines().then(|| range(doc, found.span));
    DiagnosticPart {
        message: finding_text(run, checked, found).lines().join("\n"),
        location: LocationPart { path, range },
        severity: severity(found.severity),
        code: Code { value: found.rule.as_str() },
        suggestions: suggestion(doc, found).into_iter().collect(),
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Hint => "INFO",
    }
}

/// The suggested change for a finding; `None` if its fix has several edits, because Reviewdog
/// applies each suggestion separately.
fn suggestion<'a>(doc: &Document, found: &'a Diagnostic) -> Option<Suggestion<'a>> {
    let fix = found.fix.as_ref().filter(|fix| fix.safety > Safety::ShowOnly)?;
    let [edit] = fix.edits.as_slice() else { return None };
    let is_offered = doc.origin().format.has_lines() && doc.editable(edit.span).is_some();
    is_offered.then(|| Suggestion { range: range(doc, edit.span), text: &edit.text })
}

fn range(doc: &Document, span: Span) -> Range {
    let view = doc.in_view(span);
    // The byte order mark belongs to the first line and is counted with it.
    let mark = match doc.origin().encoding {
        Some((Encoding::Utf8, _)) => doc.source(span).bytes.start() - view.start(),
        _ => 0,
    };
    let position = |byte: usize| {
        let (line, start) = (doc.lines().line(byte), doc.lines().line_start(doc.lines().line(byte)));
        Position { line, column: byte - start + 1 + if line == 1 { mark } else { 0 } }
    };
    Range { start: position(view.start()), end: position(view.end()) }
}

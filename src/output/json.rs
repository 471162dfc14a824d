//! `json`: the whole report for programs, one file a line. The shapes here are the wire format, version 1.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity, Value};
use crate::document::Document;
use crate::document::block::BlockKind;
use crate::document::location::{Location, Place, Position};
use crate::document::source::{Format, Properties};
use crate::engine::fingerprint;
use crate::engine::report::{Checked, FileReport, Summary};
use crate::fix::{Fix, Safety};
use crate::output::{Output, Run, problem};
use crate::text::span::Span;

/// The format.
#[derive(Default)]
pub struct Json {
    has_files: bool,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct RunPart<'a> {
    lang: &'a str,
    fail_on: &'a str,
}

#[derive(Serialize)]
struct FilePart<'a> {
    path: &'a str,
    #[serde(flatten)]
    outcome: Outcome<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Outcome<'a> {
    Checked {
        format: &'a str,
        encoding: Option<&'static str>,
        encoding_from: Option<&'static str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        properties: Option<PropertiesPart<'a>>,
        reference: Option<Reference>,
        diagnostics: Vec<DiagnosticPart<'a>>,
    },
    Failed {
        error: ErrorPart<'a>,
    },
}

#[derive(Serialize)]
struct PropertiesPart<'a> {
    title: Option<&'a str>,
    created: Option<&'a str>,
    modified: Option<&'a str>,
    comments: usize,
    revisions: bool,
}

#[derive(Serialize)]
struct ErrorPart<'a> {
    kind: &'a str,
    message: String,
    help: &'a str,
}

#[derive(Serialize)]
struct Reference {
    date: String,
    from: &'static str,
}

#[derive(Serialize)]
struct DiagnosticPart<'a> {
    rule: &'a str,
    severity: &'a str,
    message: String,
    args: BTreeMap<&'a str, &'a Value>,
    location: LocationPart<'a>,
    related: Vec<RelatedPart<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<String>,
    fingerprint: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<FixPart<'a>>,
}

#[derive(Serialize)]
struct RelatedPart<'a> {
    message: String,
    location: LocationPart<'a>,
}

#[derive(Serialize)]
struct FixPart<'a> {
    title: String,
    safety: Safety,
    edits: Vec<EditPart<'a>>,
}

#[derive(Serialize)]
struct EditPart<'a> {
    location: LocationPart<'a>,
    text: &'a str,
}

#[derive(Serialize)]
pub(super) struct LocationPart<'a> {
    start: PositionPart,
    end: PositionPart,
    #[serde(skip_serializing_if = "Option::is_none")]
    docx: Option<ParagraphPart<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    odt: Option<ParagraphPart<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<usize>,
}

/// A place in a package of parts: `(//w:p)[paragraph]` of the part, characters `start..end` of its text.
#[derive(Clone, Copy, Serialize)]
struct ParagraphPart<'a> {
    part: &'a str,
    kind: &'static str,
    paragraph: usize,
    start: usize,
    end: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<CellPart>,
}

#[derive(Clone, Copy, Serialize)]
struct CellPart {
    table: u32,
    row: u32,
    column: u32,
}

#[derive(Serialize)]
struct PositionPart {
    line: usize,
    column: usize,
    utf16_column: usize,
    byte: usize,
}

#[derive(Serialize)]
struct SummaryPart {
    files: usize,
    unreadable: usize,
    error: usize,
    warning: usize,
    hint: usize,
}

impl Output for Json {
    fn begin(&mut self, run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        let tool = Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") };
        let part = RunPart { lang: run.language.tag(), fail_on: run.fail_on.name() };
        write!(out, "{{\"schema_version\":1,\n\"tool\":")?;
        serde_json::to_writer(&mut *out, &tool)?;
        write!(out, ",\n\"run\":")?;
        serde_json::to_writer(&mut *out, &part)?;
        write!(out, ",\n\"files\":[")
    }

    fn file(&mut self, run: &Run<'_>, file: &FileReport, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.has_files { b",\n" } else { b"\n" })?;
        self.has_files = true;
        let outcome = match &file.outcome {
            Ok(checked) => outcome(run, checked),
            Err(reason) => {
                let (kind, message) = (problem::kind(reason), problem::message(reason, run.language));
                Outcome::Failed {
                    error: ErrorPart { kind, message, help: problem::help(reason, run.language) },
                }
            }
        };
        Ok(serde_json::to_writer(out, &FilePart { path: &file.path, outcome })?)
    }

    fn end(&mut self, _: &Run<'_>, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "\n],\n\"summary\":")?;
        let part = SummaryPart {
            files: summary.files,
            unreadable: summary.unreadable,
            error: summary.count(Severity::Error),
            warning: summary.count(Severity::Warning),
            hint: summary.count(Severity::Hint),
        };
        serde_json::to_writer(&mut *out, &part)?;
        writeln!(out, "}}")
    }
}

fn outcome<'a>(run: &Run<'_>, checked: &'a Checked) -> Outcome<'a> {
    let doc = &checked.document;
    let origin = doc.origin();
    let found = checked.diagnostics.iter().zip(fingerprint::all(doc, &checked.diagnostics));
    Outcome::Checked {
        format: origin.format.name(),
        encoding: origin.encoding.map(|(encoding, _)| encoding.name()),
        encoding_from: origin.encoding.map(|(_, from)| from.name()),
        properties: origin.properties.as_ref().map(properties),
        reference: checked
            .reference
            .map(|date| Reference { date: date.day.to_string(), from: date.origin.name() }),
        diagnostics: found.map(|(found, fingerprint)| part(run, doc, found, fingerprint)).collect(),
    }
}

fn properties(properties: &Properties) -> PropertiesPart<'_> {
    PropertiesPart {
        title: properties.title.as_deref(),
        created: properties.created.as_deref(),
        modified: properties.modified.as_deref(),
        comments: properties.comments,
        revisions: properties.has_revisions,
    }
}

fn part<'a>(
    run: &Run<'_>,
    doc: &'a Document,
    found: &'a Diagnostic,
    fingerprint: String,
) -> DiagnosticPart<'a> {
    let words = run.wording(found);
    let related = found.related.iter().map(|label| RelatedPart {
        message: words.map(|words| words.label(label.name, &found.message)).unwrap_or_default(),
        location: location(doc, label.span),
    });
    DiagnosticPart {
        rule: found.rule.as_str(),
        severity: found.severity.name(),
        message: words.map(|words| words.message(&found.message)).unwrap_or_default(),
        args: found.message.args.iter().map(|(name, value)| (*name, value)).collect(),
        location: location(doc, found.span),
        related: related.collect(),
        help: words.and_then(|words| words.help(&found.message)),
        fingerprint,
        fix: found.fix.as_ref().map(|fix| {
            fix_part(doc, fix, words.and_then(|words| words.fix(&found.message)).unwrap_or_default())
        }),
    }
}

fn fix_part<'a>(doc: &'a Document, fix: &'a Fix, title: String) -> FixPart<'a> {
    let edits =
        fix.edits.iter().map(|edit| EditPart { location: location(doc, edit.span), text: &edit.text });
    FixPart { title, safety: fix.safety, edits: edits.collect() }
}

/// Lines, columns and bytes of a span, as every JSON of this program gives them.
pub(super) fn location(doc: &Document, span: Span) -> LocationPart<'_> {
    let Location { start, end } = doc.locate(span);
    let (start, end) = (position(start), position(end));
    let mut location = LocationPart { start, end, docx: None, odt: None, page: None };
    match doc.place(span) {
        Some(Place::Page(page)) => location.page = Some(page),
        Some(Place::Paragraph { part, paragraph, cell, start, end }) => {
            // Rows and columns count from 1, as lines do.
            let cell = cell.map(|cell| CellPart {
                table: cell.table + 1,
                row: cell.row + 1,
                column: cell.column + 1,
            });
            let place = Some(ParagraphPart { part, kind: kind(doc, span), paragraph, start, end, cell });
            match doc.origin().format {
                Format::Docx => location.docx = place,
                Format::Odt => location.odt = place,
                _ => {}
            }
        }
        None => {}
    }
    location
}

/// What the block of a span is called.
fn kind(doc: &Document, span: Span) -> &'static str {
    match doc.blocks().get(doc.block_at(span.start)).map(|block| block.kind) {
        Some(BlockKind::Heading(_)) => "heading",
        Some(BlockKind::Item) => "item",
        Some(BlockKind::Cell(_)) => "cell",
        Some(BlockKind::Aside) => "aside",
        Some(BlockKind::Hidden) => "hidden",
        Some(BlockKind::Paragraph) | None => "paragraph",
    }
}

fn position(at: Position) -> PositionPart {
    PositionPart { line: at.line, column: at.column, utf16_column: at.utf16_column, byte: at.byte }
}

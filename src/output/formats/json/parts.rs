//! The objects of the JSON report, version 1, which the formats `json` and `jsonl` share.
//! `docs/json.md` explains each field.

use serde::Serialize;

use crate::diagnostic::{Passage, Severity};
use crate::document::Document;
use crate::document::block::{BlockKind, Cell};
use crate::document::location::{LinelessPlace, Location, Position};
use crate::document::source::{Format, Properties};
use crate::engine::report::{Checked, Counts, FileReport, Problem, Summary};
use crate::facts::figure::ledger;
use crate::language::Language;
use crate::output::formats::json::WithText;
use crate::output::place::SpokenPlace;
use crate::output::{Run, problem};
use crate::text::lines::LineIndex;
use crate::text::span::Span;

/// The version of these JSON objects. It is raised when a key is removed or changes its meaning.
pub(super) const SCHEMA_VERSION: u32 = 1;

#[derive(Serialize)]
pub(super) struct ToolPart {
    name: &'static str,
    version: &'static str,
}

impl ToolPart {
    pub(super) fn this() -> Self {
        Self { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") }
    }
}

#[derive(Serialize)]
pub(super) struct RunPart {
    lang: &'static str,
    fail_on: &'static str,
}

impl RunPart {
    pub(super) fn of(run: &Run<'_>) -> Self {
        Self { lang: run.language.tag(), fail_on: run.fail_on.name() }
    }
}

/// Facts about a whole document, such as its format and its encoding.
#[derive(Serialize)]
pub(super) struct DocumentPart<'a> {
    format: &'static str,
    encoding: Option<&'static str>,
    encoding_from: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<PropertiesPart<'a>>,
    reference: Option<ReferencePart>,
    /// Lowest severity that fails the run, if the file has a setting of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    fail_on: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    omitted: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    folded: Option<FoldedPart>,
    #[serde(skip_serializing_if = "Option::is_none")]
    figures: Option<FiguresPart>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    unread: &'a [String],
}

/// Number of findings that are counted and not listed, because their severity is lower than the
/// requested one.
#[derive(Serialize)]
struct FoldedPart {
    warning: usize,
    hint: usize,
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
struct ReferencePart {
    date: String,
    from: &'static str,
}

/// The reason why a file could not be checked.
#[derive(Serialize)]
pub(in crate::output) struct ErrorPart {
    kind: &'static str,
    message: String,
    help: &'static str,
    /// The reason that the configuration gives for accepting that the file is not read.
    #[serde(skip_serializing_if = "Option::is_none")]
    accepted: Option<String>,
}

impl ErrorPart {
    pub(in crate::output) fn of(reason: &Problem, language: Language) -> Self {
        let (kind, message) = (problem::kind(reason), problem::message(reason, language));
        Self { kind, message, help: problem::help(reason, language), accepted: None }
    }

    /// The problem of a file, with the reason if it is accepted.
    pub(super) fn of_file(file: &FileReport, reason: &Problem, language: Language) -> Self {
        Self { accepted: file.accepted.clone(), ..Self::of(reason, language) }
    }
}

/// Lines, columns and bytes of a span, in the form that all JSON output of hegao shares.
#[derive(Serialize)]
pub(in crate::output) struct LocationPart<'a> {
    start: PositionPart,
    end: PositionPart,
    #[serde(skip_serializing_if = "Option::is_none")]
    docx: Option<ParagraphPart<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    odt: Option<ParagraphPart<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<PlacePart>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_text: Option<RangePart>,
}

/// Lines and columns of a span in the text that the report holds.
#[derive(Serialize)]
struct RangePart {
    start: usize,
    end: usize,
    utf16_start: usize,
    utf16_end: usize,
}

/// A place as a reader of the printed document would describe it: paragraph, table, page.
#[derive(Serialize)]
struct PlacePart {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    paragraph: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    under: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<CellPart>,
    words: String,
}

/// A place in a file that is a zip package of XML parts, such as DOCX: the characters `start..end`
/// in the text of the paragraph `(//w:p)[paragraph]` of the part.
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
pub(super) struct SummaryPart {
    files: usize,
    unreadable: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    accepted: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    partly_read: Option<usize>,
    error: usize,
    warning: usize,
    hint: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    figures: Option<FiguresPart>,
}

/// Counts from the arithmetic of a document: the relations between figures that were checked (all,
/// those that hold, those that are wrong), the figures that are part of one (`judged`), and the
/// figures that could not be compared (`open`).
#[derive(Clone, Copy, Serialize)]
pub(in crate::output) struct FiguresPart {
    relations: usize,
    hold: usize,
    wrong: usize,
    judged: usize,
    open: usize,
}

impl FiguresPart {
    pub(in crate::output) fn of(counts: ledger::Counts) -> Self {
        let ledger::Counts { holding, wrong, judged, open } = counts;
        Self { relations: counts.relations(), hold: holding, wrong, judged, open }
    }
}

impl SummaryPart {
    pub(super) fn of(summary: &Summary) -> Self {
        Self {
            files: summary.files,
            unreadable: summary.unreadable,
            accepted: Some(summary.accepted).filter(|count| *count > 0),
            partly_read: Some(summary.partly_read).filter(|count| *count > 0),
            error: summary.count(Severity::Error),
            warning: summary.count(Severity::Warning),
            hint: summary.count(Severity::Hint),
            figures: summary.figures.map(FiguresPart::of),
        }
    }
}

impl<'a> DocumentPart<'a> {
    pub(super) fn of(run: &Run<'_>, checked: &'a Checked) -> Self {
        let origin = checked.document.origin();
        let reference = checked.reference;
        Self {
            format: origin.format.name(),
            encoding: origin.encoding.map(|(encoding, _)| encoding.name()),
            encoding_from: origin.encoding.map(|(_, from)| from.name()),
            properties: origin.properties.as_ref().map(properties),
            reference: reference
                .map(|date| ReferencePart { date: date.day.to_string(), from: date.origin.name() }),
            fail_on: Some(checked.fail_on).filter(|own| *own != run.fail_on).map(Severity::name),
            omitted: Some(checked.omitted.total()).filter(|count| *count > 0),
            folded: Some(checked.folded)
                .filter(|folded| folded.total() > 0)
                .map(|Counts { warning, hint, .. }| FoldedPart { warning, hint }),
            figures: checked.figures.map(FiguresPart::of),
            unread: checked.document.unread(),
        }
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

/// Returns lines, columns and bytes of a span.
pub(in crate::output) fn location(doc: &Document, span: Span) -> LocationPart<'_> {
    let Location { start, end } = doc.locate(span);
    let (start, end) = (position(start), position(end));
    let mut location =
        LocationPart { start, end, docx: None, odt: None, page: None, place: None, in_text: None };
    match doc.place(span) {
        Some(LinelessPlace::Page(page)) => location.page = Some(page),
        Some(LinelessPlace::Paragraph { part, paragraph, cell, start, end }) => {
            let cell = cell.map(CellPart::of);
            let place = Some(ParagraphPart {
                part,
                kind: doc.kind_at(span.start()).name(),
                paragraph,
                start,
                end,
                cell,
            });
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

impl CellPart {
    /// Converts the position of a cell. In JSON, rows and columns count from 1, as lines do.
    fn of(cell: Cell) -> Self {
        Self { table: cell.table + 1, row: cell.row + 1, column: cell.column + 1 }
    }
}

impl PlacePart {
    fn of(place: SpokenPlace, language: Language) -> Self {
        let words = place.words(language);
        let (mut level, mut number, mut cell) = (None, None, None);
        match place.kind {
            BlockKind::Heading(of) => level = Some(of),
            BlockKind::Aside(aside) => number = aside.number(),
            BlockKind::Cell(at) => cell = Some(CellPart::of(at)),
            BlockKind::Paragraph | BlockKind::Item | BlockKind::Contents | BlockKind::Hidden => {}
        }
        let SpokenPlace { kind, paragraph, under, .. } = place;
        Self { kind: kind.name(), level, number, paragraph, under, cell, words }
    }
}

/// Computes locations in a checked document.
pub(super) struct Locator<'a> {
    pub(super) checked: &'a Checked,
    pub(super) language: Language,
    /// Line index of the text that the report holds; `None` if it holds no text.
    text: Option<LineIndex>,
}

impl<'a> Locator<'a> {
    pub(super) fn new(checked: &'a Checked, language: Language, text: WithText) -> Self {
        let text = (text == WithText::Yes).then(|| LineIndex::new(checked.document.text()));
        Self { checked, language, text }
    }

    /// True if the report holds the text of the document.
    pub(super) fn has_text(&self) -> bool {
        self.text.is_some()
    }

    /// The location of a span.
    pub(super) fn location(&self, span: Span) -> LocationPart<'a> {
        let doc = &self.checked.document;
        let in_text = self.text.as_ref().map(|index| RangePart {
            start: span.start(),
            end: span.end(),
            utf16_start: index.utf16(doc.text(), span.start()),
            utf16_end: index.utf16(doc.text(), span.end()),
        });
        LocationPart { in_text, ..location(doc, span) }
    }

    /// The location of a span, with its place as a reader would describe it.
    pub(super) fn spoken(&self, span: Span) -> LocationPart<'a> {
        self.with_place(span, SpokenPlace::of(self.checked, span))
    }

    /// The location of a span, with the given place in words.
    pub(super) fn with_place(&self, span: Span, place: SpokenPlace) -> LocationPart<'a> {
        LocationPart { place: Some(PlacePart::of(place, self.language)), ..self.location(span) }
    }
}

impl LocationPart<'_> {
    /// A place in another document.
    pub(in crate::output) fn elsewhere(passage: &Passage, language: Language) -> Self {
        let Location { start, end } = passage.location;
        let place = passage.spoken.map(|spoken| PlacePart::of(SpokenPlace::bare(spoken), language));
        let (start, end) = (position(start), position(end));
        Self { start, end, docx: None, odt: None, page: None, place, in_text: None }
    }
}

fn position(at: Position) -> PositionPart {
    PositionPart { line: at.line, column: at.column, utf16_column: at.utf16_column, byte: at.byte }
}

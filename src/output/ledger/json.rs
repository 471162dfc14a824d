//! The output of `hegao figures` for programs: one JSON object per run.

use std::io::{self, Write};

use serde::Serialize;

use crate::document::Document;
use crate::engine::report::Problem;
use crate::facts::figure::ledger::{Entry, Passage, Tick};
use crate::facts::figure::relations::Relation;
use crate::language::Language;
use crate::output::formats::json::parts::{ErrorPart, FiguresPart, LocationPart, location};
use crate::output::ledger::{LedgerOutput, Page, Totals, reading};
use crate::text::span::Span;

/// Version of the JSON format. It is raised when a change breaks readers.
pub(super) const SCHEMA_VERSION: u32 = 1;

/// Writer of ledgers as JSON.
pub struct Json {
    /// The language of names and messages.
    pub language: Language,
}

#[derive(Serialize)]
struct FilePart<'a> {
    path: &'a str,
    format: &'static str,
    figures: FiguresPart,
    passages: Vec<PassagePart<'a>>,
}

#[derive(Serialize)]
struct FailedPart<'a> {
    path: &'a str,
    error: ErrorPart,
}

#[derive(Serialize)]
struct PassagePart<'a> {
    kind: &'static str,
    location: LocationPart<'a>,
    figures: Vec<FigurePart<'a>>,
    relations: Vec<RelationPart<'a>>,
}

#[derive(Serialize)]
struct FigurePart<'a> {
    #[serde(flatten)]
    place: PlacePart<'a>,
    tick: &'static str,
}

#[derive(Serialize)]
struct PlacePart<'a> {
    text: &'a str,
    location: LocationPart<'a>,
}

#[derive(Serialize)]
struct RelationPart<'a> {
    reading: &'static str,
    name: &'static str,
    holds: bool,
    formula: &'a str,
    computed: &'a str,
    stated: PlacePart<'a>,
    operands: Vec<OperandPart<'a>>,
}

#[derive(Serialize)]
struct OperandPart<'a> {
    label: &'static str,
    #[serde(flatten)]
    place: PlacePart<'a>,
}

#[derive(Serialize)]
struct SummaryPart {
    files: usize,
    unreadable: usize,
    #[serde(flatten)]
    figures: FiguresPart,
}

impl LedgerOutput for Json {
    fn begin(&self, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "{{\"schema_version\":{SCHEMA_VERSION},\n\"files\":[")
    }

    fn file(&self, number: usize, page: &Page<'_, '_>, out: &mut dyn Write) -> io::Result<()> {
        let passages = page.ledger.passages.iter().map(|passage| self.passage(page, passage));
        let part = FilePart {
            path: page.path,
            format: page.doc.origin().format.name(),
            figures: FiguresPart::of(page.ledger.counts()),
            passages: passages.collect(),
        };
        element(number, &part, out)
    }

    fn failed(&self, number: usize, path: &str, reason: &Problem, out: &mut dyn Write) -> io::Result<()> {
        element(number, &FailedPart { path, error: ErrorPart::of(reason, self.language) }, out)
    }

    fn end(&self, totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
        let Totals { files, unreadable, counts } = *totals;
        write!(out, "\n],\n\"summary\":")?;
        serde_json::to_writer(
            &mut *out,
            &SummaryPart { files, unreadable, figures: FiguresPart::of(counts) },
        )?;
        writeln!(out, "}}")
    }
}

impl Json {
    fn passage<'a>(&self, page: &'a Page<'_, '_>, passage: &'a Passage) -> PassagePart<'a> {
        let doc = page.doc;
        let figure = |entry: &Entry| FigurePart { place: place(doc, entry.span), tick: tick(entry.tick) };
        let relations = passage.relations.iter().map(|&number| page.ledger.relations[number]);
        PassagePart {
            kind: if passage.table.is_some() { "table" } else { "sentence" },
            location: location(doc, passage.span),
            figures: passage.entries.iter().map(figure).collect(),
            relations: relations.map(|relation| self.relation(doc, relation)).collect(),
        }
    }

    fn relation<'a>(&self, doc: &'a Document, relation: &'a Relation<'_>) -> RelationPart<'a> {
        let operands = relation
            .operands
            .iter()
            .map(|operand| OperandPart { label: operand.label, place: place(doc, operand.quantity.span) });
        RelationPart {
            reading: relation.reading.id(),
            name: reading::name(relation.reading, self.language),
            holds: !relation.is_wrong(),
            formula: &relation.formula,
            computed: &relation.computed,
            stated: place(doc, relation.stated.span),
            operands: operands.collect(),
        }
    }
}

fn place(doc: &Document, span: Span) -> PlacePart<'_> {
    PlacePart { text: doc.slice(span), location: location(doc, span) }
}

/// Writes an element of the list of files, after a comma unless it is the first.
fn element(number: usize, part: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(if number == 0 { b"\n" } else { b",\n" })?;
    Ok(serde_json::to_writer(out, part)?)
}

/// The name, in JSON, of a figure's result: right, wrong or not compared.
pub(super) const fn tick(tick: Tick) -> &'static str {
    match tick {
        Tick::Holds => "holds",
        Tick::Wrong => "wrong",
        Tick::Open => "open",
    }
}

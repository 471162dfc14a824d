//! Output of `hegao figures`: the ledger of a document. It lists the document's figures, each with
//! a tick for right, wrong or not compared, and the arithmetic relations between them.

pub mod html;
pub mod json;
pub mod markdown;
#[cfg(feature = "cli")]
pub mod pretty;
pub mod reading;
pub mod schema;

use std::io::{self, Write};

use crate::document::Document;
use crate::engine::report::Problem;
use crate::facts::Facts;
use crate::facts::figure::ledger::{Counts, Ledger, Passage, Tick};
use crate::facts::figure::relations::Relation;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::numbering::outline::Heading;
use crate::facts::tables::{Table, TableCell};
use crate::language::Language;
use crate::output::control::one_line;
use crate::text::span::Span;

/// A document whose ledger is printed, with everything needed for that.
pub struct Page<'p, 'd> {
    /// The path of the document, as the user gave it or as it was found in a folder.
    pub path: &'p str,
    /// The document.
    pub doc: &'p Document,
    /// Facts extracted from the document.
    pub facts: &'p Facts<'d>,
    /// The headings of the document.
    pub headings: &'p [Heading],
    /// Writer of ledgers in one format of `hegao figures`.
    pub ledger: &'p Ledger<'p, 'd>,
}

/// Writer of ledgers in one format of `hegao figures`.
pub trait LedgerOutput: Sync {
    /// Writes the part before the first document.
    ///
    /// # Errors
    /// If `out` cannot be written to.
    fn begin(&self, out: &mut dyn Write) -> io::Result<()>;

    /// Writes the ledger of a document. `number` counts the documents, from 0.
    ///
    /// # Errors
    /// If `out` cannot be written to.
    fn file(&self, number: usize, page: &Page<'_, '_>, out: &mut dyn Write) -> io::Result<()>;

    /// Writes the entry of a document that could not be read.
    ///
    /// # Errors
    /// If `out` cannot be written to.
    fn failed(&self, number: usize, path: &str, reason: &Problem, out: &mut dyn Write) -> io::Result<()>;

    /// Writes the part after the last document.
    ///
    /// # Errors
    /// If `out` cannot be written to.
    fn end(&self, totals: &Totals, out: &mut dyn Write) -> io::Result<()>;
}

/// Sums over all documents of a run.
#[derive(Clone, Copy, Debug, Default)]
pub struct Totals {
    /// Number of documents, read or not.
    pub files: usize,
    /// Number of documents that could not be read.
    pub unreadable: usize,
    /// Counts of the figures by their result (right, wrong, not compared).
    pub counts: Counts,
}

/// The sign printed for the result of a figure: ✓ right, ✗ wrong, ○ not compared.
pub const fn sign(tick: Tick) -> &'static str {
    match tick {
        Tick::Holds => "✓",
        Tick::Wrong => "✗",
        Tick::Open => "○",
    }
}

/// The sign printed for a relation: ✓ right or ✗ wrong.
pub fn sign_of(relation: &Relation<'_>) -> &'static str {
    sign(if relation.is_wrong() { Tick::Wrong } else { Tick::Holds })
}

/// Returns the name of a relation between figures, such as "sum", and its arithmetic in one line.
pub fn told(doc: &Document, relation: &Relation<'_>, language: Language) -> (&'static str, String) {
    let text = doc.text();
    let operands = relation.operands.iter().map(|operand| operand.quantity.span);
    let operands = operands.filter(|span| *span != relation.stated.span).map(|span| span.of(text));
    let operands = operands.collect::<Vec<_>>().join("、");
    let (formula, computed) = (&relation.formula, &relation.computed);
    let stated = relation.stated.of(text);
    let reckoning = match relation.reading {
        FigureReading::Limit | FigureReading::Fall => format!("{stated} ≤ {computed}"),
        FigureReading::Each => format!("{formula} → {operands}、{stated}"),
        _ if formula.contains(['+', '−', '×', '÷']) && relation.is_wrong() => {
            let not = language.pick("，文中是 ", ", not ");
            format!("{formula} = {computed}{not}{stated}")
        }
        _ if formula.contains(['+', '−', '×', '÷']) => format!("{formula} = {computed}"),
        _ if operands.is_empty() => format!("{formula} = {computed}"),
        _ => format!("{operands} → {}", relation.place.of(text)),
    };
    (reading::name(relation.reading, language), one_line(&reckoning).into_owned())
}

/// A piece of text in which figures are marked.
#[derive(Clone, Copy)]
enum Piece<'t> {
    /// The text between figures.
    Text(&'t str),
    /// A figure: its words with the minus sign before it, the byte at which the figure begins, and
    /// its tick.
    Figure(&'t str, usize, Tick),
}

/// Splits the text at `span`, a part of `passage`, into figures and the text between them.
fn pieces<'t>(doc: &'t Document, passage: &Passage, span: Span) -> Vec<Piece<'t>> {
    let text = doc.text();
    let mut pieces = Vec::new();
    let mut at = span.start();
    let first = passage.entries.partition_point(|entry| entry.span.start() < span.start());
    for entry in passage.entries[first..].iter().take_while(|entry| entry.span.end() <= span.end()) {
        if entry.span.start() < at {
            continue;
        }
        let before = &text[at..entry.span.start()];
        let start = entry.span.start() - sign_before(before, at == span.start());
        pieces.push(Piece::Text(&text[at..start]));
        pieces.push(Piece::Figure(&text[start..entry.span.end()], entry.span.start(), entry.tick));
        at = entry.span.end();
    }
    pieces.push(Piece::Text(&text[at..span.end().max(at)]));
    pieces
}

/// Length in bytes of the minus sign at the end of `before`, the text before a figure; 0 if there
/// is none, or if the hyphen joins the ends of a range, as in 3-5. `is_start` is true if no figure
/// precedes `before`.
fn sign_before(before: &str, is_start: bool) -> usize {
    let Some(rest) = before.strip_suffix(['-', '－', '−', '–']) else { return 0 };
    let last = rest.chars().next_back();
    let is_sign = last
        .map_or(is_start, |last| !last.is_ascii_alphanumeric() && !matches!(last, '-' | '－' | '−' | '–'));
    if is_sign { before.len() - rest.len() } else { 0 }
}

/// Returns the text at `span` in one line, with its sign (✓ ✗ ○) before each figure.
fn ticked(doc: &Document, passage: &Passage, span: Span) -> String {
    let mut line = String::new();
    for piece in pieces(doc, passage, span) {
        match piece {
            Piece::Text(text) => line.push_str(text),
            Piece::Figure(text, _, tick) => line.extend([sign(tick), text]),
        }
    }
    one_line(&line).trim().to_owned()
}

/// The table to which `passage` belongs; `None` if it is a sentence.
fn table<'f>(facts: &'f Facts<'_>, passage: &Passage) -> Option<&'f Table> {
    passage.table.and_then(|table| facts.tables().get(table))
}

/// The rows of a table, each with the span of its first cell that has content. Empty rows are left
/// out.
fn rows(table: &Table) -> impl Iterator<Item = (Span, &[TableCell])> {
    table.rows.iter().filter_map(|row| Some((row.iter().find_map(|cell| cell.content)?, row.as_slice())))
}

//! The structure of a document as hegao recognised it.

use crate::document::Document;
use crate::facts::Facts;
use crate::facts::kind::DocumentKind;
use crate::facts::numbering::outline::{Entry as Drawn, EntryKind};
use crate::facts::numbering::pieces::PieceKind;
use crate::language::Language;
use crate::linter::place::{Place, Places};

/// Parts, headings and items of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Outline {
    /// Kind of the document, by its name in `hegao outline --json`: `speech`; `None` if it is
    /// uncertain.
    pub kind: Option<&'static str>,
    /// The document's own date, such as that of its signature, as `2026-03-05`.
    pub date: Option<String>,
    /// The parts, headings and items of the document, in order.
    pub entries: Vec<OutlineEntry>,
}

/// One line of an outline.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OutlineEntry {
    /// Kind of the entry: `part`, `attachment`, `contents`, `heading` or `item`.
    pub kind: &'static str,
    /// The level of a heading, from 1.
    pub level: Option<u8>,
    /// The mark of an item, as written: （三） ("(3)").
    pub mark: Option<String>,
    /// The first clause of the entry.
    pub text: String,
    /// Place of the entry.
    pub place: Place,
    /// Index of the parent entry in `entries`, which is always lower than the entry's own; `None`
    /// at the top.
    pub parent: Option<usize>,
}

impl Outline {
    pub(super) fn new(doc: &Document, facts: &Facts<'_>, language: Language) -> Self {
        let headings = facts.headings();
        let places = Places::new(doc, &headings, language);
        let entries = facts.outline().iter().map(|entry| line(facts, &places, entry));
        Self {
            kind: facts.kind().map(DocumentKind::name),
            date: facts.own_dates().first().map(|own| own.day.to_string()),
            entries: entries.collect(),
        }
    }
}

fn line(facts: &Facts<'_>, places: &Places<'_>, entry: &Drawn) -> OutlineEntry {
    let doc = places.doc();
    let (kind, level, mark) = match entry.kind {
        EntryKind::Part(PieceKind::Collected) => ("part", None, None),
        EntryKind::Part(PieceKind::Attachment) => ("attachment", None, None),
        EntryKind::Part(PieceKind::Contents) => ("contents", None, None),
        EntryKind::Heading(level) => ("heading", Some(level), None),
        EntryKind::Item(mark) => {
            ("item", None, Some(doc.slice(facts.marks()[mark as usize].span).to_owned()))
        }
    };
    let (text, place) = (doc.slice(entry.span).to_owned(), places.of(entry.span));
    OutlineEntry { kind, level, mark, text, place, parent: entry.parent.map(|parent| parent as usize) }
}

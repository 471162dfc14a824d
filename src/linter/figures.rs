//! The figures of a document, with what auditors do to them with a pencil.

use crate::document::Document;
use crate::facts::Facts;
use crate::facts::figure::ledger::{self, Entry, Passage as Ledgered, Tick};
use crate::facts::figure::relations::Relation as Judged;
use crate::language::Language;
use crate::linter::place::{Place, Places};
use crate::output::ledger::reading;
use crate::text::span::Span;

/// What was compared of the figures of a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counts {
    /// Relations between figures that hold.
    pub hold: usize,
    /// Relations that do not.
    pub wrong: usize,
    /// Figures that stand in a relation.
    pub judged: usize,
    /// Figures with nothing to compare them with.
    pub open: usize,
}

impl From<ledger::Counts> for Counts {
    fn from(counts: ledger::Counts) -> Self {
        let ledger::Counts { holding, wrong, judged, open } = counts;
        Self { hold: holding, wrong, judged, open }
    }
}

/// The figures of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Figures {
    /// What they add up to.
    pub counts: Counts,
    /// Sentences and tables with figures, in order.
    pub passages: Vec<Passage>,
}

/// A sentence or a table with figures.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Passage {
    /// True for a table.
    pub is_table: bool,
    /// Where it stands.
    pub place: Place,
    /// Its figures, in order.
    pub figures: Vec<Figure>,
    /// The relations whose stated figure stands in it.
    pub relations: Vec<Relation>,
}

/// A figure.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Figure {
    /// The figure, with its unit.
    pub quote: String,
    /// Where it stands.
    pub place: Place,
    /// What is known of it.
    pub tick: Tick,
}

/// Figures of which one follows from the others.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Relation {
    /// The name of what was read, for programs.
    pub reading: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// False if the stated figure is wrong, or one of the others.
    pub holds: bool,
    /// The reckoning: (52.3 − 48.6) ÷ 48.6.
    pub formula: String,
    /// What comes of it.
    pub computed: String,
    /// The figure that follows from the others.
    pub stated: Operand,
    /// The others.
    pub operands: Vec<Operand>,
}

/// A figure of a relation.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Operand {
    /// What it is in the relation: `from`, `part`, `whole`.
    pub label: &'static str,
    /// The figure.
    pub quote: String,
    /// Where it stands.
    pub place: Place,
}

impl Figures {
    pub(super) fn new(doc: &Document, facts: &Facts<'_>, language: Language) -> Self {
        let headings = facts.headings();
        let (ledger, places) = (facts.ledger(), Places::new(doc, &headings, language));
        let passage = |passage: &Ledgered| Passage {
            is_table: passage.table.is_some(),
            place: places.of(passage.span),
            figures: passage.entries.iter().map(|entry| figure(&places, entry)).collect(),
            relations: passage
                .relations
                .iter()
                .map(|number| relation(&places, ledger.relations[*number], language))
                .collect(),
        };
        Self { counts: ledger.counts().into(), passages: ledger.passages.iter().map(passage).collect() }
    }
}

fn figure(places: &Places<'_>, entry: &Entry) -> Figure {
    let (quote, place) = cited(places, entry.span);
    Figure { quote, place, tick: entry.tick }
}

fn relation(places: &Places<'_>, judged: &Judged<'_>, language: Language) -> Relation {
    let operand = |label, span| {
        let (quote, place) = cited(places, span);
        Operand { label, quote, place }
    };
    let operands = judged.operands.iter().map(|found| operand(found.label, found.quantity.span));
    Relation {
        reading: judged.reading.id(),
        name: reading::name(judged.reading, language),
        holds: !judged.is_wrong(),
        formula: judged.formula.clone(),
        computed: judged.computed.clone(),
        stated: operand("stated", judged.stated.span),
        operands: operands.collect(),
    }
}

fn cited(places: &Places<'_>, span: Span) -> (String, Place) {
    (places.doc().slice(span).to_owned(), places.of(span))
}

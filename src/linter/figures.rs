//! The figures of a document, each ticked off as right, wrong or not compared, as auditors do with
//! a pencil.

use crate::document::Document;
use crate::facts::Facts;
use crate::facts::figure::ledger::{self, Entry, Passage as Ledgered, Tick};
use crate::facts::figure::relations::Relation as Judged;
use crate::language::Language;
use crate::linter::place::{Place, Places};
use crate::output::ledger::reading;
use crate::text::span::Span;

/// Counts of the figures of a document, and of the arithmetic relations between them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counts {
    /// Number of relations between figures that hold.
    pub hold: usize,
    /// Number of relations between figures that do not hold.
    pub wrong: usize,
    /// Number of figures that are part of a relation.
    pub judged: usize,
    /// Number of figures that are part of no relation.
    pub open: usize,
}

impl From<ledger::Counts> for Counts {
    fn from(counts: ledger::Counts) -> Self {
        let ledger::Counts { holding, wrong, judged, open } = counts;
        Self { hold: holding, wrong, judged, open }
    }
}

/// The figures of a document and the arithmetic relations between them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Figures {
    /// Counts of the figures and relations.
    pub counts: Counts,
    /// Sentences and tables that contain figures, in order.
    pub passages: Vec<Passage>,
}

/// A sentence or a table with figures.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Passage {
    /// True for a table, false for a sentence.
    pub is_table: bool,
    /// Place of the sentence or the table.
    pub place: Place,
    /// The figures of the sentence or table, in order.
    pub figures: Vec<Figure>,
    /// The relations whose result, the stated figure, is in this sentence or table.
    pub relations: Vec<Relation>,
}

/// A figure in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Figure {
    /// The words of the figure, with its unit.
    pub quote: String,
    /// Place of the figure.
    pub place: Place,
    /// Result of checking the figure.
    pub tick: Tick,
}

/// An arithmetic relation: a stated figure that should be the result of computing with others.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Relation {
    /// The name of the kind of arithmetic, such as a sum or a growth rate, for programs.
    pub reading: &'static str,
    /// The name of the kind of arithmetic, for people.
    pub name: &'static str,
    /// False if the stated figure or one of the operands is wrong.
    pub holds: bool,
    /// The arithmetic as a formula: (52.3 − 48.6) ÷ 48.6.
    pub formula: String,
    /// The result of the formula.
    pub computed: String,
    /// The figure that is stated as the result.
    pub stated: Operand,
    /// The figures from which the result is computed.
    pub operands: Vec<Operand>,
}

/// A figure in its role in a relation.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Operand {
    /// Role of the figure in the relation: `from`, `part`, `whole`.
    pub label: &'static str,
    /// The words of the figure.
    pub quote: String,
    /// Place of the figure.
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

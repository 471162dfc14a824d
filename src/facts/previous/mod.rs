//! Reduces a report to a record that can be compared with the report of the previous year. Each
//! clause is split into the words that would stay if only the year changed (the *frame*: 全年培训农民#人,
//! "# farmers were trained in the year"), and the values in their places (the *slots*: figures,
//! dates, numbers of sessions).

pub mod alignment;
pub mod clauses;
pub mod comparison;
pub mod slots;

use std::ops::Range;

use crate::facts::Facts;
use crate::facts::previous::slots::Slot;
use crate::text::span::Span;

/// A report, reduced to what is compared. It does not borrow from the document, so the document can
/// be dropped.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// Year that the report covers: from its title, or else from its own date or document number.
    pub year: Option<u32>,
    /// Span of the title.
    pub title: Option<Span>,
    /// Sentences of the report, in order; very long ones are divided.
    pub sentences: Vec<Sentence>,
    /// Clauses of all sentences, in order.
    pub clauses: Vec<Clause>,
}

/// A sentence of a report, with the properties that are compared.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Span in the document's text.
    pub span: Span,
    /// Indices of its clauses in [`Record::clauses`].
    pub clauses: Range<usize>,
    /// Kind of the part of the report that contains the sentence: work done or plans.
    pub part: Part,
    /// True for a heading, or a line that ends without a stop.
    pub is_heading: bool,
}

/// Kind of a part of a report, by the time that it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Work of the year that the report covers.
    Year,
    /// Work that is planned for later: a part with the heading 下一步打算 ("plans for the next step").
    Outlook,
}

/// A clause: the text between two commas or other punctuation.
#[derive(Clone, Debug)]
pub struct Clause {
    /// Span in the document's text.
    pub span: Span,
    /// Index of its sentence in [`Record::sentences`].
    pub sentence: usize,
    /// Frame: the letters of the clause, with one sign in place of each slot.
    pub frame: String,
    /// Slots: the figures, dates and numbers of sessions in the places of the signs, in order.
    pub slots: Vec<Slot>,
}

impl Facts<'_> {
    /// Content of the document, for comparison with the report of another year.
    pub fn record(&self) -> Record {
        clauses::record(self)
    }
}

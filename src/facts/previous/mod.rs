//! What a report says of its year, kept to be compared with the report of the year before: its clauses with the words that
//! would stay if only the year went on (the *frame*: 全年培训农民#人), and what stands in their places (the *slots*: figures,
//! dates, numbers of sessions).

pub mod alignment;
pub mod clauses;
pub mod comparison;
pub mod slots;

use std::ops::Range;

use crate::facts::Facts;
use crate::facts::previous::slots::Slot;
use crate::text::span::Span;

/// What a document says, apart from the document.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// The year that it is of, by its title, or else by its own date or its number.
    pub year: Option<u32>,
    /// Its title.
    pub title: Option<Span>,
    /// Its sentences, in order; very long ones are divided.
    pub sentences: Vec<Sentence>,
    /// The clauses of all sentences, in order.
    pub clauses: Vec<Clause>,
}

/// A sentence, as far as it is compared.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// Its clauses.
    pub clauses: Range<usize>,
    /// What the part of the text that it stands in is about.
    pub part: Part,
    /// True for a heading, or a line that ends without a stop.
    pub is_heading: bool,
}

/// What a part of a report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What was done.
    Year,
    /// What is to be done: 下一步打算.
    Outlook,
}

/// A clause: what stands between two commas.
#[derive(Clone, Debug)]
pub struct Clause {
    /// Where it stands.
    pub span: Span,
    /// The index of its sentence.
    pub sentence: usize,
    /// Its letters, with one sign for each slot.
    pub frame: String,
    /// What stands in the places of the signs, in order.
    pub slots: Vec<Slot>,
}

impl Facts<'_> {
    /// What the document says, to be compared with that of another year.
    pub fn record(&self) -> Record {
        clauses::record(self)
    }
}

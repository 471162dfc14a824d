//! Statements of a text about its dates, compared with a calendar, a table or another place of the
//! text.
//!
//! A [`DateReading`] is the form of words by which a statement is recognised. Published documents
//! are nearly always right, so a reading is used only if the statements that it finds in such
//! documents hold. Several readings may apply to one place: if one of them holds, the others are
//! not reported.

mod age;
mod chronicle;
mod clocks;
mod course;
mod edition;
mod elapsed;
mod event;
mod event_date;
mod festival;
mod floating;
mod generation;
mod hours;
mod jubilee;
mod lunar;
mod named;
mod order;
mod own;
mod period;
mod plan;
pub mod reading;
mod relative;
mod sequence;
mod session;
mod span;
pub mod weekday;
mod year_word;

use std::cell::Cell;

use crate::facts::Facts;
use crate::facts::date::relations::reading::DateReading;
use crate::facts::date::resolved::Resolved;
use crate::text::span::Span;

/// Value that is put into the message about a wrong statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MessageValue {
    /// A number.
    Number(u64),
    /// A text.
    Words(String),
}

impl From<u32> for MessageValue {
    fn from(value: u32) -> Self {
        Self::Number(value.into())
    }
}

impl From<u64> for MessageValue {
    fn from(value: u64) -> Self {
        Self::Number(value)
    }
}

impl From<String> for MessageValue {
    fn from(value: String) -> Self {
        Self::Words(value)
    }
}

impl From<&str> for MessageValue {
    fn from(value: &str) -> Self {
        Self::Words(value.to_owned())
    }
}

/// A statement about dates, with the result of the comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// Form of words by which the statement was recognised.
    pub reading: DateReading,
    /// Span that is reported if the statement does not hold.
    pub place: Span,
    /// Other spans that the comparison used, each with the name of its label in the message.
    pub related: Vec<(&'static str, Span)>,
    /// Values for the message, by name.
    pub values: Vec<(&'static str, MessageValue)>,
    /// Name of the variant of the rule's message that describes the statement; `None` for the
    /// message itself.
    pub variant: Option<&'static str>,
    /// True if the statement agrees with the calendar, table or other place.
    pub holds: bool,
}

impl Relation {
    fn new(reading: DateReading, place: Span, holds: bool) -> Self {
        Self { reading, place, related: Vec::new(), values: Vec::new(), variant: None, holds }
    }

    fn related(mut self, label: &'static str, span: Span) -> Self {
        self.related.push((label, span));
        self
    }

    fn value(mut self, name: &'static str, value: impl Into<MessageValue>) -> Self {
        self.values.push((name, value.into()));
        self
    }

    fn variant(mut self, name: &'static str) -> Self {
        self.variant = Some(name);
        self
    }
}

impl Facts<'_> {
    /// Statements of the text about its dates, in text order. If two readings understand a
    /// statement differently and one of them holds, the others are left out.
    pub fn date_relations(&self) -> &[Relation] {
        self.cells.date_relations.get_or_init(|| find(self))
    }
}

/// Maximum number of bytes before and after a statement that count as its sentence.
const MAX_SENTENCE: usize = 1500;

/// Number of blocks from the last one on that are tried before the block of a place is searched
/// for.
const NEAR: usize = 6;

/// The document with those of its facts that are used by the functions for all readings.
struct Scene<'f, 'd> {
    facts: &'f Facts<'d>,
    text: &'f str,
    dates: &'f [Resolved],
    /// Index of the block that was asked for last. The readings ask for texts around one date after
    /// the other, so nearly every place is in the block of the one before it or a few further on.
    block: Cell<usize>,
}

impl<'f> Scene<'f, '_> {
    /// Sentence around byte `at`, limited to [`MAX_SENTENCE`] bytes on each side.
    fn sentence(&self, at: usize) -> Option<Span> {
        let sentence = self.facts.sentences().at(at)?;
        let start = self.text.ceil_char_boundary(at.saturating_sub(MAX_SENTENCE));
        let end = self.text.floor_char_boundary((at + MAX_SENTENCE).min(self.text.len()));
        Some(Span::new(sentence.start().max(start.min(at)), sentence.end().min(end)))
    }

    /// True if a date is one of the ends of a range.
    fn in_range(&self, date: &Resolved) -> bool {
        let ranges = self.facts.date_ranges();
        let next = ranges.partition_point(|range| range.span.end() <= date.span.start());
        ranges.get(next).is_some_and(|range| range.span.overlaps(date.span))
    }

    /// Span of the block that contains byte `at`.
    fn block(&self, at: usize) -> Span {
        let blocks = self.facts.doc.blocks();
        let starts_before = |index: usize| blocks.get(index).is_some_and(|block| block.span.start() <= at);
        let known = self.block.get();
        let near = (known..known + NEAR).find(|&index| !starts_before(index + 1));
        let block = near.filter(|&index| starts_before(index));
        self.block.set(block.unwrap_or_else(|| self.facts.doc.block_at(at)));
        blocks[self.block.get()].span
    }

    /// Text before byte `at`, at most `longest` bytes of it and within its block.
    fn before(&self, at: usize, longest: usize) -> &'f str {
        let block = self.block(at);
        let start = self.text.ceil_char_boundary(at.saturating_sub(longest)).max(block.start().min(at));
        &self.text[start..at]
    }

    /// Text after byte `at`, at most `longest` bytes of it and within its block.
    fn behind(&self, at: usize, longest: usize) -> &'f str {
        let block = self.block(at);
        let end = self.text.floor_char_boundary((at + longest).min(self.text.len())).min(block.end().max(at));
        &self.text[at..end]
    }
}

fn find(facts: &Facts<'_>) -> Vec<Relation> {
    let scene = Scene { facts, text: facts.doc.text(), dates: facts.resolved_dates(), block: Cell::new(0) };
    let mut relations = Vec::new();
    order::find(&scene, &mut relations);
    weekday::find(&scene, &mut relations);
    span::find(&scene, &mut relations);
    hours::find(&scene, &mut relations);
    jubilee::find(&scene, &mut relations);
    named::find(&scene, &mut relations);
    own::find(&scene, &mut relations);
    age::find(&scene, &mut relations);
    period::find(&scene, &mut relations);
    course::find(&scene, &mut relations);
    event::find(&scene, &mut relations);
    event_date::find(&scene, &mut relations);
    relative::find(&scene, &mut relations);
    edition::find(&scene, &mut relations);
    chronicle::find(&scene, &mut relations);
    clocks::find(&scene, &mut relations);
    generation::find(&scene, &mut relations);
    sequence::find(&scene, &mut relations);
    year_word::find(&scene, &mut relations);
    floating::find(&scene, &mut relations);
    elapsed::find(&scene, &mut relations);
    festival::find(&scene, &mut relations);
    lunar::find(&scene, &mut relations);
    plan::find(&scene, &mut relations);
    session::find(&scene, &mut relations);
    settle(relations)
}

/// Keeps one relation for each statement at the same place: the one that holds, if there is one.
fn settle(mut relations: Vec<Relation>) -> Vec<Relation> {
    relations.sort_by_key(|relation| (relation.place, relation.reading.statement(), !relation.holds));
    let mut settled: Vec<Relation> = Vec::with_capacity(relations.len());
    for relation in relations {
        let statement = relation.reading.statement();
        let is_known = settled
            .last()
            .is_some_and(|last| last.place == relation.place && last.reading.statement() == statement);
        if !is_known {
            settled.push(relation);
        }
    }
    settled
}

//! Words around a statement such as a date or a place: those of its clause, and those near it: in
//! its row and column, in the heading above it, and before and behind the clause.

use crate::facts::Facts;
use crate::facts::set::ahead;
use crate::facts::set::cells::{CellLabels, Cells, DATING};
use crate::facts::set::wording::{Wording, near};
use crate::text::chars::is_han;
use crate::text::signs::Signs;
use crate::text::span::Span;

/// Signs that end a clause.
pub(super) static ENDS: Signs = Signs::of("，,；;。：:、（）()\n！!？?　");
/// Particles, prepositions and units that say nothing about what happens.
static PARTICLES: Signs = Signs::of("前后把将要在于的了已到至由并从向就年月日底末请");
/// Minimum number of characters of a clause that says what happens. The clause before a shorter one
/// is read with it.
const MIN_CLAUSE: usize = 4;
/// Maximum number of bytes behind the clause that are read as words near it.
const MAX_BEHIND: usize = 60;

/// Words around a statement.
pub(super) struct Around<'t> {
    /// Words of its clause before it and behind it, and the label of its row.
    pub(super) own: [&'t str; 3],
    /// Words near the clause.
    near: [&'t str; 5],
    /// True in a cell of a table.
    pub(super) is_listed: bool,
}

impl<'t> Around<'t> {
    /// Finds the words around the statement at `span`. `ends` are the signs that end its clause.
    pub(super) fn new(facts: &Facts<'t>, cells: &Cells, span: Span, ends: &Signs) -> Self {
        let (text, at) = (facts.doc.text(), span.start());
        let cell = cells.at(at);
        let block = block(facts, at);
        let [lead, behind] = clause(text, span, cell.map_or(block, |cell| cell.content), ends);
        let end = block.end().min(text.floor_char_boundary(behind.end() + MAX_BEHIND)).max(behind.end());
        let CellLabels { beside, column, whole, .. } = cell.unwrap_or_default();
        let [row, column] = [beside, column].map(|label| label.map_or("", |label| label.of(text)));
        let headings = facts.headings();
        let above = headings.partition_point(|heading| heading.span.start() <= at);
        let heading = headings[..above].last().map_or("", |heading| heading.span.of(text));
        let around = [
            near(text, block.start().min(lead.start()), lead.start()),
            &text[behind.end()..end],
            near(text, whole.start(), whole.end()),
            heading,
            column,
        ];
        Self { own: [lead.of(text), behind.of(text), row], near: around, is_listed: cell.is_some() }
    }

    /// The words as pairs of characters.
    pub(super) fn wording(&self) -> Wording {
        Wording::new(&self.own.map(without_particles).each_ref().map(String::as_str), &self.near)
    }
}

/// Span of the paragraph or table with byte `at`.
pub(super) fn block(facts: &Facts<'_>, at: usize) -> Span {
    let doc = facts.doc;
    doc.blocks().get(doc.block_at(at)).map_or(Span::new(at, at), |block| block.span)
}

/// Spans of the words of its clause before and after a statement, within `outer`. The words after
/// a comma belong to it if nothing but a time is before the comma: 2月25日下午，与会人员观摩 ("on
/// the afternoon of 25 February, the delegates visit"). If both are too short, the clause
/// before is read too: 分组讨论：14:30 ("discussion: 14:30").
fn clause(text: &str, span: Span, outer: Span, ends: &Signs) -> [Span; 2] {
    let rest = ahead(text, span.end());
    let rest = &rest[..rest.len().min(outer.end().saturating_sub(span.end()))];
    let skipped = rest.len() - rest.trim_start_matches(|c| DATING.contains(c)).len();
    let end = rest[skipped..].find(|c| ends.contains(c)).map_or(rest.len(), |at| skipped + at);
    let behind = Span::new(span.end(), span.end() + end);
    let lead = near(text, outer.start().min(span.start()), span.start());
    let from = |lead: &str| {
        let end = lead.char_indices().rev().find(|(_, c)| ends.contains(*c));
        end.map_or(0, |(at, c)| at + c.len_utf8())
    };
    let cut = span.start() - lead.len();
    let mut start = from(lead);
    let words = |text: &str| text.chars().filter(|c| is_han(*c) && !DATING.contains(*c)).count();
    if words(&lead[start..]) + words(behind.of(text)) < MIN_CLAUSE {
        let shorter = lead.trim_end_matches(|c| DATING.contains(c) || ends.contains(c));
        start = from(shorter).min(start);
    }
    [Span::new(cut + start, span.start()), behind]
}
/// The words without particles and prepositions, which would join their neighbours to rare pairs.
fn without_particles(text: &str) -> String {
    text.chars().map(|c| if PARTICLES.contains(c) { ' ' } else { c }).collect()
}

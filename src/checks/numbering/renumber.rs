//! The fix of a series that does not count on.

use crate::facts::series::Series;
use crate::facts::series::breaks::Break;
use crate::fix::{Edit, Safety};
use crate::rule::check::{Context, Finding};

/// Offers to renumber: safely where one mark alone must change, unsafely where others move with it.
pub(super) fn offer<'f>(
    cx: &Context<'_>,
    finding: Finding<'f>,
    series: &Series,
    found: &Break,
) -> Finding<'f> {
    let Some(changes) = found.repair(series) else { return finding };
    let safety = if changes.len() == 1 { Safety::Safe } else { Safety::Unsafe };
    let edits = changes.into_iter().map(|(at, ordinal)| {
        let mark = &cx.facts.marks()[series.members[at]];
        let text = cx.doc.slice(mark.span);
        let trailing = &text[text.trim_end().len()..];
        Edit { span: mark.span, text: mark.with_ordinal(cx.doc, ordinal) + trailing }
    });
    finding.mend(safety, edits.collect())
}

//! The fix of a series that does not count on.

use crate::facts::series::Series;
use crate::facts::series::breaks::Break;
use crate::fix::{Edit, Safety};
use crate::rule::check::{Context, Finding};

/// Offers to renumber, where the series counts 1, 2, 3 … then and those beside it begin with 1: safely if one mark alone
/// must change, unsafely if others move with it. Numbers in no order at all can be renumbered in several ways, which is the
/// writer's choice.
pub(super) fn offer<'f>(
    cx: &Context<'_>,
    finding: Finding<'f>,
    series: &Series,
    found: &Break,
) -> Finding<'f> {
    let Some(changes) = found.repair(series) else { return finding };
    let mut ordinals = series.ordinals.clone();
    for (at, ordinal) in &changes {
        ordinals[*at] = *ordinal;
    }
    let is_right = ordinals.iter().zip(1..).all(|(&ordinal, expected)| ordinal == expected);
    if !is_right || cx.facts.begins_late(series) {
        return finding;
    }
    let safety = if changes.len() == 1 { Safety::Safe } else { Safety::Unsafe };
    let edits = changes.into_iter().map(|(at, ordinal)| {
        let mark = &cx.facts.marks()[series.members[at]];
        let text = cx.doc.slice(mark.span);
        let trailing = &text[text.trim_end().len()..];
        Edit { span: mark.span, text: mark.with_ordinal(cx.doc, ordinal) + trailing }
    });
    finding.mend(safety, edits.collect())
}

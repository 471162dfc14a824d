//! Fix for a list with a wrong number, offered by the rules on gaps, repeats and disorder.

mod dependents;
pub(in crate::checks) mod missing;

use crate::check::{Context, Finding};
use crate::facts::numbering::series::breaks::Break;
use crate::facts::numbering::series::{MAX_DEPTH, Series};
use crate::fix::{Edit, Safety};

/// Adds a fix that renumbers the series, if it then counts 1, 2, 3 … and its sibling series also
/// begin with 1. The fix is safe if a single mark changes and nothing depends on its number,
/// otherwise unsafe. Numbers without any order get no fix, because there are several ways to order
/// them and the author has to choose. Returns the finding.
pub(in crate::checks) fn offer<'f>(
    cx: &Context<'_>,
    finding: Finding<'f>,
    series: &Series,
    found: &Break,
) -> Finding<'f> {
    let Some(changes) = found.repair(series) else { return finding };
    // After the change, the next member follows, and could no longer be recognised as the missing
    // item of another series.
    let touched = changes.iter().flat_map(|(at, _)| [*at, at + 1]);
    if touched.filter(|at| *at < series.members.len()).any(|at| is_wanted_outside(cx, series, at)) {
        return finding;
    }
    let mut ordinals = series.ordinals.clone();
    for (at, ordinal) in &changes {
        ordinals[*at] = *ordinal;
    }
    let is_right = ordinals.iter().zip(1..).all(|(&ordinal, expected)| ordinal == expected);
    if !is_right || cx.facts.begins_late(series) {
        return finding;
    }
    let safety = match changes[..] {
        [(_, new)] if dependents::allow(cx, series, found, new) => Safety::Safe,
        _ => Safety::Unsafe,
    };
    let edits = changes.into_iter().map(|(at, ordinal)| {
        let mark = &cx.facts.marks()[series.members[at]];
        let text = cx.doc.slice(mark.span);
        let trailing = &text[text.trim_end().len()..];
        Edit { span: mark.span, text: mark.with_ordinal(cx.doc, ordinal) + trailing }
    });
    finding.mend(safety, edits.collect())
}

/// True if a series around this one lacks the number of the mark at index `at`: 二、 1. 3. 五、. The 3.
/// may then be the missing item of the outer series with another mark.
fn is_wanted_outside(cx: &Context<'_>, series: &Series, at: usize) -> bool {
    let all = cx.facts.series();
    let (mark, ordinal) = (series.members[at], series.ordinals[at]);
    let around = std::iter::successors(series.parent, |&outer| all[outer].parent).take(MAX_DEPTH);
    around.map(|outer| &all[outer]).any(|outer| {
        let next = outer.members.partition_point(|&member| member < mark);
        let before = next.checked_sub(1).and_then(|before| outer.ordinals.get(before));
        before
            .zip(outer.ordinals.get(next))
            .is_some_and(|(before, next)| (before + 1..*next).contains(&ordinal))
    })
}

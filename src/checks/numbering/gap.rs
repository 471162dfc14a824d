//! `numbering/gap`: 一、 二、 四、.

use crate::checks::{Parts, no_options};
use crate::facts::marks::{Family, Mark, holds, leading_number, with_ordinal};
use crate::facts::series::Series;
use crate::rule::check::{Check, Context, Findings};

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    Ok(Box::new(Gap))
}

struct Gap;

impl Check for Gap {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let marks = cx.facts.marks();
        for series in cx.facts.series() {
            for at in 1..series.members.len() {
                let expected = series.ordinals[at - 1] + 1;
                if series.ordinals[at] <= expected || !is_lost(cx, series, at) {
                    continue;
                }
                let (previous, found) = (marks[series.members[at - 1]], marks[series.members[at]]);
                let word = cx.doc.slice(found.span);
                out.report(found.span)
                    .arg("previous", cx.doc.slice(previous.span).trim_end())
                    .arg("expected", with_ordinal(word, expected))
                    .arg("found", word.trim_end())
                    .related("previous", previous.span);
            }
        }
    }
}

/// The numbers left out before the member at `at` stand nowhere: not elsewhere in the series, which would be disorder,
/// and not in between, in whatever shape.
fn is_lost(cx: &Context<'_>, series: &Series, at: usize) -> bool {
    if matches!(series.family, Family::Article(_)) {
        return false;
    }
    let marks = cx.facts.marks();
    let (first, last) = (series.members[at - 1], series.members[at]);
    let found = cx.doc.slice(marks[last].span);
    let text = &cx.doc.text()[marks[first].span.end..marks[last].span.start];
    let heads = &cx.doc.blocks()[marks[first].block + 1..marks[last].block.max(marks[first].block + 1)];
    (series.ordinals[at - 1] + 1..series.ordinals[at]).all(|missing| {
        let is_marked = |mark: &Mark| mark.ordinal == missing && mark.place == marks[last].place;
        !series.ordinals.contains(&missing)
            && !marks[first + 1..last].iter().any(is_marked)
            && !heads.iter().any(|block| leading_number(cx.doc.slice(block.span)) == Some(missing))
            && !holds(text, &with_ordinal(found, missing))
    })
}

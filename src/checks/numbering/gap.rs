//! `numbering/gap`: 一、 二、 四、.

use crate::checks::{Parts, no_options};
use crate::facts::marks::{Family, Mark, with_ordinal};
use crate::facts::series::Series;
use crate::rule::check::{Check, Context, Findings};

pub(in crate::checks) fn build(parts: Parts<'_>) -> Result<Box<dyn Check>, String> {
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
                if series.ordinals[at] <= expected || !is_lost(series, marks, at) {
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

/// The numbers left out before the member at `at` stand nowhere: not later in the series (which would be disorder),
/// and not in between in some other shape (a 二、 typed as 2、).
fn is_lost(series: &Series, marks: &[Mark], at: usize) -> bool {
    if matches!(series.family, Family::Article(_)) {
        return false;
    }
    let missing = series.ordinals[at - 1] + 1..series.ordinals[at];
    let between = &marks[series.members[at - 1] + 1..series.members[at]];
    missing.into_iter().all(|ordinal| {
        !series.ordinals.contains(&ordinal)
            && !between
                .iter()
                .any(|mark| mark.ordinal == ordinal && at_level(mark, marks[series.members[at]]))
    })
}

/// Could have been a member: stands as `member` does.
fn at_level(mark: &Mark, member: Mark) -> bool {
    mark.place == member.place
}

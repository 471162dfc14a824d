//! Rule `numbering/repeat`: reports a number that occurs twice in a list: 二、 三、 三、 (2, 3, 3).

use crate::check::{Check, Context, Findings};
use crate::checks::renumbering;
use crate::checks::{BuildInput, no_options};
use crate::diagnostic::Severity;
use crate::facts::numbering::marks::Family;
use crate::facts::numbering::odd::doubled;
use crate::facts::numbering::series::breaks::BreakKind;
use crate::facts::numbering::stretches::shared;
use crate::words::rules::numbering::repeat::NEXT;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Repeat))
}

struct Repeat;

/// Reports a word for the next item that is used twice: 首先，其次，其次， ("first, next, next"). A second
/// 最后 ("finally") is allowed.
fn words(cx: &Context<'_>, out: &mut Findings<'_>) {
    let marks = cx.facts.marks();
    for series in cx.facts.series().iter().filter(|series| series.family == Family::Discourse) {
        for pair in series.members.windows(2).filter(|_| series.ordinals[0] == 1) {
            let (first, again) = (&marks[pair[0]], &marks[pair[1]]);
            let word = cx.doc.slice(again.number);
            // A distant word belongs to another sequence that begins with 首先 ("first").
            let is_near = again.block <= first.block + 1;
            if word == cx.doc.slice(first.number) && is_near && NEXT.contains(&word) {
                out.report(again.span)
                    .arg("found", cx.doc.slice(again.span).trim_end())
                    .related("first", first.span);
            }
        }
    }
}

impl Check for Repeat {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let marks = cx.facts.marks();
        let all = cx.facts.series().iter();
        for series in all.filter(|series| !matches!(series.family, Family::Article(_))) {
            for found in series.breaks().iter().filter(|found| found.kind == BreakKind::Repeats) {
                let (first, again) =
                    (marks[series.members[found.at - 1]].span, marks[series.members[found.at]].span);
                let finding =
                    out.report(again).arg("found", cx.doc.slice(again).trim_end()).related("first", first);
                let finding =
                    if series.family.needs_company() { finding.at_most(Severity::Warning) } else { finding };
                renumbering::offer(cx, finding, series, found);
            }
        }
        words(cx, out);
        for found in doubled(cx.facts) {
            out.report(found.mark).arg("found", cx.doc.slice(found.mark)).related("first", found.other);
        }
        for found in shared(cx.facts) {
            out.report(found.again)
                .at_most(Severity::Warning)
                .arg("found", cx.doc.slice(found.again))
                .related("first", found.first);
        }
    }
}

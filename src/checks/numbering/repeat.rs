//! `numbering/repeat`: 二、 三、 三、.

use crate::check::{Check, Context, Findings};
use crate::checks::renumbering;
use crate::checks::{Parts, no_options};
use crate::facts::numbering::marks::Family;
use crate::facts::numbering::series::breaks::BreakKind;

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    Ok(Box::new(Repeat))
}

struct Repeat;

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
                renumbering::offer(cx, finding, series, found);
            }
        }
    }
}

//! `numbering/repeat`: 二、 三、 三、.

use crate::checks::numbering::renumber;
use crate::checks::{Parts, no_options};
use crate::facts::marks::Family;
use crate::facts::series::breaks::{BreakKind, breaks};
use crate::rule::check::{Check, Context, Findings};

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
            for found in breaks(&series.ordinals).iter().filter(|found| found.kind == BreakKind::Repeats) {
                let (first, again) =
                    (marks[series.members[found.at - 1]].span, marks[series.members[found.at]].span);
                let finding =
                    out.report(again).arg("found", cx.doc.slice(again).trim_end()).related("first", first);
                renumber::offer(cx, finding, series, found);
            }
        }
    }
}

//! `numbering/repeat`: 二、 三、 三、.

use crate::checks::{Parts, no_options};
use crate::facts::marks::Family;
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
            for at in 1..series.members.len() {
                if series.ordinals[at] == series.ordinals[at - 1] {
                    let (first, again) = (marks[series.members[at - 1]].span, marks[series.members[at]].span);
                    out.report(again).arg("found", cx.doc.slice(again).trim_end()).related("first", first);
                }
            }
        }
    }
}

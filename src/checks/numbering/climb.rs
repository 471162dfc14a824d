//! Rule `numbering/climb`: reports a list that is inside a list of a lower level: （1） that contains
//! （一）. The standard order is 一、, （一）, 1., （1）.

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::facts::numbering::marks::MarkPlace;
use crate::facts::numbering::outline::holders::rank;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Climb))
}

struct Climb;

impl Check for Climb {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let marks = cx.facts.marks();
        let series = cx.facts.series();
        // With fewer than two levels of marks, no level can be above another.
        let mut ranks = series.iter().filter_map(|series| rank(series.family));
        let Some(first) = ranks.next() else { return };
        if ranks.all(|rank| rank == first) {
            return;
        }
        let climbs = series.iter().zip(cx.facts.holders()).filter_map(|(series, holder)| {
            let (inner, outer) = (marks[series.members[0]], marks[holder?]);
            let is_higher = rank(inner.family)? < rank(outer.family)?;
            let at_heads = inner.place == MarkPlace::Head && outer.place == MarkPlace::Head;
            (is_higher && at_heads && series.members.len() > 1).then_some((inner, outer))
        });
        for (inner, outer) in climbs.take(1) {
            out.report(inner.span)
                .arg("found", cx.doc.slice(inner.span).trim_end())
                .arg("outer", cx.doc.slice(outer.span).trim_end())
                .related("outer", outer.span);
        }
    }
}

//! Rule `figure/points`: reports per cent and percentage points that were confused:
//! 由65%提高到82%，提高17% ("rose from 65% to 82%, by 17%", which are 17 points); 由100吨增加到112吨，增加12个百分点
//! ("from 100 to 112 t, by 12 points", which are 12%).

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::text::decimal::Decimal;
use crate::text::interval::Interval;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Points))
}

struct Points;

impl Check for Points {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let text = cx.doc.text();
        for change in cx.facts.changes() {
            let (Some(from), Some(to), [by]) = (change.from, change.to, &change.by[..]) else {
                continue;
            };
            let by = by.quantity;
            let variant = if from.is_percentage()
                && by.is_percentage()
                && is_difference(from.value, to.value, by.interval())
            {
                "percent"
            } else if !from.is_rate() && by.unit == "个百分点" && from.unit == to.unit {
                "point"
            } else {
                continue;
            };
            out.report(by.span)
                .variant(variant)
                .arg("number", by.printed.to_string())
                .arg("printed", by.of(text))
                .related("from", from.span)
                .related("to", to.span);
        }
    }
}

/// True if `by` is the difference of the two percentages and not their relative change.
fn is_difference(from: Decimal, to: Decimal, by: Interval) -> bool {
    let apart = Interval::exact(from.distance(to));
    let hundred = Interval::exact(Decimal::integer(100));
    let share = || Some(by.times(Interval::exact(from))?.meets(hundred.times(apart)?));
    apart.meets(by) && share() == Some(false)
}

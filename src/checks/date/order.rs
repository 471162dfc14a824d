//! Rule `date/order`: reports dates and times in the wrong order, such as an item of an agenda that
//! begins before the previous one.

use crate::check::{Check, Context, Findings};
use crate::checks::dating::report;
use crate::checks::{BuildInput, no_options};
use crate::facts::date::relations::reading::DateReading;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Order))
}

struct Order;

impl Check for Order {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        report(cx, out, &[DateReading::Agenda, DateReading::Stages]);
        report(
            cx,
            out,
            &[
                DateReading::SameYear,
                DateReading::Early,
                DateReading::NextYear,
                DateReading::Chronicle,
                DateReading::InOrder,
            ],
        );
    }
}

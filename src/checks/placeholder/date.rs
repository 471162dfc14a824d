//! `placeholder/date`: `20XX年X月X日`.

use crate::checks::{Parts, no_options};
use crate::rule::check::{Check, Context, Findings};

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    Ok(Box::new(Date))
}

struct Date;

impl Check for Date {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let mut masks = cx.facts.masks().iter().peekable();
        for date in cx.facts.dates().iter().filter(|date| date.is_masked()) {
            while masks.next_if(|mask| mask.span.start < date.span.start).is_some() {}
            if masks.peek().is_some_and(|mask| date.span.contains(mask.span)) {
                out.report(date.span);
            }
        }
    }
}

//! `placeholder/mask`: `完成投资XX亿元`.

use crate::checks::{Parts, no_options};
use crate::rule::check::{Check, Context, Findings};

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    Ok(Box::new(Mask))
}

struct Mask;

impl Check for Mask {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let mut dates = cx.facts.dates().iter().peekable();
        for mask in cx.facts.masks() {
            while dates.next_if(|date| date.span.end <= mask.span.start).is_some() {}
            let is_part_of_date = dates.peek().is_some_and(|date| date.span.contains(mask.span));
            if !is_part_of_date {
                out.report(mask.span);
            }
        }
    }
}

//! `date/impossible`: `11月31日`.

use crate::checks::{Parts, no_options};
use crate::facts::dates::Fault;
use crate::rule::check::{Check, Context, Findings};

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    Ok(Box::new(Impossible))
}

struct Impossible;

impl Check for Impossible {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for date in cx.facts.dates() {
            match date.fault() {
                Some(Fault::Day { days }) => {
                    out.report(date.span).arg("days", u64::from(days));
                }
                Some(Fault::Month) => {
                    out.report(date.span).variant("month");
                }
                Some(Fault::Hour) => {
                    out.report(date.span).variant("hour");
                }
                None => {}
            }
        }
    }
}

//! `date/term`: 租期三年，自2022年3月1日起至2024年2月29日止.

use crate::check::{Check, Context, Findings};
use crate::checks::dating;
use crate::checks::reckoning::report;
use crate::checks::{Parts, no_options};
use crate::facts::date::relations::Reading as DateReading;
use crate::facts::figure::relations::Reading;

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    Ok(Box::new(Term))
}

struct Term;

impl Check for Term {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        dating::report(cx, out, &[DateReading::Hours, DateReading::HalfDay]);
        let terms = cx.facts.relations().iter().filter(|relation| relation.reading == Reading::Term);
        for relation in terms.filter(|relation| relation.is_wrong()) {
            report(cx, out, relation).arg("printed", relation.place.of(cx.doc.text()));
        }
    }
}

//! `placeholder/damaged`: `在XX23名患者中`.

use crate::check::{Check, Context, Findings};
use crate::checks::{Parts, no_options};
use crate::facts::placeholder::blanks::BlankKind;

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    Ok(Box::new(Damaged))
}

struct Damaged;

impl Check for Damaged {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for blank in cx.facts.blanks().iter().filter(|blank| blank.kind == BlankKind::Damaged) {
            out.report(blank.span).arg("missing", "figure");
        }
    }
}

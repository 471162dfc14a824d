//! Rule `placeholder/date`: reports a date with placeholders: `20XX年X月X日`.

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::facts::placeholder::blanks::BlankKind;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Date))
}

struct Date;

impl Check for Date {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for blank in cx.facts.blanks().iter().filter(|blank| blank.kind == BlankKind::Date) {
            out.report(blank.span).arg("missing", "date");
        }
    }
}

//! Rule `date/age`: reports an age that contradicts the date of birth: 年满65周岁（1969年6月1日前出生） ("aged
//! 65 (born before 1 June 1969)") in a text of 2024.

use crate::check::{Check, Context, Findings};
use crate::checks::dating::report;
use crate::checks::{BuildInput, no_options};
use crate::facts::date::relations::reading::DateReading;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Age))
}

struct Age;

impl Check for Age {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        report(
            cx,
            out,
            &[
                DateReading::Age,
                DateReading::Service,
                DateReading::AgeName,
                DateReading::Generation,
                DateReading::Wedding,
            ],
        );
    }
}

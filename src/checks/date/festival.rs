//! Rule `date/festival`: reports a wrong date of a festival: 2026年春节（2月16日） ("Spring Festival 2026
//! (16 February)", which was 17 February).

use crate::check::{Check, Context, Findings};
use crate::checks::dating::report;
use crate::checks::{BuildInput, no_options};
use crate::facts::date::relations::reading::DateReading;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Festivals))
}

struct Festivals;

impl Check for Festivals {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        report(
            cx,
            out,
            &[
                DateReading::Festival,
                DateReading::FestivalFirst,
                DateReading::FixedDay,
                DateReading::SolarTerm,
            ],
        );
        report(cx, out, &[DateReading::NthWeekday]);
    }
}

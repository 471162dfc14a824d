//! Rule `date/period`: reports a period whose parts contradict each other: 第三季度（4—6月） ("third
//! quarter (April to June)"), 民国十二年（1924年） ("year 12 of the Republic (1924)", which was 1923).

use crate::check::{Check, Context, Findings};
use crate::checks::dating::report;
use crate::checks::{BuildInput, no_options};
use crate::facts::date::relations::reading::DateReading;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Period))
}

struct Period;

impl Check for Period {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        report(
            cx,
            out,
            &[DateReading::Months, DateReading::Third, DateReading::Republic, DateReading::Decade],
        );
        report(
            cx,
            out,
            &[
                DateReading::SchoolYear,
                DateReading::MonthDays,
                DateReading::Century,
                DateReading::TitlePeriod,
                DateReading::MonthOf,
            ],
        );
    }
}

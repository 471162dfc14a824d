//! Rule `date/anniversary`: reports a wrong number of an anniversary: 2025年是新中国成立75周年 ("2025 is the
//! 75th anniversary of the People's Republic", which is the 76th); 第38个教师节 ("the 38th Teachers'
//! Day") in a text of 2024.

use crate::check::{Check, Context, Findings};
use crate::checks::dating::report;
use crate::checks::{BuildInput, no_options};
use crate::facts::date::relations::reading::DateReading;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Anniversary))
}

struct Anniversary;

impl Check for Anniversary {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        report(
            cx,
            out,
            &[
                DateReading::Jubilee,
                DateReading::YearsSince,
                DateReading::YearlyDay,
                DateReading::SinceOwn,
                DateReading::Founded,
                DateReading::OwnJubilee,
                DateReading::EveryYear,
                DateReading::EventDate,
            ],
        );
    }
}

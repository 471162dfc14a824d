//! Rule `date/duration`: reports a number of days that contradicts the dates: 自3月1日至3月5日，为期7天
//! ("from 1 to 5 March, for 7 days"). The first and the last day may be counted or not.

use crate::check::{Check, Context, Findings};
use crate::checks::dating::report;
use crate::checks::{BuildInput, no_options};
use crate::facts::date::relations::reading::DateReading;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Duration))
}

struct Duration;

impl Check for Duration {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        report(
            cx,
            out,
            &[DateReading::DaysBehind, DateReading::DaysBefore, DateReading::Left, DateReading::DaysListed],
        );
    }
}

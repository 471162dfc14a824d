//! Rule `date/reversed`: reports a range whose end is before its start: 2021年10月5日至2021年9月3日 ("from
//! 5 October to 3 September 2021"); 2018至2014年; 9:00至8:40.

use crate::check::{Check, Context, Findings};
use crate::checks::dating::report;
use crate::checks::{BuildInput, no_options};
use crate::facts::date::relations::reading::DateReading;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Reversed))
}

struct Reversed;

impl Check for Reversed {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        report(
            cx,
            out,
            &[
                DateReading::RangeOrder,
                DateReading::HourOrder,
                DateReading::HourTwice,
                DateReading::Zone,
                DateReading::OldHour,
            ],
        );
    }
}

//! Rule `date/lunar`: reports a date of the lunar calendar that contradicts the solar one:
//! 2026年9月25日（农历八月十六） ("25 September 2026 (16th of the 8th lunar month)", which was the 15th);
//! 端午节（农历五月初六） (the Dragon Boat Festival is on the 5th of the 5th month); 2026年（乙巳年） (the year 2026
//! is 丙午).

use crate::check::{Check, Context, Findings};
use crate::checks::dating::report;
use crate::checks::{BuildInput, no_options};
use crate::facts::date::relations::reading::DateReading;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Lunar))
}

struct Lunar;

impl Check for Lunar {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        report(cx, out, &[DateReading::LunarDay, DateReading::Cycle]);
    }
}

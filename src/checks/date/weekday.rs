//! Rule `date/weekday`: reports a wrong weekday: 2026年3月5日（星期三） ("5 March 2026 (Wednesday)", which
//! is a Thursday); 2026年中秋节（星期四） ("Mid-Autumn Festival 2026 (Thursday)", which is a Friday).

use crate::check::{Check, Context, Findings};
use crate::checks::dating::report;
use crate::checks::{BuildInput, no_options};
use crate::facts::date::relations::reading::DateReading;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(WeekdayOf))
}

struct WeekdayOf;

impl Check for WeekdayOf {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let days =
            [DateReading::Weekday, DateReading::WeekdayBefore, DateReading::WeekdayTold, DateReading::Weekly];
        report(cx, out, &days);
        report(cx, out, &[DateReading::FestivalWeekday, DateReading::Weekend]);
    }
}

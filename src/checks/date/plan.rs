//! Rule `date/plan`: reports a wrong year of a five-year plan: “十三五”（2015—2020年） ("the 13th plan
//! (2015–2020)", which began in 2016); 2019年是“十三五”的收官之年 ("2019 is the final year of the 13th
//! plan").

use crate::check::{Check, Context, Findings};
use crate::checks::dating::report;
use crate::checks::{BuildInput, no_options};
use crate::facts::date::relations::reading::DateReading;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Years))
}

struct Years;

impl Check for Years {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        report(cx, out, &[DateReading::Plan]);
    }
}

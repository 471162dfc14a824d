//! Rule `date/session`: reports a wrong year of a session of the party or of the congress:
//! 2013年10月，党的十八届四中全会 ("October 2013, fourth plenum of the 18th Central Committee", which was in
//! 2014); 2018年十二届全国人大五次会议 ("2018, fifth session of the 12th congress", which was in 2017).

use crate::check::{Check, Context, Findings};
use crate::checks::dating::report;
use crate::checks::{BuildInput, no_options};
use crate::facts::date::relations::reading::DateReading;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Session))
}

struct Session;

impl Check for Session {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        report(cx, out, &[DateReading::Session]);
    }
}

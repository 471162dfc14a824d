//! Rule `figure/sum`: reports parts that do not add up to their total: 共53例，其中确诊28例、疑似26例 ("53
//! cases, of them 28 confirmed and 26 suspected"). A list after 其中 ("of them") may be incomplete,
//! so it is wrong only if the parts exceed the total, or if two opposites (male and female,
//! confirmed and suspected) fall short of it. A total after 合计 ("in all") must equal the sum of the
//! list before it.

use crate::check::{Check, Context, Findings};
use crate::checks::reckoning::report;
use crate::checks::{BuildInput, no_options};
use crate::facts::figure::relations::reading::FigureReading;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Sum))
}

struct Sum;

impl Check for Sum {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for relation in cx.facts.relations().iter().filter(|relation| relation.is_wrong()) {
            let variant = match relation.reading {
                FigureReading::Parts if relation.operands.len() == 1 => "part",
                FigureReading::Parts => "exceeds",
                FigureReading::Siblings => "split",
                FigureReading::Total | FigureReading::Pulls => "total",
                FigureReading::Running => "total",
                FigureReading::Stock => "stock",
                _ => continue,
            };
            report(cx, out, relation).variant(variant);
        }
    }
}

//! `figure/sum`: 共53例，其中确诊28例、疑似26例: the parts do not add up to the total. The list after 其中 may be
//! incomplete. It is therefore wrong only if the parts exceed the total, or if two opposites (男/女,
//! 确诊/疑似) do not reach it. 合计 closes a list, and must equal its sum.

use crate::check::{Check, Context, Findings};
use crate::checks::reckoning::report;
use crate::checks::{Parts, no_options};
use crate::facts::figure::relations::reading::Reading;

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    Ok(Box::new(Sum))
}

struct Sum;

impl Check for Sum {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for relation in cx.facts.relations().iter().filter(|relation| relation.is_wrong()) {
            let variant = match relation.reading {
                Reading::Parts if relation.operands.len() == 1 => "part",
                Reading::Parts => "exceeds",
                Reading::Siblings => "split",
                Reading::Total | Reading::Pulls => "total",
                Reading::Running => "total",
                Reading::Stock => "stock",
                _ => continue,
            };
            report(cx, out, relation).variant(variant);
        }
    }
}

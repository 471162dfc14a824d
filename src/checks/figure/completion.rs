//! Rule `figure/completion`: reports a rate that contradicts target and result:
//! 年度任务120亿元，已完成90亿元，完成率85% ("target 12 billion yuan, completed 9 billion, 85%");
//! 应到150人，实到142人，到会率97.4% ("150 expected, 142 present, 97.4%").

use crate::check::{Check, Context, Findings};
use crate::checks::reckoning::report;
use crate::checks::{BuildInput, no_options};
use crate::facts::figure::relations::reading::FigureReading;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Completion))
}

struct Completion;

impl Check for Completion {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let is_rate = |reading| {
            matches!(
                reading,
                FigureReading::Completion
                    | FigureReading::Rate
                    | FigureReading::FixedRate
                    | FigureReading::Possible
            )
        };
        let rates = cx.facts.relations().iter().filter(|relation| is_rate(relation.reading));
        for relation in rates.filter(|relation| relation.is_wrong()) {
            report(cx, out, relation);
        }
    }
}

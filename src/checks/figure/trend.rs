//! Rule `figure/trend`: reports a trend that the values contradict:
//! 连续三年增长，2022年213家、2023年246家、2024年238家 ("three years of growth: 213 in 2022, 246 in 2023, 238 in
//! 2024").

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::facts::figure::relations::reading::FigureReading;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Trend))
}

struct Trend;

impl Check for Trend {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let trends = cx.facts.relations().iter().filter(|relation| relation.reading == FigureReading::Trend);
        for relation in trends.filter(|relation| relation.is_wrong()) {
            let finding = out
                .report(relation.stated.span)
                .arg("trend", relation.formula.clone())
                .arg("before", relation.computed.clone())
                .arg("printed", relation.stated.of(cx.doc.text()));
            relation
                .operands
                .iter()
                .fold(finding, |finding, operand| finding.related(operand.label, operand.quantity.span));
        }
    }
}

//! Rule `figure/remainder`: reports a remainder that is not the difference of two values:
//! 发现隐患128处，已整改120处，剩余18处 ("128 hazards found, 120 removed, 18 left").

use crate::check::{Check, Context, Findings};
use crate::checks::reckoning::report;
use crate::checks::{BuildInput, no_options};
use crate::facts::figure::relations::reading::FigureReading;

/// Types of differences that this rule reports.
const READINGS: [FigureReading; 6] = [
    FigureReading::Rest,
    FigureReading::Balance,
    FigureReading::Net,
    FigureReading::Turned,
    FigureReading::Gap,
    FigureReading::GapSide,
];

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Remainder))
}

struct Remainder;

impl Check for Remainder {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let rests = cx.facts.relations().iter().filter(|relation| READINGS.contains(&relation.reading));
        for relation in rests.filter(|relation| relation.is_wrong()) {
            if relation.reading == FigureReading::GapSide {
                let finding = out
                    .report(relation.place)
                    .variant("side")
                    .arg("formula", relation.formula.clone())
                    .arg("printed", relation.place.of(cx.doc.text()));
                let operands = relation.operands.iter();
                operands
                    .fold(finding, |finding, operand| finding.related(operand.label, operand.quantity.span));
                continue;
            }
            report(cx, out, relation);
        }
    }
}

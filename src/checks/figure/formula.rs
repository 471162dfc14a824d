//! Rule `figure/formula`: reports a value that does not follow from others by a known formula:
//! 用地面积2.5万平方米，建筑面积4.5万平方米，容积率2.0 ("site 25,000 m², floor area 45,000 m², floor area ratio 2.0",
//! which is 1.8).

use crate::check::{Check, Context, Findings};
use crate::checks::reckoning::report;
use crate::checks::{BuildInput, no_options};
use crate::facts::figure::relations::reading::FigureReading;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Formula))
}

struct Formula;

impl Check for Formula {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let is_formula = |reading| {
            matches!(
                reading,
                FigureReading::Formula
                    | FigureReading::Scores
                    | FigureReading::Weighted
                    | FigureReading::Rounded
                    | FigureReading::Intervals
            )
        };
        let formulas = cx.facts.relations().iter().filter(|relation| is_formula(relation.reading));
        for relation in formulas.filter(|relation| relation.is_wrong()) {
            report(cx, out, relation);
        }
    }
}

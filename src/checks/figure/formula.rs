//! `figure/formula`: 用地面积2.5万平方米，建筑面积4.5万平方米，容积率2.0.

use crate::check::{Check, Context, Findings};
use crate::checks::reckoning::report;
use crate::checks::{Parts, no_options};
use crate::facts::figure::relations::reading::Reading;

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    Ok(Box::new(Formula))
}

struct Formula;

impl Check for Formula {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let is_formula = |reading| {
            matches!(
                reading,
                Reading::Formula
                    | Reading::Scores
                    | Reading::Weighted
                    | Reading::Rounded
                    | Reading::Intervals
            )
        };
        let formulas = cx.facts.relations().iter().filter(|relation| is_formula(relation.reading));
        for relation in formulas.filter(|relation| relation.is_wrong()) {
            report(cx, out, relation);
        }
    }
}

//! Rule `figure/conversion`: reports a wrong conversion between units: 流转耕地240公顷（约2400亩） ("240
//! hectares of leased land (about 2400 mu)"; a hectare is 15 mu).

use crate::check::{Check, Context, Findings};
use crate::checks::reckoning::report;
use crate::checks::{BuildInput, no_options};
use crate::facts::figure::relations::reading::FigureReading;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Conversion))
}

struct Conversion;

impl Check for Conversion {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let again =
            cx.facts.relations().iter().filter(|relation| relation.reading == FigureReading::Conversion);
        for relation in again.filter(|relation| relation.is_wrong()) {
            report(cx, out, relation);
        }
    }
}

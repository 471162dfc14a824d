//! Rule `figure/ratio`: reports a ratio that contradicts its two values:
//! 城镇居民收入43200元，农村居民收入24000元，城乡居民收入比1.08∶1 ("urban income 43200 yuan, rural 24000, ratio 1.08 to
//! 1", which is 1.8); an inverted ratio, such as 存贷比 ("loans to deposits").

use crate::check::{Check, Context, Findings};
use crate::checks::reckoning::report;
use crate::checks::{BuildInput, no_options};
use crate::facts::figure::relations::reading::FigureReading;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Ratio))
}

struct Ratio;

impl Check for Ratio {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let is_ratio = |reading| matches!(reading, FigureReading::Ratio | FigureReading::Split);
        let ratios = cx.facts.relations().iter().filter(|relation| is_ratio(relation.reading));
        for relation in ratios.filter(|relation| relation.is_wrong()) {
            report(cx, out, relation);
        }
    }
}

//! Rule `placeholder/number-lost`: reports words that need a number but have none: 完成投资亿元
//! ("invested hundred million yuan"), 辖个乡镇 ("governs towns", with a classifier but no number),
//! 同比增长，. ("grew by, year on year").

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::facts::placeholder::gaps::GapKind;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(NumberLost))
}

struct NumberLost;

impl Check for NumberLost {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for gap in cx.facts.gaps() {
            match gap.kind {
                GapKind::Number => out.report(gap.span),
                GapKind::Rank => out.report(gap.span).variant("rank"),
                GapKind::Ordinal => out.report(gap.span).variant("ordinal"),
                GapKind::Date => out.report(gap.span).variant("date"),
                GapKind::Rate => out.report(gap.span).variant("rate"),
                _ => continue,
            };
        }
    }
}

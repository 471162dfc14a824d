//! Rule `date/garbled`: reports remains of a date after a faulty replacement: 第四季度月份 ("fourth
//! quarter month"), 20212年 ("year 20212").

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::facts::lexicon::LiteralId;
use crate::text::decimal::Decimal;
use crate::words::rules::date::garbled::{LONGER, PAIRS};

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Garbled { pairs: PAIRS.map(|pair| input.lexicon.add(pair)) }))
}

struct Garbled {
    pairs: [LiteralId; PAIRS.len()],
}

impl Check for Garbled {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let text = cx.doc.text();
        let mut last = 0;
        for &pair in self.pairs.iter().flat_map(|&pair| cx.facts.occurrences(pair)) {
            // 季度月份 contains 季度月, so both are found at the same place ("quarter month" with two
            // words for "month").
            if pair.start() != last && !text[pair.end()..].starts_with(LONGER) {
                out.report(pair);
            }
            last = pair.start();
        }
        let is_long = |value: Decimal| value >= Decimal::integer(19_000) && value < Decimal::integer(21_000);
        for year in cx.facts.quantities() {
            if year.unit == "年"
                && year.scale == 0
                && is_long(year.value)
                && !year.of(text).contains([',', '.'])
            {
                out.report(year.span);
            }
        }
    }
}

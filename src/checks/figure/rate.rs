//! `figure/rate`: 合格率达102%.

use crate::check::{Check, Context, Findings};
use crate::checks::{Parts, no_options};
use crate::facts::lexicon::LiteralId;
use crate::text::decimal::Decimal;

/// Rates of a part to its whole, which cannot be more than all of it.
const RATES: [&str; 18] = [
    "合格率", "及格率", "优良率", "命中率", "覆盖率", "接种率", "出勤率", "到会率", "准确率", "满意率",
    "满意度", "知晓率", "参保率", "通过率", "普及率", "绿化率", "入住率", "达标率",
];
/// Longest text between the word and the number, in bytes.
const MAX_BETWEEN: usize = 18;

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    Ok(Box::new(Rate { words: RATES.map(|word| parts.lexicon.add(word)) }))
}

struct Rate {
    words: [LiteralId; 18],
}

impl Check for Rate {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let (text, quantities) = (cx.doc.text(), cx.facts.quantities());
        for word in self.words.iter().flat_map(|&word| cx.facts.occurrences(word)) {
            let next = quantities.partition_point(|quantity| quantity.span.start < word.end);
            let Some(rate) = quantities.get(next).filter(|rate| rate.is_percentage()) else { continue };
            if rate.span.start - word.end > MAX_BETWEEN {
                continue;
            }
            let between = text[word.end..rate.span.start].trim_start_matches(['均', '都', '分', '别', '约']);
            let is_value = [
                "", "为", "达", "达到", "达到了", "是", "在", "高达", "：", ":", "提高到", "上升到",
                "保持在", "稳定在",
            ]
            .contains(&between);
            if is_value && rate.value > Decimal::integer(100) {
                out.report(rate.span).arg("rate", word.of(text)).related("rate", *word);
            }
        }
    }
}

//! `figure/approximate`: 约5000万元左右, 近200多人.

use crate::check::{Check, Context, Findings};
use crate::checks::{Parts, no_options};
use crate::facts::figure::quantities::Quantity;
use crate::text::chars::is_blank;
use crate::text::span::Span;

/// Words before a number, and those that may not stand behind it as well: they say the same again, or the contrary.
const PAIRS: [(&[&str], &[&str]); 5] = [
    (&["大约", "大概", "约"], &["左右", "上下", "多", "余", "以上", "以下"]),
    (&["将近", "接近", "近"], &["左右", "上下", "多", "余", "以上"]),
    (&["超过", "超", "逾"], &["左右", "上下", "多", "余", "以上"]),
    (&["至少", "最少", "不少于", "不低于"], &["左右", "上下", "以上"]),
    (&["不足", "不到", "至多", "最多", "不超过"], &["左右", "上下", "多", "余", "以下", "以内"]),
];
/// Characters that make 约, 近, 超 part of another word: 节约, 最近, 附近.
const WORDS: &str = "节合预条公契签特相制爽最附邻亲靠临新远赴高反已";
/// Time spans: 近三年多 is so long, and has been going on lately.
const TIME: [&str; 7] = ["年", "个月", "天", "小时", "分钟", "周年", "岁"];

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    Ok(Box::new(Approximate))
}

struct Approximate;

impl Check for Approximate {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let text = cx.doc.text();
        for quantity in cx.facts.quantities().iter().filter(|quantity| quantity.is_approximate) {
            let block = cx.doc.blocks()[cx.doc.block_at(quantity.span.start)].span;
            let lead = text[block.start..quantity.span.start]
                .trim_end_matches(|c| is_blank(c) || "有为达在是".contains(c));
            let behind = &text[quantity.span.end..block.end];
            for (leads, trails) in PAIRS {
                let first = leads.iter().find_map(|word| Some((word, lead.strip_suffix(word)?)));
                let Some((first, rest)) = first.filter(|(_, rest)| !rest.ends_with(|c| WORDS.contains(c)))
                else {
                    continue;
                };
                let is_recent = leads.contains(&"近") && TIME.contains(&quantity.unit);
                let second =
                    trails.iter().find_map(|word| Some((word, trailing(text, quantity, behind, word)?)));
                if let Some((second, end)) = second.filter(|_| !is_recent) {
                    out.report(Span::new(block.start + rest.len(), end))
                        .arg("first", *first)
                        .arg("second", *second);
                    break;
                }
            }
        }
    }
}

/// Where the whole ends, if `word` stands behind the number (7000多人) or behind the unit (5000元左右).
fn trailing(text: &str, quantity: &Quantity, behind: &str, word: &str) -> Option<usize> {
    let written = quantity.of(text);
    let inside = matches!(word, "多" | "余") && written.contains(word);
    let outside = behind.starts_with(word);
    if outside { Some(quantity.span.end + word.len()) } else { inside.then_some(quantity.span.end) }
}

//! Rule `figure/amount`: compares an amount in digits with the same amount in the capital numerals
//! of contracts and cheques: 50,163元（伍万零壹佰贰拾叁元整） (the capitals say 50,123 yuan).

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::facts::figure::quantities::Quantity;
use crate::text::chars::is_blank;
use crate::text::decimal::Decimal;
use crate::text::numeral::{formal, is_formal};
use crate::text::span::Span;

/// Words and signs that may come between the two amounts, such as 大写 ("in words").
const LEADS: [&str; 7] = ["人民币", "大写", "金额", "为", "：", ":", "￥"];
/// Maximum number of characters of an amount in capital numerals.
const MAX_FORMAL: usize = 40;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Amount))
}

struct Amount;

impl Check for Amount {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let text = cx.doc.text();
        for digits in cx.facts.quantities().iter().filter(|quantity| !quantity.is_approximate) {
            let block = cx.doc.blocks()[cx.doc.block_at(digits.span.start())].span;
            let Some(capitals) = behind(text, block, digits).or_else(|| before(text, block, digits)) else {
                continue;
            };
            if let Some(value) = formal(capitals.of(text)).filter(|value| *value != digits.value) {
                out.report(capitals)
                    .arg("digits", digits.of(text))
                    .arg("value", plain(value))
                    .related("digits", digits.span);
            }
        }
    }
}

/// Formats a value, without decimals if they are zero.
fn plain(value: Decimal) -> String {
    let text = value.to_string();
    text.strip_suffix(".00").map_or(text.clone(), str::to_owned)
}

/// Returns the span of the capital numerals after an amount in digits: `50163元（大写：伍万…）` ("50163
/// yuan (in words: fifty thousand …)").
fn behind(text: &str, block: Span, digits: &Quantity) -> Option<Span> {
    let rest = text[digits.span.end()..block.end()].trim_start_matches(is_blank);
    if digits.unit != "元" {
        return None;
    }
    let mut rest = rest.strip_prefix(['（', '(', '，', ','])?;
    while let Some(inner) = LEADS.iter().find_map(|lead| rest.trim_start_matches(is_blank).strip_prefix(lead))
    {
        rest = inner;
    }
    let rest = rest.trim_start_matches(is_blank);
    let length =
        rest.char_indices().take(MAX_FORMAL).find(|(_, c)| !is_formal(*c)).map_or(rest.len(), |(at, _)| at);
    let start = block.end() - rest.len();
    (length > 0).then(|| Span::new(start, start + length))
}

/// Returns the span of the capital numerals before an amount in digits: `伍万元整（￥50000.00）` ("fifty
/// thousand yuan (￥50000.00)").
fn before(text: &str, block: Span, digits: &Quantity) -> Option<Span> {
    let lead =
        text[block.start()..digits.span.start()].trim_end_matches(|c| is_blank(c) || matches!(c, '￥' | '¥'));
    let lead =
        ["小写：", "小写:", "小写", "人民币"].iter().find_map(|word| lead.strip_suffix(word)).unwrap_or(lead);
    let lead = lead.strip_suffix(['（', '('])?;
    let start = lead.trim_end_matches(is_formal).len();
    (start < lead.len() && lead[start..].chars().nth(1).is_some())
        .then(|| Span::new(block.start() + start, block.start() + lead.len()))
}

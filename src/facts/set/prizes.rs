//! Prizes for honours: 先进村各奖励5万元 ("50,000 yuan for each model village").

use crate::facts::Facts;
use crate::facts::set::wording::near;
use crate::text::chars::{is_han, is_longer};
use crate::text::decimal::Decimal;
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::dimension::Dimension;
use crate::words::members::Members;
use crate::words::set;

/// Character of prizes and of the verb for giving one.
const PRIZE: char = '奖';
/// Characters before which the name of an honour ends: 各 ("each") in 先进村各5万元 ("model villages
/// 50,000 yuan each").
static ENDS: Signs = Signs::of("各每奖给发颁可分均都称的");
/// Number of characters in the name of an honour.
const NAME: std::ops::RangeInclusive<usize> = 3..=8;
/// Maximum number of characters between 各 or 每 ("each") and the amount: 每个先进集体|2万元 ("20,000 yuan
/// for each model group").
const MAX_BETWEEN: usize = 10;
/// Number of bytes after the amount that may contain 奖励 ("prize").
const MAX_BEHIND: usize = 24;

/// The amount that each holder of an honour gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrizeAmount {
    /// Span of the amount.
    pub span: Span,
    /// Amount, in yuan.
    pub value: Decimal,
    /// Name of the honour: 先进村 ("model village").
    pub honour: Box<str>,
}

/// Finds all prizes of a document, in order.
pub(super) fn find(facts: &Facts<'_>) -> Vec<PrizeAmount> {
    let text = facts.doc.text();
    let starts = facts.words().of(&set::HONOUR_START);
    let money = facts.quantities().iter().filter(|quantity| quantity.dimension == Some(Dimension::Money));
    let prizes = money.filter(|quantity| !quantity.is_approximate).filter_map(|quantity| {
        let span = quantity.span;
        let before = near(text, 0, span.start()).rsplit(['。', '\n']).next().unwrap_or_default();
        let each = before.rfind(['各', '每'])?;
        let behind = &text[span.end()..text.floor_char_boundary((span.end() + MAX_BEHIND).min(text.len()))];
        let behind = behind.split(['，', '；', '。', '、', '\n']).next().unwrap_or_default();
        let is_prize =
            !is_longer(&before[each..], MAX_BETWEEN) && (before.contains(PRIZE) || behind.contains(PRIZE));
        let honour = honour(before, starts).filter(|_| is_prize)?;
        Some(PrizeAmount { span, value: quantity.value, honour: honour.into() })
    });
    prizes.collect()
}

/// Name of the last honour in `words`.
fn honour<'t>(words: &'t str, starts: Members<'_>) -> Option<&'t str> {
    let start = starts.iter().filter_map(|honour| words.rfind(honour)).max()?;
    let name = &words[start..];
    let length = name.find(|c| !is_han(c) || ENDS.contains(c)).unwrap_or(name.len());
    Some(&name[..length]).filter(|name| NAME.contains(&name.chars().count()))
}

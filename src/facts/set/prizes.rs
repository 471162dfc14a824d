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
/// Characters before the name of an honour that do not belong to it: 名 ("person") in 每名师德标兵 ("each
/// model of conduct").
static STARTS: Signs = Signs::of("每名个位家对给的为中和及向其");
/// Number of bytes of 标兵 and 模范 ("model"), before which the kind of the honour is named.
const SHORT: usize = 6;
/// Maximum number of characters of that kind.
const MAX_KIND: usize = 4;
/// Number of characters in the name of an honour.
const NAME: std::ops::RangeInclusive<usize> = 3..=8;
/// Signs that end a clause.
const CLAUSE_ENDS: [char; 5] = ['，', ',', '；', ';', '、'];
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
        // 师德标兵每人8000元，荣誉教师每人5000元: each clause names its own honour. 每个奖励2万元 ("20,000 yuan
        // for each") goes on about the one named before.
        let clause = before[..each].rsplit(CLAUSE_ENDS).next().unwrap_or_default();
        let clause = &before[each - clause.len()..];
        let is_named = clause.trim_start_matches(|c| !is_han(c)).find(['各', '每']) != Some(0);
        let named = honour(if is_named { clause } else { before }, starts);
        let honour = named.or_else(|| honour(&before[each..], starts)).filter(|_| is_prize)?;
        Some(PrizeAmount { span, value: quantity.value, honour: honour.into() })
    });
    prizes.collect()
}

/// Name of the last honour in `words`.
fn honour<'t>(words: &'t str, starts: Members<'_>) -> Option<&'t str> {
    let start = starts.iter().filter_map(|honour| words.rfind(honour)).max()?;
    // 师德标兵 ("model of conduct"): the words before 标兵 belong to the name.
    let before = words[..start].char_indices().rev().take(MAX_KIND);
    let kind = before.take_while(|(_, c)| is_han(*c) && !STARTS.contains(*c)).last();
    let is_short = || words[start..].find(|c| !is_han(c) || ENDS.contains(c)).is_some_and(|end| end <= SHORT);
    let start = kind.filter(|_| is_short()).map_or(start, |(kind, _)| kind);
    let name = &words[start..];
    let length = name.find(|c| !is_han(c) || ENDS.contains(c)).unwrap_or(name.len());
    Some(&name[..length]).filter(|name| NAME.contains(&name.chars().count()))
}

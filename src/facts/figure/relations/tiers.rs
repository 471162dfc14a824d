//! Prices in steps: 18吨以内每吨2.8元，超出部分每吨4.2元，用水25吨，水费79.8元 ("up to 18 t 2.8 yuan a ton, above 4.2, 25
//! t used, 79.8 yuan"); 每满300元减50元，总价680元，实付580元 ("50 yuan off for every 300, price 680, paid
//! 580").

use crate::facts::figure::measures::Measure;
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::{Operand, Relation};
use crate::text::decimal::Decimal;
use crate::text::interval::Interval;
use crate::text::phrases::Phrases;
use crate::words::rules::figure::product;

static DUE: Phrases = Phrases::of(&product::DUE);

/// Words after the upper end of the first step ("up to").
const WITHIN: [&str; 4] = ["以内", "以下", "及以下", "（含）以内"];
/// Words for the amount above the first step: 超出 ("exceeding").
static BEYOND: Phrases = Phrases::of(&["超出", "超过", "以上", "超"]);
/// Number of figures after the prices that may be the amount and the sum due.
const REACH: usize = 6;

/// Checks the stepped prices of a paragraph.
pub(super) fn find<'w>(text: &'w str, list: &[Measure<'w>]) -> Vec<Relation<'w>> {
    let steps = (0..list.len()).filter_map(|at| steps(text, list, at));
    let reductions = (0..list.len()).filter_map(|at| reduction(text, list, at));
    steps.chain(reductions).collect()
}

fn is_due(text: &str, measure: &Measure<'_>) -> bool {
    let lead = measure.lead(text);
    DUE.is_in(lead) && !lead.contains('每')
}

/// Compares a bill with prices that rise above a limit: 18吨以内每吨2.8元，超出18吨的部分每吨4.2元 ("up to 18 t 2.8
/// yuan a ton, above 18 t 4.2").
fn steps<'w>(text: &'w str, list: &[Measure<'w>], at: usize) -> Option<Relation<'w>> {
    let limit = list[at].quantity;
    let behind = &text[limit.span.end()..];
    if !WITHIN.iter().any(|word| behind.starts_with(word)) {
        return None;
    }
    let is_price = |measure: &&Measure<'w>| {
        measure.lead(text).contains('每') && measure.quantity.unit == "元" && limit.unit != "元"
    };
    let first = list.get(at + 1).filter(is_price)?;
    let beyond = (at + 2..list.len().min(at + 4)).find(|&other| is_price(&&list[other]))?;
    let words = &text[first.quantity.span.end()..list[beyond].quantity.span.start()];
    if !BEYOND.is_in(words) {
        return None;
    }
    let rest = || list[beyond + 1..].iter().take(REACH);
    let used = rest().find(|used| {
        used.quantity.unit == limit.unit
            && !WITHIN.iter().any(|word| text[used.quantity.span.end()..].starts_with(word))
    })?;
    let due = rest().find(|due| due.quantity.unit == "元" && is_due(text, due))?.quantity;
    // A third step: the sum depends on more than two prices.
    if rest().any(|other| is_price(&other)) {
        return None;
    }
    let (amount, second) = (used.quantity, list[beyond].quantity);
    let one = first.quantity;
    let is_more = amount.value > limit.value;
    let within = if is_more { limit.value } else { amount.value };
    let more = amount.value.minus(within);
    let reckoned = within.times(one.value)?.plus(more.times(second.value)?);
    let formula = if is_more {
        format!("{} × {} + {more} × {}", limit.printed, one.printed, second.printed)
    } else {
        format!("{} × {}", amount.printed, one.printed)
    };
    Some(relation(due, [one, second, amount], reckoned, formula))
}

/// Compares a price with a discount for each full amount: 每满300元减50元 ("50 yuan off for every 300").
fn reduction<'w>(text: &'w str, list: &[Measure<'w>], at: usize) -> Option<Relation<'w>> {
    let [full, less] = list.get(at..at + 2)? else { return None };
    let is_rule = full.lead(text).ends_with("每满")
        && text
            .get(full.quantity.span.end()..less.quantity.span.start())
            .is_some_and(|between| matches!(between, "减" | "立减" | "可减" | "返" | "减免"));
    if !is_rule {
        return None;
    }
    let near = at.saturating_sub(REACH)..list.len().min(at + REACH);
    let near = || {
        near.clone()
            .filter(|other| *other != at && *other != at + 1)
            .map(|at| &list[at])
            .filter(|other| other.quantity.unit == "元")
    };
    let paid = near().find(|paid| is_due(text, paid))?.quantity;
    let mut prices =
        near().filter(|price| price.quantity.span != paid.span && price.quantity.value >= paid.value);
    let price = prices.next().filter(|_| prices.next().is_none())?.quantity;
    let (a, b) = (price.value, full.quantity.value);
    let times = (0..100)
        .take_while(|times| b.times(Decimal::integer(times + 1)).is_some_and(|next| next <= a))
        .count();
    let off = less.quantity.value.times(Decimal::integer(times as u64))?;
    let formula = format!("{} − {} × {times}", price.printed, less.quantity.printed);
    Some(relation(paid, [full.quantity, less.quantity, price], a.minus(off), formula))
}

fn relation<'w>(
    due: Quantity<'w>,
    others: [Quantity<'w>; 3],
    reckoned: Decimal,
    formula: String,
) -> Relation<'w> {
    Relation {
        reading: FigureReading::Tiers,
        stated: due,
        place: due.span,
        operands: others.iter().map(|other| Operand::new("each", *other)).collect(),
        holds: due.interval().meets(Interval::exact(reckoned)),
        is_unambiguous: true,
        formula,
        computed: due.like(reckoned),
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    #[test]
    fn reckons_prices_by_steps() {
        let cases: [(&str, &[&str]); 4] = [
            ("每户每月20吨以内每吨2.5元，超出20吨的部分每吨4元。某户用水26吨，应缴水费104元。", &["104元"]),
            ("商品总价720元，每满200元减30元，实付690元。", &["690元"]),
            ("每户每月20吨以内每吨2.5元，超出20吨的部分每吨4元。某户用水26吨，应缴水费74元。", &[]),
            ("商品总价720元，每满200元减30元，实付630元。", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &[FigureReading::Tiers]), expected, "{text}");
        }
    }
}

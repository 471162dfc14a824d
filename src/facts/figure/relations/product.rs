//! Products: 补助200户，每户500元，共10万元; 总投资600万元，建设12个点，平均每个点50万元.

use crate::facts::figure::measures::Measure;
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::{Operand, Reading, Relation, is_person, is_value};
use crate::text::decimal::Decimal;
use crate::text::interval::Interval;
use crate::words::{Words, measure};

/// Most figures between a value for each and the others.
const REACH: usize = 3;
/// Most characters between 每 and the figure: 每人每月补助500元.
const MAX_BETWEEN: usize = 10;
/// A true product and the one that is told differ by less than this share in per cent, or by a power of ten: what is
/// farther off is another relation.
const NEAR: u64 = 34;

/// The products of one sentence: a value for each, how many, and the total.
pub(super) fn find<'w>(text: &str, words: &Words, list: &[Measure<'w>]) -> Vec<Relation<'w>> {
    let mut relations = Vec::new();
    for (at, each) in list.iter().enumerate() {
        let lead = &text[each.start..each.quantity.span.start];
        let Some(unit) = each_of(lead).filter(|_| is_value(each)) else { continue };
        let near = &list[at.saturating_sub(REACH)..list.len().min(at + REACH + 1)];
        let is_total = |total: &&Measure<'w>| {
            is_value(total)
                && total.quantity.unit == each.quantity.unit
                && total.quantity.value > each.quantity.value
        };
        let is_number = |number: &&Measure<'w>| {
            let behind = &text[number.quantity.span.end..];
            let counted = number.quantity.unit;
            is_value(number)
                && counted != each.quantity.unit
                && (counted.starts_with(unit)
                    || unit == '人' && is_person(counted)
                    || counted == "个" && behind.starts_with(unit))
        };
        let mut totals = near.iter().filter(is_total);
        let mut numbers = near.iter().filter(is_number);
        let (Some(total), Some(number)) = (totals.next(), numbers.next()) else { continue };
        let is_one = totals.next().is_none() && numbers.next().is_none();
        let is_target = words.of(&measure::TARGET).is_in(&text[total.start..total.quantity.span.start]);
        relations.extend(judge(
            [each, number, total].map(|measure| measure.quantity),
            lead.contains('均'),
            is_one && !is_target,
        ));
    }
    relations
}

/// What each is: 每人, 人均, 平均每户. `None` if there is no such word, or two.
fn each_of(lead: &str) -> Option<char> {
    let at = match (lead.find('每'), lead.find('均')) {
        (Some(each), _) => each,
        (None, Some(mean)) => mean,
        (None, None) => return None,
    };
    let is_one = lead.matches('每').count() <= 1;
    let behind = &lead[at..];
    let is_near = behind.chars().nth(MAX_BETWEEN).is_none();
    let unit = match behind.strip_prefix('每') {
        Some(unit) => unit.trim_start_matches(['个', '一']).chars().next().or(Some('个')),
        None => lead[..at].chars().next_back().filter(|c| *c != '平'),
    };
    unit.filter(|_| is_one && is_near)
}

/// A mean is rounded, a price is exact.
fn judge<'w>([each, number, total]: [Quantity<'w>; 3], is_mean: bool, is_one: bool) -> Option<Relation<'w>> {
    let step = each.printed.half_step().shifted(each.scale);
    let about =
        if is_mean { Interval::around(each.value, step.plus(step)) } else { Interval::exact(each.value) };
    let holds = about.times(number.interval())?.meets(total.interval());
    let product = each.value.times(number.value)?;
    Some(Relation {
        reading: Reading::Product,
        stated: total,
        operands: vec![Operand::new("each", each), Operand::new("number", number)],
        holds,
        is_strict: is_one && is_near(product, total.value),
        formula: format!("{} × {}", each.scaled(), number.scaled()),
        computed: total.like(product),
    })
}

/// A slip leaves a product near, or off by a power of ten.
fn is_near(product: Decimal, total: Decimal) -> bool {
    let is_about = |one: Decimal, other: Decimal, percent: u64| {
        let off = one.distance(other).times(Decimal::integer(100));
        off.zip(other.times(Decimal::integer(percent))).is_some_and(|(off, most)| off <= most)
    };
    is_about(product, total, NEAR)
        || (1..=4).any(|power| {
            is_about(product.shifted(power), total, 1) || is_about(product, total.shifted(power), 1)
        })
}

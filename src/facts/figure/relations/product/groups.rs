//! Groups at different prices: 一等奖10人，每人2000元，二等奖20人，每人1000元，共4万元 ("10 first prizes of 2000 yuan,
//! 20 second prizes of 1000, 40,000 in all").

use crate::facts::figure::measures::Measure;
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::product::{EACH, PRICED};
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::slip::{Slip, slip};
use crate::facts::figure::relations::{Operand, Relation, is_value};
use crate::text::decimal::Decimal;
use crate::words::rules::figure::product::LEADS;
use crate::words::{Words, total};

/// Maximum number of groups at different prices that one total can include.
const MAX_GROUPS: usize = 4;
/// Minimum number of figures before a sum: two pairs.
const MIN_FIGURES: usize = 4;

/// Checks the total with index `at` against the groups directly before it. Each group has a number
/// of things and a price.
pub(super) fn find<'w>(text: &str, words: &Words, list: &[Measure<'w>], at: usize) -> Option<Relation<'w>> {
    // At least two pairs of figures come before the sum.
    let sum = list.get(at).filter(|sum| at >= MIN_FIGURES && is_value(sum))?;
    let lead = sum.lead(text);
    let is_price = |measure: &Measure<'w>| {
        let lead = measure.lead(text);
        is_value(measure)
            && measure.quantity.unit == sum.quantity.unit
            && (measure.signs.meets(EACH) && lead.contains(['每', '均']) || PRICED.end(lead))
    };
    // 18吨以内每吨2.8元，超出部分每吨4.2元 ("up to 18 t 2.8 yuan a ton, above 4.2") are prices in steps.
    let before = &text[list[at.saturating_sub(2 * MAX_GROUPS + 1)].start..sum.quantity.span.start()];
    if is_price(sum) || !list[at.saturating_sub(2 * MAX_GROUPS)..at].iter().any(&is_price) {
        return None;
    }
    let groups = (2..=MAX_GROUPS).rev().find_map(|count| {
        let figures = list.get(at.checked_sub(2 * count)?..at)?;
        let pairs: Vec<[Quantity<'w>; 2]> = pairs(figures, &is_price)?;
        Some(pairs)
    })?;
    if before.contains("以内") && before.contains(['每', '超']) {
        return None;
    }
    let terms = groups.iter().map(|[number, price]| number.value.times(price.value));
    let reckoned = terms.reduce(|sum, term| Some(sum?.plus(term?)))??;
    let classes = [&total::LABEL, &total::ADVERB];
    let is_total = classes.iter().any(|class| words.of(class).start_of(lead).is_some())
        || LEADS.iter().any(|word| lead.starts_with(word));
    let is_slip = slip(sum.quantity.printed, scaled(reckoned, sum.quantity)?).is_some_and(Slip::is_rare);
    let formula: Vec<String> =
        groups.iter().map(|[number, price]| format!("{} × {}", price.scaled(), number.scaled())).collect();
    let operands = groups
        .iter()
        .flat_map(|[number, price]| [Operand::new("each", *price), Operand::new("number", *number)]);
    let margin = sum.quantity.rounding();
    Some(Relation {
        reading: FigureReading::Product,
        stated: sum.quantity,
        place: sum.quantity.span,
        operands: operands.collect(),
        holds: reckoned.distance(sum.quantity.value) <= margin,
        is_unambiguous: is_total || is_slip,
        formula: formula.join(" + "),
        computed: sum.quantity.like(reckoned),
    })
}

/// Pairs of a number and a price: alternating in the text, or all prices followed by all numbers.
fn pairs<'w>(
    figures: &[Measure<'w>],
    is_price: &impl Fn(&Measure<'w>) -> bool,
) -> Option<Vec<[Quantity<'w>; 2]>> {
    let is_number = |measure: &Measure<'w>| is_value(measure) && !is_price(measure);
    let count = figures.len() / 2;
    let by_turns = figures.chunks_exact(2).map(|two| match two {
        [number, price] if is_number(number) && is_price(price) => Some([number.quantity, price.quantity]),
        [price, number] if is_number(number) && is_price(price) => Some([number.quantity, price.quantity]),
        _ => None,
    });
    let by_turns: Option<Vec<_>> = by_turns.collect();
    let (prices, numbers) = figures.split_at(count);
    let in_rows = prices.iter().zip(numbers).map(|(price, number)| {
        (is_number(number) && is_price(price)).then_some([number.quantity, price.quantity])
    });
    let found = by_turns.or_else(|| in_rows.collect())?;
    let first = found.first()?[0].unit;
    found.iter().all(|[number, price]| number.unit == first && number.unit != price.unit).then_some(found)
}

/// Converts `value` to the scale in which the figure `like` is printed: 12000 to 1.2 for a figure
/// in 万 (10⁴).
fn scaled(value: Decimal, like: Quantity<'_>) -> Option<Decimal> {
    value.divided(Decimal::integer(10u64.pow(like.scale.min(18))), like.printed.decimals() + 3)
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    #[test]
    fn prices_in_steps_are_no_groups() {
        let prizes =
            "一等奖1人，每人8000元，二等奖2人，每人4000元，三等奖3人，每人2000元，优秀奖4人，每人1000元";
        let cases: [(String, &[&str]); 4] = [
            (format!("评委5人，{prizes}，共3.6万元。"), &["3.6万元"]),
            (format!("评委5人，{prizes}，共2.6万元。"), &[]),
            // Limits of something else, and of the prices.
            (format!("报名费100元以内的免收，评委5人，{prizes}，共3.6万元。"), &["3.6万元"]),
            ("18吨以内每吨2.8元，5吨每吨4.2元，共65元。".to_owned(), &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(&text, &[FigureReading::Product]), expected, "{text}");
        }
    }
}

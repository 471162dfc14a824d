//! Weighted means: 笔试占60%，面试占40%；笔试80分，面试90分，总成绩84分 ("written 60 %, oral 40 %; written 80, oral 90,
//! total 84").

use crate::facts::figure::measures::{Measure, Role};
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::{Operand, Relation};
use crate::text::decimal::Decimal;
use crate::text::interval::Interval;
use crate::text::phrases::Phrases;
use crate::words::rules::figure::average;

static WEIGHTED: Phrases = Phrases::of(&average::WEIGHTED);

/// Maximum number of weights.
const MAX_WEIGHTS: usize = 6;
/// Number of characters at the end of a weight's name that must also occur before the value that
/// has this weight: 笔试 ("written test").
const NAME: usize = 2;
/// Number of decimals of a computed total beyond the printed ones.
const EXTRA_DECIMALS: u32 = 3;

/// Checks the weighted totals of a paragraph: each is the sum of the values times their weights.
/// The weights may be in the previous paragraph, whose measures are `before`.
pub(super) fn find<'w>(text: &'w str, before: &[Measure<'w>], list: &[Measure<'w>]) -> Vec<Relation<'w>> {
    let is_total = |measure: &&Measure<'w>| {
        let lead = measure.lead(text);
        measure.quantity.unit == "分" && WEIGHTED.is_in(lead)
    };
    let totals: Vec<&Measure<'w>> = list.iter().filter(is_total).collect();
    if totals.is_empty() {
        return Vec::new();
    }
    let weights: Vec<&Measure<'w>> = before
        .iter()
        .chain(list)
        .filter(|measure| measure.quantity.is_percentage())
        .take(MAX_WEIGHTS + 1)
        .collect();
    let sum = weights.iter().fold(Decimal::integer(0), |sum, weight| sum.plus(weight.quantity.value));
    if weights.len() < 2 || weights.len() > MAX_WEIGHTS || sum != Decimal::integer(100) {
        return Vec::new();
    }
    totals.into_iter().filter_map(|total| judge(text, list, &weights, total)).collect()
}

/// Last characters of a weight's name, by which the value with this weight is found: 笔试 ("written
/// test") for 总成绩中笔试占 ("of the total, the written test makes up").
fn name<'t>(text: &'t str, weight: &Measure<'_>) -> &'t str {
    let lead = weight.lead(text).trim_end_matches(['占', '为', '按']).trim_end_matches("成绩");
    lead.char_indices().rev().nth(NAME - 1).map_or("", |(at, _)| &lead[at..])
}

fn judge<'w>(
    text: &'w str,
    list: &[Measure<'w>],
    weights: &[&Measure<'w>],
    total: &Measure<'w>,
) -> Option<Relation<'w>> {
    let at = list.iter().position(|measure| measure.quantity.span == total.quantity.span)?;
    let values: Vec<&Measure<'w>> = weights
        .iter()
        .map(|weight| {
            let called = name(text, weight);
            let is_value = |measure: &&Measure<'w>| {
                measure.quantity.unit == "分"
                    && measure.role == Role::Value
                    && measure.quantity.span != total.quantity.span
                    && !called.is_empty()
                    && measure.lead(text).contains(called)
            };
            list[..at].iter().rev().find(is_value)
        })
        .collect::<Option<_>>()?;
    let terms =
        weights.iter().zip(&values).map(|(weight, value)| weight.quantity.value.times(value.quantity.value));
    let reckoned = terms.reduce(|sum, term| Some(sum?.plus(term?)))??;
    let printed = total.quantity.printed;
    let reckoned = reckoned.divided(Decimal::integer(100), printed.decimals() + EXTRA_DECIMALS)?;
    let step = printed.half_step();
    let holds = Interval::around(printed, step.plus(step)).meets(Interval::exact(reckoned));
    let shown: Vec<String> = weights
        .iter()
        .zip(&values)
        .map(|(weight, value)| format!("{} × {}%", value.quantity.printed, weight.quantity.printed))
        .collect();
    Some(Relation {
        reading: FigureReading::Weighted,
        stated: total.quantity,
        place: total.quantity.span,
        operands: values.iter().map(|value| Operand::new("operand", value.quantity)).collect(),
        holds,
        is_unambiguous: true,
        formula: shown.join(" + "),
        computed: total.quantity.like(reckoned),
    })
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    #[test]
    fn weighs_values() {
        let cases: [(&str, &[&str]); 2] = [
            ("总成绩中笔试占60%，面试占40%；考生甲笔试80分，面试90分，总成绩86分。", &["86分"]),
            ("总成绩中笔试占60%，面试占40%；考生甲笔试80分，面试90分，总成绩84分。", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &[FigureReading::Weighted]), expected, "{text}");
        }
    }
}

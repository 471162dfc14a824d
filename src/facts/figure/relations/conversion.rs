//! One value in two units: 240公顷（3600亩） ("240 hectares (3600 mu)"), 12000万元（1.2亿元） ("120 million
//! yuan" in two scales).

use crate::facts::figure::measures::Measure;
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::{Operand, Relation};
use crate::text::decimal::Decimal;
use crate::words::{Words, measure};

/// Tolerance between the values in both units, in per mille. Hectares are often converted to 亩 (mu)
/// by 15, 0.0667 or 666.
const MARGIN: u64 = 12;

/// Checks the values of one sentence that are repeated in another unit or scale, in brackets or
/// after 即 ("that is").
pub(super) fn find<'w>(text: &str, words: &Words, list: &[Measure<'w>]) -> Vec<Relation<'w>> {
    let pairs = list.windows(2).filter_map(|pair| {
        let [first, second] = [pair[0].quantity, pair[1].quantity];
        let between = text[first.span.end()..second.span.start()].trim();
        let bracket = between.strip_prefix(['（', '(']);
        // 宽7米，即700厘米 ("7 m wide, that is, 700 cm")
        let lead = bracket.or_else(|| between.strip_prefix(['，', ',']))?.trim_start();
        let is_again = lead.is_empty() && bracket.is_some() || words.of(&measure::AGAIN).contains(lead);
        let behind = text[second.span.end()..].trim_start();
        let is_closed = if bracket.is_some() {
            behind.starts_with(['）', ')'])
        } else {
            first.unit != second.unit && behind.starts_with(['，', '。', '；', ','])
        };
        let is_other = first.unit != second.unit || first.scale != second.scale;
        let is_exact = !first.is_approximate;
        if is_again && is_closed && is_other && is_exact { judge(words, first, second) } else { None }
    });
    pairs.collect()
}

fn judge<'w>(words: &Words, first: Quantity<'w>, second: Quantity<'w>) -> Option<Relation<'w>> {
    let dimension = first.dimension.filter(|_| first.dimension == second.dimension)?;
    let factor = |quantity: Quantity<'_>| {
        let unit = words.units().start_of(quantity.unit).filter(|unit| unit.word == quantity.unit)?;
        unit.factor.and_then(Decimal::parse)
    };
    let (one, other) = (factor(first)?, factor(second)?);
    // Currencies have no fixed rate of exchange.
    if dimension == crate::words::dimension::Dimension::Money && first.unit != second.unit {
        return None;
    }
    let (a, b) = (first.value.times(one)?, second.value.times(other)?);
    let margin = second.rounding().times(other)?.plus(first.rounding().times(one)?);
    let share = a.times(Decimal::integer(MARGIN))?.divided(Decimal::integer(1000), 2)?;
    let holds = a.distance(b) <= margin.plus(share);
    // The factors are rounded, so three digits are enough.
    let computed = a.divided(other, 4)?;
    let size = Decimal::integer(10u64.pow(second.scale.min(18)));
    let is_large = computed >= size.times(Decimal::integer(100))?;
    let rounded = if is_large { round_to(computed, size)? } else { computed };
    Some(Relation {
        reading: FigureReading::Conversion,
        stated: second,
        place: second.span,
        operands: vec![Operand::new("first", first)],
        holds,
        is_unambiguous: true,
        formula: format!("{}{}", first.scaled(), first.unit),
        computed: second.like(rounded),
    })
}

/// Multiple of `size` that is nearest to `value`.
fn round_to(value: Decimal, size: Decimal) -> Option<Decimal> {
    value.divided(size, 0)?.times(size)
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::reckoned;

    #[test]
    fn large_results_are_rounded_to_the_scale() {
        let cases = [
            ("新建果园12.37公顷（合158.5亩），栽苗6万株。", "12.37公顷 = 186.0亩"),
            ("种植面积1.2345万公顷（合15.2万亩）。", "1.2345万公顷 = 18.52万亩"),
            ("每箱净重1.7公斤（2.5斤）。", "1.7公斤 = 3.4斤"),
        ];
        for (text, expected) in cases {
            assert_eq!(reckoned(text, &[FigureReading::Conversion]), [expected], "{text}");
        }
    }
}

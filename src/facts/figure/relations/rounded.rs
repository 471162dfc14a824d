//! A figure repeated with fewer decimals: 平均值为8.746分，四舍五入记为8.75分 ("mean 8.746, rounded 8.75").

use crate::facts::figure::measures::Measure;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::{Operand, Relation};
use crate::text::decimal::Decimal;

/// The word for “rounded” in the text.
const ROUNDING: &str = "四舍五入";
/// Maximum difference between the exact and the rounded figure, in units of the last digit. With a
/// greater one, they are not the same value.
const UNITS: u64 = 2;

/// Checks the figures of a paragraph that are said to be rounded.
pub(super) fn find<'w>(text: &'w str, list: &[Measure<'w>]) -> Vec<Relation<'w>> {
    let Some((first, last)) = list.first().zip(list.last()) else { return Vec::new() };
    let start = first.sentence.start().min(first.quantity.span.start());
    let passage = &text[start..last.sentence.end().max(last.quantity.span.end())];
    let found: Vec<Relation<'w>> = list.windows(2).filter_map(|pair| judge(&pair[0], &pair[1])).collect();
    if !found.is_empty() && passage.contains(ROUNDING) { found } else { Vec::new() }
}

fn judge<'w>(exact: &Measure<'w>, stated: &Measure<'w>) -> Option<Relation<'w>> {
    let (a, b) = (exact.quantity, stated.quantity);
    let decimals = b.printed.decimals();
    let is_finer =
        a.printed.decimals() > decimals && a.unit == b.unit && a.scale == b.scale && !a.is_approximate;
    let unit = b.printed.half_step().times(Decimal::integer(2 * UNITS))?;
    let is_again = is_finer && a.printed.distance(b.printed) <= unit && exact.sentence == stated.sentence;
    let rounded = a.printed.rounded(decimals);
    is_again.then(|| Relation {
        reading: FigureReading::Rounded,
        stated: b,
        place: b.span,
        operands: vec![Operand::new("operand", a)],
        holds: rounded == b.printed,
        is_unambiguous: true,
        formula: format!("{}{}", a.printed, a.unit),
        computed: format!("{rounded}{}", b.unit),
    })
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    #[test]
    fn rounds_half_up() {
        let cases: [(&str, &[&str]); 2] = [
            ("得分保留两位小数，四舍五入。某选手平均值为9.126分，得分记为9.12分。", &["9.12分"]),
            ("得分保留两位小数，四舍五入。某选手平均值为9.126分，得分记为9.13分。", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &[FigureReading::Rounded]), expected, "{text}");
        }
    }
}

//! Contribution of a part to a growth: 零售额增加4.0亿元，其中汽车类增加1.4亿元，贡献率35% ("retail grew by 400 million
//! yuan, cars by 140 million, a contribution of 35 %").

use crate::facts::figure::measures::{Measure, Role};
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::{Operand, Relation};
use crate::text::decimal::Decimal;
use crate::text::interval::Interval;

/// Name of the rate ("rate of contribution").
const NAME: &str = "贡献率";
/// Number of figures before a part that are searched for the whole.
const REACH: usize = 6;

/// Checks each rate of contribution (贡献率) of a paragraph against the increases of the part and of
/// the whole.
pub(super) fn find<'w>(text: &'w str, list: &[Measure<'w>]) -> Vec<Relation<'w>> {
    (2..list.len()).filter_map(|at| judge(text, list, at)).collect()
}

fn judge<'w>(text: &'w str, list: &[Measure<'w>], at: usize) -> Option<Relation<'w>> {
    let rate = list[at].quantity;
    if !rate.is_percentage() || rate.is_approximate || !list[at].lead(text).contains(NAME) {
        return None;
    }
    let part = &list[at - 1];
    let is_increase = |measure: &Measure<'w>| {
        matches!(measure.role, Role::By(_)) && !measure.quantity.is_rate() && !measure.quantity.is_approximate
    };
    let is_whole = |whole: &&Measure<'w>| {
        is_increase(whole)
            && whole.quantity.unit == part.quantity.unit
            && whole.quantity.value > part.quantity.value
    };
    let mut wholes = list[(at - 1).saturating_sub(REACH)..at - 1].iter().rev().filter(is_whole);
    let whole = wholes.next().filter(|_| is_increase(part) && part.sentence == list[at].sentence)?;
    let is_one = wholes.next().is_none() && whole.sentence == part.sentence;
    let step = rate.printed.half_step();
    let said = Interval::around(rate.value, step.plus(step)).times(whole.quantity.interval())?;
    let reckoned = Interval::exact(Decimal::integer(100)).times(part.quantity.interval())?;
    let percent = part.quantity.value.times(Decimal::integer(100))?;
    let percent = percent.divided(whole.quantity.value, rate.printed.decimals().max(1))?;
    let (a, b) = (part.quantity, whole.quantity);
    Some(Relation {
        reading: FigureReading::Contribution,
        stated: rate,
        place: rate.span,
        operands: vec![Operand::new("part", a), Operand::new("whole", b)],
        holds: said.meets(reckoned),
        is_unambiguous: is_one,
        formula: format!("{}{} ÷ {}{}", a.scaled(), a.unit, b.scaled(), b.unit),
        computed: format!("{percent}%"),
    })
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    #[test]
    fn divides_increases() {
        let cases: [(&str, &[&str]); 2] = [
            ("零售额增加5.0亿元，其中家电类增加1.2亿元，对增长的贡献率为42%。", &["42%"]),
            ("零售额增加5.0亿元，其中家电类增加1.2亿元，对增长的贡献率为24%。", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &[FigureReading::Contribution]), expected, "{text}");
        }
    }
}

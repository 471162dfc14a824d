//! A value, its growth, and its base after them: 利润720万元，同比增长20%；去年同期利润为600万元 ("profit 7.2 million
//! yuan, a growth of 20 %; the profit of the same period of last year was 6 million").

use crate::facts::figure::measures::{Basis, Measure, Role, Way};
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::{Operand, Relation, factor, is_value};
use crate::text::decimal::{Decimal, MINUS};
use crate::text::interval::Interval;

/// Number of decimals of the computed base beyond the printed ones.
const EXTRA_DECIMALS: u32 = 1;
/// Number of characters at the end of the base's name that must occur in the name of the value too.
const NAME: usize = 2;

/// Checks each value of a paragraph that is followed by its growth and by its base, the value of
/// the year before.
pub(super) fn find<'w>(text: &'w str, list: &[Measure<'w>]) -> Vec<Relation<'w>> {
    list.windows(3).filter_map(|three| judge(text, three)).collect()
}

fn judge<'w>(text: &'w str, three: &[Measure<'w>]) -> Option<Relation<'w>> {
    let [value, rate, base] = three else { return None };
    let Role::By(way) = rate.role else { return None };
    let is_amount = rate.quantity.unit == value.quantity.unit && !rate.quantity.unit.is_empty();
    let is_growth = (rate.quantity.is_percentage() || is_amount)
        && (matches!(rate.basis, Basis::YearBefore) || is_amount && matches!(rate.basis, Basis::Other(_)))
        && rate.name.is_empty();
    let words = base.lead(text);
    let is_base = base.role == Role::Base
        && ["去年", "上年"].iter().any(|word| words.contains(word))
        && base.quantity.unit == value.quantity.unit
        && !base.quantity.is_approximate
        && !words.contains("累计");
    if !is_growth || !is_base || !is_value(value) || rate.quantity.is_approximate {
        return None;
    }
    let name: Vec<char> = words.trim_end_matches(['为', '是', '的']).chars().collect();
    let tail: String = name[name.len().saturating_sub(NAME)..].iter().collect();
    let is_same = ["同期", "去年", "上年"].contains(&tail.as_str()) || value.lead(text).contains(&tail);
    if is_amount {
        let (a, b) = (value.quantity, rate.quantity);
        let (reckoned, sign) = match way {
            Way::Up => (a.interval().minus(b.interval()), MINUS),
            Way::Down => (a.interval().plus(b.interval()), '+'),
        };
        let exact = if way == Way::Up { a.value.minus(b.value) } else { a.value.plus(b.value) };
        return Some(Relation {
            reading: FigureReading::Based,
            stated: base.quantity,
            place: base.quantity.span,
            operands: vec![Operand::new("to", a), Operand::new("amount", b)],
            holds: reckoned.meets(base.quantity.interval()),
            is_unambiguous: is_same,
            formula: format!("{}{} {sign} {}{}", a.scaled(), a.unit, b.scaled(), b.unit),
            computed: base.quantity.like(exact),
        });
    }
    let of = factor(rate).times(base.quantity.interval())?;
    let now = Interval::exact(Decimal::integer(100)).times(value.quantity.interval())?;
    let factor = factor(rate);
    let middle = factor.low.plus(factor.high).divided(Decimal::integer(2), 4)?;
    let reckoned = value.quantity.value.times(Decimal::integer(100))?.divided(middle, EXTRA_DECIMALS)?;
    let (a, b) = (value.quantity, rate.quantity);
    Some(Relation {
        reading: FigureReading::Based,
        stated: base.quantity,
        place: base.quantity.span,
        operands: vec![Operand::new("to", a), Operand::new("amount", b)],
        holds: of.meets(now),
        is_unambiguous: is_same,
        formula: format!("{}{} ÷ (1 ± {}%)", a.scaled(), a.unit, b.printed),
        computed: base.quantity.like(reckoned),
    })
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    #[test]
    fn reckons_what_it_grew_from() {
        let cases: [(&str, &[&str]); 2] = [
            ("前三季度实现利润540万元，同比增长20%；去年同期利润为432万元。", &["432万元"]),
            ("前三季度实现利润540万元，同比增长20%；去年同期利润为450万元。", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &[FigureReading::Based]), expected, "{text}");
        }
    }
}

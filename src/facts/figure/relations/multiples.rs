//! Multiples stated beside both values: 新校区占地180亩，是老校区60亩的3倍 ("the new campus has 180 mu, 3 times
//! the 60 mu of the old one"); 由40户发展到80户，数量翻了一番 ("from 40 to 80 households, doubled").

use crate::facts::figure::measures::{Measure, Role};
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::{Operand, Relation, are_alike, rounded_or_cut};
use crate::text::decimal::Decimal;
use crate::text::interval::Interval;

/// Checks each multiple of a paragraph, such as 3倍 ("3 times"), against the two values before it.
pub(super) fn find<'w>(text: &'w str, list: &[Measure<'w>]) -> Vec<Relation<'w>> {
    list.windows(3).filter_map(|three| of_value(text, three).or_else(|| doubled(text, three))).collect()
}

/// Compares a value with a multiple of another one: 180亩，是60亩的3倍 ("180 mu, 3 times the 60 mu").
fn of_value<'w>(text: &'w str, three: &[Measure<'w>]) -> Option<Relation<'w>> {
    let [own, other, times] = three else { return None };
    let is_multiple = times.quantity.unit == "倍" || times.quantity.is_percentage();
    let joined = text.get(other.quantity.span.end()..times.quantity.span.start()) == Some("的");
    let lead = other.lead(text).trim_start_matches(['已', '就', '正']);
    let is_said = lead.starts_with(['是', '为']) || lead.starts_with("相当于");
    let are_values = are_alike(own, other) && !own.quantity.unit.is_empty() && own.sentence == times.sentence;
    let is_exact = three.iter().all(|measure| !measure.quantity.is_approximate);
    if !is_multiple || !joined || !is_said || !are_values || !is_exact {
        return None;
    }
    let size = if times.quantity.is_percentage() { 100 } else { 1 };
    let step = times.quantity.printed.half_step();
    let said = rounded_or_cut(times.quantity.value, step);
    let (a, b) = (own.quantity, other.quantity);
    let whole = Interval::exact(Decimal::integer(size)).times(a.interval())?;
    let computed =
        a.value.times(Decimal::integer(size))?.divided(b.value, times.quantity.printed.decimals().max(1))?;
    Some(Relation {
        reading: FigureReading::Multiples,
        stated: times.quantity,
        place: times.quantity.span,
        operands: vec![Operand::new("part", a), Operand::new("whole", b)],
        holds: said.times(b.interval())?.meets(whole),
        is_unambiguous: true,
        formula: format!("{} ÷ {}", a.scaled(), b.scaled()),
        computed: times.quantity.like(computed),
    })
}

/// Checks a doubling after its two values: 由40户发展到80户，数量翻了一番 ("from 40 to 80 households, the number
/// doubled"). 数量 ("number") does not name another value.
fn doubled<'w>(text: &'w str, three: &[Measure<'w>]) -> Option<Relation<'w>> {
    let [from, to, by] = three else { return None };
    let name = by.name.of(text);
    let is_change = from.role == Role::From && matches!(to.role, Role::To(_)) && are_alike(from, to);
    let is_one = by.quantity.unit == "番" && matches!(name, "数量" | "总数" | "规模" | "总量");
    if !is_change || !is_one || from.sentence != by.sentence {
        return None;
    }
    let count = (1..=5u32).find(|count| by.quantity.value == Decimal::integer(u64::from(*count)))?;
    let times = Decimal::integer(2u64.pow(count));
    let (a, b) = (from.quantity, to.quantity);
    let tenths = b.value.times(Decimal::integer(10))?;
    let line = a.value.times(times)?;
    let holds = tenths >= line.times(Decimal::integer(9))? && tenths < line.times(Decimal::integer(18))?;
    Some(Relation {
        reading: FigureReading::Multiples,
        stated: by.quantity,
        place: by.quantity.span,
        operands: vec![Operand::new("part", b), Operand::new("whole", a)],
        holds,
        is_unambiguous: true,
        formula: format!("{} ÷ {}", b.scaled(), a.scaled()),
        computed: format!("{}倍", b.value.divided(a.value, 2)?),
    })
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    #[test]
    fn reckons_multiples_beside_both_values() {
        let cases: [(&str, &[&str]); 4] = [
            ("新馆面积240平方米，是旧馆80平方米的2倍。", &["2倍"]),
            ("社员由50户发展到80户，数量翻了一番。", &["一番"]),
            ("新馆面积240平方米，是旧馆80平方米的3倍。", &[]),
            ("社员由50户发展到104户，数量翻了一番。", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &[FigureReading::Multiples]), expected, "{text}");
        }
    }
}

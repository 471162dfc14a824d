//! Price indices, in which the year before is 100, compared with the change of prices:
//! 消费价格指数为102.3，比上年上涨2.3% ("the consumer price index is 102.3, prices rose by 2.3 % over last
//! year").

use crate::facts::figure::measures::{Basis, Measure, Role, Way};
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::{Operand, Relation, called};
use crate::text::decimal::{Decimal, MINUS};
use crate::text::interval::Interval;

/// Last words of the names of price indices.
const NAMES: [&str; 4] = ["价格指数", "价格总指数", "物价指数", "房价指数"];
/// Characters between the name of an index and its value.
const VERBS: [char; 5] = ['为', '达', '是', '到', '了'];
/// Smallest and greatest value of an index that is compared. The year before is 100; a value
/// outside this range has another base year.
const RANGE: [u64; 2] = [80, 130];
/// Maximum number of bytes between the index and the change. If they are farther apart, they are
/// not compared.
const MAX_GAP: usize = 45;

/// Checks each price index of one sentence against the change after it: 102.3 against a rise of 2.3
/// %.
pub(super) fn find<'w>(text: &str, list: &[Measure<'w>]) -> Vec<Relation<'w>> {
    list.windows(2).filter_map(|pair| index(text, &pair[0], &pair[1])).collect()
}

fn index<'w>(text: &str, index: &Measure<'w>, change: &Measure<'w>) -> Option<Relation<'w>> {
    let Role::By(way) = change.role else { return None };
    let (of, by) = (index.quantity, change.quantity);
    let is_value = of.unit.is_empty() && of.scale == 0 && matches!(index.role, Role::Value | Role::To(_));
    // 为98.6，即居民消费价格同比下降1.4% ("is 98.6, that is, prices fell by 1.4 %")
    let name = change.name.of(text);
    let is_again = name.starts_with('即') && name.ends_with("价格");
    let is_own = name.is_empty() || is_again;
    let is_near = by.is_percentage() && change.start - of.span.end() <= MAX_GAP && is_own;
    let is_year = matches!(change.basis, Basis::YearBefore);
    if !is_value || !is_near || !is_year || of.is_approximate || by.is_approximate {
        return None;
    }
    let name = called(text, index).trim_end_matches(VERBS);
    let hundred = Decimal::integer(100);
    let [least, greatest] = RANGE.map(Decimal::integer);
    if !NAMES.iter().any(|word| name.ends_with(word)) || of.value < least || of.value > greatest {
        return None;
    }
    let rate = by.interval();
    let base = Interval::exact(hundred);
    let said = if way == Way::Down { base.minus(rate) } else { base.plus(rate) };
    let sign = if of.value < hundred { "-" } else { "" };
    Some(Relation {
        reading: FigureReading::Index,
        stated: by,
        place: change.verb.join(by.span),
        operands: vec![Operand::new("value", of)],
        is_unambiguous: true,
        holds: said.meets(of.interval()),
        formula: format!("{} {MINUS} 100", of.printed),
        computed: format!("{sign}{}%", of.value.distance(hundred)),
    })
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    #[test]
    fn reckons_changes_of_prices_from_indices() {
        let cases: [(&str, &[&str]); 6] = [
            ("居住类价格指数为97.6，比上年上涨2.4%。", &["2.4%"]),
            ("居民消费价格指数为102.3，比上年上涨3.2%。", &["3.2%"]),
            ("居住类价格指数为97.6，比上年下降2.4%。", &[]),
            ("居民消费价格指数为102.3，比上年上涨2.3%。", &[]),
            ("煤炭价格指数为123.9，环比上涨1.3%。", &[]),
            ("景气指数为102.3，比上年上涨4.1%。", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &[FigureReading::Index]), expected, "{text}");
        }
    }
}

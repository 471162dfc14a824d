//! A rate repeated as its complement: 按时率92.4%，即有7.6%的件超时 ("92.4 % on time, that is, 7.6 % late");
//! and contributions (拉动, "pull") that add up to a growth: 经济增长5.8%，三次产业分别拉动0.5个、2.7个和2.6个百分点
//! ("growth of 5.8 %, to which the three sectors contributed 0.5, 2.7 and 2.6 points").

use crate::facts::figure::measures::{Measure, Role, Way};
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::{Operand, Relation};
use crate::text::decimal::{Decimal, MINUS};
use crate::text::interval::Interval;
use crate::text::phrases::Phrases;
use crate::words::rules::figure::share::{self, AGAIN};

static PULLED: Phrases = Phrases::of(&share::PULLED);
static PULLING: Phrases = Phrases::of(&share::PULLING);

/// Number of figures before the first contribution that are searched for the growth to which the
/// contributions add up.
const REACH: usize = 3;
/// Minimum number of contributions (拉动) that are compared with a growth: those of three sectors, or
/// of three kinds of demand.
const MIN_PULLS: usize = 3;

/// Checks the rates of one block that are repeated, and the contributions that add up to a growth.
pub(super) fn find<'w>(text: &str, list: &[Measure<'w>]) -> Vec<Relation<'w>> {
    let mut relations: Vec<Relation<'w>> =
        list.windows(2).filter_map(|pair| again(text, &pair[0], &pair[1])).collect();
    let points = (MIN_PULLS..list.len()).filter(|&at| list[at].quantity.unit == "个百分点");
    relations.extend(points.filter_map(|at| pulls(text, list, at)));
    relations
}

/// Checks a rate that is repeated, as itself or as the rest of a hundred: 按时率92.4%，即有7.6%的件超时
/// ("92.4 % on time, that is, 7.6 % late").
fn again<'w>(text: &str, rate: &Measure<'w>, other: &Measure<'w>) -> Option<Relation<'w>> {
    let gap = text[rate.quantity.span.end()..other.quantity.span.start()].trim();
    let are_exact = [rate, other].iter().all(|one| {
        one.quantity.is_percentage()
            && !one.quantity.is_approximate
            && !matches!(one.role, Role::By(_) | Role::Against)
    });
    if !are_exact || !AGAIN.contains(&gap) {
        return None;
    }
    let hundred = Interval::exact(Decimal::integer(100));
    let (a, b) = (rate.quantity, other.quantity);
    let left = Decimal::integer(100).minus(a.value);
    Some(Relation {
        reading: FigureReading::Complement,
        stated: b,
        place: b.span,
        operands: vec![Operand::new("part", a)],
        is_unambiguous: true,
        holds: a.interval().meets(b.interval()) || a.interval().plus(b.interval()).meets(hundred),
        formula: format!("100 {MINUS} {}", a.printed),
        computed: format!("{left}%"),
    })
}

/// Checks that the contributions of a list add up to the growth before it. `last` is the index of
/// the last figure of the list. `None` if it does not end a list of contributions.
fn pulls<'w>(text: &str, list: &[Measure<'w>], last: usize) -> Option<Relation<'w>> {
    let is_next = |at: usize| {
        let gap = text[list[at - 1].quantity.span.end()..list[at].quantity.span.start()].trim();
        matches!(list[at - 1].quantity.unit, "" | "个" | "个百分点")
            && matches!(gap, "、" | "和" | "，" | "与")
    };
    let first = (1..=last).rev().find(|&at| !is_next(at))?;
    let lead = list[first].lead(text);
    let is_pull = PULLING.is_in(lead) && lead.contains("分别");
    if !is_pull || last + 1 - first < MIN_PULLS {
        return None;
    }
    let growth = list[first.saturating_sub(REACH)..first].iter().rev().find(|growth| {
        let name = &text[growth.sentence.start()..growth.quantity.span.start()];
        growth.quantity.is_percentage() && growth.role == Role::By(Way::Up) && PULLED.is_in(name)
    })?;
    let parts = &list[first..=last];
    let zero = Interval::exact(Decimal::integer(0));
    let sum = parts.iter().fold(zero, |sum, part| {
        let value = part.quantity.printed;
        sum.plus(Interval::around(value, value.half_step()))
    });
    let total = parts.iter().fold(Decimal::integer(0), |sum, part| sum.plus(part.quantity.printed));
    let shown: Vec<String> = parts.iter().map(|part| part.quantity.printed.to_string()).collect();
    Some(Relation {
        reading: FigureReading::Pulls,
        stated: growth.quantity,
        place: growth.quantity.span,
        operands: parts.iter().map(|part| Operand::new("part", part.quantity)).collect(),
        is_unambiguous: true,
        holds: sum.meets(growth.quantity.interval()),
        formula: shown.join(" + "),
        computed: format!("{total}%"),
    })
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    #[test]
    fn tells_what_is_left_and_what_pulls() {
        let readings = [FigureReading::Complement, FigureReading::Pulls];
        let cases: [(&str, &[&str]); 6] = [
            ("按时办结率94.2%，即有8.5%的件超时。", &["8.5%"]),
            ("全年经济增长6.2%，三次产业分别拉动经济增长0.4个、1.3个和2.7个百分点。", &["6.2%"]),
            ("按时办结率94.2%，即有5.8%的件超时。", &[]),
            ("按时办结率94.2%，即94.2%的件没有超时。", &[]),
            ("全年经济增长6.2%，三次产业分别拉动经济增长0.4个、3.1个和2.7个百分点。", &[]),
            ("全年投资增长6.2%，三个行业分别拉动投资增长0.4个、1.3个和2.7个百分点。", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &readings), expected, "{text}");
        }
    }
}

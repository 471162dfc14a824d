//! Running totals: 截至5月底累计3.2亿元；6月完成0.7亿元，截至6月底累计3.9亿元 ("320 million yuan until the end of May; 70
//! million in June, 390 million until the end of June").

use crate::facts::figure::measures::Measure;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::{Operand, Relation, is_value};
use crate::text::decimal::Decimal;
use crate::text::phrases::Phrases;

/// Word for a running total ("in total").
const RUNNING: &str = "累计";
/// Words for the time up to which a running total is counted: 截至 ("until").
static UNTIL: Phrases = Phrases::of(&["截至", "截止", "至今", "到目前"]);
/// Maximum number of figures from one running total to the next.
const REACH: usize = 3;
/// Number of characters at the end of a name that both totals must have in common.
const SHARED: usize = 4;

/// Checks each running total of a paragraph: it must be the previous running total plus the amount
/// since then.
pub(super) fn find<'w>(text: &'w str, list: &[Measure<'w>]) -> Vec<Relation<'w>> {
    let running: Vec<usize> =
        (0..list.len()).filter(|&at| is_value(&list[at]) && list[at].lead(text).contains(RUNNING)).collect();
    running.windows(2).filter_map(|pair| judge(text, list, (pair[0], pair[1]))).collect()
}

fn judge<'w>(text: &'w str, list: &[Measure<'w>], (first, last): (usize, usize)) -> Option<Relation<'w>> {
    let [early, late] = [first, last].map(|at| &list[at]);
    let name = |measure: &Measure<'w>| {
        let name: Vec<char> = measure.lead(text).trim_end_matches(['为', '达', '到']).chars().collect();
        name[name.len().saturating_sub(SHARED)..].to_vec()
    };
    let between: Vec<usize> = (first + 1..last)
        .filter(|&at| is_value(&list[at]) && list[at].quantity.unit == late.quantity.unit)
        .collect();
    let from = [early.sentence.start(), early.quantity.span.end()];
    let is_dated = |measure: &Measure<'w>, from: usize| {
        let clause = &text[from.min(measure.quantity.span.start())..measure.quantity.span.start()];
        UNTIL.is_in(clause)
    };
    let is_near =
        last - first <= REACH && early.quantity.unit == late.quantity.unit && name(early) == name(late);
    let [added] = between[..] else { return None };
    if !is_near || !is_dated(early, from[0]) || !is_dated(late, from[1]) {
        return None;
    }
    let [a, b, c] = [first, added, last].map(|at| list[at].quantity);
    let sum = a.interval().plus(b.interval());
    let holds = sum.meets(c.interval());
    let is_less = c.value < a.value;
    let off = a.value.plus(b.value).distance(c.value).times(Decimal::integer(100));
    let is_about = off.zip(c.value.times(Decimal::integer(30))).is_some_and(|(off, most)| off <= most);
    Some(Relation {
        reading: FigureReading::Running,
        stated: c,
        place: c.span,
        operands: vec![Operand::new("part", a), Operand::new("part", b)],
        holds,
        is_unambiguous: is_less || is_about,
        formula: format!("{}{} + {}{}", a.scaled(), a.unit, b.scaled(), b.unit),
        computed: c.like(a.value.plus(b.value)),
    })
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    #[test]
    fn adds_up_what_runs_on() {
        let cases: [(&str, &[&str]); 3] = [
            (
                "截至4月底，累计完成投资2.6亿元；5月份完成投资0.5亿元，截至5月底累计完成投资2.1亿元。",
                &["2.1亿元"],
            ),
            ("截至4月底，累计完成投资2.6亿元；5月份完成投资0.5亿元，截至5月底累计完成投资3.1亿元。", &[]),
            ("截至4月底，累计报告甲类病例260例，现有重症50例，累计治愈病例12例。", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &[FigureReading::Running]), expected, "{text}");
        }
    }
}

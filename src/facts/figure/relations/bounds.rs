//! Figures with fixed limits: a coefficient of correlation of at most 1, an estimate inside its
//! interval, marks of at most 满分 ("full marks").

use crate::facts::figure::measures::Measure;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::{Operand, Relation, called};
use crate::text::decimal::Decimal;
use crate::text::endings::Endings;
use crate::text::signs::Signs;
use crate::words::rules::figure::rate::{ESTIMATES, UNITS};

/// Number of figures before an interval that are searched for its estimate, and number of figures
/// after 满分 ("full marks") that are searched for the marks of a person.
const REACH: usize = 3;
/// Separators between the ends of an interval.
const SIGNS: [&str; 8] = ["～", "~", "-", "—", "–", "－", "至", "，"];
/// Names of coefficients, which are at most one.
static NAMES: Endings = Endings::of(&UNITS);
/// Characters between a name and its value.
static VERBS: Signs = Signs::of("为达是到了=＝：: ");
/// Word for the greatest possible number of marks.
const FULL: &str = "满分";

/// Checks the coefficients, the estimates with intervals, and the marks of a paragraph against
/// their limits.
pub(super) fn find<'w>(text: &'w str, list: &[Measure<'w>]) -> Vec<Relation<'w>> {
    let mut relations = Vec::new();
    for at in (0..list.len()).filter(|&at| matches!(list[at].quantity.unit, "" | "分" | "%")) {
        let lead = list[at].lead(text).trim_end_matches(|c| VERBS.contains(c));
        if NAMES.may_end(lead)
            && let Some(relation) = coefficient(list, at, lead)
        {
            relations.push(relation);
        }
        if called(text, &list[at]).ends_with("CI") {
            relations.extend(around(text, list, at));
        }
        if lead.ends_with(FULL) {
            relations.extend(marks(text, list, at));
        }
    }
    relations
}

fn relation<'w>(
    list: &[Measure<'w>],
    at: usize,
    (limit, holds): (Vec<usize>, bool),
    shown: [String; 2],
) -> Relation<'w> {
    let [formula, computed] = shown;
    let stated = list[at].quantity;
    Relation {
        reading: FigureReading::Bounds,
        stated,
        place: stated.span,
        operands: limit.iter().map(|&at| Operand::new("value", list[at].quantity)).collect(),
        holds,
        is_unambiguous: true,
        formula,
        computed,
    }
}

/// Checks a coefficient, which is at most 1: 相关系数为0.42 ("coefficient of correlation 0.42").
fn coefficient<'w>(list: &[Measure<'w>], at: usize, lead: &str) -> Option<Relation<'w>> {
    let quantity = list[at].quantity;
    let name = UNITS.iter().find(|name| lead.ends_with(*name))?;
    let is_number = quantity.unit.is_empty() && quantity.scale == 0 && quantity.printed.has_decimals();
    let holds = quantity.value <= Decimal::integer(1);
    is_number.then(|| relation(list, at, (Vec::new(), holds), [(*name).to_owned(), "1".to_owned()]))
}

/// Checks an estimate, which is inside its interval: OR=1.86，95%CI：1.28～2.71. `low` is the index of
/// the interval's lower end.
fn around<'w>(text: &'w str, list: &[Measure<'w>], low: usize) -> Option<Relation<'w>> {
    let high = list.get(low + 1)?;
    let sign = text[list[low].quantity.span.end()..high.quantity.span.start()].trim();
    let is_estimate = |at: &usize| {
        let lead = list[*at].lead(text).trim_end_matches(|c| VERBS.contains(c));
        ESTIMATES.iter().any(|name| lead.ends_with(name)) && list[*at].quantity.unit.is_empty()
    };
    let estimate = (low.saturating_sub(REACH)..low).rev().find(is_estimate)?;
    let value = list[estimate].quantity;
    let holds = list[low].quantity.value <= value.value && value.value <= high.quantity.value;
    let shown = [list[estimate].lead(text).trim_end_matches('=').to_owned(), value.scaled()];
    let ends = format!("{}～{}", list[low].quantity.scaled(), high.quantity.scaled());
    SIGNS
        .contains(&sign)
        .then(|| relation(list, estimate, (vec![low, low + 1], holds), [shown[0].clone(), ends]))
}

/// Checks that the marks of a person are at most 满分 ("full marks"): 满分100分，最高98分 ("full marks 100,
/// best 98"). `full` is the index of the figure after 满分.
fn marks<'w>(text: &'w str, list: &[Measure<'w>], full: usize) -> Option<Relation<'w>> {
    let limit = list[full].quantity;
    let is_above = |at: &usize| {
        let measure = &list[*at];
        let lead = measure.lead(text);
        measure.sentence == list[full].sentence
            && measure.quantity.unit == "分"
            && limit.unit == "分"
            && ["最高", "得", "平均", "成绩"].iter().any(|word| lead.contains(word))
            && !lead.contains('总')
    };
    let above = (full + 1..list.len().min(full + 1 + REACH)).find(is_above)?;
    let holds = list[above].quantity.value <= limit.value;
    Some(relation(list, above, (vec![full], holds), [FULL.to_owned(), limit.scaled()]))
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    #[test]
    fn knows_bounds_of_figures() {
        let cases: [(&str, &[&str]); 4] = [
            ("两者的相关系数为1.36，属中等相关。", &["1.36"]),
            ("多因素分析显示OR=1.64，95%CI：1.75～2.40。", &["1.64"]),
            ("卷面满分120分，最高得分126分。", &["126分"]),
            ("两者的相关系数为0.36；OR=1.94，95%CI：1.75～2.40；卷面满分120分，最高得分112分。", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &[FigureReading::Bounds]), expected, "{text}");
        }
    }
}

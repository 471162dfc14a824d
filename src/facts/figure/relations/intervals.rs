//! Things at equal distances: 全长600米，每隔5米栽一棵，两端都栽，共121棵 ("600 m long, a tree every 5 m, at both
//! ends too, 121 trees").

use crate::facts::figure::measures::Measure;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::sized::{Kind, sized};
use crate::facts::figure::relations::{Operand, Relation};
use crate::text::decimal::Decimal;
use crate::words::Words;
use crate::words::dimension::Dimension;

/// Words before a distance ("every", "at intervals of").
const EVERY: [&str; 2] = ["每隔", "间隔"];
/// Number of figures before and after the distance that are searched for the length of the row and
/// for the number of things in it.
const REACH: usize = 4;

/// Checks the number of things in each row with equal distances that a paragraph describes, such as
/// trees along a road.
pub(super) fn find<'w>(text: &'w str, words: &Words, list: &[Measure<'w>]) -> Vec<Relation<'w>> {
    let is_every = |at: &usize| EVERY.iter().any(|word| list[*at].lead(text).ends_with(word));
    (0..list.len()).filter(is_every).filter_map(|at| judge(text, words, list, at)).collect()
}

fn judge<'w>(text: &'w str, words: &Words, list: &[Measure<'w>], at: usize) -> Option<Relation<'w>> {
    let measured = |other: usize| {
        sized(text, words, &list[other]).filter(|found| found.kind == Kind::Measured(Dimension::Length))
    };
    let step = measured(at)?;
    let last = list.len().min(at + REACH + 1);
    let near = || (at.saturating_sub(REACH)..last).filter(|other| *other != at);
    let mut lengths = near().filter(|&other| measured(other).is_some_and(|length| length.value > step.value));
    let length = lengths.next().filter(|_| lengths.next().is_none())?;
    let mut counts = (at + 1..last).filter(|&other| {
        list[other].quantity.dimension == Some(Dimension::Count)
            && !list[other].quantity.is_approximate
            && list[other].quantity.value > Decimal::integer(2)
    });
    let count = counts.next().filter(|_| counts.next().is_none())?;
    let gaps = measured(length)?.value.divided(step.value, 4)?;
    let exact = gaps.rounded(0);
    let one = Decimal::integer(1);
    let from = list[length.min(at)].sentence.start();
    let words = &text[from.min(list[count].quantity.span.start())..list[count].quantity.span.end()];
    let sides =
        if words.contains("两侧") || words.contains("两旁") || words.contains("两边") { 2 } else { 1 };
    let (stated, sides) = (list[count].quantity, Decimal::integer(sides));
    let are_both = words.contains("两端都") || words.contains("两端均") || words.contains("首尾都");
    let row = if are_both { exact.plus(one) } else { exact };
    let all = [exact, exact.plus(one), exact.minus(one)];
    let holds = if are_both {
        row.times(sides)? == stated.value
    } else {
        all.iter().any(|row| row.times(sides) == Some(stated.value) || *row == stated.value)
    };
    let plus = if are_both { " + 1" } else { "" };
    Some(Relation {
        reading: FigureReading::Intervals,
        stated,
        place: stated.span,
        operands: vec![
            Operand::new("operand", list[length].quantity),
            Operand::new("operand", list[at].quantity),
        ],
        holds,
        is_unambiguous: exact == gaps,
        formula: format!("{} ÷ {}{plus}", list[length].quantity.scaled(), list[at].quantity.scaled()),
        computed: stated.like(row.times(sides)?),
    })
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    #[test]
    fn counts_things_at_equal_distances() {
        let cases: [(&str, &[&str]); 2] = [
            ("道路全长800米，每隔5米栽一棵树，两端都栽，共需树苗160棵。", &["160棵"]),
            ("道路全长800米，每隔5米栽一棵树，两端都栽，共需树苗161棵。", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &[FigureReading::Intervals]), expected, "{text}");
        }
    }
}

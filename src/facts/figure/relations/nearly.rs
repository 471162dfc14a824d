//! Round numbers that are said to be slightly above or below a sum: 首日3120人次，次日2046人次，超过5000人次
//! ("3120 visits on the first day, 2046 on the next, more than 5000").

use crate::facts::figure::measures::{Measure, Role, Way};
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::{Operand, Relation, are_alike};
use crate::text::chars::is_longer;
use crate::text::decimal::Decimal;
use crate::text::span::Span;
use crate::words::{Words, number};

/// Number of figures before a round number that are searched for its parts.
const REACH: usize = 4;
/// Maximum difference between a round number and the sum that it may mean, in per cent of the
/// number. With a greater difference, it does not mean that sum.
const ABOUT: u64 = 12;

/// Checks the round numbers of a paragraph against the sum of the figures before them.
pub(super) fn find<'w>(text: &'w str, words: &Words, list: &[Measure<'w>]) -> Vec<Relation<'w>> {
    (2..list.len())
        .filter(|&at| list[at].quantity.is_approximate)
        .filter_map(|at| judge(text, words, list, at))
        .collect()
}

/// True for a number with one or two digits before its zeros.
fn is_round(value: Decimal) -> bool {
    let shown = value.to_string();
    shown.len() > 2 && !shown.contains('.') && shown.trim_end_matches('0').len() <= 2
}

fn judge<'w>(text: &'w str, words: &Words, list: &[Measure<'w>], at: usize) -> Option<Relation<'w>> {
    let stated = &list[at];
    let quantity = stated.quantity;
    let lead = stated.lead(text);
    let nearly = words.of(&number::NEARLY).end_of(lead).map(|_| Way::Down);
    let above = words.of(&number::ABOVE).end_of(lead).map(|_| Way::Up);
    let way = nearly.or(above)?;
    let is_bare = !is_longer(lead, 3);
    if !is_round(quantity.printed) || quantity.is_rate() || quantity.unit.is_empty() || !is_bare {
        return None;
    }
    let is_value = |measure: &Measure<'w>| {
        matches!(measure.role, Role::Value) && !measure.quantity.is_approximate && are_alike(measure, stated)
    };
    let first = at.saturating_sub(REACH);
    let near: Vec<&Measure<'w>> = list[first..at].iter().filter(|measure| is_value(measure)).collect();
    let [.., one, other] = near[..] else { return None };
    let is_here = other.sentence == stated.sentence && one.sentence == stated.sentence && near.len() == 2;
    let sum = one.quantity.value.plus(other.quantity.value);
    let off = sum.distance(quantity.value).times(Decimal::integer(100))?;
    let is_about = off <= quantity.value.times(Decimal::integer(ABOUT))?;
    let holds = match way {
        Way::Up => sum >= quantity.value,
        Way::Down => sum <= quantity.value,
    };
    let (a, b) = (one.quantity, other.quantity);
    (is_about && is_here).then(|| Relation {
        reading: FigureReading::Nearly,
        stated: quantity,
        place: Span::new(quantity.span.start() - last_word(lead), quantity.span.end()),
        operands: vec![Operand::new("value", a), Operand::new("value", b)],
        holds,
        is_unambiguous: true,
        formula: format!("{}{}", &lead[lead.len() - last_word(lead)..], quantity.of(text)),
        computed: format!("{} + {} = {sum}", a.printed, b.printed),
    })
}

/// Length in bytes of the word at the end of `lead` that makes the number after it inexact: of two
/// characters for 超过 ("more than"), 将近 and 接近 ("nearly"), otherwise of one.
fn last_word(lead: &str) -> usize {
    let is_two = lead.ends_with("超过") || lead.ends_with("将近") || lead.ends_with("接近");
    if is_two { "超过".len() } else { lead.chars().next_back().map_or(0, char::len_utf8) }
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    #[test]
    fn holds_round_numbers_against_sums() {
        let cases: [(&str, &[&str]); 2] = [
            ("首日到场2180人次，次日到场1960人次，近4000人次的客流创下新高。", &["4000人次"]),
            ("首日到场2180人次，次日到场1960人次，超过4000人次的客流创下新高。", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &[FigureReading::Nearly]), expected, "{text}");
        }
    }
}

//! Rates of counted things, which some whole number of them must give: 抽检30件，合格率97.5% ("30 tested,
//! 97.5 % passed") is wrong, because it would need 29.25 things.

use crate::facts::figure::measures::{Measure, Role};
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::{Operand, Relation};
use crate::text::decimal::Decimal;
use crate::text::phrases::Phrases;
use crate::words::dimension::Dimension;
use crate::words::rules::figure::completion;
use crate::words::{Words, rate};

static CHECKED: Phrases = Phrases::of(&completion::CHECKED);

/// Smallest number of things whose rates are checked.
const MIN_THINGS: u64 = 5;
/// Greatest number of things whose rates are checked.
const MAX_THINGS: u64 = 300;

/// Checks each rate of a sentence against the number of things at its start: some whole number of
/// these things must give the rate.
pub(super) fn find<'w>(text: &'w str, words: &Words, list: &[Measure<'w>]) -> Vec<Relation<'w>> {
    list.chunk_by(|one, next| one.sentence == next.sentence)
        .filter(|sentence| sentence.len() >= 2)
        .flat_map(|sentence| judge(text, words, sentence))
        .collect()
}

fn judge<'w>(text: &'w str, words: &Words, list: &[Measure<'w>]) -> Vec<Relation<'w>> {
    let [all, rates @ ..] = list else { return Vec::new() };
    let lead = all.lead(text);
    let is_few = all.quantity.value >= Decimal::integer(MIN_THINGS)
        && all.quantity.value <= Decimal::integer(MAX_THINGS);
    let is_count = all.quantity.dimension == Some(Dimension::Count) && !all.quantity.is_approximate;
    let are_rates = rates.iter().all(|rate| rate.quantity.is_percentage() && rate.role == Role::Value);
    if !is_few || !is_count || !are_rates || !CHECKED.is_in(lead) {
        return Vec::new();
    }
    rates.iter().filter_map(|rate| possible(text, words, all, rate)).collect()
}

fn possible<'w>(text: &'w str, words: &Words, all: &Measure<'w>, rate: &Measure<'w>) -> Option<Relation<'w>> {
    let (whole, quantity) = (all.quantity, rate.quantity);
    let name = rate.name.of(text);
    let is_named = words.of(&rate::PART_OF_WHOLE).end_of(name).is_some() && !quantity.is_approximate;
    let step = quantity.printed.half_step();
    // Number of things that is nearest to the rate.
    let count = whole.value.times(quantity.value)?.divided(Decimal::integer(100), 0)?;
    let share = count.times(Decimal::integer(100))?.divided(whole.value, 6)?;
    let holds = share.distance(quantity.value) <= step.plus(step);
    is_named.then(|| Relation {
        reading: FigureReading::Possible,
        stated: quantity,
        place: quantity.span,
        operands: vec![Operand::new("target", whole)],
        holds,
        is_unambiguous: true,
        formula: format!("{count} ÷ {}", whole.scaled()),
        computed: format!("{}%", share.rounded(quantity.printed.decimals().max(1))),
    })
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    #[test]
    fn knows_rates_that_cannot_be() {
        let cases: [(&str, &[&str]); 3] = [
            ("抽检样品30件，合格率97.5%。", &["97.5%"]),
            ("抽检样品30件，合格率96.7%。", &[]),
            ("抽检样品2000件，合格率97.5%。", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &[FigureReading::Possible]), expected, "{text}");
        }
    }
}

//! A percentage repeated as a number of every ten or hundred: 62.1%的家长……，每十位家长里有六位 ("62.1 % of the
//! parents …, six of every ten").

use crate::facts::figure::measures::Measure;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::{Operand, Relation};
use crate::text::decimal::Decimal;
use crate::text::phrases::Phrases;
use crate::words::rules::figure::share;

static AGAIN: Phrases = Phrases::of(&share::AGAIN);

/// Maximum number of bytes between 每十 ("of every ten") and the number of them: 六 in 每十位家长里有六位 ("six
/// of every ten parents").
const MAX_BETWEEN: usize = 60;
/// Number of figures before 每十 ("of every ten") that are searched for the percentage.
const REACH: usize = 2;

/// Checks each percentage of a paragraph that is repeated as a number of every ten or every
/// hundred.
pub(super) fn find<'w>(text: &'w str, list: &[Measure<'w>]) -> Vec<Relation<'w>> {
    (1..list.len()).filter_map(|at| judge(text, list, at)).collect()
}

fn judge<'w>(text: &'w str, list: &[Measure<'w>], at: usize) -> Option<Relation<'w>> {
    let [whole, part] = list.get(at..at + 2)? else { return None };
    let (of, some) = (whole.quantity, part.quantity);
    let is_round = [10, 100].iter().any(|&round| of.value == Decimal::integer(round)) && of.scale == 0;
    let between = &text[of.span.end()..some.span.start()];
    let is_each = is_round
        && text[..of.span.start()].ends_with('每')
        && between.len() <= MAX_BETWEEN
        && between.contains('有')
        && of.unit == some.unit
        && whole.sentence == part.sentence
        && some.value <= of.value;
    let is_percentage = |&&measure: &&Measure<'w>| measure.quantity.is_percentage();
    let rate = list[at.saturating_sub(REACH)..at].iter().rev().find(is_percentage).filter(|_| is_each)?;
    let gap = &text[rate.quantity.span.end()..of.span.start()];
    let is_again = AGAIN.is_in(gap);
    let share = some.value.times(Decimal::integer(100))?.divided(of.value, 1)?;
    let step = Decimal::integer(100).divided(of.value, 1)?;
    let off = share.distance(rate.quantity.value);
    // Both 68 % and 65 % may be called nearly seven of ten.
    let holds = off < step;
    let is_far = off.times(Decimal::integer(4))? >= step.times(Decimal::integer(3))?;
    Some(Relation {
        reading: FigureReading::Tenth,
        stated: some,
        place: some.span,
        operands: vec![Operand::new("whole", rate.quantity)],
        holds: holds && !(is_far && is_again),
        is_unambiguous: is_again,
        formula: format!("{} × {}%", of.printed, rate.quantity.printed),
        computed: some.like(of.value.times(rate.quantity.value)?.divided(Decimal::integer(100), 1)?),
    })
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    #[test]
    fn tells_percentages_of_ten() {
        let cases: [(&str, &[&str]); 2] = [
            ("42.3%的受访者很少锻炼，也就是说，每十位受访者里就有六位。", &["六位"]),
            ("42.3%的受访者很少锻炼，也就是说，每十位受访者里就有四位。", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &[FigureReading::Tenth]), expected, "{text}");
        }
    }
}

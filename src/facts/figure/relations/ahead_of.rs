//! Differences between a rate and another rate of the text:
//! 工业增加值增长6.1%。…高技术制造业增长12.5%，快于工业增加值6.4个百分点 ("industry grew by 6.1 %. … High technology grew by
//! 12.5 %, 6.4 points faster than industry").

use crate::facts::figure::measures::{Measure, Role, Way};
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::{Operand, Relation, factor};
use crate::text::decimal::MINUS;
use crate::text::span::Span;
use crate::words::{Words, change, measure};

/// Number of figures before the difference in points among which the rate that it is compared with
/// is looked for.
const REACH: usize = 12;
/// Maximum number of bytes between a rate and the points by which it is ahead.
const MAX_GAP: usize = 75;
/// Minimum number of characters of the name of the rate that is compared with. A shorter name may
/// be that of another rate.
const MIN_NAME: usize = 4;

/// Checks each difference in percentage points between two rates of one block. The rate that is
/// compared with may be in the previous block, whose measures are `before`.
pub(super) fn find<'w>(
    text: &str,
    words: &Words,
    before: &[Measure<'w>],
    list: &[Measure<'w>],
) -> Vec<Relation<'w>> {
    let reader = Reader { text, words };
    let at =
        |place: usize| place.checked_sub(before.len()).map_or_else(|| before.get(place), |own| list.get(own));
    let is_points = |place: &usize| at(*place).is_some_and(|points| points.quantity.unit == "个百分点");
    let places = (before.len().max(2)..before.len() + list.len()).filter(is_points);
    places
        .filter_map(|place| {
            let (points, rate) = (at(place)?, at(place - 1)?);
            let others = (place.saturating_sub(REACH)..place - 1)
                .rev()
                .filter_map(|other| Some((at(other)?, other.checked_sub(1).and_then(at))));
            reader.judge(rate, points, others)
        })
        .collect()
}

struct Reader<'a> {
    text: &'a str,
    words: &'a Words,
}

impl Reader<'_> {
    /// Compares the difference `points` with `rate`, the rate before it, and with the nearest rate
    /// in `others` that has the name after 高于 ("higher than"). Each of `others` comes with the
    /// figure before it, which has the name if the rate is its growth.
    fn judge<'w: 'm, 'm>(
        &self,
        rate: &Measure<'w>,
        points: &Measure<'w>,
        others: impl Iterator<Item = (&'m Measure<'w>, Option<&'m Measure<'w>>)>,
    ) -> Option<Relation<'w>> {
        let is_near = rate.sentence == points.sentence
            && points.quantity.span.start() - rate.quantity.span.end() <= MAX_GAP;
        if !is_near || !is_rate(rate) {
            return None;
        }
        let (way, named) = self.compared(points)?;
        let core = self.core(named);
        let (other, name) = others
            .filter(|(other, _)| is_rate(other) && is_change(other) == is_change(rate))
            .map(|(other, last)| (other, self.name(other, last)))
            .find(|(_, name)| !core.is_empty() && name.contains(core))?;
        let [own, of] = [rate, other].map(factor);
        let (more, less) = if way == Way::Up { (own, of) } else { (of, own) };
        let holds = more.minus(less).meets(points.quantity.interval());
        let is_named = core.chars().nth(MIN_NAME - 1).is_some() && name.ends_with(core);
        let [a, b] =
            if way == Way::Up { [rate, other] } else { [other, rate] }.map(|one| one.quantity.printed);
        Some(Relation {
            reading: FigureReading::AheadOf,
            stated: points.quantity,
            // 高于 ("higher than") for 低于 ("lower than"): the verb is wrong.
            place: if less.minus(more).meets(points.quantity.interval()) {
                Span::new(points.start, points.quantity.span.end())
            } else {
                points.quantity.span
            },
            operands: vec![Operand::new("to", rate.quantity), Operand::new("from", other.quantity)],
            is_unambiguous: is_named,
            holds,
            formula: format!("{a} {MINUS} {b}"),
            computed: format!("{}个百分点", a.distance(b)),
        })
    }

    /// Direction, and the words for the other rate: 工业增加值 ("industry") in 高于工业增加值 ("higher than
    /// industry") and 比工业增加值快 ("faster than industry").
    fn compared(&self, points: &Measure<'_>) -> Option<(Way, &str)> {
        let lead = points.lead(self.text).trim_end_matches(['约', '近', '了']);
        let ways = [(&change::AHEAD, Way::Up), (&change::BEHIND, Way::Down)];
        let ahead = ways.iter().find_map(|(class, way)| {
            let words = self.words.of(class);
            let (at, word) =
                lead.char_indices().find_map(|(at, _)| Some((at, words.start_of(&lead[at..])?)))?;
            Some((*way, &lead[at + word.len()..]))
        });
        // 比工业快 ("faster than industry")
        let compared = lead.find(['比', '较']).map(|at| &lead[at + '比'.len_utf8()..]);
        let than = || {
            ways.iter().find_map(|(class, way)| {
                let name = compared?;
                let word = self.words.of(class).end_of(name)?;
                Some((*way, &name[..name.len() - word.len()]))
            })
        };
        than().or(ahead).filter(|(_, named)| !named.is_empty())
    }

    /// Returns the part of `named` that identifies a rate, without words for the whole and for
    /// growth: 工业增加值 ("industry") for 全部|工业增加值|平均增速 ("mean growth of all industry").
    fn core<'t>(&self, named: &'t str) -> &'t str {
        let outer = self.words.of(&measure::OVERALL);
        let mut core = named;
        loop {
            let known = core.len();
            core = outer.start_of(core).map_or(core, |word| &core[word.len()..]);
            core = outer.end_of(core).map_or(core, |word| &core[..core.len() - word.len()]);
            if core.len() == known {
                return core;
            }
        }
    }

    /// Name of a rate. A rate without a name is the growth of the value before it in the sentence
    /// (`last`) and takes the name of this value.
    fn name(&self, rate: &Measure<'_>, last: Option<&Measure<'_>>) -> &str {
        let own = rate.name.of(self.text);
        let last = last.filter(|last| own.is_empty() && last.sentence == rate.sentence);
        self.core(last.map_or(own, |last| last.name.of(self.text)))
    }
}

/// True for a percentage that is a value or the rate of a growth.
fn is_rate(measure: &Measure<'_>) -> bool {
    measure.quantity.is_percentage()
        && !measure.quantity.is_approximate
        && matches!(measure.role, Role::Value | Role::To(_) | Role::By(_))
}

fn is_change(measure: &Measure<'_>) -> bool {
    matches!(measure.role, Role::By(_))
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    #[test]
    fn reckons_how_far_rates_are_apart() {
        let cases: [(&str, &[&str]); 7] = [
            ("工业增加值增长6.1%，其中医药制造业增长12.5%，快于工业增加值4.6个百分点。", &["4.6个百分点"]),
            (
                "各项贷款增长7.2%。涉农贷款余额86亿元，增长9.8%，比各项贷款平均增速高3.6个百分点。",
                &["3.6个百分点"],
            ),
            ("工业增加值增长6.1%，采矿业下降2.5%，低于工业增加值8.6个百分点。", &[]),
            ("工业增加值增长6.1%，采矿业下降2.5%，低于工业增加值3.6个百分点。", &["3.6个百分点"]),
            ("工业增加值增长6.1%，其中医药制造业增长12.5%，快于工业增加值6.4个百分点。", &[]),
            ("工业增加值增长6.1%，税收增长9.8%，高于全国2.2个百分点。", &[]),
            ("工业增加值增长6.1%，税收增长9.8%，比上年提高2.2个百分点。", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &[FigureReading::AheadOf]), expected, "{text}");
        }
    }
}

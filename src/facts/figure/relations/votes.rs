//! Votes compared with half of all votes: 获有效票过半数始得当选，有效票85张，赵某得票41张，未当选 ("more than half of the
//! valid votes are needed, 85 valid votes, Zhao has 41, not elected").

use crate::facts::figure::measures::Measure;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::{Operand, Relation};
use crate::text::chars::is_han;
use crate::text::decimal::Decimal;
use crate::text::phrases::Phrases;
use crate::words::rules::figure::rate::{ALL_VOTES, ELECTED};

/// Words for the rule that more than half of the votes are needed.
static HALF: Phrases = Phrases::of(&["过半数", "超过半数", "半数以上"]);
/// Number of bytes after a number of votes that are searched for the result.
const MAX_BEHIND: usize = 24;

/// Checks the elections of a paragraph that states that more than half of the votes are needed.
pub(super) fn find<'w>(text: &'w str, list: &[Measure<'w>]) -> Vec<Relation<'w>> {
    if !list.iter().any(|measure| measure.quantity.unit == "票" || measure.quantity.unit == "张") {
        return Vec::new();
    }
    let Some((first, last)) = list.first().zip(list.last()) else { return Vec::new() };
    let start = text.floor_char_boundary(first.sentence.start().saturating_sub(120));
    let passage =
        &text[start.min(first.quantity.span.start())..last.sentence.end().max(last.quantity.span.end())];
    if !HALF.is_in(passage) {
        return Vec::new();
    }
    let is_vote = |measure: &Measure<'w>| {
        matches!(measure.quantity.unit, "票" | "张") && !measure.quantity.is_approximate
    };
    let is_all = |measure: &&Measure<'w>| {
        is_vote(measure) && ALL_VOTES.iter().any(|word| measure.lead(text).contains(word))
    };
    let Some(all) = list.iter().rev().find(is_all).map(|all| all.quantity) else { return Vec::new() };
    let votes = list
        .iter()
        .filter(|vote| is_vote(vote) && vote.lead(text).contains('得') && vote.quantity.span != all.span);
    votes
        .filter_map(|vote| {
            let behind = text[vote.quantity.span.end()..].trim_start_matches(['，', ',', '（', ' ']);
            let end = behind.find(|c| !is_han(c)).unwrap_or(behind.len()).min(MAX_BEHIND);
            let said = &behind[..behind.floor_char_boundary(end)];
            let word = ELECTED.iter().find(|word| said.starts_with(*word))?;
            let twice = vote.quantity.value.times(Decimal::integer(2))?;
            let (a, b) = (vote.quantity, all);
            Some(Relation {
                reading: FigureReading::Votes,
                stated: a,
                place: a.span,
                operands: vec![Operand::new("whole", b)],
                holds: twice > b.value,
                is_unambiguous: true,
                formula: (*word).to_owned(),
                computed: format!("{} ÷ {}", a.printed, b.printed),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    #[test]
    fn holds_votes_against_half() {
        let cases: [(&str, &[&str]); 2] = [
            ("得票过半数始得当选。收回有效票90张，甲得票62张，当选组长；乙得票40张，当选副组长。", &["40张"]),
            ("得票过半数始得当选。收回有效票90张，甲得票62张，当选组长；乙得票40张，未当选。", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &[FigureReading::Votes]), expected, "{text}");
        }
    }
}

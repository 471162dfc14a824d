//! Rates of two figures: 共有320户，其中脱贫户80户，占25% ("320 households, 80 of them out of poverty, 25 %");
//! 应到150人，实到142人，到会率94.7% ("150 expected, 142 came, 94.7 % present").

mod ahead;
mod called;
mod completion;
mod fixed;
mod fraction;
mod multiple;
mod named;
mod of_whole;
pub(super) mod passage;
mod share;

use crate::facts::figure::measures::Measure;
use crate::facts::figure::relations::Relation;
use crate::facts::figure::relations::ratio::passage::Passage;
use crate::facts::figure::relations::reading::FigureReading;
use crate::words::Words;

/// Characters of verbs between the name of a rate and its value.
const VERBS: [char; 5] = ['为', '达', '是', '到', '了'];

/// Checks the rates of one paragraph that are quotients of two of its figures. If a rate can be
/// read in several ways, only one relation is returned for it, preferably one that holds. The
/// figures of some rates may be in the previous paragraph, whose measures are `before`.
pub(super) fn find<'w>(
    text: &str,
    words: &Words,
    before: &[Measure<'w>],
    list: &[Measure<'w>],
) -> Vec<Relation<'w>> {
    let passage = Passage { text, words, list };
    let mut relations = Vec::new();
    let is_rate = |measure: &Measure<'_>| {
        measure.quantity.is_percentage() || matches!(measure.quantity.unit, "‰" | "倍")
    };
    // Most paragraphs state no rate in digits.
    if list.iter().any(is_rate) {
        let joined: Vec<Measure<'w>> = before.iter().chain(list).copied().collect();
        let wide = Passage { text, words, list: &joined };
        relations.append(&mut share::find(passage));
        relations.append(&mut called::find(wide, before.len()));
        relations.append(&mut fixed::find(wide, before.len()));
        relations.append(&mut of_whole::find(passage));
        relations.append(&mut completion::find(passage));
        relations.append(&mut multiple::find(passage));
        relations.append(&mut named::find(passage));
        relations.append(&mut ahead::find(passage));
    }
    if list.len() > 1 {
        relations.append(&mut fraction::find(passage));
    }
    // A rate whose name defines its part and whole is not a rate of two other figures.
    relations.sort_by_key(|relation| {
        let is_open = relation.reading != FigureReading::FixedRate;
        (relation.stated.span.start(), is_open, !relation.holds, !relation.is_unambiguous)
    });
    relations.dedup_by_key(|relation| relation.stated.span.start());
    relations
}

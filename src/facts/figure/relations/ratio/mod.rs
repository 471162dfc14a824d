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
use crate::facts::figure::relations::reading::Reading;
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
    let joined: Vec<Measure<'w>> = before.iter().chain(list).copied().collect();
    let wide = Passage { text, words, list: &joined };
    let mut relations = share::find(passage);
    relations.extend(called::find(wide, before.len()));
    relations.extend(fixed::find(wide, before.len()));
    relations.extend(of_whole::find(passage));
    relations.extend(completion::find(passage));
    relations.extend(multiple::find(passage));
    relations.extend(named::find(passage));
    relations.extend(ahead::find(passage));
    relations.extend(fraction::find(passage));
    // A rate whose name defines its part and whole is not a rate of two other figures.
    relations.sort_by_key(|relation| {
        let is_open = relation.reading != Reading::FixedRate;
        (relation.stated.span.start(), is_open, !relation.holds, !relation.is_unambiguous)
    });
    relations.dedup_by_key(|relation| relation.stated.span.start());
    relations
}

//! Remainders: 发现隐患128处，已整改120处，剩余8处.

use crate::facts::figure::measures::Measure;
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::{Operand, Reading, Relation, are_alike, is_value};
use crate::text::decimal::MINUS;
use crate::words::{Words, measure};

/// Longest words between a word for what is left and the figure, in characters: 未完成的还有.
const MAX_BEHIND: usize = 3;

/// Figures before a remainder that are looked at.
const REACH: usize = 12;

/// The remainders of one sentence: a whole, some of it, and what is left.
pub(super) fn find<'w>(text: &str, words: &Words, list: &[Measure<'w>]) -> Vec<Relation<'w>> {
    let lead = |at: usize| &text[list[at].start..list[at].quantity.span.start];
    let mut relations = Vec::new();
    for at in 2..list.len() {
        let [whole, part, rest] = [&list[at - 2], &list[at - 1], &list[at]];
        let are_three = [whole, part, rest].iter().all(|measure| is_value(measure))
            && are_alike(whole, rest)
            && are_alike(part, rest);
        if !are_three || !is_rest(lead(at), words) {
            continue;
        }
        let [a, b, c] = [whole, part, rest].map(|measure| measure.quantity);
        let left = a.interval().minus(b.interval());
        let near = &list[at.saturating_sub(REACH)..at];
        let others = near.iter().filter(|other| are_alike(other, rest)).count();
        let is_done = words.of(&measure::DONE).is_in(lead(at - 1));
        let is_strict = is_done && others == 2 && b.value <= a.value && c.value <= a.value;
        let (x, y) = Quantity::comparable(a, b);
        relations.push(Relation {
            reading: Reading::Rest,
            stated: c,
            operands: vec![Operand::new("whole", a), Operand::new("part", b)],
            holds: left.meets(c.interval()),
            is_strict,
            formula: format!("{x} {MINUS} {y}"),
            computed: x.minus(y).to_string(),
        });
    }
    relations
}

/// True if the words before a figure say that it is what is left: 剩余, 尚未整改, 还有.
fn is_rest(lead: &str, words: &Words) -> bool {
    let members = words.of(&measure::REST);
    let is_start =
        members.start_of(lead).is_some_and(|word| lead[word.len()..].chars().nth(MAX_BEHIND).is_none());
    is_start || members.end_of(lead).is_some()
}

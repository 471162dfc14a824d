//! The report of a figure that does not follow from others: the reckoning, and the place of each operand.

use crate::check::{Context, Finding, Findings};
use crate::facts::figure::relations::{Reading, Relation};

/// Most operands whose places are told, in a sentence and in a table; of a longer sum, where it begins and where it ends.
const MAX_PLACES: usize = 8;
const MAX_CELLS: usize = 3;

/// Reports the stated figure of a relation.
pub(super) fn report<'o>(
    cx: &Context<'_>,
    out: &'o mut Findings<'_>,
    relation: &Relation<'_>,
) -> Finding<'o> {
    let finding = out
        .report(relation.place)
        .arg("formula", relation.formula.clone())
        .arg("computed", relation.computed.clone())
        .arg("printed", relation.stated.of(cx.doc.text()));
    let operands = &relation.operands;
    let most = if relation.reading == Reading::TableSum { MAX_CELLS } else { MAX_PLACES };
    let is_told = |at: usize| operands.len() <= most || at == 0 || at + 1 == operands.len();
    let told = operands.iter().enumerate().filter(|(at, _)| is_told(*at));
    told.fold(finding, |finding, (_, operand)| finding.related(operand.label, operand.quantity.span))
}

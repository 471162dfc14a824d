//! Reports a figure that contradicts other figures, such as a total that is not the sum of its
//! parts. The finding shows the calculation and points at each operand.

use crate::check::{Context, Finding, Findings};
use crate::facts::figure::relations::Relation;

/// Adds a finding at the stated figure of a relation (a figure and the others it should follow
/// from), with formula, computed value and operands. Returns the finding, so that the caller can
/// add to it.
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
    let operands = relation.operands.iter();
    operands.fold(finding, |finding, operand| finding.related(operand.label, operand.quantity.span))
}

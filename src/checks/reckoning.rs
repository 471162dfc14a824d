//! Reports a figure that does not follow from others, with the calculation and the place of each
//! operand.

use crate::check::{Context, Finding, Findings};
use crate::facts::figure::relations::Relation;

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
    let operands = relation.operands.iter();
    operands.fold(finding, |finding, operand| finding.related(operand.label, operand.quantity.span))
}

//! Rule `figure/quotient`: reports a value per unit that is not the quotient of two others:
//! 在校学生1440人，32个教学班，平均班额54人 ("1440 pupils, 32 classes, 54 pupils per class", which are 45).

use crate::check::{Check, Context, Findings};
use crate::checks::reckoning::report;
use crate::checks::{BuildInput, no_options};
use crate::facts::figure::relations::reading::FigureReading;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Quotients))
}

struct Quotients;

impl Check for Quotients {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let relations = cx.facts.relations();
        // `figure/product` already reports the same figures.
        let is_reported_as_product = |relation: &&crate::facts::figure::relations::Relation<'_>| {
            relations.iter().any(|product| {
                let each = product.operands.first().map(|each| each.quantity.span);
                product.reading == FigureReading::Product
                    && product.is_wrong()
                    && each == Some(relation.stated.span)
            })
        };
        let wrong = relations
            .iter()
            .filter(|relation| relation.reading == FigureReading::Quotient && relation.is_wrong());
        for relation in wrong.filter(|relation| !is_reported_as_product(relation)) {
            report(cx, out, relation);
        }
    }
}

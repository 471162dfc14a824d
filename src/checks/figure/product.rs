//! Rule `figure/product`: reports a total that is not the product of its factors:
//! 每人500元，共20人，合计12000元 ("500 yuan per person, 20 persons, 12000 yuan in all").

use crate::check::{Check, Context, Findings};
use crate::checks::reckoning::report;
use crate::checks::{BuildInput, no_options};
use crate::facts::figure::relations::reading::FigureReading;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Product))
}

struct Product;

impl Check for Product {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let is_product = |reading| {
            matches!(
                reading,
                FigureReading::Product
                    | FigureReading::Rated
                    | FigureReading::RatedAgain
                    | FigureReading::Portion
                    | FigureReading::Scaled
                    | FigureReading::Tiers
                    | FigureReading::Capacity
            )
        };
        let products = cx.facts.relations().iter().filter(|relation| is_product(relation.reading));
        for relation in products.filter(|relation| relation.is_wrong()) {
            let finding = report(cx, out, relation);
            if relation.reading == FigureReading::Capacity {
                finding.variant("capacity");
            }
        }
    }
}

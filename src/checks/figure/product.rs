//! Rule `figure/product`: reports a total that is not the product of its factors:
//! 每人500元，共20人，合计12000元 ("500 yuan per person, 20 persons, 12000 yuan in all").

use crate::check::{Check, Context, Findings};
use crate::checks::reckoning::report;
use crate::checks::{BuildInput, no_options};
use crate::facts::figure::relations::reading::Reading;

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
                Reading::Product
                    | Reading::Rated
                    | Reading::RatedAgain
                    | Reading::Portion
                    | Reading::Scaled
                    | Reading::Tiers
                    | Reading::Capacity
            )
        };
        let products = cx.facts.relations().iter().filter(|relation| is_product(relation.reading));
        for relation in products.filter(|relation| relation.is_wrong()) {
            let finding = report(cx, out, relation);
            if relation.reading == Reading::Capacity {
                finding.variant("capacity");
            }
        }
    }
}

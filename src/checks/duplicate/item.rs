//! Rule `duplicate/item`: reports an item that occurs twice in a list: 甲镇、乙镇、丙镇、甲镇 ("towns A, B, C
//! and A"); 一是加强领导；二是…；三是加强领导 ("first, strengthen leadership; second, …; third, strengthen
//! leadership").

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Item))
}

struct Item;

impl Check for Item {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for again in cx.facts.listed_again() {
            // The cells of a table row are shown on one line.
            let words: Vec<&str> = cx.doc.slice(again.item).split_whitespace().collect();
            out.report(again.item).arg("item", words.join(" ")).related("first", again.first);
        }
    }
}

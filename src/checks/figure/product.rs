//! `figure/product`: 每人500元，共20人，合计12000元.

use crate::check::{Check, Context, Findings};
use crate::checks::reckoning::report;
use crate::checks::{Parts, no_options};
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::Reading;
use crate::text::chars::is_han;
use crate::text::span::Span;
use crate::words::rules::figure::product::LEADS;
use crate::words::total;

/// Longest words between the price and the number, in characters.
const MAX_BETWEEN: usize = 4;

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    Ok(Box::new(Product))
}

struct Product;

impl Check for Product {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let (text, words) = (cx.doc.text(), cx.facts.words());
        let mut reported: Vec<Span> = Vec::new();
        for three in cx.facts.figures().iter().flat_map(|figures| figures.list.windows(3)) {
            let [each, number, total] = [three[0], three[1], three[2]];
            if three.iter().any(|figure| figure.is_approximate) || !is_each(text, each, number) {
                continue;
            }
            let last = text[number.span.end..total.span.start].trim_start_matches(['，', ',']);
            let is_lead = LEADS.contains(&last)
                || [&total::LABEL, &total::ADVERB].iter().any(|class| words.of(class).contains(last));
            let is_total = total.unit == each.unit && is_lead;
            let product = each.interval().times(number.interval());
            if let Some(product) = product.filter(|product| is_total && !product.meets(total.interval())) {
                out.report(total.span)
                    .arg("formula", format!("{} × {}", each.printed, number.printed))
                    .arg("computed", format!("{}{}", product.low, each.unit))
                    .arg("printed", total.of(text))
                    .related("each", each.span)
                    .related("number", number.span);
                reported.push(total.span);
            }
        }
        let products = cx.facts.relations().iter().filter(|relation| relation.reading == Reading::Product);
        for relation in products.filter(|relation| relation.is_wrong()) {
            if !reported.contains(&relation.stated.span) {
                report(cx, out, relation);
            }
        }
    }
}

/// `每人500元`, and the number of those directly behind: `，20人`.
fn is_each(text: &str, each: Quantity, number: Quantity) -> bool {
    let before = &text[..each.span.start];
    let word: String = before
        .chars()
        .rev()
        .take_while(|&c| is_han(c))
        .take(6)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    let between = text[each.span.end..number.span.start].trim_start_matches(['，', ',', '、']);
    !number.unit.is_empty()
        && !each.is_rate()
        && word.contains(&format!("每{}", number.unit))
        && word.matches('每').count() == 1
        && between.chars().nth(MAX_BETWEEN).is_none()
        && between.chars().all(|c| is_han(c) && c != '每')
}

//! Rule `count/list`: reports a wrong number of items stated for a list: 河北、山西、河南四个省 ("the four
//! provinces Hebei, Shanxi and Henan").
//!
//! Module `facts::count::claims` finds out which number belongs to which list. This rule reports
//! the wrong numbers.

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::facts::count::claims::Claim;
use crate::text::chars::clipped;
use crate::text::span::Span;

/// Maximum number of characters of an item that are shown in the message. Longer ones are clipped.
const MAX_ITEM: usize = 8;
/// Maximum number of characters shown of an item from which a number is computed: 第12页至第18页 ("pages
/// 12 to 18").
const MAX_RECKONED: usize = 24;
/// Maximum number of items that are shown in the message.
const MAX_SHOWN: usize = 8;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Lists))
}

struct Lists;

impl Check for Lists {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for claim in cx.facts.claims().iter().filter(|claim| claim.is_wrong()) {
            report(cx, out, claim);
        }
    }
}

fn report(cx: &Context<'_>, out: &mut Findings<'_>, claim: &Claim) {
    let longest = if claim.reading.is_reckoned() { MAX_RECKONED } else { MAX_ITEM };
    let shown = claim.items.iter().take(MAX_SHOWN).map(|item| clipped(cx.doc.slice(*item), longest));
    let mut listed = shown.collect::<Vec<_>>().join("、");
    if claim.items.len() > MAX_SHOWN {
        listed.push('…');
    }
    let (first, last) = (claim.items[0], claim.items[claim.items.len() - 1]);
    let (fewest, most) = (*claim.found.start(), *claim.found.end());
    let variant = match claim.announced > most {
        _ if claim.reading.is_sum() => "sum",
        _ if claim.reading.is_reckoned() => "reckoned",
        true => "fewer",
        false => "more",
    };
    out.report(claim.place)
        .variant(variant)
        .arg("announced", claim.announced)
        .arg("found", if claim.announced > most { most } else { fewest })
        .arg("listed", listed)
        .related("list", Span::new(first.start(), last.end().max(first.end())));
}

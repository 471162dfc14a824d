//! `figure/approximate`: 约5000万元左右, 近200多人.

use crate::check::{Check, Context, Findings};
use crate::checks::{Parts, no_options};
use crate::facts::figure::quantities::Quantity;
use crate::text::chars::is_blank;
use crate::text::span::Span;
use crate::words::dimension::Dimension;
use crate::words::rules::figure::approximate as words;

/// Words before a number, and words that may not stand behind it as well.
const PAIRS: [(&[&str], &[&str]); 5] = [
    (&words::ABOUT, &words::ABOUT_BEHIND),
    (&words::NEARLY, &words::NEARLY_OR_OVER_BEHIND),
    (&words::OVER, &words::NEARLY_OR_OVER_BEHIND),
    (&words::LEAST, &words::LEAST_BEHIND),
    (&words::MOST, &words::MOST_BEHIND),
];

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    Ok(Box::new(Approximate))
}

struct Approximate;

impl Check for Approximate {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let text = cx.doc.text();
        for quantity in cx.facts.quantities().iter().filter(|quantity| quantity.is_approximate) {
            let block = cx.doc.blocks()[cx.doc.block_at(quantity.span.start)].span;
            let lead = text[block.start..quantity.span.start]
                .trim_end_matches(|c| is_blank(c) || words::SKIPPED.contains(&c));
            let behind = &text[quantity.span.end..block.end];
            for (leads, trails) in PAIRS {
                let first = leads.iter().find_map(|word| Some((word, lead.strip_suffix(word)?)));
                let Some((first, rest)) = first.filter(|(_, rest)| !rest.ends_with(words::OTHER_WORDS))
                else {
                    continue;
                };
                // 近三年多 is so long, and has been going on lately.
                let is_recent = leads.contains(&"近") && quantity.dimension == Some(Dimension::Time);
                let second =
                    trails.iter().find_map(|word| Some((word, trailing(text, quantity, behind, word)?)));
                if let Some((second, end)) = second.filter(|_| !is_recent) {
                    out.report(Span::new(block.start + rest.len(), end))
                        .arg("first", *first)
                        .arg("second", *second);
                    break;
                }
            }
        }
    }
}

/// Where the whole ends, if `word` stands behind the number (7000多人) or behind the unit (5000元左右).
fn trailing(text: &str, quantity: &Quantity, behind: &str, word: &str) -> Option<usize> {
    let written = quantity.of(text);
    let inside = matches!(word, "多" | "余") && written.contains(word);
    let outside = behind.starts_with(word);
    if outside { Some(quantity.span.end + word.len()) } else { inside.then_some(quantity.span.end) }
}

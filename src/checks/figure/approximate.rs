//! Rule `figure/approximate`: reports a number with two words for an approximation: 约5000万元左右
//! ("about around 50 million yuan"), 近200多人 ("nearly more than 200 people").

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::facts::figure::quantities::Quantity;
use crate::text::chars::{is_blank, is_han};
use crate::text::span::Span;
use crate::words::class::Class;
use crate::words::dimension::Dimension;
use crate::words::number;
use crate::words::rules::figure::approximate::BEFORE_PART_OF_WORD;

/// Classes of words before a number, each with the classes that must not also follow it, because
/// they repeat or contradict the first word.
const PAIRS: [(&Class, &[&Class]); 5] = [
    (&number::ABOUT, &[&number::AROUND, &number::ODD, &number::OR_MORE, &number::OR_LESS]),
    (&number::NEARLY, &[&number::AROUND, &number::ODD, &number::OR_MORE]),
    (&number::ABOVE, &[&number::AROUND, &number::ODD, &number::OR_MORE]),
    (&number::AT_LEAST, &[&number::AROUND, &number::OR_MORE]),
    (&number::AT_MOST, &[&number::AROUND, &number::ODD, &number::OR_LESS, &number::WITHIN]),
];

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Approximate))
}

struct Approximate;

impl Check for Approximate {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let (text, words) = (cx.doc.text(), cx.facts.words());
        for quantity in cx.facts.quantities().iter().filter(|quantity| quantity.is_approximate) {
            let block = cx.doc.blocks()[cx.doc.block_at(quantity.span.start())].span;
            let lead = text[block.start()..quantity.span.start()]
                .trim_end_matches(|c| is_blank(c) || matches!(c, '有' | '为' | '达' | '在' | '是'));
            let behind = &text[quantity.span.end()..block.end()];
            for (leads, trails) in PAIRS {
                let Some(first) = words.of(leads).end_of(lead) else { continue };
                let rest = &lead[..lead.len() - first.len()];
                if rest.ends_with(BEFORE_PART_OF_WORD) {
                    continue;
                }
                // 近三年多 ("the recent three years and more") is allowed: 近 means "recent" before a
                // duration.
                let is_recent = leads.id == number::NEARLY.id && quantity.dimension == Some(Dimension::Time);
                let second = trails.iter().find_map(|class| {
                    let may_be_inside = class.id == number::ODD.id;
                    let mut trails = words.of(class).iter();
                    trails.find_map(|word| {
                        Some((word, trailing(text, quantity, behind, (word, may_be_inside))?))
                    })
                });
                if let Some((second, end)) = second.filter(|_| !is_recent) {
                    out.report(Span::new(block.start() + rest.len(), end))
                        .arg("first", first)
                        .arg("second", second);
                    break;
                }
            }
        }
    }
}

/// Returns the end byte of the whole expression if `word` follows the unit (5000元左右, "5000 yuan or
/// so") or is inside the number (7000多人, "more than 7000 people"). `None` if it does neither.
fn trailing(
    text: &str,
    quantity: &Quantity,
    behind: &str,
    (word, may_be_inside): (&str, bool),
) -> Option<usize> {
    // In 40次余震 ("40 aftershocks"), 余 begins a noun and does not mean "more than".
    let is_noun = word == "余" && behind.strip_prefix(word).is_some_and(|rest| rest.starts_with(is_han));
    if behind.starts_with(word) && !is_noun {
        Some(quantity.span.end() + word.len())
    } else {
        (may_be_inside && quantity.of(text).contains(word)).then_some(quantity.span.end())
    }
}

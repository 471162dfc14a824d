//! Rule `count/doubled`: reports two numerals in descending order, as in 四三级 ("four three levels"),
//! which an edit of the number left behind.
//!
//! Two numerals in ascending order are not reported, because they are an approximate number: 三四级
//! ("level three or four"), 三五个 ("three to five").

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::facts::tokens::TokenKind;
use crate::text::chars::{after, before};
use crate::text::numeral::{Sign, sign};
use crate::text::signs::Signs;
use crate::text::span::Span;

/// Classifiers (counting words) that may follow the two numerals, such as 级 ("level") and 个
/// ("piece").
static CLASSIFIERS: Signs = Signs::of("级个项条类种位家道层点");

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Doubled))
}

struct Doubled;

impl Check for Doubled {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for (block, tokens) in cx.doc.blocks().iter().zip(cx.facts.tokens().blocks()) {
            let text = &cx.doc.text()[..block.span.end()];
            for token in tokens.iter().filter(|token| token.kind == TokenKind::Numeral) {
                let number = token.span();
                let Some(classifier) = after(text, number.end()).filter(|c| CLASSIFIERS.contains(*c)) else {
                    continue;
                };
                let written = cx.doc.slice(number);
                let is_ordinal =
                    number.start() > block.span.start() && before(text, number.start()) == Some('第');
                if !is_ordinal && falls(written) {
                    let first = written.chars().next().map_or(0, char::len_utf8);
                    out.report(Span::new(number.start(), number.end() + classifier.len_utf8()))
                        .arg("first", &written[..first])
                        .arg("second", &written[first..]);
                }
            }
        }
    }
}

/// True for exactly two numerals of which the first is greater: 四三 ("four three"). False for 三两,
/// which means "a few".
fn falls(numeral: &str) -> bool {
    let mut signs = numeral.chars().map(sign);
    let (Some(Some(Sign::Digit(first))), Some(Some(Sign::Digit(second))), None) =
        (signs.next(), signs.next(), signs.next())
    else {
        return false;
    };
    first > second && second > 0 && !numeral.ends_with('两')
}

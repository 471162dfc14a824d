//! Rule `placeholder/highlight`: reports text with a coloured highlight, which usually marks
//! something to be checked.

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::document::marking::MarkingKind;
use crate::text::chars::clipped;
use crate::text::span::Span;

/// Maximum number of characters of the highlighted text that the message quotes.
const MAX_QUOTE: usize = 20;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Highlight))
}

struct Highlight;

impl Check for Highlight {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let marked = cx.doc.markings().iter().filter(|marking| marking.kind == MarkingKind::Highlight);
        for marking in marked {
            // A highlight over several paragraphs is reported at its first one.
            let block = cx.doc.blocks()[cx.doc.block_at(marking.span.start())].span;
            let span = Span::new(marking.span.start(), marking.span.end().min(block.end()));
            if !span.is_empty() {
                out.report(span).arg("match", clipped(cx.doc.slice(span), MAX_QUOTE).into_owned());
            }
        }
    }
}

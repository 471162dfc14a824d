//! Rule `leftover/carrier`: reports remains of the file or format that transported a text: a file
//! name (`汇报（最终版）.docx`, "report (final version)"), ` `, JSON (`{"content":"`), a binding line
//! (`装…订…线`), an encoded address (`%E5%85%AC`).

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::facts::leftover::carrier::{self, Carrier};
use crate::facts::leftover::encoded;
use crate::fix::{Edit, Safety};
use crate::text::chars::clipped;
use crate::text::span::Span;

/// Maximum number of other places that a finding points at.
const MAX_SHOWN: usize = 5;
/// Maximum number of characters of the remains that the message quotes.
const MAX_QUOTE: usize = 30;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Remains))
}

struct Remains;

impl Check for Remains {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for kind in Carrier::ALL {
            let found = carrier::find(cx.facts, kind);
            let Some(first) = found.first() else { continue };
            let quoted = clipped(cx.doc.slice(*first), MAX_QUOTE).into_owned();
            let mut finding = out.report(*first).variant(kind.name()).arg("match", quoted);
            for span in found.iter().skip(1).take(MAX_SHOWN) {
                finding = finding.related("also", *span);
            }
            // `\"` is replaced by a quotation mark.
            let text = |escape: &str| "\"".repeat(escape.matches('"').count());
            let edit = |span: &Span| {
                let written = cx.doc.slice(*span);
                let text = match kind {
                    Carrier::Escape => text(written),
                    Carrier::Link | Carrier::Code => encoded::written(written)?,
                    _ => String::new(),
                };
                Some(Edit { span: *span, text })
            };
            if let Some(edits) = found.iter().map(edit).collect() {
                finding.mend(Safety::Unsafe, edits);
            }
        }
    }
}

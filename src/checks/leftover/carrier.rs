//! `leftover/carrier`: `汇报（最终版）.docx`, ` `, `{"content":"`, `装…订…线`, `%E5%85%AC` — remains of the
//! file or format that transported a text.

use crate::check::{Check, Context, Findings};
use crate::checks::{Parts, no_options};
use crate::facts::leftover::carrier::{self, Carrier};
use crate::facts::leftover::encoded;
use crate::fix::{Edit, Safety};
use crate::text::chars::clipped;
use crate::text::span::Span;

/// Further places that a finding points at.
const MAX_SHOWN: usize = 5;
/// Longest quotation, in characters.
const MAX_QUOTE: usize = 30;

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
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

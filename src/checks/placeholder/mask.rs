//! Rule `placeholder/mask`: reports letters in place of a figure, a name or other text: `完成投资XX亿元`
//! ("invested XX hundred million yuan").

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::document::Document;
use crate::facts::placeholder::blanks::BlankKind;
use crate::facts::placeholder::places::Missing;
use crate::text::chars::is_han;
use crate::text::span::Span;

/// Maximum number of characters before and after the placeholder that the message shows.
const CONTEXT: usize = 6;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Mask))
}

struct Mask;

impl Check for Mask {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for blank in cx.facts.blanks() {
            let BlankKind::Mask(missing) = blank.kind else { continue };
            let finding = out.report(blank.span).arg("context", context(cx.doc, blank.span));
            match missing {
                Missing::Figure => finding.variant("figure").arg("missing", "figure"),
                Missing::Name => finding.variant("name").arg("missing", "name"),
                Missing::Text => finding.arg("missing", "text"),
            };
        }
    }
}

/// Formats a placeholder in brackets with the text around it, and `…` at both cuts: `…发现确诊病例[X]例`
/// ("… found X confirmed cases").
fn context(doc: &Document, span: Span) -> String {
    let block = doc.blocks()[doc.block_at(span.start())].span;
    let before = &doc.text()[block.start()..span.start()];
    let behind = &doc.text()[span.end()..block.end()];
    let head: usize = before.chars().rev().take(CONTEXT).take_while(|&c| is_han(c)).map(char::len_utf8).sum();
    let tail: usize = behind.chars().take(CONTEXT).take_while(|&c| is_han(c)).map(char::len_utf8).sum();
    let (cut, head) = before.split_at(before.len() - head);
    let before = if cut.ends_with(is_han) { "…" } else { "" };
    let behind_cut = if behind[tail..].starts_with(is_han) { "…" } else { "" };
    format!("{before}{head}[{}]{}{behind_cut}", doc.slice(span), &behind[..tail])
}

//! Rule `leftover/residue`: reports signs of formatting that were pasted with a text: the `>` of a
//! quotation in a mail (`　>　一、形势`, "> 1. Situation"), and Markdown (`**重点：**`, "**Main points:**")
//! in a file that is not Markdown.

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::document::block::Block;
use crate::fix::{Edit, Safety};
use crate::text::span::Span;

/// Maximum number of other Markdown signs that a finding points at.
const MAX_SHOWN: usize = 5;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Residue))
}

struct Residue;

impl Check for Residue {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let text = cx.doc.text();
        if let [first, rest @ ..] = cx.facts.pasted_signs() {
            let signs = cx.facts.pasted_signs();
            let mut finding = out.report(*first).variant("markdown").arg("signs", signs.len() as u64);
            for sign in rest.iter().take(MAX_SHOWN) {
                finding = finding.related("also", *sign);
            }
            let delete = |sign: &Span| Edit { span: *sign, text: String::new() };
            finding.mend(Safety::Unsafe, signs.iter().map(delete).collect());
        }
        let blocks = cx.doc.blocks();
        for (at, block) in blocks.iter().enumerate() {
            let quotes =
                |neighbour: Option<&Block>| neighbour.is_some_and(|block| mark(text, block).is_some());
            // Several quoted lines in a row, as in a letter, are intended.
            if let Some(span) = mark(text, block)
                && !quotes(at.checked_sub(1).map(|before| &blocks[before]))
                && !quotes(blocks.get(at + 1))
            {
                out.report(span);
            }
        }
    }
}

/// Returns the span of the `>` signs before a block, or `None` if there are none.
fn mark(text: &str, block: &Block) -> Option<Span> {
    let lead = block.lead.of(text);
    let start = lead.find('>')?;
    let end = lead.rfind('>')? + 1;
    Some(Span::new(block.lead.start() + start, block.lead.start() + end))
}

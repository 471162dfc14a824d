//! Rule `leftover/collection`: reports headings of a collection of model texts, `【篇一】` ("text 1")
//! and `范文二：` ("model text 2:"), and the title of such a collection: `表态发言（精选8篇）` ("statements (8
//! selected texts)").

use crate::check::{Check, Context, Findings};
use crate::checks::talk::delete;
use crate::checks::{BuildInput, no_options};
use crate::facts::leftover::edition;
use crate::facts::numbering::pieces::PieceKind;
use crate::text::span::Span;

/// Minimum number of headings of a collection that are reported. A single one may be an ordinary
/// heading.
const ENOUGH: usize = 2;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Collection))
}

struct Collection;

impl Check for Collection {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        // 第一篇 ("part one") can also be a division of a long plan.
        let is_model = |head: &str| !head.starts_with('第');
        let pieces = cx.facts.pieces().iter().filter(|piece| piece.kind == PieceKind::Collected);
        let heads: Vec<_> =
            pieces.map(|piece| piece.head).filter(|&head| is_model(cx.doc.slice(head))).collect();
        let heads = if heads.len() >= ENOUGH { heads } else { Vec::new() };
        for part in edition::find(cx.facts) {
            if !heads.iter().any(|head| head.overlaps(part)) {
                delete(out.report(part).variant("title"), part);
            }
        }
        heads.into_iter().for_each(|head: Span| delete(out.report(head), head));
    }
}

//! `numbering/caption`: 图1, 图3.

use crate::checks::{Parts, no_options};
use crate::facts::captions::Caption;
use crate::facts::pieces;
use crate::facts::series::breaks::{Break, BreakKind, breaks};
use crate::rule::check::{Check, Context, Findings};

/// Most numbers that get lost at once; where more are left out, it is an extract.
const MAX_LOST: u32 = 2;
/// One break for so many captions is a slip; more show that captions were lost with their pictures.
const CAPTIONS_A_BREAK: usize = 3;

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    Ok(Box::new(Captions))
}

struct Captions;

impl Check for Captions {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for run in runs(cx) {
            let ordinals: Vec<u32> = run.iter().map(|caption| caption.ordinal).collect();
            let found = breaks(&ordinals);
            let is_extract =
                ordinals[0] != 1 || found.iter().any(|found| ordinals[found.at] > found.expected + MAX_LOST);
            if is_extract || found.len() * CAPTIONS_A_BREAK > run.len().max(CAPTIONS_A_BREAK) {
                continue;
            }
            for Break { at, expected, kind } in found {
                let (previous, caption) = (run[at - 1], run[at]);
                let variant = match kind {
                    BreakKind::Skips | BreakKind::Differs => "gap",
                    BreakKind::Repeats => "repeat",
                    BreakKind::Swapped(_) | BreakKind::Back => "disorder",
                };
                out.report(caption.span)
                    .variant(variant)
                    .arg("previous", cx.doc.slice(previous.span))
                    .arg("expected", format!("{}{}{expected}", caption.kind, caption.prefix))
                    .arg("found", cx.doc.slice(caption.span))
                    .related("previous", previous.span);
            }
        }
    }
}

/// Captions of one kind and scheme that count through: up to the next first one, or the next piece.
fn runs<'a>(cx: &'a Context<'_>) -> Vec<Vec<&'a Caption>> {
    let mut runs: Vec<Vec<&Caption>> = Vec::new();
    for caption in cx.facts.captions() {
        let piece =
            |caption: &Caption| pieces::of_block(cx.facts.pieces(), cx.doc.block_at(caption.span.start));
        let same =
            runs.iter_mut().rev().find(|run| run[0].kind == caption.kind && run[0].prefix == caption.prefix);
        match same.filter(|run| caption.ordinal != 1 && piece(run[0]) == piece(caption)) {
            Some(run) => run.push(caption),
            None => runs.push(vec![caption]),
        }
    }
    runs
}

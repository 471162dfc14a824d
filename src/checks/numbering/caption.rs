//! `numbering/caption`: 图1, 图3.

use crate::check::{Check, Context, Findings};
use crate::checks::running_numbers;
use crate::checks::{Parts, no_options};
use crate::facts::numbering::captions::Caption;
use crate::facts::numbering::pieces;
use crate::facts::numbering::series::breaks::breaks;
use crate::text::span::Span;

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
            if ordinals[0] == 1 && running_numbers::are_slips(&ordinals, &found, CAPTIONS_A_BREAK) {
                let places: Vec<Span> = run.iter().map(|caption| caption.span).collect();
                let (kind, prefix) = (run[0].kind, &run[0].prefix);
                running_numbers::report(cx, out, &places, &found, |found| {
                    format!("{kind}{prefix}{}", found.expected)
                });
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

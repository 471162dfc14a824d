//! `numbering/caption`: 图1, 图3.

use crate::check::{Check, Context, Findings};
use crate::checks::running_numbers;
use crate::checks::{Parts, no_options};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::numbering::captions::{Caption, FORMULA};
use crate::facts::numbering::pieces;
use crate::facts::numbering::series::breaks::breaks;
use crate::text::numeral::{is_numeral, item};
use crate::text::span::Span;

/// One break for so many captions is a slip; more show that captions were lost with their pictures.
const CAPTIONS_A_BREAK: usize = 3;

/// How many captions ahead the next one of the same kind is looked for.
const NEAR: usize = 8;

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
                let (kind, prefix) = (&run[0].kind, &run[0].prefix);
                running_numbers::report(cx, out, &places, &found, |found| {
                    let written = cx.doc.slice(places[found.at]);
                    if *kind == FORMULA {
                        format!("（{prefix}{}）", found.expected)
                    } else if written.ends_with(is_numeral) {
                        format!("{kind}{}", item(found.expected))
                    } else {
                        format!("{kind}{prefix}{}", found.expected)
                    }
                });
            }
        }
        strays(cx, out);
    }
}

/// 表3-1 before 表4-2: the number of the chapter before was kept.
fn strays(cx: &Context<'_>, out: &mut Findings<'_>) {
    let captions = cx.facts.captions();
    let numbers: FxHashSet<(char, &str, u32)> =
        captions.iter().map(|caption| (caption.kind, caption.prefix.as_str(), caption.ordinal)).collect();
    let mut known: FxHashMap<(char, &str, u32), &Caption> = FxHashMap::default();
    for (at, caption) in captions.iter().enumerate() {
        let before = known.insert((caption.kind, &caption.prefix, caption.ordinal), caption);
        let next = captions[at + 1..].iter().take(NEAR).find(|next| next.kind == caption.kind);
        let (Some(before), Some(next)) = (before, next) else { continue };
        let is_moved = next.prefix != caption.prefix
            && !next.prefix.is_empty()
            && next.ordinal == caption.ordinal + 1
            && !numbers.contains(&(caption.kind, next.prefix.as_str(), caption.ordinal))
            && before.span.start < caption.span.start;
        if is_moved {
            out.report(caption.span)
                .variant("repeat")
                .arg("previous", cx.doc.slice(before.span))
                .arg("expected", format!("{}{}{}", caption.kind, next.prefix, caption.ordinal))
                .arg("found", cx.doc.slice(caption.span))
                .related("previous", before.span);
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

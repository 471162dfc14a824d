//! `numbering/parent`: 2.1, 3.2, 2.3: the number of one level names a heading that it does not stand under.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::check::{Check, Context, Findings};
use crate::checks::{Parts, no_options};
use crate::facts::numbering::marks::{Family, Mark};
use crate::facts::numbering::pieces;
use crate::text::span::Span;

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    Ok(Box::new(Parent))
}

struct Parent;

impl Check for Parent {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let marks = cx.facts.marks();
        let is_path = |mark: &&Mark| {
            matches!(mark.family, Family::Decimal(2..)) && !cx.facts.contents().holds(mark.block)
        };
        let paths: Vec<&Mark> = marks.iter().filter(is_path).collect();
        if paths.is_empty() {
            return;
        }
        // What other numbers stand under, and how many of each.
        let owners: FxHashSet<u64> = marks.iter().map(|mark| mark.path.own).filter(|&own| own != 0).collect();
        let mut held: FxHashMap<u64, usize> = FxHashMap::default();
        for path in &paths {
            *held.entry(path.path.under).or_default() += 1;
        }
        for (at, mark) in paths.iter().enumerate() {
            let before = paths[..at].iter().rev().take(NEAR).find(|before| before.family == mark.family);
            let next = paths[at + 1..].iter().take(NEAR).find(|next| next.family == mark.family);
            let Some(before) = before else { continue };
            let piece = |mark: &Mark| pieces::of_block(cx.facts.pieces(), mark.block);
            if before.path.under == mark.path.under
                || before.ordinal + 1 != mark.ordinal
                || piece(before) != piece(mark)
            {
                continue;
            }
            // The next one goes on as if this one were right; or nothing else stands under what it names, and what the others
            // stand under is known to hold two.
            let goes_on = next
                .is_some_and(|next| next.path.under == before.path.under && next.ordinal == mark.ordinal + 1);
            let under = |key: u64| held.get(&key).copied().unwrap_or(0);
            let is_last = next.is_none_or(|next| next.path.under != mark.path.under);
            let is_lost = is_last
                && !owners.contains(&mark.path.under)
                && under(mark.path.under) == 1
                && under(before.path.under) > 1;
            if goes_on || is_lost {
                let expected = before.with_ordinal(cx.doc, mark.ordinal);
                out.report(Span::new(mark.span.start, mark.number.end))
                    .arg("found", cx.doc.slice(mark.span).trim_end())
                    .arg("previous", cx.doc.slice(before.span).trim_end())
                    .arg("expected", expected)
                    .related("previous", before.span);
            }
        }
    }
}

/// How many numbers of other levels may stand between two of one level.
const NEAR: usize = 40;

//! Paragraphs that were pasted and then reworded, too short for fingerprints: the same figures in nearly the same words.

use crate::document::block::BlockKind;
use crate::facts::duplicate::passages::{Parts, shared_pairs};
use crate::text::fold::comparable;
use crate::text::numeral::is_numeral;
use crate::text::span::Span;

/// Paragraphs before one that are compared with it.
const REACH: usize = 3;
/// Characters of such paragraphs.
const LENGTH: std::ops::RangeInclusive<usize> = 20..=200;
/// Of the pairs of neighbouring characters in the longer one, so many in ten stand in the other too, with figures that
/// agree and without any.
const WITH_FIGURES: usize = 8;
const WITHOUT: usize = 9;
/// Digits of figures that agree by more than chance.
const MIN_DIGITS: usize = 4;

/// A paragraph as it is compared.
struct Folded {
    block: usize,
    chars: Vec<char>,
    figures: Vec<char>,
}

/// Paragraphs that say nearly the same as one of the few before them, with that one.
pub(super) fn find(parts: &Parts<'_>) -> Vec<(Span, Span)> {
    let mut found = Vec::new();
    let blocks = parts.doc.blocks();
    let mut known: Vec<Folded> = Vec::new();
    for (block, span) in blocks.iter().enumerate().filter(|(_, block)| block.kind == BlockKind::Paragraph) {
        let chars: Vec<char> =
            parts.doc.slice(span.span).chars().filter_map(comparable).take(LENGTH.end() + 1).collect();
        let figures = chars.iter().copied().filter(|c| c.is_ascii_digit() || is_numeral(*c)).collect();
        let folded = Folded { block, chars, figures };
        if LENGTH.contains(&folded.chars.len())
            && let Some(first) = known.iter().rev().take(REACH).find(|first| are_alike(first, &folded))
        {
            found.push((blocks[first.block].span, span.span));
        }
        known.push(folded);
    }
    found
}

fn are_alike(first: &Folded, second: &Folded) -> bool {
    let (short, long) =
        (first.chars.len().min(second.chars.len()), first.chars.len().max(second.chars.len()));
    // To the letter it is an exact copy.
    if short * 4 < long * 3 || first.figures != second.figures || first.chars == second.chars {
        return false;
    }
    // 收入总计 and 支出总计 are equal in a budget.
    let opposites =
        |folded: &Folded| ['收', '支'].map(|side| folded.chars.iter().filter(|c| **c == side).count());
    if opposites(first) != opposites(second) {
        return false;
    }
    let has_figures = second.figures.iter().filter(|c| c.is_ascii_digit()).count() >= MIN_DIGITS;
    let alike = if has_figures { WITH_FIGURES } else { WITHOUT };
    shared_pairs(&first.chars, &second.chars) * 10 >= (long - 1) * alike
}

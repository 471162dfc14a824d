//! Paragraphs that were pasted and then reworded, too short for fingerprints: the same figures in nearly the same words.

use crate::document::block::BlockKind;
use crate::facts::duplicate::passages::{Parts, shared_pairs};
use crate::text::chars::is_han;
use crate::text::fingerprint::letter;
use crate::text::numeral::is_numeral;
use crate::text::span::Span;
use crate::words::{Words, doubled};

/// Paragraphs before one that are compared with it.
const REACH: usize = 3;
/// Characters of such paragraphs.
const LENGTH: std::ops::RangeInclusive<usize> = 18..=200;
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
            parts.doc.slice(span.span).chars().filter_map(letter).take(LENGTH.end() + 1).collect();
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

/// Sentences before one that are compared with it.
const REACH_SENTENCES: usize = 10;
/// Characters of a sentence that have a meaning of their own.
const CONTENT: std::ops::RangeInclusive<usize> = 13..=80;
/// Of the pairs of neighbouring characters in the longer and the shorter of two sentences, so many in ten are shared.
const OF_LONGER: usize = 8;
const OF_SHORTER: usize = 8;
/// Most bytes of a sentence.
const MAX_SENTENCE: usize = 450;

/// The characters of a sentence that have a meaning of their own, and those that must agree.
struct Content {
    at: usize,
    letters: Vec<char>,
    mask: u64,
    chars: Vec<char>,
    fixed: Vec<char>,
}

/// Sentences that say in other words what one of the few before them says, with that one.
pub(super) fn sentences(parts: &Parts<'_>, words: &Words) -> Vec<(Span, Span)> {
    let mut found = Vec::new();
    let mut known: Vec<Content> = Vec::new();
    let all = parts.sentences.all();
    for (at, sentence) in all.iter().enumerate().filter(|(_, sentence)| sentence.len() <= MAX_SENTENCE) {
        let text = parts.doc.slice(*sentence);
        let is_plain = text.starts_with(is_han) && !text.contains(['：', '“', '「', '？', '_', '×']);
        if !text.ends_with('。') || !is_plain {
            continue;
        }
        let content = content(at, text, words);
        if !CONTENT.contains(&content.chars.len()) {
            continue;
        }
        let is_near = |first: &&Content| at - first.at <= REACH_SENTENCES && at - first.at > 1;
        let candidates =
            known.iter().rev().take_while(|first| at - first.at <= REACH_SENTENCES).filter(is_near);
        if let Some(first) = candidates.into_iter().find(|first| say_the_same(first, &content)) {
            let span = |at: usize| all[at];
            found.push((span(first.at), span(at)));
        }
        known.push(content);
    }
    found
}

fn content(at: usize, text: &str, words: &Words) -> Content {
    let mut chars = Vec::new();
    let mut fixed = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let dropped = [&doubled::FILLER, &doubled::SINGLE, &doubled::BOUNDARY]
            .iter()
            .filter_map(|class| words.of(class).start_of(rest))
            .map(str::len)
            .max();
        let is_fixed =
            c.is_ascii_alphanumeric() || is_numeral(c) || words.of(&doubled::FIXED).start_of(rest).is_some();
        // 进一步 is dropped whole.
        if is_fixed && dropped.is_none_or(|length| length == c.len_utf8()) {
            fixed.push(c);
        }
        if dropped.is_none() && is_han(c) {
            chars.push(c);
        }
        rest = &rest[dropped.unwrap_or(c.len_utf8())..];
    }
    let hash = |pair: &[char]| {
        (pair[0] as u32).wrapping_mul(31).wrapping_add(pair[1] as u32).wrapping_mul(0x9E37_79B1) >> 26
    };
    let mask = chars.windows(2).fold(0, |mask, pair| mask | 1 << hash(pair));
    Content { at, letters: text.chars().filter_map(letter).collect(), mask, chars, fixed }
}

/// They share most of their words, and all figures, parties and negations.
fn say_the_same(first: &Content, second: &Content) -> bool {
    let (short, long) =
        (first.chars.len().min(second.chars.len()) - 1, first.chars.len().max(second.chars.len()) - 1);
    // To the letter it is an exact copy.
    if short * 10 < long * OF_LONGER || first.fixed != second.fixed || first.letters == second.letters {
        return false;
    }
    // Signs of pairs that one alone has: each is a pair that is not shared.
    let foreign =
        (first.mask & !second.mask).count_ones().max((second.mask & !first.mask).count_ones()) as usize;
    if foreign * 10 > long * (10 - OF_LONGER) {
        return false;
    }
    let shared = shared_pairs(&first.chars, &second.chars);
    shared * 10 >= long * OF_LONGER && shared * 10 >= short * OF_SHORTER && is_within(first, second)
}

/// All characters of the shorter sentence stand in the longer one in their order: parallel sentences put others in their place.
fn is_within(first: &Content, second: &Content) -> bool {
    let (short, long) = match first.chars.len() <= second.chars.len() {
        true => (&first.chars, &second.chars),
        false => (&second.chars, &first.chars),
    };
    let mut rest = long.iter();
    short.iter().all(|c| rest.any(|other| other == c))
}

fn are_alike(first: &Folded, second: &Folded) -> bool {
    let (short, long) =
        (first.chars.len().min(second.chars.len()), first.chars.len().max(second.chars.len()));
    // To the letter it is an exact copy.
    if short * 4 < long * 3 || first.figures != second.figures || first.chars == second.chars {
        return false;
    }
    // 收入总计 and 支出总计 are equal in a budget; what binds 甲方 binds 乙方.
    let is_side = |c: &&char| matches!(**c, '收' | '支' | '甲' | '乙' | '丙');
    if !first.chars.iter().filter(is_side).eq(second.chars.iter().filter(is_side)) {
        return false;
    }
    let has_figures = second.figures.iter().filter(|c| c.is_ascii_digit()).count() >= MIN_DIGITS;
    let alike = if has_figures { WITH_FIGURES } else { WITHOUT };
    shared_pairs(&first.chars, &second.chars) * 10 >= (long - 1) * alike
}

//! Text that was pasted and then reworded, too short for fingerprints: the same figures in nearly the same words.
//!
//! Each text is first drawn as a few bits. Only where those of two texts agree are their words read.

use std::collections::VecDeque;

use crate::document::block::BlockKind;
use crate::facts::duplicate::clauses;
use crate::facts::duplicate::content::Content;
use crate::facts::duplicate::copies::{Copied, body};
use crate::facts::duplicate::passages::Parts;
use crate::text::chars::is_han;
use crate::text::span::Span;
use crate::words::Words;

/// Paragraphs, and sentences, before one that are compared with it.
const REACH_PARAGRAPHS: usize = 3;
const REACH_SENTENCES: usize = 10;
/// Bytes of a sentence, and of a paragraph, that is compared.
const SENTENCE: std::ops::RangeInclusive<usize> = 36..=600;
const PARAGRAPH: std::ops::RangeInclusive<usize> = 60..=600;
/// Letters of the shorter text are so many tenths of those of the longer one.
const MIN_LENGTH: u32 = 6;
/// Shared bits are so many tenths of those of the fuller drawing.
const MIN_BITS: u32 = 5;
/// Most texts whose words are read to compare one.
const MAX_READ: usize = 4;

/// Paragraphs and sentences that say nearly the same as one of the few before them.
pub(super) fn find(parts: &Parts<'_>, words: &Words) -> Vec<Copied> {
    let blocks = parts.doc.blocks().iter().filter(|block| block.kind == BlockKind::Paragraph);
    let paragraphs = blocks.enumerate().map(|(at, block)| (at, block.span));
    let paragraphs = paragraphs.filter(|(_, span)| PARAGRAPH.contains(&span.len()));
    let mut found = search(parts, words, paragraphs, REACH_PARAGRAPHS, true);
    let all = parts.sentences.all();
    let sentences = all.iter().enumerate().filter(|(_, span)| parts.doc.slice(**span).ends_with('。'));
    let is_plain = |text: &str| text.starts_with(is_han) && !text.contains(['：', '“', '「', '？', '_', '×']);
    let bodies = sentences
        .filter(|(_, span)| SENTENCE.contains(&span.len()))
        .map(|(at, span)| (at, body(parts, *span)))
        .filter(|(_, span)| is_plain(parts.doc.slice(*span)));
    found.extend(search(parts, words, bodies, REACH_SENTENCES, false));
    found.extend(all.iter().filter_map(|span| clauses::find(parts.doc, *span, words)));
    found
}

/// A text as it is drawn.
struct Drawing {
    at: usize,
    span: Span,
    letters: u32,
    bits: u128,
    /// A hash of its digits.
    digits: u32,
}

impl Drawing {
    fn of(at: usize, span: Span, text: &str) -> Self {
        let mut drawing = Self { at, span, letters: 0, bits: 0, digits: 0 };
        for c in text.chars() {
            if c.is_ascii_digit() {
                drawing.digits = drawing.digits.wrapping_mul(31).wrapping_add(c as u32);
            } else if c >= '\u{4E00}' {
                drawing.letters += 1;
                drawing.bits |= 1 << ((c as u32).wrapping_mul(0x9E37_79B1) >> 25);
            }
        }
        drawing
    }

    fn may_restate(&self, other: &Self) -> bool {
        let agree = |less: u32, more: u32, tenths: u32| less * 10 >= more * tenths;
        self.digits == other.digits
            && agree(self.letters.min(other.letters), self.letters.max(other.letters), MIN_LENGTH)
            && agree(
                (self.bits & other.bits).count_ones(),
                self.bits.count_ones().max(other.bits.count_ones()),
                MIN_BITS,
            )
    }
}

/// Texts that say nearly the same as one of the few before them.
fn search(
    parts: &Parts<'_>,
    words: &Words,
    texts: impl Iterator<Item = (usize, Span)>,
    reach: usize,
    is_block: bool,
) -> Vec<Copied> {
    let mut found = Vec::new();
    let mut known: VecDeque<Drawing> = VecDeque::new();
    for (at, span) in texts {
        let text = parts.doc.slice(span);
        let drawing = Drawing::of(at, span, text);
        while known.front().is_some_and(|first| at - first.at > reach) {
            known.pop_front();
        }
        let mut similar =
            known.iter().rev().filter(|first| first.may_restate(&drawing)).take(MAX_READ).peekable();
        if similar.peek().is_some() {
            let content = Content::of(text, words);
            let first = similar.find(|first| {
                let is_side_by_side = !is_block && first.at + 1 == at;
                Content::of(parts.doc.slice(first.span), words).restates(&content, is_side_by_side)
            });
            found.extend(first.map(|first| Copied { first: first.span, second: span, is_block }));
        }
        known.push_back(drawing);
    }
    found
}

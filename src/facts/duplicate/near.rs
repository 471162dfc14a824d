//! Text that was pasted and then reworded, too short for fingerprints: the same figures in nearly the same words.
//!
//! Each text is first drawn as a few bits. Only where those of two texts agree are their words read.

use std::collections::VecDeque;

use crate::document::block::BlockKind;
use crate::facts::duplicate::clauses;
use crate::facts::duplicate::content::Content;
use crate::facts::duplicate::copied::{Copied, body};
use crate::facts::duplicate::passages::Parts;
use crate::text::chars::is_han;
use crate::text::span::Span;
use crate::words::{Words, doubled};

/// Paragraphs, and sentences, before one that are compared with it.
const REACH_PARAGRAPHS: usize = 3;
const REACH_SENTENCES: usize = 10;
/// Bytes of a sentence, and of a paragraph, that is compared.
const SENTENCE: std::ops::RangeInclusive<usize> = 36..=600;
const PARAGRAPH: std::ops::RangeInclusive<usize> = 48..=600;
/// Letters of the shorter text are so many tenths of those of the longer one.
const MIN_LENGTH: u32 = 6;
/// Shared bits are so many tenths of those of the fuller drawing.
const MIN_BITS: u32 = 7;
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
    content: Option<Content>,
}

impl Drawing {
    fn of(at: usize, span: Span, text: &str, fillers: &Fillers) -> Self {
        let mut drawing = Self { at, span, letters: 0, bits: 0, digits: 0, content: None };
        for c in text.chars() {
            if c.is_ascii_digit() {
                drawing.digits = drawing.digits.wrapping_mul(31).wrapping_add(c as u32);
            } else if is_han(c) && !fillers.contains(c) {
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

/// Characters that are dropped from texts that are compared, as bits.
struct Fillers(Vec<u64>);

impl Fillers {
    fn of(words: &Words) -> Self {
        let mut bits = vec![0; BLOCK.div_ceil(64)];
        for word in words.of(&doubled::FILLER).iter() {
            let mut chars = word.chars();
            if let (Some(c), None) = (chars.next(), chars.next())
                && let Some((place, bit)) = place(c)
            {
                bits[place] |= bit;
            }
        }
        Self(bits)
    }

    #[inline]
    fn contains(&self, c: char) -> bool {
        place(c).is_some_and(|(place, bit)| self.0[place] & bit != 0)
    }
}

/// Common Han characters.
const BLOCK: usize = 0x5200;

#[inline]
fn place(c: char) -> Option<(usize, u64)> {
    let at = (c as usize).checked_sub(0x4E00).filter(|at| *at < BLOCK)?;
    Some((at / 64, 1 << (at % 64)))
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
    let fillers = Fillers::of(words);
    for (at, span) in texts {
        let text = parts.doc.slice(span);
        let mut drawing = Drawing::of(at, span, text, &fillers);
        while known.front().is_some_and(|first| at - first.at > reach) {
            known.pop_front();
        }
        let similar = known.iter_mut().rev().filter(|first| first.may_restate(&drawing)).take(MAX_READ);
        let similar: Vec<&mut Drawing> = similar.collect();
        if !similar.is_empty() {
            let content = Content::of(text, words);
            let first = similar.into_iter().find_map(|first| {
                let text = parts.doc.slice(first.span);
                let said = first.content.get_or_insert_with(|| Content::of(text, words));
                said.restates(&content, is_block).then_some(first.span)
            });
            found.extend(first.map(|first| Copied { first, second: span, is_block }));
            drawing.content = Some(content);
        }
        known.push_back(drawing);
    }
    found
}

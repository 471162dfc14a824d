//! Lengths of time in the text: 三年, 5天, 2小时30分.

use crate::facts::Facts;
use crate::facts::date::length::Length;
use crate::facts::tokens::TokenKind;
use crate::text::span::Span;

/// Bytes of the longest length that is read.
const MAX_LENGTH: usize = 60;
/// Characters before a number that make it another thing: 第3天, 约3天, 满3年.
const NOT_BEFORE: [char; 5] = ['第', '约', '近', '超', '.'];

/// A length of time in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LengthMention {
    /// From the number to the last unit.
    pub span: Span,
    /// How long it is.
    pub length: Length,
}

impl Facts<'_> {
    /// Lengths of time, exact ones.
    pub fn lengths(&self) -> &[LengthMention] {
        self.cells.lengths.get_or_init(|| find(self))
    }
}

fn find(facts: &Facts<'_>) -> Vec<LengthMention> {
    let text = facts.doc.text();
    let dates = facts.dates();
    let mut lengths: Vec<LengthMention> = Vec::new();
    let mut next = 0;
    for token in facts.tokens().blocks().flatten() {
        let span = token.span();
        if !matches!(token.kind, TokenKind::Digits | TokenKind::Numeral) || span.start < next {
            continue;
        }
        if text[..span.start].ends_with(NOT_BEFORE) {
            continue;
        }
        let window = &text[span.start..text.floor_char_boundary((span.start + MAX_LENGTH).min(text.len()))];
        let Some(length) = Length::at(window).filter(|length| length.skipped == 0) else { continue };
        let end = span.start + length.bytes;
        // The 5日 of 3月5日 is a date.
        let at = dates.partition_point(|date| date.span.end <= span.start);
        if dates.get(at).is_some_and(|date| date.span.start < end) {
            continue;
        }
        next = end;
        lengths.push(LengthMention { span: Span::new(span.start, end), length });
    }
    lengths
}

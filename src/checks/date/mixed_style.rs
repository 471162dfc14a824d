//! Rule `date/mixed-style`: reports a year in Chinese numerals (二〇二六年) in a text that otherwise
//! uses digits (2026年).

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::facts::date::dates::DateMention;
use crate::text::chars::before;
use crate::text::span::Span;

/// Number of blocks at the end that may contain the signature. Its date is not reported, because it
/// was traditionally written in Chinese numerals.
const SIGNATURE_BLOCKS: usize = 3;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(MixedStyle))
}

struct MixedStyle;

impl Check for MixedStyle {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let text = cx.doc.text();
        let blocks = cx.doc.blocks();
        let end = blocks.len().saturating_sub(SIGNATURE_BLOCKS);
        let end = blocks.get(end).map_or(0, |block| block.span.start());
        let mut arabic: Option<Span> = None;
        let mut han: Vec<Span> = Vec::new();
        let mut counts = (0, 0);
        for date in cx.facts.dates().iter().filter(|date| is_said(cx, date)) {
            if text[date.span.start()..].starts_with(|c: char| c.is_ascii_digit()) {
                arabic = arabic.or(Some(date.span));
                counts.0 += 1;
            } else if date.span.start() < end {
                han.push(date.span);
                counts.1 += 1;
            }
        }
        // Reported only if Chinese numerals are much rarer. If both styles are common, the text is
        // compiled from several sources, and neither is a slip.
        if let (Some(arabic), [first, ..]) = (arabic, han.as_slice())
            && counts.1 * 4 <= counts.0
        {
            out.report(*first).arg("usual", arabic.of(text)).related("usual", arabic);
        }
    }
}

/// True for a year between 1900 and 2099 in running text, not in a title or quotation and not alone
/// in its block.
fn is_said(cx: &Context<'_>, date: &DateMention) -> bool {
    let text = cx.doc.text();
    let block = cx.doc.blocks()[cx.doc.block_at(date.span.start())].span;
    date.known_year().is_some_and(|year| (1900..2100).contains(&year))
        && block != date.span
        && !matches!(before(text, date.span.start()), Some('《' | '“' | '（' | '(' | '〔'))
        && text[block.start()..block.end()].ends_with(['。', '！', '；', '：', '，'])
}

//! Rule `numbering/bracket`: reports a pair of brackets of which one is full-width and the other
//! half-width: (一） and （gǎo); and marks whose brackets differ in width from the rest of their
//! series.

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::facts::numbering::marks::{Family, Mark};
use crate::facts::tokens::{Token, TokenKind};
use crate::fix::{Edit, Safety};
use crate::text::chars::is_blank;
use crate::text::span::Span;

/// Maximum number of characters of a bracketed text that is reported as a whole. Of longer ones,
/// only the wrong bracket is reported.
const MAX_SHOWN: usize = 16;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Bracket))
}

struct Bracket;

impl Check for Bracket {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for block in 0..cx.doc.blocks().len() {
            pairs(cx, out, cx.facts.tokens().in_block(block));
        }
        series(cx, out);
    }
}

/// Reports every pair of brackets of different width in one block.
fn pairs(cx: &Context<'_>, out: &mut Findings<'_>, tokens: &[Token]) {
    let mut open: Vec<Span> = Vec::new();
    for token in tokens {
        match (token.kind, cx.doc.slice(token.span())) {
            (TokenKind::Open, "（" | "(") => open.push(token.span()),
            (TokenKind::Close, closing @ ("）" | ")")) => {
                let Some(opening) = open.pop() else { continue };
                if cx.doc.slice(opening).len() != closing.len() {
                    report(cx, out, opening, token.span());
                }
            }
            _ => {}
        }
    }
}

fn report(cx: &Context<'_>, out: &mut Findings<'_>, opening: Span, closing: Span) {
    let whole = Span::new(opening.start(), closing.end());
    let is_short = cx.doc.slice(whole).chars().nth(MAX_SHOWN).is_none();
    // Chinese text uses full-width brackets, but in a series whose other marks are all half-width,
    // half-width ones are expected.
    let narrow = is_narrow_series(cx, whole);
    let (open, close) = if narrow { ("(", ")") } else { ("（", "）") };
    let (wrong, text) = if cx.doc.slice(opening) == open { (closing, close) } else { (opening, open) };
    let finding = out.report(if is_short { whole } else { wrong }).variant("pair").arg("expected", text);
    let finding = if is_short {
        finding
    } else {
        finding.related("other", if wrong == closing { opening } else { closing })
    };
    // An empty pair is a blank, which should be filled in or deleted instead.
    let is_empty = cx.doc.slice(Span::new(opening.end(), closing.start())).trim_matches(is_blank).is_empty();
    finding.replace(if is_empty { Safety::Unsafe } else { Safety::Safe }, wrong, text);
}

/// True if the brackets belong to a mark such as (1), and all other marks of its series have
/// half-width brackets.
fn is_narrow_series(cx: &Context<'_>, brackets: Span) -> bool {
    let marks = cx.facts.marks();
    let index = marks.partition_point(|mark| mark.span.start() < brackets.start());
    let is_mark = marks.get(index).is_some_and(|mark| mark.span == brackets);
    let Some((series, _)) = is_mark.then(|| cx.facts.place_of(index)).flatten() else { return false };
    let mut others = series.members.iter().filter(|&&member| member != index).peekable();
    others.peek().is_some() && others.all(|&member| width(cx, &marks[member]) == Some(Width::Narrow))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Width {
    Narrow,
    Wide,
}

/// Width of a mark's brackets. `None` if the two differ, or if it has no brackets.
fn width(cx: &Context<'_>, mark: &Mark) -> Option<Width> {
    let found = cx.doc.slice(mark.span);
    match (found.chars().next()?, found.chars().next_back()?) {
        ('(', ')') => Some(Width::Narrow),
        ('（', '）') => Some(Width::Wide),
        _ => None,
    }
}

/// Reports the marks of each series whose brackets differ in width from those of the majority.
fn series(cx: &Context<'_>, out: &mut Findings<'_>) {
    let marks = cx.facts.marks();
    let bracketed = |family| matches!(family, Family::HanBracket | Family::ArabicBracket);
    for series in cx.facts.series().iter().filter(|series| bracketed(series.family)) {
        let of = |width_of: Width| -> Vec<&Mark> {
            let members = series.members.iter().map(|&member| &marks[member]);
            members.filter(|mark| width(cx, mark) == Some(width_of)).collect()
        };
        let (narrow, wide) = (of(Width::Narrow), of(Width::Wide));
        let (few, many, brackets) = if narrow.len() < wide.len() {
            (narrow, wide, ["（", "）"])
        } else {
            (wide, narrow, ["(", ")"])
        };
        if few.len() == many.len() {
            continue;
        }
        for mark in few {
            let ends = [
                Span::new(mark.span.start(), mark.number.start()),
                Span::new(mark.number.end(), mark.span.end()),
            ];
            let edits =
                ends.into_iter().zip(brackets).map(|(span, text)| Edit { span, text: text.to_owned() });
            out.report(mark.span)
                .variant("series")
                .arg("other", cx.doc.slice(many[0].span))
                .related("other", many[0].span)
                .mend(Safety::Safe, edits.collect());
        }
    }
}

//! Rule `numbering/mark`: reports list marks with the wrong punctuation or a wrong character: （一）、
//! ("(1),"), or a Japanese ー in place of 一 ("one").
//!
//! A 、 after a mark in brackets or a circle is a slip. A single one in its series is reported by
//! itself; if most marks of the series have it, it is reported once per document. The choice
//! between 1. and 1、 is a matter of style, so it is at most a hint, once per document.

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::diagnostic::Severity;
use crate::document::block::BlockKind;
use crate::facts::numbering::marks::number::{enclosed, is_han_number};
use crate::facts::numbering::marks::{self, Family, Mark, MarkPlace};
use crate::fix::{Edit, Safety};
use crate::text::chars::{after, is_blank};
use crate::text::fold::narrow;
use crate::text::numeral::{item, lookalike};
use crate::text::span::Span;
use crate::words::rules::numbering::mark::HEADS;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Punctuation))
}

struct Punctuation;

impl Check for Punctuation {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        doubled(cx, out);
        twice(cx, out);
        lookalikes(cx, out);
        for habit in [Habit::Dot, Habit::Comma, Habit::Pause] {
            habits(cx, out, habit);
        }
    }
}

/// Reports a 、 after a mark in brackets, as in `（一）、`, which needs no punctuation (GB/T 15834-2011,
/// B.3.4).
fn doubled(cx: &Context<'_>, out: &mut Findings<'_>) {
    let marks = cx.facts.marks();
    let mut uniform: Vec<Span> = Vec::new();
    for series in cx.facts.series() {
        let extra: Vec<Span> =
            series.members.iter().filter_map(|&member| extra(cx, &marks[member])).collect();
        if series.members.iter().any(|&member| !is_closed(&marks[member])) {
            for span in extra {
                report_extra(cx, out, span);
            }
        } else if extra.len() * 2 > series.members.len() {
            uniform.extend(extra);
        } else {
            for span in extra {
                report_doubled(cx, out, &[span]);
            }
        }
    }
    if !uniform.is_empty() {
        uniform.sort();
        report_doubled(cx, out, &uniform);
    }
}

/// Returns the span of a mark with superfluous punctuation after it, including the punctuation.
/// `None` if there is none.
fn extra(cx: &Context<'_>, mark: &Mark) -> Option<Span> {
    let text = cx.doc.text();
    let is_pointed =
        matches!(mark.family, Family::HanPause | Family::Arabic | Family::Ordinal | Family::Among);
    let is_closed = is_closed(mark) || is_pointed && mark.place == MarkPlace::Head;
    let block_end = cx.doc.blocks()[mark.block].span.end();
    let behind = &text[mark.span.end()..block_end];
    let punctuation =
        after(behind, 0).filter(|c| is_closed && matches!(c, '、' | '，' | ',' | '.' | '．'))?;
    // An ellipsis or a decimal begins with a point.
    if is_pointed && (matches!(punctuation, '.' | '．') || behind.trim_start_matches(punctuation).is_empty())
    {
        return None;
    }
    // （一）、（二）项 ("items (1), (2)") and （1），（2）式 ("formulas (1), (2)") only mention the marks.
    let rest = &behind[punctuation.len_utf8()..];
    let is_cited = rest.starts_with(['（', '(']) || rest.is_empty();
    (!is_cited).then(|| Span::new(mark.span.start(), mark.span.end() + punctuation.len_utf8()))
}

/// True for marks in brackets or circles, such as （一） and ①, which need no punctuation.
fn is_closed(mark: &Mark) -> bool {
    matches!(mark.family, Family::HanBracket | Family::ArabicBracket | Family::Enclosed)
}

/// Reports a list mark with two punctuation marks instead of one: `第二、，` ("second,,"), `1.、`.
fn report_extra(cx: &Context<'_>, out: &mut Findings<'_>, span: Span) {
    let found = cx.doc.slice(span);
    let sign = found.chars().next_back().map_or(0, char::len_utf8);
    let kept = found[..found.len() - sign].trim_end();
    out.report(span).variant("extra").arg("expected", kept).replace(Safety::Unsafe, span, kept);
}

/// Maximum number of doubled marks that are reported one by one. If there are more, only the first
/// is reported, with their number.
const MAX_TWICE: usize = 5;

/// Reports a mark that occurs twice, as in `一、一、` and `1. 1、`: typed by hand after another one, for
/// example after the automatic number of a word processor.
fn twice(cx: &Context<'_>, out: &mut Findings<'_>) {
    let at_heads = cx.facts.marks().iter().filter(|mark| mark.place == MarkPlace::Head);
    let found: Vec<(&Mark, Span)> = at_heads
        .filter_map(|mark| second(cx, mark).map(|end| (mark, Span::new(mark.span.start(), end))))
        .collect();
    let told = if found.len() > MAX_TWICE { 1 } else { found.len() };
    for &(mark, span) in &found[..told] {
        out.report(span)
            .variant("twice")
            .arg("expected", cx.doc.slice(mark.span).trim_end())
            .arg("count", found.len() as u64)
            .replace(Safety::Unsafe, Span::new(mark.span.end(), span.end()), "");
    }
}

/// Returns the end of a second mark of the same type directly after `mark`. It must have the same
/// number, unless the first one is an automatic number.
fn second(cx: &Context<'_>, mark: &Mark) -> Option<usize> {
    let is_simple = matches!(
        mark.family,
        Family::HanPause | Family::HanBracket | Family::Arabic | Family::ArabicBracket | Family::Decimal(2..)
    );
    if !is_simple {
        return None;
    }
    let block = cx.doc.blocks()[mark.block];
    let rest = &cx.doc.text()[mark.span.end().min(block.span.end())..block.span.end()];
    let behind = rest.trim_start_matches(is_blank);
    let start = block.span.end() - behind.len();
    let written = cx.doc.slice(mark.span).trim_end();
    if let Family::Decimal(_) = mark.family {
        let after = behind.strip_prefix(written)?;
        return after.starts_with(is_blank).then_some(start + written.len());
    }
    let (family, ordinal, length) = marks::at_head(behind, cx.facts.words())?;
    let is_automatic = block.kind == BlockKind::Item && mark.family == Family::Arabic;
    // （一）（一）项 ("item (1)(1)") and 1、1、2 only mention numbers.
    let goes_on = behind[length..].starts_with(|c: char| is_han_number(c) || narrow(c).is_ascii_digit());
    (family == mark.family && (ordinal == mark.ordinal || is_automatic) && !goes_on && length < behind.len())
        .then_some(start + length)
}

fn report_doubled(cx: &Context<'_>, out: &mut Findings<'_>, spans: &[Span]) {
    let word = |span: Span| cx.doc.slice(span);
    let last = |span: Span| word(span).chars().next_back().map_or(0, char::len_utf8);
    let signs = spans.iter().map(|span| Span::new(span.end() - last(*span), span.end()));
    // Without the 、, a mark after it (（一）、一是…, "(1), first is …") might no longer be recognised.
    let is_free = |sign: Span| !begins_mark(cx.doc.text()[sign.end()..].trim_start_matches(is_blank));
    let safety = if signs.clone().all(is_free) { Safety::Safe } else { Safety::Unsafe };
    let found = word(spans[0]);
    out.report(spans[0])
        .variant(if spans.len() == 1 { "double" } else { "doubles" })
        .arg("expected", &found[..found.len() - last(spans[0])])
        .arg("count", spans.len() as u64)
        .mend(safety, signs.map(|span| Edit { span, text: String::new() }).collect());
}

/// True if `text` begins with a character that a list mark may begin with.
fn begins_mark(text: &str) -> bool {
    let first = text.chars().next();
    let is_number = |c: char| is_han_number(c) || enclosed(c).is_some() || narrow(c).is_ascii_digit();
    first.is_some_and(|c| is_number(c) || HEADS.contains(&c))
}

/// True for a mark in a table of contents. Findings that are reported once per document are placed
/// outside of it if possible.
fn is_listed(cx: &Context<'_>, mark: Span) -> bool {
    cx.facts.contents().holds(cx.doc.block_at(mark.start()))
}

/// Reports, once per document, marks whose numeral is another, similar character: `ー、` (Japanese
/// prolonged sound mark) and `(-)` for 一 ("one").
fn lookalikes(cx: &Context<'_>, out: &mut Findings<'_>) {
    let is_wrong = |mark: &&Mark| {
        cx.doc
            .slice(mark.number)
            .chars()
            .any(|c| lookalike(c).is_some() || matches!(c, '-' | '－' | '—' | '–'))
    };
    let wrong: Vec<&Mark> = cx.facts.marks().iter().filter(is_wrong).collect();
    let Some(first) = wrong.iter().find(|mark| !is_listed(cx, mark.span)).or(wrong.first()) else { return };
    let edits = wrong.iter().map(|mark| Edit { span: mark.number, text: item(mark.ordinal) });
    out.report(first.span)
        .variant("lookalike")
        .arg("expected", first.with_ordinal(cx.doc, first.ordinal))
        .arg("count", wrong.len() as u64)
        .mend(Safety::Safe, edits.collect());
}

/// Punctuation after list marks that is common although the standard (GB/T 15834-2011) prescribes
/// another.
#[derive(Clone, Copy)]
enum Habit {
    /// `1、` instead of `1.` (B.3.3).
    Dot,
    /// `第一、` ("first") instead of `第一，` (B.3.1).
    Comma,
    /// `一.` instead of `一、` (B.3.2).
    Pause,
}

impl Habit {
    fn is_of(self, mark: &Mark, found: &str) -> bool {
        match self {
            Self::Dot => mark.family == Family::Arabic && found.ends_with('、'),
            Self::Comma => {
                matches!(mark.family, Family::Ordinal | Family::Among | Family::Discourse)
                    && found.ends_with('、')
            }
            Self::Pause => mark.family == Family::HanPause && !found.ends_with('、'),
        }
    }

    fn variant(self) -> (&'static str, &'static str) {
        match self {
            Self::Dot => ("dot", "."),
            Self::Comma => ("comma", "，"),
            Self::Pause => ("pause", "、"),
        }
    }
}

fn habits(cx: &Context<'_>, out: &mut Findings<'_>, habit: Habit) {
    let found: Vec<Span> = cx
        .facts
        .marks()
        .iter()
        .filter(|mark| habit.is_of(mark, cx.doc.slice(mark.span)))
        .map(|mark| mark.span)
        .collect();
    let Some(&first) = found.iter().find(|span| !is_listed(cx, **span)).or(found.first()) else { return };
    let (variant, punctuation) = habit.variant();
    let sign = |span: Span| {
        Span::new(span.end() - cx.doc.slice(span).chars().next_back().map_or(0, char::len_utf8), span.end())
    };
    let number = cx.doc.slice(Span::new(first.start(), sign(first).start()));
    let edits = found.iter().map(|&span| Edit { span: sign(span), text: punctuation.to_owned() });
    out.report(first)
        .at_most(Severity::Hint)
        .variant(variant)
        .arg("expected", format!("{number}{punctuation}"))
        .arg("count", found.len() as u64)
        .mend(Safety::Unsafe, edits.collect());
}

//! `由3个镇、2个乡组成，共6个`: what makes up a whole, and the whole.

use crate::check::{Context, Findings};
use crate::checks::figure::sum::{Breakdown, MAX_REACH};
use crate::facts::figure::quantities::Quantity;
use crate::text::chars::is_han;
use crate::text::span::Span;
use crate::words::total;

/// `word` is 组成 or 构成.
pub(super) fn check(cx: &Context<'_>, out: &mut Findings<'_>, word: Span) {
    let text = cx.doc.text();
    let all = cx.facts.figures();
    let sentence = all.partition_point(|figures| figures.sentence.end <= word.start);
    let Some(figures) = all.get(sentence).filter(|figures| figures.sentence.contains(word)) else { return };
    let behind = figures.list.partition_point(|figure| figure.span.start < word.start);
    let reach = text.ceil_char_boundary(word.start.saturating_sub(MAX_REACH)).max(figures.sentence.start);
    let Some(start) = text[reach..word.start].rfind('由').map(|at| reach + at) else { return };
    let first = figures.list.partition_point(|figure| figure.span.start < start);
    let Some(total) = total(cx, &figures.list, start, word.end) else { return };
    let parts: Vec<&Quantity> = figures.list[first..behind].iter().collect();
    let region = &text[start..word.start];
    let is_plain = !region.contains(['等', '；', '（', '(']) && !region.contains("其中");
    let alike = |part: &&Quantity| part.unit == total.unit || is_person(part.unit) && is_person(total.unit);
    let are_parts = parts.len() > 1
        && parts.iter().all(|part| !part.is_approximate && alike(part) && is_named(text, part));
    let breakdown = Breakdown { total, parts };
    if is_plain && are_parts && !total.is_approximate && breakdown.is_off() {
        breakdown.report(cx, out, "total");
    }
}

/// 共6个 behind 组成, or 共6个， before 由.
fn total<'a>(
    cx: &Context<'_>,
    figures: &'a [Quantity<'a>],
    start: usize,
    end: usize,
) -> Option<&'a Quantity<'a>> {
    let text = cx.doc.text();
    let classes = [&total::LABEL, &total::ADVERB].map(|class| cx.facts.words().of(class));
    let next = figures.get(figures.partition_point(|figure| figure.span.start < end));
    let behind = next.filter(|next| {
        let lead = text[end..next.span.start].trim_start_matches(['，', ',']);
        classes.iter().any(|words| words.contains(lead))
    });
    behind.or_else(|| {
        let last = figures[..figures.partition_point(|figure| figure.span.end <= start)].last()?;
        let is_beside = matches!(&text[last.span.end..start], "，" | ",");
        let is_total = classes.iter().any(|words| words.end_of(&text[..last.span.start]).is_some());
        (is_beside && is_total).then_some(last)
    })
}

fn is_person(unit: &str) -> bool {
    matches!(unit, "人" | "名" | "位")
}

/// A noun stands behind the part: 3个|镇.
fn is_named(text: &str, part: &Quantity) -> bool {
    text[part.span.end..].starts_with(is_han)
}

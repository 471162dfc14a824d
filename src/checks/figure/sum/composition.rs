//! `由3个镇、2个乡组成，共6个`: what makes up a whole, and the whole.

use crate::checks::figure::sum::{Breakdown, MAX_REACH};
use crate::facts::quantities::Quantity;
use crate::rule::check::{Context, Findings};
use crate::text::chars::is_han;
use crate::text::span::Span;

/// Words before the whole.
const ALTOGETHER: [&str; 7] = ["共计", "合计", "总计", "总共", "共有", "一共", "共"];

/// `word` is 组成 or 构成.
pub(super) fn check(cx: &Context<'_>, out: &mut Findings<'_>, word: Span) {
    let text = cx.doc.text();
    let all = cx.facts.figures();
    let sentence = all.partition_point(|figures| figures.sentence.end <= word.start);
    let Some(figures) = all.get(sentence).filter(|figures| figures.sentence.contains(word)) else { return };
    let behind = figures.list.partition_point(|figure| figure.span.start < word.start);
    let Some(total) = figures.list.get(behind) else { return };
    let lead = text[word.end..total.span.start].trim_start_matches(['，', ',']);
    let reach = text.ceil_char_boundary(word.start.saturating_sub(MAX_REACH)).max(figures.sentence.start);
    let Some(start) = text[reach..word.start].rfind('由').map(|at| reach + at) else { return };
    let first = figures.list.partition_point(|figure| figure.span.start < start);
    let parts: Vec<&Quantity> = figures.list[first..behind].iter().collect();
    let region = &text[start..word.start];
    let is_plain = !region.contains(['等', '；', '（', '(']) && !region.contains("其中");
    let alike = |part: &&Quantity| part.unit == total.unit || is_person(part.unit) && is_person(total.unit);
    let are_parts = parts.len() > 1
        && parts.iter().all(|part| !part.is_approximate && alike(part) && is_named(text, part));
    let breakdown = Breakdown { total, parts };
    if ALTOGETHER.contains(&lead) && is_plain && are_parts && !total.is_approximate && breakdown.is_off() {
        breakdown.report(cx, out, "total");
    }
}

fn is_person(unit: &str) -> bool {
    matches!(unit, "人" | "名" | "位")
}

/// A noun stands behind the part: 3个|镇.
fn is_named(text: &str, part: &Quantity) -> bool {
    text[part.span.end..].starts_with(is_han)
}

//! `date/reversed`: 2021年10月5日至2021年9月3日; 9月15日至9月4日; 2018至2014年.
//!
//! Across New Year a range without years may fall: 12月20日至1月10日.

use crate::check::{Check, Context, Findings};
use crate::checks::{Parts, no_options};
use crate::facts::date::dates::DateMention;
use crate::text::chars::is_blank;
use crate::text::span::Span;

/// Signs and words between the two ends.
const SIGNS: [&str; 9] = ["至", "到", "—", "——", "-", "－", "–", "～", "~"];

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    Ok(Box::new(Reversed))
}

struct Reversed;

impl Check for Reversed {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let text = cx.doc.text();
        for pair in cx.facts.dates().windows(2) {
            let sign = text[pair[0].span.end..pair[1].span.start].trim_matches(is_blank);
            if SIGNS.contains(&sign) && is_reversed(&pair[0], &pair[1]) {
                report(cx, out, pair[0].span, pair[1].span);
            }
        }
        for date in cx.facts.dates().iter().filter(|date| date.is_year()) {
            bare_year(cx, out, date);
        }
    }
}

fn report(cx: &Context<'_>, out: &mut Findings<'_>, first: Span, last: Span) {
    out.report(first.join(last)).arg("first", cx.doc.slice(first)).arg("last", cx.doc.slice(last));
}

/// The second date is before the first; what the second leaves out is taken from the first.
fn is_reversed(first: &DateMention, last: &DateMention) -> bool {
    if first.is_masked() || last.is_masked() || first.fault().is_some() || last.fault().is_some() {
        return false;
    }
    let (years, months) =
        ((first.known_year(), last.known_year()), (first.known_month(), last.known_month()));
    let days = (first.known_day(), last.known_day());
    match (years, months, days) {
        // 4月17日至6日
        (_, (Some(_), None), (Some(a), Some(b))) if years.1.is_none() => b < a,
        // 9月15日至9月4日, with the year before the first or without any
        ((_, None), (Some(m), Some(n)), (Some(a), Some(b))) => {
            (m == n && b < a) || (years.0.is_some() && n < m && m - n < 6)
        }
        ((Some(y), Some(z)), (Some(m), Some(n)), (Some(a), Some(b))) => (z, n, b) < (y, m, a),
        ((Some(y), Some(z)), (Some(m), Some(n)), (None, None)) => (z, n) < (y, m),
        ((Some(y), Some(z)), (None, None), (None, None)) => z < y,
        _ => false,
    }
}

/// `2018至2014年`: the first year has no 年 of its own.
fn bare_year(cx: &Context<'_>, out: &mut Findings<'_>, date: &DateMention) {
    let text = cx.doc.text();
    let block = cx.doc.blocks()[cx.doc.block_at(date.span.start)].span;
    let before = text[block.start..date.span.start].trim_end_matches(is_blank);
    let Some(before) = SIGNS.iter().find_map(|sign| before.strip_suffix(sign)) else { return };
    let before = before.trim_end_matches(is_blank);
    let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let start = before.len() - digits;
    let year: Option<u32> = before[start..].parse().ok().filter(|year| (1800..2200).contains(year));
    let is_number = before[..start].ends_with(['-', '—', '.', '/', '：', ':']);
    if let (Some(first), Some(last)) = (year.filter(|_| digits == 4 && !is_number), date.known_year())
        && last < first
        && last >= 1800
    {
        report(cx, out, Span::new(block.start + start, block.start + start + digits), date.span);
    }
}

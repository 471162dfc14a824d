//! Totals of a range of numbers: 第12页至第18页，共7页 ("pages 12 to 18, 7 pages in all"),
//! 编号BG-031至BG-045，共15台 ("numbers BG-031 to BG-045, 15 machines in all").

use crate::facts::Facts;
use crate::facts::count::claims::Candidate;
use crate::facts::count::claims::reading::CountReading;
use crate::facts::count::counts::Count;
use crate::text::chars::{is_blank, is_han};
use crate::text::span::Span;
use crate::words::count;

/// Number of bytes before the total that are searched for the range.
const NEAR: usize = 160;
/// Minimum number of digits of a code: BG-031.
const MIN_CODE: usize = 2;

/// First or last number of a range such as 第12页至第18页 ("pages 12 to 18").
struct End<'t> {
    /// Letters and hyphens before the digits: `BG-`; empty for a plain number.
    code: &'t str,
    value: u64,
    /// Number of digits of the number as written.
    width: usize,
    /// Unit of the number: 页 ("page"); empty after a code.
    unit: &'t str,
    /// Outer end of the number with its code and unit, as a byte offset in the text that was read:
    /// the start of the left number, or the end of the right one.
    edge: usize,
}

/// Reads the only range before a total, if the total counts the units of the range.
pub(super) fn read(facts: &Facts<'_>, of: &Count) -> Option<(Span, Candidate)> {
    let text = facts.doc.text();
    let block = facts.doc.blocks()[of.block].span;
    // Few numbers are totals, so this is asked first.
    if !text[..of.number.start()].trim_end_matches('计').ends_with('共') {
        return None;
    }
    let measure = of.measure(text);
    let unit = facts.words().of(&count::NUMBERED_UNIT).start_of(&text[of.number.end()..block.end()]);
    let measure = unit.or(measure)?;
    let from = text.ceil_char_boundary(block.start().max(of.number.start().saturating_sub(NEAR)));
    let before = &text[from..of.number.start()];
    let from = from + before.rfind(['。', '；', '！', '？']).map_or(0, |at| at + '。'.len_utf8());
    let before = text[from..of.number.start()].trim_end_matches("计");
    let lead = before.strip_suffix('共')?.trim_end_matches(['一', '总', '合']);
    let except = facts.words().of(&count::EXCEPT);
    let is_listed = |(at, sign): (usize, &str)| !lead[at + sign.len()..].starts_with(is_han);
    if except.is_in(lead) || lead.match_indices('、').any(is_listed) {
        return None;
    }
    let mut joints =
        lead.match_indices(['至', '到', '—', '–', '－', '~', '～', '-']).filter_map(|(at, sign)| {
            let first = left(facts, &lead[..at])?;
            let second = right(facts, &lead[at + sign.len()..])?;
            let is_alike = first.code == second.code
                && (first.unit.is_empty() || first.unit == second.unit)
                && (second.unit == measure && second.code.is_empty()
                    || !second.code.is_empty() && second.width >= MIN_CODE && first.width == second.width);
            let span = Span::new(from + first.edge, from + at + sign.len() + second.edge);
            let length = second.value.checked_sub(first.value)?.saturating_add(1);
            (is_alike && length > 1).then_some((span, length))
        });
    let (span, value) = joints.next()?;
    let is_only = joints.next().is_none();
    let place = Span::new(of.number.start(), of.number.end() + measure.len());
    is_only.then_some((
        place,
        Candidate {
            reading: CountReading::Range,
            found: value..=value,
            items: vec![span],
            is_open: false,
            is_sure: true,
        },
    ))
}

/// Number that ends `text` and begins the range: 第12页 ("page 12"), BG-031.
fn left<'t>(facts: &Facts<'_>, text: &'t str) -> Option<End<'t>> {
    let text = text.trim_end_matches(is_blank);
    let unit = facts.words().of(&count::NUMBERED_UNIT).end_of(text).map_or(0, str::len);
    let (rest, unit) = text.split_at(text.len() - unit);
    let width = rest.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (rest, written) = rest.split_at(rest.len() - width);
    let code = rest.bytes().rev().take_while(|b| b.is_ascii_alphabetic() || *b == b'-').count();
    let edge = rest.len() - code;
    Some(End { code: &rest[edge..], value: written.parse().ok()?, width, unit, edge })
}

/// Number at the start of `text`, which ends the range.
fn right<'t>(facts: &Facts<'_>, text: &'t str) -> Option<End<'t>> {
    let rest = text.trim_start_matches(|c| is_blank(c) || c == '第');
    let code = rest.bytes().take_while(|b| b.is_ascii_alphabetic() || *b == b'-').count();
    let width = rest[code..].bytes().take_while(u8::is_ascii_digit).count();
    let value = rest[code..code + width].parse().ok()?;
    let behind = &rest[code + width..];
    let unit = facts.words().of(&count::NUMBERED_UNIT).start_of(behind);
    let unit = unit.map_or("", |word| &behind[..word.len()]);
    let edge = text.len() - behind.len() + unit.len();
    Some(End { code: &rest[..code], value, width, unit, edge })
}

//! Ranges of numbers that follow each other: 第1题至第15题 … 第16题至第20题 ("questions 1 to 15 … questions
//! 16 to 20"). If one begins with the last number of the range before, this number occurs twice.

use memchr::memmem;

use crate::facts::Facts;
use crate::text::chars::is_blank;
use crate::text::span::Span;
use crate::words::count;

/// The ordinal prefix 第, with which the first number of a range begins.
const LEAD: &str = "第";
/// Maximum number of digits of a number that is read.
const MAX_DIGITS: usize = 4;

/// A range of numbers with their unit: 第1题至第15题 ("questions 1 to 15"), 第16—20题 ("questions 16–20").
#[derive(Clone, Copy, Debug)]
struct NumberRange<'t> {
    first: (u32, Span),
    last: (u32, Span),
    unit: &'t str,
    block: usize,
}

/// A number that ends one range and begins the next one too: 10 in 第1—10号, 第10—20号 ("nos. 1–10,
/// nos. 10–20").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shared {
    /// Span of the shared number in the second range, which is reported.
    pub again: Span,
    /// Span of the number in the first range.
    pub first: Span,
}

/// Finds numbers that end one range and begin the next range of the same unit: 10 in 第1—10号,
/// 第10—20号 ("nos. 1–10, nos. 10–20"). Units of time are skipped, as a week can belong to two phases
/// of a project.
pub fn shared(facts: &Facts<'_>) -> Vec<Shared> {
    let all = all(facts);
    let mut found = Vec::new();
    for pair in all.windows(2) {
        let (one, next) = (pair[0], pair[1]);
        let is_same = one.unit == next.unit && !is_time(one.unit);
        // Only the questions of a test continue in another paragraph.
        let is_near = one.block == next.block || matches!(one.unit, "题" | "小题");
        let is_alone = one.first.0 < one.last.0 && next.first.0 < next.last.0;
        if is_same && is_near && is_alone && one.last.0 == next.first.0 {
            found.push(Shared { again: next.first.1, first: one.last.1 });
        }
    }
    found
}

/// True for units of time such as 周 ("week"). Two consecutive ranges may share such a unit: one
/// phase of a project ends in the week in which the next begins.
fn is_time(unit: &str) -> bool {
    matches!(unit, "周" | "期" | "届" | "集" | "章" | "节" | "场" | "轮")
}

fn all<'t>(facts: &'t Facts<'_>) -> Vec<NumberRange<'t>> {
    let text = facts.doc.text();
    let blocks = facts.doc.blocks();
    let mut found = Vec::new();
    let mut known = None;
    for at in memmem::find_iter(text.as_bytes(), LEAD) {
        // Most documents have no such number, and no block needs to be read twice.
        let is_number = text.as_bytes().get(at + LEAD.len()).is_some_and(u8::is_ascii_digit);
        let block = facts.doc.block_at(at);
        if !is_number || known.replace(block) == Some(block) || blocks.is_empty() {
            continue;
        }
        let at = blocks[block];
        let written = at.span.of(text);
        for (sign, joint) in written.match_indices(['至', '到', '—', '－', '～', '~', '-']) {
            let end = at.span.start() + sign;
            let stretch = first(facts, at.span, end).and_then(|first| {
                let (last, unit) = last(facts, at.span, end + joint.len())?;
                Some(NumberRange { first, last, unit, block })
            });
            found.extend(stretch);
        }
    }
    found
}

/// Reads the number with the prefix 第 directly before byte `end`, at which the sign of a range
/// begins: 15 of 第15题 ("question 15") before 至 ("to").
fn first(facts: &Facts<'_>, block: Span, end: usize) -> Option<(u32, Span)> {
    let text = facts.doc.text();
    let lead = text[block.start()..end].trim_end_matches(is_blank);
    let unit = facts.words().of(&count::NUMBERED_UNIT).end_of(lead).map_or(0, str::len);
    let lead = &lead[..lead.len() - unit];
    let digits = lead.bytes().rev().take_while(u8::is_ascii_digit).count();
    let start = block.start() + lead.len() - digits;
    let value = lead[lead.len() - digits..].parse().ok().filter(|_| digits <= MAX_DIGITS)?;
    lead[..lead.len() - digits].ends_with(LEAD).then(|| (value, Span::new(start, start + digits)))
}

/// Reads the number and the unit that begin at byte `start`, after the sign of a range: 20 and 题 of
/// 第20题 ("question 20") after 至 ("to").
fn last<'t>(facts: &'t Facts<'_>, block: Span, start: usize) -> Option<((u32, Span), &'t str)> {
    let text = facts.doc.text();
    let behind = &text[start..block.end()];
    let rest = behind.trim_start_matches(|c| is_blank(c) || c == '第');
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let value = rest[..digits].parse().ok().filter(|_| digits <= MAX_DIGITS)?;
    let unit =
        facts.words().of(&count::NUMBERED_UNIT).start_of(rest[digits..].trim_start_matches(['小', '大']))?;
    let at = block.end() - rest.len();
    Some(((value, Span::new(at, at + digits)), unit))
}

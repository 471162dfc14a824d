//! A value, its limit, and the verdict that the text gives: 噪声62分贝，标准为不超过60分贝，达标 ("noise 62 dB,
//! standard not above 60 dB, passed").

use crate::facts::figure::measures::{Measure, Role, Way};
use crate::facts::figure::relations::limit::limit;
use crate::facts::figure::relations::{Operand, Relation};
use crate::text::span::Span;
use crate::words::rules::figure::rate::{FAILED, LINES, PASSED, STANDARDS};
use crate::words::{Words, number};

/// Number of bytes after a limit that are searched for the verdict: 达标 ("passed").
const MAX_BEHIND: usize = 75;
/// Number of characters before a limit that are searched for its name.
const MAX_NAME: usize = 16;

/// Checks each verdict of a sentence, such as 达标 ("passed"), against the limit and the value before
/// it.
pub(super) fn find<'w>(text: &str, words: &Words, list: &[Measure<'w>]) -> Vec<Relation<'w>> {
    list.windows(2).filter_map(|pair| judge(text, words, &pair[0], &pair[1])).collect()
}

/// Side of a limit on which a value must be to pass: above it for 不低于 ("not below"), below it for
/// 不超过 ("not above").
fn side(text: &str, words: &Words, line: &Measure<'_>) -> Option<Way> {
    let lead = line.lead(text);
    let least = words.of(&number::AT_LEAST).end_of(lead).map(|_| Way::Up);
    let most =
        || words.of(&number::AT_MOST).end_of(lead).filter(|word| word.starts_with("不超")).map(|_| Way::Down);
    let sign = || match lead.chars().next_back() {
        Some('≥') => Some(Way::Up),
        Some('≤') => Some(Way::Down),
        _ => None,
    };
    let other = || ["不高于", "不大于"].iter().any(|word| lead.ends_with(word)).then_some(Way::Down);
    let pass = || LINES.iter().any(|word| lead.ends_with(word)).then_some(Way::Up);
    least.or_else(pass).or_else(most).or_else(sign).or_else(other)
}

fn judge<'w>(text: &str, words: &Words, one: &Measure<'w>, next: &Measure<'w>) -> Option<Relation<'w>> {
    let (first, second) = (one.quantity, next.quantity);
    let are_bare = first.printed.has_decimals() && second.printed.has_decimals();
    if first.unit != second.unit || first.unit.is_empty() && !are_bare || one.sentence != next.sentence {
        return None;
    }
    let (line, value, way) = match (side(text, words, one), side(text, words, next)) {
        (Some(way), None) => (one, next, way),
        (None, Some(way)) => (next, one, way),
        _ => return None,
    };
    let (a, b) = (line.quantity, value.quantity);
    if value.role != Role::Value || b.is_approximate {
        return None;
    }
    let before = &text[one.sentence.start().min(a.span.start())..a.span.start()];
    let near = before.char_indices().rev().nth(MAX_NAME).map_or(before, |(at, _)| &before[at..]);
    let behind = &text[next.quantity.span.end()..next.sentence.end().max(next.quantity.span.end())];
    let behind = &behind[..behind.floor_char_boundary(MAX_BEHIND)];
    let is_line =
        STANDARDS.iter().any(|word| near.contains(word) || behind.starts_with('的') && behind.contains(word));
    let clause = behind.split(['；', '。']).next().unwrap_or_default();
    let said = |words: &[&'static str]| {
        words.iter().find_map(|word| clause.find(word).map(|at| Span::new(at, at + word.len())))
    };
    let (span, is_passed) =
        said(&FAILED).map(|span| (span, false)).or_else(|| said(&PASSED).map(|span| (span, true)))?;
    let is_met = match way {
        Way::Up => b.interval().high >= a.value,
        Way::Down => b.interval().low <= a.value,
    };
    let is_surely_met = match way {
        Way::Up => b.value >= a.value,
        Way::Down => b.value <= a.value,
    };
    let holds = if is_passed { is_met } else { !is_surely_met };
    let place = Span::new(next.quantity.span.end() + span.start(), next.quantity.span.end() + span.end());
    let shown = [place.of(text).to_owned(), b.of(text).to_owned()];
    is_line.then(|| limit((a, place), vec![Operand::new("value", b)], (true, holds), shown))
}

//! An office that stands on both sides of a name: 副市长周大川副市长.

use crate::facts::duplicate::doubled::Doubled;
use crate::facts::duplicate::names::is_person;
use crate::text::span::Span;
use crate::words::{Words, doubled};

/// Characters of a name.
const NAME: std::ops::RangeInclusive<usize> = 2..=3;

/// Adds the offices of a block that stand on both sides of a name.
pub(super) fn find(text: &str, block: Span, words: &Words, found: &mut Vec<Doubled>) {
    let offices = words.of(&doubled::OFFICE);
    let mut free = block.start;
    for (at, _) in block.of(text).char_indices() {
        let start = block.start + at;
        if start < free {
            continue;
        }
        let Some(office) = offices.start_of(&text[start..block.end]) else { continue };
        let end = start + office.len();
        free = end;
        let behind = &text[end..block.end];
        let second = NAME
            .filter_map(|length| behind.char_indices().nth(length))
            .map(|(at, _)| at)
            .find(|&at| is_person(&behind[..at]) && offices.start_of(&behind[at..]) == Some(office));
        if let Some(second) = second.map(|at| Span::new(end + at, end + at + office.len())) {
            found.push(Doubled { first: Span::new(start, end), extra: second });
            free = second.end;
        }
    }
}

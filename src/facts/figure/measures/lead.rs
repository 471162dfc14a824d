//! The words before a figure in its clause: where they begin, which characters they hold, and how
//! many brackets are open behind them.

use std::ops::Range;

use crate::text::chars::Codes;
use crate::text::glance::Glance;
use crate::text::signs::Signs;

/// Maximum number of bytes before a figure that are read for its role and its name.
const MAX_LEAD: usize = 150;
/// Punctuation that ends the clause before a figure.
static ENDS: Signs = Signs::of("，,；;：:、（(）)—。！？");

/// The words before a figure in its clause.
#[derive(Clone, Copy)]
pub(super) struct Lead {
    /// Byte at which they begin.
    pub(super) start: usize,
    /// Glance at the words.
    pub(super) signs: Glance,
    /// Number of brackets that are open before the figure.
    pub(super) depth: usize,
}

impl Lead {
    /// Reads the text before a figure in one pass. `range` is the text between the previous figure,
    /// or the start of the sentence, and this one; `depth` brackets are open before it.
    pub(super) fn read(text: &str, range: Range<usize>, mut depth: usize) -> Self {
        let Range { start: end, end: at } = range;
        let from = text.ceil_char_boundary(at.saturating_sub(MAX_LEAD)).max(end).min(at);
        let (mut start, mut signs) = (from, Glance::NONE);
        for (first, last, code) in Codes::of(&text[end..at]) {
            if ENDS.contains_code(code) {
                match char::from_u32(code) {
                    Some('（' | '(') => depth += 1,
                    Some('）' | ')') => depth = depth.saturating_sub(1),
                    _ => {}
                }
                (start, signs) = (start.max(end + last), Glance::NONE);
            } else if end + first >= from {
                signs = signs.with(code);
            }
        }
        Self { start, signs, depth }
    }
}

#[cfg(test)]
mod tests {
    use super::{ENDS, Lead, MAX_LEAD};
    use crate::text::glance::Glance;

    /// The pass over the text before a figure finds what separate searches find.
    #[test]
    fn reads_the_words_before_a_figure_in_one_pass() {
        let long = "很长的一句话里有许多字".repeat(8);
        let texts =
            ["", "产值", "（其中，男）女", "甲）乙（丙（丁", "a，é。𠮷由", "；", "他说：“共", long.as_str()];
        for text in texts {
            let text = format!("前（文{text}");
            let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            for (at, end) in ends.clone().flat_map(|at| ends.clone().map(move |end| (at, end))) {
                if end > at {
                    continue;
                }
                let read = Lead::read(&text, end..at, 1);
                let depth = text[end..at].chars().fold(1usize, |depth, c| match c {
                    '（' => depth + 1,
                    '）' => depth.saturating_sub(1),
                    _ => depth,
                });
                let from = text.ceil_char_boundary(at.saturating_sub(MAX_LEAD)).max(end);
                let sign = text[from..at].char_indices().rfind(|(_, c)| ENDS.contains(*c));
                let start = sign.map_or(from, |(sign, c)| from + sign + c.len_utf8());
                assert_eq!((read.start, read.depth), (start, depth), "{text} {end} {at}");
                assert_eq!(read.signs, Glance::of(&text[start..at]));
            }
        }
    }
}

//! Groups of leftover lines that belong to the head or foot of one web page. The lines are found
//! one by one but reported together, as they are deleted together.

use crate::document::source::Format;
use crate::facts::Facts;
use crate::facts::leftover::Talk;
use crate::facts::leftover::units::{self, trimmed};
use crate::text::span::Span;

/// Maximum number of blocks between two leftover lines that are reported together, as parts of the
/// head or foot of one web page.
const MAX_GAP: usize = 12;
/// Maximum number of bytes of each block between such lines. A longer block is a part of the
/// document.
const MAX_BETWEEN: usize = 24;
/// Minimum number of blocks in the head of a page that was saved as a whole.
const SAVED_HEAD: usize = 4;
/// Maximum number of blocks in the head of a page that was saved as a whole.
const LONGEST_HEAD: usize = 24;
/// Number of blocks that a file must exceed to count as a whole web page saved with its head.
const MIN_SAVED: usize = 40;
/// Number of blocks that a Markdown file must exceed to count as an article published on the web,
/// in which leftover lines that are not certain are meant.
const LONG_POST: usize = 100;

/// Leftover lines that belong to the head or foot of the same web page and are reported together.
/// Other short lines may be between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Spans in text order; consecutive lines are one span.
    pub spans: Vec<Span>,
    /// True if at least one of the spans certainly does not belong to the document.
    pub is_certain: bool,
    /// True if the whole file is a saved web page or a published article, so that these lines
    /// belong to it.
    pub is_saved: bool,
}

/// Groups the spans that belong to one page head or foot. `talk` must be in text order.
pub fn groups(facts: &Facts<'_>, talk: &[Talk]) -> Vec<Group> {
    let blocks = facts.doc.blocks();
    let mut groups: Vec<Group> = Vec::new();
    // First and last block of the previous span, and true if it is a line.
    let mut before: Option<(usize, usize, bool)> = None;
    for found in talk {
        let first = facts.doc.block_at(found.span.start());
        let last = facts.doc.block_at(found.span.end().saturating_sub(1).max(found.span.start()));
        let is_line = found.span == trimmed(facts, blocks[first].span) || last > first;
        let gap = before.filter(|(_, end, was_line)| is_line && *was_line && *end < first);
        if let (Some((head, end, _)), Some(group)) = (gap, groups.last_mut()) {
            if end + 1 == first
                && let Some(span) = group.spans.last_mut()
            {
                span.set_end(found.span.end());
                group.is_certain |= found.is_certain;
                before = Some((head, last, true));
                continue;
            }
            let between = &blocks[(end + 1).min(first)..first];
            let is_spoken = |span: Span| facts.doc.slice(span).ends_with(['。', '！', '？', '：']);
            let is_short = |span: Span| span.len() <= MAX_BETWEEN && !is_spoken(span);
            let is_near = between.len() <= MAX_GAP && between.iter().all(|block| is_short(block.span));
            let is_one_head = head < units::HEAD || head + MAX_GAP >= blocks.len();
            if is_near && is_one_head {
                group.spans.push(found.span);
                group.is_certain |= found.is_certain;
                before = Some((head, last, true));
                continue;
            }
        }
        // 本文仅供参考。 ("For reference only.") in one block of the foot, 版权声明：… ("Copyright: …") in the
        // next.
        let is_next = before.is_some_and(|(head, end, _)| first <= end + 1 && head + MAX_GAP >= blocks.len());
        if let (true, Some(group)) = (is_next && first >= MAX_GAP, groups.last_mut()) {
            group.spans.push(found.span);
            group.is_certain |= found.is_certain;
            before = before.map(|(head, _, _)| (head, last, is_line));
            continue;
        }
        groups.push(Group { spans: vec![found.span], is_certain: found.is_certain, is_saved: false });
        before = Some((first, last, is_line));
    }
    let is_saved = blocks.len() > MIN_SAVED && is_head(facts, &groups);
    let is_post = facts.doc.origin().format == Format::Markdown && blocks.len() > LONG_POST;
    for group in &mut groups {
        group.is_saved = is_saved || is_post && !group.is_certain;
    }
    groups
}

/// True if the groups are the head of a saved page: it begins in the first block and has several
/// blocks.
fn is_head(facts: &Facts<'_>, groups: &[Group]) -> bool {
    let spans = || groups.iter().flat_map(|group| &group.spans);
    let starts = spans().next().is_some_and(|first| facts.doc.block_at(first.start()) == 0);
    let ends = spans().map(|span| facts.doc.block_at(span.end().saturating_sub(1).max(span.start())));
    starts && ends.filter(|end| *end < LONGEST_HEAD).any(|end| end + 1 >= SAVED_HEAD)
}

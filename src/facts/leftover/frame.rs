//! The first and last line of a document proper: from the line that addresses the reader to the
//! thanks, the greeting or the date at the end. A sentence before or after these is hardly ever
//! part of the document.

use crate::document::block::Block;
use crate::facts::Facts;
use crate::facts::blocks::{self, Shape};
use crate::facts::leftover::units::Unit;
use crate::text::chars::is_blank;
use crate::text::numeral::is_numeral;
use crate::words::carrier::CLOSING;

/// Number of blocks at each end of the file that may be outside of the document proper.
const REACH: usize = 8;
/// Maximum number of bytes of a title. A longer line is running text.
const MAX_TITLE: usize = 180;
/// Maximum number of bytes of a line that closes a document. A longer line is running text.
const MAX_CLOSING: usize = 60;

/// Range of the blocks that are the document proper, from the line that addresses its reader to its
/// last line. Text outside of this range may come from a site or an assistant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    first: usize,
    last: usize,
}

impl Frame {
    /// Finds the document proper: from the first address to the reader to the last closing line. If
    /// there is no such line, the range reaches to the beginning or the end of the file.
    pub fn of(facts: &Facts<'_>) -> Self {
        let blocks = facts.doc.blocks();
        let text = |block: &Block| facts.doc.slice(block.span).trim_matches(is_blank);
        let head = blocks.iter().take(REACH).position(|block| {
            let line = text(block);
            blocks::is_address(line) || blocks::shape(line) == Shape::Salutation
        });
        let closings = facts.words().of(&CLOSING);
        let from = blocks.len().saturating_sub(REACH).max(1);
        let foot = blocks.iter().skip(from).rposition(|block| {
            let line = text(block);
            let bare = line.trim_end_matches(['。', '！', '!', '.', '～', '~']);
            line.len() <= MAX_CLOSING && closings.end_of(bare).is_some() || is_date(line)
        });
        Self { first: head.unwrap_or(0), last: foot.map_or(blocks.len(), |at| from + at) }
    }

    /// Returns `unit` with its flag [`Unit::is_beyond`] set.
    pub fn placed(self, facts: &Facts<'_>, unit: Unit) -> Unit {
        let at = facts.doc.block_at(unit.span.start());
        let line = || facts.doc.slice(facts.doc.blocks()[at].span);
        Unit { is_beyond: (at < self.first || at > self.last) && self.is_beyond(line(), at), ..unit }
    }

    /// True if a block is outside of the document proper and is not its title. `line` is the text
    /// of the block.
    pub fn is_beyond(self, line: &str, block: usize) -> bool {
        let is_title = || {
            line.len() <= MAX_TITLE && !line.contains(['，', '。', '！', '？', '；', '：', ':', '～', '~'])
        };
        block > self.last || block < self.first && !is_title()
    }
}

/// True for a line that is only a date: 2024年3月5日, 二〇二四年三月五日 (5 March 2024).
fn is_date(line: &str) -> bool {
    line.ends_with('日')
        && line.chars().all(|c| {
            c.is_ascii_digit() || is_numeral(c) || is_blank(c) || matches!(c, '年' | '月' | '日' | '〇')
        })
}

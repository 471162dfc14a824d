//! The text on both sides of a place in a block, cut to what is near.

use crate::document::block::{Block, BlockKind};
use crate::text::chars::{is_closing, is_stop};
use crate::text::span::Span;
use crate::words::{Words, gap};

/// How far around a place words are looked at, in bytes.
const REACH: usize = 48;

/// A block and what is asked about its places.
#[derive(Clone, Copy)]
pub(super) struct Around<'t> {
    pub(super) text: &'t str,
    pub(super) block: Block,
    pub(super) words: &'t Words,
    /// The format has marks in its text, which leave blanks where they stood.
    pub(super) is_marked_up: bool,
}

impl<'t> Around<'t> {
    /// The text before `at`, as far as it is near.
    pub(super) fn before(&self, at: usize) -> &'t str {
        let start = self.text.floor_char_boundary(at.saturating_sub(REACH)).max(self.block.span.start());
        &self.text[start.min(at)..at]
    }

    /// The text from `at` on, as far as it is near.
    pub(super) fn behind(&self, at: usize) -> &'t str {
        let end = self.text.floor_char_boundary((at + REACH).min(self.text.len())).min(self.block.span.end());
        &self.text[at..end.max(at)]
    }

    /// The last part of a clause before `at`.
    pub(super) fn clause(&self, at: usize) -> &'t str {
        let head = self.before(at);
        let start = head
            .rfind(is_mark)
            .map_or(0, |mark| mark + head[mark..].chars().next().map_or(0, char::len_utf8));
        &head[start..]
    }

    /// A clause ends at `at`: a mark, a closing bracket or the end of a sentence that stands alone.
    pub(super) fn is_end(&self, at: usize) -> bool {
        match self.behind(at).chars().next() {
            Some(c) => is_mark(c) || is_closing(c),
            None => self.is_sentence(),
        }
    }

    /// The block is running text, not the head of a column or a title.
    pub(super) fn is_sentence(&self) -> bool {
        let span = self.block.span;
        let tail =
            &self.text[self.text.ceil_char_boundary(span.end().saturating_sub(3 * REACH)).max(span.start())
                ..span.end()];
        let is_running = !matches!(self.block.kind, BlockKind::Heading(_) | BlockKind::Contents);
        is_running && tail.contains(is_mark)
    }

    /// A word stands at `at` that begins like a unit and is none: 个人, 名单.
    pub(super) fn is_longer_word(&self, at: usize) -> bool {
        self.words.of(&gap::LONGER).start_of(self.behind(at)).is_some()
    }

    /// From `word`, which ends at `start`, to `end`.
    pub(super) fn with_word(&self, word: &str, start: usize, end: usize) -> Span {
        Span::new(start - word.len(), end)
    }
}

/// A mark between clauses.
pub(super) fn is_mark(c: char) -> bool {
    is_stop(c) || matches!(c, '，' | ',' | '、' | '：' | ':')
}

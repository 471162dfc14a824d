//! Text before and after a position in a block, cut to the nearby part.

use crate::document::block::{Block, BlockKind};
use crate::text::chars::{is_closing, is_stop};
use crate::text::span::Span;
use crate::words::{Words, gap};

/// Maximum number of bytes that are read before and after a position.
const REACH: usize = 48;

/// A block in which gaps are searched, with methods that read the text near a position of it.
#[derive(Clone, Copy)]
pub(super) struct Around<'t> {
    pub(super) text: &'t str,
    pub(super) block: Block,
    pub(super) words: &'t Words,
    /// True if the file format has markup in its text, such as HTML. Removed markup leaves blanks,
    /// so blanks are not gaps there.
    pub(super) is_marked_up: bool,
}

impl<'t> Around<'t> {
    /// Text before byte `at`, at most [`REACH`] bytes of it.
    pub(super) fn before(&self, at: usize) -> &'t str {
        let start = self.text.floor_char_boundary(at.saturating_sub(REACH)).max(self.block.span.start());
        &self.text[start.min(at)..at]
    }

    /// Text from byte `at` on, at most [`REACH`] bytes of it.
    pub(super) fn behind(&self, at: usize) -> &'t str {
        let end = self.text.floor_char_boundary((at + REACH).min(self.text.len())).min(self.block.span.end());
        &self.text[at..end.max(at)]
    }

    /// Text before byte `at`, back to the last punctuation.
    pub(super) fn clause(&self, at: usize) -> &'t str {
        let head = self.before(at);
        let start = head
            .rfind(is_mark)
            .map_or(0, |mark| mark + head[mark..].chars().next().map_or(0, char::len_utf8));
        &head[start..]
    }

    /// True if the text at byte `at` shows the end of a clause: punctuation, a closing bracket, or
    /// the end of a block that is running text.
    pub(super) fn is_end(&self, at: usize) -> bool {
        match self.behind(at).chars().next() {
            Some(c) => is_mark(c) || is_closing(c),
            None => self.is_sentence(),
        }
    }

    /// True if the block is running text, not a column head or a title.
    pub(super) fn is_sentence(&self) -> bool {
        let span = self.block.span;
        let tail =
            &self.text[self.text.ceil_char_boundary(span.end().saturating_sub(3 * REACH)).max(span.start())
                ..span.end()];
        let is_running = !matches!(self.block.kind, BlockKind::Heading(_) | BlockKind::Contents);
        is_running && tail.contains(is_mark)
    }

    /// True if a longer word begins at byte `at` that only looks like a unit: 个人 ("individual"), 名单
    /// ("list").
    pub(super) fn is_longer_word(&self, at: usize) -> bool {
        self.words.of(&gap::LONGER).start_of(self.behind(at)).is_some()
    }

    /// Span from the word that ends at byte `start` to byte `end`, so that a gap is reported with
    /// the word before it.
    pub(super) fn with_word(&self, word: &str, start: usize, end: usize) -> Span {
        Span::new(start - word.len(), end)
    }
}

/// True for punctuation between clauses.
pub(super) fn is_mark(c: char) -> bool {
    is_stop(c) || matches!(c, '，' | ',' | '、' | '：' | ':')
}

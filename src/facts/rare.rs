//! Characters that placeholders and debris begin with: signs, the first letters of Latin words, controls,
//! and Chinese characters that text in the wrong encoding begins with.
//!
//! A reading looks only at those that it knows, so that text which has none costs it nothing.

use crate::text::char_set::CharSet;

/// Chinese characters that the first two bytes of UTF-8 give if they are read as GBK, and those of Latin letters that were
/// read so; the test of [`debris`](super::placeholder::debris) makes them with the encoder.
pub static HEADS: CharSet = CharSet::of(include_str!("garbled.txt"));

/// The heads, and Chinese characters that other readings begin at: 口口, 增长或下降, 错误!, 未找到, 请填写, 点击此处.
pub(super) const HAN: &str = concat!(include_str!("garbled.txt"), "口或错未请击触按选此");

/// The rare characters of a document, grouped by block.
#[derive(Debug, Default)]
pub struct Rare {
    list: Vec<(usize, char)>,
    /// For each block, the index behind its last one.
    ends: Vec<usize>,
}

impl Rare {
    /// Adds the next one of a block.
    #[inline]
    pub(super) fn push(&mut self, at: usize, c: char) {
        self.list.push((at, c));
    }

    /// Goes on with the next block.
    pub(super) fn end_block(&mut self) {
        self.ends.push(self.list.len());
    }

    /// Every block's characters with their places in the text, in order.
    pub fn blocks(&self) -> impl Iterator<Item = &[(usize, char)]> {
        let mut start = 0;
        self.ends.iter().map(move |&end| &self.list[std::mem::replace(&mut start, end)..end])
    }

    /// All of them, in order.
    pub fn all(&self) -> &[(usize, char)] {
        &self.list
    }
}

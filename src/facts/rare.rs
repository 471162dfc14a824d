//! Rare characters with which placeholders and debris begin: signs, the first letters of Latin
//! words, control characters, and Han characters that result from decoding text in the wrong
//! encoding.
//!
//! A reader visits only these characters instead of the whole text, so a text without them costs it
//! no time.

use crate::text::char_set::CharSet;

/// Han characters that result if the first two bytes of a UTF-8 character are decoded as GBK,
/// including those from accented Latin letters. The test of [`debris`](super::placeholder::debris)
/// generates them with the encoder.
pub static GARBLED_FIRST_CHARS: CharSet = CharSet::of(include_str!("garbled.txt"));

/// Han characters at which leftovers may begin: [`GARBLED_FIRST_CHARS`] and the characters by which
/// other leftovers are found. These are 口口 (for empty boxes), the 或 of 增长或下降 ("grow or fall"), 错误!
/// ("Error!"), 未找到 ("not found"), 请填写 ("please fill in") and 点击此处 ("click here").
pub(super) const HAN: &str = concat!(include_str!("garbled.txt"), "口或错未请击触按选此");

/// Rare characters of a document with their positions, grouped by block.
#[derive(Debug, Default)]
pub struct Rare {
    list: Vec<(usize, char)>,
    /// For each block, the number of rare characters up to its end.
    ends: Vec<usize>,
}

impl Rare {
    /// Adds the character `c` of the current block, at byte `at` of the text.
    #[inline]
    pub(super) fn push(&mut self, at: usize, c: char) {
        self.list.push((at, c));
    }

    /// Ends the current block and begins the next one.
    pub(super) fn end_block(&mut self) {
        self.ends.push(self.list.len());
    }

    /// Rare characters of each block with their byte offsets in the text, in order.
    pub fn blocks(&self) -> impl Iterator<Item = &[(usize, char)]> {
        let mut start = 0;
        self.ends.iter().map(move |&end| &self.list[std::mem::replace(&mut start, end)..end])
    }

    /// All rare characters with their byte offsets in the text, in order.
    pub fn all(&self) -> &[(usize, char)] {
        &self.list
    }
}

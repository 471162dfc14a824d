//! Characters that placeholders and debris begin with: signs, the first letters of Latin words,
//! control characters, and Chinese characters that begin text decoded in the wrong encoding.
//!
//! A reader looks only at the characters it knows, so a text without them costs it nothing.

use crate::text::char_set::CharSet;

/// Chinese characters that result if the first two bytes of a UTF-8 character are decoded as GBK,
/// including those from accented Latin letters. The test of [`debris`](super::placeholder::debris)
/// generates them with the encoder.
pub static GARBLED_FIRST_CHARS: CharSet = CharSet::of(include_str!("garbled.txt"));

/// [`GARBLED_FIRST_CHARS`], and Chinese characters that other readers begin at: 口口, 增长或下降, 错误!,
/// 未找到, 请填写, 点击此处.
pub(super) const HAN: &str = concat!(include_str!("garbled.txt"), "口或错未请击触按选此");

/// The rare characters of a document, grouped by block.
#[derive(Debug, Default)]
pub struct Rare {
    list: Vec<(usize, char)>,
    /// For each block, the index after its last character.
    ends: Vec<usize>,
}

impl Rare {
    /// Adds the next character of the current block.
    #[inline]
    pub(super) fn push(&mut self, at: usize, c: char) {
        self.list.push((at, c));
    }

    /// Ends the current block and begins the next one.
    pub(super) fn end_block(&mut self) {
        self.ends.push(self.list.len());
    }

    /// Characters of each block with their byte offsets in the text, in order.
    pub fn blocks(&self) -> impl Iterator<Item = &[(usize, char)]> {
        let mut start = 0;
        self.ends.iter().map(move |&end| &self.list[std::mem::replace(&mut start, end)..end])
    }

    /// All characters with their byte offsets in the text, in order.
    pub fn all(&self) -> &[(usize, char)] {
        &self.list
    }
}

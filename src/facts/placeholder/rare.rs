//! Characters that placeholders and debris begin with, found in one pass: signs, the first letters of Latin words, controls,
//! and Chinese characters that text in the wrong encoding begins with.
//!
//! A reading looks only at those that it knows, so that text which has none costs it nothing.

use crate::document::Document;
use crate::facts::Facts;
use crate::text::char_set::CharSet;

/// Chinese characters that the first two bytes of UTF-8 give if they are read as GBK, and those of Latin letters that were
/// read so; the test of [`debris`](super::debris) makes them with the encoder.
pub static HEADS: CharSet = CharSet::of(include_str!("garbled.txt"));

/// Chinese characters that may stand behind one of these: the last byte of a character of UTF-8 and the first of the next, or
/// another Latin letter.
pub static SECONDS: CharSet = CharSet::of(include_str!("garbled_second.txt"));

/// The heads, and Chinese characters that other readings begin at: 口口, 增长或下降, 错误!, 未找到, 请填写, 点击此处.
static HAN: CharSet = CharSet::of(concat!(include_str!("garbled.txt"), "口或错未请击触按选此"));

/// The rare characters of a document, grouped by block.
#[derive(Debug)]
pub struct Rare {
    list: Vec<(usize, char)>,
    /// For each block, the index behind its last one.
    ends: Vec<usize>,
}

impl Rare {
    /// Reads every block of `doc`.
    pub fn find(doc: &Document) -> Self {
        let mut list = Vec::new();
        let mut ends = Vec::with_capacity(doc.blocks().len());
        for block in doc.blocks() {
            let mut before = '\0';
            for (at, c) in doc.slice(block.span).char_indices() {
                if is_rare(c, before) {
                    list.push((block.span.start + at, c));
                }
                before = c;
            }
            ends.push(list.len());
        }
        Self { list, ends }
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

impl Facts<'_> {
    /// The rare characters of the document.
    pub fn rare(&self) -> &Rare {
        self.cells.rare.get_or_init(|| Rare::find(self.doc))
    }
}

/// True if a reading may begin at `c`, behind `before`.
#[inline]
fn is_rare(c: char, before: char) -> bool {
    match c {
        '\u{4E00}'..='\u{9FFF}' => HAN.contains(c),
        '，' | '。' | '、' | '：' | '；' | '“' | '”' | '（' | '）' | '《' | '》' | '　' => {
            false
        }
        '\t' | '\n' | '\r' | '\u{C}' | '\u{85}' | ' ' | ',' | ':' | ';' | ')' | ']' | '}' | '0'..='9' => {
            false
        }
        'a'..='z' | 'A'..='W' | 'Y' | 'Z' | '%' | '.' | '-' => !before.is_ascii_alphanumeric(),
        _ => true,
    }
}

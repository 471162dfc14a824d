//! Map from decoded text back to the bytes of a file in another encoding than UTF-8.

use crate::document::source::Encoding;

/// Distance in bytes of decoded text between two stored positions. The place of any character
/// between them is computed by encoding the characters in between again.
const STRIDE: usize = 4096;

/// Bytes of a file in another encoding than UTF-8. For about every `STRIDE`th byte of the decoded
/// text, the place in the file is stored.
#[derive(Debug)]
pub struct Encoded {
    encoding: Encoding,
    bytes: Vec<u8>,
    /// Stored positions: a byte of the decoded text, and the byte of the file that it was decoded
    /// from. Both are at the start of a character.
    known: Vec<(usize, usize)>,
}

impl Encoded {
    /// Creates the map for the file `bytes`, which must be valid in `encoding`. Its bytes after the
    /// byte order mark, from byte `mark` on, must decode to `view`.
    pub fn new(encoding: Encoding, bytes: Vec<u8>, mark: usize, view: &str) -> Self {
        let mut encoded = Self { encoding, bytes, known: vec![(0, mark)] };
        let (mut start, mut at) = (0, mark);
        while start < view.len() {
            let mut end = (start + STRIDE).min(view.len());
            while !view.is_char_boundary(end) {
                end -= 1;
            }
            at = encoded.advance(at, &view[start..end]);
            encoded.known.push((end, at));
            start = end;
        }
        encoded
    }

    /// Returns the byte of the file that `byte` of `view` was decoded from. `byte` must be at the
    /// start of a character.
    pub fn byte(&self, view: &str, byte: usize) -> usize {
        let index = self.known.partition_point(|(known, _)| *known <= byte) - 1;
        let (start, at) = self.known[index];
        self.advance(at, &view[start..byte])
    }

    /// Returns the byte of the file at which the encoded form of `text` ends, if it begins at byte
    /// `at`.
    fn advance(&self, mut at: usize, text: &str) -> usize {
        match self.encoding {
            Encoding::Utf8 => at + text.len(),
            Encoding::Utf16Le | Encoding::Utf16Be => at + 2 * text.encode_utf16().count(),
            Encoding::Gb18030 => {
                for _ in text.chars() {
                    at += match (self.bytes.get(at), self.bytes.get(at + 1)) {
                        (Some(0x81..=0xfe), Some(b'0'..=b'9')) => 4,
                        (Some(0x81..=0xfe), _) => 2,
                        _ => 1,
                    };
                }
                at
            }
            Encoding::Big5 => {
                let mut characters = text.chars();
                while characters.next().is_some() {
                    let pair = (self.bytes.get(at), self.bytes.get(at + 1));
                    // Four byte pairs decode to a letter and a combining mark: Ê̄ Ê̌ ê̄ ê̌.
                    if let (Some(0x88), Some(0x62 | 0x64 | 0xa3 | 0xa5)) = pair {
                        characters.next();
                    }
                    at += if matches!(pair, (Some(0x81..=0xfe), _)) { 2 } else { 1 };
                }
                at
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Encoded, Encoding};

    /// Asserts that each tested character of `text` is found at the byte at which its encoded form
    /// begins.
    fn assert_inverse(encoding: Encoding, text: &str, encode: impl Fn(&str) -> Vec<u8>) {
        let encoded = Encoded::new(encoding, encode(text), 0, text);
        let places = text.char_indices().map(|(byte, _)| byte).step_by(97);
        for byte in places.chain([text.len()]) {
            assert_eq!(encoded.byte(text, byte), encode(&text[..byte]).len(), "{encoding:?} {byte}");
        }
    }

    #[test]
    fn leads_back_over_long_texts() {
        let text = "前言ab\n𠮷野家€".repeat(1000);
        let gb = |text: &str| encoding_rs::GB18030.encode(text).0.into_owned();
        let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_inverse(Encoding::Gb18030, &text, gb);
        assert_inverse(Encoding::Utf16Le, &text, wide);
        let traditional = "會議abc，\n".repeat(1000);
        assert_inverse(Encoding::Big5, &traditional, |text| encoding_rs::BIG5.encode(text).0.into_owned());
    }

    #[test]
    fn one_pair_of_big5_bytes_may_be_two_characters() {
        let bytes = b"\x88\x62a".to_vec();
        let view = encoding_rs::BIG5.decode(&bytes).0.into_owned();
        let encoded = Encoded::new(Encoding::Big5, bytes, 0, &view);
        assert_eq!(encoded.byte(&view, view.len() - 1), 2);
    }
}

//! Classes of characters in Chinese text: Chinese characters, blanks, brackets, sentence ends.

use std::borrow::Cow;

/// True for a Chinese character (Han) of any plane, including 〇.
pub fn is_han(c: char) -> bool {
    matches!(c,
        '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{323AF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{3007}')
}

/// Iterator over the characters of a text. Each item is the start byte, the end byte and the code
/// point of a character.
///
/// Nearly all characters of a Chinese text have three bytes, so these are decoded first, inline.
/// Four bytes are read at once, as a number, and the bits of the character picked out of it. That
/// takes fewer instructions than a reading byte by byte, each with a test for the end of the text.
#[derive(Clone, Debug)]
pub struct Codes<'t> {
    rest: &'t [u8],
    at: usize,
}

impl<'t> Codes<'t> {
    /// Creates an iterator over the characters of `text`.
    #[inline]
    pub fn of(text: &'t str) -> Self {
        Self { rest: text.as_bytes(), at: 0 }
    }
}

impl Iterator for Codes<'_> {
    type Item = (usize, usize, u32);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        if let Some(bytes) = self.rest.first_chunk::<4>() {
            let four = u32::from_le_bytes(*bytes);
            if four & 0xF0 == 0xE0 {
                let code = (four & 0xF) << 12 | four >> 2 & 0xFC0 | four >> 16 & 0x3F;
                (self.rest, self.at) = (&self.rest[3..], start + 3);
                return Some((start, start + 3, code));
            }
            if four & 0x80 == 0 {
                (self.rest, self.at) = (&self.rest[1..], start + 1);
                return Some((start, start + 1, four & 0x7F));
            }
        }
        let (code, length) = other(self.rest);
        self.rest = self.rest.get(length..)?;
        self.at += length;
        Some((start, self.at, code))
    }
}

/// Decodes a character of two or four bytes, or one of the last three bytes of a text. Returns its
/// code point and its length, which is larger than the rest of the text if that is empty.
///
/// A separate cold function, so that the inlined loops stay small; it has no access to the
/// iterator, so that they need not keep that in memory.
#[cold]
#[inline(never)]
fn other(rest: &[u8]) -> (u32, usize) {
    let low = |byte: u8| u32::from(byte & 0x3F);
    match *rest {
        [a @ 0xF0..=0xFF, b, c, d, ..] => (u32::from(a & 0x7) << 18 | low(b) << 12 | low(c) << 6 | low(d), 4),
        [a @ 0xE0..0xF0, b, c, ..] => (u32::from(a & 0xF) << 12 | low(b) << 6 | low(c), 3),
        [a @ 0xC0..0xE0, b, ..] => (u32::from(a & 0x1F) << 6 | low(b), 2),
        [a, ..] => (u32::from(a), 1),
        [] => (0, 1),
    }
}

/// Code point of the first character of `text`, if any. Characters of one and three bytes, which
/// are nearly all, are decoded inline.
#[inline]
pub fn first_code(text: &str) -> Option<u32> {
    match *text.as_bytes() {
        [first @ 0xE0..0xF0, second, third, ..] => {
            Some(u32::from(first & 0xF) << 12 | u32::from(second & 0x3F) << 6 | u32::from(third & 0x3F))
        }
        [first @ 0..0x80, ..] => Some(u32::from(first)),
        _ => other_first(text),
    }
}

/// Code point of the last character of `text`, if any. Decoded like the first one.
#[inline]
pub fn last_code(text: &str) -> Option<u32> {
    match *text.as_bytes() {
        // In UTF-8, such a byte begins a character of exactly three bytes.
        [.., first @ 0xE0..0xF0, second, third] => {
            Some(u32::from(first & 0xF) << 12 | u32::from(second & 0x3F) << 6 | u32::from(third & 0x3F))
        }
        [.., last @ 0..0x80] => Some(u32::from(last)),
        _ => other_last(text),
    }
}

#[cold]
fn other_first(text: &str) -> Option<u32> {
    text.chars().next().map(u32::from)
}

#[cold]
fn other_last(text: &str) -> Option<u32> {
    text.chars().next_back().map(u32::from)
}

/// Returns `text`, or its first `max` characters with an ellipsis if it is longer.
pub fn clipped(text: &str, max: usize) -> Cow<'_, str> {
    match text.char_indices().nth(max) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

/// True if `text` has more than this number of characters. Usually the number of bytes already
/// decides, without counting.
pub fn is_longer(text: &str, characters: usize) -> bool {
    if text.len() <= characters {
        return false;
    }
    text.len() > 4 * characters || text.chars().nth(characters).is_some()
}

/// All characters that are blank.
pub const BLANKS: &str = " \t\r\u{A0}\u{AD}\u{2000}\u{2001}\u{2002}\u{2003}\u{2004}\u{2005}\u{2006}\u{2007}\u{2008}\u{2009}\u{200A}\u{200B}\u{200C}\u{200D}\u{3000}\u{FEFF}";

/// True for white space used for indents and padding: ASCII blanks, U+00A0, U+3000 and zero-width
/// characters.
pub fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\u{A0}' | '\u{2000}'..='\u{200D}' | '\u{3000}' | '\u{FEFF}' | '\u{AD}')
}

/// True for punctuation that ends a sentence or clause: 。！？；… and the half-width forms of ！？；. The
/// mark of a list item may follow any of them.
pub fn is_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '；' | '!' | '?' | ';' | '…')
}

/// True for an opening bracket or quotation mark.
pub fn is_opening(c: char) -> bool {
    matches!(c, '（' | '(' | '“' | '‘' | '「' | '『' | '《' | '〈' | '【' | '〔' | '[' | '［' | '{')
}

/// True for a closing bracket or quotation mark.
pub fn is_closing(c: char) -> bool {
    matches!(c, '）' | ')' | '”' | '’' | '」' | '』' | '》' | '〉' | '】' | '〕' | ']' | '］' | '}')
}

/// Returns the character before `byte`, if any.
pub fn before(text: &str, byte: usize) -> Option<char> {
    text[..byte].chars().next_back()
}

/// Returns the character that begins at `byte`, if any.
pub fn after(text: &str, byte: usize) -> Option<char> {
    text[byte..].chars().next()
}

#[cfg(test)]
mod tests {
    use super::{BLANKS, Codes, first_code, is_blank, is_longer, last_code};

    #[test]
    fn counts_characters_and_not_bytes() {
        for text in ["", "a", "中", "abc", "中文字", "\u{20BB7}\u{20BB7}", "a中\u{20BB7}é"] {
            for characters in 0..6 {
                assert_eq!(
                    is_longer(text, characters),
                    text.chars().count() > characters,
                    "{text} {characters}"
                );
            }
        }
    }

    #[test]
    fn blanks_are_all_that_is_blank() {
        assert!(('\0'..=char::MAX).all(|c| BLANKS.contains(c) == is_blank(c)));
    }

    #[test]
    fn reads_the_codes_of_all_characters() {
        let text = "a县é。𠮷1\u{FFFF}\u{800}\u{7FF}县";
        let read: Vec<(usize, usize, u32)> = Codes::of(text).collect();
        let plain = text.char_indices().map(|(at, c)| (at, at + c.len_utf8(), u32::from(c)));
        assert_eq!(read, plain.collect::<Vec<_>>());
        assert!(Codes::of("").next().is_none());
        for (at, _) in text.char_indices() {
            assert_eq!(first_code(&text[at..]), text[at..].chars().next().map(u32::from));
            assert_eq!(last_code(&text[..at]), text[..at].chars().next_back().map(u32::from));
        }
        assert!(first_code("").is_none() && last_code("").is_none());
    }

    proptest::proptest! {
        #[test]
        fn reads_any_text_as_the_standard_library_does(text in "[\\PC县。\u{20BB7}é1]{0,40}") {
            let read: Vec<(usize, usize, u32)> = Codes::of(&text).collect();
            let plain = text.char_indices().map(|(at, c)| (at, at + c.len_utf8(), u32::from(c)));
            proptest::prop_assert_eq!(read, plain.collect::<Vec<_>>());
        }
    }
}

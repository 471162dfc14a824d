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
#[derive(Clone, Debug)]
pub struct Codes<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Codes<'t> {
    /// Creates an iterator over the characters of `text`.
    pub fn of(text: &'t str) -> Self {
        Self { text, at: 0 }
    }
}

impl Iterator for Codes<'_> {
    type Item = (usize, usize, u32);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        let (code, length) = match *self.text.as_bytes().get(start..)? {
            [first @ 0xE0..0xF0, second, third, ..] => {
                (u32::from(first & 0xF) << 12 | u32::from(second & 0x3F) << 6 | u32::from(third & 0x3F), 3)
            }
            [first @ 0..0x80, ..] => (u32::from(first), 1),
            _ => self.other()?,
        };
        self.at += length;
        Some((start, self.at, code))
    }
}

impl Codes<'_> {
    /// Decodes a character of another length than three bytes. A separate cold function, so that
    /// the inlined loops stay small.
    #[cold]
    fn other(&self) -> Option<(u32, usize)> {
        let c = self.text[self.at..].chars().next()?;
        Some((u32::from(c), c.len_utf8()))
    }
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
    use super::{BLANKS, Codes, is_blank, is_longer};

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
    }
}

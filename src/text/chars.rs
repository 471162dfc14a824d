//! Character classes of Chinese running text.

use std::borrow::Cow;

/// A Han character of any plane, 〇 included.
pub fn is_han(c: char) -> bool {
    matches!(c,
        '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{323AF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{3007}')
}

/// `text`, or its first `max` characters and an ellipsis.
pub fn clipped(text: &str, max: usize) -> Cow<'_, str> {
    match text.char_indices().nth(max) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

/// True if `text` has more than so many characters. Most texts that are asked about are so long or so short that their bytes
/// tell.
pub fn is_longer(text: &str, characters: usize) -> bool {
    if text.len() <= characters {
        return false;
    }
    text.len() > 4 * characters || text.chars().nth(characters).is_some()
}

/// All characters that are blank.
pub const BLANKS: &str = " \t\r\u{A0}\u{AD}\u{2000}\u{2001}\u{2002}\u{2003}\u{2004}\u{2005}\u{2006}\u{2007}\u{2008}\u{2009}\u{200A}\u{200B}\u{200C}\u{200D}\u{3000}\u{FEFF}";

/// White space that documents indent and pad with: ASCII blanks, U+00A0, U+3000 and zero-width characters.
pub fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\u{A0}' | '\u{2000}'..='\u{200D}' | '\u{3000}' | '\u{FEFF}' | '\u{AD}')
}

/// 。！？；… and their half-width forms: a mark may stand behind one, and a sentence ends at most of them.
pub fn is_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '；' | '!' | '?' | ';' | '…')
}

/// An opening bracket or quotation mark.
pub fn is_opening(c: char) -> bool {
    matches!(c, '（' | '(' | '“' | '‘' | '「' | '『' | '《' | '〈' | '【' | '〔' | '[' | '［' | '{')
}

/// A closing bracket or quotation mark.
pub fn is_closing(c: char) -> bool {
    matches!(c, '）' | ')' | '”' | '’' | '」' | '』' | '》' | '〉' | '】' | '〕' | ']' | '］' | '}')
}

/// The character before `byte`, if any.
pub fn before(text: &str, byte: usize) -> Option<char> {
    text[..byte].chars().next_back()
}

/// The character at `byte`, if any.
pub fn after(text: &str, byte: usize) -> Option<char> {
    text[byte..].chars().next()
}

#[cfg(test)]
mod tests {
    use super::{BLANKS, is_blank, is_longer};

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
}

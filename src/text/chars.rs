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

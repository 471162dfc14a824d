//! Characters that must not reach a terminal, a log or an XML file as they are.

use std::borrow::Cow;

/// `text` with every control character but line ends replaced by U+FFFD; XML 1.0 allows none of them, and a terminal obeys
/// them.
pub fn tame(text: &str) -> Cow<'_, str> {
    let is_wild = |c: char| c.is_control() && c != '\n' || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    if text.contains(is_wild) { Cow::Owned(text.replace(is_wild, "\u{FFFD}")) } else { Cow::Borrowed(text) }
}

/// The same in one line.
pub fn one_line(text: &str) -> Cow<'_, str> {
    match tame(text) {
        tame if tame.contains('\n') => Cow::Owned(tame.replace('\n', " ")),
        tame => tame,
    }
}

#[cfg(test)]
mod tests {
    use super::{one_line, tame};

    #[test]
    fn control_characters_are_shown_and_never_obeyed() {
        assert_eq!(tame("红\u{1b}[31m\r\n甲\u{85}"), "红\u{FFFD}[31m\u{FFFD}\n甲\u{FFFD}");
        assert_eq!(one_line("甲\n乙"), "甲 乙");
    }
}

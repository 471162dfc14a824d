//! Folding: maps characters that are equal for a comparison to the same character, such as ， and
//! `,`.
//!
//! Folded text is used only for matching. Reports and written files always contain the original.

use crate::text::chars::is_blank;

/// Returns the half-width form of a full-width ASCII character (`Ｘ` → `X`, `（` → `(`). Other
/// characters are returned unchanged.
pub fn narrow(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// Returns the normalized form of a character for comparing passages. `None` if the character is
/// ignored.
///
/// Folds width, white space, the shape of quotation marks, and the characters that mask missing
/// text (`X`, `×`, `*`). Digits are kept.
#[inline]
pub fn comparable(c: char) -> Option<char> {
    if is_common_han(c) { Some(c) } else { comparable_mark(c) }
}

/// True for Chinese characters of the first Unicode block. They are nearly all characters of a
/// text, and are never folded.
#[inline]
pub fn is_common_han(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

fn comparable_mark(c: char) -> Option<char> {
    if is_blank(c) || c == '\n' {
        return None;
    }
    Some(match narrow(c) {
        '“' | '”' | '„' | '「' | '」' | '『' | '』' | '＂' => '"',
        '‘' | '’' => '\'',
        '。' | '．' => '.',
        '、' | '，' => ',',
        '—' | '–' | '―' | '－' | '～' | '~' => '-',
        '×' | '*' | '○' | '□' => 'x',
        folded => folded.to_ascii_lowercase(),
    })
}

/// Returns `text` folded for comparison, character by character; see [`comparable`].
pub fn comparable_text(text: &str) -> String {
    text.chars().filter_map(comparable).collect()
}

#[cfg(test)]
mod tests {
    use super::comparable_text;

    #[test]
    fn folds_width_blanks_quotes_and_masks() {
        assert_eq!(comparable_text("（一）“共 ＸＸ 人”，"), comparable_text("(一)\"共xx人\","));
        assert_eq!(comparable_text("共××人"), comparable_text("共XX人"));
    }

    #[test]
    fn keeps_digits_apart() {
        assert_ne!(comparable_text("共12人"), comparable_text("共13人"));
    }
}

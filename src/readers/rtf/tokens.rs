//! Tokens of an RTF file: groups, control words, escaped bytes and runs of text (RTF 1.9.1, “RTF
//! Syntax”).

use crate::text::span::Span;

/// Maximum number of letters of a control word, according to the standard.
const MAX_WORD: usize = 32;

/// A token of an RTF file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'b> {
    /// `{`, which opens a group.
    Open,
    /// `}`, which closes a group.
    Close,
    /// `\fs32 `: a name and the number after it.
    Word(&'b str, Option<i32>),
    /// `\~`: a backslash with a character that is not a letter.
    Symbol(u8),
    /// `\'d6`, or a literal byte outside ASCII.
    Byte(u8),
    /// A run of text: printable ASCII and tabs.
    Text(&'b str),
}

/// Iterates over the tokens of a file.
pub(super) struct Tokens<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Tokens<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Number of bytes from `from` on for which `is_one` is true, but at most `most`.
    fn length_of(&self, from: usize, most: usize, is_one: impl Fn(u8) -> bool) -> usize {
        let rest = self.bytes.get(from..).unwrap_or_default();
        rest.iter().take(most).take_while(|byte| is_one(**byte)).count()
    }

    fn text(&self, from: usize, length: usize) -> &'b str {
        let bytes = self.bytes.get(from..from + length).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }

    /// Reads the token that begins with the backslash at `start`; also returns its end.
    fn control(&self, start: usize) -> Option<(Token<'b>, usize)> {
        let first = *self.bytes.get(start + 1)?;
        if first == b'\'' {
            let digits = self.length_of(start + 2, 2, |byte| byte.is_ascii_hexdigit());
            let byte = u8::from_str_radix(self.text(start + 2, digits), 16).unwrap_or(b'?');
            return Some((Token::Byte(byte), start + 2 + digits));
        }
        let letters = self.length_of(start + 1, MAX_WORD, |byte| byte.is_ascii_alphabetic());
        if letters == 0 {
            return Some((Token::Symbol(first), start + 2));
        }
        let name = self.text(start + 1, letters);
        let mut at = start + 1 + letters;
        let sign = usize::from(self.bytes.get(at) == Some(&b'-'));
        let digits = self.length_of(at + sign, 10, |byte| byte.is_ascii_digit());
        let mut number = None;
        if digits > 0 {
            number = self.text(at, sign + digits).parse().ok();
            at += sign + digits;
        }
        // One blank is only a divider.
        at += usize::from(self.bytes.get(at) == Some(&b' '));
        if name == "bin" {
            let length = usize::try_from(number.unwrap_or(0)).unwrap_or(0);
            at = at.saturating_add(length).min(self.bytes.len());
        }
        Some((Token::Word(name, number), at))
    }
}

impl<'b> Iterator for Tokens<'b> {
    type Item = (Token<'b>, Span);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let start = self.at;
            let (token, end) = match *self.bytes.get(start)? {
                b'{' => (Token::Open, start + 1),
                b'}' => (Token::Close, start + 1),
                b'\\' => {
                    let Some(control) = self.control(start) else {
                        self.at = self.bytes.len();
                        return None;
                    };
                    control
                }
                byte @ 0x80.. => (Token::Byte(byte), start + 1),
                byte if is_printed(byte) => {
                    let length = self.length_of(start, usize::MAX, is_printed);
                    (Token::Text(self.text(start, length)), start + length)
                }
                // Line ends only wrap the source.
                _ => {
                    self.at += 1;
                    continue;
                }
            };
            self.at = end;
            return Some((token, Span::new(start, end)));
        }
    }
}

fn is_printed(byte: u8) -> bool {
    matches!(byte, b'\t' | 0x20..=0x7e) && !b"{}\\".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::{Token, Tokens};

    #[test]
    fn cuts_a_file_into_tokens() {
        let file = b"{\\b0 a\r\nb\\u-10180?\\'d6\xd6\\~\\bin3 }}}\\par}";
        let tokens: Vec<Token<'_>> = Tokens::new(file).map(|(token, _)| token).collect();
        let expected = [
            Token::Open,
            Token::Word("b", Some(0)),
            Token::Text("a"),
            Token::Text("b"),
            Token::Word("u", Some(-10180)),
            Token::Text("?"),
            Token::Byte(0xd6),
            Token::Byte(0xd6),
            Token::Symbol(b'~'),
            Token::Word("bin", Some(3)),
            Token::Word("par", None),
            Token::Close,
        ];
        assert_eq!(tokens, expected);
    }
}

//! Character references: `&amp;` `&#19968;` `&nbsp`.

use html5gum::{DefaultEmitter, Token, Tokenizer};

/// Maximum number of bytes of a reference that are read after its `&`; the longest one is
/// `&CounterClockwiseContourIntegral;`.
const LONGEST: usize = 40;

/// Length in bytes and value of the reference at the beginning of `text`; `None` if its `&` is a
/// plain character.
pub(super) fn reference(text: &str) -> Option<(usize, String)> {
    let rest = text.strip_prefix('&')?;
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'#';
    let name = rest.bytes().take(LONGEST).take_while(|byte| is_part(byte)).count();
    let end = 1 + name + usize::from(rest.as_bytes().get(name) == Some(&b';'));
    let written = text.get(..end).filter(|_| name > 0)?;
    let mut decoded = String::new();
    for Ok(token) in Tokenizer::new_with_emitter(written, DefaultEmitter::<usize>::new_with_span()) {
        if let Token::String(text) = token {
            decoded.push_str(&String::from_utf8_lossy(&text));
        }
    }
    (decoded != written && !decoded.is_empty()).then_some((end, decoded))
}

#[cfg(test)]
mod tests {
    use super::reference;

    #[test]
    fn reads_names_and_numbers() {
        for (text, expected) in [
            ("&amp;乙", Some((5, "&"))),
            ("&#19968;、", Some((8, "一"))),
            ("&#x4e8C;", Some((8, "二"))),
            ("&nbsp甲", Some((5, "\u{a0}"))),
            ("&ldquo;", Some((7, "“"))),
            ("& 甲", None),
            ("&甲;", None),
            ("&unknown;", None),
        ] {
            let expected = expected.map(|(length, decoded)| (length, decoded.to_owned()));
            assert_eq!(reference(text), expected, "{text}");
        }
    }
}

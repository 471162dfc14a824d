//! Splices, that is, replacements of bytes in a file; and escaping of text for the file formats.

use crate::text::span::Span;

/// A replacement of some bytes of a file by others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Splice {
    /// Bytes to replace; empty for an insertion.
    pub(super) at: Span,
    /// Bytes that take their place.
    pub(super) bytes: Vec<u8>,
}

impl Splice {
    /// Creates a splice that inserts `text` before byte `at`.
    pub(super) fn insert(at: usize, text: &str) -> Self {
        Self { at: Span::new(at, at), bytes: text.as_bytes().to_vec() }
    }
}

/// Applies all splices, which must be in order and must not overlap.
pub(super) fn spliced(bytes: &[u8], splices: &[Splice]) -> Vec<u8> {
    let added: usize = splices.iter().map(|splice| splice.bytes.len()).sum();
    let mut result = Vec::with_capacity(bytes.len() + added);
    let mut done = 0;
    for splice in splices {
        result.extend_from_slice(&bytes[done..splice.at.start()]);
        result.extend_from_slice(&splice.bytes);
        done = splice.at.end();
    }
    result.extend_from_slice(&bytes[done..]);
    result
}

/// Escapes text for XML and HTML. Control characters, which XML cannot contain, become blanks.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' => escaped.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Escapes text for RTF.
pub(super) fn rtf(text: &str) -> String {
    let mut written = String::new();
    for c in text.chars() {
        match c {
            '\\' | '{' | '}' => written.extend(['\\', c]),
            ' '..='~' => written.push(c),
            _ => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    // Units above 32767 are written as negative numbers. The `?` is shown by
                    // programs that do not know \u.
                    written.push_str(&format!("\\u{}?", unit.cast_signed()));
                }
            }
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::{Splice, escaped, rtf, spliced};
    use crate::text::span::Span;

    #[test]
    fn what_is_not_spliced_stays() {
        let splices = [
            Splice::insert(0, "<"),
            Splice { at: Span::new(1, 3), bytes: b"X".to_vec() },
            Splice::insert(3, "|"),
            Splice::insert(5, ">"),
        ];
        assert_eq!(spliced(b"abcde", &splices), b"<aX|de>");
    }

    #[test]
    fn characters_are_written_as_the_format_wants() {
        assert_eq!(escaped("<a & \"b\">\u{1}"), "&lt;a &amp; &quot;b&quot;&gt; ");
        assert_eq!(rtf("截a{"), "\\u25130?a\\{");
        assert_eq!(rtf("至\u{20000}"), "\\u-32269?\\u-10176?\\u-9216?");
    }
}

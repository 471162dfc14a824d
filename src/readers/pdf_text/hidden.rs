//! Detects text that a PDF shows, but that cannot be extracted: its fonts draw shapes without
//! saying which characters they are. A scanned file, which cannot be extracted either, shows no
//! text at all. The user must handle the two cases differently, so a file without extracted text is
//! searched for operators that show text (ISO 32000-1, 9.4.3).

use std::io::Read;

use flate2::read::ZlibDecoder;
use memchr::memmem;

use crate::text::chars::is_blank;

/// Maximum number of bytes that are decompressed from one stream.
const MAX_STREAM: u64 = 4 << 20;
/// Maximum number of bytes that are decompressed from all streams of a file together.
const MAX_TOTAL: u64 = 64 << 20;
/// Number of bytes before a stream in which its dictionary, which describes it, is searched for.
const DICTIONARY: usize = 1024;
/// Minimum number of bytes of text that a stream of a page must draw if the page is to count as
/// showing text: an empty paragraph draws a blank or two.
const MIN_SHOWN_BYTES: usize = 16;

/// True if `text`, the output of pdftotext, consists only of white space.
pub fn is_blank_text(text: &[u8]) -> bool {
    text.iter().all(u8::is_ascii_whitespace)
}

/// True if most of `text`, the output of pdftotext, consists of real characters. Fonts that do not
/// say which characters they draw produce private-use or control characters, or none.
pub fn is_readable(text: &[u8]) -> bool {
    let text = String::from_utf8_lossy(text);
    let (mut good, mut bad) = (0usize, 0usize);
    for c in text.chars().filter(|c| !is_blank(*c) && !matches!(c, '\n' | '\r' | '\u{c}')) {
        let is_private = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
        match is_private || c.is_control() || c == '\u{fffd}' {
            true => bad += 1,
            false => good += 1,
        }
    }
    good > bad
}

/// True if a page of the PDF in `bytes` shows text.
pub fn shows_text(bytes: &[u8]) -> bool {
    let mut budget = MAX_TOTAL;
    let mut at = 0;
    let ends = memmem::Finder::new(b"endstream");
    for start in memmem::find_iter(bytes, b"stream") {
        if start < at || bytes[..start].ends_with(b"end") {
            continue;
        }
        let dictionary = &bytes[start.saturating_sub(DICTIONARY)..start];
        let dictionary = memmem::rfind(dictionary, b" obj").map_or(dictionary, |from| &dictionary[from..]);
        let has = |name: &[u8]| memmem::find(dictionary, name).is_some();
        let mut body = &bytes[start + b"stream".len()..];
        body = body.strip_prefix(b"\r").unwrap_or(body);
        body = body.strip_prefix(b"\n").unwrap_or(body);
        let end = ends.find(body).unwrap_or(body.len());
        at = bytes.len() - body.len() + end;
        if has(b"/Image") || has(b"/Length1") || has(b"/FontFile") {
            continue;
        }
        let shown = if has(b"/FlateDecode") || has(b"/Fl ") {
            let mut content = Vec::new();
            // A truncated stream counts with the part that could be read.
            let _ = ZlibDecoder::new(&body[..end]).take(MAX_STREAM.min(budget)).read_to_end(&mut content);
            budget = budget.saturating_sub(content.len() as u64);
            shown_bytes(&content)
        } else {
            shown_bytes(&body[..end])
        };
        if shown >= MIN_SHOWN_BYTES {
            return true;
        }
        if budget == 0 {
            return false;
        }
    }
    false
}

/// Bytes of the strings that a content stream shows: `(…) Tj`, `<…> Tj`, `[(…) -20 (…)] TJ`. Blanks
/// are not counted.
fn shown_bytes(content: &[u8]) -> usize {
    let (mut shown, mut pending) = (0, 0);
    let mut rest = content;
    while let Some((&byte, behind)) = rest.split_first() {
        rest = behind;
        match byte {
            b'(' => {
                let mut depth = 1;
                while let Some((&byte, behind)) = rest.split_first() {
                    rest = behind;
                    match byte {
                        b'\\' => rest = rest.get(1..).unwrap_or_default(),
                        b'(' => depth += 1,
                        b')' => depth -= 1,
                        _ => {}
                    }
                    if depth == 0 {
                        break;
                    }
                    pending += usize::from(!byte.is_ascii_whitespace());
                }
            }
            b'<' if rest.first() != Some(&b'<') => {
                let end = rest.iter().position(|byte| *byte == b'>').unwrap_or(rest.len());
                pending += end / 2;
                rest = &rest[end..];
            }
            b'T' if matches!(rest.first(), Some(b'j' | b'J')) => {
                shown += pending;
                pending = 0;
            }
            // Numbers between strings only move the text; strings before any other operator are not
            // shown.
            b'a'..=b'z' | b'A'..=b'Z' if !matches!(byte, b'T') => pending = 0,
            _ => {}
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::{is_readable, shows_text};

    fn pdf(dictionary: &str, content: &[u8]) -> Vec<u8> {
        let head = format!("%PDF-1.7\n1 0 obj\n<< {dictionary} >>\nstream\n");
        [head.as_bytes(), content, b"\nendstream\nendobj\n"].concat()
    }

    fn packed(content: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(content).unwrap();
        encoder.finish().unwrap()
    }

    const TEXT: &[u8] = b"BT /F1 12 Tf 72 700 Td <0102030405060708> Tj [(\\001\\002abc) -20 (defgh)] TJ ET";
    const PICTURE: &[u8] = b"q 595 0 0 842 0 0 cm /Im0 Do Q BT /F1 12 Tf ( ) Tj ET";

    #[test]
    fn text_is_told_from_pictures() {
        assert!(shows_text(&pdf("/Length 80", TEXT)));
        assert!(shows_text(&pdf("/Filter /FlateDecode", &packed(TEXT))));
        for picture in [
            pdf("/Length 80", PICTURE),
            pdf("/Filter /FlateDecode", &packed(PICTURE)),
            pdf("/Subtype /Image", TEXT),
            pdf("/Filter /FlateDecode", b"damaged"),
            b"%PDF-1.7 stream".to_vec(),
            Vec::new(),
        ] {
            assert!(!shows_text(&picture), "{}", String::from_utf8_lossy(&picture));
        }
    }

    #[test]
    fn private_and_control_characters_are_no_text() {
        assert!(is_readable("各位代表\n\u{c}".as_bytes()));
        assert!(is_readable("●\u{f0a8}各位代表".as_bytes()), "a bullet of a symbol font");
        for text in ["", "\n\u{c}", "\u{e001}\u{e002}\u{e003}1", "\u{1}\u{2}\u{3}\u{c}", "\u{fffd}\u{fffd}"] {
            assert!(!is_readable(text.as_bytes()), "{text:?}");
        }
    }
}

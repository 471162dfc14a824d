//! Links and Chinese characters as encoded by programs: `[春耕现场会](https://…)` (Markdown),
//! `%E5%85%AC` (percent encoding), `=?UTF-8?B?…?=` (mail).

use memchr::memchr2_iter;

use crate::facts::Facts;
use crate::text::chars::{before, is_blank, is_han};
use crate::text::span::Span;
use crate::words::carrier::CODING;

/// Number of bytes before the address of a Markdown link that are searched for its name.
const MAX_LINK: usize = 240;
/// Maximum number of bytes of the web address of a link. Of a longer address, the rest is not read.
const MAX_ADDRESS: usize = 600;
/// Length of one encoded byte, in characters: 3 for `%E5`.
const CODE: usize = 3;

/// Spans of Markdown links and images in a text that is not Markdown.
pub fn links(facts: &Facts<'_>) -> Vec<Span> {
    let text = facts.doc.text();
    let mut found: Vec<Span> = Vec::new();
    for joint in facts.places_of("](") {
        let block = facts.doc.blocks()[facts.doc.block_at(joint)];
        if block.kind.is_apart() || !block.span.contains(Span::new(joint, joint + 2)) {
            continue;
        }
        let from = text.floor_char_boundary(joint.saturating_sub(MAX_LINK)).max(block.span.start());
        let to = text.ceil_char_boundary((joint + MAX_ADDRESS).min(text.len())).min(block.span.end());
        let Some(open) = text[from..joint].rfind('[') else { continue };
        let address = &text[joint + 2..to.max(joint + 2)];
        let Some(close) = address.find(')') else { continue };
        let is_address = address[..close].contains("://")
            || ["www.", "mailto:", "/", "./"].iter().any(|sign| address[..close].starts_with(sign));
        let is_address = is_address && !text[from + open..joint].contains(']');
        let start = from + open;
        let start = if before(text, start) == Some('!') { start - 1 } else { start };
        // ![图片1](…) ("picture 1") is a placeholder of a template.
        let is_field = || {
            let fields = facts.fields();
            let next = fields.partition_point(|field| field.span.end() < joint);
            fields.get(next).is_some_and(|field| field.span.start() <= joint)
        };
        if is_address && !is_field() && found.last().is_none_or(|last| last.end() <= start) {
            found.push(Span::new(start, joint + 2 + close + 1));
        }
    }
    found
}

/// Finds Chinese characters in percent or mail encoding that are not part of an address.
pub fn codes(facts: &Facts<'_>) -> Vec<Span> {
    let text = facts.doc.text();
    let mut found: Vec<Span> = Vec::new();
    let mut end = 0;
    for at in memchr2_iter(b'%', b'=', text.as_bytes()) {
        if at < end || !text[at + 1..].starts_with(['E', 'e']) {
            continue;
        }
        let bytes = decoded(&text[at..]);
        end = at + bytes.len() * CODE;
        let is_text = std::str::from_utf8(&bytes).is_ok_and(|text| text.chars().any(is_han));
        let block = facts.doc.blocks()[facts.doc.block_at(at)];
        let is_prose = !block.kind.is_apart() && block.span.contains(Span::new(at, end));
        if is_text && is_prose && !is_meant(facts, block.span, at) {
            found.push(Span::new(at, end));
        }
    }
    for at in facts.places_of("=?") {
        let rest = &text[at..text.floor_char_boundary((at + MAX_ADDRESS).min(text.len()))];
        let is_mail = ["?B?", "?Q?", "?b?", "?q?"].iter().any(|coding| rest.contains(coding));
        if let Some(end) = rest[2..].rfind("?=").filter(|_| is_mail) {
            let word = &rest[..end + 4];
            let stop = word.find(|c: char| !c.is_ascii_graphic()).unwrap_or(word.len());
            found.push(Span::new(at, at + stop));
        }
    }
    found.sort_unstable_by_key(|span| span.start());
    found.dedup_by(|next, last| next.start() < last.end());
    found
}

/// True if the code at byte `at` is there on purpose: it is part of a web address, or the text
/// around it is about encodings.
fn is_meant(facts: &Facts<'_>, block: Span, at: usize) -> bool {
    let text = facts.doc.text();
    let from = text.floor_char_boundary(at.saturating_sub(MAX_LINK)).max(block.start());
    let to = text.ceil_char_boundary((at + MAX_LINK).min(text.len())).min(block.end()).max(at);
    let lead = &text[from..at];
    let word = lead.rfind(is_blank).map_or(lead, |blank| &lead[blank..]);
    let is_address = word.contains("://") || word.contains("www.");
    is_address
        || before(text, at)
            .is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '=' | '&' | '?' | '-' | '_'))
        || facts.words().of(&CODING).is_in(&text[from..to])
}

/// Text with which a link or code is replaced: the name of the link, or the encoded characters.
/// `None` if the code cannot be decoded.
pub fn written(text: &str) -> Option<String> {
    if let Some((name, _)) = text.split_once("](") {
        return Some(name.strip_prefix('[').unwrap_or_default().to_owned());
    }
    String::from_utf8(decoded(text)).ok().filter(|text| !text.is_empty())
}

/// Decodes a run of encoded bytes: `%E5%85%AC`, `=E5=85=AC`.
fn decoded(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let Some(sign) = text.chars().next().filter(|c| matches!(c, '%' | '=')) else { return bytes };
    let mut rest = text;
    while let Some(code) = rest.strip_prefix(sign).and_then(|rest| rest.get(..2))
        && let Ok(byte) = u8::from_str_radix(code, 16)
        && bytes.len() < MAX_ADDRESS
    {
        bytes.push(byte);
        rest = &rest[CODE..];
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::{decoded, written};

    #[test]
    fn decodes_escapes() {
        assert_eq!(decoded("%E5%85%AC和"), "公".as_bytes());
        assert_eq!(decoded("=E5=85=AC=和"), "公".as_bytes());
        assert!(decoded("%你").is_empty());
        assert_eq!(written("[公文](https://a.cn)").as_deref(), Some("公文"));
        assert_eq!(written("%E5%85%AC").as_deref(), Some("公"));
        assert_eq!(written("=?UTF-8?B?5YWs?="), None);
    }
}

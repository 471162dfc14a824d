//! Fingerprints of findings: short hashes by which a baseline and an editor recognise a finding
//! after edits elsewhere in the document.

use rustc_hash::FxHashMap;

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::text::chars::is_blank;
use crate::text::fold::comparable_text;
use crate::text::hash::{START, fnv};
use crate::text::span::Span;

/// Maximum number of letters on each side of a finding, within its clause, that are part of its
/// fingerprint. Without them, a finding that was corrected in one place and a new one with the same
/// words in another place would look the same.
const CONTEXT: usize = 8;

/// Returns a fingerprint for each of `diagnostics`, in order: 16 hexadecimal digits. It is a hash
/// over the rule, the text with its neighbouring letters in the clause (without differences such as
/// full width), and the number of the finding among equal ones in the document. It does not depend
/// on lines, columns or the path.
pub fn all(doc: &Document, diagnostics: &[Diagnostic]) -> Vec<String> {
    let mut before: FxHashMap<u64, u64> = FxHashMap::default();
    diagnostics
        .iter()
        .map(|diagnostic| {
            let text = comparable_text(doc.slice(diagnostic.span));
            let (ahead, behind) = context(doc, diagnostic.span);
            let parts = [diagnostic.rule.as_str(), &text, &ahead, &behind];
            let key = parts.iter().fold(START, |hash, part| with(hash, part.as_bytes()));
            let ordinal = before.entry(key).or_default();
            *ordinal += 1;
            format!("{:016x}", with(key, &ordinal.to_le_bytes()))
        })
        .collect()
}

/// Returns the letters before and after `span` in its clause, at most [`CONTEXT`] on each side, in
/// a form without differences such as full width.
fn context(doc: &Document, span: Span) -> (String, String) {
    let Some(block) = doc.blocks().get(doc.block_at(span.start())).map(|block| block.span) else {
        return (String::new(), String::new());
    };
    let text = doc.text();
    let ahead = &text[block.start().min(span.start())..span.start()];
    let behind = &text[span.end().min(block.end())..block.end().max(span.end().min(block.end()))];
    let is_letter = |c: &char| c.is_alphanumeric() || is_blank(*c);
    let ahead: usize = ahead.chars().rev().take(CONTEXT).take_while(is_letter).map(char::len_utf8).sum();
    let behind: usize = behind.chars().take(CONTEXT).take_while(is_letter).map(char::len_utf8).sum();
    let fold = |from: usize, to: usize| comparable_text(&text[from..to]);
    (fold(span.start() - ahead, span.start()), fold(span.end(), span.end() + behind))
}

/// Continues `hash` with `part` and a separator.
fn with(hash: u64, part: &[u8]) -> u64 {
    fnv(fnv(hash, part), &[0xff])
}

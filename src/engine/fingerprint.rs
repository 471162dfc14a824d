//! Fingerprints of findings. A baseline and an editor recognise a finding by its fingerprint after
//! edits elsewhere in the document.

use rustc_hash::FxHashMap;

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::text::chars::is_blank;
use crate::text::fold::comparable_text;
use crate::text::hash::{START, fnv};
use crate::text::span::Span;

/// Letters on either side of a finding, within its clause, that are part of its fingerprint.
/// Without them, a finding corrected in one place and a new one in another place would be the same.
const CONTEXT: usize = 8;

/// One fingerprint for each of `diagnostics`, in order: 16 hexadecimal digits of a fixed hash over
/// the rule, the folded text with its neighbouring letters in the clause, and the ordinal among
/// equal findings of the document. It does not depend on lines, columns or the path.
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

/// The letters before and after `span` in its clause, folded.
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

/// Returns `hash` continued with `part` and a separator.
fn with(hash: u64, part: &[u8]) -> u64 {
    fnv(fnv(hash, part), &[0xff])
}

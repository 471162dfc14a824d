//! What makes a finding the same finding after the document was edited elsewhere.

use rustc_hash::FxHashMap;

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::text::fold::comparable_text;

/// One fingerprint for each of `diagnostics`, in order: 16 hexadecimal digits of a fixed hash over the rule, the folded
/// text and how many like it came before in the document. Lines and columns do not count, nor does the path.
pub fn all(doc: &Document, diagnostics: &[Diagnostic]) -> Vec<String> {
    let mut before: FxHashMap<u64, u64> = FxHashMap::default();
    diagnostics
        .iter()
        .map(|diagnostic| {
            let text = comparable_text(doc.slice(diagnostic.span));
            let key = fnv(fnv(OFFSET, diagnostic.rule.as_str().as_bytes()), text.as_bytes());
            let ordinal = before.entry(key).or_default();
            *ordinal += 1;
            format!("{:016x}", fnv(key, &ordinal.to_le_bytes()))
        })
        .collect()
}

const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a over `bytes` and a separator, from `hash` on.
fn fnv(hash: u64, bytes: &[u8]) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    bytes.iter().chain(&[0xff]).fold(hash, step)
}

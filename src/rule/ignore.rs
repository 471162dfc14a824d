//! Findings that the configuration declares right, with a reason. They are named by their rule and
//! by quoted words, never by a line number, which would change with every edit.

use jiff::civil::Date;

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::text::fold::{comparable, comparable_text};
use crate::text::span::Span;

/// An `[[ignore]]` entry of the configuration, which declares that the text of some findings is
/// right as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignore {
    /// Name of the rule or the family that reports the findings.
    pub rule: String,
    /// Words of the document that contain the finding or are part of it. `None` covers every
    /// finding of the rule.
    pub text: Option<String>,
    /// Reason why the text is right as it is and the findings are ignored, for people who read the
    /// configuration.
    pub reason: String,
    /// Last day on which the entry applies; `None` if it applies for ever.
    pub expires: Option<Date>,
}

impl Ignore {
    /// True if `today` is after the last day of the entry.
    pub fn is_expired(&self, today: Date) -> bool {
        self.expires.is_some_and(|last| last < today)
    }

    /// True if the entry covers the finding `found`. `quoted` is the `text` of the entry after
    /// folding (without differences in width and the like).
    fn covers(&self, doc: &Document, quoted: Option<&str>, found: &Diagnostic) -> bool {
        let is_named = found.rule.as_str() == self.rule || found.rule.family() == self.rule;
        is_named && quoted.is_none_or(|quoted| quotes(doc, quoted, found.span))
    }
}

/// True if `quoted`, which is folded, is part of the text at `span`, or contains it.
fn quotes(doc: &Document, quoted: &str, span: Span) -> bool {
    let found = comparable_text(doc.slice(span));
    if found.contains(quoted) {
        return true;
    }
    let Some(block) = doc.blocks().get(doc.block_at(span.start())).map(|block| block.span) else {
        return false;
    };
    // The quotation covers the finding if it begins before the finding and ends after it, in the
    // same paragraph. Only as much context as the quotation is long is searched, because a
    // paragraph may be a whole text with a finding in each of its sentences.
    let before = &doc.text()[block.start().min(span.start())..span.start()];
    let behind = &doc.text()[span.end()..block.end().max(span.end())];
    let margin = quoted.len().saturating_sub(found.len());
    let head = folded(before.chars().rev(), margin);
    let start = head.iter().map(|c| c.len_utf8()).sum::<usize>();
    let mut near: String = head.into_iter().rev().collect();
    near.push_str(&found);
    near.extend(folded(behind.chars(), margin));
    let end = start + found.len();
    let begins = near[..start].char_indices().map(|(at, _)| at).chain([start]);
    begins.filter(|at| at + quoted.len() >= end).any(|at| near[at..].starts_with(quoted))
}

/// Folds characters, up to a total length of `bytes`. Characters that folding removes are left out.
fn folded(characters: impl Iterator<Item = char>, bytes: usize) -> Vec<char> {
    let mut length = 0;
    let counted = characters.filter_map(comparable).take_while(|c| {
        length += c.len_utf8();
        length <= bytes
    });
    counted.collect()
}

/// Removes from `diagnostics` the findings that an entry of `ignores` covers. Returns the indices
/// of the entries that covered one; the others can be reported as unused.
pub fn apply(doc: &Document, ignores: &[Ignore], diagnostics: &mut Vec<Diagnostic>) -> Vec<usize> {
    let mut used = Vec::new();
    if ignores.is_empty() {
        return used;
    }
    let quoted: Vec<Option<String>> =
        ignores.iter().map(|ignore| ignore.text.as_deref().map(comparable_text)).collect();
    diagnostics.retain(|found| {
        let mut entries = ignores.iter().zip(&quoted);
        match entries.position(|(ignore, quoted)| ignore.covers(doc, quoted.as_deref(), found)) {
            Some(index) => {
                used.push(index);
                false
            }
            None => true,
        }
    });
    used.sort_unstable();
    used.dedup();
    used
}

#[cfg(test)]
mod tests {
    use super::{comparable_text, quotes};
    use crate::document::source::Source;
    use crate::readers::read;
    use crate::text::span::Span;

    #[test]
    fn a_quotation_covers_what_it_holds_where_it_stands() {
        let text = "甲企业投资XX亿元。乙企业投资XX亿元。";
        let doc = read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        let first = text.find("XX").unwrap();
        let second = text.rfind("XX").unwrap();
        let covers = |text: &str, at: usize| quotes(&doc, &comparable_text(text), Span::new(at, at + 2));
        assert!(covers("甲企业投资 XX 亿元", first) && !covers("甲企业投资XX亿元", second));
        assert!(covers("XX", first) && covers("XX", second), "the words of the finding themselves");
        assert!(!covers("丙企业", first));
    }
}

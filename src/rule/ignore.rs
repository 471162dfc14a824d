//! Findings that the configuration declares right, with a reason: by rule and quoted words, never
//! by a line number.

use jiff::civil::Date;

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::text::fold::{comparable, comparable_text};
use crate::text::span::Span;

/// Findings that are right, with the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignore {
    /// A rule or a family.
    pub rule: String,
    /// Words of the document that contain the finding or are part of it; `None` for every finding
    /// of the rule.
    pub text: Option<String>,
    /// The reason.
    pub reason: String,
    /// The last day on which the entry applies.
    pub expires: Option<Date>,
}

impl Ignore {
    /// True if `today` is after the last day.
    pub fn is_expired(&self, today: Date) -> bool {
        self.expires.is_some_and(|last| last < today)
    }

    /// True if the entry covers `found`. `quoted` is `self.text`, folded.
    fn covers(&self, doc: &Document, quoted: Option<&str>, found: &Diagnostic) -> bool {
        let is_named = found.rule.as_str() == self.rule || found.rule.family() == self.rule;
        is_named && quoted.is_none_or(|quoted| quotes(doc, quoted, found.span))
    }
}

/// True if `quoted`, a folded text, is part of the text at `span`, or occurs around it.
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

/// The first characters that folding keeps, up to a length of `bytes`.
fn folded(characters: impl Iterator<Item = char>, bytes: usize) -> Vec<char> {
    let mut length = 0;
    let counted = characters.filter_map(comparable).take_while(|c| {
        length += c.len_utf8();
        length <= bytes
    });
    counted.collect()
}

/// Removes findings that one of `ignores` covers from `diagnostics`. Returns the indices of the
/// ignores that covered one.
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

//! Findings that the configuration declares right, with a reason: by rule and quoted words, never by a line.

use jiff::civil::Date;

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::text::fold::comparable_text;
use crate::text::span::Span;

/// What is right here, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignore {
    /// A rule or a family.
    pub rule: String,
    /// Words of the document that hold the finding, or that it holds; every finding of the rule where nothing is quoted.
    pub text: Option<String>,
    /// Why.
    pub reason: String,
    /// The last day on which it holds.
    pub expires: Option<Date>,
}

impl Ignore {
    /// True where its time is over on the day `today`.
    pub fn is_expired(&self, today: Date) -> bool {
        self.expires.is_some_and(|last| last < today)
    }

    fn covers(&self, doc: &Document, found: &Diagnostic) -> bool {
        let is_named = found.rule.as_str() == self.rule || found.rule.family() == self.rule;
        is_named && self.text.as_deref().is_none_or(|text| quotes(doc, text, found.span))
    }
}

/// True where `text`, folded, holds what `span` holds and stands around it, or stands in it.
fn quotes(doc: &Document, text: &str, span: Span) -> bool {
    let quoted = comparable_text(text);
    let found = comparable_text(doc.slice(span));
    if found.contains(&quoted) {
        return true;
    }
    let Some(block) = doc.blocks().get(doc.block_at(span.start)).map(|block| block.span) else {
        return false;
    };
    // The quotation covers the finding where it begins before it and ends behind it, in its paragraph.
    let before = comparable_text(&doc.text()[block.start.min(span.start)..span.start]);
    let whole = comparable_text(doc.slice(block.join(span)));
    let (start, end) = (before.len(), before.len() + found.len());
    whole.match_indices(&quoted).any(|(at, _)| at <= start && end <= at + quoted.len())
}

/// Takes out of `diagnostics` what one of `ignores` covers; the indices of those that covered something.
pub fn apply(doc: &Document, ignores: &[Ignore], diagnostics: &mut Vec<Diagnostic>) -> Vec<usize> {
    let mut used = Vec::new();
    if ignores.is_empty() {
        return used;
    }
    diagnostics.retain(|found| match ignores.iter().position(|ignore| ignore.covers(doc, found)) {
        Some(index) => {
            used.push(index);
            false
        }
        None => true,
    });
    used.sort_unstable();
    used.dedup();
    used
}

#[cfg(test)]
mod tests {
    use super::quotes;
    use crate::document::source::Source;
    use crate::readers::read;
    use crate::text::span::Span;

    #[test]
    fn a_quotation_covers_what_it_holds_where_it_stands() {
        let text = "甲企业投资XX亿元。乙企业投资XX亿元。";
        let doc = read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        let first = text.find("XX").unwrap();
        let second = text.rfind("XX").unwrap();
        let covers = |quoted: &str, at: usize| quotes(&doc, quoted, Span::new(at, at + 2));
        assert!(covers("甲企业投资 XX 亿元", first) && !covers("甲企业投资XX亿元", second));
        assert!(covers("XX", first) && covers("XX", second), "the words of the finding themselves");
        assert!(!covers("丙企业", first));
    }
}

//! Findings as remarks to be written into the document itself: what is wrong, what to do, why, and where the other end is.

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::output::Run;
use crate::output::whereabouts::whereabouts;
use crate::text::chars::clipped;
use crate::writers::Remark;

/// Longest quotation in a remark, in characters.
const MAX_QUOTE: usize = 40;

/// The remark that `found` makes on its document.
pub fn remark(run: &Run<'_>, doc: &Document, found: &Diagnostic) -> Remark {
    let words = run.wording(found);
    let language = run.language;
    let mut paragraphs = Vec::new();
    if let Some(words) = words {
        paragraphs.push(words.message(&found.message));
        if let Some(place) = whereabouts(doc, found.span, language) {
            // Where a comment cannot stand at the words themselves, it says which words.
            paragraphs.push(format!("「{}」{place}", clipped(doc.slice(found.span), MAX_QUOTE)));
        }
        for label in &found.related {
            let line = doc.locate_start(label.span).line;
            let quote = clipped(doc.slice(label.span), MAX_QUOTE);
            let text = words.label(label.name, &found.message);
            paragraphs.push(
                language.pick(
                    format!("第 {line} 行「{quote}」：{text}"),
                    format!("Line {line}, `{quote}`: {text}"),
                ),
            );
        }
        paragraphs.extend(words.help(&found.message));
        paragraphs.push(words.why.clone());
    }
    paragraphs.push(format!("({} {})", found.severity.name(), found.rule));
    Remark { span: found.span, rule: found.rule.to_string(), paragraphs }
}

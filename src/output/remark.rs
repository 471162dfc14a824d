//! Findings as remarks to be written into the document itself: what is wrong, what to do, why, and where the other end is.

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::output::Run;
use crate::output::told::told;
use crate::writers::Remark;

/// The remark that `found` makes on its document.
pub fn remark(run: &Run<'_>, doc: &Document, found: &Diagnostic) -> Remark {
    let mut paragraphs = Vec::new();
    if let Some(words) = run.wording(found) {
        paragraphs.extend(told(run, doc, found).lines());
        paragraphs.push(words.why.clone());
    }
    paragraphs.push(format!("({} {})", found.severity.name(), found.rule));
    Remark { span: found.span, rule: found.rule.to_string(), paragraphs }
}

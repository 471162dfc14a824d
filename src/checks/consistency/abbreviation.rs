//! Rule `consistency/abbreviation`: reports a short name, as in 以下简称“条例” ("hereinafter 'the
//! Regulations'"), that is never used, used before its definition, or defined twice.

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::diagnostic::Severity;
use crate::facts::kind::DocumentKind;
use crate::facts::naming::uses::Fault;
use crate::text::chars::is_opening;
use crate::text::span::Span;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Abbreviation))
}

struct Abbreviation;

impl Check for Abbreviation {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        // Judgments quote other people's texts with their short names.
        let is_judgment = cx.facts.kind() == Some(DocumentKind::Judgment);
        for misuse in cx.facts.misused_abbreviations() {
            let (finding, given) = match misuse.fault {
                Fault::Unused(None) => {
                    // The use may be in a part that an extract leaves out.
                    out.report(misuse.span).arg("short", shown(cx, misuse.span)).at_most(Severity::Hint);
                    continue;
                }
                Fault::Unused(Some(full)) => {
                    (out.report(misuse.span).variant("full").related("full", full), None)
                }
                Fault::Early(place) => (out.report(place).variant("early"), Some(misuse.span)),
                Fault::Again(first) => (out.report(misuse.span).variant("again"), Some(first)),
                Fault::Ambiguous(first) => (out.report(misuse.span).variant("ambiguous"), Some(first)),
                Fault::Renamed(first) => {
                    let before = shown(cx, first);
                    (out.report(misuse.span).variant("renamed").arg("before", before), Some(first))
                }
            };
            let finding = finding.arg("short", shown(cx, misuse.span));
            let finding = match given {
                Some(given) => finding.related("given", given),
                None => finding,
            };
            if is_judgment {
                finding.at_most(Severity::Hint);
            }
        }
    }
}

/// Returns the short name for display: in its own quotation marks, or in 「」 if the text has none.
fn shown(cx: &Context<'_>, name: Span) -> String {
    let name = cx.doc.slice(name);
    match name.starts_with(is_opening) || name.starts_with('"') {
        true => name.to_owned(),
        false => format!("「{name}」"),
    }
}

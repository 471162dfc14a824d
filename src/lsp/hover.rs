//! What is shown where the mouse rests: the page of the rule that found something there.

use gen_lsp_types::{Contents, Hover, MarkupContent, MarkupKind, Position};

use crate::lsp::capabilities::Capabilities;
use crate::lsp::pages;
use crate::lsp::report::Report;
use crate::output::page;

/// The pages of the rules that found something at a position, the narrowest finding first; `None` where none did.
pub(super) fn at(report: &Report, at: Position, capabilities: &Capabilities) -> Option<Hover> {
    let checked = report.outcome.as_ref().ok()?;
    let found = checked.diagnostics.iter().map(|found| (report.range(&checked.document, found.span), found));
    let mut found: Vec<_> = found.filter(|(range, _)| range.start <= at && at <= range.end).collect();
    found.sort_by_key(|(_, found)| found.span.len());
    let range = found.first()?.0;
    let (registry, language) = (&report.setup.registry, report.setup.language);
    let mut names: Vec<&str> = Vec::new();
    let mut texts = Vec::new();
    for (_, found) in found {
        let Ok(rule) = registry.rule(found.rule.as_str()) else { continue };
        if names.contains(&found.rule.as_str()) {
            continue;
        }
        names.push(found.rule.as_str());
        texts.push(if capabilities.shows_markdown() {
            pages::text(registry, rule, language)
        } else {
            page::text(rule, &registry.examples(rule).unwrap_or_default(), language)
        });
    }
    let (kind, between) = if capabilities.shows_markdown() {
        (MarkupKind::Markdown, "\n---\n\n")
    } else {
        (MarkupKind::PlainText, "\n")
    };
    let contents = Contents::MarkupContent(MarkupContent { kind, value: texts.join(between) });
    Some(Hover { contents, range: Some(range) })
}

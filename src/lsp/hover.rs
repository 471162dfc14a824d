//! Hover texts: the pages of the rules with findings at a position, and the arithmetic of the
//! figure there.

use gen_lsp_types::{Contents, Hover, MarkupContent, MarkupKind, Position, Range};

use crate::engine::report::Checked;
use crate::facts::Facts;
use crate::lsp::capabilities::Capabilities;
use crate::lsp::pages;
use crate::lsp::report::Report;
use crate::output::formats::checklist::escaped;
use crate::output::{ledger, page};
use crate::text::span::Span;

/// The hover text at a position: the arithmetic of the figure there, if it is compared with others,
/// and the pages of the rules with findings there, the finding with the shortest span first. `None`
/// if there are neither.
pub(super) fn at(report: &Report, at: Position, capabilities: &Capabilities) -> Option<Hover> {
    let checked = report.outcome.as_ref().ok()?;
    let found = checked.diagnostics.iter().map(|found| (report.range(&checked.document, found.span), found));
    let mut found: Vec<_> = found.filter(|(range, _)| range.start <= at && at <= range.end).collect();
    found.sort_by_key(|(_, found)| found.span.len());
    let range = found.first().map(|(range, _)| *range);
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
    let figure = figure(report, checked, at, capabilities);
    let range = range.or(figure.as_ref().map(|(range, _)| *range))?;
    texts.splice(0..0, figure.map(|(_, text)| text));
    let (kind, between) = if capabilities.shows_markdown() {
        (MarkupKind::Markdown, "\n---\n\n")
    } else {
        (MarkupKind::PlainText, "\n")
    };
    let contents = Contents::MarkupContent(MarkupContent { kind, value: texts.join(between) });
    Some(Hover { contents, range: Some(range) })
}

/// The relations of the figure at a position, one per line. `None` if there is no figure, or
/// nothing to compare it with.
fn figure(
    report: &Report,
    checked: &Checked,
    at: Position,
    capabilities: &Capabilities,
) -> Option<(Range, String)> {
    let doc = &checked.document;
    let byte = report.lines.byte(report.text(), at, report.encoding)?;
    let held = &report.setup.held;
    let facts = Facts::new(doc, held.rules.lexicon(), &held.vocabulary);
    // Most hover positions are not in a figure. This avoids building the ledger for them.
    let is_near = |span: Span| {
        let place = doc.source(span).bytes;
        place.start() <= byte && byte <= place.end()
    };
    facts.quantities().iter().find(|quantity| is_near(quantity.span))?;
    let ledger = facts.ledger();
    let entries = ledger.passages.iter().flat_map(|passage| &passage.entries);
    let figure = *entries.into_iter().find(|entry| is_near(entry.span))?;
    let lines: Vec<String> = ledger
        .relations_of(figure)
        .map(|relation| {
            let (name, reckoning) = ledger::told(doc, relation, report.setup.language);
            let sign = ledger::sign_of(relation);
            if capabilities.shows_markdown() {
                format!("{sign} **{name}**  {}\n", escaped(&reckoning))
            } else {
                format!("{sign} {name}  {reckoning}\n")
            }
        })
        .collect();
    let between = if capabilities.shows_markdown() { "\n" } else { "" };
    (!lines.is_empty()).then(|| (report.range(doc, figure.span), lines.join(between)))
}

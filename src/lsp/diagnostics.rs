//! Findings as LSP diagnostics.

use gen_lsp_types::{
    Code, CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag,
    Location, Message, Range, Uri,
};
use serde_json::json;

use crate::diagnostic::{Elsewhere, Severity};
use crate::engine::report::{Checked, Problem};
use crate::language::Language;
use crate::lsp::capabilities::{Capabilities, Capability};
use crate::lsp::company::Mirrored;
use crate::lsp::pages::Pages;
use crate::lsp::report::{MAX_SHOWN, Report};
use crate::output::place::SpokenPlace;
use crate::output::problem;
use crate::text::chars::clipped;

/// Maximum number of characters of a quotation from another place; longer ones are cut.
const MAX_QUOTE: usize = 40;
/// Name of the program that the editor shows beside a diagnostic.
const SOURCE: &str = "hegao";

/// All diagnostics of a document.
pub(super) fn all(report: &Report, capabilities: &Capabilities, pages: &mut Pages) -> Vec<Diagnostic> {
    let language = report.setup.language;
    let checked = match &report.outcome {
        Ok(checked) => checked,
        Err(reason) if report.setup.held.acceptance(problem::kind(reason)).is_some() => return Vec::new(),
        Err(reason) => return vec![unread(reason, language)],
    };
    let count = checked.diagnostics.len();
    let mut diagnostics: Vec<Diagnostic> = (0..count.min(MAX_SHOWN))
        .map(|index| {
            let mut shown = one(report, checked, index, capabilities);
            let rule = &checked.diagnostics[index].rule;
            if capabilities.has(Capability::RulePages)
                && let Ok(rule) = report.setup.registry.rule(rule.as_str())
            {
                let address = pages.address(&report.setup.registry, rule, language);
                shown.code_description = address.map(|address| CodeDescription { href: Uri(address) });
            }
            shown
        })
        .collect();
    let mirrors = report.company.mirrored.iter().take(MAX_SHOWN.saturating_sub(count));
    diagnostics.extend(mirrors.map(|one| mirrored(report, one, capabilities)));
    if count > MAX_SHOWN {
        let more = count - MAX_SHOWN;
        diagnostics.push(at_start(language.pick(
            format!("另有 {more} 处没有列出，hegao check 可以看到全部。"),
            format!("{more} more are not shown; `hegao check` lists all."),
        )));
    }
    diagnostics
}

/// One finding as a diagnostic, without the address of its rule page.
pub(super) fn one(
    report: &Report,
    checked: &Checked,
    index: usize,
    capabilities: &Capabilities,
) -> Diagnostic {
    let (found, doc) = (&checked.diagnostics[index], &checked.document);
    let rule = report.setup.registry.rule(found.rule.as_str()).ok();
    let words = rule.map(|rule| rule.wording(report.setup.language));
    let mut lines = vec![words.map_or_else(|| found.rule.to_string(), |words| words.message(&found.message))];
    lines.extend(words.and_then(|words| words.help(&found.message)));
    let label = |name| words.map(|words| words.label(name, &found.message)).unwrap_or_default();
    let mut related = Vec::new();
    for other in &found.related {
        let range = report.range(doc, other.span);
        let message = label(other.name);
        if capabilities.has(Capability::RelatedPlaces) {
            let location = Location { uri: Uri(report.snapshot.uri.clone()), range };
            related.push(DiagnosticRelatedInformation { location, message });
        } else {
            // Without related locations in the client, the other place is described in the message.
            let (line, quote) = (range.start.line + 1, clipped(doc.slice(other.span), MAX_QUOTE));
            lines.push(report.setup.language.pick(
                format!("第 {line} 行「{quote}」：{message}"),
                format!("Line {line}, `{quote}`: {message}"),
            ));
        }
    }
    for other in &found.elsewhere {
        let message = label(other.name);
        let there = report.company.place(other).filter(|_| capabilities.has(Capability::RelatedPlaces));
        match there {
            Some(there) => related.push(DiagnosticRelatedInformation { location: there.clone(), message }),
            None => lines.push(elsewhere(other, &message, report.setup.language)),
        }
    }
    let is_unnecessary = rule.is_some_and(|rule| rule.policy.is_unnecessary);
    let is_tagged = is_unnecessary && capabilities.knows_unnecessary();
    Diagnostic {
        range: report.range(doc, found.span),
        severity: Some(severity(found.severity)),
        code: Some(Code::String(found.rule.to_string())),
        source: Some(SOURCE.to_owned()),
        message: Message::String(lines.join("\n")),
        tags: is_tagged.then(|| vec![DiagnosticTag::Unnecessary]),
        related_information: (!related.is_empty()).then_some(related),
        data: report
            .fingerprints
            .get(index)
            .map(|fingerprint| json!({"rule": found.rule.as_str(), "fingerprint": fingerprint})),
        ..Diagnostic::default()
    }
}

/// Description of a place in another document, with a label.
fn elsewhere(other: &Elsewhere, label: &str, language: Language) -> String {
    let place = quoted(other, language);
    language.pick(format!("{place}：{label}"), format!("{place}: {label}"))
}

/// Describes a place in another document: `主持词.txt 第 2 行「4月3日」` ("host's script.txt, line 2, '3
/// April'"), and in formats without lines `主持词.docx 第2段「4月3日」` ("paragraph 2").
fn quoted(other: &Elsewhere, language: Language) -> String {
    let (path, line) = (&other.path, other.passage.location.start.line);
    let quote = clipped(other.passage.quote(), MAX_QUOTE);
    let words = other.passage.spoken.map(|spoken| SpokenPlace::bare(spoken).words(language));
    match (words, quote.is_empty()) {
        (Some(words), _) => {
            language.pick(format!("{path} {words}「{quote}」"), format!("`{quote}` in {path}, {words}"))
        }
        (None, true) => language.pick(format!("{path} 第 {line} 行"), format!("{path}, line {line}")),
        (None, false) => language
            .pick(format!("{path} 第 {line} 行「{quote}」"), format!("`{quote}` in {path}, line {line}")),
    }
}

/// A contradiction that was reported in another paper, shown at the place of this paper to which it
/// refers.
fn mirrored(report: &Report, one: &Mirrored, capabilities: &Capabilities) -> Diagnostic {
    let language = report.setup.language;
    let rule = report.setup.registry.rule(one.finding.rule.as_str()).ok();
    let words = rule.map(|rule| rule.wording(language));
    let said = words.map_or_else(String::new, |words| words.message(&one.finding.message));
    let place = quoted(&one.from, language);
    let message = language.pick(
        format!("与 {place}对不上；那里报的是：{said}"),
        format!("does not agree with {place}, where this is found: {said}"),
    );
    let place = DiagnosticRelatedInformation {
        location: one.there.clone(),
        message: language.pick("另一处", "the other place").to_owned(),
    };
    Diagnostic {
        range: report.in_file(one.at),
        severity: Some(severity(one.finding.severity)),
        code: Some(Code::String(one.finding.rule.to_string())),
        source: Some(SOURCE.to_owned()),
        message: Message::String(message),
        related_information: capabilities.has(Capability::RelatedPlaces).then(|| vec![place]),
        ..Diagnostic::default()
    }
}

/// The LSP severity for a severity of hegao. A hint becomes `Information`, because editors hardly
/// show LSP hints and leave them out of their lists.
fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::Error,
        Severity::Warning => DiagnosticSeverity::Warning,
        Severity::Hint => DiagnosticSeverity::Information,
    }
}

/// Diagnostic for a document that could not be checked.
pub(super) fn unread(reason: &Problem, language: Language) -> Diagnostic {
    let text = format!("{}\n{}", problem::message(reason, language), problem::help(reason, language));
    let code = Some(Code::String(problem::kind(reason).to_owned()));
    Diagnostic { severity: Some(DiagnosticSeverity::Error), code, ..at_start(text) }
}

/// A diagnostic about the whole document, placed at its start.
fn at_start(text: String) -> Diagnostic {
    Diagnostic {
        range: Range::default(),
        severity: Some(DiagnosticSeverity::Information),
        source: Some(SOURCE.to_owned()),
        message: Message::String(text),
        ..Diagnostic::default()
    }
}

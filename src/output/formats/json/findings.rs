//! The findings of a document, as the formats `json` and `jsonl` write them.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Value};
use crate::engine::fingerprint;
use crate::fix::{Fix, Safety};
use crate::output::Run;
use crate::output::formats::json::parts::{LocationPart, Locator};

#[derive(Serialize)]
pub(super) struct DiagnosticPart<'a> {
    rule: &'a str,
    severity: &'a str,
    message: String,
    args: BTreeMap<&'a str, &'a Value>,
    location: LocationPart<'a>,
    related: Vec<RelatedPart<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    elsewhere: Vec<ElsewherePart<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<String>,
    fingerprint: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<FixPart<'a>>,
}

#[derive(Serialize)]
struct RelatedPart<'a> {
    message: String,
    location: LocationPart<'a>,
}

/// A place in another document to which a finding refers.
#[derive(Serialize)]
struct ElsewherePart<'a> {
    message: String,
    path: &'a str,
    location: LocationPart<'a>,
    #[serde(skip_serializing_if = "str::is_empty")]
    excerpt: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    quote: &'a str,
}

#[derive(Serialize)]
struct FixPart<'a> {
    title: String,
    safety: Safety,
    edits: Vec<EditPart<'a>>,
}

#[derive(Serialize)]
struct EditPart<'a> {
    location: LocationPart<'a>,
    text: &'a str,
}

/// The findings of a document, in order.
pub(super) fn diagnostics<'a>(
    run: &Run<'_>,
    locator: &Locator<'a>,
) -> impl Iterator<Item = DiagnosticPart<'a>> {
    let checked = locator.checked;
    let fingerprints = fingerprint::all(&checked.document, &checked.diagnostics);
    let found = checked.diagnostics.iter().zip(fingerprints);
    found.map(|(found, fingerprint)| diagnostic(run, locator, found, fingerprint))
}

fn diagnostic<'a>(
    run: &Run<'_>,
    locator: &Locator<'a>,
    found: &'a Diagnostic,
    fingerprint: String,
) -> DiagnosticPart<'a> {
    let related = found
        .related
        .iter()
        .map(|label| RelatedPart { message: run.label(found, label), location: locator.spoken(label.span) });
    let elsewhere = found.elsewhere.iter().map(|other| ElsewherePart {
        message: run.named_label(found, other.name),
        path: &other.path,
        location: LocationPart::elsewhere(&other.passage, run.language),
        excerpt: &other.passage.excerpt,
        quote: other.passage.quote(),
    });
    DiagnosticPart {
        rule: found.rule.as_str(),
        severity: found.severity.name(),
        message: run.message(found),
        args: found.message.args.iter().map(|(name, value)| (*name, value)).collect(),
        location: locator.spoken(found.span),
        related: related.collect(),
        elsewhere: elsewhere.collect(),
        help: run.help(found),
        fingerprint,
        fix: found.fix.as_ref().map(|fix| fix_part(locator, fix, run.fix_title(found))),
    }
}

fn fix_part<'a>(locator: &Locator<'a>, fix: &'a Fix, title: String) -> FixPart<'a> {
    let edits =
        fix.edits.iter().map(|edit| EditPart { location: locator.location(edit.span), text: &edit.text });
    FixPart { title, safety: fix.safety, edits: edits.collect() }
}

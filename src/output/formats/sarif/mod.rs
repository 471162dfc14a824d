//! `sarif`: SARIF 2.1.0, for code scanning. Rules come with their help, findings with the other places, fixes and fingerprints.
//! Columns count Unicode code points, as everywhere in hegao.

mod wire;

use std::borrow::Cow;
use std::io::{self, Write};

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::engine::fingerprint;
use crate::engine::report::{Checked, FileReport, Summary};
use crate::fix::{Fix, Safety};
use crate::output::control::tame;
use crate::output::formats::sarif::wire::{
    ArtifactChange, ArtifactLocation, Configuration, Descriptor, Driver, Fingerprints, FixPart,
    FixProperties, Invocation, Location, NotedArtifact, NotedFile, NotedLocation, Notification,
    PhysicalLocation, Region, Replacement, ResultPart, RulePart, RuleProperties, Text, Tool,
};
use crate::output::path::uri as file_uri;
use crate::output::told::{at, quoted, told};
use crate::output::unread::Unread;
use crate::output::{Output, Run, omitted};
use crate::rule::Rule;
use crate::text::span::Span;

/// The published schema, which editors look for.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// The home of the project; empty where it has none.
const HOME: &str = env!("CARGO_PKG_REPOSITORY");

/// The format.
#[derive(Default)]
pub struct Sarif {
    has_results: bool,
    /// Files that could not be checked, or whose findings are not all listed.
    notifications: Vec<Notification>,
}

impl Output for Sarif {
    fn begin(&mut self, run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "{{\"$schema\":\"{SCHEMA}\",\n\"version\":\"2.1.0\",\n\"runs\":[{{\"tool\":")?;
        let driver = Driver {
            name: env!("CARGO_PKG_NAME"),
            semantic_version: env!("CARGO_PKG_VERSION"),
            information_uri: (!HOME.is_empty()).then_some(HOME),
            language: run.language.pick("zh-CN", "en-US"),
            rules: run.registry.rules().iter().map(|rule| described(run, rule)).collect(),
        };
        serde_json::to_writer(&mut *out, &Tool { driver })?;
        write!(out, ",\n\"columnKind\":\"unicodeCodePoints\",\n\"results\":[")
    }

    fn file(&mut self, run: &Run<'_>, file: &FileReport, out: &mut dyn Write) -> io::Result<()> {
        let uri = file_uri(file.path_bytes());
        let checked = match &file.outcome {
            Ok(checked) => checked,
            Err(reason) => {
                self.notifications.push(notification(&Unread::of(file, reason, run.language), uri));
                return Ok(());
            }
        };
        let doc = &checked.document;
        for (found, hegao) in checked.diagnostics.iter().zip(fingerprint::all(doc, &checked.diagnostics)) {
            out.write_all(if self.has_results { b",\n" } else { b"\n" })?;
            self.has_results = true;
            let result = result(run, &uri, checked, found, Fingerprints { hegao });
            serde_json::to_writer(&mut *out, &result)?;
        }
        for note in omitted::notes(checked, run.language) {
            let level = if note.name == omitted::NAME { "warning" } else { "error" };
            self.notifications.push(noted(level, note.name, &note.text, uri.clone()));
        }
        Ok(())
    }

    fn end(&mut self, _: &Run<'_>, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "\n],\n\"invocations\":[")?;
        let invocation = Invocation {
            execution_successful: summary.unreadable + summary.partly_read == 0,
            tool_execution_notifications: &self.notifications,
        };
        serde_json::to_writer(&mut *out, &invocation)?;
        writeln!(out, "]}}]}}")
    }
}

fn described<'a>(run: &'a Run<'_>, rule: &'a Rule) -> RulePart<'a> {
    let words = rule.wording(run.language);
    let general = words.general_help();
    let texts = [Some(words.why.as_str()), general.as_deref(), rule.source.as_deref()];
    let help: Vec<&str> = texts.into_iter().flatten().filter(|text| !text.is_empty()).collect();
    // Rules of an office may go without a reason; the title then says all there is.
    let help = if help.is_empty() { vec![words.title.as_str()] } else { help };
    RulePart {
        id: rule.id.as_str(),
        short_description: plain(&words.title),
        full_description: plain(if words.why.is_empty() { &words.title } else { &words.why }),
        help: Text { text: help.join("\n").into(), markdown: Some(help.join("\n\n")) },
        help_uri: (!HOME.is_empty()).then(|| page(rule)),
        default_configuration: Configuration { enabled: rule.is_default, level: level(rule.severity) },
        properties: RuleProperties { tags: [rule.id.family()], source: rule.source.as_deref() },
    }
}

/// Where the rule is in the catalogue of this version; a heading's anchor has no slash.
fn page(rule: &Rule) -> String {
    let version = env!("CARGO_PKG_VERSION");
    format!("{HOME}/blob/v{version}/docs/rules.md#{}", rule.id.as_str().replace('/', ""))
}

fn result<'a>(
    run: &Run<'_>,
    uri: &'a str,
    checked: &'a Checked,
    found: &'a Diagnostic,
    partial_fingerprints: Fingerprints,
) -> ResultPart<'a> {
    let doc = &checked.document;
    let told = told(run, checked, found);
    let mut lines = vec![told.message];
    lines.extend(told.place);
    lines.extend(told.help);
    let related = found.related.iter().zip(1..).map(|(label, id)| {
        let text = format!("{} {}", quoted(run, checked, label.span), run.label(found, label));
        Location { id: Some(id), message: Some(owned(&text)), ..location(uri, doc, label.span) }
    });
    let others = found.elsewhere.iter().zip(found.related.len() + 1..).map(|(other, id)| {
        let (start, end) = (other.passage.location.start, other.passage.location.end);
        let region = Region {
            start_line: start.line,
            start_column: start.column,
            end_line: end.line,
            end_column: end.column,
            snippet: Some(owned(other.passage.quote())),
        };
        let uri = Cow::Owned(file_uri(other.path.as_bytes()));
        let physical_location =
            PhysicalLocation { artifact_location: ArtifactLocation { uri }, region: Some(region) };
        let text = format!("{} {}", at(other, run.language), run.named_label(found, other.name));
        Location { id: Some(id), physical_location, message: Some(owned(&text)) }
    });
    ResultPart {
        rule_id: found.rule.as_str(),
        rule_index: run.registry.rules().iter().position(|rule| rule.id == found.rule),
        level: level(found.severity),
        message: owned(&lines.join("\n")),
        locations: [location(uri, doc, found.span)],
        related_locations: related.chain(others).collect(),
        partial_fingerprints,
        fixes: found
            .fix
            .as_ref()
            .and_then(|fix| fix_part(uri, doc, fix, &run.fix_title(found)))
            .into_iter()
            .collect(),
    }
}

fn location<'a>(uri: &'a str, doc: &'a Document, span: Span) -> Location<'a> {
    let region = Region { snippet: Some(plain(doc.slice(span))), ..region(doc, span) };
    let physical_location = PhysicalLocation {
        artifact_location: ArtifactLocation { uri: Cow::Borrowed(uri) },
        region: Some(region),
    };
    Location { id: None, physical_location, message: None }
}

fn region<'a>(doc: &Document, span: Span) -> Region<'a> {
    let at = doc.locate(span);
    Region {
        start_line: at.start.line,
        start_column: at.start.column,
        end_line: at.end.line,
        end_column: at.end.column,
        snippet: None,
    }
}

/// A fix that a program could make: in formats whose lines are those of the file, and where no edit would destroy markup.
fn fix_part<'a>(uri: &'a str, doc: &'a Document, fix: &'a Fix, title: &str) -> Option<FixPart<'a>> {
    let can_be_made = fix.safety > Safety::ShowOnly
        && doc.origin().format.has_lines()
        && fix.edits.iter().all(|edit| doc.editable(edit.span).is_some());
    let replacements = fix.edits.iter().map(|edit| Replacement {
        deleted_region: region(doc, edit.span),
        inserted_content: plain(&edit.text),
    });
    can_be_made.then(|| FixPart {
        description: owned(title),
        artifact_changes: [ArtifactChange {
            artifact_location: ArtifactLocation { uri: Cow::Borrowed(uri) },
            replacements: replacements.collect(),
        }],
        properties: FixProperties { safety: fix.safety },
    })
}

fn notification(unread: &Unread, uri: String) -> Notification {
    noted(
        unread.pick("error", "note"),
        unread.kind,
        [unread.message.as_str(), unread.help].join("\n").trim_end(),
        uri,
    )
}

fn noted(level: &'static str, id: &'static str, text: &str, uri: String) -> Notification {
    Notification {
        level,
        message: owned(text),
        descriptor: Descriptor { id },
        locations: [NotedLocation {
            physical_location: NotedFile { artifact_location: NotedArtifact { uri } },
        }],
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    }
}

fn plain(text: &str) -> Text<'_> {
    Text { text: Cow::Borrowed(text), markdown: None }
}

fn owned(text: &str) -> Text<'static> {
    Text { text: Cow::Owned(tame(text).into_owned()), markdown: None }
}

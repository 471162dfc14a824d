//! `sarif`: SARIF 2.1.0, for code scanning. Rules come with their help, findings with related
//! places, fixes and fingerprints. Columns count Unicode code points, as everywhere in hegao.

mod wire;

use std::borrow::Cow;
use std::io::{self, Write};

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::engine::fingerprint;
use crate::engine::report::{Checked, FileReport, Summary};
use crate::fix::{Fix, Safety};
use crate::language::Language;
use crate::output::control::tame;
use crate::output::finding_text::{at, finding_text, quoted};
use crate::output::formats::sarif::wire::{
    ArtifactChange, ArtifactLocation, Configuration, Descriptor, Driver, Fingerprints, FixPart,
    FixProperties, Invocation, Location, NotedArtifact, NotedFile, NotedLocation, Notification,
    PhysicalLocation, Region, Replacement, ResultPart, RulePart, RuleProperties, Text, Tool,
};
use crate::output::path::uri as file_uri;
use crate::output::unread::Unread;
use crate::output::{Output, Run, omitted};
use crate::rule::Rule;
use crate::rule::file::Author;
use crate::text::span::Span;

/// URL of the published schema, by which editors recognise the format.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// The repository of the project; empty if it has none.
const HOME: &str = env!("CARGO_PKG_REPOSITORY");
/// URL of the site with the documentation, which `docs/site.sh` builds; empty if it is not
/// published.
const SITE: &str = env!("CARGO_PKG_HOMEPAGE");
/// Maximum number of results of a run. GitHub shows no more than 5,000 and refuses a run of more
/// than 25,000.
const MAX_RESULTS: usize = 5000;
/// Maximum number of lines and maximum number of characters of a snippet; longer ones are cut. A
/// repeated passage may be pages long.
const SNIPPET: (usize, usize) = (2, 400);

/// Writer of the `sarif` format.
#[derive(Default)]
pub struct Sarif {
    results: usize,
    /// Number of findings beyond [`MAX_RESULTS`].
    left_out: usize,
    /// Messages about files that could not be checked, or whose findings are not all listed.
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
        let listed = checked.diagnostics.len().min(MAX_RESULTS - self.results);
        self.left_out += checked.diagnostics.len() - listed;
        let fingerprints = fingerprint::all(doc, &checked.diagnostics);
        for (found, hegao) in checked.diagnostics.iter().zip(fingerprints).take(listed) {
            out.write_all(if self.results > 0 { b",\n" } else { b"\n" })?;
            self.results += 1;
            let result = result(run, &uri, checked, found, Fingerprints { hegao });
            serde_json::to_writer(&mut *out, &result)?;
        }
        for note in omitted::notes(checked, run.language) {
            let level = if note.name == omitted::NAME { "warning" } else { "error" };
            self.notifications.push(noted(level, note.name, &note.text, Some(uri.clone())));
        }
        Ok(())
    }

    fn end(&mut self, run: &Run<'_>, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "\n],\n\"invocations\":[")?;
        if self.left_out > 0 {
            let text = left_out(self.left_out, run.language);
            self.notifications.push(noted("warning", "too-many-results", &text, None));
        }
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
    let texts = [Some(words.why.as_ref()), general.as_deref(), rule.source.as_deref()];
    let help: Vec<&str> = texts.into_iter().flatten().filter(|text| !text.is_empty()).collect();
    // Rules of a pack may have no reason; the title is then their only text.
    let help = if help.is_empty() { vec![words.title.as_ref()] } else { help };
    RulePart {
        id: rule.id.as_str(),
        short_description: plain(&words.title),
        full_description: plain(if words.why.is_empty() { &words.title } else { &words.why }),
        help: Text { text: help.join("\n").into(), markdown: Some(help.join("\n\n")) },
        help_uri: page(SITE, rule, run.language),
        default_configuration: Configuration { enabled: rule.is_default, level: level(rule.severity) },
        properties: RuleProperties { tags: [rule.id.family()], source: rule.source.as_deref() },
    }
}

/// URL of the rule's page on the site; `None` if there is no site, or for a rule of a pack.
fn page(site: &str, rule: &Rule, language: Language) -> Option<String> {
    let folder = language.pick("zh", "en");
    let has_page = !site.is_empty() && rule.file.author == Author::BuiltIn;
    has_page.then(|| format!("{}/{folder}/rules/{}.html", site.trim_end_matches('/'), rule.id))
}

/// Message with the number of findings beyond the maximum, and the report format that lists all of
/// them.
fn left_out(count: usize, language: Language) -> String {
    language.pick(
        format!(
            "另有 {count} 处没有列出：SARIF 报告最多列 {MAX_RESULTS} 处。jsonl 报告里有全部，加上 --report jsonl=hegao.jsonl 另写一份。"
        ),
        format!(
            "{count} more are not listed: a SARIF report lists at most {MAX_RESULTS}. A jsonl report has all of them; \
             --report jsonl=hegao.jsonl writes one too."
        ),
    )
}

fn result<'a>(
    run: &Run<'_>,
    uri: &'a str,
    checked: &'a Checked,
    found: &'a Diagnostic,
    partial_fingerprints: Fingerprints,
) -> ResultPart<'a> {
    let doc = &checked.document;
    let text = finding_text(run, checked, found);
    let mut lines = vec![text.message];
    lines.extend(text.place);
    lines.extend(text.help);
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
            snippet: Some(owned(&snippet(other.passage.quote()))),
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
    let snippet = Text { text: snippet(doc.slice(span)), markdown: None };
    let region = Region { snippet: Some(snippet), ..region(doc, span) };
    let physical_location = PhysicalLocation {
        artifact_location: ArtifactLocation { uri: Cow::Borrowed(uri) },
        region: Some(region),
    };
    Location { id: None, physical_location, message: None }
}

/// Returns the beginning of `text`, up to the limits of [`SNIPPET`], with … if it was cut. The
/// region of the finding still gives the real end.
fn snippet(text: &str) -> Cow<'_, str> {
    let (lines, characters) = SNIPPET;
    let end_of_lines = memchr::memchr_iter(b'\n', text.as_bytes()).nth(lines - 1).unwrap_or(text.len());
    let shown = text[..end_of_lines].trim_end_matches('\r');
    let fits = end_of_lines == text.len() && shown.chars().nth(characters).is_none();
    if fits {
        return Cow::Borrowed(text);
    }
    // The … counts as one of the characters.
    let end = shown.char_indices().nth(characters - 1).map_or(shown.len(), |(at, _)| at);
    Cow::Owned(shown[..end].to_owned() + "…")
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

/// A fix that a program can apply; `None` in formats whose lines are not those of the file, or if
/// an edit would destroy markup.
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
        Some(uri),
    )
}

/// A notification about a file, or about the whole run.
fn noted(level: &'static str, id: &'static str, text: &str, uri: Option<String>) -> Notification {
    let location =
        |uri| NotedLocation { physical_location: NotedFile { artifact_location: NotedArtifact { uri } } };
    Notification {
        level,
        message: owned(text),
        descriptor: Descriptor { id },
        locations: uri.map(location).into_iter().collect(),
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

#[cfg(test)]
mod tests {
    use super::page;
    use crate::language::Language;
    use crate::registry::Registry;

    /// `tests/site.rs` checks that the pages exist; this test only checks their addresses.
    #[test]
    fn rules_that_come_with_hegao_have_pages_where_there_is_a_site() {
        let pack = "severity = 'error'\n[zh]\ntitle = '错别字'\n[terms]\n'按装' = '安装'\n";
        let mut registry = Registry::built_in();
        registry.add_pack("包", &[("用词/错别字.toml".to_owned(), pack.to_owned())]).unwrap();
        let site = "https://host.example/hegao/";
        let gap = registry.rule("numbering/gap").unwrap();
        let expected = "https://host.example/hegao/zh/rules/numbering/gap.html";
        assert_eq!(page(site, gap, Language::Chinese).as_deref(), Some(expected));
        assert_eq!(page(site, gap, Language::English), Some(expected.replace("/zh/", "/en/")));
        assert_eq!(page("", gap, Language::Chinese), None);
        assert_eq!(page(site, registry.rule("用词/错别字").unwrap(), Language::Chinese), None);
    }
}

//! `gitlab`: a Code Quality report, which GitLab shows in merge requests. A file that could not be
//! checked is reported as an issue too.

use std::io::{self, Write};

use serde::Serialize;

use crate::diagnostic::Severity;
use crate::engine::fingerprint;
use crate::engine::report::{FileReport, Summary};
use crate::output::control::one_line;
use crate::output::finding_text::finding_text;
use crate::output::path::plain;
use crate::output::unread::Unread;
use crate::output::{Output, Run, omitted};
use crate::text::hash::{START, fnv};

/// Writer of the `gitlab` format.
#[derive(Default)]
pub struct Gitlab {
    has_issues: bool,
}

#[derive(Serialize)]
struct Issue<'a> {
    r#type: &'static str,
    categories: [&'static str; 1],
    check_name: &'a str,
    description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    content: Option<Content>,
    severity: &'static str,
    fingerprint: String,
    location: IssueLocation<'a>,
}

#[derive(Serialize)]
struct Content {
    body: String,
}

#[derive(Serialize)]
struct IssueLocation<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

impl Output for Gitlab {
    fn begin(&mut self, _: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "[")
    }

    fn file(&mut self, run: &Run<'_>, file: &FileReport, out: &mut dyn Write) -> io::Result<()> {
        let path = &plain(&file.path);
        let checked = match &file.outcome {
            Ok(checked) => checked,
            Err(reason) => {
                return self.write(&issue_of_unread(&Unread::of(file, reason, run.language), path), out);
            }
        };
        let doc = &checked.document;
        for (found, fingerprint) in
            checked.diagnostics.iter().zip(fingerprint::all(doc, &checked.diagnostics))
        {
            let location = doc.locate(found.span);
            let text = finding_text(run, checked, found);
            let description = one_line(&text.message).into_owned();
            let body = text.lines()[1..].join("\n\n");
            self.write(
                &Issue {
                    check_name: found.rule.as_str(),
                    description,
                    content: (!body.is_empty()).then_some(Content { body }),
                    severity: severity(found.severity),
                    fingerprint: of_path(path, &fingerprint),
                    location: IssueLocation {
                        path,
                        lines: Lines { begin: location.start.line, end: location.end.line },
                    },
                    ..Issue::EMPTY
                },
                out,
            )?;
        }
        for note in omitted::notes(checked, run.language) {
            let fingerprint = match note.name {
                omitted::NAME => of_path(path, note.name),
                _ => of_path(path, &note.text),
            };
            self.write(
                &Issue {
                    check_name: note.name,
                    description: one_line(&note.text).into_owned(),
                    severity: severity(note.severity),
                    fingerprint,
                    location: IssueLocation { path, lines: Lines { begin: 1, end: 1 } },
                    ..Issue::EMPTY
                },
                out,
            )?;
        }
        Ok(())
    }

    fn end(&mut self, _: &Run<'_>, _: &Summary, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}]", if self.has_issues { "\n" } else { "" })
    }
}

/// Creates the issue for a file that could not be read.
fn issue_of_unread<'a>(unread: &Unread, path: &'a str) -> Issue<'a> {
    let (kind, help) = (unread.kind, unread.help);
    Issue {
        check_name: kind,
        description: one_line(&unread.message).into_owned(),
        content: (!help.is_empty()).then(|| Content { body: help.to_owned() }),
        severity: unread.pick("blocker", "info"),
        fingerprint: of_path(path, kind),
        location: IssueLocation { path, lines: Lines { begin: 1, end: 1 } },
        ..Issue::EMPTY
    }
}

impl Issue<'_> {
    const EMPTY: Self = Self {
        r#type: "issue",
        categories: ["Style"],
        check_name: "",
        description: String::new(),
        content: None,
        severity: "info",
        fingerprint: String::new(),
        location: IssueLocation { path: "", lines: Lines { begin: 1, end: 1 } },
    };
}

impl Gitlab {
    fn write(&mut self, issue: &Issue<'_>, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.has_issues { b",\n" } else { b"\n" })?;
        self.has_issues = true;
        Ok(serde_json::to_writer(out, issue)?)
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Hint => "info",
    }
}

/// Combines the path of a file and the fingerprint of a finding to one fingerprint. GitLab keeps
/// only one of several issues with the same fingerprint, even if they are in different files.
fn of_path(path: &str, fingerprint: &str) -> String {
    let hash = fnv(fnv(START, path.as_bytes()), &[0]);
    format!("{:016x}", fnv(hash, fingerprint.as_bytes()))
}

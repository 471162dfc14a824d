//! `checkstyle`: the XML that Checkstyle writes and many CI servers read.

use std::io::{self, Write};

use crate::diagnostic::Severity;
use crate::engine::report::{FileReport, Summary};
use crate::output::finding_text::finding_text;
use crate::output::path::plain;
use crate::output::unread::Unread;
use crate::output::xml::Xml;
use crate::output::{Output, Run, omitted};

/// Version of Checkstyle whose format is written.
const VERSION: &str = "4.3";

/// Writer of the `checkstyle` format.
pub struct Checkstyle;

impl Output for Checkstyle {
    fn begin(&mut self, _: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        let mut xml = Xml::new(out);
        xml.declaration()?;
        xml.start("checkstyle", &[("version", VERSION)])
    }

    fn file(&mut self, run: &Run<'_>, file: &FileReport, out: &mut dyn Write) -> io::Result<()> {
        let mut xml = Xml::new(out);
        xml.start("file", &[("name", &plain(&file.path))])?;
        match &file.outcome {
            Ok(checked) => {
                let doc = &checked.document;
                for found in &checked.diagnostics {
                    let at = doc.locate_start(found.span);
                    xml.empty(
                        "error",
                        &[
                            ("line", &at.line.to_string()),
                            ("column", &at.column.to_string()),
                            ("severity", severity(found.severity)),
                            ("message", &finding_text(run, checked, found).lines().join(" ")),
                            ("source", &format!("hegao.{}", found.rule)),
                        ],
                    )?;
                }
                for note in omitted::notes(checked, run.language) {
                    let source = format!("hegao.{}", note.name);
                    let place = [("line", "1"), ("severity", severity(note.severity))];
                    xml.empty(
                        "error",
                        &[&place[..], &[("message", &note.text), ("source", &source)]].concat(),
                    )?;
                }
            }
            Err(reason) => {
                let unread = Unread::of(file, reason, run.language);
                xml.empty(
                    "error",
                    &[
                        ("line", "1"),
                        ("severity", unread.pick("error", "info")),
                        ("message", &unread.message),
                        ("source", &format!("hegao.{}", unread.kind)),
                    ],
                )?;
            }
        }
        xml.end("file")
    }

    fn end(&mut self, _: &Run<'_>, _: &Summary, out: &mut dyn Write) -> io::Result<()> {
        Xml::new(out).end("checkstyle")
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "info",
    }
}

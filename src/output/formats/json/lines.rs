//! `jsonl`: the JSON report for programs that read a line at a time. Each line is an object whose `type` says what it is:
//! first the run, then each file followed by its findings, or by why it could not be checked, and last the summary.

use std::io::{self, Write};

use serde::Serialize;

use crate::engine::report::{FileReport, Summary};
use crate::output::formats::json::parts::{
    self, DiagnosticPart, DocumentPart, ErrorPart, RunPart, SCHEMA_VERSION, SummaryPart, ToolPart,
};
use crate::output::{Output, Run};

/// The format.
pub struct JsonLines;

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Line<'a> {
    Run {
        schema_version: u32,
        tool: ToolPart,
        run: RunPart,
    },
    File {
        path: &'a str,
        #[serde(flatten)]
        document: DocumentPart<'a>,
    },
    Diagnostic {
        path: &'a str,
        #[serde(flatten)]
        diagnostic: Box<DiagnosticPart<'a>>,
    },
    Error {
        path: &'a str,
        #[serde(flatten)]
        error: ErrorPart,
    },
    Summary(SummaryPart),
}

impl Output for JsonLines {
    fn begin(&mut self, run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        let (tool, run) = (ToolPart::this(), RunPart::of(run));
        write(out, &Line::Run { schema_version: SCHEMA_VERSION, tool, run })
    }

    fn file(&mut self, run: &Run<'_>, file: &FileReport, out: &mut dyn Write) -> io::Result<()> {
        let path = &file.path;
        let checked = match &file.outcome {
            Ok(checked) => checked,
            Err(reason) => {
                return write(out, &Line::Error { path, error: ErrorPart::of(reason, run.language) });
            }
        };
        write(out, &Line::File { path, document: DocumentPart::of(run, checked) })?;
        for diagnostic in parts::diagnostics(run, checked) {
            write(out, &Line::Diagnostic { path, diagnostic: Box::new(diagnostic) })?;
        }
        Ok(())
    }

    fn end(&mut self, _: &Run<'_>, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        write(out, &Line::Summary(SummaryPart::of(summary)))
    }
}

fn write(out: &mut dyn Write, line: &Line<'_>) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    writeln!(out)
}

//! `json`: the whole report for programs, one file a line.

pub mod lines;
pub(in crate::output) mod parts;
pub mod schema;

use std::io::{self, Write};

use serde::Serialize;

use crate::engine::report::{FileReport, Summary};
use crate::output::formats::json::parts::{
    DiagnosticPart, DocumentPart, ErrorPart, RunPart, SCHEMA_VERSION, SummaryPart, ToolPart,
};
use crate::output::{Output, Run};

/// The format.
#[derive(Default)]
pub struct Json {
    has_files: bool,
}

#[derive(Serialize)]
struct FilePart<'a> {
    path: &'a str,
    #[serde(flatten)]
    outcome: Outcome<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
#[expect(clippy::large_enum_variant, reason = "one is made for each file, and written at once")]
enum Outcome<'a> {
    Checked {
        #[serde(flatten)]
        document: DocumentPart<'a>,
        diagnostics: Vec<DiagnosticPart<'a>>,
    },
    Failed {
        error: ErrorPart,
    },
}

impl Output for Json {
    fn begin(&mut self, run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "{{\"schema_version\":{SCHEMA_VERSION},\n\"tool\":")?;
        serde_json::to_writer(&mut *out, &ToolPart::this())?;
        write!(out, ",\n\"run\":")?;
        serde_json::to_writer(&mut *out, &RunPart::of(run))?;
        write!(out, ",\n\"files\":[")
    }

    fn file(&mut self, run: &Run<'_>, file: &FileReport, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.has_files { b",\n" } else { b"\n" })?;
        self.has_files = true;
        let outcome = match &file.outcome {
            Ok(checked) => Outcome::Checked {
                document: DocumentPart::of(run, checked),
                diagnostics: parts::diagnostics(run, checked).collect(),
            },
            Err(reason) => Outcome::Failed { error: ErrorPart::of(reason, run.language) },
        };
        Ok(serde_json::to_writer(out, &FilePart { path: &file.path, outcome })?)
    }

    fn end(&mut self, _: &Run<'_>, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "\n],\n\"summary\":")?;
        serde_json::to_writer(&mut *out, &SummaryPart::of(summary))?;
        writeln!(out, "}}")
    }
}

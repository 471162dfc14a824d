//! `json`: the whole report for programs, with each file on a line of its own.

mod findings;
pub mod lines;
pub(in crate::output) mod parts;
pub mod schema;
mod text;

use std::io::{self, Write};

use serde::Serialize;

use crate::engine::report::{FileReport, Summary};
use crate::output::formats::json::findings::{DiagnosticPart, diagnostics};
use crate::output::formats::json::parts::{
    DocumentPart, ErrorPart, Locator, RunPart, SCHEMA_VERSION, SummaryPart, ToolPart,
};
use crate::output::formats::json::text::{TextPart, text};
use crate::output::{Output, Run};

/// Choice between a report with and without the text of the documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WithText {
    /// Leave the texts out.
    #[default]
    No,
    /// Include the text of each file, and for each location its range in that text.
    Yes,
}

/// Writer of the `json` format.
#[derive(Default)]
pub struct Json {
    text: WithText,
    has_files: bool,
}

impl Json {
    /// A writer that includes the text of each file, or leaves it out.
    pub fn new(text: WithText) -> Self {
        Self { text, has_files: false }
    }
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
        #[serde(skip_serializing_if = "Option::is_none")]
        text: Option<Vec<TextPart<'a>>>,
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
            Ok(checked) => {
                let locator = Locator::new(checked, run.language, self.text);
                Outcome::Checked {
                    document: DocumentPart::of(run, checked),
                    text: text(&locator),
                    diagnostics: diagnostics(run, &locator).collect(),
                }
            }
            Err(reason) => Outcome::Failed { error: ErrorPart::of_file(file, reason, run.language) },
        };
        Ok(serde_json::to_writer(out, &FilePart { path: &file.path, outcome })?)
    }

    fn end(&mut self, _: &Run<'_>, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "\n],\n\"summary\":")?;
        serde_json::to_writer(&mut *out, &SummaryPart::of(summary))?;
        writeln!(out, "}}")
    }
}

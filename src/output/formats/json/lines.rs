//! `jsonl`: the JSON report for programs that read one line at a time. The key `type` of each
//! object names its kind: first the run, then each file followed by its findings or by the reason
//! why it could not be checked, and last the summary.

use std::io::{self, Write};

use serde::Serialize;

use crate::engine::report::{FileReport, Summary};
use crate::output::formats::json::WithText;
use crate::output::formats::json::findings::{DiagnosticPart, diagnostics};
use crate::output::formats::json::parts::{
    DocumentPart, ErrorPart, Locator, RunPart, SCHEMA_VERSION, SummaryPart, ToolPart,
};
use crate::output::formats::json::text::{TextPart, text};
use crate::output::{Output, Run};

/// Writer of the `jsonl` format.
#[derive(Default)]
pub struct JsonLines {
    text: WithText,
}

impl JsonLines {
    /// A writer that includes the text of each file, or leaves it out.
    pub fn new(text: WithText) -> Self {
        Self { text }
    }
}

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
        #[serde(skip_serializing_if = "Option::is_none")]
        text: Option<Vec<TextPart<'a>>>,
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
                return write(
                    out,
                    &Line::Error { path, error: ErrorPart::of_file(file, reason, run.language) },
                );
            }
        };
        let locator = Locator::new(checked, run.language, self.text);
        write(out, &Line::File { path, document: DocumentPart::of(run, checked), text: text(&locator) })?;
        for diagnostic in diagnostics(run, &locator) {
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

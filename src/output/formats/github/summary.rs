//! The page of a run that GitHub shows below a job: counts by document, and the findings, as far as there is room.

use std::io::{self, Write};

use crate::diagnostic::Severity;
use crate::engine::report::{FileReport, Summary};
use crate::output::formats::markdown::{escaped, item};
use crate::output::unread::Unread;
use crate::output::{Output, Run, omitted, summary};

/// Most bytes of each of the two parts: GitHub takes a page of 1 MiB, and none that is larger.
const MAX_BYTES: usize = 400 * 1024;

/// The page.
#[derive(Default)]
pub struct StepSummary {
    rows: Vec<u8>,
    items: Vec<u8>,
    /// Documents and findings for which there was no room.
    left_out: usize,
    /// Findings that no report lists.
    omitted: usize,
}

impl Output for StepSummary {
    fn begin(&mut self, _: &Run<'_>, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn file(&mut self, run: &Run<'_>, file: &FileReport, _: &mut dyn Write) -> io::Result<()> {
        let path = escaped(&file.path);
        let checked = match &file.outcome {
            Ok(checked) if checked.diagnostics.is_empty() && checked.document.unread().is_empty() => {
                return Ok(());
            }
            Ok(checked) => checked,
            Err(reason) => {
                let message = escaped(&Unread::of(file, reason, run.language).message);
                return self.row(&format!("| {path} | {message} | | |\n"));
            }
        };
        let counts = Severity::ALL.map(|severity| {
            let listed = checked.diagnostics.iter().filter(|found| found.severity == severity).count();
            (listed + checked.omitted.count(severity)).to_string()
        });
        self.row(&format!("| {path} | {} |\n", counts.join(" | ")))?;
        for note in omitted::notes(checked, run.language).iter().filter(|note| note.name != omitted::NAME) {
            writeln!(self.items, "\n{path}: {}", escaped(&note.text))?;
        }
        let mut is_headed = false;
        for found in &checked.diagnostics {
            if self.items.len() > MAX_BYTES {
                self.left_out += 1;
                continue;
            }
            if !is_headed {
                writeln!(self.items, "\n### {path}\n")?;
                is_headed = true;
            }
            item(run, checked, found, &mut self.items)?;
        }
        self.omitted += checked.omitted.total();
        Ok(())
    }

    fn end(&mut self, run: &Run<'_>, counts: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let language = run.language;
        let text = summary::text(counts, language);
        writeln!(out, "## {}\n", language.pick("核稿", "hegao"))?;
        writeln!(out, "{}", escaped(text.lines().next().unwrap_or_default()))?;
        if let Some(figures) = summary::figures(counts, language) {
            writeln!(out, "\n{}", escaped(&figures))?;
        }
        if !self.rows.is_empty() {
            let heads = Severity::ALL.map(|severity| summary::severity(severity, language));
            let document = language.pick("文稿", "document");
            writeln!(out, "\n| {document} | {} |\n|---|--:|--:|--:|", heads.join(" | "))?;
            out.write_all(&self.rows)?;
        }
        out.write_all(&self.items)?;
        let left_out = self.left_out;
        if left_out > 0 {
            let text = language.pick(
                format!("还有 {left_out} 项这里放不下，见日志。"),
                format!("There was no room for {left_out} more; the log has them."),
            );
            writeln!(out, "\n{text}")?;
        }
        if self.omitted > 0 {
            writeln!(out, "\n{}", omitted::text(self.omitted, language))?;
        }
        Ok(())
    }
}

impl StepSummary {
    fn row(&mut self, row: &str) -> io::Result<()> {
        if self.rows.len() > MAX_BYTES {
            self.left_out += 1;
            return Ok(());
        }
        self.rows.write_all(row.as_bytes())
    }
}

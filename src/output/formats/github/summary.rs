//! The page of a run that GitHub shows below a job: counts by document, and findings by severity,
//! up to a limit in bytes.

use std::io::{self, Write};

use crate::diagnostic::Severity;
use crate::engine::report::{FileReport, Summary};
use crate::output::formats::checklist::{Checklist, Room, escaped};
use crate::output::unread::Unread;
use crate::output::{Output, Run, omitted, summary};

/// Maximum number of bytes of the table of documents, and, apart from that, of the list of
/// findings. GitHub refuses pages larger than 1 MiB.
const MAX_BYTES: usize = 400 * 1024;
/// Maximum number of bytes of each of the two lists of document names (without findings, and with
/// unlisted ones).
const MAX_NAMES: usize = 64 * 1024;

/// The page of a run, collected file by file.
pub struct StepSummary {
    /// Rows of the table of documents, in three groups by the highest severity: errors (or not
    /// checked), warnings, hints.
    rows: [Rows; 3],
    checklist: Checklist,
    /// Findings that are not listed in any report.
    omitted: usize,
}

/// Rows of the table for those documents that have the same highest severity.
#[derive(Default)]
struct Rows {
    text: Vec<u8>,
    ends: Vec<usize>,
    /// Number of documents whose rows did not fit.
    left_out: usize,
}

impl Default for StepSummary {
    fn default() -> Self {
        let room = Room { items: MAX_BYTES, names: MAX_NAMES };
        Self { rows: Default::default(), checklist: Checklist::new(room), omitted: 0 }
    }
}

impl Output for StepSummary {
    fn begin(&mut self, _: &Run<'_>, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn file(&mut self, run: &Run<'_>, file: &FileReport, _: &mut dyn Write) -> io::Result<()> {
        self.checklist.add(run, file)?;
        let path = escaped(&file.path);
        let checked = match &file.outcome {
            Ok(checked) => checked,
            Err(reason) => {
                let unread = Unread::of(file, reason, run.language);
                let message = escaped(&unread.message);
                self.rows[unread.pick(0, 2)].put(&format!("| {path} | {message} | | |\n"));
                return Ok(());
            }
        };
        let notes = omitted::notes(checked, run.language);
        let findings = checked.diagnostics.iter().map(|found| found.severity);
        let Some(worst) = findings.chain(notes.iter().map(|note| note.severity)).max() else { return Ok(()) };
        let counts = Severity::ALL.map(|severity| {
            let listed = checked.diagnostics.iter().filter(|found| found.severity == severity).count();
            (listed + checked.omitted.count(severity) + checked.folded.of(severity)).to_string()
        });
        let place = Severity::ALL.into_iter().take_while(|severity| *severity > worst).count();
        self.rows[place].put(&format!("| {path} | {} |\n", counts.join(" | ")));
        self.omitted += checked.omitted.total();
        Ok(())
    }

    fn end(&mut self, run: &Run<'_>, counts: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let language = run.language;
        let text = summary::text(counts, language);
        writeln!(out, "## {}\n", language.pick("核稿", "hegao"))?;
        writeln!(out, "{}", escaped(text.lines().next().unwrap_or_default()))?;
        let further = [summary::folded(counts, language), summary::figures(counts, language)];
        further.iter().flatten().try_for_each(|text| writeln!(out, "\n{}", escaped(text)))?;
        if self.rows.iter().any(|rows| !rows.ends.is_empty()) {
            let heads = Severity::ALL.map(|severity| summary::severity(severity, language));
            let document = language.pick("文稿", "document");
            writeln!(out, "\n| {document} | {} |\n|---|--:|--:|--:|", heads.join(" | "))?;
        }
        let (mut room, mut left_out) = (MAX_BYTES, 0);
        for rows in &self.rows {
            let fitting = rows.ends.partition_point(|&end| end <= room);
            let end = fitting.checked_sub(1).map_or(0, |last| rows.ends[last]);
            out.write_all(&rows.text[..end])?;
            room -= end;
            left_out += rows.left_out + rows.ends.len() - fitting;
        }
        left_out += self.checklist.write(run, out)?;
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

impl Rows {
    fn put(&mut self, row: &str) {
        if self.text.len() > MAX_BYTES {
            self.left_out += 1;
            return;
        }
        self.text.extend(row.as_bytes());
        self.ends.push(self.text.len());
    }
}

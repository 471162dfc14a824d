//! `line`: one finding a line, `path:line:column: severity rule: message`. Columns count characters from 1.

use std::io::{self, Write};

use crate::engine::report::{FileReport, Summary};
use crate::output::control::{inert, one_line};
use crate::output::{Output, Run, problem};

/// The format.
pub struct Line;

impl Output for Line {
    fn begin(&mut self, _: &Run<'_>, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn file(&mut self, run: &Run<'_>, file: &FileReport, out: &mut dyn Write) -> io::Result<()> {
        let path = one_line(&file.path);
        match &file.outcome {
            Ok(checked) => {
                for found in &checked.diagnostics {
                    let at = checked.document.locate_start(found.span);
                    let (line, column, severity) = (at.line, at.column, found.severity.name());
                    let message = run.message(found);
                    let message = one_line(&message);
                    let text = format!("{path}:{line}:{column}: {severity} {}: {message}", found.rule);
                    writeln!(out, "{}", inert(&text))?;
                }
                Ok(())
            }
            Err(reason) => {
                let message = problem::message(reason, run.language);
                let text = format!("{path}: unreadable {}: {}", problem::kind(reason), one_line(&message));
                writeln!(out, "{}", inert(&text))
            }
        }
    }

    fn end(&mut self, _: &Run<'_>, _: &Summary, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

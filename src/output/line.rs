//! `line`: one finding a line, `path:line:column: severity rule: message`. Columns count characters from 1.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::engine::report::{FileReport, Summary};
use crate::output::{Output, Run, problem};

/// The format.
pub struct Line;

impl Output for Line {
    fn begin(&mut self, _: &Run<'_>, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn file(&mut self, run: &Run<'_>, file: &FileReport, out: &mut dyn Write) -> io::Result<()> {
        let path = &file.path;
        match &file.outcome {
            Ok(checked) => {
                for found in &checked.diagnostics {
                    let at = checked.document.locate_start(found.span);
                    let message =
                        run.wording(found).map(|words| words.message(&found.message)).unwrap_or_default();
                    let (line, column) = (at.line, at.column);
                    writeln!(
                        out,
                        "{path}:{line}:{column}: {} {}: {}",
                        found.severity.name(),
                        found.rule,
                        one_line(&message)
                    )?;
                }
                Ok(())
            }
            Err(reason) => {
                let message = problem::message(reason, run.language);
                writeln!(out, "{path}: unreadable {}: {}", problem::kind(reason), one_line(&message))
            }
        }
    }

    fn end(&mut self, _: &Run<'_>, _: &Summary, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// A quotation may hold control characters; a line holds none.
fn one_line(message: &str) -> Cow<'_, str> {
    if message.bytes().any(|byte| byte.is_ascii_control()) {
        Cow::Owned(message.replace(|c: char| c.is_ascii_control(), " "))
    } else {
        Cow::Borrowed(message)
    }
}

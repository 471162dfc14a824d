//! `line`: one finding per line, `path:line:column: severity rule: message`, followed by the places
//! in other documents. Columns count characters from 1.

use std::io::{self, Write};

use crate::diagnostic::Diagnostic;
use crate::engine::report::{FileReport, Summary};
use crate::language::Language;
use crate::output::control::{inert, one_line};
use crate::output::finding_text::begin;
use crate::output::unread::Unread;
use crate::output::{Output, Run};

/// Writer of the `line` format.
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
                    let others = others(found, run.language);
                    let others = one_line(&others);
                    let text =
                        format!("{path}:{line}:{column}: {severity} {}: {message}{others}", found.rule);
                    writeln!(out, "{}", inert(&text))?;
                }
                Ok(())
            }
            Err(reason) => {
                let unread = Unread::of(file, reason, run.language);
                let (word, message) = (unread.pick("unreadable", "accepted"), one_line(&unread.message));
                let text = format!("{path}: {word} {}: {message}", unread.kind);
                writeln!(out, "{}", inert(&text))
            }
        }
    }

    fn end(&mut self, _: &Run<'_>, _: &Summary, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// The places in other documents to which a finding refers, in a form that editors can open: `（另见
/// 通知.md:11）` ("(see also notice.md:11)").
fn others(found: &Diagnostic, language: Language) -> String {
    if found.elsewhere.is_empty() {
        return String::new();
    }
    let places = found.elsewhere.iter().map(|other| begin(&other.path, &other.passage, language));
    let places = places.collect::<Vec<_>>().join(language.pick("、", "; "));
    language.pick(format!("（另见 {places}）"), format!(" (see also {places})"))
}

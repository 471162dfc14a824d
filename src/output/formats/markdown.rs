//! `markdown`: a checklist by document, to be ticked off.

use std::io::{self, Write};

use crate::diagnostic::Diagnostic;
use crate::document::block::BlockKind;
use crate::engine::report::{Checked, FileReport, Summary};
use crate::output::control::one_line;
use crate::output::told::{quoted, told};
use crate::output::unread::Unread;
use crate::output::{Output, Run, omitted, summary};

/// The format.
pub struct Markdown;

impl Output for Markdown {
    fn begin(&mut self, run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "# {}", run.language.pick("核稿", "hegao"))
    }

    fn file(&mut self, run: &Run<'_>, file: &FileReport, out: &mut dyn Write) -> io::Result<()> {
        let language = run.language;
        writeln!(out, "\n## {}\n", escaped(&file.path))?;
        match &file.outcome {
            Ok(checked) if checked.diagnostics.is_empty() && omitted::notes(checked, language).is_empty() => {
                writeln!(out, "{}", language.pick("没有发现问题。", "Nothing found."))
            }
            Ok(checked) => {
                let mut found = checked.diagnostics.iter();
                found.try_for_each(|found| item(run, checked, found, out))?;
                let mut notes = omitted::notes(checked, language).into_iter();
                notes.try_for_each(|note| writeln!(out, "- [ ] {}", escaped(&note.text)))
            }
            Err(reason) => {
                let unread = Unread::of(file, reason, language);
                let (head, help) = (language.pick("没有检查成", "not checked"), unread.help);
                // What is accepted is nothing to tick off.
                let tick = unread.pick("[ ] ", "");
                writeln!(out, "- {tick}**{head}** {}", escaped(&unread.message))?;
                if help.is_empty() { Ok(()) } else { writeln!(out, "  - {}", escaped(help)) }
            }
        }
    }

    fn end(&mut self, run: &Run<'_>, counts: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let text = summary::text(counts, run.language);
        writeln!(out, "\n---\n\n{}", escaped(text.lines().next().unwrap_or_default()))?;
        match summary::figures(counts, run.language) {
            Some(figures) => writeln!(out, "\n{}", escaped(&figures)),
            None => Ok(()),
        }
    }
}

/// One finding: a box to tick, the place, and what to do below it.
pub(super) fn item(
    run: &Run<'_>,
    checked: &Checked,
    found: &Diagnostic,
    out: &mut dyn Write,
) -> io::Result<()> {
    let doc = &checked.document;
    let mut told = told(run, checked, found);
    if !doc.origin().format.has_lines() && matches!(doc.kind_at(found.span.start), BlockKind::Aside(_)) {
        // The place before the message says it.
        told.place = None;
    }
    let level = summary::severity(found.severity, run.language);
    let place = quoted(run, checked, found.span);
    let divider = run.language.pick("：", ": ");
    writeln!(
        out,
        "- [ ] **{level}** {}{divider}{} (`{}`)",
        escaped(&place),
        escaped(&told.message),
        found.rule
    )?;
    told.lines()[1..].iter().try_for_each(|line| writeln!(out, "  - {}", escaped(line)))
}

/// Text that Markdown shows as it is, in one line.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        // All that means something inside a line of CommonMark or of GitHub's dialect; a mark of an item means nothing there.
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '#' | '@' | ':' | '$'
        ) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

//! Findings of a run as a checklist in Markdown: the errors of all documents, then the warnings,
//! then the hints, each document under its name. Severity comes before the document because in a
//! run over thousands of documents errors would be lost among the hints.

use std::io::{self, Write};

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::block::BlockKind;
use crate::engine::report::{Checked, Counts, FileReport};
use crate::language::Language;
use crate::output::control::one_line;
use crate::output::finding_text::{finding_text, quoted};
use crate::output::unread::Unread;
use crate::output::{Run, omitted, summary};

/// The checklist so far: all findings of the documents added to it.
pub(super) struct Checklist {
    /// Maximum lengths of the parts of the checklist.
    room: Room,
    /// One section per severity, errors first.
    sections: [Section; 3],
    /// Paths of documents without findings.
    clean: Vec<String>,
    /// Paths of documents whose findings are all left out of the list, because their severity is
    /// too low.
    folded: Vec<String>,
    /// Counts of the findings of the documents in `folded`.
    folded_findings: Counts,
}

/// Maximum lengths of the parts of a checklist, in bytes.
#[derive(Clone, Copy)]
pub(super) struct Room {
    pub(super) items: usize,
    pub(super) names: usize,
}

impl Room {
    /// No limits: a checklist of any length.
    pub(super) const ENDLESS: Self = Self { items: usize::MAX, names: usize::MAX };
}

/// The part of the checklist with the items of one severity. An item is a finding with a box to
/// tick.
#[derive(Default)]
struct Section {
    text: Vec<u8>,
    /// For each item, the byte of `text` at which it ends.
    ends: Vec<usize>,
    /// Path of the document to which the last item belongs. If the next item belongs to another
    /// one, a heading is written before it.
    document: String,
    /// Number of items that were left out because the section was full.
    left_out: usize,
}

impl Checklist {
    pub(super) fn new(room: Room) -> Self {
        let sections = Default::default();
        let (clean, folded) = (Vec::new(), Vec::new());
        Self { room, sections, clean, folded, folded_findings: Counts::default() }
    }

    /// Adds the findings of a document to the sections.
    pub(super) fn add(&mut self, run: &Run<'_>, file: &FileReport) -> io::Result<()> {
        let language = run.language;
        let checked = match &file.outcome {
            Ok(checked) => checked,
            Err(reason) => {
                let unread = Unread::of(file, reason, language);
                let head = language.pick("没有检查成", "not checked");
                // An accepted problem is not an error and needs no box to tick.
                let tick = unread.pick("[ ] ", "");
                let mut text = format!("- {tick}**{head}** {}\n", escaped(&unread.message));
                if !unread.help.is_empty() {
                    text += &format!("  - {}\n", escaped(unread.help));
                }
                let severity = unread.pick(Severity::Error, Severity::Hint);
                return self.put(severity, &file.path, |out| out.write_all(text.as_bytes()));
            }
        };
        for found in &checked.diagnostics {
            self.put(found.severity, &file.path, |out| item(run, checked, found, out))?;
        }
        let notes = omitted::notes(checked, language);
        for note in &notes {
            let text = format!("- [ ] {}\n", escaped(&note.text));
            self.put(note.severity, &file.path, |out| out.write_all(text.as_bytes()))?;
        }
        if checked.diagnostics.is_empty() && notes.is_empty() {
            match checked.folded.total() {
                0 => self.clean.push(file.path.clone()),
                _ => {
                    self.folded.push(file.path.clone());
                    self.folded_findings.add_all(checked.folded);
                }
            }
        }
        Ok(())
    }

    /// Adds an item to the section of its severity, unless the section is full.
    fn put(
        &mut self,
        severity: Severity,
        path: &str,
        write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>,
    ) -> io::Result<()> {
        let section = &mut self.sections[place(severity)];
        if section.text.len() > self.room.items {
            section.left_out += 1;
            return Ok(());
        }
        if section.document != path {
            path.clone_into(&mut section.document);
            let divider = if section.ends.is_empty() { "" } else { "\n" };
            write!(section.text, "{divider}### {}\n\n", escaped(path))?;
        }
        write(&mut section.text)?;
        section.ends.push(section.text.len());
        Ok(())
    }

    /// Writes the whole checklist, with an empty line before each part. Returns the number of items
    /// that did not fit.
    pub(super) fn write(&self, run: &Run<'_>, out: &mut dyn Write) -> io::Result<usize> {
        let language = run.language;
        let (mut room, mut left_out) = (self.room.items, 0);
        for severity in Severity::ALL {
            let section = &self.sections[place(severity)];
            let fitting = section.ends.partition_point(|&end| end <= room);
            left_out += section.left_out + section.ends.len() - fitting;
            let Some(end) = fitting.checked_sub(1).map(|last| section.ends[last]) else { continue };
            room -= end;
            let is_opened = severity > Severity::Hint;
            if is_opened {
                write!(out, "\n## {}\n\n", summary::severity(severity, language))?;
            } else {
                let count = summary::count(severity, section.ends.len() + section.left_out, language);
                write!(out, "\n<details>\n<summary>{count}</summary>\n\n")?;
            }
            out.write_all(&section.text[..end])?;
            if !is_opened {
                writeln!(out, "\n</details>")?;
            }
        }
        self.names(
            &self.folded,
            &only_folded(self.folded.len(), self.folded_findings, language),
            language,
            out,
        )?;
        let count = self.clean.len();
        let head = language.pick(
            format!("{count} 个文件没有发现问题"),
            format!("{count} document{} without findings", summary::plural(count)),
        );
        self.names(&self.clean, &head, language, out)?;
        Ok(left_out)
    }

    /// Writes a line that the reader can open to see a list of documents.
    fn names(&self, paths: &[String], head: &str, language: Language, out: &mut dyn Write) -> io::Result<()> {
        if paths.is_empty() {
            return Ok(());
        }
        write!(out, "\n<details>\n<summary>{head}</summary>\n\n")?;
        let mut room = self.room.names;
        for (at, path) in paths.iter().enumerate() {
            let line = format!("- {}\n", escaped(path));
            if line.len() > room {
                let rest = paths.len() - at;
                let text = language.pick(
                    format!("还有 {rest} 个，名字这里放不下。"),
                    format!("There was no room for the names of {rest} more."),
                );
                writeln!(out, "\n{text}")?;
                break;
            }
            room -= line.len();
            out.write_all(line.as_bytes())?;
        }
        writeln!(out, "\n</details>")
    }
}

/// The line for documents whose findings all have a lower severity than the listed ones.
fn only_folded(count: usize, findings: Counts, language: Language) -> String {
    let levels: Vec<&str> = Severity::ALL
        .into_iter()
        .filter(|&severity| findings.of(severity) > 0)
        .map(|severity| match language {
            Language::Chinese => summary::severity(severity, language),
            Language::English => summary::severities(severity),
        })
        .collect();
    language.pick(
        format!("{count} 个文件只有{}", levels.join("和")),
        format!("{count} document{} with only {}", summary::plural(count), levels.join(" and ")),
    )
}

/// Returns the index in `sections` of the section for a severity.
fn place(severity: Severity) -> usize {
    match severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Hint => 2,
    }
}

/// Writes a finding: a box to tick, the place and the message, with the advice below.
fn item(run: &Run<'_>, checked: &Checked, found: &Diagnostic, out: &mut dyn Write) -> io::Result<()> {
    let doc = &checked.document;
    let mut text = finding_text(run, checked, found);
    if !doc.origin().format.has_lines() && matches!(doc.kind_at(found.span.start()), BlockKind::Aside(_)) {
        // The item already begins with the place.
        text.place = None;
    }
    let level = summary::severity(found.severity, run.language);
    let place = quoted(run, checked, found.span);
    let divider = run.language.pick("：", ": ");
    writeln!(
        out,
        "- [ ] **{level}** {}{divider}{} (`{}`)",
        escaped(&place),
        escaped(&text.message),
        found.rule
    )?;
    text.lines()[1..].iter().try_for_each(|line| writeln!(out, "  - {}", escaped(line)))
}

/// Returns the text in one line, escaped so that Markdown shows it unchanged.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        // Every character that has a meaning inside a line of CommonMark or of GitHub's dialect.
        // Item marks have none inside a line.
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

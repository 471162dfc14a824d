//! `github`: annotations of GitHub Actions, a workflow command for each finding. The runner reads
//! them from the log. It shows only ten errors, ten warnings and ten notices per step, so `summary`
//! also writes the page of the run.

pub mod summary;

use std::io::{self, Write};

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::location::Location;
use crate::engine::report::{Checked, FileReport, Summary};
use crate::output::control::tame;
use crate::output::finding_text::{finding_text, quoted};
use crate::output::path::plain;
use crate::output::unread::Unread;
use crate::output::{Output, Run, omitted};

/// Writer of the `github` format.
pub struct Github;

impl Output for Github {
    fn begin(&mut self, _: &Run<'_>, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn file(&mut self, run: &Run<'_>, file: &FileReport, out: &mut dyn Write) -> io::Result<()> {
        let path = plain(&file.path);
        match &file.outcome {
            Ok(checked) => {
                for found in &checked.diagnostics {
                    command(run, &path, checked, found).write(out)?;
                }
                for note in omitted::notes(checked, run.language) {
                    let title = format!("hegao {}", note.name);
                    let properties = vec![("file", path.to_string()), ("title", title)];
                    Command { name: name(note.severity), properties, data: note.text }.write(out)?;
                }
                Ok(())
            }
            Err(reason) => {
                let unread = Unread::of(file, reason, run.language);
                let title = format!("hegao {}", unread.kind);
                let properties = vec![("file", path.into_owned()), ("title", title)];
                let data = [&unread.message, unread.help].join("\n");
                Command { name: unread.pick("error", "notice"), properties, data }.write(out)
            }
        }
    }

    fn end(&mut self, _: &Run<'_>, _: &Summary, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// A workflow command: `::name key=value,key=value::data`.
struct Command {
    name: &'static str,
    properties: Vec<(&'static str, String)>,
    data: String,
}

fn command(run: &Run<'_>, path: &str, checked: &Checked, found: &Diagnostic) -> Command {
    let doc = &checked.document;
    let mut properties = vec![("file", path.to_owned())];
    let mut lines = finding_text(run, checked, found).lines();
    if doc.origin().format.has_lines() {
        properties.extend(place(&doc.locate(found.span)));
    } else {
        // The file has no line to attach the annotation to, so the text begins with the place and
        // the words.
        lines.insert(0, quoted(run, checked, found.span));
    }
    properties.push(("title", format!("hegao {}", found.rule)));
    Command { name: name(found.severity), properties, data: lines.join("\n") }
}

fn name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "notice",
    }
}

/// Position of an annotation, as properties of its command. Columns are given only if the finding
/// is within one line; the end column is that of the last character.
fn place(location: &Location) -> Vec<(&'static str, String)> {
    let (start, end) = (location.start, location.end);
    let mut place = vec![("line", start.line.to_string()), ("endLine", end.line.to_string())];
    if start.line == end.line {
        place.push(("col", start.column.to_string()));
        place.push(("endColumn", (end.column - 1).max(start.column).to_string()));
    }
    place
}

impl Command {
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "::{}", self.name)?;
        for (index, (key, value)) in self.properties.iter().enumerate() {
            write!(out, "{}{key}={}", if index == 0 { ' ' } else { ',' }, property(value))?;
        }
        writeln!(out, "::{}", data(&self.data))
    }
}

/// Escapes the text of a workflow command: line ends, and the escape character `%`.
fn data(text: &str) -> String {
    tame(&text.replace('%', "%25").replace('\r', "%0D")).replace('\n', "%0A")
}

/// Escapes a property of a workflow command. Besides line ends and `%`, these are the characters
/// that would end the property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    #[test]
    fn text_and_properties_are_escaped_each_in_its_way() {
        assert_eq!(data("50%，\r\n一：a:b,c"), "50%25，%0D%0A一：a:b,c");
        assert_eq!(property("C:\\稿,1%\n::error::"), "C%3A\\稿%2C1%25%0A%3A%3Aerror%3A%3A");
        assert_eq!(data("\u{1b}[2J"), "\u{FFFD}[2J");
    }
}

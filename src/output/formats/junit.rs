//! `junit`: the XML of test reports. A file is a suite and a finding a test case, which fails if
//! the finding fails the run; a file without findings is one test case that passes.

use std::io::{self, Write};

use crate::diagnostic::{Diagnostic, Severity};
use crate::engine::report::{Checked, FileReport, Summary};
use crate::output::control::one_line;
use crate::output::finding_text::finding_text;
use crate::output::path::plain;
use crate::output::unread::Unread;
use crate::output::xml::Xml;
use crate::output::{Output, Run, omitted};

/// Writer of the `junit` format.
pub struct Junit;

impl Output for Junit {
    fn begin(&mut self, _: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        let mut xml = Xml::new(out);
        xml.declaration()?;
        xml.start("testsuites", &[("name", "hegao")])
    }

    fn file(&mut self, run: &Run<'_>, file: &FileReport, out: &mut dyn Write) -> io::Result<()> {
        let mut xml = Xml::new(out);
        let path = &plain(&file.path);
        match &file.outcome {
            Ok(checked) => suite(run, path, checked, &mut xml),
            Err(reason) => failed(path, &Unread::of(file, reason, run.language), &mut xml),
        }
    }

    fn end(&mut self, _: &Run<'_>, _: &Summary, out: &mut dyn Write) -> io::Result<()> {
        Xml::new(out).end("testsuites")
    }
}

fn suite(run: &Run<'_>, path: &str, checked: &Checked, xml: &mut Xml<'_>) -> io::Result<()> {
    let found = &checked.diagnostics;
    let failures = found.iter().filter(|found| found.severity >= checked.fail_on).count();
    let notes = omitted::notes(checked, run.language);
    let failures = failures + notes.iter().filter(|note| note.severity >= checked.fail_on).count();
    start(path, [(found.len() + notes.len()).max(1), failures, 0, 0], xml)?;
    if found.is_empty() && notes.is_empty() {
        xml.empty("testcase", &[("classname", path), ("name", "hegao")])?;
    }
    for found in found {
        case(run, path, checked, found, xml)?;
    }
    for note in &notes {
        let case = Case { name: note.name, severity: note.severity, message: &note.text, text: &note.text };
        case.write(checked.fail_on, path, xml)?;
    }
    xml.end("testsuite")
}

fn failed(path: &str, unread: &Unread, xml: &mut Xml<'_>) -> io::Result<()> {
    let (errors, skipped) = unread.pick((1, 0), (0, 1));
    start(path, [1, 0, errors, skipped], xml)?;
    xml.start("testcase", &[("classname", path), ("name", "hegao")])?;
    if unread.is_accepted {
        xml.empty("skipped", &[("message", &unread.message)])?;
    } else {
        xml.text("error", &[("message", &unread.message), ("type", unread.kind)], unread.help)?;
    }
    xml.end("testcase")?;
    xml.end("testsuite")
}

/// Begins the test suite of a file. `counts` are its numbers of tests, failures, errors and skipped
/// tests.
fn start(path: &str, counts: [usize; 4], xml: &mut Xml<'_>) -> io::Result<()> {
    let [tests, failures, errors, skipped] = counts.map(|count| count.to_string());
    let counts =
        [("tests", tests.as_str()), ("failures", &failures), ("errors", &errors), ("skipped", &skipped)];
    xml.start("testsuite", &[&[("name", path)], counts.as_slice()].concat())
}

fn case(
    run: &Run<'_>,
    path: &str,
    checked: &Checked,
    found: &Diagnostic,
    xml: &mut Xml<'_>,
) -> io::Result<()> {
    let doc = &checked.document;
    let at = doc.locate_start(found.span);
    let (line, column) = (at.line, at.column);
    let name = format!("{} {line}:{column}", found.rule);
    let text = finding_text(run, checked, found);
    let message = text.message.clone();
    let text = format!("{}:{line}:{column}\n{}", one_line(path), text.lines().join("\n"));
    let case = Case { name: &name, severity: found.severity, message: &message, text: &text };
    case.write(checked.fail_on, path, xml)
}

/// A test case for one finding, which fails if the severity of the finding fails the run.
struct Case<'a> {
    name: &'a str,
    severity: Severity,
    message: &'a str,
    text: &'a str,
}

impl Case<'_> {
    fn write(&self, fail_on: Severity, path: &str, xml: &mut Xml<'_>) -> io::Result<()> {
        xml.start("testcase", &[("classname", path), ("name", self.name)])?;
        if self.severity >= fail_on {
            xml.text("failure", &[("message", self.message), ("type", self.severity.name())], self.text)?;
        } else {
            xml.text("system-out", &[], self.text)?;
        }
        xml.end("testcase")
    }
}

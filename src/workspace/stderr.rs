//! Output to standard error. All messages go through this file, because they quote file names,
//! words of documents and lines of configurations, which may contain control codes that a terminal
//! or CI runner must not obey.

use std::io::{self, Read, Write};

use crate::output::control::{inert, inert_drawing};

/// Writes a message. Write errors are ignored, because there is nowhere to report them.
pub(crate) fn complain(text: &str) {
    write(&inert(text));
}

/// Writes text that the program itself has coloured. Quotations in it must already be free of
/// control characters.
pub(crate) fn draw(drawing: &str) {
    write(&inert_drawing(drawing));
}

/// Writes the line that shows the progress, with its terminal control codes. It contains no
/// quotations.
pub(crate) fn show_progress(line: &str) {
    write(line);
}

/// Writes a report that the user directed to standard error (`-o /dev/stderr`), unchanged.
///
/// # Errors
/// If it cannot be read or written.
pub(crate) fn write_report(report: &mut dyn Read) -> io::Result<()> {
    let mut out = io::stderr().lock();
    io::copy(report, &mut out)?;
    out.flush()
}

fn write(text: &str) {
    let _ = io::stderr().write_all(text.as_bytes());
}

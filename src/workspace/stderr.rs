//! Standard error. All that the program says there goes through this file: it quotes names of files, words of documents and lines
//! of configurations, and neither a terminal nor the runner of a CI job may obey any of them.

use std::io::{self, Read, Write};

use crate::output::control::{inert, inert_drawing};

/// Writes a message. Nobody is left to tell if that fails.
pub(crate) fn complain(text: &str) {
    write(&inert(text));
}

/// Writes what was drawn in the program's own colours, from texts without control characters.
pub(crate) fn draw(drawing: &str) {
    write(&inert_drawing(drawing));
}

/// Writes the line that says how far a run is, with the codes that move a terminal: it quotes nothing.
pub(crate) fn show_progress(line: &str) {
    write(line);
}

/// Writes a report that the user sends to standard error by name (`-o /dev/stderr`), as its format has it.
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

//! `hegao text FILE`: prints the prose that hegao reads. Each block is on the line whose number
//! reports give for it. For formats without lines of their own, such as Word, the lines are the
//! paragraphs. Control characters are replaced by others of the same length.

use std::borrow::Cow;
use std::io::Write;

use crate::cli::args::TextOptions;
use crate::cli::sink::stdout;
use crate::cli::{CLEAN, complain};
use crate::language::Language;
use crate::output::control::same_length;
use crate::output::{omitted, prose};
use crate::workspace::failure::Failure;
use crate::workspace::files;

/// Prints the prose of one document.
pub(super) fn run(options: &TextOptions, language: Language) -> Result<u8, Failure> {
    let doc = files::document(&options.file, options.reading.wanted(), language)?;
    for text in omitted::unread(&doc, language) {
        complain(&format!("{text}\n"));
    }
    let mut out = stdout();
    let mut lines = prose::lines(&doc);
    for line in &mut lines {
        if let Cow::Owned(shown) = same_length(line) {
            *line = shown;
        }
    }
    let written = lines.iter().enumerate().try_for_each(|(index, line)| match options.number {
        true => writeln!(out, "{:>5}  {line}", index + 1),
        false => writeln!(out, "{line}"),
    });
    written.and_then(|()| out.flush()).map_err(|error| Failure::Write("-".to_owned(), error))?;
    Ok(CLEAN)
}

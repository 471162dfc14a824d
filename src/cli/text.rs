//! `hegao text FILE`: the prose that is read, each block on the line that positions give for it. Formats without lines of their own
//! are printed as the view that lines and columns count in. Control characters are replaced by others of the same length.

use std::borrow::Cow;
use std::io::Write;

use crate::cli::args::TextOptions;
use crate::cli::sink::stdout;
use crate::cli::{CLEAN, complain};
use crate::document::Document;
use crate::document::source::Format;
use crate::language::Language;
use crate::output::control::same_length;
use crate::output::omitted;
use crate::workspace::failure::Failure;
use crate::workspace::files;

/// Prints the prose of one document.
pub(super) fn run(options: &TextOptions, language: Language) -> Result<u8, Failure> {
    let doc = files::document(&options.file, options.reading.wanted(), language)?;
    for text in omitted::unread(&doc, language) {
        complain(&format!("{text}\n"));
    }
    let mut out = stdout();
    let mut lines = if has_lines(doc.origin().format) { lines(&doc) } else { view(&doc) };
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

fn has_lines(format: Format) -> bool {
    matches!(format, Format::Text | Format::Markdown | Format::Html)
}

/// The lines of the view.
fn view(doc: &Document) -> Vec<String> {
    doc.view().lines().map(str::to_owned).collect()
}

/// One entry for each line up to the last block's; blocks on one line, as table cells are, are divided by tabs.
fn lines(doc: &Document) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for block in doc.blocks() {
        let line = doc.locate_start(block.span).line;
        lines.resize(line.max(lines.len()), String::new());
        if let Some(last) = lines.get_mut(line - 1) {
            if !last.is_empty() {
                last.push('\t');
            }
            last.push_str(doc.slice(block.span));
        }
    }
    lines
}

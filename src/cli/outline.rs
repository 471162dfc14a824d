//! `hegao outline FILE`: the parts, headings and items that hegao recognised.

use std::io::Write;

use crate::cli::CLEAN;
use crate::cli::args::{OutlineFormat, OutlineOptions};
use crate::cli::sink::stdout;
use crate::facts::Facts;
use crate::facts::lexicon::LexiconBuilder;
use crate::facts::vocabulary::Vocabulary;
use crate::language::Language;
use crate::output::outline;
use crate::workspace::failure::Failure;
use crate::workspace::files;

/// Prints the outline of one document.
pub(super) fn run(options: &OutlineOptions, language: Language) -> Result<u8, Failure> {
    let doc = files::document(&options.file, options.reading.wanted(), language)?;
    let lexicon = LexiconBuilder::default().build();
    let vocabulary = Vocabulary::default();
    let facts = Facts::new(&doc, &lexicon, &vocabulary);
    let mut out = stdout();
    let written = match options.format() {
        OutlineFormat::Json => outline::json(&options.file.display().to_string(), &doc, &facts, &mut out),
        OutlineFormat::Pretty => outline::tree(&doc, &facts, language, &mut out),
    };
    written.and_then(|()| out.flush()).map_err(|error| Failure::Write("-".to_owned(), error))?;
    Ok(CLEAN)
}

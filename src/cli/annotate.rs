//! `hegao annotate`: the findings written into a copy of the document, as comments of Word or as marks in the text.

use std::fs;
use std::path::Path;

use crate::cli::args::AnnotateOptions;
use crate::cli::setup::Setup;
use crate::cli::texts::Texts;
use crate::cli::{CLEAN, complain};
use crate::diagnostic::Severity;
use crate::document::source::{Format, Source};
use crate::engine::lint;
use crate::engine::report::Problem;
use crate::output::remark::remark;
use crate::output::{Run, omitted};
use crate::readers::{self, ReadOptions};
use crate::rule::Language;
use crate::workspace::configs::Configs;
use crate::workspace::failure::Failure;
use crate::workspace::files;
use crate::workspace::outputs::{Content, Outputs, Overwrite, Role};
use crate::workspace::replace::{back_up, replace};
use crate::writers::{self, Author, Remark};

/// Checks one document and writes what was found into a copy of it.
pub(super) fn run(
    options: &AnnotateOptions,
    mut configs: Configs,
    language: Language,
) -> Result<u8, Failure> {
    let path = options.file.as_path();
    let texts = Texts::of(language);
    let failed =
        |reason: Problem| Failure::File(files::failure(&path.display().to_string(), &reason, language));
    let held = configs.held_with_rules(path)?;
    let setup = Setup::new(options.rules.reading.options());
    let loaded = files::load(path, setup.wanted(&held)).map_err(failed)?;
    let (original, loaded_name) = (loaded.0.bytes.clone(), loaded.0.name.clone());
    let (source, reading) = as_written(loaded).map_err(failed)?;
    let conditions = setup.conditions(&held, reading);
    let checked = lint::check(&source, &held.rules, &conditions).outcome.map_err(failed)?;

    let run = Run { registry: configs.registry(), language, fail_on: Severity::Warning };
    let found = &checked.diagnostics;
    let remarks = found.iter().take(options.max).map(|found| remark(&run, &checked.document, found));
    let mut remarks: Vec<Remark> = remarks.collect();
    if let Some(last) = remarks.last_mut()
        && found.len() > options.max
    {
        last.paragraphs.push((texts.more_findings)(found.len() - options.max));
    }
    let author = Author { name: options.author.clone(), initials: initials(&options.author) };
    let bytes = writers::annotate(&source, &checked.document, &remarks, &author)
        .map_err(|error| failed(Problem::Unwritten(error)))?;

    let target = match &options.output {
        Some(output) if is_same(path, output) => return Err(Failure::File(texts.same_file.to_owned())),
        Some(output) => {
            let content = Content { name: ["副本", "the copy"], endings: &[], is_ours: |_| true };
            let mut outputs = Outputs::new(Overwrite::Forced);
            outputs.protect(path, Role::Document);
            let destination = outputs.admit(output, &content)?;
            let shown = output.display().to_string();
            destination.write(&bytes).map_err(|error| Failure::Write(shown.clone(), error))?;
            shown
        }
        None if source.name != loaded_name => return Err(Failure::File(texts.not_in_place.to_owned())),
        None => {
            let backup = back_up(path, &original).map_err(failed)?;
            if let Err(problem) = replace(path, configs.bounds(), &original, &bytes) {
                // The document is as it was, so there is nothing to keep beside it.
                let _ = fs::remove_file(&backup);
                return Err(failed(problem));
            }
            complain(&((texts.backed_up)(&backup.display().to_string()) + "\n"));
            path.display().to_string()
        }
    };
    for text in omitted::unread(&checked.document, language) {
        complain(&format!("{text}\n"));
    }
    complain(&((texts.annotated)(&target, remarks.len()) + "\n"));
    if found.len() > remarks.len() {
        complain(&((texts.more_findings)(found.len() - remarks.len()) + "\n"));
    }
    Ok(CLEAN)
}

/// The document in the form that remarks are written into: of doc and wps, the docx that was made of them.
fn as_written((source, reading): (Source, ReadOptions)) -> Result<(Source, ReadOptions), Problem> {
    let format = readers::format_of(&source.name).unwrap_or(Format::Text);
    match format {
        // RTF under this name is read as what it is, and takes no comments.
        Format::Doc | Format::Wps if !source.bytes.starts_with(b"PK") => {
            Err(Problem::Unwritten(writers::WriteError::Unsupported { format: Format::Rtf }))
        }
        Format::Doc | Format::Wps => {
            let name = format!("{}.docx", source.name);
            Ok((Source { name, ..source }, ReadOptions { is_converted: false, ..reading }))
        }
        format if writers::is_annotated(format) => Ok((source, reading)),
        format => Err(Problem::Unwritten(writers::WriteError::Unsupported { format })),
    }
}

fn is_same(input: &Path, output: &Path) -> bool {
    match (input.canonicalize(), output.canonicalize()) {
        (Ok(input), Ok(output)) => input == output,
        _ => input == output,
    }
}

/// The first letter of each word: 核稿 → 核, Li Ming → LM.
fn initials(name: &str) -> String {
    name.split_whitespace().filter_map(|word| word.chars().next()).collect()
}

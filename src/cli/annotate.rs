//! `hegao annotate`: the findings written into a copy of the document, as comments of Word or as marks in the text. What an earlier
//! run wrote is taken out first, so that there is one set of remarks.

use std::borrow::Cow;

use crate::cli::args::AnnotateOptions;
use crate::cli::setup::Setup;
use crate::cli::target::Target;
use crate::cli::texts::Texts;
use crate::cli::{CLEAN, complain};
use crate::diagnostic::Severity;
use crate::document::Document;
use crate::document::source::{Format, Source};
use crate::engine::lint;
use crate::engine::report::Problem;
use crate::language::Language;
use crate::output::remark::remarks;
use crate::output::{Run, omitted};
use crate::readers::content::word_format;
use crate::readers::{self, ReadOptions};
use crate::workspace::configs::Configs;
use crate::workspace::failure::Failure;
use crate::workspace::files;
use crate::writers::{self, Author, Remark, WriteError, signature};

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
    let target = Target::of(options, &configs, (&source, source.name != loaded_name), &texts)?;
    let clean = cleared(&source, &reading, options.replace_any).map_err(failed)?;
    let conditions = setup.conditions(&held, reading);
    let checked = lint::check(&clean.source, &held.rules, &conditions).outcome.map_err(failed)?;

    let found = &checked.diagnostics;
    if let (Target::Copy { destination, is_default: true }, true) = (&target, found.is_empty()) {
        complain(&format!("{}\n", texts.nothing_to_write));
        if destination.path().exists() {
            complain(&((texts.older_copy)(&destination.path().display().to_string()) + "\n"));
        }
        return Ok(CLEAN);
    }
    let run = Run { registry: configs.registry(), language, fail_on: Severity::Warning };
    let mut remarks: Vec<Remark> = remarks(&run, &checked.document, found.iter().take(options.max));
    if let Some(last) = remarks.last_mut()
        && found.len() > options.max
    {
        last.paragraphs.push((texts.more_findings)(found.len() - options.max));
    }
    let author = author(options, language);
    let annotated = writers::annotate(&clean.source, &checked.document, &remarks, (&author, target.kind()));
    let annotated = annotated.map_err(|error| failed(Problem::Unwritten(error)))?;
    verify(&clean.source, &annotated.bytes, &checked.document, &reading).map_err(failed)?;

    let (written, backup) = target.write(path, &original, &annotated.bytes, &failed)?;
    if let Some(backup) = backup {
        complain(&((texts.backed_up)(&backup.display().to_string()) + "\n"));
    }
    for text in omitted::unread(&checked.document, language) {
        complain(&format!("{text}\n"));
    }
    complain(&((texts.annotated)(&written, annotated.added) + "\n"));
    if clean.removed + annotated.kept > 0 {
        complain(&((texts.earlier)(clean.removed, annotated.kept) + "\n"));
    }
    if annotated.without_place > 0 {
        complain(&((texts.without_place)(annotated.without_place) + "\n"));
    }
    if clean.was_signed {
        complain(&((texts.unsigned)(&written) + "\n"));
    }
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
        Format::Doc | Format::Wps if word_format(&source.bytes) != Some(Format::Docx) => {
            Err(Problem::Unwritten(writers::WriteError::Unsupported { format: Format::Rtf }))
        }
        Format::Doc | Format::Wps => {
            let name = format!("{}.docx", source.name);
            Ok((Source { name, ..source }, ReadOptions { is_converted: false, ..reading }))
        }
        format if writers::is_annotated(format) => Ok((source, reading)),
        format => Err(Problem::Unwritten(WriteError::Unsupported { format })),
    }
}

/// A document without what an earlier run wrote into it.
struct Clean<'s> {
    source: Cow<'s, Source>,
    /// How many remarks were taken out.
    removed: usize,
    was_signed: bool,
}

/// Takes the remarks of earlier runs out of `source`, and its signature if that may be lost.
fn cleared<'s>(source: &'s Source, reading: &ReadOptions, may_lose: bool) -> Result<Clean<'s>, Problem> {
    let mut clean = Clean { source: Cow::Borrowed(source), removed: 0, was_signed: false };
    let doc = readers::read_as(source, reading)?;
    if signature::is_signed(source, doc.origin().format)? {
        if !may_lose {
            return Err(Problem::Unwritten(WriteError::Signed));
        }
        clean.was_signed = true;
        clean.source.to_mut().bytes = signature::unsigned(&source.bytes)?;
    }
    if let Some(before) = writers::without_remarks(&clean.source, &doc)? {
        clean.removed = before.removed;
        clean.source.to_mut().bytes = before.bytes;
    }
    Ok(clean)
}

/// Refuses bytes that do not read as the document: the last guard of its text, whatever the markup held.
fn verify(source: &Source, bytes: &[u8], doc: &Document, reading: &ReadOptions) -> Result<(), Problem> {
    let copy = Source { name: source.name.clone(), bytes: bytes.to_vec() };
    let written = readers::read_as(&copy, reading)?;
    let is_same = match doc.origin().format {
        Format::Text | Format::Markdown => {
            let left = writers::without_remarks(&copy, &written)?;
            left.map_or(copy.bytes, |left| left.bytes) == source.bytes
        }
        _ => written.view() == doc.view(),
    };
    if is_same { Ok(()) } else { Err(Problem::Unwritten(WriteError::TextChanged)) }
}

fn author(options: &AnnotateOptions, language: Language) -> Author {
    let (name, sign) = (options.author.clone(), language.pick("核稿", "hegao").to_owned());
    Author { initials: initials(&name), name, sign }
}

/// The first letter of each word: 核稿 → 核, Li Ming → LM.
fn initials(name: &str) -> String {
    name.split_whitespace().filter_map(|word| word.chars().next()).collect()
}

//! `hegao annotate`: the findings written into a copy of the document, as comments of Word or as
//! marks in the text. Comments and marks of an earlier run are removed first, so that there is only
//! one set of them.

use crate::cli::args::AnnotateOptions;
use crate::cli::previous;
use crate::cli::setup::Setup;
use crate::cli::target::Target;
use crate::cli::texts::Texts;
use crate::cli::{CLEAN, complain};
use crate::diagnostic::Severity;
use crate::engine::lint;
use crate::engine::report::Problem;
use crate::language::Language;
use crate::linter::annotating::{self, Signature};
use crate::output::remark::remarks;
use crate::output::{Run, omitted};
use crate::workspace::configs::Configs;
use crate::workspace::failure::Failure;
use crate::workspace::files;
use crate::writers::Remark;

/// Checks one document and writes its findings into a copy of it.
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
    let mut setup = Setup::new(options.rules.reading.options());
    if let Some(old) = &options.previous {
        setup.previous = Some(previous::read(old, path, &setup, &held, language)?);
    }
    let loaded = files::load(path, setup.wanted(&held)).map_err(failed)?;
    let (original, loaded_name) = (loaded.0.bytes.clone(), loaded.0.name.clone());
    let (source, reading) = annotating::as_written(loaded).map_err(failed)?;
    let target = Target::of(options, &configs, &source, source.name != loaded_name, &texts)?;
    let signature = if options.replace_any { Signature::Lost } else { Signature::Kept };
    let clean = annotating::cleared(&source, &reading, signature).map_err(failed)?;
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
    let mut remarks: Vec<Remark> = remarks(&run, &checked, found.iter().take(options.max));
    if let Some(last) = remarks.last_mut()
        && found.len() > options.max
    {
        last.paragraphs.push((texts.more_findings)(found.len() - options.max));
    }
    let author = annotating::author(&options.author, language);
    let by = (&author, target.kind());
    let annotated = annotating::written((&clean.source, &reading), &checked.document, &remarks, by);
    let annotated = annotated.map_err(failed)?;

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

//! `--previous`: compares with the document of the year before, from which the checked one was made
//! by overwriting.

use std::path::{Path, PathBuf};

use crate::check::Previous;
use crate::cli::setup::Setup;
use crate::cli::texts::Texts;
use crate::engine::held::Held;
use crate::engine::previous;
use crate::engine::report::Problem;
use crate::language::Language;
use crate::workspace::failure::Failure;
use crate::workspace::files;
use crate::workspace::outputs::identity::Identity;

/// Returns an error unless the run checks exactly one document, because `--previous` compares only
/// one. `paths` are those on the command line, `documents` is the number of documents found in
/// them.
pub(super) fn is_of_one(paths: &[PathBuf], documents: usize, language: Language) -> Result<(), Failure> {
    let folder = paths.iter().find(|path| path.is_dir());
    let texts = Texts::of(language);
    match (folder, paths.len(), documents) {
        (Some(folder), ..) => Err(Failure::File((texts.previous_folder)(&folder.display().to_string()))),
        (None, 1, 1) => Ok(()),
        (None, _, documents) => Err(Failure::File((texts.previous_of_one)(documents.max(paths.len())))),
    }
}

/// Reads the document `old` of the year before, from which the document `new` was made.
pub(super) fn read(
    old: &Path,
    new: &Path,
    setup: &Setup<'_>,
    held: &Held,
    language: Language,
) -> Result<Previous, Failure> {
    let texts = Texts::of(language);
    let shown = old.display().to_string();
    if old.is_dir() {
        return Err(Failure::File((texts.previous_folder)(&shown)));
    }
    let is_file = |path: &Path| path.as_os_str() != "-";
    let known = |path: &Path| if is_file(path) { Identity::of(path) } else { Identity::of_stdin() };
    let is_same = old == new || known(old).is_some_and(|old| Some(old) == known(new));
    if is_same {
        return Err(Failure::File((texts.previous_is_same)(&shown)));
    }
    let failed = |problem: Problem| Failure::File(files::failure(&shown, &problem, language));
    let (source, reading) = files::load(old, setup.wanted(held)).map_err(failed)?;
    previous::read(&source, &reading, &held.rules, &held.vocabulary).map_err(failed)
}

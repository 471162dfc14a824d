//! The tasks of `hegao check`: each document with the settings for it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cli::args::check::CheckOptions;
use crate::cli::baseline;
use crate::cli::previous;
use crate::cli::setup::{SetNumber, WHOLE_RUN};
use crate::cli::texts::Texts;
use crate::engine::held::Held;
use crate::language::Language;
use crate::workspace::baselines::PlacedBaseline;
use crate::workspace::configs::Configs;
use crate::workspace::failure::Failure;
use crate::workspace::files;
use crate::workspace::walk::Input;

/// A file of the run, the action on it, and the settings for it.
pub(super) struct Task {
    pub(super) action: FileAction,
    pub(super) held: Arc<Held>,
    /// The set of papers to which the document belongs, if it is in one.
    pub(super) set: Option<SetNumber>,
    /// The baseline of the document: accepted findings, which are not reported.
    pub(super) baseline: Option<Arc<PlacedBaseline>>,
}

impl Task {
    /// Path of the file to read; `None` for other inputs.
    pub(super) fn path(&self) -> Option<&Path> {
        match &self.action {
            FileAction::Compare(path) => Some(path),
            FileAction::Check(input) => input.file(),
        }
    }
}

/// Use of a file in the run.
pub(super) enum FileAction {
    /// Check the file and report its findings.
    Check(Input),
    /// Do not report the file, but compare other files with it, because git says that it did not
    /// change.
    Compare(PathBuf),
}

/// Returns the tasks of a run: first unchanged documents, with which others are only compared, then
/// those that are checked.
pub(super) fn of(
    inputs: Vec<Input>,
    unchanged: Vec<PathBuf>,
    options: &CheckOptions,
    baselines: &Baselines,
    configs: &mut Configs,
) -> Result<Vec<Task>, Failure> {
    let mut tasks = if inputs.is_empty() { Vec::new() } else { compared(unchanged, configs)? };
    for input in inputs {
        tasks.push(task(input, options, baselines, configs)?);
    }
    Ok(tasks)
}

/// Returns tasks for unchanged documents, with which others are only compared.
fn compared(unchanged: Vec<PathBuf>, configs: &mut Configs) -> Result<Vec<Task>, Failure> {
    let mut tasks = Vec::new();
    for path in unchanged {
        let held = configs.held(&path)?;
        if held.rules.is_collected() && files::is_read_here(&path) {
            tasks.push(Task { action: FileAction::Compare(path), held, set: None, baseline: None });
        }
    }
    Ok(tasks)
}

/// Returns the task for a document that is checked.
fn task(
    input: Input,
    options: &CheckOptions,
    baselines: &Baselines,
    configs: &mut Configs,
) -> Result<Task, Failure> {
    let name = match &input {
        Input::File(path) => path.as_path(),
        Input::Stdin => Path::new(options.stdin_filename.as_deref().unwrap_or("-")),
        Input::Failed(path, _) => path.as_path(),
    };
    let held = match &input {
        // A file that cannot be read needs no rules.
        Input::Failed(..) => configs.held(name)?,
        Input::File(_) | Input::Stdin => configs.held_with_rules(name)?,
    };
    let set = match options {
        CheckOptions { together: true, .. } => Some(WHOLE_RUN),
        // A set is not compared if some of its papers are left out, or if they are being fixed in
        // the same run.
        CheckOptions { changed: None, fix: false, diff: false, .. } => configs.set_of(name)?,
        _ => None,
    };
    let baseline = match &input {
        Input::Failed(..) => None,
        Input::File(_) | Input::Stdin => baselines.of(configs, name)?,
    };
    Ok(Task { action: FileAction::Check(input), held, set, baseline })
}

/// Returns an error if all selected rules compare several documents but the run has only one, or if
/// `--previous` is given for more than one.
pub(super) fn require_other_documents(
    options: &CheckOptions,
    tasks: &[Task],
    language: Language,
) -> Result<(), Failure> {
    let is_idle =
        |task: &Task| task.held.rules.lacks_other_documents(task.set.is_some(), options.previous.is_some());
    if !tasks.is_empty() && tasks.iter().all(is_idle) {
        return Err(Failure::File(Texts::of(language).no_company.to_owned()));
    }
    match &options.previous {
        Some(_) => previous::is_of_one(&options.paths, tasks.len(), language),
        None => Ok(()),
    }
}

/// Source of the baselines (files of accepted findings) of a run.
pub(super) enum Baselines {
    /// No document has one.
    None,
    /// One for all documents (`--baseline`).
    Named(Arc<PlacedBaseline>),
    /// For each document the one that its configuration names.
    Configured,
}

impl Baselines {
    pub(super) fn new(options: &CheckOptions, language: Language) -> Result<Self, Failure> {
        Ok(match &options.baseline {
            Some(path) => Self::Named(Arc::new(baseline::named(path, language)?)),
            None if options.no_baseline => Self::None,
            None => Self::Configured,
        })
    }

    /// Returns the baseline for the document at `file`.
    pub(super) fn of(
        &self,
        configs: &mut Configs,
        file: &Path,
    ) -> Result<Option<Arc<PlacedBaseline>>, Failure> {
        match self {
            Self::None => Ok(None),
            Self::Named(baseline) => Ok(Some(baseline.clone())),
            Self::Configured => configs.baseline(file),
        }
    }
}

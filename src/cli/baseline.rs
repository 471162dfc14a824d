//! `hegao baseline`, which writes a file of the findings that the user accepts, and `hegao check
//! --baseline`, which does not report them. The file is kept beside the documents.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cli::args::BaselineOptions;
use crate::cli::chosen::{Chosen, chosen};
use crate::cli::report_files;
use crate::cli::setup::{SetNumber, Setup, WHOLE_RUN};
use crate::cli::texts::Texts;
use crate::cli::{CLEAN, FAILED, complain};
use crate::engine::baseline;
use crate::engine::collection::Collection;
use crate::engine::held::Held;
use crate::engine::report::{FileReport, Problem};
use crate::engine::set;
use crate::language::Language;
use crate::output::unread::Unread;
use crate::workspace::baselines::PlacedBaseline;
use crate::workspace::batches::Batches;
use crate::workspace::configs::Configs;
use crate::workspace::failure::Failure;
use crate::workspace::files;
use crate::workspace::outputs::{Content, Outputs, Overwrite};
use crate::workspace::walk::{Input, Inputs, Skipped};

/// The name of the baseline file if neither the command line nor a configuration gives one.
const FILE_NAME: &str = "hegao-baseline.json";

/// Reads the baseline at `path`, which an option gives.
pub(super) fn named(path: &Path, language: Language) -> Result<PlacedBaseline, Failure> {
    PlacedBaseline::read(path).map_err(|[zh, en]| {
        let reason = language.pick(zh, en);
        Failure::File((Texts::of(language).bad_baseline)(&path.display().to_string(), &reason))
    })
}

/// Kind of file that `hegao baseline` writes; only a file of this kind is overwritten.
const BASELINE: Content<'static> =
    Content { name: ["基线", "the baseline"], endings: &["json"], is_ours: is_baseline };

/// True for a file that begins like a baseline. The rest may be broken, for example after a merge
/// conflict.
fn is_baseline(path: &Path) -> bool {
    // A pipe is not read: opening it may block for ever.
    if !path.is_file() {
        return false;
    }
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(64).read_to_end(&mut head));
    read.is_ok() && baseline::is_head(&head)
}

/// A document, the reason why it cannot be read if that is already known, and the settings for it.
struct Task {
    path: PathBuf,
    problem: Option<Problem>,
    held: Arc<Held>,
    /// The set of papers to which the document belongs, if it is in one.
    set: Option<SetNumber>,
}

impl Task {
    /// True if every finding of `rule` on this document is reported in a run over `count`
    /// documents. Only then is a baseline entry outdated if its finding is not reported.
    fn has_run(&self, rule: &str, count: usize) -> bool {
        let rules = &self.held.rules;
        rules.runs(rule, count > 1) || self.set.is_some() && rules.compares_papers(rule)
    }
}

/// Writes a baseline of the current findings. With `--prune`, it instead removes those entries of
/// the existing baseline whose findings are no longer reported.
pub(super) fn run(
    options: &BaselineOptions,
    mut configs: Configs,
    language: Language,
) -> Result<u8, Failure> {
    let texts = Texts::of(language);
    let Chosen { inputs: Inputs { inputs, skipped }, excluded } =
        chosen(&options.paths, &options.choosing, None, &mut configs)?;
    for skipped in &skipped {
        complain(&format!("{}\n", skipped.text(language)));
    }
    if inputs.is_empty() && (excluded > 0 || skipped.iter().any(Skipped::is_excluded)) {
        complain(&((texts.all_excluded)(excluded) + "\n"));
        return Ok(CLEAN);
    }
    let mut outputs = Outputs::new(Overwrite::OnlyOwn);
    report_files::protect_documents(&mut outputs, &inputs);
    let mut tasks = Vec::new();
    for input in inputs {
        let (path, problem) = match input {
            Input::File(path) => (path, None),
            Input::Stdin => continue,
            Input::Failed(path, problem) => (path, Some(problem)),
        };
        let held = configs.held_with_rules(&path)?;
        let set = if options.together { Some(WHOLE_RUN) } else { configs.set_of(&path)? };
        tasks.push(Task { path, problem, held, set });
    }
    let Target { path, is_configured } = Target::of(options, &tasks, &mut configs, language)?;
    let shown = path.display().to_string();
    if is_baseline(&path) && !options.prune && !options.force {
        return Err(Failure::File((texts.baseline_exists)(&shown)));
    }
    let mut placed = if options.prune { named(&path, language)? } else { PlacedBaseline::empty(&path) };
    let before = placed.baseline.len();
    report_files::protect_settings(&mut outputs, &configs);
    let destination = outputs.admit(&path, &BASELINE)?;
    let unreadable = settle(options, &tasks, &mut placed, language);
    if options.prune {
        let names: Vec<String> = placed.baseline.files().map(str::to_owned).collect();
        let gone = names.iter().filter(|name| !placed.folder().join(name).exists());
        for name in gone.cloned().collect::<Vec<_>>() {
            placed.baseline.forget(&name);
        }
    }
    let written = destination.write(placed.baseline.written().as_bytes());
    written.map_err(|error| Failure::Write(shown.clone(), error))?;
    let now = placed.baseline.len();
    let done = match () {
        () if options.prune => (texts.pruned)(&shown, before - now, now),
        () if is_configured => (texts.accepted_here)(&shown, now),
        () => (texts.accepted)(&shown, now),
    };
    complain(&(done + "\n"));
    Ok(if unreadable == 0 { CLEAN } else { FAILED })
}

/// The baseline file to write.
struct Target {
    path: PathBuf,
    /// True if the configuration names the file, so that `hegao check` reads it without an option.
    is_configured: bool,
}

impl Target {
    /// Returns the file to write: the one given by `-o`, else the one that the configuration of the
    /// documents names, else the default.
    fn of(
        options: &BaselineOptions,
        tasks: &[Task],
        configs: &mut Configs,
        language: Language,
    ) -> Result<Self, Failure> {
        let mut named = BTreeSet::new();
        for task in tasks {
            named.insert(configs.baseline_file(&task.path)?);
        }
        if let Some(path) = &options.output {
            let is_configured = named.len() == 1 && named.contains(&path.canonicalize().ok());
            return Ok(Self { path: path.clone(), is_configured: is_configured && path.exists() });
        }
        if named.len() > 1 {
            let texts = Texts::of(language);
            let paths = named.iter().map(|path| match path {
                Some(path) => configs.shown(path),
                None => texts.no_baseline_named.to_owned(),
            });
            let paths: Vec<String> = paths.collect();
            return Err(Failure::File((texts.several_baselines)(&paths.join(language.pick("、", ", ")))));
        }
        Ok(match named.into_iter().flatten().next() {
            Some(path) => Self { path: PathBuf::from(configs.shown(&path)), is_configured: true },
            None => Self { path: PathBuf::from(FILE_NAME), is_configured: false },
        })
    }
}

/// The reason why a document could not be checked, with advice unless the configuration accepts the
/// problem.
fn unread(report: &FileReport, reason: &Problem, language: Language) -> String {
    let unread = Unread::of(report, reason, language);
    match unread.is_accepted {
        true => format!("{}{}{}", report.path, language.pick("：", ": "), unread.message),
        false => files::failure(&report.path, reason, language),
    }
}

/// Checks the documents and updates the baseline: accepts their findings, or with `--prune` removes
/// outdated entries. Returns the number of documents that could not be read.
fn settle(
    options: &BaselineOptions,
    tasks: &[Task],
    placed: &mut PlacedBaseline,
    language: Language,
) -> usize {
    let are_several = tasks.len() > 1;
    let paths = tasks.iter().filter(|task| task.problem.is_none()).map(|task| task.path.as_path());
    let batches = Batches::new(paths, Box::new(|_, _| {}));
    let setup = Setup { is_collection: are_several, batches, ..Setup::new(options.rules.reading.options()) };
    let check = |task: &Task| match &task.problem {
        None => setup.check_as(&task.path, &task.held, task.set.is_some()),
        Some(problem) => setup.failed(&task.path, problem.clone()),
    };
    let mut collection = Collection::default();
    let mut unreadable = 0;
    let mut finish = |task: &Task, mut report: FileReport| {
        if are_several {
            collection.add_under(&mut report, &task.held);
        }
        Setup::say_if_empty(&report, language);
        Setup::accept(&mut report, &task.held);
        let name = placed.name(&report.path);
        match &report.outcome {
            Ok(checked) if options.prune => {
                placed.baseline.prune(&name, checked, &|rule| task.has_run(rule, tasks.len()));
            }
            Ok(checked) => placed.baseline.accept(&name, checked),
            Err(reason) => {
                unreadable += usize::from(report.accepted.is_none());
                complain(&(unread(&report, reason, language) + "\n"));
            }
        }
    };
    if tasks.iter().all(|task| task.set.is_none()) {
        for task in tasks {
            finish(task, check(task));
        }
        return unreadable;
    }
    // Contradictions between the papers of a set are only known after all of them have been
    // checked.
    let mut reports: Vec<FileReport> = tasks.iter().map(check).collect();
    let paper = |at: usize| tasks[at].set.map(|set| (set, &*tasks[at].held.rules));
    set::compare_all(&mut reports, &paper);
    for (task, report) in tasks.iter().zip(reports) {
        finish(task, report);
    }
    unreadable
}

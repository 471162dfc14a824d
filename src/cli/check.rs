//! `hegao check`: reads files, hands them to the engine a batch at a time, and prints what comes back in order.

use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::ThreadPoolBuilder;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::cli::args::check::CheckOptions;
use crate::cli::baseline::Placed;
use crate::cli::fix::Fixes;
use crate::cli::ignored::Ignored;
use crate::cli::profile::Profile;
use crate::cli::progress::Progress;
use crate::cli::reports::Reports;
use crate::cli::setup::Setup;
use crate::cli::texts::Texts;
use crate::cli::{CLEAN, Color, FAILED, FOUND, complain};
use crate::engine::baseline::Filtered;
use crate::engine::collection::Collection;
use crate::engine::report::{FileReport, Summary};
use crate::output::line::Line;
use crate::output::{Output, Run, omitted, summary};
use crate::rule::Language;
use crate::workspace::changed::{self, Divided};
use crate::workspace::configs::{Configs, Held};
use crate::workspace::failure::Failure;
use crate::workspace::files;
use crate::workspace::walk::{Input, Inputs, inputs};

/// Files that are checked before any of them is printed; bounds what is kept in memory.
const BATCH: usize = 64;

/// Checks what `options` name and says how the run ended.
pub(super) fn run(
    options: &CheckOptions,
    mut configs: Configs,
    language: Language,
    color: Color,
) -> Result<u8, Failure> {
    let profile = options.profile.then(Profile::default);
    let setup = Setup {
        reading: options.rules.reading.options(),
        profile,
        stdin_name: options.stdin_filename.as_deref(),
    };
    let fail_on = options.fail_on.map_or_else(|| configs.fail_on(), |asked| Ok(asked.severity()))?;
    let baseline = options.baseline.as_deref().map(|path| Placed::read(path, language)).transpose()?;
    let job =
        Job { setup, baseline, threads: options.jobs.map_or(0, NonZero::get), fixes: Fixes::new(options) };
    let mut tasks = Vec::new();
    let found = inputs(&options.paths, &mut configs)?;
    let Divided { changed: Inputs { inputs, skipped }, unchanged } = match &options.changed {
        Some(revision) => changed::divide(found, &options.paths, revision)?,
        None => Divided { changed: found, unchanged: Vec::new() },
    };
    let (checked, left) = (inputs.len(), unchanged.len());
    for skipped in &skipped {
        complain(&format!("{}\n", skipped.text(language)));
    }
    if checked > 0 {
        for path in unchanged {
            let held = configs.held(&path)?;
            if held.rules.is_collected() && files::is_read_here(&path) {
                tasks.push(Task { work: Doing::Compare(path), held });
            }
        }
    }
    for input in inputs {
        let name = match &input {
            Input::File(path) => path.as_path(),
            Input::Stdin => Path::new(job.setup.stdin_name.unwrap_or("-")),
            Input::Failed(..) => Path::new(""),
        };
        let held = configs.held(name)?;
        tasks.push(Task { work: Doing::Check(input), held });
    }
    let run = Run { registry: configs.registry(), language, fail_on };
    let is_covered = |folder: &Path| options.changed.is_none() && covers(&options.paths, folder);
    let ending = |ignored: &Ignored| match tasks.first() {
        Some(first) => ignored.reports(&configs, &first.held.rules, &is_covered),
        None => Vec::new(),
    };
    let work = Work { tasks: &tasks, ending: &ending };
    let mut reports = Reports::open(options, &Texts::of(language), color)?;
    let summary = job.write(&run, &work, &mut reports)?;
    reports.finish()?;
    if let Some(fixes) = &job.fixes {
        complain(&fixes.text(language));
    }
    if let Some(profile) = &job.setup.profile {
        complain(&profile.text(language));
    }
    if let Some(revision) = &options.changed {
        complain(&((Texts::of(language).changed)(revision, checked, left) + "\n"));
    }
    if options.changed.is_none() || checked > 0 {
        complain(&summary::text(&summary, language));
    }
    Ok(match summary.unreadable {
        0 if summary.reaches(run.fail_on) => FOUND,
        0 => CLEAN,
        _ => FAILED,
    })
}

/// What is done with a file, and what holds for it.
struct Task {
    work: Doing,
    held: Arc<Held>,
}

/// What is done with a file.
enum Doing {
    /// It is checked and reported.
    Check(Input),
    /// It is as it was: others are compared with it.
    Compare(PathBuf),
}

/// What a run has to do.
struct Work<'t> {
    tasks: &'t [Task],
    /// Reports that come when all files were checked.
    ending: &'t dyn Fn(&Ignored) -> Vec<FileReport>,
}

/// True where one of `paths` is the folder, or one that holds it.
fn covers(paths: &[PathBuf], folder: &Path) -> bool {
    let Ok(folder) = folder.canonicalize() else { return false };
    let mut paths = paths.iter().filter_map(|path| path.canonicalize().ok());
    paths.any(|path| path.is_dir() && folder.starts_with(&path))
}

/// How the files of a run are checked.
struct Job<'o> {
    setup: Setup<'o>,
    /// 0 for as many as there are processors.
    threads: usize,
    /// What is known and not reported.
    baseline: Option<Placed>,
    /// Where fixes are wanted, what came of them.
    fixes: Option<Fixes>,
}

impl Job<'_> {
    fn write(&self, run: &Run<'_>, work: &Work<'_>, reports: &mut Reports) -> Result<Summary, Failure> {
        let tasks = work.tasks;
        let pool = ThreadPoolBuilder::new().num_threads(self.threads).build();
        let pool = pool.map_err(|error| Failure::File(error.to_string()))?;
        let mut summary = Summary::default();
        let mut filtered = Filtered::default();
        let mut ignored = Ignored::default();
        let mut collection = Collection::default().measured_by(self.setup.stopwatch());
        let mut progress = Progress::new(run.language, tasks.len());
        reports.begin(run)?;
        for batch in tasks.chunks(BATCH) {
            let mut checked: Vec<FileReport> = match batch {
                [one] => vec![self.check(one)],
                many => pool.install(|| many.par_iter().map(|task| self.check(task)).collect()),
            };
            for (task, report) in batch.iter().zip(&mut checked) {
                if tasks.len() > 1 {
                    Setup::compare(&mut collection, report, &task.held);
                }
                if matches!(task.work, Doing::Compare(_)) {
                    continue;
                }
                ignored.add(&task.held, report);
                if let Some(baseline) = &self.baseline {
                    let Filtered { accepted, mended } =
                        baseline.filter(report, &|rule| task.held.rules.runs(rule, tasks.len() > 1));
                    filtered.accepted += accepted;
                    filtered.mended += mended;
                }
                if let (Ok(checked), Some(most)) = (&mut report.outcome, task.held.limits.findings()) {
                    checked.keep_first(most.get());
                    if let left @ 1.. = checked.omitted.total() {
                        let text = omitted::text(left, run.language);
                        let divider = run.language.pick("：", ": ");
                        complain(&format!("{}{divider}{text}\n", report.path));
                    }
                }
                summary.add(report);
                match self.fixes.as_ref().and_then(|fixes| fixes.diff(&report.path)) {
                    Some(diff) if report.outcome.is_ok() => {
                        reports.instead(|out| out.write_all(diff.as_bytes()))?;
                    }
                    Some(_) => reports.instead(|out| Line.file(run, report, out))?,
                    None => {}
                }
                reports.file(run, report)?;
            }
            progress.advance(batch.len());
        }
        for report in (work.ending)(&ignored) {
            summary.add(&report);
            reports.file(run, &report)?;
        }
        reports.end(run, &summary)?;
        progress.clear();
        if self.baseline.is_some() {
            let text = Texts::of(run.language).filtered;
            complain(&(text(filtered.accepted, filtered.mended) + "\n"));
        }
        Ok(summary)
    }

    fn check(&self, task: &Task) -> FileReport {
        let path = match &task.work {
            Doing::Compare(path) => return self.setup.read(path, &task.held),
            Doing::Check(Input::File(path)) => path.as_path(),
            Doing::Check(Input::Stdin) => Path::new("-"),
            Doing::Check(Input::Failed(path, problem)) => return self.setup.failed(path, problem.clone()),
        };
        match &self.fixes {
            Some(fixes) => fixes.fix(path, &self.setup, &task.held),
            None => self.setup.check(path, &task.held),
        }
    }
}

//! `hegao check`: reads files, gives them to the engine, and prints the reports in order.

use std::num::NonZero;
use std::path::Path;
use std::sync::Arc;

use crate::cli::args::check::{CheckOptions, Format};
use crate::cli::chosen::{self, Chosen, chosen};
use crate::cli::fix::Fixes;
use crate::cli::ignored::Ignored;
use crate::cli::in_order::in_order;
use crate::cli::previous;
use crate::cli::profile::Profile;
use crate::cli::progress::Progress;
use crate::cli::report_files;
use crate::cli::reports::Reports;
use crate::cli::setup::Setup;
use crate::cli::sink::stdout;
use crate::cli::tasks::{self, Baselines, FileAction, Task};
use crate::cli::texts::Texts;
use crate::cli::{CLEAN, Color, FAILED, FOUND, complain, unwritten};
use crate::engine::baseline::Filtered;
use crate::engine::collection::Collection;
use crate::engine::report::{FileReport, Summary};
use crate::engine::set;
use crate::language::Language;
use crate::output::diff::for_terminal;
use crate::output::formats::line::Line;
use crate::output::{Output, Run, omitted, reach, summary};
use crate::workspace::batches::Batches;
use crate::workspace::bounds::Bounds;
use crate::workspace::changed::{self, Divided};
use crate::workspace::configs::Configs;
use crate::workspace::failure::Failure;
use crate::workspace::walk::{Input, Inputs, Skipped};

/// Checks the paths in `options` and returns the exit code.
pub(super) fn run(
    options: &CheckOptions,
    mut configs: Configs,
    language: Language,
    color: Color,
) -> Result<u8, Failure> {
    refuse_misfits(options, language)?;
    let stdin_name = options.stdin_filename.as_deref();
    let fail_on = configs.fail_on()?;
    let baselines = Baselines::new(options, language)?;
    let bounds = configs.bounds().clone();
    let Chosen { inputs: mut found, excluded } =
        chosen(&options.paths, &options.choosing, stdin_name, &mut configs)?;
    report_files::pass_over(&mut found, options);
    let mut outputs = report_files::outputs(&found, options);
    let Divided { changed: Inputs { inputs, skipped }, unchanged } = match &options.changed {
        Some(revision) => changed::divide(found, &options.paths, revision)?,
        None => Divided { changed: found, unchanged: Vec::new() },
    };
    let scope = Scope {
        checked: inputs.len(),
        unchanged: unchanged.len(),
        are_all_excluded: inputs.is_empty() && (excluded > 0 || skipped.iter().any(Skipped::is_excluded)),
    };
    for skipped in &skipped {
        complain(&format!("{}\n", skipped.text(language)));
    }
    if scope.are_all_excluded && excluded > 0 {
        complain(&((Texts::of(language).all_excluded)(excluded) + "\n"));
    }
    let tasks = tasks::of(inputs, unchanged, options, &baselines, &mut configs)?;
    tasks::require_other_documents(options, &tasks, language)?;
    let job = Job::new(options, &tasks, &bounds, language)?;
    let run = Run { registry: configs.registry(), language, fail_on };
    let is_covered = |folder: &Path| {
        options.changed.is_none()
            && chosen::is_whole(&options.choosing)
            && chosen::covers(&options.paths, folder)
    };
    let ending = |ignored: &Ignored| match tasks.first() {
        Some(first) => ignored.reports(&configs, &first.held.rules, &is_covered),
        None => Ok(Vec::new()),
    };
    let work = Work { tasks: &tasks, ending: &ending };
    report_files::protect_settings(&mut outputs, &configs);
    let mut reports = Reports::open(options, &mut outputs, color)?;
    let summary = job.write(&run, &work, &mut reports)?;
    let summary = summary.with_folded(reports.folded());
    reports.finish()?;
    if let Some(fixes) = job.fixes.as_ref().filter(|_| options.mends_stdin()) {
        fixes.print(&mut stdout()).map_err(unwritten)?;
    }
    job.print_fixes_and_times(language);
    if !options.quiet {
        print_sums(options, &scope, &summary, language);
        if scope.has_summary(options) {
            let steps = next_steps(options, &tasks, &summary, language);
            let outdated = configs.day().and_then(|day| reach::outdated(day, language));
            steps.into_iter().chain(outdated).for_each(|text| complain(&(text + "\n")));
        }
    }
    Ok(match summary.unreadable + summary.partly_read {
        0 if summary.failing > 0 => FOUND,
        0 => CLEAN,
        _ => FAILED,
    })
}

/// Counts of the documents that a run has found.
struct Scope {
    /// Number of documents that are checked.
    checked: usize,
    /// Number of documents that are not checked because they did not change (`--changed`).
    unchanged: usize,
    /// True if the configuration or the arguments exclude all documents.
    are_all_excluded: bool,
}

impl Scope {
    /// True if the run prints a summary of the findings at its end.
    fn has_summary(&self, options: &CheckOptions) -> bool {
        self.checked > 0 || options.changed.is_none() && !self.are_all_excluded
    }
}

/// Returns an error if two options contradict each other.
fn refuse_misfits(options: &CheckOptions, language: Language) -> Result<(), Failure> {
    let texts = Texts::of(language);
    let refusal = if options.has_no_place_for_text() {
        Some(texts.no_place_for_text)
    } else if options.statistics && !matches!(options.format, Format::Pretty | Format::Json) {
        Some(texts.no_statistics)
    } else {
        refused_mending(options, language)
    };
    refusal.map_or(Ok(()), |refusal| Err(Failure::File(refusal.to_owned())))
}

/// Returns the settings of a run, with the document of the year before if one is given.
fn setup<'o>(
    options: &'o CheckOptions,
    tasks: &[Task],
    progress: &Arc<Progress>,
    language: Language,
) -> Result<Setup<'o>, Failure> {
    let shown = progress.clone();
    let tell = Box::new(move |done, all| shown.converted(done, all));
    let mut setup = Setup {
        batches: Batches::new(tasks.iter().filter_map(Task::path), tell),
        profile: options.profile.then(Profile::default),
        is_collection: tasks.len() > 1,
        stdin_name: options.stdin_filename.as_deref(),
        ..Setup::new(options.rules.reading.options())
    };
    if let (Some(old), Some(task)) = (&options.previous, tasks.first()) {
        let new = if let FileAction::Check(Input::File(path)) = &task.action {
            path.as_path()
        } else {
            Path::new("-")
        };
        setup.previous = Some(previous::read(old, new, &setup, &task.held, language)?);
    }
    Ok(setup)
}

/// Prints to standard error the numbers of changed and unchanged documents (with `--changed`), and
/// the summary of the findings.
fn print_sums(options: &CheckOptions, scope: &Scope, summary: &Summary, language: Language) {
    if let Some(revision) = &options.changed {
        complain(&((Texts::of(language).changed)(revision, scope.checked, scope.unchanged) + "\n"));
    }
    if scope.has_summary(options) {
        complain(&summary::text(summary, language));
    }
}

/// The reason why these options do not allow to fix standard input and print the result; `None` if
/// they do.
fn refused_mending(options: &CheckOptions, language: Language) -> Option<&'static str> {
    let texts = Texts::of(language);
    if !options.mends_stdin() {
        return (options.fix && options.stdin_filename.is_some()).then_some(texts.mends_files);
    }
    let has_no_room = options.format != Format::Pretty && options.output.is_none();
    match options.paths.len() {
        1 => has_no_room.then_some(texts.no_room_for_report),
        _ => Some(texts.mends_one),
    }
}

/// Commands to run next, such as the one that applies the fixes, for people who read the findings
/// in a terminal.
fn next_steps(options: &CheckOptions, tasks: &[Task], summary: &Summary, language: Language) -> Vec<String> {
    if options.format != Format::Pretty || options.fix || options.diff || options.output.is_some() {
        return Vec::new();
    }
    let document = match tasks {
        [Task { action: FileAction::Check(Input::File(path)), .. }] if report_files::is_annotated(path) => {
            Some(report_files::quoted(path))
        }
        _ => None,
    };
    summary::next_steps(summary, document.as_deref(), language)
}

/// The files to check, and the function that makes the last reports of a run.
struct Work<'t> {
    tasks: &'t [Task],
    /// Makes the reports that come after those of all files: on unused `[[ignore]]` and
    /// `[[accept]]` entries.
    ending: &'t dyn Fn(&Ignored) -> Result<Vec<FileReport>, Failure>,
}

/// Settings and state for checking the files of a run.
struct Job<'o> {
    setup: Setup<'o>,
    /// Number of threads; `None` for one per processor.
    threads: Option<NonZero<usize>>,
    /// True if any file has a baseline.
    has_baseline: bool,
    /// The fixes that the run applies, and their results; `None` unless fixes are requested.
    fixes: Option<Fixes>,
    /// True for a quiet run: besides the reports, it prints only problems with files.
    is_quiet: bool,
    progress: Arc<Progress>,
}

/// The bytes of a path that is not valid UTF-8; `None` for all other paths.
fn raw(path: &Path) -> Option<Vec<u8>> {
    path.to_str().is_none().then(|| path.as_os_str().as_encoded_bytes().to_vec())
}

/// State that is updated with each file of a run, in order.
struct Sums<'s> {
    summary: Summary,
    filtered: Filtered,
    ignored: Ignored,
    collection: Collection<'s>,
}

impl<'o> Job<'o> {
    /// Creates the settings and the state for a run over the documents of `tasks`.
    fn new(
        options: &'o CheckOptions,
        tasks: &[Task],
        bounds: &Bounds,
        language: Language,
    ) -> Result<Self, Failure> {
        let progress = Arc::new(Progress::new(language, tasks.len(), options.quiet));
        Ok(Self {
            setup: setup(options, tasks, &progress, language)?,
            has_baseline: options.baseline.is_some() || tasks.iter().any(|task| task.baseline.is_some()),
            threads: options.jobs,
            fixes: Fixes::new(options, bounds),
            is_quiet: options.quiet,
            progress,
        })
    }

    /// Prints to standard error how many fixes were applied, and with `--profile` the time of each
    /// rule.
    fn print_fixes_and_times(&self, language: Language) {
        if let Some(fixes) = &self.fixes {
            complain(&fixes.text(language));
        }
        if let Some(profile) = &self.setup.profile {
            complain(&profile.text(language));
        }
    }

    fn write(&self, run: &Run<'_>, work: &Work<'_>, reports: &mut Reports) -> Result<Summary, Failure> {
        let collection = Collection::default().measured_by(self.setup.stopwatch());
        let mut sums = Sums {
            summary: Summary::default(),
            filtered: Filtered::default(),
            ignored: Ignored::default(),
            collection,
        };
        let progress = &self.progress;
        reports.begin(run)?;
        let check = |task: &Task| self.check(task);
        let has_sets = work.tasks.iter().any(|task| task.set.is_some());
        let mut papers: Vec<FileReport> = Vec::new();
        in_order(work.tasks, self.threads, check, |task, mut report| -> Result<(), Failure> {
            if has_sets {
                // Contradictions between the papers of a set are only known after all of them have
                // been checked.
                papers.push(report);
            } else {
                progress.give_way();
                if self.finish(task, &mut report, &mut sums, run.language) {
                    self.report(run, &mut report, reports)?;
                }
            }
            progress.advance();
            Ok(())
        })?;
        progress.clear();
        let paper = |at: usize| {
            let task = &work.tasks[at];
            task.set.map(|set| (set, &*task.held.rules))
        };
        set::compare_all(&mut papers, &paper);
        for (task, mut report) in work.tasks.iter().zip(papers) {
            if self.finish(task, &mut report, &mut sums, run.language) {
                self.report(run, &mut report, reports)?;
            }
        }
        for mut report in (work.ending)(&sums.ignored)? {
            sums.summary.add(&report);
            reports.file(run, &mut report)?;
        }
        reports.end(run, &sums.summary)?;
        if self.has_baseline && !self.is_quiet {
            let text = Texts::of(run.language).filtered;
            complain(&(text(sums.filtered.accepted, sums.filtered.mended) + "\n"));
        }
        Ok(sums.summary)
    }

    /// Completes the report of a file, and counts it in the sums. Returns true if the report is to
    /// be written.
    fn finish<'s>(
        &'s self,
        task: &Task,
        report: &mut FileReport,
        sums: &mut Sums<'s>,
        language: Language,
    ) -> bool {
        Setup::accept(report, &task.held);
        self.settle(task, report, sums, language);
        let is_checked = matches!(task.action, FileAction::Check(_));
        if is_checked {
            Setup::say_if_empty(report, language);
            sums.summary.add(report);
        }
        is_checked
    }

    /// Completes the findings of a file: adds those from the comparison with earlier files, and
    /// removes accepted ones and those beyond the maximum.
    fn settle(&self, task: &Task, report: &mut FileReport, sums: &mut Sums<'_>, language: Language) {
        if self.setup.is_collection {
            sums.collection.add_under(report, &task.held);
        }
        if matches!(task.action, FileAction::Compare(_)) {
            return;
        }
        if let Ok(checked) = &mut report.outcome {
            checked.fail_on = task.held.fail_on;
        }
        sums.ignored.add(&task.held, report);
        if let Some(baseline) = &task.baseline {
            let is_compared = |rule: &str| task.set.is_some() && task.held.rules.compares_papers(rule);
            let has_run = |rule: &str| self.setup.runs(&task.held, rule) || is_compared(rule);
            let Filtered { accepted, mended } = baseline.filter(report, &has_run);
            sums.filtered.accepted += accepted;
            sums.filtered.mended += mended;
        }
        if let (Ok(checked), Some(most)) = (&mut report.outcome, task.held.limits.findings()) {
            checked.keep_first(most.get());
        }
        let Ok(checked) = &report.outcome else { return };
        for note in omitted::notes(checked, language) {
            let divider = language.pick("：", ": ");
            complain(&format!("{}{divider}{}\n", report.path, note.text));
        }
    }

    /// Writes the report of a file, and with `--diff` the changes that its fixes would make.
    fn report(&self, run: &Run<'_>, report: &mut FileReport, reports: &mut Reports) -> Result<(), Failure> {
        match self.fixes.as_ref().and_then(|fixes| fixes.diff(&report.path)) {
            Some(diff) if report.outcome.is_ok() => {
                let diff = if reports.is_terminal() { for_terminal(&diff) } else { diff };
                reports.instead(|out| out.write_all(diff.as_bytes()))?;
            }
            Some(_) => reports.instead(|out| Line.file(run, report, out))?,
            None => {}
        }
        reports.file(run, report)
    }

    fn check(&self, task: &Task) -> FileReport {
        let path = match &task.action {
            FileAction::Compare(path) => return self.setup.read(path, &task.held),
            FileAction::Check(Input::File(path)) => path.as_path(),
            FileAction::Check(Input::Stdin) => Path::new("-"),
            FileAction::Check(Input::Failed(path, problem)) => {
                let raw_path = raw(path);
                return FileReport { raw_path, ..self.setup.failed(path, problem.clone()) };
            }
        };
        let report = match &self.fixes {
            Some(fixes) => fixes.fix(path, &self.setup, &task.held),
            None => self.setup.check_as(path, &task.held, task.set.is_some()),
        };
        FileReport { raw_path: raw(path), ..report }
    }
}

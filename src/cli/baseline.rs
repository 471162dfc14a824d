//! `hegao baseline` and `hegao check --baseline`: what is accepted, in a file beside the documents.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::cli::args::BaselineOptions;
use crate::cli::report_files;
use crate::cli::setup::Setup;
use crate::cli::texts::Texts;
use crate::cli::{CLEAN, FAILED, complain};
use crate::engine::baseline::{self, Baseline, Filtered};
use crate::engine::collection::Collection;
use crate::engine::report::FileReport;
use crate::language::Language;
use crate::output::reason;
use crate::workspace::configs::Configs;
use crate::workspace::failure::Failure;
use crate::workspace::files;
use crate::workspace::outputs::destination::Destination;
use crate::workspace::outputs::{Content, Outputs, Overwrite};
use crate::workspace::walk::{Input, Inputs, inputs};

/// A baseline and where it lies; files go by their path from there.
pub(super) struct Placed {
    baseline: Baseline,
    folder: PathBuf,
    path: PathBuf,
}

impl Placed {
    /// Reads the baseline at `path`.
    pub(super) fn read(path: &Path, language: Language) -> Result<Self, Failure> {
        let refused = |reason: String| {
            Failure::File((Texts::of(language).bad_baseline)(&path.display().to_string(), &reason))
        };
        let json =
            files::settings(path).map_err(|error| refused(reason::system(&(&error).into(), language)))?;
        let baseline = Baseline::read(&json).map_err(|error| refused(reason::baseline(&error, language)))?;
        Ok(Self { baseline, ..Self::empty(path) })
    }

    fn empty(path: &Path) -> Self {
        let folder = resolved(&path.with_file_name(""));
        Self { baseline: Baseline::default(), folder, path: path.to_owned() }
    }

    /// The name that a file goes by.
    fn name(&self, file: &str) -> String {
        let absolute = resolved(Path::new(file));
        let seen = absolute.strip_prefix(&self.folder).unwrap_or(&absolute);
        let names = seen.components().map(|name| name.as_os_str().to_string_lossy());
        names.collect::<Vec<_>>().join("/")
    }

    /// Takes out of a report what is accepted.
    pub(super) fn filter(&self, report: &mut FileReport, has_run: &dyn Fn(&str) -> bool) -> Filtered {
        let name = self.name(&report.path);
        match &mut report.outcome {
            Ok(checked) => self.baseline.filter(&name, checked, has_run),
            Err(_) => Filtered::default(),
        }
    }

    fn write(&self, destination: Destination) -> Result<(), Failure> {
        let written = destination.write(self.baseline.written().as_bytes());
        written.map_err(|error| Failure::Write(self.path.display().to_string(), error))
    }
}

/// What is written.
const BASELINE: Content<'static> =
    Content { name: ["基线", "the baseline"], endings: &["json"], is_ours: is_baseline };

/// True for a file that begins as a baseline does: what stands behind may be broken, as where two branches were merged.
fn is_baseline(path: &Path) -> bool {
    // A pipe has no bytes to look at, and opening it may wait for ever.
    if !path.is_file() {
        return false;
    }
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(64).read_to_end(&mut head));
    read.is_ok() && baseline::is_head(&head)
}

/// A path without `..` and links, as far as it exists.
fn resolved(path: &Path) -> PathBuf {
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_owned())
}

/// Writes a baseline of what is found now, or takes out of one what is found no longer.
pub(super) fn run(
    options: &BaselineOptions,
    mut configs: Configs,
    language: Language,
) -> Result<u8, Failure> {
    let texts = Texts::of(language);
    let path = options.output.as_path();
    let shown = path.display().to_string();
    if is_baseline(path) && !options.prune && !options.force {
        return Err(Failure::File((texts.baseline_exists)(&shown)));
    }
    let mut placed = if options.prune { Placed::read(path, language)? } else { Placed::empty(path) };
    let before = placed.baseline.len();
    let Inputs { inputs, skipped } = inputs(&options.paths, &configs.bounds().clone(), &mut configs)?;
    for skipped in &skipped {
        complain(&format!("{}\n", skipped.text(language)));
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
        tasks.push((path, problem, held));
    }
    report_files::protect_settings(&mut outputs, &configs);
    let destination = outputs.admit(path, &BASELINE)?;
    let are_several = tasks.len() > 1;
    let setup = Setup { is_collection: are_several, ..Setup::new(options.rules.reading.options()) };
    let mut collection = Collection::default();
    let mut unreadable = 0;
    for (path, problem, held) in tasks {
        let mut report =
            problem.map_or_else(|| setup.check(&path, &held), |problem| setup.failed(&path, problem));
        if are_several {
            collection.add_under(&mut report, &held);
        }
        Setup::say_if_empty(&report, language);
        let has_run = |rule: &str| held.rules.runs(rule, are_several);
        let name = placed.name(&report.path);
        match &report.outcome {
            Ok(checked) if options.prune => placed.baseline.prune(&name, checked, &has_run),
            Ok(checked) => placed.baseline.accept(&name, checked),
            Err(reason) => {
                unreadable += 1;
                complain(&(files::failure(&report.path, reason, language) + "\n"));
            }
        }
    }
    if options.prune {
        let names: Vec<String> = placed.baseline.files().map(str::to_owned).collect();
        let gone = names.iter().filter(|name| !placed.folder.join(name).exists());
        for name in gone.cloned().collect::<Vec<_>>() {
            placed.baseline.forget(&name);
        }
    }
    placed.write(destination)?;
    let now = placed.baseline.len();
    let done =
        if options.prune { (texts.pruned)(&shown, before - now, now) } else { (texts.accepted)(&shown, now) };
    complain(&(done + "\n"));
    Ok(if unreadable == 0 { CLEAN } else { FAILED })
}

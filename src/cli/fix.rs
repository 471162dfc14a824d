//! `hegao check --fix` and `--diff`: fixes are written into the files themselves, or shown as a
//! diff. If standard input is fixed, the result is printed.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::cli::args::check::CheckOptions;
use crate::cli::setup::Setup;
use crate::cli::texts::Texts;
use crate::diagnostic::RuleId;
use crate::document::source::Source;
use crate::engine::fixing::{self, Fixed};
use crate::engine::held::Held;
use crate::engine::lint;
use crate::engine::report::{FileReport, Problem};
use crate::fix::Safety;
use crate::language::Language;
use crate::output::diff;
use crate::workspace::atomic_write;
use crate::workspace::bounds::Bounds;
use crate::workspace::files;
use crate::workspace::replace::replace;
use crate::writers::{WriteError, signature};

/// Use of the fixes: write them into the file, or show a diff.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Write,
    Show,
}

/// The fixes that a run makes, with their results so far.
pub(super) struct Fixes {
    mode: Mode,
    least: Safety,
    /// Folders within which links are followed to the file that is written.
    bounds: Bounds,
    /// True if signed documents are fixed too (`--force`); they then lose their signatures.
    may_lose_signatures: bool,
    outcome: Mutex<Outcome>,
}

/// Results of the fixes in all files so far.
#[derive(Default)]
struct Outcome {
    applied: usize,
    left: usize,
    /// Files whose fixes undo each other, with the rules of these fixes.
    fighting: BTreeMap<String, BTreeSet<String>>,
    /// Folders in which a file was written. Unfinished files of killed runs are removed once from
    /// each.
    folders: BTreeSet<PathBuf>,
    /// Files that lost their signatures because they were fixed.
    unsigned: BTreeSet<String>,
    /// Files in which safe fixes were not applied because they would have caused other findings,
    /// with the rules of these fixes.
    held_back: BTreeMap<String, BTreeSet<String>>,
    /// The diff of each changed file.
    diffs: BTreeMap<String, String>,
    /// The text from standard input after its fixes, or as it was.
    printed: Vec<u8>,
}

impl Fixes {
    /// The fixes that `options` request; `None` if they request none.
    pub(super) fn new(options: &CheckOptions, bounds: &Bounds) -> Option<Self> {
        let mode = match (options.fix, options.diff) {
            (true, _) => Mode::Write,
            (false, true) => Mode::Show,
            (false, false) => return None,
        };
        let least = if options.unsafe_fixes { Safety::Unsafe } else { Safety::Safe };
        let may_lose_signatures = options.overwrite;
        let bounds = bounds.clone();
        Some(Self { mode, least, bounds, may_lose_signatures, outcome: Mutex::default() })
    }

    /// Fixes the file `path`, or computes the diff, and returns its report: the findings that
    /// remain, or with a diff the findings before the fixes. Fixed standard input is kept in
    /// memory, to be printed later.
    pub(super) fn fix(&self, path: &Path, setup: &Setup<'_>, held: &Held) -> FileReport {
        if self.mode == Mode::Write && path.as_os_str() == "-" {
            return self.fix_stdin(setup, held);
        }
        let (source, reading) = match files::load(path, setup.wanted(held)) {
            Ok(loaded) => loaded,
            Err(problem) => return setup.failed(path, problem),
        };
        let conditions = setup.conditions(held, reading);
        let mut fixed = fixing::fix(&source, &held.rules, &conditions, Some(self.least));
        if self.mode == Mode::Write {
            return match self.write(path, &source, &mut fixed) {
                Ok(()) => fixed.report,
                Err(problem) => setup.failed(path, problem),
            };
        }
        self.count(&source.name, &fixed);
        if fixed.bytes.is_none() {
            return fixed.report;
        }
        let report = lint::check(&source, &held.rules, &conditions);
        if let (Ok(before), Ok(after)) = (&report.outcome, &fixed.report.outcome) {
            let shown = diff::unified(&report.path, before.document.view(), after.document.view());
            self.outcome().diffs.insert(report.path.clone(), shown);
        }
        report
    }

    /// Fixes standard input. Input that cannot be read or fixed is printed unchanged, because the
    /// next program in the pipe reads it.
    fn fix_stdin(&self, setup: &Setup<'_>, held: &Held) -> FileReport {
        let wanted = setup.wanted(held);
        let files::Piped { bytes, problem } = files::piped(wanted.most);
        let mended = problem.map_or_else(|| self.mended(bytes.clone(), setup, held), Err);
        let (new, report) = match mended {
            Ok(Fixed { bytes: new, report, .. }) => (new, report),
            Err(problem) => (None, setup.failed(Path::new("-"), problem)),
        };
        self.outcome().printed = new.unwrap_or(bytes);
        report
    }

    /// Fixes the document from standard input, and counts the fixes.
    fn mended(&self, bytes: Vec<u8>, setup: &Setup<'_>, held: &Held) -> Result<Fixed, Problem> {
        let name = setup.stdin_name.unwrap_or("-").to_owned();
        let (source, reading) = files::converted(Source { name, bytes }, setup.wanted(held))?;
        let conditions = setup.conditions(held, reading);
        let mut fixed = fixing::fix(&source, &held.rules, &conditions, Some(self.least));
        if self.unsign(&source, &mut fixed)? {
            self.outcome().unsigned.insert(source.name.clone());
        }
        self.count(&source.name, &fixed);
        Ok(fixed)
    }

    /// Prints standard input with its fixes, followed by the part of it that was not read.
    ///
    /// # Errors
    /// If writing fails, or reading the rest.
    pub(super) fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(&std::mem::take(&mut self.outcome().printed))?;
        io::copy(&mut io::stdin().lock(), out)?;
        out.flush()
    }

    /// Writes the fixed file, if anything changed, and counts its fixes. Fixes of a file that
    /// cannot be written are not counted.
    fn write(&self, path: &Path, source: &Source, fixed: &mut Fixed) -> Result<(), Problem> {
        let had_signature = self.unsign(source, fixed)?;
        if let Some(new) = &fixed.bytes {
            self.enter(path);
            replace(path, &self.bounds, &source.bytes, new)?;
        }
        if had_signature {
            self.outcome().unsigned.insert(source.name.clone());
        }
        self.count(&source.name, fixed);
        Ok(())
    }

    /// Removes the signature from the bytes to write, if the options allow that. Returns true if
    /// there was a signature.
    fn unsign(&self, source: &Source, fixed: &mut Fixed) -> Result<bool, Problem> {
        let (Some(new), Ok(checked)) = (&mut fixed.bytes, &fixed.report.outcome) else { return Ok(false) };
        let is_signed = signature::is_signed(source, checked.document.origin().format)?;
        if is_signed {
            if !self.may_lose_signatures {
                return Err(Problem::Unwritten(WriteError::Signed));
            }
            *new = signature::unsigned(new)?;
        }
        Ok(is_signed)
    }

    /// Removes unfinished files that killed runs left in the folder of `path`, once per folder.
    fn enter(&self, path: &Path) {
        let folder = atomic_write::folder(path);
        if self.outcome().folders.insert(folder.to_owned()) {
            atomic_write::remove_abandoned(folder);
        }
    }

    /// True if the run prints a diff instead of a report.
    pub(super) fn are_shown(&self) -> bool {
        self.mode == Mode::Show
    }

    /// The diff of a file; `None` unless diffs are printed instead of a report.
    pub(super) fn diff(&self, path: &str) -> Option<String> {
        self.are_shown().then(|| self.outcome().diffs.remove(path).unwrap_or_default())
    }

    /// Numbers of applied and of remaining fixes, in words, one line each.
    pub(super) fn text(&self, language: Language) -> String {
        let texts = Texts::of(language);
        let outcome = self.outcome();
        let counts = match self.mode {
            Mode::Write => (texts.fixed)(outcome.applied, outcome.left),
            Mode::Show => (texts.fixable)(outcome.applied, outcome.left),
        };
        let mut text = counts + "\n";
        for path in &outcome.unsigned {
            text += &((texts.unsigned)(path) + "\n");
        }
        let held_back = if self.least == Safety::Unsafe { texts.no_gain } else { texts.held_back };
        for (files, told) in [(&outcome.fighting, texts.fighting), (&outcome.held_back, held_back)] {
            for (path, rules) in files {
                let rules: Vec<&str> = rules.iter().map(String::as_str).collect();
                text += &(told(path, &rules.join(language.pick("、", ", "))) + "\n");
            }
        }
        text
    }

    fn count(&self, path: &str, fixed: &Fixed) {
        let mut outcome = self.outcome();
        outcome.applied += fixed.applied;
        outcome.left += fixed.left;
        let names = |rules: &[RuleId]| rules.iter().map(ToString::to_string).collect();
        if !fixed.fighting.is_empty() {
            outcome.fighting.insert(path.to_owned(), names(&fixed.fighting));
        }
        if !fixed.held_back.is_empty() {
            outcome.held_back.insert(path.to_owned(), names(&fixed.held_back));
        }
    }

    fn outcome(&self) -> MutexGuard<'_, Outcome> {
        // The counts stay valid even if the thread of another file panicked.
        self.outcome.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

//! `hegao check --fix` and `--diff`: fixes written into the files themselves, or shown. Standard input is printed with its fixes.

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
use crate::workspace::bounds::Bounds;
use crate::workspace::files;
use crate::workspace::replace::replace;
use crate::workspace::whole;
use crate::writers::{WriteError, signature};

/// What is done with fixes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Write,
    Show,
}

/// The fixes of a run.
pub(super) struct Fixes {
    mode: Mode,
    least: Safety,
    /// No further than these are links followed to what is written.
    bounds: Bounds,
    /// Signed documents are mended too.
    may_lose_signatures: bool,
    outcome: Mutex<Outcome>,
}

/// What came of them.
#[derive(Default)]
struct Outcome {
    applied: usize,
    left: usize,
    /// Files whose fixes undo each other, and the rules.
    fighting: BTreeMap<String, BTreeSet<String>>,
    /// Folders that were written to.
    folders: BTreeSet<PathBuf>,
    /// Files that lost their signatures.
    unsigned: BTreeSet<String>,
    /// Files in which safe fixes would have brought up other findings, and their rules.
    held_back: BTreeMap<String, BTreeSet<String>>,
    /// What would change, by file.
    diffs: BTreeMap<String, String>,
    /// Standard input with its fixes, or as it was.
    printed: Vec<u8>,
}

impl Fixes {
    /// The fixes that `options` ask for.
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

    /// Mends the file `path`, or shows how, and says what there is to find in it: what is left, or what there was.
    /// Standard input with its fixes is kept, to be printed.
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

    /// Mends standard input. What cannot be read or mended is printed as it is, for the next program reads it.
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

    /// The document that came through standard input, mended and counted.
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

    /// Prints standard input with its fixes, with all that was not read of it.
    ///
    /// # Errors
    /// If it cannot be written, or no longer be read.
    pub(super) fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(&std::mem::take(&mut self.outcome().printed))?;
        io::copy(&mut io::stdin().lock(), out)?;
        out.flush()
    }

    /// Writes what was mended, if anything was, and counts it. Nothing is counted of a file that could not be written.
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

    /// Takes the signature out of what is to be written, if that may be lost. True if there was one.
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

    /// Removes unfinished files of runs that were killed from the folder of `path`, once.
    fn enter(&self, path: &Path) {
        let folder = whole::folder(path);
        if self.outcome().folders.insert(folder.to_owned()) {
            whole::remove_abandoned(folder);
        }
    }

    /// True where changes are printed instead of a report.
    pub(super) fn are_shown(&self) -> bool {
        self.mode == Mode::Show
    }

    /// What would change in a file, where that is to be shown instead of a report.
    pub(super) fn diff(&self, path: &str) -> Option<String> {
        self.are_shown().then(|| self.outcome().diffs.remove(path).unwrap_or_default())
    }

    /// How many were applied and how many were left, in words, a line each.
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
        // Counts stay right where another file's thread was lost.
        self.outcome.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

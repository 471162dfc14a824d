//! `hegao check --fix`: safe fixes written into the files themselves.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::cli::files;
use crate::cli::language::Texts;
use crate::cli::replace::replace;
use crate::cli::setup::Setup;
use crate::engine::fixing;
use crate::engine::report::FileReport;
use crate::facts::vocabulary::Vocabulary;
use crate::fix::Safety;
use crate::rule::Language;

/// What came of the fixes of a run.
#[derive(Default)]
pub(super) struct Fixes {
    applied: AtomicUsize,
    left: AtomicUsize,
}

impl Fixes {
    /// Mends the file `path` and says what is left to find in it. Standard input has no file to write to.
    pub(super) fn fix(&self, path: &Path, setup: &Setup<'_>, vocabulary: &Vocabulary) -> FileReport {
        let loaded = files::load(path, setup.stdin_name, &setup.reading);
        let (source, reading) = match loaded {
            Ok(loaded) => loaded,
            Err(problem) => return setup.failed(path, problem),
        };
        let conditions = setup.conditions(vocabulary, reading);
        let old = source.bytes.clone();
        let least = if path.as_os_str() == "-" { None } else { Some(Safety::Safe) };
        let fixed = fixing::fix(source, &setup.rules, &conditions, least);
        if let Some(new) = &fixed.bytes
            && let Err(problem) = replace(path, &old, new)
        {
            return setup.failed(path, problem);
        }
        self.applied.fetch_add(fixed.applied, Ordering::Relaxed);
        self.left.fetch_add(fixed.left, Ordering::Relaxed);
        fixed.report
    }

    /// How many were applied and how many were left, in words.
    pub(super) fn text(&self, language: Language) -> String {
        let count = |counter: &AtomicUsize| counter.load(Ordering::Relaxed);
        (Texts::of(language).fixed)(count(&self.applied), count(&self.left))
    }
}

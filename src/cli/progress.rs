//! Progress of a long run, on a terminal.

use std::io::{self, IsTerminal};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::cli::texts::Texts;
use crate::language::Language;
use crate::workspace::stderr::show_progress;

/// Minimum duration of a run before it shows its progress.
const PATIENCE: Duration = Duration::from_secs(1);
/// Minimum time between two updates of the progress.
const PAUSE: Duration = Duration::from_millis(100);

/// A line on standard error with the progress of a long run, only on a terminal. Threads that check
/// and threads that convert share it.
pub(super) struct Progress {
    texts: Texts,
    all: usize,
    is_terminal: bool,
    /// True if reports are printed to the same terminal.
    is_shared: bool,
    line: Mutex<Line>,
}

struct Line {
    /// Earliest time at which the line is updated again.
    due: Instant,
    done: usize,
    is_shown: bool,
}

impl Progress {
    /// Creates the progress of a run over `all` files. A quiet run shows none.
    pub(super) fn new(language: Language, all: usize, is_quiet: bool) -> Self {
        Self {
            texts: Texts::of(language),
            all,
            is_terminal: !is_quiet && io::stderr().is_terminal(),
            is_shared: io::stdout().is_terminal(),
            line: Mutex::new(Line { due: Instant::now() + PATIENCE, done: 0, is_shown: false }),
        }
    }

    /// Clears the line with the progress, so that a report can be printed there.
    pub(super) fn give_way(&self) {
        if self.is_shared {
            self.clear();
            // Converting threads must not draw over the report either.
            self.line().due = Instant::now() + PAUSE;
        }
    }

    /// Counts a finished file.
    pub(super) fn advance(&self) {
        let mut line = self.line();
        line.done += 1;
        let done = line.done;
        self.show(&mut line, &(self.texts.progress)(done, self.all));
    }

    /// Shows how many files another program has converted (`done`), of those that it has to convert
    /// (`all`).
    pub(super) fn converted(&self, done: usize, all: usize) {
        self.show(&mut self.line(), &(self.texts.converted)(done, all));
    }

    /// Removes the line with the progress.
    pub(super) fn clear(&self) {
        if std::mem::take(&mut self.line().is_shown) {
            show_progress("\r\x1b[K");
        }
    }

    fn show(&self, line: &mut Line, text: &str) {
        if self.is_terminal && Instant::now() > line.due {
            // The previous text may have been longer.
            show_progress(&format!("\r{text}\x1b[K"));
            line.due = Instant::now() + PAUSE;
            line.is_shown = true;
        }
    }

    fn line(&self) -> MutexGuard<'_, Line> {
        // The state is overwritten anyway, even if a panicking thread left it incomplete.
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

//! How far a long run is, on a terminal.

use std::io::{self, IsTerminal};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::cli::texts::Texts;
use crate::language::Language;
use crate::workspace::stderr::show_progress;

/// How long a run is silent before it shows its progress.
const PATIENCE: Duration = Duration::from_secs(1);
/// How long what it shows stays as it is.
const PAUSE: Duration = Duration::from_millis(100);

/// A line on standard error that says how far a long run is; on a terminal only. Threads that check and those that convert share it.
pub(super) struct Progress {
    texts: Texts,
    all: usize,
    is_terminal: bool,
    /// Reports go to the terminal too.
    is_shared: bool,
    line: Mutex<Line>,
}

struct Line {
    /// When it is shown next.
    due: Instant,
    done: usize,
    is_shown: bool,
}

impl Progress {
    /// Progress over `all` files; nothing is shown of a quiet run.
    pub(super) fn new(language: Language, all: usize, is_quiet: bool) -> Self {
        Self {
            texts: Texts::of(language),
            all,
            is_terminal: !is_quiet && io::stderr().is_terminal(),
            is_shared: io::stdout().is_terminal(),
            line: Mutex::new(Line { due: Instant::now() + PATIENCE, done: 0, is_shown: false }),
        }
    }

    /// Makes room for a report.
    pub(super) fn give_way(&self) {
        if self.is_shared {
            self.clear();
            // Threads that convert leave the report alone too.
            self.line().due = Instant::now() + PAUSE;
        }
    }

    /// Another file is done.
    pub(super) fn advance(&self) {
        let mut line = self.line();
        line.done += 1;
        let done = line.done;
        self.show(&mut line, &(self.texts.progress)(done, self.all));
    }

    /// So many files were converted by another program, of all that it reads.
    pub(super) fn converted(&self, done: usize, all: usize) {
        self.show(&mut self.line(), &(self.texts.converted)(done, all));
    }

    /// Leaves nothing behind.
    pub(super) fn clear(&self) {
        if std::mem::take(&mut self.line().is_shown) {
            show_progress("\r\x1b[K");
        }
    }

    fn show(&self, line: &mut Line, text: &str) {
        if self.is_terminal && Instant::now() > line.due {
            // The line before may have been longer.
            show_progress(&format!("\r{text}\x1b[K"));
            line.due = Instant::now() + PAUSE;
            line.is_shown = true;
        }
    }

    fn line(&self) -> MutexGuard<'_, Line> {
        // Whatever a thread left in it is shown over.
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

//! How far a long run is, on a terminal.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use crate::cli::texts::Texts;
use crate::language::Language;
use crate::workspace::stderr::show_progress;

/// How long a run is silent before it shows its progress.
const PATIENCE: Duration = Duration::from_secs(1);
/// How long what it shows stays as it is.
const PAUSE: Duration = Duration::from_millis(100);

/// A line on standard error that says how far a long run is; on a terminal only.
pub(super) struct Progress {
    texts: Texts,
    /// When it is shown next.
    due: Instant,
    done: usize,
    all: usize,
    is_terminal: bool,
    /// Reports go to the terminal too.
    is_shared: bool,
    is_shown: bool,
}

impl Progress {
    /// Progress over `all` files; nothing is shown of a quiet run.
    pub(super) fn new(language: Language, all: usize, is_quiet: bool) -> Self {
        Self {
            texts: Texts::of(language),
            due: Instant::now() + PATIENCE,
            done: 0,
            all,
            is_terminal: !is_quiet && io::stderr().is_terminal(),
            is_shared: io::stdout().is_terminal(),
            is_shown: false,
        }
    }

    /// Makes room for a report.
    pub(super) fn give_way(&mut self) {
        if self.is_shared {
            self.clear();
        }
    }

    /// Another file is done.
    pub(super) fn advance(&mut self) {
        self.done += 1;
        if self.is_terminal && Instant::now() > self.due {
            show_progress(&format!("\r{}", (self.texts.progress)(self.done, self.all)));
            self.due = Instant::now() + PAUSE;
            self.is_shown = true;
        }
    }

    /// Leaves nothing behind.
    pub(super) fn clear(&mut self) {
        if std::mem::take(&mut self.is_shown) {
            show_progress("\r\x1b[K");
        }
    }
}

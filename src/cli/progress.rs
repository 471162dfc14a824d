//! How far a long run is, on a terminal.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use crate::cli::draw;
use crate::cli::texts::Texts;
use crate::rule::Language;

/// How long a run is silent before it shows its progress.
const PATIENCE: Duration = Duration::from_secs(1);

/// A line on standard error that says how far a long run is; on a terminal only.
pub(super) struct Progress {
    texts: Texts,
    started: Instant,
    done: usize,
    all: usize,
    is_terminal: bool,
    is_shown: bool,
}

impl Progress {
    pub(super) fn new(language: Language, all: usize) -> Self {
        let is_terminal = io::stderr().is_terminal();
        Self {
            texts: Texts::of(language),
            started: Instant::now(),
            done: 0,
            all,
            is_terminal,
            is_shown: false,
        }
    }

    pub(super) fn advance(&mut self, files: usize) {
        self.done += files;
        if self.is_terminal && self.started.elapsed() > PATIENCE {
            draw(&format!("\r{}", (self.texts.progress)(self.done, self.all)));
            self.is_shown = true;
        }
    }

    pub(super) fn clear(&self) {
        if self.is_shown {
            draw("\r\x1b[K");
        }
    }
}

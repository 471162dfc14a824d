//! The background thread of the language server. It checks long documents, so that others need not
//! wait for them, and compares the papers of sets after a pause in editing. Its results go through
//! the main loop to the worker, which drops stale ones.

mod comparison;
mod papers;

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError};
use std::time::{Duration, Instant};

use crate::lsp::background::comparison::Papers;
use crate::lsp::configurations::DocumentSetup;
use crate::lsp::documents::Snapshot;
use crate::lsp::positions::Encoding;
use crate::lsp::report::Report;
use crate::lsp::tasks::{LateReport, Outcome};

/// A job for the background thread.
pub(super) enum Job {
    /// Check a long document.
    Check(OpenPaper),
    /// Compare the papers of sets. Replaces an earlier job of this kind.
    Compare(Comparison),
}

/// An open document, and the setup to check it with.
pub(super) struct OpenPaper {
    pub(super) snapshot: Snapshot,
    pub(super) setup: DocumentSetup,
}

/// Data for comparing the open papers of all sets.
pub(super) struct Comparison {
    /// Pause in editing that must pass before the papers are compared.
    pub(super) quiet: Duration,
    pub(super) papers: Vec<OpenPaper>,
    /// True if files may have been created or deleted since the last comparison. Folders are walked
    /// only in that case, not after each edit.
    pub(super) is_disk_touched: bool,
}

/// Error that ends the thread: the other end of a channel is closed.
struct Disconnected;

/// The background thread with its state.
pub(super) struct Background {
    jobs: Receiver<Job>,
    outcomes: Sender<Outcome>,
    encoding: Encoding,
    checks: VecDeque<OpenPaper>,
    /// The pending comparison, and the time when it is due.
    comparison: Option<(Instant, Comparison)>,
    papers: Papers,
}

impl Background {
    /// Creates the background thread's state. It takes `jobs`, and sends its results to `outcomes`.
    pub(super) fn new(jobs: Receiver<Job>, outcomes: Sender<Outcome>, encoding: Encoding) -> Self {
        let (checks, papers) = (VecDeque::new(), Papers::new(encoding));
        Self { jobs, outcomes, encoding, checks, comparison: None, papers }
    }

    /// Works until the worker closes the job channel.
    pub(super) fn run(mut self) {
        while self.step().is_ok() {}
    }

    /// Takes all waiting jobs, then does one unit of work.
    fn step(&mut self) -> Result<(), Disconnected> {
        self.wait()?;
        self.take_all()?;
        self.work(Instant::now())
    }

    /// Does the same as `step`, but without blocking and without waiting for a pause in editing.
    /// Returns `false` if there was nothing to do.
    pub(super) fn step_without_waiting(&mut self) -> bool {
        // In a rehearsal the other end of the channel is always open.
        let _ = self.take_all();
        let has_work = !self.checks.is_empty() || self.comparison.is_some();
        let due = self.comparison.as_ref().map_or_else(Instant::now, |(due, _)| *due);
        has_work && self.work(due).is_ok()
    }

    /// Blocks until a job arrives or the comparison is due.
    fn wait(&mut self) -> Result<(), Disconnected> {
        if !self.checks.is_empty() {
            return Ok(());
        }
        let job = match &self.comparison {
            None => self.jobs.recv().map_err(|_| Disconnected)?,
            Some((due, _)) => match self.jobs.recv_timeout(due.saturating_duration_since(Instant::now())) {
                Ok(job) => job,
                Err(RecvTimeoutError::Timeout) => return Ok(()),
                Err(RecvTimeoutError::Disconnected) => return Err(Disconnected),
            },
        };
        self.take(job);
        Ok(())
    }

    fn take_all(&mut self) -> Result<(), Disconnected> {
        loop {
            match self.jobs.try_recv() {
                Ok(job) => self.take(job),
                Err(TryRecvError::Empty) => return Ok(()),
                Err(TryRecvError::Disconnected) => return Err(Disconnected),
            }
        }
    }

    fn take(&mut self, job: Job) {
        match job {
            Job::Check(paper) => {
                self.checks.retain(|earlier| earlier.snapshot.uri != paper.snapshot.uri);
                self.checks.push_back(paper);
            }
            Job::Compare(mut comparison) => {
                let earlier = self.comparison.as_ref().is_some_and(|(_, earlier)| earlier.is_disk_touched);
                comparison.is_disk_touched |= earlier;
                self.comparison = Some((Instant::now() + comparison.quiet, comparison));
            }
        }
    }

    /// Does one unit of work: checks one document if any waits, else compares the papers if the
    /// pause in editing was long enough.
    fn work(&mut self, now: Instant) -> Result<(), Disconnected> {
        if let Some(OpenPaper { snapshot, setup }) = self.checks.pop_front() {
            let (revision, held) = (snapshot.revision, setup.held.clone());
            let uri = snapshot.uri.clone();
            let check = AssertUnwindSafe(|| Box::new(Report::new(snapshot, setup, self.encoding)));
            // A panic inside the rules is already a `Problem` of the report. This catches panics
            // elsewhere.
            let report = catch_unwind(check).ok();
            return self.send(Outcome::Checked(LateReport { uri, revision, held, report }));
        }
        let Some((due, comparison)) = self.comparison.take() else { return Ok(()) };
        if now < due {
            self.comparison = Some((due, comparison));
            return Ok(());
        }
        self.compare(due, comparison)
    }

    /// Compares the papers of all sets, unless another job arrives in the meantime.
    fn compare(&mut self, due: Instant, comparison: Comparison) -> Result<(), Disconnected> {
        let mut papers = std::mem::replace(&mut self.papers, Papers::new(self.encoding));
        let compared = catch_unwind(AssertUnwindSafe(|| {
            papers.compare(&comparison, &mut || {
                // A closed channel is detected by the next step.
                let _ = self.take_all();
                self.comparison.is_some() || !self.checks.is_empty()
            })
        }));
        let Ok(compared) = compared else {
            // After a panic, the papers read so far are dropped because they may be inconsistent.
            // The next edit starts another comparison.
            return self.send(Outcome::Logged("an internal fault in comparing documents".to_owned()));
        };
        for outcome in papers.take_messages() {
            self.send(outcome)?;
        }
        self.papers = papers;
        match compared {
            Some(companies) => self.send(Outcome::Compared(companies)),
            None => {
                // An edit or a long document arrived. The papers read so far are kept.
                let is_disk_touched = comparison.is_disk_touched;
                let (_, next) = self.comparison.get_or_insert((due, comparison));
                next.is_disk_touched |= is_disk_touched;
                Ok(())
            }
        }
    }

    fn send(&self, outcome: Outcome) -> Result<(), Disconnected> {
        self.outcomes.send(outcome).map_err(|_| Disconnected)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::time::Duration;

    use super::{Background, Comparison, Job};
    use crate::lsp::positions::Encoding;
    use crate::lsp::tasks::Outcome;

    #[test]
    fn of_several_comparisons_the_last_is_made_and_folders_are_walked_if_any_asks_for_it() {
        let (jobs, received) = mpsc::channel();
        let (outcomes, heard) = mpsc::channel();
        let mut background = Background::new(received, outcomes, Encoding::Utf16);
        for is_disk_touched in [true, false] {
            let comparison =
                Comparison { quiet: Duration::from_mins(1), papers: Vec::new(), is_disk_touched };
            jobs.send(Job::Compare(comparison)).unwrap();
        }
        assert!(background.take_all().is_ok());
        assert!(background.comparison.as_ref().is_some_and(|(_, comparison)| comparison.is_disk_touched));
        assert!(background.step_without_waiting() && !background.step_without_waiting());
        let said: Vec<Outcome> = heard.try_iter().collect();
        assert!(matches!(said.as_slice(), [Outcome::Compared(companies)] if companies.is_empty()));
    }
}

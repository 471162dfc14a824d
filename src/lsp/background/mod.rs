//! The second thread: it checks long documents, so that the others do not wait for them, and compares the papers of sets when nothing
//! was edited for a while. What it finds goes through the main loop to the worker, which drops what is stale.

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

/// Work for the second thread.
pub(super) enum Job {
    /// To check a long document.
    Check(OpenPaper),
    /// To compare the papers of sets; an earlier order of this kind is forgotten.
    Compare(Comparison),
}

/// An open document and what it is checked with.
pub(super) struct OpenPaper {
    pub(super) snapshot: Snapshot,
    pub(super) setup: DocumentSetup,
}

/// The open papers of all sets.
pub(super) struct Comparison {
    /// Time to wait for another edit.
    pub(super) quiet: Duration,
    pub(super) papers: Vec<OpenPaper>,
    /// Files may have come or gone since the last comparison. Folders are walked only then, and not after each edit.
    pub(super) is_disk_touched: bool,
}

/// The other end of a channel is gone: there is nothing to do any more.
struct Disconnected;

/// The second thread.
pub(super) struct Background {
    jobs: Receiver<Job>,
    outcomes: Sender<Outcome>,
    encoding: Encoding,
    checks: VecDeque<OpenPaper>,
    /// The comparison to be made, and the time from which on it is.
    comparison: Option<(Instant, Comparison)>,
    papers: Papers,
}

impl Background {
    /// Does what `jobs` ask for, and says to `outcomes` what came of it.
    pub(super) fn new(jobs: Receiver<Job>, outcomes: Sender<Outcome>, encoding: Encoding) -> Self {
        let (checks, papers) = (VecDeque::new(), Papers::new(encoding));
        Self { jobs, outcomes, encoding, checks, comparison: None, papers }
    }

    /// Works until nobody asks for anything any more.
    pub(super) fn run(mut self) {
        while self.step().is_ok() {}
    }

    /// Takes all jobs, and does one thing.
    fn step(&mut self) -> Result<(), Disconnected> {
        self.wait()?;
        self.take_all()?;
        self.work(Instant::now())
    }

    /// The same, but waits for nothing, not even for a quiet moment; `false` where there is nothing to do.
    pub(super) fn step_without_waiting(&mut self) -> bool {
        // A rehearsal has the other end in its hands.
        let _ = self.take_all();
        let has_work = !self.checks.is_empty() || self.comparison.is_some();
        let due = self.comparison.as_ref().map_or_else(Instant::now, |(due, _)| *due);
        has_work && self.work(due).is_ok()
    }

    /// Waits for a job, or until the comparison is due.
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

    /// Checks a document if there is one, else compares if the time has come.
    fn work(&mut self, now: Instant) -> Result<(), Disconnected> {
        if let Some(OpenPaper { snapshot, setup }) = self.checks.pop_front() {
            let (revision, held) = (snapshot.revision, setup.held.clone());
            let uri = snapshot.uri.clone();
            let check = AssertUnwindSafe(|| Box::new(Report::new(snapshot, setup, self.encoding)));
            // What panics in a check is a problem of its document already.
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

    /// Compares the papers of all sets, unless something else comes meanwhile.
    fn compare(&mut self, due: Instant, comparison: Comparison) -> Result<(), Disconnected> {
        let mut papers = std::mem::replace(&mut self.papers, Papers::new(self.encoding));
        let compared = catch_unwind(AssertUnwindSafe(|| {
            papers.compare(&comparison, &mut || {
                // That nobody asks any more is seen by the next step.
                let _ = self.take_all();
                self.comparison.is_some() || !self.checks.is_empty()
            })
        }));
        let Ok(compared) = compared else {
            // Without what it has read, for that may be broken. The next edit has it try again.
            return self.send(Outcome::Logged("an internal fault in comparing documents".to_owned()));
        };
        for outcome in papers.take_messages() {
            self.send(outcome)?;
        }
        self.papers = papers;
        match compared {
            Some(companies) => self.send(Outcome::Compared(companies)),
            None => {
                // An edit came, or a long document; what was read so far is kept.
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

//! Runs one query on many documents in several threads, while the interpreter is released.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use hegao::{Contents, Error};
use pyo3::IntoPyObjectExt;
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;

use crate::answer::Answer;
use crate::document::Document;
use crate::failure::Failure;

/// Interval at which Python may handle signals, such as Ctrl-C, during a long run.
const PATIENCE: Duration = Duration::from_millis(100);

/// The result or the error for one document.
pub(crate) type Outcome<A = Answer> = Result<A, Failure>;
/// A function that is run on each document, such as a check.
pub(crate) type Question<A> = fn(&hegao::Linter, &str, Contents) -> Result<A, Error>;

/// Documents, and the function that is run on each of them.
pub(crate) struct Batch<'d, A> {
    pub(crate) documents: &'d [Document],
    pub(crate) question: Question<A>,
}

/// Runs a query on each document of a batch in up to `jobs` threads. Returns an answer or an
/// exception for each, in their order. `progress` is called in the calling thread after each
/// document. An exception that it raises, or a signal, ends the run after the documents in
/// progress.
pub(crate) fn ask<A: Send + for<'py> IntoPyObject<'py>>(
    py: Python<'_>,
    linter: &hegao::Linter,
    batch: Batch<'_, A>,
    jobs: usize,
    progress: Option<&Py<PyAny>>,
) -> PyResult<Vec<Py<PyAny>>> {
    let Batch { documents, question } = batch;
    let (next, is_over) = (AtomicUsize::new(0), AtomicBool::new(false));
    let work = Work { linter, documents, question, next, is_over };
    let outcomes = py.detach(|| work.run(jobs, progress))?;
    objects(py, outcomes.into_iter().flatten())
}

/// Converts each outcome to an answer or an exception.
pub(crate) fn objects<A: for<'py> IntoPyObject<'py>>(
    py: Python<'_>,
    outcomes: impl Iterator<Item = Outcome<A>>,
) -> PyResult<Vec<Py<PyAny>>> {
    let objects = outcomes.map(|outcome| match outcome {
        Ok(answer) => answer.into_py_any(py),
        Err(failure) => failure.exception(py).map(Bound::unbind),
    });
    objects.collect()
}

struct Work<'a, A> {
    linter: &'a hegao::Linter,
    documents: &'a [Document],
    question: Question<A>,
    /// Index of the first document that no thread has taken.
    next: AtomicUsize,
    /// True if no more documents are to be started.
    is_over: AtomicBool,
}

impl<A: Send> Work<'_, A> {
    fn run(&self, jobs: usize, progress: Option<&Py<PyAny>>) -> PyResult<Vec<Option<Outcome<A>>>> {
        let (done, results) = mpsc::channel();
        thread::scope(|scope| {
            let mut threads = 0;
            for _ in 0..jobs.min(self.documents.len()) {
                let done = done.clone();
                // If the system provides fewer threads, those do the work.
                match thread::Builder::new().spawn_scoped(scope, move || self.take_documents(&done)) {
                    Ok(_) => threads += 1,
                    Err(_) if threads > 0 => break,
                    Err(error) => return Err(PyRuntimeError::new_err(format!("no thread: {error}"))),
                }
            }
            drop(done);
            let collected = self.collect(&results, progress);
            self.is_over.store(true, Ordering::Relaxed);
            collected
        })
    }

    /// Takes documents until none are left. Runs in a thread of its own.
    fn take_documents(&self, done: &Sender<(usize, Outcome<A>)>) {
        while !self.is_over.load(Ordering::Relaxed) {
            let at = self.next.fetch_add(1, Ordering::Relaxed);
            let Some(document) = self.documents.get(at) else { return };
            if done.send((at, document.ask(self.linter, self.question))).is_err() {
                return;
            }
        }
    }

    /// Puts results in order, reports progress, and lets Python handle its signals.
    fn collect(
        &self,
        results: &Receiver<(usize, Outcome<A>)>,
        progress: Option<&Py<PyAny>>,
    ) -> PyResult<Vec<Option<Outcome<A>>>> {
        let total = self.documents.len();
        let mut outcomes: Vec<Option<Outcome<A>>> = (0..total).map(|_| None).collect();
        let (mut count, mut asked) = (0, Instant::now());
        loop {
            match results.recv_timeout(PATIENCE) {
                Ok((at, outcome)) => {
                    outcomes[at] = Some(outcome);
                    count += 1;
                    if let Some(progress) = progress {
                        Python::attach(|py| progress.call1(py, (count, total)))?;
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Ok(outcomes),
            }
            if asked.elapsed() >= PATIENCE {
                Python::attach(|py| py.check_signals())?;
                asked = Instant::now();
            }
        }
    }
}

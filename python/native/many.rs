//! Many documents, each asked the same question by several threads while the interpreter is free.

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

/// Time between two questions to Python for a signal, as Ctrl-C.
const PATIENCE: Duration = Duration::from_millis(100);

/// The answer or the error of a document.
pub(crate) type Outcome<A = Answer> = Result<A, Failure>;
/// A question about one document.
type Question<A> = fn(&hegao::Linter, &str, Contents) -> Result<A, Error>;

/// Asks about each of `documents` by up to `jobs` threads and returns an answer or an exception for each, in their order. `progress` is
/// called in the calling thread after each document. What it raises, and a signal, ends the run after the documents at hand.
pub(crate) fn ask<A: Send + for<'py> IntoPyObject<'py>>(
    py: Python<'_>,
    linter: &hegao::Linter,
    (documents, question): (&[Document], Question<A>),
    (jobs, progress): (usize, Option<&Py<PyAny>>),
) -> PyResult<Vec<Py<PyAny>>> {
    let (next, is_over) = (AtomicUsize::new(0), AtomicBool::new(false));
    let work = Work { linter, documents, question, next, is_over };
    let outcomes = py.detach(|| work.run(jobs, progress))?;
    objects(py, outcomes.into_iter().flatten())
}

/// An answer or an exception for each outcome.
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
    /// The first document that no thread took.
    next: AtomicUsize,
    /// True if no thread is to take another one.
    is_over: AtomicBool,
}

impl<A: Send> Work<'_, A> {
    fn run(&self, jobs: usize, progress: Option<&Py<PyAny>>) -> PyResult<Vec<Option<Outcome<A>>>> {
        let (done, results) = mpsc::channel();
        thread::scope(|scope| {
            let mut threads = 0;
            for _ in 0..jobs.min(self.documents.len()) {
                let done = done.clone();
                // If the system gives fewer threads, those do the work.
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

    /// Takes documents one after another until none is left, in a thread of its own.
    fn take_documents(&self, done: &Sender<(usize, Outcome<A>)>) {
        while !self.is_over.load(Ordering::Relaxed) {
            let at = self.next.fetch_add(1, Ordering::Relaxed);
            let Some(document) = self.documents.get(at) else { return };
            if done.send((at, document.ask(self.linter, self.question))).is_err() {
                return;
            }
        }
    }

    /// Puts results in order, tells of progress, and lets Python see its signals.
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

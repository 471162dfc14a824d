//! The thread that checks documents. It takes tasks in order, but reads all waiting tasks before it
//! starts work: of several changes to a document only the last is checked, and stale results are
//! dropped.

use std::collections::{BTreeMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, TryRecvError};

use gen_lsp_types::Diagnostic;
use lsp_server::{ErrorCode, ResponseError};

use crate::engine::report::Problem;
use crate::lsp::actions::DocumentContext;
use crate::lsp::background::{Comparison, Job, OpenPaper};
use crate::lsp::capabilities::{Capabilities, Capability};
use crate::lsp::company::Company;
use crate::lsp::configurations::{Configurations, DocumentSetup};
use crate::lsp::documents::Snapshot;
use crate::lsp::pages::Pages;
use crate::lsp::report::Report;
use crate::lsp::requests::PendingRequest;
use crate::lsp::responses::Reply;
use crate::lsp::tasks::{LateReport, Outcome, Task, modified};
use crate::lsp::{diagnostics, uri};

/// Maximum number of bytes of a text that this thread checks itself. Longer texts go to the
/// background thread, because all other documents would have to wait.
const LONG: usize = 1 << 20;

/// An open text, with the progress of its check.
struct Open {
    snapshot: Snapshot,
    setup: Option<DocumentSetup>,
    state: State,
    is_published: bool,
    /// Findings from the last comparison with other papers of its set. They may refer to an earlier
    /// text.
    company: Option<Company>,
}

/// Progress of the check of a text.
enum State {
    /// The text was not checked yet.
    New,
    /// The background thread is checking the text.
    Waiting,
    /// The text was checked.
    Checked(Box<Report>),
    /// The text could not be checked, because an internal error occurred.
    Failed,
}

impl Open {
    /// Stores the result of a check; `None` means an internal error.
    fn settle(&mut self, report: Option<Box<Report>>) {
        self.state = match report {
            Some(mut report) => {
                if let Some(company) = &self.company {
                    report.join(company);
                }
                State::Checked(report)
            }
            None => State::Failed,
        };
    }
}

/// The worker thread: checks documents and answers requests.
pub(super) struct Worker {
    pub(super) tasks: Receiver<Task>,
    /// Channel to the background thread.
    pub(super) jobs: Sender<Job>,
    pub(super) outcomes: Sender<Outcome>,
    pub(super) capabilities: Arc<Capabilities>,
    pub(super) configurations: Configurations,
    pub(super) state: WorkerState,
}

/// State and pending work of the worker.
#[derive(Default)]
pub(super) struct WorkerState {
    open: BTreeMap<String, Open>,
    requests: VecDeque<PendingRequest>,
    pages: Pages,
    /// Configuration mistakes that were last sent to the client.
    mistakes: BTreeMap<String, Vec<Diagnostic>>,
    is_stale: bool,
    /// True if the papers of sets must be compared again, because a text or a setting changed.
    is_comparison_stale: bool,
    /// True if files may have been created or deleted since the last comparison.
    is_disk_touched: bool,
    /// True if the last comparison included any papers.
    has_compared: bool,
}

/// Error that ends a thread: the other end of a channel is closed.
struct Disconnected;

impl Worker {
    /// Works until the main loop closes the task channel.
    pub(super) fn run(mut self) {
        while self.step().is_ok() {}
    }

    /// Takes all waiting tasks, then does one unit of work. Results of a check are published in the
    /// next step, unless a task arrives first.
    fn step(&mut self) -> Result<(), Disconnected> {
        self.take_tasks()?;
        self.work()
    }

    /// Does the same as `step`, but without blocking. Returns `false` if there was nothing to do.
    pub(super) fn step_without_waiting(&mut self) -> bool {
        while let Ok(task) = self.tasks.try_recv() {
            self.take(task);
        }
        self.has_work() && self.work().is_ok()
    }

    fn work(&mut self) -> Result<(), Disconnected> {
        if std::mem::take(&mut self.state.is_stale) {
            return self.look_up_setups();
        }
        let asked = self.answerable();
        let uri = asked.and_then(|at| self.state.requests.get(at)).map(|pending| pending.uri.clone());
        let Some(uri) = uri.or_else(|| self.unpublished()) else { return self.compare() };
        if self.state.open.get(&uri).is_some_and(|open| matches!(open.state, State::New)) {
            return self.check(&uri);
        }
        match asked.and_then(|at| self.state.requests.remove(at)) {
            Some(pending) => self.answer(pending),
            None => self.publish(&uri),
        }
    }

    /// Takes the waiting tasks. Blocks only if there is no work to do.
    fn take_tasks(&mut self) -> Result<(), Disconnected> {
        if !self.has_work() {
            let order = self.tasks.recv().map_err(|_| Disconnected)?;
            self.take(order);
        }
        loop {
            match self.tasks.try_recv() {
                Ok(order) => self.take(order),
                Err(TryRecvError::Empty) => return Ok(()),
                Err(TryRecvError::Disconnected) => return Err(Disconnected),
            }
        }
    }

    fn has_work(&self) -> bool {
        let state = &self.state;
        state.is_stale
            || state.is_comparison_stale
            || self.answerable().is_some()
            || self.unpublished().is_some()
    }

    fn take(&mut self, order: Task) {
        let state = &mut self.state;
        match order {
            Task::Check(newest) => {
                let Some(snapshot) = newest.take() else { return };
                // The setup depends only on the address, so it survives an edit. Findings from
                // comparison move with their words.
                let (setup, company) = match state.open.remove(&snapshot.uri) {
                    Some(known) => (known.setup, known.company),
                    None => {
                        state.is_disk_touched = true;
                        (None, None)
                    }
                };
                let uri = snapshot.uri.clone();
                let open = Open { snapshot, setup, state: State::New, is_published: false, company };
                state.open.insert(uri, open);
                state.is_comparison_stale = true;
            }
            Task::Forget(uri) => {
                state.open.remove(&uri);
                (state.is_comparison_stale, state.is_disk_touched) = (true, true);
            }
            Task::Touched(paths) => {
                if paths.iter().any(|path| self.configurations.reads(path)) {
                    self.configurations.reload();
                    state.is_stale = true;
                }
                (state.is_comparison_stale, state.is_disk_touched) = (true, true);
            }
            Task::Checked(late) => self.take_report(late),
            Task::Compared(companies) => self.take_companies(companies),
            Task::Set(settings) => {
                self.configurations.set(settings);
                state.is_stale = true;
            }
            Task::Open(folders) => {
                self.configurations.open(folders);
                state.is_stale = true;
            }
            Task::Reload => {
                self.configurations.reload();
                state.is_stale = true;
            }
            Task::Answer(pending) => state.requests.push_back(pending),
            Task::Cancel(id) => state.requests.retain(|pending| pending.id != id),
        }
    }

    /// Looks up the rules and settings of every open text again, and marks all texts for checking.
    fn look_up_setups(&mut self) -> Result<(), Disconnected> {
        self.state.pages = Pages::default();
        let open: Vec<String> = self.state.open.keys().cloned().collect();
        for uri in open {
            let setup = self.setup(&uri);
            if let Some(open) = self.state.open.get_mut(&uri) {
                (open.setup, open.state, open.is_published) = (setup, State::New, false);
                // The document may belong to another set now.
                open.company = None;
            }
        }
        (self.state.is_comparison_stale, self.state.is_disk_touched) = (true, true);
        self.tell_mistakes()?;
        match self.state.open.is_empty() {
            true => Ok(()),
            false => self.send(Outcome::Refreshed),
        }
    }

    /// Rules and settings for a text; `None` after an internal error, which is reported to the
    /// user.
    fn setup(&mut self, uri: &str) -> Option<DocumentSetup> {
        let language = self.configurations.language();
        let found = catch_unwind(AssertUnwindSafe(|| self.configurations.setup(uri)));
        let told = match found {
            Ok(Ok(setup)) => return Some(setup),
            Ok(Err(failure)) => failure.text(language),
            Err(_) => language.pick("程序内部出错", "an internal fault").to_owned(),
        };
        // Fails only if the main loop has ended. The next message to it detects that.
        let _ = self.send(Outcome::Shown(told));
        None
    }

    /// Sends the configuration mistakes to the client, for those files in which they have changed.
    fn tell_mistakes(&mut self) -> Result<(), Disconnected> {
        for text in self.configurations.take_pending_messages() {
            self.send(Outcome::Shown(text))?;
        }
        let before = std::mem::replace(&mut self.state.mistakes, self.configurations.mistakes().clone());
        for uri in before.keys().filter(|uri| !self.state.mistakes.contains_key(*uri)) {
            self.send(Outcome::Mistakes(self.address(uri), Vec::new()))?;
        }
        for (uri, mistakes) in self.state.mistakes.iter().filter(|(uri, now)| before.get(*uri) != Some(now)) {
            self.send(Outcome::Mistakes(self.address(uri), mistakes.clone()))?;
        }
        Ok(())
    }

    /// Converts the address of a file to the spelling that the editor uses for it, if the editor
    /// has it open.
    fn address(&self, address: &str) -> String {
        let path = uri::path(address);
        let own = self.state.open.keys().find(|uri| uri::path(uri) == path);
        own.map_or(address, String::as_str).to_owned()
    }

    /// Checks the open text at this address, or passes it to the background thread if it is long.
    fn check(&mut self, uri: &str) -> Result<(), Disconnected> {
        self.set_up(uri)?;
        let Some(open) = self.state.open.get_mut(uri) else { return Ok(()) };
        let (snapshot, encoding) = (open.snapshot.clone(), self.capabilities.encoding());
        let Some(setup) = open.setup.clone() else {
            open.state = State::Failed;
            return Ok(());
        };
        if snapshot.text.len() > LONG {
            let paper = OpenPaper { snapshot: snapshot.clone(), setup: setup.clone() };
            if self.jobs.send(Job::Check(paper)).is_ok() {
                open.state = State::Waiting;
                return Ok(());
            }
            // The background thread has ended, so that nobody else checks the text.
        }
        // A panic inside the rules is already a `Problem` of the report. This catches panics
        // elsewhere.
        let report = catch_unwind(AssertUnwindSafe(|| Box::new(Report::new(snapshot, setup, encoding)))).ok();
        open.settle(report);
        Ok(())
    }

    /// Looks up the rules and settings of a text, unless they are known.
    fn set_up(&mut self, uri: &str) -> Result<(), Disconnected> {
        if self.state.open.get(uri).is_none_or(|open| open.setup.is_some()) {
            return Ok(());
        }
        let setup = self.setup(uri);
        self.tell_mistakes()?;
        if let Some(open) = self.state.open.get_mut(uri) {
            open.setup = setup;
        }
        Ok(())
    }

    /// Takes a report of the background thread, unless the text or its rules changed in the
    /// meantime.
    fn take_report(&mut self, late: LateReport) {
        let Some(open) = self.state.open.get_mut(&late.uri) else { return };
        let is_held = open.setup.as_ref().is_some_and(|setup| Arc::ptr_eq(&setup.held, &late.held));
        if matches!(open.state, State::Waiting) && open.snapshot.revision == late.revision && is_held {
            open.settle(late.report);
        }
    }

    /// Takes the results of a comparison, and marks the documents whose findings changed for
    /// publication.
    fn take_companies(&mut self, companies: Vec<Company>) {
        let mut has_news = false;
        for company in companies {
            let Some(open) = self.state.open.get_mut(&company.uri) else { continue };
            if open.snapshot.revision != company.revision {
                continue;
            }
            if let State::Checked(report) = &mut open.state {
                let is_news = !report.shows(&company);
                if is_news {
                    report.join(&company);
                    open.is_published = false;
                }
                has_news |= is_news;
            }
            open.company = Some(company);
        }
        if has_news {
            // Fails only if the main loop has ended. The next message to it detects that.
            let _ = self.send(Outcome::Refreshed);
        }
    }

    /// Lets the background thread compare the open papers of sets.
    fn compare(&mut self) -> Result<(), Disconnected> {
        if !std::mem::take(&mut self.state.is_comparison_stale) {
            return Ok(());
        }
        let open: Vec<String> = self.state.open.keys().cloned().collect();
        for uri in &open {
            self.set_up(uri)?;
        }
        let papers = self.state.open.values().filter_map(|open| {
            let setup = open.setup.clone().filter(|setup| setup.set.is_some())?;
            Some(OpenPaper { snapshot: open.snapshot.clone(), setup })
        });
        let papers: Vec<OpenPaper> = papers.collect();
        let has_papers = !papers.is_empty();
        if has_papers || self.state.has_compared {
            let quiet = self.configurations.settings().quiet.0;
            // The worker need not handle the end of the background thread: no comparison arrives.
            let is_disk_touched = std::mem::take(&mut self.state.is_disk_touched);
            let _ = self.jobs.send(Job::Compare(Comparison { quiet, papers, is_disk_touched }));
        }
        self.state.has_compared = has_papers;
        Ok(())
    }

    /// Index of the first pending request that can be answered now. A request about a text that the
    /// background thread is checking must wait.
    fn answerable(&self) -> Option<usize> {
        let is_waiting =
            |uri: &str| self.state.open.get(uri).is_some_and(|open| matches!(open.state, State::Waiting));
        self.state.requests.iter().position(|pending| !is_waiting(&pending.uri))
    }

    /// Address of a text whose findings are to be published, if there is one. None are published to
    /// a client that pulls diagnostics.
    fn unpublished(&self) -> Option<String> {
        let is_asked = self.capabilities.has(Capability::PullDiagnostics);
        let mut open = self
            .state
            .open
            .iter()
            .filter(|(_, open)| !is_asked && !open.is_published && !matches!(open.state, State::Waiting));
        open.next().map(|(uri, _)| uri.clone())
    }

    /// Publishes the findings of a text.
    fn publish(&mut self, uri: &str) -> Result<(), Disconnected> {
        let Some(open) = self.state.open.get_mut(uri) else { return Ok(()) };
        open.is_published = true;
        let (capabilities, pages) = (&self.capabilities, &mut self.state.pages);
        let mistakes = uri::path(uri).and_then(|path| self.state.mistakes.get(&uri::of_path(&path)));
        let diagnostics = match &open.state {
            // Mistakes in a configuration stay visible until they are fixed, whatever else is in
            // the file.
            _ if mistakes.is_some() => mistakes.cloned(),
            State::Checked(report) => {
                catch_unwind(AssertUnwindSafe(|| diagnostics::all(report, capabilities, pages))).ok()
            }
            State::New | State::Waiting | State::Failed => None,
        };
        let diagnostics = diagnostics
            .unwrap_or_else(|| vec![diagnostics::unread(&Problem::Panicked, self.configurations.language())]);
        let snapshot = open.snapshot.clone();
        self.send(Outcome::Found { snapshot, diagnostics })
    }

    /// Answers a request from the current text.
    fn answer(&mut self, pending: PendingRequest) -> Result<(), Disconnected> {
        let PendingRequest { id, uri, revision, ask } = pending;
        let Some(open) = self.state.open.get(&uri) else {
            return self.send(Outcome::Answered(id, None, Err(modified("the document was closed"))));
        };
        if ask.is_about_a_place() && open.snapshot.revision != revision {
            return self.send(Outcome::Answered(id, None, Err(modified("the document was changed"))));
        }
        let opened = |path: &Path| {
            let mut snapshots = self.state.open.values().map(|open| &open.snapshot);
            snapshots.find(|snapshot| uri::path(&snapshot.uri).as_deref() == Some(path)).cloned()
        };
        let given = match &open.state {
            State::Checked(report) => {
                let (capabilities, settings) = (&self.capabilities, self.configurations.settings());
                let context = DocumentContext { report, capabilities, settings, opened: &opened };
                let pages = &mut self.state.pages;
                catch_unwind(AssertUnwindSafe(|| context.answer(&ask, pages)))
                    .unwrap_or_else(|_| Err(fault()))
            }
            State::New | State::Waiting | State::Failed => Err(fault()),
        };
        let revision = Some(open.snapshot.revision);
        self.send(match given {
            Ok(Reply::Value(value)) => Outcome::Answered(id, revision, Ok(value)),
            Ok(Reply::Edit(edit)) => Outcome::Edited(id, edit),
            Err(error) => Outcome::Answered(id, revision, Err(error)),
        })
    }

    fn send(&self, outcome: Outcome) -> Result<(), Disconnected> {
        self.outcomes.send(outcome).map_err(|_| Disconnected)
    }
}

/// Creates the error for an internal fault of the server.
fn fault() -> ResponseError {
    ResponseError {
        code: ErrorCode::InternalError as i32,
        message: "an internal fault".to_owned(),
        data: None,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, mpsc};

    use super::{LONG, Worker, WorkerState};
    use crate::language::Language;
    use crate::lsp::capabilities::Capabilities;
    use crate::lsp::configurations::{Base, Configurations, LanguageSource};
    use crate::lsp::documents::Snapshot;
    use crate::lsp::tasks::{Newest, Outcome, Task};
    use crate::registry::Registry;
    use crate::workspace::bounds::Bounds;

    #[test]
    fn a_long_text_is_checked_here_if_the_second_thread_has_ended() {
        let (tasks, received) = mpsc::channel();
        let (outcomes, heard) = mpsc::channel();
        // The receiver is dropped, as when the background thread ends.
        let (jobs, _) = mpsc::channel();
        let base = Base { registry: Registry::built_in(), bounds: Bounds::default() };
        let language_source = LanguageSource { asked: None, fallback: Language::Chinese };
        let capabilities = Arc::new(Capabilities::default());
        let configurations = Configurations::new(base, language_source, capabilities.encoding());
        let state = WorkerState::default();
        let mut worker = Worker { tasks: received, jobs, outcomes, capabilities, configurations, state };
        let (uri, language) = ("untitled:1".to_owned(), "plaintext".to_owned());
        let text = Arc::new("\n".repeat(LONG + 1));
        let newest = Newest::default();
        assert!(newest.put(Snapshot { uri, language, version: 1, revision: 1, text }));
        tasks.send(Task::Check(newest)).unwrap();
        while worker.step_without_waiting() {}
        assert!(heard.try_iter().any(|outcome| matches!(outcome, Outcome::Found { .. })));
    }
}

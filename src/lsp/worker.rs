//! The thread that checks. It takes tasks in the order in which they come, but looks at all that are there before it begins
//! something: of several changes to a document only the last is checked, and what is stale is dropped.

use std::collections::{BTreeMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, TryRecvError};

use gen_lsp_types::Diagnostic;
use lsp_server::{ErrorCode, ResponseError};

use crate::engine::report::Problem;
use crate::lsp::actions::DocumentContext;
use crate::lsp::capabilities::{Capabilities, Capability};
use crate::lsp::configurations::{Configurations, DocumentSetup};
use crate::lsp::documents::Snapshot;
use crate::lsp::pages::Pages;
use crate::lsp::report::Report;
use crate::lsp::requests::PendingRequest;
use crate::lsp::responses::Reply;
use crate::lsp::tasks::{Outcome, Task, modified};
use crate::lsp::{diagnostics, uri};

/// An open text, and what is known of it.
struct Open {
    snapshot: Snapshot,
    setup: Option<DocumentSetup>,
    state: State,
    is_published: bool,
}

/// How far the work on a text is.
enum State {
    /// It is to be checked.
    New,
    /// It was checked.
    Checked(Box<Report>),
    /// It cannot be, by a fault of hegao's own.
    Failed,
}

/// The worker.
pub(super) struct Worker {
    pub(super) tasks: Receiver<Task>,
    pub(super) outcomes: Sender<Outcome>,
    pub(super) capabilities: Arc<Capabilities>,
    pub(super) configurations: Configurations,
    pub(super) state: WorkerState,
}

/// What the worker has before it.
#[derive(Default)]
pub(super) struct WorkerState {
    open: BTreeMap<String, Open>,
    requests: VecDeque<PendingRequest>,
    pages: Pages,
    /// What was said of configurations.
    mistakes: BTreeMap<String, Diagnostic>,
    is_stale: bool,
}

/// The other end of a channel is gone: there is nothing to do any more.
struct Disconnected;

impl Worker {
    /// Works until nobody gives tasks any more.
    pub(super) fn run(mut self) {
        while self.step().is_ok() {}
    }

    /// Takes all tasks, and does one thing. What was checked is shown in the next step, if nothing came meanwhile.
    fn step(&mut self) -> Result<(), Disconnected> {
        self.take_tasks()?;
        self.work()
    }

    /// The same, but waits for no task; `false` where there is nothing to do.
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
        let asked = self.state.requests.front().map(|pending| pending.uri.clone());
        let Some(uri) = asked.clone().or_else(|| self.unpublished()) else { return Ok(()) };
        if self.state.open.get(&uri).is_some_and(|open| matches!(open.state, State::New)) {
            return self.check(&uri);
        }
        match self.state.requests.pop_front() {
            Some(pending) => self.answer(pending),
            None => self.publish(&uri),
        }
    }

    /// Takes the tasks that are there; waits for one where there is nothing else to do.
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
        self.state.is_stale || !self.state.requests.is_empty() || self.unpublished().is_some()
    }

    fn take(&mut self, order: Task) {
        let state = &mut self.state;
        match order {
            Task::Check(snapshot) => {
                let known = state.open.remove(&snapshot.uri);
                // What a text is checked with depends on its address alone.
                let setup = known.and_then(|known| known.setup);
                let uri = snapshot.uri.clone();
                state.open.insert(uri, Open { snapshot, setup, state: State::New, is_published: false });
            }
            Task::Forget(uri) => drop(state.open.remove(&uri)),
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

    /// Looks anew for what holds for each text, and has all checked again.
    fn look_up_setups(&mut self) -> Result<(), Disconnected> {
        self.state.pages = Pages::default();
        let open: Vec<String> = self.state.open.keys().cloned().collect();
        for uri in open {
            let setup = self.setup(&uri);
            if let Some(open) = self.state.open.get_mut(&uri) {
                (open.setup, open.state, open.is_published) = (setup, State::New, false);
            }
        }
        self.tell_mistakes()?;
        match self.state.open.is_empty() {
            true => Ok(()),
            false => self.send(Outcome::Refreshed),
        }
    }

    /// What a text is checked with; `None` where a fault of hegao's own prevents it, which is told.
    fn setup(&mut self, uri: &str) -> Option<DocumentSetup> {
        let language = self.configurations.language();
        let found = catch_unwind(AssertUnwindSafe(|| self.configurations.setup(uri)));
        let told = match found {
            Ok(Ok(setup)) => return Some(setup),
            Ok(Err(failure)) => failure.text(language),
            Err(_) => language.pick("程序内部出错", "an internal fault").to_owned(),
        };
        // Nobody is left to tell where that fails; the next order says so.
        let _ = self.send(Outcome::Told(told));
        None
    }

    /// Says what is wrong with configurations, as far as that changed.
    fn tell_mistakes(&mut self) -> Result<(), Disconnected> {
        for text in self.configurations.take_told() {
            self.send(Outcome::Told(text))?;
        }
        let before = std::mem::replace(&mut self.state.mistakes, self.configurations.mistakes().clone());
        for uri in before.keys().filter(|uri| !self.state.mistakes.contains_key(*uri)) {
            self.send(Outcome::Mistakes(self.address(uri), Vec::new()))?;
        }
        for (uri, mistake) in self.state.mistakes.iter().filter(|(uri, now)| before.get(*uri) != Some(now)) {
            self.send(Outcome::Mistakes(self.address(uri), vec![mistake.clone()]))?;
        }
        Ok(())
    }

    /// The address of a file as the editor writes it, where it has the file open.
    fn address(&self, address: &str) -> String {
        let path = uri::path(address);
        let own = self.state.open.keys().find(|uri| uri::path(uri) == path);
        own.map_or(address, String::as_str).to_owned()
    }

    /// Checks a text.
    fn check(&mut self, uri: &str) -> Result<(), Disconnected> {
        if self.state.open.get(uri).is_some_and(|open| open.setup.is_none()) {
            let setup = self.setup(uri);
            self.tell_mistakes()?;
            if let Some(open) = self.state.open.get_mut(uri) {
                open.setup = setup;
            }
        }
        let Some(open) = self.state.open.get_mut(uri) else { return Ok(()) };
        let report = open.setup.clone().and_then(|setup| {
            let (snapshot, encoding) = (open.snapshot.clone(), self.capabilities.encoding());
            // What panics in a check is a problem of its document already.
            catch_unwind(AssertUnwindSafe(|| Report::new(snapshot, setup, encoding))).ok()
        });
        open.state = report.map_or(State::Failed, |report| State::Checked(Box::new(report)));
        Ok(())
    }

    /// A text whose findings are to be shown. A client that asks for them is shown nothing.
    fn unpublished(&self) -> Option<String> {
        let is_asked = self.capabilities.has(Capability::PullDiagnostics);
        let mut open = self.state.open.iter().filter(|(_, open)| !is_asked && !open.is_published);
        open.next().map(|(uri, _)| uri.clone())
    }

    /// Shows what was found in a text.
    fn publish(&mut self, uri: &str) -> Result<(), Disconnected> {
        let Some(open) = self.state.open.get_mut(uri) else { return Ok(()) };
        open.is_published = true;
        let (capabilities, pages) = (&self.capabilities, &mut self.state.pages);
        let mistake = uri::path(uri).and_then(|path| self.state.mistakes.get(&uri::of_path(&path)));
        let diagnostics = match &open.state {
            // What is wrong with a configuration is shown as long as it is, whatever is typed in it.
            _ if mistake.is_some() => Some(mistake.into_iter().cloned().collect()),
            State::Checked(report) => {
                catch_unwind(AssertUnwindSafe(|| diagnostics::all(report, capabilities, pages))).ok()
            }
            State::New | State::Failed => None,
        };
        let diagnostics = diagnostics
            .unwrap_or_else(|| vec![diagnostics::unread(&Problem::Panicked, self.configurations.language())]);
        let snapshot = open.snapshot.clone();
        self.send(Outcome::Found { snapshot, diagnostics })
    }

    /// Answers a request for the text as it is now.
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
            State::New | State::Failed => Err(fault()),
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

/// The answer where the server is at fault.
fn fault() -> ResponseError {
    ResponseError {
        code: ErrorCode::InternalError as i32,
        message: "an internal fault".to_owned(),
        data: None,
    }
}

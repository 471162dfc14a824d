//! The thread that checks. It takes orders in the order in which they come, but looks at all that are there before it begins
//! something: of several changes to a document only the last is checked, and what is stale is dropped.

use std::collections::{BTreeMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, TryRecvError};

use gen_lsp_types::Diagnostic;
use lsp_server::{ErrorCode, ResponseError};

use crate::engine::report::Problem;
use crate::lsp::abilities::{Abilities, Ability};
use crate::lsp::answers::{Given, Table};
use crate::lsp::documents::Snapshot;
use crate::lsp::orders::{Order, Said, modified};
use crate::lsp::pages::Pages;
use crate::lsp::questions::Question;
use crate::lsp::report::Report;
use crate::lsp::shelf::{Holds, Shelf};
use crate::lsp::{diagnostics, uri};

/// An open text, and what is known of it.
struct Open {
    snapshot: Snapshot,
    holds: Option<Holds>,
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
    pub(super) orders: Receiver<Order>,
    pub(super) said: Sender<Said>,
    pub(super) abilities: Arc<Abilities>,
    pub(super) shelf: Shelf,
    pub(super) desk: Desk,
}

/// What the worker has before it.
#[derive(Default)]
pub(super) struct Desk {
    open: BTreeMap<String, Open>,
    questions: VecDeque<Question>,
    pages: Pages,
    /// What was said of configurations.
    mistakes: BTreeMap<String, Diagnostic>,
    is_stale: bool,
}

/// The other end of a channel is gone: there is nothing to do any more.
struct Gone;

impl Worker {
    /// Works until nobody gives orders any more.
    pub(super) fn run(mut self) {
        while self.step().is_ok() {}
    }

    /// Takes all orders, and does one thing. What was checked is shown in the next step, if nothing came meanwhile.
    fn step(&mut self) -> Result<(), Gone> {
        self.take_orders()?;
        if std::mem::take(&mut self.desk.is_stale) {
            return self.hold_anew();
        }
        let asked = self.desk.questions.front().map(|question| question.uri.clone());
        let Some(uri) = asked.clone().or_else(|| self.unpublished()) else { return Ok(()) };
        if self.desk.open.get(&uri).is_some_and(|open| matches!(open.state, State::New)) {
            return self.check(&uri);
        }
        match self.desk.questions.pop_front() {
            Some(question) => self.answer(question),
            None => self.publish(&uri),
        }
    }

    /// Takes the orders that are there; waits for one where there is nothing else to do.
    fn take_orders(&mut self) -> Result<(), Gone> {
        if !self.has_work() {
            let order = self.orders.recv().map_err(|_| Gone)?;
            self.take(order);
        }
        loop {
            match self.orders.try_recv() {
                Ok(order) => self.take(order),
                Err(TryRecvError::Empty) => return Ok(()),
                Err(TryRecvError::Disconnected) => return Err(Gone),
            }
        }
    }

    fn has_work(&self) -> bool {
        self.desk.is_stale || !self.desk.questions.is_empty() || self.unpublished().is_some()
    }

    fn take(&mut self, order: Order) {
        let desk = &mut self.desk;
        match order {
            Order::Check(snapshot) => {
                let known = desk.open.remove(&snapshot.uri);
                // What a text is checked with depends on its address alone.
                let holds = known.and_then(|known| known.holds);
                let uri = snapshot.uri.clone();
                desk.open.insert(uri, Open { snapshot, holds, state: State::New, is_published: false });
            }
            Order::Forget(uri) => drop(desk.open.remove(&uri)),
            Order::Set(settings) => {
                self.shelf.set(settings);
                desk.is_stale = true;
            }
            Order::Open(folders) => {
                self.shelf.open(folders);
                desk.is_stale = true;
            }
            Order::Reload => {
                self.shelf.reload();
                desk.is_stale = true;
            }
            Order::Answer(question) => desk.questions.push_back(question),
            Order::Cancel(id) => desk.questions.retain(|question| question.id != id),
        }
    }

    /// Looks anew for what holds for each text, and has all checked again.
    fn hold_anew(&mut self) -> Result<(), Gone> {
        self.desk.pages = Pages::default();
        let open: Vec<String> = self.desk.open.keys().cloned().collect();
        for uri in open {
            let holds = self.holds(&uri);
            if let Some(open) = self.desk.open.get_mut(&uri) {
                (open.holds, open.state, open.is_published) = (holds, State::New, false);
            }
        }
        self.tell_mistakes()?;
        match self.desk.open.is_empty() {
            true => Ok(()),
            false => self.say(Said::Refreshed),
        }
    }

    /// What a text is checked with; `None` where a fault of hegao's own prevents it, which is told.
    fn holds(&mut self, uri: &str) -> Option<Holds> {
        let language = self.shelf.language();
        let found = catch_unwind(AssertUnwindSafe(|| self.shelf.holds(uri)));
        let told = match found {
            Ok(Ok(holds)) => return Some(holds),
            Ok(Err(failure)) => failure.text(language),
            Err(_) => language.pick("程序内部出错", "an internal fault").to_owned(),
        };
        // Nobody is left to tell where that fails; the next order says so.
        let _ = self.say(Said::Told(told));
        None
    }

    /// Says what is wrong with configurations, as far as that changed.
    fn tell_mistakes(&mut self) -> Result<(), Gone> {
        for text in self.shelf.take_told() {
            self.say(Said::Told(text))?;
        }
        let before = std::mem::replace(&mut self.desk.mistakes, self.shelf.mistakes().clone());
        for uri in before.keys().filter(|uri| !self.desk.mistakes.contains_key(*uri)) {
            self.say(Said::Mistakes(self.address(uri), Vec::new()))?;
        }
        for (uri, mistake) in self.desk.mistakes.iter().filter(|(uri, now)| before.get(*uri) != Some(now)) {
            self.say(Said::Mistakes(self.address(uri), vec![mistake.clone()]))?;
        }
        Ok(())
    }

    /// The address of a file as the editor writes it, where it has the file open.
    fn address(&self, address: &str) -> String {
        let path = uri::path(address);
        let own = self.desk.open.keys().find(|uri| uri::path(uri) == path);
        own.map_or(address, String::as_str).to_owned()
    }

    /// Checks a text.
    fn check(&mut self, uri: &str) -> Result<(), Gone> {
        if self.desk.open.get(uri).is_some_and(|open| open.holds.is_none()) {
            let holds = self.holds(uri);
            self.tell_mistakes()?;
            if let Some(open) = self.desk.open.get_mut(uri) {
                open.holds = holds;
            }
        }
        let Some(open) = self.desk.open.get_mut(uri) else { return Ok(()) };
        let report = open.holds.clone().and_then(|holds| {
            let (snapshot, encoding) = (open.snapshot.clone(), self.abilities.encoding());
            // What panics in a check is a problem of its document already.
            catch_unwind(AssertUnwindSafe(|| Report::new(snapshot, holds, encoding))).ok()
        });
        open.state = report.map_or(State::Failed, |report| State::Checked(Box::new(report)));
        Ok(())
    }

    /// A text whose findings are to be shown. A client that asks for them is shown nothing.
    fn unpublished(&self) -> Option<String> {
        let is_asked = self.abilities.has(Ability::PullDiagnostics);
        let mut open = self.desk.open.iter().filter(|(_, open)| !is_asked && !open.is_published);
        open.next().map(|(uri, _)| uri.clone())
    }

    /// Shows what was found in a text.
    fn publish(&mut self, uri: &str) -> Result<(), Gone> {
        let Some(open) = self.desk.open.get_mut(uri) else { return Ok(()) };
        open.is_published = true;
        let (abilities, pages) = (&self.abilities, &mut self.desk.pages);
        let mistake = uri::path(uri).and_then(|path| self.desk.mistakes.get(&uri::of_path(&path)));
        let diagnostics = match &open.state {
            // What is wrong with a configuration is shown as long as it is, whatever is typed in it.
            _ if mistake.is_some() => Some(mistake.into_iter().cloned().collect()),
            State::Checked(report) => {
                catch_unwind(AssertUnwindSafe(|| diagnostics::all(report, abilities, pages))).ok()
            }
            State::New | State::Failed => None,
        };
        let diagnostics = diagnostics
            .unwrap_or_else(|| vec![diagnostics::unread(&Problem::Panicked, self.shelf.language())]);
        let snapshot = open.snapshot.clone();
        self.say(Said::Found { snapshot, diagnostics })
    }

    /// Answers a question for the text as it is now.
    fn answer(&mut self, question: Question) -> Result<(), Gone> {
        let Question { id, uri, revision, ask } = question;
        let Some(open) = self.desk.open.get(&uri) else {
            return self.say(Said::Answered(id, None, Err(modified("the document was closed"))));
        };
        if ask.is_about_a_place() && open.snapshot.revision != revision {
            return self.say(Said::Answered(id, None, Err(modified("the document was changed"))));
        }
        let opened = |path: &Path| {
            let mut snapshots = self.desk.open.values().map(|open| &open.snapshot);
            snapshots.find(|snapshot| uri::path(&snapshot.uri).as_deref() == Some(path)).cloned()
        };
        let given = match &open.state {
            State::Checked(report) => {
                let (abilities, settings) = (&self.abilities, self.shelf.settings());
                let table = Table { report, abilities, settings, opened: &opened };
                let pages = &mut self.desk.pages;
                catch_unwind(AssertUnwindSafe(|| table.answer(&ask, pages))).unwrap_or_else(|_| Err(fault()))
            }
            State::New | State::Failed => Err(fault()),
        };
        let revision = Some(open.snapshot.revision);
        self.say(match given {
            Ok(Given::Value(value)) => Said::Answered(id, revision, Ok(value)),
            Ok(Given::Edit(edit)) => Said::Edited(id, edit),
            Err(error) => Said::Answered(id, revision, Err(error)),
        })
    }

    fn say(&self, said: Said) -> Result<(), Gone> {
        self.said.send(said).map_err(|_| Gone)
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

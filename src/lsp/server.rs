//! The main loop's state: phase of the session, open texts, and the worker that requests are passed
//! to.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};

use lsp_server::{ErrorCode, Message, Notification, Request, RequestId};
use serde_json::Value;

use crate::language::Language;
use crate::lsp::background::Background;
use crate::lsp::capabilities::{Capabilities, offer};
use crate::lsp::client::Client;
use crate::lsp::configurations::{Base, Configurations, LanguageSource};
use crate::lsp::documents::{Documents, Snapshot};
use crate::lsp::positions::Encoding;
use crate::lsp::requests::{self, BadRequest, PendingRequest};
use crate::lsp::settings::{self, Settings};
use crate::lsp::tasks::{Newest, Outcome, Task};
use crate::lsp::transport::Incoming;
use crate::lsp::worker::{Worker, WorkerState};
use crate::lsp::{complain, uri};

/// Decision of the main loop after a message.
pub(super) enum Flow {
    /// Wait for the next message.
    Continue,
    /// End the process with this exit code. The reason is `None` if the client asked the server to
    /// end.
    Exit(u8, Option<String>),
}

/// Phase of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Begun,
    Running,
    ShutDown,
}

/// Everything that is needed to create the worker and the background thread.
pub(super) struct WorkerSetup {
    base: Base,
    language_source: LanguageSource,
    capabilities: Arc<Capabilities>,
    tasks: Receiver<Task>,
}

impl WorkerSetup {
    /// Creates the worker and the background thread, which send their results to `outcomes`.
    pub(super) fn workers(self, outcomes: &Sender<Outcome>) -> (Worker, Background) {
        let Self { base, language_source, capabilities, tasks } = self;
        let encoding = capabilities.encoding();
        let configurations = Configurations::new(base, language_source, encoding);
        let (jobs, received) = mpsc::channel();
        let background = Background::new(received, outcomes.clone(), encoding);
        let (outcomes, state) = (outcomes.clone(), WorkerState::default());
        (Worker { tasks, jobs, outcomes, capabilities, configurations, state }, background)
    }
}

/// A session with one client: the state of the main loop.
pub(super) struct Server {
    pub(super) client: Client,
    pub(super) documents: Documents,
    pub(super) capabilities: Arc<Capabilities>,
    pub(super) encoding: Encoding,
    /// For each open text, by address, the newest version that the worker has not taken yet.
    pub(super) newest: HashMap<String, Newest>,
    /// Settings from `initialize`. Settings that the client sends later are applied on top of them.
    pub(super) first_settings: Settings,
    /// The folders that are open in the editor.
    pub(super) folders: Vec<PathBuf>,
    phase: Phase,
    base: Base,
    language_source: LanguageSource,
    /// Function that starts the worker threads.
    start: Box<dyn Fn(WorkerSetup)>,
    /// Channel to the worker; `None` before `initialize`.
    tasks: Option<Sender<Task>>,
}

impl Server {
    /// Creates a session in the phase before `initialize`.
    pub(super) fn new(
        base: Base,
        language_source: LanguageSource,
        client: Client,
        start: Box<dyn Fn(WorkerSetup)>,
    ) -> Self {
        Self {
            client,
            documents: Documents::default(),
            newest: HashMap::new(),
            capabilities: Arc::default(),
            encoding: Encoding::Utf16,
            first_settings: Settings::default(),
            folders: Vec::new(),
            phase: Phase::Begun,
            base,
            language_source,
            start,
            tasks: None,
        }
    }

    /// Handles a message from the client.
    pub(super) fn handle_message(&mut self, incoming: Incoming) -> Flow {
        match incoming {
            Incoming::Message(Message::Request(request)) => self.request(request),
            Incoming::Message(Message::Notification(notification)) => return self.notification(notification),
            Incoming::Message(Message::Response(response)) => self.response(response),
            Incoming::Refused { id, code, reason } => {
                complain(&reason);
                self.client.refuse(id.as_ref(), code, &reason);
            }
            Incoming::Unread { body, reason } => {
                complain(&reason);
                self.client.refuse(None, ErrorCode::ParseError, &reason);
                self.lose_texts_of(&body);
            }
            Incoming::Complaint(text) => complain(&format!("the client complains: {text}")),
            Incoming::Broken(reason) => return Flow::Exit(1, Some(reason)),
            Incoming::End => return self.exit("the client is gone"),
        }
        Flow::Continue
    }

    /// Handles a result of the worker. After `shutdown`, only answers to earlier requests are
    /// passed on.
    pub(super) fn handle_outcome(&mut self, outcome: Outcome) -> Flow {
        if self.phase == Phase::Running || matches!(outcome, Outcome::Answered(..) | Outcome::Checked(_)) {
            self.pass_on(outcome);
        }
        Flow::Continue
    }

    /// Handles the end of the worker. It is an error while the session is running.
    pub(super) fn handle_worker_end(&self) -> Flow {
        match self.phase {
            Phase::Running => Flow::Exit(1, Some("the worker is gone".to_owned())),
            Phase::Begun | Phase::ShutDown => Flow::Continue,
        }
    }

    /// Ends the session: exit code 0 after `shutdown`, else 1.
    fn exit(&self, reason: &str) -> Flow {
        match self.phase {
            Phase::ShutDown => Flow::Exit(0, None),
            Phase::Begun | Phase::Running => {
                Flow::Exit(1, Some(format!("{reason}, and did not shut down before")))
            }
        }
    }

    fn request(&mut self, request: Request) {
        let Request { id, method, params } = request;
        match (self.phase, method.as_str()) {
            (Phase::Begun, "initialize") => self.initialize(&id, &params),
            (Phase::Begun, _) => {
                self.client.refuse(Some(&id), ErrorCode::ServerNotInitialized, "`initialize` comes first");
            }
            (Phase::ShutDown, _) => {
                self.client.refuse(Some(&id), ErrorCode::InvalidRequest, "the server was shut down");
            }
            (Phase::Running, "initialize") => {
                self.client.refuse(Some(&id), ErrorCode::InvalidRequest, "`initialize` comes once");
            }
            (Phase::Running, "shutdown") => {
                self.phase = Phase::ShutDown;
                self.client.answer(&id, Ok(Value::Null));
            }
            (Phase::Running, method) => self.pending(id, method, params),
        }
    }

    /// Passes a request about a document to the worker, and remembers it as pending.
    fn pending(&mut self, id: RequestId, method: &str, params: Value) {
        let (uri, ask) = match requests::read(method, params) {
            Ok(pending) => pending,
            Err(BadRequest::NoMethod) => {
                let reason = format!("no method is called `{method}`");
                return self.client.refuse(Some(&id), ErrorCode::MethodNotFound, &reason);
            }
            Err(BadRequest::BadParams(reason)) => {
                return self.client.refuse(Some(&id), ErrorCode::InvalidParams, &reason);
            }
        };
        let Some(snapshot) = self.documents.get(&uri) else {
            return self.client.refuse(Some(&id), ErrorCode::InvalidParams, &format!("{uri} is not open"));
        };
        let pending = PendingRequest { id: id.clone(), uri, revision: snapshot.revision, ask };
        self.client.waiting.incoming.register(id, pending.clone());
        self.assign(Task::Answer(pending));
    }

    fn initialize(&mut self, id: &RequestId, params: &Value) {
        let field = |name: &str| params.get(name).cloned().unwrap_or_default();
        if !field("capabilities").is_object() {
            let reason = "`capabilities` is missing";
            return self.client.refuse(Some(id), ErrorCode::InvalidParams, reason);
        }
        self.capabilities = Arc::new(Capabilities::new(field("capabilities")));
        self.encoding = self.capabilities.encoding();
        self.language_source.fallback = match field("locale").as_str() {
            Some(locale) if locale.starts_with("zh") => Language::Chinese,
            Some(locale) if locale.starts_with("en") => Language::English,
            _ => self.language_source.fallback,
        };
        self.folders = folders(params);
        self.phase = Phase::Running;
        match serde_json::to_value(offer(&self.capabilities)) {
            Ok(offer) => self.client.answer(id, Ok(offer)),
            Err(error) => self.client.refuse(Some(id), ErrorCode::InternalError, &error.to_string()),
        }
        let options = field("initializationOptions");
        let (settings, bad_settings) = Settings::default().with(options.get("hegao").unwrap_or(&options));
        self.first_settings = settings;
        self.begin_work();
        self.set(self.first_settings.clone(), &bad_settings);
    }

    /// Starts the worker and the background thread.
    fn begin_work(&mut self) {
        let (tasks, received) = mpsc::channel();
        (self.start)(WorkerSetup {
            base: self.base.clone(),
            language_source: self.language_source,
            capabilities: self.capabilities.clone(),
            tasks: received,
        });
        self.tasks = Some(tasks);
        self.assign(Task::Open(self.folders.clone()));
    }

    fn notification(&mut self, notification: Notification) -> Flow {
        let Notification { method, params } = notification;
        match (self.phase, method.as_str()) {
            (_, "exit") => return self.exit("the client ends the session"),
            (Phase::Running, method) => self.handle_notification(method, params),
            // Notifications before `initialize` and after `shutdown` are ignored.
            (Phase::Begun | Phase::ShutDown, _) => {}
        }
        Flow::Continue
    }

    /// Applies the client's settings on top of those from `initialize`.
    pub(super) fn settle(&mut self, section: &Value) {
        let (settings, bad_settings) = self.first_settings.with(section);
        self.set(settings, &bad_settings);
    }

    /// Applies settings, and reports those that were not understood (`bad_settings`) to the user.
    fn set(&mut self, settings: Settings, bad_settings: &[settings::BadSetting]) {
        let language = settings.language.unwrap_or_else(|| self.language());
        for bad_setting in bad_settings {
            self.client.tell(&bad_setting.text(language));
        }
        self.assign(Task::Set(settings));
    }

    /// Language of messages that do not concern a document.
    pub(super) fn language(&self) -> Language {
        self.first_settings.language.or(self.language_source.asked).unwrap_or(self.language_source.fallback)
    }

    /// Makes the worker check a version of a text.
    pub(super) fn check(&mut self, snapshot: Snapshot) {
        let newest = self.newest.entry(snapshot.uri.clone()).or_default().clone();
        if newest.put(snapshot) {
            self.assign(Task::Check(newest));
        }
    }

    /// Sends a task to the worker. Does nothing before `initialize`, when there is no worker.
    pub(super) fn assign(&self, order: Task) {
        if let Some(tasks) = &self.tasks {
            // If the worker has ended, the main loop receives `WorkerEnded`.
            let _ = tasks.send(order);
        }
    }
}

/// The folders in the parameters of `initialize`: `workspaceFolders`, or the older single folder.
fn folders(params: &Value) -> Vec<PathBuf> {
    let named = params.get("workspaceFolders").and_then(Value::as_array);
    let named = named.into_iter().flatten().filter_map(|folder| folder.get("uri")?.as_str());
    let named: Vec<PathBuf> = named.filter_map(uri::path).collect();
    if !named.is_empty() {
        return named;
    }
    let root = params.get("rootUri").and_then(Value::as_str).and_then(uri::path);
    let root = root.or_else(|| params.get("rootPath").and_then(Value::as_str).map(PathBuf::from));
    root.into_iter().collect()
}

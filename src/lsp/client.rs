//! What is sent to the client: answers, notifications, and requests of the server's own, which are remembered until they are
//! answered.

use std::sync::mpsc::Sender;

use gen_lsp_types::{Diagnostic, WorkspaceEdit};
use lsp_server::{ErrorCode, ReqQueue, RequestId, Response, ResponseError};
use serde::Serialize;
use serde_json::{Value, json};

use crate::lsp::requests::PendingRequest;

/// What the server asked the client for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// To tell of something from now on, or to ask again: nothing follows from the answer.
    Service,
    /// The user's settings.
    Settings,
    /// To make a change.
    Edit,
}

/// The client, as the main loop sees it.
pub(super) struct Client {
    bodies: Sender<String>,
    /// Questions that wait for the worker, and requests that wait for the client.
    pub(super) waiting: ReqQueue<PendingRequest, Asked>,
}

impl Client {
    /// `bodies` are written to the client in the order in which they come.
    pub(super) fn new(bodies: Sender<String>) -> Self {
        Self { bodies, waiting: ReqQueue::default() }
    }

    /// Answers a request.
    pub(super) fn answer(&self, id: &RequestId, outcome: Result<Value, ResponseError>) {
        self.send(&match outcome {
            Ok(result) => json!({"jsonrpc": "2.0", "id": id, "result": result}),
            Err(error) => json!({"jsonrpc": "2.0", "id": id, "error": error}),
        });
    }

    /// Refuses a request, or something whose id cannot be told.
    pub(super) fn refuse(&self, id: Option<&RequestId>, code: ErrorCode, reason: &str) {
        let error = json!({"code": code as i32, "message": reason});
        self.send(&json!({"jsonrpc": "2.0", "id": id, "error": error}));
    }

    /// Answers a request that waits, as cancelled.
    pub(super) fn cancel(&mut self, id: RequestId) {
        if let Some(Response { id, response_result }) = self.waiting.incoming.cancel(id) {
            self.answer(&id, response_result);
        }
    }

    /// Tells something.
    pub(super) fn notify(&self, method: &str, params: &Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Asks for something.
    pub(super) fn ask(&mut self, method: &str, params: Value, asked: Asked) {
        let request = self.waiting.outgoing.register(method.to_owned(), params, asked);
        let (id, method, params) = (request.id, request.method, request.params);
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
    }

    /// Shows findings; `version` is that of the text they were found in, where it is open.
    pub(super) fn publish(&self, uri: &str, version: Option<i32>, diagnostics: &[Diagnostic]) {
        // Written in one go: this is what the user waits for.
        let params = Published { uri, version, diagnostics };
        self.send(&Told { jsonrpc: "2.0", method: "textDocument/publishDiagnostics", params });
    }

    /// Shows something to the user.
    pub(super) fn tell(&self, text: &str) {
        self.notify("window/showMessage", &json!({"type": 2, "message": text}));
    }

    /// Writes something into the log of the client, for whoever looks for the reason.
    pub(super) fn log(&self, text: &str) {
        self.notify("window/logMessage", &json!({"type": 2, "message": text}));
    }

    /// Has a change made.
    pub(super) fn apply(&mut self, edit: &WorkspaceEdit) {
        self.ask("workspace/applyEdit", json!({"edit": edit}), Asked::Edit);
    }

    /// Nobody is left to read it where this fails; the writer says so.
    fn send(&self, message: &impl Serialize) {
        if let Ok(body) = serde_json::to_string(message) {
            let _ = self.bodies.send(body);
        }
    }
}

#[derive(Serialize)]
struct Told<'p> {
    jsonrpc: &'static str,
    method: &'static str,
    params: Published<'p>,
}

#[derive(Serialize)]
struct Published<'p> {
    uri: &'p str,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<i32>,
    diagnostics: &'p [Diagnostic],
}

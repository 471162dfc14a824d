//! Messages to the client: answers, notifications, and the server's own requests, which are
//! remembered until they are answered.

use std::sync::mpsc::Sender;

use gen_lsp_types::{Diagnostic, WorkspaceEdit};
use lsp_server::{ErrorCode, ReqQueue, RequestId, Response, ResponseError};
use serde::Serialize;
use serde_json::{Value, json};

use crate::lsp::requests::PendingRequest;

/// Purpose of a request that the server sent to the client. It is remembered until the client's
/// answer comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// A registration for notifications, or a request to refresh diagnostics. The answer needs no
    /// action.
    Service,
    /// A request for the user's settings.
    Settings,
    /// A request to apply an edit.
    Edit,
}

/// The client of the language server, that is the editor, as the main loop sees it.
pub(super) struct Client {
    bodies: Sender<String>,
    /// Requests of the client that the worker has not answered yet, and requests of the server that
    /// the client has not answered yet.
    pub(super) waiting: ReqQueue<PendingRequest, Asked>,
}

impl Client {
    /// Creates a client without requests so far. Messages are sent to `bodies`; another thread
    /// writes them to the client, in order.
    pub(super) fn new(bodies: Sender<String>) -> Self {
        Self { bodies, waiting: ReqQueue::default() }
    }

    /// Answers a request of the client.
    pub(super) fn answer(&self, id: &RequestId, outcome: Result<Value, ResponseError>) {
        self.send(&match outcome {
            Ok(result) => json!({"jsonrpc": "2.0", "id": id, "result": result}),
            Err(error) => json!({"jsonrpc": "2.0", "id": id, "error": error}),
        });
    }

    /// Answers the request `id` with an error. `id` is `None` for a message whose id could not be
    /// read.
    pub(super) fn refuse(&self, id: Option<&RequestId>, code: ErrorCode, reason: &str) {
        let error = json!({"code": code as i32, "message": reason});
        self.send(&json!({"jsonrpc": "2.0", "id": id, "error": error}));
    }

    /// Answers a waiting request with "cancelled".
    pub(super) fn cancel(&mut self, id: RequestId) {
        if let Some(Response { id, response_result }) = self.waiting.incoming.cancel(id) {
            self.answer(&id, response_result);
        }
    }

    /// Sends a notification to the client.
    pub(super) fn notify(&self, method: &str, params: &Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Sends a request to the client, and remembers its purpose.
    pub(super) fn ask(&mut self, method: &str, params: Value, asked: Asked) {
        let request = self.waiting.outgoing.register(method.to_owned(), params, asked);
        let (id, method, params) = (request.id, request.method, request.params);
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
    }

    /// Publishes the diagnostics of a document. `version` is the version of the text in which they
    /// were found, if the document is open.
    pub(super) fn publish(&self, uri: &str, version: Option<i32>, diagnostics: &[Diagnostic]) {
        // Serialized directly, without an intermediate `Value`: the user waits for this message.
        let params = Published { uri, version, diagnostics };
        self.send(&PublishNotification { jsonrpc: "2.0", method: "textDocument/publishDiagnostics", params });
    }

    /// Shows a message to the user.
    pub(super) fn tell(&self, text: &str) {
        self.notify("window/showMessage", &json!({"type": 2, "message": text}));
    }

    /// Writes a message to the client's log.
    pub(super) fn log(&self, text: &str) {
        self.notify("window/logMessage", &json!({"type": 2, "message": text}));
    }

    /// Requests that the client apply an edit.
    pub(super) fn apply(&mut self, edit: &WorkspaceEdit) {
        self.ask("workspace/applyEdit", json!({"edit": edit}), Asked::Edit);
    }

    /// Sends a message to the writer thread. This fails only if that thread has ended, which it
    /// reports itself.
    fn send(&self, message: &impl Serialize) {
        if let Ok(body) = serde_json::to_string(message) {
            let _ = self.bodies.send(body);
        }
    }
}

#[derive(Serialize)]
struct PublishNotification<'p> {
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

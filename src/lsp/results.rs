//! Handles results in the main loop: passes those of the worker to the client, unless they are
//! stale, and takes the client's answers to requests of the server.

use lsp_server::Response;
use serde_json::{Value, json};

use crate::document::source::Format;
use crate::lsp::capabilities::Capability;
use crate::lsp::client::Asked;
use crate::lsp::complain;
use crate::lsp::requests::PendingRequest;
use crate::lsp::server::Server;
use crate::lsp::tasks::{Outcome, Task, modified};

impl Server {
    /// Handles the client's answer to a request of the server.
    pub(super) fn response(&mut self, response: Response) {
        let Some(asked) = self.client.waiting.outgoing.complete(response.id) else { return };
        match (asked, response.response_result) {
            (Asked::Settings, Ok(result)) => self.settle(result.get(0).unwrap_or(&Value::Null)),
            (Asked::Edit, Ok(result)) if result.get("applied") == Some(&Value::Bool(false)) => {
                let language = self.language();
                let text = language.pick("编辑器没有做这个修改。", "the editor did not make the change.");
                let reason = result.get("failureReason").and_then(Value::as_str).unwrap_or_default();
                self.client.tell(format!("{text} {reason}").trim_end());
            }
            (Asked::Service | Asked::Edit, Ok(_)) => {}
            (_, Err(error)) => complain(&format!("the client refuses: {}", error.message)),
        }
    }

    /// Passes a result of the worker to the client, unless it is stale.
    pub(super) fn pass_on(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Found { snapshot, diagnostics } => {
                let now = self.documents.get(&snapshot.uri);
                if now.is_some_and(|now| now.revision == snapshot.revision) {
                    self.client.publish(&snapshot.uri, Some(snapshot.version), &diagnostics);
                }
            }
            Outcome::Mistakes(uri, diagnostics) => self.client.publish(&uri, None, &diagnostics),
            Outcome::Shown(text) => self.client.tell(&text),
            Outcome::Logged(text) => self.client.log(&text),
            Outcome::Checked(checked) => self.assign(Task::Checked(checked)),
            Outcome::Compared(companies) => self.assign(Task::Compared(companies)),
            Outcome::Refreshed => {
                let both = [Capability::PullDiagnostics, Capability::RefreshDiagnostics];
                if both.into_iter().all(|capability| self.capabilities.has(capability)) {
                    self.client.ask("workspace/diagnostic/refresh", Value::Null, Asked::Service);
                }
            }
            Outcome::Answered(id, revision, outcome) => {
                let Some(pending) = self.client.waiting.incoming.complete(&id) else { return };
                let now = self.documents.get(&pending.uri).map(|snapshot| snapshot.revision);
                match (revision.is_some() && revision != now, now) {
                    // The answer belongs to an earlier text. A request without positions is asked
                    // again for the current one.
                    (true, Some(revision)) if !pending.ask.is_about_a_place() => {
                        let pending = PendingRequest { revision, ..pending };
                        self.client.waiting.incoming.register(id, pending.clone());
                        self.assign(Task::Answer(pending));
                    }
                    (true, _) => {
                        let error = modified("the document was changed");
                        self.client.answer(&id, Err(error));
                    }
                    (false, _) => self.client.answer(&id, outcome),
                }
            }
            Outcome::Edited(id, edit) => {
                if self.client.waiting.incoming.complete(&id).is_some() {
                    self.client.apply(&edit);
                    self.client.answer(&id, Ok(Value::Null));
                }
            }
        }
    }

    /// Asks the client to report changed files and settings, and requests the settings.
    pub(super) fn subscribe(&mut self) {
        let mut registrations = Vec::new();
        if self.capabilities.has(Capability::WatchFiles) {
            // Rule files and extended configurations may have any name, as may baselines and the
            // papers of a set. So extensions are watched, not names.
            let formats = Format::ALL.iter().flat_map(|format| format.extensions()).copied();
            let endings: Vec<&str> = ["toml", "json"].into_iter().chain(formats).collect();
            let watchers = json!([{"globPattern": format!("**/*.{{{}}}", endings.join(","))}]);
            registrations.push(json!({"id": "files", "method": "workspace/didChangeWatchedFiles",
                "registerOptions": {"watchers": watchers}}));
        }
        if self.capabilities.has(Capability::WatchConfiguration) {
            registrations.push(json!({"id": "settings", "method": "workspace/didChangeConfiguration",
                "registerOptions": {"section": "hegao"}}));
        }
        if !registrations.is_empty() {
            let params = json!({"registrations": registrations});
            self.client.ask("client/registerCapability", params, Asked::Service);
        }
        self.ask_for_settings();
    }

    /// Requests the settings, if the client supports that.
    pub(super) fn ask_for_settings(&mut self) {
        if self.capabilities.has(Capability::Configuration) {
            let params = json!({"items": [{"section": "hegao"}]});
            self.client.ask("workspace/configuration", params, Asked::Settings);
        }
    }
}

//! Notifications from the client: opened, changed and closed texts, and changed files, folders and
//! settings.

use lsp_server::RequestId;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::lsp::capabilities::Capability;
use crate::lsp::complain;
use crate::lsp::documents::{Change, ChangeProblem, Edit};
use crate::lsp::report::is_settings;
use crate::lsp::server::Server;
use crate::lsp::tasks::Task;
use crate::lsp::{settings, uri};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct About<T> {
    text_document: T,
    #[serde(default = "Vec::new")]
    content_changes: Vec<Change>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Opened {
    uri: String,
    language_id: String,
    version: i32,
    text: String,
}

#[derive(Deserialize)]
struct Versioned {
    uri: String,
    version: i32,
}

#[derive(Deserialize)]
struct Named {
    uri: String,
}

#[derive(Deserialize)]
struct Files {
    changes: Vec<Named>,
}

#[derive(Deserialize)]
struct Folders {
    event: FolderEvent,
}

#[derive(Deserialize)]
struct FolderEvent {
    added: Vec<Named>,
    removed: Vec<Named>,
}

#[derive(Deserialize)]
struct Cancelled {
    id: RequestId,
}

impl Server {
    /// Handles a notification. Malformed ones are written to the log, because notifications have no
    /// answer.
    pub(super) fn handle_notification(&mut self, method: &str, params: Value) {
        let outcome = match method {
            "initialized" => {
                self.subscribe();
                Ok(())
            }
            "textDocument/didOpen" => {
                let field = |name: &str| params["textDocument"][name].as_str().map(str::to_owned);
                let (uri, language) = (field("uri"), field("languageId").unwrap_or_default());
                read(params).map(|about: About<Opened>| self.opened(about)).inspect_err(|_| {
                    if let Some(uri) = uri {
                        self.documents.open(&uri, &language, 0, String::new());
                        self.lose(uri);
                    }
                })
            }
            "textDocument/didChange" => {
                let uri = params["textDocument"]["uri"].as_str().map(str::to_owned);
                read(params).map(|about: About<Versioned>| self.changed(about)).inspect_err(|_| {
                    if let Some(uri) = uri {
                        self.lose(uri);
                    }
                })
            }
            "textDocument/didSave" => read(params).map(|about: About<Named>| {
                self.saved(&about.text_document.uri);
            }),
            "textDocument/didClose" => read(params).map(|about: About<Named>| {
                self.closed(about.text_document.uri);
            }),
            "workspace/didChangeWatchedFiles" => read(params).map(|files: Files| {
                if files.changes.iter().any(|file| is_settings(&uri::name(&file.uri))) {
                    self.assign(Task::Reload);
                }
                self.assign(Task::Touched(
                    files.changes.iter().filter_map(|file| uri::path(&file.uri)).collect(),
                ));
            }),
            "workspace/didChangeWorkspaceFolders" => {
                read(params).map(|folders: Folders| self.moved(&folders))
            }
            "workspace/didChangeConfiguration" => {
                self.reconfigured(params.get("settings").unwrap_or(&Value::Null));
                Ok(())
            }
            "$/cancelRequest" => read(params).map(|cancelled: Cancelled| {
                self.client.cancel(cancelled.id.clone());
                self.assign(Task::Cancel(cancelled.id));
            }),
            // Other notifications do not concern this server.
            _ => Ok(()),
        };
        if let Err(reason) = outcome {
            self.warn(&format!("{method}: {reason}"));
        }
    }

    fn opened(&mut self, about: About<Opened>) {
        let Opened { uri, language_id, version, text } = about.text_document;
        if self.documents.get(&uri).is_some() {
            self.warn(&format!("{uri} was open already"));
        }
        let snapshot = self.documents.open(&uri, &language_id, version, text);
        self.check(snapshot);
    }

    /// Forgets the open texts whose addresses occur in a message that is not valid JSON: the
    /// message may have changed them.
    pub(super) fn lose_texts_of(&mut self, body: &[u8]) {
        let is_meant = |uri: &&str| memchr::memmem::find(body, uri.as_bytes()).is_some();
        let uris: Vec<String> =
            self.documents.texts().map(|(uri, _)| uri).filter(is_meant).map(str::to_owned).collect();
        for uri in uris {
            self.lose(uri);
        }
    }

    /// Forgets a text that differs from the editor's, and asks the user to open it again: the
    /// protocol has no request for the whole text.
    fn lose(&mut self, uri: String) {
        if !self.documents.lose(&uri) {
            return;
        }
        let name = uri::name(&uri);
        self.client.tell(&self.language().pick(
            format!("编辑器发来的「{name}」没读懂，或者与原文对不上，暂不检查：请关上再打开它。"),
            format!(
                "What the editor sent of {name} could not be read or does not fit its text, so it is not \
                 checked. Close it and open it again."
            ),
        ));
        self.forget(uri);
    }

    fn changed(&mut self, about: About<Versioned>) {
        let Versioned { uri, version } = about.text_document;
        let mut problems: Vec<ChangeProblem> = Vec::new();
        let told = &mut |problem| problems.push(problem);
        let edit = Edit { uri: &uri, version, changes: about.content_changes };
        let outcome = self.documents.change(edit, self.encoding, told);
        match outcome {
            Ok(snapshot) => self.check(snapshot),
            // The user was told when it was lost.
            Err(ChangeProblem::NotOpen) if self.documents.is_out_of_step(&uri) => {}
            Err(problem) => {
                problems.push(problem);
                if problem.is_out_of_step() {
                    self.lose(uri.clone());
                }
            }
        }
        for problem in problems {
            self.warn(&format!("{uri}: {problem}"));
        }
    }

    fn saved(&mut self, address: &str) {
        match uri::path(address) {
            _ if is_settings(&uri::name(address)) => self.assign(Task::Reload),
            Some(path) => self.assign(Task::Touched(vec![path])),
            None => {}
        }
    }

    fn closed(&mut self, uri: String) {
        if !self.documents.close(&uri) {
            return self.warn(&format!("{uri}: {}", ChangeProblem::NotOpen));
        }
        self.forget(uri);
    }

    /// Removes the diagnostics of a text that is no longer known.
    fn forget(&mut self, uri: String) {
        if !self.capabilities.has(Capability::PullDiagnostics) && !is_settings(&uri::name(&uri)) {
            self.client.publish(&uri, None, &[]);
        }
        self.newest.remove(&uri);
        self.assign(Task::Forget(uri));
    }

    fn moved(&mut self, folders: &Folders) {
        let paths =
            |named: &[Named]| named.iter().filter_map(|named| uri::path(&named.uri)).collect::<Vec<_>>();
        let removed = paths(&folders.event.removed);
        self.folders.retain(|folder| !removed.contains(folder));
        self.folders.extend(paths(&folders.event.added));
        self.assign(Task::Open(self.folders.clone()));
    }

    /// Handles a change of the user's settings. Some clients send the new settings, others only
    /// announce the change.
    fn reconfigured(&mut self, written: &Value) {
        match written {
            Value::Null => self.ask_for_settings(),
            written => self.settle(settings::section(written)),
        }
    }

    /// Reports a malformed notification on standard error and in the client's log.
    fn warn(&self, text: &str) {
        complain(text);
        self.client.log(text);
    }
}

fn read<T: DeserializeOwned>(params: Value) -> Result<T, String> {
    serde_json::from_value(params).map_err(|error| error.to_string())
}

//! Messages between the main loop and the worker.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use gen_lsp_types::{Diagnostic, WorkspaceEdit};
use lsp_server::{ErrorCode, RequestId, ResponseError};
use serde_json::Value;

use crate::engine::held::Held;
use crate::lsp::company::Company;
use crate::lsp::documents::Snapshot;
use crate::lsp::report::Report;
use crate::lsp::requests::PendingRequest;
use crate::lsp::settings::Settings;

/// A task for the worker.
pub(super) enum Task {
    /// A text was opened or changed.
    Check(Newest),
    /// A text was closed.
    Forget(String),
    /// The settings changed.
    Set(Settings),
    /// The open folders changed.
    Open(Vec<PathBuf>),
    /// A configuration may have changed.
    Reload,
    /// A request is to be answered.
    Answer(PendingRequest),
    /// A request was cancelled.
    Cancel(RequestId),
    /// Files other than configurations may have been created, changed or deleted.
    Touched(Vec<PathBuf>),
    /// The background thread has checked a document.
    Checked(LateReport),
    /// The background thread has compared the open papers of sets.
    Compared(Vec<Company>),
}

/// The newest version of a text, until the worker takes it. A later version replaces one that still
/// waits: during a check an editor may send thousands of changes, and each version is a copy of the
/// text.
#[derive(Clone, Debug, Default)]
pub(super) struct Newest(Arc<Mutex<Option<Snapshot>>>);

impl Newest {
    /// Stores a version. Returns `false` if an earlier one waited, whose task the worker will take.
    pub(super) fn put(&self, snapshot: Snapshot) -> bool {
        self.slot().replace(snapshot).is_none()
    }

    /// Removes the version.
    pub(super) fn take(&self) -> Option<Snapshot> {
        self.slot().take()
    }

    fn slot(&self) -> MutexGuard<'_, Option<Snapshot>> {
        // A version is stored in one step, so it is whole even if a thread panicked.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A result of the worker.
pub(super) enum Outcome {
    /// Diagnostics of a text.
    Found {
        /// The text that was checked.
        snapshot: Snapshot,
        /// Its diagnostics.
        diagnostics: Vec<Diagnostic>,
    },
    /// Mistakes in the configuration at this address; empty if there are none any more.
    Mistakes(String, Vec<Diagnostic>),
    /// The answer to a request, and the revision of the text it was computed from.
    Answered(RequestId, Option<u64>, Result<Value, ResponseError>),
    /// An edit requested by the client. The request is answered after the edit was sent.
    Edited(RequestId, Box<WorkspaceEdit>),
    /// A message for the user.
    Told(String),
    /// Earlier diagnostics may no longer be right: the client should request them again.
    Refreshed,
    /// A message for the client's log.
    Logged(String),
    /// The background thread has checked a document. The main loop forwards the result to the
    /// worker.
    Checked(LateReport),
    /// The background thread has compared documents. The main loop forwards the result to the
    /// worker.
    Compared(Vec<Company>),
}

/// A document that the background thread has checked.
pub(super) struct LateReport {
    /// Address of the document.
    pub(super) uri: String,
    /// Revision of the text that was checked.
    pub(super) revision: u64,
    /// Rules, words and dates used for the check.
    pub(super) held: Arc<Held>,
    /// The result of the check; `None` after an internal error.
    pub(super) report: Option<Box<Report>>,
}

/// The error for a request whose text was changed or closed in the meantime.
pub(super) fn modified(reason: &str) -> ResponseError {
    ResponseError { code: ErrorCode::ContentModified as i32, message: reason.to_owned(), data: None }
}

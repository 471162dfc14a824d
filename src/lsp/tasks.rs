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
    /// Check a text that was opened or changed.
    Check(Newest),
    /// Forget a text that was closed; the string is its address.
    Forget(String),
    /// Use these settings, because they changed.
    Set(Settings),
    /// Use these folders, because the open folders changed.
    Open(Vec<PathBuf>),
    /// Read configurations again, because one of them may have changed.
    Reload,
    /// Answer a request.
    Answer(PendingRequest),
    /// Cancel the request with this id.
    Cancel(RequestId),
    /// Take notice that these files, which are not configurations, may have been created, changed
    /// or deleted.
    Touched(Vec<PathBuf>),
    /// Take the report of a document that the background thread has checked.
    Checked(LateReport),
    /// Take the findings from the comparison of sets that the background thread has made.
    Compared(Vec<Company>),
}

/// The newest version of a text until the worker takes it. A later version replaces one that was
/// not taken: during a check an editor may send thousands of changes, and each version is a copy of
/// the text.
#[derive(Clone, Debug, Default)]
pub(super) struct Newest(Arc<Mutex<Option<Snapshot>>>);

impl Newest {
    /// Stores a version. Returns `false` if it replaces an earlier version that was not taken yet:
    /// the worker already has a task for that one.
    pub(super) fn put(&self, snapshot: Snapshot) -> bool {
        self.slot().replace(snapshot).is_none()
    }

    /// Takes the version out; `None` if it was taken already.
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
    /// Diagnostics that were found in a text.
    Found {
        /// The text that was checked.
        snapshot: Snapshot,
        /// The diagnostics that were found in the text.
        diagnostics: Vec<Diagnostic>,
    },
    /// Mistakes in the configuration at this address; empty if the last ones were corrected.
    Mistakes(String, Vec<Diagnostic>),
    /// The answer to a request, and the revision of the text it was computed from.
    Answered(RequestId, Option<u64>, Result<Value, ResponseError>),
    /// Result of the request with this id: an edit, which the client is asked to apply before the
    /// request is answered.
    Edited(RequestId, Box<WorkspaceEdit>),
    /// A message for the user.
    Shown(String),
    /// Diagnostics that the client has may be wrong now; it should request them again.
    Refreshed,
    /// A message for the client's log.
    Logged(String),
    /// A report of the background thread. The main loop passes it to the worker.
    Checked(LateReport),
    /// Findings from a comparison by the background thread. The main loop passes them to the
    /// worker.
    Compared(Vec<Company>),
}

/// A document that the background thread has checked.
pub(super) struct LateReport {
    /// Address of the document.
    pub(super) uri: String,
    /// Revision of the text that was checked.
    pub(super) revision: u64,
    /// The rules and settings with which the document was checked.
    pub(super) held: Arc<Held>,
    /// The result of the check; `None` after an internal error.
    pub(super) report: Option<Box<Report>>,
}

/// Creates the error for a request about a text that was changed or closed in the meantime.
pub(super) fn modified(reason: &str) -> ResponseError {
    ResponseError { code: ErrorCode::ContentModified as i32, message: reason.to_owned(), data: None }
}

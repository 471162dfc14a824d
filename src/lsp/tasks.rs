//! What the main loop and the worker say to each other.

use std::path::PathBuf;
use std::sync::Arc;

use gen_lsp_types::{Diagnostic, WorkspaceEdit};
use lsp_server::{ErrorCode, RequestId, ResponseError};
use serde_json::Value;

use crate::engine::held::Held;
use crate::lsp::company::Company;
use crate::lsp::documents::Snapshot;
use crate::lsp::report::Report;
use crate::lsp::requests::PendingRequest;
use crate::lsp::settings::Settings;

/// What the worker is to do.
pub(super) enum Task {
    /// A text was opened or changed.
    Check(Snapshot),
    /// A text was closed.
    Forget(String),
    /// Other settings hold.
    Set(Settings),
    /// Other folders are open.
    Open(Vec<PathBuf>),
    /// A configuration may have changed.
    Reload,
    /// Something is to be answered.
    Answer(PendingRequest),
    /// Nobody waits for an answer any more.
    Cancel(RequestId),
    /// Files that are no configurations may have changed.
    Touched(Vec<PathBuf>),
    /// The second thread has checked a document.
    Checked(LateReport),
    /// The second thread has compared the open papers of sets.
    Compared(Vec<Company>),
}

/// What the worker has to say.
pub(super) enum Outcome {
    /// What was found in a text.
    Found {
        /// The text it was found in.
        snapshot: Snapshot,
        /// What was found.
        diagnostics: Vec<Diagnostic>,
    },
    /// What is wrong with a configuration; nothing any more, where there is nothing.
    Mistakes(String, Vec<Diagnostic>),
    /// An answer, and the revision of the text that it was made from.
    Answered(RequestId, Option<u64>, Result<Value, ResponseError>),
    /// A change that a request asks for; it is answered when the change was handed on.
    Edited(RequestId, Box<WorkspaceEdit>),
    /// Something for the user.
    Told(String),
    /// What was answered before may be answered otherwise now.
    Refreshed,
    /// Something for the log of the client.
    Logged(String),
    /// The second thread has checked a document: the worker is to know.
    Checked(LateReport),
    /// The second thread has compared documents: the worker is to know.
    Compared(Vec<Company>),
}

/// A document that the second thread has checked.
pub(super) struct LateReport {
    /// Its address.
    pub(super) uri: String,
    /// The revision that was checked.
    pub(super) revision: u64,
    /// Rules, words and dates that it was checked with.
    pub(super) held: Arc<Held>,
    /// The report; `None` by a fault of hegao's own.
    pub(super) report: Option<Box<Report>>,
}

/// The answer where the text is no longer the one that was asked about.
pub(super) fn modified(reason: &str) -> ResponseError {
    ResponseError { code: ErrorCode::ContentModified as i32, message: reason.to_owned(), data: None }
}

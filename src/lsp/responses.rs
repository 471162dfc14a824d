//! Answers to requests about a document, from its report.

use gen_lsp_types::{
    DocumentDiagnosticReport, FullDocumentDiagnosticReport, RelatedFullDocumentDiagnosticReport,
    RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport, WorkspaceEdit,
};
use lsp_server::{ErrorCode, ResponseError};
use serde::Serialize;
use serde_json::Value;

use crate::lsp::actions::DocumentContext;
use crate::lsp::capabilities::Capability;
use crate::lsp::commands::Declaration;
use crate::lsp::edits::workspace_edit;
use crate::lsp::pages::Pages;
use crate::lsp::requests::Query;
use crate::lsp::{diagnostics, hover, symbols};
use crate::text::hash::{START, fnv};

/// A successful answer to a request.
pub(super) enum Reply {
    /// A value to send to the client.
    Value(Value),
    /// An edit that the client must apply.
    Edit(Box<WorkspaceEdit>),
}

impl DocumentContext<'_> {
    /// Answers one request.
    ///
    /// # Errors
    /// If the request cannot be fulfilled.
    pub(super) fn answer(&self, ask: &Query, pages: &mut Pages) -> Result<Reply, ResponseError> {
        let (report, capabilities) = (self.report, self.capabilities);
        match ask {
            Query::Diagnostics(known) => value(self.diagnostics(known.as_deref(), pages)?),
            Query::Actions(place) => value(self.actions(place)),
            Query::Hover(position) => value(hover::at(report, *position, capabilities)),
            Query::Symbols if capabilities.has(Capability::SymbolTrees) => value(symbols::tree(report)),
            Query::Symbols => value(symbols::list(report)),
            Query::Folds => value(symbols::folds(report, capabilities.most_folds())),
            Query::Declare(declaration) => self.declared_edit(declaration),
        }
    }

    /// All diagnostics of the document, or "unchanged" if their result id is `known`, the id that
    /// the client already has. The result id is a hash of the diagnostics.
    fn diagnostics(
        &self,
        known: Option<&str>,
        pages: &mut Pages,
    ) -> Result<DocumentDiagnosticReport, ResponseError> {
        let items = diagnostics::all(self.report, self.capabilities, pages);
        let written = serde_json::to_vec(&items).map_err(|error| failed(&error.to_string()))?;
        let name = format!("{:016x}", fnv(START, &written));
        Ok(if known == Some(name.as_str()) {
            let same = UnchangedDocumentDiagnosticReport { result_id: name };
            RelatedUnchangedDocumentDiagnosticReport {
                unchanged_document_diagnostic_report: same,
                ..Default::default()
            }
            .into()
        } else {
            let full = FullDocumentDiagnosticReport { result_id: Some(name), items };
            RelatedFullDocumentDiagnosticReport {
                full_document_diagnostic_report: full,
                ..Default::default()
            }
            .into()
        })
    }

    fn declared_edit(&self, declaration: &Declaration) -> Result<Reply, ResponseError> {
        let language = self.report.setup.language;
        if !self.capabilities.has(Capability::ApplyEdit) {
            return Err(failed("the client does not support workspace/applyEdit"));
        }
        let target = self
            .declare(declaration)
            .ok_or_else(|| failed(language.pick("这里已经没有这个问题", "the finding is no longer there")))?;
        let edit = workspace_edit(self.capabilities, target).ok_or_else(|| {
            failed(language.pick("编辑器不能新建 hegao.toml", "the client cannot make a hegao.toml"))
        })?;
        Ok(Reply::Edit(Box::new(edit)))
    }
}

fn value(value: impl Serialize) -> Result<Reply, ResponseError> {
    serde_json::to_value(value).map(Reply::Value).map_err(|error| failed(&error.to_string()))
}

fn failed(reason: &str) -> ResponseError {
    ResponseError { code: ErrorCode::RequestFailed as i32, message: reason.to_owned(), data: None }
}

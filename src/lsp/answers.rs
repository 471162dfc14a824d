//! Questions about a document, answered from its report.

use gen_lsp_types::{
    DocumentDiagnosticReport, FullDocumentDiagnosticReport, RelatedFullDocumentDiagnosticReport,
    RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport, WorkspaceEdit,
};
use lsp_server::{ErrorCode, ResponseError};
use serde::Serialize;
use serde_json::Value;

use crate::lsp::abilities::{Abilities, Ability};
use crate::lsp::actions::Desk;
use crate::lsp::commands::Declaration;
use crate::lsp::declare::Opened;
use crate::lsp::edits::workspace_edit;
use crate::lsp::pages::Pages;
use crate::lsp::questions::Ask;
use crate::lsp::report::Report;
use crate::lsp::settings::Settings;
use crate::lsp::{diagnostics, hover, symbols};
use crate::text::hash::{START, fnv};

/// An answer.
pub(super) enum Given {
    /// What the client is told.
    Value(Value),
    /// What it is to change.
    Edit(Box<WorkspaceEdit>),
}

/// What answers are made of.
pub(super) struct Table<'t> {
    /// The document.
    pub(super) report: &'t Report,
    /// What the client can do.
    pub(super) abilities: &'t Abilities,
    /// The user's settings.
    pub(super) settings: &'t Settings,
    /// The documents that are open.
    pub(super) opened: Opened<'t>,
}

impl Table<'_> {
    /// Answers one question.
    ///
    /// # Errors
    /// Where what is asked for cannot be done.
    pub(super) fn answer(&self, ask: &Ask, pages: &mut Pages) -> Result<Given, ResponseError> {
        let (report, abilities) = (self.report, self.abilities);
        match ask {
            Ask::Diagnostics(known) => value(self.diagnostics(known.as_deref(), pages)?),
            Ask::Actions(place) => value(self.desk().actions(place)),
            Ask::Hover(position) => value(hover::at(report, *position, abilities)),
            Ask::Symbols if abilities.has(Ability::SymbolTrees) => value(symbols::tree(report)),
            Ask::Symbols => value(symbols::list(report)),
            Ask::Folds => value(symbols::folds(report, abilities.most_folds())),
            Ask::Declare(declaration) => self.declare(declaration),
        }
    }

    fn desk(&self) -> Desk<'_> {
        let (report, abilities) = (self.report, self.abilities);
        Desk { report, abilities, settings: self.settings, opened: self.opened }
    }

    /// All diagnostics, or that they are still those of the name `known`: the name is a hash of what they say.
    fn diagnostics(
        &self,
        known: Option<&str>,
        pages: &mut Pages,
    ) -> Result<DocumentDiagnosticReport, ResponseError> {
        let items = diagnostics::all(self.report, self.abilities, pages);
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

    fn declare(&self, declaration: &Declaration) -> Result<Given, ResponseError> {
        let language = self.report.holds.language;
        if !self.abilities.has(Ability::ApplyEdit) {
            return Err(failed("the client does not support workspace/applyEdit"));
        }
        let target = self
            .desk()
            .declare(declaration)
            .ok_or_else(|| failed(language.pick("这里已经没有这个问题", "the finding is no longer there")))?;
        let edit = workspace_edit(self.abilities, target).ok_or_else(|| {
            failed(language.pick("编辑器不能新建 hegao.toml", "the client cannot make a hegao.toml"))
        })?;
        Ok(Given::Edit(Box::new(edit)))
    }
}

fn value(value: impl Serialize) -> Result<Given, ResponseError> {
    serde_json::to_value(value).map(Given::Value).map_err(|error| failed(&error.to_string()))
}

fn failed(reason: &str) -> ResponseError {
    ResponseError { code: ErrorCode::RequestFailed as i32, message: reason.to_owned(), data: None }
}

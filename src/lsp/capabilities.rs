//! Features that the client supports, and those that the server announces to it.

use gen_lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProvider, DiagnosticOptions, DiagnosticProvider,
    DocumentSymbolProvider, ExecuteCommandOptions, FoldingRangeProvider, HoverProvider, InitializeResult,
    Save, SaveOptions, ServerCapabilities, ServerInfo, TextDocumentSync, TextDocumentSyncKind,
    TextDocumentSyncOptions, WorkspaceFoldersServerCapabilities, WorkspaceOptions,
};
use serde_json::Value;

use crate::lsp::commands::IGNORE;
use crate::lsp::positions::Encoding;

/// Kind of the action that applies all safe fixes.
pub(super) const FIX_ALL: &str = "source.fixAll.hegao";

/// A feature that a client may support.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Capability {
    /// Requests diagnostics (pull model).
    PullDiagnostics,
    /// Requests diagnostics again if the server sends `workspace/diagnostic/refresh`.
    RefreshDiagnostics,
    /// Shows related locations beside a diagnostic.
    RelatedPlaces,
    /// Opens the page of a rule.
    RulePages,
    /// Shows the symbols of a document as a tree, not only as a list.
    SymbolTrees,
    /// Accepts code actions, not only commands.
    CodeActions,
    /// Accepts edits that state the version of the document they are for, in order.
    DocumentChanges,
    /// Applies edits that the server requests.
    ApplyEdit,
    /// Answers the server's requests for settings.
    Configuration,
    /// Reports changed settings if the server registers for them.
    WatchConfiguration,
    /// Reports changed files if the server registers for them.
    WatchFiles,
}

impl Capability {
    /// JSON pointer to the field of the client's capabilities that announces this feature.
    fn pointer(self) -> &'static str {
        match self {
            Self::PullDiagnostics => "/textDocument/diagnostic",
            Self::RefreshDiagnostics => "/workspace/diagnostics/refreshSupport",
            Self::RelatedPlaces => "/textDocument/publishDiagnostics/relatedInformation",
            Self::RulePages => "/textDocument/publishDiagnostics/codeDescriptionSupport",
            Self::SymbolTrees => "/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport",
            Self::CodeActions => "/textDocument/codeAction/codeActionLiteralSupport",
            Self::DocumentChanges => "/workspace/workspaceEdit/documentChanges",
            Self::ApplyEdit => "/workspace/applyEdit",
            Self::Configuration => "/workspace/configuration",
            Self::WatchConfiguration => "/workspace/didChangeConfiguration/dynamicRegistration",
            Self::WatchFiles => "/workspace/didChangeWatchedFiles/dynamicRegistration",
        }
    }
}

/// The capabilities that the client announced in `initialize`, as JSON.
#[derive(Clone, Debug, Default)]
pub(super) struct Capabilities(Value);

impl Capabilities {
    /// Takes over `capabilities`, the unchecked value from `initialize`. A field of the wrong type
    /// counts as "not supported".
    pub(super) fn new(capabilities: Value) -> Self {
        Self(capabilities)
    }

    /// True if the client supports the feature.
    pub(super) fn has(&self, capability: Capability) -> bool {
        // For these two, the announcement for pulled diagnostics overrides the one for published
        // diagnostics.
        let asked = match capability {
            Capability::RelatedPlaces => self.0.pointer("/textDocument/diagnostic/relatedInformation"),
            Capability::RulePages => self.0.pointer("/textDocument/diagnostic/codeDescriptionSupport"),
            _ => None,
        };
        let said = asked.or_else(|| self.0.pointer(capability.pointer()));
        said.is_some_and(|said| said == true || said.is_object())
    }

    /// True if the client knows the `Unnecessary` diagnostic tag.
    pub(super) fn knows_unnecessary(&self) -> bool {
        ["diagnostic", "publishDiagnostics"].iter().any(|of| {
            let tags = self.0.pointer(&format!("/textDocument/{of}/tagSupport/valueSet"));
            tags.and_then(Value::as_array).is_some_and(|tags| tags.contains(&1.into()))
        })
    }

    /// True if the client supports edits that create a file.
    pub(super) fn creates_files(&self) -> bool {
        self.has(Capability::DocumentChanges)
            && self.list("/workspace/workspaceEdit/resourceOperations").any(|operation| operation == "create")
    }

    /// True if the client shows Markdown in hovers. A client that names no formats is assumed to.
    pub(super) fn shows_markdown(&self) -> bool {
        let mut formats = self.list("/textDocument/hover/contentFormat").peekable();
        formats.peek().is_none() || formats.any(|format| format == "markdown")
    }

    /// Maximum number of folding ranges that the client accepts.
    pub(super) fn most_folds(&self) -> usize {
        let most = self.0.pointer("/textDocument/foldingRange/rangeLimit").and_then(Value::as_u64);
        most.and_then(|most| usize::try_from(most).ok()).unwrap_or(usize::MAX)
    }

    /// Unit of columns in positions: the first of the client's encodings that this server knows, or
    /// UTF-16 if the client names none.
    pub(super) fn encoding(&self) -> Encoding {
        self.list("/general/positionEncodings").find_map(Encoding::of_name).unwrap_or(Encoding::Utf16)
    }

    fn list(&self, pointer: &str) -> impl Iterator<Item = &str> {
        self.0.pointer(pointer).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
    }
}

/// Returns the server's capabilities, adapted to a client with `capabilities`.
pub(super) fn offer(capabilities: &Capabilities) -> InitializeResult {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::Incremental),
        save: Some(Save::SaveOptions(SaveOptions { include_text: Some(false) })),
        ..TextDocumentSyncOptions::default()
    };
    let actions = CodeActionOptions {
        code_action_kinds: Some(vec![CodeActionKind::QuickFix, CodeActionKind::Custom(FIX_ALL.into())]),
        ..CodeActionOptions::default()
    };
    let diagnostics =
        DiagnosticOptions { identifier: Some("hegao".to_owned()), ..DiagnosticOptions::default() };
    let commands =
        ExecuteCommandOptions { commands: vec![IGNORE.to_owned()], ..ExecuteCommandOptions::default() };
    let folders =
        WorkspaceFoldersServerCapabilities { supported: Some(true), change_notifications: Some(true.into()) };
    InitializeResult {
        capabilities: ServerCapabilities {
            position_encoding: Some(capabilities.encoding().kind()),
            text_document_sync: Some(TextDocumentSync::Options(sync)),
            hover_provider: Some(HoverProvider::Bool(true)),
            document_symbol_provider: Some(DocumentSymbolProvider::Bool(true)),
            folding_range_provider: Some(FoldingRangeProvider::Bool(true)),
            code_action_provider: Some(CodeActionProvider::CodeActionOptions(actions)),
            diagnostic_provider: capabilities
                .has(Capability::PullDiagnostics)
                .then_some(DiagnosticProvider::DiagnosticOptions(diagnostics)),
            execute_command_provider: Some(commands),
            workspace: Some(WorkspaceOptions {
                workspace_folders: Some(folders),
                ..WorkspaceOptions::default()
            }),
            ..ServerCapabilities::default()
        },
        server_info: Some(ServerInfo {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Capabilities, Capability};
    use crate::lsp::positions::Encoding;

    #[test]
    fn who_says_nothing_counts_in_utf_16() {
        let encoding = |said| Capabilities::new(json!({"general": {"positionEncodings": said}})).encoding();
        assert_eq!(Capabilities::default().encoding(), Encoding::Utf16);
        assert_eq!(encoding(json!(["utf-7", "utf-32", "utf-8"])), Encoding::Utf32);
        assert_eq!(encoding(json!("utf-8")), Encoding::Utf16, "not a list");
    }

    #[test]
    fn what_is_not_said_rightly_is_not_there() {
        let capabilities = Capabilities::new(json!({
            "textDocument": {"diagnostic": {"relatedInformation": false}, "publishDiagnostics": {
                "relatedInformation": true, "codeDescriptionSupport": "yes", "tagSupport": {"valueSet": [2, 1]}}},
            "workspace": {"applyEdit": true, "workspaceEdit": {"resourceOperations": ["create"]}}}));
        assert!(capabilities.has(Capability::PullDiagnostics) && capabilities.has(Capability::ApplyEdit));
        assert!(!capabilities.has(Capability::RelatedPlaces) && !capabilities.has(Capability::RulePages));
        assert!(capabilities.knows_unnecessary() && !capabilities.creates_files());
    }
}

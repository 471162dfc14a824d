//! Requests from the client about a document.

use gen_lsp_types::Position;
use lsp_server::RequestId;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::lsp::actions::CodeActionParams;
use crate::lsp::commands::{Declaration, IGNORE};

/// A request about a document.
#[derive(Clone, Debug)]
pub(super) struct PendingRequest {
    /// Id of the request, for the answer.
    pub(super) id: RequestId,
    /// Address of the document.
    pub(super) uri: String,
    /// Revision of the text when the request was made.
    pub(super) revision: u64,
    /// Kind of the request, with its parameters.
    pub(super) ask: Query,
}

/// Kind of a request about a document.
#[derive(Clone, Debug)]
pub(super) enum Query {
    /// All diagnostics. The string is the result id that the client already has.
    Diagnostics(Option<String>),
    /// Code actions for a range.
    Actions(Box<CodeActionParams>),
    /// Hover text at a position.
    Hover(Position),
    /// The outline of the document.
    Symbols,
    /// Folding ranges of the document.
    Folds,
    /// A change that declares a finding right.
    Declare(Box<Declaration>),
}

impl Query {
    /// True if the request contains a position. Such a request must be refused after an edit,
    /// because positions then mean something else.
    pub(super) fn is_about_a_place(&self) -> bool {
        matches!(self, Self::Actions(_) | Self::Hover(_))
    }
}

/// Reason why a request is refused.
#[derive(Debug)]
pub(super) enum BadRequest {
    /// The server does not know the method.
    NoMethod,
    /// The parameters are invalid. The string is the reason.
    BadParams(String),
}

impl From<serde_json::Error> for BadRequest {
    fn from(error: serde_json::Error) -> Self {
        Self::BadParams(error.to_string())
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct About<T> {
    text_document: Named,
    #[serde(flatten)]
    rest: T,
}

#[derive(Deserialize)]
struct Named {
    uri: String,
}

#[derive(Deserialize)]
struct Nothing {}

#[derive(Deserialize)]
struct At {
    position: Position,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Known {
    previous_result_id: Option<String>,
}

#[derive(Deserialize)]
struct Execution {
    command: String,
    #[serde(default)]
    arguments: Vec<Value>,
}

/// Reads the address of the document that a request is about, and the kind of request.
///
/// # Errors
/// If the method is unknown, or its parameters are invalid.
pub(super) fn read(method: &str, params: Value) -> Result<(String, Query), BadRequest> {
    Ok(match method {
        "textDocument/diagnostic" => {
            about(params, |known: Known| Query::Diagnostics(known.previous_result_id))?
        }
        "textDocument/codeAction" => {
            about(params, |place: CodeActionParams| Query::Actions(Box::new(place)))?
        }
        "textDocument/hover" => about(params, |at: At| Query::Hover(at.position))?,
        "textDocument/documentSymbol" => about(params, |_: Nothing| Query::Symbols)?,
        "textDocument/foldingRange" => about(params, |_: Nothing| Query::Folds)?,
        "workspace/executeCommand" => {
            let Execution { command, arguments } = serde_json::from_value(params)?;
            if command != IGNORE {
                return Err(BadRequest::BadParams(format!("no command is called `{command}`")));
            }
            let declaration = Declaration::read(&arguments).map_err(BadRequest::BadParams)?;
            (declaration.uri.clone(), Query::Declare(Box::new(declaration)))
        }
        _ => return Err(BadRequest::NoMethod),
    })
}

fn about<T: DeserializeOwned>(params: Value, ask: fn(T) -> Query) -> Result<(String, Query), BadRequest> {
    let About { text_document, rest } = serde_json::from_value::<About<T>>(params)?;
    Ok((text_document.uri, ask(rest)))
}

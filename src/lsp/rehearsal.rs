//! Runs a whole session of the language server on one thread, without the standard streams, for
//! tests: the input is given as bytes, and the output is kept. The same input always gives the same
//! session, so failures can be reproduced.

use std::collections::BTreeMap;
use std::sync::mpsc;

use lsp_server::Message;

use crate::language::Language;
use crate::lsp::background::Background;
use crate::lsp::client::Client;
use crate::lsp::configurations::{Base, LanguageSource};
use crate::lsp::server::{Flow, Server};
use crate::lsp::transport::{self, Incoming};
use crate::lsp::worker::Worker;
use crate::registry::Registry;
use crate::workspace::bounds::Bounds;

/// Result of a session of the language server.
#[derive(Debug)]
pub struct Rehearsal {
    /// The bodies of all messages sent to the client, in order.
    pub said: Vec<String>,
    /// Texts that were open at the end, by address.
    pub texts: BTreeMap<String, String>,
    /// The exit code that the process would have.
    pub code: u8,
}

/// Runs a session in which `input` is everything that the client sends. After each notification,
/// the worker does one step; after each request, all pending work. In this way, both answers and
/// stale results occur.
pub fn rehearse(registry: Registry, input: &[u8]) -> Rehearsal {
    let (bodies, said) = mpsc::channel();
    let (setups, started) = mpsc::channel();
    let (outcomes, heard) = mpsc::channel();
    // The worker is not started on a thread. The loop below runs its steps.
    let start = Box::new(move |setup| drop(setups.send(setup)));
    let languages = LanguageSource { asked: None, fallback: Language::Chinese };
    let base = Base { registry, bounds: Bounds::default() };
    let mut server = Server::new(base, languages, Client::new(bodies), start);
    let mut workers: Option<(Worker, Background)> = None;
    let mut input = input;
    let code = loop {
        let incoming = transport::read(&mut input);
        let is_request = matches!(&incoming, Incoming::Message(Message::Request(_)));
        if let Flow::Exit(code, _) = server.handle_message(incoming) {
            break code;
        }
        if let Ok(setup) = started.try_recv() {
            workers = Some(setup.workers(&outcomes));
        }
        let Some((worker, background)) = &mut workers else { continue };
        let mut is_busy = true;
        while is_busy {
            // Documents are compared only when the worker is idle.
            is_busy = (worker.step_without_waiting() || background.step_without_waiting()) && is_request;
            for outcome in heard.try_iter() {
                // Outcomes never end a session.
                let _ = server.handle_outcome(outcome);
            }
        }
    };
    let texts = server.documents.texts().map(|(uri, text)| (uri.to_owned(), text.to_owned())).collect();
    drop((server, workers));
    Rehearsal { said: said.iter().collect(), texts, code }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::rehearse;
    use crate::registry::Registry;

    fn rehearsed(bodies: &[&str]) -> (Vec<Value>, Vec<String>, u8) {
        let framed = bodies.iter().map(|body| format!("Content-Length: {}\r\n\r\n{body}", body.len()));
        let rehearsal = rehearse(Registry::built_in(), framed.collect::<String>().as_bytes());
        let said = rehearsal.said.iter().map(|body| serde_json::from_str(body).unwrap());
        (said.collect(), rehearsal.texts.into_values().collect(), rehearsal.code)
    }

    #[test]
    fn a_session_is_answered_to_its_end() {
        let (said, texts, code) = rehearsed(&[
            r#"{"id":1,"method":"initialize","params":{"capabilities":{}}}"#,
            r#"{"method":"textDocument/didOpen","params":{"textDocument":{"uri":"untitled:a.txt","languageId":"","version":1,"text":"共XX户"}}}"#,
            r#"{"id":2,"method":"textDocument/documentSymbol","params":{"textDocument":{"uri":"untitled:a.txt"}}}"#,
            r#"{"id":3,"method":"shutdown"}"#,
            r#"{"method":"exit"}"#,
        ]);
        let ids: Vec<u64> = said.iter().filter_map(|message| message["id"].as_u64()).collect();
        assert_eq!((ids, texts, code), (vec![1, 2, 3], vec!["共XX户".to_owned()], 0));
        let shown = said.iter().find(|message| message["method"] == "textDocument/publishDiagnostics");
        assert_eq!(shown.unwrap()["params"]["diagnostics"][0]["code"], "placeholder/mask");
    }

    #[test]
    fn a_stream_that_breaks_off_ends_it() {
        assert_eq!(rehearse(Registry::built_in(), b"Content-Length: 9\r\n\r\n{").code, 1);
    }
}

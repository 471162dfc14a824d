//! L9: the language server, `hegao lsp`. One thread reads, one writes, one checks, one compares; the main loop keeps the texts and answers
//! at once what needs no check.

mod actions;
mod background;
mod capabilities;
mod client;
mod commands;
mod company;
mod configurations;
mod declare;
mod diagnostics;
mod documents;
mod edits;
mod hover;
mod notifications;
mod pages;
mod positions;
pub mod rehearsal;
mod report;
mod requests;
mod responses;
mod results;
mod server;
mod settings;
mod symbols;
mod tasks;
mod transport;
mod uri;
mod worker;

use std::io::{self, BufReader, BufWriter};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use crate::language::Language;
use crate::lsp::client::Client;
use crate::lsp::configurations::{Base, LanguageSource};
use crate::lsp::server::{Flow, Server, WorkerSetup};
use crate::lsp::tasks::Outcome;
use crate::lsp::transport::Incoming;
use crate::registry::Registry;
use crate::workspace::bounds::Bounds;
use crate::workspace::stderr;

/// How long it is waited at the end for what was not written yet.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// What the main loop hears.
enum Event {
    /// Something from the client.
    Client(Incoming),
    /// Something from the worker.
    Worker(Outcome),
    /// There is no worker any more.
    WorkerEnded,
    /// The client reads no more.
    WriteFailed(io::Error),
}

/// Serves a client on the standard streams until it leaves; the exit code. `asked` is the language of the command line,
/// `fallback` that of the environment.
pub(crate) fn run(registry: Registry, bounds: Bounds, asked: Option<Language>, fallback: Language) -> u8 {
    let (events, heard) = mpsc::channel();
    let (bodies, written) = mpsc::channel();
    let (ended, end) = mpsc::channel();
    spawn_reader(events.clone());
    spawn_writer(written, events.clone(), ended);
    let start = Box::new(move |setup| spawn_worker(setup, events.clone()));
    let mut server = Server::new(
        Base { registry, bounds },
        LanguageSource { asked, fallback },
        Client::new(bodies),
        start,
    );
    let code = serve(&mut server, &heard);
    drop(server);
    // A client that reads no more does not keep the server.
    let _ = end.recv_timeout(LAST_WORDS);
    code
}

fn serve(server: &mut Server, heard: &Receiver<Event>) -> u8 {
    loop {
        let flow = match heard.recv() {
            Ok(Event::Client(incoming)) => server.handle_message(incoming),
            Ok(Event::Worker(outcome)) => server.handle_outcome(outcome),
            Ok(Event::WorkerEnded) => server.handle_worker_end(),
            Ok(Event::WriteFailed(error)) => Flow::Exit(1, Some(error.to_string())),
            Err(_) => Flow::Exit(1, Some("all threads are gone".to_owned())),
        };
        if let Flow::Exit(code, reason) = flow {
            if let Some(reason) = reason {
                complain(&reason);
            }
            return code;
        }
    }
}

/// Reads the client in a thread of its own. It is not waited for: nothing ends a read but the client.
fn spawn_reader(events: Sender<Event>) {
    thread::spawn(move || {
        let mut input = BufReader::new(io::stdin().lock());
        loop {
            let incoming = transport::read(&mut input);
            let is_last = matches!(incoming, Incoming::End | Incoming::Broken(_));
            if events.send(Event::Client(incoming)).is_err() || is_last {
                return;
            }
        }
    });
}

/// Writes to the client in a thread of its own, and says when all is written.
fn spawn_writer(bodies: Receiver<String>, events: Sender<Event>, ended: Sender<()>) {
    thread::spawn(move || {
        let mut output = BufWriter::new(io::stdout().lock());
        for body in bodies {
            if let Err(error) = transport::write(&mut output, &body) {
                // Where the main loop is gone too, nobody needs to know.
                let _ = events.send(Event::WriteFailed(error));
                break;
            }
        }
        let _ = ended.send(());
    });
}

/// Has the worker and its second thread work, each in a thread of its own.
fn spawn_worker(setup: WorkerSetup, events: Sender<Event>) {
    let (outcomes, heard) = mpsc::channel();
    let (worker, background) = setup.workers(&outcomes);
    drop(outcomes);
    thread::spawn(move || worker.run());
    thread::spawn(move || background.run());
    // The main loop hears everything at one end.
    thread::spawn(move || {
        for outcome in heard {
            if events.send(Event::Worker(outcome)).is_err() {
                return;
            }
        }
        // Where the main loop is gone too, nobody needs to know.
        let _ = events.send(Event::WorkerEnded);
    });
}

/// A line on standard error, for whoever started the server.
fn complain(text: &str) {
    stderr::complain(&format!("hegao lsp: {text}\n"));
}

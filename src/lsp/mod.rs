//! L9: the language server, `hegao lsp`. One thread reads, one writes, one checks, one compares.
//! The main loop keeps the texts and answers requests that need no check.

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
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::thread;
use std::time::Duration;

#[cfg(unix)]
use rustix::event::{PollFd, PollFlags, poll};
#[cfg(unix)]
use rustix::io::Errno;

use crate::language::Language;
use crate::lsp::client::Client;
use crate::lsp::configurations::{Base, LanguageSource};
use crate::lsp::server::{Flow, Server, WorkerSetup};
use crate::lsp::tasks::Outcome;
use crate::lsp::transport::Incoming;
use crate::registry::Registry;
use crate::workspace::bounds::Bounds;
use crate::workspace::stderr;

/// Maximum number of events that wait for the main loop. If there are more, the threads wait: a
/// client that sends faster than its messages are handled must not fill the memory. The main loop
/// itself never waits for another thread.
const MAX_WAITING: usize = 64;
/// Maximum time to wait, at exit, for messages that are still to be written.
const MAX_EXIT_WAIT: Duration = Duration::from_secs(2);

/// An event for the main loop.
enum Event {
    /// A message from the client.
    Client(Incoming),
    /// A result from the worker.
    Worker(Outcome),
    /// Both the worker and the background thread have ended.
    WorkerEnded,
    /// The client no longer reads messages, so that writing failed.
    WriteFailed(io::Error),
}

/// Serves a client on standard input and output until it leaves. Returns the exit code. `asked` is
/// the language from the command line, `fallback` the one from the environment.
pub(crate) fn run(registry: Registry, bounds: Bounds, asked: Option<Language>, fallback: Language) -> u8 {
    let (events, heard) = mpsc::sync_channel(MAX_WAITING);
    let (bodies, written) = mpsc::channel();
    let (ended, end) = mpsc::channel();
    spawn_reader(events.clone());
    #[cfg(unix)]
    spawn_watcher(events.clone());
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
    // A client that no longer reads must not keep the server alive.
    let _ = end.recv_timeout(MAX_EXIT_WAIT);
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

/// Starts a thread that reads messages of the client. It is never joined, because only the client
/// can end a read that blocks.
fn spawn_reader(events: SyncSender<Event>) {
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

/// Starts a thread that writes messages to the client. It signals `ended` when everything is
/// written.
fn spawn_writer(bodies: Receiver<String>, events: SyncSender<Event>, ended: Sender<()>) {
    thread::spawn(move || {
        let mut output = BufWriter::new(io::stdout().lock());
        for body in bodies {
            if let Err(error) = transport::write(&mut output, &body) {
                // Fails only if the main loop has ended, and then the error no longer matters.
                let _ = events.send(Event::WriteFailed(error));
                break;
            }
        }
        let _ = ended.send(());
    });
}

/// Starts a thread that waits until the client closes its end of standard output. A failing write
/// would show that too, but an idle server writes nothing, and would run for ever after its client
/// is gone.
#[cfg(unix)]
fn spawn_watcher(events: SyncSender<Event>) {
    thread::spawn(move || {
        let output = io::stdout();
        // Hang-ups and errors are told without being asked for.
        let mut watched = [PollFd::new(&output, PollFlags::empty())];
        let outcome = loop {
            match poll(&mut watched, None) {
                Err(Errno::INTR) => {}
                outcome => break outcome,
            }
        };
        if outcome.is_ok() && watched[0].revents().intersects(PollFlags::HUP | PollFlags::ERR) {
            // Fails only if the main loop has ended, and then the event no longer matters.
            let _ = events.send(Event::WriteFailed(io::ErrorKind::BrokenPipe.into()));
        }
    });
}

/// Starts a thread for the worker and a background thread.
fn spawn_worker(setup: WorkerSetup, events: SyncSender<Event>) {
    let (outcomes, heard) = mpsc::channel();
    let (worker, background) = setup.workers(&outcomes);
    drop(outcomes);
    thread::spawn(move || worker.run());
    thread::spawn(move || background.run());
    // Forwards their results, so that the main loop has one channel for all events.
    thread::spawn(move || {
        for outcome in heard {
            if events.send(Event::Worker(outcome)).is_err() {
                return;
            }
        }
        // Fails only if the main loop has ended, and then the event no longer matters.
        let _ = events.send(Event::WorkerEnded);
    });
}

/// Writes a line to standard error, for the program that started the server.
fn complain(text: &str) {
    stderr::complain(&format!("hegao lsp: {text}\n"));
}

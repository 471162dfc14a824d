//! Long sessions, and clients that stop reading.

use std::fs;
use std::io::{Read, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::client::{Client, able};

/// Most bytes by which a server may grow while one document is edited.
const MOST_GROWTH: u64 = 5 << 20;
/// Longest wait for the end of a server whose client no longer reads.
const PATIENCE: Duration = Duration::from_secs(20);

/// Resident memory of a process, in bytes.
fn memory(process: u32) -> u64 {
    let statm = fs::read_to_string(format!("/proc/{process}/statm")).unwrap();
    let pages: u64 = statm.split_whitespace().nth(1).unwrap().parse().unwrap();
    // The page size is not known without unsafe code. Pages larger than 4 KiB make the test weaker.
    pages * 4096
}

#[test]
fn ten_thousand_edits_of_one_document_take_no_memory() {
    let mut client = Client::with(&[], able());
    let uri = "untitled:稿.txt";
    client.check(uri, &"一、抓好落实，完成投资XX亿元。\n二是截止3月底共80户。\n".repeat(20));
    let mut version = 1;
    let mut edit = |client: &mut Client, count: i64| {
        for _ in 0..count {
            version += 1;
            // A word comes and goes, so that the text does not grow.
            let change = if version % 2 == 0 { ([3, 2, 3, 2], "再查XX处，") } else { ([3, 2, 3, 8], "") };
            client.change(uri, version, &[change]);
        }
        let shown = client.shown(uri, Some(version));
        client.forget_kept();
        shown.len()
    };
    let (before, findings) = (edit(&mut client, 1001), edit(&mut client, 1));
    assert_ne!(before, findings, "an edit counts");
    let start = memory(client.process());
    edit(&mut client, 10_000);
    let growth = memory(client.process()).saturating_sub(start);
    assert!(growth < MOST_GROWTH, "{growth} bytes");
    client.end();
}

/// A server whose client still holds its input open, but no longer reads.
struct Unheard {
    _folder: TempDir,
    child: Child,
    input: ChildStdin,
}

impl Unheard {
    /// Starts a server, reads `answers` of its messages to a handshake, and closes the reading end.
    fn start(answers: usize) -> Self {
        let folder = TempDir::new().unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_hegao"));
        command.args(["lsp", "--stdio"]).current_dir(folder.path());
        let pipes = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = pipes.spawn().unwrap();
        let (mut output, input) = (child.stdout.take().unwrap(), child.stdin.take().unwrap());
        let mut server = Self { _folder: folder, child, input };
        if answers > 0 {
            server.send(&json!({"id": 1, "method": "initialize", "params": {"capabilities": {}}}));
            output.read_exact(&mut [0; 64]).unwrap();
        }
        server
    }

    /// Sends a message. The server may be gone already.
    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        let _ = write!(self.input, "Content-Length: {}\r\n\r\n{body}", body.len());
        let _ = self.input.flush();
    }

    /// Waits for the end of the server, with its input open. Returns its exit code and standard
    /// error.
    fn ended(mut self) -> (Option<i32>, String) {
        let mut stderr = self.child.stderr.take().unwrap();
        let (done, all) = mpsc::channel();
        thread::spawn(move || {
            let mut text = String::new();
            stderr.read_to_string(&mut text).unwrap();
            done.send(text)
        });
        let Ok(text) = all.recv_timeout(PATIENCE) else {
            self.child.kill().unwrap();
            panic!("the server goes on without a client");
        };
        (self.child.wait().unwrap().code(), text)
    }
}

#[test]
fn a_server_whose_client_no_longer_reads_ends_with_its_next_message() {
    let document =
        json!({"uri": "untitled:a.txt", "languageId": "plaintext", "version": 1, "text": "共XX人。"});
    let messages = [
        (0, json!({"id": 1, "method": "initialize", "params": {"capabilities": {}}})),
        (1, json!({"method": "textDocument/didOpen", "params": {"textDocument": document}})),
        (1, json!({"id": 2, "method": "textDocument/hover"})),
    ];
    for (answers, message) in messages {
        let mut server = Unheard::start(answers);
        server.send(&message);
        let (code, text) = server.ended();
        assert!(
            code == Some(1) && text.contains("hegao lsp: ") && !text.contains("panicked"),
            "{message}: {text}"
        );
    }
}

#[test]
#[cfg(unix)]
fn an_idle_server_whose_client_no_longer_reads_ends() {
    for answers in [0, 1] {
        let (code, text) = Unheard::start(answers).ended();
        assert!(code == Some(1) && text.contains("hegao lsp: "), "{answers}: {text}");
    }
}

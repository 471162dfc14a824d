//! A client of the language server for tests. It waits for each answer, with a timeout.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

/// Maximum time to wait for a message.
const PATIENCE: Duration = Duration::from_secs(60);

/// A session with the server, running in a temporary folder.
pub(crate) struct Client {
    pub(crate) folder: TempDir,
    child: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    errors: Receiver<String>,
    /// Messages that were received but not requested by the test yet.
    kept: VecDeque<Value>,
    last: i64,
}

/// Capabilities of a client that supports everything.
pub(crate) fn able() -> Value {
    json!({
        "general": {"positionEncodings": ["utf-16"]},
        "textDocument": {
            "publishDiagnostics": {"relatedInformation": true, "codeDescriptionSupport": true,
                "tagSupport": {"valueSet": [1, 2]}},
            "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
            "hover": {"contentFormat": ["markdown", "plaintext"]}
        },
        "workspace": {
            "applyEdit": true,
            "workspaceEdit": {"documentChanges": true, "resourceOperations": ["create"]}
        }
    })
}

impl Client {
    /// Starts the server in a folder with these files, without sending anything.
    pub(crate) fn start(files: &[(&str, &str)]) -> Self {
        let folder = TempDir::new().unwrap();
        // Keeps the server from reading configurations above the temporary folder.
        std::fs::create_dir(folder.path().join(".git")).unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_hegao"));
        command.args(["lsp", "--stdio"]).current_dir(folder.path());
        for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
            command.env_remove(name);
        }
        command.env("XDG_CACHE_HOME", folder.path().join(".cache"));
        let pipes = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = pipes.spawn().unwrap();
        let (sender, messages) = mpsc::channel();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        thread::spawn(move || {
            while let Some(message) = read(&mut output) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        let (sender, errors) = mpsc::channel();
        let mut stderr = child.stderr.take().unwrap();
        thread::spawn(move || {
            let mut text = String::new();
            stderr.read_to_string(&mut text).unwrap();
            // Fails only if the test has ended without reading it.
            let _ = sender.send(text);
        });
        let input = child.stdin.take();
        Self { folder, child, input, messages, errors, kept: VecDeque::new(), last: 0 }
    }

    /// Starts a session with these client capabilities.
    pub(crate) fn with(files: &[(&str, &str)], capabilities: Value) -> Self {
        Self::with_options(files, capabilities, Value::Null)
    }

    /// Starts a session with these initialization options.
    pub(crate) fn with_options(files: &[(&str, &str)], capabilities: Value, options: Value) -> Self {
        let mut client = Self::start(files);
        let answer = client.initialize(capabilities, options);
        assert!(answer["result"]["capabilities"].is_object(), "{answer}");
        client.notify("initialized", json!({}));
        client
    }

    pub(crate) fn initialize(&mut self, capabilities: Value, options: Value) -> Value {
        let root = self.address("");
        let params = json!({"processId": null, "rootUri": root.trim_end_matches('/'),
            "capabilities": capabilities, "initializationOptions": options});
        self.call("initialize", params)
    }

    /// Returns the URI of a file in the folder.
    pub(crate) fn address(&self, name: &str) -> String {
        address(&self.path(name))
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn send_bytes(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().unwrap();
        input.write_all(bytes).unwrap();
        input.flush().unwrap();
    }

    pub(crate) fn send_body(&mut self, body: &[u8]) {
        let header = format!("Content-Length: {}\r\n\r\n", body.len());
        self.send_bytes(&[header.as_bytes(), body].concat());
    }

    pub(crate) fn notify(&mut self, method: &str, params: Value) {
        self.send_body(json!({"jsonrpc": "2.0", "method": method, "params": params}).to_string().as_bytes());
    }

    /// Sends a request. Returns its id.
    pub(crate) fn request(&mut self, method: &str, params: Value) -> i64 {
        self.last += 1;
        let message = json!({"jsonrpc": "2.0", "id": self.last, "method": method, "params": params});
        self.send_body(message.to_string().as_bytes());
        self.last
    }

    /// Sends a request and waits for its answer.
    pub(crate) fn call(&mut self, method: &str, params: Value) -> Value {
        let id = self.request(method, params);
        self.answer(id)
    }

    /// Returns the result of a request. Asserts that it is not refused.
    pub(crate) fn result(&mut self, method: &str, params: Value) -> Value {
        let mut answer = self.call(method, params);
        assert!(answer.get("error").is_none(), "{answer}");
        answer["result"].take()
    }

    /// Waits for the answer to a request.
    pub(crate) fn answer(&mut self, id: i64) -> Value {
        self.wait(|message| message.get("method").is_none() && message["id"] == id)
    }

    /// Waits for the next message of the server with this method.
    pub(crate) fn told(&mut self, method: &str) -> Value {
        self.wait(|message| message["method"] == method)
    }

    /// Sends the answer to a request of the server.
    pub(crate) fn reply(&mut self, message: &Value, result: Value) {
        let reply = json!({"jsonrpc": "2.0", "id": message["id"], "result": result});
        self.send_body(reply.to_string().as_bytes());
    }

    /// Returns the first message that satisfies `is_meant`, already received or in the future.
    pub(crate) fn wait(&mut self, is_meant: impl Fn(&Value) -> bool) -> Value {
        if let Some(index) = self.kept.iter().position(&is_meant) {
            return self.kept.remove(index).unwrap();
        }
        loop {
            match self.messages.recv_timeout(PATIENCE) {
                Ok(message) if is_meant(&message) => return message,
                Ok(message) => self.kept.push_back(message),
                Err(error) => panic!("nothing came ({error}); before it: {:#?}", self.kept),
            }
        }
    }

    /// Returns the messages with this method that were received but not requested by the test yet.
    /// Call it after everything sent so far is answered: the server answers in order, so the answer
    /// about a document comes after its findings.
    pub(crate) fn kept(&self, method: &str) -> Vec<&Value> {
        self.kept.iter().filter(|message| message["method"] == method).collect()
    }

    /// Drops the messages that were received but not asked for.
    pub(crate) fn forget_kept(&mut self) {
        self.kept.clear();
    }

    /// Id of the server's process.
    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }

    /// Opens a document, with the language of its extension.
    pub(crate) fn open(&mut self, uri: &str, text: &str) {
        let ending = uri.rsplit('.').next().unwrap();
        let language = match ending {
            "md" => "markdown",
            "html" => "html",
            "toml" => "toml",
            _ => "plaintext",
        };
        let document = json!({"uri": uri, "languageId": language, "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
    }

    /// Changes a document. Each change is a range of four numbers and the new text.
    pub(crate) fn change(&mut self, uri: &str, version: i64, changes: &[([u32; 4], &str)]) {
        let changes: Vec<Value> =
            changes.iter().map(|(at, text)| json!({"range": range(*at), "text": text})).collect();
        let params = json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": changes});
        self.notify("textDocument/didChange", params);
    }

    /// Waits for the published diagnostics of a document in this version.
    pub(crate) fn shown(&mut self, uri: &str, version: Option<i64>) -> Vec<Value> {
        let version = version.map_or(Value::Null, Value::from);
        let params = |message: &Value| message["params"].clone();
        let message = self.wait(|message| {
            message["method"] == "textDocument/publishDiagnostics"
                && params(message)["uri"] == uri
                && params(message)["version"] == version
        });
        params(&message)["diagnostics"].as_array().unwrap().clone()
    }

    /// Opens a document and waits for its diagnostics.
    pub(crate) fn check(&mut self, uri: &str, text: &str) -> Vec<Value> {
        self.open(uri, text);
        self.shown(uri, Some(1))
    }

    /// Closes the server's input.
    pub(crate) fn close_input(&mut self) {
        self.input = None;
    }

    /// Waits until the server ends by itself. Returns the exit code and its standard error.
    pub(crate) fn ended(mut self) -> (Option<i32>, String) {
        let text = self.errors.recv_timeout(PATIENCE).expect("the server goes on");
        let status = self.child.wait().unwrap();
        (status.code(), text)
    }

    /// Ends the session as clients do.
    pub(crate) fn end(mut self) {
        assert_eq!(self.call("shutdown", Value::Null)["result"], Value::Null);
        self.notify("exit", Value::Null);
        let (code, text) = self.ended();
        assert_eq!(code, Some(0), "{text}");
        assert!(!text.contains("panicked"), "{text}");
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // The server may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Creates an LSP range from lines and characters.
pub(crate) fn range([line, character, end_line, end_character]: [u32; 4]) -> Value {
    json!({"start": {"line": line, "character": character},
        "end": {"line": end_line, "character": end_character}})
}

/// Creates the parameters of a code action request: a document, a range in it, its diagnostics, and
/// the requested kinds.
pub(crate) fn place(uri: &str, at: [u32; 4], diagnostics: &[Value], only: Value) -> Value {
    let mut context = json!({"diagnostics": diagnostics});
    if !only.is_null() {
        context["only"] = only;
    }
    json!({"textDocument": {"uri": uri}, "range": range(at), "context": context})
}

pub(crate) fn address(path: &Path) -> String {
    let escape = |byte: u8| match byte {
        b'/' | b'.' | b'-' | b'_' | b'~' => char::from(byte).to_string(),
        byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    let path: String = path.to_str().unwrap().bytes().map(escape).collect();
    format!("file://{path}")
}

/// Reads the next message. `None` at the end of the stream.
fn read(output: &mut impl BufRead) -> Option<Value> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            Some(("Content-Length", value)) => length = value.parse::<usize>().ok(),
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length?];
    output.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).expect("a message is JSON"))
}

//! Sessions of an editor with the language server, generated from arbitrary data. The simulated
//! editor keeps its own copies of the texts, with an implementation of lines and columns that is
//! independent of the server's.

use std::collections::{BTreeMap, BTreeSet};

use arbitrary::Arbitrary;
use hegao::rehearsal::Rehearsal;
use serde_json::{Value, json};

/// Texts that the editor types.
const WORDS: [&str; 20] = [
    "一、", "三、", "共XX户", "2月30日", "截止3月底", "\n", "\r\n", "\r", "𠮷", "é", "a", "，", "。",
    "（一）", "\u{feff}", "\t", "第五条", "# ", "加强领导", "\u{2028}",
];
/// Names of the documents in the editor. The extension determines the format.
const NAMES: [&str; 4] = ["untitled:a.txt", "untitled:b.md", "untitled:c.html", "untitled:d"];

/// A session: the requests that the editor sends, in order.
#[derive(Arbitrary, Debug)]
pub struct Session {
    encoding: u8,
    has_pull: bool,
    acts: Vec<Act>,
}

#[derive(Arbitrary, Debug)]
enum Act {
    Open(u8, Vec<u8>),
    Change(u8, Vec<Change>),
    Close(u8),
    Hover(u8, Position),
    Actions(u8, Position, Position),
    Symbols(u8),
    Folds(u8),
    Diagnostics(u8),
    Cancel(u8),
    Settings(bool),
}

#[derive(Arbitrary, Debug)]
struct Change {
    range: Option<(Position, Position)>,
    words: Vec<u8>,
}

#[derive(Arbitrary, Clone, Copy, Debug)]
struct Position {
    line: u8,
    character: u8,
    is_far: bool,
}

impl Position {
    fn numbers(self) -> (u32, u32) {
        let far = if self.is_far { u32::MAX / 2 } else { 0 };
        (u32::from(self.line % 8), u32::from(self.character % 16) + far)
    }

    fn json(self) -> Value {
        let (line, character) = self.numbers();
        json!({"line": line, "character": character})
    }
}

/// Input for the server, and the texts that the editor holds at the end.
#[derive(Default)]
pub struct Sent {
    /// The messages of the session, as bytes for the server's standard input.
    pub bytes: Vec<u8>,
    texts: BTreeMap<String, String>,
    asked: BTreeSet<i64>,
}

impl Session {
    /// Builds the input for the server.
    pub fn sent(&self) -> Sent {
        let mut sent = Sent::default();
        let encoding = ["utf-8", "utf-16", "utf-32"][usize::from(self.encoding) % 3];
        let diagnostic = if self.has_pull { json!({"diagnostic": {}}) } else { json!({}) };
        let options =
            json!({"select": ["numbering/gap", "date", "placeholder"], "noConfig": true, "today": "off"});
        let capabilities = json!({"general": {"positionEncodings": [encoding]}, "textDocument": diagnostic});
        sent.ask("initialize", json!({"capabilities": capabilities, "initializationOptions": options}));
        sent.tell("initialized", json!({}));
        for act in &self.acts {
            sent.act(act, encoding);
        }
        sent.ask("shutdown", Value::Null);
        sent.tell("exit", Value::Null);
        sent
    }
}

impl Sent {
    fn ask(&mut self, method: &str, params: Value) {
        let id = self.asked.len() as i64;
        self.asked.insert(id);
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
    }

    fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.bytes.extend(format!("Content-Length: {}\r\n\r\n{body}", body.len()).bytes());
    }

    fn act(&mut self, act: &Act, encoding: &str) {
        let name = |pick: &u8| NAMES[usize::from(*pick) % NAMES.len()];
        let about = |pick: &u8| json!({"textDocument": {"uri": name(pick)}});
        match act {
            Act::Open(pick, words) => {
                let (uri, text) = (name(pick), text(words));
                let document = json!({"uri": uri, "languageId": "plaintext", "version": 1, "text": text});
                self.tell("textDocument/didOpen", json!({"textDocument": document}));
                self.texts.insert(uri.to_owned(), text);
            }
            Act::Change(pick, changes) => {
                let written = changes.iter().map(|change| {
                    let range =
                        change.range.map(|(start, end)| json!({"start": start.json(), "end": end.json()}));
                    json!({"range": range, "text": text(&change.words)})
                });
                let written: Vec<Value> = written.collect();
                let document = json!({"uri": name(pick), "version": 2});
                self.tell(
                    "textDocument/didChange",
                    json!({"textDocument": document, "contentChanges": written}),
                );
                if let Some(known) = self.texts.get_mut(name(pick)) {
                    for change in changes {
                        change.make(known, encoding);
                    }
                }
            }
            Act::Close(pick) => {
                self.tell("textDocument/didClose", about(pick));
                self.texts.remove(name(pick));
            }
            Act::Hover(pick, at) => {
                self.ask(
                    "textDocument/hover",
                    json!({"textDocument": {"uri": name(pick)}, "position": at.json()}),
                );
            }
            Act::Actions(pick, start, end) => {
                let range = json!({"start": start.json(), "end": end.json()});
                let params = json!({"textDocument": {"uri": name(pick)}, "range": range, "context": {"diagnostics": []}});
                self.ask("textDocument/codeAction", params);
            }
            Act::Symbols(pick) => self.ask("textDocument/documentSymbol", about(pick)),
            Act::Folds(pick) => self.ask("textDocument/foldingRange", about(pick)),
            Act::Diagnostics(pick) => self.ask("textDocument/diagnostic", about(pick)),
            Act::Cancel(id) => self.tell("$/cancelRequest", json!({"id": id})),
            Act::Settings(is_narrow) => {
                let select = if *is_narrow { json!(["date"]) } else { json!(["numbering/gap", "无此"]) };
                self.tell(
                    "workspace/didChangeConfiguration",
                    json!({"settings": {"hegao": {"select": select}}}),
                );
            }
        }
    }

    /// Asserts that the server's texts and answers agree with the editor's state after the session.
    pub fn hold(&self, rehearsal: &Rehearsal) {
        assert_eq!(rehearsal.code, 0);
        assert_eq!(rehearsal.texts, self.texts, "the server has the texts of the editor");
        let mut answered = BTreeSet::new();
        for body in &rehearsal.said {
            let message: Value = serde_json::from_str(body).expect("messages are JSON");
            let id = message["id"].as_i64().filter(|_| message.get("method").is_none());
            if let Some(id) = id {
                assert!(answered.insert(id), "request {id} is answered twice");
                assert_ne!(message["error"]["code"], -32603, "{body}");
            }
        }
        assert_eq!(answered, self.asked, "every request is answered");
    }
}

impl Change {
    fn make(&self, known: &mut String, encoding: &str) {
        let put = text(&self.words);
        match self.range {
            None => *known = put,
            Some((start, end)) => {
                let (one, other) = (byte(known, start, encoding), byte(known, end, encoding));
                known.replace_range(one.min(other)..one.max(other), &put);
            }
        }
    }
}

fn text(words: &[u8]) -> String {
    words.iter().map(|word| WORDS[usize::from(*word) % WORDS.len()]).collect()
}

/// Returns the byte of a position in a text, found by walking from the beginning of the text.
fn byte(text: &str, at: Position, encoding: &str) -> usize {
    let ((mut lines, mut units), mut characters) = (at.numbers(), text.char_indices().peekable());
    while lines > 0 {
        match characters.next() {
            None => return text.len(),
            Some((_, '\r')) => {
                characters.next_if(|(_, c)| *c == '\n');
                lines -= 1;
            }
            Some((_, '\n')) => lines -= 1,
            Some(_) => {}
        }
    }
    for (byte, c) in characters {
        let width = match encoding {
            "utf-8" => c.len_utf8(),
            "utf-16" => c.len_utf16(),
            _ => 1,
        } as u32;
        if matches!(c, '\r' | '\n') || units < width {
            return byte;
        }
        units -= width;
    }
    text.len()
}

//! Changes of texts: those that do not fit, and those after which the server no longer has the text
//! of the editor.

use serde_json::{Value, json};

use crate::client::{Client, able, range};

fn code(answer: &Value) -> i64 {
    answer["error"]["code"].as_i64().unwrap_or_default()
}

fn named(uri: &str) -> Value {
    json!({"textDocument": {"uri": uri}})
}

#[test]
fn changes_that_do_not_fit_are_told_and_made_as_well_as_can_be() {
    let mut client = Client::with(&[], able());
    client.change("untitled:no.txt", 2, &[([0, 0, 0, 0], "甲")]);
    let log = |client: &mut Client| client.told("window/logMessage")["params"]["message"].clone();
    assert!(log(&mut client).as_str().unwrap().contains("is not open"));
    client.notify("textDocument/didClose", named("untitled:no.txt"));
    assert!(log(&mut client).as_str().unwrap().contains("is not open"));
    assert_eq!(client.check("untitled:a.txt", "共有80人。\n").len(), 0);
    client.change("untitled:a.txt", 2, &[([1, 0, 99, 0], "完成XX亿元。")]);
    assert!(log(&mut client).as_str().unwrap().contains("no line 99"));
    let shown = client.shown("untitled:a.txt", Some(2));
    assert_eq!(shown[0]["range"], range([1, 2, 1, 4]));
    client.change("untitled:a.txt", 3, &[([1, 4, 1, 2], "10")]);
    assert!(client.shown("untitled:a.txt", Some(3)).is_empty(), "the ends are exchanged");
    client.change("untitled:a.txt", 4, &[([0, 2, 0, u32::MAX / 2], "XX人")]);
    assert_eq!(client.shown("untitled:a.txt", Some(4))[0]["range"], range([0, 2, 0, 4]));
    client.end();
}

#[test]
fn a_text_with_a_change_that_cannot_be_read_is_not_checked_until_all_of_it_comes() {
    let mut client = Client::with(&[], able());
    let uri = "untitled:a.txt";
    assert_eq!(client.check(uri, "完成XX亿元。").len(), 1);
    let changed = |version: i64, changes: Value| json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": changes});
    client.notify("textDocument/didChange", changed(2, json!([{"range": "all", "text": "完成"}])));
    assert!(client.shown(uri, None).is_empty(), "its places are no longer known");
    let message = client.told("window/showMessage")["params"]["message"].clone();
    assert!(message.as_str().unwrap().contains("a.txt"), "{message}");
    // A part does not help.
    client.change(uri, 3, &[([0, 0, 0, 0], "甲")]);
    assert_eq!(code(&client.call("textDocument/documentSymbol", named(uri))), -32602);
    let whole = json!([{"text": "投资80亿元。"}, {"range": range([0, 0, 0, 2]), "text": "完成XX个，"}]);
    client.notify("textDocument/didChange", changed(4, whole));
    assert_eq!(client.shown(uri, Some(4))[0]["range"], range([0, 2, 0, 4]));
    // Opening it again helps too.
    client.notify("textDocument/didChange", changed(5, json!("nothing")));
    client.told("window/showMessage");
    client.notify("textDocument/didClose", named(uri));
    assert_eq!(client.check(uri, "完成XX亿元。").len(), 1);
    client.end();
}

/// Sends a change after which the server cannot know the text, and asserts that the findings are
/// removed, the user is told once, and the next whole text is checked.
fn goes_out_of_step(capabilities: Value, text: &str, change: impl Fn(&mut Client, &str), reason: &str) {
    let mut client = Client::with(&[], capabilities);
    let uri = "untitled:稿.txt";
    assert_eq!(client.check(uri, text).len(), 1);
    change(&mut client, uri);
    assert!(client.shown(uri, None).is_empty(), "{reason}: its places are no longer known");
    let message = client.told("window/showMessage")["params"]["message"].clone();
    assert!(
        message.as_str().unwrap().contains("「稿.txt」") && message.as_str().unwrap().contains("再打开"),
        "{message}"
    );
    let log =
        |message: &Value| message["params"]["message"].as_str().is_some_and(|text| text.contains(reason));
    client.wait(|message| message["method"] == "window/logMessage" && log(message));
    client.change(uri, 8, &[([0, 0, 0, 0], "甲")]);
    assert_eq!(code(&client.call("textDocument/documentSymbol", named(uri))), -32602, "{reason}");
    assert!(client.kept("window/showMessage").is_empty(), "{reason}: the user was told already");
    let whole = json!({"textDocument": {"uri": uri, "version": 9}, "contentChanges": [{"text": text}]});
    client.notify("textDocument/didChange", whole);
    assert_eq!(client.shown(uri, Some(9)).len(), 1, "{reason}");
    client.end();
}

#[test]
fn a_change_of_another_text_puts_the_document_out_of_step() {
    let text = "共XX人。\n𠮷日已定。\n";
    let with = |version: i64, at: [u32; 4]| {
        move |client: &mut Client, uri: &str| client.change(uri, version, &[(at, "乙")])
    };
    goes_out_of_step(able(), text, with(2, [7, 0, 7, 0]), "begins in line 7");
    goes_out_of_step(able(), text, with(0, [0, 0, 0, 0]), "version 0 comes after version 1");
    goes_out_of_step(able(), text, with(2, [1, 1, 1, 2]), "inside a character of line 1");
    // A client that agreed on UTF-8 and counts in UTF-16.
    let mut bytes = able();
    bytes["general"]["positionEncodings"] = json!(["utf-8"]);
    goes_out_of_step(bytes, text, with(2, [0, 1, 0, 3]), "inside a character of line 0");
}

#[test]
fn a_message_that_is_no_json_puts_the_documents_that_it_names_out_of_step() {
    let broken = |client: &mut Client, uri: &str| {
        let body = format!(
            r#"{{"method":"textDocument/didChange","params":{{"textDocument":{{"uri":"{uri}","version":2}},"contentChanges":"#
        );
        client.send_body(body.as_bytes());
        assert_eq!(code(&client.wait(|message| message.get("error").is_some())), -32700);
        // The reason is on standard error, as nothing is known of the message.
        client.notify("textDocument/didChange", json!({"textDocument": 7}));
    };
    goes_out_of_step(able(), "共XX人。\n", broken, "didChange");
    let mut client = Client::with(&[], able());
    assert_eq!(client.check("untitled:甲.txt", "共XX人。\n").len(), 1);
    client.send_body(b"{\"method\": \"textDocument/hover\", ");
    client.change("untitled:甲.txt", 2, &[([0, 0, 0, 1], "又")]);
    assert_eq!(client.shown("untitled:甲.txt", Some(2)).len(), 1, "others are still known");
    client.end();
}

#[test]
fn a_document_that_was_opened_with_something_unreadable_is_known_when_all_of_it_comes() {
    let mut client = Client::with(&[], able());
    let uri = "untitled:稿.txt";
    let document = json!({"uri": uri, "languageId": "plaintext", "version": "one", "text": "共XX人。\n"});
    client.notify("textDocument/didOpen", json!({"textDocument": document}));
    let message = client.told("window/showMessage")["params"]["message"].clone();
    assert!(message.as_str().unwrap().contains("「稿.txt」"), "{message}");
    assert_eq!(client.check(uri, "共XX人。\n").len(), 1);
    client.end();
}

/// JavaScript has strings with half a character, and editors written in it send them.
#[test]
fn half_a_character_does_not_lose_a_change() {
    let mut client = Client::with(&[], able());
    let uri = "untitled:a.txt";
    assert_eq!(client.check(uri, "共XX人。").len(), 1);
    let change = |version: u32, at: [u32; 4], text: &str| {
        let [line, from, end, to] = at;
        format!(
            r#"{{"jsonrpc":"2.0","method":"textDocument/didChange","params":{{"textDocument":{{"uri":"{uri}","version":{version}}},
            "contentChanges":[{{"range":{{"start":{{"line":{line},"character":{from}}},"end":{{"line":{end},"character":{to}}}}},"text":"{text}"}}]}}}}"#
        )
    };
    client.send_body(change(2, [0, 0, 0, 0], r"\ud83d").as_bytes());
    let found = client.shown(uri, Some(2));
    assert_eq!(found[0]["range"], range([0, 0, 0, 1]), "the half is reported as a broken character");
    assert_eq!(found[1]["range"], range([0, 2, 0, 4]));
    client.send_body(change(3, [0, 0, 0, 1], "").as_bytes());
    let found = client.shown(uri, Some(3));
    assert_eq!((found.len(), &found[0]["range"]), (1, &range([0, 1, 0, 3])));
    client.end();
}

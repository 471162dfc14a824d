//! Beginning and end of sessions with the language server, and invalid input.

use serde_json::{Value, json};

use crate::client::{Client, able, place, range};

fn code(answer: &Value) -> i64 {
    answer["error"]["code"].as_i64().unwrap_or_default()
}

fn named(uri: &str) -> Value {
    json!({"textDocument": {"uri": uri}})
}

#[test]
fn a_session_that_is_shut_down_ends_with_0() {
    let mut client = Client::with(&[], able());
    assert_eq!(client.call("shutdown", Value::Null)["result"], Value::Null);
    assert_eq!(code(&client.call("textDocument/hover", json!({}))), -32600, "after the shutdown");
    client.notify("exit", Value::Null);
    assert_eq!(client.ended().0, Some(0));
}

#[test]
fn what_was_asked_before_the_shutdown_is_answered() {
    let mut client = Client::with(&[], able());
    client.open("untitled:a.txt", &"一、甲\n".repeat(2000));
    let id = client.request("textDocument/documentSymbol", named("untitled:a.txt"));
    client.call("shutdown", Value::Null);
    assert!(client.answer(id)["result"].is_array());
    client.notify("exit", Value::Null);
    assert_eq!(client.ended().0, Some(0));
}

#[test]
fn a_session_that_is_not_ends_with_1() {
    let mut client = Client::with(&[], able());
    client.notify("exit", Value::Null);
    let (code, text) = client.ended();
    assert_eq!(code, Some(1));
    assert!(text.contains("did not shut down"), "{text}");
    let mut client = Client::start(&[]);
    client.notify("exit", Value::Null);
    assert_eq!(client.ended().0, Some(1), "before the beginning");
}

#[test]
fn the_end_of_input_ends_the_server() {
    let mut client = Client::with(&[], able());
    client.close_input();
    assert_eq!(client.ended().0, Some(1));
    let mut client = Client::with(&[], able());
    client.call("shutdown", Value::Null);
    client.close_input();
    assert_eq!(client.ended().0, Some(0));
    let mut client = Client::start(&[]);
    client.close_input();
    assert_eq!(client.ended().0, Some(1));
}

#[test]
fn the_end_of_input_ends_the_server_while_it_checks() {
    let mut client = Client::with(&[], able());
    client.open("untitled:长.txt", &"一是投资XX亿元；二要抓好3项工作。\n".repeat(200_000));
    client.close_input();
    assert_eq!(client.ended().0, Some(1));
}

#[test]
fn initialize_comes_first_and_once() {
    let mut client = Client::start(&[]);
    assert_eq!(code(&client.call("shutdown", Value::Null)), -32002);
    assert_eq!(code(&client.call("textDocument/hover", json!({}))), -32002);
    client.notify("textDocument/didOpen", json!({"told": "to nobody"}));
    assert_eq!(code(&client.call("initialize", json!({"processId": null}))), -32602, "without capabilities");
    let answer = client.initialize(able(), Value::Null);
    assert_eq!(answer["result"]["serverInfo"]["name"], "hegao");
    assert_eq!(code(&client.initialize(able(), Value::Null)), -32600);
    client.end();
}

#[test]
fn a_client_that_never_says_initialized_is_served() {
    let mut client = Client::start(&[]);
    client.initialize(json!({}), Value::Null);
    assert_eq!(client.check("untitled:a.txt", "共XX人。\n").len(), 1);
    client.end();
}

#[test]
fn what_is_not_known_is_refused_and_what_need_not_be_is_not_heard() {
    let mut client = Client::with(&[], able());
    assert_eq!(code(&client.call("textDocument/rename", json!({}))), -32601);
    assert_eq!(code(&client.call("workspace/executeCommand", json!({"command": "rm"}))), -32602);
    assert_eq!(code(&client.call("textDocument/hover", json!({}))), -32602, "wrong parameters");
    let position = json!({"line": -1, "character": 0});
    let params = json!({"textDocument": {"uri": "untitled:a"}, "position": position});
    assert_eq!(code(&client.call("textDocument/hover", params)), -32602, "a line that cannot be");
    assert_eq!(code(&client.call("textDocument/documentSymbol", named("untitled:no"))), -32602, "not open");
    client.notify("$/unheard", json!({}));
    client.notify("textDocument/didOpen", json!({"textDocument": 7}));
    assert!(client.told("window/logMessage")["params"]["message"].as_str().unwrap().contains("didOpen"));
    client.end();
}

#[test]
fn bodies_that_are_no_messages_are_refused_and_the_session_goes_on() {
    let mut client = Client::with(&[], able());
    let bodies: [(&[u8], i64); 6] = [
        (b"{\"jsonrpc\": \"2.0\",", -32700),
        (b"{\"method\": \"\xff\xfe\"}", -32700),
        (b"[]", -32600),
        (b"{\"jsonrpc\": \"2.0\"}", -32600),
        (b"{\"jsonrpc\": \"2.0\", \"id\": 1.5, \"method\": \"shutdown\"}", -32600),
        (b"{\"jsonrpc\": \"2.0\", \"id\": 99999999999, \"method\": \"shutdown\"}", -32600),
    ];
    for (body, expected) in bodies {
        client.send_body(body);
        let answer = client.wait(|message| message.get("error").is_some());
        assert_eq!((code(&answer), &answer["id"]), (expected, &Value::Null));
    }
    let nested = [b"{\"method\":\"x\",\"params\":".as_slice(), &b"[".repeat(100_000)].concat();
    client.send_body(&nested);
    assert_eq!(code(&client.wait(|message| message.get("error").is_some())), -32700);
    client.send_body(b"{\"jsonrpc\": \"2.0\", \"id\": 1000, \"result\": null}");
    client.send_body(b"{\"jsonrpc\": \"2.0\", \"id\": null, \"error\": {\"code\": 1, \"message\": \"?\"}}");
    client.end();
}

#[test]
fn a_stream_that_cannot_be_read_on_ends_the_server_with_a_reason() {
    let broken: [(&[u8], &str); 6] = [
        (b"GET / HTTP/1.1\n", "not a header"),
        (&b"\xe7\xa8\xbf".repeat(5000), "a header without an end"),
        (b"Content-Length: many\r\n\r\n", "not a length"),
        (b"Content-Length: 18446744073709551615\r\n\r\n", "the longest is"),
        (b"Content-Type: json\r\n\r\n", "without Content-Length"),
        // A wrong length: the rest is read as a header.
        (b"Content-Length: 4\r\n\r\n{\"jsonrpc\": \"2.0\"}\n", "not a header"),
    ];
    for (bytes, expected) in broken {
        let mut client = Client::with(&[], able());
        client.send_bytes(bytes);
        let (code, text) = client.ended();
        assert!(code == Some(1) && text.contains(expected), "{expected}: {text}");
    }
    let mut client = Client::with(&[], able());
    client.send_bytes(b"Content-Length: 200000000\r\n\r\n{}");
    client.close_input();
    let (code, text) = client.ended();
    assert!(code == Some(1) && text.contains("at byte 2 of 200000000"), "{text}");
}

#[test]
fn a_cancelled_request_is_answered_at_once() {
    let mut client = Client::with(&[], able());
    let uri = "untitled:长.txt";
    client.open(uri, &"一是投资XX亿元；二要抓好3项工作。\n".repeat(40_000));
    let id = client.request("textDocument/codeAction", place(uri, [0, 0, 0, 0], &[], Value::Null));
    client.notify("$/cancelRequest", json!({"id": id}));
    assert_eq!(code(&client.answer(id)), -32800);
    assert!(client.kept("textDocument/publishDiagnostics").is_empty(), "it was still checked");
    client.notify("$/cancelRequest", json!({"id": "unheard"}));
    client.notify("textDocument/didClose", named(uri));
    client.end();
}

#[test]
fn what_is_asked_of_a_text_that_changed_is_answered_for_the_new_one_or_refused() {
    let mut client = Client::with(&[], able());
    let uri = "untitled:长.txt";
    client.open(uri, &"一是投资XX亿元；二要抓好3项工作。\n".repeat(20_000));
    let actions = client.request("textDocument/codeAction", place(uri, [0, 0, 0, 0], &[], Value::Null));
    let symbols = client.request("textDocument/documentSymbol", named(uri));
    let params = json!({"textDocument": {"uri": uri, "version": 2},
        "contentChanges": [{"text": "一、甲\n二、乙\n"}]});
    client.notify("textDocument/didChange", params);
    assert_eq!(code(&client.answer(actions)), -32801);
    assert_eq!(client.answer(symbols)["result"].as_array().unwrap().len(), 2);
    let folds = client.request("textDocument/foldingRange", named(uri));
    assert_eq!(client.answer(folds)["result"], json!([]));
    client.end();
}

#[test]
fn a_document_of_50_megabytes_does_not_stop_the_server() {
    let mut client = Client::with(&[], able());
    let uri = "untitled:巨.txt";
    // A NUL byte makes the server skip the check, which is slow without optimization. The text is
    // still kept up to date.
    client.open(uri, &format!("{}\n", "好".repeat(1000)).repeat(17_000).replacen('好', "\0", 1));
    assert_eq!(client.shown(uri, Some(1))[0]["code"], "binary");
    client.change(uri, 2, &[([17_000, 0, 17_000, 0], "末"), ([16_999, 1000, 17_000, 1], "。")]);
    assert_eq!(client.shown(uri, Some(2))[0]["code"], "binary");
    client.change(uri, 3, &[([0, 0, 16_999, 1000], "完成XX亿元")]);
    assert_eq!(client.shown(uri, Some(3))[0]["range"], range([0, 2, 0, 4]));
    assert_eq!(client.check("untitled:小.txt", "完成XX亿元。").len(), 1, "others are served");
    client.end();
}

//! Diagnostics that the language server publishes: the findings of `hegao check`, at the same
//! positions.

use std::process::Command;

use serde_json::{Value, json};

use crate::client::{Client, able, range};

const DEMO: &str = include_str!("../../fixtures/demo/讲话稿.txt");

/// Returns the findings of `hegao check` in a file of the client's folder.
fn checked(client: &Client, name: &str) -> Vec<Value> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hegao"));
    let output =
        command.current_dir(client.folder.path()).args(["--lang", "zh", "check", name, "--format", "json"]);
    let report: Value = serde_json::from_slice(&output.output().unwrap().stdout).unwrap();
    report["files"][0]["diagnostics"].as_array().unwrap().clone()
}

/// Returns the column of a position within its line, in the units of an encoding.
fn column(text: &str, at: &Value, encoding: &str) -> u64 {
    match encoding {
        "utf-8" => {
            let before = &text[..at["byte"].as_u64().unwrap() as usize];
            (before.len() - before.rfind('\n').map_or(0, |end| end + 1)) as u64
        }
        "utf-16" => at["utf16_column"].as_u64().unwrap() - 1,
        _ => at["column"].as_u64().unwrap() - 1,
    }
}

fn place(text: &str, location: &Value, encoding: &str) -> Value {
    let point = |at: &Value| json!({"line": at["line"].as_u64().unwrap() - 1, "character": column(text, at, encoding)});
    json!({"start": point(&location["start"]), "end": point(&location["end"])})
}

#[test]
fn findings_are_those_of_check_in_every_encoding() {
    // Puts a character of two UTF-16 units before each kind of finding.
    let text = DEMO.replace('，', "，𠮷");
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let mut capabilities = able();
        capabilities["general"]["positionEncodings"] = json!(["utf-7", encoding]);
        let mut client = Client::start(&[("讲话稿.txt", &text)]);
        let answer = client.initialize(capabilities, Value::Null);
        assert_eq!(answer["result"]["capabilities"]["positionEncoding"], encoding);
        let shown = client.check(&client.address("讲话稿.txt"), &text);
        let expected = checked(&client, "讲话稿.txt");
        assert!(expected.len() > 10, "the demo is full of findings");
        assert_eq!(shown.len(), expected.len());
        for (shown, expected) in shown.iter().zip(&expected) {
            assert_eq!(shown["code"], expected["rule"]);
            assert_eq!(shown["range"], place(&text, &expected["location"], encoding), "{expected}");
            let severity = ["error", "warning", "hint"].iter().position(|name| expected["severity"] == *name);
            assert_eq!(shown["severity"], severity.unwrap() + 1);
            let help = expected.get("help").and_then(Value::as_str).unwrap_or_default();
            let message = format!("{}\n{help}", expected["message"].as_str().unwrap());
            assert_eq!(shown["message"].as_str().unwrap().trim_end(), message.trim_end());
            assert_eq!(
                (&shown["source"], &shown["data"]["fingerprint"]),
                (&json!("hegao"), &expected["fingerprint"])
            );
            let related = expected["related"].as_array().map_or(&[][..], Vec::as_slice);
            for (index, other) in related.iter().enumerate() {
                let own = &shown["relatedInformation"][index];
                assert_eq!(own["location"]["range"], place(&text, &other["location"], encoding));
                assert_eq!(own["message"], other["message"]);
            }
        }
        client.end();
    }
}

#[test]
fn changes_are_followed_to_the_character() {
    let mut client = Client::with(&[], able());
    let uri = "untitled:a.txt";
    let text = "𠮷祥XX\r\n甲\r乙\n";
    assert_eq!(client.check(uri, text)[0]["range"], range([0, 3, 0, 5]));
    client.change(uri, 2, &[([0, 3, 0, 5], "年"), ([2, 1, 2, 1], "方XX人")]);
    assert_eq!(client.shown(uri, Some(2))[0]["range"], range([2, 2, 2, 4]));
    let whole = json!({"textDocument": {"uri": uri, "version": 3}, "contentChanges": [{"text": "共XX人"}]});
    client.notify("textDocument/didChange", whole);
    assert_eq!(client.shown(uri, Some(3))[0]["range"], range([0, 1, 0, 3]));
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": uri}}));
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    assert!(client.shown(uri, None).is_empty(), "what is closed shows nothing");
    client.end();
}

#[test]
fn a_text_is_read_as_its_language_and_then_its_ending_says() {
    let mut client = Client::with(&[], able());
    let text = "<p>共有 `XX` 人</p>";
    let rules = |shown: Vec<Value>| shown.len();
    assert_eq!(rules(client.check("untitled:a.html", "<p title='XX年'>共有<!-- XX年 -->八人</p>")), 0);
    assert_eq!(rules(client.check("untitled:a.md", "共有 `XX` 人")), 0);
    let document = json!({"uri": "untitled:b.md", "languageId": "plaintext", "version": 1, "text": text});
    client.notify("textDocument/didOpen", json!({"textDocument": document}));
    assert_eq!(client.shown("untitled:b.md", Some(1)).len(), 0, "the ending");
    let document = json!({"uri": "untitled:c", "languageId": "latex", "version": 1, "text": "共有XX人"});
    client.notify("textDocument/didOpen", json!({"textDocument": document}));
    assert_eq!(client.shown("untitled:c", Some(1)).len(), 1, "plain text");
    assert_eq!(rules(client.check("untitled:a.docx", "共有XX人")), 1, "whatever the ending promises");
    client.end();
}

#[test]
fn a_document_that_cannot_be_read_says_why_at_its_start() {
    let mut client = Client::with(&[], able());
    let shown = client.check("untitled:a.txt", "共\u{0}XX人");
    assert_eq!(shown.len(), 1);
    assert_eq!((&shown[0]["range"], &shown[0]["code"]), (&range([0, 0, 0, 0]), &json!("binary")));
    assert!(shown[0]["message"].as_str().unwrap().starts_with("不是文本文件"));
    assert_eq!(
        client.result("textDocument/documentSymbol", json!({"textDocument": {"uri": "untitled:a.txt"}})),
        json!([])
    );
    client.change("untitled:a.txt", 2, &[([0, 1, 0, 2], "有")]);
    assert_eq!(client.shown("untitled:a.txt", Some(2))[0]["code"], "placeholder/mask");
    client.end();
}

#[test]
fn each_finding_leads_to_the_page_of_its_rule() {
    let mut client = Client::with(&[], able());
    let shown = client.check("untitled:a.txt", "共XX人。");
    let href = shown[0]["codeDescription"]["href"].as_str().unwrap().to_owned();
    let path = href.strip_prefix("file://").unwrap();
    let page = std::fs::read_to_string(path).unwrap();
    assert!(page.contains("`placeholder/mask`") && page.contains('⟦'), "{page}");
    assert!(path.starts_with(client.path(".cache").to_str().unwrap()), "{path}");
    client.end();
    // The cache cannot be written, because its folder's name belongs to a file.
    let mut client = Client::with(&[(".cache", "")], able());
    let shown = client.check("untitled:a.txt", "共XX人。");
    assert!(shown[0].get("codeDescription").is_none(), "{shown:?}");
    client.end();
}

#[test]
fn clients_are_shown_what_they_can_show() {
    let text =
        "讲三点意见。一是快；二是准。\n各位代表，各位来宾，欢迎下载，更多范文请到某某网站，谢谢大家。\n";
    let mut client = Client::with(&[], able());
    let able = client.check("untitled:a.txt", text);
    let counted = able.iter().find(|shown| shown["code"] == "count/announced").unwrap();
    assert!(counted["relatedInformation"].is_array());
    client.end();
    let mut client = Client::with(&[], json!({}));
    let plain = client.check("untitled:a.txt", text);
    assert_eq!(plain.len(), able.len());
    let counted = plain.iter().find(|shown| shown["code"] == "count/announced").unwrap();
    assert!(counted.get("relatedInformation").is_none() && counted.get("codeDescription").is_none());
    assert!(counted["message"].as_str().unwrap().contains("第 1 行「"), "the other end, in words");
    client.end();
}

#[test]
fn text_that_is_to_go_is_tagged_where_tags_are_known() {
    let paragraph = "要坚持问题导向，聚焦群众反映强烈的突出问题，逐条逐项抓好整改落实，确保件件有着落、事事有回音，让群众看到实实在在的变化。\n";
    let text = format!("{paragraph}截止三月底。\n{paragraph}");
    let mut client = Client::with(&[], able());
    let shown = client.check("untitled:a.txt", &text);
    let tags =
        |rule: &str| shown.iter().find(|shown| shown["code"] == rule).map(|shown| shown["tags"].clone());
    assert_eq!(tags("duplicate/block"), Some(json!([1])));
    assert_eq!(tags("date/jiezhi"), Some(Value::Null));
    client.end();
    let rule = "severity = 'hint'\nunnecessary = true\n[zh]\ntitle = '废话'\n[terms]\n'众所周知' = ''\n";
    let mut client = Client::with(&[("规则/废话.toml", rule), ("hegao.toml", "packs = ['规则']\n")], able());
    let uri = client.address("a.txt");
    assert_eq!(client.check(&uri, "众所周知，天晴。")[0]["tags"], json!([1]), "a rule of a pack");
    client.end();
    let mut client = Client::with(&[], json!({}));
    assert!(client.check("untitled:a.txt", &text).iter().all(|shown| shown.get("tags").is_none()));
    client.end();
}

#[test]
fn who_asks_for_diagnostics_is_not_sent_any() {
    let mut capabilities = able();
    capabilities["textDocument"]["diagnostic"] = json!({});
    let mut client = Client::with(&[], capabilities);
    let uri = "untitled:a.txt";
    client.open(uri, "共XX人。");
    let ask = |known: Value| json!({"textDocument": {"uri": uri}, "previousResultId": known});
    let first = client.result("textDocument/diagnostic", ask(Value::Null));
    assert_eq!((&first["kind"], &first["items"][0]["code"]), (&json!("full"), &json!("placeholder/mask")));
    let again = client.result("textDocument/diagnostic", ask(first["resultId"].clone()));
    assert_eq!(again, json!({"kind": "unchanged", "resultId": first["resultId"]}));
    client.change(uri, 2, &[([0, 0, 0, 0], "另")]);
    let moved = client.result("textDocument/diagnostic", ask(first["resultId"].clone()));
    assert_eq!(moved["items"][0]["range"], range([0, 2, 0, 4]));
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    client.open("untitled:b.txt", "共有八人。");
    let none = client.result("textDocument/diagnostic", json!({"textDocument": {"uri": "untitled:b.txt"}}));
    assert_eq!(none["items"], json!([]));
    assert!(client.kept("textDocument/publishDiagnostics").is_empty());
    client.end();
}

#[test]
fn very_many_findings_are_shown_in_part() {
    let text = "共XX人。\n".repeat(2100);
    let mut client = Client::with(&[("a.txt", &text)], json!({}));
    let shown = client.check(&client.address("a.txt"), &text);
    let more = checked(&client, "a.txt").len() - 2000;
    assert_eq!(shown.len(), 2001);
    assert!(
        shown[2000]["message"].as_str().unwrap().starts_with(&format!("另有 {more} 处")),
        "{}",
        shown[2000]
    );
    client.end();
}

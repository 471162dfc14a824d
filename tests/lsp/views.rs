//! Other requests to the language server about a document: pages of rules, the outline, folding
//! ranges.

use serde_json::{Value, json};

use crate::client::{Client, able, range};

const OUTLINE: &str = "\
在会议上的讲话
一、甲
（一）子
一是天；二是地。
（二）丑
二、乙
完。
";

fn hover(uri: &str, line: u32, character: u32) -> Value {
    json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": character}})
}

#[test]
fn the_page_of_a_rule_is_shown_where_it_found_something() {
    let mut client = Client::with(&[], able());
    let uri = "untitled:a.txt";
    client.open(uri, "截止三月底，共有80户。");
    let shown = client.result("textDocument/hover", hover(uri, 0, 1));
    assert_eq!((&shown["range"], &shown["contents"]["kind"]), (&range([0, 0, 0, 2]), &json!("markdown")));
    let page = shown["contents"]["value"].as_str().unwrap();
    assert!(page.starts_with("### ") && page.contains("附改法") && page.contains("`date/jiezhi`"), "{page}");
    assert!(page.contains("`````text\n") && page.contains('⟦') && page.contains("不会报告"), "{page}");
    assert_eq!(client.result("textDocument/hover", hover(uri, 0, 2))["range"], shown["range"], "at its end");
    assert_eq!(client.result("textDocument/hover", hover(uri, 0, 5)), Value::Null);
    assert_eq!(client.result("textDocument/hover", hover(uri, 9, 9)), Value::Null, "no such line");
    client.end();
}

#[test]
fn a_page_is_plain_text_for_who_shows_no_markdown() {
    let capabilities = json!({"textDocument": {"hover": {"contentFormat": ["plaintext"]}}});
    let mut client = Client::with_options(&[], capabilities, json!({"lang": "en"}));
    let uri = "untitled:a.txt";
    client.open(uri, "截止三月底，共有80户。");
    let contents = client.result("textDocument/hover", hover(uri, 0, 1))["contents"].clone();
    assert_eq!(contents["kind"], "plaintext");
    assert!(contents["value"].as_str().unwrap().starts_with("date/jiezhi  warning\n"), "{contents}");
    client.end();
}

#[test]
fn the_outline_is_a_tree_where_trees_are_shown_and_else_a_list() {
    let uri = "untitled:a.txt";
    let about = json!({"textDocument": {"uri": uri}});
    let mut client = Client::with(&[], able());
    client.open(uri, OUTLINE);
    let tree = client.result("textDocument/documentSymbol", about.clone());
    let names = |symbols: &Value| -> Vec<String> {
        symbols.as_array().unwrap().iter().map(|symbol| symbol["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names(&tree), ["一、甲", "二、乙"]);
    assert_eq!(names(&tree[0]["children"]), ["（一）子", "（二）丑"]);
    assert_eq!(names(&tree[0]["children"][0]["children"]), ["一是天", "二是地"]);
    assert_eq!(tree[0]["range"], range([1, 0, 4, 4]));
    assert_eq!(tree[0]["selectionRange"], range([1, 0, 1, 3]));
    assert_eq!(tree[1]["range"], range([5, 0, 6, 2]), "to the end of the text");
    client.end();
    let mut client = Client::with(&[], json!({}));
    client.open(uri, OUTLINE);
    let list = client.result("textDocument/documentSymbol", about);
    assert_eq!(names(&list), ["一、甲", "（一）子", "一是天", "二是地", "（二）丑", "二、乙"]);
    assert_eq!((&list[4]["containerName"], &list[4]["location"]["uri"]), (&json!("一、甲"), &json!(uri)));
    client.end();
}

#[test]
fn headings_and_items_fold_what_stands_under_them() {
    let uri = "untitled:a.txt";
    let about = json!({"textDocument": {"uri": uri}});
    let lines = |folds: &Value| -> Vec<(u64, u64)> {
        let line = |fold: &Value, end: &str| fold[end].as_u64().unwrap();
        let folds = folds.as_array().unwrap().iter();
        folds.map(|fold| (line(fold, "startLine"), line(fold, "endLine"))).collect()
    };
    let mut client = Client::with(&[], able());
    client.open(uri, OUTLINE);
    assert_eq!(lines(&client.result("textDocument/foldingRange", about.clone())), [(1, 4), (2, 3), (5, 6)]);
    client.end();
    let limited = json!({"textDocument": {"foldingRange": {"rangeLimit": 2}}});
    let mut client = Client::with(&[], limited);
    client.open(uri, OUTLINE);
    assert_eq!(lines(&client.result("textDocument/foldingRange", about)), [(1, 4), (5, 6)], "the outer ones");
    client.end();
}

#[test]
fn contents_fold_to_their_last_entry_and_hold_nothing_of_the_text() {
    let mut client = Client::with(&[], able());
    let uri = "untitled:a.txt";
    client.open(uri, "目录\n一、甲……1\n二、乙……2\n工作方案\n一、甲\n稳。\n二、乙\n快。\n");
    let about = json!({"textDocument": {"uri": uri}});
    let folds = client.result("textDocument/foldingRange", about.clone());
    assert_eq!((&folds[0]["startLine"], &folds[0]["endLine"]), (&json!(0), &json!(2)));
    let names = client.result("textDocument/documentSymbol", about);
    let names: Vec<&str> =
        names.as_array().unwrap().iter().map(|symbol| symbol["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["目录", "一、甲", "二、乙"]);
    client.end();
}

//! Papers of a set that a configuration declares: the language server compares them in the
//! background, and shows the findings in the open ones.

use std::fs;

use serde_json::{Value, json};

use crate::client::{Client, able, place, range};
use crate::package::{Docx, paragraph};

const NOTICE: &str = "关于召开全县养老服务工作会议的通知\n会议时间：2026年4月2日上午9:00\n";
const SCRIPT: &str = "全县养老服务工作会议主持词\n时间：2026年4月3日上午9:00\n地点：县委党校\n";
const AGREED: &str = "全县养老服务工作会议主持词\n时间：2026年4月2日上午9:00\n地点：县委党校\n";
const SET: (&str, &str) = ("hegao.toml", "together = ['会议/*']\n");

/// Returns settings with which documents are compared immediately.
fn at_once() -> Value {
    json!({"compareAfter": 0})
}

fn with(files: &[(&str, &str)]) -> Client {
    Client::with_options(files, able(), at_once())
}

/// Waits for diagnostics of a document that satisfy `is_meant`. Earlier ones are dropped.
fn until(client: &mut Client, uri: &str, is_meant: impl Fn(&[Value]) -> bool) -> Vec<Value> {
    loop {
        let message = client.wait(|message| {
            message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri
        });
        let shown = message["params"]["diagnostics"].as_array().unwrap();
        if is_meant(shown) {
            return shown.clone();
        }
    }
}

fn has(shown: &[Value], rule: &str) -> bool {
    shown.iter().any(|shown| shown["code"] == rule)
}

fn only<'s>(shown: &'s [Value], rule: &str) -> &'s Value {
    let mut found = shown.iter().filter(|shown| shown["code"] == rule);
    let first = found.next().unwrap_or_else(|| panic!("{shown:#?}"));
    assert!(found.next().is_none(), "{shown:#?}");
    first
}

/// Opens both papers and waits until both show the contradiction.
fn opened(client: &mut Client) -> (String, String) {
    let (notice, script) = (client.address("会议/通知.txt"), client.address("会议/主持词.txt"));
    client.open(&notice, NOTICE);
    client.open(&script, SCRIPT);
    until(client, &notice, |shown| has(shown, "set/date"));
    until(client, &script, |shown| has(shown, "set/date"));
    (notice, script)
}

#[test]
fn a_contradiction_stands_at_both_papers_until_one_is_mended() {
    let mut client = with(&[SET, ("会议/通知.txt", NOTICE), ("会议/主持词.txt", SCRIPT)]);
    let (notice, script) = (client.address("会议/通知.txt"), client.address("会议/主持词.txt"));
    client.open(&notice, NOTICE);
    client.open(&script, SCRIPT);
    let at_notice = until(&mut client, &notice, |shown| has(shown, "set/date"));
    let at_script = until(&mut client, &script, |shown| has(shown, "set/date"));
    let (one, other) = (only(&at_notice, "set/date"), only(&at_script, "set/date"));
    assert_eq!(one["range"], range([1, 5, 1, 14]));
    assert_eq!(other["range"], range([1, 3, 1, 12]));
    assert_eq!((&one["severity"], &other["severity"]), (&json!(2), &json!(2)));
    // Each refers to the other.
    let leads = |shown: &Value| shown["relatedInformation"][0]["location"].clone();
    assert_eq!(leads(one), json!({"uri": script, "range": other["range"]}));
    assert_eq!(leads(other), json!({"uri": notice, "range": one["range"]}));
    let message = |shown: &Value| shown["message"].as_str().unwrap().to_owned();
    assert!(message(one).contains("4月3日") && message(one).contains("主持词.txt"), "{one}");
    assert!(message(other).contains("4月2日") && message(other).contains("通知.txt"), "{other}");

    client.change(&script, 2, &[([1, 10, 1, 11], "2")]);
    assert!(!has(&client.shown(&script, Some(2)), "set/date"), "the words that were edited");
    until(&mut client, &notice, |shown| !has(shown, "set/date"));
    client.change(&notice, 2, &[([1, 12, 1, 13], "5")]);
    until(&mut client, &notice, |shown| has(shown, "set/date"));
    until(&mut client, &script, |shown| has(shown, "set/date"));
    client.end();
}

#[test]
fn findings_move_with_their_words_while_somebody_types() {
    let mut client = with(&[SET, ("会议/通知.txt", NOTICE), ("会议/主持词.txt", SCRIPT)]);
    let (notice, script) = opened(&mut client);
    for (uri, at) in [(&script, [2, 3, 2, 12]), (&notice, [2, 5, 2, 14])] {
        client.change(uri, 2, &[([0, 0, 0, 0], "县委办\n")]);
        let shown = client.shown(uri, Some(2));
        assert_eq!(only(&shown, "set/date")["range"], range(at), "with the check of the document itself");
    }
    client.end();
}

#[test]
fn papers_that_are_not_open_are_read_from_the_disk() {
    let mut client = with(&[SET, ("会议/通知.txt", NOTICE), ("会议/主持词.txt", SCRIPT)]);
    let (notice, script) = (client.address("会议/通知.txt"), client.address("会议/主持词.txt"));
    client.open(&notice, NOTICE);
    let shown = until(&mut client, &notice, |shown| has(shown, "set/date"));
    let location = &only(&shown, "set/date")["relatedInformation"][0]["location"];
    assert_eq!(location, &json!({"uri": script, "range": range([1, 3, 1, 12])}));

    fs::write(client.path("会议/主持词.txt"), AGREED).unwrap();
    let changes = json!([{"uri": script, "type": 2}]);
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": changes}));
    until(&mut client, &notice, |shown| !has(shown, "set/date"));

    // Replaces it by a new paper in another encoding.
    fs::remove_file(client.path("会议/主持词.txt")).unwrap();
    let (bytes, _, _) = encoding_rs::GB18030.encode(SCRIPT);
    fs::write(client.path("会议/议程.txt"), bytes).unwrap();
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": notice}}));
    let shown = until(&mut client, &notice, |shown| has(shown, "set/date"));
    let location = &only(&shown, "set/date")["relatedInformation"][0]["location"];
    assert_eq!(location["range"], range([1, 3, 1, 12]));

    fs::remove_file(client.path("会议/议程.txt")).unwrap();
    let changes = json!([{"uri": client.address("会议/议程.txt"), "type": 3}]);
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": changes}));
    until(&mut client, &notice, |shown| !has(shown, "set/date"));
    client.end();
}

#[test]
fn the_text_in_the_editor_comes_before_the_file_until_it_is_closed() {
    let mut client = with(&[SET, ("会议/通知.txt", NOTICE), ("会议/主持词.txt", AGREED)]);
    let (notice, script) = opened(&mut client);
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": script}}));
    assert!(client.shown(&script, None).is_empty());
    until(&mut client, &notice, |shown| !has(shown, "set/date"));
    client.end();
}

#[test]
fn configurations_declare_sets_and_take_them_back() {
    let mut client = with(&[("hegao.toml", ""), ("会议/通知.txt", NOTICE), ("会议/主持词.txt", SCRIPT)]);
    let (notice, script) = (client.address("会议/通知.txt"), client.address("会议/主持词.txt"));
    client.check(&notice, NOTICE);
    client.check(&script, SCRIPT);
    let save = |client: &mut Client, text: &str| {
        fs::write(client.path("hegao.toml"), text).unwrap();
        let uri = client.address("hegao.toml");
        client.notify("textDocument/didSave", json!({"textDocument": {"uri": uri}}));
    };
    save(&mut client, SET.1);
    until(&mut client, &notice, |shown| has(shown, "set/date"));
    until(&mut client, &script, |shown| has(shown, "set/date"));
    let ignore = "[[ignore]]\nrule = 'set/date'\nfile = '会议/*'\nreason = '改期'\n";
    save(&mut client, &format!("{}{ignore}", SET.1));
    until(&mut client, &notice, |shown| !has(shown, "set/date"));
    until(&mut client, &script, |shown| !has(shown, "set/date"));
    save(&mut client, SET.1);
    until(&mut client, &notice, |shown| has(shown, "set/date"));
    save(&mut client, "together = ['*.toml']\n");
    until(&mut client, &notice, |shown| !has(shown, "set/date"));
    client.end();
}

#[test]
fn clients_that_ask_are_told_to_ask_again() {
    let mut capabilities = able();
    capabilities["textDocument"]["diagnostic"] = json!({});
    capabilities["workspace"]["diagnostics"] = json!({"refreshSupport": true});
    let files = [SET, ("会议/通知.txt", NOTICE), ("会议/主持词.txt", SCRIPT)];
    let mut client = Client::with_options(&files, capabilities, at_once());
    let (notice, script) = (client.address("会议/通知.txt"), client.address("会议/主持词.txt"));
    let ask = |client: &mut Client, uri: &str| {
        let answer = client.result("textDocument/diagnostic", json!({"textDocument": {"uri": uri}}));
        answer["items"].as_array().unwrap().clone()
    };
    let asked_until = |client: &mut Client, uri: &str, is_there: bool| {
        while has(&ask(client, uri), "set/date") != is_there {
            let refresh = client.told("workspace/diagnostic/refresh");
            client.reply(&refresh, Value::Null);
        }
    };
    client.open(&notice, NOTICE);
    client.open(&script, SCRIPT);
    asked_until(&mut client, &notice, true);
    asked_until(&mut client, &script, true);
    client.change(&script, 2, &[([1, 10, 1, 11], "2")]);
    asked_until(&mut client, &script, false);
    asked_until(&mut client, &notice, false);
    assert!(client.kept("textDocument/publishDiagnostics").is_empty());
    client.end();
}

#[test]
fn paragraphs_of_another_paper_are_told_in_the_later_one_as_by_check() {
    let shared = "各级各部门要把防汛责任落实到每一个村组、每一座水库、每一处山塘，二十四小时有人值守，险情一小时之内上报；\
                  乡镇干部在汛期不得离开岗位，抢险队伍一律集中待命，物资车辆随时可以出动，群众转移不落一户、不漏一人。\n";
    let files = [SET, ("会议/一.txt", shared), ("会议/二.txt", shared), ("别处/三.txt", shared)];
    let mut client = with(&files);
    let uri = client.address("会议/二.txt");
    client.open(&uri, shared);
    let shown = until(&mut client, &uri, |shown| has(shown, "duplicate/across"));
    let location = &only(&shown, "duplicate/across")["relatedInformation"][0]["location"];
    assert_eq!(location["uri"], client.address("会议/一.txt"));
    client.end();
}

#[test]
fn what_the_baseline_knows_is_not_shown() {
    let text = "完成XX亿元。\n完成YY万元，截止三月底。\n";
    let files = [
        ("hegao.toml", "baseline = 'b.json'\ntogether = ['会议/*']\n"),
        ("a.txt", text),
        ("会议/通知.txt", NOTICE),
        ("会议/主持词.txt", SCRIPT),
    ];
    let mut client = with(&files);
    let config = client.address("hegao.toml");
    let uri = client.address("a.txt");
    let all = client.check(&uri, text).len();
    assert!(all >= 2);
    let mistake = client.shown(&config, None);
    assert!(
        mistake[0]["message"].as_str().unwrap().contains("b.json"),
        "a baseline that is missing: {mistake:?}"
    );
    assert_eq!(mistake[0]["range"]["start"]["line"], 0);
    let (notice, script) = opened(&mut client);

    let run = |arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_hegao"));
        let output = command.current_dir(client.folder.path()).args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    };
    run(&["baseline"]);
    let changes = json!([{"uri": client.address("b.json"), "type": 1}]);
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": changes}));
    assert!(client.shown(&config, None).is_empty());
    assert!(client.shown(&uri, Some(1)).is_empty());
    until(&mut client, &script, <[Value]>::is_empty);
    until(&mut client, &notice, <[Value]>::is_empty);
    client.change(&uri, 2, &[([0, 0, 0, 0], "走访XX家。\n")]);
    let shown = client.shown(&uri, Some(2));
    assert_eq!(shown.len(), 1, "{shown:?}");
    // A finding accepted in one paper is not shown in the other paper either.
    client.change(&notice, 2, &[([0, 0, 0, 0], "县委办\n")]);
    assert!(client.shown(&notice, Some(2)).is_empty());
    client.change(&notice, 3, &[([2, 12, 2, 13], "7")]);
    until(&mut client, &notice, |shown| has(shown, "set/date"));
    until(&mut client, &script, |shown| has(shown, "set/date"));
    client.end();
}

#[test]
fn a_set_that_is_too_large_is_compared_in_part_and_says_so_once() {
    let names: Vec<String> = (0..110).map(|number| format!("会议/甲{number:03}.txt")).collect();
    let mut files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "天晴。\n")).collect();
    files.extend([SET, ("会议/通知.txt", NOTICE), ("会议/主持词.txt", SCRIPT)]);
    let mut client = with(&files);
    let (notice, _) = opened(&mut client);
    let told = client.told("window/showMessage");
    let text = told["params"]["message"].as_str().unwrap();
    assert!(text.contains("112 份") && text.contains("100 份") && text.contains("会议/*"), "{text}");
    client.change(&notice, 2, &[([1, 12, 1, 13], "3")]);
    until(&mut client, &notice, |shown| !has(shown, "set/date"));
    assert!(client.kept("window/showMessage").is_empty(), "once");
    client.end();
}

#[test]
fn a_paper_that_cannot_be_read_is_told_to_the_log() {
    let files = [
        SET,
        ("会议/通知.txt", NOTICE),
        ("会议/主持词.txt", SCRIPT),
        ("会议/附件.docx", "PK\u{3}\u{4} broken"),
    ];
    let mut client = with(&files);
    let log = {
        opened(&mut client);
        client.told("window/logMessage")
    };
    assert!(log["params"]["message"].as_str().unwrap().contains("附件.docx"), "{log}");
    client.end();
}

#[test]
fn a_long_document_does_not_keep_others_waiting() {
    let long = "各位代表，今天天气晴朗。\n".repeat(30_000);
    let mut client = with(&[]);
    // By its address, the first one would be checked first.
    let (first, second) = (client.address("a.txt"), client.address("b.txt"));
    client.open(&first, &long);
    client.open(&second, "共XX人。");
    let about = |uri: &str| json!({"textDocument": {"uri": uri}});
    let waits = client.request("textDocument/documentSymbol", about(&first));
    assert_eq!(client.shown(&second, Some(1)).len(), 1);
    client.result("textDocument/foldingRange", about(&second));
    let of_first = |message: &&Value| message["params"]["uri"] == first;
    assert!(
        !client.kept("textDocument/publishDiagnostics").iter().any(of_first),
        "it is still being checked"
    );
    // The text was changed before it was checked, so only the last version counts.
    client.change(&first, 2, &[([0, 0, 0, 0], "共XX人。\n")]);
    let shown = client.shown(&first, Some(2));
    assert!(shown.iter().any(|shown| shown["range"] == range([0, 1, 0, 3])), "{:?}", shown.first());
    assert!(client.answer(waits)["result"].is_array());
    assert!(!client.kept("textDocument/publishDiagnostics").iter().any(of_first));
    client.end();
}

#[test]
fn places_in_other_papers_are_told_in_the_units_and_the_words_of_the_client() {
    let script = format!("天\r晴\n{SCRIPT}");
    let files = [SET, ("会议/通知.txt", NOTICE), ("会议/主持词.txt", script.as_str())];
    for (encoding, at) in [("utf-8", [3, 9, 3, 24]), ("utf-16", [3, 3, 3, 12]), ("utf-32", [3, 3, 3, 12])] {
        let mut capabilities = able();
        capabilities["general"]["positionEncodings"] = json!([encoding]);
        let mut client = Client::with_options(&files, capabilities, at_once());
        let uri = client.address("会议/通知.txt");
        client.open(&uri, NOTICE);
        let shown = until(&mut client, &uri, |shown| has(shown, "set/date"));
        let location = &only(&shown, "set/date")["relatedInformation"][0]["location"];
        assert_eq!(location["range"], range(at), "{encoding}: editors end lines at a lone CR");
        client.end();
    }
    let files = [SET, ("会议/通知.txt", NOTICE), ("会议/主持词.txt", SCRIPT)];
    let mut client = Client::with_options(&files, json!({}), at_once());
    let uri = client.address("会议/通知.txt");
    client.open(&uri, NOTICE);
    let shown = until(&mut client, &uri, |shown| has(shown, "set/date"));
    let message = only(&shown, "set/date")["message"].as_str().unwrap();
    assert!(message.contains("会议/主持词.txt 第 2 行「2026年4月3日」"), "{message}");
    client.end();
}

#[test]
fn a_contradiction_is_declared_right_at_its_place() {
    let notice = NOTICE.replace('\n', "\n\n");
    let files = [SET, ("会议/通知.md", notice.as_str()), ("会议/主持词.txt", SCRIPT)];
    let mut client = with(&files);
    let uri = client.address("会议/通知.md");
    client.open(&uri, &notice);
    let shown = until(&mut client, &uri, |shown| has(shown, "set/date"));
    let finding = only(&shown, "set/date").clone();
    let at = [2, 5, 2, 6];
    let actions = client.result("textDocument/codeAction", place(&uri, at, &[finding], Value::Null));
    let right = actions
        .as_array()
        .unwrap()
        .iter()
        .find(|action| action["title"].as_str().unwrap().starts_with("声明这里没有错"));
    let edit = &right.unwrap()["edit"]["documentChanges"][0]["edits"][0];
    let comment = edit["newText"].as_str().unwrap().replace(":  -->", ": 改期 -->");
    assert!(comment.contains("set/date: 改期"), "{comment}");
    client.change(&uri, 2, &[([2, 0, 2, 0], &comment)]);
    assert!(has(&client.shown(&uri, Some(2)), "set/date"), "until it is compared again");
    until(&mut client, &uri, |shown| !has(shown, "set/date"));
    client.end();
}

#[cfg(unix)]
#[test]
fn a_set_leads_to_no_files_outside_its_repository() {
    let outside = tempfile::TempDir::new().unwrap();
    fs::write(outside.path().join("主持词.txt"), SCRIPT).unwrap();
    let mut client = with(&[("hegao.toml", ""), ("会议/通知.txt", NOTICE), ("会议/甲.txt", "天晴。\n")]);
    std::os::unix::fs::symlink(outside.path(), client.path("会议/外")).unwrap();
    std::os::unix::fs::symlink(outside.path().join("主持词.txt"), client.path("会议/链.txt")).unwrap();
    fs::write(client.path("hegao.toml"), "together = ['会议/**']\n").unwrap();
    let uri = client.address("会议/通知.txt");
    client.open(&uri, NOTICE);
    // Adds a paper of the set that may be read. Its contradiction must be the only one.
    fs::write(client.path("会议/议程.txt"), SCRIPT.replace("4月3日", "4月5日")).unwrap();
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": uri}}));
    let shown = until(&mut client, &uri, |shown| has(shown, "set/date"));
    let finding = only(&shown, "set/date");
    assert!(finding["message"].as_str().unwrap().contains("4月5日"), "{finding}");
    client.end();
}

#[test]
fn a_file_whose_time_and_size_are_the_same_is_not_read_again() {
    let mut client = with(&[SET, ("会议/通知.txt", NOTICE), ("会议/主持词.txt", SCRIPT)]);
    let notice = client.address("会议/通知.txt");
    client.open(&notice, NOTICE);
    until(&mut client, &notice, |shown| has(shown, "set/date"));
    let path = client.path("会议/主持词.txt");
    let time = path.metadata().unwrap().modified().unwrap();
    let set_time = |time| fs::File::options().write(true).open(&path).unwrap().set_modified(time).unwrap();
    fs::write(&path, AGREED).unwrap();
    set_time(time);
    client.change(&notice, 2, &[([1, 12, 1, 13], "5")]);
    assert!(!has(&client.shown(&notice, Some(2)), "set/date"));
    let shown = until(&mut client, &notice, |shown| has(shown, "set/date"));
    assert!(only(&shown, "set/date")["message"].as_str().unwrap().contains("4月3日"), "{shown:?}");
    set_time(time + std::time::Duration::from_secs(2));
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": notice}}));
    until(&mut client, &notice, |shown| {
        only(shown, "set/date")["message"].as_str().unwrap().contains("4月2日")
    });
    client.end();
}

#[test]
fn word_files_of_a_set_are_compared() {
    let lines: String = SCRIPT.lines().map(paragraph).collect();
    let mut client = with(&[("hegao.toml", ""), ("会议/通知.txt", NOTICE)]);
    fs::write(client.path("会议/主持词.docx"), Docx::new(&lines).build()).unwrap();
    fs::write(client.path("hegao.toml"), SET.1).unwrap();
    let notice = client.address("会议/通知.txt");
    client.open(&notice, NOTICE);
    let shown = until(&mut client, &notice, |shown| has(shown, "set/date"));
    let location = &only(&shown, "set/date")["relatedInformation"][0]["location"];
    assert_eq!(location, &json!({"uri": client.address("会议/主持词.docx"), "range": range([0, 0, 0, 0])}));
    // In the order of paths the notice is the later paper. After renaming, the Word file comes
    // later and is described by its paragraph.
    fs::rename(client.path("会议/主持词.docx"), client.path("会议/附.docx")).unwrap();
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": notice}}));
    let named = |shown: &[Value]| {
        shown
            .iter()
            .any(|shown| shown["message"].as_str().unwrap().contains("会议/附.docx 第2段「2026年4月3日」"))
    };
    until(&mut client, &notice, named);
    client.end();
}

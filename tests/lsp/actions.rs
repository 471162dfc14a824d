//! Code actions (quick fixes) that the language server offers for findings.

use serde_json::{Value, json};

use crate::client::{Client, able, place, range};

const FIX_ALL: &str = "source.fixAll.hegao";

fn actions(client: &mut Client, params: Value) -> Vec<Value> {
    client.result("textDocument/codeAction", params).as_array().unwrap().clone()
}

fn titled(actions: &[Value], word: &str) -> Value {
    let found = actions.iter().find(|action| action["title"].as_str().unwrap().contains(word));
    found.cloned().unwrap_or_else(|| panic!("no {word} in {actions:#?}"))
}

/// Returns the edits of the last document that an action changes.
fn edits(action: &Value) -> Vec<Value> {
    let documents = action["edit"]["documentChanges"].as_array().unwrap();
    documents.last().unwrap()["edits"].as_array().unwrap().clone()
}

/// Applies edits to `text`, whose characters all have one byte or three.
fn edited(text: &str, edits: &[Value]) -> String {
    let byte = |at: &Value| {
        let line = at["line"].as_u64().unwrap() as usize;
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        let characters = text[start..].chars().take(at["character"].as_u64().unwrap() as usize);
        start + characters.map(char::len_utf8).sum::<usize>()
    };
    let mut text = text.to_owned();
    let mut places: Vec<_> = edits
        .iter()
        .map(|edit| {
            (byte(&edit["range"]["start"]), byte(&edit["range"]["end"]), edit["newText"].as_str().unwrap())
        })
        .collect();
    places.sort_unstable();
    for (start, end, put) in places.into_iter().rev() {
        text.replace_range(start..end, put);
    }
    text
}

#[test]
fn a_safe_fix_is_preferred_and_mends() {
    let mut client = Client::with(&[], able());
    let (uri, text) = ("untitled:a.txt", "截止三月底，共有80户。");
    let shown = client.check(uri, text);
    let all = actions(&mut client, place(uri, [0, 0, 0, 0], &shown, json!(["quickfix"])));
    let fix = all.iter().find(|action| action["isPreferred"] == true).unwrap();
    assert_eq!((&fix["kind"], &fix["diagnostics"]), (&json!("quickfix"), &json!(shown)));
    assert_eq!(fix["edit"]["documentChanges"][0]["textDocument"], json!({"uri": uri, "version": 1}));
    assert_eq!(edited(text, &edits(fix)), "截至三月底，共有80户。");
    let range_alone = actions(&mut client, place(uri, [0, 1, 0, 1], &[], Value::Null));
    assert_eq!(range_alone[0]["diagnostics"][0]["code"], "date/jiezhi", "found by its place");
    assert!(actions(&mut client, place(uri, [0, 5, 0, 6], &[], json!(["quickfix"]))).is_empty(), "elsewhere");
    assert!(actions(&mut client, place(uri, [0, 0, 0, 1], &shown, json!(["refactor"]))).is_empty());
    client.end();
}

#[test]
fn a_finding_is_found_again_after_other_text_moved_it() {
    let mut client = Client::with(&[], able());
    let uri = "untitled:a.txt";
    let shown = client.check(uri, "截止三月底，共有80户。");
    client.change(uri, 2, &[([0, 0, 0, 0], "甲\n")]);
    let all = actions(&mut client, place(uri, [0, 0, 0, 0], &shown, json!(["quickfix"])));
    assert_eq!(edits(&all[0])[0]["range"]["start"]["line"], 1);
    let mut bare = shown[0].clone();
    bare.as_object_mut().unwrap().remove("data");
    assert!(actions(&mut client, place(uri, [0, 0, 0, 0], &[bare], json!(["quickfix"]))).is_empty());
    let foreign = json!({"range": range([1, 0, 1, 2]), "source": "spelling", "code": 3.5, "message": 7});
    let all = actions(&mut client, place(uri, [1, 0, 1, 2], &[foreign], json!(["quickfix"])));
    assert!(!all.is_empty(), "those of others do not count");
    client.end();
}

#[test]
fn an_unsafe_fix_says_that_the_result_must_be_looked_at() {
    let mut client = Client::with(&[], able());
    let (uri, text) = ("untitled:a.txt", "一、甲\n二、乙\n四、丙\n五、丁\n");
    let shown = client.check(uri, text);
    assert_eq!(shown[0]["code"], "numbering/gap");
    let all = actions(&mut client, place(uri, [2, 0, 2, 0], &shown, json!(["quickfix"])));
    let fix = titled(&all, "（改后要看）");
    assert!(fix.get("isPreferred").is_none());
    assert_eq!(edited(text, &edits(&fix)), "一、甲\n二、乙\n三、丙\n四、丁\n");
    assert!(actions(&mut client, place(uri, [0, 0, 0, 0], &[], json!([FIX_ALL]))).is_empty(), "none is safe");
    client.end();
}

#[test]
fn all_safe_fixes_are_small_edits() {
    let mut client = Client::with(&[], able());
    let (uri, text) =
        ("untitled:a.txt", "截止三月底，截止四月底。\n共有80户，完成投资XX亿元。\n截止五月底。\n");
    client.check(uri, text);
    for only in [json!([FIX_ALL]), json!(["source.fixAll"]), json!(["source"])] {
        let all = actions(&mut client, place(uri, [0, 0, 0, 0], &[], only));
        assert_eq!((all.len(), &all[0]["kind"]), (1, &json!(FIX_ALL)));
        assert_eq!(edited(text, &edits(&all[0])), text.replace('止', "至"));
        assert!(edits(&all[0]).iter().all(|edit| edit["newText"] == "至"), "{all:?}");
    }
    client.end();
}

#[test]
fn fixes_of_a_web_page_leave_its_markup_alone() {
    let mut client = Client::with(&[], able());
    let (uri, text) = ("untitled:a.html", "<p>截止三月&mdash;四月，<br>共<b>截止</b>五月底。</p>");
    let shown = client.check(uri, text);
    let all = actions(&mut client, place(uri, [0, 0, 0, 0], &shown, json!(["source.fixAll"])));
    assert_eq!(edited(text, &edits(&all[0])), text.replace('止', "至"));
    client.end();
}

#[test]
fn a_finding_is_declared_right_by_a_comment_in_markdown() {
    let mut client = Client::with(&[], able());
    let uri = "untitled:a.md";
    let cases = [
        ("# 题\n\n完成XX亿元。\n", "# 题\n\n<!-- hegao-ignore placeholder/mask:  -->\n完成XX亿元。\n"),
        (
            "> 共八户，\n> 完成XX亿元。\n",
            "> 共八户，\n> <!-- hegao-ignore placeholder/mask:  -->\n> 完成XX亿元。\n",
        ),
        (
            "1. 甲\n   - 完成XX亿元。\r\n",
            "1. 甲\n   <!-- hegao-ignore placeholder/mask:  -->\r\n   - 完成XX亿元。\r\n",
        ),
        (
            "|甲|乙|\n|-|-|\n|丙|完成XX亿元|\n",
            "|甲|乙|\n|-|-|\n|丙|<!-- hegao-ignore placeholder/mask:  --> 完成XX亿元|\n",
        ),
    ];
    for (text, expected) in cases {
        client.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
        let shown = client.check(uri, text);
        assert_eq!(shown.len(), 1, "{shown:?}");
        let action = titled(&actions(&mut client, place(uri, [0, 0, 0, 0], &shown, Value::Null)), "声明");
        let declared = edited(text, &edits(&action));
        assert_eq!(declared, expected);
        // Without a reason, the comment only adds a finding that asks for one.
        client.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
        let rules: Vec<Value> =
            client.check(uri, &declared).iter().map(|shown| shown["code"].clone()).collect();
        assert!(rules.len() == 2 && rules.contains(&json!("ignore/comment")), "{rules:?}");
        client.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
        assert_eq!(
            client.check(uri, &declared.replace(":  -->", ": 范本 -->")),
            Vec::<Value>::new(),
            "{declared}"
        );
    }
    client.end();
}

#[test]
fn a_finding_is_declared_right_by_a_comment_in_a_web_page() {
    let mut client = Client::with(&[], able());
    let (uri, text) = ("untitled:a.html", "<div><p>共八户。</p>\n<p class=b>完成<b>XX</b>亿元。</p></div>");
    let shown = client.check(uri, text);
    let action = titled(&actions(&mut client, place(uri, [0, 0, 0, 0], &shown, Value::Null)), "声明");
    let declared = edited(text, &edits(&action)).replace(":  -->", ": 范本 -->");
    assert!(declared.contains("<p class=b><!-- hegao-ignore placeholder/mask: 范本 -->完成"), "{declared}");
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    assert_eq!(client.check(uri, &declared), Vec::<Value>::new());
    client.end();
}

#[test]
fn plain_text_is_declared_right_in_the_nearest_configuration() {
    let text = "完成XX亿元。";
    let mut client = Client::with(&[("hegao.toml", "fail-on = 'error'"), ("稿/讲话[1].txt", text)], able());
    let uri = client.address("稿/讲话[1].txt");
    let shown = client.check(&uri, text);
    let all = actions(&mut client, place(&uri, [0, 0, 0, 0], &shown, json!(["quickfix"])));
    let action = titled(&all, "声明");
    let changes = &action["edit"]["documentChanges"];
    assert_eq!(changes[0]["textDocument"], json!({"uri": client.address("hegao.toml"), "version": null}));
    let added = edits(&action)[0]["newText"].as_str().unwrap().to_owned();
    assert_eq!(edits(&action)[0]["range"], range([0, 17, 0, 17]));
    let entry = "\n\n[[ignore]]\nrule = \"placeholder/mask\"\nfile = \"稿/讲话[[]1[]].txt\"\ntext = \"完成XX亿元。\"\n";
    assert_eq!(added, format!("{entry}reason = \"\"\n"));
    // A configuration entry without a reason is a mistake; with a reason, the finding is gone.
    std::fs::write(client.path("hegao.toml"), format!("fail-on = 'error'{added}")).unwrap();
    let config = client.address("hegao.toml");
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": config}}));
    assert!(client.shown(&config, None)[0]["message"].as_str().unwrap().contains("理由"));
    assert_eq!(client.shown(&uri, Some(1)).len(), 1, "it stays until then");
    let given = added.replace("reason = \"\"", "reason = \"范本\"");
    std::fs::write(client.path("hegao.toml"), format!("fail-on = 'error'{given}")).unwrap();
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": config}}));
    assert!(client.shown(&config, None).is_empty());
    assert!(client.shown(&uri, Some(1)).is_empty());
    client.end();
}

#[test]
fn declaring_right_keeps_a_list_that_is_an_array_and_writes_any_words() {
    let text = "甲\u{7f}\"乙\"完成XX亿元。";
    let config = "ignore = [{ rule = 'date', reason = '旧' }]\n[rules]\n'leftover/machine' = 'off'\n";
    let mut client = Client::with(&[("hegao.toml", config), ("a.txt", text)], able());
    let uri = client.address("a.txt");
    let shown = client.check(&uri, text);
    let action = titled(&actions(&mut client, place(&uri, [0, 0, 0, 0], &shown, Value::Null)), "声明");
    let written = edited(config, &edits(&action)).replace("reason = \"\"", "reason = \"范本\"");
    assert!(written.starts_with("ignore = [{ rule = 'date', reason = '旧' }, { rule = "), "{written}");
    std::fs::write(client.path("hegao.toml"), written).unwrap();
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": client.address("hegao.toml")}}));
    assert!(client.shown(&uri, Some(1)).is_empty());
    client.end();
}

#[test]
fn a_rule_is_switched_off_for_a_file_in_the_text_that_is_open() {
    let text = "完成XX亿元。";
    let mut client = Client::with(&[("hegao.toml", ""), ("a.txt", text)], able());
    let (uri, config) = (client.address("a.txt"), client.address("hegao.toml"));
    let open = "# 还没有存盘\n";
    client.open(&config, open);
    let shown = client.check(&uri, text);
    let action = titled(
        &actions(&mut client, place(&uri, [0, 0, 0, 0], &shown, Value::Null)),
        "不用 placeholder/mask",
    );
    assert_eq!(action["edit"]["documentChanges"][0]["textDocument"], json!({"uri": config, "version": 1}));
    let written = edited(open, &edits(&action));
    assert_eq!(
        written,
        "# 还没有存盘\n\n[[overrides]]\nfiles = [\"a.txt\"]\nrules.\"placeholder/mask\" = \"off\"\n"
    );
    std::fs::write(client.path("hegao.toml"), written).unwrap();
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": config}}));
    assert!(client.shown(&uri, Some(1)).is_empty());
    client.end();
}

#[test]
fn a_configuration_is_made_where_there_is_none_and_the_client_can() {
    let text = "完成XX亿元。";
    let mut client = Client::with(&[("稿/a.txt", text)], able());
    let uri = client.address("稿/a.txt");
    client.check(&uri, text);
    let all = actions(&mut client, place(&uri, [0, 2, 0, 2], &[], json!(["quickfix"])));
    for word in ["声明", "不用"] {
        let changes = titled(&all, word)["edit"]["documentChanges"].clone();
        assert_eq!(
            (&changes[0]["kind"], &changes[0]["uri"]),
            (&json!("create"), &json!(client.address("hegao.toml")))
        );
        assert!(changes[1]["edits"][0]["newText"].as_str().unwrap().starts_with("[["), "{changes}");
    }
    client.end();
    let mut capabilities = able();
    capabilities["workspace"]["workspaceEdit"] = json!({});
    let mut client = Client::with(&[("稿/a.txt", text)], capabilities);
    let uri = client.address("稿/a.txt");
    client.check(&uri, text);
    assert!(actions(&mut client, place(&uri, [0, 2, 0, 2], &[], json!(["quickfix"]))).is_empty());
    std::fs::write(client.path("hegao.toml"), "").unwrap();
    let all = actions(&mut client, place(&uri, [0, 2, 0, 2], &[], json!(["quickfix"])));
    assert_eq!(all[0]["edit"]["changes"][client.address("hegao.toml")].as_array().unwrap().len(), 1);
    client.end();
}

#[test]
fn nothing_is_written_where_nothing_would_read_it() {
    let text = "完成XX亿元。";
    let files = [("a.txt", text), ("hegao.toml", "")];
    let mut client = Client::with_options(&files, able(), json!({"noConfig": true}));
    let uri = client.address("a.txt");
    client.check(&uri, text);
    assert!(actions(&mut client, place(&uri, [0, 2, 0, 2], &[], Value::Null)).is_empty());
    client.check("untitled:b.txt", text);
    assert!(actions(&mut client, place("untitled:b.txt", [0, 2, 0, 2], &[], Value::Null)).is_empty());
    client.end();
    let mut capabilities = able();
    capabilities["textDocument"]["codeAction"] = json!({});
    let mut client = Client::with(&files, capabilities);
    client.check("untitled:b.txt", "截止三月底。");
    assert!(actions(&mut client, place("untitled:b.txt", [0, 0, 0, 1], &[], Value::Null)).is_empty());
    client.end();
}

#[test]
fn the_editor_asks_for_the_reason_and_the_server_writes_it() {
    let text = "甲\n完成XX亿元。";
    let files = [("hegao.toml", ""), ("a.txt", text)];
    let mut client = Client::with_options(&files, able(), json!({"askReason": true}));
    let uri = client.address("a.txt");
    let shown = client.check(&uri, text);
    let action = titled(&actions(&mut client, place(&uri, [0, 0, 0, 0], &shown, Value::Null)), "声明");
    assert!(action.get("edit").is_none());
    assert_eq!(action["command"]["command"], "hegao.askReason");
    let mut argument = action["command"]["arguments"][0].clone();
    let expected = json!({"uri": uri, "rule": "placeholder/mask", "line": 1, "text": "完成XX亿元。"});
    assert_eq!(argument, expected);
    let run = |argument: &Value| json!({"command": "hegao.ignore", "arguments": [argument]});
    assert_eq!(client.call("workspace/executeCommand", run(&argument))["error"]["code"], -32602, "no reason");
    argument["reason"] = json!("数字 \"待定\"");
    assert_eq!(client.result("workspace/executeCommand", run(&argument)), Value::Null);
    let edit = client.told("workspace/applyEdit");
    let added = edits(&edit["params"])[0]["newText"].clone();
    assert!(added.as_str().unwrap().ends_with("reason = '数字 \"待定\"'\n"), "{added}");
    client.reply(&edit, json!({"applied": false, "failureReason": "只读"}));
    assert!(client.told("window/showMessage")["params"]["message"].as_str().unwrap().contains("只读"));
    // The text has moved, and is found by its words.
    client.change(&uri, 2, &[([0, 0, 0, 0], "乙\n丙\n")]);
    assert_eq!(client.result("workspace/executeCommand", run(&argument)), Value::Null);
    client.told("workspace/applyEdit");
    client.change(&uri, 3, &[([0, 0, 3, 9], "")]);
    assert_eq!(
        client.call("workspace/executeCommand", run(&argument))["error"]["code"],
        -32803,
        "it is gone"
    );
    client.end();
}

#[test]
fn a_reason_cannot_end_its_comment() {
    let (uri, text) = ("untitled:a.md", "完成XX亿元。\n");
    let mut client = Client::with_options(&[], able(), json!({"askReason": true}));
    client.check(uri, text);
    let argument =
        json!({"uri": uri, "rule": "placeholder/mask", "line": 0, "text": "", "reason": "见 -->\n一"});
    client.result("workspace/executeCommand", json!({"command": "hegao.ignore", "arguments": [argument]}));
    let edit = client.told("workspace/applyEdit");
    let added = edits(&edit["params"])[0]["newText"].clone();
    assert_eq!(added, "<!-- hegao-ignore placeholder/mask: 见 ——> 一 -->\n");
    client.reply(&edit, json!({"applied": true}));
    client.end();
    let mut client = Client::with(&[], json!({}));
    client.check(uri, text);
    let argument = json!({"uri": uri, "rule": "placeholder/mask", "line": 0, "text": "", "reason": "范本"});
    let params = json!({"command": "hegao.ignore", "arguments": [argument]});
    assert_eq!(
        client.call("workspace/executeCommand", params)["error"]["code"],
        -32803,
        "nobody makes edits"
    );
    client.end();
}

//! Settings that the language server applies to a document: those of the editor and the
//! configurations in its folders, as they change.

use std::fs;

use serde_json::{Value, json};

use crate::client::{Client, able, range};

const TEXT: &str = "完成XX亿元，截止三月底。";

fn rules(shown: &[Value]) -> Vec<&str> {
    shown.iter().map(|shown| shown["code"].as_str().unwrap()).collect()
}

fn save(client: &mut Client, name: &str, text: &str) {
    fs::write(client.path(name), text).unwrap();
    let uri = client.address(name);
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": uri}}));
}

fn message(client: &mut Client) -> String {
    client.told("window/showMessage")["params"]["message"].as_str().unwrap().to_owned()
}

#[test]
fn the_nearest_configuration_holds_and_is_read_again_when_it_changes() {
    let files = [("hegao.toml", "rules.date = 'off'\n"), ("旧/a.txt", TEXT), ("a.txt", TEXT)];
    let mut client = Client::with(&files, able());
    let uri = client.address("a.txt");
    assert_eq!(rules(&client.check(&uri, TEXT)), ["placeholder/mask"]);
    save(&mut client, "hegao.toml", "rules.placeholder = 'off'\n");
    assert_eq!(rules(&client.shown(&uri, Some(1))), ["date/jiezhi"]);
    fs::write(client.path("hegao.toml"), "exclude = ['旧']\n[placeholder]\nallow = ['XX亿']\n").unwrap();
    let changes = json!([{"uri": client.address("hegao.toml"), "type": 2}]);
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": changes}));
    assert_eq!(rules(&client.shown(&uri, Some(1))), ["date/jiezhi"]);
    assert!(client.check(&client.address("旧/a.txt"), TEXT).is_empty(), "what is excluded");
    client.end();
}

#[test]
fn a_document_longer_than_the_limit_is_not_checked_and_says_so() {
    let mut client = Client::with(&[("hegao.toml", "limits.file-size = 64\n")], able());
    let uri = client.address("a.txt");
    assert_eq!(rules(&client.check(&uri, TEXT)).len(), 2);
    client.notify(
        "textDocument/didChange",
        json!({"textDocument": {"uri": uri, "version": 2}, "contentChanges": [{"text": TEXT.repeat(9)}]}),
    );
    let shown = client.shown(&uri, Some(2));
    assert_eq!((shown.len(), &shown[0]["code"]), (1, &json!("too-large")));
    assert!(shown[0]["message"].as_str().unwrap().contains("64"), "{shown:?}");
    client.end();
}

#[test]
fn a_document_that_need_not_be_checked_shows_nothing() {
    let config = "limits.file-size = 64\n[[accept]]\nfile = 'a.txt'\nkind = 'too-large'\nreason = '底册'\n";
    let mut client = Client::with(&[("hegao.toml", config)], able());
    let long = TEXT.repeat(9);
    assert_eq!(client.check(&client.address("b.txt"), &long).len(), 1);
    assert!(client.check(&client.address("a.txt"), &long).is_empty());
    client.end();
}

#[test]
fn a_mistake_is_shown_at_its_place_and_documents_go_on_with_what_held_before() {
    let files = [("hegao.toml", "rules.date = 'off'\n"), ("a.txt", TEXT), ("b.txt", TEXT)];
    let mut client = Client::with(&files, able());
    let (uri, config) = (client.address("a.txt"), client.address("hegao.toml"));
    assert_eq!(rules(&client.check(&uri, TEXT)), ["placeholder/mask"]);
    save(&mut client, "hegao.toml", "# 甲\nrules.dat = 'off'\n");
    let shown = client.shown(&config, None);
    assert_eq!((shown.len(), &shown[0]["severity"]), (1, &json!(1)));
    assert_eq!(shown[0]["range"]["start"]["line"], 1);
    assert!(shown[0]["message"].as_str().unwrap().contains("date"), "{shown:?}");
    assert_eq!(rules(&client.shown(&uri, Some(1))), ["placeholder/mask"]);
    let other = client.address("b.txt");
    assert_eq!(rules(&client.check(&other, TEXT)), ["placeholder/mask"], "one that is opened now");
    save(&mut client, "hegao.toml", "rules.placeholder = 'off'\n");
    assert!(client.shown(&config, None).is_empty());
    assert_eq!(rules(&client.shown(&uri, Some(1))), ["date/jiezhi"]);
    client.end();
}

#[test]
fn all_mistakes_are_shown_at_their_places() {
    let text = "today = '明天'\nrules.dat = 'off'\nlang = 'cn'\n";
    let mut client = Client::with(&[("hegao.toml", text), ("a.txt", TEXT)], able());
    let uri = client.address("a.txt");
    assert_eq!(client.check(&uri, TEXT).len(), 2);
    let shown = client.shown(&client.address("hegao.toml"), None);
    let lines: Vec<u64> =
        shown.iter().map(|shown| shown["range"]["start"]["line"].as_u64().unwrap()).collect();
    assert_eq!(lines, [0, 1, 2], "{shown:?}");
    client.end();
}

#[test]
fn a_glob_that_names_nothing_is_shown_and_the_configuration_holds() {
    let text = "rules.date = 'off'\n[[overrides]]\nfiles = ['旧/*']\nrules.date = 'on'\n";
    let mut client = Client::with(&[("hegao.toml", text), ("a.txt", TEXT)], able());
    let uri = client.address("a.txt");
    assert_eq!(rules(&client.check(&uri, TEXT)), ["placeholder/mask"]);
    let shown = client.shown(&client.address("hegao.toml"), None);
    assert_eq!((shown.len(), &shown[0]["range"]["start"]["line"]), (1, &json!(2)), "{shown:?}");
    client.end();
}

#[test]
fn with_a_mistake_from_the_start_documents_are_checked_without_configuration() {
    let files =
        [("hegao.toml", "[rules\n"), ("稿/hegao.toml", "extends = '../没有.toml'\n"), ("稿/a.txt", TEXT)];
    let mut client = Client::with(&files, able());
    let uri = client.address("稿/a.txt");
    assert_eq!(client.check(&uri, TEXT).len(), 2);
    assert_eq!(client.shown(&client.address("hegao.toml"), None).len(), 1);
    client.end();
}

#[test]
fn configurations_are_no_documents() {
    let mut client = Client::with(&[("hegao.toml", "")], able());
    let uri = client.address("hegao.toml");
    assert!(client.check(&uri, "# 完成XX亿元\n").is_empty());
    client.open("untitled:a.txt", "甲");
    save(&mut client, "hegao.toml", "x = 1\n");
    assert_eq!(client.shown(&uri, None).len(), 1);
    assert_eq!(client.shown(&uri, Some(1)).len(), 1, "once more for the text that is open");
    client.change(&uri, 2, &[([0, 0, 0, 0], "#")]);
    assert_eq!(client.shown(&uri, Some(2)).len(), 1, "until it is saved and read again");
    save(&mut client, "hegao.toml", "");
    assert!(client.shown(&uri, None).is_empty());
    assert!(client.shown(&uri, Some(2)).is_empty());
    client.end();
}

#[test]
fn rules_of_an_office_are_read_again_when_they_change() {
    let rule = "severity = 'error'\n[zh]\ntitle = '用词'\n[terms]\n'棋子' = '旗帜'\n";
    let files = [("hegao.toml", "packs = ['规则']\n"), ("规则/用词.toml", rule), ("a.txt", "高举棋子。")];
    let mut client = Client::with(&files, able());
    let uri = client.address("a.txt");
    let shown = client.check(&uri, "高举棋子。");
    assert_eq!(rules(&shown), ["规则/用词"], "{shown:?}");
    save(&mut client, "规则/用词.toml", &rule.replace("棋子", "旗子"));
    assert!(client.shown(&uri, Some(1)).is_empty());
    save(&mut client, "规则/用词.toml", &rule.replace("terms", "term"));
    let address = client.address("规则/用词.toml");
    assert_eq!(client.shown(&address, None)[0]["range"]["start"]["line"], 3, "a mistake in a rule");
    client.end();
}

#[test]
fn a_comment_for_a_rule_of_an_office_that_is_off_is_not_called_unused() {
    let rule = "severity = 'error'\n[zh]\ntitle = '用词'\n[terms]\n'棋子' = '旗帜'\n";
    let text = "<!-- hegao-ignore 规则/用词: 引自原文 -->\n\n高举旗帜。\n";
    let files = [("hegao.toml", "packs = ['规则']\n"), ("规则/用词.toml", rule), ("a.md", text)];
    let mut client = Client::with(&files, able());
    let uri = client.address("a.md");
    assert_eq!(rules(&client.check(&uri, text)), ["ignore/unused"]);
    save(&mut client, "hegao.toml", "packs = ['规则']\nrules.'规则/用词' = 'off'\n");
    assert!(client.shown(&uri, Some(1)).is_empty());
    client.end();
}

#[test]
fn the_options_a_client_starts_with_hold() {
    let options = json!({"lang": "en", "select": ["placeholder", "date"], "ignore": ["date/jiezhi"]});
    let mut client = Client::with_options(&[], able(), options);
    let shown = client.check("untitled:a.txt", &format!("{TEXT}\n一、甲\n三、乙\n"));
    assert_eq!(rules(&shown), ["placeholder/mask"]);
    assert!(shown[0]["message"].as_str().unwrap().contains("figure is missing"), "{shown:?}");
    client.end();
    let text = "请于2025年3月1日前报送。";
    for (today, count) in [("off", 0), ("2025-02-01", 0), ("2026-11-21", 1)] {
        let mut client = Client::with_options(&[], able(), json!({"today": today}));
        assert_eq!(client.check("untitled:a.txt", text).len(), count, "{today}");
        client.end();
    }
}

#[test]
fn without_configuration_none_is_read() {
    let files = [("hegao.toml", "rules.date = 'off'\n"), ("a.txt", TEXT)];
    let mut client = Client::with_options(&files, able(), json!({"noConfig": true}));
    let uri = client.address("a.txt");
    assert_eq!(client.check(&uri, TEXT).len(), 2);
    client.end();
}

#[test]
fn wrong_settings_are_told_and_have_no_effect() {
    let options = json!({"lang": "fr", "colour": true, "select": ["placeholder", "dat"]});
    let mut client = Client::with_options(&[], able(), options);
    assert!(message(&mut client).contains("hegao.colour"));
    assert!(message(&mut client).contains("hegao.lang"));
    assert_eq!(rules(&client.check("untitled:a.txt", TEXT)), ["placeholder/mask"]);
    assert!(message(&mut client).contains("是不是「date"), "the name of no rule");
    client
        .notify("workspace/didChangeConfiguration", json!({"settings": {"hegao": {"today": "2026-13-01"}}}));
    assert!(message(&mut client).contains("hegao.today"));
    client.end();
}

#[test]
fn settings_that_are_sent_hold_from_then_on() {
    let mut client = Client::with(&[], able());
    let uri = "untitled:a.txt";
    assert_eq!(client.check(uri, TEXT).len(), 2);
    for settings in [json!({"hegao": {"ignore": ["date"]}}), json!({"ignore": ["date"]})] {
        client.notify("workspace/didChangeConfiguration", json!({"settings": settings}));
        assert_eq!(rules(&client.shown(uri, Some(1))), ["placeholder/mask"]);
    }
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"hegao": {"lang": "en"}}}));
    assert_eq!(client.shown(uri, Some(1)).len(), 2, "what is said no more holds no more");
    client.end();
}

#[test]
fn settings_and_changes_are_asked_for_where_that_is_possible() {
    let mut capabilities = able();
    capabilities["workspace"]["configuration"] = json!(true);
    capabilities["workspace"]["didChangeConfiguration"] = json!({"dynamicRegistration": true});
    capabilities["workspace"]["didChangeWatchedFiles"] = json!({"dynamicRegistration": true});
    capabilities["textDocument"]["diagnostic"] = json!({});
    capabilities["workspace"]["diagnostics"] = json!({"refreshSupport": true});
    let mut client = Client::with(&[("hegao.toml", "")], capabilities);
    let registered = client.told("client/registerCapability");
    let methods: Vec<&Value> =
        registered["params"]["registrations"].as_array().unwrap().iter().map(|one| &one["method"]).collect();
    assert_eq!(methods, ["workspace/didChangeWatchedFiles", "workspace/didChangeConfiguration"]);
    client.reply(&registered, Value::Null);
    let asked = client.told("workspace/configuration");
    assert_eq!(asked["params"]["items"], json!([{"section": "hegao"}]));
    client.reply(&asked, json!([{"ignore": ["date"]}]));
    let uri = "untitled:a.txt";
    client.open(uri, TEXT);
    let about = json!({"textDocument": {"uri": uri}});
    let first = client.result("textDocument/diagnostic", about.clone());
    assert_eq!(first["items"].as_array().unwrap().len(), 1);
    client.notify("workspace/didChangeConfiguration", json!({"settings": null}));
    let asked = client.told("workspace/configuration");
    client.reply(&asked, json!([null]));
    // Any number of refreshes may have come before. This requests the diagnostics once more.
    let second = client.result("textDocument/diagnostic", about);
    assert_eq!(second["items"].as_array().unwrap().len(), 2);
    let refresh = client.told("workspace/diagnostic/refresh");
    client.reply(&refresh, Value::Null);
    save(&mut client, "hegao.toml", "# 乙\n[rule]\n");
    let config = client.address("hegao.toml");
    assert_eq!(client.shown(&config, None)[0]["range"]["start"]["line"], 1, "no client asks for these");
    client.end();
}

#[test]
fn folders_come_and_go() {
    let files = [("一/hegao.toml", "lang = 'en'\n"), ("一/a.txt", TEXT), ("二/a.txt", TEXT)];
    let mut client = Client::start(&files);
    let [first, second] = ["一", "二"].map(|name| json!({"uri": client.address(name), "name": name}));
    let params =
        json!({"processId": null, "rootUri": null, "capabilities": able(), "workspaceFolders": [first]});
    client.call("initialize", params);
    let uri = client.address("一/a.txt");
    let is_english = |shown: &[Value]| !shown[0]["message"].as_str().unwrap().contains('，');
    assert!(is_english(&client.check(&uri, TEXT)));
    let event = json!({"event": {"added": [second], "removed": [first]}});
    client.notify("workspace/didChangeWorkspaceFolders", event);
    let outside = client.shown(&uri, Some(1));
    assert!(is_english(&outside), "its own folder is the nearest there is");
    let other = client.address("二/a.txt");
    let shown = client.check(&other, TEXT);
    assert!(!is_english(&shown), "{shown:?}");
    assert_eq!(shown[0]["range"], range([0, 2, 0, 4]));
    client.end();
}

//! `check --with-text`: the JSON report contains the text of the document as its readers see it,
//! and the positions of findings in that text.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use std::fs;
use std::path::Path;

use hegao::{Linter, Options};
use program::package::{Docx, paragraph};
use program::{Hegao, code};
use serde_json::{Value, json};

const TEXT: &str = "# 通知𠮷\n\n一、截止3月底，**共有**企业XX家。\n\n| 单位 | 户数 |\n|--|--|\n| 甲局 | 共XX户 |\n\n见注。[^1]\n\n[^1]: 注中有XX处。\n";

fn run(folder: &Path, arguments: &[&str]) -> std::process::Output {
    Hegao::new(folder, &[&["check", "--today", "off"], arguments].concat()).run()
}

fn reported(name: &str, bytes: &[u8]) -> Value {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    let output = run(folder.path(), &["--format", "json", "--with-text", name]);
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Returns the words that a page marks if it maps the position `location` to the blocks of the
/// text.
fn marked(file: &Value, location: &Value) -> String {
    let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let (start, end) =
        (number(&location["in_text"]["utf16_start"]), number(&location["in_text"]["utf16_end"]));
    let blocks = file["text"].as_array().unwrap().iter().map(|block| {
        let units: Vec<u16> = block["text"].as_str().unwrap().encode_utf16().collect();
        let from = number(&block["location"]["in_text"]["utf16_start"]);
        let clip = |at: usize| at.clamp(from, from + units.len()) - from;
        String::from_utf16(&units[clip(start)..clip(end)]).unwrap()
    });
    blocks.collect()
}

#[test]
fn every_mark_of_a_finding_lies_in_the_text() {
    let word = ["一、总体情况", "截止3月底，共有企业XX家。", "三、下一步打算"].map(paragraph).concat();
    for (name, bytes) in [("稿.md", TEXT.as_bytes().to_vec()), ("稿.docx", Docx::new(&word).build())] {
        let report = reported(name, &bytes);
        let file = &report["files"][0];
        let found = file["diagnostics"].as_array().unwrap();
        assert!(found.len() >= 3, "{report}");
        for found in found {
            assert_eq!(marked(file, &found["location"]), found["args"]["match"].as_str().unwrap(), "{found}");
            for related in found["related"].as_array().unwrap() {
                assert!(!marked(file, &related["location"]).is_empty(), "{found}");
            }
            for edit in found["fix"]["edits"].as_array().into_iter().flatten() {
                assert!(edit["location"]["in_text"].is_object(), "{found}");
            }
        }
    }
}

#[test]
fn the_text_is_what_readers_see() {
    let report = reported("稿.md", TEXT.as_bytes());
    let blocks = report["files"][0]["text"].as_array().unwrap();
    let seen: Vec<(&str, &str)> = blocks
        .iter()
        .map(|block| (block["location"]["place"]["words"].as_str().unwrap(), block["text"].as_str().unwrap()))
        .collect();
    let expected = [
        ("第1段", "通知𠮷"),
        ("第2段", "一、截止3月底，共有企业XX家。"),
        ("表1第1行第1列", "单位"),
        ("表1第1行第2列", "户数"),
        ("表1第2行第1列", "甲局"),
        ("表1第2行第2列", "共XX户"),
        ("第3段", "见注。"),
        ("脚注1", "注中有XX处。"),
    ];
    assert_eq!(seen, expected);
    let place = &blocks[0]["location"]["place"];
    assert_eq!((&place["kind"], &place["level"]), (&json!("heading"), &json!(1)));
    let second = &blocks[1]["location"]["in_text"];
    assert_eq!((&second["start"], &second["utf16_start"]), (&json!(11), &json!(5)));
    assert_eq!(blocks[1]["location"]["start"]["line"], 3);
}

#[test]
fn cells_say_how_far_they_reach() {
    let table = "<table><tr><td colspan=2>合计<td>3</tr><tr><td rowspan=9>甲<td>1<td>2</tr><tr><td>3<td>4</tr></table>";
    let report = reported("稿.html", table.as_bytes());
    let blocks = report["files"][0]["text"].as_array().unwrap();
    let reach = |at: usize| (blocks[at]["columns"].as_u64(), blocks[at]["rows"].as_u64());
    assert_eq!((reach(0), reach(1), reach(2)), ((Some(2), None), (None, None), (None, Some(2))));
}

#[test]
fn only_who_asks_is_given_the_text() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("稿.md"), TEXT).unwrap();
    let plain: Value =
        serde_json::from_slice(&run(folder.path(), &["--format", "json", "稿.md"]).stdout).unwrap();
    assert!(plain["files"][0]["text"].is_null());
    assert!(plain["files"][0]["diagnostics"][0]["location"]["in_text"].is_null());
    let lines = run(folder.path(), &["--format", "jsonl", "--with-text", "稿.md"]).stdout;
    let lines: Vec<Value> =
        String::from_utf8(lines).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines[1]["type"], "file");
    assert_eq!(lines[1]["text"].as_array().unwrap().len(), 8);
    let aside = run(folder.path(), &["--with-text", "--report", "json=out.json", "稿.md"]);
    assert_eq!(code(&aside), 1);
    let written: Value =
        serde_json::from_str(&fs::read_to_string(folder.path().join("out.json")).unwrap()).unwrap();
    assert!(written["files"][0]["text"].is_array());
}

#[test]
fn a_format_without_a_place_for_the_text_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("稿.md"), TEXT).unwrap();
    for format in ["pretty", "line", "sarif", "markdown"] {
        let output = run(folder.path(), &["--format", format, "--with-text", "--lang", "zh", "稿.md"]);
        let said = String::from_utf8(output.stderr.clone()).unwrap();
        assert_eq!((code(&output), output.stdout.len()), (2, 0), "{format}");
        assert!(said.contains("--with-text 只能用在 JSON 里") && said.contains("--format json"), "{said}");
    }
}

#[test]
fn the_library_gives_the_same() {
    let linter = Linter::new(&Options { today: Some("off".to_owned()), ..Options::default() }).unwrap();
    let own: Value = serde_json::from_str(&linter.check("稿.md", TEXT).unwrap().to_json_with_text()).unwrap();
    assert_eq!(own, reported("稿.md", TEXT.as_bytes()));
}

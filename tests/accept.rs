//! `[[accept]]` in the configuration: files that may be unreadable without failing the run.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use std::fs;
use std::process::Output;

use program::{Hegao, check, code, err, folder, json, out};
use serde_json::Value;
use tempfile::TempDir;

/// Not a document: bytes that are invalid in every encoding.
const BROKEN: &[u8] = b"\xb8\xf7\xce\xbb\xb4\xfa\xb1\xed\xff\n";
const ACCEPT: &str = "[[accept]]\nfile = '坏.txt'\nkind = 'bad-bytes'\nreason = '按原样存档'\n";

fn office(config: &str) -> TempDir {
    folder(&[
        (".git/HEAD", b"ref"),
        ("hegao.toml", config.as_bytes()),
        ("坏.txt", BROKEN),
        ("好.txt", "各位代表：\n".as_bytes()),
    ])
}

/// Returns the part of a report that is about the file at `path`.
fn of<'r>(report: &'r Value, path: &str) -> &'r Value {
    let mut files = report["files"].as_array().unwrap().iter();
    files.find(|file| file["path"] == path).unwrap_or_else(|| panic!("{path}: {report}"))
}

#[test]
fn what_is_accepted_is_reported_and_fails_no_run() {
    let without = check(&office(""), &["."]);
    assert_eq!(code(&without), 2, "{}", err(&without));
    let files = office(ACCEPT);
    let output = check(&files, &[".", "--format", "json", "--lang", "zh"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let report = json(&output);
    let error = &of(&report, "./坏.txt")["error"];
    assert_eq!((&error["kind"], &error["accepted"]), (&"bad-bytes".into(), &"按原样存档".into()));
    let summary = &report["summary"];
    assert_eq!(
        (&summary["files"], &summary["unreadable"], &summary["accepted"]),
        (&2.into(), &0.into(), &1.into())
    );
    assert!(
        err(&output).contains("检查了 1 个文件，没有发现问题；1 个读不成，配置里接受了"),
        "{}",
        err(&output)
    );
    let english = err(&check(&files, &[".", "--lang", "en"]));
    assert!(english.contains("1 not read, as the configuration accepts"), "{english}");
    let report = json(&check(&files, &["好.txt", "--format", "json"]));
    assert!(report["summary"].get("accepted").is_none(), "{report}");
}

#[test]
fn an_entry_is_for_one_kind_and_the_files_it_names() {
    let with = |file: &str, kind: &str| {
        let config = format!("[[accept]]\nfile = '{file}'\nkind = '{kind}'\nreason = '存档'\n");
        code(&check(&office(&config), &["坏.txt"]))
    };
    assert_eq!(with("*.txt", "bad-bytes"), 0);
    assert_eq!(with("坏.txt", "encrypted"), 2, "another problem is still one");
    assert_eq!(with("存档/*", "bad-bytes"), 2, "another file is still to be read");
    let files = office(ACCEPT);
    fs::write(files.path().join("更坏.txt"), BROKEN).unwrap();
    let output = check(&files, &["."]);
    assert_eq!(code(&output), 2, "one that nobody accepts fails the run");
    assert!(err(&output).contains("1 个没有读成；1 个读不成，配置里接受了"), "{}", err(&output));
}

#[test]
fn missing_files_and_empty_folders_are_accepted_by_their_paths() {
    let config = "[[accept]]\nfile = '空'\nkind = 'no-documents'\nreason = '还没有来稿'\n\
                  [[accept]]\nfile = '待写/*'\nkind = 'not-found'\nreason = '还没有写'\n";
    let files = office(config);
    fs::create_dir(files.path().join("空")).unwrap();
    assert_eq!(code(&check(&files, &["空", "待写/一.txt"])), 0);
    assert_eq!(code(&check(&files, &["没有.txt"])), 2);
}

#[test]
fn every_format_tells_an_accepted_file_from_one_that_fails() {
    let (accepted, failed) = (office(ACCEPT), office(""));
    let rows = [
        ("pretty", "按原样存档", "×"),
        ("line", "坏.txt: accepted bad-bytes: ", "坏.txt: unreadable bad-bytes: "),
        (
            "jsonl",
            "\"accepted\":\"按原样存档\"",
            "\"type\":\"error\",\"path\":\"坏.txt\",\"kind\":\"bad-bytes\"",
        ),
        ("sarif", "\"level\":\"note\"", "\"executionSuccessful\":false"),
        ("github", "::notice file=坏.txt", "::error file=坏.txt"),
        ("gitlab", "\"severity\":\"info\"", "\"severity\":\"blocker\""),
        ("checkstyle", "severity=\"info\"", "severity=\"error\""),
        ("junit", "<skipped ", "errors=\"1\""),
        ("rdjson", "\"severity\":\"INFO\"", "\"severity\":\"ERROR\""),
        ("markdown", "- **没有检查成**", "- [ ] **没有检查成**"),
        ("html", "\"accepted\":\"按原样存档\"", "\"kind\":\"bad-bytes\""),
    ];
    for (format, mark, failure) in rows {
        let run = |files: &TempDir| check(files, &["坏.txt", "--format", format, "--lang", "zh"]);
        let (one, other) = (run(&accepted), run(&failed));
        assert_eq!((code(&one), code(&other)), (0, 2), "{format}");
        assert!(out(&one).contains(mark) && out(&one).contains("按原样存档"), "{format}: {}", out(&one));
        assert!(out(&other).contains(failure), "{format}: {}", out(&other));
        if !matches!(format, "html" | "jsonl") {
            assert!(!out(&one).contains(failure), "{format}: {}", out(&one));
        }
    }
    let sums =
        |style: &str| out(&check(&accepted, &["坏.txt", "--statistics", "--format", style, "--lang", "zh"]));
    assert!(sums("pretty").contains("读不成，配置里接受了 (bad-bytes): 坏.txt"), "{}", sums("pretty"));
    let sums: Value = serde_json::from_str(&sums("json")).unwrap();
    assert_eq!(
        (&sums["documents_checked"], &sums["unreadable"][0]["accepted"]),
        (&0.into(), &"按原样存档".into())
    );
}

#[test]
fn a_line_report_of_accepted_files_is_known_as_one_of_ours() {
    let files = office(ACCEPT);
    for _ in 0..2 {
        let written = check(&files, &["坏.txt", "--format", "line", "-o", "报告.txt"]);
        assert_eq!(code(&written), 0, "{}", err(&written));
    }
}

#[test]
fn an_entry_that_does_nothing_or_has_expired_is_found_in_the_configuration() {
    let config = "[[accept]]\nfile = '好.txt'\nkind = 'encrypted'\nreason = '有密码'\n\
                  [[accept]]\nfile = '坏.txt'\nkind = 'bad-bytes'\nreason = '存档'\nexpires = 2026-01-31\n";
    let files = office(config);
    let run =
        |arguments: &[&str]| check(&files, &[arguments, &["--format", "line", "--lang", "zh"]].concat());
    let lines = |output: &Output| -> Vec<String> {
        let text = out(output);
        let own = text.lines().filter(|line| line.starts_with("hegao.toml:"));
        own.map(|line| line.split(": ").next().unwrap().to_owned()).collect()
    };
    let past = run(&[".", "--today", "2026-02-01"]);
    assert_eq!(lines(&past), ["hegao.toml:3:8", "hegao.toml:7:8"], "{}", out(&past));
    assert_eq!(code(&past), 2, "what has expired accepts nothing");
    assert!(out(&past).contains("好.txt 读不成（encrypted），没有用上：有密码"), "{}", out(&past));
    assert!(out(&past).contains("到 2026-01-31 为止，已经过期：存档"), "{}", out(&past));
    let last = run(&[".", "--today", "2026-01-31"]);
    assert_eq!((lines(&last), code(&last)), (vec!["hegao.toml:3:8".to_owned()], 1), "{}", out(&last));
    assert_eq!(lines(&run(&["坏.txt", "--today", "2026-01-31"])), [""; 0], "its file was not checked");
    assert_eq!(lines(&run(&["好.txt", "--today", "2026-01-31"])), ["hegao.toml:3:8"]);
    let english = out(&check(&files, &[".", "--today", "2026-02-01", "--lang", "en", "--format", "line"]));
    assert!(english.contains("this does not occur") && english.contains("which is past"), "{english}");
}

#[test]
fn other_commands_that_check_accept_it_too() {
    let files = office(ACCEPT);
    for command in [&["figures", "."][..], &["baseline", ".", "-o", "b.json"]] {
        let output = Hegao::new(files.path(), &[command, &["--lang", "zh"]].concat()).run();
        assert_eq!(code(&output), 0, "{command:?}: {}", err(&output));
        assert!(err(&output).contains("坏.txt") && err(&output).contains("按原样存档"), "{}", err(&output));
    }
    let similar = |options: &[&str]| Hegao::new(files.path(), &[&["similar", "."], options].concat()).run();
    assert_eq!((code(&similar(&[])), code(&similar(&["--config", "hegao.toml"]))), (2, 0));
    let fixed = check(&files, &["坏.txt", "--fix"]);
    assert_eq!(code(&fixed), 0, "{}", err(&fixed));
    let copy = Hegao::new(files.path(), &["annotate", "坏.txt"]).run();
    assert_eq!(code(&copy), 2, "there is nothing to write comments into");
}

#[test]
fn what_is_wrong_with_an_entry_stops_the_run() {
    for (config, chinese, english) in [
        (
            "file = 'a.txt'\nkind = 'encryptd'\nreason = 'x'",
            "是不是「encrypted」",
            "did you mean `encrypted`",
        ),
        (
            "file = 'a.txt'\nkind = '加密'\nreason = 'x'",
            "用 hegao schema config 查看",
            "`hegao schema config` lists them",
        ),
        ("file = 'a.txt'\nkind = 'signed'\nreason = 'x'", "没有「signed」", "`signed` is no kind"),
        ("file = 'a.txt'\nkind = 'encrypted'\nreason = ' '", "理由是空的", "the reason is empty"),
        ("file = 'a.txt'\nkind = 'encrypted'", "缺少「reason」", "missing field `reason`"),
        ("kind = 'encrypted'\nreason = 'x'", "缺少「file」", "missing field `file`"),
        ("file = 'a['\nkind = 'encrypted'\nreason = 'x'", "不是通配符", "is no glob"),
        ("file = 'a'\nkind = 'encrypted'\nreason = 'x'\nexpires = '明年'", "不是日期", "is not a date"),
    ] {
        let files = office(&format!("[[accept]]\n{config}\n"));
        for (language, expected) in [("zh", chinese), ("en", english)] {
            let output = check(&files, &["好.txt", "--lang", language]);
            assert_eq!((code(&output), out(&output)), (2, String::new()), "{config}");
            let told = err(&output).replace("\n  │ ", " ").replace('\n', " ");
            assert!(
                told.split_whitespace().collect::<Vec<_>>().join(" ").contains(expected.trim()),
                "{config}: {told}"
            );
        }
    }
}

//! The program from outside: exit codes, streams, formats, and every kind of bad input.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use program::{Hegao, check, code, err, folder, json, out};
use serde_json::Value;

const FORMATS: [&str; 11] = [
    "pretty", "line", "json", "jsonl", "sarif", "github", "gitlab", "checkstyle", "junit", "rdjson",
    "markdown",
];

const CLEAN: (&str, &[u8]) = ("好.txt", "各位代表：会议现在开始。\n".as_bytes());
const MASKED: (&str, &[u8]) = ("待填.txt", "完成投资XX亿元。\n".as_bytes());
const WARNED: (&str, &[u8]) = ("疑似.txt", "截止3月底，共培训三千人次。\n".as_bytes());
/// Text with one line in UTF-8, followed by one in GBK.
const MIXED: &[u8] = b"\xe5\x90\x84\xe4\xbd\x8d\xe4\xbb\xa3\xe8\xa1\xa8\xe5\x90\x8c\xe5\xbf\x97\xe4\xbb\xac\n\xb8\xf7\xce\xbb\xb4\xfa\xb1\xed\n";
const BROKEN: (&str, &[u8]) = ("坏.txt", b"\xb8\xf7\xce\xbb\xb4\xfa\xb1\xed\xff\n");

#[test]
fn exit_codes_are_the_same_in_every_format() {
    let files = folder(&[CLEAN, MASKED, WARNED, BROKEN]);
    for format in FORMATS {
        let exit = |arguments: &[&str]| code(&check(&files, &[&["--format", format], arguments].concat()));
        assert_eq!(exit(&["好.txt"]), 0, "{format}: nothing found");
        assert_eq!(exit(&["待填.txt"]), 1, "{format}: an error");
        assert_eq!(exit(&["疑似.txt"]), 1, "{format}: a warning");
        assert_eq!(exit(&["疑似.txt", "--fail-on", "error"]), 0, "{format}: a warning that does not count");
        assert_eq!(exit(&["待填.txt", "--fail-on", "hint"]), 1, "{format}: all count");
        assert_eq!(exit(&["坏.txt"]), 2, "{format}: unreadable");
        assert_eq!(exit(&["好.txt", "坏.txt"]), 2, "{format}: one of two unreadable");
        assert_eq!(exit(&["坏.txt", "--select", "numbering"]), 2, "{format}: whatever is selected");
        assert_eq!(exit(&["待填.txt", "--ignore", "placeholder"]), 0, "{format}: ignored");
        assert_eq!(exit(&["待填.txt", "-o", "报告"]), 1, "{format}: into a file");
    }
}

/// Asserts that each bad input is an error of its own file, in words and as a machine-readable
/// kind, and that the good file is still checked.
#[test]
fn bad_input_fails_its_file_and_no_other() {
    let files = folder(&[
        MASKED,
        BROKEN,
        ("宽.txt", b"\xff\xfe\0\0a\0\0\0"),
        ("混.txt", MIXED),
        ("二进制.txt", b"a\0b"),
        ("稿.docx", b"PK\x03\x04"),
        ("~$稿.docx", b"secretary"),
        ("表.xlsx", b"PK\x03\x04"),
        ("空/图.png", b"PNG"),
    ]);
    let rows = [
        ("没有.txt", "not-found", "没有这个文件"),
        ("待填.txt/下级", "unreadable", "打不开"),
        ("空", "no-documents", "没有可以检查的文稿"),
        ("坏.txt", "bad-bytes", "第 1 行有不能识别的字节（第 8 字节处）"),
        ("宽.txt", "utf-32", "UTF-32"),
        ("混.txt", "mixed-encodings", "从第 2 行"),
        ("二进制.txt", "binary", "不是文本文件"),
        ("稿.docx", "damaged", "文件损坏"),
        ("~$稿.docx", "lock-file", "临时文件"),
        ("表.xlsx", "unsupported-format", "不读 .xlsx 文件"),
    ];
    for (path, kind, message) in rows {
        let report = check(&files, &[path, "待填.txt", "--format", "json"]);
        assert_eq!(code(&report), 2, "{path}");
        let report = json(&report);
        let failed = &report["files"][0];
        assert_eq!((failed["path"].as_str(), failed["error"]["kind"].as_str()), (Some(path), Some(kind)));
        assert!(failed["error"]["message"].as_str().unwrap().contains(message), "{failed}");
        assert!(failed.get("diagnostics").is_none());
        assert_eq!(report["files"][1]["diagnostics"].as_array().unwrap().len(), 1, "{path}");
        assert_eq!((&report["summary"]["unreadable"], &report["summary"]["error"]), (&1.into(), &1.into()));

        for format in ["pretty", "line"] {
            let text = out(&check(&files, &[path, "待填.txt", "--format", format]));
            assert!(
                text.contains(kind) && text.contains(message) && text.contains("XX"),
                "{format} {path}: {text}"
            );
        }
        let english = out(&check(&files, &[path, "--lang", "en"]));
        assert!(!english.contains(message) || message == "UTF-32", "{english}");
    }
}

#[test]
fn refusals_say_what_was_meant_and_write_no_report() {
    let files = folder(&[MASKED]);
    let rows: [(&[&str], &str); 6] = [
        (&["--select", "placeholder/musk"], "是不是「placeholder/mask」"),
        (&["--ignore", "numbring"], "是不是「numbering」"),
        (&["--today", "2026-02-30"], "不能是「2026-02-30」"),
        (&["--today", "明天"], "不能是「明天」"),
        (&["--formt", "json"], "是不是「--format」"),
        (&["--format", "jsn"], "是不是「json」"),
    ];
    for (arguments, words) in rows {
        let refused = check(&files, &[arguments, &["待填.txt"]].concat());
        assert_eq!(code(&refused), 2, "{arguments:?}");
        assert!(err(&refused).contains(words), "{arguments:?}: {}", err(&refused));
        assert_eq!(out(&refused), "", "{arguments:?}");
    }
    let explain = Hegao::new(files.path(), &["explain", "numbering/gup"]).run();
    assert_eq!(code(&explain), 2);
    assert!(err(&explain).contains("numbering/gap"));
}

#[test]
fn folders_are_walked_in_order_without_hidden_and_ignored_files() {
    let files = folder(&[
        ("乙.txt", b"a"),
        ("甲/一.md", b"a"),
        ("甲/.草稿.txt", b"a"),
        (".隐藏/稿.txt", b"a"),
        ("旧稿/稿.txt", b"a"),
        ("旧稿/定稿.txt", b"a"),
        ("甲/草稿.md", b"a"),
        ("图.png", b""),
        (".gitignore", "旧稿/*\n!旧稿/定稿.txt\n草稿.md\n".as_bytes()),
    ]);
    let report = json(&check(&files, &["--format", "json", "."]));
    let paths: Vec<&str> =
        report["files"].as_array().unwrap().iter().map(|file| file["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["./乙.txt", "./旧稿/定稿.txt", "./甲/一.md"]);

    let outright = json(&check(&files, &["--format", "json", "甲/草稿.md", "甲/.草稿.txt", "甲/草稿.md"]));
    assert_eq!(outright["files"].as_array().unwrap().len(), 2, "named outright, and once though named twice");
}

#[test]
fn what_is_no_document_is_passed_over_and_said_to_be() {
    let files = folder(&[CLEAN, ("~$好.docx", b"secretary")]);
    let report = check(&files, &["--format", "json", "."]);
    assert_eq!((code(&report), json(&report)["summary"]["files"].as_u64()), (0, Some(1)));
    assert!(err(&report).contains("跳过 ./~$好.docx：Word"), "{}", err(&report));
}

#[test]
fn an_ignore_file_above_the_folder_counts_within_its_repository() {
    let files = folder(&[
        (".git/HEAD", b""),
        (".gitignore", "草稿.txt\n".as_bytes()),
        ("部门/草稿.txt", b"a"),
        ("部门/定稿.txt", b"a"),
    ]);
    let report = json(&check(&files, &["--format", "json", "部门"]));
    assert_eq!(report["files"].as_array().unwrap().len(), 1);
}

#[test]
fn standard_input_has_the_name_it_is_given() {
    let files = folder(&[]);
    let arguments = ["check", "-", "--format", "json", "--stdin-filename", "编辑中.md"];
    let report = json(&Hegao::new(files.path(), &arguments).with_input("共`XX`例，共XX例"));
    let file = &report["files"][0];
    assert_eq!((file["path"].as_str(), file["format"].as_str()), (Some("编辑中.md"), Some("markdown")));
    assert_eq!(file["diagnostics"][0]["location"]["start"]["column"], 9);
}

#[test]
fn json_is_the_contract() {
    let text = "\u{feff}各位：\r\n　　𠮷日已到，截止3月底完成。\r\n一、甲\r\n三、丙\r\n（2026年3月5日）";
    let files = folder(&[("讲话.txt", text.as_bytes())]);
    let report = json(&check(&files, &["讲话.txt", "--format", "json", "--fail-on", "error"]));
    assert_eq!(report["schema_version"], 1);
    assert_eq!(report["tool"]["name"], "hegao");
    assert_eq!(report["run"], serde_json::json!({"lang": "zh", "fail_on": "error"}));
    let file = &report["files"][0];
    assert_eq!((&file["format"], &file["encoding"]), (&"text".into(), &"UTF-8".into()));
    assert_eq!(file["reference"], serde_json::json!({"date": "2026-03-05", "from": "document"}));

    let word = &file["diagnostics"][0];
    assert_eq!((&word["rule"], &word["severity"]), (&"date/jiezhi".into(), &"warning".into()));
    let start = serde_json::json!({"line": 2, "column": 8, "utf16_column": 9, "byte": 36});
    let end = serde_json::json!({"line": 2, "column": 10, "utf16_column": 11, "byte": 42});
    let place = serde_json::json!({"kind": "paragraph", "paragraph": 2, "words": "第2段"});
    assert_eq!(word["location"], serde_json::json!({"start": start, "end": end, "place": place}));
    assert_eq!(word["fix"]["safety"], "safe");
    assert_eq!(word["fix"]["edits"][0]["text"], "截至");
    assert_eq!(word["fix"]["edits"][0]["location"], serde_json::json!({"start": start, "end": end}));
    assert!(word["fingerprint"].as_str().is_some_and(|print| print.len() == 16));

    let gap = &file["diagnostics"][1];
    assert_eq!(gap["args"]["expected"], "二、");
    assert_eq!(gap["related"][0]["location"]["start"]["line"], 3);
    assert!(gap["help"].as_str().is_some() && gap["related"][0]["message"].as_str().is_some());
    assert_eq!(
        report["summary"],
        serde_json::json!({
            "files": 1, "unreadable": 0, "error": 1, "warning": 1, "hint": 0,
            "figures": {"relations": 0, "hold": 0, "wrong": 0, "judged": 0, "open": 0}
        })
    );
}

#[test]
fn the_reference_date_comes_from_the_command_line_first() {
    let files = folder(&[("通知.txt", "请参加。\n2025年3月5日".as_bytes())]);
    let reference = |arguments: &[&str]| {
        json(&check(&files, &[&["通知.txt", "--format", "json"], arguments].concat()))["files"][0]["reference"].clone()
    };
    assert_eq!(
        reference(&["--today", "2026-11-21"]),
        serde_json::json!({"date": "2026-11-21", "from": "cli"})
    );
    assert_eq!(reference(&[]), serde_json::json!({"date": "2025-03-05", "from": "document"}));
    assert_eq!(reference(&["--today", "off"]), Value::Null);
}

#[test]
fn a_fingerprint_survives_edits_elsewhere() {
    let prints = |text: &str| -> Vec<String> {
        let files = folder(&[("稿.txt", text.as_bytes())]);
        let report = json(&check(&files, &["稿.txt", "--format", "json"]));
        let found = report["files"][0]["diagnostics"].as_array().unwrap();
        found.iter().map(|found| found["fingerprint"].as_str().unwrap().to_owned()).collect()
    };
    let before = prints("共XX人，共XX人。");
    assert_ne!(before[0], before[1]);
    assert_eq!(prints("新的一段。\n\n共 XX 人，共XX人。"), before);
}

#[test]
fn the_same_input_gives_the_same_bytes_on_any_number_of_threads() {
    let texts: Vec<(String, String)> =
        (0..150).map(|n| (format!("{n:03}.txt"), format!("第{n}次：共XX人，截止{n}月底。\n"))).collect();
    let texts: Vec<(&str, &[u8])> =
        texts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let files = folder(&texts);
    for format in FORMATS {
        let run = |jobs| check(&files, &[".", "--format", format, "--today", "off", "--jobs", jobs]).stdout;
        assert!(run("1") == run("4"), "{format}");
    }
}

#[test]
fn a_report_in_a_file_is_the_report_on_standard_output() {
    let files = folder(&[MASKED]);
    let shown = check(&files, &["待填.txt", "--format", "json", "--today", "off"]);
    let written = check(&files, &["待填.txt", "--format", "json", "--today", "off", "--output", "报告.json"]);
    assert_eq!(out(&written), "");
    assert_eq!(fs::read(files.path().join("报告.json")).unwrap(), shown.stdout);

    let refused = check(&files, &["待填.txt", "--output", "没有/报告.json"]);
    assert_eq!(code(&refused), 2);
    assert!(err(&refused).contains("写不了"));
    assert_eq!(fs::read_dir(files.path()).unwrap().count(), 2, "nothing half-written is left");
}

#[cfg(unix)]
#[test]
fn a_pipe_is_written_to_and_not_replaced() {
    use std::os::unix::fs::FileTypeExt;

    let files = folder(&[MASKED]);
    let pipe = files.path().join("管道");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || fs::read_to_string(pipe).unwrap()
    });
    let written = check(&files, &["待填.txt", "--format", "json", "--output", "管道"]);
    assert_eq!(code(&written), 1);
    assert!(reader.join().unwrap().contains("placeholder/mask"));
    assert!(fs::metadata(&pipe).unwrap().file_type().is_fifo());
}

/// Simulates `hegao check | head -1`: no error message, and the exit code of a complete run.
#[cfg(unix)]
#[test]
fn a_closed_pipe_ends_quietly() {
    let long = "共XX人。\n".repeat(20_000);
    let files = folder(&[("长.txt", long.as_bytes())]);
    for format in FORMATS {
        let mut child = Hegao::new(files.path(), &["check", "长.txt", "--format", format])
            .command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let ended = child.wait_with_output().unwrap();
        assert_eq!(code(&ended), 1, "{format}");
        assert!(!err(&ended).contains("错误") && !err(&ended).contains("panic"), "{format}: {}", err(&ended));
    }
}

#[test]
fn the_summary_is_on_standard_error() {
    let files = folder(&[MASKED, WARNED, BROKEN]);
    let report = check(&files, &["待填.txt", "疑似.txt", "坏.txt"]);
    let summary = err(&report);
    assert_eq!(
        summary,
        "检查了 2 个文件：必改 1 处，疑似 1 处；1 个没有读成\n  日期  疑似 1\n  待填  必改 1\n有 1 个数字，都无从核对\n\
         其中 1 处能自动改：--diff 先看，--fix 写进文件。\n"
    );
    let english = err(&check(&files, &["待填.txt", "--lang", "en"]));
    assert_eq!(
        english,
        "1 file checked: 1 error\nTo have them as comments in a copy: hegao annotate 待填.txt\n"
    );
    let unread = err(&check(&files, &["坏.txt"]));
    assert_eq!(unread, "检查了 0 个文件；1 个没有读成\n", "silence would pass for a clean bill");
}

#[test]
fn english_is_spoken_where_the_locale_is_english() {
    let files = folder(&[MASKED]);
    let mut run = Hegao::new(files.path(), &["check", "待填.txt", "--format", "line"]);
    run.command.env("LANG", "en_US.UTF-8");
    assert!(out(&run.run()).contains("a figure is missing"));
    let mut run = Hegao::new(files.path(), &["check", "待填.txt", "--format", "line", "--lang", "zh"]);
    run.command.env("LANG", "en_US.UTF-8");
    assert!(out(&run.run()).contains("缺一个数字"));
}

#[test]
fn colours_only_where_wanted() {
    let files = folder(&[MASKED]);
    let coloured =
        |arguments: &[&str]| out(&check(&files, &[&["待填.txt"], arguments].concat())).contains('\u{1b}');
    assert!(!coloured(&[]), "no terminal");
    assert!(coloured(&["--color", "always"]));
    assert!(!coloured(&["--color", "never"]));
}

#[test]
fn text_shows_what_is_read_on_its_own_line() {
    let files = folder(&[(
        "稿.md",
        "# 标题\n\n共**53**例，见`XX`。\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n".as_bytes(),
    )]);
    let text = Hegao::new(files.path(), &["text", "稿.md"]).run();
    assert_eq!(out(&text), "标题\n\n共53例，见\u{fffc}。\n\n甲\t乙\n\n1\t2\n");
    let missing = Hegao::new(files.path(), &["text", "没有.md"]).run();
    assert_eq!(code(&missing), 2);
    assert!(err(&missing).contains("没有这个文件"));
}

#[test]
fn rules_and_explain_show_every_rule() {
    let files = folder(&[]);
    let list = Hegao::new(files.path(), &["rules", "--json"]).run();
    let rules = json(&list);
    assert!(rules.as_array().unwrap().len() >= 10);
    for rule in rules.as_array().unwrap() {
        let id = rule["id"].as_str().unwrap();
        let page = out(&Hegao::new(files.path(), &["explain", id]).run());
        assert!(page.starts_with(id) && page.contains("⟦") && page.contains("不会报告"), "{page}");
        let table = out(&Hegao::new(files.path(), &["rules"]).run());
        assert!(table.contains(id));
        assert_eq!(rule["family"]["name"], id.split('/').next().unwrap());
    }
    let family = rules.as_array().unwrap().iter().find(|rule| rule["id"] == "placeholder/mask").unwrap();
    let names = serde_json::json!({"name": "placeholder", "zh": "待填", "en": "placeholder"});
    assert_eq!(family["family"], names);
}

/// Asserts that the JSON contains everything that the page for people says, for every kind of thing
/// that can be explained.
#[test]
fn explain_as_json_says_all_that_the_page_says() {
    fn strings(value: &serde_json::Value, found: &mut String) {
        match value {
            serde_json::Value::String(text) => *found += &(text.clone() + "\n"),
            serde_json::Value::Array(items) => items.iter().for_each(|item| strings(item, found)),
            serde_json::Value::Object(object) => object.values().for_each(|value| strings(value, found)),
            other => *found += &other.to_string(),
        }
    }
    let files = folder(&[]);
    let names =
        ["numbering/gap", "duplicate/block", "placeholder", "待填", "必改", "unit/area", "words", "序号跳号"];
    for name in names {
        for language in ["zh", "en"] {
            let run = |more: &[&str]| {
                let arguments = ["explain", name, "--lang", language];
                let output = Hegao::new(files.path(), &[&arguments, more].concat()).run();
                assert_eq!(code(&output), 0, "{name}: {}", err(&output));
                output
            };
            let (page, explained) = (out(&run(&[])), json(&run(&["--json"])));
            let mut said = String::new();
            strings(&explained, &mut said);
            let heads = [
                "（附", "选项", "会报告", "不会报告", "只用", "不用", "看一", "加词", "下面的规则", "默认",
                "规则用到",
            ];
            let english = [
                "Options", "Reported", "Not reported", "One rule", "Only these", "None of", "To add",
                "The words", "The rules", "with it",
            ];
            let is_head = |line: &str| heads.iter().chain(&english).any(|head| line.contains(head));
            let words = page.lines().filter(|line| !is_head(line)).flat_map(|line| line.split("  "));
            for word in words.map(|word| word.trim().trim_start_matches("· ")) {
                let bare = word.trim_start_matches("依据：").trim_start_matches("Source: ");
                let bare = bare.split(" (a fix is given").next().unwrap().trim_start_matches("default: ");
                let is_count = bare.ends_with("条规则：") || bare.ends_with("rules:");
                let is_level = ["必改", "疑似", "提示"].contains(&bare);
                let in_words = bare.split(' ').all(|part| said.contains(part));
                assert!(is_count || is_level || said.contains(bare) || in_words, "{name}: {bare} in {said}");
            }
        }
    }
    let missing = Hegao::new(files.path(), &["explain", "--json", "numbering/gaps"]).run();
    assert!(code(&missing) == 2 && err(&missing).contains("numbering/gap"), "{}", err(&missing));
}

#[test]
fn the_nearest_configuration_has_the_users_own_words() {
    let files = folder(&[
        (".git/HEAD", b""),
        ("hegao.toml", "[placeholder]\nallow = ['X企业']\nmasks = ['待查']\n".as_bytes()),
        ("讲话.txt", "X企业投资XX亿元，日期待查，联系[单位名称]。".as_bytes()),
        (
            "案例/hegao.toml",
            "[[overrides]]\nfiles = ['*.txt']\nplaceholder.allow = ['[单位名称]', 'XX亿']\n".as_bytes(),
        ),
        ("案例/一.txt", "X企业投资XX亿元，日期待查，联系[单位名称]。".as_bytes()),
    ]);
    let found = |arguments: &[&str]| -> Vec<String> {
        let report = json(&check(&files, &[arguments, &["--format", "json"]].concat()));
        let found = report["files"][0]["diagnostics"].as_array().unwrap();
        found.iter().map(|found| found["args"]["match"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(found(&["讲话.txt"]), ["XX", "待查", "[单位名称]"]);
    assert_eq!(found(&["案例/一.txt"]), ["X"], "the nearest file alone holds");
    assert_eq!(found(&["讲话.txt", "--no-config"]), ["X", "XX", "[单位名称]"]);
}

#[test]
fn the_users_terms_count_nothing() {
    let text = "坚持七个到位：人员、物资、措施、责任、经费。".as_bytes();
    let files = folder(&[("讲话.txt", text)]);
    assert_eq!(code(&check(&files, &[])), 1);
    let files = folder(&[("讲话.txt", text), ("hegao.toml", "[count]\nterms = ['七个到位']\n".as_bytes())]);
    assert_eq!(code(&check(&files, &[])), 0);
}

#[test]
fn a_mistake_in_the_configuration_stops_the_run() {
    let files = folder(&[("hegao.toml", b"[placeholder]\nalow = ['X']\n"), MASKED]);
    let refused = check(&files, &["待填.txt"]);
    assert_eq!((code(&refused), out(&refused)), (2, String::new()));
    let words = err(&refused);
    assert!(words.contains("hegao.toml:2:1") && words.contains("是不是「allow」"), "{words}");
    assert_eq!(code(&check(&files, &["待填.txt", "--no-config"])), 1);
}

/// Compares the output with images of a terminal. Look at the images when they change.
#[test]
fn the_screen() {
    let demo = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (width, language) in [("60", "zh"), ("80", "zh"), ("120", "zh"), ("60", "en"), ("80", "en")] {
        let arguments = ["check", "fixtures/demo", "--today", "off", "--lang", language];
        let mut run = Hegao::new(demo, &arguments);
        run.command.env("COLUMNS", width);
        let report = run.run();
        insta::assert_snapshot!(format!("screen_{width}_{language}"), out(&report) + &err(&report));
    }
}

#[test]
fn the_readmes_show_what_is_printed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let report = Hegao::new(root, &["check", "fixtures/demo", "--today", "off"]).run();
    let printed = out(&report) + &err(&report);
    for name in ["README.md", "README.zh-CN.md"] {
        let readme = fs::read_to_string(root.join(name)).unwrap();
        let screen = readme.split("```text\n").nth(1).unwrap().split("```").next().unwrap();
        for line in screen.lines() {
            assert!(printed.contains(line), "{name}: {line}");
        }
    }
}

#[test]
fn version_tells_what_a_report_of_a_fault_needs() {
    let files = folder(&[]);
    let version = |arguments: &[&str]| out(&Hegao::new(files.path(), arguments).run());
    let short = version(&["version"]);
    assert_eq!(short, version(&["--version"]));
    let long = version(&["version", "--verbose", "--lang", "en"]);
    assert!(long.starts_with(&short), "{long}");
    for part in
        ["rustc 1.", "command line", "language server", " families", "five-year plans", "1990 to 2050"]
    {
        assert!(long.contains(part), "{part}: {long}");
    }
    assert!(version(&["version", "--verbose", "--lang", "zh"]).contains("中央全会"));
}

#[test]
fn a_run_says_when_the_tables_have_run_out() {
    let files = folder(&[("稿.txt", "同志们：\n".as_bytes())]);
    let said = |today: &str| err(&check(&files, &["稿.txt", "--today", today]));
    assert!(!said("2026-11-29").contains("旧了"));
    assert!(!said("off").contains("旧了"));
    assert!(said("2028-01-01").contains("中央全会只到 2025 年 10 月"), "{}", said("2028-01-01"));
    assert!(said("2028-01-01").trim_end().ends_with("请换新版"));
}

#[test]
fn a_long_paragraph_is_one_report_of_rows_that_fit() {
    let paragraph =
        "上半年XX县完成投资XX亿元，占全年计划的XX%，其中工业投资XX亿元、农业投资XX亿元。".repeat(20);
    let files = folder(&[("长.txt", paragraph.as_bytes())]);
    let report = out(&check(&files, &["长.txt", "--select", "placeholder"]));
    insta::assert_snapshot!("long_paragraph", report);
}

#[test]
fn outline_says_what_kind_of_document_it_is() {
    let files =
        folder(&[("稿.txt", "安平县物业管理办法\n第一条　甲。\n第二条　乙。\n第三条　丙。\n".as_bytes())]);
    let tree = |language| out(&Hegao::new(files.path(), &["outline", "稿.txt", "--lang", language]).run());
    assert!(tree("zh").starts_with("文种：法规制度\n"), "{}", tree("zh"));
    assert!(tree("en").starts_with("kind of document: law or regulation\n"), "{}", tree("en"));
    let outline = json(&Hegao::new(files.path(), &["outline", "--json", "稿.txt"]).run());
    assert_eq!(outline["kind"], "regulation");
}

#[test]
fn outline_tells_the_days_of_dates_and_where_they_come_from() {
    let text = "关于开展集中清理的通知\n清理时间为3月28日至4月6日，名单于5月10-12日公布，6月底前总结。\n\
                办公室\n2025年3月20日\n";
    let files = folder(&[("稿.txt", text.as_bytes())]);
    let outline = json(&Hegao::new(files.path(), &["outline", "--format", "json", "稿.txt"]).run());
    let days: Vec<[&str; 3]> = outline["dates"]
        .as_array()
        .unwrap()
        .iter()
        .map(|date| ["text", "first", "last"].map(|key| date[key].as_str().unwrap_or("-")))
        .collect();
    let expected = [
        ["3月28日", "2025-03-28", "2025-03-28"],
        ["4月6日", "2025-04-06", "2025-04-06"],
        ["5月10-12日", "2025-05-10", "2025-05-12"],
        ["6月", "2025-06-01", "2025-06-30"],
        ["2025年3月20日", "2025-03-20", "2025-03-20"],
    ];
    assert_eq!(days, expected);
    let from = |date: usize| outline["dates"][date]["inherited"][0]["from"].as_str().map(str::to_owned);
    assert_eq!([from(0), from(1), from(4)], [Some("signature".into()), Some("range".into()), None]);
    assert_eq!(outline["dates"][0]["inherited"][0]["location"]["start"]["line"], 4);
    assert_eq!(
        (&outline["own_dates"][0]["place"], &outline["date"]),
        (&"signature".into(), &"2025-03-20".into())
    );

    let number = "石政发〔2024〕8号\n关于防汛的通知\n请于6月1日前到位。\n";
    let files = folder(&[("稿.txt", number.as_bytes())]);
    let outline = json(&Hegao::new(files.path(), &["outline", "--json", "稿.txt"]).run());
    assert_eq!(outline["dates"][0]["inherited"][0]["from"], "number");
    assert_eq!(outline["dates"][0]["first"], "2024-06-01");
}

#[test]
fn outline_shows_what_was_understood() {
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/demo");
    let tree = Hegao::new(&demo, &["outline", "讲话稿.txt"]).run();
    assert_eq!(code(&tree), 0);
    insta::assert_snapshot!("outline", out(&tree));

    let outline = json(&Hegao::new(&demo, &["outline", "--json", "讲话稿.txt"]).run());
    let second = &outline["entries"][1];
    assert_eq!((second["mark"].as_str(), second["ordinal"].as_u64()), (Some("二、"), Some(2)));
    assert_eq!(second["location"]["start"]["line"], 8);
    assert_eq!(second["children"][0]["text"], "一要守住人员不伤亡的底线，提前转移低洼地带群众");

    let missing = Hegao::new(&demo, &["outline", "没有.txt"]).run();
    assert_eq!(code(&missing), 2);
    assert!(err(&missing).contains("没有.txt"));
}

//! Findings declared correct, in the configuration and in comments: with a reason, and reported if
//! the declaration is no longer needed.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use std::fs;
use std::process::Output;

use program::{Hegao, check, code, err, folder, json, out};
use tempfile::TempDir;

const SPEECH: &str = "同志们：\n一、抓投资。完成投资XX亿元。\n二、抓项目。开工项目XX个。\n四、抓民生。\n";

fn office(config: &str) -> TempDir {
    folder(&[
        (".git/HEAD", b"ref"),
        ("hegao.toml", config.as_bytes()),
        ("讲话/稿.txt", SPEECH.as_bytes()),
        ("好.txt", "各位代表：\n".as_bytes()),
    ])
}

/// Returns `file:line rule` of each finding.
fn found(files: &TempDir, arguments: &[&str]) -> Vec<String> {
    let output = check(files, &[&["--format", "json"], arguments].concat());
    let report = json(&output);
    let files = report["files"].as_array().unwrap().iter();
    files
        .flat_map(|file| {
            let path = file["path"].as_str().unwrap().to_owned();
            file["diagnostics"].as_array().unwrap().iter().map(move |found| {
                let line = &found["location"]["start"]["line"];
                format!("{path}:{line} {}", found["rule"].as_str().unwrap())
            })
        })
        .collect()
}

fn run(files: &TempDir, arguments: &[&str]) -> Output {
    Hegao::new(files.path(), arguments).run()
}

#[test]
fn an_ignore_covers_the_words_it_quotes_and_no_others() {
    let files = office(
        "[[ignore]]\nrule = 'placeholder/mask'\nfile = '讲话/*.txt'\ntext = '完成投资 XX 亿元'\nreason = '数字由统计局补'\n\
         [[ignore]]\nrule = 'numbering'\nreason = '第三项另行印发'\n",
    );
    assert_eq!(found(&files, &["."]), ["./讲话/稿.txt:3 placeholder/mask"]);
}

#[test]
fn an_ignore_that_does_nothing_or_has_expired_is_found_in_the_configuration() {
    let files = office(
        "[[ignore]]\nrule = 'figure'\nfile = '讲话/稿.txt'\nreason = '按快报数'\n\
         [[ignore]]\nrule = 'numbering/gap'\nreason = '第三项另行印发'\nexpires = 2026-01-31\n",
    );
    let in_config = |arguments: &[&str]| {
        let found = found(&files, arguments);
        found.into_iter().filter(|found| found.contains("hegao.toml")).collect::<Vec<_>>()
    };
    let both = ["hegao.toml:2 ignore/unused", "hegao.toml:6 ignore/unused"];
    assert_eq!(in_config(&[".", "--today", "2026-02-01"]), both);
    assert_eq!(in_config(&[".", "--today", "2026-01-31"]), both[..1], "it holds on its last day");
    assert_eq!(in_config(&["好.txt", "--today", "2026-01-31"]), [""; 0], "its file was not checked");
    assert_eq!(in_config(&["讲话/稿.txt", "--today", "2026-01-31"]), both[..1]);
    assert_eq!(
        in_config(&[".", "--select", "placeholder", "--today", "2026-01-31"]),
        [""; 0],
        "its rule did not run"
    );
    let shown = out(&check(&files, &[".", "--today", "2026-02-01"]));
    assert!(shown.contains("已经过期") && shown.contains("按快报数"), "{shown}");
}

#[test]
fn comments_cover_the_next_block_a_stretch_or_the_file() {
    let lines = |text: &str| {
        let files = folder(&[("稿.md", text.as_bytes())]);
        found(&files, &["稿.md", "--today", "off"])
    };
    let (one, two) = ("共XX户。\n\n", "共XX人。\n\n");
    let next = lines(&format!("<!-- hegao-ignore placeholder/mask: 待统计 -->\n{one}{two}"));
    assert_eq!(next, ["稿.md:4 placeholder/mask"]);
    let stretch = lines(&format!(
        "<!-- hegao-ignore-start placeholder: 样张 -->\n\n{one}<!-- hegao-ignore-end -->\n\n{two}"
    ));
    assert_eq!(stretch, ["稿.md:7 placeholder/mask"]);
    assert_eq!(
        lines(&format!("<!-- hegao-ignore-file placeholder/mask，date：样张 -->\n\n{one}{two}")),
        [""; 0]
    );
    let bare = lines(&format!("<!-- hegao-ignore placeholder/mask -->\n\n{one}"));
    assert_eq!(
        bare,
        ["稿.md:1 ignore/comment", "稿.md:3 placeholder/mask"],
        "without a reason it does nothing"
    );
}

#[test]
fn what_is_wrong_with_an_ignore_stops_the_run() {
    for (config, expected) in [
        ("[[ignore]]\nrule = 'numbering/gapp'\nreason = 'x'\n", "numbering/gap"),
        ("[[ignore]]\nrule = 'numbering/gap'\nreason = ' '\n", "理由是空的"),
        ("[[ignore]]\nrule = 'numbering/gap'\n", "reason"),
        ("[[ignore]]\nrule = 'numbering/gap'\nreason = 'x'\nexpires = '明年'\n", "不是日期"),
        ("[[ignore]]\nrule = 'numbering/gap'\nreason = 'x'\nline = 3\n", "line"),
    ] {
        let output = check(&office(config), &["."]);
        assert!(code(&output) == 2 && err(&output).contains(expected), "{config}: {}", err(&output));
        assert_eq!(out(&output), "");
    }
}

#[test]
fn the_command_writes_an_ignore_that_covers_the_finding() {
    let files = office("fail-on = 'warning'");
    let ignore = [
        "ignore", "讲话/稿.txt:4", "numbering/gap", "--reason", "第三项\"另行\"印发", "--expires",
        "2099-12-31",
    ];
    let output = run(&files, &ignore);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let config = fs::read_to_string(files.path().join("hegao.toml")).unwrap();
    assert!(config.starts_with("fail-on = 'warning'\n\n[[ignore]]\nrule = \"numbering/gap\"\n"), "{config}");
    assert!(config.contains("file = \"讲话/稿.txt\"") && config.contains("expires = 2099-12-31"), "{config}");
    assert!(found(&files, &["."]).iter().all(|found| found.contains("placeholder/mask")));

    for (place, rule, expected) in [
        ("讲话/稿.txt:1", "numbering/gap", "没有 numbering/gap 的问题"),
        ("讲话/稿.txt", "numbering/gap", "讲话.docx:12"),
        ("讲话/稿.txt:4", "numbring/gap", "numbering/gap"),
        ("没有.txt:4", "numbering/gap", "没有这个文件"),
    ] {
        let output = run(&files, &["ignore", place, rule, "--reason", "x"]);
        assert!(code(&output) == 2 && err(&output).contains(expected), "{place}: {}", err(&output));
    }
    assert_eq!(fs::read_to_string(files.path().join("hegao.toml")).unwrap(), config, "nothing was written");
}

#[test]
fn where_there_is_no_configuration_one_is_made_at_the_root_of_the_repository() {
    let files = folder(&[(".git/HEAD", b"ref"), ("讲话/稿.txt", SPEECH.as_bytes())]);
    let output = run(&files, &["ignore", "讲话/稿.txt:2", "placeholder", "--reason", "待补"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let config = fs::read_to_string(files.path().join("hegao.toml")).unwrap();
    assert!(
        config.starts_with("[[ignore]]\nrule = \"placeholder\"\nfile = \"讲话/稿.txt\"\ntext = "),
        "{config}"
    );
    assert_eq!(found(&files, &["."]).len(), 2);
}

#[test]
fn what_is_declared_right_is_not_fixed_annotated_or_taken_into_a_baseline() {
    let files = folder(&[
        ("hegao.toml", "[[ignore]]\nrule = 'date/jiezhi'\nreason = '引自原文'\n".as_bytes()),
        ("稿.txt", "截止3月底，完成投资XX亿元。\n".as_bytes()),
    ]);
    check(&files, &["--fix", "--today", "off", "稿.txt"]);
    assert!(fs::read_to_string(files.path().join("稿.txt")).unwrap().starts_with("截止"));
    run(&files, &["annotate", "稿.txt", "-o", "副本.txt", "--today", "off"]);
    let copy = fs::read_to_string(files.path().join("副本.txt")).unwrap();
    assert!(copy.starts_with("截止") && copy.contains("⟦XX⟧"), "{copy}");
    let output = run(&files, &["baseline", "稿.txt", "--today", "off"]);
    assert!(err(&output).contains("记下 1 处"), "{}", err(&output));
}

#[test]
fn a_name_that_looks_like_a_pattern_is_declared_as_the_name_it_is() {
    let files = folder(&[(".git/HEAD", b""), ("稿[1]{终}.txt", "完成XX亿元。".as_bytes())]);
    let output = run(&files, &["ignore", "稿[1]{终}.txt:1", "placeholder/mask", "--reason", "待补"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert_eq!(code(&check(&files, &[])), 0);
}

/// Tests words with characters that must be escaped in TOML. If the written entry were malformed,
/// every later run would fail with exit code 2.
#[test]
fn any_words_of_a_document_can_be_declared_right() {
    let old =
        "\u{feff}# 本局的设置\r\nfail-on = 'warning' # 从严\r\n[rules]\r\n'leftover/machine' = 'off'\r\n";
    let text = "甲\u{7f}\"乙\"\\'丙'完成XX亿元。";
    let files = folder(&[(".git/HEAD", b""), ("hegao.toml", old.as_bytes()), ("稿.txt", text.as_bytes())]);
    for reason in ["删\u{7f}除", "一行\n又一行", "引号\"和\\"] {
        fs::write(files.path().join("hegao.toml"), old).unwrap();
        let output = run(&files, &["ignore", "稿.txt:1", "placeholder/mask", "--reason", reason]);
        assert_eq!(code(&output), 0, "{}", err(&output));
        let config = fs::read_to_string(files.path().join("hegao.toml")).unwrap();
        assert!(config.starts_with(&format!("{old}\r\n[[ignore]]\r\nrule = ")), "{config:?}");
        let output = check(&files, &["--today", "off"]);
        assert_eq!((code(&output), out(&output)), (0, String::new()), "{}", err(&output));
    }
}

#[test]
fn a_list_that_is_an_array_gets_another_element() {
    let old = "ignore = [\n    # 旧的\n    { rule = 'date', reason = '按原件' }, # 注\n]\nlang = 'zh'\n";
    let files =
        folder(&[(".git/HEAD", b""), ("hegao.toml", old.as_bytes()), ("稿.txt", "共XX户。".as_bytes())]);
    let output = run(&files, &["ignore", "稿.txt:1", "placeholder/mask", "--reason", "待补"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let config = fs::read_to_string(files.path().join("hegao.toml")).unwrap();
    let added =
        "    { rule = \"placeholder/mask\", file = \"稿.txt\", text = \"共XX户。\", reason = \"待补\" },\n";
    assert_eq!(config, old.replace("# 注\n", &format!("# 注\n{added}")));
    assert_eq!(found(&files, &["稿.txt"]), [""; 0]);
}

#[test]
fn a_configuration_that_is_no_toml_is_left_alone() {
    let files = folder(&[(".git/HEAD", b""), ("hegao.toml", b"[rules\n"), ("稿.txt", "共XX户。".as_bytes())]);
    let ignore = ["ignore", "稿.txt:1", "placeholder/mask", "--reason", "待补", "--no-config"];
    for (language, words) in [("zh", "方括号没有合上"), ("en", "hegao.toml")] {
        let output = run(&files, &[&["--lang", language], &ignore[..]].concat());
        assert!(code(&output) == 2 && err(&output).contains(words), "{}", err(&output));
    }
    assert_eq!(fs::read(files.path().join("hegao.toml")).unwrap(), b"[rules\n");
}

#[test]
fn a_day_that_toml_cannot_write_is_refused() {
    let files = folder(&[(".git/HEAD", b""), ("稿.txt", "共XX户。".as_bytes())]);
    let ignore = ["ignore", "稿.txt:1", "placeholder/mask", "--reason", "待补", "--expires=-000100-01-01"];
    let output = run(&files, &ignore);
    assert!(code(&output) == 2 && err(&output).contains("--expires"), "{}", err(&output));
    assert!(!files.path().join("hegao.toml").exists());
}

const TERMS: &str = "severity = 'warning'\n[zh]\ntitle = '用词'\n[terms]\n'按装' = '安装'\n";

/// Creates a folder with a pack of two rules, a configuration that uses it, and documents.
fn with_pack(config: &str, files: &[(&str, &str)]) -> TempDir {
    let own =
        [("hegao.toml", config), ("用词/甲.toml", TERMS), ("用词/乙.toml", &TERMS.replace("按装", "装按"))];
    let all: Vec<(&str, &[u8])> =
        own.iter().chain(files).map(|(name, text)| (*name, text.as_bytes())).collect();
    folder(&all)
}

#[test]
fn a_comment_for_a_rule_of_a_pack_that_did_not_run_is_not_called_unused() {
    let text = "<!-- hegao-ignore 用词/甲: 引自原文 -->\n\n请各单位于月底前报送。\n";
    let files = with_pack("", &[("稿.md", text)]);
    let pack = ["稿.md", "--pack", "用词", "--today", "off"];
    let with = |more: &[&str]| found(&files, &[&pack[..], more].concat());
    assert_eq!(with(&[]), ["稿.md:1 ignore/unused"], "it ran");
    assert_eq!(with(&["--ignore", "用词/乙"]), ["稿.md:1 ignore/unused"]);
    assert_eq!(with(&["--ignore", "用词/甲"]), [""; 0]);
    assert_eq!(with(&["--ignore", "用词"]), [""; 0]);
    assert_eq!(with(&["--select", "numbering,ignore"]), [""; 0]);
    assert_eq!(with(&["--select", "用词/乙,ignore"]), [""; 0]);
    fs::write(files.path().join("hegao.toml"), "packs = ['用词']\nrules.'用词/甲' = 'off'\n").unwrap();
    assert_eq!(found(&files, &["稿.md", "--today", "off"]), [""; 0], "it is off");
    let family = text.replace("用词/甲", "用词");
    fs::write(files.path().join("稿.md"), family).unwrap();
    assert_eq!(found(&files, &["稿.md", "--today", "off"]), [""; 0], "one of the family is off");
}

#[test]
fn an_ignore_for_a_rule_of_a_pack_that_did_not_run_is_not_called_unused() {
    let ignore = "[[ignore]]\nrule = '用词/甲'\nreason = '引自原文'\n";
    let one = "[[ignore]]\nrule = '用词/甲'\nfile = '稿.txt'\nreason = '引自原文'\n";
    let none = "[[ignore]]\nrule = '用词/甲'\nfile = '没有.txt'\nreason = '引自原文'\n";
    for ignore in [ignore, one, none] {
        let config = format!("packs = ['用词']\n{ignore}");
        let files =
            with_pack(&config, &[("稿.txt", "请各单位于月底前报送。\n"), ("又/稿.txt", "各位代表：\n")]);
        let unused = ["./hegao.toml:3 ignore/unused"].map(|found| found.trim_start_matches("./").to_owned());
        assert_eq!(found(&files, &["."]), unused, "it ran: {ignore}");
        assert_eq!(found(&files, &[".", "--ignore", "用词/甲"]), [""; 0], "{ignore}");
        assert_eq!(found(&files, &[".", "--select", "numbering,ignore"]), [""; 0], "{ignore}");
        let off = format!("packs = ['用词']\nrules.'用词/甲' = 'off'\n{ignore}");
        fs::write(files.path().join("hegao.toml"), off).unwrap();
        assert_eq!(found(&files, &["."]), [""; 0], "it is off: {ignore}");
    }
}

/// The first file of the run has its own configuration, without the pack.
#[test]
fn an_ignore_is_judged_by_the_rules_of_its_own_files() {
    let config = "packs = ['../用词']\n[[ignore]]\nrule = '用词/甲'\nreason = '引自原文'\n";
    let files = with_pack(
        "",
        &[("一.txt", "各位代表：\n"), ("二/hegao.toml", config), ("二/稿.txt", "按装设备。\n")],
    );
    assert_eq!(found(&files, &["."]), [""; 0], "it covers something");
    fs::write(files.path().join("二/稿.txt"), "各位代表：\n").unwrap();
    assert_eq!(found(&files, &["."]), ["二/hegao.toml:3 ignore/unused"]);
    assert_eq!(found(&files, &[".", "--select", "numbering,ignore"]), [""; 0]);
}

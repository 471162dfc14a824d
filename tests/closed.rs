//! Runs fail closed, that is, a check that does nothing is never a success: a selection without any
//! rule is refused. Each document's own configuration decides which findings fail the run.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use std::fs;

use hegao::registry::Registry;
use program::{Hegao, check, code, err, folder, json, out};
use tempfile::TempDir;

const WARNED: &[u8] = "截止3月底，共培训三千人次。\n".as_bytes();
const MASKED: &[u8] = "完成投资XX亿元。\n".as_bytes();

/// Returns all families except those in `but`, separated by commas.
fn families(but: &[&str]) -> String {
    let registry = Registry::built_in();
    let mut names: Vec<&str> = registry.rules().iter().map(|rule| rule.id.family()).collect();
    names.dedup();
    names.retain(|name| !but.contains(name));
    names.join(",")
}

/// Returns the error message of a refused run in Chinese and in English. Asserts that nothing is
/// reported or written.
fn refusal(files: &TempDir, arguments: &[&str]) -> (String, String) {
    let run = |language: &str| {
        let refused = Hegao::new(files.path(), &[arguments, &["--lang", language]].concat()).run();
        assert_eq!((code(&refused), out(&refused)), (2, String::new()), "{arguments:?}: {}", err(&refused));
        err(&refused)
    };
    (run("zh"), run("en"))
}

#[test]
fn a_selection_without_any_rule_is_refused_with_the_options_that_conflict() {
    let files = folder(&[("稿.txt", MASKED)]);
    let all = families(&[]);
    let documents = families(&["ignore"]);
    for (options, causes) in [
        (vec!["--ignore", "all"], "--ignore all"),
        (vec!["--ignore", &all], "--ignore consistency,"),
        (vec!["--ignore", &documents], "--ignore consistency,"),
        (vec!["--select", "figure", "--ignore", "figure"], "--select figure 和 --ignore figure"),
        (vec!["--select", "all", "--ignore", "all"], "--select all 和 --ignore all"),
        (vec!["--select", "date/jiezhi", "--ignore", "date"], "--select date/jiezhi 和 --ignore date"),
    ] {
        for command in [
            &["check", "稿.txt"][..],
            &["check", "."],
            &["baseline", "."],
            &["annotate", "稿.txt", "-o", "副本.txt"],
            &["ignore", "稿.txt:1", "placeholder", "--reason", "甲"],
        ] {
            let (zh, en) = refusal(&files, &[command, &options].concat());
            assert!(zh.contains(&format!("错误：{causes}")) && zh.contains("没有留下一条规则"), "{zh}");
            assert!(en.contains(&causes.replace('和', "and")) && en.contains("leaves no rule"), "{en}");
        }
    }
    assert_eq!(fs::read_dir(files.path()).unwrap().count(), 1);
    // One rule is enough. The rules about ignored findings are enough too, if selected explicitly.
    assert_eq!(code(&check(&files, &["稿.txt", "--select", "placeholder/mask"])), 1);
    assert_eq!(code(&check(&files, &["稿.txt", "--select", "ignore"])), 0);
}

#[test]
fn a_configuration_that_switches_everything_off_is_refused() {
    let off: String =
        families(&["ignore"]).split(',').map(|name| format!("rules.{name} = 'off'\n")).collect();
    let files = folder(&[("hegao.toml", off.as_bytes()), ("稿.txt", MASKED)]);
    let (zh, en) = refusal(&files, &["check", "."]);
    assert!(
        zh.contains("hegao.toml 没有留下一条规则，./稿.txt 什么也不会查") && zh.contains("exclude"),
        "{zh}"
    );
    assert!(en.contains("hegao.toml leaves no rule for ./稿.txt"), "{en}");
    assert_eq!(code(&check(&files, &[".", "--select", "placeholder"])), 1, "the command line comes first");
    assert_eq!(code(&check(&files, &[".", "--no-config"])), 1);
    // The configuration and the command line together leave no rule. Below, an override leaves none
    // for one file.
    let but_one: String = families(&["ignore", "placeholder"])
        .split(',')
        .map(|name| format!("rules.{name} = 'off'\n"))
        .collect();
    fs::write(files.path().join("hegao.toml"), &but_one).unwrap();
    let (zh, _) = refusal(&files, &["check", ".", "--ignore", "placeholder"]);
    assert!(zh.contains("--ignore placeholder 和 hegao.toml 没有留下"), "{zh}");
    fs::write(files.path().join("hegao.toml"), format!("[[overrides]]\nfiles = ['稿.txt']\n{off}")).unwrap();
    fs::write(files.path().join("别.txt"), MASKED).unwrap();
    assert!(refusal(&files, &["check", "."]).0.contains("./稿.txt 什么也不会查"));
    assert_eq!(code(&check(&files, &["别.txt"])), 1);
}

/// Creates two folders with one warning each. The configuration of one fails on errors, that of the
/// other on hints.
fn offices() -> TempDir {
    folder(&[
        ("宽/.git/HEAD", b""),
        ("宽/hegao.toml", b"fail-on = 'error'\n"),
        ("宽/稿.txt", WARNED),
        ("严/hegao.toml", b"fail-on = 'hint'\nrules.'date/jiezhi' = 'hint'\n"),
        ("严/稿.txt", WARNED),
        ("平/稿.txt", WARNED),
    ])
}

#[test]
fn fail_on_comes_from_the_configuration_of_the_document() {
    let files = offices();
    let run = |folder: &str, arguments: &[&str]| {
        let arguments = [&["check", "--today", "off", "--format", "line"], arguments].concat();
        code(&Hegao::new(&files.path().join(folder), &arguments).run())
    };
    for (folder, to) in [("", ""), ("宽", "../"), ("严", "../"), ("平", "../")] {
        let path = |name: &str| format!("{to}{name}/稿.txt");
        let (wide, strict, plain) = (path("宽"), path("严"), path("平"));
        assert_eq!(run(folder, &[&wide]), 0, "from {folder}");
        assert_eq!(run(folder, &[&strict]), 1, "from {folder}");
        assert_eq!(run(folder, &[&plain]), 1, "from {folder}");
        assert_eq!(run(folder, &[&wide, &strict]), 1, "from {folder}: one that fails is enough");
        assert_eq!(run(folder, &[&wide, &strict, &plain, "--fail-on", "error"]), 0, "the command line first");
        assert_eq!(run(folder, &[&wide, "--fail-on", "warning"]), 1);
        assert_eq!(run(folder, &[&wide, "--no-config"]), 1);
    }
}

#[test]
fn formats_say_what_fails_by_the_document() {
    let files = offices();
    let report = |format: &str| {
        out(&check(
            &files,
            &["宽", "严", "平", "--today", "off", "--ignore", "duplicate", "--format", format],
        ))
    };
    let junit = report("junit");
    let failures = |name: &str| {
        let suite = junit.lines().find(|line| line.contains(&format!("<testsuite name=\"{name}/稿.txt\"")));
        suite.unwrap_or_else(|| panic!("{junit}")).contains("failures=\"1\"")
    };
    assert_eq!((failures("宽"), failures("严"), failures("平")), (false, true, true), "{junit}");
    assert_eq!(junit.matches("<failure").count(), 2, "{junit}");
    let json: serde_json::Value = serde_json::from_str(&report("json")).unwrap();
    let own: Vec<_> = json["files"].as_array().unwrap().iter().map(|file| file["fail_on"].as_str()).collect();
    assert_eq!((own, &json["run"]["fail_on"]), (vec![Some("error"), Some("hint"), None], &"warning".into()));
}

#[test]
fn an_override_may_set_fail_on_for_some_files() {
    let configuration = "[[overrides]]\nfiles = ['草/*']\nfail-on = 'error'\n";
    let files =
        folder(&[("hegao.toml", configuration.as_bytes()), ("草/稿.txt", WARNED), ("稿.txt", WARNED)]);
    let run = |arguments: &[&str]| code(&check(&files, &[&["--today", "off"], arguments].concat()));
    assert_eq!((run(&["草"]), run(&["稿.txt"]), run(&["."])), (0, 1, 1));
    let shown = out(&Hegao::new(files.path(), &["config", "--show", "草/稿.txt"]).run());
    assert!(shown.contains("fail-on = \"error\"  # 来自 hegao.toml:3\n"), "{shown}");
    let shown = out(&Hegao::new(files.path(), &["config", "--show", "稿.txt"]).run());
    assert!(shown.contains("fail-on = \"warning\"  # 默认\n"), "{shown}");
    fs::write(files.path().join("hegao.toml"), configuration.replace("error", "warning")).unwrap();
    let idle = check(&files, &["."]);
    assert!(code(&idle) == 2 && err(&idle).contains("什么也没有改变"), "{}", err(&idle));
}

#[test]
fn findings_that_are_not_listed_fail_by_the_document_too() {
    let text = ["2026年03月05日\n".as_bytes(), MASKED].concat();
    let files = folder(&[("hegao.toml", b"fail-on = 'error'\n"), ("稿.txt", &text)]);
    let run = |arguments: &[&str]| check(&files, &[&["稿.txt", "--today", "off"], arguments].concat());
    let listed = json(&run(&["--max-findings", "1", "--format", "json"]));
    assert_eq!(listed["files"][0]["diagnostics"][0]["severity"], "hint", "{listed}");
    assert_eq!(code(&run(&["--max-findings", "1"])), 1);
    assert_eq!(code(&run(&["--ignore", "placeholder"])), 0);
}

//! `--max-file-size` and `--max-findings`: everything left out is counted, mentioned in every
//! format, and still fails the run.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use crate::program::{Hegao, check, code, err, folder, json, out};
use crate::run::GOOD;

const FORMATS: [&str; 11] = [
    "pretty", "line", "json", "jsonl", "sarif", "github", "gitlab", "checkstyle", "junit", "rdjson",
    "markdown",
];

/// Creates a document with one hint and then ten errors.
fn office() -> TempDir {
    let text = format!("2026年03月05日\n{}", "完成投资XX亿元。\n\n".repeat(10));
    folder(&[("稿.txt", text.as_bytes()), GOOD])
}

/// Runs a check of the document, in which a hint comes first.
fn run(files: &TempDir, arguments: &[&str]) -> std::process::Output {
    check(
        files,
        &[&["--today", "off", "--ignore", "duplicate,placeholder/template", "稿.txt"], arguments].concat(),
    )
}

#[test]
fn what_is_not_listed_is_counted_and_said_in_every_format() {
    let files = office();
    for format in FORMATS {
        let all = run(&files, &["--format", format]);
        let some = run(&files, &["--format", format, "--max-findings", "3"]);
        assert_eq!((code(&all), code(&some)), (1, 1), "{format}");
        assert!(out(&some).len() < out(&all).len(), "{format}");
        let (said, complaint) = (out(&some), err(&some));
        assert!(complaint.contains("稿.txt：另有 8 处没有列出"), "{format}: {complaint}");
        let is_said = match format {
            "pretty" | "line" => true,
            "json" | "jsonl" => said.contains("\"omitted\":8"),
            _ => said.contains("另有 8 处没有列出"),
        };
        assert!(is_said, "{format}: {said}");
        let summary = |text: &str| text.lines().find(|line| line.contains("检查了")).map(str::to_owned);
        assert_eq!(summary(&complaint), summary(&err(&all)), "{format}: the summary counts all");
        assert!(!out(&all).contains("omitted") && !err(&all).contains("没有列出"), "{format}");
    }
}

/// Asserts that errors which are not listed, because only the hint before them is, still fail the
/// run, the test suite and the report.
#[test]
fn what_is_not_listed_weighs_as_much_as_it_would() {
    let files = office();
    let report = |format: &str| {
        let output = run(&files, &["--format", format, "--max-findings", "1"]);
        assert_eq!(code(&output), 1, "{format}");
        out(&output)
    };
    let document: Value = serde_json::from_str(&report("json")).unwrap();
    let file = &document["files"][0];
    assert_eq!((file["diagnostics"].as_array().unwrap().len(), &file["omitted"]), (1, &10.into()), "{file}");
    assert_eq!(file["diagnostics"][0]["severity"], "hint", "the first by place");
    assert_eq!((&document["summary"]["error"], &document["summary"]["hint"]), (&10.into(), &1.into()));
    assert!(report("junit").contains("tests=\"2\" failures=\"1\""), "{}", report("junit"));
    assert!(report("checkstyle").contains("severity=\"error\""));
    assert!(report("github").contains("::error file=稿.txt,title=hegao omitted::"));
    let gitlab: Value = serde_json::from_str(&report("gitlab")).unwrap();
    assert_eq!((gitlab.as_array().unwrap().len(), &gitlab[1]["severity"]), (2, &"major".into()));
    let sarif: Value = serde_json::from_str(&report("sarif")).unwrap();
    let note = &sarif["runs"][0]["invocations"][0]["toolExecutionNotifications"][0];
    assert_eq!(
        (&note["level"], &note["descriptor"]["id"]),
        (&"warning".into(), &"omitted".into()),
        "{sarif}"
    );
    let rdjson: Value = serde_json::from_str(&report("rdjson")).unwrap();
    assert_eq!(rdjson["diagnostics"][1]["severity"], "ERROR");
}

#[test]
fn the_page_of_a_run_counts_what_it_does_not_list() {
    let files = office();
    let page = files.path().join("页.md");
    let arguments = [
        "check", "稿.txt", "--format", "github", "--max-findings", "1", "--today", "off", "--ignore",
        "duplicate,placeholder/template",
    ];
    let mut hegao = Hegao::new(files.path(), &arguments);
    hegao.command.env("GITHUB_STEP_SUMMARY", &page);
    hegao.run();
    let page = fs::read_to_string(page).unwrap();
    assert!(page.contains("| 稿.txt | 10 | 0 | 1 |"), "{page}");
    assert!(page.contains("另有 10 处没有列出"), "{page}");
}

#[test]
fn no_findings_at_most_are_all_findings() {
    let files = office();
    let listed = |arguments: &[&str]| {
        let report = json(&run(&files, &[&["--format", "json"], arguments].concat()));
        report["files"][0]["diagnostics"].as_array().unwrap().len()
    };
    assert_eq!(listed(&[]), 11);
    assert_eq!(listed(&["--max-findings", "0"]), 11);
    assert_eq!(listed(&["--max-findings", "11"]), 11);
    fs::write(files.path().join("hegao.toml"), "[limits]\nfindings = 4\n").unwrap();
    assert_eq!(listed(&[]), 4);
    assert_eq!(listed(&["--max-findings", "0"]), 11, "the command line comes first");
    assert_eq!(listed(&["--no-config"]), 11);
}

#[test]
fn fixes_and_baselines_know_what_is_not_listed() {
    let files = office();
    let output = Hegao::new(files.path(), &["baseline", "稿.txt", "-o", "基线.json", "--today", "off"]).run();
    assert_eq!(code(&output), 0);
    let output = run(&files, &["--baseline", "基线.json", "--max-findings", "1", "--format", "json"]);
    assert_eq!(json(&output)["files"][0]["diagnostics"], serde_json::json!([]));
    fs::write(files.path().join("稿.txt"), "截止3月底。\n\n".repeat(5)).unwrap();
    run(&files, &["--fix", "--max-findings", "1"]);
    assert_eq!(fs::read_to_string(files.path().join("稿.txt")).unwrap(), "截至3月底。\n\n".repeat(5));
}

#[test]
fn a_file_that_is_too_large_is_an_error_of_its_own() {
    let files = folder(&[("长.txt", "各位代表\n".repeat(200).as_bytes()), GOOD]);
    let run =
        |arguments: &[&str]| check(&files, &[&["长.txt", GOOD.0, "--format", "json"], arguments].concat());
    assert_eq!(code(&run(&[])), 1);
    let kind = |arguments: &[&str]| {
        let output = run(arguments);
        assert_eq!(code(&output), 2, "{arguments:?}");
        let report = json(&output);
        assert!(report["files"][1]["diagnostics"].is_array(), "{arguments:?}");
        (report["files"][0]["error"]["kind"].clone(), report["files"][0]["error"]["message"].clone())
    };
    let (name, message) = kind(&["--max-file-size", "2k"]);
    assert_eq!((name, message), ("too-large".into(), "超过 2K，没有读".into()));
    fs::write(files.path().join("hegao.toml"), "limits.file-size = \"1000\"\n").unwrap();
    assert_eq!(kind(&[]).1, "超过 1000，没有读");
    assert_eq!(code(&run(&["--max-file-size", "1M"])), 1, "the command line comes first");
    fs::write(files.path().join("hegao.toml"), "limits.file-size = 1024\n").unwrap();
    assert_eq!(kind(&[]).1, "超过 1K，没有读");
}

#[test]
fn standard_input_is_read_to_the_limit() {
    let files = folder(&[]);
    let run = |size: &str| {
        let arguments = ["check", "-", "--max-file-size", size, "--format", "line"];
        Hegao::new(files.path(), &arguments).with_input("完成投资XX亿元。\n")
    };
    assert_eq!(code(&run("24")), 1, "as long as the limit");
    let output = run("23");
    assert!(code(&output) == 2 && out(&output).contains("too-large"), "{}", out(&output));
}

#[test]
fn what_is_no_limit_is_refused_with_what_one_is() {
    let files = folder(&[GOOD]);
    for size in ["0", "甲", "1T", "-1", "1.5M"] {
        let output = check(&files, &[&format!("--max-file-size={size}")]);
        assert!(code(&output) == 2 && err(&output).contains("256M"), "{size}: {}", err(&output));
        fs::write(files.path().join("hegao.toml"), format!("[limits]\nfile-size = \"{size}\"\n")).unwrap();
        let output = check(&files, &[]);
        assert!(code(&output) == 2 && err(&output).contains("hegao.toml:2"), "{size}: {}", err(&output));
        fs::remove_file(files.path().join("hegao.toml")).unwrap();
    }
    for count in ["-1", "甲", "1K"] {
        assert_eq!(code(&check(&files, &[&format!("--max-findings={count}")])), 2, "{count}");
    }
}

#[test]
fn the_limits_that_hold_are_shown_with_their_place() {
    let files = folder(&[GOOD, ("hegao.toml", b"[limits]\nfindings = 7\n")]);
    let shown = out(&Hegao::new(files.path(), &["config", "--show", GOOD.0]).run());
    assert!(
        shown.contains("[limits]\nfile-size = \"256M\"  # 默认\nfindings = 7  # 来自 hegao.toml:2\n"),
        "{shown}"
    );
    fs::write(files.path().join("上.toml"), "[limits]\nfile-size = \"2M\"\nfindings = 9\n").unwrap();
    fs::write(files.path().join("hegao.toml"), "extends = \"上.toml\"\nlimits.findings = 8\n").unwrap();
    let shown = out(&Hegao::new(files.path(), &["config", "--show", GOOD.0]).run());
    assert!(
        shown.contains("file-size = \"2M\"  # 来自 上.toml:2\nfindings = 8  # 来自 hegao.toml:2\n"),
        "{shown}"
    );
}

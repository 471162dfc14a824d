//! Findings that reports list, and the summary of those that are only counted: `--show`,
//! `--statistics`, `--quiet`, and the hints in a folder, which are only counted by default.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use crate::program::{check, code, err, folder, json, out};

/// A document with errors and a hint.
const MIXED: &str =
    "在动员会上的讲话\n（2026年3月5日）\n全县完成投资XX亿元。\n会议定于2月30日召开。\n请于09月10日前报送。\n";
/// A document with only a hint.
const HINTED: &str = "（2026年3月5日）\n请于09月10日前报送。\n";
const CLEAN: &str = "（2026年3月5日）\n各项任务都已落实。\n";

/// Creates a folder with the three documents.
fn documents() -> TempDir {
    let files = [("稿/甲.txt", MIXED), ("稿/乙.txt", HINTED), ("稿/丙.txt", CLEAN)];
    folder(&files.map(|(name, text)| (name, text.as_bytes())))
}

fn severities(report: &Value) -> Vec<String> {
    let files = report["files"].as_array().unwrap().iter();
    let found = files.flat_map(|file| file["diagnostics"].as_array().unwrap());
    found.map(|found| found["severity"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn hints_of_a_folder_are_counted_and_told() {
    let files = documents();
    let of_folder = check(&files, &["稿", "--format", "markdown"]);
    assert!(!out(&of_folder).contains("**提示**"), "{}", out(&of_folder));
    assert!(out(&of_folder).contains("**必改**"), "{}", out(&of_folder));
    assert!(!out(&check(&files, &["稿"])).contains("date/zero-padding"));
    let told = err(&of_folder);
    assert!(
        told.contains("提示 2 处") && told.contains("另有 2 处提示没有列出，--show hint 列出。"),
        "{told}"
    );
    let all = check(&files, &["稿", "--format", "line", "--show", "hint"]);
    assert_eq!(out(&all).matches(" hint ").count(), 2, "{}", out(&all));
    assert!(!err(&all).contains("没有列出"), "{}", err(&all));
    // All findings of a file named on the command line are listed.
    let of_file = check(&files, &["稿/乙.txt", "--format", "line"]);
    assert_eq!(out(&of_file).matches(" hint ").count(), 1, "{}", out(&of_file));
    assert_eq!(code(&of_folder), code(&all));
}

#[test]
fn hints_that_fail_a_run_are_listed() {
    let files = documents();
    let report = check(&files, &["稿", "--fail-on", "hint"]);
    assert!(out(&report).contains("date/zero-padding"), "{}", out(&report));
}

#[test]
fn programs_are_given_all_that_they_do_not_decline() {
    let files = documents();
    let all = json(&check(&files, &["稿", "--format", "json"]));
    assert_eq!(severities(&all).iter().filter(|severity| *severity == "hint").count(), 2);
    let some = json(&check(&files, &["稿", "--format", "json", "--show", "warning"]));
    assert!(severities(&some).iter().all(|severity| severity != "hint"));
    assert_eq!(all["summary"]["hint"], 2);
    assert_eq!(some["summary"]["hint"], all["summary"]["hint"], "what is not listed is counted");
    let folded: Vec<_> =
        some["files"].as_array().unwrap().iter().map(|file| file["folded"]["hint"].as_u64()).collect();
    assert_eq!(folded.iter().flatten().sum::<u64>(), 2, "{some}");
    // Each report of a run selects the findings to list by itself.
    let both = check(&files, &["稿", "--report", "json=报告.json"]);
    assert!(!out(&both).contains("date/zero-padding"));
    let written: Value = serde_json::from_slice(&fs::read(files.path().join("报告.json")).unwrap()).unwrap();
    assert_eq!(severities(&written), severities(&all), "in the same order");
}

#[test]
fn statistics_count_by_rule_and_by_document() {
    let files = documents();
    let text = out(&check(&files, &["稿", "--statistics"]));
    let line = |word: &str| text.lines().find(|line| line.contains(word)).unwrap_or_default().to_owned();
    let numbers =
        |line: &str| -> Vec<usize> { line.split_whitespace().map_while(|word| word.parse().ok()).collect() };
    assert_eq!(numbers(&line("date/zero-padding")), [0, 0, 2], "{text}");
    assert_eq!(numbers(&line("乙.txt")), [0, 0, 1], "{text}");
    assert!(!text.contains("丙.txt"), "{text}");
    let report = check(&files, &["稿", "没有.txt", "--statistics", "--format", "json"]);
    assert_eq!(code(&report), 2);
    let counted = json(&report);
    assert_eq!(counted["schema_version"], 1);
    assert_eq!(counted["documents_checked"], 3);
    assert_eq!(counted["findings"]["hint"], 2);
    assert_eq!(counted["unreadable"][0]["kind"], "not-found");
    let padded = counted["rules"].as_array().unwrap().iter().find(|rule| rule["rule"] == "date/zero-padding");
    assert_eq!(padded.unwrap()["total"], 2);
    let documents = counted["documents"].as_array().unwrap();
    assert_eq!(documents.len(), 2, "{counted}");
    assert!(documents[0]["total"].as_u64() >= documents[1]["total"].as_u64());
    // The other report contains the findings.
    let beside = check(&files, &["稿", "--statistics", "--report", "json=报告.json"]);
    assert!(out(&beside).contains("date/zero-padding"));
    let written = fs::read_to_string(files.path().join("报告.json")).unwrap();
    assert!(written.contains("\"diagnostics\""), "{written}");
    let refused = check(&files, &["稿", "--statistics", "--format", "sarif"]);
    assert!(code(&refused) == 2 && err(&refused).contains("pretty"), "{}", err(&refused));
}

#[test]
fn a_quiet_run_prints_findings_and_what_was_not_checked() {
    let files = documents();
    let loud = check(&files, &["稿/甲.txt", "没有.txt"]);
    let quiet = check(&files, &["稿/甲.txt", "没有.txt", "--quiet"]);
    assert_eq!(out(&loud), out(&quiet));
    assert_eq!(code(&loud), code(&quiet));
    assert!(out(&quiet).contains("没有.txt"), "{}", out(&quiet));
    assert!(!err(&loud).is_empty() && err(&quiet).is_empty(), "{}", err(&quiet));
}

#[test]
fn the_closing_lines_say_how_to_go_on() {
    let files = folder(&[("甲.md", "截止5月底，完成XX项。\n".as_bytes())]);
    let one = err(&check(&files, &["甲.md"]));
    assert!(one.contains("hegao annotate 甲.md") && one.contains("--fix"), "{one}");
    // No option is suggested if it was used already, or if the output is for programs.
    assert!(!err(&check(&files, &["甲.md", "--fix"])).contains("--diff"));
    assert!(!err(&check(&files, &["甲.md", "--format", "json"])).contains("annotate"));
}

//! Baselines through the command line: what is known stays silent, what is new is reported, whatever is edited elsewhere.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use std::fs;
use std::process::Output;

use program::{Hegao, check, code, err, folder, json};
use tempfile::TempDir;

const SPEECH: &str = "同志们：\n一、抓投资。全年完成投资XX亿元，走访企业XX家。\n二、抓项目。开工项目80个。\n四、抓民生。培训XX人次。\n";

fn office(text: &str) -> TempDir {
    let files = folder(&[("讲话/稿.txt", text.as_bytes()), ("好.txt", "各位代表：\n".as_bytes())]);
    let output = run(&files, &["baseline"]);
    assert!(code(&output) == 0 && err(&output).contains("记下 4 处"), "{}", err(&output));
    files
}

fn run(files: &TempDir, arguments: &[&str]) -> Output {
    Hegao::new(files.path(), arguments).run()
}

/// Rules and words of what is reported with the baseline, and the exit code.
fn new(files: &TempDir) -> (Vec<String>, i32) {
    let output = check(files, &["--baseline", "hegao-baseline.json", "--format", "json", "."]);
    let report = json(&output);
    let found =
        report["files"].as_array().unwrap().iter().flat_map(|file| file["diagnostics"].as_array().unwrap());
    let words = found.map(|found| {
        let place = &found["location"]["start"];
        format!("{} {}:{}", found["rule"].as_str().unwrap(), place["line"], place["column"])
    });
    (words.collect(), code(&output))
}

fn rewrite(files: &TempDir, edit: impl Fn(&str) -> String) {
    let path = files.path().join("讲话/稿.txt");
    let text = fs::read_to_string(&path).unwrap();
    let edited = edit(&text);
    assert_ne!(text, edited);
    fs::write(path, edited).unwrap();
}

#[test]
fn what_is_known_is_silent_and_the_run_passes() {
    let files = office(SPEECH);
    assert_eq!(new(&files), (vec![], 0));
    let output = check(&files, &["--baseline", "hegao-baseline.json", "."]);
    assert!(err(&output).contains("基线里已有的 4 处没有报\n"), "{}", err(&output));
    let written = fs::read_to_string(files.path().join("hegao-baseline.json")).unwrap();
    assert_eq!(written.lines().count(), 6, "one finding a line: {written}");
    assert!(
        written.contains("\"file\":\"讲话/稿.txt\",\"rule\":\"placeholder/mask\",\"text\":\"XX\""),
        "{written}"
    );
}

#[test]
fn edits_elsewhere_wake_nothing() {
    let files = office(SPEECH);
    rewrite(&files, |text| {
        text.replace("同志们：\n", "各位领导，同志们：\n新年好。\n\n").replace("80个", "90个")
    });
    assert_eq!(new(&files), (vec![], 0));
}

#[test]
fn a_section_that_moves_stays_known() {
    let files = office(SPEECH);
    rewrite(&files, |text| {
        let mut lines: Vec<&str> = text.lines().collect();
        lines.insert(1, "培训XX人次。");
        let moved = lines.remove(4).replace("培训XX人次。", "成效明显。");
        lines.insert(4, &moved);
        lines.join("\n")
    });
    let (found, _) = new(&files);
    assert!(found.iter().all(|found| !found.starts_with("placeholder/mask")), "{found:?}");
}

#[test]
fn a_file_that_is_renamed_stays_known_under_its_new_path() {
    let files = office(SPEECH);
    fs::rename(files.path().join("讲话"), files.path().join("定稿")).unwrap();
    assert_eq!(new(&files).0.len(), 4);
    let path = files.path().join("hegao-baseline.json");
    let written = fs::read_to_string(&path).unwrap().replace("\"讲话/稿.txt\"", "\"定稿/稿.txt\"");
    fs::write(path, written).unwrap();
    assert_eq!(new(&files), (vec![], 0));
}

#[test]
fn paths_are_seen_from_the_baseline_wherever_the_run_begins() {
    let files = office(SPEECH);
    let hegao =
        Hegao::new(&files.path().join("讲话"), &["check", "稿.txt", "--baseline", "../hegao-baseline.json"]);
    assert_eq!(code(&hegao.run()), 0);
}

#[test]
fn what_is_new_cannot_hide_behind_what_was_mended() {
    let files = office(SPEECH);
    rewrite(&files, |text| text.replace("投资XX亿元", "投资30亿元").replace("80个", "XX个"));
    assert_eq!(new(&files), (vec!["placeholder/mask 3:11".to_owned()], 1));
    let output = check(&files, &["--baseline", "hegao-baseline.json", "."]);
    assert!(err(&output).contains("有 1 条已经改好"), "{}", err(&output));
}

#[test]
fn it_shrinks_when_it_is_pruned_and_never_grows_by_itself() {
    let files = office(SPEECH);
    rewrite(&files, |text| text.replace("投资XX亿元", "投资30亿元").replace("80个", "XX个"));
    let again = run(&files, &["baseline"]);
    assert!(code(&again) == 2 && err(&again).contains("--prune"), "{}", err(&again));
    let pruned = run(&files, &["baseline", "--prune"]);
    assert!(err(&pruned).contains("去掉 1 条，还有 3 条"), "{}", err(&pruned));
    assert_eq!(new(&files).0.len(), 1, "what is new is still reported");
    fs::remove_file(files.path().join("讲话/稿.txt")).unwrap();
    let gone = run(&files, &["baseline", "--prune"]);
    assert!(err(&gone).contains("还有 0 条"), "{}", err(&gone));
    assert_eq!(code(&run(&files, &["baseline", "--force"])), 0);
}

#[test]
fn a_baseline_that_is_none_is_refused() {
    let files = folder(&[
        ("好.txt", "各位代表".as_bytes()),
        ("坏.json", b"{}"),
        ("新.json", b"{\"schema_version\":9,\"findings\":[]}"),
    ]);
    for (name, reason) in [("坏.json", "schema_version"), ("新.json", "9"), ("没有.json", "没有.json")]
    {
        let output = check(&files, &["--baseline", name, "好.txt"]);
        assert!(code(&output) == 2 && err(&output).contains(reason), "{name}: {}", err(&output));
    }
}

#[test]
fn rules_that_did_not_run_keep_what_they_found() {
    let files = office(SPEECH);
    let pruned = run(&files, &["baseline", "--prune", "--select", "numbering"]);
    assert!(err(&pruned).contains("去掉 0 条，还有 4 条"), "{}", err(&pruned));
    let output = check(&files, &["--baseline", "hegao-baseline.json", "--select", "numbering", "."]);
    assert!(err(&output).contains("基线里已有的 1 处没有报\n"), "{}", err(&output));
}

#[test]
fn what_documents_share_is_known_too() {
    let shared = "各级各部门要把防汛责任落实到每一个村组、每一座水库、每一处山塘，二十四小时有人值守，险情一小时之内上报；\
                  乡镇干部在汛期不得离开岗位，抢险队伍一律集中待命，物资车辆随时可以出动，群众转移不落一户、不漏一人。\n";
    let files = folder(&[("一.txt", shared.as_bytes()), ("二.txt", shared.as_bytes())]);
    run(&files, &["baseline", "--ignore", "duplicate"]);
    assert_eq!(new(&files).0, ["duplicate/across 1:1"]);
    run(&files, &["baseline", "--force"]);
    assert_eq!(new(&files), (vec![], 0));
}

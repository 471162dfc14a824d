//! `hegao check --changed` in real repositories: only documents that changed according to git are
//! checked and reported.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use program::{Hegao, check, code, err, folder, json, out};
use tempfile::TempDir;

const MASKED: &str = "完成投资XX亿元。\n";
const COPIED: &str = "各景区要在五一前完成厕所、停车场、标识牌的改造，公布投诉电话，接到投诉当天答复，确保四面八方的游客来了高兴、回去满意、明年带着亲友还来。\n";

fn git(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.current_dir(folder).args(arguments);
    for role in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{role}_NAME"), "秘书").env(format!("GIT_{role}_EMAIL"), "a@b.example");
    }
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    let output = command.output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn commit(folder: &Path) {
    git(folder, &["add", "-A"]);
    git(folder, &["commit", "-q", "-m", "存"]);
}

/// Creates a repository with the branch `main`, on which these files are committed.
fn repository(files: &[(&str, &str)]) -> TempDir {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let folder = folder(&files);
    git(folder.path(), &["init", "-q", "-b", "main"]);
    commit(folder.path());
    folder
}

fn write(folder: &TempDir, name: &str, text: &str) {
    let path = folder.path().join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Returns the names of the reported files, in order, with `/`.
fn reported(output: &Output) -> Vec<String> {
    let report = json(output);
    let files = report["files"].as_array().unwrap().iter();
    files.map(|file| file["path"].as_str().unwrap().replace('\\', "/")).collect()
}

fn changed(folder: &TempDir, arguments: &[&str]) -> Vec<String> {
    reported(&check(folder, &[&["--format", "json"], arguments].concat()))
}

#[test]
fn what_is_staged_unstaged_renamed_or_untracked_is_checked_and_what_is_gone_is_passed_over() {
    let folder = repository(&[
        ("不动.txt", MASKED),
        ("改过.txt", "同志们：\n"),
        ("暂存.txt", "同志们：\n"),
        ("旧名.txt", "各位代表：\n"),
        ("删去.txt", MASKED),
        (".gitignore", "忽略.txt\n"),
    ]);
    write(&folder, "改过.txt", MASKED);
    write(&folder, "暂存.txt", MASKED);
    git(folder.path(), &["add", "暂存.txt"]);
    git(folder.path(), &["mv", "旧名.txt", "新名.txt"]);
    fs::remove_file(folder.path().join("删去.txt")).unwrap();
    write(&folder, "新 文件夹/没加.txt", MASKED);
    write(&folder, "打算加.txt", MASKED);
    git(folder.path(), &["add", "-N", "打算加.txt"]);
    write(&folder, "忽略.txt", MASKED);
    let output = check(&folder, &["--changed", "--format", "line", "."]);
    assert_eq!(code(&output), 1);
    assert_eq!(
        changed(&folder, &["--changed", "."]),
        ["./打算加.txt", "./改过.txt", "./新 文件夹/没加.txt", "./新名.txt", "./暂存.txt"]
    );
    assert!(
        err(&output).contains("与 HEAD 相比有改动的 5 个；没有改动的 1 个没有检查\n"),
        "{}",
        err(&output)
    );
    assert!(!out(&output).contains("不动.txt"), "{}", out(&output));
}

#[test]
fn a_changed_document_is_checked_as_a_whole() {
    let folder = repository(&[("稿.txt", MASKED)]);
    write(&folder, "稿.txt", &format!("{MASKED}特此说明。\n"));
    let report = json(&check(&folder, &["--changed", "--format", "json"]));
    assert_eq!(report["files"][0]["diagnostics"][0]["location"]["start"]["line"], 1, "{report}");
}

#[test]
fn nothing_changed_is_no_finding_and_the_report_is_whole() {
    let folder = repository(&[("稿.txt", MASKED)]);
    let output = check(&folder, &["--changed", "--format", "json"]);
    assert_eq!((code(&output), err(&output).as_str()), (0, "与 HEAD 相比没有改动的文稿，1 个没有检查\n"));
    assert_eq!(json(&output)["summary"]["files"], 0);
    let english = check(&folder, &["--changed", "--lang", "en"]);
    assert_eq!(err(&english), "no document has changed since `HEAD`; 1 not checked\n");
    assert_eq!(code(&check(&folder, &[])), 1, "the document has a finding all the same");
}

#[test]
fn a_commit_is_compared_with_the_work_tree_and_three_dots_with_where_the_branch_began() {
    let folder = repository(&[("甲.txt", "同志们：\n"), ("乙.txt", "同志们：\n")]);
    git(folder.path(), &["checkout", "-q", "-b", "draft"]);
    write(&folder, "甲.txt", MASKED);
    commit(folder.path());
    git(folder.path(), &["checkout", "-q", "main"]);
    write(&folder, "乙.txt", MASKED);
    commit(folder.path());
    git(folder.path(), &["checkout", "-q", "draft"]);
    assert_eq!(changed(&folder, &["--changed", "."]).len(), 0);
    for base in ["--changed=main...", "--changed=main...HEAD", "--changed=HEAD~1"] {
        assert_eq!(changed(&folder, &[base, "甲.txt", "乙.txt"]), ["甲.txt"], "{base}");
    }
    assert_eq!(changed(&folder, &["--changed=main", "甲.txt", "乙.txt"]), ["甲.txt", "乙.txt"]);
    write(&folder, "丙.txt", MASKED);
    assert_eq!(changed(&folder, &["--changed=main...", "丙.txt", "乙.txt"]), ["丙.txt"]);
}

#[cfg(unix)]
#[test]
fn names_may_hold_quotes_and_line_ends() {
    let names = ["换\n行.txt", "引\"号'.txt", " 空格 .txt", "-破折.txt", "制\t表.txt"];
    let folder = repository(&[("不动.txt", MASKED)]);
    for name in names {
        write(&folder, name, MASKED);
    }
    let mut expected: Vec<String> = names.iter().map(|name| format!("./{name}")).collect();
    expected.sort();
    assert_eq!(changed(&folder, &["--changed", "."]), expected);
    commit(folder.path());
    assert_eq!(changed(&folder, &["--changed=HEAD~1", "."]), expected);
}

#[cfg(unix)]
#[test]
fn a_link_has_changed_where_what_it_leads_to_has() {
    let folder = repository(&[("正本/稿.txt", "同志们：\n"), ("读我.md", "各位代表：\n")]);
    std::os::unix::fs::symlink("正本/稿.txt", folder.path().join("稿.txt")).unwrap();
    std::os::unix::fs::symlink("正本", folder.path().join("副本")).unwrap();
    commit(folder.path());
    assert_eq!(changed(&folder, &["--changed", "稿.txt", "副本"]).len(), 0);
    write(&folder, "正本/稿.txt", MASKED);
    assert_eq!(changed(&folder, &["--changed", "稿.txt", "副本", "读我.md"]), ["稿.txt", "副本/稿.txt"]);
}

#[test]
fn what_is_named_and_gone_is_passed_over_and_what_never_was_is_not() {
    let folder = repository(&[("夹/删去.txt", MASKED), ("稿.txt", MASKED)]);
    fs::remove_dir_all(folder.path().join("夹")).unwrap();
    let gone = check(&folder, &["--changed", "夹/删去.txt", "夹"]);
    assert_eq!(code(&gone), 0, "{}", err(&gone));
    fs::create_dir(folder.path().join("夹")).unwrap();
    assert_eq!(code(&check(&folder, &["--changed", "夹"])), 0, "a folder that has been emptied");
    assert_eq!(code(&check(&folder, &["--changed", "从来没有.txt"])), 2);
}

#[test]
fn before_the_first_commit_everything_is_new() {
    let folder = folder(&[("稿.txt", MASKED.as_bytes())]);
    git(folder.path(), &["init", "-q"]);
    assert_eq!(changed(&folder, &["--changed", "稿.txt"]), ["稿.txt"]);
    assert_eq!(code(&check(&folder, &["--changed=HEAD...", "稿.txt"])), 2);
}

#[test]
fn repositories_within_and_beside_each_other_answer_for_their_own_files() {
    let folder = repository(&[("外/稿.txt", "同志们：\n"), ("外/好.txt", "同志们：\n")]);
    let inner = folder.path().join("内");
    fs::create_dir(&inner).unwrap();
    git(&inner, &["init", "-q"]);
    write(&folder, "内/稿.txt", MASKED);
    commit(&inner);
    write(&folder, "外/稿.txt", MASKED);
    // For the outer repository, the inner one is a new folder.
    assert_eq!(changed(&folder, &["--changed", "外", "内"]), ["外/稿.txt", "内/稿.txt"]);
    assert_eq!(reported(&inside(&inner)), Vec::<String>::new());
}

fn inside(folder: &Path) -> Output {
    Hegao::new(folder, &["check", "--changed", "--format", "json"]).run()
}

#[test]
fn a_hook_of_another_repository_changes_nothing() {
    let folder = repository(&[("稿.txt", "同志们：\n"), ("夹/好.txt", "同志们：\n")]);
    let other = repository(&[("别.txt", MASKED)]);
    write(&folder, "夹/好.txt", MASKED);
    let mut run =
        Hegao::new(&folder.path().join("夹"), &["check", "--changed", "--format", "json", "好.txt"]);
    run.command.env("GIT_DIR", other.path().join(".git")).env("GIT_INDEX_FILE", ".git/index");
    assert_eq!(reported(&run.run()), ["好.txt"]);
}

#[test]
fn documents_that_have_not_changed_are_compared_with_and_not_reported() {
    // The copy is in the first document. In a run over all documents, the later one would be
    // reported.
    let folder = repository(&[("甲.txt", "同志们：\n"), ("乙.txt", &format!("要点\n{COPIED}{MASKED}"))]);
    write(&folder, "甲.txt", &format!("同志们：\n{COPIED}"));
    let report = json(&check(&folder, &["--changed", "--format", "json", "甲.txt", "乙.txt"]));
    assert_eq!(report["files"].as_array().unwrap().len(), 1, "{report}");
    let found = &report["files"][0]["diagnostics"];
    assert_eq!(found[0]["rule"], "duplicate/across");
    assert!(found[0]["message"].as_str().unwrap().contains("乙.txt 第 2 行"), "{found}");
}

#[test]
fn an_unchanged_document_that_cannot_be_read_fails_nothing() {
    let folder = repository(&[("稿.txt", "同志们：\n"), ("坏.docx", "PK")]);
    write(&folder, "稿.txt", "各位代表：\n");
    assert_eq!(code(&check(&folder, &["."])), 2);
    assert_eq!(code(&check(&folder, &["--changed", "."])), 0);
}

#[test]
fn only_changed_files_are_mended_and_what_covers_others_is_not_called_unused() {
    let configuration = "[[ignore]]\nrule='placeholder/mask'\nreason='样张'\n";
    let repeated = "一、抓投资。\n二、抓项目。\n二、抓民生。\n";
    let folder = repository(&[("甲.txt", repeated), ("乙.txt", "同志们：\n"), ("hegao.toml", configuration)]);
    write(&folder, "乙.txt", repeated);
    assert!(out(&check(&folder, &["--format", "line", "."])).contains("ignore/unused"));
    let output = check(&folder, &["--changed", "--fix", "--format", "line", "."]);
    assert_eq!((code(&output), out(&output).as_str()), (0, ""), "{}", err(&output));
    assert_eq!(fs::read_to_string(folder.path().join("甲.txt")).unwrap(), repeated);
    assert_ne!(fs::read_to_string(folder.path().join("乙.txt")).unwrap(), repeated);
}

#[test]
fn a_configuration_that_changed_makes_no_document_changed() {
    let folder = repository(&[("稿.txt", MASKED), ("hegao.toml", "lang = \"zh\"\n")]);
    write(&folder, "hegao.toml", "fail-on = \"error\"\n");
    assert_eq!(changed(&folder, &["--changed", "."]).len(), 0);
}

#[test]
fn what_git_cannot_answer_is_refused_with_the_reason() {
    let repository = repository(&[("稿.txt", MASKED)]);
    let outside = folder(&[("稿.txt", MASKED.as_bytes())]);
    let rows: [(&TempDir, &[&str], &str); 8] = [
        (&outside, &["--changed", "稿.txt"], "不在 git 仓库里"),
        (&repository, &["--changed=origin/main...", "."], "没有「origin/main」这个提交"),
        (&repository, &["--changed=nowhere", "."], "没有「nowhere」这个提交"),
        (&repository, &["--changed=--all", "."], "没有「--all」这个提交"),
        (&repository, &["--changed=", "."], "没有「」这个提交"),
        (&repository, &["--changed=HEAD..main", "."], "写一个提交，不能是「HEAD..main」"),
        (&repository, &["--changed=main...topic", "."], "写一个提交，不能是「main...topic」"),
        (&repository, &["--changed", "-"], "标准输入（-）没有历史"),
    ];
    for (folder, arguments, words) in rows {
        let output = check(folder, arguments);
        assert_eq!(code(&output), 2, "{arguments:?}");
        assert!(err(&output).contains(words), "{arguments:?}: {}", err(&output));
        assert_eq!(out(&output), "", "{arguments:?}");
    }
    let mut run = Hegao::new(repository.path(), &["check", "--changed", "."]);
    run.command.env("PATH", repository.path());
    let output = run.run();
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("--changed 要用 git"), "{}", err(&output));
}

#[test]
fn histories_without_a_common_beginning_are_refused() {
    let folder = repository(&[("稿.txt", MASKED)]);
    git(folder.path(), &["checkout", "-q", "--orphan", "lone"]);
    write(&folder, "别.txt", MASKED);
    commit(folder.path());
    let output = check(&folder, &["--changed=main...", "."]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("「main」与 HEAD 没有共同的历史"), "{}", err(&output));
}

#[test]
fn the_baseline_of_the_configuration_holds_for_changed_documents() {
    let files =
        repository(&[("hegao.toml", "baseline = 'b.json'\n"), ("稿.txt", MASKED), ("旧.txt", MASKED)]);
    assert_eq!(code(&Hegao::new(files.path(), &["baseline"]).run()), 0);
    write(&files, "稿.txt", &format!("{MASKED}走访XX家。\n"));
    let run = check(&files, &["--changed", "--format", "line", "."]);
    assert_eq!((code(&run), out(&run).lines().count()), (1, 1), "{}", out(&run));
    assert!(err(&run).contains("基线里已有的 1 处没有报"), "{}", err(&run));
    let all = check(&files, &["--changed", "--no-baseline", "--format", "line", "."]);
    assert_eq!(out(&all).lines().count(), 2, "{}", out(&all));
}

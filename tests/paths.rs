//! From arguments to files: patterns that no shell expanded, and files that git ignores through
//! other lists than `.gitignore`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use std::fs;
use std::path::Path;
use std::process::Command;

use program::{Hegao, check, code, err, folder, json, out};
use tempfile::TempDir;

const MASKED: &[u8] = "完成投资XX亿元。\n".as_bytes();

fn git(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.current_dir(folder).args(arguments).env("GIT_CONFIG_GLOBAL", "/dev/null");
    for role in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{role}_NAME"), "秘书").env(format!("GIT_{role}_EMAIL"), "a@b.example");
    }
    assert!(command.output().unwrap().status.success(), "{arguments:?}");
}

/// Returns the files reported by a run over `path`, with `/`. `home` is the folder of the user's
/// configuration.
fn found(folder: &Path, home: Option<&Path>, path: &str) -> Vec<String> {
    let mut run = Hegao::new(folder, &["check", "--format", "json", path]);
    if let Some(home) = home {
        run.command.env("HOME", home).env("USERPROFILE", home).env_remove("XDG_CONFIG_HOME");
        run.command.env("GIT_CONFIG_GLOBAL", home.join(".gitconfig"));
    }
    let report = json(&run.run());
    let files = report["files"].as_array().unwrap().iter();
    let files = files.filter(|file| file["status"] != "unreadable");
    files.map(|file| file["path"].as_str().unwrap().replace('\\', "/")).collect()
}

/// Creates a repository with these documents and this `info/exclude`.
fn repository(names: &[&str], exclude: &str) -> TempDir {
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (*name, MASKED)).collect();
    let folder = folder(&files);
    git(folder.path(), &["init", "-q", "-b", "main"]);
    fs::write(folder.path().join(".git/info/exclude"), exclude).unwrap();
    folder
}

#[test]
fn what_info_exclude_names_is_passed_over() {
    let names = ["甲.txt", "私/乙.txt", "夹/私/丙.txt", "夹/丁.txt"];
    let folder = repository(&names, "# 只在这台机器上\n/私/\n丁.txt\n");
    assert_eq!(found(folder.path(), None, "."), ["./夹/私/丙.txt", "./甲.txt"]);
    // A folder below the root of the repository. Files named on the command line are always taken.
    assert_eq!(found(folder.path(), None, "夹"), ["夹/私/丙.txt"]);
    assert_eq!(found(folder.path(), None, "夹/丁.txt"), ["夹/丁.txt"]);
}

#[test]
fn the_nearer_list_of_ignored_files_wins() {
    let names = ["甲.txt", "乙.txt", "丙.txt", "夹/甲.txt"];
    let folder = repository(&names, "甲.txt\n!丙.txt\n乙.txt\n");
    fs::write(folder.path().join("夹/.gitignore"), "!甲.txt\n").unwrap();
    let home = TempDir::new().unwrap();
    fs::write(home.path().join(".gitconfig"), "[core]\n\texcludesFile = ~/不查\n").unwrap();
    fs::write(home.path().join("不查"), "丙.txt\n").unwrap();
    assert_eq!(found(folder.path(), Some(home.path()), "."), ["./丙.txt", "./夹/甲.txt"]);
}

#[test]
fn the_list_of_the_user_holds_in_repositories_alone() {
    let folder = repository(&["草稿.txt", "甲.txt", "夹/草稿.txt"], "");
    let home = TempDir::new().unwrap();
    fs::create_dir_all(home.path().join(".config/git")).unwrap();
    fs::write(home.path().join(".config/git/ignore"), "/草稿.txt\n").unwrap();
    assert_eq!(found(folder.path(), Some(home.path()), "."), ["./夹/草稿.txt", "./甲.txt"]);
    assert_eq!(found(folder.path(), None, "."), ["./夹/草稿.txt", "./甲.txt", "./草稿.txt"]);
    fs::write(home.path().join(".gitconfig"), "[core]\n\texcludesfile = ~/没有\n").unwrap();
    assert_eq!(found(folder.path(), Some(home.path()), ".").len(), 3, "another file is named");
    fs::remove_file(home.path().join(".gitconfig")).unwrap();
    fs::remove_dir_all(folder.path().join(".git")).unwrap();
    assert_eq!(found(folder.path(), Some(home.path()), ".").len(), 3, "no repository");
}

#[test]
fn work_trees_and_submodules_have_the_lists_of_their_repositories() {
    let folder = repository(&["正/甲.txt"], "甲.txt\n");
    git(folder.path(), &["add", "-f", "."]);
    git(folder.path(), &["commit", "-q", "-m", "存"]);
    let trees = TempDir::new().unwrap();
    git(folder.path(), &["worktree", "add", "-q", trees.path().join("副").to_str().unwrap()]);
    fs::write(trees.path().join("副/正/乙.txt"), MASKED).unwrap();
    assert!(trees.path().join("副/.git").is_file());
    assert_eq!(found(trees.path(), None, "副"), ["副/正/乙.txt"]);
    // A repository below the walked folder has its own list.
    let outside = TempDir::new().unwrap();
    let inner = outside.path().join("库");
    fs::create_dir(&inner).unwrap();
    git(&inner, &["init", "-q", "--separate-git-dir", outside.path().join("别处").to_str().unwrap()]);
    fs::write(outside.path().join("别处/info/exclude"), "甲.txt\n").unwrap();
    for name in ["甲.txt", "库/甲.txt", "库/乙.txt"] {
        fs::write(outside.path().join(name), MASKED).unwrap();
    }
    assert_eq!(found(outside.path(), None, "."), ["./库/乙.txt", "./甲.txt"]);
}

#[test]
fn a_line_that_is_no_pattern_leaves_the_others_in_force() {
    let folder = repository(&["甲.txt", "乙.txt", "丙.txt"], "{\n甲.txt\n");
    fs::write(folder.path().join(".gitignore"), "{\n乙.txt\n").unwrap();
    assert_eq!(found(folder.path(), None, "."), ["./丙.txt"]);
}

#[test]
fn patterns_are_expanded_where_the_shell_did_not() {
    let files = folder(&[
        ("乙.txt", MASKED),
        ("甲.txt", MASKED),
        ("夹/丙.md", MASKED),
        ("[x].txt", MASKED),
        (".藏.txt", MASKED),
    ]);
    let run = |pattern: &str| found(files.path(), None, pattern);
    assert_eq!(run("*.txt"), ["[x].txt", "乙.txt", "甲.txt"]);
    assert_eq!(run("夹/?.md"), ["夹/丙.md"]);
    assert_eq!(run("[x].txt"), ["[x].txt"]);
    assert_eq!(run("夹*"), ["夹/丙.md"], "a folder is walked");
    assert_eq!(run("**/*.md"), ["夹/丙.md"]);
    let output = check(&files, &["--format", "line", "*.txt", "甲.txt", "--", "*.txt"]);
    assert_eq!(out(&output).matches("甲.txt:").count(), 1, "once each");
    for (arguments, words) in [(["check", "*.docx"], "*.docx"), (["similar", "没有/*.txt"], "没有/*.txt")]
    {
        let output = Hegao::new(files.path(), &arguments).run();
        assert_eq!(code(&output), 2);
        let said = [out(&output), err(&output)].concat();
        assert!(said.contains(words) && said.contains("没有这个文件"), "{said}");
    }
}

#[test]
fn a_command_for_one_document_takes_a_pattern_that_matches_one() {
    let files = folder(&[("乙.txt", MASKED), ("甲.txt", MASKED), ("丙.md", MASKED)]);
    let run = |arguments: &[&str]| Hegao::new(files.path(), arguments).run();
    for command in ["text", "outline"] {
        assert_eq!(code(&run(&[command, "*.md"])), 0, "{command}");
        let several = run(&[command, "*.txt"]);
        assert_eq!(
            (code(&several), err(&several).as_str()),
            (2, "错误：符合 *.txt 的有 2 个；这个命令一次只能处理一份文稿\n")
        );
    }
    let english = run(&["text", "*.txt", "--lang", "en"]);
    assert_eq!(err(&english), "error: *.txt matches 2 names; this command takes one document\n");
    assert_eq!(code(&run(&["annotate", "*.md", "--output", "核.md"])), 0);
    assert!(err(&run(&["text", "*.odt"])).contains("*.odt"));
}

//! `hegao check --changed` in a repository from an untrusted source: git runs none of the programs
//! named in the repository's configuration, and downloads nothing.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use program::{Hegao, code, err, json};
use tempfile::TempDir;

const PLAIN: &str = "同志们：\n";
const MASKED: &str = "完成投资XX亿元。\n";

/// A repository whose configuration names programs, each of which leaves a file in `marks` if it is
/// run.
struct Trap {
    folder: TempDir,
    marks: TempDir,
}

fn git(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.current_dir(folder).args(arguments).env("GIT_CONFIG_GLOBAL", "/dev/null");
    for role in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{role}_NAME"), "秘书").env(format!("GIT_{role}_EMAIL"), "a@b.example");
    }
    command.env("GIT_CONFIG_NOSYSTEM", "1");
    let output = command.output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn commit(folder: &Path) {
    git(folder, &["add", "-A"]);
    git(folder, &["commit", "-q", "-m", "存"]);
}

impl Trap {
    /// Creates a repository with one document, and one with another document inside it. No program
    /// is configured yet.
    fn new() -> Self {
        let (folder, marks) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        let inner = folder.path().join("内");
        fs::create_dir(&inner).unwrap();
        for (place, name) in [(inner.as_path(), "乙.txt"), (folder.path(), "甲.txt")] {
            git(place, &["init", "-q", "-b", "main"]);
            fs::write(place.join(name), PLAIN).unwrap();
            commit(place);
        }
        Self { folder, marks }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Returns a shell command that records that it was run, and acts as a filter.
    fn mark(&self, name: &str) -> String {
        format!("touch '{}'; cat", self.marks.path().join(name).display())
    }

    fn set(&self, place: &str, key: &str, value: &str) {
        git(&self.path(place), &["config", key, value]);
    }

    fn marked(&self) -> Vec<String> {
        let names = fs::read_dir(self.marks.path()).unwrap();
        let mut names: Vec<_> =
            names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// Touches both documents, so that git must examine their content, and checks the changed ones.
    fn check(&self, arguments: &[&str]) -> Output {
        for name in ["甲.txt", "内/乙.txt"] {
            let file = fs::File::options().append(true).open(self.path(name)).unwrap();
            file.set_modified(std::time::UNIX_EPOCH).unwrap();
        }
        let arguments = [&["check", "--format", "json", "--lang", "en", "."], arguments].concat();
        Hegao::new(self.folder.path(), &arguments).run()
    }

    fn changed(&self, arguments: &[&str]) -> Vec<String> {
        let output = self.check(arguments);
        assert_ne!(code(&output), 2, "{}", err(&output));
        let report = json(&output);
        let files = report["files"].as_array().unwrap().iter();
        files.map(|file| file["path"].as_str().unwrap().to_owned()).collect()
    }
}

#[test]
fn programs_that_the_configuration_of_a_repository_names_are_not_run() {
    let trap = Trap::new();
    for place in ["", "内"] {
        let mark = |name: &str| trap.mark(&format!("{place}{name}"));
        for key in [
            "core.fsmonitor", "core.pager", "diff.external", "core.sshCommand", "core.editor",
            "core.askPass", "filter.甲.clean", "filter.甲.smudge", "filter.乙.process", "filter.a.b.clean",
            "diff.图.textconv", "diff.图.command", "alias.diff", "credential.helper",
            "interactive.diffFilter", "gpg.program",
        ] {
            trap.set(place, key, &mark(&key.replace('.', "-")));
        }
        trap.set(place, "filter.甲.required", "true");
        let hooks = trap.path(place).join(".git/hooks");
        fs::create_dir_all(&hooks).unwrap();
        for name in ["post-index-change", "fsmonitor-watchman", "post-checkout", "pre-auto-gc"] {
            let hook = hooks.join(name);
            fs::write(&hook, format!("#!/bin/sh\n{}\n", mark(name))).unwrap();
            fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).unwrap();
        }
        let attributes = trap.path(place).join(".git/info/attributes");
        fs::create_dir_all(attributes.parent().unwrap()).unwrap();
        fs::write(&attributes, "甲.txt filter=甲 diff=图\n乙.txt filter=乙 diff=图\n").unwrap();
    }
    for arguments in [["--changed"], ["--changed=main..."]] {
        let output = trap.check(&arguments);
        assert_eq!(trap.marked(), Vec::<String>::new(), "{arguments:?}");
        assert_ne!(code(&output), 2, "{}", err(&output));
    }
    // The comparison is still correct.
    fs::write(trap.path("甲.txt"), MASKED).unwrap();
    assert_eq!(trap.changed(&["--changed"]), ["./甲.txt"]);
    fs::write(trap.path("内/乙.txt"), MASKED).unwrap();
    assert_eq!(trap.changed(&["--changed"]), ["./内/乙.txt", "./甲.txt"]);
    assert_eq!(trap.marked(), Vec::<String>::new());
}

#[test]
fn filters_of_the_user_are_run_as_git_runs_them() {
    let trap = Trap::new();
    let user = trap.marks.path().join("user");
    fs::write(&user, "[filter \"删\"]\nclean = sed s/XX/9/\n").unwrap();
    fs::write(trap.path(".git/info/attributes"), "甲.txt filter=删\n").unwrap();
    fs::write(trap.path("甲.txt"), MASKED.replace("XX", "9")).unwrap();
    commit(trap.folder.path());
    // After the filter, the content would be unchanged.
    fs::write(trap.path("甲.txt"), MASKED).unwrap();
    let mut run = Hegao::new(trap.folder.path(), &["check", "--changed", "--format", "json", "."]);
    run.command.env("GIT_CONFIG_GLOBAL", &user);
    assert_eq!(json(&run.run())["files"].as_array().unwrap().len(), 0);
    assert_eq!(trap.changed(&["--changed"]), ["./甲.txt"], "without the filter it differs");
}

#[test]
fn a_filter_that_cannot_be_turned_off_is_refused() {
    let trap = Trap::new();
    trap.set("", "filter.a=b.clean", &trap.mark("filter"));
    fs::write(trap.path(".git/info/attributes"), "* filter=a=b\n").unwrap();
    let output = trap.check(&["--changed"]);
    assert_eq!((code(&output), trap.marked()), (2, Vec::new()));
    assert!(
        err(&output).contains("has a filter `a=b`; a name like this cannot be turned off"),
        "{}",
        err(&output)
    );
}

#[test]
fn a_work_tree_that_is_set_to_another_place_is_not_looked_at() {
    let trap = Trap::new();
    let above = trap.folder.path().canonicalize().unwrap();
    for place in [above.parent().unwrap(), above.as_path()] {
        git(&trap.path("内"), &["config", "core.worktree", place.to_str().unwrap()]);
        let output = Hegao::new(&trap.path("内"), &["check", "--changed", "--lang", "en", "乙.txt"]).run();
        assert_eq!(code(&output), 2);
        assert!(err(&output).contains("puts its work tree elsewhere"), "{}", err(&output));
    }
}

#[test]
fn nothing_is_fetched_and_what_a_partial_clone_lacks_is_said() {
    let trap = Trap::new();
    fs::write(trap.path("甲.txt"), MASKED).unwrap();
    commit(trap.folder.path());
    trap.set("", "uploadpack.allowFilter", "true");
    trap.set("", "uploadpack.allowAnySHA1InWant", "true");
    let clones = TempDir::new().unwrap();
    let from = format!("file://{}", trap.folder.path().display());
    git(clones.path(), &["clone", "-q", "--filter=tree:0", &from, "副本"]);
    let clone = clones.path().join("副本");
    let pack = trap.marks.path().join("fetched");
    git(
        &clone,
        &["config", "remote.origin.uploadpack", &format!("touch '{}'; git-upload-pack", pack.display())],
    );
    let output = Hegao::new(&clone, &["check", "--changed=HEAD~1", "--lang", "en", "甲.txt"]).run();
    assert_eq!((code(&output), trap.marked()), (2, Vec::new()));
    assert!(
        err(&output).contains("this clone lacks part of its history, and hegao fetches nothing"),
        "{}",
        err(&output)
    );
    assert_eq!(code(&Hegao::new(&clone, &["check", "--changed", "甲.txt"]).run()), 0);
}

#[test]
fn changes_inside_a_submodule_are_seen_and_links_do_not_lead_in_circles() {
    let trap = Trap::new();
    assert_eq!(trap.changed(&["--changed"]), Vec::<String>::new());
    fs::write(trap.path("内/新.txt"), PLAIN).unwrap();
    assert_eq!(trap.changed(&["--changed"]), ["./内/乙.txt", "./内/新.txt"]);
    fs::remove_file(trap.path("内/新.txt")).unwrap();
    // The index lists a submodule that leads back to the repository itself.
    std::os::unix::fs::symlink("..", trap.path("内/环")).unwrap();
    git(
        &trap.path("内"),
        &["update-index", "--add", "--cacheinfo", &format!("160000,{},环/内", "1".repeat(40))],
    );
    assert_ne!(code(&trap.check(&["--changed"])), 2);
    fs::remove_dir_all(trap.path("内/.git")).unwrap();
    fs::create_dir(trap.path("内/.git")).unwrap();
    assert_eq!(trap.changed(&["--changed"]), ["./内/乙.txt"], "a repository that is broken");
}

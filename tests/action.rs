//! The GitHub Action: runs its steps as shell scripts, and checks its files. In the log, only
//! annotations may act as commands to GitHub's runner; actions are pinned by commit; downloads use
//! TLS. `tests/consumers/workflows.sh` runs the whole action.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap()
}

/// Files in a folder of the project.
fn listed(folder: &str) -> Vec<PathBuf> {
    let mut files: Vec<_> =
        fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

#[test]
fn actions_of_others_are_named_by_commit_with_the_version_beside_it() {
    let mut files = listed(".github/workflows");
    files.extend(["action.yml", "docs/ci.md", "docs/ci.zh-CN.md"].map(|name| root().join(name)));
    let mut count = 0;
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        for line in
            text.lines().filter_map(|line| line.trim().trim_start_matches("- ").strip_prefix("uses: "))
        {
            let is_own = line == "./" || line.starts_with("OWNER/hegao@COMMIT # v");
            let commit = line.split_once('@').map_or("", |(_, commit)| commit);
            let (commit, version) = commit.split_once(" # v").unwrap_or((commit, ""));
            let is_pinned = commit.len() == 40
                && commit.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
                && version.split('.').count() == 3;
            assert!(is_own || is_pinned, "{}: {line}", file.display());
            count += usize::from(is_pinned);
        }
    }
    assert!(count >= 10, "{count} actions found");
}

#[test]
fn what_a_pull_request_brings_is_built_without_the_right_to_write() {
    for file in listed(".github/workflows") {
        let text = fs::read_to_string(&file).unwrap();
        let (head, jobs) = text.split_once("\njobs:\n").unwrap();
        assert!(head.contains("permissions:\n  contents: read"), "{}", file.display());
        if !head.contains("pull_request") {
            continue;
        }
        assert!(!head.contains("pull_request_target"), "{}", file.display());
        let mut written: Vec<String> = Vec::new();
        // The name of a job is indented by two blanks.
        for line in jobs.lines() {
            match line.strip_prefix("  ").filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase())) {
                Some(name) => written.push(name.to_owned()),
                None => written.last_mut().into_iter().for_each(|job| *job += &format!("\n{line}")),
            }
        }
        for job in written.iter().filter(|job| job.contains(": write")) {
            assert!(job.contains("if: github.event_name == 'push' && github.ref_name =="), "{job}");
        }
    }
}

#[test]
fn what_is_fetched_comes_by_tls() {
    let files = [".github/action/install.sh", ".github/examples/gitlab-ci.yml"];
    for name in files {
        let text = read(name);
        let calls = text.lines().filter(|line| line.contains("curl -") || line.contains("wget "));
        let mut count = 0;
        for call in calls {
            assert!(call.contains("curl --proto '=https' --tlsv1.2 "), "{name}: {call}");
            count += 1;
        }
        assert!(count > 0, "{name} fetches nothing");
    }
}

#[cfg(unix)]
mod steps {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;
    use std::process::{Command, Output};

    use tempfile::TempDir;

    /// Returns the lines of a log that GitHub's runner treats as commands: those that begin with
    /// `::` after optional blanks, and those that contain `##[`. Between `stop-commands` and its
    /// token, no line is a command.
    fn obeyed(log: &str) -> Vec<String> {
        let mut obeyed = Vec::new();
        let mut token: Option<String> = None;
        for line in log.lines() {
            let command = line.trim_start().strip_prefix("::").and_then(|rest| rest.split_once("::"));
            match (&token, command) {
                (Some(stopped), Some((name, _))) if name == stopped => token = None,
                (None, Some(("stop-commands", word))) => token = Some(word.to_owned()),
                (None, Some((name, _))) => obeyed.push(name.split(' ').next().unwrap().to_owned()),
                (None, None) if line.contains("##[") => obeyed.push(line.to_owned()),
                _ => {}
            }
        }
        assert_eq!(token, None, "commands are stopped for good: {log}");
        obeyed
    }

    fn tokens(log: &str) -> Vec<&str> {
        log.lines().filter_map(|line| line.strip_prefix("::stop-commands::")).collect()
    }

    /// Creates an executable script called `name`, which the step finds on its path.
    fn program(folder: &Path, name: &str, script: &str) {
        let path = folder.join(name);
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// Runs the step that checks documents, with the script `hegao` in place of the program.
    fn check(hegao: &str, inputs: &[(&str, &str)]) -> (Output, String) {
        let job = TempDir::new().unwrap();
        program(job.path(), "hegao", hegao);
        let path = std::env::join_paths(
            [job.path().to_owned()]
                .into_iter()
                .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
        );
        let mut command = Command::new("bash");
        command.arg(super::root().join(".github/action/check.sh")).current_dir(job.path());
        command.env("PATH", path.unwrap()).env("RUNNER_TEMP", job.path());
        command.env("GITHUB_OUTPUT", job.path().join("output")).envs(inputs.iter().copied());
        let output = command.output().unwrap();
        let log = String::from_utf8(output.stdout.clone()).unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "nothing goes around the token");
        let left = fs::read_dir(job.path())
            .unwrap()
            .filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().starts_with("hegao-said"));
        assert_eq!(left.count(), 0, "what was said is not left behind");
        (output, log)
    }

    const HOSTILE: &str = "echo 'a ##[error]b' >&2; printf ' ::error::c\\n::warning::no end' >&2; exit 1";

    #[test]
    fn standard_error_is_printed_while_the_runner_obeys_nothing() {
        for annotations in ["true", "false", ""] {
            let script = format!("echo '::notice file=a::b'; {HOSTILE}");
            let (output, log) = check(&script, &[("HEGAO_ANNOTATIONS", annotations)]);
            assert_eq!(output.status.code(), Some(1));
            assert!(log.contains("##[error]b") && log.contains("no end"), "{log}");
            let is_annotated = annotations != "false";
            let wanted: &[&str] = if is_annotated { &["notice"] } else { &[] };
            assert_eq!(obeyed(&log), wanted, "{annotations}: {log}");
            assert!(
                log.find("::notice").unwrap() < log.find("##[error]b").unwrap(),
                "the report comes first: {log}"
            );
        }
    }

    #[test]
    fn another_format_or_a_diff_is_printed_while_the_runner_obeys_nothing() {
        for options in ["--diff", "--format line", "--format=pretty", "-o -"] {
            let (_, log) = check("echo ' ::error::x'", &[("HEGAO_ARGS", options)]);
            assert_eq!(obeyed(&log), Vec::<String>::new(), "{options}: {log}");
        }
    }

    #[test]
    fn the_token_is_long_random_and_unknown_to_the_program() {
        let script = "env >&2; cat \"/proc/$PPID/cmdline\" >&2 2>/dev/null; echo '::stop-commands::a'";
        let (_, first) = check(script, &[("HEGAO_ANNOTATIONS", "false")]);
        let (_, second) = check(script, &[("HEGAO_ANNOTATIONS", "false")]);
        let all: Vec<&str> =
            [tokens(&first), tokens(&second)].concat().into_iter().filter(|token| *token != "a").collect();
        assert_eq!(all.len(), 4, "{first}");
        for token in &all {
            assert!(token.len() == 32 && token.bytes().all(|byte| byte.is_ascii_hexdigit()), "{token}");
            let place = all.iter().filter(|other| other == &token).count();
            assert_eq!(place, 1, "each is used once");
            let said = first.lines().chain(second.lines()).filter(|line| line.contains(token));
            assert_eq!(said.count(), 2, "the program has not seen it");
        }
    }

    #[test]
    fn what_fails_before_the_check_is_said_too() {
        let inputs =
            [("HEGAO_CHANGED", "true"), ("GITHUB_BASE_REF", "main"), ("GIT_CEILING_DIRECTORIES", "/")];
        let (output, log) = check("exit 0", &inputs);
        assert_ne!(output.status.code(), Some(0));
        assert!(log.contains("not a git repository"), "{log}");
        assert_eq!(obeyed(&log), Vec::<String>::new());
    }

    /// Runs the program itself on files whose names are commands of the runner.
    #[test]
    fn names_of_files_are_not_obeyed_in_any_mode() {
        let folder = TempDir::new().unwrap();
        for name in
            ["a\n::error file=README.md,line=1::PWNED.txt", "##[stop-commands]x.txt", "::debug::y.txt"]
        {
            fs::write(folder.path().join(name), "").unwrap();
        }
        fs::write(folder.path().join("b.txt"), "完成XX亿元 ##[error]z\n").unwrap();
        let script =
            format!("cd '{}' && exec '{}' \"$@\"", folder.path().display(), env!("CARGO_BIN_EXE_hegao"));
        for (annotations, wanted) in [("true", ["error"].as_slice()), ("false", &[])] {
            let inputs =
                [("HEGAO_ANNOTATIONS", annotations), ("HEGAO_PATHS", "."), ("GITHUB_STEP_SUMMARY", "")];
            let (output, log) = check(&script, &inputs);
            assert_eq!(output.status.code(), Some(1), "{log}");
            assert_eq!(obeyed(&log), wanted, "{log}");
            assert!(log.contains("PWNED"), "{log}");
        }
    }
}

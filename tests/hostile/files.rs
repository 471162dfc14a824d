//! Hostile input: files that never end, that change during a run, or that the user may not read.

use std::fs;
use std::io::Write;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::thread;

use tempfile::TempDir;

use crate::program::{code, folder, json, out};
use crate::run::{GOOD, check, ended, hegao};

/// Id of an unprivileged user.
const NOBODY: u32 = 65_534;

/// Runs the program as a user who is subject to file permissions: if the tests run as root, the
/// privileges are dropped first. The program is copied to a folder in which any user may run it.
pub(crate) fn bound(files: &TempDir, arguments: &[&str]) -> Output {
    let is_root = files.path().metadata().unwrap().uid() == 0;
    let mut command = hegao(files.path(), arguments);
    if is_root {
        let program = PathBuf::from(env!("CARGO_BIN_EXE_hegao"));
        let copy = files.path().join(".bin");
        if !copy.exists() {
            fs::copy(&program, &copy).unwrap();
            fs::set_permissions(&copy, fs::Permissions::from_mode(0o755)).unwrap();
        }
        let mode = files.path().metadata().unwrap().mode();
        fs::set_permissions(files.path(), fs::Permissions::from_mode(mode | 0o055)).unwrap();
        command = Command::new(&copy);
        command.args(arguments).current_dir(files.path()).uid(NOBODY).gid(NOBODY);
        for name in ["LC_ALL", "LC_MESSAGES", "LANG", "HOME"] {
            command.env_remove(name);
        }
    }
    ended(command)
}

fn forbid(path: &Path) {
    fs::set_permissions(path, fs::Permissions::from_mode(0o000)).unwrap();
}

#[test]
fn a_device_that_never_ends_is_read_to_the_limit() {
    let files = folder(&[GOOD]);
    let output = check(&files, &["/dev/zero", GOOD.0, "--max-file-size", "4M", "--format", "json"]);
    let report = json(&output);
    assert_eq!((code(&output), &report["files"][0]["error"]["kind"]), (2, &"too-large".into()));
    assert!(report["files"][1]["diagnostics"].is_array());
    for command in ["text", "outline", "similar"] {
        let mut run = hegao(files.path(), &[command, "/dev/zero", "--max-file-size", "1M"]);
        run.arg("--lang=en");
        let output = ended(run);
        assert_eq!(code(&output), 2, "{command}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("larger than 1M"), "{command}");
    }
}

#[test]
fn a_pipe_named_outright_is_read_and_one_without_end_is_not() {
    let files = folder(&[]);
    let pipe = files.path().join("管.txt");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let writer = {
        let pipe = pipe.clone();
        thread::spawn(move || fs::write(pipe, GOOD.1).unwrap())
    };
    assert_eq!(code(&check(&files, &["管.txt"])), 1);
    writer.join().unwrap();
    let writer = thread::spawn(move || {
        let mut pipe = fs::File::options().write(true).open(pipe).unwrap();
        // Continues until the pipe is closed at the other end.
        (0..).map(|_| pipe.write_all(&[b'\n'; 4096])).find_map(Result::err)
    });
    let output = check(&files, &["管.txt", "--max-file-size", "1M", "--format", "line"]);
    assert!(code(&output) == 2 && out(&output).contains("too-large"), "{}", out(&output));
    assert!(writer.join().unwrap().is_some(), "no more than the limit was read");
}

#[test]
fn what_a_shell_substitutes_is_read() {
    let files = folder(&[GOOD]);
    // /bin/sh may not support `<(…)`, so a descriptor is passed, as that does.
    let mut command = Command::new("sh");
    command.arg("-c").arg("\"$0\" check --lang en /dev/fd/3 3<<'E'\n共XX户。\nE\n");
    command.arg(env!("CARGO_BIN_EXE_hegao")).current_dir(files.path());
    assert_eq!(code(&ended(command)), 1);
}

/// A document is read before its configuration. A script that replaces a converter changes files in
/// the middle of a run.
#[test]
fn a_file_that_vanishes_or_changes_meanwhile_is_answered() {
    let files =
        folder(&[("一.pdf", b"%PDF-1.7"), ("二.txt", "截止3月底。\n".as_bytes()), GOOD, ("bin/.keep", b"")]);
    let program = files.path().join("bin/pdftotext");
    let run = |script: &str| {
        fs::write(files.path().join("二.txt"), "截止3月底。\n").unwrap();
        fs::write(&program, format!("#!/bin/sh\n{script}\nprintf '共XX户。\\n' > \"$6\"\n")).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        // One thread, so that the first file is finished before the second begins.
        let arguments = [
            "check", "一.pdf", "二.txt", GOOD.0, "--fix", "--jobs", "1", "--format", "json", "--today", "off",
        ];
        let mut command = hegao(files.path(), &arguments);
        let path = std::env::var("PATH").unwrap();
        command.env("PATH", format!("{}:{path}", files.path().join("bin").display()));
        command.env_remove("XDG_CACHE_HOME").env("HOME", files.path().join("nowhere"));
        fs::remove_dir_all(files.path().join("nowhere")).ok();
        json(&ended(command))
    };
    let report = run("rm 二.txt");
    assert_eq!(report["files"][1]["error"]["kind"], "not-found", "{report}");
    assert!(report["files"][2]["diagnostics"].is_array());
    let report = run("rm 二.txt; mkdir 二.txt");
    assert_eq!(report["files"][1]["error"]["kind"], "unreadable", "{report}");
    fs::remove_dir(files.path().join("二.txt")).unwrap();
    let report = run("printf '一、甲\\n' > 二.txt");
    assert_eq!(report["files"][1]["diagnostics"], serde_json::json!([]), "what is there is read: {report}");
    let report = run("rm 二.txt 好.txt");
    assert_eq!(report["summary"]["unreadable"], 2, "{report}");
}

#[test]
fn what_may_not_be_read_is_said_and_the_rest_is_checked() {
    let files = folder(&[("密.txt", GOOD.1), ("密/稿.txt", GOOD.1), GOOD]);
    forbid(&files.path().join("密.txt"));
    forbid(&files.path().join("密"));
    let output = bound(&files, &["check", ".", "--format", "json"]);
    let report = json(&output);
    let of = |name: &str| {
        let files = report["files"].as_array().unwrap();
        files.iter().find(|file| file["path"] == name).unwrap_or_else(|| panic!("{name}: {report}")).clone()
    };
    assert_eq!(of("./密.txt")["error"]["kind"], "unreadable");
    assert_eq!(of("./密")["error"]["kind"], "unreadable");
    assert!(of("./好.txt")["diagnostics"].is_array() && code(&output) == 2);
    fs::set_permissions(files.path().join("密"), fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn settings_that_may_not_be_read_stop_the_run() {
    let files = folder(&[GOOD, ("hegao.toml", b""), ("基线.json", b"{}"), ("规/甲.toml", b"")]);
    forbid(&files.path().join("基线.json"));
    forbid(&files.path().join("规/甲.toml"));
    for arguments in [&["check", ".", "--baseline", "基线.json"][..], &["check", ".", "--pack", "规"]] {
        assert_eq!(code(&bound(&files, arguments)), 2, "{arguments:?}");
    }
    forbid(&files.path().join("hegao.toml"));
    let output = bound(&files, &["check", "."]);
    assert!(code(&output) == 2 && output.stdout.is_empty(), "{output:?}");
}

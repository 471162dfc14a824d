//! Full disks and read-only folders: old files are kept, and no half-written file is left.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::files::bound;
use crate::program::package::{Docx, paragraph};
use crate::program::{code, err, folder};
use crate::run::{check, ended};

/// Number of repetitions that makes every output larger than the disk.
const LONG: usize = 40_000;
const CONFIG: &str = "# 配置\n";

fn office() -> TempDir {
    let text = "截止3月底，完成投资XX亿元。\n".repeat(LONG / 40);
    let docx = Docx::new(&paragraph(&text)).build();
    let long = format!("# {}\n", "注".repeat(LONG));
    folder(&[
        ("稿.txt", text.as_bytes()),
        ("稿.docx", &docx),
        ("hegao.toml", (CONFIG.to_owned() + &long).as_bytes()),
    ])
}

/// Returns names and contents of all files in the folder.
fn state(files: &TempDir) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(files.path()).unwrap().map(|entry| entry.unwrap());
    let mut state: Vec<_> = entries
        .filter(|entry| entry.file_name() != ".bin")
        .map(|entry| {
            (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).unwrap_or_default())
        })
        .collect();
    state.sort();
    state
}

/// Runs the program with a limit of a few KiB for each written file, as on a full disk. The signal
/// for exceeding it is ignored.
fn on_a_full_disk(files: &TempDir, arguments: &[&str]) -> Output {
    let mut command = Command::new("sh");
    command.arg("-c").arg("trap '' XFSZ; ulimit -f 4; exec \"$0\" \"$@\"").arg(env!("CARGO_BIN_EXE_hegao"));
    command.args(arguments).current_dir(files.path()).env("LANG", "C");
    ended(command)
}

const WRITING: [&[&str]; 8] = [
    &["check", "稿.txt", "--today", "off", "--fix"],
    &["check", "稿.txt", "--format", "json", "-o", "报告.json"],
    &["check", "稿.txt", "--format", "line", "-o", "好.txt", "--report", "sarif=报告.sarif"],
    &["annotate", "稿.docx", "-o", "副本.docx"],
    &["annotate", "稿.docx", "--in-place"],
    &["annotate", "稿.txt", "-o", "副本.txt"],
    &["baseline", "稿.txt", "-o", "基线.json"],
    &["ignore", "稿.txt:1", "placeholder/mask", "--reason", "甲"],
];

#[test]
fn a_full_disk_loses_nothing_and_leaves_nothing() {
    let files = office();
    let before = state(&files);
    for arguments in WRITING {
        let output = on_a_full_disk(&files, arguments);
        assert_eq!(code(&output), 2, "{arguments:?}: {}", err(&output));
        assert!(!output.stderr.is_empty() || !output.stdout.is_empty(), "{arguments:?}");
        assert!(state(&files) == before, "{arguments:?}: {:?}", names(&files));
    }
}

fn names(files: &TempDir) -> Vec<String> {
    state(files).into_iter().map(|(name, _)| name).collect()
}

#[test]
fn a_new_configuration_is_written_whole_or_not_at_all() {
    let files = folder(&[("稿.txt", "完成投资XX亿元。\n".as_bytes())]);
    let full = |arguments: &[&str]| {
        let mut command = Command::new("sh");
        command
            .arg("-c")
            .arg("trap '' XFSZ; ulimit -f 0; exec \"$0\" \"$@\"")
            .arg(env!("CARGO_BIN_EXE_hegao"));
        command.args(arguments).current_dir(files.path());
        code(&ended(command))
    };
    // The standard streams of a run are pipes, which have no such limit.
    assert_eq!(full(&["init"]), 2);
    assert_eq!(full(&["ignore", "稿.txt:1", "placeholder", "--reason", "甲"]), 2);
    assert_eq!(names(&files), ["稿.txt"]);
}

#[test]
#[cfg(target_os = "linux")]
fn a_device_that_is_full_is_said_to_be() {
    let files = office();
    for arguments in [
        &["稿.txt", "-o", "/dev/full"][..],
        &["稿.txt", "--report", "sarif=/dev/full"],
        &["稿.txt", "--report", "line=/dev/full", "-o", "报告.txt"],
    ] {
        let output = check(&files, arguments);
        assert!(code(&output) == 2 && err(&output).contains("/dev/full"), "{arguments:?}: {}", err(&output));
    }
    for arguments in [
        &["check", "稿.txt"][..],
        &["text", "稿.txt"],
        &["rules"],
        &["man"],
        &["schema", "report"],
        &["--help"],
    ] {
        let mut command = Command::new("sh");
        command.arg("-c").arg("\"$0\" \"$@\" > /dev/full").arg(env!("CARGO_BIN_EXE_hegao"));
        command.args(arguments).current_dir(files.path());
        assert_eq!(code(&ended(command)), 2, "{arguments:?}");
    }
}

#[test]
fn a_folder_that_takes_nothing_keeps_what_it_has() {
    let files = office();
    let before = state(&files);
    // Copies the program into the folder while it is still writable.
    assert_eq!(code(&bound(&files, &["--version"])), 0);
    fs::set_permissions(files.path(), fs::Permissions::from_mode(0o555)).unwrap();
    for arguments in WRITING {
        let output = bound(&files, arguments);
        assert_eq!(code(&output), 2, "{arguments:?}: {}", err(&output));
        assert!(state(&files) == before, "{arguments:?}: {:?}", names(&files));
    }
    fs::set_permissions(files.path(), fs::Permissions::from_mode(0o755)).unwrap();
}

/// Replacing a file needs no write access to it, only to its folder.
#[test]
fn a_write_protected_document_is_left_alone_and_not_counted() {
    let text = "截止3月底完成。\n";
    let files = folder(&[("锁.txt", text.as_bytes()), ("开.txt", text.as_bytes())]);
    let mode = |name: &str, mode| {
        fs::set_permissions(files.path().join(name), fs::Permissions::from_mode(mode)).unwrap();
    };
    mode("", 0o777);
    mode("锁.txt", 0o444);
    mode("开.txt", 0o666);
    let output = bound(&files, &["check", "锁.txt", "开.txt", "--fix", "--today", "off", "--lang", "en"]);
    assert!(code(&output) == 2 && err(&output).contains("1 fixed"), "{}", err(&output));
    let read = |name: &str| fs::read_to_string(files.path().join(name)).unwrap();
    assert_eq!((read("锁.txt").as_str(), read("开.txt").as_str()), (text, "截至3月底完成。\n"));
}

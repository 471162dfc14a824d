//! Hostile input: unnatural file names. The files are read, and the names do not control a
//! terminal.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::process::Command;

use tempfile::TempDir;

use crate::program::{code, folder, json};
use crate::run::{GOOD, check, ended, hegao};

const BLANK: &str = "完成投资XX亿元。\n";
/// Name with control codes that clear the screen and set the window title.
const ESCAPE: &str = "红\u{1b}[2J\u{1b}]0;题\u{7}.txt";

#[test]
fn any_name_is_read() {
    let names =
        ["甲\n乙.txt", ESCAPE, "引\"号'`$(x).txt", "-甲.txt", "--fix.txt", "空 格\t.txt", "右\u{202e}.txt"];
    let files = folder(&names.map(|name| (name, BLANK.as_bytes())));
    // macOS does not allow such a name.
    let odd = files.path().join(OsStr::from_bytes(b"\xff\xfe\x80.txt"));
    let is_taken = fs::write(&odd, BLANK).is_ok();
    let report = json(&check(&files, &[".", "--format", "json"]));
    assert_eq!(report["summary"]["error"], names.len() + usize::from(is_taken), "{report}");
    assert_eq!(report["summary"]["unreadable"], 0);
    for name in names.iter().filter(|name| name.starts_with('-')) {
        assert_eq!(code(&check(&files, &["--format", "line", "--", name])), 1, "{name}");
    }
    if is_taken {
        let mut command = hegao(files.path(), &["check"]);
        command.arg(odd.file_name().unwrap());
        assert_eq!(code(&ended(command)), 1);
    }
}

/// Tests the output of every command on both streams, with and without colours.
#[test]
fn a_terminal_is_sent_no_control_character_of_a_name() {
    let broken = ESCAPE.replace("txt", "docx");
    let empty = format!("空{ESCAPE}");
    let missing = format!("没有{ESCAPE}");
    let files = folder(&[(ESCAPE, BLANK.as_bytes()), (&broken, b"PK"), (&empty, b"")]);
    let runs: [&[&str]; 14] = [
        &["check", ".", &missing],
        &["check", ".", &missing, "--lang", "en"],
        &["check", ".", "--format", "line", "--max-findings", "1"],
        &["check", ".", "--format", "github"],
        &["check", ".", "--format", "markdown"],
        &["check", ".", "--format", "checkstyle"],
        &["check", ".", "--diff", "--unsafe-fixes"],
        &["check", ESCAPE, "--output", &format!("没有/{ESCAPE}")],
        &["check", ESCAPE, "--select", ESCAPE],
        &["check", ESCAPE, "--baseline", &missing],
        &["annotate", ESCAPE, "--output", &format!("副{ESCAPE}")],
        &["text", &broken],
        &["similar", "."],
        &["ignore", &format!("{ESCAPE}:1"), "numbering", "--reason", "甲"],
    ];
    for arguments in runs {
        let output = ended(hegao(files.path(), arguments));
        let all = [output.stdout, output.stderr].concat();
        let wild = String::from_utf8_lossy(&all).chars().find(|c| c.is_control() && *c != '\n');
        assert_eq!(wild, None, "{arguments:?}: {}", String::from_utf8_lossy(&all).escape_debug());
    }
}

#[test]
fn a_configuration_is_drawn_without_its_control_characters() {
    let files = folder(&[GOOD, ("hegao.toml", b"'\x1b[2J\xc2\x9b' = 1\n# \x1b]0;a\x07\n")]);
    let output = check(&files, &["."]);
    let complaint = String::from_utf8(output.stderr.clone()).unwrap();
    assert!(code(&output) == 2 && complaint.contains("hegao.toml:2:3"), "{complaint}");
    assert!(!complaint.chars().any(|c| c.is_control() && c != '\n'), "{}", complaint.escape_debug());
}

/// Creates a folder with one document, and with every other kind of file that a name may lead to.
fn tree() -> TempDir {
    let files = folder(&[GOOD, ("下/.keep", b"")]);
    let link = |target: &str, name: &str| symlink(target, files.path().join(name)).unwrap();
    link(".", "圈.txt");
    link("..", "下/上");
    link("己.txt", "己.txt");
    link("无.txt", "断.txt");
    link("/dev/zero", "零.txt");
    link("/dev/tty", "端.txt");
    assert!(Command::new("mkfifo").arg(files.path().join("管.txt")).status().unwrap().success());
    files
}

#[test]
fn walking_opens_no_pipe_no_device_and_no_ring_of_links() {
    let files = tree();
    let socket = std::os::unix::net::UnixListener::bind(files.path().join("座.txt")).unwrap();
    let report = json(&check(&files, &[".", "--format", "json"]));
    assert_eq!(report["files"].as_array().unwrap().len(), 1, "{report}");
    assert_eq!(report["files"][0]["path"], format!("./{}", GOOD.0));
    // The same if the configuration includes everything.
    fs::write(files.path().join("hegao.toml"), "include = ['**']\n").unwrap();
    let report = json(&check(&files, &[".", "--format", "json"]));
    let paths: Vec<&str> =
        report["files"].as_array().unwrap().iter().filter_map(|file| file["path"].as_str()).collect();
    assert!(
        !paths.iter().any(|path| ["零", "管", "座", "端"].iter().any(|name| path.contains(name))),
        "{paths:?}"
    );
    drop(socket);
}

#[test]
fn what_leads_nowhere_is_said_where_it_is_named() {
    let files = tree();
    let report = json(&check(&files, &["己.txt", "断.txt", GOOD.0, "--format", "json"]));
    let kind = |index: usize| report["files"][index]["error"]["kind"].as_str().map(str::to_owned);
    assert_eq!(
        (kind(0).as_deref(), kind(1).as_deref(), kind(2)),
        (Some("unreadable"), Some("not-found"), None)
    );
}

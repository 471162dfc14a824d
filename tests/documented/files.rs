//! Creates the files that a command line in the documentation needs, by their names: documents by
//! extension, folders, configurations, baselines, packs, and a repository if git is involved.

use std::fs;
use std::path::Path;
use std::process::Command;

use hegao::registry::Registry;

use crate::pages::commands;
use crate::program::package::{Docx, paragraph};
use crate::program::{Hegao, code, err, out};
use crate::root;

/// Text of the created documents. It has findings, some of which can be fixed.
const TEXT: &str =
    "关于春季造林的讲话\n\n一、栽得下\n\n截止3月底完成投资XX亿元。\n\n二、管得住\n\n四、用得好\n";
/// File extensions of documents.
const DOCUMENTS: [&str; 9] = ["txt", "md", "html", "docx", "odt", "ofd", "rtf", "doc", "pdf"];
/// Commands that read documents. Their arguments without an extension are folders.
const READERS: [&str; 6] = ["check", "annotate", "baseline", "similar", "text", "outline"];
/// Options whose value is a file that the command writes.
const WRITTEN: [&str; 3] = ["-o", "--output", "--report"];

/// Returns the options of a command, each with the placeholder of its value, as listed in its help.
pub(crate) fn options(command: &str) -> Vec<(String, Option<String>)> {
    let output = Hegao::new(root(), &[command, "--help", "--lang", "en"]).run();
    assert_eq!(code(&output), 0, "`hegao {command}` is no command: {}", err(&output));
    let option = regex::Regex::new(r"(?m)^ +(?:(-[a-z]), )?(--[a-z-]+)(?:[ \[]?=?<([^>]+)>)?").unwrap();
    let mut options = Vec::new();
    for found in option.captures_iter(&out(&output)) {
        let value = found.get(3).map(|value| value.as_str().to_owned());
        let names = [found.get(1), found.get(2)].into_iter().flatten();
        options.extend(names.map(|name| (name.as_str().to_owned(), value.clone())));
    }
    assert!(options.iter().any(|(name, _)| name == "--help"), "no options are found: {}", out(&output));
    options
}

/// Returns the input of a language server session that only initializes and exits.
pub(crate) fn session() -> String {
    let bodies = [
        r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#,
        r#"{"jsonrpc":"2.0","method":"initialized","params":{}}"#,
        r#"{"jsonrpc":"2.0","id":2,"method":"shutdown"}"#,
        r#"{"jsonrpc":"2.0","method":"exit"}"#,
    ];
    bodies.map(|body| format!("Content-Length: {}\r\n\r\n{body}", body.len())).concat()
}

/// Creates everything that a command line needs, in `folder`.
pub(crate) fn made_up(words: &[String], folder: &Path) {
    let (command, behind) = command(words);
    let known = options(command);
    // Files that exist in every folder.
    document(&folder.join("稿.txt"), TEXT);
    stand_ins(folder);
    let (mut positional, mut packs, mut revision) = (Vec::new(), Vec::new(), None);
    let mut rest = behind.iter();
    while let Some(word) = rest.next() {
        let (name, inline) =
            word.split_once('=').map_or((word.as_str(), None), |(name, value)| (name, Some(value)));
        if name == "--changed" {
            revision = Some(inline.unwrap_or("HEAD"));
            continue;
        }
        if !name.starts_with('-') || name == "-" {
            positional.push(word.as_str());
            continue;
        }
        let value_name = known.iter().find(|(known, _)| known == name).and_then(|(_, value)| value.clone());
        let Some(value_name) = value_name else { continue };
        let Some(value) = inline.or_else(|| rest.next().map(String::as_str)) else { continue };
        match (name, value_name.as_str()) {
            (written, _) if WRITTEN.contains(&written) => {}
            ("--baseline", _) => baseline(folder, value),
            ("--pack", _) => packs.push(value),
            ("--config", _) => write(folder, value, "fail-on = \"error\"\n"),
            (_, "FILE" | "PATH" | "DIR" | "OLD") => input(folder, value, command),
            _ => {}
        }
    }
    match (command, positional.as_slice()) {
        ("ignore", [place, rule, ..]) => finding_at(folder, place, rule),
        ("explain", [rule, ..]) => pack_with(folder, packs.first(), rule),
        ("rules", paths) => paths.iter().for_each(|path| pack(folder, path)),
        (_, names) => names.iter().for_each(|name| input(folder, name, command)),
    }
    packs.iter().for_each(|path| pack(folder, path));
    if words.iter().any(|word| word == "--prune") {
        baseline(folder, "hegao-baseline.json");
    }
    if let Some(revision) = revision {
        repository(folder, revision);
    }
}

/// Splits a line into its command and arguments. Without a command name, the arguments belong to
/// `check`.
pub(crate) fn command(words: &[String]) -> (&str, &[String]) {
    match words.get(1).map(String::as_str) {
        Some("help") | None => ("check", &[]),
        Some(word) if word.starts_with('-') || word.contains('.') => ("check", &words[1..]),
        Some(command) => (command, &words[2..]),
    }
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Creates a document, or a folder with two similar documents.
fn input(folder: &Path, name: &str, command: &str) {
    let path = folder.join(name);
    if name == "-" || path.exists() {
        return;
    }
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending {
        Some(_) if name.contains(['*', '?']) => {
            document(&folder.join(name.replace("**/", "").replace(['*', '?'], "稿")), TEXT);
        }
        Some(ending) if DOCUMENTS.contains(&ending.as_str()) || ending == "wps" => document(&path, TEXT),
        Some(ending) if ending == "toml" => write(folder, name, "fail-on = \"error\"\n"),
        Some(ending) if ending == "json" => baseline(folder, name),
        Some(ending) => panic!("nothing is made up for .{ending} ({name})"),
        None if READERS.contains(&command) => {
            document(&path.join("甲.txt"), TEXT);
            document(&path.join("乙.txt"), &format!("{TEXT}再多一段。\n"));
        }
        None => {}
    }
}

fn document(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
    let paragraphs = lines.iter().map(|line| paragraph(line)).collect::<String>();
    let bytes = match path.extension().and_then(|ending| ending.to_str()) {
        Some("docx") => Docx::new(&paragraphs).build(),
        Some("html") => lines.iter().map(|line| format!("<p>{line}</p>\n")).collect::<String>().into_bytes(),
        Some("rtf") => rtf(&lines),
        Some("doc" | "wps") => [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &[0; 504]].concat(),
        Some("pdf") => b"%PDF-1.7\n".to_vec(),
        Some(ending @ ("odt" | "ofd")) => panic!("nothing is made up for .{ending} yet"),
        _ => text.as_bytes().to_vec(),
    };
    fs::write(path, bytes).unwrap();
}

fn rtf(lines: &[&str]) -> Vec<u8> {
    let escaped = |c: char| match u32::from(c) {
        code @ ..128 => char::from_u32(code).map(String::from).unwrap_or_default(),
        code => format!("\\u{}?", if code > 0x7FFF { i64::from(code) - 0x10000 } else { i64::from(code) }),
    };
    let text = lines.iter().map(|line| format!("{}\\par\n", line.chars().map(escaped).collect::<String>()));
    format!("{{\\rtf1\\ansi\n{}}}", text.collect::<String>()).into_bytes()
}

/// Creates scripts that replace the conversion programs, which may not be installed.
#[cfg(unix)]
fn stand_ins(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let programs = folder.join(".stand-ins");
    document(&programs.join("made.docx"), TEXT);
    write(&programs, "made.txt", TEXT);
    let soffice = "while [ $# -gt 1 ]; do [ \"$1\" = --outdir ] && out=\"$2\"; shift; done\ncp \"${0%/*}/made.docx\" \"$out/input.docx\"";
    let pdftotext = "for last; do :; done\ncp \"${0%/*}/made.txt\" \"$last\"";
    for (name, script) in [("soffice", soffice), ("pdftotext", pdftotext), ("xdg-open", "[ -f \"$1\" ]")] {
        write(&programs, name, &format!("#!/bin/sh\n{script}\n"));
        fs::set_permissions(programs.join(name), fs::Permissions::from_mode(0o755)).unwrap();
    }
}

#[cfg(not(unix))]
fn stand_ins(_: &Path) {}

/// Creates a baseline for another document, so that findings in this one are still reported.
fn baseline(folder: &Path, name: &str) {
    let output = Hegao::new(folder, &["baseline", "稿.txt", "--output", name]).run();
    assert_eq!(code(&output), 0, "{}", err(&output));
}

/// Creates a document with a finding of the rule in the line that `place` names: `讲话/纪要.docx:12` is
/// line 12 of a document.
fn finding_at(folder: &Path, place: &str, rule: &str) {
    let (name, line) = place.rsplit_once(':').unwrap();
    let registry = Registry::built_in();
    let rule = registry.rule(rule).unwrap();
    let bad = registry.examples(rule).unwrap().bad.swap_remove(0).text;
    let lines: Vec<&str> = bad.lines().filter(|line| !line.is_empty()).collect();
    let marked = lines.iter().position(|line| line.contains('⟦')).unwrap();
    let before = line.parse::<usize>().unwrap() - 1 - marked;
    let mut text: String = (0..before).map(|number| format!("会议议题{number}已经通过。\n")).collect();
    lines.iter().for_each(|line| text += &(line.replace(['⟦', '⟧'], "") + "\n"));
    document(&folder.join(name), &text);
}

/// Creates a pack with one rule. If `path` has an extension, it is the path of a file in the pack.
fn pack(folder: &Path, path: &str) {
    let file = if path.ends_with(".toml") {
        path.to_owned()
    } else {
        format!("{}/用词/旧称.toml", path.trim_end_matches('/'))
    };
    rule(folder, &file);
}

/// Creates a pack that contains the rule `rule_name`, if a pack is named and the rule is not built
/// in.
fn pack_with(folder: &Path, path: Option<&&str>, rule_name: &str) {
    let is_built_in = Registry::built_in().rule(rule_name).is_ok();
    if let Some(path) = path.filter(|_| !is_built_in) {
        rule(folder, &format!("{path}/{rule_name}.toml"));
    }
}

fn rule(folder: &Path, file: &str) {
    let text = "severity = \"warning\"\n[zh]\ntitle = \"旧称\"\nmessage = \"「{match}」是旧称\"\nwhy = \"机构已经改名。\"\nhelp = \"写现在的名称。\"\n\
                [phrases]\nany = [\"林业厅\"]\n[[bad]]\ntext = \"报省⟦林业厅⟧。\"\n[[good]]\ntext = \"报省林业局。\"\n";
    write(folder, file, text);
}

/// Creates a repository in which `revision` names a commit and one document has changed since.
fn repository(folder: &Path, revision: &str) {
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.current_dir(folder).args(arguments).env("GIT_CONFIG_GLOBAL", "/dev/null");
        for role in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{role}_NAME"), "秘书").env(format!("GIT_{role}_EMAIL"), "a@b.example");
        }
        let output = command.output().unwrap();
        assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    };
    git(&["init", "-q", "-b", "draft"]);
    git(&["add", "-A"]);
    git(&["commit", "-q", "-m", "存"]);
    match revision.trim_end_matches("...") {
        "HEAD" => {}
        remote if remote.contains('/') => git(&["update-ref", &format!("refs/remotes/{remote}"), "HEAD"]),
        name => git(&["tag", name]),
    }
    document(&folder.join("稿.txt"), &format!("{TEXT}又写XX字。\n"));
}

/// Asserts that a command fails without the created files, so that they are what makes it succeed.
#[test]
fn a_missing_file_is_noticed() {
    let line = commands("hegao").into_iter().find(|line| line.text() == "hegao text 纪要.md").unwrap();
    let folder = tempfile::TempDir::new().unwrap();
    assert_eq!(code(&crate::run(&line.words, folder.path())), 2);
    made_up(&line.words, folder.path());
    assert_eq!(code(&crate::run(&line.words, folder.path())), 0);
}

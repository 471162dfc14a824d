//! Runs the commands in the documentation: every `hegao` command line of the READMEs and of docs/
//! runs on generated files and must succeed. Options of other programs are compared with those that
//! these programs support.
//!
//! A new command line in the documentation needs no change here: its files are created by their
//! names (`files`). Add a command that is documented as refused to `REFUSED`, and a new program to
//! `others::PROGRAMS`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod files;
mod others;
mod pages;
#[path = "../program/mod.rs"]
mod program;

use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::files::{made_up, options};
use crate::pages::{Line, Place, commands};
use crate::program::{Hegao, code, err, out};

/// Command lines that the documentation shows as examples of refused ones.
const REFUSED: [&str; 0] = [];
/// Commands whose exit code depends on findings.
const FINDS: [&str; 3] = ["check", "open", "rules"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Runs a command line in `folder`, which contains its files.
fn run(words: &[String], folder: &Path) -> Output {
    let arguments: Vec<&str> = words[1..].iter().map(String::as_str).collect();
    let mut hegao = Hegao::new(folder, &arguments);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let stand_ins = [folder.join(".stand-ins")].into_iter().chain(std::env::split_paths(&path));
    hegao.command.env("PATH", std::env::join_paths(stand_ins).unwrap());
    hegao.command.env("XDG_CACHE_HOME", folder.join(".cache"));
    match words.get(1).map(String::as_str) {
        Some("lsp") if words.len() == 2 => hegao.with_input(&files::session()),
        _ if words.iter().any(|word| word == "-") => {
            hegao.with_input("一、要点\n截止3月底完成投资XX亿元。\n")
        }
        _ => hegao.run(),
    }
}

#[test]
fn every_command_line_of_the_documentation_does_what_it_says() {
    let lines = commands("hegao");
    assert!(lines.len() > 40, "only {} command lines were found", lines.len());
    let mut wrong = Vec::new();
    for line in &lines {
        if line.is_mention() {
            continue;
        }
        let words = line.filled_in();
        let folder = TempDir::new().unwrap();
        made_up(&words, folder.path());
        let output = run(&words, folder.path());
        let ended = code(&output);
        let is_right = match files::command(&words).0 {
            _ if REFUSED.contains(&line.text().as_str()) => ended == 2,
            command if FINDS.contains(&command) => ended == 0 || ended == 1,
            _ => ended == 0,
        };
        if !is_right {
            wrong.push(format!("{}: `{}` ends with {ended}: {}", line.page, line.text(), err(&output)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A command in a sentence, such as `hegao ignore`, is only mentioned, and may need arguments to
/// run.
#[test]
fn every_command_that_the_documentation_mentions_is_there() {
    let lines = commands("hegao");
    let mentions = lines.iter().filter(|line| line.is_mention());
    for line in mentions {
        let folder = TempDir::new().unwrap();
        let words = [line.filled_in().as_slice(), &["--help".to_owned()]].concat();
        let output = run(&words, folder.path());
        assert_eq!(code(&output), 0, "{}: `{}`: {}", line.page, line.text(), err(&output));
    }
}

/// Comments beside command lines mention options too, as in `--diff shows it`.
#[test]
fn every_option_that_the_documentation_mentions_is_known() {
    let commands = [
        "check", "open", "annotate", "baseline", "ignore", "rules", "explain", "similar", "text", "outline",
        "init", "config", "schema", "completions", "man", "version", "lsp",
    ];
    let known: Vec<String> =
        commands.iter().flat_map(|command| options(command)).map(|(name, _)| name).collect();
    let mut others: Vec<&str> =
        others::PROGRAMS.iter().flat_map(|program| program.options.iter().copied()).collect();
    others.extend(["--help", "--version"]);
    for (page, option) in pages::mentioned_options() {
        let is_known = known.contains(&option) || others.contains(&option.as_str());
        assert!(is_known, "{page}: no command has {option}");
    }
}

#[test]
fn other_programs_know_the_options_that_the_documentation_gives_them() {
    let lines: Vec<Line> =
        pages::all_commands().into_iter().filter(|line| line.program() != "hegao").collect();
    assert!(lines.len() > 8, "only {} command lines were found", lines.len());
    let mut wrong = Vec::new();
    for line in lines {
        wrong.extend(
            others::mistakes(&line)
                .into_iter()
                .map(|mistake| format!("{}: `{}`: {mistake}", line.page, line.text())),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Runs the first command that a reader tries, on the documents that come with the project.
#[test]
fn the_demonstration_of_the_readme_finds_what_it_shows() {
    let lines = pages::all_commands();
    let demo = lines
        .iter()
        .find_map(|line| line.words.strip_prefix(&["cargo", "run", "--release", "--"].map(str::to_owned)));
    let words = [&["hegao".to_owned()], demo.unwrap()].concat();
    let output = Hegao::new(root(), &words[1..].iter().map(String::as_str).collect::<Vec<_>>()).run();
    assert_eq!(code(&output), 1, "{}", err(&output));
    let shown = [out(&output), err(&output)].concat();
    for page in ["README.md", "README.zh-CN.md"] {
        let text = std::fs::read_to_string(root().join(page)).unwrap();
        let block = text.split("```text\n").nth(1).unwrap().split("```").next().unwrap();
        for said in block.lines().filter(|line| line.starts_with("  × ") || line.starts_with("检查了")) {
            assert!(shown.contains(said), "{page} shows what is not printed: {said}");
        }
    }
}

/// Asserts that command lines are found in the pages, so that the tests above cannot pass by
/// finding none.
#[test]
fn command_lines_are_found_in_blocks_sentences_and_settings() {
    let lines = pages::all_commands();
    let has = |text: &str, place: Place| lines.iter().any(|line| line.text() == text && line.place == place);
    assert!(has("hegao check 讲话稿.docx", Place::Block));
    assert!(has("hegao explain 用词/错别字 --pack rules", Place::Block));
    assert!(has("hegao check --report gitlab=gl-code-quality-report.json .", Place::Block));
    assert!(has(
        "hegao check --report junit=hegao-junit.xml --report checkstyle=hegao-checkstyle.xml .",
        Place::Block
    ));
    assert!(has("hegao check --format line $ZED_FILE", Place::Block));
    assert!(has("hegao completions bash", Place::Block), "without the file that it is written to");
    assert!(has(
        "reviewdog -f=rdjson -name=hegao -reporter=github-pr-review -fail-level=error",
        Place::Block
    ));
    assert!(has("hegao config --show FILE", Place::Sentence));
    assert!(has("hegao check --changed", Place::Sentence), "behind exec");
}

/// Returns the output of an installed program. `None` if it is not installed, because the tests
/// must not depend on that.
fn said_by(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).output().ok()?;
    Some(format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr)))
}

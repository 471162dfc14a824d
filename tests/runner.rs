//! Output that the runner of a CI job reads: no file name, word of a document or line of a
//! configuration may act as a command to the runner or as a terminal control code.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use std::process::{Command, Output};

use program::{Hegao, check, code, err, folder, out};
use proptest::prelude::{ProptestConfig, proptest};
use tempfile::TempDir;

/// Commands of GitHub's and Azure's runners, old and new.
const COMMANDS: [&str; 5] = [
    "::error file=稿.txt,line=1::甲",
    "##[error]甲",
    "甲 ##vso[task.setvariable variable=a]b",
    "::stop-commands::",
    "##[add-mask]",
];

/// Returns the commands in a text that a runner would execute, by GitHub's rules: blanks before
/// `::` are skipped, and `##[` counts anywhere.
fn obeyed(text: &str) -> Vec<&str> {
    let is_command =
        |line: &&str| line.trim_start().starts_with("::") || line.contains("##[") || line.contains("##vso[");
    text.lines().filter(is_command).collect()
}

#[track_caller]
fn assert_inert(text: &str) {
    assert_eq!(obeyed(text), Vec::<&str>::new(), "{text}");
    let wild = text.chars().find(|c| c.is_control() && *c != '\n');
    assert_eq!(wild, None, "{}", text.escape_debug());
}

fn both(output: &Output) -> [String; 2] {
    [out(output), err(output)]
}

#[cfg(unix)]
#[test]
fn names_of_skipped_and_unreadable_files_are_no_commands() {
    let names = [
        "a\n::error file=README.md,line=1::PWNED.txt",
        "##[stop-commands]x.txt",
        "\u{3000}\n \t::debug::乙.txt",
    ];
    let mut files: Vec<(&str, &[u8])> = names.iter().map(|name| (*name, b"".as_slice())).collect();
    files.extend([("a\r::notice::丙.docx", b"PK".as_slice()), ("b##vso[x]y.docx", b"PK")]);
    let folder = folder(&files);
    for arguments in [["--lang", "zh"], ["--lang", "en"]] {
        for command in [["check"].as_slice(), &["similar"], &["baseline", "--force"]] {
            let output = Hegao::new(folder.path(), &[command, &arguments, &["."]].concat()).run();
            assert_inert(&err(&output));
            assert!(err(&output).contains("PWNED"), "the name is said: {}", err(&output));
        }
    }
}

#[test]
fn mistakes_in_a_configuration_are_drawn_without_commands() {
    for command in COMMANDS {
        let lines = [
            format!("fail-on = {command:?}\n"),
            format!("[rules]\n{command:?} = \"off\"\n"),
            format!("exclude = [{command:?}]\n"),
            format!("packs = [{command:?}]\n"),
            format!("extends = {command:?}\n"),
            format!("={command}\n"),
            format!("[[ignore]]\nrule = \"figure\"\nreason = {command:?}\nexpires = 1\n"),
        ];
        for text in lines {
            let files = folder(&[("hegao.toml", text.as_bytes()), ("稿.txt", b"")]);
            for options in [["--lang", "zh"], ["--lang", "en"]] {
                let output = check(&files, &options);
                assert_eq!(code(&output), 2, "{text}");
                assert_inert(&err(&output));
            }
            let coloured = err(&check(&files, &["--color", "always"]));
            assert_eq!(obeyed(&coloured), Vec::<&str>::new(), "{coloured}");
        }
    }
}

#[test]
fn arguments_that_cannot_be_obeyed_are_refused_without_commands() {
    let folder = folder(&[]);
    for text in COMMANDS {
        let runs: [&[&str]; 7] = [
            &["check", "--today", text],
            &["check", "--select", text],
            &["check", "--format", text],
            &["check", "--baseline", text],
            &["explain", text],
            &["text", text],
            &[text],
        ];
        for arguments in runs {
            let output = Hegao::new(folder.path(), &[&["--lang", "en"], arguments].concat()).run();
            assert_eq!(code(&output), 2, "{arguments:?}");
            assert_inert(&err(&output));
        }
    }
}

#[test]
fn reports_for_people_quote_documents_without_commands() {
    let lines = COMMANDS.map(|command| format!("{command}完成投资XX亿元。\n\n一、{command}\n\n"));
    let text = lines.concat();
    let files = folder(&[("稿.txt", text.as_bytes()), ("另.txt", text.as_bytes())]);
    for format in ["pretty", "line", "markdown"] {
        for lang in ["zh", "en"] {
            let output = check(&files, &["--format", format, "--lang", lang]);
            assert!(out(&output).contains("XX"), "{}", out(&output));
            both(&output).iter().for_each(|text| assert_inert(text));
        }
    }
    let outline = out(&Hegao::new(files.path(), &["outline", "稿.txt"]).run());
    assert!(outline.contains("一、"), "{outline}");
    assert_inert(&outline);
}

/// Asserts that texts which are shown by line number or read by other programs stay unchanged,
/// except for terminal control codes.
#[test]
fn the_text_and_the_outline_of_a_document_hold_no_control_characters() {
    let text = "一、红\u{1b}[2J\u{1b}]0;题\u{7}\u{9b}31m头\n\n一、截止三\t月\r\n";
    let files = folder(&[("稿.txt", text.as_bytes())]);
    let shown = out(&Hegao::new(files.path(), &["text", "稿.txt"]).run());
    assert_eq!(shown.lines().next().unwrap(), "一、红?[2J?]0;题?¿31m头");
    assert!(shown.contains("三\t月"), "{shown:?}");
    let outline = out(&Hegao::new(files.path(), &["outline", "稿.txt"]).run());
    assert!(outline.contains("红"), "{outline}");
    assert_inert(&outline);
}

#[test]
fn a_diff_in_a_pipe_can_be_applied_whatever_the_document_holds() {
    let text = "红\u{1b}[31m头\n截止3月底完成投资9亿元。\n尾\u{7}\n";
    let files = folder(&[("稿.txt", text.as_bytes())]);
    let diff = out(&check(&files, &["稿.txt", "--diff"]));
    assert!(diff.contains('\u{1b}') && diff.contains("+截至3月底"), "{diff}");
    std::fs::write(files.path().join("改.patch"), diff).unwrap();
    let mut git = Command::new("git");
    git.current_dir(files.path()).env("GIT_CEILING_DIRECTORIES", files.path()).args(["apply", "改.patch"]);
    assert!(git.status().unwrap().success());
    let mended = std::fs::read_to_string(files.path().join("稿.txt")).unwrap();
    assert_eq!(mended, text.replace("截止", "截至"));
}

#[test]
fn pages_of_a_pack_hold_no_control_characters() {
    let rule = "severity = \"hint\"\n[zh]\ntitle = \"红\\u001b[2J头\"\nmessage = \"\\u0007\"\nwhy = \"\\u009b31m\"\nhelp = \"甲\"\n[pattern]\nregex = \"甲乙丙\"\n[[bad]]\ntext = \"⟦甲乙丙⟧\\u001b\"\n";
    let files = folder(&[("包/词.toml", rule.as_bytes()), ("稿.txt", "同志们：\n".as_bytes())]);
    for arguments in [
        ["rules", "--pack", "包"].as_slice(),
        &["explain", "包/词", "--pack", "包"],
        &["rules", "--test", "包"],
        &["config", "--show", "\u{1b}[2J.txt", "--pack", "包"],
    ] {
        let output = Hegao::new(files.path(), arguments).run();
        assert!(!out(&output).is_empty(), "{arguments:?}: {}", err(&output));
        both(&output).iter().for_each(|text| assert_inert(text));
    }
}

#[cfg(unix)]
fn strange(name: &str, text: &str) -> TempDir {
    let empty = format!("空{name}.txt");
    let broken = format!("{name}.docx");
    let config = format!("# {text}\nexclude = [\"\"\"\n{text}\"\"\"]\n");
    let read = format!("{name}.txt");
    folder(&[
        (&empty, b""),
        (&broken, b"PK"),
        (&read, format!("{text}完成投资XX亿元\n").as_bytes()),
        ("内/hegao.toml", config.as_bytes()),
    ])
}

#[cfg(unix)]
proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Asserts that no line on standard error is a command, for any file name and any text of a
    /// document or configuration.
    #[test]
    fn nothing_on_standard_error_is_obeyed(
        name in "(::|##|\\[|error|[ :#a\\t\\r\\n\u{3000}\u{1b}\u{85}\u{202E}甲]){1,12}",
        text in "(::|##|\\[|\\]|error|[ :#a\\t\\r\\n\u{3000}\u{1b}\u{85}甲]){0,20}",
    ) {
        let files = strange(&name, &text);
        for place in [".", "内"] {
            let shown = |format| both(&Hegao::new(&files.path().join(place), &["check", ".", "--format", format]).run());
            for format in ["line", "pretty"] {
                let [stdout, stderr] = shown(format);
                assert_inert(&stderr);
                assert_inert(&stdout);
            }
        }
    }
}

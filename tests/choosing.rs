//! Selection of documents and configurations on the command line: `--config`, `--exclude`,
//! `--force-exclude`, and `[[overrides]]` whose globs match nothing.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use std::fs;
use std::process::Output;

use program::{Hegao, check, code, err, folder, json, out};
use tempfile::TempDir;

const MASKED: &[u8] = "完成投资XX亿元。\n".as_bytes();

fn run(files: &TempDir, arguments: &[&str]) -> Output {
    Hegao::new(files.path(), arguments).run()
}

/// Returns the paths of the checked files. Asserts that the run is not refused.
fn paths(files: &TempDir, arguments: &[&str]) -> Vec<String> {
    let output = check(files, &[&["--format", "json"], arguments].concat());
    let report = json(&output);
    let reports = report["files"].as_array().unwrap().iter();
    reports.map(|file| file["path"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn an_override_that_names_nothing_stops_a_run_over_its_folder_and_no_other() {
    let text = "[[overrides]]\nfiles = ['案例/*', '讲话/*']\nrules.placeholder = 'off'\n\
                [[overrides]]\nfiles = ['图.png']\nrules.date = 'off'\n";
    let files = folder(&[
        (".git/HEAD", b""),
        ("hegao.toml", text.as_bytes()),
        ("案例/一.txt", MASKED),
        ("别的/二.txt", MASKED),
        ("图.png", b"\x89PNG"),
    ]);
    let whole = check(&files, &[".", "--lang", "zh"]);
    assert_eq!((code(&whole), out(&whole)), (2, String::new()), "{}", err(&whole));
    let told = err(&whole);
    assert!(told.contains("hegao.toml:2:") && told.contains("没有一个文件与「讲话/*」"), "{told}");
    assert!(told.contains("hegao.toml:5:10") && told.contains("没有一份要查的文稿与「图.png」"), "{told}");
    assert!(!told.contains("「案例/*」"), "{told}");
    for part in [&["别的/二.txt"][..], &["案例/一.txt", "别的/二.txt"], &["别的"]] {
        let checked = check(&files, part);
        assert_eq!(code(&checked), 1, "{part:?}: {}", err(&checked));
    }
    assert_eq!(code(&check(&files, &["案例"])), 0, "the override holds");
    assert_eq!(code(&check(&files, &[".", "--exclude", "别的"])), 0, "it may name what is excluded for once");
    for command in ["baseline", "figures"] {
        let refused = run(&files, &[command, "."]);
        assert!(code(&refused) == 2 && err(&refused).contains("讲话/*"), "{command}: {}", err(&refused));
    }
    let shown = run(&files, &["config", "--show", "案例/一.txt"]);
    assert_eq!(code(&shown), 0, "{}", err(&shown));
}

#[test]
fn an_override_names_documents_of_its_own_configuration_and_of_those_that_extend_it() {
    let base = "[[overrides]]\nfiles = ['甲/*']\nrules.placeholder = 'off'\n";
    let files = |nested: &str| {
        folder(&[
            (".git/HEAD", b""),
            ("hegao.toml", base.as_bytes()),
            ("稿.txt", b"\xe7\x94\xb2"),
            ("甲/hegao.toml", nested.as_bytes()),
            ("甲/稿.txt", MASKED),
        ])
    };
    let extended = check(&files("extends = '../hegao.toml'\n"), &["."]);
    assert_eq!(code(&extended), 0, "{}", err(&extended));
    let refused = check(&files("rules.date = 'off'\n"), &["."]);
    assert_eq!(code(&refused), 2, "another configuration holds for what it names: {}", err(&refused));
    assert!(err(&refused).contains("hegao.toml:2:10"), "{}", err(&refused));
}

#[test]
fn other_globs_that_name_nothing_stop_only_runs_over_their_folder() {
    let text = "exclude = ['往年']\ninclude = ['底稿/*']\ntogether = ['会议/*']\n";
    let files = folder(&[("hegao.toml", text.as_bytes()), ("稿.txt", MASKED)]);
    let refused = check(&files, &["."]);
    for glob in ["往年", "底稿/*", "会议/*"] {
        assert!(err(&refused).contains(&format!("「{glob}」")), "{glob}: {}", err(&refused));
    }
    assert_eq!((code(&refused), code(&check(&files, &["稿.txt"]))), (2, 1));
}

/// Creates a folder with documents, and another folder with a configuration that declares blanks
/// correct.
fn office() -> TempDir {
    let shared = "extends = '基础.toml'\nexclude = ['旧']\nlimits.file-size = '1K'\n\
                  [[overrides]]\nfiles = ['案例/*']\nrules.date = 'off'\n";
    let long = "会议开始。\n".repeat(200);
    folder(&[
        ("共用/office.toml", shared.as_bytes()),
        ("共用/基础.toml", b"rules.placeholder = 'off'\n"),
        ("共用/旧/稿.txt", MASKED),
        ("共用/案例/稿.txt", "截止3月底，共培训三千人次。\n".as_bytes()),
        ("稿/.git/HEAD", b""),
        ("稿/hegao.toml", b"lang = 'cn'\n"),
        ("稿/稿.txt", MASKED),
        ("稿/长.txt", long.as_bytes()),
    ])
}

#[test]
fn a_named_configuration_holds_for_every_document_and_no_other_is_read() {
    let files = office();
    let options = ["--config", "共用/office.toml"];
    let checked = |path: &str| code(&check(&files, &[&[path], &options[..]].concat()));
    assert_eq!(code(&check(&files, &["稿/稿.txt"])), 2, "what lies beside the document is wrong");
    assert_eq!(checked("稿/稿.txt"), 0, "and is not read");
    assert_eq!(checked("共用/案例/稿.txt"), 0, "globs are seen from its folder");
    assert_eq!(paths(&files, &["共用", "--config", "共用/office.toml"]), ["共用/案例/稿.txt"]);
    assert_eq!(checked("稿/长.txt"), 2, "limits");

    let copy = run(&files, &["annotate", "稿/稿.txt", "--config", "共用/office.toml"]);
    assert!(code(&copy) == 0 && err(&copy).contains("没有发现问题"), "{}", err(&copy));
    let written = run(&files, &["baseline", "稿/稿.txt", "-o", "b.json", "--config", "共用/office.toml"]);
    assert!(code(&written) == 0 && err(&written).contains("记下 0 处"), "{}", err(&written));
    for command in ["figures", "similar"] {
        let run = |options: &[&str]| run(&files, &[&[command, "稿/长.txt"], options].concat());
        let limited = run(&options);
        assert!(code(&limited) == 2 && err(&limited).contains("1K"), "{command}: {}", err(&limited));
        let excluded = run(&["--config", "共用/office.toml", "共用"]);
        assert!(!out(&excluded).contains("旧"), "{command}: {}", out(&excluded));
    }
    assert_eq!(code(&run(&files, &["similar", "稿"])), 0, "no configuration is looked for");
    let shown = out(&run(&files, &["config", "--show", "稿/稿.txt", "--config", "共用/office.toml"]));
    assert!(shown.contains("# 配置：共用/office.toml → 共用/基础.toml"), "{shown}");
    let opened = run(&files, &["open", "稿/稿.txt", "--config", "没有.toml"]);
    assert!(code(&opened) == 2 && err(&opened).contains("--config 没有.toml"), "{}", err(&opened));
}

#[test]
fn a_configuration_that_is_not_there_is_refused() {
    let files = office();
    for command in ["check", "annotate", "baseline", "figures", "similar"] {
        let refused = run(&files, &[command, "稿/稿.txt", "--config", "没有.toml", "--lang", "zh"]);
        assert_eq!((code(&refused), out(&refused)), (2, String::new()), "{command}");
        assert!(err(&refused).contains("--config 没有.toml：没有这个文件"), "{}", err(&refused));
        let refused = run(&files, &[command, "稿/稿.txt", "--config", "共用", "--lang", "en"]);
        assert!(err(&refused).contains("--config 共用: a folder; name a file"), "{}", err(&refused));
    }
    for command in ["check", "annotate", "baseline", "figures"] {
        let both = run(&files, &[command, "稿/稿.txt", "--config", "共用/office.toml", "--no-config"]);
        assert_eq!(code(&both), 2);
        assert!(err(&both).contains("不能与") && err(&both).contains("--no-config"), "{}", err(&both));
    }
}

#[test]
fn an_ignore_is_written_into_the_named_configuration() {
    let files = folder(&[("office.toml", b"fail-on = 'hint'\n"), ("下/稿.txt", MASKED), ("下/a.toml", b"")]);
    let ignore = |config: &str, file: &str| {
        let arguments = ["ignore", file, "placeholder/mask", "--reason", "待统计", "--config", config];
        run(&files, &arguments)
    };
    let done = ignore("office.toml", "下/稿.txt:1");
    assert_eq!(code(&done), 0, "{}", err(&done));
    let written = fs::read_to_string(files.path().join("office.toml")).unwrap();
    assert!(written.contains("\"下/稿.txt\""), "{written}");
    assert_eq!(code(&check(&files, &["下/稿.txt", "--config", "office.toml"])), 0);
    fs::write(files.path().join("上.txt"), MASKED).unwrap();
    let refused = ignore("下/a.toml", "上.txt:1");
    assert!(code(&refused) == 2 && err(&refused).contains("不在"), "{}", err(&refused));
}

fn library() -> TempDir {
    folder(&[
        (".git/HEAD", b""),
        ("hegao.toml", "exclude = ['往年']\n".as_bytes()),
        ("a.txt", MASKED),
        ("b.md", MASKED),
        ("往年/c.txt", MASKED),
        ("草稿/d.txt", MASKED),
        ("草稿/深/e.md", MASKED),
    ])
}

#[test]
fn what_the_command_line_excludes_is_seen_from_the_current_folder() {
    let files = library();
    let left = |globs: &[&str]| {
        let options: Vec<&str> = globs.iter().flat_map(|glob| ["--exclude", glob]).collect();
        paths(&files, &[&["."], &options[..]].concat())
    };
    assert_eq!(left(&[]), ["./a.txt", "./b.md", "./草稿/d.txt", "./草稿/深/e.md"]);
    assert_eq!(left(&["草稿"]), ["./a.txt", "./b.md"]);
    assert_eq!(left(&["./草稿/"]), ["./a.txt", "./b.md"]);
    assert_eq!(left(&["*.md"]), ["./a.txt", "./草稿/d.txt", "./草稿/深/e.md"], "`*` crosses no folder");
    assert_eq!(left(&["**/*.md", "草稿/*.txt"]), ["./a.txt"]);
    let whole = files.path().join("草稿/深");
    assert_eq!(left(&[whole.to_str().unwrap()]), ["./a.txt", "./b.md", "./草稿/d.txt"]);
    assert_eq!(left(&["没有"]).len(), 4, "one that matches nothing is no mistake");
    let below =
        Hegao::new(&files.path().join("草稿"), &["check", "..", "--exclude", "../*.md", "--exclude", "深"]);
    let below = err(&below.run());
    assert!(below.contains("检查了 2 个文件"), "{below}");
    let bad = check(&files, &[".", "--exclude", "a[", "--lang", "zh"]);
    assert!(code(&bad) == 2 && err(&bad).contains("--exclude a["), "{}", err(&bad));
    for command in ["figures", "similar", "baseline"] {
        let done =
            run(&files, &[command, ".", "--exclude", "**/*.txt", "--exclude", "**/*.md", "--lang", "en"]);
        assert_eq!(code(&done), 0, "{command}: {}", err(&done));
        assert!(err(&done).contains("everything in it is excluded"), "{command}: {}", err(&done));
    }
    assert!(!files.path().join("hegao-baseline.json").exists(), "a baseline of nothing is not written");
}

#[test]
fn an_excluded_file_that_is_named_is_checked_unless_exclusion_is_forced() {
    let files = library();
    let named = ["往年/c.txt", "草稿/d.txt", "a.txt"];
    let left = |options: &[&str]| paths(&files, &[&named, options].concat());
    assert_eq!(left(&[]), named);
    assert_eq!(left(&["--exclude", "草稿"]), named);
    assert_eq!(left(&["--force-exclude"]), named[1..]);
    assert_eq!(left(&["--force-exclude", "--exclude", "草稿"]), named[2..]);
    assert_eq!(left(&["--force-exclude", "--no-config"]), named);
    assert_eq!(paths(&files, &["往年/没有.txt", "a.txt", "--force-exclude"]), ["a.txt"]);
    let piped = |options: &[&str]| {
        let arguments = [&["check", "-", "--stdin-filename", "往年/稿.txt"], options].concat();
        code(&Hegao::new(files.path(), &arguments).with_input("完成投资XX亿元。\n"))
    };
    assert_eq!((piped(&[]), piped(&["--force-exclude"])), (1, 0));
}

#[test]
fn a_run_in_which_all_is_excluded_succeeds_and_says_so() {
    let files = library();
    let named = check(&files, &["往年/c.txt", "--force-exclude", "--lang", "zh"]);
    assert_eq!((code(&named), out(&named)), (0, String::new()));
    assert_eq!(err(&named), "命令里写出的 1 个都在不查之列（配置的 exclude 或 --exclude），什么也没有检查\n");
    let whole = check(&files, &["往年", "--lang", "zh"]);
    assert_eq!((code(&whole), out(&whole)), (0, String::new()));
    assert!(err(&whole).contains("跳过 往年：里面的文稿都在不查之列"), "{}", err(&whole));
    let report = check(&files, &["往年/c.txt", "--force-exclude", "--format", "json"]);
    assert_eq!((code(&report), &json(&report)["summary"]["files"]), (0, &0.into()));
    let empty = folder(&[("图.png", b"\x89PNG".as_slice())]);
    let nothing = check(&empty, &[".", "--exclude", "图.png"]);
    assert_eq!(code(&nothing), 2, "a folder without documents is still told: {}", err(&nothing));
}

#[test]
fn an_ignore_is_not_called_unused_where_its_file_was_left_out() {
    let files = library();
    let text = "[[ignore]]\nrule = 'placeholder'\nfile = '草稿/*.txt'\nreason = '待统计'\n";
    fs::write(files.path().join("hegao.toml"), text).unwrap();
    let output = check(&files, &[".", "--exclude", "草稿", "--format", "line"]);
    assert!(!out(&output).contains("ignore/unused"), "{}", out(&output));
}

#[test]
fn the_hooks_leave_out_what_the_configuration_excludes() {
    let hooks = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/.pre-commit-hooks.yaml")).unwrap();
    let entries: Vec<&str> = hooks.lines().filter_map(|line| line.trim().strip_prefix("entry: ")).collect();
    assert!(!entries.is_empty());
    for entry in entries {
        let words: Vec<&str> = entry.split(' ').collect();
        assert_eq!(words[0], "hegao");
        let files = library();
        let output = run(&files, &[&words[1..], &["往年/c.txt"]].concat());
        assert_eq!(code(&output), 0, "{entry}: {}", err(&output));
    }
}

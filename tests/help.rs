//! Help and error messages about arguments: lines break between words at every width, and each
//! message names the arguments it is about.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use std::path::Path;

use program::{Hegao, code, err, folder, out};
use unicode_width::UnicodeWidthStr;

const WIDTHS: [&str; 4] = ["60", "80", "100", "120"];
const LANGUAGES: [&str; 2] = ["zh", "en"];

fn help(arguments: &[&str], language: &str, width: &str) -> String {
    let mut run = Hegao::new(Path::new("."), &[arguments, &["--lang", language]].concat());
    run.command.env("COLUMNS", width);
    let output = run.run();
    assert_eq!(code(&output), 0, "{arguments:?}: {}", err(&output));
    out(&output)
}

fn commands() -> Vec<String> {
    let page = help(&["--help"], "en", "100");
    let list = page.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    list.lines().map(|row| row.split_whitespace().next().unwrap().to_owned()).collect()
}

/// Returns the runs of ASCII characters without blanks: English words, option names, numbers.
fn words(page: &str) -> Vec<&str> {
    page.split(|c: char| !c.is_ascii_graphic()).filter(|word| !word.is_empty()).collect()
}

#[test]
fn help_breaks_between_words_at_every_width() {
    const NEVER_FIRST: [char; 12] = ['，', '。', '、', '；', '：', '！', '？', '）', '」', '”', ']', '…'];
    const NEVER_LAST: [char; 5] = ['（', '「', '“', '[', '<'];
    let commands = commands();
    let pages = commands.iter().map(|command| vec![command.as_str(), "--help"]).chain([vec!["--help"]]);
    for arguments in pages {
        for language in LANGUAGES {
            let widest = help(&arguments, language, "120");
            for width in WIDTHS {
                let page = help(&arguments, language, width);
                assert_eq!(words(&page), words(&widest), "{arguments:?} at {width}");
                for line in page.lines() {
                    assert!(line.width() <= width.parse().unwrap(), "{arguments:?} at {width}: {line}");
                    assert!(!line.trim_start().starts_with(NEVER_FIRST), "{arguments:?} at {width}: {line}");
                    assert!(!line.ends_with(NEVER_LAST), "{arguments:?} at {width}: {line}");
                    assert_eq!(line.trim_end(), line, "{arguments:?} at {width}");
                }
            }
        }
    }
}

#[test]
fn chinese_help_has_chinese_headings_and_values() {
    for command in commands() {
        let page = help(&[&command, "--help"], "zh", "80");
        assert!(page.contains("\n选项：\n"), "{page}");
        let values = page.split('<').skip(1).map(|rest| rest.split('>').next().unwrap());
        for value in values
            .filter(|value| *value != "SHELL" && *value != "config|report|jsonl|figures|outline|explain")
        {
            assert!(!value.is_ascii(), "{command}: <{value}>");
        }
    }
}

#[test]
fn help_is_a_command() {
    for language in LANGUAGES {
        assert_eq!(help(&["help"], language, "80"), help(&["--help"], language, "80"));
        for command in commands() {
            let page = help(&[&command, "--help"], language, "80");
            assert_eq!(help(&["help", &command], language, "80"), page, "{command}");
        }
    }
    let unknown = Hegao::new(Path::new("."), &["help", "chek"]).run();
    assert_eq!(code(&unknown), 2);
    assert!(err(&unknown).contains("是不是「check」"), "{}", err(&unknown));
}

#[test]
fn a_refusal_points_to_the_help_of_its_command() {
    for (arguments, page) in [
        (&["check", "--formt"] as &[&str], "hegao check --help"),
        (&["--color", "never", "similar", "--min", "0"], "hegao similar --help"),
        (&["ignore"], "hegao ignore --help"),
        (&["--formt"], "hegao --help"),
        (&["chek"], "hegao --help"),
    ] {
        for language in LANGUAGES {
            let refused = Hegao::new(Path::new("."), &[arguments, &["--lang", language]].concat()).run();
            assert_eq!(code(&refused), 2);
            assert!(err(&refused).contains(page), "{arguments:?}: {}", err(&refused));
        }
    }
}

#[test]
fn a_conflict_names_both_options() {
    let rows: [(&[&str], [&str; 2]); 6] = [
        (&["check", "--fix", "--diff"], ["--fix", "--diff"]),
        (&["check", "--fix", "--stdin-filename", "a.txt"], ["--fix", "--stdin-filename"]),
        (&["check", "--changed", "--stdin-filename", "a.txt"], ["--changed", "--stdin-filename"]),
        (&["baseline", "--prune", "--force"], ["--prune", "--force"]),
        (&["rules", "--test", "--json"], ["--test", "--json"]),
        (&["similar", "--json", "--emit", "fingerprints"], ["--json", "--emit"]),
    ];
    let files = folder(&[]);
    for (arguments, options) in rows {
        for language in LANGUAGES {
            let refused = Hegao::new(files.path(), &[arguments, &["--lang", language]].concat()).run();
            let text = err(&refused);
            let first = text.lines().next().unwrap();
            assert_eq!(code(&refused), 2);
            assert!(options.iter().all(|option| first.contains(option)), "{arguments:?}: {text}");
        }
    }
    let twice = Hegao::new(files.path(), &["check", "--diff", "--diff"]).run();
    assert!(err(&twice).contains("「--diff」只能写一次"), "{}", err(&twice));
    let stdin = Hegao::new(files.path(), &["check", "-", "--changed"]).with_input("");
    assert!(err(&stdin).contains("--changed") && err(&stdin).contains("标准输入（-）"), "{}", err(&stdin));
}

#[test]
fn what_is_written_too_much_is_no_option() {
    let refused = Hegao::new(Path::new("."), &["explain", "numbering/gap", "date"]).run();
    assert!(err(&refused).contains("多写了「date」"), "{}", err(&refused));
}

fn explained(name: &str, language: &str) -> String {
    let output = Hegao::new(Path::new("."), &["explain", name, "--lang", language]).run();
    assert_eq!(code(&output), 0, "{name}: {}", err(&output));
    out(&output)
}

#[test]
fn explain_knows_families_by_both_names() {
    let words = [
        ("count", "条数"),
        ("date", "日期"),
        ("duplicate", "重复"),
        ("figure", "数字"),
        ("ignore", "忽略"),
        ("leftover", "残留"),
        ("numbering", "序号"),
        ("placeholder", "待填"),
    ];
    let rules = out(&Hegao::new(Path::new("."), &["rules"]).run());
    for (name, word) in words {
        let page = explained(name, "zh");
        assert!(page.starts_with(&format!("{name}  {word}\n")), "{page}");
        assert_eq!(explained(word, "zh"), page);
        let members = rules.lines().filter(|line| line.starts_with(&format!("{name}/")));
        let members: Vec<&str> = members.map(|line| line.split(' ').next().unwrap()).collect();
        assert!(!members.is_empty() && members.iter().all(|id| page.contains(id)), "{page}");
        assert!(page.contains(&format!("{} 条规则", members.len())), "{page}");
        assert!(explained(word, "en").starts_with(&format!("{name}\n")));
    }
}

#[test]
fn explain_knows_severities_and_what_they_do_to_the_exit_code() {
    for (name, word, option) in [
        ("error", "必改", "--fail-on"),
        ("warning", "疑似", "--fail-on error"),
        ("hint", "提示", "--fail-on hint"),
    ] {
        let page = explained(name, "zh");
        assert!(page.starts_with(&format!("{name}  {word}\n")), "{page}");
        assert!(page.contains("退出码") && page.contains(option), "{page}");
        assert_eq!(explained(word, "zh"), page);
        let english = explained(name, "en");
        assert!(english.contains("Exit code") && english.contains(option));
    }
    assert!(explained("error", "zh").contains("placeholder/mask"));
    assert!(!explained("hint", "zh").contains("placeholder/mask"));
}

#[test]
fn explain_knows_rules_by_their_titles() {
    assert!(explained("number left out", "en").starts_with("numbering/gap"));
    let list = program::json(&Hegao::new(Path::new("."), &["rules", "--json"]).run());
    for rule in list.as_array().unwrap() {
        let (id, title) = (rule["id"].as_str().unwrap(), rule["title"].as_str().unwrap());
        assert!(explained(title, "zh").starts_with(id), "{title}");
    }
}

#[test]
fn explain_guesses_what_was_meant() {
    for (name, guess) in [
        ("placehodler", "placeholder"),
        ("待填写", "待填"),
        ("必改的", "必改"),
        ("eror", "error"),
        ("numbering/gup", "numbering/gap"),
        ("不存在的日子", "不存在的日期"),
    ] {
        let refused = Hegao::new(Path::new("."), &["explain", name]).run();
        assert_eq!(code(&refused), 2, "{name}");
        assert!(err(&refused).contains(&format!("是不是「{guess}」？")), "{name}: {}", err(&refused));
    }
}

#[test]
fn chinese_names_of_families_and_severities_are_options() {
    let files = folder(&[("稿.txt", "截止3月底，完成投资XX亿元。\n".as_bytes())]);
    let found = |arguments: &[&str]| {
        let report =
            program::json(&program::check(&files, &[&["稿.txt", "--format", "json"], arguments].concat()));
        let found = report["files"][0]["diagnostics"].as_array().unwrap().clone();
        found.iter().map(|found| found["rule"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(found(&["--select", "待填"]), ["placeholder/mask"]);
    assert_eq!(found(&["--select", "待填,日期", "--ignore", "待填"]), ["date/jiezhi"]);
    for (chinese, english) in [("必改", "error"), ("疑似", "warning"), ("提示", "hint")] {
        for rules in ["date", "placeholder"] {
            let exit =
                |level| code(&program::check(&files, &["稿.txt", "--select", rules, "--fail-on", level]));
            assert_eq!(exit(chinese), exit(english), "{chinese} {rules}");
        }
    }
    for shell in ["bash", "zsh", "fish"] {
        let script = out(&Hegao::new(files.path(), &["completions", shell, "--lang", "en"]).run());
        assert!(!script.contains("必改") && !script.contains("待填"), "{shell}");
    }
}

//! Help, and refusals of arguments: lines break between words at every width, and each refusal says which arguments it means.

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

/// Runs of ASCII without blanks: English words, names of options, numbers.
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
        for value in values.filter(|value| *value != "SHELL" && *value != "config|report|jsonl") {
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

//! Completions and the manual page: both contain every command and option that `--help` lists, in
//! both languages.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use std::collections::BTreeSet;
use std::path::Path;

use program::{Hegao, code, err, folder, out};

/// A pack with one rule.
const PACK: &str = "severity='error'\n[zh]\ntitle='错别字'\n[terms]\n'按装'='安装'\n";

const SHELLS: [&str; 5] = ["bash", "elvish", "fish", "powershell", "zsh"];

fn printed(arguments: &[&str]) -> String {
    let output = Hegao::new(Path::new("."), arguments).run();
    assert_eq!(code(&output), 0, "{arguments:?}: {}", err(&output));
    out(&output)
}

/// Returns the commands listed in the help of the program.
fn commands() -> Vec<String> {
    let help = printed(&["--help", "--lang", "en"]);
    let list = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let rows = list.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    rows.map(|row| row.split_whitespace().next().unwrap().to_owned()).collect()
}

/// Returns the long options at the beginnings of lines in a command's help.
fn options(command: &str) -> BTreeSet<String> {
    let help = printed(&[command, "--help", "--lang", "en"]);
    let rows = help.lines().map(str::trim_start).filter(|row| row.starts_with('-'));
    let words = rows.flat_map(|row| row.split([' ', ',', '[', '=']).take(3).map(str::to_owned));
    words.filter(|word| word.starts_with("--") && word.len() > 2).collect()
}

#[test]
fn the_help_lists_what_is_looked_for() {
    let commands = commands();
    for command in ["check", "similar", "completions", "man"] {
        assert!(commands.iter().any(|known| known == command), "{commands:?}");
    }
    assert!(options("check").is_superset(&["--format", "--changed", "--output"].map(str::to_owned).into()));
}

#[test]
fn every_shell_completes_every_command_and_option() {
    for shell in SHELLS {
        for language in ["zh", "en"] {
            let script = printed(&["completions", shell, "--lang", language]);
            // fish writes `-l format` for `--format`.
            let has = |option: &str| {
                script.contains(option) || script.contains(&format!("-l {}", option.trim_start_matches('-')))
            };
            for command in commands() {
                assert!(script.contains(&command), "{shell}: {command}");
                for option in options(&command) {
                    assert!(has(&option), "{shell}: {option} of {command}");
                }
            }
        }
    }
}

#[test]
fn the_manual_has_a_section_for_every_command_with_every_option() {
    for (language, heading) in [("zh", "名称"), ("en", "NAME")] {
        let page = printed(&["man", "--lang", language]);
        assert!(page.contains(&format!(".SH \"{heading}\"\n")), "{page}");
        for command in commands() {
            let start = page.find(&format!(".SH \"HEGAO {}\"\n", command.to_uppercase()));
            let section = &page[start.unwrap_or_else(|| panic!("{command} has no section"))..];
            let section = section[1..].split("\n.SH ").next().unwrap();
            for option in options(&command) {
                let escaped = option.replace('-', "\\-");
                let is_everywhere =
                    ["--lang", "--color", "--pack", "--trust", "--help"].contains(&option.as_str());
                let place = if is_everywhere { page.as_str() } else { section };
                assert!(place.contains(&escaped), "{option} of {command}:\n{section}");
            }
        }
    }
}

#[test]
fn generated_texts_speak_the_language_of_the_run() {
    // `man` may break a line at `\:`.
    let is_chinese = |text: &str| text.replace("\\:", "").contains("检查文稿");
    for what in [&["man"] as &[&str], &["completions", "fish"], &["completions", "zsh"]] {
        assert!(is_chinese(&printed(&[what, &["--lang", "zh"]].concat())), "{what:?}");
        let english = printed(&[what, &["--lang", "en"]].concat());
        assert!(!is_chinese(&english) && english.contains("Check documents"), "{what:?}");
    }
    // A Chinese script is completely Chinese: even values have no help in English.
    assert!(!printed(&["completions", "zsh"]).contains("terminal"));
}

#[test]
fn the_manual_breaks_no_word_and_no_option() {
    let page = printed(&["man", "--lang", "zh"]);
    for piece in page.lines().flat_map(|line| line.split("\\:").skip(1)) {
        assert!(!piece.starts_with(['，', '。', '、', '；', '：', '）', '」', ' ']), "{piece}");
    }
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '-';
    for (at, _) in page.match_indices("\\:") {
        let ends = page[..at].ends_with(is_word) && page[at + 2..].starts_with(is_word);
        assert!(!ends, "{}", &page[at..at + 20]);
    }
}

#[test]
fn an_unknown_shell_is_refused_with_those_there_are() {
    let output = Hegao::new(Path::new("."), &["completions", "tcsh"]).run();
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("bash、elvish、fish、powershell、zsh"), "{}", err(&output));
}

/// Asserts that every script that completes values offers the names of rules and families,
/// including those of a pack.
#[test]
fn shells_that_complete_values_know_rules_and_families() {
    let files = folder(&[("包/用词/错别字.toml", PACK.as_bytes())]);
    let registry = hegao::registry::Registry::built_in();
    for shell in ["bash", "fish", "zsh"] {
        let script = |language: &str| {
            let arguments = ["completions", shell, "--pack", "包", "--lang", language];
            let output = Hegao::new(files.path(), &arguments).run();
            assert_eq!(code(&output), 0, "{}", err(&output));
            out(&output)
        };
        let (chinese, english) = (script("zh"), script("en"));
        for rule in registry.rules() {
            let (id, family) = (rule.id.as_str(), rule.id.family());
            assert!(
                chinese.contains(id) && english.contains(id) && english.contains(family),
                "{shell}: {id}"
            );
        }
        assert!(chinese.contains("用词/错别字") && english.contains("用词/错别字"), "{shell}");
        assert!(chinese.contains("待填") && chinese.contains("必改") && !english.contains("待填"), "{shell}");
        let has_gap = ["@list@", "@rule@", "@topic@"].iter().any(|place| chinese.contains(place));
        assert!(!has_gap, "{shell}: names are missing somewhere");
    }
}

/// Returns the completions that bash offers for the last of `words`.
#[cfg(target_os = "linux")]
fn offered(script: &str, words: &[&str]) -> Vec<String> {
    let files = folder(&[("script", script.as_bytes())]);
    let run = ". ./script; COMP_WORDS=(hegao \"$@\"); COMP_CWORD=$#; COMPREPLY=(); \
               _hegao hegao \"${COMP_WORDS[COMP_CWORD]}\" \"${COMP_WORDS[COMP_CWORD - 1]}\"; printf '%s\\n' \"${COMPREPLY[@]}\"";
    let mut bash = std::process::Command::new("bash");
    bash.current_dir(files.path()).args(["--norc", "-c", run, "bash"]).args(words).env("LC_ALL", "C.UTF-8");
    let output = bash.output().unwrap();
    assert!(output.stderr.is_empty(), "{}", err(&output));
    out(&output).lines().map(str::to_owned).collect()
}

#[cfg(target_os = "linux")]
#[test]
fn bash_completes_rules_where_they_are_taken() {
    let script = printed(&["completions", "bash"]);
    let has = |words: &[&str], name: &str| offered(&script, words).iter().any(|offered| offered == name);
    for option in ["--select", "--ignore"] {
        assert!(has(&["check", option, "numbering/g"], "numbering/gap"), "{option}");
        assert!(has(&["check", option, "待"], "待填"), "{option}");
    }
    assert!(has(&["check", "--select", "al"], "all"));
    assert_eq!(offered(&script, &["check", "--select", "date,numbering/ga"]), ["date,numbering/gap"]);
    assert!(has(&["explain", "numbering/g"], "numbering/gap") && has(&["explain", "err"], "error"));
    assert!(has(&["explain", "unit/ar"], "unit/area"));
    assert!(has(&["ignore", "稿.txt:3", "numbering/g"], "numbering/gap"));
    assert!(!has(&["text", "numbering/g"], "numbering/gap"), "no rule is taken here");
}

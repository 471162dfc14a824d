//! Hostile input: configurations and packs that are refused with a short reason, before any
//! document is read.

use crate::program::{code, err, folder};
use crate::run::{GOOD, check, hegao, many};

/// Returns exit code and message of a run with this configuration. Asserts that the message is
/// short.
fn said(configuration: &str) -> (i32, String) {
    let files = folder(&[GOOD, ("hegao.toml", configuration.as_bytes())]);
    let output = check(&files, &["."]);
    let said = err(&output);
    assert!(said.len() < 10_000, "{} bytes: {}", said.len(), said.chars().take(500).collect::<String>());
    (code(&output), said)
}

fn refused(configuration: &str) -> String {
    let (code, said) = said(configuration);
    assert!(code == 2 && said.contains("hegao.toml"), "{code}: {said}");
    said
}

#[test]
fn ten_megabytes_of_garbage_are_one_short_mistake() {
    refused(&"garbage ".repeat(many(10_000_000) / 8));
    refused(&"甲 = 1\n".repeat(many(1_000_000)));
    refused(&format!("lang = \"{}\"", "a".repeat(many(10_000_000))));
    refused(&(0..many(500_000)).map(|number| format!("a{number} = 1\n")).collect::<String>());
    assert!(refused(&" ".repeat(17 << 20)).contains("打不开"), "longer than any configuration");
}

#[test]
fn tables_and_arrays_a_hundred_thousand_deep_are_refused() {
    let deep = 100_000;
    refused(&format!("x = {}", "[".repeat(deep)));
    refused(&format!("x = {}", "{a=".repeat(deep)));
    refused(&format!("[{}b]\n", "a.".repeat(deep)));
    refused(&format!("{}b = 1\n", "a.".repeat(deep)));
}

#[test]
fn a_glob_that_explodes_is_no_glob() {
    let deep = |count: usize| format!("{}a{}", "{".repeat(count), "}".repeat(count));
    for glob in ["*".repeat(100_000), deep(10_000), deep(1_000), "**/".repeat(2_000), "[a-z]".repeat(20_000)]
    {
        for key in ["exclude = [", "[[overrides]]\nrules.date = \"off\"\nfiles = ["] {
            refused(&format!("{key}\"{glob}\"]"));
        }
    }
    // Expands to two to the power of thirty words, in one expression.
    assert!(refused(&format!("exclude = [\"{}\"]", "{a,b}".repeat(30))).contains("相配"));
}

#[test]
fn a_hundred_thousand_entries_are_read() {
    let words: String = (0..many(200_000)).map(|number| format!("\"甲{number}X\",")).collect();
    assert_eq!(said(&format!("[placeholder]\nallow = [{words}]")).0, 1);
    let ignores = "[[ignore]]\nrule = \"numbering\"\nreason = \"甲\"\n".repeat(many(50_000));
    assert_eq!(said(&ignores).0, 1);
}

#[cfg(unix)]
#[test]
fn a_configuration_extends_files_and_nothing_else() {
    let files = folder(&[GOOD]);
    assert!(std::process::Command::new("mkfifo").arg(files.path().join("管")).status().unwrap().success());
    for other in ["管", "/dev/zero", ".", "hegao.toml"] {
        std::fs::write(files.path().join("hegao.toml"), format!("extends = \"{other}\"\n")).unwrap();
        let output = check(&files, &["."]);
        assert!(code(&output) == 2 && err(&output).contains("hegao.toml:1"), "{other}: {}", err(&output));
    }
}

#[cfg(unix)]
#[test]
fn a_baseline_or_a_pack_that_never_ends_is_refused() {
    let files = folder(&[GOOD]);
    for option in ["--baseline", "--pack"] {
        assert_eq!(code(&check(&files, &[".", option, "/dev/zero"])), 2, "{option}");
    }
}

const HEAD: &str =
    "severity = 'hint'\n[zh]\ntitle = '甲'\nmessage = '乙'\n[en]\ntitle = 'a'\nmessage = 'b'\n";

/// Returns exit code and message of a run with a pack that contains this one rule.
fn pack(section: &str) -> (i32, String) {
    let rule = format!("{HEAD}{section}\n");
    let files = folder(&[GOOD, ("规/甲/乙.toml", rule.as_bytes())]);
    let output = crate::run::ended(hegao(files.path(), &["check", GOOD.0, "--pack", "规"]));
    let said = err(&output);
    assert!(said.len() < 10_000, "{} bytes", said.len());
    (code(&output), said)
}

#[test]
fn an_expression_that_explodes_is_refused() {
    let deep = format!("{}a{}", "(".repeat(100_000), ")".repeat(100_000));
    for expression in
        ["(a{1000}){1000}", "(\\p{L}{0,500}){0,500}", "((a{100}){100}){100}", &deep, "(?:", "a{99999999999}"]
    {
        let (code, said) = pack(&format!("[pattern]\nregex = '{expression}'"));
        let shown: String = expression.chars().take(40).collect();
        assert!(code == 2 && said.contains("乙.toml"), "{shown}: {said}");
    }
    // Patterns that make other engines backtrack forever are harmless here.
    assert_eq!(pack("[pattern]\nregex = '(X+X+)+乙'").0, 1);
}

#[test]
fn a_pack_of_garbage_is_one_short_mistake() {
    for section in ["garbage ".repeat(many(10_000_000) / 8), format!("x = {}", "[".repeat(100_000))] {
        assert_eq!(pack(&section).0, 2);
    }
}

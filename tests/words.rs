//! Words that a configuration adds to classes (such as units), and the pages about classes.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use std::fs;
use std::path::Path;

use hegao::words::CLASSES;
use program::{Hegao, check, code, err, folder, out};
use tempfile::TempDir;

/// A text with a wrong difference, in the unit 垧 (a regional measure of area), which hegao does not
/// know.
const CHANGED: &str = "种植面积由12垧扩大到15垧，增加5垧。\n";

fn with(configuration: &str) -> TempDir {
    folder(&[
        (".git/HEAD", b""),
        ("hegao.toml", configuration.as_bytes()),
        ("春播.txt", CHANGED.as_bytes()),
        ("秋收.txt", CHANGED.as_bytes()),
    ])
}

fn found(files: &TempDir) -> String {
    out(&check(files, &["--format", "line", "."]))
}

#[test]
fn an_added_word_counts_in_the_files_that_it_is_added_for() {
    assert_eq!(found(&with("")), "");
    let everywhere = found(&with("words.'unit/area' = ['垧']"));
    assert_eq!(everywhere.matches("figure/change").count(), 2, "{everywhere}");
    let some = found(&with("[[overrides]]\nfiles = ['秋*']\nwords.'unit/area' = ['垧']"));
    assert!(some.contains("秋收.txt:1:") && some.lines().count() == 1, "{some}");
    let chained = with("extends = '省.toml'\nwords.'unit/mass' = ['担']");
    fs::write(chained.path().join("省.toml"), "words.'unit/area' = ['垧']").unwrap();
    assert_eq!(found(&chained).matches("figure/change").count(), 2, "lists of a chain are joined");
}

#[test]
fn an_override_that_adds_known_words_changes_nothing() {
    let text = "words.'unit/area' = ['垧']\n[[overrides]]\nfiles = ['秋*']\nwords.'unit/area' = ['垧']";
    let report = check(&with(text), &["."]);
    // The override only repeats a word of the list.
    assert_eq!(code(&report), 2, "{}", out(&report));
    assert!(err(&report).contains("什么也没有改变"), "{}", err(&report));
}

#[test]
fn show_lists_added_words_with_their_places() {
    let files = with("[words]\n'unit/area' = ['垧']\n");
    let shown = out(&Hegao::new(files.path(), &["config", "--show", "春播.txt"]).run());
    assert!(shown.contains("[words]\n\"unit/area\" = [\n  \"垧\",  # 来自 hegao.toml:2\n]\n"), "{shown}");
}

#[test]
fn explain_lists_the_classes_and_the_words_of_each() {
    let explain = |name: &str, language: &str| {
        let output = Hegao::new(Path::new("."), &["explain", name, "--lang", language]).run();
        assert_eq!(code(&output), 0, "{}", err(&output));
        out(&output)
    };
    for language in ["zh", "en"] {
        let all = explain("words", language);
        for class in CLASSES {
            assert!(all.contains(&format!("  {} ", class.id)), "{}: {all}", class.id);
        }
    }
    let area = explain("unit/area", "zh");
    assert!(area.contains("面积单位") && area.contains(" 亩 ") && area.contains("[words]"), "{area}");
    let refused = Hegao::new(Path::new("."), &["explain", "unit/aera", "--lang", "en"]).run();
    assert!(err(&refused).contains("did you mean `unit/area`"), "{}", err(&refused));
}

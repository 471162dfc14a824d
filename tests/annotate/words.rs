//! Texts of the comments, as the reader of an annotated document sees them.

use std::fs;

use crate::comments;
use crate::program::package::{Docx, paragraph};
use crate::program::{Hegao, code, err, folder};

const COMMENTS: &str = "word/comments.xml";

/// Returns the texts of the comments on a document with these paragraphs.
fn said(paragraphs: &[&str], options: &[&str]) -> Vec<String> {
    let content: String = paragraphs.iter().map(|text| paragraph(text)).collect();
    let files = folder(&[("稿.docx", &Docx::new(&content).build())]);
    let arguments = [&["annotate", "稿.docx", "-o", "副.docx", "--today", "off"], options].concat();
    let output = Hegao::new(files.path(), &arguments).run();
    assert_eq!(code(&output), 0, "{}", err(&output));
    let copy = fs::read(files.path().join("副.docx")).unwrap();
    comments(&copy, COMMENTS).into_iter().map(|(_, words)| words).collect()
}

#[test]
fn severities_are_words_in_the_language_of_the_run() {
    let chinese = said(&["共XX户，截止3月底。"], &[]);
    assert!(chinese[0].starts_with("必改：") && chinese[1].starts_with("疑似："), "{chinese:?}");
    for words in &chinese {
        let last = words.lines().last().unwrap();
        assert!(last.starts_with("核稿 · "), "the rule stands once, at the end: {words}");
        assert!(!words.contains("error") && !words.contains("warning"), "{words}");
        assert_eq!(words.matches(last.split(" · ").nth(1).unwrap()).count(), 1, "{words}");
    }
    let english = said(&["共XX户，截止3月底。"], &["--lang", "en"]);
    assert!(english[0].starts_with("Error: ") && english[1].starts_with("Warning: "), "{english:?}");
    assert!(english.iter().all(|words| words.contains("Why: ") && !words.contains("为什么")), "{english:?}");
}

#[test]
fn the_reason_is_said_once_for_each_rule() {
    let words = said(&["共XX户。", "共XX人，截止3月底。", "共XX亩，截止4月底。"], &[]);
    let with_reason: Vec<bool> = words.iter().map(|words| words.contains("为什么：")).collect();
    assert_eq!(with_reason, [true, false, true, false, false], "{words:?}");
}

#[test]
fn an_excerpt_that_is_cut_says_so() {
    let words = said(&["今年要在全县范围内认真组织完成固定资产投资XX亿元以上的年度目标任务要求。"], &[]);
    assert!(words[0].contains("「…") && words[0].contains("…」"), "{words:?}");
    let whole = said(&["投资XX亿元。"], &[]);
    assert!(whole[0].contains("「投资[XX]亿元」"), "{whole:?}");
}

#[test]
fn an_excerpt_over_two_paragraphs_is_one_line() {
    let text = "我们要坚持以人民为中心的发展思想，坚定不移推动高质量发展，切实把各项工作落到实处，确保全年各项目标任务按时顺利完成。";
    let words = said(&["年底前完成。", text, text], &[]);
    assert!(words[0].contains("「完成。 我们要"), "{words:?}");
    for line in words.iter().flat_map(|words| words.lines()) {
        assert_eq!(line.matches('「').count(), line.matches('」').count(), "{line}");
    }
}

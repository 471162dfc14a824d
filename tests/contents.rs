//! Tables of contents: what follows one is read as if it were not there, and what it lists is no part of the text.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use program::package::{Docx, paragraph};
use program::{Hegao, check, code, folder, json, out};
use tempfile::TempDir;

/// The lines and rules of what is found in `name`.
fn found(folder: &TempDir, name: &str) -> Vec<(u64, String)> {
    let report = json(&check(folder, &[name, "--format", "json"]));
    let found = report["files"][0]["diagnostics"].as_array().unwrap().clone();
    let row = |found: &serde_json::Value| {
        (found["location"]["start"]["line"].as_u64().unwrap(), found["rule"].as_str().unwrap().to_owned())
    };
    found.iter().map(row).collect()
}

const CONTENTS: &str = "目录\n一、抓好开局……1\n二、守住底线……3\n三、强化保障……5\n";

#[test]
fn numbering_behind_a_contents_is_checked() {
    let body = "一、抓好开局\n开局要稳。\n二、守住底线\n底线要牢。\n四、强化保障\n保障要足。\n";
    let folder = folder(&[("a.txt", format!("{CONTENTS}{body}").as_bytes())]);
    assert_eq!(found(&folder, "a.txt"), [(9, "numbering/gap".to_owned())]);
}

#[test]
fn counts_behind_a_contents_are_checked() {
    let body = "一、抓好开局\n下面讲三点意见。\n（一）要稳\n（二）要快\n（三）要准\n（四）要实\n";
    let folder = folder(&[("a.txt", format!("{CONTENTS}{body}").as_bytes())]);
    assert_eq!(found(&folder, "a.txt"), [(6, "count/announced".to_owned())]);
}

#[test]
fn headings_that_a_contents_lists_are_no_copies() {
    let body = "一、抓好开局\n开局要稳。\n二、守住底线\n底线要牢。\n三、强化保障\n保障要足。\n";
    let text = format!("{CONTENTS}{body}");
    let markdown =
        "# 目录\n\n- 一、抓好开局\n- 二、守住底线\n\n# 一、抓好开局\n\n要稳。\n\n# 二、守住底线\n\n要牢。\n";
    let figures = "目录\n图1 产量……2\n图2 销量……3\n表1 分县产量……4\n概况\n产量销量双升。\n图1 产量\n图2 销量\n表1 分县产量\n";
    let folder =
        folder(&[("a.txt", text.as_bytes()), ("a.md", markdown.as_bytes()), ("b.txt", figures.as_bytes())]);
    for name in ["a.txt", "a.md", "b.txt"] {
        assert_eq!(found(&folder, name), [], "{name}");
    }
}

#[test]
fn an_attachment_that_a_contents_lists_begins_none() {
    let text = "目录\n总体安排……1\n附件1：分工表……2\n附件2：进度表……3\n总体安排\n一、开局\n二、收官\n附件1：分工表\n略去。\n附件2：进度表\n略去。\n";
    let folder = folder(&[("a.txt", text.as_bytes())]);
    let tree = out(&Hegao::new(folder.path(), &["outline", "a.txt"]).run());
    assert_eq!(tree.matches("附件1").count(), 1, "{tree}");
}

/// A paragraph of a field that Word fills with the contents.
fn toc(lines: &[&str]) -> String {
    let begin = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> TOC \\o \"1-3\" \\h </w:instrText></w:r>\
        <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>";
    let lines = lines.iter().enumerate().map(|(index, line)| {
        let begin = if index == 0 { begin } else { "" };
        format!("<w:p>{begin}<w:r><w:t>{line}</w:t></w:r></w:p>")
    });
    lines.collect::<String>() + "<w:p><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>"
}

#[test]
fn a_contents_of_word_ends_with_its_field() {
    // The body has other words than the contents, which was not updated.
    let body = ["一、开局", "二、底线", "四、保障"].map(paragraph).concat();
    let field = toc(&["一、抓好开局1", "二、守住底线3", "三、强化保障5"]);
    let document = Docx::new(&format!("{}{field}{body}", paragraph("目录"))).build();
    let folder = folder(&[("a.docx", &document)]);
    let rules: Vec<String> = found(&folder, "a.docx").into_iter().map(|(_, rule)| rule).collect();
    assert_eq!(rules, ["numbering/gap"]);
}

#[test]
fn a_contents_of_word_ends_with_its_styles() {
    let styles = "<w:style w:type=\"paragraph\" w:styleId=\"11\"><w:name w:val=\"toc 1\"/></w:style>";
    let line = |text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"11\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let lines = ["一、抓好开局", "二、守住底线"].map(line).concat();
    let body = ["一、开局", "三、底线", "四、保障"].map(paragraph).concat();
    let document = Docx::new(&format!("{}{lines}{body}", paragraph("目录")));
    let folder = folder(&[("a.docx", &document.part("styles", "styles", styles).build())]);
    let rules: Vec<String> = found(&folder, "a.docx").into_iter().map(|(_, rule)| rule).collect();
    assert_eq!(rules, ["numbering/gap"]);
}

#[test]
fn the_outline_shows_the_contents_as_one_line_and_then_the_body() {
    let body = "一、抓好开局\n开局要稳。\n二、守住底线\n底线要牢。\n";
    let folder = folder(&[("a.txt", format!("{CONTENTS}{body}").as_bytes())]);
    let tree = Hegao::new(folder.path(), &["outline", "a.txt"]).run();
    assert_eq!(out(&tree), "     1  目录\n     5  一、抓好开局\n     7  二、守住底线\n");
    let tree = Hegao::new(folder.path(), &["outline", "--json", "a.txt"]).run();
    assert_eq!(code(&tree), 0);
    let entries = json(&tree)["entries"].clone();
    let kinds: Vec<&str> =
        entries.as_array().unwrap().iter().map(|entry| entry["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["contents", "item", "item"]);
}

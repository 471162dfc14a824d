//! Places to be filled in, as Word files and web pages have them: lines under blanks, cells beside labels, headers, text boxes.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use program::package::{Docx, paragraph};
use program::{check, folder, json};

/// A run of text.
fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// A run that is underlined.
fn underlined(content: &str) -> String {
    format!("<w:r><w:rPr><w:u w:val=\"single\"/></w:rPr>{content}</w:r>")
}

/// A run of underlined blanks.
fn line(blanks: &str) -> String {
    underlined(&format!("<w:t xml:space=\"preserve\">{blanks}</w:t>"))
}

fn whole(runs: &[String]) -> String {
    format!("<w:p>{}</w:p>", runs.concat())
}

/// Rules and paragraphs of what is found.
fn found(docx: Docx) -> Vec<(String, u64)> {
    let files = folder(&[("稿.docx", &docx.build())]);
    let report = json(&check(&files, &["稿.docx", "--select", "placeholder", "--format", "json"]));
    let found = report["files"][0]["diagnostics"].as_array().unwrap();
    let place = |found: &serde_json::Value| found["location"]["docx"]["paragraph"].as_u64().unwrap();
    found.iter().map(|found| (found["rule"].as_str().unwrap().to_owned(), place(found))).collect()
}

fn body(content: &str) -> Vec<(String, u64)> {
    found(Docx::new(content))
}

fn blank(paragraph: u64) -> (String, u64) {
    ("placeholder/blank".to_owned(), paragraph)
}

#[test]
fn a_line_under_blanks_is_a_blank() {
    let content = paragraph("租赁合同")
        + &whole(&[run("租金为人民币"), line("      "), run("元，")])
        + &whole(&[run("由"), line("  "), line("      "), run("负责验收。")])
        + &whole(&[run("交付地点为"), underlined("<w:tab/><w:tab/>"), run("。")])
        + &whole(&[run("付款方式是"), line("　　　")])
        + &whole(&[line("　　　　"), run("为丙方。")]);
    assert_eq!(body(&content), [2, 3, 4, 5, 6].map(blank));
}

#[test]
fn a_line_under_words_is_none() {
    let content = whole(&[run("租金为人民币"), line("  "), line("五千"), line("  "), run("元。")])
        + &whole(&[run("见"), line("第二章"), run("。")])
        + &whole(&[
            run("共"),
            "<w:r><w:rPr><w:u w:val=\"none\"/></w:rPr><w:t xml:space=\"preserve\"> </w:t></w:r>".into(),
            run("三条。"),
        ])
        + &whole(&[line("      ")]);
    assert_eq!(body(&content), []);
}

#[test]
fn places_for_signatures_are_left_to_others() {
    let content = whole(&[run("经办人（签字）："), line("          ")])
        + &whole(&[run("单位（盖章）："), line("        "), run("（公章）")]);
    assert_eq!(body(&content), []);
}

#[test]
fn blanks_in_headers_and_text_boxes_are_found() {
    let header = paragraph("（县办发〔2026〕　号）");
    let docx = Docx::new(&paragraph("正文。")).part("header", "hdr", &header);
    assert_eq!(found(docx).len(), 1);
    let content = "<w:p><w:r><w:drawing><wp:anchor><w:txbxContent><w:p><w:r><w:t xml:space=\"preserve\">保修期为      年。</w:t></w:r></w:p>\
                   </w:txbxContent></wp:anchor></w:drawing></w:r></w:p>";
    assert_eq!(body(content).len(), 1);
}

#[test]
fn a_row_without_a_name_is_found() {
    let cell = |text: &str| {
        let content = if text.is_empty() { "<w:p/>".to_owned() } else { paragraph(text) };
        format!("<w:tc>{content}</w:tc>")
    };
    let row = |cells: [&str; 3]| format!("<w:tr>{}</w:tr>", cells.map(cell).concat());
    let table = |name: &str| {
        let rows =
            [["序号", "姓名", "单位"], ["1", "周明", "甲校"], ["2", name, "乙校"], ["3", "孙丽", "丙校"]];
        format!("<w:tbl>{}</w:tbl>", rows.map(row).concat())
    };
    assert_eq!(body(&table("")), [blank(7)]);
    assert_eq!(body(&table("陈红")), []);
}

#[test]
fn a_web_page_underlines_blanks_too() {
    let page = "<!DOCTYPE html><html><body><p>工程造价为<u>&nbsp;&nbsp;&nbsp;&nbsp;</u>元。</p>\
                <p>付款方式是<span style=\"text-decoration: underline\">&emsp;&emsp;</span></p><p>见<u>第二章</u>。</p></body></html>";
    let files = folder(&[("稿.html", page.as_bytes())]);
    let report = json(&check(&files, &["稿.html", "--select", "placeholder", "--format", "json"]));
    let found = report["files"][0]["diagnostics"].as_array().unwrap();
    let rules: Vec<&str> = found.iter().map(|found| found["rule"].as_str().unwrap()).collect();
    assert_eq!(rules, ["placeholder/blank", "placeholder/blank"], "{report}");
}

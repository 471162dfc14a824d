//! Descriptions of places for people who have the document open in Word, in all formats and outputs
//! that contain them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use std::fs;

use hegao::{Finding, Language, Linter, Options};
use program::Hegao;
use program::package::{Docx, paragraph, zip};
use serde_json::Value;

fn linter(language: Language) -> Linter {
    let select = vec!["placeholder/mask".to_owned()];
    Linter::new(&Options { select, language: Some(language), ..Options::default() }).unwrap()
}

fn found(name: &str, bytes: &[u8]) -> Vec<Finding> {
    linter(Language::Chinese).check(name, bytes).unwrap().findings
}

/// Returns the description of the place of each blank.
fn words(name: &str, bytes: &[u8]) -> Vec<String> {
    found(name, bytes).into_iter().map(|found| found.place.words).collect()
}

fn in_english(name: &str, bytes: &[u8]) -> Vec<String> {
    let report = linter(Language::English).check(name, bytes).unwrap();
    report.findings.into_iter().map(|found| found.place.words).collect()
}

/// Creates a Word document with a blank in every kind of place that has a name.
fn word() -> Vec<u8> {
    let note = |kind: &str, id: &str, more: &str| {
        format!("<w:p><w:r><w:t>见注</w:t></w:r><w:r><w:{kind}Reference w:id=\"{id}\"{more}/></w:r></w:p>")
    };
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", paragraph(text));
    let row = |cells: [&str; 2]| format!("<w:tr>{}</w:tr>", cells.map(cell).concat());
    let text_box = |text: &str| {
        let content = paragraph(text);
        format!(
            "<w:p><w:r><w:drawing><wp:anchor><w:txbxContent>{content}</w:txbxContent></wp:anchor></w:drawing></w:r></w:p>"
        )
    };
    let body = [
        paragraph("一、总体情况"),
        "<w:p/>".to_owned(),
        paragraph("全县共有企业XX家。"),
        paragraph("（一）狠抓落实，务求实效。"),
        paragraph("整改问题XX个。"),
        note("footnote", "7", ""),
        note("footnote", "9", " w:customMarkFollows=\"1\""),
        note("footnote", "3", ""),
        note("endnote", "2", ""),
        format!("<w:tbl>{}{}</w:tbl>", row(["单位", "户数"]), row(["甲局", "共XX户"])),
        text_box("图中有XX处。"),
        text_box("图中又有XX处。"),
    ];
    let notes = |kind: &str, ids: &[&str]| -> String {
        let note = |id: &&str| format!("<w:{kind} w:id=\"{id}\">{}</w:{kind}>", paragraph("注中有XX处。"));
        ids.iter().map(note).collect()
    };
    Docx::new(&body.concat())
        .part("footnotes", "footnotes", &notes("footnote", &["3", "7", "9"]))
        .part("endnotes", "endnotes", &notes("endnote", &["2"]))
        .part("header", "hdr", &paragraph("第XX期"))
        .part("footer", "ftr", &paragraph("印发XX份"))
        .build()
}

#[test]
fn places_in_word_have_the_names_that_people_give_them() {
    let expected = [
        "第2段（「一、总体情况」之下）",
        "第4段（「（一）狠抓落实，务求实效」之下）",
        "表1第2行第2列",
        "文本框1",
        "文本框2",
        "脚注2",
        "脚注1",
        "脚注",
        "尾注1",
        "页眉",
        "页脚",
    ];
    assert_eq!(words("稿.docx", &word()), expected);
    let expected = [
        "paragraph 2 (under “一、总体情况”)",
        "paragraph 4 (under “（一）狠抓落实，务求实效”)",
        "table 1 row 2 column 2",
        "text box 1",
        "text box 2",
        "footnote 2",
        "footnote 1",
        "footnote",
        "endnote 1",
        "header",
        "footer",
    ];
    assert_eq!(in_english("稿.docx", &word()), expected);
    let found = found("稿.docx", &word());
    let kinds: Vec<&str> = found.iter().map(|found| found.place.kind).collect();
    assert_eq!(kinds[..6], ["paragraph", "paragraph", "cell", "box", "box", "footnote"]);
    assert_eq!(
        (found[1].place.running, found[1].place.number, found[5].place.number),
        (Some(4), None, Some(2))
    );
    assert_eq!(found[1].place.under.as_deref(), Some("（一）狠抓落实，务求实效"));
}

#[test]
fn a_heading_stands_under_what_holds_it() {
    let text = ["一、总体情况", "（一）企业XX家", "二、下一步打算", "共XX项。"].map(paragraph).concat();
    let expected = ["第2段（「一、总体情况」之下）", "第4段（「二、下一步打算」之下）"];
    assert_eq!(words("稿.docx", &Docx::new(&text).build()), expected);
    let narrative = ["一是抓安全，检查XX次。", "另查处XX起。"].map(paragraph).concat();
    assert_eq!(words("稿.docx", &Docx::new(&narrative).build()), ["第1段", "第2段"]);
}

#[test]
fn lines_of_one_paragraph_are_one() {
    let text = "<w:p><w:r><w:t>共XX户，</w:t><w:br/><w:t>共XX人。</w:t></w:r></w:p>".to_owned()
        + &paragraph("共XX项。");
    assert_eq!(words("稿.docx", &Docx::new(&text).build()), ["第1段", "第1段", "第2段"]);
}

/// Creates an OpenDocument text with this content, a header and a footer.
fn odt(content: &str) -> Vec<u8> {
    let names = "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
        xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' \
        xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0'";
    let text = format!(
        "<office:document-content {names}><office:body><office:text>{content}</office:text></office:body></office:document-content>"
    );
    let styles = format!(
        "<office:document-styles {names}><office:master-styles><style:master-page>\
         <style:header><text:p>第XX期</text:p></style:header><style:footer><text:p>印发XX份</text:p></style:footer>\
         </style:master-page></office:master-styles></office:document-styles>"
    );
    let mimetype = "application/vnd.oasis.opendocument.text";
    let parts = [("mimetype", mimetype), ("content.xml", &text), ("styles.xml", &styles)];
    zip(&parts.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())))
}

#[test]
fn places_in_open_document_have_the_same_names() {
    let note = |class: &str| {
        format!(
            "<text:note text:note-class='{class}'><text:note-citation>1</text:note-citation>\
             <text:note-body><text:p>注中有XX处。</text:p></text:note-body></text:note>"
        )
    };
    let frame = |content: &str| format!("<draw:frame><draw:text-box>{content}</draw:text-box></draw:frame>");
    let content = [
        "<text:h text:outline-level='1'>基本情况</text:h>".to_owned(),
        "<text:p/><text:p>共有XX户。</text:p>".to_owned(),
        format!("<text:p>见注{}{}{}</text:p>", note("footnote"), note("endnote"), note("footnote")),
        format!("<text:p>见图{}</text:p>", frame("")),
        format!("<text:p>见图{}</text:p>", frame("<text:p>图中有XX处。</text:p>")),
        "<table:table><table:table-row><table:table-cell><text:p>共XX户</text:p></table:table-cell></table:table-row></table:table>"
            .to_owned(),
    ];
    let expected =
        ["第2段（「基本情况」之下）", "文本框1", "表1第1行第1列", "脚注1", "尾注1", "脚注2", "页眉", "页脚"];
    assert_eq!(words("稿.odt", &odt(&content.concat())), expected);
}

#[test]
fn places_in_html_markdown_and_rtf_have_the_same_names() {
    let page = "<header>第XX期</header><h2>基本情况</h2><p>共有XX户。<table><tr><td>甲<td>共XX户</table><footer>印发XX份</footer>";
    let expected = ["页眉", "第2段（「基本情况」之下）", "表1第1行第2列", "页脚"];
    assert_eq!(words("稿.html", page.as_bytes()), expected);
    let markdown = "# 基本情况\n\n共有XX户。[^b][^a]\n\n| 单位 | 户数 |\n|--|--|\n| 甲 | 共XX户 |\n\n[^a]: 注中有XX处。\n[^b]: 又有XX处。\n";
    let expected = ["第2段（「基本情况」之下）", "表1第2行第2列", "脚注2", "脚注1"];
    assert_eq!(words("稿.md", markdown.as_bytes()), expected);
    let rtf = r"{\rtf1\ansi\ansicpg936{\header XX\'bb\'a7\par}\'b9\'b2XX\'bb\'a7\par{\footnote XX\'bb\'a7}{\footnote\ftnalt XX\'bb\'a7}\par}";
    let report = Linter::new(&Options::default()).unwrap();
    let report = report.check("稿.rtf", rtf).unwrap();
    let places: Vec<&str> = report.findings.iter().map(|found| found.place.words.as_str()).collect();
    assert!(places.contains(&"第1段"), "{places:?}");
    let kinds: Vec<&str> = report.findings.iter().map(|found| found.place.kind).collect();
    assert!(
        kinds.iter().all(|kind| ["paragraph", "header", "footnote", "endnote"].contains(kind)),
        "{kinds:?}"
    );
}

#[test]
fn the_outputs_tell_them() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("稿.docx"), word()).unwrap();
    let run = |arguments: &[&str]| {
        let common = ["--select", "placeholder/mask", "--lang", "zh"];
        String::from_utf8(Hegao::new(folder.path(), &[arguments, &common].concat()).run().stdout).unwrap()
    };
    let pretty = run(&["check", "稿.docx"]);
    assert!(pretty.contains("位置：第4段（「（一）狠抓落实，务求实效」之下）。"), "{pretty}");
    assert!(pretty.contains("在脚注2里。"), "{pretty}");
    let markdown = run(&["check", "--format", "markdown", "稿.docx"]);
    assert!(markdown.contains("** 第2段（「一、总体情况」之下）「XX」："), "{markdown}");
    assert!(!markdown.contains("行「") && !markdown.contains("在脚注2里"), "{markdown}");
    let json: Value = serde_json::from_str(&run(&["check", "--format", "json", "稿.docx"])).unwrap();
    let places: Vec<Value> = json["files"][0]["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| found["location"]["place"].clone())
        .collect();
    let expected = serde_json::json!({
        "kind": "paragraph", "paragraph": 2, "under": "一、总体情况", "words": "第2段（「一、总体情况」之下）"
    });
    assert_eq!(places[0], expected);
    let cell = serde_json::json!({ "table": 1, "row": 2, "column": 2 });
    assert_eq!(places[2], serde_json::json!({ "kind": "cell", "cell": cell, "words": "表1第2行第2列" }));
    assert_eq!(places[5], serde_json::json!({ "kind": "footnote", "number": 2, "words": "脚注2" }));
    assert_eq!(json["files"][0]["diagnostics"][5]["location"]["docx"]["kind"], "footnote");
}

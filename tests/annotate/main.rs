//! `hegao annotate`: findings and fixes written into documents. The old content is kept, and the
//! new content is in the right place.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod again;
mod broken;
mod copies;
#[path = "../program/mod.rs"]
mod program;
mod random;
mod signed;
mod words;

use std::fs;
use std::io::{Cursor, Read};

use hegao::document::source::Source;
use hegao::package::xml::{Node, Walker};
use hegao::readers::read;
use program::package::{Docx, WORD, paragraph, zip};
use program::{Hegao, check, code, err, folder, json, out};
use tempfile::TempDir;
use zip::ZipArchive;

/// Returns the parts of a package: names and contents.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let read = |index| {
        let mut file = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        (file.name().unwrap().into_owned(), bytes)
    };
    (0..ZipArchive::new(Cursor::new(bytes)).unwrap().len()).map(read).collect()
}

fn part(bytes: &[u8], name: &str) -> String {
    let found = parts(bytes).into_iter().find(|(known, _)| known == name);
    String::from_utf8(found.unwrap_or_else(|| panic!("no {name}")).1).unwrap()
}

const NAMES: &[(&str, usize)] = &[(WORD, 0), ("http://purl.oclc.org/ooxml/wordprocessingml/main", 0)];

/// Returns the text of the document part that each comment covers, by the comment's id. Tabs are
/// kept as tabs.
fn anchored(document: &str) -> Vec<(usize, String)> {
    let mut walker = Walker::new("word/document.xml", document, NAMES);
    let mut open: Vec<(usize, String)> = Vec::new();
    let mut closed = Vec::new();
    // Characters of the open `w:t`; true if white space at its ends is preserved.
    let mut text: Option<(String, bool)> = None;
    while let Some(node) = walker.step().unwrap() {
        let mut add = |words: &str| open.iter_mut().for_each(|(_, covered)| covered.push_str(words));
        match node {
            Node::Start(element) => {
                let id = || element.attribute("id").unwrap().parse().unwrap();
                if element.is(0, "t") {
                    text = Some((
                        String::new(),
                        element.attribute("space").is_some_and(|value| value == "preserve"),
                    ));
                }
                match element.name {
                    "tab" => add("\t"),
                    "commentRangeStart" => open.push((id(), String::new())),
                    "commentRangeEnd" => {
                        let at = open.iter().position(|(open, _)| *open == id()).unwrap();
                        closed.push(open.remove(at));
                    }
                    _ => {}
                }
            }
            Node::Text(characters) => text.iter_mut().for_each(|(text, _)| text.push_str(characters)),
            Node::Character(c) => text.iter_mut().for_each(|(text, _)| text.push(c)),
            Node::End => {
                if let Some((words, is_preserved)) = text.take() {
                    add(if is_preserved { &words } else { words.trim_matches([' ', '\t', '\r', '\n']) });
                }
            }
        }
    }
    assert!(open.is_empty(), "a comment without end");
    closed.sort();
    closed
}

/// Returns a package with some parts changed: `change` gets the name and text of a part and returns
/// the new text, or `None`.
fn changed(bytes: &[u8], change: impl Fn(&str, &str) -> Option<String>) -> Vec<u8> {
    let parts = parts(bytes).into_iter().map(|(name, bytes)| {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let bytes = change(&name, &text).map_or(bytes, String::into_bytes);
        (name, bytes)
    });
    zip(&parts.collect::<Vec<_>>())
}

/// Returns the text of each comment by its id, one line per paragraph.
fn comments(bytes: &[u8], name: &str) -> Vec<(String, String)> {
    let text = part(bytes, name);
    let mut walker = Walker::new(name, &text, NAMES);
    let mut comments: Vec<(String, String)> = Vec::new();
    while let Some(node) = walker.step().unwrap() {
        match (node, comments.last_mut()) {
            (Node::Start(element), _) if element.is(0, "comment") => {
                comments.push((element.attribute("id").unwrap().into_owned(), String::new()));
            }
            (Node::Start(element), Some((_, words))) if element.is(0, "p") && !words.is_empty() => {
                words.push('\n');
            }
            (Node::Text(text), Some((_, words))) => words.push_str(text),
            (Node::Character(c), Some((_, words))) => words.push(c),
            _ => {}
        }
    }
    comments
}

/// Returns the view of a document (its lines as read).
fn view(bytes: &[u8]) -> String {
    read(&Source { name: "稿.docx".into(), bytes: bytes.to_vec() }).unwrap().view().to_owned()
}

/// Annotates `name` into `copy` and returns the bytes of the copy.
fn annotated_into(files: &TempDir, name: &str, copy: &str) -> Vec<u8> {
    let output = Hegao::new(files.path(), &["annotate", name, "-o", copy, "--today", "off"]).run();
    assert_eq!(code(&output), 0, "{}", err(&output));
    fs::read(files.path().join(copy)).unwrap()
}

/// Annotates `稿.docx` and returns the copy.
fn annotated(files: &TempDir) -> Vec<u8> {
    annotated_into(files, "稿.docx", "副本.docx")
}

fn words(bytes: &[u8]) -> Vec<String> {
    anchored(&part(bytes, "word/document.xml")).into_iter().map(|(_, words)| words).collect()
}

#[test]
fn a_comment_stands_at_its_words_and_says_what_is_wrong() {
    let content = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>完成投资XX亿元，截止3月底。</w:t></w:r></w:p>";
    let files = folder(&[("稿.docx", &Docx::new(content).build())]);
    let copy = annotated(&files);
    assert_eq!(words(&copy), ["XX", "截止"]);
    let document = part(&copy, "word/document.xml");
    assert_eq!(
        document.matches("<w:rPr><w:b/></w:rPr>").count(),
        5,
        "every half keeps its properties: {document}"
    );
    let comments = part(&copy, "word/comments.xml");
    assert!(
        comments.contains("w:author=\"核稿\"")
            && comments.contains("XX")
            && comments.contains("placeholder/mask")
    );
    assert!(part(&copy, "[Content_Types].xml").contains("/word/comments.xml"));
    assert!(part(&copy, "word/_rels/document.xml.rels").contains("/word/comments.xml"));
}

#[test]
fn every_other_part_keeps_its_bytes_and_old_comments_stay() {
    let old = "<w:comment w:id=\"7\" w:author=\"科长\"><w:p><w:r><w:t>旧批注</w:t></w:r></w:p></w:comment>";
    let content = "<w:p><w:commentRangeStart w:id=\"7\"/><w:r><w:t>共XX户</w:t></w:r><w:commentRangeEnd w:id=\"7\"/></w:p>";
    let docx = Docx::new(content).part("comments", "comments", old).part("styles", "styles", "<w:style/>");
    let original = docx.build();
    let files = folder(&[("稿.docx", &original)]);
    let copy = annotated(&files);
    let changed = ["word/document.xml", "word/comments3.xml"];
    let (before, after) = (parts(&original), parts(&copy));
    assert_eq!(before.len(), after.len());
    for ((name, old), (new_name, new)) in before.iter().zip(&after) {
        assert_eq!(name, new_name);
        assert_eq!(old == new, !changed.contains(&name.as_str()), "{name}");
    }
    assert_eq!(anchored(&part(&copy, "word/document.xml")), [(7, "共XX户".to_owned()), (8, "XX".to_owned())]);
    let comments = part(&copy, "word/comments3.xml");
    assert!(comments.contains("旧批注") && comments.contains("w:id=\"8\""));
}

#[test]
fn an_empty_comments_part_and_odd_prefixes_take_comments_too() {
    let document = format!("<document xmlns=\"{WORD}\"><body><p><r><t>共XX户</t></r></p></body></document>");
    let mut docx = Docx::with_document(document.into_bytes());
    docx = docx.part("comments", "comments", "");
    let mut original = docx.build();
    let files = folder(&[("稿.docx", &original)]);
    original = annotated(&files);
    assert_eq!(words(&original), ["XX"]);
    let doc = read(&Source { name: "稿.docx".into(), bytes: original }).unwrap();
    assert_eq!((doc.view(), doc.origin().properties.as_ref().unwrap().comments), ("共XX户\n", 1));
}

#[test]
fn what_word_ignores_stands_on_the_host_paragraph() {
    let text_box = format!(
        "<w:r><w:drawing><wp:anchor><w:txbxContent>{}</w:txbxContent></wp:anchor></w:drawing></w:r>",
        paragraph("框内XX")
    );
    let content = paragraph("第一段")
        + &format!("<w:p><w:r><w:t>第二段</w:t></w:r>{text_box}</w:p>")
        + "<w:p><w:r><w:t>第三段</w:t><w:footnoteReference w:id=\"2\"/></w:r></w:p>";
    let notes = format!("<w:footnote w:id=\"2\">{}</w:footnote>", paragraph("注XX"));
    let docx = Docx::new(&content).part("footnotes", "footnotes", &notes).part(
        "header",
        "hdr",
        &paragraph("页眉XX"),
    );
    let files = folder(&[("稿.docx", &docx.build())]);
    let copy = annotated(&files);
    assert_eq!(words(&copy), ["第二段框内XX", "第三段", "第一段"]);
    let comments = part(&copy, "word/comments.xml");
    for place in ["文本框1", "脚注1", "页眉"] {
        assert_eq!(comments.matches(&format!("「XX」在{place}里。")).count(), 1, "{comments}");
    }
}

#[test]
fn a_number_that_word_makes_is_commented_on_its_paragraph() {
    let lists = "<w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>\
        <w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"%1、\"/></w:lvl></w:abstractNum>\
        <w:num w:numId=\"5\"><w:abstractNumId w:val=\"1\"/></w:num><w:num w:numId=\"6\"><w:abstractNumId w:val=\"1\"/>\
        <w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"4\"/></w:lvlOverride></w:num>";
    let numbered = |text: &str, list: u8| {
        format!(
            "<w:p><w:pPr><w:numPr><w:numId w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let content = numbered("甲", 5) + &numbered("乙", 5) + &numbered("丙", 6);
    let files = folder(&[("稿.docx", &Docx::new(&content).part("numbering", "numbering", lists).build())]);
    assert_eq!(words(&annotated(&files)), ["丙"]);
}

#[test]
fn text_is_marked_in_its_encoding() {
    let text = "共XX户。\r\n截止3月底，XX人。\r\n";
    let gb = encoding_rs::GB18030.encode(text).0.into_owned();
    let wide: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let files = folder(&[("新.txt", text.as_bytes()), ("旧.txt", &gb), ("宽.txt", &wide)]);
    // The last digits are the check value of the file, which depends on the encoding.
    let plain = |text: &str| {
        let notes = text.split('·').map(|piece| piece.get(8..).unwrap_or(piece).to_owned());
        notes.collect::<String>()
    };
    let expected = String::from_utf8(annotated_into(&files, "新.txt", "副本1.txt")).unwrap();
    assert!(expected.starts_with("共⟦XX⟧〔必改：缺一个数字："), "{expected}");
    assert!(expected.contains("⟦截止⟧〔疑似：") && expected.ends_with("人。\r\n"), "{expected}");
    let old = annotated_into(&files, "旧.txt", "副本2.txt");
    assert_eq!(plain(&encoding_rs::GB18030.decode(&old).0), plain(&expected));
    let wide = annotated_into(&files, "宽.txt", "副本3.txt");
    assert_eq!(plain(&encoding_rs::UTF_16LE.decode(&wide).0), plain(&expected));
}

#[test]
fn the_document_itself_is_written_only_with_a_copy_beside_it() {
    let original = Docx::new(&paragraph("共XX户")).build();
    let files = folder(&[("稿.docx", &original), ("在写.docx", &original), ("~$在写.docx", b"me")]);
    let annotate = |arguments: &[&str]| Hegao::new(files.path(), &[&["annotate"], arguments].concat()).run();
    assert_eq!(code(&annotate(&["稿.docx", "-o", "./稿.docx"])), 2, "the copy is the document");
    assert_eq!(fs::read(files.path().join("稿.docx")).unwrap(), original);
    for backup in ["稿.docx.bak", "稿.docx.bak2"] {
        let before = fs::read(files.path().join("稿.docx")).unwrap();
        let output = annotate(&["稿.docx", "--in-place"]);
        assert!(code(&output) == 0 && err(&output).contains(backup), "{}", err(&output));
        assert_eq!(fs::read(files.path().join(backup)).unwrap(), before);
    }
    let refused = annotate(&["在写.docx", "--in-place"]);
    assert!(code(&refused) == 2 && err(&refused).contains("~$在写.docx"), "{}", err(&refused));
    assert_eq!(fs::read(files.path().join("在写.docx")).unwrap(), original);
    assert!(!files.path().join("在写.docx.bak").exists(), "nothing was kept of what was not changed");
}

#[test]
fn a_cap_on_comments_is_said_when_it_is_reached() {
    let files = folder(&[("稿.docx", &Docx::new(&paragraph("共XX户、XX人、XX亩")).build())]);
    let arguments = ["annotate", "稿.docx", "-o", "副本.docx", "--max", "2", "--author", "Li Ming"];
    let output = Hegao::new(files.path(), &arguments).run();
    assert!(err(&output).contains("2 条批注") && err(&output).contains("另有 1 处"), "{}", err(&output));
    let comments = part(&fs::read(files.path().join("副本.docx")).unwrap(), "word/comments.xml");
    assert!(comments.contains("w:author=\"Li Ming\" w:initials=\"LM\"") && comments.contains("另有 1 处"));
    let beyond = ["annotate", "稿.docx", "-o", "副本.docx", "--max", "40000"];
    assert_eq!(code(&Hegao::new(files.path(), &beyond).run()), 2);
}

#[test]
fn formats_without_room_for_comments_are_refused() {
    let files = folder(&[("稿.html", "<p>共XX户</p>".as_bytes())]);
    let output = Hegao::new(files.path(), &["annotate", "稿.html", "-o", "副本.html"]).run();
    assert!(code(&output) == 2 && err(&output).contains("html 文件里不能写批注"), "{}", err(&output));
    assert!(!files.path().join("副本.html").exists());
}

#[test]
fn fixes_change_their_words_and_nothing_else() {
    let content = paragraph("截止3月底，建成80户。")
        + "<w:p><w:r><w:t>截</w:t></w:r><w:r><w:t>止4月底。</w:t></w:r></w:p>";
    let original = Docx::new(&content).build();
    let gb = encoding_rs::GB18030.encode("截止3月底。\r\n").0.into_owned();
    let files = folder(&[("稿.docx", &original), ("旧.txt", &gb)]);
    let output = check(&files, &["--fix", "--today", "off", "稿.docx", "旧.txt", "--format", "json"]);
    assert!(err(&output).contains("改了 2 处；1 处有修改建议但没有改"), "{}", err(&output));
    let left = json(&output);
    assert_eq!(left["summary"]["warning"], 1, "what lies in two runs is left: {}", out(&output));
    let fixed = fs::read(files.path().join("稿.docx")).unwrap();
    let expected = part(&original, "word/document.xml").replacen("截止", "截至", 1);
    assert_eq!(part(&fixed, "word/document.xml"), expected);
    let untouched = |bytes: &[u8]| {
        parts(bytes).into_iter().filter(|(name, _)| name != "word/document.xml").collect::<Vec<_>>()
    };
    assert_eq!(untouched(&fixed), untouched(&original));
    assert_eq!(
        encoding_rs::GB18030.decode(&fs::read(files.path().join("旧.txt")).unwrap()).0,
        "截至3月底。\r\n"
    );
    let again = check(&files, &["--fix", "--today", "off", "旧.txt"]);
    assert!(err(&again).contains("改了 0 处"), "{}", err(&again));
}

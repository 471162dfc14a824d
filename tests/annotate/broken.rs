//! Unusual and broken Word packages: the text is kept, ids stay unique, and packages that cannot be
//! written are refused.

use std::fs;

use hegao::document::source::Source;
use hegao::readers::read;
use hegao::text::span::Span;
use hegao::writers::{FileEdit, edit as edit_file};

use crate::program::package::{Docx, paragraph};
use crate::program::{Hegao, check, code, err, folder};
use crate::{annotated, comments, part, parts, view, words};

fn old(ids: &[&str]) -> String {
    let comment = |id: &&str| {
        format!("<w:comment w:id=\"{id}\" w:author=\"甲\"><w:p><w:r><w:t>旧</w:t></w:r></w:p></w:comment>")
    };
    ids.iter().map(comment).collect()
}

/// Asserts that relationships and content types of an annotated package name the comments part
/// exactly once.
fn assert_registered_once(copy: &[u8], part_name: &str) {
    let relations = part(copy, "word/_rels/document.xml.rels");
    assert_eq!(relations.matches("/relationships/comments\"").count(), 1, "{relations}");
    assert!(!relations.contains("External"), "{relations}");
    let ids: Vec<&str> =
        relations.split(" Id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let mut unique = ids.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), ids.len(), "{relations}");
    let types = part(copy, "[Content_Types].xml");
    assert_eq!(types.matches(&format!("PartName=\"/{part_name}\"")).count(), 1, "{types}");
    assert_eq!(types.matches("wordprocessingml.comments+xml").count(), 1, "{types}");
}

#[test]
fn text_in_cdata_and_beside_comments_of_xml_stays() {
    for (content, covered) in [
        ("<![CDATA[完成XX亿元&]]>", "完成XX亿元&"),
        ("A<![CDATA[（共XX户<甲>&]]>B", "A（共XX户<甲>&B"),
        ("完<!-- x -->成XX<?pi x?>亿元", "完成XX亿元"),
        ("<![CDATA[ 共XX户 ]]>", "共XX户"),
        ("&lt;共XX户&gt;", "XX"),
        ("共&#88;&#x58;户", "XX"),
    ] {
        let body = format!("<w:p><w:r><w:t>前</w:t><w:t>{content}</w:t><w:t>后</w:t></w:r></w:p>");
        let original = Docx::new(&body).build();
        let files = folder(&[("稿.docx", &original)]);
        let copy = annotated(&files);
        assert_eq!(view(&copy), view(&original), "{content}");
        assert_eq!(words(&copy).len(), 1, "{content}");
        assert_eq!(words(&copy)[0].trim(), covered, "{content}");
    }
}

#[test]
fn a_fix_in_cdata_is_written_as_characters() {
    let fix = "<w:p><w:r><w:t><![CDATA[甲&乙<，截止3月底，]]>丙</w:t></w:r></w:p>";
    let original = Docx::new(fix).build();
    let files = folder(&[("稿.docx", &original)]);
    let output = check(&files, &["--fix", "--today", "off", "稿.docx"]);
    assert!(err(&output).contains("改了 1 处"), "{}", err(&output));
    let fixed = fs::read(files.path().join("稿.docx")).unwrap();
    assert_eq!(view(&fixed), view(&original).replace("截止", "截至"));
}

#[test]
fn an_edit_in_cdata_may_hold_any_character() {
    let bytes = Docx::new("<w:p><w:r><w:t><![CDATA[甲&乙]]>丙</w:t></w:r></w:p>").build();
    let source = Source { name: "稿.docx".into(), bytes };
    let doc = read(&source).unwrap();
    for (words, text, expected) in [
        ("&", "<&]]>", "甲<&]]>乙丙\n"),
        ("甲", "", "&乙丙\n"),
        ("乙", "<", "甲&<丙\n"),
        ("丙", "&", "甲&乙&\n"),
    ] {
        let start = doc.text().find(words).unwrap();
        let place = doc.editable(Span::new(start, start + words.len())).unwrap();
        let edit = FileEdit { part: place.part.to_owned(), bytes: place.bytes, text: text.to_owned() };
        assert_eq!(view(&edit_file(&source, &doc, &[edit]).unwrap()), expected);
    }
}

#[test]
fn ids_of_comments_stay_unique_and_below_two_to_the_31st() {
    for ids in [
        &["2147483647"][..],
        &["18446744073709551615", "0"],
        &["4294967295", "99999999999999999999", "0", "1"],
        &["-5", "-1"],
        &["abc", ""],
        &["0x10", "+5", " 7 "],
        &["2147483646", "0", "2"],
    ] {
        let docx = Docx::new(&paragraph("共XX户、XX人、XX亩。")).part("comments", "comments", &old(ids));
        let files = folder(&[("稿.docx", &docx.build())]);
        let copy = annotated(&files);
        let all = comments(&copy, "word/comments3.xml");
        assert_eq!(all.len(), ids.len() + 3);
        let new: Vec<i64> = all[ids.len()..].iter().map(|(id, _)| id.parse().unwrap()).collect();
        let numbers = all.iter().filter_map(|(id, _)| id.trim().parse::<i128>().ok());
        let mut numbers: Vec<i128> = numbers.collect();
        let count = numbers.len();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers.len(), count, "{ids:?} {new:?}");
        assert!(new.iter().all(|id| (0..1 << 31).contains(id)), "{ids:?} {new:?}");
    }
}

#[test]
fn marks_of_comments_that_are_missing_keep_their_ids() {
    let content = "<w:p><w:commentRangeStart w:id=\"0\"/><w:r><w:t>共XX户</w:t></w:r><w:commentRangeEnd w:id=\"0\"/></w:p>";
    let files = folder(&[("稿.docx", &Docx::new(content).build())]);
    let copy = annotated(&files);
    assert_eq!(comments(&copy, "word/comments.xml")[0].0, "1");
}

#[test]
fn a_comments_part_that_is_missing_or_elsewhere_is_made_anew() {
    let document = || Docx::new(&paragraph("共XX户。"));
    for docx in [
        document().relation("comments", "\"comments.xml\""),
        document().relation("comments", "\"http://x/y\" TargetMode=\"External\""),
        document().relation("comments", "\"document.xml\""),
        document().relation("comments", "\"other.xml\"").raw("word/other.xml", "<x/>"),
        document().relation("comments", "\"a.xml\"").relation("comments", "\"b.xml\""),
        document(),
    ] {
        let files = folder(&[("稿.docx", &docx.build())]);
        let copy = annotated(&files);
        assert_registered_once(&copy, "word/comments.xml");
        assert_eq!(words(&copy), ["XX"]);
        assert_eq!(comments(&copy, "word/comments.xml").len(), 1);
    }
}

#[test]
fn a_comments_part_without_a_content_type_gets_one() {
    let docx = Docx::new(&paragraph("共XX户。"))
        .relation("comments", "\"comments.xml\"")
        .raw("word/comments.xml", &format!("<w:comments xmlns:w=\"{}\"/>", crate::WORD));
    let files = folder(&[("稿.docx", &docx.build())]);
    assert_registered_once(&annotated(&files), "word/comments.xml");
}

#[test]
fn a_part_of_the_same_name_that_nothing_refers_to_stays() {
    let docx = Docx::new(&paragraph("共XX户。")).raw("word/Comments.xml", "<x/>");
    let files = folder(&[("稿.docx", &docx.build())]);
    let copy = annotated(&files);
    assert_registered_once(&copy, "word/comments1.xml");
    assert_eq!(part(&copy, "word/Comments.xml"), "<x/>");
}

#[test]
fn a_comments_part_that_is_not_well_formed_is_refused() {
    let docx = Docx::new(&paragraph("共XX户。"))
        .relation("comments", "\"comments.xml\"")
        .raw("word/comments.xml", "<w:comments><w:comment>");
    let files = folder(&[("稿.docx", &docx.build())]);
    let output = Hegao::new(files.path(), &["annotate", "稿.docx"]).run();
    assert!(code(&output) == 2 && err(&output).contains("word/comments.xml"), "{}", err(&output));
    assert_eq!(fs::read_dir(files.path()).unwrap().count(), 1, "nothing was written");
}

#[test]
fn a_finding_without_a_paragraph_to_stand_on_is_said_to_have_no_comment() {
    let docx = Docx::new("").part("header", "hdr", &paragraph("页眉XX"));
    let files = folder(&[("稿.docx", &docx.build())]);
    let output = Hegao::new(files.path(), &["annotate", "稿.docx", "-o", "副.docx"]).run();
    let said = err(&output);
    assert!(said.contains("0 条批注") && said.contains("有 1 处没有写成批注"), "{said}");
    let copy = fs::read(files.path().join("副.docx")).unwrap();
    assert!(parts(&copy).iter().all(|(name, _)| name != "word/comments.xml"), "no comment without a place");
}

#[test]
fn names_of_parts_stay_unique() {
    let files = folder(&[("稿.docx", &Docx::new(&paragraph("共XX户。")).build())]);
    let mut names: Vec<String> = parts(&annotated(&files)).into_iter().map(|(name, _)| name).collect();
    let count = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), count);
}

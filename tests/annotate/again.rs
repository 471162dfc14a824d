//! A second run of `hegao annotate`: replaces the remarks of the first one, and keeps those of
//! people.

use std::fs;

use tempfile::TempDir;

use crate::program::package::{Docx, paragraph};
use crate::program::{Hegao, code, err, folder};
use crate::{anchored, annotated, annotated_into, changed, comments, part, view, words};

const COMMENTS: &str = "word/comments.xml";

/// Creates a document with two findings, and its annotated copy `副本.docx`. Returns the folder and
/// the copy.
fn copy() -> (TempDir, Vec<u8>) {
    let files = folder(&[("稿.docx", &Docx::new(&paragraph("共XX户，截止3月底。")).build())]);
    let copy = annotated(&files);
    assert_eq!(comments(&copy, COMMENTS).len(), 2);
    (files, copy)
}

/// Annotates these bytes again. Returns the new copy and the program's messages.
fn again(files: &TempDir, bytes: &[u8]) -> (Vec<u8>, String) {
    fs::write(files.path().join("改过.docx"), bytes).unwrap();
    let arguments = ["annotate", "改过.docx", "-o", "再.docx", "--today", "off", "--force"];
    let output = Hegao::new(files.path(), &arguments).run();
    assert_eq!(code(&output), 0, "{}", err(&output));
    (fs::read(files.path().join("再.docx")).unwrap(), err(&output))
}

/// Changes the comments as Word does when it saves a file: paragraphs get ids, which other parts
/// refer to. The second comment gets `state`.
fn as_word_saves(bytes: &[u8], state: &str) -> Vec<u8> {
    const W14: &str = "http://schemas.microsoft.com/office/word/2010/wordml";
    let mut bytes = changed(bytes, |name, text| {
        let root =
            |text: &str| text.replacen("<w:comments ", &format!("<w:comments xmlns:w14=\"{W14}\" "), 1);
        match name {
            "word/comments.xml" => {
                let mut pieces = text.split("<w:p>");
                let first = pieces.next().unwrap().to_owned();
                let numbered = pieces.enumerate().map(|(index, piece)| {
                    format!("<w:p w14:paraId=\"0000000{index:X}\" w14:textId=\"77777777\">{piece}")
                });
                Some(root(&(first + &numbered.collect::<String>())).replace(
                    "w:initials=",
                    "w:date=\"2026-03-05T09:00:00Z\" w:initials=",
                ))
            }
            "word/_rels/document.xml.rels" => Some(text.replace(
                "</Relationships>",
                "<Relationship Id=\"rIdE\" Type=\"http://schemas.microsoft.com/office/2011/relationships/commentsExtended\" \
                 Target=\"commentsExtended.xml\"/><Relationship Id=\"rIdI\" \
                 Type=\"http://schemas.microsoft.com/office/2016/09/relationships/commentsIds\" \
                 Target=\"commentsIds.xml\"/></Relationships>",
            )),
            _ => None,
        }
    });
    let mut all = crate::parts(&bytes);
    let last: Vec<usize> = {
        let text = part(&bytes, COMMENTS);
        let ends = text.split("</w:comment>").map(|comment| comment.matches("<w:p ").count());
        ends.scan(0, |sum, count| {
            *sum += count;
            Some(*sum)
        })
        .collect()
    };
    let id = |index: usize| format!("0000000{:X}", last[index] - 1);
    let extended = format!(
        "<w15:commentsEx xmlns:w15=\"urn:w15\"><w15:commentEx w15:paraId=\"{}\" w15:done=\"0\"/>\
         <w15:commentEx w15:paraId=\"{}\" {state}/></w15:commentsEx>",
        id(0),
        id(1)
    );
    let ids = format!(
        "<w16cid:commentsIds xmlns:w16cid=\"urn:w16cid\"><w16cid:commentId w16cid:paraId=\"{}\" \
         w16cid:durableId=\"1\"/><w16cid:commentId w16cid:paraId=\"{}\" w16cid:durableId=\"2\"/></w16cid:commentsIds>",
        id(0),
        id(1)
    );
    all.push(("word/commentsExtended.xml".to_owned(), extended.into_bytes()));
    all.push(("word/commentsIds.xml".to_owned(), ids.into_bytes()));
    bytes = crate::program::package::zip(&all);
    bytes
}

#[test]
fn a_second_run_replaces_the_comments_of_the_first() {
    let (files, first) = copy();
    let second = annotated_into(&files, "副本.docx", "再.docx");
    assert_eq!(comments(&second, COMMENTS), comments(&first, COMMENTS));
    assert_eq!(part(&second, "word/document.xml"), part(&first, "word/document.xml"));
    assert_eq!(view(&second), view(&fs::read(files.path().join("稿.docx")).unwrap()));
    let (_, said) = again(&files, &first);
    assert!(said.contains("上次的 2 条已经换掉"), "{said}");
}

#[test]
fn comments_are_known_after_word_saved_them_under_any_author() {
    let (files, first) = copy();
    let saved = as_word_saves(&first, "w15:done=\"0\"");
    let saved = changed(&saved, |name, text| {
        (name == COMMENTS).then(|| text.replace("w:author=\"核稿\" ", "w:author=\"作者\" "))
    });
    let (second, _) = again(&files, &saved);
    assert_eq!(words(&second), ["XX", "截止"]);
    assert_eq!(comments(&second, COMMENTS).len(), 2, "one set");
    assert!(part(&second, COMMENTS).contains("w:author=\"核稿\""));
    for name in ["word/commentsExtended.xml", "word/commentsIds.xml"] {
        let text = part(&second, name);
        assert!(!text.contains("paraId"), "entries of comments that are gone go with them: {text}");
    }
}

#[test]
fn a_run_in_another_language_replaces_them_too() {
    let (files, _) = copy();
    let arguments = ["annotate", "副本.docx", "-o", "en.docx", "--today", "off", "--lang", "en"];
    assert_eq!(code(&Hegao::new(files.path(), &arguments).run()), 0);
    let english = comments(&fs::read(files.path().join("en.docx")).unwrap(), COMMENTS);
    assert_eq!(english.len(), 2);
    assert!(english.iter().all(|(_, words)| words.contains("hegao · ")), "{english:?}");
    let back = annotated_into(&files, "en.docx", "zh.docx");
    assert!(comments(&back, COMMENTS).iter().all(|(_, words)| words.contains("核稿 · ")));
}

#[test]
fn keeps_comments_of_others() {
    let (files, first) = copy();
    let person = "<w:comment w:id=\"40\" w:author=\"核稿\" w:initials=\"核\"><w:p><w:r><w:t>请核稿</w:t></w:r></w:p></w:comment>";
    let with_person = changed(&first, |name, text| match name {
        "word/comments.xml" => Some(text.replace("</w:comments>", &format!("{person}</w:comments>"))),
        "word/document.xml" => Some(
            text.replace("</w:p></w:body>", "<w:r><w:commentReference w:id=\"40\"/></w:r></w:p></w:body>"),
        ),
        _ => None,
    });
    let (second, _) = again(&files, &with_person);
    let all = comments(&second, COMMENTS);
    assert_eq!(all.len(), 3);
    assert_eq!(
        all[0],
        ("40".to_owned(), "请核稿".to_owned()),
        "the name of the author makes it none of ours"
    );
}

#[test]
fn a_comment_that_a_person_answered_or_settled_stays_with_the_answer() {
    let (files, first) = copy();
    let reply = "<w:comment w:id=\"9\" w:author=\"科长\"><w:p xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" \
                 w14:paraId=\"0000AAAA\"><w:r><w:t>已改</w:t></w:r></w:p></w:comment>";
    let saved = as_word_saves(&first, "w15:done=\"0\"");
    let answered = changed(&saved, |name, text| match name {
        "word/comments.xml" => Some(text.replace("</w:comments>", &format!("{reply}</w:comments>"))),
        "word/commentsExtended.xml" => {
            let parent = text.rsplit("paraId=\"").next().unwrap().split('"').next().unwrap();
            let entry = format!(
                "<w15:commentEx w15:paraId=\"0000AAAA\" w15:paraIdParent=\"{parent}\" w15:done=\"0\"/>"
            );
            Some(text.replace("</w15:commentsEx>", &format!("{entry}</w15:commentsEx>")))
        }
        "word/document.xml" => Some(text.replace(
            "<w:r><w:commentReference w:id=\"1\"/></w:r>",
            "<w:r><w:commentReference w:id=\"1\"/></w:r><w:r><w:commentReference w:id=\"9\"/></w:r>",
        )),
        _ => None,
    });
    let (second, said) = again(&files, &answered);
    let all = comments(&second, COMMENTS);
    let ids: Vec<&str> = all.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(ids, ["1", "9", "10"], "the thread, and a new comment on the other finding: {all:?}");
    assert_eq!(all[1].1, "已改");
    assert!(all[2].1.contains("XX"), "{all:?}");
    assert!(said.contains("另有 1 条有人答复或者改过"), "{said}");
    assert_eq!(part(&second, "word/commentsExtended.xml").matches("paraIdParent").count(), 1);

    let settled = as_word_saves(&first, "w15:done=\"1\"");
    let (second, _) = again(&files, &settled);
    assert!(part(&second, "word/commentsExtended.xml").contains("w15:done=\"1\""));
    assert_eq!(comments(&second, COMMENTS).len(), 2, "what is settled is not said again");
}

#[test]
fn a_comment_that_a_person_wrote_into_stays() {
    let (files, first) = copy();
    let written = changed(&first, |name, text| {
        (name == COMMENTS)
            .then(|| text.replacen("</w:p>", "</w:p><w:p><w:r><w:t>数字向统计局要</w:t></w:r></w:p>", 1))
    });
    let (second, said) = again(&files, &written);
    let all = comments(&second, COMMENTS);
    assert_eq!(all.len(), 2, "{all:?}");
    assert!(all.iter().any(|(_, words)| words.contains("统计局")), "{all:?}");
    assert!(said.contains("原样留着"), "{said}");
}

#[test]
fn what_was_mended_has_no_comment_any_more() {
    let (files, first) = copy();
    let mended =
        changed(&first, |name, text| (name == "word/document.xml").then(|| text.replace("XX", "50")));
    let (second, _) = again(&files, &mended);
    assert_eq!(words(&second), ["截止"]);
    let all_mended =
        changed(&mended, |name, text| (name == "word/document.xml").then(|| text.replace("截止", "截至")));
    let (clean, _) = again(&files, &all_mended);
    let document = part(&clean, "word/document.xml");
    assert_eq!(anchored(&document), []);
    assert!(!document.contains("commentReference"), "{document}");
    assert_eq!(comments(&clean, COMMENTS), []);
    assert_eq!(view(&clean), "共50户，截至3月底。\n");
}

#[test]
fn a_second_run_replaces_the_marks_in_a_text() {
    let text = "共XX户，国发〔2024〕5号。\r\n截止3月底⟦原有⟧〔旁注〕。\r\n到X月X日〔XX人。\r\n";
    for name in ["稿.txt", "稿.md"] {
        let files = folder(&[(name, text.as_bytes())]);
        let first = annotated_into(&files, name, &name.replace('稿', "一"));
        let second = annotated_into(&files, &name.replace('稿', "一"), &name.replace('稿', "二"));
        let first = String::from_utf8(first).unwrap();
        assert_eq!(first, String::from_utf8(second).unwrap());
        assert!(first.contains("⟦原有⟧〔旁注〕") && first.contains("【XX】〔必改："), "{first}");
        let edited = first.replace("【XX】", "【50】");
        fs::write(files.path().join(name), edited).unwrap();
        let third = annotated_into(&files, name, &name.replace('稿', "三"));
        let third = String::from_utf8(third).unwrap();
        assert!(third.starts_with("共50户，国发〔2024〕5号。\r\n【截止】〔疑似："), "{third}");
    }
}

#[test]
fn a_mark_that_a_person_wrote_into_stays() {
    let files = folder(&[("稿.txt", "共XX户。".as_bytes())]);
    let first = String::from_utf8(annotated_into(&files, "稿.txt", "一.txt")).unwrap();
    fs::write(files.path().join("一.txt"), first.replace("缺一个数字", "缺一个数字，问统计局")).unwrap();
    let second = String::from_utf8(annotated_into(&files, "一.txt", "二.txt")).unwrap();
    assert!(second.contains("问统计局"), "{second}");
}

#[test]
fn a_note_right_behind_a_finding_that_has_no_brackets_is_text() {
    let text = "共XX〔必改：问统计局 placeholder/mask·00000000〕户。";
    let files = folder(&[("稿.txt", text.as_bytes())]);
    let first = String::from_utf8(annotated_into(&files, "稿.txt", "一.txt")).unwrap();
    assert!(first.contains("⟦XX⟧〔必改：缺一个数字") && first.ends_with("00000000〕户。"), "{first}");
    let second = String::from_utf8(annotated_into(&files, "一.txt", "二.txt")).unwrap();
    assert_eq!(second, first);
}

#[test]
fn a_text_that_says_how_its_blanks_are_read_can_be_split() {
    // The standard allows both values; a program may also write a value that it does not allow.
    for value in ["default", "preserve", "别的"] {
        let body = format!("<w:p><w:r><w:t xml:space=\"{value}\"> 今年共XX户，按时完成。 </w:t></w:r></w:p>");
        let files = folder(&[("稿.docx", &Docx::new(&body).build())]);
        let copy = annotated(&files);
        assert_eq!(comments(&copy, COMMENTS).len(), 1, "{value}");
        let document = part(&copy, "word/document.xml");
        let counts = ["xml:space=", "xml:space=\"preserve\""].map(|text| document.matches(text).count());
        assert_eq!(counts, [3, 3], "{value}");
    }
}

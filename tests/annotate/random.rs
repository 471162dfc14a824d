//! Annotates random documents: their text is kept whatever their markup is, and a second run leaves
//! only one set of comments.

use std::fs;

use proptest::prelude::{Strategy, prop, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::test_runner::Config;
use serde_json::Value;
use tempfile::TempDir;

use crate::program::package::Docx;
use crate::program::{Hegao, check, code, err, folder, json};
use crate::{annotated, annotated_into, comments, part, view, words};

/// Generates runs of text with masks, tabs, breaks, references and tracked changes.
fn runs() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[共计划完成投资户]{1,4}",
        prop::sample::select(vec!["XX", "X月X日", "截止", " XX ", "&amp;", "20XX年", "（）"])
            .prop_map(str::to_owned),
    ];
    let text = prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat());
    let preserved = prop::bool::ANY;
    let node = (text, preserved, 0..8usize).prop_map(|(text, is_preserved, kind)| {
        let space = if is_preserved { " xml:space=\"preserve\"" } else { "" };
        let run = format!("<w:r w:rsidR=\"1\"><w:rPr><w:i/></w:rPr><w:t{space}>{text}</w:t></w:r>");
        match kind {
            0 => format!("<w:r><w:t{space}>{text}</w:t><w:tab/><w:t>{text}</w:t></w:r>"),
            1 => format!("<w:ins w:id=\"9\">{run}</w:ins>"),
            2 => format!("<w:hyperlink>{run}{run}</w:hyperlink>"),
            3 => "<w:del><w:r><w:delText>XX</w:delText></w:r></w:del>".to_owned(),
            4 => format!("<w:r><w:br/><w:t>{text}</w:t></w:r>"),
            _ => run,
        }
    });
    prop::collection::vec(node, 0..8).prop_map(|nodes| nodes.concat())
}

fn findings(files: &TempDir, name: &str) -> Vec<(Value, Value, Value, Value)> {
    let report = json(&check(files, &["--format", "json", "--today", "off", name]));
    let found = report["files"][0]["diagnostics"].as_array().unwrap().clone();
    let place = |found: &Value, end: &str| {
        let place = &found["location"][end];
        Value::from(vec![place["line"].clone(), place["column"].clone()])
    };
    found
        .iter()
        .map(|found| {
            (found["rule"].clone(), found["message"].clone(), place(found, "start"), place(found, "end"))
        })
        .collect()
}

proptest! {
    #![proptest_config(Config { cases: 48, ..Config::default() })]

    #[test]
    fn comments_change_no_word_and_no_finding(paragraphs in prop::collection::vec(runs(), 1..5)) {
        let content: String = paragraphs.iter().map(|runs| format!("<w:p><w:pPr/>{runs}</w:p>")).collect();
        let original = Docx::new(&content).build();
        let files = folder(&[("稿.docx", &original)]);
        let copy = annotated(&files);
        let text = view(&original);
        prop_assert_eq!(&text, &view(&copy));
        let found = findings(&files, "稿.docx");
        prop_assert_eq!(&found, &findings(&files, "副本.docx"));
        if !found.is_empty() {
            let anchored = words(&copy);
            prop_assert_eq!(anchored.len(), found.len());
            let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
            for ((_, _, start, end), words) in found.iter().zip(anchored) {
                let line = text.lines().nth(number(&start[0]) - 1).unwrap();
                let span = line.chars().take(number(&end[1]) - 1).skip(number(&start[1]) - 1);
                prop_assert!(start[0] != end[0] || words == span.collect::<String>(), "{words} {line}");
            }
        }
    }

    #[test]
    fn text_stays_through_cdata_entities_and_a_second_run(
        paragraphs in prop::collection::vec(odd_runs(), 1..4),
        answered in prop::bool::ANY,
    ) {
        let content: String = paragraphs.iter().map(|runs| format!("<w:p>{runs}</w:p>")).collect();
        let old = "<w:comment w:id=\"7\" w:author=\"科长\"><w:p><w:r><w:t>核一下</w:t></w:r></w:p></w:comment>";
        let content = format!(
            "<w:p><w:commentRangeStart w:id=\"7\"/><w:r><w:t>开头</w:t></w:r><w:commentRangeEnd w:id=\"7\"/>\
             <w:r><w:commentReference w:id=\"7\"/></w:r></w:p>{content}"
        );
        let docx = Docx::new(&content);
        let docx = if answered { docx.part("comments", "comments", old) } else { docx };
        let original = docx.build();
        let files = folder(&[("稿.docx", &original)]);
        let first = annotated(&files);
        let second = annotated_into(&files, "副本.docx", "再.docx");
        prop_assert_eq!(view(&original), view(&first));
        prop_assert_eq!(view(&original), view(&second));
        prop_assert_eq!(part(&first, "word/document.xml"), part(&second, "word/document.xml"));
        let known = words(&second).len();
        if known > 1 {
            let name = if answered { "word/comments3.xml" } else { "word/comments.xml" };
            let (before, after) = (comments(&first, name), comments(&second, name));
            prop_assert_eq!(&before, &after);
            prop_assert_eq!(after.len(), known - usize::from(!answered));
            prop_assert!(!answered || after[0] == ("7".to_owned(), "核一下".to_owned()));
        }
    }

    #[test]
    fn a_second_run_takes_every_mark_out_of_a_text(
        lines in prop::collection::vec("(XX户|截止3月底|X月X日|[⟦⟧【】〖〗〔〕甲乙亿元]|国发〔2024〕5号|。){0,12}", 1..5),
        is_markdown in prop::bool::ANY,
    ) {
        let name = |stem: &str| format!("{stem}.{}", if is_markdown { "md" } else { "txt" });
        let original = lines.join("\r\n");
        let files = folder(&[(name("稿").as_str(), original.as_bytes())]);
        let first = annotated_into(&files, &name("稿"), &name("一"));
        let second = annotated_into(&files, &name("一"), &name("二"));
        prop_assert_eq!(String::from_utf8(first).unwrap(), String::from_utf8(second).unwrap());
        // If no rule reports anything, only the original text is left.
        let output = Hegao::new(
            files.path(),
            &["annotate", &name("二"), "-o", &name("三"), "--select", "count/list"],
        ).run();
        prop_assert_eq!(code(&output), 0, "{}", err(&output));
        prop_assert_eq!(fs::read_to_string(files.path().join(name("三"))).unwrap(), original);
    }
}

/// Generates runs whose text is written in unusual ways.
fn odd_runs() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "XX", "<![CDATA[完成XX亿元&]]>", "&#88;&#x58;", "截止", "3月底", "&amp;", "<![CDATA[截]]>止",
        "<!-- x -->", "<?pi x?>", " ", "<![CDATA[ ]]>", "<![CDATA[]]>", "户", "&#32;",
    ]);
    let text = prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat());
    let node = (text, prop::bool::ANY).prop_map(|(text, is_preserved)| {
        let space = if is_preserved { " xml:space=\"preserve\"" } else { "" };
        format!("<w:r><w:rPr><w:b/></w:rPr><w:t{space}>{text}</w:t></w:r>")
    });
    prop::collection::vec(node, 0..5).prop_map(|nodes| nodes.concat())
}

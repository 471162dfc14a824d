//! Names of annotated copies, and the files they may replace.

use std::fs;

use crate::program::package::{Docx, paragraph};
use crate::program::{Hegao, code, err, folder, out};
use crate::{changed, parts};

fn docx() -> Vec<u8> {
    Docx::new(&paragraph("共XX户，截止3月底。")).build()
}

#[test]
fn a_copy_goes_beside_the_document_and_replaces_that_of_an_earlier_run() {
    let files = folder(&[("会/讲话稿.docx", &docx()), ("讲话稿.txt", "共XX户。\n".as_bytes())]);
    let run = |name: &str| Hegao::new(files.path(), &["annotate", name, "--today", "off"]).run();
    for (name, copy) in [("会/讲话稿.docx", "会/讲话稿-核稿.docx"), ("讲话稿.txt", "讲话稿-核稿.txt")]
    {
        for _ in 0..2 {
            let output = run(name);
            assert!(code(&output) == 0 && err(&output).contains(copy), "{}", err(&output));
        }
        assert!(files.path().join(copy).exists());
    }
    assert_eq!(fs::read(files.path().join("会/讲话稿.docx")).unwrap(), docx(), "the document is as it was");
    fs::write(files.path().join("讲话稿.txt"), "共XX户、XX人。\n").unwrap();
    assert_eq!(code(&run("讲话稿.txt")), 0);
    let copy = fs::read_to_string(files.path().join("讲话稿-核稿.txt")).unwrap();
    assert_eq!(copy.matches('⟧').count(), 2, "{copy}");
}

#[test]
fn copies_are_not_checked_beside_their_documents() {
    let files = folder(&[("讲话稿.docx", &docx()), ("讲话稿.txt", "共XX户。\n".as_bytes())]);
    let run = |arguments: &[&str]| {
        let output = Hegao::new(files.path(), &[arguments, &["--today", "off"]].concat()).run();
        (out(&output), err(&output))
    };
    for name in ["讲话稿.docx", "讲话稿.txt"] {
        run(&["annotate", name]);
    }
    let (report, said) = run(&["check", ".", "--format", "line"]);
    assert!(!report.contains("-核稿") && said.contains("检查了 2 个文件"), "{report}{said}");
    assert_eq!(said.matches("写的副本").count(), 2, "{said}");
    let (named, _) = run(&["check", "讲话稿-核稿.docx", "--format", "line"]);
    assert!(named.contains("placeholder/mask"), "a copy that is named is checked: {named}");
    let copy = files.path().join("讲话稿-核稿.txt");
    fs::write(&copy, fs::read_to_string(&copy).unwrap() + "补一句。\n").unwrap();
    let (report, _) = run(&["check", ".", "--format", "line"]);
    assert!(report.contains("讲话稿-核稿.txt"), "so is one that somebody worked on: {report}");
}

#[test]
fn a_copy_that_somebody_worked_on_is_not_replaced() {
    let files = folder(&[("讲话稿.docx", &docx()), ("讲话稿.txt", "共XX户。\n".as_bytes())]);
    let run = |arguments: &[&str]| {
        Hegao::new(files.path(), &[&["annotate", "--today", "off"], arguments].concat()).run()
    };
    for name in ["讲话稿.docx", "讲话稿.txt"] {
        assert_eq!(code(&run(&[name])), 0);
        let copy = files.path().join(name.replace('.', "-核稿."));
        let bytes = fs::read(&copy).unwrap();
        let worked_on = match name.ends_with("docx") {
            true => changed(&bytes, |part, text| {
                (part == "word/document.xml").then(|| text.replace("3月底", "4月底"))
            }),
            false => [bytes.as_slice(), "补一句。\n".as_bytes()].concat(),
        };
        for others in [worked_on, b"PK other".to_vec(), parts(&docx()).remove(0).1] {
            fs::write(&copy, &others).unwrap();
            for arguments in [vec![name], vec![name, "-o", copy.to_str().unwrap()]] {
                let output = run(&arguments);
                let said = err(&output);
                assert!(
                    code(&output) == 2 && said.contains("已经有这个文件") && said.contains("--force"),
                    "{said}"
                );
                assert_eq!(fs::read(&copy).unwrap(), others);
            }
        }
        assert_eq!(code(&run(&[name, "--force"])), 0);
        assert_eq!(fs::read(&copy).unwrap(), bytes, "--force replaces it");
    }
}

#[test]
fn a_document_that_was_marked_in_place_is_no_copy() {
    let files = folder(&[
        ("甲.docx", &docx()),
        ("乙.docx", &docx()),
        ("甲.txt", "共XX户。".as_bytes()),
        ("乙.txt", "共XX人。".as_bytes()),
    ]);
    for ending in ["docx", "txt"] {
        let (one, other) = (format!("甲.{ending}"), format!("乙.{ending}"));
        let run = |arguments: &[&str]| Hegao::new(files.path(), &[&["annotate"], arguments].concat()).run();
        assert_eq!(code(&run(&[&one, "--in-place"])), 0);
        assert_eq!(code(&run(&[&other, "-o", &one])), 2, "it is the document of somebody");
    }
}

#[test]
fn the_document_is_never_replaced_by_its_copy_even_if_forced() {
    let files = folder(&[("稿.docx", &docx())]);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("稿.docx", files.path().join("链.docx")).unwrap();
        fs::hard_link(files.path().join("稿.docx"), files.path().join("同.docx")).unwrap();
    }
    for copy in ["稿.docx", "./稿.docx", "链.docx", "同.docx"] {
        if !files.path().join(copy).exists() {
            continue;
        }
        for force in [&[][..], &["--force"]] {
            let arguments = [&["annotate", "稿.docx", "-o", copy], force].concat();
            let output = Hegao::new(files.path(), &arguments).run();
            assert!(code(&output) == 2 && err(&output).contains("这次要读它"), "{}", err(&output));
            assert_eq!(fs::read(files.path().join("稿.docx")).unwrap(), docx());
        }
    }
}

#[test]
fn a_copy_has_the_ending_of_its_document() {
    let files = folder(&[
        ("稿.docx", &docx()),
        ("宏.docm", &docx()),
        ("稿.txt", "共XX户。".as_bytes()),
        ("稿.v2", "共XX户。".as_bytes()),
    ]);
    let run = |name: &str, copy: &str| {
        code(&Hegao::new(files.path(), &["annotate", name, "-o", copy, "--today", "off"]).run())
    };
    for (name, copy) in [
        ("稿.docx", "副.txt"),
        ("稿.docx", "副.md"),
        ("稿.docx", "副.docm"),
        ("稿.docx", "副.json"),
        ("宏.docm", "副.docx"),
        ("稿.txt", "副.docx"),
        ("稿.txt", "副.html"),
    ] {
        assert_eq!(run(name, copy), 2, "{name} {copy}");
        assert!(!files.path().join(copy).exists());
    }
    for (name, copy) in
        [("稿.docx", "甲.DOCX"), ("宏.docm", "乙.docm"), ("稿.txt", "丙.text"), ("稿.v2", "丁.v2")]
    {
        assert_eq!(run(name, copy), 0, "{name} {copy}");
    }
}

#[test]
fn without_findings_no_copy_is_written_unless_it_is_named() {
    let files = folder(&[("稿.docx", &Docx::new(&paragraph("共50户。")).build())]);
    let output = Hegao::new(files.path(), &["annotate", "稿.docx", "--today", "off"]).run();
    assert!(code(&output) == 0 && err(&output).contains("没有发现问题"), "{}", err(&output));
    assert_eq!(fs::read_dir(files.path()).unwrap().count(), 1);
    let named = ["annotate", "稿.docx", "-o", "副.docx", "--today", "off"];
    for _ in 0..2 {
        assert_eq!(code(&Hegao::new(files.path(), &named).run()), 0);
    }
    assert!(files.path().join("副.docx").exists());
}

#[test]
fn a_copy_that_is_open_in_word_is_not_written() {
    let files = folder(&[("讲话稿.docx", &docx()), ("~$话稿-核稿.docx", b"me")]);
    let output = Hegao::new(files.path(), &["annotate", "讲话稿.docx"]).run();
    assert!(code(&output) == 2 && err(&output).contains("~$话稿-核稿.docx"), "{}", err(&output));
    assert!(!files.path().join("讲话稿-核稿.docx").exists());
}

#[test]
fn standard_input_needs_a_name_for_its_copy() {
    let files = folder(&[]);
    let output = Hegao::new(files.path(), &["annotate", "-"]).with_input("共XX户。");
    assert!(code(&output) == 2 && err(&output).contains("-o"), "{}", err(&output));
    assert!(out(&output).is_empty());
}

//! HTML reports: `check --format html`, `hegao open`, and files without a command.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use std::fs;

use program::{Hegao, check, code, err, folder, out};
use serde_json::Value;

const HOSTILE: &str =
    "共有企业XX家。</script><script>alert(1)</script><img src=x onerror=alert(2)><!-- ]]> &lt;\n";

fn page(text: &str) -> String {
    let folder = folder(&[("<b>稿.txt", text.as_bytes())]);
    let output = check(&folder, &["--format", "html", "--today", "off", "<b>稿.txt"]);
    assert_eq!(code(&output), 1, "{}", err(&output));
    out(&output)
}

/// Returns the data in the HTML page, as its script reads it.
fn data(page: &str) -> Value {
    let start = "<script id=\"data\" type=\"application/json\">";
    let (_, rest) = page.split_once(start).unwrap();
    serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap()
}

#[test]
fn hostile_text_stays_text() {
    let page = page(HOSTILE);
    assert_eq!(page.matches("<script").count(), 2, "the report and the script of the page");
    assert_eq!(page.matches("</script>").count(), 2);
    assert!(!page.contains("<img") && !page.contains("<b>"));
    let data = data(&page);
    assert_eq!(data["files"][0]["path"], "<b>稿.txt");
    assert!(data["files"][0]["text"][0]["text"].as_str().unwrap().contains("</script><script>alert(1)"));
}

#[test]
fn the_page_is_whole_and_refers_to_nothing_outside() {
    let page = page("共有企业XX家。\n");
    assert!(page.starts_with("<!doctype html>") && page.trim_end().ends_with("</html>"));
    for outside in ["http://", "https://", "src=", "@import", "url("] {
        assert!(!page.contains(outside), "{outside}");
    }
    for tag in ["html", "head", "body", "style", "main", "script", "section", "header"] {
        let (opened, closed) = (format!("<{tag}"), format!("</{tag}>"));
        let opened = page.matches(&opened).count();
        let closed = page.matches(&closed).count();
        // `<head` is also the beginning of `<header`.
        let other = if tag == "head" { page.matches("<header").count() } else { 0 };
        assert_eq!(opened - other, closed, "{tag}");
    }
    assert!(page.contains("connect-src 'none'") && page.contains("worker-src 'none'"));
    assert!(!page.contains("unsafe-"), "the policy allows no code but the page's");
}

#[test]
fn the_page_holds_each_file_with_its_text_or_why_not() {
    let folder = folder(&[("好.txt", "同志们：\n".as_bytes()), ("坏.docx", b"PK\x03\x04")]);
    let output = check(&folder, &["--format", "html", "--today", "off", "--lang", "en", "."]);
    assert_eq!(code(&output), 2);
    let data = data(&out(&output));
    assert_eq!(data["run"]["lang"], "en");
    let files = data["files"].as_array().unwrap();
    assert_eq!(files.len(), 2);
    assert!(files.iter().any(|file| file["error"].is_object()));
    assert!(files.iter().any(|file| file["text"].is_array()));
}

#[test]
fn a_page_replaces_the_page_of_an_earlier_run_and_nothing_else() {
    let folder = folder(&[("稿.txt", "共XX户。\n".as_bytes()), ("网页.html", b"<p>mine</p>")]);
    for _ in 0..2 {
        let output = check(&folder, &["稿.txt", "--report", "html=报告.html", "--today", "off"]);
        assert_eq!(code(&output), 1, "{}", err(&output));
    }
    let output = check(&folder, &["稿.txt", "--format", "html", "-o", "网页.html"]);
    assert_eq!(code(&output), 2);
    assert_eq!(fs::read(folder.path().join("网页.html")).unwrap(), b"<p>mine</p>");
}

#[test]
fn files_without_a_command_are_checked() {
    let folder = folder(&[("稿.txt", "共有企业XX家。\n".as_bytes())]);
    let run = |arguments: &[&str]| Hegao::new(folder.path(), arguments).run();
    let [short, long] = [&["稿.txt", "--today", "off"][..], &["check", "稿.txt", "--today", "off"]].map(run);
    assert_eq!((code(&short), out(&short)), (code(&long), out(&long)));
    assert_eq!(code(&short), 1);
    let mistyped = run(&["chek"]);
    assert!(code(&mistyped) == 2 && err(&mistyped).contains("chek"), "{}", err(&mistyped));
    assert_eq!(code(&run(&[])), 2, "without arguments, help is printed");
}

#[cfg(unix)]
#[test]
fn open_hands_a_page_to_the_browser() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[
        ("稿.txt", "共有企业XX家。\n".as_bytes()),
        ("bin/xdg-open", b"#!/bin/sh\necho \"$1\" > \"$SEEN.new\"\nmv \"$SEEN.new\" \"$SEEN\"\n"),
    ]);
    let program = folder.path().join("bin/xdg-open");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let (seen, temporary) = (folder.path().join("seen"), folder.path().join("tmp"));
    fs::create_dir(&temporary).unwrap();
    let mut run = Hegao::new(folder.path(), &["open", "稿.txt", "--today", "off"]);
    let path = format!("{}:/usr/bin:/bin", folder.path().join("bin").display());
    run.command.env("PATH", path).env("SEEN", &seen).env("TMPDIR", &temporary);
    let output = run.run();
    assert_eq!(code(&output), 1, "{}", err(&output));
    // `hegao open` does not wait for the browser, so the test polls for the page.
    let page = (0..200).find_map(|_| {
        std::thread::yield_now();
        fs::read_to_string(&seen).ok().or_else(|| {
            std::process::Command::new("sleep").arg("0.05").status().ok();
            None
        })
    });
    let page = page.unwrap();
    let page = std::path::Path::new(page.trim());
    assert!(page.starts_with(&temporary), "{}", page.display());
    assert!(fs::read_to_string(page).unwrap().contains("placeholder/mask"));
    let mode = fs::metadata(page.parent().unwrap()).unwrap().permissions().mode();
    assert_eq!(mode & 0o077, 0, "no other user reads the documents");
}

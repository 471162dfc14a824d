//! Formats that other programs read for hegao, with stand-ins for those programs.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Output;

use program::package::{Docx, paragraph};
use program::{Hegao, code, err, folder, json};
use tempfile::TempDir;

/// A folder with documents, programs in `bin` and a cache of its own.
fn office(programs: &[(&str, &str)]) -> TempDir {
    let made = Docx::new(&paragraph("共XX户")).build();
    let files = folder(&[
        ("请示.doc", b"\xd0\xcf\x11\xe0 one"),
        ("讲话.WPS", b"\xd0\xcf\x11\xe0 two"),
        ("通知.pdf", b"%PDF-1.7"),
        ("好.txt", "各位代表".as_bytes()),
        ("made.docx", &made),
        ("bin/.keep", b""),
    ]);
    for (name, script) in programs {
        let path = files.path().join("bin").join(name);
        fs::write(&path, format!("#!/bin/sh\necho run >> \"{}/runs\"\n{script}\n", files.path().display()))
            .unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }
    files
}

fn run(files: &TempDir, arguments: &[&str]) -> Output {
    let mut hegao = Hegao::new(files.path(), arguments);
    // The stand-ins need a shell and its tools; the real programs must not be found.
    let path = format!("{}:{}/tools", files.path().join("bin").display(), files.path().display());
    let tools = files.path().join("tools");
    if !tools.exists() {
        fs::create_dir(&tools).unwrap();
        for tool in ["sh", "cp", "cat", "sleep", "printf", "mkdir"] {
            let real = ["/bin", "/usr/bin"].map(|folder| Path::new(folder).join(tool));
            if let Some(real) = real.iter().find(|path| path.exists()) {
                std::os::unix::fs::symlink(real, tools.join(tool)).unwrap();
            }
        }
    }
    hegao.command.env("PATH", path).env("XDG_CACHE_HOME", files.path().join("cache"));
    hegao.command.env("HEGAO_CONVERT_SECONDS", "2");
    hegao.run()
}

fn runs(files: &TempDir) -> usize {
    fs::read_to_string(files.path().join("runs")).map_or(0, |runs| runs.lines().count())
}

/// Stands in for LibreOffice: its seventh argument is the folder for what it makes.
const SOFFICE: &str = "cp made.docx \"$7/input.docx\"";
const PDFTOTEXT: &str = "printf '各位代表，现在开会。\\n\\014共XX户。\\n\\014' > \"$6\"";

#[test]
fn word_97_and_wps_are_read_by_way_of_libreoffice_and_kept() {
    let files = office(&[("soffice", SOFFICE)]);
    for name in ["请示.doc", "讲话.WPS"] {
        for _ in 0..2 {
            let report = json(&run(&files, &["check", name, "--format", "json"]));
            let found = &report["files"][0];
            assert_eq!(found["format"], if name == "请示.doc" { "doc" } else { "wps" });
            assert_eq!(found["diagnostics"][0]["rule"], "placeholder/mask", "{report}");
            assert!(
                found["diagnostics"][0]["location"].get("docx").is_none(),
                "no place in a file nobody has"
            );
        }
    }
    assert_eq!(runs(&files), 2, "once for each content");
    let annotated = run(&files, &["annotate", "请示.doc", "-o", "请示.docx"]);
    assert_eq!(code(&annotated), 0, "{}", err(&annotated));
    let refused = run(&files, &["annotate", "请示.doc", "--in-place"]);
    assert!(code(&refused) == 2 && err(&refused).contains(".docx 副本"), "{}", err(&refused));
    assert!(!files.path().join("请示.doc.bak").exists());
    let report = json(&run(&files, &["check", "请示.docx", "--format", "json"]));
    assert_eq!(report["files"][0]["properties"]["comments"], 1);
}

#[test]
fn pdf_is_read_by_way_of_pdftotext_with_its_pages() {
    let files = office(&[("pdftotext", PDFTOTEXT)]);
    let report = json(&run(&files, &["check", "通知.pdf", "--format", "json"]));
    assert_eq!(report["files"][0]["diagnostics"][0]["location"]["page"], 2, "{report}");
    assert_eq!(code(&run(&files, &["annotate", "通知.pdf", "-o", "副本.pdf"])), 2);
}

#[test]
fn a_program_that_is_missing_fails_or_hangs_is_named() {
    let kind = |programs: &[(&str, &str)], name: &str| {
        let files = office(programs);
        let output = run(&files, &["check", name, "好.txt", "--format", "json"]);
        let report = json(&output);
        assert_eq!((code(&output), report["files"][1]["diagnostics"].is_array()), (2, true));
        let error = &report["files"][0]["error"];
        format!("{} {} {}", error["kind"].as_str().unwrap(), error["message"], error["help"])
    };
    assert!(
        kind(&[], "请示.doc")
            .contains("no-program \"读这种文件要用 LibreOffice，这台机器上没有\" \"安装 LibreOffice")
    );
    assert!(kind(&[], "通知.pdf").contains("安装 poppler-utils"));
    let failed = kind(&[("soffice", "echo 'Error: source file could not be loaded' >&2")], "请示.doc");
    assert!(failed.contains("program-failed") && failed.contains("could not be loaded"), "{failed}");
    let hung = kind(&[("soffice", "exec sleep 60")], "请示.doc");
    assert!(hung.contains("program-failed") && hung.contains("> 2 s"), "{hung}");
}

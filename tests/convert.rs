//! Formats that are converted by other programs. Scripts replace these programs in the tests.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Output;

use program::compound::Compound;
use program::package::{Docx, paragraph};
use program::{Hegao, code, err, folder, json};
use tempfile::TempDir;

/// Creates a folder with documents, scripts in `bin` and its own cache.
fn office(programs: &[(&str, &str)]) -> TempDir {
    let made = Docx::new(&paragraph("共XX户")).build();
    let files = folder(&[
        ("请示.doc", &Compound::word().build("one")),
        ("讲话.WPS", &Compound::word().build("two")),
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
    // The scripts need a shell and its tools, but the real programs must not be found.
    let path = format!("{}:{}/tools", files.path().join("bin").display(), files.path().display());
    let tools = files.path().join("tools");
    if !tools.exists() {
        fs::create_dir(&tools).unwrap();
        for tool in ["sh", "cp", "cat", "sleep", "printf", "mkdir", "grep"] {
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

/// Script that replaces LibreOffice. Its eighth argument is the output folder.
const SOFFICE: &str = "cp made.docx \"$8/input.docx\"";
/// Script that replaces LibreOffice and also keeps its arguments and its input.
const WITNESS: &str = "printf '%s\\n' \"$@\" > arguments\ncp \"$9\" given\n\
    cp \"${1#*=file://}/user/registrymodifications.xcu\" profile\ncp made.docx \"$8/input.docx\"";
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

/// Asserts that a file is not reported as a scan if fonts hide its text, and that the result is not
/// cached.
#[test]
fn fonts_that_hide_their_text_are_told_from_pictures() {
    let page = |content: &str| {
        format!("%PDF-1.7\n1 0 obj\n<< /Length {} >>\nstream\n{content}\nendstream\nendobj\n", content.len())
    };
    let shown = page("BT /F1 12 Tf [<0102030405060708> -20 <090a0b0c0d0e0f1011121314>] TJ ET");
    let drawn = page("q 595 0 0 842 0 0 cm /Im0 Do Q");
    let rows = [
        // Output of pdftotext, the file, the kind of problem.
        ("\\014", &shown, "hidden-text"),
        ("\\356\\200\\201\\356\\200\\202\\n\\014", &drawn, "hidden-text"),
        ("\\014", &drawn, "no-text"),
    ];
    for (printed, pdf, kind) in rows {
        let files = office(&[("pdftotext", &format!("printf '{printed}' > \"$6\""))]);
        fs::write(files.path().join("通知.pdf"), pdf).unwrap();
        for _ in 0..2 {
            let output = run(&files, &["check", "通知.pdf", "--format", "json"]);
            assert_eq!(
                (code(&output), &json(&output)["files"][0]["error"]["kind"]),
                (2, &kind.into()),
                "{printed}"
            );
        }
        let help =
            json(&run(&files, &["check", "通知.pdf", "--format", "json"]))["files"][0]["error"]["help"]
                .clone();
        assert_eq!(help.as_str().unwrap().contains("poppler-data"), kind == "hidden-text");
        assert_eq!(runs(&files), 3, "asked again each time");
    }
}

#[test]
fn centred_lines_are_told_by_the_layout() {
    let wide = "青石乡人民政府关于进一步做好汛期工作的若干意见";
    let body = "各村要对照清单逐项整改到位，及时报送情况。";
    let script = format!(
        "case \"$*\" in *-layout*) printf '{wide}\\n        防汛工作简报\\n  {body}\\n\\014' > \"$6\";; \
         *) printf '{wide}\\n防汛工作简报\\n{body}\\n\\014' > \"$6\";; esac"
    );
    let files = office(&[("pdftotext", &script)]);
    let output = run(&files, &["text", "通知.pdf"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(text.lines().collect::<Vec<_>>(), [wide, "防汛工作简报", body]);
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
    assert!(failed.contains("program-failed") && failed.contains("打不开，可能已经损坏"), "{failed}");
    let hung = kind(&[("soffice", "exec sleep 60")], "请示.doc");
    assert!(hung.contains("program-failed") && hung.contains("用了 2 秒还没有读完"), "{hung}");
}

/// Returns the error for a file that must not be passed to any program.
fn refused(name: &str, bytes: &[u8]) -> (String, String) {
    let files = office(&[("soffice", SOFFICE), ("pdftotext", PDFTOTEXT)]);
    fs::write(files.path().join(name), bytes).unwrap();
    let output = run(&files, &["check", name, "--format", "json"]);
    assert_eq!((code(&output), runs(&files)), (2, 0), "{name}: {}", err(&output));
    let error = json(&output)["files"][0]["error"].clone();
    (error["kind"].as_str().unwrap().to_owned(), error["message"].as_str().unwrap().to_owned())
}

#[test]
fn soffice_gets_only_word_and_wps_files_by_their_bytes() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let page = format!("<html><body>共XX户<img src=\"http://{address}/a.png\"></body></html>");
    let (kind, message) = refused("网页.doc", page.as_bytes());
    assert!(kind == "not-the-format" && message.contains("内容不是 doc 文件，是网页"), "{kind} {message}");
    listener.set_nonblocking(true).unwrap();
    assert!(listener.accept().is_err(), "nothing is fetched");
    for (bytes, words) in [
        (&b"\x93\x1f\x05random"[..], "也不是别的能认出的文稿"),
        ("共XX户".as_bytes(), "也不是别的能认出的文稿"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 only the head", "没有 WordDocument"),
        (&Compound { stream: "Workbook", ..Compound::word() }.build(""), "没有 WordDocument"),
        (b"%PDF-1.7", "是 PDF 文件"),
        (b"MIME-Version: 1.0", "是单个文件网页"),
        (&Compound { flags: 0x0100, ..Compound::word() }.build(""), "有密码"),
    ] {
        for name in ["甲.doc", "甲.dot", "甲.wps"] {
            let (_, message) = refused(name, bytes);
            assert!(message.contains(words), "{name}: {message}");
        }
    }
}

#[test]
fn pdftotext_gets_only_files_that_begin_as_pdf() {
    for (bytes, words) in
        [(&b"PK\x03\x04"[..], "是 zip 包"), (b"<html>", "是网页"), ("共XX户".as_bytes(), "也不是别的")]
    {
        let (kind, message) = refused("甲.pdf", bytes);
        assert!(kind == "not-the-format" && message.contains(words), "{message}");
    }
    let files = office(&[("pdftotext", PDFTOTEXT)]);
    fs::write(files.path().join("标.pdf"), b"\xef\xbb\xbf%PDF-1.4").unwrap();
    assert_eq!(code(&run(&files, &["check", "标.pdf"])), 1, "a byte order mark may stand before it");
}

#[test]
fn the_filter_is_forced_and_the_profile_lets_nothing_be_fetched_or_run() {
    let files = office(&[("soffice", WITNESS)]);
    let read = |name: &str| fs::read_to_string(files.path().join(name)).unwrap();
    for (version, filter) in
        [(101, "MS WinWord 6.0"), (104, "MS Word 95"), (193, "MS Word 97"), (0x112, "MS Word 97")]
    {
        for length in [200, 4096, 9000] {
            let document = Compound { version, length, ..Compound::word() }.build("甲");
            fs::write(files.path().join("旧.doc"), &document).unwrap();
            let output = run(&files, &["check", "旧.doc"]);
            assert_eq!(code(&output), 1, "{}", err(&output));
            assert!(read("arguments").contains(&format!("\n--infilter={filter}\n")), "{}", read("arguments"));
            assert!(fs::read(files.path().join("given")).unwrap() == document);
        }
    }
    let profile = read("profile");
    let set = |path: &str, name: &str, value: &str| {
        let item = format!(
            "<item oor:path=\"{path}\"><prop oor:name=\"{name}\" oor:op=\"fuse\"><value>{value}</value>"
        );
        assert!(profile.contains(&item), "{item}\n{profile}");
    };
    let scripting = "/org.openoffice.Office.Common/Security/Scripting";
    for (name, value) in [
        ("DisableMacrosExecution", "true"),
        ("MacroSecurityLevel", "3"),
        ("BlockUntrustedRefererLinks", "true"),
        ("DisableActiveContent", "true"),
    ] {
        set(scripting, name, value);
    }
    set("/org.openoffice.Office.Writer/Content/Update", "Link", "0");
    set("/org.openoffice.Inet/Settings", "ooInetProxyType", "2");
    let providers =
        "/org.openoffice.ucb.Configuration/ContentProviders/Local/SecondaryKeys/Office/ProviderData";
    for provider in ["Provider3", "Provider12"] {
        set(&format!("{providers}/{provider}"), "ServiceName", "");
    }
    assert!(profile.contains("'UpdateCheck'") && profile.contains("AutoCheckEnabled"), "{profile}");
}

#[test]
fn word_2007_and_rtf_under_the_old_name_are_read_as_what_they_are() {
    let files = office(&[]);
    let rtf = br"{\rtf1\ansi \u20849?XX\u25143?\par}";
    fs::write(files.path().join("文.doc"), rtf).unwrap();
    fs::copy(files.path().join("made.docx"), files.path().join("新.wps")).unwrap();
    for (name, format) in [("文.doc", "doc"), ("新.wps", "wps")] {
        let output = run(&files, &["check", name, "--format", "json"]);
        let file = json(&output)["files"][0].clone();
        assert_eq!((code(&output), &file["format"]), (1, &format.into()), "{file}");
        assert_eq!(file["diagnostics"][0]["rule"], "placeholder/mask", "{file}");
    }
    let annotated = run(&files, &["annotate", "新.wps", "-o", "新.docx"]);
    assert_eq!(code(&annotated), 0, "{}", err(&annotated));
    let refused = run(&files, &["annotate", "文.doc", "-o", "文.docx"]);
    assert!(code(&refused) == 2 && err(&refused).contains("rtf 文件里不能写批注"), "{}", err(&refused));
    assert!(!files.path().join("文.docx").exists());
}

/// Creates a folder of documents that LibreOffice converts. The one numbered `bad` is damaged.
fn many(soffice: &str, count: usize, bad: Option<usize>) -> TempDir {
    let files = office(&[("soffice", soffice)]);
    fs::create_dir(files.path().join("旧")).unwrap();
    for at in 0..count {
        let text = if bad == Some(at) { "bad".to_owned() } else { format!("number {at}") };
        fs::write(files.path().join(format!("旧/{at:02}.doc")), Compound::word().build(&text)).unwrap();
    }
    files
}

/// Creates a script that converts each given file, as LibreOffice does. It runs `doing` before it
/// converts the damaged one, and records the number of files of each process.
fn each(doing: &str) -> String {
    format!(
        "out=\"$8\"; shift 8; echo $# >> given\nfor file in \"$@\"; do\n  name=\"${{file##*/}}\"; made=\"$out/${{name%.*}}.docx\"\n  \
         if grep -q bad \"$file\"; then {doing}; fi\n  cp made.docx \"$made\"\ndone"
    )
}

fn given(files: &TempDir) -> Vec<usize> {
    let given = fs::read_to_string(files.path().join("given")).unwrap();
    given.lines().map(|count| count.parse().unwrap()).collect()
}

/// Returns the kinds of problems in the report, and the number of files with the expected finding
/// in their converted text.
fn outcome(output: &Output) -> (Vec<String>, usize) {
    let report = json(output);
    let files = report["files"].as_array().unwrap();
    let kinds = files.iter().filter_map(|file| file["error"]["kind"].as_str().map(str::to_owned));
    let found = files.iter().filter(|file| file["diagnostics"][0]["rule"] == "placeholder/mask");
    (kinds.collect(), found.count())
}

#[test]
fn many_files_are_converted_in_one_process_and_kept() {
    let files = many(&each(":"), 12, None);
    let select = ["--select", "placeholder", "--format", "json"];
    for jobs in ["1", "3"] {
        let output = run(&files, &[&["check", "旧", "--jobs", jobs], &select[..]].concat());
        assert_eq!((code(&output), outcome(&output)), (1, (vec![], 12)), "{}", err(&output));
    }
    assert_eq!((given(&files), runs(&files)), (vec![12], 1), "and none in the second run");
    // Some results are kept already, and two files have the same content.
    fs::write(files.path().join("旧/98.doc"), Compound::word().build("new")).unwrap();
    fs::write(files.path().join("旧/99.doc"), Compound::word().build("new")).unwrap();
    let output = run(&files, &[&["check", "旧"], &select[..]].concat());
    assert_eq!((outcome(&output), given(&files)), ((vec![], 14), vec![12, 1]));
}

#[test]
fn every_process_reads_by_one_filter() {
    let files = many(&format!("echo \"$4\" >> filters\n{}", each(":")), 3, None);
    for (at, version) in [101, 104, 101, 104, 101].into_iter().enumerate() {
        let document = Compound { version, ..Compound::word() }.build(&format!("old {at}"));
        fs::write(files.path().join(format!("旧/1{at}.doc")), document).unwrap();
    }
    let output = run(&files, &["check", "旧", "--select", "placeholder", "--format", "json", "--jobs", "1"]);
    assert_eq!(outcome(&output), (vec![], 8), "{}", err(&output));
    let filters = fs::read_to_string(files.path().join("filters")).unwrap();
    let expected = "--infilter=MS Word 97\n--infilter=MS WinWord 6.0\n--infilter=MS Word 95\n";
    assert_eq!((filters.as_str(), given(&files)), (expected, vec![3, 3, 2]));
}

/// Tests a crash, a timeout, a skipped file, and an incomplete result.
#[test]
fn one_bad_file_does_not_lose_the_others() {
    let rows: [(&str, &[usize], &str); 4] = [
        ("kill -KILL $$", &[8, 1, 4], "program-failed"),
        ("exec sleep 60", &[8, 1, 4], "program-failed"),
        ("echo 'Error: source file could not be loaded' >&2; continue", &[8, 1], "program-failed"),
        ("printf 'PK\\003\\004' > \"$made\"; exit 1", &[8, 1, 4], "damaged"),
    ];
    for (doing, processes, kind) in rows {
        let files = many(&each(doing), 8, Some(3));
        let arguments = ["check", "旧", "--select", "placeholder", "--format", "json", "--jobs", "1"];
        let output = run(&files, &arguments);
        assert_eq!(outcome(&output), (vec![kind.to_owned()], 7), "{doing}: {}", err(&output));
        assert_eq!(code(&output), 2);
        assert_eq!(json(&output)["files"][3]["error"]["kind"], kind, "{doing}");
        assert_eq!(given(&files), processes, "{doing}");
    }
}

#[test]
fn every_command_on_many_files_converts_them_together() {
    let commands: [&[&str]; 4] = [&["figures"], &["similar"], &["baseline"], &["check", "--fix"]];
    for command in commands {
        let files = many(&each(":"), 6, None);
        let output = run(&files, &[command, &["旧"]].concat());
        assert!(code(&output) < 2, "{command:?}: {}", err(&output));
        assert_eq!(given(&files).iter().sum::<usize>(), 6, "{command:?}");
        assert!(runs(&files) <= 2, "{command:?}: {}", runs(&files));
    }
}

/// Tests a program that takes only one file, and a missing program.
#[test]
fn files_are_converted_one_by_one_if_they_cannot_be_together() {
    let arguments = |jobs| ["check", "旧", "--select", "placeholder", "--format", "json", "--jobs", jobs];
    // Five processes for the files alone, plus the failed attempts to convert several together: one
    // with one thread, one or two with two threads.
    for (jobs, expected) in [("1", 6..=6), ("2", 6..=7)] {
        let files = many("[ $# -le 9 ] || exit 3\ncp made.docx \"$8/input.docx\"", 5, None);
        let output = run(&files, &arguments(jobs));
        assert_eq!(outcome(&output), (vec![], 5), "{}", err(&output));
        assert!(expected.contains(&runs(&files)), "{} with {jobs} threads", runs(&files));
    }
    let arguments = arguments("2");
    let files = many("exit 1", 5, None);
    let output = run(&files, &arguments);
    assert_eq!(outcome(&output), (vec!["program-failed".to_owned(); 5], 0), "{}", err(&output));
    fs::remove_file(files.path().join("bin/soffice")).unwrap();
    assert_eq!(outcome(&run(&files, &arguments)), (vec!["no-program".to_owned(); 5], 0));
}

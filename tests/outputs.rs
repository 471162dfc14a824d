//! Files that the program writes (reports, baselines, copies): they never overwrite an input of the
//! run, overwrite other files only with `--force`, are written atomically, and have the permissions
//! of the old file or those of a new one.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use std::fs;
use std::path::Path;
use std::process::Output;

use program::package::{Docx, paragraph};
use program::{Hegao, check, code, err, folder, out};
use tempfile::TempDir;

const SPEECH: (&str, &[u8]) = ("稿.txt", "完成投资XX亿元。\n".as_bytes());
const CLEAN: (&str, &[u8]) = ("好.txt", "各位代表：会议现在开始。\n".as_bytes());
const PACKAGE: &[u8] = b"{\n  \"name\": \"office\",\n  \"version\": \"1.0.0\"\n}\n";
/// Each format, with its file extensions.
const FORMATS: [(&str, &[&str]); 11] = [
    ("pretty", &["txt", "log"]),
    ("line", &["txt", "log"]),
    ("json", &["json", "log"]),
    ("jsonl", &["jsonl", "ndjson", "log"]),
    ("sarif", &["sarif", "json", "sarif.json"]),
    ("github", &["txt", "log"]),
    ("gitlab", &["json"]),
    ("checkstyle", &["xml"]),
    ("junit", &["xml"]),
    ("rdjson", &["json"]),
    ("markdown", &["md", "markdown", "txt"]),
];

fn run(files: &TempDir, arguments: &[&str]) -> Output {
    Hegao::new(files.path(), arguments).run()
}

/// Asserts that a run was refused with these words before it printed anything, and that the file
/// `name` is unchanged.
fn assert_refused(files: &TempDir, arguments: &[&str], words: &[&str], (name, held): (&str, &[u8])) {
    let output = run(files, arguments);
    assert_eq!(code(&output), 2, "{arguments:?}: {}", err(&output));
    assert_eq!(out(&output), "", "{arguments:?}");
    for word in words {
        assert!(err(&output).contains(word), "{arguments:?} does not say {word}: {}", err(&output));
    }
    assert_eq!(fs::read(files.path().join(name)).unwrap(), held, "{arguments:?}");
}

fn names(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = names.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn docx() -> Vec<u8> {
    Docx::new(&paragraph("完成投资XX亿元。")).build()
}

#[test]
fn refuses_to_write_a_report_over_a_document_under_any_spelling() {
    let document = docx();
    let files = folder(&[("稿.docx", document.as_slice()), ("夹/好.txt", CLEAN.1)]);
    let absolute = files.path().join("稿.docx").display().to_string();
    for spelling in ["稿.docx", "./稿.docx", "夹/../稿.docx", absolute.as_str()] {
        let report = format!("json={spelling}");
        for options in [&["-o", spelling][..], &["--report", &report], &["-o", spelling, "--force"]] {
            let arguments = [&["check", "稿.docx", "夹"], options].concat();
            assert_refused(&files, &arguments, &["这次要读它", "文稿 稿.docx"], ("稿.docx", &document));
        }
    }
    let english = ["check", "稿.docx", "-o", "稿.docx", "--lang", "en"];
    assert_refused(&files, &english, &["this run reads it", "hegao annotate"], ("稿.docx", &document));
}

#[cfg(unix)]
#[test]
fn refuses_to_write_over_a_document_through_links_and_hard_links() {
    let files = folder(&[SPEECH]);
    let path = |name: &str| files.path().join(name);
    std::os::unix::fs::symlink("稿.txt", path("软链")).unwrap();
    fs::hard_link(path("稿.txt"), path("硬链")).unwrap();
    for (input, output) in [("稿.txt", "软链"), ("稿.txt", "硬链"), ("软链", "稿.txt"), ("硬链", "软链")]
    {
        let arguments = ["check", input, "-o", output, "--force"];
        assert_refused(&files, &arguments, &["这次要读它", "--force 也不会"], SPEECH);
    }
}

#[test]
fn refuses_to_write_over_a_document_found_in_a_folder() {
    let files = folder(&[("稿/一.txt", SPEECH.1), ("稿/二.txt", CLEAN.1)]);
    for output in ["稿/二.txt", "./稿/../稿/二.txt"] {
        let arguments = ["check", "稿", "-o", output, "--force"];
        assert_refused(&files, &arguments, &["这次要读它", "二.txt"], ("稿/二.txt", CLEAN.1));
    }
}

#[cfg(unix)]
#[test]
fn refuses_to_write_over_the_file_that_standard_input_is() {
    let files = folder(&[SPEECH]);
    let mut hegao =
        Hegao::new(files.path(), &["check", "-", "--stdin-filename", "x.txt", "-o", "稿.txt", "--force"]);
    hegao.command.stdin(fs::File::open(files.path().join("稿.txt")).unwrap());
    let output = hegao.run();
    assert!(code(&output) == 2 && err(&output).contains("这次要读它"), "{}", err(&output));
    assert_eq!(fs::read(files.path().join("稿.txt")).unwrap(), SPEECH.1);
}

#[test]
fn refuses_to_write_over_configurations_baselines_and_rules() {
    let rule = "severity='warning'\n[zh]\ntitle='不用的词'\n[terms]\n'亲自'=''\n\
                [[bad]]\ntext='领导⟦亲自⟧到场。'\n[[good]]\ntext='领导到场。'\n";
    let settings = b"extends = \"../common.toml\"\npacks = [\"../pack\"]\n";
    let baseline = b"{\"schema_version\":1,\"findings\":[]}\n";
    let files = folder(&[
        // Root of the repository, which configurations must not lead out of.
        (".git/HEAD", b"ref: refs/heads/main\n"),
        ("稿/稿.txt", SPEECH.1),
        ("稿/hegao.toml", settings),
        ("common.toml", b"fail-on = \"error\"\n"),
        ("pack/office/guests.toml", rule.as_bytes()),
        ("known.json", baseline),
    ]);
    let all = ["check", "稿", "--baseline", "known.json", "--force"];
    let first = run(&files, &all);
    assert_eq!(code(&first), 1, "the settings are right: {}", err(&first));
    for (name, role) in [
        ("稿/hegao.toml", "配置"),
        ("common.toml", "配置"),
        ("pack/office/guests.toml", "规则文件"),
        ("known.json", "基线"),
    ] {
        let held = fs::read(files.path().join(name)).unwrap();
        let report = format!("json={name}");
        assert_refused(
            &files,
            &[&all[..], &["--report", &report]].concat(),
            &["这次要读它", role],
            (name, &held),
        );
    }
    let held = rule.as_bytes();
    let pack = ["--pack", "pack", "check", "known.json", "-o", "pack/office/guests.toml", "--force"];
    assert_refused(&files, &pack, &["规则文件"], ("pack/office/guests.toml", held));
}

#[test]
fn refuses_two_reports_to_one_file_under_two_spellings() {
    let files = folder(&[SPEECH]);
    fs::create_dir(files.path().join("夹")).unwrap();
    let absolute = format!("sarif={}", files.path().join("报告").display());
    for second in ["sarif=报告", "sarif=./报告", "sarif=夹/../报告", absolute.as_str()] {
        for first in [&["-o", "报告"][..], &["--report", "json=报告"]] {
            let arguments = [&["check", "稿.txt"], first, &["--report", second]].concat();
            assert_refused(&files, &arguments, &["同一个文件", "报告"], SPEECH);
        }
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("报告", files.path().join("链")).unwrap();
        let arguments = ["check", "稿.txt", "-o", "链", "--report", "sarif=报告"];
        assert_refused(&files, &arguments, &["同一个文件"], SPEECH);
    }
    assert!(!files.path().join("报告").exists());
}

#[test]
fn refuses_names_of_other_kinds_of_files() {
    let files = folder(&[SPEECH]);
    let documents =
        ["docx", "DOCX", "docm", "doc", "wps", "odt", "pdf", "rtf", "ofd", "html", "xlsx", "pptx", "toml"];
    let rows: [(&str, &[&str]); 6] = [
        ("pretty", &["md", "json", "xml", "sarif"]),
        ("json", &["md", "txt", "xml", "sarif", "jsonl"]),
        ("jsonl", &["json", "md"]),
        ("sarif", &["xml", "txt", "md"]),
        ("junit", &["json", "txt"]),
        ("markdown", &["json", "html"]),
    ];
    for (format, endings) in rows {
        for ending in documents.iter().chain(endings) {
            let name = format!("报告.{ending}");
            let report = format!("{format}={name}");
            for options in [&["--format", format, "-o", &name][..], &["--report", &report]] {
                let arguments = [&["check", "稿.txt"], options].concat();
                assert_refused(&files, &arguments, &["另一种文件的扩展名", "--force"], SPEECH);
            }
            assert!(!files.path().join(&name).exists(), "{name}");
        }
    }
    let forced = check(&files, &["稿.txt", "--report", "json=报告.docx", "--force"]);
    assert_eq!(code(&forced), 1, "{}", err(&forced));
    assert!(files.path().join("报告.docx").exists());
}

#[test]
fn names_the_command_that_writes_comments_into_word_files() {
    let document = docx();
    let files = folder(&[("稿.docx", document.as_slice())]);
    let slip = ["check", "稿.docx", "-o", "副本.docx"];
    assert_refused(&files, &slip, &["hegao annotate 稿.docx -o 副本.docx"], ("稿.docx", &document));
    let over = ["check", "稿.docx", "-o", "稿.docx"];
    assert_refused(&files, &over, &["hegao annotate 稿.docx -o 稿-核稿.docx"], ("稿.docx", &document));
    let english = [&slip[..], &["--lang", "en"]].concat();
    assert_refused(
        &files,
        &english,
        &["in a copy of the document: hegao annotate 稿.docx"],
        ("稿.docx", &document),
    );
    let text = ["check", "稿.txt", "-o", "副本.docx"];
    fs::write(files.path().join("稿.txt"), SPEECH.1).unwrap();
    assert_refused(&files, &text, &["hegao annotate 稿.txt -o 稿-核稿.txt"], SPEECH);
    assert_eq!(names(files.path()), ["稿.docx", "稿.txt"]);
}

#[test]
fn names_the_format_that_the_ending_of_a_report_asks_for() {
    let files = folder(&[SPEECH]);
    let endings =
        [("json", "json"), ("sarif", "sarif"), ("jsonl", "jsonl"), ("xml", "junit"), ("md", "markdown")];
    for (ending, format) in endings {
        let name = format!("报告.{ending}");
        let words = format!("--format {format}");
        assert_refused(&files, &["check", "稿.txt", "-o", &name], &[&words], SPEECH);
        assert_refused(&files, &["check", "稿.txt", "-o", &name, "--lang", "en"], &[&words], SPEECH);
    }
}

#[test]
fn a_report_of_every_format_takes_its_own_place_in_every_run() {
    for (format, endings) in FORMATS {
        for ending in endings.iter().map(|ending| format!(".{ending}")).chain([String::new()]) {
            let files = folder(&[SPEECH, CLEAN]);
            let (main, other) = (format!("主{ending}"), format!("{format}=副{ending}"));
            for text in [SPEECH.1, "共XX人，截止3月底。\n".as_bytes(), CLEAN.1, SPEECH.1] {
                fs::write(files.path().join("稿.txt"), text).unwrap();
                let output = check(
                    &files,
                    &["稿.txt", "--today", "off", "--format", format, "-o", &main, "--report", &other],
                );
                assert!(code(&output) < 2, "{format} {ending}: {}", err(&output));
                let shown = check(&files, &["稿.txt", "--today", "off", "--format", format]);
                assert_eq!(fs::read(files.path().join(&main)).unwrap(), shown.stdout, "{format}");
            }
        }
    }
}

#[test]
fn english_reports_and_reports_of_failures_are_recognised_too() {
    let broken: (&str, &[u8]) = ("坏.txt", b"\xb8\xf7\xce\xbb\xb4\xfa\xb1\xed\xff\n");
    for (format, _) in FORMATS {
        for (name, most) in [("坏.txt", 2), ("稿.txt", 1), ("好.txt", 0)] {
            let files = folder(&[SPEECH, CLEAN, broken]);
            for lang in ["en", "zh", "en"] {
                let arguments = [name, "--lang", lang, "--color", "always", "--format", format, "-o", "报告"];
                let output = check(&files, &arguments);
                assert_eq!(code(&output), most, "{format} {name}: {}", err(&output));
            }
        }
    }
}

#[test]
fn a_file_of_others_needs_force() {
    let eslint = b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n<file name=\"a.js\">\n<error line=\"1\" source=\"eslint.semi\"/>\n</file>\n</checkstyle>\n";
    let codeql = b"{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\n\"runs\":[{\"tool\":{\"driver\":{\"name\":\"CodeQL\"}}}]}";
    let rows: [(&str, &str, &[u8]); 8] = [
        ("json", "package.json", PACKAGE),
        ("json", "known.json", b"{\"schema_version\":1,\"findings\":[]}\n"),
        ("sarif", "other.sarif", codeql),
        ("checkstyle", "eslint.xml", eslint),
        ("pretty", "记录.txt", "会议记录\n".as_bytes()),
        ("markdown", "说明.md", "# 核稿\n\n## 安装\n\n先下载。\n".as_bytes()),
        ("line", "build.log", b"a.c:1:2: error: expected expression\n"),
        ("pretty", "LICENSE", b"MIT License\n"),
    ];
    for (format, name, held) in rows {
        let files = folder(&[SPEECH, (name, held)]);
        let arguments = ["check", "稿.txt", "--format", format, "-o", name];
        assert_refused(&files, &arguments, &["已经有这个文件", "--force"], (name, held));
        let forced = run(&files, &[&arguments[..], &["--force"]].concat());
        assert_eq!(code(&forced), 1, "{name}: {}", err(&forced));
        assert_ne!(fs::read(files.path().join(name)).unwrap(), held, "{name}");
    }
    let files = folder(&[SPEECH, ("页.html", b"<p>\xe9\xa1\xb5</p>")]);
    let arguments = ["check", "稿.txt", "--format", "markdown", "-o", "页.html"];
    assert_refused(&files, &arguments, &["--force"], ("页.html", b"<p>\xe9\xa1\xb5</p>"));
}

#[test]
fn a_checklist_with_ticks_needs_force() {
    let files = folder(&[("讲/稿.txt", SPEECH.1)]);
    let arguments = ["check", "讲", "--format", "markdown", "-o", "讲/清单.md"];
    assert_eq!(code(&run(&files, &arguments)), 1);
    assert_eq!(code(&run(&files, &arguments)), 1, "without ticks it is written anew");
    let path = files.path().join("讲/清单.md");
    let ticked = fs::read_to_string(&path).unwrap().replace("- [ ]", "- [x]");
    fs::write(&path, &ticked).unwrap();
    assert_refused(&files, &arguments, &["有人改过"], ("讲/清单.md", ticked.as_bytes()));
    assert_eq!(code(&run(&files, &[&arguments[..], &["--force"]].concat())), 1);
}

#[test]
fn a_diff_cannot_be_told_from_others_and_needs_force() {
    let files = folder(&[("稿.txt", "截止3月底，共培训三千人次。\n".as_bytes())]);
    let arguments = ["check", "稿.txt", "--today", "off", "--diff", "-o", "改.patch"];
    assert_eq!(code(&run(&files, &arguments)), 1);
    let diff = fs::read(files.path().join("改.patch")).unwrap();
    assert!(diff.starts_with(b"--- a/"));
    assert_refused(&files, &arguments, &["--force"], ("改.patch", &diff));
    assert_eq!(code(&run(&files, &[&arguments[..], &["--force"]].concat())), 1);
}

#[test]
fn the_report_of_an_earlier_run_is_no_document_of_its_folder() {
    for (format, name) in [("markdown", "讲/清单.md"), ("pretty", "讲/报告.txt")] {
        let files = folder(&[("讲/稿.txt", SPEECH.1)]);
        let arguments = ["check", "讲", "--format", format, "-o", name, "--report", "json=全部.json"];
        for count in 0..3 {
            let output = run(&files, &arguments);
            assert_eq!(code(&output), 1, "{name}: {}", err(&output));
            assert_eq!(err(&output).contains("上次的报告"), count > 0, "{name}: {}", err(&output));
            let report = fs::read_to_string(files.path().join("全部.json")).unwrap();
            let report: serde_json::Value = serde_json::from_str(&report).unwrap();
            assert_eq!(report["summary"]["files"], 1, "{name}: only the speech is checked");
        }
        let held = fs::read(files.path().join(name)).unwrap();
        let named = ["check", name, "--format", format, "-o", name];
        assert_refused(&files, &named, &["这次要读它"], (name, &held));
    }
}

#[test]
fn an_empty_file_is_written() {
    let files = folder(&[SPEECH, ("报告.json", b""), ("名单.txt", b"")]);
    let output =
        check(&files, &["稿.txt", "--format", "json", "-o", "报告.json", "--report", "line=名单.txt"]);
    assert_eq!(code(&output), 1, "{}", err(&output));
    assert!(fs::read_to_string(files.path().join("名单.txt")).unwrap().contains("placeholder/mask"));
}

#[test]
fn a_folder_and_a_place_that_is_not_there_are_refused_in_words() {
    let files = folder(&[SPEECH]);
    fs::create_dir(files.path().join("夹")).unwrap();
    assert_refused(&files, &["check", "稿.txt", "-o", "夹"], &["它是文件夹"], SPEECH);
    assert_refused(&files, &["check", "稿.txt", "-o", "没有/报告.txt"], &["文件夹不存在", "先建好"], SPEECH);
    let english = ["check", "稿.txt", "-o", "没有/报告.txt", "--lang", "en"];
    assert_refused(&files, &english, &["its folder does not exist"], SPEECH);
}

#[test]
fn refusals_come_before_any_document_is_changed() {
    let text = "截止3月底，共培训三千人次。\n".as_bytes();
    let files = folder(&[("稿.txt", text), ("package.json", PACKAGE)]);
    for options in [&["-o", "稿.txt"][..], &["--report", "json=package.json"], &["-o", "报告.docx"]] {
        let arguments = [&["check", "稿.txt", "--fix", "--today", "off"], options].concat();
        assert_refused(&files, &arguments, &[], ("稿.txt", text));
    }
    let fixed = check(&files, &["稿.txt", "--fix", "--today", "off", "-o", "报告.txt"]);
    assert!(err(&fixed).contains("改了 1 处"), "{}", err(&fixed));
}

#[test]
fn of_several_reports_none_is_written_if_one_is_refused() {
    let files = folder(&[SPEECH, ("package.json", PACKAGE)]);
    let arguments =
        ["check", "稿.txt", "-o", "报告.txt", "--report", "sarif=a.sarif", "--report", "json=package.json"];
    assert_refused(&files, &arguments, &["package.json"], ("package.json", PACKAGE));
    assert_eq!(names(files.path()), ["package.json", "稿.txt"]);
}

#[test]
fn a_baseline_replaces_only_baselines() {
    let document = docx();
    let files =
        folder(&[SPEECH, ("package.json", PACKAGE), ("空.json", b""), ("旧.docx", document.as_slice())]);
    for options in [&[][..], &["--force"]] {
        let over = |name| [&["baseline", "稿.txt", "-o", name], options].concat();
        assert_refused(&files, &over("package.json"), &["已经有这个文件", "移开"], ("package.json", PACKAGE));
        assert_refused(&files, &over("稿.txt"), &["这次要读它"], SPEECH);
        assert_refused(&files, &over("旧.docx"), &["扩展名"], ("旧.docx", &document));
    }
    assert_eq!(
        code(&run(&files, &["baseline", "稿.txt", "-o", "空.json"])),
        0,
        "an empty file is as good as none"
    );
    let again = run(&files, &["baseline", "稿.txt", "-o", "空.json"]);
    assert!(code(&again) == 2 && err(&again).contains("--prune"), "{}", err(&again));
    let path = files.path().join("空.json");
    let broken = fs::read_to_string(&path).unwrap().replace("\"rule\"", "<<<<<<< HEAD");
    fs::write(&path, broken).unwrap();
    assert_eq!(
        code(&run(&files, &["baseline", "稿.txt", "-o", "空.json", "--force"])),
        0,
        "a broken one is written anew"
    );
    assert_eq!(code(&check(&files, &["稿.txt", "--baseline", "空.json"])), 0);
}

#[cfg(unix)]
mod unix {
    use std::io::Write;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
    use std::process::{Child, Command, Stdio};
    use std::time::Duration;

    use super::*;

    /// Runs a check in a shell with this umask.
    fn under(umask: &str, files: &TempDir, arguments: &[&str]) -> Output {
        let mut command = Command::new("sh");
        command.args(["-c", &format!("umask {umask}; exec \"$@\""), "sh", env!("CARGO_BIN_EXE_hegao")]);
        command.current_dir(files.path()).args(arguments).output().unwrap()
    }

    fn mode(path: &Path) -> u32 {
        path.metadata().unwrap().permissions().mode() & 0o7777
    }

    #[test]
    fn new_files_honour_the_umask() {
        for (umask, expected) in [("022", 0o644), ("077", 0o600), ("002", 0o664)] {
            let files = folder(&[SPEECH]);
            under(umask, &files, &["check", "稿.txt", "-o", "报告.txt", "--report", "sarif=a.sarif"]);
            under(umask, &files, &["baseline", "稿.txt", "-o", "known.json"]);
            under(umask, &files, &["init"]);
            let reason = ["ignore", "稿.txt:1", "placeholder/mask", "--reason", "样稿"];
            fs::create_dir(files.path().join(".git")).unwrap();
            for name in ["报告.txt", "a.sarif", "known.json", "hegao.toml"] {
                assert_eq!(mode(&files.path().join(name)), expected, "{name} under {umask}");
            }
            fs::remove_file(files.path().join("hegao.toml")).unwrap();
            under(umask, &files, &reason);
            assert_eq!(mode(&files.path().join("hegao.toml")), expected, "ignore under {umask}");
        }
    }

    #[test]
    fn a_replaced_file_keeps_its_permissions_and_its_owner() {
        let files = folder(&[SPEECH]);
        let arguments = ["check", "稿.txt", "-o", "报告.txt"];
        let path = files.path().join("报告.txt");
        check(&files, &arguments[1..]);
        // Only root may change the owner of a file.
        let is_given = chown(&path, Some(12345), Some(12345)).is_ok();
        for kept in [0o600, 0o640, 0o666] {
            fs::set_permissions(&path, fs::Permissions::from_mode(kept)).unwrap();
            fs::write(files.path().join("稿.txt"), format!("共XX人，{kept}人。\n")).unwrap();
            let before = fs::read(&path).unwrap();
            assert_eq!(code(&under("022", &files, &arguments)), 1);
            assert_ne!(fs::read(&path).unwrap(), before);
            assert_eq!(mode(&path), kept);
            assert_eq!(path.metadata().unwrap().uid() == 12345, is_given);
        }
    }

    #[test]
    fn fixed_documents_and_copies_keep_permissions_and_owner() {
        let files = folder(&[("稿.txt", "截止3月底，完成投资XX亿元。\n".as_bytes())]);
        let path = files.path().join("稿.txt");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        let is_given = chown(&path, Some(12345), Some(12345)).is_ok();
        under("022", &files, &["check", "稿.txt", "--fix", "--today", "off"]);
        assert!(fs::read_to_string(&path).unwrap().contains("截至"));
        under("022", &files, &["annotate", "稿.txt", "--in-place", "--today", "off"]);
        for name in ["稿.txt", "稿.txt.bak"] {
            let path = files.path().join(name);
            assert_eq!((mode(&path), path.metadata().unwrap().uid() == 12345), (0o600, is_given), "{name}");
        }
        assert_eq!(names(files.path()).len(), 2, "nothing is left beside them");
    }

    #[test]
    fn a_link_stays_and_its_file_is_written() {
        let files = folder(&[SPEECH]);
        let path = |name: &str| files.path().join(name);
        fs::create_dir(path("夹")).unwrap();
        symlink("夹/报告.json", path("链.json")).unwrap();
        symlink("链.json", path("链链.json")).unwrap();
        for count in 0..2 {
            let output = check(&files, &["稿.txt", "--format", "json", "-o", "链链.json"]);
            assert_eq!(code(&output), 1, "{count}: {}", err(&output));
            assert!(path("链.json").is_symlink() && path("链链.json").is_symlink());
            assert!(fs::read_to_string(path("夹/报告.json")).unwrap().contains("placeholder/mask"));
        }
        symlink("没有/报告.json", path("断.json")).unwrap();
        let arguments = ["check", "稿.txt", "--format", "json", "-o", "断.json"];
        assert_refused(&files, &arguments, &["文件夹不存在"], SPEECH);
        symlink("圈.json", path("圈.json")).unwrap();
        assert_eq!(code(&check(&files, &["稿.txt", "--format", "json", "-o", "圈.json"])), 2);
        fs::write(path("旧.docx"), "旧稿").unwrap();
        symlink("旧.docx", path("藏.json")).unwrap();
        let arguments = ["check", "稿.txt", "--format", "json", "-o", "藏.json"];
        assert_refused(&files, &arguments, &["扩展名"], ("旧.docx", "旧稿".as_bytes()));
    }

    #[test]
    fn devices_are_written_as_often_as_wanted() {
        let files = folder(&[SPEECH]);
        let arguments =
            ["稿.txt", "-o", "/dev/null", "--report", "json=/dev/null", "--report", "sarif=/dev/null"];
        assert_eq!(code(&check(&files, &arguments)), 1);
        assert_eq!(code(&run(&files, &["baseline", "稿.txt", "-o", "/dev/null"])), 0);
        assert_eq!(code(&check(&files, &["/dev/null", "-o", "/dev/null", "--format", "json"])), 0);
    }

    #[test]
    fn standard_output_by_its_name_is_added_to() {
        let files = folder(&[SPEECH]);
        let path = files.path().join("全.log");
        let shown = check(&files, &["稿.txt", "--format", "line"]).stdout;
        for name in ["/dev/stdout", "/dev/fd/1", "/dev/fd/3"] {
            fs::write(&path, "上文\n").unwrap();
            let script =
                format!("{{ \"$1\" check 稿.txt --format line -o {name} 3>&1; echo 下文; }} >> 全.log");
            let mut command = Command::new("sh");
            command.args(["-c", &script, "sh", env!("CARGO_BIN_EXE_hegao")]).current_dir(files.path());
            assert!(command.stderr(Stdio::null()).status().unwrap().success());
            let expected = ["上文\n".as_bytes(), &shown, "下文\n".as_bytes()].concat();
            assert_eq!(fs::read(&path).unwrap(), expected, "{name}");
        }
        let both = check(&files, &["稿.txt", "--format", "line", "--report", "github=/dev/stdout"]);
        assert!(
            out(&both).starts_with(std::str::from_utf8(&shown).unwrap()),
            "one after the other: {}",
            out(&both)
        );
        assert!(out(&both).contains("::error file="), "{}", out(&both));
    }

    /// A run that waits for its document, so that the test can change files in the meantime.
    struct Waiting {
        child: Child,
        files: TempDir,
    }

    impl Waiting {
        fn new(files: TempDir, output: &str) -> Self {
            let pipe = files.path().join("等.txt");
            assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
            let mut hegao = Hegao::new(files.path(), &["check", "等.txt", "--format", "json", "-o", output]);
            let child = hegao.command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
            Self { child, files }
        }

        /// Opens the pipe for writing. Blocks until the run has opened it for reading.
        fn document(&self) -> fs::File {
            fs::File::options().write(true).open(self.files.path().join("等.txt")).unwrap()
        }
    }

    #[test]
    fn a_file_that_came_or_changed_meanwhile_is_kept() {
        for before in [None, Some(&b""[..])] {
            let files = folder(&before.map(|held| ("报告.json", held)).into_iter().collect::<Vec<_>>());
            let waiting = Waiting::new(files, "报告.json");
            let mut document = waiting.document();
            let path = waiting.files.path().join("报告.json");
            fs::write(&path, PACKAGE).unwrap();
            document.write_all(SPEECH.1).unwrap();
            drop(document);
            let output = waiting.child.wait_with_output().unwrap();
            assert_eq!(code(&output), 2, "{}", err(&output));
            assert!(err(&output).contains("报告.json"), "{}", err(&output));
            assert_eq!(fs::read(&path).unwrap(), PACKAGE);
        }
    }

    #[test]
    fn a_run_that_is_killed_leaves_the_old_report_and_nothing_beside_it() {
        let files = folder(&[SPEECH]);
        check(&files, &["稿.txt", "--format", "json", "-o", "报告.json"]);
        let old = fs::read(files.path().join("报告.json")).unwrap();
        let mut waiting = Waiting::new(files, "报告.json");
        let mut document = waiting.document();
        document.write_all(SPEECH.1).unwrap();
        waiting.child.kill().unwrap();
        waiting.child.wait().unwrap();
        let folder = waiting.files.path();
        assert_eq!(fs::read(folder.join("报告.json")).unwrap(), old);
        assert_eq!(names(folder), ["报告.json", "稿.txt", "等.txt"]);
    }

    #[test]
    fn what_a_killed_run_left_is_removed_by_the_next() {
        let files = folder(&[SPEECH, (".hegao-x1y2z3.tmp", b"half")]);
        let path = files.path().join(".hegao-x1y2z3.tmp");
        let day_ago = std::time::SystemTime::now() - Duration::from_secs(86_400);
        fs::File::options().write(true).open(&path).unwrap().set_modified(day_ago).unwrap();
        check(&files, &["稿.txt", "-o", "报告.txt"]);
        assert_eq!(names(files.path()), ["报告.txt", "稿.txt"]);
    }

    #[test]
    fn the_page_of_a_step_is_added_to_unless_it_is_a_document() {
        let files = folder(&[SPEECH, ("页", b"before\n")]);
        let with_page = |name: &str| {
            let mut hegao = Hegao::new(files.path(), &["check", "稿.txt", "--format", "github"]);
            hegao.command.env("GITHUB_STEP_SUMMARY", files.path().join(name));
            hegao.run()
        };
        for _ in 0..2 {
            assert_eq!(code(&with_page("页")), 1);
        }
        let page = fs::read_to_string(files.path().join("页")).unwrap();
        assert!(page.starts_with("before\n") && page.matches("placeholder/mask").count() >= 2, "{page}");
        let refused = with_page("稿.txt");
        assert!(code(&refused) == 2 && err(&refused).contains("这次要读它"), "{}", err(&refused));
        assert_eq!(fs::read(files.path().join("稿.txt")).unwrap(), SPEECH.1);
    }
}

//! Fixes through the command line: the changes they make, the previews, and the text they must not
//! touch.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use std::fs;
use std::io::Write;
use std::process::{Output, Stdio};
use std::sync::LazyLock;

use hegao::document::source::{Encoding, Source};
use hegao::engine::fixing::fix;
use hegao::engine::lint::{Conditions, Today, check as lint};
use hegao::facts::vocabulary::Vocabulary;
use hegao::fix::Safety;
use hegao::readers::{ReadOptions, read_as};
use hegao::registry::{Registry, Ruleset};
use hegao::text::span::Span;
use hegao::writers::{FileEdit, edit};
use program::package::{Docx, paragraph};
use program::{Hegao, check, code, err, folder, json, out};
use proptest::prelude::{Strategy, prop, prop_assert, prop_assert_eq, prop_oneof, proptest};
use tempfile::TempDir;

const REPEAT: &str = "一、统一思想\n二、压实责任\n二、严肃纪律\n截止3月底完成。\n";

#[test]
fn a_diff_shows_what_would_change_and_changes_nothing() {
    let files = folder(&[("稿.txt", REPEAT.as_bytes()), ("好.txt", "各位代表\n".as_bytes())]);
    let output = check(&files, &["--diff", "--today", "off", "稿.txt", "好.txt"]);
    let expected = "--- a/稿.txt\n+++ b/稿.txt\n@@ -1,4 +1,4 @@\n 一、统一思想\n 二、压实责任\n-二、严肃纪律\n\
                    -截止3月底完成。\n+三、严肃纪律\n+截至3月底完成。\n";
    assert_eq!(out(&output), expected);
    assert!(code(&output) == 1 && err(&output).contains("可以改 2 处"), "{}", err(&output));
    assert_eq!(fs::read_to_string(files.path().join("稿.txt")).unwrap(), REPEAT);
    assert_eq!(code(&check(&files, &["--diff", "--fix", "稿.txt"])), 2, "either shown or written");
}

/// Runs `hegao check` with these bytes on standard input.
fn piped(bytes: &[u8], arguments: &[&str]) -> Output {
    let files = folder(&[]);
    piped_in(&files, bytes, arguments)
}

fn piped_in(files: &TempDir, bytes: &[u8], arguments: &[&str]) -> Output {
    let all = [&["check", "--today", "off"], arguments].concat();
    let mut command = Hegao::new(files.path(), &all).command;
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let bytes = bytes.to_vec();
    // Written from a thread: a program that refuses its arguments does not read its input, and a
    // pipe has a small buffer.
    let writer = std::thread::spawn(move || input.write_all(&bytes).ok());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

#[test]
fn standard_input_is_printed_with_its_fixes() {
    let mended = REPEAT.replace("二、严肃", "三、严肃").replace("截止", "截至");
    let gb18030 = |text: &str| encoding_rs::GB18030.encode(text).0.into_owned();
    let marked = |text: &str| [b"\xef\xbb\xbf", text.replace('\n', "\r\n").as_bytes()].concat();
    let rows = [
        (REPEAT.as_bytes().to_vec(), mended.as_bytes().to_vec()),
        (gb18030(REPEAT), gb18030(&mended)),
        (marked(REPEAT), marked(&mended)),
        ("各位代表\n".into(), "各位代表\n".into()),
        (Vec::new(), Vec::new()),
    ];
    for (given, wanted) in rows {
        let output = piped(&given, &["--fix", "-"]);
        assert_eq!((code(&output), &output.stdout), (0, &wanted), "{}", err(&output));
        assert!(err(&output).contains("检查了 1 个文件"), "{}", err(&output));
    }
    // The remaining findings are printed to standard error, and determine the exit code.
    let both = format!("{REPEAT}完成投资XX亿元。\n");
    let output = piped(both.as_bytes(), &["--fix", "-"]);
    assert_eq!((code(&output), out(&output)), (1, format!("{mended}完成投资XX亿元。\n")));
    assert!(
        err(&output).contains("placeholder/mask") && err(&output).contains("必改 1 处"),
        "{}",
        err(&output)
    );
    let quiet = piped(REPEAT.as_bytes(), &["--fix", "-", "--quiet"]);
    assert!(out(&quiet) == mended && !err(&quiet).contains("检查了"), "{}", err(&quiet));
}

/// The file name determines the format of standard input, as in any other check.
#[test]
fn standard_input_is_mended_in_the_format_of_its_name() {
    let markdown = "<!-- 截止3月底完成。 -->\n\n截止3月底完成。\n";
    let output = piped(markdown.as_bytes(), &["--fix", "--stdin-filename", "稿.md", "-"]);
    assert_eq!(out(&output), "<!-- 截止3月底完成。 -->\n\n截至3月底完成。\n");
    let word = Docx::new(&paragraph("截止3月底完成。")).build();
    let output = piped(&word, &["--fix", "--stdin-filename", "稿.docx", "-"]);
    let files = folder(&[("稿.docx", &output.stdout)]);
    assert_eq!(out(&Hegao::new(files.path(), &["text", "稿.docx"]).run()), "截至3月底完成。\n");
}

/// The next program in the pipe gets the document even if hegao cannot check it.
#[test]
fn standard_input_that_cannot_be_read_is_printed_unchanged() {
    let long = "截止3月底完成。\n".repeat(20_000);
    let rows: [(&[u8], &[&str], &str); 3] = [
        (b"\xb8\xf7\xce\xbb\xff\n", &[], "GB18030"),
        (b"PK\x03\x04 no package", &["--stdin-filename", "稿.docx"], "稿.docx"),
        (long.as_bytes(), &["--max-file-size", "1K"], "1K"),
    ];
    for (given, options, told) in rows {
        let output = piped(given, &[&["--fix", "-"], options].concat());
        assert!(code(&output) == 2 && output.stdout == given, "{}", err(&output));
        assert!(err(&output).contains(told), "{}", err(&output));
    }
}

#[test]
fn a_report_has_no_room_beside_standard_input() {
    let files = folder(&[("别的.txt", REPEAT.as_bytes())]);
    let refused = |arguments: &[&str], told: &str| {
        let output = piped_in(&files, REPEAT.as_bytes(), arguments);
        assert!(code(&output) == 2 && output.stdout.is_empty(), "{}", err(&output));
        assert!(err(&output).contains(told), "{}", err(&output));
    };
    refused(&["--fix", "-", "--format", "json"], "-o");
    refused(&["--fix", "-", "--format", "line", "--lang", "en"], "-o FILE");
    refused(&["--fix", "-", "别的.txt"], "只能单独用");
    refused(&["--fix", "别的.txt", "--stdin-filename", "稿.md"], "--stdin-filename");
    assert_eq!(fs::read(files.path().join("别的.txt")).unwrap(), REPEAT.as_bytes());
    let output = piped_in(&files, REPEAT.as_bytes(), &["--fix", "-", "--format", "json", "-o", "报告.json"]);
    assert!(out(&output).contains("三、严肃纪律"), "{}", err(&output));
    let report = fs::read_to_string(files.path().join("报告.json")).unwrap();
    assert!(report.starts_with("{\"schema_version\""), "{report}");
}

#[test]
fn fixes_that_need_a_look_are_made_only_when_asked_for() {
    let shifted = "一、统一思想\n三、压实责任\n四、严肃纪律\n五、抓好落实\n";
    let files = folder(&[("稿.txt", shifted.as_bytes())]);
    let read = || fs::read_to_string(files.path().join("稿.txt")).unwrap();
    let safe = check(&files, &["--fix", "稿.txt"]);
    assert!(read() == shifted && err(&safe).contains("改了 0 处；1 处有修改建议"), "{}", err(&safe));
    let output = check(&files, &["--fix", "--unsafe-fixes", "稿.txt"]);
    assert_eq!(read(), "一、统一思想\n二、压实责任\n三、严肃纪律\n四、抓好落实\n");
    assert_eq!(code(&output), 0);
}

#[test]
fn a_file_that_cannot_be_written_is_said_and_the_others_are() {
    let files = folder(&[("稿.txt", REPEAT.as_bytes()), ("在写.docx", b"PK"), ("~$稿.txt", b"me")]);
    let output = check(&files, &["--fix", "--today", "off", "稿.txt", "--format", "line"]);
    assert!(code(&output) == 2 && out(&output).contains("file-in-use"), "{}", out(&output));
    assert!(err(&output).contains("改了 0 处"), "what was not written is not counted: {}", err(&output));
    assert_eq!(fs::read_to_string(files.path().join("稿.txt")).unwrap(), REPEAT);
    let left = fs::read_dir(files.path()).unwrap().count();
    assert_eq!(left, 3, "nothing half-written is left beside it");
}

#[test]
fn only_fixes_that_were_written_are_counted() {
    let rule = pack("'會議' = '😀'");
    let big5 = encoding_rs::BIG5.encode("各位同仁：今天召開年度工作會議，請大家踴躍發言。").0.into_owned();
    let files = folder(&[
        ("用词/甲.toml", rule.as_bytes()),
        ("一.txt", REPEAT.as_bytes()),
        ("二.txt", REPEAT.as_bytes()),
        ("~$二.txt", b"me"),
        ("三.txt", &big5),
        ("四.txt", b"\xb8\xf7\xce\xbb\xff\n"),
        ("五.md", "截止3月底，完成投资XX亿元。\n".as_bytes()),
        ("六.docx", &Docx::new(&paragraph("截止3月底完成。")).build()),
        (".~lock.六.docx#", b"me"),
    ]);
    for (language, words) in [("zh", "改了 3 处"), ("en", "3 fixed")] {
        for (name, text) in [("一.txt", REPEAT), ("五.md", "截止3月底，完成投资XX亿元。\n")] {
            fs::write(files.path().join(name), text).unwrap();
        }
        let names = ["一.txt", "二.txt", "三.txt", "四.txt", "五.md", "六.docx"];
        let options = ["--fix", "--today", "off", "--pack", "用词", "--format", "json", "--lang", language];
        let output = check(&files, &[&names[..], &options].concat());
        assert!(code(&output) == 2 && err(&output).contains(words), "{}", err(&output));
        let report = json(&output);
        let kinds: Vec<&str> = report["files"]
            .as_array()
            .unwrap()
            .iter()
            .map(|file| file["error"]["kind"].as_str().unwrap_or("written"))
            .collect();
        assert_eq!(kinds, ["written", "file-in-use", "unencodable", "bad-bytes", "written", "file-in-use"]);
    }
    assert_eq!(fs::read_to_string(files.path().join("二.txt")).unwrap(), REPEAT);
    assert_eq!(fs::read(files.path().join("三.txt")).unwrap(), big5);
}

/// A document that another program writes while it is checked keeps what that program wrote.
#[cfg(target_os = "linux")]
#[test]
fn a_document_that_changes_while_it_is_checked_is_not_fixed_and_not_counted() {
    let long = format!("{REPEAT}{}", "同志们要把渠道清到底，清一段验一段。\n".repeat(12_000));
    let files = folder(&[("稿.txt", long.as_bytes()), ("好.txt", REPEAT.as_bytes())]);
    let arguments =
        ["check", "--fix", "--today", "off", "--jobs", "1", "--format", "json", "稿.txt", "好.txt"];
    let mut command = Hegao::new(files.path(), &arguments).command;
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // Waits until the program has read as many bytes as the document has.
    let counters = format!("/proc/{}/io", child.id());
    let has_read = || {
        let counters = fs::read_to_string(&counters).unwrap_or_default();
        let read = counters.lines().find_map(|line| line.strip_prefix("rchar: "));
        read.is_none_or(|read| read.parse::<usize>().unwrap() > long.len())
    };
    while !has_read() {
        std::thread::yield_now();
    }
    let new = format!("{long}又加一行。\n");
    fs::write(files.path().join("稿.txt"), &new).unwrap();
    let output = child.wait_with_output().unwrap();
    let report = json(&output);
    assert_eq!(
        (code(&output), &report["files"][0]["error"]["kind"]),
        (2, &"changed".into()),
        "{}",
        err(&output)
    );
    assert!(err(&output).contains("改了 2 处"), "{}", err(&output));
    assert_eq!(fs::read_to_string(files.path().join("稿.txt")).unwrap(), new);
}

/// Reading a pipe a second time, to see that nobody changed it, would wait for ever.
#[cfg(unix)]
#[test]
fn a_pipe_is_checked_and_not_fixed() {
    let files = folder(&[]);
    let pipe = files.path().join("管.txt");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let writer = std::thread::spawn({
        let pipe = pipe.clone();
        move || fs::write(pipe, REPEAT).unwrap()
    });
    let output = check(&files, &["--fix", "--today", "off", "管.txt", "--format", "line"]);
    writer.join().unwrap();
    assert!(code(&output) == 2 && out(&output).contains("不是普通的文件"), "{}", out(&output));
    assert!(err(&output).contains("改了 0 处"), "{}", err(&output));
}

/// A run that is killed while it writes leaves a file beside the document.
#[cfg(unix)]
#[test]
fn the_next_run_removes_what_a_killed_one_left() {
    for arguments in [&["check", "--fix", "稿.txt"][..], &["annotate", "稿.txt", "--in-place"]] {
        let files = folder(&[("稿.txt", REPEAT.as_bytes()), (".hegao-Ab3xYz.tmp", "截至".as_bytes())]);
        let output = Hegao::new(files.path(), arguments).run();
        assert!(code(&output) < 2, "{}", err(&output));
        assert_ne!(fs::read_to_string(files.path().join("稿.txt")).unwrap(), REPEAT);
        let left = fs::read_dir(files.path()).unwrap().map(|entry| entry.unwrap().file_name());
        assert!(left.into_iter().all(|name| !name.to_string_lossy().ends_with(".tmp")), "{arguments:?}");
    }
}

fn pack(rule: &str) -> String {
    format!("severity = 'warning'\nfix = 'safe'\n[zh]\ntitle = '用词'\n[terms]\n{rule}\n")
}

#[test]
fn rules_whose_fixes_undo_each_other_are_named_and_the_file_is_left_alone() {
    let (there, back) = (pack("'拟订' = '拟定'"), pack("'拟定' = '拟订'"));
    let files = folder(&[
        ("用词/甲.toml", there.as_bytes()),
        ("用词/乙.toml", back.as_bytes()),
        ("稿.txt", "由办公室拟订方案。\n".as_bytes()),
    ]);
    let output = check(&files, &["--fix", "--pack", "用词", "稿.txt"]);
    assert!(err(&output).contains("稿.txt：用词/乙、用词/甲 的修改互相抵消"), "{}", err(&output));
    assert_eq!(fs::read_to_string(files.path().join("稿.txt")).unwrap(), "由办公室拟订方案。\n");
}

/// The fix 截止 → 截至 ("stop" → "until") would change the words by which the configuration declares a
/// blank correct, so that the blank would be reported.
#[test]
fn fixes_that_would_bring_up_a_finding_are_named_and_not_made() {
    let ignore = "[[ignore]]\nrule = 'placeholder/mask'\ntext = '截止3月底共XX户'\nreason = '待统计'\n";
    let text = "截止3月底共XX户。\n报名于3月5日截至。\n";
    let files = folder(&[("hegao.toml", ignore.as_bytes()), ("稿.txt", text.as_bytes())]);
    for (language, words) in
        [("zh", "稿.txt：date/jiezhi 的修改会引出"), ("en", "the fixes of date/jiezhi would")]
    {
        fs::write(files.path().join("稿.txt"), text).unwrap();
        let output = check(&files, &["--fix", "--today", "off", "稿.txt", "--lang", language]);
        assert!(err(&output).contains(words), "{}", err(&output));
        let new = fs::read_to_string(files.path().join("稿.txt")).unwrap();
        assert_eq!(new, text.replace("日截至", "日截止"));
    }
}

/// Renumbering would hide that a part is missing, and make an announcement and a reference wrong.
#[test]
fn a_gap_beside_an_announcement_or_a_reference_is_left_to_the_writer() {
    for around in ["讲四点意见。\n{}", "{}具体措施见第四部分。\n", "{}"] {
        let text = around.replace("{}", "一、统一思想\n二、压实责任\n四、严肃纪律\n");
        let files = folder(&[("稿.txt", text.as_bytes())]);
        let output = check(&files, &["--fix", "--today", "off", "稿.txt", "--format", "line"]);
        assert_eq!(fs::read_to_string(files.path().join("稿.txt")).unwrap(), text);
        assert!(code(&output) == 1 && out(&output).contains("numbering/gap"), "{}", out(&output));
    }
}

#[test]
fn numbers_in_no_order_at_all_are_left_to_the_writer() {
    let shuffled = "五、代\n四、同\n一、位\n四、各\n二、同\n五、位";
    let files = folder(&[("稿.txt", shuffled.as_bytes())]);
    let output = check(&files, &["--fix", "--unsafe-fixes", "稿.txt"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(fs::read_to_string(files.path().join("稿.txt")).unwrap(), shuffled);
}

#[test]
fn a_file_whose_encoding_cannot_hold_the_fix_is_refused() {
    let rule = pack("'會議' = '😀'");
    let text = encoding_rs::BIG5.encode("各位同仁：今天召開年度工作會議，請大家踴躍發言。").0.into_owned();
    let files = folder(&[("用词/甲.toml", rule.as_bytes()), ("稿.txt", &text)]);
    let output = check(&files, &["--fix", "--pack", "用词", "稿.txt", "--format", "line"]);
    assert!(
        code(&output) == 2 && out(&output).contains("unencodable: Big5 编码里没有「😀」"),
        "{}",
        out(&output)
    );
    assert_eq!(fs::read(files.path().join("稿.txt")).unwrap(), text);
}

static RULES: LazyLock<Ruleset> = LazyLock::new(|| {
    let registry = Registry::built_in();
    Ruleset::new(&registry.select(&[], &[]).unwrap()).unwrap()
});

/// Generates documents: lines of speeches with fixable defects.
fn document() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        prop::sample::select(vec![
            "一、统一思想",
            "二、压实责任",
            "四、严肃纪律",
            "（一）抓源头",
            "（三）抓过程",
            "截止3月底完成。",
            "工作的的要求",
            "全年完成投资80亿元。",
            "（括号)不一致",
            "截止到2026年03月5日",
            "1.甲",
            "3.丙",
            "二是抓好落实；二是抓好整改。",
        ])
        .prop_map(str::to_owned),
        "[一二三四五]、[各位代表同志]{1,4}",
        "[共计划完成投资户，。]{0,12}",
    ];
    prop::collection::vec(line, 0..16).prop_map(|lines| lines.join("\n"))
}

/// Returns `text` in an encoding, with a byte order mark if the encoding needs one.
fn encoded(text: &str, encoding: Encoding) -> Vec<u8> {
    match encoding {
        Encoding::Gb18030 => encoding_rs::GB18030.encode(text).0.into_owned(),
        Encoding::Utf16Le => format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect(),
        _ => text.as_bytes().to_vec(),
    }
}

/// Renumbering the 3. would show that 三、 (number three) is missing, although the 3. may be that
/// item.
#[test]
fn a_number_that_is_wanted_elsewhere_is_not_taken_away() {
    let source = |text: &str| Source { name: "稿.txt".to_owned(), bytes: text.into() };
    let vocabulary = Vocabulary::default();
    let conditions = Conditions::new(Today::Off, &vocabulary);
    let mended = |text: &str| fix(&source(text), &RULES, &conditions, Some(Safety::Unsafe)).applied;
    assert_eq!(mended("二、压实责任\n1.甲\n3.丙\n五、表"), 0);
    assert_eq!(mended("二、压实责任\n1.甲\n3.丙\n三、表"), 1);
}

proptest! {
    #[test]
    fn fixing_ends_changes_only_its_edits_and_mends_what_it_says(text in document()) {
        let vocabulary = Vocabulary::default();
        for encoding in [Encoding::Utf8, Encoding::Gb18030, Encoding::Utf16Le] {
            let mut conditions = Conditions::new(Today::Off, &vocabulary);
            conditions.reading.encoding = Some(encoding);
            let source = Source { name: "稿.txt".to_owned(), bytes: encoded(&text, encoding) };
            let fixed = fix(&source, &RULES, &conditions, Some(Safety::Unsafe));
            prop_assert!(fixed.fighting.is_empty(), "{:?} fight over {text:?}", fixed.fighting);
            let after = fixed.report.outcome.as_ref().unwrap();
            let Some(bytes) = fixed.bytes else {
                prop_assert_eq!(fixed.applied, 0);
                continue;
            };
            let again = Source { name: source.name.clone(), bytes: bytes.clone() };
            let reread = lint(&again, &RULES, &conditions).outcome.unwrap();
            prop_assert_eq!(&reread.diagnostics, &after.diagnostics, "the report is that of the new file");
            let twice = fix(&again, &RULES, &conditions, Some(Safety::Unsafe));
            prop_assert!(twice.bytes.is_none() && twice.applied == 0, "fixing is idempotent");
            let view = reread.document.view();
            prop_assert_eq!(&bytes, &encoded(view, encoding), "the encoding is kept");
            prop_assert_eq!(view.lines().count(), text.lines().count());
            let before = lint(&source, &RULES, &conditions).outcome.unwrap();
            prop_assert!(after.diagnostics.len() < before.diagnostics.len(), "what was mended is found no more");
        }
    }

    #[test]
    fn an_edit_changes_its_bytes_and_no_others(text in document(), cuts in prop::collection::btree_set(0usize..200, 0..8)) {
        let boundaries: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let cuts: Vec<usize> = cuts.into_iter().filter_map(|cut| boundaries.get(cut).copied()).collect();
        let spans: Vec<Span> = cuts.chunks_exact(2).map(|pair| Span::new(pair[0], pair[1])).collect();
        let mut expected = text.clone();
        for span in spans.iter().rev() {
            expected.replace_range(span.range(), "改过的字");
        }
        for encoding in [Encoding::Utf8, Encoding::Gb18030, Encoding::Utf16Le] {
            let source = Source { name: "稿.txt".to_owned(), bytes: encoded(&text, encoding) };
            let options = ReadOptions { encoding: Some(encoding), ..ReadOptions::default() };
            let doc = read_as(&source, &options).unwrap();
            let edits: Vec<FileEdit> = spans
                .iter()
                .map(|span| doc.editable(*span).unwrap())
                .map(|place| FileEdit { part: String::new(), bytes: place.bytes, text: "改过的字".to_owned() })
                .collect();
            prop_assert_eq!(edit(&source, &doc, &edits).unwrap(), encoded(&expected, encoding));
        }
    }
}

//! Chinese messages contain no English words: provokes many errors, and searches each message for
//! English.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use std::fs;
use std::path::Path;
use std::process::Output;

use program::package::{Docx, zip};
use program::{Hegao, check, code, err, folder, out};
use tempfile::TempDir;

const MASKED: (&str, &[u8]) = ("待填.txt", "完成投资XX亿元。\n".as_bytes());
/// Names that are the same in Chinese: of programs, formats, encodings, commands, and kinds of
/// problems in reports.
const NAMES: [&str; 44] = [
    "hegao", "git", "Word", "WPS", "LibreOffice", "pdftotext", "poppler-utils", "PDF", "XML", "JSON", "TOML",
    "DTD", "OCR", "UTF-8", "UTF-16LE", "UTF-32", "GBK", "GB18030", "Big5", "Unicode", "zip", "CI", "GiB",
    "HEAD", "except", "fix", "max", "min", "of", "open", "close", "first", "second", "blocks", "where",
    "characters", "files", "extends", "packs", "file-size", "error", "warning", "hint", "replace",
];

/// Returns the words of ASCII letters in a text that a Chinese reader would take for English. Not
/// counted are text in 「」, `` ` `` or quotation marks, paths, options, TOML keys in brackets, and
/// `names`.
fn english(text: &str, names: &[&str]) -> Vec<String> {
    let mut rest = String::new();
    let mut closing = None;
    // Permitted values are listed after 可以写： ("you can write:").
    let lines = text.lines().map(|line| line.split("可以写：").next().unwrap());
    let lines = lines.map(|line| line.split("可以是：").next().unwrap());
    for c in lines.flat_map(|line| line.chars().chain(['\n'])) {
        match (closing, c) {
            (Some(end), c) if c == end || c == '\n' => closing = None,
            (Some(_), _) => {}
            (None, '「') => closing = Some('」'),
            (None, '[') => closing = Some(']'),
            (None, '"') => closing = Some('"'),
            (None, c) => rest.push(c),
        }
    }
    let is_part =
        |c: char| c.is_ascii_graphic() && !matches!(c, ',' | ';' | '(' | ')' | '\'' | '=' | '<' | '>');
    rest.split(|c: char| !is_part(c))
        .map(|word| word.trim_end_matches([':', '.']))
        .filter(|word| word.chars().filter(char::is_ascii_alphabetic).count() >= 2)
        .filter(|word| !word.starts_with('-') && !word.contains(['/', '.', '\\', '*', '#', '$', '~']))
        .filter(|word| !names.contains(word) && !NAMES.contains(word))
        .map(str::to_owned)
        .collect()
}

/// Returns the message of a mistake, without the displayed lines of the file.
fn said(text: &str) -> String {
    let is_source = |line: &&str| line.trim_start().starts_with(|c: char| c.is_ascii_digit() || c == '·');
    text.lines().filter(|line| !is_source(line)).collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn assert_chinese(output: &Output, names: &[&str]) {
    // A list of permitted values may continue on the next line.
    let text = said(&(out(output) + &err(output)).replace("\n  │ ", ""));
    assert_eq!(code(output), 2, "{text}");
    assert!(!text.is_ascii(), "{text}");
    assert!(!text.contains("读不懂"), "a sentence that has no Chinese: {text}");
    assert_eq!(english(&text, names), [""; 0], "{text}");
}

#[test]
fn the_test_itself_finds_english() {
    assert_eq!(english("文件损坏：invalid Zip archive", &[]), ["invalid", "Zip", "archive"]);
    assert_eq!(english("没有「severty」这个键，见 hegao explain", &["explain"]), [""; 0]);
}

#[test]
fn about_files_that_cannot_be_read() {
    let xml = |body: &str| Docx::with_document(body.as_bytes().to_vec()).build();
    let of = |name: &str, bytes: &[u8]| zip(&[(name.to_owned(), bytes.to_vec())]);
    let good = Docx::new("").build();
    let cut = good[..good.len() / 2].to_vec();
    let mut broken = good.clone();
    let name = b"word/document.xml";
    let at = broken.windows(name.len()).position(|bytes| bytes == name).unwrap() + name.len() + 2;
    broken[at..at + 20].fill(0xAA);
    let files: Vec<(&str, Vec<u8>)> = vec![
        ("截断.docx", cut),
        ("坏了.docx", broken),
        ("空包.docx", zip(&[])),
        ("开头.docx", b"PK\x03\x04".to_vec()),
        ("文字.docx", b"hello".to_vec()),
        ("缺件.docx", of("甲.xml", b"<a/>")),
        ("标签.docx", xml("<w:document xmlns:w='x'><w:p></w:document>")),
        ("没完.docx", xml("<w:document xmlns:w='x'><w:p>")),
        ("引用.docx", xml("<a>&bomb;</a>")),
        ("和号.docx", xml("<a>AT&T</a>")),
        ("注释.docx", xml("<a><!-- ")),
        ("声明.docx", xml("<!DOCTYPE a><a/>")),
        ("属性.docx", xml("<a b=c d></a>")),
        ("开头.rtf", b"{\\rtf1 a{b}".to_vec()),
        ("包.odt", of("a", b"b")),
        ("包.ofd", of("OFD.xml", b"<a/>")),
        ("宽.txt", b"\xff\xfe\0\0a\0\0\0".to_vec()),
        ("混.txt", b"\xe5\x90\x84\xe4\xbd\x8d\xe4\xbb\xa3\xe8\xa1\xa8\xe5\x90\x8c\xe5\xbf\x97\xe4\xbb\xac\n\xb8\xf7\xce\xbb\xb4\xfa\xb1\xed\n".to_vec()),
        ("坏.txt", b"\xb8\xf7\xce\xbb\xb4\xfa\xb1\xed\xff\n".to_vec()),
        ("二进制.txt", b"a\0b".to_vec()),
        ("表.xlsx", b"PK\x03\x04".to_vec()),
        ("~$稿.docx", b"secretary".to_vec()),
    ];
    let given: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    let folder = folder(&given);
    for (name, _) in &files {
        for format in ["line", "json"] {
            let report = check(&folder, &[name, "--format", format]);
            assert_eq!(code(&report), 2, "{name}");
            let text = match format {
                "json" => {
                    let report = program::json(&report);
                    let error = &report["files"][0]["error"];
                    format!("{} {}", error["message"].as_str().unwrap(), error["help"].as_str().unwrap())
                }
                _ => {
                    out(&report).split_once(": unreadable ").unwrap().1.split_once(": ").unwrap().1.to_owned()
                }
            };
            assert_eq!(english(&text, &["word/document.xml"]), [""; 0], "{name}: {text}");
        }
    }
    for name in ["没有.txt", "截断.docx", "坏.txt/下级"] {
        for command in ["text", "outline", "similar"] {
            let output = Hegao::new(folder.path(), &[command, name]).run();
            assert_chinese(&output, &[]);
        }
    }
}

#[cfg(unix)]
#[test]
fn about_what_the_system_refuses() {
    use std::os::unix::fs::symlink;

    let files = folder(&[MASKED, ("夹/稿.txt", b"a"), ("夹/绕/稿.txt", b"a")]);
    symlink("环", files.path().join("环")).unwrap();
    symlink("环", files.path().join("环.toml")).unwrap();
    symlink("..", files.path().join("夹/绕/回")).unwrap();
    let long = "长".repeat(300) + ".txt";
    for arguments in [
        &["check", "环"] as &[&str],
        &["check", &long],
        &["check", "待填.txt/下级"],
        &["check", "待填.txt", "-o", "夹"],
        &["check", "待填.txt", "-o", "没有/报告.txt"],
        &["check", "待填.txt", "-o", "待填.txt/报告.txt"],
        &["check", "待填.txt", "--baseline", "夹"],
        &["check", "待填.txt", "--baseline", "没有.json"],
        &["check", "待填.txt", "--pack", "没有"],
        &["check", "待填.txt", "--pack", "环"],
        &["check", "待填.txt", "--pack", "夹"],
        &["baseline", "待填.txt", "-o", "没有/基线.json"],
        &["text", "夹"],
        &["outline", "环"],
    ] {
        let output = Hegao::new(files.path(), arguments).run();
        assert_chinese(&output, &["unreadable", "not-found", "baseline"]);
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn about_configurations() {
    for text in [
        "a = [1 2]",
        "a = [1,,2]",
        "a = {b = 1",
        "[a",
        "a = 甲",
        "a = 'x",
        "a = \"\\q\"",
        "甲 = 1",
        "= 1",
        "a =",
        "a",
        "a = 1 b = 2",
        "a == 1",
        "a = 01",
        "a = 1\na = 2",
        "a = 1\na.b = 2",
        "a = +-1",
        "a = 0X1",
        "a = 1__0",
        "a = 2026-13-41",
        "a = \u{1}",
        "a = '''x",
        "a = \"\"\"x",
        "[[a]",
        "a = {b = 1,, c = 2}",
        "a = \"\\u12\"",
        "[ruls]",
        "fail_on = 'error'",
        "fail-on = 'eror'",
        "fail-on = 1",
        "rules = 1",
        "rules.'numbering/mark' = 'hnt'",
        "rules.'numbering/mark' = 3",
        "rules.numbring = 'off'",
        "[placeholder]\nallow = 'X'",
        "[placeholder]\nallow = [1]",
        "[limits]\nfile-size = 'big'",
        "[limits]\nfile-size = 1.5",
        "[limits]\nfindings = -1",
        "today = 1",
        "today = '昨天'",
        "lang = 'fr'",
        "extends = '没有.toml'",
        "extends = 1",
        "packs = ['没有']",
        "packs = 'no'",
        "[[overrides]]\nfiles = []",
        "[[overrides]]\nfiles = ['a[']\nlang = 'en'",
        "[[overrides]]",
        "[[ignore]]\nreason = ''",
        "[[ignore]]\nfile = 1",
        "[options.'date/weekday']\nx = 1",
        "[options.'placeholder/nobody']\nnouns = 1",
        "[options.'placeholder/nobody']\nnoun = []",
        "[options.'count/list']\nverbs = []",
        "[count]\nterms = 'x'",
        "[[accept]]\nfile = 'a.txt'\nkind = 'encrypt'\nreason = ' '",
        "[[accept]]\nfile = 'a.txt'\nkind = '加密'\nreason = 'x'\nexpires = '明天'",
        "[[accept]]\nkind = '加密'",
        "today = '昨天'\nlang = 'fr'\n[limits]\nfile-size = 'big'",
    ] {
        let files = folder(&[("hegao.toml", text.as_bytes()), MASKED]);
        let output = check(&files, &["待填.txt"]);
        assert_eq!(code(&output), 2, "{text}");
        assert_chinese(&output, &["zh", "en", "explain", "rules", "schema", "config"]);
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn about_rules_of_an_office() {
    let head = "severity='error'\n[zh]\ntitle='甲'\n";
    for section in [
        "[either]\ngroups=[1]\n",
        "[require]\nany=1\n",
        "",
        "[term]\n",
        "[terms]\n",
        "[terms]\n'甲'=1\n",
        "[terms]\n''='甲'\n",
        "[terms]\n'甲'='甲'\n",
        "[terms]\nexcpt=['甲']\n'乙'='甲'\n",
        "[code]\n",
        "[engine]\n",
        "[terms]\n'甲'='乙'\n[pair]\n",
        "[pair]\nopen='《'\n",
        "[pair]\nopen='《'\nclose='》'\nwithin='sentence'\n",
        "[pair]\nfrist='甲'\nsecond='乙'\n",
        "[pair]\nopen=''\nclose='》'\n",
        "[limit]\nof='page'\nmax=3\n",
        "[limit]\nof='title'\n",
        "[limit]\nof='title'\nmax='长'\n",
        "[limit]\ncharacters=5\nmax=7\n",
        "[limit]\nof='title'\nmax=3\nmin=4\n",
        "[limit]\nmax=3\n",
        "[require]\nany=[]\n",
        "[require]\nany='甲'\nwhere='middle'\n",
        "[require]\nany='甲'\nblocks=2\n",
        "[require]\nany='甲'\nwhere='start'\nblocks=0\n",
        "[require]\n",
        "[either]\ngroups=[['登录']]\n",
        "[either]\ngroups=[]\n",
        "[repeat]\nany='甲'\nmax=0\nwithin=9\n",
        "[repeat]\nany='甲'\nmax=1\nwithin='page'\n",
        "[repeat]\nany='甲'\nmax=1\n",
        "[phrases]\nany=['甲…']\n",
        "[phrases]\n",
        "[pattern]\nregex='甲*'\n",
        "[pattern]\nregex='甲'\nreplace='$1'\n",
        "[pattern]\nregex='(\\w{900}){90}'\n",
        "[pattern]\nregexp='甲'\n",
        "[pattern]\nregex=1\n",
        "[[bad]]\ntxt='甲'\n",
        "[terms]\n'甲'='乙'\n[[bad]]\ntxt='甲'\n",
        "[terms]\n'甲'='乙'\n[[bad]]\ntext=1\n",
        "[terms\n",
    ] {
        let files = folder(&[("规则/用词.toml", format!("{head}{section}").as_bytes()), MASKED]);
        let output = check(&files, &["待填.txt", "--pack", "规则"]);
        assert_chinese(&output, KINDS);
    }
    for text in [
        "",
        "severity='eror'\n",
        "severty='error'\n",
        "severity='error'\n[zh]\ntitel='甲'\n[terms]\n'甲'='乙'\n",
    ] {
        let files = folder(&[("规则/用词.toml", text.as_bytes()), MASKED]);
        assert_chinese(&check(&files, &["待填.txt", "--pack", "规则"]), KINDS);
    }
    for name in ["numbering/gap.toml", "甲/乙/丙.toml", "用 词.toml", "all/甲.toml"] {
        let text = format!("{head}[terms]\n'甲'='乙'\n");
        let files = folder(&[(&format!("规则/{name}"), text.as_bytes()), MASKED]);
        assert_chinese(&check(&files, &["待填.txt", "--pack", "规则"]), KINDS);
    }
}

/// Section names of rule files, which stay English.
const KINDS: &[&str] = &[
    "groups", "pattern", "phrases", "terms", "pair", "limit", "require", "either", "repeat", "safe",
    "unsafe", "show-only",
];

/// Asserts that no message about a mistake in a regular expression contains English.
#[test]
fn about_regular_expressions() {
    for regex in [
        "(甲", "甲)", "[甲", "[z-a]", "[\\d-a]", "[\\b]", "甲{2,1}", "甲{a}", "甲{2", "*甲", "\\q甲", "甲\\",
        "\\x{110000}甲", "\\xZZ", "\\x{}", "(?P<甲乙>甲)(?P<甲乙>乙)", "(?P<>甲)", "(?P<1>甲)", "(?P<a",
        "(?z)甲", "(?-)甲", "(?i-i)甲", "(?i", "(?ii)甲", "甲\\1", "(?=甲)乙", "(?<!甲)乙", "\\p{甲乙}",
        "\\pX", "\\p{Han=x}", "\\b{start-x}甲", "\\b{start", "(?-u)\\xFF甲", "甲{99999999999}", "(?x: [ # )",
    ] {
        let text = format!("severity='error'\n[zh]\ntitle='甲'\n[pattern]\nregex='''{regex}'''\n");
        let files = folder(&[("规则/用词.toml", text.as_bytes()), MASKED]);
        let output = check(&files, &["待填.txt", "--pack", "规则"]);
        assert_chinese(&output, &[]);
    }
}

#[test]
fn about_baselines() {
    for json in [
        "",
        "{",
        "[]",
        "{\"schema_version\":1}",
        "{\"schema_version\":\"1\",\"findings\":[]}",
        "{\"schema_version\":9,\"findings\":[]}",
        "{\"schema_version\":1,\"findings\":[{}]}",
        "{\"schema_version\":1,\"findings\":[],\"x\":1}",
        "{\"schema_version\":1,}",
        "甲",
        "{\"schema_version\":-1,\"findings\":[]}",
        "{\"schema_version\":1,\"findings\":[]} x",
    ] {
        let files = folder(&[("基线.json", json.as_bytes()), MASKED]);
        assert_chinese(&check(&files, &["待填.txt", "--baseline", "基线.json"]), &["baseline"]);
    }
    let files = folder(&[("基线.json", b"\xff\xfe"), MASKED]);
    assert_chinese(&check(&files, &["待填.txt", "--baseline", "基线.json"]), &["baseline"]);
}

#[test]
fn about_the_command_line() {
    let files = folder(&[MASKED]);
    for arguments in [
        &["check", "--formt", "json"] as &[&str],
        &["check", "--format", "jsn"],
        &["check", "--format"],
        &["check", "--fix", "--diff"],
        &["check", "--diff", "--diff"],
        &["check", "--report", "sarif"],
        &["check", "--report", "x=y"],
        &["check", "--jobs", "0"],
        &["check", "--max-findings", "x"],
        &["check", "--max-file-size", "大"],
        &["check", "--encoding", "utf8x"],
        &["check", "--today", "明天"],
        &["check", "--select", "numbring"],
        &["check", "--lang", "fr"],
        &["check", "--changed=a..b", "待填.txt"],
        &["check", "--changed", "待填.txt"],
        &["annotate", "待填.txt", "-o", "a.txt", "--max", "0"],
        &["ignore"],
        &["ignore", "待填.txt", "placeholder/mask", "--reason", "x"],
        &["ignore", "待填.txt:1", "placeholder/mask", "--reason", " "],
        &["ignore", "待填.txt:1", "numbering/gap", "--reason", "x"],
        &["ignore", "待填.txt:1", "placeholder/mask", "--reason", "x", "--expires", "x"],
        &["similar", "--min", "0"],
        &["schema", "x"],
        &["completions", "tcsh"],
        &["explain", "x", "y"],
        &["explain", "拼写"],
        &["help", "x"],
        &["chek"],
        &["config"],
    ] {
        let output = Hegao::new(files.path(), arguments).run();
        let listed: Vec<String> = commands_and_values();
        let listed: Vec<&str> = listed.iter().map(String::as_str).collect();
        assert_chinese(&output, &listed);
    }
}

/// Returns the commands and values that error messages list, and the rule names that they suggest.
fn commands_and_values() -> Vec<String> {
    let help = out(&Hegao::new(Path::new("."), &["help"]).run());
    let commands = help.lines().filter_map(|line| line.trim_start().split("  ").next());
    let values = "pretty line json jsonl sarif github gitlab checkstyle junit rdjson markdown utf-8 utf-16le utf-16be gb18030 big5 \
        zh en config report jsonl bash elvish fish powershell zsh main 64K 256M 1G off fetch-depth fetch status rules";
    commands.map(str::to_owned).chain(values.split_whitespace().map(str::to_owned)).collect()
}

#[cfg(unix)]
#[test]
fn about_other_programs() {
    use std::os::unix::fs::PermissionsExt;

    let files = folder(&[("稿.pdf", b"%PDF-1.4 x"), MASKED]);
    for complaint in [
        "Syntax Error: Couldn't read xref table",
        "Command Line Error: Incorrect password",
        "Permission Error: Copying of text from this document is not allowed.",
        "something else went wrong",
        "",
    ] {
        let programs = TempDir::new().unwrap();
        let program = programs.path().join("pdftotext");
        fs::write(&program, format!("#!/bin/sh\necho \"{complaint}\" >&2\nexit 1\n")).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        let mut run = Hegao::new(files.path(), &["check", "稿.pdf"]);
        run.command.env("PATH", programs.path()).env("XDG_CACHE_HOME", programs.path());
        assert_chinese(&run.run(), &["program-failed"]);
    }
    let programs = TempDir::new().unwrap();
    let program = programs.path().join("git");
    for complaint in [
        "fatal: detected dubious ownership in repository",
        "fatal: not a git repository",
        "fatal: bad object",
    ] {
        fs::write(&program, format!("#!/bin/sh\necho \"{complaint}\" >&2\nexit 128\n")).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        let mut run = Hegao::new(files.path(), &["check", "--changed", "待填.txt"]);
        run.command.env("PATH", programs.path());
        assert_chinese(&run.run(), &["config", "--global", "status"]);
    }
}

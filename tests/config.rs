//! `hegao.toml` through the command line: lookup, effects, and error messages.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use std::fs;

use hegao::language::Language;
use hegao::registry::Registry;
use hegao::words::CLASSES;
use program::{Hegao, check, code, err, folder, json, out};
use serde_json::Value;
use tempfile::TempDir;

const MASKED: (&str, &[u8]) = ("待填.txt", "完成投资XX亿元。\n".as_bytes());
const WARNED: (&str, &[u8]) = ("疑似.txt", "截止3月底，共培训三千人次。\n".as_bytes());

/// Creates a folder with this configuration, a file with one error and a file with one warning.
fn with(configuration: &str) -> TempDir {
    folder(&[(".git/HEAD", b""), ("hegao.toml", configuration.as_bytes()), MASKED, WARNED])
}

/// Returns the rule and severity of each finding, file by file.
fn found(files: &TempDir, arguments: &[&str]) -> Vec<String> {
    let report = check(files, &[&["--format", "json"], arguments].concat());
    assert_eq!(err(&report).matches("× ").count(), 0, "{}", err(&report));
    let word = |value: &Value| value.as_str().unwrap().to_owned();
    let report = json(&report);
    let files = report["files"].as_array().unwrap().iter();
    let found = files.flat_map(|file| file["diagnostics"].as_array().unwrap());
    found.map(|found| format!("{} {}", word(&found["rule"]), word(&found["severity"]))).collect()
}

fn paths(files: &TempDir, arguments: &[&str]) -> Vec<String> {
    let report = json(&check(files, &[&["--format", "json"], arguments].concat()));
    let files = report["files"].as_array().unwrap();
    files.iter().map(|file| file["path"].as_str().unwrap().to_owned()).collect()
}

/// Returns the error message in Chinese and in English, without colours and line breaks.
fn refusal(files: &TempDir, arguments: &[&str]) -> (String, String) {
    let run = |language: &str| {
        let refused = check(files, &[&["--lang", language], arguments].concat());
        assert_eq!((code(&refused), out(&refused)), (2, String::new()), "{}", err(&refused));
        err(&refused).replace("\n  │ ", " ")
    };
    (run("zh"), run("en"))
}

#[test]
fn rules_and_families_are_weighed_and_switched() {
    let both = ["placeholder/mask error", "date/jiezhi warning"];
    assert_eq!(found(&with(""), &["."]), both);
    assert_eq!(found(&with("rules.'placeholder/mask' = 'hint'"), &["."])[0], "placeholder/mask hint");
    assert_eq!(found(&with("rules.placeholder = 'warning'"), &["."])[0], "placeholder/mask warning");
    assert_eq!(found(&with("rules.placeholder = 'off'"), &["."]), both[1..]);
    let but_one = "[rules]\nplaceholder = 'off'\n'placeholder/mask' = 'on'";
    assert_eq!(found(&with(but_one), &["."]), both, "a rule's own name comes before its family's");
    assert_eq!(code(&check(&with("rules.date = 'hint'"), &["疑似.txt"])), 0, "a hint fails no run");
}

#[test]
fn a_rule_that_is_off_by_default_runs_when_it_is_named() {
    let registry = Registry::built_in();
    let Some(off) = registry.rules().iter().find(|rule| !rule.is_default) else { return };
    let show = |level: &str| {
        let files = with(&format!("rules.'{}' = '{level}'", off.id));
        out(&Hegao::new(files.path(), &["config", "--show", "a.txt"]).run())
    };
    assert!(show("on").contains(&format!("\"{}\" = \"{}\"  # 来自", off.id, off.severity.name())));
    assert!(show("hint").contains(&format!("\"{}\" = \"hint\"  # 来自", off.id)));
}

#[test]
fn a_finding_that_is_less_sure_stays_so_whatever_its_rule_weighs() {
    let text = "各位代表，请于2025年3月1日前报送。\n".as_bytes();
    let by_clock = folder(&[("稿.txt", text), ("hegao.toml", b"rules.'date/deadline' = 'error'")]);
    assert_eq!(found(&by_clock, &["."]), ["date/deadline warning"], "by the clock alone nothing is worse");
}

#[test]
fn the_command_line_comes_before_the_configuration() {
    let files = with("fail-on = 'error'\nlang = 'en'\n[rules]\n'placeholder/mask' = 'hint'\ndate = 'off'");
    let reported = check(&files, &["疑似.txt", "--select", "date/jiezhi"]);
    assert_eq!(code(&reported), 0, "fail-on = error");
    assert!(out(&reported).contains("date/jiezhi"), "--select runs what the configuration switches off");
    assert!(err(&reported).contains("1 warning"), "{}", err(&reported));
    let louder = check(&files, &["疑似.txt", "--select", "date", "--fail-on", "warning", "--lang", "zh"]);
    assert_eq!(code(&louder), 1);
    assert!(err(&louder).contains("疑似"));
    assert_eq!(found(&files, &[".", "--ignore", "placeholder"]), [""; 0]);
    assert_eq!(found(&files, &[".", "--select", "placeholder"]), ["placeholder/mask hint"]);
    assert_eq!(found(&files, &[".", "--no-config"]).len(), 2);
}

#[test]
fn now_is_the_command_lines_then_the_documents_then_the_configurations() {
    let text = "请于2025年3月1日前报送。\n".as_bytes();
    let files = folder(&[
        ("稿.txt", text),
        ("旧/稿.txt", text),
        ("hegao.toml", "today = '2025-03-02'\n[[overrides]]\nfiles = ['旧/*']\ntoday = 'off'".as_bytes()),
    ]);
    assert_eq!(found(&files, &["稿.txt"]), ["date/deadline warning"]);
    assert_eq!(found(&files, &["稿.txt", "--today", "2025-02-01"]), [""; 0]);
    assert_eq!(found(&files, &["旧"]), [""; 0], "an override may switch it off");
    let reference = json(&check(&files, &["稿.txt", "--format", "json"]))["files"][0]["reference"].clone();
    assert_eq!((&reference["date"], &reference["from"]), (&"2025-03-02".into(), &"config".into()));
}

#[test]
fn options_have_their_defaults_in_the_rule_and_are_set_by_name() {
    let line =
        "秋收是全年粮食生产的最后一仗，要抢晴天、战阴天，机械能下田的全部下田，机械下不去的组织人手割。\n";
    let text = format!("{line}中间另说一件不相干的事情，免得连在一起。\n{line}");
    let run = |configuration: &str| {
        found(&folder(&[("稿.txt", text.as_bytes()), ("hegao.toml", configuration.as_bytes())]), &["稿.txt"])
    };
    assert_eq!(run(""), ["duplicate/block error"]);
    assert_eq!(run("[options.'duplicate/block']\nmin_chars = 400"), [""; 0]);
}

#[test]
fn overrides_hold_for_the_files_they_name_and_the_last_wins() {
    let text = "完成投资XX亿元。\n".as_bytes();
    let configuration = "[[overrides]]\nfiles = ['案例/**']\nrules.placeholder = 'off'\n\
                         [[overrides]]\nfiles = ['案例/*/定稿.txt']\nrules.'placeholder/mask' = 'warning'";
    let files = folder(&[
        ("hegao.toml", configuration.as_bytes()),
        ("a.txt", text),
        ("案例/b.txt", text),
        ("案例/旧/定稿.txt", text),
    ]);
    assert_eq!(found(&files, &["."]), ["placeholder/mask error", "placeholder/mask warning"]);
    let from_below =
        Hegao::new(&files.path().join("案例"), &["check", "--format", "line", "旧/../b.txt"]).run();
    assert_eq!(code(&from_below), 0, "{}", out(&from_below));
}

#[test]
fn a_chain_of_files_is_merged_key_by_key_and_only_where_it_is_asked_for() {
    let text = "X企业完成投资XX亿元，日期待查。截止3月底。\n".as_bytes();
    let root = "[rules]\ndate = 'off'\n'placeholder/mask' = 'hint'\n[placeholder]\nallow = ['X企业']\n";
    let files = folder(&[
        (".git/HEAD", b""),
        ("hegao.toml", root.as_bytes()),
        ("甲/hegao.toml", "extends = '../hegao.toml'\n[rules]\n'placeholder/mask' = 'warning'\n[placeholder]\nmasks = ['待查']".as_bytes()),
        ("甲/稿.txt", text),
        ("乙/hegao.toml", b"rules.placeholder = 'off'"),
        ("乙/稿.txt", text),
    ]);
    assert_eq!(found(&files, &["甲"]), ["placeholder/mask warning", "placeholder/mask warning"]);
    assert_eq!(found(&files, &["乙"]), ["date/jiezhi warning"], "nothing is taken from above unasked");
}

#[test]
fn extends_refuses_rings_and_what_is_not_there() {
    let ring = with("extends = 'b.toml'");
    fs::write(ring.path().join("b.toml"), "\nextends = 'hegao.toml'").unwrap();
    let (zh, en) = refusal(&ring, &["."]);
    assert!(zh.contains("b.toml:2:11") && zh.contains("extends 转了一圈"), "{zh}");
    assert!(en.contains("leads back"), "{en}");
    let (zh, en) = refusal(&with("extends = '没有.toml'"), &["."]);
    assert!(zh.contains("读不到 没有.toml") && en.contains("cannot read 没有.toml"), "{zh}{en}");

    let long = with("extends = '0.toml'");
    for number in 0..17 {
        let text = format!("extends = '{}.toml'", number + 1);
        fs::write(long.path().join(format!("{number}.toml")), text).unwrap();
    }
    let (zh, en) = refusal(&long, &["."]);
    assert!(zh.contains("16 层以上") && en.contains("more than 16 files"), "{zh}{en}");
}

#[test]
fn folders_are_walked_as_include_and_exclude_say() {
    let text = "会议开始。\n".as_bytes();
    let files = folder(&[
        ("hegao.toml", "include = ['.底稿/*.txt', '忽略/要.txt']\nexclude = ['往年/', '*.md']".as_bytes()),
        (".gitignore", "忽略/\n".as_bytes()),
        ("a.txt", text),
        ("b.md", text),
        (".底稿/c.txt", text),
        (".底稿/旧/d.txt", text),
        ("忽略/要.txt", text),
        ("忽略/不要.txt", text),
        ("往年/深/e.txt", text),
    ]);
    assert_eq!(paths(&files, &["."]), ["./.底稿/c.txt", "./a.txt", "./忽略/要.txt"]);
    assert_eq!(paths(&files, &["b.md", "往年/深/e.txt"]).len(), 2, "what is named outright is checked");
    assert_eq!(paths(&files, &[".", "--no-config"]), ["./a.txt", "./b.md", "./往年/深/e.txt"]);
}

/// Asserts the position and the message in both languages for each mistake.
#[test]
fn every_mistake_points_into_the_file_and_says_what_to_do() {
    let rows: [(&str, &str, &str, &str); 33] = [
        ("packs = ['规则']", "1:10", "规则：没有这个文件", "规则: there is no such file"),
        ("[[overrides]]\nfiles = []", "2:9", "files 是空的", "`files` names none"),
        ("[ruls]", "1:2", "是不是「rules」", "did you mean `rules`"),
        ("fail_on = 'error'", "1:1", "是不是「fail-on」", "did you mean `fail-on`"),
        ("fail-on = 'eror'", "1:11", "是不是「error」", "did you mean `error`"),
        ("lang = 'cn'", "1:8", "可以写：zh、en", "expected `zh` or `en`"),
        ("rules.'numbering/mark' = 'hnt'", "1:26", "是不是「hint」", "did you mean `hint`"),
        ("rules.'numbering/mark' = 3", "1:26", "这里应当是字符串", "wanted string"),
        ("rules.'numbring/gap' = 'off'", "1:7", "是不是「numbering/gap」", "did you mean `numbering/gap`"),
        ("rules.numbring = 'off'", "1:7", "是不是「numbering」", "did you mean `numbering`"),
        ("rules.'拼写' = 'off'", "1:7", "hegao rules", "`hegao rules` lists"),
        ("placeholder.allow = 'X企业'", "1:21", "应当是数组", "expected a sequence"),
        ("today = '2026-02-30'", "1:9", "写成 \"2026-03-05\"", "is not a date"),
        ("exclude = ['a[']", "1:12", "不是通配符：[ 没有配上 ]", "is no glob: unclosed"),
        ("exclude = ['[乙-丙]x']", "1:12", "「乙-丙」前后颠倒", "is no glob: invalid range"),
        ("exclude = ['a{b']", "1:12", "{ 没有配上 }", "is no glob: unclosed alternate"),
        ("exclude = ['a}b']", "1:12", "} 前面没有 {", "is no glob: unopened alternate"),
        ("exclude = ['a\\']", "1:12", "后面没有字", "is no glob: dangling"),
        ("exclude = ['往年/**']", "1:12", "没有一个文件与「往年/**」相配", "matches no file"),
        ("include = ['底稿.txt']", "1:12", "没有一个文件", "matches no file"),
        ("[[overrides]]\nfiles = ['*.docx']\nrules.date = 'off'", "2:10", "没有一个文件", "matches no file"),
        (
            "[[overrides]]\nfiles = ['*.txt']\nrules.'placeholder/mask' = 'error'",
            "2:9",
            "什么也没有改变",
            "changes nothing",
        ),
        ("[[overrides]]\nfiles = ['*.txt']", "2:9", "什么也没有改变", "changes nothing"),
        ("[[overrides]]\nrules.date = 'off'", "1:1", "缺少「files」", "missing field `files`"),
        ("options.'placeholder/nobody'.noun = []", "1:30", "是不是「nouns」", "did you mean `nouns`"),
        ("options.'placeholder/nobody'.nouns = [1]", "1:38", "字符串的数组", "an array of strings"),
        (
            "options.'count/list'.asides = ['含']", "1:22", "由词类「count/aside」代替",
            "the class `count/aside` took its place",
        ),
        ("options.'count/list'.verbs = []", "1:22", "写在 [words] 下面", "under `[words]`"),
        ("options.'duplicate/block'.min_chars = -1", "1:39", "不小于 0 的整数", "a whole number from 0"),
        ("words.'unit/aera' = ['垧']", "1:7", "是不是「unit/area」", "did you mean `unit/area`"),
        ("words.'天气' = ['雨']", "1:7", "hegao explain words", "`hegao explain words` lists"),
        ("words.'unit/area' = '垧'", "1:21", "应当是数组", "expected a sequence"),
        ("options.'numbering/gap'.least = 1", "1:25", "没有可以设置的选项", "has no options"),
    ];
    for (text, place, chinese, english) in rows {
        let (zh, en) = refusal(&with(text), &["."]);
        assert!(zh.contains(&format!("hegao.toml:{place}]")), "{text}: {zh}");
        assert!(zh.contains(chinese), "{text}: {zh}");
        assert!(en.contains(english), "{text}: {en}");
    }
    for text in ["lang = 'zh'\nlang = 'en'", "rules = [", "packs = ['没有/']"] {
        let (zh, en) = refusal(&with(text), &["."]);
        assert!(zh.contains("hegao.toml:") && en.contains("hegao.toml:"), "{text}: {zh}{en}");
    }
}

/// Returns `line:column` of all displayed mistakes, in order.
fn drawn_places(error: &str) -> Vec<&str> {
    let places = error.split("[hegao.toml:").skip(1);
    places.map(|rest| rest.split(']').next().unwrap_or_default()).collect()
}

#[test]
fn all_mistakes_of_a_configuration_are_told_in_one_run() {
    let text = "fail-on = 'eror'\nexclude = ['a[', 'b[']\ntoday = '明天'\nlimits = { file-size = 'big', findings = -1 }\n\
                [rules]\n'numbring/gap' = 'off'\ndat = 'off'\n'date/jiezhi' = 'hnt'\n\
                [options.'numbring/gap']\nleast = 1\n[ruls]\nx = 1\n\
                [[overrides]]\nrules.date = 'off'\n[[overrides]]\nfiles = []\nrules.date = 'off'\n\
                [[ignore]]\nrule = 'numbering/gapp'\nreason = ' '\nexpires = '明年'\n\
                [[events]]\nname = '厂'\nyear = 1990\n[[events]]\nname = '建厂'\n";
    let (zh, en) = refusal(&with(text), &["."]);
    let places = [
        "1:11", "2:12", "2:18", "3:9", "4:24", "4:42", "6:1", "7:1", "8:17", "9:10", "11:2", "13:1", "16:9",
        "19:8", "20:10", "21:11", "23:8", "26:8",
    ];
    assert_eq!(drawn_places(&zh), places, "{zh}");
    assert_eq!(drawn_places(&en), places, "{en}");
    assert!(zh.contains("配置里有 18 处不对") && en.contains("18 mistakes in the configuration"), "{zh}{en}");
    let (zh, _) = refusal(&with("today = '明天'"), &["."]);
    assert!(!zh.contains("1 处不对"), "one mistake is not counted: {zh}");
}

#[test]
fn a_mistake_brings_up_no_others_that_would_not_be_there_without_it() {
    let rows: [(&str, &[&str]); 6] = [
        // The override would change something if its base were written correctly.
        ("rules.'date/jiezi' = 'off'\n[[overrides]]\nfiles = ['*.txt']\nrules.date = 'on'", &["1:7"]),
        ("[[overrides]]\nfiles = ['*.txt']\nrules.date = 'of'", &["3:14"]),
        ("[[overrides]]\nfiles = ['*.txt']\nrules.dat = 'off'", &["3:7"]),
        // Rules of an unreadable pack are not reported as unknown.
        ("packs = ['没有/']\nrules.'用词/按装' = 'hint'\ntoday = '明天'", &["1:10", "3:9"]),
        ("packs = 3\nrules.'用词/按装' = 'hint'", &["1:9"]),
        ("extends = '没有.toml'\nrules.'用词/按装' = 'hint'\nlang = 'cn'", &["1:11", "3:8"]),
    ];
    for (text, places) in rows {
        let (zh, _) = refusal(&with(text), &["."]);
        assert_eq!(drawn_places(&zh), places, "{text}: {zh}");
    }
    // Invalid TOML is reported line by line, and nothing is guessed about the rest.
    let (zh, _) = refusal(&with("lang = zh\ntoday = '明天'\nfail-on = error\n"), &["."]);
    assert_eq!(drawn_places(&zh), ["1:8", "3:11"], "{zh}");
}

#[test]
fn mistakes_of_extended_files_are_told_with_those_of_the_file() {
    let files = with("extends = '基础.toml'\ntoday = '明天'");
    fs::write(files.path().join("基础.toml"), "lang = 'cn'\nrules.dat = 'off'").unwrap();
    let (zh, _) = refusal(&files, &["."]);
    for place in ["hegao.toml:2:9", "基础.toml:1:8", "基础.toml:2:7"] {
        assert!(zh.contains(place), "{place}: {zh}");
    }
}

#[test]
fn limits_may_differ_by_file() {
    let text = "limits = { file-size = '1K', findings = 1 }\n[[overrides]]\nfiles = ['长/*']\n\
                limits.file-size = '1M'\n[[overrides]]\nfiles = ['多.txt']\nlimits.findings = 0\n";
    let long = "会议开始。\n".repeat(200);
    let many = "完成投资XX亿元，新增XX家。\n";
    let files = folder(&[
        ("hegao.toml", text.as_bytes()),
        ("长/稿.txt", long.as_bytes()),
        ("长稿.txt", long.as_bytes()),
        ("多.txt", many.as_bytes()),
        ("少.txt", many.as_bytes()),
    ]);
    let report = json(&check(&files, &[".", "--select", "placeholder", "--format", "json"]));
    let of = |path: &str| {
        let mut reports = report["files"].as_array().unwrap().iter();
        reports.find(|report| report["path"] == path).unwrap_or_else(|| panic!("{path}"))
    };
    assert_eq!(of("./长稿.txt")["error"]["kind"], "too-large");
    assert!(of("./长/稿.txt")["diagnostics"].is_array(), "{}", of("./长/稿.txt"));
    assert_eq!(of("./多.txt")["diagnostics"].as_array().unwrap().len(), 2);
    assert_eq!(
        (of("./少.txt")["diagnostics"].as_array().unwrap().len(), &of("./少.txt")["omitted"]),
        (1, &1.into())
    );
    let shown = out(&Hegao::new(files.path(), &["config", "--show", "长/稿.txt"]).run());
    assert!(shown.contains("file-size = \"1M\"  # 来自 hegao.toml:4"), "{shown}");
    let asked = check(&files, &["长/稿.txt", "--max-file-size", "1K"]);
    assert_eq!(code(&asked), 2, "the command line comes first");
    let (zh, _) = refusal(&with("[[overrides]]\nfiles = ['*.txt']\nlimits.file-size = '256M'"), &["."]);
    assert!(zh.contains("什么也没有改变"), "256M holds without it: {zh}");
}

#[test]
fn a_folder_in_an_override_is_to_be_written_with_what_is_in_it() {
    let files = with("[[overrides]]\nfiles = ['案例/']\nrules.date = 'off'");
    fs::create_dir(files.path().join("案例")).unwrap();
    fs::write(files.path().join("案例/稿.txt"), "会议开始。").unwrap();
    let (zh, en) = refusal(&files, &["."]);
    assert!(zh.contains("写成 \"案例/**\"") && en.contains("its files are \"案例/**\""), "{zh}{en}");
}

#[test]
fn a_mistake_is_told_before_any_document_is_read() {
    let files = with("");
    fs::create_dir(files.path().join("下")).unwrap();
    fs::write(files.path().join("下/hegao.toml"), "rules.dat = 'off'").unwrap();
    fs::write(files.path().join("下/稿.txt"), "完成投资XX亿元。").unwrap();
    let (zh, _) = refusal(&files, &["."]);
    assert!(zh.contains("下/hegao.toml:1:7"), "{zh}");
}

#[test]
fn an_override_that_takes_back_an_earlier_one_changes_something() {
    let text = "[[overrides]]\nfiles = ['*.txt']\nrules.date = 'off'\n\
                [[overrides]]\nfiles = ['疑似.txt']\nrules.date = 'on'";
    assert_eq!(found(&with(text), &["."]), ["placeholder/mask error", "date/jiezhi warning"]);
}

#[test]
fn packs_are_looked_for_beside_the_configuration() {
    let files = with("packs = ['rules/']");
    fs::create_dir(files.path().join("rules")).unwrap();
    let (zh, en) = refusal(&files, &["."]);
    assert!(zh.contains("里面没有规则文件") && en.contains("no rule files"), "{zh}{en}");
}

#[test]
fn the_rules_of_a_pack_run_where_the_configuration_names_it() {
    let files = with("packs = ['办公室']\n[rules]\n'用词/按装' = 'hint'");
    let rule = "severity = 'warning'\nfix = 'safe'\n[zh]\ntitle = '用词'\n[terms]\n'截止' = '截至'\n";
    fs::create_dir_all(files.path().join("办公室/用词")).unwrap();
    fs::write(files.path().join("办公室/用词/按装.toml"), rule).unwrap();
    let output = check(&files, &["."]);
    assert!(code(&output) != 2, "{}", err(&output));
    assert!(found(&files, &["."]).contains(&"用词/按装 hint".to_owned()), "{:?}", found(&files, &["."]));
    assert!(!found(&files, &[".", "--no-config"]).iter().any(|found| found.starts_with("用词")));
}

#[test]
fn init_writes_what_loads_and_overwrites_nothing() {
    for language in ["zh", "en"] {
        let files = folder(&[MASKED]);
        let init = Hegao::new(files.path(), &["init", "--lang", language]).run();
        assert_eq!(code(&init), 0, "{}", err(&init));
        assert_eq!(found(&files, &["."]), ["placeholder/mask error"]);
        let again = Hegao::new(files.path(), &["init", "--lang", language]).run();
        assert_eq!(code(&again), 2);
        assert!(err(&again).contains("hegao.toml"), "{}", err(&again));
        // Each of the suggested lines is valid on its own.
        let text = fs::read_to_string(files.path().join("hegao.toml")).unwrap();
        for line in text.lines().filter_map(|line| line.strip_prefix("# ")) {
            let (key, _) = line.split_once(" = ").unwrap_or_default();
            if ["fail-on", "lang", "today"].contains(&key) {
                assert_eq!(found(&with(line), &["."]).len(), 2, "{line}");
            }
            if ["\"numbering/mark\"", "figure"].contains(&key) {
                assert_eq!(found(&with(&format!("[rules]\n{line}")), &["."]).len(), 2, "{line}");
            }
        }
    }
}

#[test]
fn show_says_what_holds_and_where_it_was_written() {
    let files = folder(&[
        (".git/HEAD", b""),
        ("hegao.toml", "fail-on = 'hint'\n\n[rules]\ndate = 'off'\n[placeholder]\nallow = ['X企业']\n".as_bytes()),
        (
            "甲/hegao.toml",
            "extends = '../hegao.toml'\n[options.'duplicate/block']\nmin_chars = 60\n[placeholder]\nallow = ['A市']\n\
             [[overrides]]\nfiles = ['稿.txt']\nrules.'placeholder/mask' = 'warning'\n"
                .as_bytes(),
        ),
        ("甲/稿.txt", b""),
    ]);
    let show = |folder: &str, file: &str, language: &str| {
        let arguments = ["config", "--show", file, "--lang", language];
        out(&Hegao::new(&files.path().join(folder), &arguments).run())
    };
    let shown = show("甲", "稿.txt", "zh");
    for line in [
        "# 配置：hegao.toml → ../hegao.toml",
        "fail-on = \"hint\"  # 来自 ../hegao.toml:1",
        "\"date/weekday\" = \"off\"  # 来自 ../hegao.toml:4",
        "\"placeholder/mask\" = \"warning\"  # 来自 hegao.toml:8",
        "\"numbering/gap\" = \"error\"  # 默认",
        "min_chars = 60  # 来自 hegao.toml:3",
        "min_single = 56  # 默认",
        "  \"X企业\",  # 来自 ../hegao.toml:6",
        "  \"A市\",  # 来自 hegao.toml:5",
    ] {
        assert!(shown.lines().any(|known| known == line), "{line}\n{shown}");
    }
    assert!(shown.parse::<toml::Table>().is_ok(), "{shown}");
    assert!(show("甲", "别的.txt", "zh").contains("\"placeholder/mask\" = \"error\"  # 默认"));
    assert!(show("", "a.txt", "en").contains("\"date/weekday\" = \"off\"  # from hegao.toml:4"));
    assert!(show("", "a.txt", "en").contains("min_chars = 40  # default"));
}

#[test]
fn options_are_described_in_both_languages_and_explained() {
    let registry = Registry::built_in();
    let mut any = 0;
    for rule in registry.rules() {
        let names: Vec<&str> = rule.section.options.iter().map(|(name, _)| name).collect();
        any += names.len();
        for language in [Language::Chinese, Language::English] {
            let described: Vec<&str> = rule.wording(language).options.iter().map(|(name, _)| name).collect();
            assert_eq!(names, described, "{} in {}", rule.id, language.tag());
        }
    }
    assert!(any > 10);
    let page = out(&Hegao::new(folder(&[]).path(), &["explain", "duplicate/sentence"]).run());
    assert!(page.contains("[options.\"duplicate/sentence\"]") && page.contains("默认：40"), "{page}");
}

#[test]
fn the_schema_names_every_rule_family_and_option() {
    let schema = json(&Hegao::new(folder(&[]).path(), &["schema", "config"]).run());
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    let registry = Registry::built_in();
    let over = &schema["properties"]["overrides"]["items"];
    for shape in [&schema, over] {
        let shape = &shape["properties"];
        for rule in registry.rules() {
            let levels = &shape["rules"]["properties"];
            assert!(
                levels[rule.id.as_str()]["enum"].is_array() && levels[rule.id.family()]["enum"].is_array()
            );
            for (name, default) in rule.options().into_iter().flatten() {
                let option = &shape["options"]["properties"][rule.id.as_str()]["properties"][&name];
                assert_eq!(option["default"], serde_json::to_value(default).unwrap());
                assert!(!option["description"].as_str().unwrap().is_empty(), "{} {name}", rule.id);
            }
        }
        for class in CLASSES {
            assert_eq!(shape["words"]["properties"][class.id]["description"], class.zh);
        }
    }
    // The schema contains exactly the keys that the reader lists in its error messages.
    let keys = |text: &str| {
        let (_, en) = refusal(&with(text), &["."]);
        let known = en.split("expected one of").nth(1).unwrap().replace(['\n', '│', '×'], " ");
        let mut known: Vec<String> = known.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        known.sort_unstable();
        known
    };
    let names = |shape: &Value| shape["properties"].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let sorted = |mut names: Vec<String>| {
        names.sort_unstable();
        names
    };
    assert_eq!(keys("zzz = 1"), sorted(names(&schema)));
    assert_eq!(keys("[[overrides]]\nzzz = 1"), sorted(names(over)));
}

#[test]
fn files_are_compared_as_the_rules_of_each_say() {
    let passage = "秋收是全年粮食生产的最后一仗，要抢晴天、战阴天，机械能下田的全部下田，机械下不去的组织人手割，确保颗粒归仓，不误农时。\n";
    let files = |configuration: &str| {
        let text = passage.as_bytes();
        folder(&[
            ("hegao.toml", configuration.as_bytes()),
            ("a.txt", text),
            ("b.txt", text),
            ("旧/c.txt", text),
        ])
    };
    assert_eq!(found(&files(""), &["."]), ["duplicate/across hint"; 2]);
    let louder = "[[overrides]]\nfiles = ['旧/*']\nrules.'duplicate/across' = 'warning'";
    assert_eq!(found(&files(louder), &["."]), ["duplicate/across hint", "duplicate/across warning"]);
    let without = "[[overrides]]\nfiles = ['旧/*']\nrules.duplicate = 'off'";
    assert_eq!(found(&files(without), &["."]), ["duplicate/across hint"]);
}

#[test]
fn a_name_in_more_folders_than_there_can_be_is_a_name() {
    let files = with("today = 'off'\n");
    let name = "深/".repeat(20_000) + "稿.txt";
    let arguments = ["check", "-", "--stdin-filename", &name, "--format", "line"];
    let output = Hegao::new(files.path(), &arguments).with_input("共XX户。\n");
    assert_eq!(code(&output), 1, "{}", err(&output));
}

/// Returns the findings about dates in a text of one line: the reported words, and the message in
/// Chinese.
fn dated(events: &str, text: &str) -> Vec<[String; 2]> {
    let files = folder(&[("hegao.toml", events.as_bytes()), ("稿.txt", text.as_bytes())]);
    let report = check(&files, &["稿.txt", "--select", "date", "--format", "json", "--lang", "zh"]);
    assert!(report.status.code().unwrap() < 2, "{}", err(&report));
    let report = json(&report);
    let found = report["files"][0]["diagnostics"].as_array().unwrap().iter();
    let column = |found: &Value, end: &str| found["location"][end]["column"].as_u64().unwrap() as usize;
    let words = |found: &Value| {
        let (start, end) = (column(found, "start"), column(found, "end"));
        text.chars().skip(start - 1).take(end - start).collect()
    };
    found.map(|found| [words(found), found["message"].as_str().unwrap().to_owned()]).collect()
}

#[test]
fn events_of_the_user_are_compared_with_anniversaries_days_and_dates() {
    let events = "[[events]]\nname = '青禾集团成立'\naliases = ['青禾建企']\ndate = 2008-05-12\n\
                  [[events]]\nname = '青禾开放日'\ndate = '2011-06-18'\nyearly = true\n\
                  [[events]]\nname = '老厂区大火'\nfirst = 1998-11-02\nlast = 1998-11-04\n\
                  [[events]]\nname = '石桥通车'\nyear = 1987\n";
    let cases = [
        ("2023年是青禾集团成立16周年。\n", Some("16周年")),
        ("2023年是青禾集团成立15周年。\n", None),
        ("2025年5月，我们迎来青禾建企18周年。\n", Some("18周年")),
        ("青禾集团成立于2009年，总部在石桥。\n", Some("2009年")),
        ("青禾集团成立于2008年5月，总部在石桥。\n", None),
        ("青禾集团成立（2008年5月21日）以后，总部迁到石桥。\n", Some("2008年5月21日")),
        ("老厂区大火（1998年11月3日）以后，消防队扩编。\n", None),
        ("老厂区大火（1998年11月5日）以后，消防队扩编。\n", Some("1998年11月5日")),
        ("石桥通车（1978年）以后，两岸往来方便。\n", Some("1978年")),
        ("6月16日青禾开放日当天，车间对家属开放。\n", Some("6月16日")),
        ("6月18日青禾开放日当天，车间对家属开放。\n", None),
        ("2025年6月，在第14个青禾开放日到来之际，车间对家属开放。\n", Some("第14个")),
        ("2025年6月，在第15个青禾开放日到来之际，车间对家属开放。\n", None),
    ];
    for (text, expected) in cases {
        let found: Vec<String> = dated(events, text).into_iter().map(|[text, _]| text).collect();
        assert_eq!(found, expected.map(str::to_owned).into_iter().collect::<Vec<_>>(), "{text}");
        assert!(dated("", text).is_empty(), "nothing is known of it without a configuration: {text}");
    }
    let [_, message] = &dated(events, "青禾集团成立于2009年，总部在石桥。\n")[0];
    assert_eq!(message, "青禾集团成立是 2008-05-12，文中是「2009年」");
    let files = folder(&[("hegao.toml", events.as_bytes())]);
    let shown = out(&Hegao::new(files.path(), &["config", "--show", "稿.txt"]).run());
    assert!(shown.contains("name = \"青禾开放日\"  # 来自"), "{shown}");
}

#[test]
fn mistakes_in_events_are_told_with_their_place() {
    let many = "[[events]]\nname = '大事'\nyear = 1990\n".repeat(101);
    let many = many
        .split("大事")
        .enumerate()
        .map(|(at, part)| if at == 0 { part.to_owned() } else { format!("大事{at}{part}") });
    let aliases = (0..11).map(|at| format!("'别名{at}'")).collect::<Vec<_>>().join(", ");
    let cases = [
        ("[[events]]\nname = '建厂'\n".to_owned(), "没有写清是什么时候"),
        ("[[events]]\nname = '建厂'\nyear = 1990\ndate = 1990-01-01\n".to_owned(), "没有写清是什么时候"),
        ("[[events]]\nname = '建厂'\nfirst = 1990-01-01\n".to_owned(), "没有写清是什么时候"),
        (
            "[[events]]\nname = '建厂'\nfirst = 1990-01-02\nlast = 1990-01-01\n".to_owned(),
            "在 first（1990-01-02）前面",
        ),
        ("[[events]]\nname = '建厂'\ndate = '1990-02-30'\n".to_owned(), "「1990-02-30」不是日期"),
        ("[[events]]\nname = '建厂'\nyear = 9999\n".to_owned(), "year 应当在 1 到 2200 之间"),
        ("[[events]]\nname = '厂'\nyear = 1990\n".to_owned(), "名称要有 2 到 30 个字"),
        ("[[events]]\nname = '建党'\nyear = 1990\n".to_owned(), "「建党」是核稿已经知道的"),
        ("[[events]]\nname = '建厂'\naliases = ['建厂']\nyear = 1990\n".to_owned(), "「建厂」写了两次"),
        (
            format!("[[events]]\nname = '建厂'\naliases = [{aliases}]\nyear = 1990\n"),
            "aliases 太多，最多 10 个",
        ),
        (many.collect(), "events 太多，最多 100 个"),
        ("[[events]]\nnam = '建厂'\nyear = 1990\n".to_owned(), "nam"),
    ];
    for (events, expected) in cases {
        let (chinese, english) = refusal(&with(&events), &["疑似.txt"]);
        assert!(chinese.contains(expected), "{events}\n{chinese}");
        assert!(chinese.contains("hegao.toml:") && !english.contains("没有"), "{chinese}{english}");
    }
}

#[test]
fn the_baseline_that_holds_is_shown_with_its_place() {
    let files = folder(&[("hegao.toml", b"baseline = 'b.json'\n".as_slice()), ("a.txt", "甲".as_bytes())]);
    let shown = Hegao::new(files.path(), &["config", "--show", "a.txt"]).run();
    let line = out(&shown).lines().find(|line| line.starts_with("baseline = ")).map(str::to_owned);
    let line = line.unwrap_or_else(|| panic!("{}", out(&shown)));
    assert!(line.contains("b.json\"") && line.ends_with("来自 hegao.toml:1"), "{line}");
    let schema = json(&Hegao::new(files.path(), &["schema", "config"]).run());
    assert_eq!(schema["properties"]["baseline"]["type"], "string");
}

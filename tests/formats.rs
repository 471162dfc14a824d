//! Report formats through the command line: the output on the demo, equality of the findings in all
//! formats, and escaping of hostile names and texts. `tests/consumers/formats.sh` passes the
//! reports to the programs that read them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use program::package::{Docx, paragraph};
use program::{Hegao, check, code, err, folder, json, out};
use serde_json::Value;

const FORMATS: [&str; 11] = [
    "pretty", "line", "json", "jsonl", "sarif", "github", "gitlab", "checkstyle", "junit", "rdjson",
    "markdown",
];

/// A text with a safe fix, two related places, and a character outside the basic plane before them
/// on the same line.
const SPEECH: (&str, &[u8]) = (
    "稿.txt",
    "\u{feff}𠮷局长：截止3月底，完成投资XX亿元。\n一、抓防汛。\n二、抓抢险。\n四、抓物资。\n".as_bytes(),
);
const BROKEN: (&str, &[u8]) = ("坏.txt", b"\xb8\xf7\xce\xbb\xb4\xfa\xb1\xed\xff\n");

/// Returns the report on the demo, without the version of the program.
fn demo(format: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let arguments = ["check", "--today", "2026-11-21", "--format", format, "fixtures/demo"];
    let output = Hegao::new(root, &arguments).run();
    assert_eq!(code(&output), 1);
    out(&output).replace(env!("CARGO_PKG_VERSION"), "VERSION")
}

#[test]
fn each_format_prints_the_demo_as_agreed() {
    for format in FORMATS.into_iter().filter(|format| !matches!(*format, "pretty" | "sarif")) {
        insta::assert_snapshot!(format!("demo_{format}"), demo(format));
    }
    // The list of rules is compared with the registry elsewhere. It is removed here, because each
    // new rule would change it.
    let mut sarif: Value = serde_json::from_str(&demo("sarif")).unwrap();
    sarif["runs"][0]["tool"]["driver"]["rules"].take();
    for result in sarif["runs"][0]["results"].as_array_mut().unwrap() {
        result["ruleIndex"].take();
    }
    insta::assert_snapshot!("demo_sarif", format!("{sarif:#}"));
}

#[test]
fn sarif_describes_every_rule() {
    let sarif: Value = serde_json::from_str(&demo("sarif")).unwrap();
    let rules = sarif["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    let registry = hegao::registry::Registry::built_in();
    let ids: Vec<&str> = rules.iter().map(|rule| rule["id"].as_str().unwrap()).collect();
    assert_eq!(ids, registry.rules().iter().map(|rule| rule.id.as_str()).collect::<Vec<_>>());
    for rule in rules {
        for text in ["shortDescription", "fullDescription", "help"] {
            let text = rule[text]["text"].as_str().unwrap();
            assert!(!text.is_empty() && !text.contains(['{', '}']), "{}: {text}", rule["id"]);
        }
    }
    for result in sarif["runs"][0]["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(result["ruleId"], ids[index]);
    }
}

/// A finding as it appears in every format: path, line, rule.
type Found = BTreeSet<(String, u64, String)>;

#[expect(clippy::too_many_lines, reason = "one arm for each format")]
fn found(format: &str, report: &str) -> Found {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let number = |value: &Value| value.as_u64().unwrap();
    let parsed = || serde_json::from_str::<Value>(report).unwrap();
    let list = |value: &Value| value.as_array().unwrap().clone();
    match format {
        "json" => {
            let files = list(&parsed()["files"]);
            let files = files.iter().filter(|file| file["error"].is_null());
            files
                .flat_map(|file| {
                    list(&file["diagnostics"]).into_iter().map(|found| (text(&file["path"]), found))
                })
                .map(|(path, found)| {
                    (path, number(&found["location"]["start"]["line"]), text(&found["rule"]))
                })
                .collect()
        }
        "jsonl" => {
            let lines = report.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
            lines
                .filter(|line| line["type"] == "diagnostic")
                .map(|it| (text(&it["path"]), number(&it["location"]["start"]["line"]), text(&it["rule"])))
                .collect()
        }
        "sarif" => {
            let results = list(&parsed()["runs"][0]["results"]);
            let place = |result: &Value| result["locations"][0]["physicalLocation"].clone();
            let row = |it: &Value| {
                let uri = text(&place(it)["artifactLocation"]["uri"]);
                (decoded(&uri), number(&place(it)["region"]["startLine"]), text(&it["ruleId"]))
            };
            results.iter().map(row).collect()
        }
        "gitlab" => {
            let issues = list(&parsed());
            let issues = issues.iter().filter(|issue| issue["severity"] != "blocker");
            issues
                .map(|it| {
                    let (path, line) = (&it["location"]["path"], &it["location"]["lines"]["begin"]);
                    (text(path), number(line), text(&it["check_name"]))
                })
                .collect()
        }
        "rdjson" => {
            let diagnostics = list(&parsed()["diagnostics"]);
            let placed = diagnostics.iter().filter(|it| !it["location"]["range"].is_null());
            placed
                .map(|it| {
                    let (path, line) = (&it["location"]["path"], &it["location"]["range"]["start"]["line"]);
                    (text(path), number(line), text(&it["code"]["value"]))
                })
                .collect()
        }
        "line" => cut(report, r"(?m)^(?P<p>[^:\n]+):(?P<l>\d+):\d+: \w+ (?P<r>\S+/\S+): "),
        "github" => cut(report, r"(?m)^::\w+ file=(?P<p>[^,]+),line=(?P<l>\d+),.*title=hegao (?P<r>\S+?)::"),
        "checkstyle" => checkstyle(report),
        "junit" => cut(report, r#"(?m)^<testcase classname="(?P<p>[^"]+)" name="(?P<r>\S+/\S+) (?P<l>\d+):"#),
        "markdown" => {
            let mut path = String::new();
            let row = regex::Regex::new(r"^- \[ \] \*\*\S+\*\* 第 (\d+) 行.*\(`(\S+)`\)$").unwrap();
            let mut found = Found::new();
            for line in report.lines() {
                if let Some(head) = line.strip_prefix("### ") {
                    path = head.replace('\\', "");
                } else if let Some(item) = row.captures(line) {
                    found.insert((path.clone(), item[1].parse().unwrap(), item[2].to_owned()));
                }
            }
            found
        }
        _ => unreachable!("{format}"),
    }
}

fn cut(report: &str, pattern: &str) -> Found {
    let pattern = regex::Regex::new(pattern).unwrap();
    let rows = pattern.captures_iter(report);
    rows.map(|row| (row["p"].to_owned(), row["l"].parse().unwrap(), row["r"].to_owned())).collect()
}

fn checkstyle(report: &str) -> Found {
    let file = regex::Regex::new(r#"^<file name="([^"]+)">"#).unwrap();
    let error = regex::Regex::new(r#"^<error line="(\d+)" column.* source="hegao\.(\S+)"/>"#).unwrap();
    let mut path = String::new();
    let mut found = Found::new();
    for line in report.lines() {
        if let Some(file) = file.captures(line) {
            path = file[1].to_owned();
        } else if let Some(error) = error.captures(line) {
            found.insert((path.clone(), error[1].parse().unwrap(), error[2].to_owned()));
        }
    }
    found
}

fn decoded(uri: &str) -> String {
    String::from_utf8(bytes_of(uri)).unwrap()
}

fn bytes_of(uri: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = uri;
    while let Some((before, behind)) = rest.split_once('%') {
        bytes.extend(before.bytes());
        bytes.push(u8::from_str_radix(&behind[..2], 16).unwrap());
        rest = &behind[2..];
    }
    bytes.extend(rest.bytes());
    bytes
}

/// Asserts that the URIs of names that are not UTF-8 or contain URI syntax lead back to their
/// files.
#[cfg(target_os = "linux")]
#[test]
fn sarif_uris_hold_the_bytes_of_the_names() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let names: [&[u8]; 8] = [
        b"\xb8\xe5\xff.txt",
        b"\xb8\xe5\xfe.txt",
        b"a b.txt",
        b"100%.txt",
        b"a#b?c.txt",
        "讲话.txt".as_bytes(),
        b"a:b.txt",
        b"a\\b.txt",
    ];
    let files = folder(&[]);
    for name in names {
        fs::write(files.path().join(OsStr::from_bytes(name)), SPEECH.1).unwrap();
    }
    fs::write(files.path().join(OsStr::from_bytes(b"\xff\xff.txt")), BROKEN.1).unwrap();
    let report = json(&check(&files, &[".", "--format", "sarif", "--today", "off"]));
    let run = &report["runs"][0];
    let mut found = BTreeSet::new();
    for result in run["results"].as_array().unwrap() {
        let uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap();
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/%".contains(&byte);
        assert!(uri.bytes().all(is_plain), "{uri}");
        found.insert(bytes_of(uri));
    }
    assert_eq!(found, names.iter().map(|name| name.to_vec()).collect());
    let noted = &run["invocations"][0]["toolExecutionNotifications"][0]["locations"][0];
    assert_eq!(noted["physicalLocation"]["artifactLocation"]["uri"], "%FF%FF.txt");
}

#[test]
fn every_format_holds_the_same_findings_and_the_same_exit_code() {
    let files = folder(&[SPEECH, BROKEN, ("子/文.md", "# 讲话\n\n- 共XX人\n".as_bytes())]);
    for (paths, exit) in [(vec!["稿.txt", "./子"], 1), (vec!["."], 2)] {
        let mut reports: Vec<String> = Vec::new();
        for format in FORMATS {
            reports.extend(["--report".to_owned(), format!("{format}={format}.out")]);
        }
        let mut arguments: Vec<&str> = paths.clone();
        arguments.extend(reports.iter().map(String::as_str));
        let main = check(&files, &[arguments.as_slice(), &["--format", "json", "--today", "off"]].concat());
        assert_eq!(code(&main), exit);
        let expected: Found = found("json", &out(&main))
            .into_iter()
            .map(|row| (row.0.replace("./", ""), row.1, row.2))
            .collect();
        assert!(expected.len() >= 4);
        for format in FORMATS.into_iter().filter(|format| *format != "pretty") {
            let report = fs::read_to_string(files.path().join(format!("{format}.out"))).unwrap();
            let found: Found = found(format, &report)
                .into_iter()
                .map(|row| (row.0.replace("./", ""), row.1, row.2))
                .collect();
            assert_eq!(found, expected, "{format}");
            // A single format prints the same output and ends with the same code as beside other
            // formats.
            let alone = check(&files, &[paths.as_slice(), &["--format", format, "--today", "off"]].concat());
            assert_eq!((out(&alone), code(&alone)), (report, exit), "{format}");
        }
    }
}

#[test]
fn a_file_that_was_not_checked_is_in_every_report() {
    let files = folder(&[BROKEN]);
    let report = |format: &str| out(&check(&files, &["坏.txt", "--format", format]));
    let parsed = |format: &str| serde_json::from_str::<Value>(&report(format)).unwrap();
    let sarif = &parsed("sarif")["runs"][0]["invocations"][0];
    assert_eq!(sarif["executionSuccessful"], false);
    assert_eq!(sarif["toolExecutionNotifications"][0]["descriptor"]["id"], "bad-bytes");
    assert_eq!(parsed("gitlab")[0]["severity"], "blocker");
    assert_eq!(parsed("rdjson")["diagnostics"][0]["code"]["value"], "bad-bytes");
    assert!(report("github").starts_with("::error file=坏.txt,title=hegao bad-bytes::"));
    assert!(report("checkstyle").contains("source=\"hegao.bad-bytes\""));
    assert!(report("junit").contains("errors=\"1\"") && report("junit").contains("type=\"bad-bytes\""));
    assert!(report("jsonl").contains("\"type\":\"error\",\"path\":\"坏.txt\",\"kind\":\"bad-bytes\""));
    assert!(report("markdown").contains("**没有检查成** "));
    assert!(report("line").starts_with("坏.txt: unreadable bad-bytes: "));
}

#[test]
fn columns_count_what_each_format_says() {
    let files = folder(&[SPEECH]);
    let report =
        |format: &str| out(&check(&files, &["--format", format, "--select", "date/jiezhi", "稿.txt"]));
    let parsed = |format: &str| serde_json::from_str::<Value>(&report(format)).unwrap();
    // 𠮷局长： has four characters, five UTF-16 units and thirteen bytes; the byte order mark has three
    // more bytes.
    let start = &parsed("json")["files"][0]["diagnostics"][0]["location"]["start"];
    assert_eq!(
        (&start["column"], &start["utf16_column"], &start["byte"]),
        (&5.into(), &6.into(), &16.into())
    );
    let sarif = parsed("sarif");
    let region = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
    assert_eq!((&region["startColumn"], &region["endColumn"]), (&5.into(), &7.into()));
    assert_eq!(sarif["runs"][0]["columnKind"], "unicodeCodePoints");
    let rdjson = parsed("rdjson");
    assert_eq!(rdjson["diagnostics"][0]["location"]["range"]["start"]["column"], 17);
    assert_eq!(rdjson["diagnostics"][0]["suggestions"][0]["text"], "截至");
    assert!(report("github").contains("line=1,endLine=1,col=5,endColumn=6,"));
    let changes = &sarif["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0];
    assert_eq!(changes["replacements"][0]["insertedContent"]["text"], "截至");
}

#[cfg(unix)]
#[test]
fn hostile_names_and_texts_stay_text() {
    let name = "a,b:50%\n::error::\u{1b}[31m.txt";
    let text = "完成投资XX\u{1b}[2J\u{7}亿元，共XX&<\"人。\nX政发〔\u{1b}0XX〕X号\n";
    let files = folder(&[(name, text.as_bytes())]);
    for format in FORMATS {
        let output = out(&check(&files, &[".", "--format", format]));
        let wild = |c: char| c.is_control() && c != '\n';
        assert!(!output.contains(wild), "{format}: {output:?}");
        assert!(!output.contains("\n::error::"), "{format}: {output:?}");
    }
    let github = out(&check(&files, &[".", "--format", "github"]));
    let is_command = |line: &str| {
        let place = line.strip_prefix("::error file=").or_else(|| line.strip_prefix("::warning file="));
        place.is_some_and(|place| place.starts_with("a%2Cb%3A50%25%0A%3A%3Aerror%3A%3A"))
    };
    assert!(github.lines().all(is_command), "{github}");
}

#[test]
fn what_does_not_fail_the_run_fails_no_test_case() {
    let files = folder(&[("疑似.txt", "截止3月底，共培训三千人次。\n".as_bytes())]);
    let junit = |arguments: &[&str]| {
        let output = check(&files, &[&["疑似.txt", "--format", "junit"], arguments].concat());
        (code(&output), out(&output).contains("failures=\"1\""))
    };
    assert_eq!(junit(&[]), (1, true));
    assert_eq!(junit(&["--fail-on", "error"]), (0, false));
}

#[test]
fn reports_that_cannot_be_written_are_refused_before_anything_is() {
    let files = folder(&[SPEECH]);
    let refused = |arguments: &[&str], text: &str| {
        let output = check(&files, &[&["稿.txt"], arguments].concat());
        assert_eq!(code(&output), 2, "{arguments:?}");
        assert!(err(&output).contains(text), "{}", err(&output));
        assert_eq!(out(&output), "");
    };
    refused(&["--report", "sarif"], "格式=文件");
    refused(&["--report", "sarrif=甲"], "格式=文件");
    refused(&["--report", "sarif=甲", "--report", "json=甲"], "同一个文件 甲");
    refused(&["-o", "甲", "--report", "json=甲"], "同一个文件 甲");
    refused(&["--report", "sarif=没有/甲"], "写不了 没有/甲");
    assert_eq!(fs::read_dir(files.path()).unwrap().count(), 1, "nothing is left beside the document");
    // A folder has the name of the output.
    fs::create_dir(files.path().join("夹")).unwrap();
    refused(&["--report", "sarif=夹"], "写不了 夹");
}

#[test]
fn differences_are_shown_beside_reports() {
    let files = folder(&[SPEECH]);
    let output = check(&files, &["稿.txt", "--diff", "--report", "json=报告.json"]);
    assert!(out(&output).contains("+\u{feff}𠮷局长：截至3月底") || out(&output).contains("截至3月底"));
    let report: Value =
        serde_json::from_str(&fs::read_to_string(files.path().join("报告.json")).unwrap()).unwrap();
    assert!(report["summary"]["error"].as_u64().unwrap() > 0);
}

#[test]
fn github_gets_a_page_of_the_run() {
    let files = folder(&[SPEECH, BROKEN]);
    fs::write(files.path().join("页.md"), "before\n").unwrap();
    let run = |format: &str| {
        let mut hegao = Hegao::new(files.path(), &["check", "稿.txt", "坏.txt", "--format", format]);
        hegao.command.env("GITHUB_STEP_SUMMARY", "页.md");
        let output = hegao.run();
        (code(&output), fs::read_to_string(files.path().join("页.md")).unwrap())
    };
    assert_eq!(run("line").1, "before\n", "only where the format is GitHub's");
    let (exit, page) = run("github");
    assert_eq!(exit, 2);
    let rest = page.strip_prefix("before\n").unwrap();
    assert!(rest.contains("| 稿.txt | 2 | 1 | 0 |"), "{rest}");
    assert!(rest.contains("| 坏.txt | 按 GB18030 编码读不通：第 1 行"), "{rest}");
    assert!(rest.contains("- [ ] **必改** 第 4 行「四、」"), "{rest}");
}

/// Returns an error if `value` does not have the shape described by `schema`, which must describe
/// every key of an object.
fn fits(value: &Value, schema: &Value, root: &Value) -> Result<(), String> {
    let failed = |why: &str| Err(format!("{why}: {value} against {schema}"));
    if let Some(name) = schema["$ref"].as_str() {
        return fits(value, &root["$defs"][name.strip_prefix("#/$defs/").unwrap()], root);
    }
    for choice in ["oneOf", "anyOf"] {
        if let Some(choices) = schema[choice].as_array() {
            let outcomes: Vec<_> = choices.iter().map(|choice| fits(value, choice, root)).collect();
            let fitting = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
            let is_right = if choice == "oneOf" { fitting == 1 } else { fitting > 0 };
            return if is_right { Ok(()) } else { Err(format!("{fitting} of {choice} fit: {outcomes:?}")) };
        }
    }
    if let Some(only) = schema.get("const") {
        return if value == only { Ok(()) } else { failed("const") };
    }
    if let Some(names) = schema["enum"].as_array() {
        return if names.contains(value) { Ok(()) } else { failed("enum") };
    }
    let kinds = match &schema["type"] {
        Value::Array(kinds) => kinds.clone(),
        kind => vec![kind.clone()],
    };
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    if !kinds.contains(&kind.into()) {
        return failed("type");
    }
    match value {
        Value::Array(items) => items.iter().try_for_each(|item| fits(item, &schema["items"], root)),
        Value::Object(object) => {
            let required = schema["required"].as_array();
            for name in required.into_iter().flatten() {
                if !object.contains_key(name.as_str().unwrap()) {
                    return failed(&format!("{name} is missing"));
                }
            }
            object.iter().try_for_each(|(name, value)| match &schema["properties"][name] {
                Value::Null if schema["additionalProperties"].is_object() => {
                    fits(value, &schema["additionalProperties"], root)
                }
                Value::Null => Err(format!("`{name}` is not described")),
                described => fits(value, described, root),
            })
        }
        _ => Ok(()),
    }
}

#[test]
fn the_schemas_describe_every_key_that_is_written() {
    let word = ["各位代表：", "一、完成投资XX亿元。", "三、截止3月底，共有80户，其中脱贫户20户，占25%。"]
        .map(paragraph)
        .concat();
    let word = Docx::new(&word).build();
    let letter = "关于报送材料的函\n一、请于3月18日前报送。\n石桥镇办公室\n2025年3月3日\n";
    let files = folder(&[SPEECH, BROKEN, ("稿.docx", &word)]);
    let schema = |what: &str| json(&Hegao::new(files.path(), &["schema", what]).run());
    let report = json(&check(&files, &[".", "--format", "json"]));
    fits(&report, &schema("report"), &schema("report")).unwrap();
    let lines = out(&check(&files, &[".", "--format", "jsonl"]));
    assert!(lines.contains("\"docx\":{\"part\""));
    for line in lines.lines() {
        fits(&serde_json::from_str(line).unwrap(), &schema("jsonl"), &schema("jsonl")).unwrap();
    }
    for (format, what) in [("json", "report"), ("jsonl", "jsonl")] {
        let with_text = out(&check(&files, &[".", "--format", format, "--with-text"]));
        assert!(with_text.contains("\"in_text\":{\"start\""));
        let whole = [with_text.as_str()];
        let pieces: Vec<&str> = if format == "json" { whole.to_vec() } else { with_text.lines().collect() };
        for piece in pieces {
            fits(&serde_json::from_str(piece).unwrap(), &schema(what), &schema(what)).unwrap();
        }
    }
    let ledger = json(&Hegao::new(files.path(), &["figures", "--format", "json", "."]).run());
    assert!(ledger["files"][0]["error"].is_object() && ledger["files"][1]["passages"][0].is_object());
    fits(&ledger, &schema("figures"), &schema("figures")).unwrap();
    let files = folder(&[("函.txt", letter.as_bytes())]);
    let outline = json(&Hegao::new(files.path(), &["outline", "--format", "json", "函.txt"]).run());
    assert!(outline["dates"][0]["inherited"][0].is_object() && outline["own_dates"][0].is_object());
    fits(&outline, &schema("outline"), &schema("outline")).unwrap();
    let explain = schema("explain");
    for name in
        ["numbering/gap", "duplicate/block", "duplicate/across", "placeholder", "error", "unit/area", "words"]
    {
        let explained = json(&Hegao::new(files.path(), &["explain", "--json", name]).run());
        fits(&explained, &explain, &explain).unwrap_or_else(|why| panic!("{name}: {why}"));
        assert!(fits(&serde_json::json!({"kind": name}), &explain, &explain).is_err());
    }
    // The documentation explains every key, in both languages.
    let described =
        ["report", "jsonl", "figures", "outline", "explain"].map(|what| schema(what).to_string()).concat();
    let keys = regex::Regex::new(r#""(\w+)":\{"description""#).unwrap();
    let names: BTreeSet<String> = keys.captures_iter(&described).map(|key| key[1].to_owned()).collect();
    for page in ["docs/json.md", "docs/json.zh-CN.md"] {
        let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).unwrap();
        for name in &names {
            assert!(page.contains(&format!("`{name}`")), "{name} is not explained");
        }
    }
}

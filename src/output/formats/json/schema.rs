//! The JSON Schema of the report: `hegao schema report` for `json`, `hegao schema jsonl` for a line of `jsonl`. What a later
//! version adds is allowed, as readers must allow it: no object is closed.

use serde_json::{Map, Value, json};

use crate::check::DateOrigin;
use crate::diagnostic::Severity;
use crate::document::source::{Encoding, EncodingOrigin, Format};
use crate::language::Language;
use crate::output::formats::json::parts::SCHEMA_VERSION;

const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

/// One key of an object: its name, whether it is always there, its shape, and what it is in both languages.
type Key = (&'static str, Presence, Value, (&'static str, &'static str));

/// Whether a key is always there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Presence {
    Always,
    Sometimes,
}

use Presence::{Always, Sometimes};

/// The schema of `--format json`.
pub fn report(language: Language) -> Value {
    let defs = Defs { language };
    let mut file = defs.object(&file_keys());
    let failed = defs.object(&[
        ("path", Always, text(), PATH),
        ("error", Always, refer("error"), ("为什么没有检查成", "why it could not be checked")),
    ]);
    file = json!({ "oneOf": [file, failed] });
    let mut schema = defs.object(&[
        ("schema_version", Always, json!({ "const": SCHEMA_VERSION }), VERSION),
        ("tool", Always, refer("tool"), ("写这份报告的程序", "the program that wrote the report")),
        ("run", Always, refer("run"), ("这次检查的设置", "the terms of the run")),
        ("files", Always, list(&file), ("逐个文件，按检查的次序", "file by file, in the order of the run")),
        ("summary", Always, refer("summary"), ("总数", "counts over the run")),
    ]);
    schema["$schema"] = json!(DRAFT);
    schema["title"] = json!("hegao check --format json");
    schema["$defs"] = defs.all();
    schema
}

/// The schema of a line of `--format jsonl`.
pub fn line(language: Language) -> Value {
    let defs = Defs { language };
    let path = ("path", Always, text(), PATH);
    let kinds = [
        (
            "run",
            vec![
                ("schema_version", Always, json!({ "const": SCHEMA_VERSION }), VERSION),
                ("tool", Always, refer("tool"), ("写这份报告的程序", "the program that wrote the report")),
                ("run", Always, refer("run"), ("这次检查的设置", "the terms of the run")),
            ],
        ),
        ("file", file_keys().into_iter().filter(|key| key.0 != "diagnostics").collect()),
        ("diagnostic", std::iter::once(path.clone()).chain(diagnostic_keys()).collect()),
        ("error", std::iter::once(path).chain(error_keys()).collect()),
        ("summary", summary_keys()),
    ];
    let lines: Vec<Value> = kinds
        .into_iter()
        .map(|(kind, mut keys)| {
            keys.insert(0, ("type", Always, json!({ "const": kind }), ("这一行是什么", "what the line is")));
            defs.object(&keys)
        })
        .collect();
    json!({ "$schema": DRAFT, "title": "hegao check --format jsonl", "oneOf": lines, "$defs": defs.all() })
}

const PATH: (&str, &str) = ("给出或找到的路径", "the path as it was given or found");
const VERSION: (&str, &str) =
    ("格式的版本；只在不兼容时增加", "the version of the shapes; it grows only where readers would break");

struct Defs {
    language: Language,
}

impl Defs {
    fn all(&self) -> Value {
        let defs = [
            ("tool", tool_keys()),
            ("run", run_keys()),
            ("error", error_keys()),
            ("properties", properties_keys()),
            ("reference", reference_keys()),
            ("diagnostic", diagnostic_keys()),
            ("related", related_keys()),
            ("fix", fix_keys()),
            ("edit", edit_keys()),
            ("location", location_keys()),
            ("position", position_keys()),
            ("paragraph", paragraph_keys()),
            ("cell", cell_keys()),
            ("summary", summary_keys()),
        ];
        let defs = defs.into_iter().map(|(name, keys)| (name.to_owned(), self.object(&keys)));
        Value::Object(defs.collect())
    }

    fn object(&self, keys: &[Key]) -> Value {
        let required: Vec<&str> = keys.iter().filter(|key| key.1 == Always).map(|key| key.0).collect();
        let properties: Map<String, Value> = keys
            .iter()
            .map(|(name, _, shape, (chinese, english))| {
                let mut shape = shape.clone();
                shape["description"] = json!(self.language.pick(*chinese, *english));
                ((*name).to_owned(), shape)
            })
            .collect();
        json!({ "type": "object", "required": required, "properties": properties })
    }
}

fn tool_keys() -> Vec<Key> {
    vec![
        ("name", Always, json!({ "const": "hegao" }), ("程序", "the program")),
        ("version", Always, text(), ("程序的版本", "its version")),
    ]
}

fn run_keys() -> Vec<Key> {
    let languages = json!({ "enum": ["zh", "en"] });
    vec![
        ("lang", Always, languages, ("文字用的语言", "the language of the texts")),
        (
            "fail_on",
            Always,
            severity(),
            (
                "从哪一级起退出码为 1，文件另有规定的除外",
                "the severity from which on the exit code is 1, for files that do not have another",
            ),
        ),
    ]
}

fn file_keys() -> Vec<Key> {
    let encodings = Encoding::ALL.map(|encoding| json!(encoding.name()));
    let origins = EncodingOrigin::ALL.map(|origin| json!(origin.name()));
    vec![
        ("path", Always, text(), PATH),
        ("format", Always, one_of(&Format::ALL.map(Format::name)), ("文件格式", "the format of the file")),
        (
            "encoding",
            Always,
            nullable(&encodings),
            ("字符编码；格式本身决定时为 null", "character encoding; null where the format settles it"),
        ),
        ("encoding_from", Always, nullable(&origins), ("编码从哪里知道", "how the encoding became known")),
        ("properties", Sometimes, refer("properties"), ("文件属性", "what the file says of itself")),
        (
            "reference",
            Always,
            json!({ "anyOf": [refer("reference"), { "type": "null" }] }),
            ("“现在”指哪一天；不比较时为 null", "what “now” meant; null where nothing was compared with it"),
        ),
        (
            "fail_on",
            Sometimes,
            severity(),
            (
                "这个文件从哪一级起退出码为 1，与 run 里的不同时才写",
                "the severity from which on the exit code is 1 for this file, if it is not that of the run",
            ),
        ),
        (
            "omitted",
            Sometimes,
            count(1),
            ("另有几处只计数、没有列出", "how many more findings are counted and not listed"),
        ),
        (
            "unread",
            Sometimes,
            list(&text()),
            (
                "没有读的部分（插入的文档），按部件名",
                "parts that were not read, as inserted documents, by their names",
            ),
        ),
        ("diagnostics", Always, list(&refer("diagnostic")), ("发现的问题，按位置", "findings, by place")),
    ]
}

fn error_keys() -> Vec<Key> {
    vec![
        ("kind", Always, text(), ("给程序看的名字，如 not-found", "a name for programs, as not-found")),
        ("message", Always, text(), ("什么不对", "what is wrong")),
        ("help", Always, text(), ("怎么办", "what to do")),
    ]
}

fn properties_keys() -> Vec<Key> {
    let maybe = json!({ "type": ["string", "null"] });
    vec![
        ("title", Always, maybe.clone(), ("标题", "the title")),
        ("created", Always, maybe.clone(), ("何时新建（ISO 8601）", "when it was made (ISO 8601)")),
        ("modified", Always, maybe, ("何时改过（ISO 8601）", "when it was last changed (ISO 8601)")),
        ("comments", Always, count(0), ("几条批注", "how many comments it has")),
        (
            "revisions",
            Always,
            json!({ "type": "boolean" }),
            ("有没有修订", "whether it holds tracked changes"),
        ),
    ]
}

fn reference_keys() -> Vec<Key> {
    let date = json!({ "type": "string", "format": "date" });
    let origins = DateOrigin::ALL.map(DateOrigin::name);
    vec![
        ("date", Always, date, ("哪一天", "the day")),
        ("from", Always, one_of(&origins), ("从哪里来", "where it came from")),
    ]
}

fn diagnostic_keys() -> Vec<Key> {
    let args = json!({ "type": "object", "additionalProperties": { "type": ["string", "integer"] } });
    let fingerprint = json!({ "type": "string", "pattern": "^[0-9a-f]{16}$" });
    vec![
        ("rule", Always, text(), ("规则", "the rule")),
        ("severity", Always, severity(), ("轻重", "how much it weighs")),
        ("message", Always, text(), ("什么不对", "what is wrong")),
        ("args", Always, args, ("说明里填的内容，按名字", "what the message was filled with, by name")),
        ("location", Always, refer("location"), ("在哪里", "where it is")),
        ("related", Always, list(&refer("related")), ("有关的别处", "the other places it is about")),
        ("help", Sometimes, text(), ("怎么办", "what to do")),
        (
            "fingerprint",
            Always,
            fingerprint,
            ("同一处问题在别处改动之后不变的名字", "what names the finding after edits elsewhere"),
        ),
        ("fix", Sometimes, refer("fix"), ("怎么改", "how to mend it")),
    ]
}

fn related_keys() -> Vec<Key> {
    vec![
        ("message", Always, text(), ("这里是什么", "what it is")),
        ("location", Always, refer("location"), ("在哪里", "where it is")),
    ]
}

fn fix_keys() -> Vec<Key> {
    let safety = one_of(&["safe", "unsafe", "show-only"]);
    vec![
        ("title", Always, text(), ("改什么", "what it does")),
        ("safety", Always, safety, ("能不能放心改", "how far it may be trusted")),
        ("edits", Always, list(&refer("edit")), ("逐处修改，不重叠", "its edits, without overlaps")),
    ]
}

fn edit_keys() -> Vec<Key> {
    vec![
        ("location", Always, refer("location"), ("替换哪里", "what is replaced")),
        ("text", Always, text(), ("换成什么", "what is put there")),
    ]
}

fn location_keys() -> Vec<Key> {
    let page = ("第几页，从 1 起", "the page, from 1");
    vec![
        ("start", Always, refer("position"), ("第一个字符", "the first character")),
        ("end", Always, refer("position"), ("最后一个字符之后", "one past the last character")),
        ("docx", Sometimes, refer("paragraph"), ("在 Word 文件里的位置", "the place in a Word file")),
        (
            "odt",
            Sometimes,
            refer("paragraph"),
            ("在 OpenDocument 里的位置", "the place in an OpenDocument file"),
        ),
        ("page", Sometimes, count(1), page),
    ]
}

fn position_keys() -> Vec<Key> {
    vec![
        ("line", Always, count(1), ("行，从 1 起", "the line, from 1")),
        ("column", Always, count(1), ("列，数字符，从 1 起", "the column in characters, from 1")),
        (
            "utf16_column",
            Always,
            count(1),
            ("列，数 UTF-16 码元，从 1 起", "the column in UTF-16 code units, from 1"),
        ),
        (
            "byte",
            Always,
            count(0),
            ("文件（或其中一个部件）里的字节，从 0 起", "the byte of the file, or of its part, from 0"),
        ),
    ]
}

fn paragraph_keys() -> Vec<Key> {
    let kinds = one_of(&["paragraph", "heading", "item", "cell", "aside", "hidden"]);
    vec![
        ("part", Always, text(), ("部件，如 word/document.xml", "the part, as word/document.xml")),
        ("kind", Always, kinds, ("哪一种段落", "what kind of paragraph")),
        ("paragraph", Always, count(1), ("部件里第几段，从 1 起", "the paragraph of the part, from 1")),
        ("start", Always, count(0), ("段里第一个字符，从 0 起", "the first character of it, from 0")),
        ("end", Always, count(0), ("段里最后一个字符之后", "one past the last character")),
        ("cell", Sometimes, refer("cell"), ("在表格的哪一格", "the cell it stands in")),
    ]
}

fn cell_keys() -> Vec<Key> {
    vec![
        ("table", Always, count(1), ("第几个表格，从 1 起", "the table, from 1")),
        ("row", Always, count(1), ("第几行，从 1 起", "the row, from 1")),
        ("column", Always, count(1), ("第几列，从 1 起", "the column, from 1")),
    ]
}

fn summary_keys() -> Vec<Key> {
    vec![
        ("files", Always, count(0), ("几个文件", "files")),
        ("unreadable", Always, count(0), ("几个没有读成", "files that could not be checked")),
        ("partly_read", Sometimes, count(1), ("几个有一部分没有读", "files of which a part was not read")),
        ("error", Always, count(0), ("必改", "findings of this severity")),
        ("warning", Always, count(0), ("疑似", "findings of this severity")),
        ("hint", Always, count(0), ("提示", "findings of this severity")),
    ]
}

fn text() -> Value {
    json!({ "type": "string" })
}

fn count(least: u32) -> Value {
    json!({ "type": "integer", "minimum": least })
}

fn severity() -> Value {
    one_of(&Severity::ALL.map(Severity::name))
}

fn one_of(names: &[&str]) -> Value {
    json!({ "enum": names })
}

fn nullable(names: &[Value]) -> Value {
    let names: Vec<&Value> = names.iter().chain([&Value::Null]).collect();
    json!({ "enum": names })
}

fn list(items: &Value) -> Value {
    json!({ "type": "array", "items": items })
}

fn refer(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

//! The JSON Schema of the report: `hegao schema report` for `json`, `hegao schema jsonl` for a line
//! of `jsonl`. The schema allows further keys in every object, because a later version may add
//! some, which readers must accept.

use serde_json::{Map, Value, json};

use crate::check::DateOrigin;
use crate::diagnostic::Severity;
use crate::document::source::{Encoding, EncodingOrigin, Format};
use crate::language::Language;
use crate::output::formats::json::parts::SCHEMA_VERSION;

pub(in crate::output) const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The schema of `--format json`.
pub fn report(language: Language) -> Value {
    let defs = Defs { language };
    let file = defs.object(&file_keys());
    let failed = Keys::default().path();
    let failed = failed.always("error", refer("error"), "为什么没有检查成", "why it could not be checked");
    let file = json!({ "oneOf": [file, defs.object(&failed)] });
    let keys = Keys::default()
        .run()
        .always("files", list(&file), "逐个文件，按检查的次序", "file by file, in the order of the run")
        .always("summary", refer("summary"), "总数", "counts over the run");
    let mut schema = defs.object(&keys);
    schema["$schema"] = json!(DRAFT);
    schema["title"] = json!("hegao check --format json");
    schema["$defs"] = defs.all();
    schema
}

/// The schema of a line of `--format jsonl`.
pub fn line(language: Language) -> Value {
    let defs = Defs { language };
    let begin = |kind: &str| {
        Keys::default().always("type", json!({ "const": kind }), "这一行是什么", "what the line is")
    };
    let lines = [
        begin("run").run(),
        begin("file").and(file_keys()).without("diagnostics"),
        begin("diagnostic").path().and(diagnostic_keys()),
        begin("error").path().and(error_keys()),
        begin("summary").and(summary_keys()),
    ];
    let lines = lines.map(|keys| defs.object(&keys));
    json!({ "$schema": DRAFT, "title": "hegao check --format jsonl", "oneOf": lines, "$defs": defs.all() })
}

/// The keys of a JSON object, in order, from which a schema of the object is made.
#[derive(Default)]
pub(in crate::output) struct Keys(Vec<Key>);

/// One key of an object.
struct Key {
    name: &'static str,
    is_required: bool,
    /// The schema of the key's value.
    shape: Value,
    /// Description of the key in Chinese and in English.
    about: (&'static str, &'static str),
}

impl Keys {
    /// Adds a required key, with its description in Chinese and in English.
    pub(in crate::output) fn always(
        mut self,
        name: &'static str,
        shape: Value,
        zh: &'static str,
        en: &'static str,
    ) -> Self {
        self.0.push(Key { name, is_required: true, shape, about: (zh, en) });
        self
    }

    /// Adds an optional key, with its description in Chinese and in English.
    pub(in crate::output) fn sometimes(
        mut self,
        name: &'static str,
        shape: Value,
        zh: &'static str,
        en: &'static str,
    ) -> Self {
        self.0.push(Key { name, is_required: false, shape, about: (zh, en) });
        self
    }

    /// Adds the key `path`, the path of a file.
    pub(in crate::output) fn path(self) -> Self {
        self.always("path", text(), "给出或找到的路径", "the path as it was given or found")
    }

    /// Adds a key that may be missing, with its description in Chinese and in English.
    fn run(self) -> Self {
        self.always(
            "schema_version",
            json!({ "const": SCHEMA_VERSION }),
            "格式的版本；只在不兼容时增加",
            "the version of the shapes; it grows only where readers would break",
        )
        .always("tool", refer("tool"), "写这份报告的程序", "the program that wrote the report")
        .always("run", refer("run"), "这次检查的设置", "the terms of the run")
    }

    /// Adds all keys of another object.
    pub(in crate::output) fn and(mut self, others: Self) -> Self {
        self.0.extend(others.0);
        self
    }

    /// Removes the key `name`, for an object that lacks it.
    fn without(mut self, name: &str) -> Self {
        self.0.retain(|key| key.name != name);
        self
    }
}

/// Builder of the `$defs` of a schema: definitions to which other parts of the schema refer.
pub(in crate::output) struct Defs {
    /// The language of the descriptions in the schema.
    pub(in crate::output) language: Language,
}

impl Defs {
    /// All definitions that the schemas of check reports refer to.
    fn all(&self) -> Value {
        let defs = [
            ("tool", tool_keys()),
            ("run", run_keys()),
            ("properties", properties_keys()),
            ("reference", reference_keys()),
            ("block", block_keys()),
            ("diagnostic", diagnostic_keys()),
            ("related", related_keys()),
            ("elsewhere", elsewhere_keys()),
            ("fix", fix_keys()),
            ("edit", edit_keys()),
            ("summary", summary_keys()),
            ("folded", folded_keys()),
        ];
        self.named(defs.into_iter().chain(Self::shared()))
    }

    /// Builds the JSON of `defs`, definitions by their names.
    pub(in crate::output) fn named(&self, defs: impl IntoIterator<Item = (&'static str, Keys)>) -> Value {
        let defs = defs.into_iter().map(|(name, keys)| (name.to_owned(), self.object(&keys)));
        Value::Object(defs.collect())
    }

    /// The definitions that all schemas share: locations, errors and counts.
    pub(in crate::output) fn shared() -> [(&'static str, Keys); 8] {
        [
            ("error", error_keys()),
            ("figures", figures_keys()),
            ("location", location_keys()),
            ("position", position_keys()),
            ("paragraph", paragraph_keys()),
            ("spoken", place_keys()),
            ("range", range_keys()),
            ("cell", cell_keys()),
        ]
    }

    pub(in crate::output) fn object(&self, keys: &Keys) -> Value {
        let required: Vec<&str> = keys.0.iter().filter(|key| key.is_required).map(|key| key.name).collect();
        let properties = keys.0.iter().map(|key| {
            let mut shape = key.shape.clone();
            shape["description"] = json!(self.language.pick(key.about.0, key.about.1));
            (key.name.to_owned(), shape)
        });
        let properties: Map<String, Value> = properties.collect();
        json!({ "type": "object", "required": required, "properties": properties })
    }
}

fn tool_keys() -> Keys {
    let keys = Keys::default().always("name", json!({ "const": "hegao" }), "程序", "the program");
    keys.always("version", text(), "程序的版本", "its version")
}

fn run_keys() -> Keys {
    let languages = json!({ "enum": ["zh", "en"] });
    let keys = Keys::default().always("lang", languages, "文字用的语言", "the language of the texts");
    keys.always(
        "fail_on",
        severity(),
        "从哪一级起退出码为 1，文件另有规定的除外",
        "the severity from which on the exit code is 1, for files that do not have another",
    )
}

fn file_keys() -> Keys {
    let encodings = Encoding::ALL.map(|encoding| json!(encoding.name()));
    let origins = EncodingOrigin::ALL.map(|origin| json!(origin.name()));
    Keys::default()
        .path()
        .always("format", one_of(&Format::ALL.map(Format::name)), "文件格式", "the format of the file")
        .always(
            "encoding",
            nullable(&encodings),
            "字符编码；格式本身决定时为 null",
            "character encoding; null where the format settles it",
        )
        .always("encoding_from", nullable(&origins), "编码从哪里知道", "how the encoding became known")
        .sometimes("properties", refer("properties"), "文件属性", "what the file says of itself")
        .always(
            "reference",
            json!({ "anyOf": [refer("reference"), { "type": "null" }] }),
            "“现在”指哪一天；不比较时为 null",
            "what “now” meant; null where nothing was compared with it",
        )
        .sometimes(
            "fail_on",
            severity(),
            "这个文件从哪一级起退出码为 1，与 run 里的不同时才写",
            "the severity from which on the exit code is 1 for this file, if it is not that of the run",
        )
        .sometimes(
            "omitted",
            count(1),
            "另有几处只计数、没有列出",
            "how many more findings are counted and not listed",
        )
        .sometimes(
            "folded",
            refer("folded"),
            "比要列出的（--show）轻、只计数的问题",
            "findings that are lighter than those to be listed (`--show`) and only counted",
        )
        .sometimes("figures", refer("figures"), "核对了哪些数字", "which figures were compared")
        .sometimes(
            "unread",
            list(&text()),
            "没有读的部分（插入的文档），按部件名",
            "parts that were not read, as inserted documents, by their names",
        )
        .sometimes(
            "text",
            list(&refer("block")),
            "读者看到的全文，一段一段（--with-text）",
            "the document as its readers see it, block by block (`--with-text`)",
        )
        .always("diagnostics", list(&refer("diagnostic")), "发现的问题，按位置", "findings, by place")
}

fn error_keys() -> Keys {
    Keys::default()
        .always("kind", text(), "给程序看的名字，如 not-found", "a name for programs, as not-found")
        .always("message", text(), "什么不对", "what is wrong")
        .always("help", text(), "怎么办", "what to do")
        .sometimes("accepted", text(), "配置接受它的理由", "why the configuration accepts it")
}

fn properties_keys() -> Keys {
    let maybe = json!({ "type": ["string", "null"] });
    Keys::default()
        .always("title", maybe.clone(), "标题", "the title")
        .always("created", maybe.clone(), "何时新建（ISO 8601）", "when it was made (ISO 8601)")
        .always("modified", maybe, "何时改过（ISO 8601）", "when it was last changed (ISO 8601)")
        .always("comments", count(0), "几条批注", "how many comments it has")
        .always("revisions", json!({ "type": "boolean" }), "有没有修订", "whether it holds tracked changes")
}

fn reference_keys() -> Keys {
    let date = json!({ "type": "string", "format": "date" });
    let origins = DateOrigin::ALL.map(DateOrigin::name);
    let keys = Keys::default().always("date", date, "哪一天", "the day");
    keys.always("from", one_of(&origins), "从哪里来", "where it came from")
}

fn diagnostic_keys() -> Keys {
    let args = json!({ "type": "object", "additionalProperties": { "type": ["string", "integer"] } });
    let fingerprint = json!({ "type": "string", "pattern": "^[0-9a-f]{16}$" });
    Keys::default()
        .always("rule", text(), "规则", "the rule")
        .always("severity", severity(), "轻重", "how much it weighs")
        .always("message", text(), "什么不对", "what is wrong")
        .always("args", args, "说明里填的内容，按名字", "what the message was filled with, by name")
        .always("location", refer("location"), "在哪里", "where it is")
        .always("related", list(&refer("related")), "有关的别处", "the other places it is about")
        .sometimes(
            "elsewhere",
            list(&refer("elsewhere")),
            "别的文稿里有关的地方",
            "places in other documents",
        )
        .sometimes("help", text(), "怎么办", "what to do")
        .always(
            "fingerprint",
            fingerprint,
            "同一处问题在别处改动之后不变的名字",
            "what names the finding after edits elsewhere",
        )
        .sometimes("fix", refer("fix"), "怎么改", "how to mend it")
}

fn related_keys() -> Keys {
    let keys = Keys::default().always("message", text(), "这里是什么", "what it is");
    keys.always("location", refer("location"), "在哪里", "where it is")
}

fn elsewhere_keys() -> Keys {
    related_keys()
        .always("path", text(), "哪个文件", "the file")
        .sometimes("excerpt", text(), "那里的文字", "the words there")
        .sometimes("quote", text(), "其中有关的几个字", "those of them that it is about")
}

fn fix_keys() -> Keys {
    let safety = one_of(&["safe", "unsafe", "show-only"]);
    Keys::default()
        .always("title", text(), "改什么", "what it does")
        .always("safety", safety, "能不能放心改", "how far it may be trusted")
        .always("edits", list(&refer("edit")), "逐处修改，不重叠", "its edits, without overlaps")
}

fn edit_keys() -> Keys {
    let keys = Keys::default().always("location", refer("location"), "替换哪里", "what is replaced");
    keys.always("text", text(), "换成什么", "what is put there")
}

fn location_keys() -> Keys {
    Keys::default()
        .always("start", refer("position"), "第一个字符", "the first character")
        .always("end", refer("position"), "最后一个字符之后", "one past the last character")
        .sometimes("docx", refer("paragraph"), "在 Word 文件里的位置", "the place in a Word file")
        .sometimes("odt", refer("paragraph"), "在 OpenDocument 里的位置", "the place in an OpenDocument file")
        .sometimes("page", count(1), "第几页，从 1 起", "the page, from 1")
        .sometimes("place", refer("spoken"), "照人的说法在哪里", "the place as people speak of it")
        .sometimes(
            "in_text",
            refer("range"),
            "在全文里的位置，与 text 各段的相同（--with-text）",
            "the place in the text, as those of the blocks in `text` (`--with-text`)",
        )
}

fn block_keys() -> Keys {
    Keys::default()
        .always("text", text(), "文字", "its text")
        .always("location", refer("location"), "在哪里", "where it is")
        .sometimes("columns", count(2), "单元格占几列", "how many columns the cell reaches over")
        .sometimes("rows", count(2), "单元格占几行", "how many rows the cell reaches over")
}

fn range_keys() -> Keys {
    Keys::default()
        .always("start", count(0), "第一个字节，从 0 起，UTF-8", "the first byte in UTF-8, from 0")
        .always("end", count(0), "最后一个字节之后", "one past the last byte")
        .always("utf16_start", count(0), "第一个 UTF-16 码元，从 0 起", "the first UTF-16 code unit, from 0")
        .always("utf16_end", count(0), "最后一个码元之后", "one past the last code unit")
}

fn place_keys() -> Keys {
    Keys::default()
        .always("kind", one_of(&KINDS), "在哪一种文字里", "what it stands in")
        .sometimes("level", count(1), "标题的级别，从 1 起", "the level of a heading, from 1")
        .sometimes(
            "number",
            count(1),
            "第几个脚注、尾注或文本框，从 1 起",
            "which footnote, endnote or text box it is, from 1",
        )
        .sometimes(
            "paragraph",
            count(1),
            "正文第几段，从 1 起，不数空段和表格",
            "the paragraph of the running text, from 1, without empty ones and tables",
        )
        .sometimes("under", text(), "在哪个标题或序号之下", "the heading or item that it stands under")
        .sometimes("cell", refer("cell"), "在表格的哪一格", "the cell it stands in")
        .always(
            "words",
            text(),
            "整句的说法：第17段（「（三）加强监管」之下）",
            "the whole in words: paragraph 17 (under “…”)",
        )
}

/// Names of the kinds of blocks with text.
const KINDS: [&str; 12] = [
    "paragraph", "heading", "item", "cell", "contents", "header", "footer", "footnote", "endnote", "box",
    "aside", "hidden",
];

fn position_keys() -> Keys {
    Keys::default()
        .always("line", count(1), "行，从 1 起", "the line, from 1")
        .always("column", count(1), "列，数字符，从 1 起", "the column in characters, from 1")
        .always(
            "utf16_column",
            count(1),
            "列，数 UTF-16 码元，从 1 起",
            "the column in UTF-16 code units, from 1",
        )
        .always(
            "byte",
            count(0),
            "文件（或其中一个部件）里的字节，从 0 起",
            "the byte of the file, or of its part, from 0",
        )
}

fn paragraph_keys() -> Keys {
    let kinds = one_of(&KINDS);
    Keys::default()
        .always("part", text(), "部件，如 word/document.xml", "the part, as word/document.xml")
        .always("kind", kinds, "哪一种段落", "what kind of paragraph")
        .always("paragraph", count(1), "部件里第几段，从 1 起", "the paragraph of the part, from 1")
        .always("start", count(0), "段里第一个字符，从 0 起", "the first character of it, from 0")
        .always("end", count(0), "段里最后一个字符之后", "one past the last character")
        .sometimes("cell", refer("cell"), "在表格的哪一格", "the cell it stands in")
}

fn cell_keys() -> Keys {
    Keys::default()
        .always("table", count(1), "第几个表格，从 1 起", "the table, from 1")
        .always("row", count(1), "第几行，从 1 起", "the row, from 1")
        .always("column", count(1), "第几列，从 1 起", "the column, from 1")
}

fn folded_keys() -> Keys {
    Keys::default().always("warning", count(0), "疑似几处", "how many warnings").always(
        "hint",
        count(0),
        "提示几处",
        "how many hints",
    )
}

fn summary_keys() -> Keys {
    Keys::default()
        .always("files", count(0), "几个文件", "files")
        .always("unreadable", count(0), "几个没有读成", "files that could not be checked")
        .sometimes(
            "accepted",
            count(1),
            "几个读不成，配置接受了",
            "files that could not be read, as the configuration accepts",
        )
        .sometimes("partly_read", count(1), "几个有一部分没有读", "files of which a part was not read")
        .always("error", count(0), "必改", "findings of this severity")
        .always("warning", count(0), "疑似", "findings of this severity")
        .always("hint", count(0), "提示", "findings of this severity")
        .sometimes("figures", refer("figures"), "核对了哪些数字", "which figures were compared")
}

/// Counts of the figures that were compared.
pub(in crate::output) fn figures_keys() -> Keys {
    Keys::default()
        .always("relations", count(0), "核对了几处数字关系", "relations between figures that were judged")
        .always("hold", count(0), "其中几处相符", "those that hold")
        .always("wrong", count(0), "其中几处不符", "those that do not")
        .always("judged", count(0), "几个数字在这些关系里", "figures that stand in one of them")
        .always("open", count(0), "几个数字无从核对", "figures with nothing to compare with")
}

pub(in crate::output) fn text() -> Value {
    json!({ "type": "string" })
}

pub(in crate::output) fn count(least: u32) -> Value {
    json!({ "type": "integer", "minimum": least })
}

fn severity() -> Value {
    one_of(&Severity::ALL.map(Severity::name))
}

pub(in crate::output) fn one_of(names: &[&str]) -> Value {
    json!({ "enum": names })
}

fn nullable(names: &[Value]) -> Value {
    let names: Vec<&Value> = names.iter().chain([&Value::Null]).collect();
    json!({ "enum": names })
}

pub(in crate::output) fn list(items: &Value) -> Value {
    json!({ "type": "array", "items": items })
}

pub(in crate::output) fn refer(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

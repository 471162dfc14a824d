//! The JSON schema of `hegao.toml`, for completion and explanations in editors.

use serde_json::{Map, Value, json};

use crate::config::accepted::KINDS;
use crate::config::file::Level;
use crate::diagnostic::Severity;
use crate::language::Language;
use crate::rule::Rule;
use crate::words::CLASSES;

/// The schema, in draft 2020-12. It lists every rule in `rules`, and the options of each.
pub fn schema(rules: &[Rule], language: Language) -> Value {
    let mut properties = shared(rules, language);
    let own = [
        (
            "extends",
            json!({ "type": "string" }),
            ["这里没有写的以哪个文件为准", "the file that holds where this one is silent"],
        ),
        ("include", strings(), ["检查文件夹时另外要查的文件", "globs of further files to check in folders"]),
        ("exclude", strings(), ["检查文件夹时不查的文件", "globs of files to pass over in folders"]),
        ("packs", strings(), ["本单位自己的规则：文件夹或文件", "folders or files of your own rules"]),
        ("lang", one_of(&["zh", "en"]), ["用哪种语言报告", "the language of reports"]),
    ];
    for (name, shape, [chinese, english]) in own {
        properties.insert(name.to_owned(), described(shape, language.pick(chinese, english)));
    }
    let sets = language.pick("哪些文稿是一套，每个通配符一套", "globs of papers that are a set each");
    properties.insert("together".to_owned(), described(strings(), sets));
    let accepted = language
        .pick("基线文件：里面记下的问题不报", "the baseline: findings that it knows are not reported");
    properties.insert("baseline".to_owned(), described(json!({ "type": "string" }), accepted));
    let mut some = shared(rules, language);
    some.insert(
        "files".to_owned(),
        described(strings(), language.pick("哪些文件", "globs of the files it holds for")),
    );
    let mut some = object(&some);
    some["required"] = json!(["files"]);
    let overrides = json!({ "type": "array", "items": some });
    properties.insert(
        "overrides".to_owned(),
        described(overrides, language.pick("只对一部分文件的设置", "settings for some files")),
    );
    properties.insert("ignore".to_owned(), ignores(language));
    properties.insert("accept".to_owned(), accepts(language));
    properties.insert("events".to_owned(), events(language));
    let mut schema = object(&properties);
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!("hegao.toml");
    schema
}

/// Schema of the `[limits]` table.
fn limits(language: Language) -> Value {
    let size = json!({ "type": ["string", "integer"], "pattern": "^[0-9]+[KMGkmg]?$", "minimum": 1, "default": "256M" });
    let findings = json!({ "type": "integer", "minimum": 0, "default": 100_000 });
    let longest = language.pick("再大的文件不读，如 256M", "files that are larger are not read, as 256M");
    let most = language
        .pick("一个文件最多列出几处；0 为全部", "findings of a file that are listed at most; 0 for all");
    let rows = [("file-size", described(size, longest)), ("findings", described(findings, most))];
    let shapes = rows.map(|(name, shape)| (name.to_owned(), shape));
    let words = language.pick("读多少、列多少", "how much is read and listed");
    described(object(&shapes.into_iter().collect()), words)
}

/// Schema of the `[[events]]` tables.
fn events(language: Language) -> Value {
    let text = json!({ "type": "string" });
    let day = json!({ "type": "string", "format": "date" });
    let year = json!({ "type": "integer", "minimum": 1, "maximum": 2200 });
    let yes = json!({ "type": "boolean" });
    let called = language.pick("名称，写在“N周年”“第N个”前后的", "its name, as beside N周年 or behind 第N个");
    let every = language.pick(
        "是不是每年一次，时间写第一次的",
        "true if it comes every year; its date is that of the first time",
    );
    let names = [
        ("name", described(text, called)),
        ("aliases", described(strings(), language.pick("别的叫法", "other words for it"))),
        ("yearly", described(yes, every)),
    ];
    let days = [
        ("date", described(day.clone(), language.pick("哪一天", "its day"))),
        ("first", described(day.clone(), language.pick("第一天", "its first day"))),
        ("last", described(day, language.pick("最后一天", "its last day"))),
        ("year", described(year, language.pick("哪一年", "its year"))),
    ];
    let rows = names.into_iter().chain(days).map(|(name, shape)| (name.to_owned(), shape));
    let mut one = object(&rows.collect());
    one["required"] = json!(["name"]);
    let words = language.pick("本单位的大事和节日", "events and yearly days of your own");
    described(json!({ "type": "array", "items": one, "maxItems": 100 }), words)
}

/// Schema of the `[[ignore]]` tables.
fn ignores(language: Language) -> Value {
    let text = json!({ "type": "string" });
    let rows = [
        ("rule", language.pick("规则或类别", "a rule or a family")),
        ("file", language.pick("哪个文件，可以用通配符", "the file, or a glob")),
        ("text", language.pick("原文里的字", "words of the document")),
        ("reason", language.pick("为什么在这里是对的", "why it is right here")),
        ("expires", language.pick("最后一天，如 2026-12-31", "the last day, as 2026-12-31")),
    ];
    let shapes = rows.map(|(name, words)| (name.to_owned(), described(text.clone(), words)));
    let mut one = object(&shapes.into_iter().collect());
    one["required"] = json!(["rule", "reason"]);
    let words = language.pick("在这里是对的，不要报", "findings that are right here");
    described(json!({ "type": "array", "items": one }), words)
}

/// Schema of the `[[accept]]` tables.
fn accepts(language: Language) -> Value {
    let text = json!({ "type": "string" });
    let rows = [
        ("file", text.clone(), language.pick("哪个文件，可以用通配符", "the file, or a glob")),
        (
            "kind",
            one_of(&KINDS),
            language.pick(
                "怎样读不成，同 json 报告的 kind",
                "why it cannot be read, as `kind` of the json report",
            ),
        ),
        ("reason", text.clone(), language.pick("为什么读不成也可以", "why it need not be read")),
        ("expires", text, language.pick("最后一天，如 2026-12-31", "the last day, as 2026-12-31")),
    ];
    let shapes = rows.map(|(name, shape, words)| (name.to_owned(), described(shape, words)));
    let mut one = object(&shapes.into_iter().collect());
    one["required"] = json!(["file", "kind", "reason"]);
    let words = language.pick("读不成也可以的文件", "files that cannot be read and need not be");
    described(json!({ "type": "array", "items": one }), words)
}

/// Schemas of the keys that are allowed both at the top level and in `[[overrides]]` tables.
fn shared(rules: &[Rule], language: Language) -> Map<String, Value> {
    let level = one_of(&Level::ALL.map(Level::name));
    let mut levels = Map::new();
    let mut options = Map::new();
    for rule in rules {
        let words = rule.wording(language);
        let family = language.pick("这一类的全部规则", "every rule of the family");
        levels.entry(rule.id.family().to_owned()).or_insert_with(|| described(level.clone(), family));
        levels.insert(rule.id.to_string(), described(level.clone(), &words.title));
        let Some(known) = rule.options() else { continue };
        let mut shapes = Map::new();
        for (name, default) in &known {
            let mut shape = shape(default);
            shape["default"] = json!(default);
            let text = words.options.get(name).map_or("", AsRef::as_ref);
            shapes.insert(name.clone(), described(shape, text));
        }
        options.insert(rule.id.to_string(), object(&shapes));
    }
    let words = |rows: &[(&str, &str)]| {
        let shapes = rows.iter().map(|(name, text)| ((*name).to_owned(), described(strings(), text)));
        object(&shapes.collect())
    };
    let blanks = [
        ("allow", language.pick("看着像占位符，其实不是", "no blanks, though they look like some")),
        ("masks", language.pick("看着不像，其实没填", "blanks, though they do not look like some")),
    ];
    let terms = [("terms", language.pick("带数的固定提法", "fixed terms with a number that counts nothing"))];
    let today = json!({ "type": "string", "pattern": "^(off|\\d{4}-\\d{2}-\\d{2})$" });
    let fail_on = language.pick("从哪一级起退出码为 1", "the severity that fails a run");
    let now = language.pick("“现在”指哪一天", "what “now” means, or off");
    [
        ("rules", object(&levels)),
        ("options", object(&options)),
        ("placeholder", words(&blanks)),
        ("count", words(&terms)),
        ("words", word_classes(language)),
        ("today", described(today, now)),
        ("limits", limits(language)),
        ("fail-on", described(one_of(&Severity::ALL.map(Severity::name)), fail_on)),
    ]
    .into_iter()
    .map(|(name, shape)| (name.to_owned(), shape))
    .collect()
}

/// Schema of the `[words]` table: a list of words for each class.
fn word_classes(language: Language) -> Value {
    let shapes = CLASSES
        .iter()
        .map(|class| (class.id.to_owned(), described(strings(), language.pick(class.zh, class.en))));
    described(object(&shapes.collect()), language.pick("给词类加词", "words to add to classes"))
}

fn shape(default: &toml::Value) -> Value {
    match default {
        toml::Value::Integer(_) => json!({ "type": "integer", "minimum": 0 }),
        toml::Value::Boolean(_) => json!({ "type": "boolean" }),
        toml::Value::Float(_) => json!({ "type": "number" }),
        toml::Value::Array(_) => strings(),
        _ => json!({ "type": "string" }),
    }
}

fn strings() -> Value {
    json!({ "type": "array", "items": { "type": "string" } })
}

fn one_of(names: &[&str]) -> Value {
    json!({ "enum": names })
}

fn object(properties: &Map<String, Value>) -> Value {
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

fn described(mut shape: Value, text: &str) -> Value {
    shape["description"] = json!(text);
    shape
}

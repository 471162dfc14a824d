//! The JSON Schema of `hegao explain --json`.

use serde_json::{Value, json};

use crate::diagnostic::Severity;
use crate::fix::Safety;
use crate::language::Language;
use crate::output::explained::SCHEMA_VERSION;
use crate::output::formats::json::schema::{DRAFT, Defs, Keys, list, one_of, refer, text};

/// The schema of the output, with descriptions in `language`.
pub fn schema(language: Language) -> Value {
    let defs = Defs { language };
    let rules = || Keys::default().always("rules", list(&refer("listed")), "有哪些规则", "its rules");
    let about = || Keys::default().always("about", text(), "说明", "what it is about");
    let family = names().sometimes(
        "about",
        text(),
        "说明；自己写的类别没有",
        "what it is about; not of families of an office",
    );
    let exit =
        Keys::default().always("exit_code", text(), "与退出码的关系", "what it means for the exit code");
    let words = Keys::default().always("words", list(&text()), "词", "its words");
    let classes = Keys::default().always("name", text(), "名字", "the name");
    let topics = [
        begin("rule").and(rule_keys()),
        begin("family").and(family).and(rules()),
        begin("severity").and(names()).and(about()).and(exit).and(rules()),
        begin("class").and(class_keys()).and(words),
        begin("words").and(classes).always(
            "classes",
            list(&refer("class")),
            "全部词类",
            "all classes of words",
        ),
    ];
    let topics = topics.map(|keys| defs.object(&keys));
    let parts = [
        ("family", names()),
        ("listed", listed_keys()),
        ("class", class_keys()),
        ("option", option_keys()),
        ("example", example_keys()),
    ];
    let parts = parts.map(|(name, keys)| (name.to_owned(), defs.object(&keys)));
    json!({
        "$schema": DRAFT,
        "title": "hegao explain --json",
        "oneOf": topics,
        "$defs": parts.into_iter().collect::<serde_json::Map<_, _>>(),
    })
}

fn begin(kind: &str) -> Keys {
    Keys::default()
        .always(
            "schema_version",
            json!({ "const": SCHEMA_VERSION }),
            "格式的版本；只在不兼容时增加",
            "the version of the shapes; it grows only where readers would break",
        )
        .always("kind", json!({ "const": kind }), "解释的是什么", "what is explained")
}

fn rule_keys() -> Keys {
    let fixes = [Safety::Safe, Safety::Unsafe, Safety::ShowOnly].map(|safety| json!(safety));
    let fixes: Vec<&Value> = fixes.iter().chain([&Value::Null]).collect();
    let maybe = || json!({ "type": ["string", "null"] });
    Keys::default()
        .always("name", text(), "规则，类别/毛病", "its id, `family/fault`")
        .always("family", refer("family"), "类别", "its family")
        .always("severity", severity(), "级别", "its severity")
        .always("default", json!({ "type": "boolean" }), "默认是否使用", "true if it runs by default")
        .always(
            "fix",
            json!({ "enum": fixes }),
            "附的改法是否稳妥；没有改法是 null",
            "how safe its fixes are; null if it has none",
        )
        .always("source", maybe(), "依据", "the standard that it rests on")
        .always("title", text(), "标题", "its title")
        .always("why", text(), "为什么", "why it is wrong")
        .always("help", maybe(), "怎么办", "what to do")
        .always("options", list(&refer("option")), "选项", "its options")
        .always(
            "bad",
            list(&refer("example")),
            "会报告的例子，报告的地方在 ⟦⟧ 里",
            "examples that are reported, each place between ⟦ and ⟧",
        )
        .always("good", list(&refer("example")), "不会报告的例子", "examples that are not reported")
}

/// The keys of an object with a name for programs and display names in Chinese and in English.
fn names() -> Keys {
    Keys::default()
        .always("name", text(), "名字", "the name")
        .always("zh", text(), "中文怎样叫", "what it is called in Chinese")
        .always("en", text(), "英文怎样叫", "what it is called in English")
}

fn listed_keys() -> Keys {
    Keys::default()
        .always("name", text(), "规则", "the id of the rule")
        .always("severity", severity(), "级别", "its severity")
        .always("default", json!({ "type": "boolean" }), "默认是否使用", "true if it runs by default")
        .always("title", text(), "标题", "its title")
}

fn class_keys() -> Keys {
    let keys = Keys::default().always("name", text(), "词类", "the name of the class");
    keys.always("about", text(), "说明", "what belongs in it")
}

fn option_keys() -> Keys {
    let value = json!({ "type": ["string", "number", "integer", "boolean", "array"], "items": {} });
    Keys::default()
        .always("name", text(), "选项", "its name")
        .always("about", text(), "说明", "what it is about")
        .always("default", value, "默认值", "its default value")
}

fn example_keys() -> Keys {
    Keys::default()
        .always("text", text(), "文稿", "the document")
        .sometimes(
            "beside",
            text(),
            "同一次检查里在它之前读到的文稿",
            "a document of the same run that is read before",
        )
        .sometimes("previous", text(), "上一年的文稿", "the document of the year before")
        .sometimes("fixed", text(), "改好之后", "what the fixes make of it")
}

fn severity() -> Value {
    one_of(&Severity::ALL.map(Severity::name))
}

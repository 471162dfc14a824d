//! The JSON Schema of `hegao outline --format json`.

use serde_json::{Value, json};

use crate::document::source::Format;
use crate::facts::kind::DocumentKind;
use crate::language::Language;
use crate::output::formats::json::schema::{DRAFT, Defs, Keys, count, list, one_of, refer, text};
use crate::output::outline::SCHEMA_VERSION;
use crate::output::outline::dates::{place_names, sources};

/// The schema of the output, with descriptions in `language`.
pub fn schema(language: Language) -> Value {
    let defs = Defs { language };
    let kinds = DocumentKind::ALL.map(DocumentKind::name);
    let kind = json!({ "oneOf": [one_of(&kinds), { "type": "null" }] });
    let keys = Keys::default()
        .always(
            "schema_version",
            json!({ "const": SCHEMA_VERSION }),
            "格式的版本；只在不兼容时增加",
            "the version of the shapes; it grows only where readers would break",
        )
        .path()
        .always("format", one_of(&Format::ALL.map(Format::name)), "文件格式", "the format of the file")
        .always("kind", kind, "文种；看不出来的是 null", "the kind of document; null if it is not known")
        .always(
            "date",
            json!({ "oneOf": [day(), { "type": "null" }] }),
            "文稿自己的日期；没有就是 null",
            "the document's own date; null if it has none",
        )
        .always(
            "own_dates",
            list(&refer("own_date")),
            "文稿写明的自己的日期，最可靠的在前",
            "dates that the document gives itself, its own first",
        )
        .always("dates", list(&refer("date")), "正文里的日期，按位置", "dates of the text, by place")
        .always("entries", list(&refer("entry")), "分篇、标题、条目", "parts, headings and items");
    let own = [
        ("own_date", own_date_keys()),
        ("date", date_keys()),
        ("inherited", inherited_keys()),
        ("entry", entry_keys()),
    ];
    let mut schema = defs.object(&keys);
    schema["$schema"] = json!(DRAFT);
    schema["title"] = json!("hegao outline --format json");
    schema["$defs"] = defs.named(own.into_iter().chain(Defs::shared()));
    schema
}

fn day() -> Value {
    json!({ "type": "string", "format": "date" })
}

fn own_date_keys() -> Keys {
    Keys::default()
        .always(
            "place",
            one_of(&place_names()),
            "写在哪里：头部信息、落款、题下",
            "where it is: in the front matter, as the signature, under the title",
        )
        .always("date", day(), "哪一天", "the day")
        .sometimes(
            "location",
            refer("location"),
            "在哪里；只写正文里的",
            "where it is; only if it stands in the text",
        )
}

fn date_keys() -> Keys {
    Keys::default()
        .always("text", text(), "原文", "as written")
        .always("location", refer("location"), "在哪里", "where it is")
        .sometimes("first", day(), "第一天；知道才写", "its first day; only if it is known")
        .sometimes("last", day(), "最后一天；知道才写", "its last day; only if it is known")
        .sometimes(
            "inherited",
            list(&refer("inherited")),
            "从别处得来的部分；有才写",
            "what it took from other places; only if there is something",
        )
}

fn inherited_keys() -> Keys {
    Keys::default()
        .always("part", one_of(&["year", "month"]), "年还是月", "the year or the month")
        .always("value", count(0), "是多少", "its value")
        .always("from", one_of(&sources()), "从哪里得来", "where it comes from")
        .sometimes(
            "location",
            refer("location"),
            "说它的地方；只写正文里的",
            "the place that says it; only if it stands in the text",
        )
}

fn entry_keys() -> Keys {
    let kinds = ["part", "attachment", "contents", "heading", "item"];
    Keys::default()
        .always("kind", one_of(&kinds), "是什么", "what it is")
        .always("text", text(), "原文", "as written")
        .always("location", refer("location"), "在哪里", "where it is")
        .sometimes("level", count(1), "标题的级别", "the level of a heading")
        .sometimes("mark", text(), "条目的序号", "the mark of an item")
        .sometimes("family", text(), "序号的写法", "the form of the mark")
        .sometimes("ordinal", count(0), "序号是第几", "the number that the mark stands for")
        .sometimes("listed", count(0), "目录有几条", "how many entries contents have")
        .sometimes("children", list(&refer("entry")), "下一级", "entries under it")
}

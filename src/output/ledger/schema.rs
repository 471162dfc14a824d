//! The JSON Schema of `hegao figures --format json`.

use serde_json::{Value, json};

use crate::document::source::Format;
use crate::facts::figure::ledger::Tick;
use crate::facts::figure::relations::reading::FigureReading;
use crate::language::Language;
use crate::output::formats::json::schema::{
    DRAFT, Defs, Keys, count, figures_keys, list, one_of, refer, text,
};
use crate::output::ledger::json::{SCHEMA_VERSION, tick};

/// The schema of the output, with descriptions in `language`.
pub fn schema(language: Language) -> Value {
    let defs = Defs { language };
    let file = Keys::default()
        .path()
        .always("format", one_of(&Format::ALL.map(Format::name)), "文件格式", "the format of the file")
        .always("figures", refer("figures"), "核对了哪些数字", "which figures were compared")
        .always(
            "passages",
            list(&refer("passage")),
            "有数字的句子和表格，按位置",
            "sentences and tables with figures, by place",
        );
    let failed =
        Keys::default().path().always("error", refer("error"), "为什么没有读成", "why it could not be read");
    let files = json!({ "oneOf": [defs.object(&file), defs.object(&failed)] });
    let version = json!({ "const": SCHEMA_VERSION });
    let keys = Keys::default()
        .always(
            "schema_version",
            version,
            "格式的版本；只在不兼容时增加",
            "the version of the shapes; it grows only where readers would break",
        )
        .always("files", list(&files), "逐个文件", "file by file")
        .always("summary", refer("summary"), "总数", "counts over the run");
    let own = [
        ("passage", passage_keys()),
        ("ticked", figure_keys()),
        ("relation", relation_keys()),
        ("operand", operand_keys()),
        ("place", place_keys()),
        ("summary", summary_keys()),
    ];
    let mut schema = defs.object(&keys);
    schema["$schema"] = json!(DRAFT);
    schema["title"] = json!("hegao figures --format json");
    schema["$defs"] = defs.named(own.into_iter().chain(Defs::shared()));
    schema
}

fn passage_keys() -> Keys {
    Keys::default()
        .always("kind", one_of(&["sentence", "table"]), "句子还是表格", "a sentence or a table")
        .always("location", refer("location"), "在哪里", "where it is")
        .always("figures", list(&refer("ticked")), "其中的数字，按位置", "its figures, by place")
        .always(
            "relations",
            list(&refer("relation")),
            "应当得出的数字在这里的关系",
            "relations of which the figure that follows stands here",
        )
}

fn figure_keys() -> Keys {
    let ticks = [Tick::Wrong, Tick::Holds, Tick::Open].map(tick);
    place_keys().always(
        "tick",
        one_of(&ticks),
        "holds：与别的数字相符；wrong：不符；open：没有可以比较的数字",
        "holds: agrees with other figures; wrong: does not; open: nothing to compare with",
    )
}

fn relation_keys() -> Keys {
    let readings: Vec<&str> = FigureReading::ALL.iter().map(|reading| reading.id()).collect();
    Keys::default()
        .always("reading", one_of(&readings), "按什么读的", "how the figures were read")
        .always("name", text(), "这种读法的名称", "what this reading is called")
        .always("holds", json!({ "type": "boolean" }), "是否相符", "whether it holds")
        .always(
            "formula",
            text(),
            "怎么算的；只比较时为空",
            "the reckoning; empty where figures are only compared",
        )
        .always(
            "computed",
            text(),
            "算出来是多少；只比较时为空",
            "what comes of it; empty where figures are only compared",
        )
        .always(
            "stated",
            refer("place"),
            "应当由别的数字得出的那个",
            "the figure that follows from the others",
        )
        .always("operands", list(&refer("operand")), "别的数字", "the others")
}

fn operand_keys() -> Keys {
    place_keys().always(
        "label",
        text(),
        "在关系里是什么，如 part、whole",
        "what it is in the relation, as part, whole",
    )
}

fn place_keys() -> Keys {
    Keys::default().always("text", text(), "原文", "as written").always(
        "location",
        refer("location"),
        "在哪里",
        "where it is",
    )
}

fn summary_keys() -> Keys {
    Keys::default()
        .always("files", count(0), "几个文件", "files")
        .always("unreadable", count(0), "几个没有读成", "files that could not be read")
        .and(figures_keys())
}

//! What the readers of TOML and JSON say, in Chinese: “unknown field `x`, expected `y`”. They have no codes, so their sentences are told
//! apart by how they begin; one that is not known is said in general.

use crate::rule::nearest::nearest;
use crate::rule::said::Said;

/// Sentences of the readers and of rule files (`expecting`), by their beginnings.
const SENTENCES: [(&str, &str); 47] = [
    ("duplicate key", "同一个键写了两次"),
    ("duplicate field", "同一个键写了两次"),
    ("cannot extend value", "前面已经给了它一个值，不能再往里加"),
    ("extra comma", "多了一个逗号"),
    ("missing comma", "两项之间缺逗号"),
    ("extra assignment", "多了一个等号"),
    ("extra `=`", "多了一个等号"),
    ("unexpected `=`", "方括号里不能用等号"),
    ("missing assignment", "键和值之间缺等号"),
    ("key with no value", "这个键没有写等号和值"),
    ("missing value", "等号后面没有值"),
    ("missing key", "等号前面没有键"),
    ("unquoted keys cannot be empty", "等号前面没有键"),
    ("invalid unquoted key", "键里有汉字或符号，要放在引号里"),
    ("keys cannot be multi-line", "键不能写成几行"),
    ("invalid key-value pair", "这里要写「键 = 值」"),
    ("unexpected key or value", "一行里只能写一个「键 = 值」"),
    ("unexpected content", "这里多了东西"),
    ("invalid inline table element", "花括号里要写「键 = 值」"),
    ("unclosed inline table", "花括号没有合上"),
    ("unclosed array", "方括号没有合上"),
    ("unclosed table", "方括号没有合上"),
    ("missing table open", "少了左方括号"),
    ("missing array opening", "少了左方括号"),
    ("missing inline table opening", "少了左花括号"),
    ("string values must be quoted", "等号后面没有值，或者文字没有放在引号里"),
    ("missing opening quote", "少了开头的引号"),
    ("invalid basic string", "引号没有合上，或者反斜杠后面的字不对"),
    ("invalid literal string", "引号没有合上"),
    ("invalid multi-line", "三个引号的文字没有合上"),
    ("missing escaped value", "反斜杠后面的字不对；不要转义就用单引号"),
    ("too few unicode value digits", "\\u 后面要写四位编号，\\U 后面八位"),
    ("carriage return must be followed", "有单独的回车符"),
    ("invalid comment character", "注释里有控制字符"),
    ("missing comment start", "注释要用 # 开头"),
    ("unexpected leading zero", "数字前面不能有 0"),
    ("unexpected sign", "这里不能有正负号"),
    ("redundant", "数字前面的符号写重了"),
    ("integers with a radix", "十六进制之类的数不能有正负号"),
    ("radix must be lowercase", "0x、0o、0b 要小写"),
    ("`_` may only go between digits", "下划线只能写在两个数字之间"),
    ("invalid date", "没有这个日期"),
    ("invalid time", "没有这个时刻"),
    ("invalid value", "这个值写得不对：文字要放在引号里"),
    ("a word in quotation marks", "这里要写一个放在引号里的词，几个词写成 [\"…\", \"…\"]"),
    ("a number of characters", "这里要写多少个字，或者 \"sentence\"、\"paragraph\""),
    ("what to write instead", "这里要写改成什么：\"…\" 或者 [\"…\", \"…\"]；\"\" 是只报告、不改"),
];

/// Names of types, and what they are in Chinese.
const TYPES: [(&str, &str); 27] = [
    ("string or table", "字符串或表"),
    ("string", "字符串"),
    ("a string", "字符串"),
    ("a borrowed string", "字符串"),
    ("identifier", "字符串"),
    ("character", "字符串"),
    ("integer", "整数"),
    ("an integer", "整数"),
    ("floating point", "小数"),
    ("boolean", "真假值（true 或 false）"),
    ("a boolean", "真假值（true 或 false）"),
    ("sequence", "数组"),
    ("a sequence", "数组"),
    ("map", "表"),
    ("a map", "表"),
    ("struct", "表"),
    ("enum", "表"),
    ("datetime", "日期"),
    ("a datetime", "日期"),
    ("unit", "空"),
    ("null", "空"),
    ("u8", "整数"),
    ("u32", "整数"),
    ("u64", "整数"),
    ("usize", "整数"),
    ("i64", "整数"),
    ("a nonzero", "大于 0 的整数"),
];

/// What a reader says, with a guess at what was meant.
pub fn said(message: &str) -> Said {
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let names = quoted.get(1..).unwrap_or_default();
    let guess = quoted.first().and_then(|unknown| nearest(unknown, names.iter().copied()));
    let guess = guess.map(|name| format!("是不是「{name}」？"));
    let first = quoted.first().copied().unwrap_or_default();
    let said = if message.starts_with("unknown field") {
        match names {
            [] => format!("没有「{first}」这个键"),
            names => format!("没有「{first}」这个键，可以写：{}", names.join("、")),
        }
    } else if message.starts_with("unknown variant") {
        format!("这里不能写「{first}」，可以写：{}", names.join("、"))
    } else if let Some(types) = message.strip_prefix("invalid type: ") {
        types_of("类型不对", types)
    } else if let Some(values) = message.strip_prefix("invalid value: ") {
        types_of("值不对", values)
    } else if let Some(wanted) = message.strip_prefix("wanted ") {
        kind(wanted).map_or_else(|| "类型不对".to_owned(), |wanted| format!("类型不对：这里应当是{wanted}"))
    } else if message.starts_with("missing field") {
        format!("缺少「{first}」")
    } else if message.starts_with("invalid length") {
        "项数不对".to_owned()
    } else if let Some((_, known)) = SENTENCES.iter().find(|(english, _)| message.starts_with(english)) {
        (*known).to_owned()
    } else {
        let help = "核对前后的引号、括号和等号，文字要放在引号里。";
        return Said::new("写法不对，读不懂".to_owned()).help(help);
    };
    Said::new(said).maybe(guess)
}

/// `string "a", expected u32` in Chinese, as far as the types are known.
fn types_of(head: &str, types: &str) -> String {
    let (found, wanted) = types.rsplit_once(", expected ").unwrap_or((types, ""));
    match (kind(found), kind(wanted)) {
        (Some(found), Some(wanted)) if found != wanted => format!("{head}：这里是{found}，应当是{wanted}"),
        (_, Some(wanted)) => format!("{head}：这里应当是{wanted}"),
        (Some(found), None) => format!("{head}：这里不能是{found}"),
        (None, None) => head.to_owned(),
    }
}

/// The name of a type, which may be followed by a value or a name.
fn kind(name: &str) -> Option<&'static str> {
    let is_it = |english: &str| {
        let rest = name.strip_prefix(english);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ',']))
    };
    TYPES.iter().find(|(english, _)| is_it(english)).map(|(_, chinese)| *chinese)
}

#[cfg(test)]
mod tests {
    use super::said;

    fn words<T: serde::de::DeserializeOwned>(toml: &str) -> String {
        match toml::from_str::<T>(toml) {
            Ok(_) => String::new(),
            Err(error) => said(error.message()).message,
        }
    }

    #[test]
    fn every_mistake_of_syntax_has_chinese_words() {
        let rows = [
            ("a = 1\na = 2", "两次"),
            ("a = ['x' 'y']", "缺逗号"),
            ("a = [1,,2]", "多了一个逗号"),
            ("a = {b = 1,, c = 2}", "多了一个逗号"),
            ("a = [1", "方括号没有合上"),
            ("a = {b = 1", "花括号没有合上"),
            ("[a", "方括号没有合上"),
            ("a = 甲", "引号"),
            ("a = 'x", "引号没有合上"),
            ("a = \"x", "引号没有合上"),
            ("a = \"\\q\"", "反斜杠"),
            ("甲 = 1", "引号里"),
            ("= 1", "没有键"),
            ("a =", "没有值"),
            ("a", "没有写等号"),
            ("a = 1 b = 2", "一行里只能写一个"),
            ("a == 1", "等号"),
            ("a = 01", "不能有 0"),
            ("a = 1\na.b = 2", "前面已经给了它一个值"),
        ];
        for (toml, part) in rows {
            let words = words::<toml::Table>(toml);
            assert!(words.contains(part), "{toml:?}: {words} {:?}", toml::from_str::<toml::Table>(toml));
        }
    }

    #[test]
    fn types_have_chinese_names() {
        #[derive(serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Wanted {
            #[serde(rename = "a")]
            _a: Option<u8>,
            #[serde(rename = "b")]
            _b: Option<Vec<String>>,
        }
        assert_eq!(words::<Wanted>("a = 'x'"), "类型不对：这里是字符串，应当是整数");
        assert_eq!(words::<Wanted>("a = 300"), "值不对：这里应当是整数");
        assert_eq!(words::<Wanted>("b = 1"), "类型不对：这里是整数，应当是数组");
        assert_eq!(words::<Wanted>("b = [1.5]"), "类型不对：这里是小数，应当是字符串");
        assert_eq!(words::<Wanted>("c = 1"), "没有「c」这个键，可以写：a、b");
        assert_eq!(said("something new").message, "写法不对，读不懂");
    }
}

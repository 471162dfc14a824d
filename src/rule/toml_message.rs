//! Translates error messages of the TOML and JSON readers to Chinese, such as “unknown field `x`,
//! expected `y`”. These errors have no codes, so messages are recognised by their beginnings. An
//! unknown message gets a general translation.

use crate::rule::mistake_text::MistakeText;
use crate::rule::nearest::nearest;

/// Beginnings of messages (of the readers, and of `expecting` in rule files) with their
/// translations. The list is only parsed when a message is translated.
const SENTENCES: &str = include_str!("toml_sentences.txt");

/// English names of types with their Chinese translations.
const TYPES: &str = include_str!("toml_types.txt");

/// Parses a list with one pair `english → chinese` on each line. `#` begins a comment.
fn pairs(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    file.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(" → "))
}

/// Translates a message to Chinese. If it lists known names, adds the most similar one as a
/// suggestion.
pub fn said(message: &str) -> MistakeText {
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
    } else if let Some((_, known)) = pairs(SENTENCES).find(|(english, _)| message.starts_with(english)) {
        known.to_owned()
    } else {
        let help = "核对前后的引号、括号和等号，文字要放在引号里。";
        return MistakeText::new("写法不对，读不懂".to_owned()).help(help);
    };
    MistakeText::new(said).maybe(guess)
}

/// Translates the end of a message such as `string "a", expected u32`, as far as its types are
/// known.
fn types_of(head: &str, types: &str) -> String {
    let (found, wanted) = types.rsplit_once(", expected ").unwrap_or((types, ""));
    match (kind(found), kind(wanted)) {
        (Some(found), Some(wanted)) if found != wanted => format!("{head}：这里是{found}，应当是{wanted}"),
        (_, Some(wanted)) => format!("{head}：这里应当是{wanted}"),
        (Some(found), None) => format!("{head}：这里不能是{found}"),
        (None, None) => head.to_owned(),
    }
}

/// Translates the English name of a type, which may be followed by a value or a name.
fn kind(name: &str) -> Option<&'static str> {
    let is_it = |english: &str| {
        let rest = name.strip_prefix(english);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ',']))
    };
    pairs(TYPES).find(|(english, _)| is_it(english)).map(|(_, chinese)| chinese)
}

#[cfg(test)]
mod tests {
    use super::{SENTENCES, TYPES, pairs, said};

    fn words<T: serde::de::DeserializeOwned>(toml: &str) -> String {
        match toml::from_str::<T>(toml) {
            Ok(_) => String::new(),
            Err(error) => said(error.message()).message,
        }
    }

    #[test]
    fn every_line_of_the_files_is_a_pair() {
        for file in [SENTENCES, TYPES] {
            let lines = file.lines().filter(|line| !line.starts_with('#')).count();
            assert_eq!(pairs(file).count(), lines);
            assert!(pairs(file).all(|(english, chinese)| english.is_ascii() && !chinese.is_empty()));
        }
    }

    #[test]
    fn a_beginning_comes_before_those_that_begin_it() {
        for file in [SENTENCES, TYPES] {
            let english: Vec<&str> = pairs(file).map(|(english, _)| english).collect();
            for (at, one) in english.iter().enumerate() {
                let hides = |later: &&&str| later.strip_prefix(one).is_some_and(|rest| rest.starts_with(' '));
                assert_eq!(english[at + 1..].iter().find(hides), None, "{one}");
            }
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

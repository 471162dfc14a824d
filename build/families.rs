//! `rules/families.toml`: the families of rules, each with its Chinese label and a description in
//! both languages.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use toml::{Table, Value};

use crate::Failure;
use crate::rules::Rule;

/// Keys of each family in the file, all required: the Chinese label, and the description in Chinese
/// and in English.
const KEYS: [&str; 3] = ["word", "zh", "en"];

/// Generates the source code of the table of families, sorted by name.
///
/// # Errors
/// If the file does not contain exactly the families that have rules, or a family has other keys
/// than `KEYS`.
pub(crate) fn table(path: &Path, rules: &[Rule]) -> Result<String, Failure> {
    let wrong = |what: &str| Failure::from(format!("{}: {what}", path.display()));
    let families: Table = fs::read_to_string(path)?.parse().map_err(|error| wrong(&format!("{error}")))?;
    let with_rules: BTreeSet<&str> = rules.iter().map(|rule| rule.family.as_str()).collect();
    if let Some(family) = with_rules.iter().find(|family| !families.contains_key(**family)) {
        return Err(wrong(&format!("rules/{family} has rules, and there is no [{family}]")));
    }
    let mut text = "/// All families, in the order of their names.\n".to_owned();
    writeln!(text, "pub const FAMILIES: [Family; {}] = [", with_rules.len())?;
    let mut names: Vec<&String> = families.keys().collect();
    names.sort();
    for name in names {
        if !with_rules.contains(name.as_str()) {
            return Err(wrong(&format!("[{name}] has no rules in rules/{name}")));
        }
        let [word, zh, en] = texts(&families[name]).ok_or_else(|| {
            wrong(&format!("[{name}] must have the keys {}, with texts, and no other", KEYS.join(", ")))
        })?;
        writeln!(text, "    Family {{ name: {name:?}, word: {word:?}, about: ({zh:?}, {en:?}) }},")?;
    }
    text.push_str("];\n");
    Ok(text)
}

/// Returns the Chinese labels of all families by name, as a JSON object.
pub(crate) fn words(path: &Path) -> Result<String, Failure> {
    let families: Table = fs::read_to_string(path)?.parse()?;
    let pairs =
        families.iter().filter_map(|(name, family)| Some(format!("{name:?}:{:?}", texts(family)?[0])));
    Ok(format!("{{{}}}", pairs.collect::<Vec<_>>().join(",")))
}

/// Returns the texts of `KEYS` of a family. `None` if it has other keys.
fn texts(family: &Value) -> Option<[&str; 3]> {
    let table = family.as_table().filter(|table| table.len() == KEYS.len())?;
    let [word, zh, en] = KEYS.map(|key| table.get(key).and_then(Value::as_str));
    Some([word?, zh?, en?])
}

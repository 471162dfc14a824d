//! Reads classes of words, such as all units or all verbs for meetings. Each table of
//! `rules/words/<subject>.toml` is the class `<subject>/<table>`. Words of a single rule are in the
//! `[words]` of its file.
//!
//! The words of a class are an array, or a table that assigns a number to each word: a factor in
//! quotes for units, else a whole number.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use toml::{Table, Value};

use crate::rules::Rule;
use crate::{Failure, files};

/// The classes of one file.
pub(crate) struct Subject {
    name: String,
    classes: Vec<Class>,
}

/// A class of words.
struct Class {
    name: String,
    /// Description, in Chinese and in English, of the words that belong to the class.
    about: [String; 2],
    /// Ids of classes that must not contain any of its words.
    excludes: Vec<String>,
    /// For classes of units, the dimension that they measure, such as length.
    dimension: Option<String>,
    words: Vec<String>,
    /// For classes of units, the size of each word in the base unit of the dimension. Otherwise
    /// empty.
    factors: Vec<String>,
    /// The whole number assigned to each word, such as the year of an event. Otherwise empty.
    values: Vec<u32>,
}

/// Reads all classes from the files of a folder.
pub(crate) fn read(folder: &Path) -> Result<Vec<Subject>, Failure> {
    let mut subjects = Vec::new();
    for (name, path) in files(folder, "toml")? {
        let table: Table =
            fs::read_to_string(&path)?.parse().map_err(|error| format!("{}: {error}", path.display()))?;
        let classes = table.into_iter().map(|(class, value)| {
            let wrong = |what: &str| Failure::from(format!("{}: [{class}] {what}", path.display()));
            let Value::Table(table) = value else { return Err(wrong("is no table")) };
            class_of(class.clone(), &table).map_err(|what| wrong(&what))
        });
        subjects.push(Subject { name, classes: classes.collect::<Result<_, _>>()? });
    }
    Ok(subjects)
}

fn class_of(name: String, table: &Table) -> Result<Class, String> {
    const KEYS: [&str; 5] = ["zh", "en", "excludes", "dimension", "words"];
    if let Some(key) = table.keys().find(|key| !KEYS.contains(&key.as_str())) {
        return Err(format!("has an unknown key `{key}`"));
    }
    let text = |key: &str| table.get(key).and_then(Value::as_str).map(str::to_owned);
    let about = |key: &str| text(key).ok_or_else(|| format!("does not say in `{key}` what belongs in it"));
    let (mut words, mut factors, mut values) = (Vec::new(), Vec::new(), Vec::new());
    match table.get("words") {
        Some(Value::Array(list)) => words = strings(list).ok_or("has a word that is no string")?,
        Some(Value::Table(with_numbers)) => {
            for (word, number) in with_numbers {
                words.push(word.clone());
                match number {
                    Value::String(factor) => factors.push(factor.clone()),
                    Value::Integer(value) => values.extend(u32::try_from(*value)),
                    _ => {}
                }
            }
            if factors.len() != words.len() && values.len() != words.len() {
                return Err("has a word without a decimal number in quotes or a whole number".to_owned());
            }
        }
        _ => return Err("has no `words`".to_owned()),
    }
    let mut sorted = words.clone();
    sorted.sort();
    if let Some(pair) = sorted.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(format!("has “{}” twice", pair[0]));
    }
    if sorted.first().is_none_or(String::is_empty) {
        return Err("is empty, or has an empty word".to_owned());
    }
    let excludes =
        table.get("excludes").and_then(Value::as_array).map(|list| strings(list).unwrap_or_default());
    Ok(Class {
        about: [about("zh")?, about("en")?],
        excludes: excludes.unwrap_or_default(),
        dimension: text("dimension"),
        name,
        words,
        factors,
        values,
    })
}

fn strings(list: &[Value]) -> Option<Vec<String>> {
    list.iter().map(|value| value.as_str().map(str::to_owned)).collect()
}

/// Generates the source code of all classes as statics, and a module `rules` with the words of
/// single rules as constants.
pub(crate) fn modules(subjects: &[Subject], rules: &[Rule]) -> Result<String, Failure> {
    let mut text = String::new();
    let mut names = Vec::new();
    for subject in subjects {
        names.extend(subject_module(subject, &mut text)?);
    }
    writeln!(
        text,
        "/// Every class, by subject.\npub static CLASSES: [&class::Class; {}] = [{}];",
        names.len(),
        names.join(", ")
    )?;
    text.push_str("/// Words that one rule alone uses, from the `[words]` of its file.\npub mod rules {\n");
    let mut family = "";
    for rule in rules.iter().filter(|rule| !rule.words.is_empty()) {
        if rule.family != family {
            let end = if family.is_empty() { "" } else { "    }\n" };
            writeln!(
                text,
                "{end}    /// Words of the rules of `{}`.\n    pub mod {} {{",
                rule.family, rule.family
            )?;
            family = &rule.family;
        }
        writeln!(
            text,
            "        /// Words of `{}/{}`.\n        pub mod {} {{",
            rule.family,
            rule.fault,
            rule.module()
        )?;
        for (name, value) in &rule.words {
            rule_constant(rule, name, value, &mut text)?;
        }
        text.push_str("        }\n");
    }
    text.push_str(if family.is_empty() { "}\n" } else { "    }\n}\n" });
    Ok(text)
}

/// Writes the module of one file of classes to `text`. Returns references to its statics, as source
/// code.
fn subject_module(subject: &Subject, text: &mut String) -> Result<Vec<String>, Failure> {
    let mut names = Vec::new();
    writeln!(
        text,
        "/// The classes of `rules/words/{}.toml`.\npub mod {} {{",
        subject.name,
        subject.name.replace('-', "_")
    )?;
    let has_dimensions = subject.classes.iter().any(|class| class.dimension.is_some());
    text.push_str("    use crate::text::sieve::Sieve;\n    use crate::words::class::{Class, Head};\n");
    if has_dimensions {
        text.push_str(
            "    use crate::text::char_set::CharSet;\n    use crate::words::dimension::Dimension;\n",
        );
    }
    for class in &subject.classes {
        let id = format!("{}/{}", subject.name, class.name);
        let constant = constant(&class.name);
        // Brackets would be links.
        writeln!(text, "    /// {}", class.about[1].replace('[', "\\[").replace(']', "\\]"))?;
        writeln!(text, "    pub static {constant}: Class = {};", literal(&id, class)?)?;
        names.push(format!("&{}::{constant}", subject.name.replace('-', "_")));
    }
    if has_dimensions {
        text.push_str(&units(subject)?);
    }
    text.push_str("}\n");
    Ok(names)
}

/// Writes a constant with the words of one rule to `text`.
fn rule_constant(rule: &Rule, name: &str, value: &Value, text: &mut String) -> Result<(), Failure> {
    let (kind, list) = match value {
        Value::Array(list) => {
            let list = strings(list).ok_or_else(|| format!("[words] {name}: a word is no string"))?;
            (format!("[&str; {}]", list.len()), format!("{list:?}"))
        }
        Value::String(characters) => {
            let list: Vec<char> = characters.chars().collect();
            (format!("[char; {}]", list.len()), format!("{list:?}"))
        }
        _ => {
            return Err(
                format!("{}/{}: `{name}` is neither words nor characters", rule.family, rule.fault).into()
            );
        }
    };
    writeln!(text, "            /// `{name}`.\n            pub const {}: {kind} = {list};", constant(name))?;
    Ok(())
}

/// Generates tables for the classes of units: all words in one class, used to find the longest unit
/// at a place, and the number of the class of each word.
fn units(subject: &Subject) -> Result<String, Failure> {
    let classes = || subject.classes.iter();
    let all = Class {
        name: subject.name.clone(),
        about: ["所有单位。".to_owned(), "All units.".to_owned()],
        excludes: Vec::new(),
        dimension: None,
        words: classes().flat_map(|class| class.words.clone()).collect(),
        factors: Vec::new(),
        values: Vec::new(),
    };
    let numbers = classes().enumerate().flat_map(|(at, class)| vec![at; class.words.len()]);
    let numbers: Vec<usize> = numbers.collect();
    let names: Vec<String> = classes().map(|class| format!("&{}", constant(&class.name))).collect();
    let starts: Vec<usize> =
        classes().scan(0, |next, class| Some(std::mem::replace(next, *next + class.words.len()))).collect();
    let leads: String = all.words.iter().filter_map(|word| word.chars().next()).collect();
    Ok(format!(
        "    /// The words of all classes.\n    pub(super) static ALL: Class = {};\n    /// The classes.\n    pub(super) const CLASSES: [&Class; {}] = [{}];\n    /// For each word of `ALL`, the number of its class.\n    pub(super) static CLASS_OF: [u8; {}] = {numbers:?};\n    /// For each class, the number of its first word in `ALL`.\n    pub(super) static FIRST_OF: [usize; {}] = {starts:?};\n    /// The characters that the words begin with.\n    pub(super) static FIRSTS: CharSet = CharSet::of({leads:?});\n",
        literal(&subject.name, &all)?,
        names.len(),
        names.join(", "),
        numbers.len(),
        starts.len(),
    ))
}

fn constant(name: &str) -> String {
    name.replace('-', "_").to_uppercase()
}

/// Generates the expression of a class: its words, indexes by first and by last character, and the
/// sieves that exclude most texts without a search.
fn literal(id: &str, class: &Class) -> Result<String, Failure> {
    let dimension = match &class.dimension {
        Some(name) => {
            let mut variant = name.clone();
            variant.get_mut(..1).ok_or("an empty dimension")?.make_ascii_uppercase();
            format!("Some(Dimension::{variant})")
        }
        None => "None".to_owned(),
    };
    let by_first = index(&class.words, |word| word.chars().next());
    let by_last = index(&class.words, |word| word.chars().next_back());
    Ok(format!(
        "Class {{ id: {id:?}, zh: {:?}, en: {:?}, excludes: &{:?}, dimension: {dimension}, words: &{:?}, factors: &{:?}, values: &{:?}, first_sieve: {}, only_sieve: {}, pair_sieve: {}, firsts: &{}, by_first: &{:?}, last_sieve: {}, lasts: &{}, by_last: &{:?} }}",
        class.about[0],
        class.about[1],
        class.excludes,
        class.words,
        class.factors,
        class.values,
        sieve(&class.words, |word| word.chars().next()),
        sieve(&class.words, only),
        pair_sieve(&class.words),
        by_first.0,
        by_first.1,
        sieve(&class.words, |word| word.chars().next_back()),
        by_last.0,
        by_last.1,
    ))
}

/// Generates a sieve (a small set that may also contain other characters) of the first or last
/// characters of the words.
fn sieve(words: &[String], end: impl Fn(&str) -> Option<char>) -> String {
    let codes: Vec<u32> = words.iter().filter_map(|word| end(word)).map(u32::from).collect();
    format!("Sieve::of(&{codes:?})")
}

/// Generates a sieve of the first two characters of each word that has two.
fn pair_sieve(words: &[String]) -> String {
    let pairs = words.iter().filter_map(|word| {
        let mut codes = word.chars().map(u32::from);
        Some((codes.next()?, codes.next()?))
    });
    format!("Sieve::of_pairs(&{:?})", pairs.collect::<Vec<_>>())
}

/// Returns the character of a one-character word. `None` for longer words.
fn only(word: &str) -> Option<char> {
    let mut chars = word.chars();
    chars.next().filter(|_| chars.next().is_none())
}

/// Creates an index of the words by the character that `end` returns. The result is the source code
/// of a list of characters, each with the place of its first word, and the indices of the words to
/// which the places refer. Longer words come first.
fn index(words: &[String], end: impl Fn(&str) -> Option<char>) -> (String, Vec<usize>) {
    let mut order: Vec<usize> = (0..words.len()).collect();
    order.sort_by_key(|&at| (end(&words[at]), usize::MAX - words[at].len(), at));
    let mut heads: Vec<(char, usize)> = Vec::new();
    for (at, &word) in order.iter().enumerate() {
        let character = end(&words[word]).unwrap_or_default();
        if heads.last().is_none_or(|(known, _)| *known != character) {
            heads.push((character, at));
        }
    }
    let heads: Vec<String> =
        heads.iter().map(|(c, from)| format!("Head {{ character: {c:?}, from: {from} }}")).collect();
    (format!("[{}]", heads.join(", ")), order)
}

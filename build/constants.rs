//! Generates the rules as Rust constants. They are equal to the result of loading the rule files at
//! run time (`rule::load`), so that the program parses no TOML at startup. A test in
//! `rule::built_in` checks that both give the same rules.
//!
//! Texts, severities and options become values. So do the fields of sections that are data
//! (`[terms]`, `[pattern]` …), each with its position in the file for error messages. The file
//! itself is embedded for its examples.

use std::fmt::Write;
use std::ops::Range;
use std::path::Path;

use toml::de::{DeTable, DeValue};
use toml::{Spanned, Table, Value};

use crate::Failure;
use crate::rules::Rule;

/// Keys of a rule file that are not sections. The only other key is the section that defines the
/// check.
const HEAD: [&str; 11] = [
    "severity", "default", "in-hidden-text", "unless-allowed", "unnecessary", "fix", "source", "zh", "en",
    "bad", "good",
];

/// Keys of the section `[code]`. The last three say what the check compares, and so which table of
/// checks it belongs to.
const CODE: [&str; 5] = ["options", "retired", "collection", "set", "previous"];

/// Generates the source code of the constants of all rules. `out` is the folder for copies of rule
/// files that are embedded.
///
/// # Errors
/// If a rule lacks a text, does not have exactly one section, or contains a value that cannot be a
/// constant.
pub(crate) fn table(rules: &[Rule], out: &Path) -> Result<String, Failure> {
    let mut files =
        format!("/// What the rules were made of.\nstatic FILES: [RuleFile; {}] = [\n", rules.len());
    let mut table = format!(
        "/// Every rule, in the order of their ids.\npub static RULES: [Rule; {}] = [\n",
        rules.len()
    );
    for (at, rule) in rules.iter().enumerate() {
        let path = rule.embedded(out)?;
        let name = text(&format!("{}.toml", rule.id()));
        writeln!(
            files,
            "    RuleFile {{ name: {name}, text: Cow::Borrowed(include_str!({path:?})), author: Author::BuiltIn }},"
        )?;
        let literal = literal(rule, at).map_err(|what| format!("{}: {what}", rule.path().display()))?;
        writeln!(table, "    {literal},")?;
    }
    Ok(format!("{files}];\n{table}];\n"))
}

/// Generates the expression of one rule. `at` is its index among all rules.
fn literal(rule: &Rule, at: usize) -> Result<String, String> {
    let head = rule.table();
    let truth = |key: &str| head.get(key).and_then(Value::as_bool);
    let policy = format!(
        "Policy {{ keeps_hidden: {}, drops_allowed: {}, is_unnecessary: {} }}",
        truth("in-hidden-text").unwrap_or_default(),
        truth("unless-allowed").unwrap_or_default(),
        truth("unnecessary").unwrap_or_default()
    );
    let severity = match required(head, "severity")? {
        "hint" => "Hint",
        "warning" => "Warning",
        "error" => "Error",
        other => return Err(format!("no severity is called `{other}`")),
    };
    let fix = match head.get("fix").and_then(Value::as_str) {
        Some("safe") => "Some(Safety::Safe)",
        Some("unsafe") => "Some(Safety::Unsafe)",
        Some("show-only") => "Some(Safety::ShowOnly)",
        Some(other) => return Err(format!("no fix is called `{other}`")),
        None => "None",
    };
    let wording = |key: &str| {
        let texts = head.get(key).and_then(Value::as_table).ok_or_else(|| format!("[{key}] is missing"))?;
        wording(texts).map_err(|what| format!("[{key}] {what}"))
    };
    Ok(format!(
        "Rule {{ id: RuleId::constant({:?}), severity: Severity::{severity}, is_default: {}, policy: {policy}, fix: {fix}, \
         source: {}, zh: {}, en: {}, section: {}, file: Shared::Constant(&FILES[{at}]) }}",
        rule.id(),
        truth("default").unwrap_or(true),
        optional(head, "source"),
        wording("zh")?,
        wording("en")?,
        section(rule)?,
    ))
}

/// Generates the expression of a rule's texts in one language.
fn wording(texts: &Table) -> Result<String, String> {
    let phrase = |texts: &Table| -> Result<String, String> {
        let message = text(required(texts, "message")?);
        Ok(format!("Phrase {{ message: {message}, help: {} }}", optional(texts, "help")))
    };
    let plain = |value: &Value| value.as_str().map(text).ok_or_else(|| "has a text that is none".to_owned());
    let variant = |value: &Value| phrase(value.as_table().ok_or("has a variant that is no table")?);
    Ok(format!(
        "Wording {{ title: {}, plain: {}, variants: {}, why: {}, fix: {}, labels: {}, options: {} }}",
        text(required(texts, "title")?),
        phrase(texts)?,
        by_name(texts.get("variants"), variant)?,
        text(required(texts, "why")?),
        optional(texts, "fix"),
        by_name(texts.get("labels"), plain)?,
        by_name(texts.get("options"), plain)?,
    ))
}

/// Generates the expression of the section of a rule.
fn section(rule: &Rule) -> Result<String, String> {
    let mut sections =
        rule.table().iter().filter(|(key, _)| !HEAD.contains(&key.as_str()) && *key != "words");
    let (Some((name, section)), None) = (sections.next(), sections.next()) else {
        return Err("a rule has exactly one section".to_owned());
    };
    let section = section.as_table().ok_or_else(|| format!("`{name}` is no table"))?;
    let mut kind = name.clone();
    kind.get_mut(..1).ok_or("an empty name")?.make_ascii_uppercase();
    if name == "code"
        && let Some(key) = section.keys().find(|key| !CODE.contains(&key.as_str()))
    {
        return Err(format!("[code] has an unknown key `{key}`; it may have {}", CODE.join(", ")));
    }
    let (options, retired, fields) = match name.as_str() {
        "code" => (section.get("options"), section.get("retired"), "None".to_owned()),
        "engine" => (None, None, "None".to_owned()),
        _ => (None, None, format!("Some(&[{}])", fields(rule.text(), name)?)),
    };
    let class = |value: &Value| value.as_str().map(text).ok_or_else(|| "a class has a name".to_owned());
    Ok(format!(
        "Section {{ kind: Kind::{kind}, options: {}, retired: {}, fields: {fields} }}",
        by_name(options, option)?,
        by_name(retired, class)?
    ))
}

/// Generates the expression of an option's value.
fn option(value: &Value) -> Result<String, String> {
    Ok(match value {
        Value::String(value) => format!("Value::Text({})", text(value)),
        Value::Integer(number) => format!("Value::Number({number})"),
        Value::Boolean(truth) => format!("Value::Truth({truth})"),
        Value::Array(values) => {
            let values = values.iter().map(option).collect::<Result<Vec<_>, _>>()?;
            format!("Value::List(Cow::Borrowed(&[{}]))", values.join(", "))
        }
        other => return Err(format!("an option is no {}", other.type_str())),
    })
}

/// Generates the expression of the fields of the section `name` of a file, with their positions.
fn fields(file: &str, name: &str) -> Result<String, String> {
    let table = DeTable::parse(file).map_err(|error| error.to_string())?.into_inner();
    let section = table.into_iter().find(|(key, _)| key.get_ref().as_ref() == name);
    let section = section.map(|(_, section)| section.into_inner());
    let Some(DeValue::Table(section)) = section else { return Err(format!("[{name}] is no table")) };
    let fields = section.iter().map(|(key, value)| {
        let key = placed(key.span(), &format!("{:?}", key.get_ref()));
        Ok(format!("({key}, {})", field(value)?))
    });
    Ok(fields.collect::<Result<Vec<_>, String>>()?.join(", "))
}

fn field(value: &Spanned<DeValue<'_>>) -> Result<String, String> {
    let literal = match value.get_ref() {
        DeValue::String(text) => format!("Field::Text({text:?})"),
        DeValue::Boolean(truth) => format!("Field::Truth({truth})"),
        DeValue::Integer(number) if number.radix() == 10 => format!("Field::Number({:?})", number.as_str()),
        DeValue::Array(values) => {
            let values = values.iter().map(field).collect::<Result<Vec<_>, _>>()?;
            format!("Field::List(&[{}])", values.join(", "))
        }
        other => return Err(format!("a field is no {}", other.type_str())),
    };
    Ok(placed(value.span(), &literal))
}

fn placed(at: Range<usize>, value: &str) -> String {
    format!("Placed {{ at: ({}, {}), value: {value} }}", at.start, at.end)
}

/// Generates the expression of a table of values by name, converted by `literal`. Tables of `toml`
/// are sorted by key, so the constant is sorted too.
fn by_name(
    table: Option<&Value>,
    literal: impl Fn(&Value) -> Result<String, String>,
) -> Result<String, String> {
    let empty = Table::new();
    let table = match table {
        Some(table) => table.as_table().ok_or("has a value in the place of a table")?,
        None => &empty,
    };
    let pair = |(name, value): (&String, &Value)| Ok(format!("({}, {})", text(name), literal(value)?));
    let pairs = table.iter().map(pair).collect::<Result<Vec<_>, String>>()?;
    Ok(format!("ByName::constant(&[{}])", pairs.join(", ")))
}

fn required<'t>(table: &'t Table, key: &str) -> Result<&'t str, String> {
    table.get(key).and_then(Value::as_str).ok_or_else(|| format!("`{key}` is missing"))
}

fn optional(table: &Table, key: &str) -> String {
    let found = table.get(key).and_then(Value::as_str);
    found.map_or_else(|| "None".to_owned(), |found| format!("Some({})", text(found)))
}

fn text(text: &str) -> String {
    format!("Cow::Borrowed({text:?})")
}

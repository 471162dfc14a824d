//! Reads a [`Rule`] from its file and validates it. A mistake is reported with its place in the
//! file.

use std::collections::BTreeMap;
use std::sync::Arc;

use toml::Spanned;

use crate::diagnostic::RuleId;
use crate::language::Language;
use crate::rule::by_name::{ByName, Text};
use crate::rule::file::{Author, RuleFile};
use crate::rule::message::Wording;
use crate::rule::mistake::Mistake;
use crate::rule::section::{Kind, Section, Value};
use crate::rule::wording;
use crate::rule::written::{Head, Tail, Texts};
use crate::rule::{BadExample, Examples, GoodExample, Rule};
use crate::text::shared::Shared;

/// The sections that users may write, for error messages in English.
const KINDS: &str = "[terms], [pattern], [phrases], [pair], [limit], [require], [either] and [repeat] (the examples stand last)";
/// The sections that users may write, for error messages in Chinese.
const KINDS_ZH: &str = "[terms]、[pattern]、[phrases]、[pair]、[limit]、[require]、[either]、[repeat]";

/// Reads a rule from its file, without its examples.
///
/// # Errors
/// If the file is not a valid rule: wrong syntax, unknown keys, wrong types, not exactly one
/// section, missing texts, or `[code]` in a rule that does not come with hegao.
pub fn rule(id: &RuleId, file: RuleFile) -> Result<Rule, Box<Mistake>> {
    let mut head: Head = toml::from_str(file.parts().0).map_err(|error| file.mistake_in_toml(0, &error))?;
    let section = section(&mut head, &file)?;
    let policy = head.policy();
    let (zh, en) = texts(head.zh, head.en, section.kind, &file)?;
    Ok(Rule {
        id: id.clone(),
        severity: head.severity,
        is_default: head.default,
        policy,
        fix: head.fix,
        source: head.source.map(Text::from),
        zh,
        en,
        section,
        file: Shared::Counted(Arc::new(file)),
    })
}

/// Returns the only section of the file that defines a check. It is a mistake if there are none or
/// several.
fn section(head: &mut Head, file: &RuleFile) -> Result<Section, Box<Mistake>> {
    let (zh, en) = (
        format!("一条规则要有一节，并且只有一节：{KINDS_ZH} 里的一种（例子写在最后）"),
        format!("a rule has exactly one of {KINDS}"),
    );
    let message = [zh.as_str(), en.as_str()];
    let mut sections = head.sections().into_iter();
    let Some((kind, table)) = sections.next() else { return Err(file.mistake_at_top(message)) };
    if matches!(kind, Kind::Code | Kind::Engine) && file.author == Author::Pack {
        let name = kind.name();
        let zh = format!("[{name}] 只用于 hegao 自带的规则；自己写的规则用 {KINDS_ZH} 里的一种");
        let en =
            format!("[{name}] is only for rules that come with hegao; a rule of your own has one of {KINDS}");
        return Err(file.mistake([&zh, &en], table.span()));
    }
    if let Some((_, second)) = sections.next() {
        return Err(file.mistake(message, second.span()));
    }
    match kind {
        Kind::Code => code(table, file),
        _ => Ok(Section { kind, options: ByName::default(), retired: ByName::default(), fields: None }),
    }
}

/// Reads the section `[code]` of a check in Rust: its options.
fn code(table: Spanned<toml::Table>, file: &RuleFile) -> Result<Section, Box<Mistake>> {
    let place = table.span();
    let mut options = BTreeMap::new();
    let mut retired = BTreeMap::new();
    for (key, value) in table.into_inner() {
        match (key.as_str(), value) {
            ("options", toml::Value::Table(table)) => options = table.into_iter().collect(),
            ("retired", toml::Value::Table(table)) => retired = table.into_iter().collect(),
            // The build script reads this key, to choose the table for the check.
            ("collection" | "set" | "previous", toml::Value::Boolean(_)) => {}
            (key, _) => {
                let zh = format!("[code] 里不能这样写「{key}」");
                let en = format!(
                    "`{key}` is neither `options` nor `retired`, tables, nor `collection`, `set` or `previous`, true or false"
                );
                return Err(file.mistake([&zh, &en], place));
            }
        }
    }
    let options = options.into_iter().map(|(name, value)| (name, Value::from(value)));
    let class = |value: toml::Value| value.as_str().map(|id| Text::from(id.to_owned()));
    let retired = retired.into_iter().filter_map(|(name, value)| Some((name, class(value)?)));
    Ok(Section {
        kind: Kind::Code,
        options: options.collect::<BTreeMap<_, _>>().into(),
        retired: retired.collect::<BTreeMap<_, _>>().into(),
        fields: None,
    })
}

/// Reads the texts of the rule in Chinese and in English.
fn texts(
    zh: Option<Texts>,
    en: Option<Texts>,
    kind: Kind,
    file: &RuleFile,
) -> Result<(Wording, Wording), Box<Mistake>> {
    match file.author {
        Author::BuiltIn => match (wording::missing(zh.as_ref(), en.as_ref()), zh, en) {
            (None, Some(zh), Some(en)) => Ok((wording::complete(zh), wording::complete(en))),
            (missing, ..) => {
                let name = missing.unwrap_or("text");
                let zh = format!("两种语言里有一种缺「{name}」");
                Err(file.mistake_at_top([&zh, &format!("`{name}` is missing in one of the languages")]))
            }
        },
        Author::Pack => {
            let chinese = wording::wording(zh.as_ref(), en.as_ref(), kind, Language::Chinese);
            let english = wording::wording(en.as_ref(), zh.as_ref(), kind, Language::English);
            let texts = chinese.zip(english);
            texts.ok_or_else(|| {
                file.mistake_at_top([
                    "规则要有标题：[zh] 或 [en] 下面的 title",
                    "a rule has a `title` in [zh] or in [en]",
                ])
            })
        }
    }
}

/// Reads the examples of a rule from its file.
///
/// # Errors
/// If they are malformed.
pub fn examples(file: &RuleFile) -> Result<Examples, Box<Mistake>> {
    let (head, tail) = file.parts();
    let tail: Tail = toml::from_str(tail).map_err(|error| file.mistake_in_toml(head.len(), &error))?;
    let name = |name: Option<String>| name.unwrap_or_else(|| "example.txt".to_owned());
    Ok(Examples {
        bad: tail
            .bad
            .into_iter()
            .map(|bad| BadExample {
                text: bad.text,
                name: name(bad.name),
                beside: bad.beside,
                previous: bad.previous,
                fixed: bad.fixed,
            })
            .collect(),
        good: tail
            .good
            .into_iter()
            .map(|good| GoodExample {
                text: good.text,
                name: name(good.name),
                beside: good.beside,
                previous: good.previous,
            })
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::{examples, rule};
    use crate::diagnostic::RuleId;
    use crate::rule::file::{Author, RuleFile};
    use crate::rule::mistake::Mistake;

    const TEXTS: &str = "[zh]\ntitle='甲'\nmessage='乙'\nwhy='丙'\n[en]\ntitle='a'\nmessage='b'\nwhy='c'\n";

    fn file(toml: &str, author: Author) -> RuleFile {
        RuleFile { name: "a/b.toml".into(), text: toml.to_owned().into(), author }
    }

    fn error(toml: &str) -> Box<Mistake> {
        rule(&RuleId::new("a/b"), file(toml, Author::BuiltIn)).unwrap_err()
    }

    #[test]
    fn reads_a_rule_without_its_examples() {
        let toml = format!("severity='error'\n{TEXTS}[code]\n[[bad]]\ntext='⟦丁⟧'\n[[good]]\ntext='戊'\n");
        let id = RuleId::new("a/b");
        let file = file(&toml, Author::BuiltIn);
        assert_eq!(rule(&id, file.clone()).unwrap().zh.title, "甲");
        assert_eq!(examples(&file).unwrap().bad[0].text, "⟦丁⟧");
    }

    #[test]
    fn points_at_a_mistake_and_guesses_what_was_meant() {
        let mistake = error(&format!("severty='error'\n{TEXTS}[code]\n"));
        assert_eq!(mistake.help.as_deref(), Some("did you mean `severity`?"));
        assert!(mistake.span.is_some());
    }

    #[test]
    fn wants_exactly_one_section() {
        assert!(error(&format!("severity='error'\n{TEXTS}")).message.contains("exactly one"));
        assert!(
            error(&format!("severity='error'\n{TEXTS}[code]\n[pattern]\n")).message.contains("exactly one")
        );
    }

    #[test]
    fn fills_in_what_an_office_leaves_out() {
        let toml = "severity='error'\n[zh]\ntitle='甲'\n[either]\n";
        let rule = rule(&RuleId::new("a/b"), file(toml, Author::Pack)).unwrap();
        assert_eq!((rule.zh.title.as_ref(), rule.en.title.as_ref()), ("甲", "甲"));
        assert_eq!(rule.en.plain.message, "both `{match}` and `{other}` are used");
        assert_eq!(rule.zh.labels.get("here").unwrap(), "甲");
        assert!(error(toml).message.contains("missing"));
    }

    #[test]
    fn an_office_writes_no_code() {
        let toml = "severity='error'\n[zh]\ntitle='甲'\n[code]\n";
        let mistake = rule(&RuleId::new("a/b"), file(toml, Author::Pack)).unwrap_err();
        let span = mistake.span.unwrap();
        assert!(toml[span.offset()..].starts_with("[code]"), "{}", &toml[span.offset()..]);
    }

    #[test]
    fn points_into_the_examples() {
        let toml = "severity='error'\n[[bad]]\ntxt='⟦丁⟧'\n";
        let mistake = examples(&file(toml, Author::Pack)).unwrap_err();
        assert!(toml[mistake.span.unwrap().offset()..].starts_with("txt"));
        assert_eq!(mistake.help.as_deref(), Some("did you mean `text`?"));
    }
}

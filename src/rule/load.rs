//! From a rule file to a [`Rule`]. A mistake is reported with its place in the file.

use crate::diagnostic::RuleId;
use crate::rule::mistake::Mistake;
use crate::rule::written::{Head, Tail};
use crate::rule::{BadExample, Examples, GoodExample, Kind, Rule, Section};

/// Reads a rule from the text of its file; its examples are not looked at.
///
/// # Errors
/// Where the file is no rule: syntax, unknown keys, wrong types, not exactly one section.
pub fn rule(id: &RuleId, toml: &str) -> Result<Rule, Box<Mistake>> {
    let (head, _) = split(toml);
    let head: Head = toml::from_str(head).map_err(|error| Mistake::in_toml(&file(id), toml, &error))?;
    let sections = [
        (Kind::Code, head.code),
        (Kind::Pattern, head.pattern),
        (Kind::Phrases, head.phrases),
        (Kind::Engine, head.engine),
    ];
    let mut sections = sections.into_iter().filter_map(|(kind, table)| Some(Section { kind, table: table? }));
    let (Some(section), None) = (sections.next(), sections.next()) else {
        return Err(Mistake::new(
            &file(id),
            "a rule has exactly one of [code], [pattern], [phrases] and [engine]",
        ));
    };
    Ok(Rule {
        id: id.clone(),
        severity: head.severity,
        is_default: head.default,
        fix: head.fix,
        source: head.source,
        zh: head.zh.into(),
        en: head.en.into(),
        section,
    })
}

/// Reads the examples of a rule from the text of its file.
///
/// # Errors
/// Where they are not well formed.
pub fn examples(id: &RuleId, toml: &str) -> Result<Examples, Box<Mistake>> {
    let (_, tail) = split(toml);
    let tail: Tail = toml::from_str(tail).map_err(|error| Mistake::in_toml(&file(id), tail, &error))?;
    let name = |name: Option<String>| name.unwrap_or_else(|| "example.txt".to_owned());
    Ok(Examples {
        bad: tail
            .bad
            .into_iter()
            .map(|bad| BadExample {
                text: bad.text,
                name: name(bad.name),
                beside: bad.beside,
                fixed: bad.fixed,
            })
            .collect(),
        good: tail
            .good
            .into_iter()
            .map(|good| GoodExample { text: good.text, name: name(good.name), beside: good.beside })
            .collect(),
    })
}

/// The name of a rule's file.
fn file(id: &RuleId) -> String {
    format!("{id}.toml")
}

/// Examples stand last, as arrays of tables, so that a run need not parse them.
fn split(toml: &str) -> (&str, &str) {
    let examples = toml.find("\n[[").map_or(toml.len(), |at| at + 1);
    toml.split_at(examples)
}

#[cfg(test)]
mod tests {
    use super::{examples, rule};
    use crate::diagnostic::RuleId;
    use crate::rule::mistake::Mistake;

    const TEXTS: &str = "[zh]\ntitle='甲'\nmessage='乙'\nwhy='丙'\n[en]\ntitle='a'\nmessage='b'\nwhy='c'\n";

    fn error(toml: &str) -> Box<Mistake> {
        rule(&RuleId::new("a/b"), toml).unwrap_err()
    }

    #[test]
    fn reads_a_rule_without_its_examples() {
        let toml = format!("severity='error'\n{TEXTS}[code]\n[[bad]]\ntext='⟦丁⟧'\n[[good]]\ntext='戊'\n");
        let id = RuleId::new("a/b");
        assert_eq!(rule(&id, &toml).unwrap().zh.title, "甲");
        assert_eq!(examples(&id, &toml).unwrap().bad[0].text, "⟦丁⟧");
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
}

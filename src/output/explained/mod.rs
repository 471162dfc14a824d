//! The JSON output of `hegao explain`: a rule, a family, a severity, a class of words, or the list
//! of these classes.

pub mod schema;

use serde::Serialize;

use crate::diagnostic::Severity;
use crate::fix::Safety;
use crate::language::Language;
use crate::output::{summary, topic, word_class};
use crate::rule::{Examples, Rule, family};
use crate::words::CLASSES;
use crate::words::class::Class;

/// Version of the JSON format. It is raised when a key is removed or changes its meaning.
pub(super) const SCHEMA_VERSION: u32 = 1;

/// The JSON object that explains one topic.
#[derive(Serialize)]
pub struct Explained<'a> {
    schema_version: u32,
    #[serde(flatten)]
    topic: Topic<'a>,
}

/// The topic that is explained. The JSON key `kind` has the name of the variant.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Topic<'a> {
    Rule(RulePart<'a>),
    Family {
        #[serde(flatten)]
        family: FamilyPart<'a>,
        #[serde(skip_serializing_if = "Option::is_none")]
        about: Option<&'static str>,
        rules: Vec<ListedPart<'a>>,
    },
    Severity {
        #[serde(flatten)]
        severity: FamilyPart<'a>,
        about: &'static str,
        exit_code: &'static str,
        rules: Vec<ListedPart<'a>>,
    },
    Class {
        #[serde(flatten)]
        class: ClassPart,
        words: Vec<&'static str>,
    },
    Words {
        name: &'static str,
        classes: Vec<ClassPart>,
    },
}

#[derive(Serialize)]
struct RulePart<'a> {
    name: &'a str,
    family: FamilyPart<'a>,
    severity: &'static str,
    default: bool,
    fix: Option<Safety>,
    source: Option<&'a str>,
    title: &'a str,
    why: &'a str,
    help: Option<&'a str>,
    options: Vec<OptionPart<'a>>,
    bad: Vec<ExamplePart<'a>>,
    good: Vec<ExamplePart<'a>>,
}

/// A family of rules: its name for programs, and its Chinese and English display names.
#[derive(Serialize)]
pub struct FamilyPart<'a> {
    /// The name for programs.
    pub name: &'a str,
    /// The Chinese name.
    pub zh: &'a str,
    /// The English name.
    pub en: &'a str,
}

#[derive(Serialize)]
struct OptionPart<'a> {
    name: &'a str,
    about: &'a str,
    default: toml::Value,
}

#[derive(Serialize)]
struct ExamplePart<'a> {
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    beside: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    previous: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fixed: Option<&'a str>,
}

/// A rule in the list of a family or a severity.
#[derive(Serialize)]
struct ListedPart<'a> {
    name: &'a str,
    severity: &'static str,
    default: bool,
    title: &'a str,
}

#[derive(Serialize)]
struct ClassPart {
    name: &'static str,
    about: &'static str,
}

/// The JSON object of a rule with its examples.
pub fn rule<'a>(rule: &'a Rule, examples: &'a Examples, language: Language) -> Explained<'a> {
    let words = rule.wording(language);
    let options = rule.section.options.iter().map(|(name, default)| OptionPart {
        name,
        about: words.options.get(name).map_or("", AsRef::as_ref),
        default: default.into(),
    });
    let bad = examples.bad.iter().map(|bad| ExamplePart {
        text: &bad.text,
        beside: bad.beside.as_deref(),
        previous: bad.previous.as_deref(),
        fixed: bad.fixed.as_deref(),
    });
    let good = examples.good.iter().map(|good| ExamplePart {
        text: &good.text,
        beside: good.beside.as_deref(),
        previous: good.previous.as_deref(),
        fixed: None,
    });
    explained(Topic::Rule(RulePart {
        name: rule.id.as_str(),
        family: FamilyPart::of(rule.id.family()),
        severity: rule.severity.name(),
        default: rule.is_default,
        fix: rule.fix,
        source: rule.source.as_deref(),
        title: &words.title,
        why: &words.why,
        help: words.plain.help.as_deref(),
        options: options.collect(),
        bad: bad.collect(),
        good: good.collect(),
    }))
}

/// The JSON object of a family with its rules.
pub fn family<'a>(name: &'a str, rules: &[&'a Rule], language: Language) -> Explained<'a> {
    explained(Topic::Family {
        family: FamilyPart::of(name),
        about: family::named(name).map(|family| family.about(language)),
        rules: listed(rules, language),
    })
}

/// The JSON object of a severity with the rules that report with it.
pub fn severity<'a>(level: Severity, rules: &[&'a Rule], language: Language) -> Explained<'a> {
    let (about, exit_code) = topic::meaning(level, language);
    let [zh, en] = [Language::Chinese, Language::English].map(|language| summary::severity(level, language));
    let severity = FamilyPart { name: level.name(), zh, en };
    explained(Topic::Severity { severity, about, exit_code, rules: listed(rules, language) })
}

/// The JSON object of a class of words.
pub fn class(class: &'static Class, language: Language) -> Explained<'static> {
    let words = class.own_words().to_vec();
    explained(Topic::Class { class: class_part(class, language), words })
}

/// The JSON object of the list of all classes of words.
pub fn classes(language: Language) -> Explained<'static> {
    let classes = CLASSES.iter().map(|class| class_part(class, language)).collect();
    explained(Topic::Words { name: word_class::ALL, classes })
}

impl<'a> FamilyPart<'a> {
    /// Names of the family called `name`. A family of a pack has the same name in both languages.
    pub fn of(name: &'a str) -> Self {
        let [zh, en] = [Language::Chinese, Language::English].map(|language| summary::family(name, language));
        Self { name, zh, en }
    }
}

fn explained(topic: Topic<'_>) -> Explained<'_> {
    Explained { schema_version: SCHEMA_VERSION, topic }
}

fn listed<'a>(rules: &[&'a Rule], language: Language) -> Vec<ListedPart<'a>> {
    let part = |rule: &&'a Rule| ListedPart {
        name: rule.id.as_str(),
        severity: rule.severity.name(),
        default: rule.is_default,
        title: &rule.wording(language).title,
    };
    rules.iter().map(part).collect()
}

fn class_part(class: &Class, language: Language) -> ClassPart {
    ClassPart { name: class.id, about: language.pick(class.zh, class.en) }
}

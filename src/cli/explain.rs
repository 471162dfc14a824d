//! `hegao explain NAME`: the page of a rule, a family, a severity or a class of words, for people,
//! or with `--json` for programs.

use crate::cli::args::ExplainOptions;
use crate::cli::{print, print_page, unwritten};
use crate::diagnostic::Severity;
use crate::language::Language;
use crate::output::explained::{self, Explained};
use crate::output::{page, summary, topic, word_class};
use crate::registry::{Registry, UnknownRule};
use crate::rule::Rule;
use crate::words::class::Class;
use crate::words::{self, CLASSES};
use crate::workspace::failure::Failure;

/// Prints the page of one rule, one family, one severity, one class of words, or of all classes.
pub(super) fn run(options: &ExplainOptions, registry: &Registry, language: Language) -> Result<u8, Failure> {
    let meant = meant(&options.name, registry)?;
    if options.json {
        let text = json(&meant, registry, language)?.map_err(|error| unwritten(error.into()))?;
        return print((text + "\n").as_bytes());
    }
    print_page(&text(&meant, registry, language)?)
}

/// The topic that is explained.
enum Meant<'r> {
    Rule(&'r Rule),
    Family(&'r str, Vec<&'r Rule>),
    Severity(Severity, Vec<&'r Rule>),
    Class(&'static Class),
    Classes,
}

/// Finds the topic called `name`: the id or title of a rule, a family or a severity (each also by
/// its display name), a class of words, or `words` for all classes.
fn meant<'r>(name: &'r str, registry: &'r Registry) -> Result<Meant<'r>, Failure> {
    let rules = registry.rules();
    let is_titled = |rule: &&Rule| rule.zh.title == name || rule.en.title == name;
    let of_id = rules.iter().find(|rule| rule.id.as_str() == name);
    let of = |is: &dyn Fn(&Rule) -> bool| rules.iter().filter(|rule| is(rule)).collect();
    if let (None, Some(family)) = (of_id, registry.family(name)) {
        return Ok(Meant::Family(family, of(&|rule| rule.id.family() == family)));
    }
    if let (None, Some(level)) = (of_id, severity(name)) {
        return Ok(Meant::Severity(level, of(&|rule| rule.severity == level)));
    }
    match of_id.or_else(|| rules.iter().find(is_titled)) {
        Some(rule) => Ok(Meant::Rule(rule)),
        None if name == word_class::ALL => Ok(Meant::Classes),
        None => words::class(name).map(Meant::Class).ok_or_else(|| unknown(name, registry).into()),
    }
}

/// The page of the topic for people.
fn text(meant: &Meant<'_>, registry: &Registry, language: Language) -> Result<String, Failure> {
    Ok(match meant {
        Meant::Rule(rule) => page::text(rule, &registry.examples(rule)?, language),
        Meant::Family(family, members) => topic::family(family, members, language),
        Meant::Severity(level, members) => topic::severity_page(*level, members, language),
        Meant::Class(class) => word_class::one(class, language),
        Meant::Classes => word_class::all(language),
    })
}

/// Describes the topic as JSON.
fn json(
    meant: &Meant<'_>,
    registry: &Registry,
    language: Language,
) -> Result<serde_json::Result<String>, Failure> {
    let pretty = serde_json::to_string_pretty::<Explained<'_>>;
    Ok(match meant {
        Meant::Rule(rule) => pretty(&explained::rule(rule, &registry.examples(rule)?, language)),
        Meant::Family(family, members) => pretty(&explained::family(family, members, language)),
        Meant::Severity(level, members) => pretty(&explained::severity(*level, members, language)),
        Meant::Class(class) => pretty(&explained::class(class, language)),
        Meant::Classes => pretty(&explained::classes(language)),
    })
}

/// The severity with this name, in English or in Chinese.
fn severity(name: &str) -> Option<Severity> {
    let is_called =
        |level: &Severity| level.name() == name || summary::severity(*level, Language::Chinese) == name;
    Severity::ALL.into_iter().find(is_called)
}

/// Creates the error for an unknown name. It suggests the most similar name that can be explained.
fn unknown(name: &str, registry: &Registry) -> UnknownRule {
    let titles = registry.rules().iter().flat_map(|rule| [rule.zh.title.as_ref(), rule.en.title.as_ref()]);
    let levels = Severity::ALL
        .into_iter()
        .flat_map(|level| [level.name(), summary::severity(level, Language::Chinese)]);
    let classes = CLASSES.iter().map(|class| class.id).chain([word_class::ALL]);
    registry.unknown_among(name, levels.chain(titles).chain(classes))
}

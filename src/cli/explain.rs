//! `hegao explain NAME`: what a rule, a family, a severity or a class of words is about, for a person.

use crate::cli::args::ExplainOptions;
use crate::cli::print_page;
use crate::diagnostic::Severity;
use crate::language::Language;
use crate::output::{page, summary, topic, word_class};
use crate::registry::{Registry, UnknownRule};
use crate::rule::Rule;
use crate::words::{self, CLASSES};
use crate::workspace::failure::Failure;

/// Prints the page of one rule, one family, one severity, one class of words, or of all classes.
pub(super) fn run(options: &ExplainOptions, registry: &Registry, language: Language) -> Result<u8, Failure> {
    print_page(&text(&options.name, registry, language)?)
}

/// The page about what `name` means: an id, a family or a severity, each also by what reports call it, the title of a rule, a
/// class of words, or `words` for all of these.
fn text(name: &str, registry: &Registry, language: Language) -> Result<String, Failure> {
    let rules = registry.rules();
    let is_titled = |rule: &&Rule| rule.zh.title == name || rule.en.title == name;
    let of_id = rules.iter().find(|rule| rule.id.as_str() == name);
    let family = registry.family(name);
    if let (None, Some(family)) = (of_id, family) {
        let members: Vec<&Rule> = rules.iter().filter(|rule| rule.id.family() == family).collect();
        return Ok(topic::family(family, &members, language));
    }
    if let (None, Some(level)) = (of_id, severity(name)) {
        let members: Vec<&Rule> = rules.iter().filter(|rule| rule.severity == level).collect();
        return Ok(topic::weight(level, &members, language));
    }
    match of_id.or_else(|| rules.iter().find(is_titled)) {
        Some(rule) => Ok(page::text(rule, &registry.examples(rule)?, language)),
        None if name == word_class::ALL => Ok(word_class::all(language)),
        None => match words::class(name) {
            Some(class) => Ok(word_class::one(class, language)),
            None => Err(unknown(name, registry).into()),
        },
    }
}

/// The severity that is called so.
fn severity(name: &str) -> Option<Severity> {
    let is_called =
        |level: &Severity| level.name() == name || summary::severity(*level, Language::Chinese) == name;
    Severity::ALL.into_iter().find(is_called)
}

/// The refusal, with the nearest of all names that can be explained.
fn unknown(name: &str, registry: &Registry) -> UnknownRule {
    let titles = registry.rules().iter().flat_map(|rule| [rule.zh.title.as_str(), rule.en.title.as_str()]);
    let levels = Severity::ALL
        .into_iter()
        .flat_map(|level| [level.name(), summary::severity(level, Language::Chinese)]);
    let classes = CLASSES.iter().map(|class| class.id).chain([word_class::ALL]);
    registry.unknown_among(name, levels.chain(titles).chain(classes))
}

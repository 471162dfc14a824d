//! L5: all known rules (built-in ones and those of packs), and the rules selected for a run, with
//! their checks ready to run.

mod packs;

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use crate::check::{Check, CollectionCheck, PreviousCheck, SetCheck};
use crate::checks::{BuildCollection, BuildInput, CHECKS, COLLECTION_CHECKS, PREVIOUS_CHECKS, SET_CHECKS};
use crate::diagnostic::{RuleId, Severity};
use crate::facts::lexicon::{Lexicon, LexiconBuilder};
use crate::kinds::{either, limit, pair, pattern, phrases, repeat, require, terms};
use crate::rule::built_in;
use crate::rule::family::{self, FAMILIES};
use crate::rule::file::Author;
use crate::rule::load;
use crate::rule::mistake::Mistake;
use crate::rule::nearest::nearest;
use crate::rule::policy::Policy;
use crate::rule::section::Kind;
use crate::rule::{Examples, Rule};
use crate::words::Words;

/// Error for a name that belongs to no rule and no family.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no rule or family is called `{name}`")]
pub struct UnknownRule {
    /// The unknown name.
    pub name: String,
    /// The most similar existing name, if any is similar.
    pub suggestion: Option<String>,
}

/// Message in Chinese if the section of a built-in rule is wrong. The details are only of use to
/// its authors, so they are not translated.
const WRONG_OPTIONS: &str = "这条规则的选项不对";

/// All known rules, sorted by id.
#[derive(Clone, Debug)]
pub struct Registry {
    rules: Cow<'static, [Rule]>,
}

impl Registry {
    /// Creates a registry of the built-in rules.
    pub fn built_in() -> Self {
        Self { rules: Cow::Borrowed(&built_in::RULES) }
    }

    /// Returns all rules, sorted by id.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Returns the rule with this id.
    ///
    /// # Errors
    /// If there is none. The error contains the most similar id.
    pub fn rule(&self, id: &str) -> Result<&Rule, UnknownRule> {
        let rule = self.rules.iter().find(|rule| rule.id.as_str() == id);
        rule.ok_or_else(|| self.unknown_among(id, []))
    }

    /// Returns the name of the family that `name` means: its name or its Chinese label. A family
    /// defined by a pack takes precedence over a label.
    pub fn family<'n>(&self, name: &'n str) -> Option<&'n str> {
        let is_family = |name: &str| self.rules.iter().any(|rule| rule.id.family() == name);
        if is_family(name) {
            return Some(name);
        }
        family::named(name).map(|family| family.name).filter(|name| is_family(name))
    }

    /// Creates the error for an unknown name, with the most similar name of a rule, a family, or
    /// one of `others`.
    pub fn unknown_among<'n>(&'n self, name: &str, others: impl IntoIterator<Item = &'n str>) -> UnknownRule {
        let names = self.rules.iter().flat_map(|rule| [rule.id.as_str(), rule.id.family()]);
        let words = FAMILIES.iter().map(|family| family.word);
        let suggestion = nearest(name, names.chain(words).chain(others)).map(str::to_owned);
        UnknownRule { name: name.to_owned(), suggestion }
    }

    /// Reads the examples of a rule from its file.
    ///
    /// # Errors
    /// If the file contains an invalid example. A test rules this out for built-in rules.
    pub fn examples(&self, rule: &Rule) -> Result<Examples, Box<Mistake>> {
        load::examples(&rule.file)
    }

    /// Returns the rules named in `select`, or the default rules if it is empty, without those
    /// named in `ignore`. A name is a rule id, a family (or its Chinese label), or `all`.
    ///
    /// # Errors
    /// If a name belongs to no rule and no family.
    pub fn select(&self, select: &[String], ignore: &[String]) -> Result<Vec<&Rule>, UnknownRule> {
        let known = |names: &[String]| -> Result<Vec<String>, UnknownRule> {
            let known = names.iter().map(|name| match self.family(name) {
                Some(family) => Ok(family.to_owned()),
                None if self.rules.iter().any(|rule| is_named(rule, name)) => Ok(name.clone()),
                None => Err(self.unknown_among(name, [])),
            });
            known.collect()
        };
        let (select, ignore) = (known(select)?, known(ignore)?);
        let named = |rule: &Rule, names: &[String]| names.iter().any(|name| is_named(rule, name));
        let chosen = |rule: &&Rule| if select.is_empty() { rule.is_default } else { named(rule, &select) };
        Ok(self.rules.iter().filter(chosen).filter(|rule| !named(rule, &ignore)).collect())
    }
}

fn is_named(rule: &Rule, name: &str) -> bool {
    name == "all" || name == rule.id.as_str() || name == rule.id.family()
}

/// The rules selected for a run, with their checks ready to run. Also contains the lexicon: the
/// words that the checks search for, which are found in one pass over a document.
pub struct Ruleset {
    checks: Vec<RuleCheck>,
    /// Rules that compare the documents of a collection. Their checks are built anew for each
    /// collection, because they remember the documents they have seen.
    collection: Vec<CollectionRule>,
    /// Rules that compare the papers of a set, such as the documents of one meeting.
    set: Vec<SetRule>,
    /// Rules that compare a document with that of the year before.
    previous: Vec<PreviousRule>,
    /// Engine rules: rules without a check, whose findings the engine itself reports, such as the
    /// one on unused ignore comments. Each has its severity.
    engine: Vec<(RuleId, Severity)>,
    /// Rules of packs that were not selected for this run; see [`Ruleset::chosen_from`].
    left_out: Vec<RuleId>,
    lexicon: Lexicon,
}

/// A rule for single documents, with its check.
pub struct RuleCheck {
    /// Id of the rule.
    pub id: RuleId,
    /// Severity of its findings.
    pub severity: Severity,
    /// Options of the rule on the treatment of its findings, for example in hidden text.
    pub policy: Policy,
    /// The check that finds the defects.
    pub check: Box<dyn Check>,
}

/// A rule that compares the papers of a set, with its check.
pub struct SetRule {
    /// Id of the rule.
    pub id: RuleId,
    /// Severity of its findings.
    pub severity: Severity,
    /// The check that finds the defects.
    pub check: Box<dyn SetCheck>,
}

/// A rule that compares a document with that of the year before, with its check.
pub struct PreviousRule {
    /// Id of the rule.
    pub id: RuleId,
    /// Severity of its findings.
    pub severity: Severity,
    /// Options of the rule on the treatment of its findings, for example in hidden text.
    pub policy: Policy,
    /// The check that finds the defects.
    pub check: Box<dyn PreviousCheck>,
}

/// A rule that compares the documents of a collection with each other. Its check is built for each
/// collection.
#[derive(Clone)]
pub struct CollectionRule {
    /// Id of the rule.
    pub id: RuleId,
    /// Severity of its findings.
    pub severity: Severity,
    /// Options of the check.
    pub options: toml::Table,
    build: BuildCollection,
}

impl CollectionRule {
    /// Builds a new check that has seen no document. `None` if the options are wrong, which was
    /// ruled out when the ruleset was built.
    pub fn build(&self) -> Option<Box<dyn CollectionCheck>> {
        (self.build)(&self.options).ok()
    }
}

impl Ruleset {
    /// Builds the checks of `rules`.
    ///
    /// # Errors
    /// If the section of a rule is wrong: an unknown option, or an invalid regular expression.
    pub fn new(rules: &[&Rule]) -> Result<Self, Box<Mistake>> {
        Self::with_words(rules, &Words::new())
    }

    /// Builds the checks of `rules`. They use the classes of words in `words`, which may contain
    /// additions from the configuration.
    ///
    /// # Errors
    /// As [`Ruleset::new`].
    pub fn with_words(rules: &[&Rule], words: &Words) -> Result<Self, Box<Mistake>> {
        let mut lexicon = LexiconBuilder::default();
        let mut checks = Vec::with_capacity(rules.len());
        let (mut collection, mut set, mut previous) = (Vec::new(), Vec::new(), Vec::new());
        let mut engine = Vec::new();
        for rule in rules {
            let wrong = |message: String| rule.section_mistake([WRONG_OPTIONS, &message]);
            if let Some((_, build)) = COLLECTION_CHECKS.iter().find(|(id, _)| *id == rule.id.as_str()) {
                let options = rule.options().unwrap_or_default();
                build(&options).map_err(wrong)?;
                let (id, severity) = (rule.id.clone(), rule.severity);
                collection.push(CollectionRule { id, severity, options, build: *build });
            } else if let Some((_, build)) = SET_CHECKS.iter().find(|(id, _)| *id == rule.id.as_str()) {
                let options = rule.options().unwrap_or_default();
                let check = build(&options).map_err(wrong)?;
                set.push(SetRule { id: rule.id.clone(), severity: rule.severity, check });
            } else if let Some((_, build)) = PREVIOUS_CHECKS.iter().find(|(id, _)| *id == rule.id.as_str()) {
                let options = rule.options().unwrap_or_default();
                let check = build(&options).map_err(wrong)?;
                let (id, severity, policy) = (rule.id.clone(), rule.severity, rule.policy);
                previous.push(PreviousRule { id, severity, policy, check });
            } else if rule.section.kind == Kind::Engine {
                engine.push((rule.id.clone(), rule.severity));
            } else {
                let check = build(rule, words, &mut lexicon)?;
                let (id, severity, policy) = (rule.id.clone(), rule.severity, rule.policy);
                checks.push(RuleCheck { id, severity, policy, check });
            }
        }
        let (left_out, lexicon) = (Vec::new(), lexicon.build());
        Ok(Self { checks, collection, set, previous, engine, left_out, lexicon })
    }

    /// Remembers the rules of packs in `rules` that were not selected for this run. They may report
    /// in another run, so ignore comments for them are not called unused. Built-in rules need not
    /// be passed, because they are always considered.
    #[must_use]
    pub fn chosen_from<'r>(mut self, rules: impl IntoIterator<Item = &'r Rule>) -> Self {
        let of_packs = rules.into_iter().filter(|rule| rule.file.author == Author::Pack);
        let running: FxHashSet<&str> = self.checks.iter().map(|rule| rule.id.as_str()).collect();
        let left_out = of_packs.map(|rule| &rule.id).filter(|id| !running.contains(id.as_str()));
        self.left_out = left_out.cloned().collect();
        self
    }

    /// Returns the rules for single documents, with their checks.
    pub fn checks(&self) -> &[RuleCheck] {
        &self.checks
    }

    /// Returns the id and severity of an engine rule (a rule without a check), if it is part of
    /// this run.
    pub fn of_engine(&self, id: &str) -> Option<(&RuleId, Severity)> {
        self.engine.iter().find(|(rule, _)| rule.as_str() == id).map(|(rule, severity)| (rule, *severity))
    }

    /// True if the rule with this id can report in this run. `are_several` is true if the run has
    /// several documents; only then do rules that compare documents count.
    pub fn runs(&self, id: &str, are_several: bool) -> bool {
        self.checks_by(id)
            || self.engine.iter().any(|(rule, _)| rule.as_str() == id)
            || are_several && self.collection.iter().any(|rule| rule.id.as_str() == id)
    }

    /// True if the rule with this id compares documents of one run with each other.
    pub fn compares(&self, id: &str) -> bool {
        self.compares_papers(id) || self.collection.iter().any(|rule| rule.id.as_str() == id)
    }

    /// True if the rule with this id compares the papers of a set.
    pub fn compares_papers(&self, id: &str) -> bool {
        self.set.iter().any(|rule| rule.id.as_str() == id)
    }

    /// True if the rule with this id compares documents with those of the year before.
    pub fn compares_years(&self, id: &str) -> bool {
        self.previous.iter().any(|rule| rule.id.as_str() == id)
    }

    /// True if every rule matching `name` (an id or a family) is part of this run and reports per
    /// document, not by comparing documents. Used to decide whether an ignore comment can be called
    /// unused. Also true for a name that matches no rule, because nothing can be reported under it.
    pub fn has_run(&self, name: &str) -> bool {
        let is_named = |id: &&str| *id == name || id.split('/').next() == Some(name);
        let built_in = built_in::RULES.iter().map(|rule| rule.id.as_str());
        let all = built_in.chain(self.left_out.iter().map(RuleId::as_str));
        all.filter(is_named).all(|id| self.checks_by(id))
    }

    /// True if a rule for single documents with this id is part of this run.
    fn checks_by(&self, id: &str) -> bool {
        self.checks.iter().any(|rule| rule.id.as_str() == id)
    }

    /// True if the ruleset contains a rule with a check.
    pub fn finds_anything(&self) -> bool {
        let compares = !self.collection.is_empty() || !self.set.is_empty() || !self.previous.is_empty();
        compares || !self.checks.is_empty()
    }

    /// True if every rule needs other documents, and this run lacks them: `is_set` is false if
    /// there is no set of papers, `has_previous` if there is no document of the year before.
    pub fn lacks_other_documents(&self, is_set: bool, has_previous: bool) -> bool {
        let is_alone = self.checks.is_empty() && self.collection.is_empty() && self.engine.is_empty();
        let waits = !self.set.is_empty() || !self.previous.is_empty();
        let runs = is_set && !self.set.is_empty() || has_previous && !self.previous.is_empty();
        is_alone && waits && !runs
    }

    /// True if the ruleset contains engine rules: rules without a check, whose findings the engine
    /// itself reports, such as the one on unused ignore comments.
    pub fn has_engine_rules(&self) -> bool {
        !self.engine.is_empty()
    }

    /// True if the ruleset contains rules that compare the documents of a collection.
    pub fn is_collected(&self) -> bool {
        !self.collection.is_empty()
    }

    /// Returns the rules that compare the documents of a collection.
    pub fn collection(&self) -> &[CollectionRule] {
        &self.collection
    }

    /// Returns the rules that compare the papers of a set.
    pub fn set(&self) -> &[SetRule] {
        &self.set
    }

    /// Returns the rules that compare a document with that of the year before.
    pub fn previous(&self) -> &[PreviousRule] {
        &self.previous
    }

    /// Returns the lexicon of all words that the checks search for.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }
}

fn build(rule: &Rule, words: &Words, lexicon: &mut LexiconBuilder) -> Result<Box<dyn Check>, Box<Mistake>> {
    match rule.section.kind {
        Kind::Pattern => pattern::build(rule, lexicon),
        Kind::Phrases => phrases::build(rule, lexicon),
        Kind::Terms => terms::build(rule, lexicon),
        Kind::Pair => pair::build(rule, lexicon),
        Kind::Limit => limit::build(rule, lexicon),
        Kind::Require => require::build(rule, lexicon),
        Kind::Either => either::build(rule, lexicon),
        Kind::Repeat => repeat::build(rule, lexicon),
        Kind::Engine => Err(rule.section_mistake([WRONG_OPTIONS, "the engine's own rules have no check"])),
        Kind::Code => {
            let wrong = |message: String| rule.section_mistake([WRONG_OPTIONS, &message]);
            let build = CHECKS.iter().find(|(id, _)| *id == rule.id.as_str()).map(|(_, build)| build);
            let build = build.ok_or_else(|| wrong("no check in `src/checks` has this id".to_owned()))?;
            let options = rule.options().unwrap_or_default();
            build(&mut BuildInput { options, lexicon, words }).map_err(wrong)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Registry, Ruleset};

    fn select(select: &[&str], ignore: &[&str]) -> Result<Vec<String>, super::UnknownRule> {
        let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        let registry = Registry::built_in();
        let rules = registry.select(&owned(select), &owned(ignore))?;
        Ok(rules.iter().map(|rule| rule.id.to_string()).collect())
    }

    #[test]
    fn every_rule_builds() {
        let registry = Registry::built_in();
        let all: Vec<_> = registry.rules().iter().collect();
        assert!(Ruleset::new(&all).is_ok());
    }

    #[test]
    fn selects_by_id_family_and_all() {
        assert_eq!(select(&["numbering/gap"], &[]).unwrap(), ["numbering/gap"]);
        let others = select(&["numbering"], &["numbering/gap"]).unwrap();
        assert!(others.iter().all(|id| id.starts_with("numbering/") && id != "numbering/gap"));
        assert!(others.contains(&"numbering/repeat".to_owned()));
        assert!(select(&["all"], &[]).unwrap().len() >= select(&[], &[]).unwrap().len());
    }

    #[test]
    fn a_family_may_be_called_by_its_chinese_word() {
        assert_eq!(select(&["待填"], &[]).unwrap(), select(&["placeholder"], &[]).unwrap());
        assert_eq!(select(&["all"], &["序号"]).unwrap(), select(&["all"], &["numbering"]).unwrap());
        let own = add("待填/甲.toml", TERMS).unwrap();
        let rules = own.select(&["待填".to_owned()], &[]).unwrap();
        assert_eq!(rules.len(), 1, "a family of an office that has this name");
    }

    #[test]
    fn guesses_what_an_unknown_name_means() {
        assert_eq!(select(&["numbring/gap"], &[]).unwrap_err().suggestion.as_deref(), Some("numbering/gap"));
        assert_eq!(select(&["gap"], &[]).unwrap_err().suggestion.as_deref(), Some("numbering/gap"));
        assert_eq!(select(&["拼写"], &[]).unwrap_err().suggestion, None);
        assert_eq!(select(&["待填写"], &[]).unwrap_err().suggestion.as_deref(), Some("待填"));
    }

    const TERMS: &str =
        "severity='error'\n[zh]\ntitle='甲'\n[terms]\n'按装'='安装'\n[[bad]]\ntext='⟦按装⟧'\n";

    fn add(path: &str, text: &str) -> Result<Registry, String> {
        let mut registry = Registry::built_in();
        let pack = [(path.to_owned(), text.to_owned())];
        registry.add_pack("本局", &pack).map(|()| registry).map_err(|mistake| mistake.to_string())
    }

    #[test]
    fn rules_of_an_office_are_rules() {
        for (path, id) in [("办公室/用词.toml", "办公室/用词"), ("用词.toml", "本局/用词")] {
            let registry = add(path, TERMS).unwrap();
            assert_eq!(registry.examples(registry.rule(id).unwrap()).unwrap().bad.len(), 1);
            assert_eq!(registry.select(&[id.to_owned()], &[]).unwrap().len(), 1);
            assert!(registry.rules().is_sorted_by_key(|rule| &rule.id));
        }
    }

    #[test]
    fn an_id_is_given_once() {
        assert!(add("numbering/gap.toml", TERMS).unwrap_err().contains("comes with hegao"));
        assert!(add("甲/乙/丙.toml", TERMS).unwrap_err().contains("one folder below"));
        assert!(add("用 词.toml", TERMS).unwrap_err().contains("no blanks"));
        let mut registry = add("用词.toml", TERMS).unwrap();
        let again = registry.add_pack("本局", &[("用词.toml".to_owned(), TERMS.to_owned())]);
        assert!(again.unwrap_err().message.contains("another pack"));
    }
}

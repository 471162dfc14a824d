//! Helpers for the tests of this folder: run one rule, given as TOML, on one text.

use crate::check::{Check, Context, Findings};
use crate::diagnostic::{Diagnostic, RuleId};
use crate::document::source::Source;
use crate::facts::Facts;
use crate::facts::lexicon::LexiconBuilder;
use crate::facts::vocabulary::Vocabulary;
use crate::readers;
use crate::rule::file::{Author, RuleFile};
use crate::rule::mistake::Mistake;
use crate::rule::{Rule, load};

/// Function that builds the check of a rule's section.
pub(super) type Build = fn(&Rule, &mut LexiconBuilder) -> Result<Box<dyn Check>, Box<Mistake>>;

fn rule(section: &str) -> Rule {
    let text = format!("severity = 'warning'\nfix = 'safe'\n[zh]\ntitle = '甲'\n{section}");
    let file = RuleFile { name: "甲.toml".into(), text: text.into(), author: Author::Pack };
    load::rule(&RuleId::new("甲/乙"), file).unwrap()
}

/// Returns the findings of the rule with this `section` in a text whose file is called `name`.
pub(super) fn findings(build: Build, section: &str, name: &str, text: &str) -> Vec<Diagnostic> {
    let rule = rule(section);
    let mut lexicon = LexiconBuilder::default();
    let check = build(&rule, &mut lexicon).unwrap();
    let lexicon = lexicon.build();
    let doc = readers::read(&Source { name: name.into(), bytes: text.into() }).unwrap();
    let vocabulary = Vocabulary::default();
    let facts = Facts::new(&doc, &lexicon, &vocabulary);
    let mut found = Vec::new();
    let cx = Context { doc: &doc, name, facts: &facts, reference: None };
    check.check(&cx, &mut Findings::new(&doc, &rule.id, rule.severity, &mut found));
    found.sort_by_key(|found| found.span);
    found
}

/// Returns the text with ⟦ and ⟧ around each finding of the rule with this section.
pub(super) fn marked(build: Build, section: &str, text: &str) -> String {
    let mut marked = text.to_owned();
    for found in findings(build, section, "文稿.txt", text).iter().rev() {
        marked.insert(found.span.end(), '⟧');
        marked.insert(found.span.start(), '⟦');
    }
    marked
}

/// Returns the text after the fixes were applied.
pub(super) fn mended(build: Build, section: &str, text: &str) -> String {
    let mut mended = text.to_owned();
    for found in findings(build, section, "文稿.txt", text).iter().rev() {
        for edit in found.fix.as_ref().unwrap().edits.iter().rev() {
            mended.replace_range(edit.span.range(), &edit.text);
        }
    }
    mended
}

/// Returns the error for a wrong section, and the text of the section that it points at.
pub(super) fn mistake(build: Build, section: &str) -> (String, String) {
    let rule = rule(section);
    let mistake = build(&rule, &mut LexiconBuilder::default()).err().unwrap();
    let span = mistake.span.unwrap();
    let place = &rule.file.text[span.offset()..span.offset() + span.len()];
    (mistake.message.clone(), place.to_owned())
}

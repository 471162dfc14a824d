//! Properties of all documents, in every format and encoding.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod cut;
mod encodings;
mod formats;
mod neighbours;
mod order;
#[path = "../program/mod.rs"]
mod program;
mod texts;

use std::sync::LazyLock;

use hegao::check::{DateOrigin, ReferenceDate};
use hegao::diagnostic::Severity;
use hegao::document::source::Source;
use hegao::engine::lint::{Conditions, Today, check};
use hegao::engine::report::{Checked, Problem};
use hegao::facts::vocabulary::Vocabulary;
use hegao::readers::ReadOptions;
use hegao::registry::{Registry, Ruleset};
use hegao::text::span::Span;
use jiff::civil::date;

static REGISTRY: LazyLock<Registry> = LazyLock::new(Registry::built_in);
static RULES: LazyLock<Ruleset> =
    LazyLock::new(|| Ruleset::new(&REGISTRY.rules().iter().collect::<Vec<_>>()).expect("every rule builds"));

/// A finding without the parts that depend on the format, such as lines.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    /// First byte in the text of the document.
    start: usize,
    rule: String,
    severity: Severity,
    /// The reported words.
    words: String,
    /// First byte of the first and last byte of the last place that the finding names.
    reach: (usize, usize),
}

/// Result of a check by `rules`, on the day that examples of rules are written for.
fn checked(rules: &Ruleset, name: &str, bytes: &[u8], reading: ReadOptions) -> Result<Checked, Problem> {
    let source = Source { name: name.to_owned(), bytes: bytes.to_vec() };
    let vocabulary = Vocabulary::default();
    let now = ReferenceDate { day: date(2026, 11, 21), origin: DateOrigin::Configuration };
    let conditions = Conditions { reading, ..Conditions::new(Today::Fixed(now), &vocabulary) };
    check(&source, rules, &conditions).outcome
}

/// Findings of `rules` in a document.
fn findings(rules: &Ruleset, name: &str, bytes: &[u8], reading: ReadOptions) -> Vec<Finding> {
    let checked = checked(rules, name, bytes, reading).unwrap_or_else(|problem| panic!("{name}: {problem}"));
    let doc = &checked.document;
    let found = checked.diagnostics.iter().map(|found| {
        let places = || found.related.iter().map(|label| label.span).chain([found.span]);
        Finding {
            start: found.span.start(),
            rule: found.rule.to_string(),
            severity: found.severity,
            words: doc.slice(found.span).to_owned(),
            reach: (
                places().map(Span::start).min().unwrap_or_default(),
                places().map(Span::end).max().unwrap_or_default(),
            ),
        }
    });
    found.collect()
}

/// Text of each example of every rule that is about one plain text, with the rule's id.
fn examples() -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for rule in REGISTRY.rules() {
        let examples = REGISTRY.examples(rule).unwrap();
        let bad = examples.bad.into_iter().filter(|bad| bad.beside.is_none() && bad.previous.is_none());
        let bad = bad.map(|bad| (bad.name, bad.text.replace(['⟦', '⟧'], "")));
        let good = examples.good.into_iter().filter(|good| good.beside.is_none() && good.previous.is_none());
        let good = good.map(|good| (good.name, good.text));
        let plain = bad.chain(good).filter(|(name, _)| name.ends_with(".txt"));
        texts.extend(plain.map(|(_, text)| (rule.id.to_string(), text)));
    }
    texts
}

/// Number of cases of a test: `usual`, which take less than two seconds without optimizations, or
/// the number in `PROPTEST_CASES`.
fn cases(usual: usize) -> usize {
    let asked = std::env::var("PROPTEST_CASES").ok();
    asked.and_then(|asked| asked.parse().ok()).unwrap_or(usual)
}

/// `count` of `items`, evenly spread; all of them if there are no more.
fn spread<T>(items: Vec<T>, count: usize) -> impl Iterator<Item = T> {
    let step = items.len().div_ceil(count.max(1)).max(1);
    items.into_iter().step_by(step)
}

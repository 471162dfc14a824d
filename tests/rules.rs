//! Every example in `rules/` is a test: a `bad` one is reported exactly where it is marked, a `good` one leaves all
//! default rules silent. A miss and a false alarm are told apart.

use std::fmt::Write;

use hegao::document::source::Source;
use hegao::engine::collection::Collection;
use hegao::engine::lint::{Conditions, Today, check};
use hegao::engine::report::Checked;
use hegao::facts::vocabulary::Vocabulary;
use hegao::registry::{Registry, Ruleset};
use hegao::rule::check::{DateOrigin, ReferenceDate};
use hegao::rule::{BadExample, GoodExample, Kind, Language, Rule};
use jiff::civil::date;
use libtest_mimic::{Arguments, Failed, Trial};

fn main() {
    let registry = Registry::built_in().expect("every rule file is a rule");
    let mut trials = Vec::new();
    for rule in registry.rules() {
        let examples = registry.examples(rule).expect("every example is well formed");
        let enough = examples.bad.len() >= 3 && examples.good.len() >= 3;
        trials.push(Trial::test(format!("{}::has three examples of each kind", rule.id), move || {
            if enough { Ok(()) } else { Err("fewer than three bad or three good examples".into()) }
        }));
        for (number, bad) in examples.bad.into_iter().enumerate() {
            let rule = rule.clone();
            trials
                .push(Trial::test(format!("{}::bad {}", rule.id, number + 1), move || reported(&rule, &bad)));
        }
        for (number, good) in examples.good.into_iter().enumerate() {
            let name = format!("{}::good {}", rule.id, number + 1);
            trials.push(Trial::test(name, move || silent(&good)));
        }
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

/// What “now” is in examples that give no date of their own.
const AS_OF: ReferenceDate = ReferenceDate { day: date(2026, 11, 21), origin: DateOrigin::Configuration };

fn lint(rules: &[&Rule], name: &str, beside: Option<&str>, text: &str) -> Result<Checked, Failed> {
    let rules = Ruleset::new(rules).map_err(|error| error.to_string())?;
    let mut collection = Collection::new(&rules);
    let mut read = |name: &str, text: &str| {
        let source = Source { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
        let mut report =
            check(&source, &rules, &Conditions::new(Today::Fallback(AS_OF), &Vocabulary::default()));
        collection.add(&mut report);
        report.outcome.map_err(|problem| Failed::from(problem.to_string()))
    };
    if let Some(beside) = beside {
        read("beside.txt", beside)?;
    }
    read(name, text)
}

/// The rules to run beside one that is shown to work: none, but for those that speak of what others found.
fn company<'r>(registry: &'r Registry, rule: &'r Rule) -> Result<Vec<&'r Rule>, Failed> {
    match rule.section.kind {
        Kind::Engine => registry.select(&[], &[]).map_err(|error| error.to_string().into()),
        _ => Ok(vec![rule]),
    }
}

/// The spans a rule reports, as the text with ⟦ and ⟧ around them.
fn marked(checked: &Checked) -> String {
    let view = checked.document.view();
    let mut spans: Vec<_> =
        checked.diagnostics.iter().map(|found| checked.document.in_view(found.span)).collect();
    spans.sort();
    let (mut text, mut at) = (String::new(), 0);
    for span in spans {
        if span.start >= at {
            text.extend([&view[at..span.start], "⟦", &view[span.range()], "⟧"]);
            at = span.end;
        }
    }
    text + &view[at..]
}

fn reported(rule: &Rule, bad: &BadExample) -> Result<(), Failed> {
    let text = bad.text.replace(['⟦', '⟧'], "");
    let registry = Registry::built_in().map_err(|error| error.to_string())?;
    let mut checked = lint(&company(&registry, rule)?, &bad.name, bad.beside.as_deref(), &text)?;
    checked.diagnostics.retain(|found| found.rule == rule.id);
    let found = marked(&checked);
    if found != bad.text {
        let expected = bad.text.matches('⟦').count();
        let kind = match checked.diagnostics.len() {
            few if few < expected => "MISS",
            many if many > expected => "FALSE ALARM",
            _ => "WRONG PLACE",
        };
        return Err(format!("{kind}\nexpected: {}\nfound:    {found}", bad.text).into());
    }
    worded(rule, &checked)?;
    match &bad.fixed {
        Some(fixed) => mended(rule, bad, &checked, fixed),
        None => Ok(()),
    }
}

/// Every text is there in both languages, and every argument it names is given.
fn worded(rule: &Rule, checked: &Checked) -> Result<(), Failed> {
    for language in [Language::Chinese, Language::English] {
        let wording = rule.wording(language);
        for found in &checked.diagnostics {
            let names = found.related.iter().map(|label| label.name).chain(["here"]);
            let labels: Vec<Option<&String>> = names.map(|name| wording.labels.get(name)).collect();
            if labels.contains(&None) {
                return Err(format!("a label is missing in {}", language.tag()).into());
            }
            let phrase =
                found.message.variant.map_or(Some(&wording.plain), |name| wording.variants.get(name));
            let phrase = phrase.ok_or_else(|| format!("a variant is missing in {}", language.tag()))?;
            let texts = [Some(&phrase.message), phrase.help.as_ref(), wording.fix.as_ref()];
            for text in texts.into_iter().chain(labels).flatten() {
                for name in text.split('{').skip(1).filter_map(|rest| rest.split('}').next()) {
                    if !found.message.args.iter().any(|(argument, _)| *argument == name) {
                        return Err(format!("nothing fills {{{name}}} in {}", language.tag()).into());
                    }
                }
            }
        }
    }
    Ok(())
}

/// The fixes give what the example says, and leave nothing to report.
fn mended(rule: &Rule, bad: &BadExample, checked: &Checked, fixed: &str) -> Result<(), Failed> {
    let mut text = checked.document.view().to_owned();
    for found in checked.diagnostics.iter().rev() {
        let fix = found.fix.as_ref().ok_or("a finding without a fix")?;
        for edit in fix.edits.iter().rev() {
            let span = checked.document.editable(edit.span).ok_or("an edit of markup")?;
            text.replace_range(span.bytes.range(), &edit.text);
        }
    }
    if text != fixed {
        return Err(format!("the fix gives\n{text}\nnot\n{fixed}").into());
    }
    match lint(&[rule], &bad.name, bad.beside.as_deref(), &text)?.diagnostics.len() {
        0 => Ok(()),
        left => Err(format!("{left} findings left after the fix").into()),
    }
}

fn silent(good: &GoodExample) -> Result<(), Failed> {
    let registry = Registry::built_in().map_err(|error| error.to_string())?;
    let rules = registry.select(&[], &[]).map_err(|error| error.to_string())?;
    let checked = lint(&rules, &good.name, good.beside.as_deref(), &good.text)?;
    let mut alarms = String::new();
    for found in &checked.diagnostics {
        let _ = writeln!(alarms, "FALSE ALARM {}: {}", found.rule, checked.document.slice(found.span));
    }
    if alarms.is_empty() { Ok(()) } else { Err(alarms.into()) }
}

//! Runs the examples in `rules/` as tests: a `bad` one must be reported exactly at its marks, a
//! `good` one by no default rule. A missing finding and a false alarm have different messages.

use std::sync::Arc;

use hegao::engine::examples::{Examiner, Fault, Marked};
use hegao::registry::Registry;
use libtest_mimic::{Arguments, Failed, Trial};

fn main() {
    let registry = Registry::built_in();
    let examiner = Arc::new(Examiner::new(&registry).expect("every rule builds"));
    let mut trials = Vec::new();
    for rule in registry.rules() {
        let examples = registry.examples(rule).expect("every example is well formed");
        let enough = examples.bad.len() >= 3 && examples.good.len() >= 3;
        trials.push(Trial::test(format!("{}::has three examples of each kind", rule.id), move || {
            if enough { Ok(()) } else { Err("fewer than three bad or three good examples".into()) }
        }));
        for (number, bad) in examples.bad.into_iter().enumerate() {
            let (rule, examiner) = (rule.clone(), examiner.clone());
            let name = format!("{}::bad {}", rule.id, number + 1);
            trials.push(Trial::test(name, move || examiner.bad(&rule, &bad).map_err(|fault| told(&fault))));
        }
        for (number, good) in examples.good.into_iter().enumerate() {
            let (rule, examiner) = (rule.clone(), examiner.clone());
            let name = format!("{}::good {}", rule.id, number + 1);
            trials.push(Trial::test(name, move || examiner.good(&rule, &good).map_err(|fault| told(&fault))));
        }
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

/// Creates the error message for a failed example, with the expected and the actual text below each
/// other.
fn told(fault: &Fault) -> Failed {
    let texts = |kind: &str, marked: &Marked| {
        format!("{kind}\nexpected: {}\nfound:    {}", marked.expected, marked.found)
    };
    match fault {
        Fault::Miss(marked) => texts("MISS", marked).into(),
        Fault::FalseAlarm(marked) => texts("FALSE ALARM", marked).into(),
        Fault::WrongPlace(marked) => texts("WRONG PLACE", marked).into(),
        Fault::WrongFix(marked) => texts("WRONG FIX", marked).into(),
        Fault::NotSilent { rule, found } => format!("FALSE ALARM {rule}: {found}").into(),
        other => format!("{other:?}").into(),
    }
}

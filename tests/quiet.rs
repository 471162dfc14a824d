//! Correct documents in `fixtures/quiet`: no default rule may report anything in them.

use std::fs;
use std::path::Path;

use hegao::document::source::Source;
use hegao::engine::lint::{Conditions, Today, check};
use hegao::facts::vocabulary::Vocabulary;
use hegao::registry::{Registry, Ruleset};

#[test]
fn clean_documents_have_no_findings() {
    let registry = Registry::built_in();
    let rules = Ruleset::new(&registry.select(&[], &[]).unwrap()).unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/quiet");
    let mut checked_files = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let source = Source { name: path.display().to_string(), bytes: fs::read(&path).unwrap() };
        let checked =
            check(&source, &rules, &Conditions::new(Today::Off, &Vocabulary::default())).outcome.unwrap();
        let alarms: Vec<String> = checked
            .diagnostics
            .iter()
            .map(|found| format!("{}: {}", found.rule, checked.document.slice(found.span)))
            .collect();
        assert!(alarms.is_empty(), "{}: {alarms:#?}", path.display());
        checked_files += 1;
    }
    assert!(checked_files >= 2, "no documents to be quiet on");
}

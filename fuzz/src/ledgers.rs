//! Properties of the figures that are found in a document: each lies in the text, each relation
//! leads to its figures, and every output of `hegao figures` contains the same counts.

use hegao::document::Document;
use hegao::facts::Facts;
use hegao::facts::figure::ledger::{Counts, Ledger, Tick};
use hegao::language::Language;
use hegao::output::ledger::html::Html;
use hegao::output::ledger::json::Json;
use hegao::output::ledger::markdown::Markdown;
use hegao::output::ledger::pretty::Pretty;
use hegao::output::ledger::{LedgerOutput, Page, Totals};
use serde_json::Value;

use crate::places::lies;
use crate::reports::{parsed, shows_no_control};

/// Asserts the properties of all figures of a document. Returns their counts.
pub fn hold(doc: &Document, facts: &Facts<'_>, language: Language) -> Counts {
    let ledger = facts.ledger();
    entries(doc, &ledger);
    relations(doc, &ledger);
    let counts = ledger.counts();
    assert_eq!(counts, facts.ledger_counts(), "figures are counted alike with and without passages");
    let headings = facts.headings();
    let page = Page { path: "稿", doc, facts, headings: &headings, ledger: &ledger };
    json(&parsed(&written(&Json { language }, &page)), counts);
    shows_no_control(&written(&Markdown { language }, &page));
    shows_no_control(&written(&Pretty { width: 40, is_coloured: false, language }, &page));
    assert!(written(&Html { language }, &page).contains("</html>"));
    counts
}

fn entries(doc: &Document, ledger: &Ledger<'_, '_>) {
    let mut next = 0;
    for passage in &ledger.passages {
        lies(doc, passage.span);
        assert!(!passage.entries.is_empty(), "a passage has a figure");
        for entry in &passage.entries {
            lies(doc, entry.span);
            assert!(entry.span.start() >= next, "figures are in order");
            next = entry.span.start() + 1;
            assert!(passage.span.contains(entry.span), "{:?} lies in its passage", doc.slice(entry.span));
            let is_related = ledger.relations_of(*entry).next().is_some();
            assert_eq!(entry.tick != Tick::Open, is_related, "{:?} is compared", doc.slice(entry.span));
        }
    }
}

fn relations(doc: &Document, ledger: &Ledger<'_, '_>) {
    let entries = || ledger.passages.iter().flat_map(|passage| &passage.entries);
    for relation in &ledger.relations {
        lies(doc, relation.stated.span);
        relation.operands.iter().for_each(|operand| lies(doc, operand.quantity.span));
        let stated = entries().find(|entry| entry.span.start() == relation.stated.span.start());
        let stated = stated.expect("the stated figure of a relation is a figure");
        assert!(!relation.is_wrong() || stated.tick == Tick::Wrong, "a wrong figure is ticked as wrong");
    }
    let mut placed: Vec<usize> =
        ledger.passages.iter().flat_map(|passage| &passage.relations).copied().collect();
    placed.sort_unstable();
    assert!(placed.into_iter().eq(0..ledger.relations.len()), "each relation is in one passage");
}

fn json(json: &Value, counts: Counts) {
    let number = |value: &Value| value.as_u64().expect("a whole number") as usize;
    let file = &json["files"][0];
    let passages = || file["passages"].as_array().into_iter().flatten();
    let all =
        |key: &str| passages().flat_map(|passage| passage[key].as_array()).flatten().collect::<Vec<_>>();
    let (figures, relations) = (all("figures"), all("relations"));
    let open = figures.iter().filter(|figure| figure["tick"] == "open").count();
    assert_eq!((figures.len(), open), (counts.figures(), counts.open), "{file}");
    let holding = relations.iter().filter(|relation| relation["holds"] == true).count();
    assert_eq!((relations.len(), holding), (counts.relations(), counts.holding), "{file}");
    for counted in [&file["figures"], &json["summary"]] {
        let [hold, wrong] = ["hold", "wrong"].map(|key| number(&counted[key]));
        assert_eq!((hold, wrong), (counts.holding, counts.wrong), "{counted}");
    }
}

fn written(output: &dyn LedgerOutput, page: &Page<'_, '_>) -> String {
    let totals = Totals { files: 1, unreadable: 0, counts: page.ledger.counts() };
    let mut out = Vec::new();
    output.begin(&mut out).expect("memory takes everything");
    output.file(0, page, &mut out).expect("memory takes everything");
    output.end(&totals, &mut out).expect("memory takes everything");
    String::from_utf8(out).expect("ledgers are UTF-8")
}

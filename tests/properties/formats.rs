//! Prose has the same findings in every format.

use hegao::readers::ReadOptions;
use hegao::registry::Ruleset;

use crate::program::written::{FORMATS, file};
use crate::{Finding, REGISTRY, cases, examples, findings};

/// Rules about what pages leave in a text. A page itself has such signs and lines of its own, so
/// they are not reported in Markdown and HTML.
const ABOUT_PAGES: [&str; 6] = [
    "leftover/carrier", "leftover/machine", "leftover/message", "leftover/remark", "leftover/residue",
    "leftover/site",
];

/// True for a finding that the format explains.
fn is_explained(extension: &str, found: &Finding) -> bool {
    let is_page = ABOUT_PAGES.contains(&found.rule.as_str());
    match extension {
        "html" => is_page,
        // Its signs of markup may be masks and fields in other formats, and the numbers of its
        // lists are shown alike.
        "md" => is_page || found.rule == "numbering/mixed" || found.words.contains(['_', '~', '*', '#', '[']),
        _ => false,
    }
}

/// Findings without their places, in order. The places differ, because each format has its own
/// paragraph breaks.
fn told(rules: &Ruleset, extension: &str, paragraphs: &[&str]) -> Vec<Finding> {
    let name = format!("稿.{extension}");
    let found = findings(rules, &name, &file(extension, paragraphs), ReadOptions::default());
    let mut found: Vec<Finding> =
        found.into_iter().map(|found| Finding { start: 0, reach: (0, 0), ..found }).collect();
    found.sort();
    found
}

/// True for prose that every format can hold: without blanks that HTML or Markdown join or remove,
/// and without characters that XML forbids.
fn is_prose(paragraph: &str) -> bool {
    let is_plain = |c: char| !c.is_control() && c != '\u{FEFF}' && c != '\u{FFFE}';
    !paragraph.is_empty()
        && paragraph.trim_matches(' ') == paragraph
        && !paragraph.contains("  ")
        && paragraph.chars().all(is_plain)
}

#[test]
fn examples_have_the_same_findings_in_every_format() {
    let mut faults = Vec::new();
    let (mut at, mut found) = (0, 0);
    // One other format for each example takes less than two seconds.
    let formats = cases(1).clamp(1, FORMATS.len() - 1);
    for of_rule in examples().chunk_by(|one, other| one.0 == other.0) {
        let id = &of_rule[0].0;
        let rules = Ruleset::new(&[REGISTRY.rule(id).unwrap()]).unwrap();
        for (_, text) in of_rule {
            let paragraphs: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
            if !paragraphs.iter().all(|paragraph| is_prose(paragraph)) {
                continue;
            }
            let expected = told(&rules, "txt", &paragraphs);
            found += expected.len();
            at += 1;
            for extension in (0..formats).map(|other| FORMATS[1 + (at + other) % (FORMATS.len() - 1)]) {
                let differs = |found: &&Finding| !is_explained(extension, found);
                let other = told(&rules, extension, &paragraphs);
                if !expected.iter().filter(differs).eq(other.iter().filter(differs)) {
                    faults.push(format!("{id} as {extension}: {other:?}, not {expected:?}\n{text}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}\n{} differ", faults.join("\n\n"), faults.len());
    assert!(found > 500, "{found} findings");
}

//! The report for a terminal: each block is about one rule, everything counted in the summary is
//! shown, and no line is wider than the terminal.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use hegao::check::{DateOrigin, ReferenceDate};
use hegao::diagnostic::Severity;
use hegao::document::source::Source;
use hegao::engine::collection::Collection;
use hegao::engine::lint::{Conditions, Today, check};
use hegao::engine::report::{FileReport, Summary};
use hegao::facts::vocabulary::Vocabulary;
use hegao::language::Language;
use hegao::output::formats::pretty::Pretty;
use hegao::output::{Output, Run};
use hegao::registry::{Registry, Ruleset};
use hegao::rule::section::Kind;
use hegao::rule::{BadExample, Rule};
use miette::GraphicalTheme;
use unicode_width::UnicodeWidthStr;

const LANGUAGES: [Language; 2] = [Language::Chinese, Language::English];
/// Terminal widths, in display cells.
const WIDTHS: [usize; 4] = [40, 60, 80, 120];
/// A paragraph without findings, wider than any terminal, with a tab, an emoji and zero-width
/// characters.
const FILLER: &str = "各部门要按照分工抓好落实，\t做到件件有着落👍🏽、事事有回音❤️，办理情况及时向社会公开\u{200b}，接受群众监督。";

/// Checks documents one after another, as the program does.
struct Reader<'r> {
    rules: &'r Ruleset,
    vocabulary: Vocabulary,
    collection: Collection<'r>,
}

impl<'r> Reader<'r> {
    fn new(rules: &'r Ruleset) -> Self {
        Self { rules, vocabulary: Vocabulary::default(), collection: Collection::new(rules) }
    }

    fn read(&mut self, name: &str, text: &str) -> FileReport {
        let day = "2026-11-21".parse().unwrap();
        let today = Today::Fallback(ReferenceDate { day, origin: DateOrigin::Configuration });
        let source = Source { name: name.to_owned(), bytes: text.into() };
        let mut report = check(&source, self.rules, &Conditions::new(today, &self.vocabulary));
        self.collection.add(&mut report);
        report
    }
}

fn printed(run: &Run<'_>, report: &FileReport, width: usize) -> String {
    let mut out = Vec::new();
    Pretty::new(width, GraphicalTheme::unicode_nocolor()).file(run, report, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Counts the findings shown in a report by family and severity.
fn counted(registry: &Registry, page: &str) -> BTreeMap<(String, Severity), usize> {
    let mut counts = BTreeMap::new();
    let mut lines = page.lines().peekable();
    while let Some(line) = lines.next() {
        if registry.rule(line).is_err() {
            continue;
        }
        assert_eq!(lines.next(), Some(""));
        let mut message = String::new();
        while let Some(line) = lines.next_if(|line| !line.contains("╭─")) {
            message += line;
        }
        let severity = match message.trim_start().chars().next() {
            Some('×') => Severity::Error,
            Some('⚠') => Severity::Warning,
            Some('☞') => Severity::Hint,
            other => panic!("{other:?}: {message}"),
        };
        let message: String = message.chars().filter(|c| !matches!(c, ' ' | '│')).collect();
        let number = |before: &str| -> usize {
            let digits = before.chars().rev().take_while(char::is_ascii_digit).collect::<String>();
            digits.chars().rev().collect::<String>().parse().unwrap()
        };
        let count = message
            .strip_suffix("处")
            .filter(|message| message.contains("：这一段共"))
            .or_else(|| message.strip_suffix("inthisparagraph"))
            .map_or(1, number);
        *counts.entry((line.split('/').next().unwrap().to_owned(), severity)).or_default() += count;
    }
    counts
}

fn counts_of_summary(summary: &Summary) -> BTreeMap<(String, Severity), usize> {
    let families = summary.families().into_iter();
    let each = families.flat_map(|(family, counts)| {
        Severity::ALL.map(|severity| ((family.to_owned(), severity), counts.of(severity)))
    });
    each.filter(|(_, count)| *count > 0).collect()
}

fn assert_adds_up(registry: &Registry, report: &FileReport) {
    for language in LANGUAGES {
        let run = Run { registry, language, fail_on: Severity::Warning };
        let page = printed(&run, report, 100);
        let mut summary = Summary::default();
        summary.add(report);
        assert_eq!(counted(registry, &page), counts_of_summary(&summary), "{page}");
    }
}

fn all_rules(registry: &Registry) -> Ruleset {
    Ruleset::new(&registry.rules().iter().collect::<Vec<_>>()).unwrap()
}

fn examples(registry: &Registry) -> impl Iterator<Item = (&Rule, BadExample)> {
    let of = |rule| registry.examples(rule).unwrap().bad.into_iter().map(move |bad| (rule, bad));
    registry.rules().iter().flat_map(of)
}

fn unmarked(bad: &BadExample) -> String {
    bad.text.replace(['⟦', '⟧'], "")
}

#[test]
fn a_block_is_of_one_rule() {
    let registry = Registry::built_in();
    let rules = all_rules(&registry);
    let text = "20XX年5月X日，XX同志到会，共签约XX个项目，联系人：{{姓名}}。";
    let report = Reader::new(&rules).read("稿.txt", text);
    let found = &report.outcome.as_ref().unwrap().diagnostics;
    let mut ids: Vec<&str> = found.iter().map(|found| found.rule.as_str()).collect();
    ids.dedup();
    ids.sort_unstable();
    ids.dedup();
    assert!(ids.len() >= 3 && found.len() > ids.len(), "{ids:?}");
    let run = Run { registry: &registry, language: Language::Chinese, fail_on: Severity::Warning };
    let page = printed(&run, &report, 80);
    let mut blocks: Vec<&str> = page.lines().filter(|line| registry.rule(line).is_ok()).collect();
    blocks.sort_unstable();
    assert_eq!(blocks, ids, "{page}");
    assert!(page.contains("这一段共 2 处"), "{page}");
}

#[test]
fn the_report_shows_what_the_summary_counts() {
    let registry = Registry::built_in();
    let rules = all_rules(&registry);
    for folder in ["fixtures/demo", "fixtures/quiet"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let text = fs::read_to_string(&path).unwrap();
            let report = Reader::new(&rules).read(&path.display().to_string(), &text);
            assert_adds_up(&registry, &report);
        }
    }
}

/// Generates documents from the examples of rules, several per paragraph.
#[test]
fn reports_of_generated_documents_show_what_the_summary_counts() {
    let registry = Registry::built_in();
    let rules = all_rules(&registry);
    let texts: Vec<String> = examples(&registry).map(|(_, bad)| unmarked(&bad)).collect();
    let mut state: u64 = 7;
    for _ in 0..25 {
        let mut text = String::new();
        for _ in 0..12 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let next = texts[(state >> 33) as usize % texts.len()].trim_end();
            text += next;
            if state >> 63 == 0 {
                text.push('\n');
            }
        }
        let report = Reader::new(&rules).read("稿.txt", &text);
        assert!(!report.outcome.as_ref().unwrap().diagnostics.is_empty());
        assert_adds_up(&registry, &report);
    }
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    let registry = Registry::built_in();
    let defaults = Ruleset::new(&registry.select(&[], &[]).unwrap()).unwrap();
    let alone = registry.rules().iter().map(|rule| (&rule.id, Ruleset::new(&[rule]).unwrap()));
    let alone: BTreeMap<_, _> = alone.collect();
    let padded = |text: &str| [text.to_owned(), format!("{FILLER}{}{FILLER}", text.trim_end())];
    let mut shown = 0;
    for (rule, bad) in examples(&registry) {
        let rules = if rule.section.kind == Kind::Engine { &defaults } else { &alone[&rule.id] };
        for text in padded(&unmarked(&bad)) {
            let mut reader = Reader::new(rules);
            if let Some(beside) = &bad.beside {
                reader.read("一份名字很长很长的讲话稿，放在很深的文件夹里.txt", beside);
            }
            let report = reader.read(&bad.name, &text);
            for (language, width) in LANGUAGES.into_iter().flat_map(|l| WIDTHS.map(|width| (l, width))) {
                let run = Run { registry: &registry, language, fail_on: Severity::Warning };
                let page = printed(&run, &report, width);
                shown += page.lines().count();
                for line in page.lines() {
                    assert!(line.width() <= width, "{} at {width}: {line}\n{page}", rule.id);
                }
            }
        }
    }
    assert!(shown > 10_000, "{shown} lines");
}

#[test]
fn a_long_path_leaves_its_end_and_its_place() {
    let registry = Registry::built_in();
    let rules = all_rules(&registry);
    let path = "/".to_owned() + &"很深的文件夹/".repeat(9) + "讲话稿.txt";
    let report = Reader::new(&rules).read(&path, "完成投资XX亿元。");
    let run = Run { registry: &registry, language: Language::Chinese, fail_on: Severity::Warning };
    let page = printed(&run, &report, 60);
    assert!(page.lines().all(|line| line.width() <= 60), "{page}");
    assert!(page.contains("╭─[…") && page.contains("/讲话稿.txt:1:5]"), "{page}");
    assert!(printed(&run, &report, 200).contains(&path), "whole where there is room");
}

//! Writes the reports of one run. JSON and XML are parsed again, to test that they are well-formed.

use hegao::diagnostic::Severity;
use hegao::engine::report::{FileReport, Summary};
use hegao::language::Language;
use hegao::output::formats::checkstyle::Checkstyle;
use hegao::output::formats::github::Github;
use hegao::output::formats::github::summary::StepSummary;
use hegao::output::formats::gitlab::Gitlab;
use hegao::output::formats::json::Json;
use hegao::output::formats::json::WithText;
use hegao::output::formats::json::lines::JsonLines;
use hegao::output::formats::junit::Junit;
use hegao::output::formats::line::Line;
use hegao::output::formats::markdown::Markdown;
use hegao::output::formats::pretty::Pretty;
use hegao::output::formats::rdjson::Rdjson;
use hegao::output::formats::sarif::Sarif;
use hegao::output::{Output, Run};
use miette::GraphicalTheme;
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

use crate::rules::REGISTRY;

/// Writes the files as JSON and in a third of the other formats, and parses the formats that can be
/// parsed. The words of the first document select the third, so that mutations of one text go
/// through all of them: to write all for each input takes as long as all rules.
pub fn hold(files: &[FileReport], language: Language) {
    let run = Run { registry: &REGISTRY, language, fail_on: Severity::Warning };
    json(files, language);
    let words =
        files.iter().flat_map(|file| &file.outcome).next().map_or("", |checked| checked.document.text());
    match words.bytes().fold(0, |sum: usize, byte| sum + usize::from(byte)) % 3 {
        0 => structured(&run, files),
        1 => for_programs(&run, files),
        _ => for_people(&run, files),
    }
}

/// Writes SARIF, JSON lines, and JSON with the texts.
fn structured(run: &Run<'_>, files: &[FileReport]) {
    let sarif = parsed(&written(run, files, &mut Sarif::default()));
    assert!(sarif["runs"][0]["results"].as_array().is_some_and(|results| results.len() >= found(files)));
    for line in written(run, files, &mut JsonLines::default()).lines() {
        parsed(line);
    }
    let with_text = parsed(&written(run, files, &mut Json::new(WithText::Yes)));
    for file in with_text["files"].as_array().into_iter().flatten() {
        marks_lie_in_the_text(file);
    }
}

/// Writes the formats of code review, and lines.
fn for_programs(run: &Run<'_>, files: &[FileReport]) {
    parsed(&written(run, files, &mut Gitlab::default()));
    parsed(&written(run, files, &mut Rdjson::default()));
    well_formed(&written(run, files, &mut Checkstyle));
    well_formed(&written(run, files, &mut Junit));
    let lines = written(run, files, &mut Line);
    assert!(lines.lines().count() >= found(files), "every finding is a line");
    shows_no_control(&lines);
    shows_no_control(&written(run, files, &mut Github));
}

/// Writes the formats that people read.
fn for_people(run: &Run<'_>, files: &[FileReport]) {
    shows_no_control(&written(run, files, &mut Markdown::default()));
    shows_no_control(&written(run, files, &mut StepSummary::default()));
    for width in [30, 100] {
        let mut pretty = Pretty::new(width, GraphicalTheme::unicode_nocolor());
        shows_no_control(&written(run, files, &mut pretty));
    }
}

/// Writes the files as JSON, which is parsed again.
pub fn json(files: &[FileReport], language: Language) {
    let run = Run { registry: &REGISTRY, language, fail_on: Severity::Warning };
    let json = parsed(&written(&run, files, &mut Json::default()));
    let listed = json["files"].as_array().into_iter().flatten();
    let count = |file: &Value| file["diagnostics"].as_array().map_or(0, Vec::len);
    assert_eq!(listed.map(count).sum::<usize>(), found(files), "every finding is in the JSON");
}

/// Number of findings.
fn found(files: &[FileReport]) -> usize {
    files.iter().flat_map(|file| &file.outcome).map(|checked| checked.diagnostics.len()).sum()
}

/// Asserts that a text for a terminal has no control characters but line ends.
pub fn shows_no_control(text: &str) {
    let is_bare = |c: char| c.is_control() && c != '\n';
    assert!(!text.contains(is_bare), "a control character reaches the terminal: {text:?}");
}

/// Asserts that the blocks in a JSON report are in order, and that each is as long as its text.
fn marks_lie_in_the_text(file: &Value) {
    let number = |value: &Value| value.as_u64().expect("a whole number") as usize;
    let mut end = 0;
    for block in file["text"].as_array().into_iter().flatten() {
        let (text, place) = (block["text"].as_str().expect("a text"), &block["location"]["in_text"]);
        assert!(number(&place["start"]) >= end, "{block}");
        end = number(&place["end"]);
        assert_eq!(end - number(&place["start"]), text.len(), "{block}");
        let length = number(&place["utf16_end"]) - number(&place["utf16_start"]);
        assert_eq!(length, text.encode_utf16().count(), "{block}");
    }
    for found in file["diagnostics"].as_array().into_iter().flatten() {
        let place = &found["location"]["in_text"];
        assert!(number(&place["start"]) <= number(&place["end"]), "{found}");
    }
}

fn written(run: &Run<'_>, files: &[FileReport], output: &mut dyn Output) -> String {
    let (mut bytes, mut summary) = (Vec::new(), Summary::default());
    output.begin(run, &mut bytes).expect("memory takes everything");
    for file in files {
        summary.add(file);
        output.file(run, file, &mut bytes).expect("memory takes everything");
    }
    output.end(run, &summary, &mut bytes).expect("memory takes everything");
    String::from_utf8(bytes).expect("reports are UTF-8")
}

/// Parses JSON.
pub fn parsed(json: &str) -> Value {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {json}"))
}

fn well_formed(xml: &str) {
    let is_allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    assert!(xml.chars().all(is_allowed), "XML has no such character: {xml:?}");
    let mut reader = Reader::from_str(xml);
    reader.config_mut().enable_all_checks(true);
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return,
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                for attribute in tag.attributes() {
                    attribute.unwrap_or_else(|error| panic!("{error}: {xml}"));
                }
            }
            Ok(_) => {}
            Err(error) => panic!("{error}: {xml}"),
        }
    }
}

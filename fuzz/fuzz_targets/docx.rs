//! Word documents of any structure: they are read, checked, fixed and annotated, and everything
//! else in them stays unchanged.

#![no_main]

use hegao::diagnostic::Severity;
use hegao::document::source::{Revisions, Source};
use hegao::engine::lint::{Conditions, Today, check};
use hegao::language::Language;
use hegao::output::Run;
use hegao::output::remark::remarks;
use hegao::readers::{ReadOptions, read_as};
use hegao::writers::{Author, Kind, annotate, without_remarks};
use hegao_fuzz::remarks::told;
use hegao_fuzz::rules::{ALL, NO_WORDS, REGISTRY};
use hegao_fuzz::word::Word;
use hegao_fuzz::{fixes, places};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|word: Word| {
    let Some(bytes) = word.build() else { return };
    let source = Source { name: "稿.docx".to_owned(), bytes };
    for revisions in [Revisions::Final, Revisions::Original] {
        let options = ReadOptions { revisions, ..ReadOptions::default() };
        let Ok(doc) = read_as(&source, &options) else { return };
        places::hold(&doc, &source, &options);
    }
    let conditions = Conditions::new(Today::Off, &NO_WORDS);
    let checked = check(&source, &ALL, &conditions).outcome.expect("it was read before");
    fixes::lie_in_the_text(&checked);
    fixes::hold(&source, &ALL, &conditions, &checked);

    let run = Run { registry: &REGISTRY, language: Language::Chinese, fail_on: Severity::Warning };
    let doc = &checked.document;
    let remarks = remarks(&run, &checked, &checked.diagnostics);
    let author = Author { name: "核稿".to_owned(), initials: "核".to_owned(), sign: "核稿".to_owned() };
    let annotated =
        annotate(&source, doc, &remarks, (&author, Kind::Copy)).expect("comments can be written into it");
    // A document without a paragraph has no place for a comment.
    let (added, without_place) = (annotated.added, annotated.without_place);
    assert_eq!(added + without_place, remarks.len(), "every remark is a comment, or has no place");
    let copy = Source { name: source.name.clone(), bytes: annotated.bytes };
    let copied = check(&copy, &ALL, &conditions).outcome.expect("what was written is read");
    assert_eq!(copied.document.text(), doc.text(), "comments change no word");
    assert_eq!(copied.document.view(), doc.view(), "comments change no line");
    assert_eq!(told(&copied.diagnostics), told(&checked.diagnostics), "comments change no finding");
    let comments =
        |doc: &hegao::document::Document| doc.origin().properties.as_ref().map_or(0, |known| known.comments);
    assert_eq!(comments(&copied.document), comments(doc) + added, "every added remark is a comment");
    let cleared = without_remarks(&copy, &copied.document).expect("what was written is read");
    assert_eq!(cleared.map_or(0, |cleared| cleared.removed), added, "every remark is known again");
});

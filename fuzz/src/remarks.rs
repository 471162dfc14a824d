//! Properties of remarks that are written into a document: they change no word, a second run
//! replaces them, and the document without them is as before.

use hegao::diagnostic::{Diagnostic, Severity};
use hegao::document::Document;
use hegao::document::source::{Encoding, Format, Source};
use hegao::engine::lint::{Conditions, Today, check};
use hegao::engine::report::Problem;
use hegao::language::Language;
use hegao::linter::annotating::{Signature, as_written, author, cleared, written};
use hegao::output::Run;
use hegao::output::remark::remarks;
use hegao::readers::{ReadOptions, read_as};
use hegao::writers::{Annotated, Kind, WriteError, is_annotated, is_untouched_copy};

use crate::rules::{ALL, NO_WORDS, REGISTRY};

/// Kinds of brackets around marked text. Big5 lacks the first two.
const BRACKETS: [[char; 2]; 5] = [['⟦', '⟧'], ['〖', '〗'], ['【', '】'], ['｛', '｝'], ['［', '］']];

/// Writes remarks into a document, removes them, writes them again, and asserts the properties.
pub fn hold(source: Source, language: Language, kind: Kind) {
    let name = source.name.clone();
    let (source, reading) = match as_written((source, ReadOptions::default())) {
        Ok(written) => written,
        Err(Problem::Unwritten(WriteError::Unsupported { format })) => {
            return assert!(!is_annotated(format), "{name} can hold remarks");
        }
        Err(problem) => panic!("{name}: {problem}"),
    };
    // A document that cannot be read cannot be annotated.
    let Ok(clean) = cleared(&source, &reading, Signature::Lost) else { return };
    let first = clean.source.into_owned();
    let Some(once) = annotated(&first, language, kind) else { return };
    let copy = Source { name: first.name.clone(), bytes: once.file.bytes };
    let marked = document(&copy);
    let is_sealed = kind == Kind::Copy && (once.file.added > 0 || marked.origin().format == Format::Docx);
    assert_eq!(is_untouched_copy(&copy, &marked), is_sealed, "a copy that nobody edited is known");

    let clean = cleared(&copy, &reading, Signature::Kept).expect("what was written is read");
    assert_eq!(clean.removed, once.file.added, "every remark is known again");
    let second = clean.source.into_owned();
    if once.doc.origin().format == Format::Docx {
        assert_eq!(marked.text(), once.doc.text(), "remarks change no word");
        let left = document(&second);
        assert_eq!((left.text(), left.view()), (once.doc.text(), once.doc.view()), "nothing else is removed");
    } else {
        assert_eq!(second.bytes, first.bytes, "nothing else is removed");
    }
    let again = cleared(&second, &reading, Signature::Kept).expect("what was written is read");
    assert_eq!(again.removed, 0, "no remark is left");

    let twice = annotated(&second, language, kind).expect("it was annotated before");
    assert_eq!(told(&twice.found), told(&once.found), "remarks change no finding");
    let counts = |file: &Annotated| (file.added, file.kept, file.without_place);
    assert_eq!(counts(&twice.file), (once.file.added, once.file.kept, once.file.without_place));
    let copy = Source { name: first.name, bytes: twice.file.bytes };
    let comments = |doc: &Document| doc.origin().properties.as_ref().map_or(0, |known| known.comments);
    assert_eq!(comments(&document(&copy)), comments(&marked), "there is one set of remarks");
}

/// Returns findings without their fixes. A fix can be applied only if no markup is in the way, and
/// runs that were split for remarks stay split.
pub fn told(found: &[Diagnostic]) -> Vec<Diagnostic> {
    found.iter().map(|found| Diagnostic { fix: None, ..found.clone() }).collect()
}

/// A document, its findings, and the file with them as remarks.
struct Round {
    doc: Document,
    found: Vec<Diagnostic>,
    file: Annotated,
}

/// Annotates a document that holds no remarks. `None` if its encoding lacks a character of them.
fn annotated(source: &Source, language: Language, kind: Kind) -> Option<Round> {
    let reading = ReadOptions::default();
    let conditions = Conditions { reading, ..Conditions::new(Today::Off, &NO_WORDS) };
    let checked = check(source, &ALL, &conditions).outcome.expect("it was read before");
    let run = Run { registry: &REGISTRY, language, fail_on: Severity::Warning };
    let remarks = remarks(&run, &checked, &checked.diagnostics);
    let by = author(language.pick("核稿", "reviewer"), language);
    let file = match written((source, &reading), &checked.document, &remarks, (&by, kind)) {
        Ok(file) => file,
        Err(Problem::Unwritten(WriteError::Unencodable { .. })) => return None,
        Err(Problem::Unwritten(WriteError::TextChanged)) if has_all_brackets(&checked.document) => {
            return None;
        }
        Err(problem) => panic!("read, but not annotated: {problem}"),
    };
    assert!(file.added + file.without_place <= remarks.len());
    Some(Round { doc: checked.document, found: checked.diagnostics, file })
}

/// Returns true if a text contains brackets of every kind that could mark findings. If they are not
/// in pairs there, the marks could not be told from the text, and the document is refused.
fn has_all_brackets(doc: &Document) -> bool {
    let is_big5 = doc.origin().encoding.is_some_and(|(encoding, _)| encoding == Encoding::Big5);
    let kinds = if is_big5 { &BRACKETS[2..] } else { &BRACKETS };
    doc.origin().format != Format::Docx && kinds.iter().all(|pair| doc.view().contains(*pair))
}

fn document(source: &Source) -> Document {
    read_as(source, &ReadOptions::default()).expect("what was written is read")
}

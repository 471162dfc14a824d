//! The text of a finding for formats that have only one text field for it: the message, the related
//! places, and the advice, as sentences.

use crate::diagnostic::{Diagnostic, Elsewhere, Label, Passage};
use crate::document::Document;
use crate::document::location::Spoken;
use crate::engine::report::Checked;
use crate::language::Language;
use crate::output::Run;
use crate::output::place::SpokenPlace;
use crate::output::whereabouts::whereabouts;
use crate::text::chars::clipped;
use crate::text::span::Span;

/// Maximum number of characters of a quotation; longer ones are cut.
const MAX_QUOTE: usize = 40;

/// The sentences of a finding.
pub(super) struct FindingText {
    /// The message of the finding.
    pub(super) message: String,
    /// The place in words and the words found there, if the place is outside the running text, as
    /// in the table of contents, hidden text or a footnote.
    pub(super) place: Option<String>,
    /// The related places of the finding, one sentence each.
    pub(super) related: Vec<String>,
    /// The advice, if the rule gives any.
    pub(super) help: Option<String>,
}

/// Describes a finding in sentences.
pub(super) fn finding_text(run: &Run<'_>, checked: &Checked, found: &Diagnostic) -> FindingText {
    let doc = &checked.document;
    let place = whereabouts(doc, found.span, run.language)
        .map(|place| format!("「{}」{place}", quote(doc, found.span)));
    FindingText {
        message: run.message(found),
        place,
        related: found
            .related
            .iter()
            .map(|label| related(run, checked, found, label))
            .chain(found.elsewhere.iter().map(|other| elsewhere(run, found, other)))
            .collect(),
        help: run.help(found),
    }
}

impl FindingText {
    /// All sentences, one per line.
    pub(super) fn lines(self) -> Vec<String> {
        let Self { message, place, related, help } = self;
        std::iter::once(message).chain(place).chain(related).chain(help).collect()
    }
}

fn related(run: &Run<'_>, checked: &Checked, found: &Diagnostic, label: &Label) -> String {
    format!(
        "{}{}{}",
        quoted(run, checked, label.span),
        run.language.pick("：", ": "),
        run.label(found, label)
    )
}

/// Describes a place in another document, with the text of its label: `报告.docx第5段「12.6亿元」：另一处`
/// ("report.docx, paragraph 5, '1.26 billion yuan': the other place").
fn elsewhere(run: &Run<'_>, found: &Diagnostic, other: &Elsewhere) -> String {
    let (place, label) = (at(other, run.language), run.named_label(found, other.name));
    match other.passage.quote() {
        "" => run.language.pick(format!("{place}：{label}"), format!("{place}: {label}")),
        quote => {
            let quote = clipped(quote, MAX_QUOTE);
            run.language.pick(format!("{place}「{quote}」：{label}"), format!("{place}, `{quote}`: {label}"))
        }
    }
}

/// Describes the start of a passage in another document, which the user should open: `报告.docx 第5段`
/// ("report.docx, paragraph 5"), or with a line `报告.md:12`.
pub(super) fn begin(path: &str, passage: &Passage, language: Language) -> String {
    match passage.spoken {
        Some(spoken) => spoken_at(path, spoken, language),
        None => format!("{path}:{}", passage.location.start.line),
    }
}

fn spoken_at(path: &str, spoken: Spoken, language: Language) -> String {
    let place = SpokenPlace::bare(spoken).words(language);
    language.pick(format!("{path} {place}"), format!("{path}, {place}"))
}

/// Describes a place in another document, without the words there: `报告.docx第5段` ("report.docx,
/// paragraph 5"), or with line and column `报告.md:12:3`.
pub(super) fn at(other: &Elsewhere, language: Language) -> String {
    let path = &other.path;
    match other.passage.spoken {
        Some(spoken) => spoken_at(path, spoken, language),
        None => {
            let at = other.passage.location.start;
            format!("{path}:{}:{}", at.line, at.column)
        }
    }
}

/// Describes a place with the words there: `第 3 行「三、」` ("line 3, '3.'"), and in formats without
/// lines `第3段「三、」` ("paragraph 3, '3.'").
pub(super) fn quoted(run: &Run<'_>, checked: &Checked, span: Span) -> String {
    let doc = &checked.document;
    let quote = quote(doc, span);
    if !doc.origin().format.has_lines() {
        let place = SpokenPlace::of(checked, span).words(run.language);
        return run
            .language
            .pick(format!("{place}「{quote}」"), format!("{}, `{quote}`", capitalized(&place)));
    }
    let line = doc.locate_start(span).line;
    run.language.pick(format!("第 {line} 行「{quote}」"), format!("Line {line}, `{quote}`"))
}

/// Returns `words` with a capital first letter, as `Table 1` for `table 1`.
fn capitalized(words: &str) -> String {
    let mut rest = words.chars();
    rest.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + rest.as_str())
}

/// Returns the words at a place, in one line, cut with `…` after [`MAX_QUOTE`] characters.
fn quote(doc: &Document, span: Span) -> String {
    clipped(doc.slice(span).trim_matches(['\n', '\r']), MAX_QUOTE).replace(['\n', '\r'], " ")
}

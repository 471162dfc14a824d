//! A finding in sentences, for formats that have one text for it: what is wrong, where the other places are, what to do.

use crate::diagnostic::{Diagnostic, Label};
use crate::document::Document;
use crate::output::Run;
use crate::output::whereabouts::whereabouts;
use crate::text::chars::clipped;
use crate::text::span::Span;

/// Longest quotation, in characters.
const MAX_QUOTE: usize = 40;

/// The sentences of a finding.
pub(super) struct Told {
    /// What is wrong.
    pub(super) message: String,
    /// Which words, where a reader would not look for them.
    pub(super) place: Option<String>,
    /// The other places, one each.
    pub(super) related: Vec<String>,
    /// What to do.
    pub(super) help: Option<String>,
}

/// Puts a finding into sentences.
pub(super) fn told(run: &Run<'_>, doc: &Document, found: &Diagnostic) -> Told {
    let place = whereabouts(doc, found.span, run.language)
        .map(|place| format!("「{}」{place}", quote(doc, found.span)));
    Told {
        message: run.message(found),
        place,
        related: found.related.iter().map(|label| related(run, doc, found, label)).collect(),
        help: run.help(found),
    }
}

impl Told {
    /// Everything, a line each.
    pub(super) fn lines(self) -> Vec<String> {
        let Self { message, place, related, help } = self;
        std::iter::once(message).chain(place).chain(related).chain(help).collect()
    }
}

fn related(run: &Run<'_>, doc: &Document, found: &Diagnostic, label: &Label) -> String {
    format!("{}{}{}", quoted(run, doc, label.span), run.language.pick("：", ": "), run.label(found, label))
}

/// `第 3 行「三、」`: a place with its words.
pub(super) fn quoted(run: &Run<'_>, doc: &Document, span: Span) -> String {
    let line = doc.locate_start(span).line;
    let quote = quote(doc, span);
    run.language.pick(format!("第 {line} 行「{quote}」"), format!("Line {line}, `{quote}`"))
}

/// The words of a place on one line, with `…` where they are cut.
fn quote(doc: &Document, span: Span) -> String {
    clipped(doc.slice(span).trim_matches(['\n', '\r']), MAX_QUOTE).replace(['\n', '\r'], " ")
}

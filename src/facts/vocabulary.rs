//! Words and events from the user's configuration.

use memchr::memmem;

use crate::document::Document;
use crate::facts::Facts;
use crate::facts::events::Event;
use crate::text::span::Span;
use crate::words::Words;

/// Words of the user that apply to one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// Phrases that look like placeholders but are not: `X企业` ("company X").
    pub allow: Vec<String>,
    /// Words that the user calls placeholders although they do not look like one: `待查` ("to be
    /// checked").
    pub masks: Vec<String>,
    /// Word classes, including the words that the user added.
    pub words: Words,
    /// Events of the user. Those of the configuration nearest to the document come last.
    pub events: Vec<Event>,
}

impl Vocabulary {
    /// Spans of the phrases in `doc` that look like placeholders but are allowed.
    pub fn allowed_in(&self, doc: &Document) -> Vec<Span> {
        places(&self.allow, doc.text())
    }

    /// Spans of the words in `doc` that the user configured as placeholders.
    pub fn masks_in(&self, doc: &Document) -> Vec<Span> {
        places(&self.masks, doc.text())
    }
}

fn places(words: &[String], text: &str) -> Vec<Span> {
    let of = |word: &String| {
        let found = memmem::find_iter(text.as_bytes(), word.as_bytes());
        found.map(|start| Span::new(start, start + word.len())).collect::<Vec<_>>()
    };
    words.iter().filter(|word| !word.is_empty()).flat_map(of).collect()
}

impl Facts<'_> {
    /// Events that the user configured.
    pub fn own_events(&self) -> &[Event] {
        &self.vocabulary.events
    }

    /// True if `span` overlaps a phrase that the user allows: `X企业` ("company X") in a case study.
    pub fn is_allowed(&self, span: Span) -> bool {
        let allowed = self.cells.allowed.get_or_init(|| self.vocabulary.allowed_in(self.doc));
        allowed.iter().any(|allowed| allowed.overlaps(span))
    }
}

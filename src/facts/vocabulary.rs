//! The user's own words, from the configuration.

use memchr::memmem;

use crate::document::Document;
use crate::facts::Facts;
use crate::facts::events::Event;
use crate::text::span::Span;
use crate::words::Words;

/// Words that hold for one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// Forms of words that are no blanks, though they look like one: `X企业`.
    pub allow: Vec<String>,
    /// Words that are blanks, though they do not look like one: `待查`.
    pub masks: Vec<String>,
    /// Words that are added to classes.
    pub words: Words,
    /// Events of the user's own, the nearest configuration's last.
    pub events: Vec<Event>,
}

impl Vocabulary {
    /// Where the allowed words stand.
    pub fn allowed_in(&self, doc: &Document) -> Vec<Span> {
        places(&self.allow, doc.text())
    }

    /// Where the user's masks stand.
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
    /// Events of the user's own.
    pub fn own_events(&self) -> &[Event] {
        &self.vocabulary.events
    }

    /// True where `span` touches a form of words that the user allows: `X企业` in a case study.
    pub fn is_allowed(&self, span: Span) -> bool {
        let allowed = self.cells.allowed.get_or_init(|| self.vocabulary.allowed_in(self.doc));
        allowed.iter().any(|allowed| allowed.overlaps(span))
    }
}

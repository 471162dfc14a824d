//! What programs leave in a text when they convert it: characters that nobody typed and nobody sees, codes of pages and
//! fonts, and text read in the wrong encoding. None of it is content.

mod characters;
mod markup;
mod mojibake;
#[cfg(test)]
mod tests;

use crate::document::Document;
use crate::facts::Facts;
use crate::text::span::Span;
use crate::words::Words;

/// Kinds of debris.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DebrisKind {
    /// Text read in the wrong encoding: 锛屾垜浠.
    Garbled,
    /// U+FFFD, in the place of a character that was lost.
    Lost,
    /// U+FFFC, in the place of a picture or another object.
    Object,
    /// A character of private use, which each font shows as it likes.
    Private,
    /// A control character.
    Control,
    /// A character without width among Chinese text.
    Invisible,
    /// The number of a glyph that a PDF does not name: (cid:12).
    Glyph,
    /// The number of a character in a program: \u4e2d.
    Escape,
    /// A tag of HTML: `<br>`.
    Tag,
    /// An entity of HTML: `&nbsp;`.
    Entity,
    /// Rules for the looks of a page, or a piece of a script.
    Code,
}

impl DebrisKind {
    /// Every kind, in the order of reports.
    pub const ALL: [Self; 11] = [
        Self::Garbled,
        Self::Lost,
        Self::Object,
        Self::Private,
        Self::Control,
        Self::Invisible,
        Self::Glyph,
        Self::Escape,
        Self::Tag,
        Self::Entity,
        Self::Code,
    ];

    /// The name in rules and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Garbled => "garbled",
            Self::Lost => "lost",
            Self::Object => "object",
            Self::Private => "private",
            Self::Control => "control",
            Self::Invisible => "invisible",
            Self::Glyph => "glyph",
            Self::Escape => "escape",
            Self::Tag => "tag",
            Self::Entity => "entity",
            Self::Code => "code",
        }
    }
}

/// A stretch of debris.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Debris {
    /// From its first character to its last.
    pub span: Span,
    /// What it is.
    pub kind: DebrisKind,
}

impl Facts<'_> {
    /// Debris of conversion, in order. Empty if the document speaks of programs.
    pub fn debris(&self) -> &[Debris] {
        self.cells.debris.get_or_init(|| {
            let found = find(self.doc, self.words());
            if found.is_empty() || self.speaks_of_programs() { Vec::new() } else { found }
        })
    }
}

/// All debris, in order; none overlaps another.
pub fn find(doc: &Document, words: &Words) -> Vec<Debris> {
    let garbled = mojibake::find(doc);
    let mut found: Vec<Debris> =
        garbled.into_iter().map(|span| Debris { span, kind: DebrisKind::Garbled }).collect();
    characters::find(doc, &mut found);
    markup::find(doc, words, &mut found);
    found.sort_by_key(|debris| (debris.span.start, debris.kind));
    let mut end = 0;
    found.retain(|debris| {
        let is_free = debris.span.start >= end;
        end = end.max(debris.span.end);
        is_free
    });
    found
}

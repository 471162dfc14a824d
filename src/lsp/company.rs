//! Findings from the comparison of a document with its company, the other papers of its set: for
//! example that another paper gives another date for the same meeting. The places of such findings
//! refer to the text that was compared. They are kept until the next comparison: if they
//! disappeared with every edit and came back half a second later, the editor's list would flicker.

use gen_lsp_types::Location;

use crate::diagnostic::{Diagnostic, Elsewhere};
use crate::lsp::documents::Snapshot;
use crate::text::span::Span;

/// Findings from the comparison of one open document with the other papers of its set, its company.
#[derive(Clone, Default)]
pub(super) struct Company {
    /// The address of the document.
    pub(super) uri: String,
    /// Revision of the text that was compared. Each text in the editor gets a number, and no two
    /// have the same.
    pub(super) revision: u64,
    /// Findings in this document. Empty if the `Company` is in a `Report`, which holds them among
    /// its other findings.
    pub(super) found: Vec<Diagnostic>,
    /// Findings in other papers that refer to a place in this document.
    pub(super) mirrored: Vec<Mirrored>,
    /// Places in other papers to which the findings refer, each with its editor location.
    pub(super) places: Vec<(Elsewhere, Location)>,
    /// The text of the document that was compared, to which the places of the findings refer. Empty
    /// if there are no findings.
    pub(super) texts: Texts,
}

/// A finding of another paper that refers to a place in this paper, where it is shown too.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mirrored {
    /// The place in this paper to which the finding refers, in bytes of the text in the editor.
    pub(super) at: Span,
    /// The finding, as it was reported in the other paper.
    pub(super) finding: Diagnostic,
    /// Place of the finding in the other paper.
    pub(super) from: Elsewhere,
    /// Place of the finding in the other paper, as an editor location.
    pub(super) there: Location,
}

/// Both forms of a document's text: the places of findings count bytes in one of them.
#[derive(Clone, Default)]
pub(super) struct Texts {
    /// The prose, without markup.
    pub(super) document: String,
    /// The text in the editor, with markup.
    pub(super) editor: String,
}

impl Company {
    /// Returns these findings for a later text of the document: `snapshot`, whose prose is `text`.
    /// Places move with their words; findings whose words were edited are dropped.
    pub(super) fn moved_to(&self, snapshot: &Snapshot, text: &str) -> Self {
        if self.revision == snapshot.revision {
            return self.clone();
        }
        let moves = [(&self.texts.document, text), (&self.texts.editor, snapshot.text.as_str())];
        let [in_prose, in_editor] = moves.map(|(old, new)| Shift::new(old, new));
        let found = self.found.iter().filter_map(|found| {
            let span = in_prose.moved(found.span)?;
            // A fix has spans of its own, which are not moved. The next comparison finds it again.
            Some(Diagnostic { span, related: Vec::new(), fix: None, ..found.clone() })
        });
        let mirrored = self
            .mirrored
            .iter()
            .filter_map(|one| Some(Mirrored { at: in_editor.moved(one.at)?, ..one.clone() }));
        Self {
            uri: self.uri.clone(),
            revision: snapshot.revision,
            found: found.collect(),
            mirrored: mirrored.collect(),
            places: self.places.clone(),
            texts: Texts::default(),
        }
    }

    /// The editor location of a place in another paper.
    pub(super) fn place(&self, elsewhere: &Elsewhere) -> Option<&Location> {
        self.places.iter().find(|(known, _)| known == elsewhere).map(|(_, place)| place)
    }
}

/// The difference between an old and a new text, as a single edit: everything between the longest
/// common beginning and the longest common end.
struct Shift {
    head: usize,
    /// Byte of the old text at which the common end begins.
    old_tail: usize,
    /// Byte of the new text at which the common end begins.
    new_tail: usize,
}

impl Shift {
    fn new(old: &str, new: &str) -> Self {
        let alike = |one: &mut dyn Iterator<Item = (char, char)>| -> usize {
            one.take_while(|(old, new)| old == new).map(|(c, _)| c.len_utf8()).sum()
        };
        let head = alike(&mut old.chars().zip(new.chars()));
        let tail = alike(&mut old[head..].chars().rev().zip(new[head..].chars().rev()));
        Self { head, old_tail: old.len() - tail, new_tail: new.len() - tail }
    }

    /// Returns the span in the new text of the words that are at `span` in the old text; `None` if
    /// the edit touched them.
    fn moved(&self, span: Span) -> Option<Span> {
        let behind = |at: usize| at - self.old_tail + self.new_tail;
        if span.end() <= self.head {
            Some(span)
        } else if span.start() >= self.old_tail {
            Some(Span::new(behind(span.start()), behind(span.end())))
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Shift;
    use crate::text::span::Span;

    /// Test helper: the text to which `words`, found in `old`, are mapped in `new`; `None` if they
    /// were edited.
    fn moved<'t>(old: &'t str, new: &'t str, words: &str) -> Option<&'t str> {
        let start = old.find(words).unwrap();
        let span = Shift::new(old, new).moved(Span::new(start, start + words.len()))?;
        Some(span.of(new))
    }

    #[test]
    fn places_move_with_their_words_and_go_with_them() {
        let old = "定于4月2日召开，地点在三楼。";
        assert_eq!(moved(old, "会议定于4月2日召开，地点在三楼。", "4月2日"), Some("4月2日"));
        assert_eq!(moved(old, "定于4月2日召开，地点在县政府三楼。", "4月2日"), Some("4月2日"));
        assert_eq!(moved(old, "定于4月3日召开，地点在三楼。", "4月2日"), None);
        assert_eq!(moved(old, "定于4月3日召开，地点在三楼。", "三楼"), Some("三楼"));
        assert_eq!(moved(old, "", "三楼"), None);
        assert_eq!(moved("三楼", "三楼三楼", "三楼"), Some("三楼"), "what is told twice may be either");
    }
}

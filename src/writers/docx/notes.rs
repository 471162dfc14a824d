//! Footnotes and endnotes: finds the note that contains a place, because a comment on the note is
//! attached to the note's reference in the document.

use crate::package::xml::{Node, Walker};
use crate::package::{Package, PackageError};
use crate::text::span::Span;
use crate::writers::docx::WORD;

/// The notes of a document, by part, with the name of the elements that refer to them.
#[derive(Default)]
pub(super) struct Notes {
    parts: Vec<(String, Vec<Note>)>,
}

struct Note {
    bytes: Span,
    reference: &'static str,
    id: String,
}

impl Notes {
    /// Returns the note that contains `byte` of `part`: the name of the element that refers to it,
    /// and its id. `None` if the part contains no notes.
    pub(super) fn at(
        &mut self,
        package: &mut Package<'_>,
        part: &str,
        byte: usize,
    ) -> Result<Option<(&'static str, String)>, PackageError> {
        let known = self.parts.iter().position(|(name, _)| name == part);
        let index = match known {
            Some(index) => index,
            None => {
                let text = package.part(part)?.unwrap_or_default();
                self.parts.push((part.to_owned(), notes(part, &text)?));
                self.parts.len() - 1
            }
        };
        let found =
            self.parts[index].1.iter().find(|note| note.bytes.start() <= byte && byte < note.bytes.end());
        Ok(found.map(|note| (note.reference, note.id.clone())))
    }
}

fn notes(part: &str, text: &str) -> Result<Vec<Note>, PackageError> {
    let mut walker = Walker::new(part, text, WORD);
    let mut notes = Vec::new();
    while let Some(node) = walker.step()? {
        let Node::Start(element) = node else { continue };
        let reference = match (element.namespace, element.name) {
            (Some(0), "footnote") => "footnoteReference",
            (Some(0), "endnote") => "endnoteReference",
            _ => continue,
        };
        let (start, id) = (walker.span().start(), element.attribute("id").unwrap_or_default().into_owned());
        walker.skip()?;
        notes.push(Note { bytes: Span::new(start, walker.span().end()), reference, id });
    }
    Ok(notes)
}

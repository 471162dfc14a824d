//! Footnotes and endnotes: finds the note that contains a place, so that the comment can be
//! attached to the note's reference in the document.

use crate::package::xml::{Node, Walker};
use crate::package::{Package, PackageError};
use crate::text::span::Span;
use crate::writers::docx::WORD;

/// Notes of the document, by part, with the element name of their references.
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
    /// Name of the reference element and id of the note that contains `byte` of `part`; `None` if
    /// the part contains no notes.
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

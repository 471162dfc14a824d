//! Remarks as comments of Word (ECMA-376-1, 17.13.4): marks are spliced into the document part, the comments into theirs; every other
//! part keeps its bytes.

mod anchors;
mod comments;
mod marks;

use crate::document::Document;
use crate::document::source::Source;
use crate::package::fault::Damage;
use crate::package::rewrite::{NewPart, rewrite};
use crate::package::{Package, PackageError, xml};
use crate::writers::docx::anchors::{Anchor, Target};
use crate::writers::docx::comments::{Comments, Notes};
use crate::writers::splice::spliced;
use crate::writers::{Author, Remark, WriteError};

/// Namespaces of the text, in both variants of the standard.
const WORD: &[(&str, usize)] = &[
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", 0),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", 0),
];

/// The package with a comment for each remark.
pub(super) fn annotate(
    source: &Source,
    doc: &Document,
    remarks: &[Remark],
    author: &Author,
) -> Result<Vec<u8>, WriteError> {
    if remarks.is_empty() {
        return Ok(source.bytes.clone());
    }
    let mut package = Package::open(&source.bytes)?;
    // The reader reads the document itself first.
    let main = doc.main_part().ok_or(PackageError::NotTheFormat { missing: "word/document.xml" })?.to_owned();
    let missing = || PackageError::Damaged(Damage::NoPart(main.clone()));
    let original = package.bytes(&main)?.ok_or_else(missing)?;
    let text = package.part(&main)?.ok_or_else(missing)?;

    let mut comments = Comments::open(&mut package, &main, &text)?;
    let mut notes = Notes::default();
    let first = comments.next_id();
    let mut anchors = Vec::with_capacity(remarks.len());
    for (id, remark) in (first..).zip(remarks) {
        let place = doc.source(remark.span);
        let target = if place.part == main {
            Target::Bytes(place.bytes)
        } else {
            match notes.at(&mut package, place.part, place.bytes.start)? {
                Some(note) => Target::Note(note),
                None => Target::Document,
            }
        };
        anchors.push(Anchor { id, target });
        comments.add(id, &remark.paragraphs, author);
    }
    let splices = anchors::splices(&main, &text, anchors)?;
    let bytes = spliced(text.as_bytes(), &splices);
    let mut parts = vec![NewPart { name: main, bytes: xml::encoded_like(&original, bytes) }];
    parts.extend(comments.finish(&mut package)?);
    Ok(rewrite(&source.bytes, parts)?)
}

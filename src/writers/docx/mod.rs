//! Remarks as Word comments (ECMA-376-1, 17.13.4): marks are inserted into the document part, and
//! comments into the comments part. All other parts keep their bytes.

mod anchors;
mod comments;
mod earlier;
mod marks;
mod notes;
mod registration;
mod threads;

use crate::document::Document;
use crate::document::source::Source;
use crate::package::fault::Damage;
use crate::package::rewrite::{NewPart, rewrite};
use crate::package::sealed::sealed;
use crate::package::{Package, PackageError, xml};
use crate::writers::docx::anchors::{Anchor, Target};
use crate::writers::docx::comments::Comments;
use crate::writers::docx::notes::Notes;
use crate::writers::splice::spliced;
use crate::writers::{Annotated, Author, Kind, Remark, Unannotated, WriteError};

/// Namespaces of the document part, in both variants of the standard.
const WORD: &[(&str, usize)] = &[
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", 0),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", 0),
];

/// Adds a comment for each remark, except for those that an earlier comment already makes.
pub(super) fn annotate(
    source: &Source,
    doc: &Document,
    remarks: &[Remark],
    (author, kind): (&Author, Kind),
) -> Result<Annotated, WriteError> {
    let mut package = Package::open(&source.bytes)?;
    let main = main_part(doc)?.to_owned();
    let missing = || PackageError::Damaged(Damage::NoPart(main.clone()));
    let original = package.bytes(&main)?.ok_or_else(missing)?;
    let text = package.part(&main)?.ok_or_else(missing)?;

    let mut comments = Comments::open(&mut package, &main, &text)?;
    let mut kept = earlier::kept(&main, &text, &comments.present)?;
    let all_kept = kept.len();
    let mut notes = Notes::default();
    let mut ids = comments.free_ids().into_iter();
    let mut anchors = Vec::with_capacity(remarks.len());
    let mut said = Vec::with_capacity(remarks.len());
    for remark in remarks {
        let place = doc.source(remark.span);
        let first = remark.paragraphs.first().map_or("", String::as_str);
        let bytes = (place.part == main).then_some(place.bytes);
        let is_kept = |kept: &earlier::Kept| {
            let is_here = bytes.map_or_else(|| kept.first == first, |bytes| kept.meets(bytes));
            kept.rule == remark.rule && is_here
        };
        // This remark exists already, as a comment that a person answered.
        if let Some(index) = kept.iter().position(is_kept) {
            kept.swap_remove(index);
            continue;
        }
        let target = match bytes {
            Some(bytes) => Target::Bytes(bytes),
            None => match notes.at(&mut package, place.part, place.bytes.start())? {
                Some(note) => Target::Note(note),
                None => Target::Document,
            },
        };
        let Some(id) = ids.next() else { break };
        anchors.push(Anchor { id, target });
        said.push((id, remark));
    }
    let placed = anchors::place(&main, &text, anchors)?;
    let (placed_ids, wanted) = (placed.ids, said.len());
    said.retain(|(id, _)| placed_ids.contains(id));
    for (id, remark) in &said {
        comments.add(*id, remark, author);
    }
    let added = said.len();
    let mut parts = Vec::new();
    if added > 0 {
        let bytes = spliced(text.as_bytes(), &placed.splices);
        parts.push(NewPart { name: main, bytes: xml::encoded_like(&original, bytes) });
        parts.extend(comments.finish(&mut package)?);
    }
    let bytes = match kind {
        Kind::Original if parts.is_empty() => source.bytes.clone(),
        Kind::Original => rewrite(&source.bytes, parts, &[])?,
        Kind::Copy => sealed(rewrite(&source.bytes, parts, &[])?),
    };
    Ok(Annotated { bytes, added, kept: all_kept, without_place: wanted - added })
}

/// Removes the comments of earlier runs from a package; `None` if there is nothing to remove.
pub(super) fn without_remarks(source: &Source, doc: &Document) -> Result<Option<Unannotated>, WriteError> {
    let cleared = earlier::cleared(&source.bytes, main_part(doc)?)?;
    Ok(cleared.map(|cleared| Unannotated { bytes: cleared.bytes, removed: cleared.comments }))
}

fn main_part(doc: &Document) -> Result<&str, PackageError> {
    // The reader always reads the main document part first.
    doc.main_part().ok_or(PackageError::NotTheFormat { missing: "word/document.xml" })
}

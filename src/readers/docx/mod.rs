//! Word documents: Office Open XML text (ECMA-376, ISO/IEC 29500), in both variants of the standard.
//!
//! The view has every paragraph on a line of its own, as a reader of the printed page finds it: body, tables and text boxes in their
//! order, then notes, headers and footers. Numbers that Word makes stand at the head of their paragraphs.

mod body;
mod chunks;
mod numbering;
mod styles;

use crate::document::Document;
use crate::document::block::Aside;
use crate::document::bytes::ByteMap;
use crate::document::parts::Parts;
use crate::document::source::{Format, Origin, Properties, Revisions};
use crate::package::relations::{self, Relation};
use crate::package::xml::{Node, Walker};
use crate::package::{Package, PackageError};
use crate::readers::ReadError;
use crate::readers::docx::body::Body;
use crate::readers::docx::chunks::{Chunks, Nesting};
use crate::readers::docx::numbering::Numbering;
use crate::readers::docx::styles::Styles;

/// Index of the namespace of the text (ECMA-376-1, 17).
const WORD: usize = 0;
/// Index of the namespace of alternative content (ECMA-376-3).
const COMPATIBILITY: usize = 1;
/// Index of the namespace of formulas.
const MATH: usize = 2;
/// Index of the namespace of drawings in a line of text.
const DRAWING: usize = 3;

/// Namespaces of both variants.
const NAMESPACES: &[(&str, usize)] = &[
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", WORD),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", WORD),
    ("http://schemas.openxmlformats.org/markup-compatibility/2006", COMPATIBILITY),
    ("http://schemas.openxmlformats.org/officeDocument/2006/math", MATH),
    ("http://purl.oclc.org/ooxml/officeDocument/math", MATH),
    ("http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", DRAWING),
    ("http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", DRAWING),
];

/// Notes first, then what stands at the edges of each page. Each note says itself which it is.
const ASIDES: [(&str, Aside); 4] = [
    ("footnotes", Aside::Footnote(0)),
    ("endnotes", Aside::Endnote(0)),
    ("header", Aside::Header),
    ("footer", Aside::Footer),
];

/// Reads a document, with or without its tracked changes.
pub(super) fn read(bytes: &[u8], revisions: Revisions) -> Result<Document, ReadError> {
    let (document, _) = read_within(bytes, revisions, Nesting { depth: 0, budget: u64::MAX })?;
    Ok(document)
}

/// Reads a document that may be inside others; with it, the bytes that may be inflated after it.
fn read_within(bytes: &[u8], revisions: Revisions, nesting: Nesting) -> Result<(Document, u64), ReadError> {
    let mut package = Package::open(bytes)?;
    package.limit(nesting.budget);
    let of_package = relations::of(&mut package, "")?;
    let (name, text) = main_part(&mut package, &of_package)?;
    let relations = relations::of(&mut package, &name)?;
    let styles = match part_of(&mut package, &relations, "styles")? {
        Some((name, text)) => Styles::read(&name, &text)?,
        None => Styles::default(),
    };
    let numbering = match part_of(&mut package, &relations, "numbering")? {
        Some((name, text)) => Numbering::read(&name, &text)?,
        None => Numbering::default(),
    };
    let chunks = Chunks::read(&mut package, &relations, revisions, nesting.depth)?;
    let mut body = Body::new(&styles, numbering, revisions, chunks);
    body.part(&name, &text, None)?;
    drop(text);
    let mut asides: Vec<String> = Vec::new();
    for (kind, aside) in ASIDES {
        for relation in relations.iter().filter(|relation| relation.kind == kind) {
            if let Some(text) = package.part(&relation.target)? {
                let start = body.length();
                body.part(&relation.target, &text, Some(aside))?;
                // The first page, the even and the odd ones often have the same header, each in a part of its own.
                body.drop_repeated(start, &mut asides);
            }
        }
    }
    let mut properties = properties(&mut package, &of_package)?;
    properties.has_revisions = body.has_revisions;
    properties.comments = comments(&mut package, &relations)?;
    let (flow, parts, unread) = body.finish();
    properties.unread = unread;
    let origin = Origin::packaged(Format::Docx, properties);
    let parts = Parts::new(parts, flow.map, flow.paragraphs);
    let doc = Document::verbatim(flow.text, ByteMap::Parts(parts), flow.blocks, origin);
    Ok((
        doc.with_markings(flow.markings)
            .with_empty_cells(flow.empty_cells)
            .with_merged_cells(flow.merged_cells),
        package.budget(),
    ))
}

/// The part with the document itself, and its text.
fn main_part(package: &mut Package<'_>, relations: &[Relation]) -> Result<(String, String), PackageError> {
    let part = part_of(package, relations, "officeDocument")?;
    let (name, text) = part.ok_or(PackageError::NotTheFormat { missing: "word/document.xml" })?;
    // A spreadsheet has a main part too, but with another root.
    let mut walker = Walker::new(&name, &text, NAMESPACES);
    let is_text = loop {
        match walker.step()? {
            Some(Node::Start(element)) => break element.is(WORD, "document"),
            Some(_) => {}
            None => break false,
        }
    };
    if is_text { Ok((name, text)) } else { Err(PackageError::NotTheFormat { missing: "word/document.xml" }) }
}

/// The first part that is there of those related in this way.
fn part_of(
    package: &mut Package<'_>,
    relations: &[Relation],
    kind: &str,
) -> Result<Option<(String, String)>, PackageError> {
    for relation in relations.iter().filter(|relation| relation.kind == kind) {
        if let Some(text) = package.part(&relation.target)? {
            return Ok(Some((relation.target.clone(), text)));
        }
    }
    Ok(None)
}

/// What the package says of itself (ECMA-376-2, 11).
fn properties(package: &mut Package<'_>, relations: &[Relation]) -> Result<Properties, PackageError> {
    let Some((name, text)) = part_of(package, relations, "core-properties")? else {
        return Ok(Properties::default());
    };
    let mut properties = Properties::default();
    let mut walker = Walker::new(&name, &text, NAMESPACES);
    let mut field = None;
    while let Some(node) = walker.step()? {
        match (node, field) {
            (Node::Start(element), _) => field = Some(element.name),
            (Node::End, _) => field = None,
            (Node::Text(text), Some("title")) => properties.title.get_or_insert_default().push_str(text),
            (Node::Character(c), Some("title")) => properties.title.get_or_insert_default().push(c),
            (Node::Text(text), Some("created")) => properties.created = Some(text.to_owned()),
            (Node::Text(text), Some("modified")) => properties.modified = Some(text.to_owned()),
            _ => {}
        }
    }
    Ok(properties)
}

fn comments(package: &mut Package<'_>, relations: &[Relation]) -> Result<usize, PackageError> {
    let Some((name, text)) = part_of(package, relations, "comments")? else { return Ok(0) };
    let mut walker = Walker::new(&name, &text, NAMESPACES);
    let mut count = 0;
    while let Some(node) = walker.step()? {
        count += usize::from(matches!(node, Node::Start(element) if element.is(WORD, "comment")));
    }
    Ok(count)
}

//! OpenDocument text (ISO/IEC 26300, in its third edition ODF 1.2), as written by LibreOffice and
//! WPS.
//!
//! The view is like that of Word documents: each paragraph on a line of its own, body, tables and
//! text boxes in their order, then notes, then headers and footers. The file does not contain the
//! numbers of lists; they are counted and put before their paragraphs.

mod body;
mod list_styles;
mod lists;
mod styles;

use memchr::memmem;

use crate::document::Document;
use crate::document::bytes::ByteMap;
use crate::document::parts::FileParts;
use crate::document::source::{Format, Origin, Properties, Revisions};
use crate::package::xml::{Node, Walker};
use crate::package::{Package, PackageError};
use crate::readers::ReadError;
use crate::readers::odt::body::Body;
use crate::readers::odt::styles::Styles;

/// Index in [`NAMESPACES`] of the namespace of paragraphs and lists (ODF 1.2, part 1, 5 and 6).
const TEXT: usize = 0;
/// Index in [`NAMESPACES`] of the namespace of tables.
const TABLE: usize = 1;
/// Index in [`NAMESPACES`] of the namespace of the document structure.
const OFFICE: usize = 2;
/// Index in [`NAMESPACES`] of the namespace of frames and shapes.
const DRAW: usize = 3;
/// Index in [`NAMESPACES`] of the namespace of styles.
const STYLE: usize = 4;
/// Index in [`NAMESPACES`] of the namespaces of metadata: `meta:` and Dublin Core.
const META: usize = 5;

/// Namespaces of the elements that are read, each with its index.
const NAMESPACES: &[(&str, usize)] = &[
    ("urn:oasis:names:tc:opendocument:xmlns:text:1.0", TEXT),
    ("urn:oasis:names:tc:opendocument:xmlns:table:1.0", TABLE),
    ("urn:oasis:names:tc:opendocument:xmlns:office:1.0", OFFICE),
    ("urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", DRAW),
    ("urn:oasis:names:tc:opendocument:xmlns:style:1.0", STYLE),
    ("urn:oasis:names:tc:opendocument:xmlns:meta:1.0", META),
    ("http://purl.org/dc/elements/1.1/", META),
];

/// Name of the part with the text.
const CONTENT: &str = "content.xml";
/// Name of the part with named styles, headers and footers.
const STYLES: &str = "styles.xml";

/// Reads an OpenDocument text, with all tracked changes accepted or all rejected (`revisions`). The
/// original state lacks deleted text: the format stores it apart from the text, so only insertions
/// are left out.
pub(super) fn read(bytes: &[u8], revisions: Revisions) -> Result<Document, ReadError> {
    let mut package = Package::open(bytes)?;
    let content = main_part(&mut package)?;
    let common = package.part(STYLES)?;
    let mut styles = Styles::default();
    if let Some(common) = &common {
        styles.read_common(STYLES, common)?;
    }
    let mut of_headers = styles.clone();
    styles.read_automatic(CONTENT, &content)?;

    let mut body = Body::new(revisions);
    body.content(CONTENT, &content, &styles)?;
    drop(content);
    if let Some(common) = &common {
        of_headers.read_automatic(STYLES, common)?;
        body.headers(STYLES, common, &of_headers)?;
    }
    let mut properties = properties(&mut package)?;
    properties.has_revisions = body.has_revisions();
    properties.comments = body.comments();
    let origin = Origin::packaged(Format::Odt, properties);
    let (flow, parts) = body.finish();
    let parts = FileParts::new(parts, flow.map, flow.paragraphs);
    let doc = Document::verbatim(flow.text, ByteMap::Parts(parts), flow.blocks, origin);
    Ok(doc
        .with_markings(flow.markings)
        .with_empty_cells(flow.empty_cells)
        .with_merged_cells(flow.merged_cells))
}

/// Returns the text of the main part.
fn main_part(package: &mut Package<'_>) -> Result<String, PackageError> {
    let missing = || PackageError::NotTheFormat { missing: CONTENT };
    // Searched as bytes: manifests of OpenOffice.org declare a document type, which the walker
    // refuses.
    let manifest = package.bytes("META-INF/manifest.xml")?.unwrap_or_default();
    if memmem::find(&manifest, b"encryption-data").is_some() {
        return Err(PackageError::Encrypted);
    }
    // Templates are `…opendocument.text-template`; spreadsheets also have a content.xml.
    let kind = package.bytes("mimetype")?.unwrap_or_default();
    if !kind.trim_ascii().starts_with(b"application/vnd.oasis.opendocument.text") {
        return Err(missing());
    }
    package.part(CONTENT)?.ok_or_else(missing)
}

/// Reads the title of the document and the times of its creation and last change (ODF 1.2, part 1,
/// 4.3).
fn properties(package: &mut Package<'_>) -> Result<Properties, PackageError> {
    let mut properties = Properties::default();
    let Some(text) = package.part("meta.xml")? else { return Ok(properties) };
    let mut walker = Walker::new("meta.xml", &text, NAMESPACES);
    let mut field = None;
    while let Some(node) = walker.step()? {
        match (node, field) {
            (Node::Start(element), _) => {
                field = element.namespace.filter(|at| *at == META).map(|_| element.name);
            }
            (Node::End, _) => field = None,
            (Node::Text(text), Some("title")) => properties.title.get_or_insert_default().push_str(text),
            (Node::Character(c), Some("title")) => properties.title.get_or_insert_default().push(c),
            (Node::Text(text), Some("creation-date")) => properties.created = Some(text.to_owned()),
            (Node::Text(text), Some("date")) => properties.modified = Some(text.to_owned()),
            _ => {}
        }
    }
    Ok(properties)
}

#[cfg(test)]
mod tests;

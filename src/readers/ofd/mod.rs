//! Pages in the open fixed-layout format (OFD, GB/T 33190-2016), in which offices exchange finished
//! documents.
//!
//! The file has the positions of characters, but no paragraphs: lines and paragraphs are
//! reconstructed on each page. A paragraph that continues on the next page becomes two. Pictures,
//! seals and annotations are not read.

mod lines;
mod page;

use crate::document::Document;
use crate::document::block::{Aside, BlockKind};
use crate::document::bytes::ByteMap;
use crate::document::parts::FileParts;
use crate::document::source::{Format, Origin, Properties};
use crate::package::fault::Damage;
use crate::package::names::resolved;
use crate::package::xml::{Node, Walker};
use crate::package::{Package, PackageError};
use crate::readers::ReadError;
use crate::readers::flow::Flow;
use crate::readers::ofd::lines::Writer;
use crate::readers::ofd::page::Piece;

/// Index in [`NAMESPACES`] of the namespace of all elements (GB/T 33190-2016, 7.3). Its name in
/// drafts of the standard has no year.
const OFD: usize = 0;
/// Namespaces of the elements that are read, each with its index.
const NAMESPACES: &[(&str, usize)] = &[("http://www.ofdspec.org/2016", OFD), ("http://www.ofdspec.org", OFD)];

/// Name of the main part, which lists the documents of the package.
const ENTRY: &str = "OFD.xml";

/// Reads all pages of all documents of the package.
pub(super) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let mut package = Package::open(bytes)?;
    if package.names().any(|name| is_of_encryption(&name)) {
        return Err(PackageError::Encrypted.into());
    }
    let (roots, properties) = entry(&mut package)?;
    let mut flow = Flow::default();
    let mut parts: Vec<(String, usize)> = Vec::new();
    let mut base = 0;
    let mut has_text = false;
    for root in roots {
        let document = required(&mut package, &root)?;
        for sheet in sheets(&package, &root, &document)? {
            let text = required(&mut package, &sheet.name)?;
            let kind = if sheet.is_template { BlockKind::Aside(Aside::Other) } else { BlockKind::Paragraph };
            let pieces = page::pieces(&sheet.name, &text)?;
            has_text |= !sheet.is_template && pieces.iter().any(Piece::has_text);
            Writer { flow: &mut flow, part: parts.len(), base, paragraphs: 0 }.page(pieces, kind);
            base += text.len();
            parts.push((sheet.name, text.len()));
        }
    }
    if !has_text {
        return Err(ReadError::NoText);
    }
    let parts = FileParts::new(parts, flow.map, flow.paragraphs);
    let origin = Origin::packaged(Format::Ofd, properties);
    Ok(Document::verbatim(flow.text, ByteMap::Parts(parts), flow.blocks, origin))
}

/// True for the name of a part that belongs to encryption (GM/T 0099), so that the package contains
/// encrypted parts.
fn is_of_encryption(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    matches!(file.as_str(), "encryptions.xml" | "encryptentries.dat" | "entriesmap.dat")
}

/// Returns the names of the main parts of the documents in the package, and the properties of the
/// first document.
fn entry(package: &mut Package<'_>) -> Result<(Vec<String>, Properties), PackageError> {
    let missing = PackageError::NotTheFormat { missing: ENTRY };
    let Some(text) = package.part(ENTRY)? else { return Err(missing) };
    let mut walker = Walker::new(ENTRY, &text, NAMESPACES);
    let mut roots: Vec<String> = Vec::new();
    let mut properties = Properties::default();
    let mut field = None;
    while let Some(node) = walker.step()? {
        let mut piece = [0; 4];
        let characters = match node {
            Node::Start(element) => {
                field = (element.namespace == Some(OFD)).then_some(element.name);
                if field == Some("DocRoot") {
                    roots.push(String::new());
                }
                continue;
            }
            Node::End => {
                field = None;
                continue;
            }
            Node::Text(characters) => characters,
            Node::Character(c) => &*c.encode_utf8(&mut piece),
        };
        let value = match field {
            Some("DocRoot") => roots.last_mut(),
            Some("Title") if roots.is_empty() => Some(properties.title.get_or_insert_default()),
            Some("CreationDate") if roots.is_empty() => Some(properties.created.get_or_insert_default()),
            Some("ModDate") if roots.is_empty() => Some(properties.modified.get_or_insert_default()),
            _ => None,
        };
        value.into_iter().for_each(|value| value.push_str(characters));
    }
    for root in &mut roots {
        *root = target("", root);
    }
    if roots.is_empty() { Err(missing) } else { Ok((roots, properties)) }
}

/// A page, or a template: the background that several pages share.
struct Sheet {
    name: String,
    is_template: bool,
}

/// Finds the pages of a document, in their order, and after them the templates.
fn sheets(package: &Package<'_>, name: &str, text: &str) -> Result<Vec<Sheet>, PackageError> {
    let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut walker = Walker::new(name, text, NAMESPACES);
    let mut sheets = Vec::new();
    while let Some(node) = walker.step()? {
        let Node::Start(element) = node else { continue };
        let is_template = element.is(OFD, "TemplatePage");
        if !is_template && !element.is(OFD, "Page") {
            continue;
        }
        if let Some(place) = element.attribute("BaseLoc") {
            // Some programs give paths from the root without a slash; the standard (7.2) requires
            // the slash.
            let of_folder = target(folder, &place);
            let name = if package.has(&of_folder) { of_folder } else { target("", &place) };
            sheets.push(Sheet { name, is_template });
        }
    }
    sheets.sort_by_key(|sheet| sheet.is_template);
    Ok(sheets)
}

/// Returns the name of the part to which the path `written` leads; it was found in a part in
/// `folder`.
fn target(folder: &str, written: &str) -> String {
    resolved(folder, &written.trim().replace('\\', "/"))
}

/// Text of a part that others refer to.
///
/// # Errors
/// If the part is missing or cannot be read.
fn required(package: &mut Package<'_>, name: &str) -> Result<String, PackageError> {
    package.part(name)?.ok_or_else(|| PackageError::Damaged(Damage::NoPart(name.to_owned())))
}

#[cfg(test)]
mod tests;

//! Digital signatures of packages. Every change makes a signature invalid, and Word opens a
//! document with an invalid signature read-only with a warning. So the signature is removed from a
//! changed file.

use crate::document::source::{Format, Source};
use crate::package::relations;
use crate::package::rewrite::{NewPart, rewrite};
use crate::package::xml::{self, Node, Walker};
use crate::package::{Package, PackageError};
use crate::text::span::Span;
use crate::writers::WriteError;
use crate::writers::splice::{Splice, spliced};

/// Folder of signatures in Office Open XML (ECMA-376-2, 13).
const FOLDER: &str = "_xmlsignatures/";
/// Names of the signature parts of OpenDocument (1.3-2, 3.8).
const OPEN_DOCUMENT: [&str; 2] = ["meta-inf/documentsignatures.xml", "meta-inf/macrosignatures.xml"];
/// Name of the part that states the content type of each other part.
const CONTENT_TYPES: &str = "[Content_Types].xml";

/// True for a package with a digital signature.
///
/// # Errors
/// If the package cannot be read.
pub fn is_signed(source: &Source, format: Format) -> Result<bool, WriteError> {
    if !matches!(format, Format::Docx | Format::Odt) {
        return Ok(false);
    }
    let mut package = Package::open(&source.bytes)?;
    let is_related = relations::of(&mut package, "")?.iter().any(|relation| is_signature(&relation.kind));
    Ok(is_related || !parts(&package).is_empty())
}

/// True for the types of relationships that lead to signatures: `…/digital-signature/origin` and
/// `…/digital-signature/signature`.
fn is_signature(kind: &str) -> bool {
    matches!(kind, "origin" | "signature")
}

/// Returns the names of the parts with signatures.
fn parts(package: &Package<'_>) -> Vec<String> {
    let is_part = |name: &String| {
        let name = name.to_ascii_lowercase();
        name.starts_with(FOLDER) || OPEN_DOCUMENT.contains(&name.as_str())
    };
    package.names().filter(is_part).collect()
}

/// Returns the package without its signatures.
///
/// # Errors
/// If the package cannot be read.
pub fn unsigned(bytes: &[u8]) -> Result<Vec<u8>, WriteError> {
    let mut package = Package::open(bytes)?;
    let mut removed = parts(&package);
    let mut changed = Vec::new();
    let root = relations::part_for("");
    if let Some(text) = package.part(&root)? {
        let elements = relations::elements("", &text)?;
        let gone = elements.iter().filter(|relation| is_signature(&relation.kind));
        for target in gone.clone().filter_map(|relation| relation.target.clone()) {
            removed.extend([relations::part_for(&target), target]);
        }
        changed.extend(without(&mut package, &root, &text, gone.map(|relation| relation.bytes).collect())?);
    }
    if let Some(text) = package.part(CONTENT_TYPES)? {
        let spans = overrides(&text, &removed)?;
        changed.extend(without(&mut package, CONTENT_TYPES, &text, spans)?);
    }
    Ok(rewrite(bytes, changed, &removed)?)
}

/// Returns the spans of the elements in `text` that state the content type of one of `parts`.
fn overrides(text: &str, parts: &[String]) -> Result<Vec<Span>, PackageError> {
    let mut walker = Walker::new(CONTENT_TYPES, text, &[]);
    let mut spans = Vec::new();
    while let Some(node) = walker.step()? {
        let Node::Start(element) = node else { continue };
        let name = element.attribute("PartName").unwrap_or_default();
        let name = name.trim_start_matches('/');
        if element.name == "Override" && parts.iter().any(|part| part.eq_ignore_ascii_case(name)) {
            let start = walker.span().start();
            walker.skip()?;
            spans.push(Span::new(start, walker.span().end()));
        }
    }
    Ok(spans)
}

fn without(
    package: &mut Package<'_>,
    name: &str,
    text: &str,
    spans: Vec<Span>,
) -> Result<Option<NewPart>, PackageError> {
    if spans.is_empty() {
        return Ok(None);
    }
    let original = package.bytes(name)?.unwrap_or_default();
    let splices: Vec<Splice> = spans.into_iter().map(|at| Splice { at, bytes: Vec::new() }).collect();
    let bytes = xml::encoded_like(&original, spliced(text.as_bytes(), &splices));
    Ok(Some(NewPart { name: name.to_owned(), bytes }))
}

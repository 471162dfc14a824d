//! Relationships: which part is the document, and where its headers, footers, notes, styles and lists are.

use crate::package::names::resolved;
use crate::package::xml::{Node, Walker};
use crate::package::{Package, PackageError};

/// The namespace of relationships (ECMA-376-2, 9.3).
const NAMESPACES: &[(&str, usize)] = &[("http://schemas.openxmlformats.org/package/2006/relationships", 0)];

/// One relationship of a part.
#[derive(Clone, Debug)]
pub struct Relation {
    /// Its id among those of the part.
    pub id: String,
    /// The last word of its type, the same in both variants of the standard: `header`, `styles`.
    pub kind: String,
    /// The name of the other part.
    pub target: String,
}

/// The relationships of `part`; those of the package for an empty name.
///
/// # Errors
/// Where the part with them cannot be read.
pub fn of(package: &mut Package<'_>, part: &str) -> Result<Vec<Relation>, PackageError> {
    let (folder, _) = part.rsplit_once('/').unwrap_or(("", part));
    let name = part_for(part);
    let Some(text) = package.part(&name)? else { return Ok(Vec::new()) };
    let mut walker = Walker::new(&name, &text, NAMESPACES);
    let mut relations = Vec::new();
    while let Some(node) = walker.step()? {
        let Node::Start(element) = node else { continue };
        if !element.is(0, "Relationship") || element.attribute("TargetMode").as_deref() == Some("External") {
            continue;
        }
        if let (Some(kind), Some(target)) = (element.attribute("Type"), element.attribute("Target")) {
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            let id = element.attribute("Id").unwrap_or_default().into_owned();
            relations.push(Relation { id, kind, target: resolved(folder, &target) });
        }
    }
    Ok(relations)
}

/// The name of the part with the relationships of `part`.
pub fn part_for(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

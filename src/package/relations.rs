//! Relationships between the parts of a package: from the main document to its headers, footers,
//! notes, styles and lists.

use crate::package::names::resolved;
use crate::package::xml::{Node, Walker};
use crate::package::{Package, PackageError};
use crate::text::span::Span;

/// Namespace of relationships (ECMA-376-2, 9.3).
const NAMESPACES: &[(&str, usize)] = &[("http://schemas.openxmlformats.org/package/2006/relationships", 0)];

/// One relationship of a part to another part of the package.
#[derive(Clone, Debug)]
pub struct Relation {
    /// Id, unique in the part that the relationship belongs to.
    pub id: String,
    /// Kind of the relationship: the last word of its type, which is the same in both variants of
    /// the standard: `header`, `styles`.
    pub kind: String,
    /// Name of the part to which the relationship leads.
    pub target: String,
}

/// XML element that defines a relationship, with its position.
#[derive(Clone, Debug)]
pub struct RelationElement {
    /// Id of the relationship, by which the XML of the part refers to it.
    pub id: String,
    /// Kind of the relationship: the last word of its type.
    pub kind: String,
    /// Name of the part to which the relationship leads; `None` if it leads out of the package.
    pub target: Option<String>,
    /// Span of the XML element that defines the relationship.
    pub bytes: Span,
}

/// Returns the relationships of `part` to other parts of the package; if `part` is empty, those of
/// the package itself.
///
/// # Errors
/// If the part that defines the relationships cannot be read.
pub fn of(package: &mut Package<'_>, part: &str) -> Result<Vec<Relation>, PackageError> {
    let Some(text) = package.part(&part_for(part))? else { return Ok(Vec::new()) };
    let inside = |element: RelationElement| {
        Some(Relation { id: element.id, kind: element.kind, target: element.target? })
    };
    Ok(elements(part, &text)?.into_iter().filter_map(inside).collect())
}

/// Returns all relationships of `part`, including those that lead out of the package. `text` is the
/// XML that defines them.
///
/// # Errors
/// If it is not well-formed.
pub fn elements(part: &str, text: &str) -> Result<Vec<RelationElement>, PackageError> {
    let (folder, _) = part.rsplit_once('/').unwrap_or(("", part));
    let name = part_for(part);
    let mut walker = Walker::new(&name, text, NAMESPACES);
    let mut relations = Vec::new();
    while let Some(node) = walker.step()? {
        let Node::Start(element) = node else { continue };
        if !element.is(0, "Relationship") {
            continue;
        }
        let start = walker.span().start();
        let is_outside = element.attribute("TargetMode").as_deref() == Some("External");
        let id = element.attribute("Id").unwrap_or_default().into_owned();
        if let (Some(kind), Some(target)) = (element.attribute("Type"), element.attribute("Target")) {
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            let target = (!is_outside).then(|| resolved(folder, &target));
            walker.skip()?;
            relations.push(RelationElement {
                id,
                kind,
                target,
                bytes: Span::new(start, walker.span().end()),
            });
        }
    }
    Ok(relations)
}

/// Returns the name of the part that defines the relationships of `part`.
pub fn part_for(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

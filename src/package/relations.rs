//! Relationships: which part is the document, and where its headers, footers, notes, styles and lists are.

use crate::package::xml::{Node, Walker};
use crate::package::{Package, PackageError};

/// The namespace of relationships (ECMA-376-2, 9.3).
const NAMESPACES: &[(&str, usize)] = &[("http://schemas.openxmlformats.org/package/2006/relationships", 0)];

/// One relationship of a part.
#[derive(Clone, Debug)]
pub struct Relation {
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
            relations.push(Relation { kind, target: resolved(folder, &target) });
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

/// The name of the part that `target` names, seen from `folder`.
fn resolved(folder: &str, target: &str) -> String {
    let mut names: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').filter(|name| !name.is_empty()).collect(),
    };
    for name in target.split('/') {
        match name {
            "" | "." => {}
            ".." => {
                names.pop();
            }
            name => names.push(name),
        }
    }
    names.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn targets_are_relative_to_the_folder_of_their_part() {
        assert_eq!(resolved("word", "styles.xml"), "word/styles.xml");
        assert_eq!(resolved("word", "/word/header1.xml"), "word/header1.xml");
        assert_eq!(resolved("word", "../customXml/item1.xml"), "customXml/item1.xml");
        assert_eq!(resolved("", "word/document.xml"), "word/document.xml");
    }
}

//! Registers the comments part in the package: its content type, and the relationship from the
//! document. Existing registrations that lead nowhere are replaced.

use crate::package::fault::{Damage, XmlFault};
use crate::package::relations::{self, RelationElement};
use crate::package::rewrite::NewPart;
use crate::package::xml::{self, Node, Walker};
use crate::package::{Package, PackageError};
use crate::text::span::Span;
use crate::writers::splice::{Splice, spliced};

/// Name of the part that states the content type of each other part.
const CONTENT_TYPES: &str = "[Content_Types].xml";
/// Namespaces of content types (ECMA-376-2, 10.1).
const TYPES: &[(&str, usize)] = &[("http://schemas.openxmlformats.org/package/2006/content-types", 0)];
/// Content type of a part with comments.
const COMMENTS_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
/// XML declaration, the first line of a new part.
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Returns the content types part with an entry for the comments part `name`; `None` if it already
/// has one.
pub(super) fn content_types(package: &mut Package<'_>, name: &str) -> Result<Option<NewPart>, PackageError> {
    let missing = || PackageError::Damaged(Damage::NoPart(CONTENT_TYPES.to_owned()));
    let text = package.part(CONTENT_TYPES)?.ok_or_else(missing)?;
    let mut walker = Walker::new(CONTENT_TYPES, &text, TYPES);
    let mut splices = Vec::new();
    let mut is_known = false;
    while let Some(node) = walker.step()? {
        let Node::Start(element) = node else { continue };
        let part = element.attribute("PartName").unwrap_or_default();
        // Part names are case-insensitive (ECMA-376-2, 9.1.1.1).
        if !element.is(0, "Override") || !part.trim_start_matches('/').eq_ignore_ascii_case(name) {
            continue;
        }
        let start = walker.span().start();
        let is_right = element.attribute("ContentType").as_deref() == Some(COMMENTS_TYPE);
        walker.skip()?;
        if is_right && !is_known {
            is_known = true;
        } else {
            splices.push(Splice { at: Span::new(start, walker.span().end()), bytes: Vec::new() });
        }
    }
    if is_known && splices.is_empty() {
        return Ok(None);
    }
    let mut added = String::new();
    if !is_known {
        added = format!("<Override PartName=\"/{name}\" ContentType=\"{COMMENTS_TYPE}\"/>");
    }
    splices.push(at_end_of_root(CONTENT_TYPES, &text, &added)?);
    changed(package, CONTENT_TYPES, &text, &splices).map(Some)
}

/// Returns the relationships of the document part `main` with a new one of this kind to the part
/// `name`. It replaces those in `unusable`, which lead nowhere.
pub(super) fn relationships(
    package: &mut Package<'_>,
    main: &str,
    (kind, name): (&str, &str),
    unusable: &[RelationElement],
) -> Result<NewPart, PackageError> {
    let relations = relations::part_for(main);
    let text = package.part(&relations)?;
    let known = match &text {
        Some(text) => relations::elements(main, text)?,
        None => Vec::new(),
    };
    let is_free = |id: &String| !known.iter().any(|relation| relation.id == *id);
    let mut ids = (1..).map(|count| format!("rIdHegao{count}"));
    // The id of a replaced relationship can be used again.
    let id = unusable.first().map(|relation| relation.id.clone()).or_else(|| ids.find(is_free));
    let id = id.unwrap_or_default();
    let relation = format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"/{name}\"/>");
    let Some(text) = text else {
        let namespace = "http://schemas.openxmlformats.org/package/2006/relationships";
        let text = format!("{DECLARATION}<Relationships xmlns=\"{namespace}\">{relation}</Relationships>");
        return Ok(NewPart { name: relations, bytes: text.into_bytes() });
    };
    let mut splices: Vec<Splice> =
        unusable.iter().map(|relation| Splice { at: relation.bytes, bytes: Vec::new() }).collect();
    splices.push(at_end_of_root(&relations, &text, &relation)?);
    changed(package, &relations, &text, &splices)
}

/// Creates a comments part with the XML `added`.
pub(super) fn new_part(name: &str, namespace: &str, added: &str) -> NewPart {
    let text = format!("{DECLARATION}<w:comments xmlns:w=\"{namespace}\">{added}</w:comments>");
    NewPart { name: name.to_owned(), bytes: text.into_bytes() }
}

/// Applies `splices` to the part `name`, whose text is `text`, and encodes the result like the
/// original part.
pub(super) fn changed(
    package: &mut Package<'_>,
    name: &str,
    text: &str,
    splices: &[Splice],
) -> Result<NewPart, PackageError> {
    let original = package.bytes(name)?.unwrap_or_default();
    let bytes = xml::encoded_like(&original, spliced(text.as_bytes(), splices));
    Ok(NewPart { name: name.to_owned(), bytes })
}

/// Returns the splice that inserts `added` at the end of the root element of `text`, which may be
/// an empty tag (`<w:comments/>`). Elements in `added` without a prefix get the prefix of the root.
pub(super) fn at_end_of_root(part: &str, text: &str, added: &str) -> Result<Splice, PackageError> {
    let mut walker = Walker::new(part, text, &[]);
    let mut root = None;
    while let Some(node) = walker.step()? {
        match node {
            Node::Start(element) if root.is_none() => {
                let tag = walker.span();
                let name =
                    tag.of(text)[1..].split([' ', '\t', '\r', '\n', '/', '>']).next().unwrap_or_default();
                root = Some((tag, name.to_owned(), element.is_empty));
            }
            _ => {}
        }
        if walker.depth() == 0 && root.is_some() {
            break;
        }
    }
    let missing = || PackageError::Malformed { part: part.to_owned(), byte: 0, reason: XmlFault::NoRoot };
    let (tag, name, is_empty) = root.ok_or_else(missing)?;
    let added = match name.split_once(':') {
        Some((prefix, _)) => added
            .replace("<Override ", &format!("<{prefix}:Override "))
            .replace("<Relationship ", &format!("<{prefix}:Relationship ")),
        None => added.to_owned(),
    };
    Ok(if is_empty {
        let open = tag.of(text).trim_end_matches('>').trim_end_matches('/').trim_end();
        Splice { at: tag, bytes: format!("{open}>{added}</{name}>").into_bytes() }
    } else {
        let end = walker.span().start();
        Splice { at: Span::new(end, end), bytes: added.into_bytes() }
    })
}

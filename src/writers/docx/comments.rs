//! The part with the comments: the one there is, with new ones at its end, or a new part that the package is told of.

use crate::package::fault::XmlFault;
use crate::package::relations;
use crate::package::rewrite::NewPart;
use crate::package::xml::{self, Node, Walker};
use crate::package::{Package, PackageError};
use crate::text::span::Span;
use crate::writers::Author;
use crate::writers::docx::WORD;
use crate::writers::splice::{Splice, escaped, spliced};

/// What both variants of the standard call things.
struct Variant {
    namespace: &'static str,
    relation: &'static str,
}

const TRANSITIONAL: Variant = Variant {
    namespace: "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    relation: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
};
const STRICT: Variant = Variant {
    namespace: "http://purl.oclc.org/ooxml/wordprocessingml/main",
    relation: "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
};
const CONTENT_TYPES: &str = "[Content_Types].xml";
const COMMENTS_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Comments that are there, and those that are added.
pub(super) struct Comments {
    /// The document they belong to.
    main: String,
    /// The name of their part.
    name: String,
    /// The part as it is: its bytes and its text.
    present: Option<(Vec<u8>, String)>,
    variant: &'static Variant,
    next_id: usize,
    added: String,
}

impl Comments {
    /// The comments of the document `main`, whose text is `text`.
    pub(super) fn open(package: &mut Package<'_>, main: &str, text: &str) -> Result<Self, PackageError> {
        let relations = relations::of(package, main)?;
        let known = relations.into_iter().find(|relation| relation.kind == "comments");
        let variant = if text.contains(STRICT.namespace) { &STRICT } else { &TRANSITIONAL };
        let mut comments = Self {
            main: main.to_owned(),
            name: String::new(),
            present: None,
            variant,
            next_id: 0,
            added: String::new(),
        };
        match known.filter(|relation| package.has(&relation.target)) {
            Some(relation) => {
                if let (Some(bytes), Some(text)) =
                    (package.bytes(&relation.target)?, package.part(&relation.target)?)
                {
                    comments.next_id = last_id(&relation.target, &text)?.map_or(0, |id| id + 1);
                    comments.present = Some((bytes, text));
                }
                comments.name = relation.target;
            }
            None => {
                let folder = main.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
                let names = (0..).map(|count| match count {
                    0 => format!("{folder}comments.xml"),
                    count => format!("{folder}comments{count}.xml"),
                });
                comments.name = { names }.find(|name| !package.has(name)).unwrap_or_default();
            }
        }
        Ok(comments)
    }

    /// The first id that no comment has.
    pub(super) fn next_id(&self) -> usize {
        self.next_id
    }

    /// Adds a comment with this id.
    pub(super) fn add(&mut self, id: usize, paragraphs: &[String], author: &Author) {
        let (name, initials) = (escaped(&author.name), escaped(&author.initials));
        self.added += &format!(
            "<w:comment xmlns:w=\"{}\" w:id=\"{id}\" w:author=\"{name}\" w:initials=\"{initials}\">",
            self.variant.namespace
        );
        for paragraph in paragraphs.iter().flat_map(|paragraph| paragraph.lines()) {
            let text = escaped(paragraph);
            self.added += &format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>");
        }
        self.added += "</w:comment>";
    }

    /// The parts that change.
    pub(super) fn finish(self, package: &mut Package<'_>) -> Result<Vec<NewPart>, PackageError> {
        if let Some((original, text)) = self.present {
            let bytes = xml::encoded_like(&original, inside_root(&self.name, &text, &self.added)?);
            return Ok(vec![NewPart { name: self.name, bytes }]);
        }
        let Self { name, added, variant, main, .. } = self;
        let namespace = variant.namespace;
        let text = format!("{DECLARATION}<w:comments xmlns:w=\"{namespace}\">{added}</w:comments>");
        let mut parts = vec![NewPart { name: name.clone(), bytes: text.into_bytes() }];
        let known = format!("<Override PartName=\"/{name}\" ContentType=\"{COMMENTS_TYPE}\"/>");
        parts.extend(extended(package, CONTENT_TYPES, &known)?);

        let id = relation_id(package, &main)?;
        let kind = variant.relation;
        let relation = format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"/{name}\"/>");
        let relations = relations::part_for(&main);
        match extended(package, &relations, &relation)? {
            Some(part) => parts.push(part),
            None => {
                let namespace = "http://schemas.openxmlformats.org/package/2006/relationships";
                let text =
                    format!("{DECLARATION}<Relationships xmlns=\"{namespace}\">{relation}</Relationships>");
                parts.push(NewPart { name: relations, bytes: text.into_bytes() });
            }
        }
        Ok(parts)
    }
}

/// The part with this name, with `added` at the end of its root.
fn extended(package: &mut Package<'_>, name: &str, added: &str) -> Result<Option<NewPart>, PackageError> {
    let (Some(original), Some(text)) = (package.bytes(name)?, package.part(name)?) else { return Ok(None) };
    let bytes = xml::encoded_like(&original, inside_root(name, &text, added)?);
    Ok(Some(NewPart { name: name.to_owned(), bytes }))
}

/// `text` with `added` at the end of its root, which may be empty (`<w:comments/>`). Elements without a prefix are put into the root's
/// namespace.
fn inside_root(part: &str, text: &str, added: &str) -> Result<Vec<u8>, PackageError> {
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
        // Of the elements that are added, only those of packages have no prefix.
        Some((prefix, _)) => added
            .replace("<Override ", &format!("<{prefix}:Override "))
            .replace("<Relationship ", &format!("<{prefix}:Relationship ")),
        None => added.to_owned(),
    };
    let splice = if is_empty {
        let open = tag.of(text).trim_end_matches('>').trim_end_matches('/').trim_end();
        Splice { at: tag, bytes: format!("{open}>{added}</{name}>").into_bytes() }
    } else {
        let end = walker.span().start;
        Splice { at: Span::new(end, end), bytes: added.into_bytes() }
    };
    Ok(spliced(text.as_bytes(), &[splice]))
}

/// The highest id of a comment.
fn last_id(part: &str, text: &str) -> Result<Option<usize>, PackageError> {
    let mut walker = Walker::new(part, text, WORD);
    let mut last = None;
    while let Some(node) = walker.step()? {
        if let Node::Start(element) = node
            && element.is(0, "comment")
        {
            last = last.max(element.attribute("id").and_then(|id| id.parse::<usize>().ok()));
        }
    }
    Ok(last)
}

/// An id that no relationship of the document has.
fn relation_id(package: &mut Package<'_>, main: &str) -> Result<String, PackageError> {
    let text = package.part(&relations::part_for(main))?.unwrap_or_default();
    let mut ids = (1..).map(|count| format!("rIdHegao{count}"));
    Ok(ids.find(|id| !text.contains(&format!("\"{id}\""))).unwrap_or_default())
}

/// Notes of the document, by part, with the reference that calls each.
#[derive(Default)]
pub(super) struct Notes {
    parts: Vec<(String, Vec<Note>)>,
}

struct Note {
    bytes: Span,
    reference: &'static str,
    id: String,
}

impl Notes {
    /// The reference and the id of the note that holds `byte` of `part`; `None` where the part holds no notes.
    pub(super) fn at(
        &mut self,
        package: &mut Package<'_>,
        part: &str,
        byte: usize,
    ) -> Result<Option<(&'static str, String)>, PackageError> {
        let known = self.parts.iter().position(|(name, _)| name == part);
        let index = match known {
            Some(index) => index,
            None => {
                let text = package.part(part)?.unwrap_or_default();
                self.parts.push((part.to_owned(), notes(part, &text)?));
                self.parts.len() - 1
            }
        };
        let found = self.parts[index].1.iter().find(|note| note.bytes.start <= byte && byte < note.bytes.end);
        Ok(found.map(|note| (note.reference, note.id.clone())))
    }
}

fn notes(part: &str, text: &str) -> Result<Vec<Note>, PackageError> {
    let mut walker = Walker::new(part, text, WORD);
    let mut notes = Vec::new();
    while let Some(node) = walker.step()? {
        let Node::Start(element) = node else { continue };
        let reference = match (element.namespace, element.name) {
            (Some(0), "footnote") => "footnoteReference",
            (Some(0), "endnote") => "endnoteReference",
            _ => continue,
        };
        let (start, id) = (walker.span().start, element.attribute("id").unwrap_or_default().into_owned());
        walker.skip()?;
        notes.push(Note { bytes: Span::new(start, walker.span().end), reference, id });
    }
    Ok(notes)
}

//! The part with the comments: new comments are added to the existing part, or to a new part that
//! is registered in the package.

use std::collections::BTreeSet;

use crate::package::relations::{self, RelationElement};
use crate::package::rewrite::NewPart;
use crate::package::xml::{Node, Walker};
use crate::package::{Package, PackageError};
use crate::writers::docx::WORD;
use crate::writers::docx::earlier::{self, Comment};
use crate::writers::docx::registration;
use crate::writers::splice::escaped;
use crate::writers::{Author, Remark, seal};

/// Names that differ between the two variants of the Office Open XML standard, Transitional and
/// Strict.
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
/// If the highest id in use is below this number, new ids follow it; otherwise they are the free
/// ids from 0 on. Word accepts ids up to 2³¹ − 1 (`ST_DecimalNumber`), so at least as many ids are
/// left.
const MAX_LAST: i64 = 1 << 30;
/// Formatting of the seal, the last line of a remark: small and grey.
const SMALL: &str = "<w:rPr><w:color w:val=\"808080\"/><w:sz w:val=\"14\"/></w:rPr>";

/// The existing comments of a document, and those that are added.
pub(super) struct Comments {
    /// Name of the main document part.
    main: String,
    /// Name of the comments part.
    name: String,
    /// Text of the comments part, if it exists.
    text: Option<String>,
    /// Comments in the existing part.
    pub(super) present: Vec<Comment>,
    /// Relationships of the kind “comments” that cannot be used, because their target is missing,
    /// external or not a part with comments.
    unusable: Vec<RelationElement>,
    variant: &'static Variant,
    /// Ids in use by comments, or by marks of comments in the text.
    ids: BTreeSet<i64>,
    added: String,
}

impl Comments {
    /// Reads the comments of the document part `main`, whose text is `text`.
    pub(super) fn open(package: &mut Package<'_>, main: &str, text: &str) -> Result<Self, PackageError> {
        let variant = if text.contains(STRICT.namespace) { &STRICT } else { &TRANSITIONAL };
        let mut comments = Self {
            main: main.to_owned(),
            name: String::new(),
            text: None,
            present: Vec::new(),
            unusable: Vec::new(),
            variant,
            ids: marked(main, text)?,
            added: String::new(),
        };
        let relations = match package.part(&relations::part_for(main))? {
            Some(relations) => relations::elements(main, &relations)?,
            None => Vec::new(),
        };
        for relation in relations.into_iter().filter(|relation| relation.kind == "comments") {
            let part = match &relation.target {
                Some(target) if target != main => package.part(target)?.map(|text| (target.clone(), text)),
                _ => None,
            };
            match part {
                Some((name, text)) if holds_comments(&name, &text)? => {
                    comments.present = earlier::comments(&name, &text)?;
                    let ids = comments.present.iter().filter_map(|comment| number(&comment.id));
                    comments.ids.extend(ids);
                    (comments.name, comments.text) = (name, Some(text));
                    return Ok(comments);
                }
                _ => comments.unusable.push(relation),
            }
        }
        let folder = main.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let names = (0..).map(|count| match count {
            0 => format!("{folder}comments.xml"),
            count => format!("{folder}comments{count}.xml"),
        });
        let taken: Vec<String> = package.names().map(|name| name.to_ascii_lowercase()).collect();
        comments.name =
            { names }.find(|name| !taken.contains(&name.to_ascii_lowercase())).unwrap_or_default();
        Ok(comments)
    }

    /// Ids that no comment uses, in ascending order.
    pub(super) fn free_ids(&self) -> Vec<i64> {
        let last = self.ids.last().copied().unwrap_or(-1);
        let count = 1 << 16;
        if last < MAX_LAST {
            let first = last.max(-1) + 1;
            return (first..first + count).collect();
        }
        (0..).filter(|id| !self.ids.contains(id)).take(count as usize).collect()
    }

    /// Adds a comment with this id.
    pub(super) fn add(&mut self, id: i64, remark: &Remark, author: &Author) {
        let (name, initials) = (escaped(&author.name), escaped(&author.initials));
        self.added += &format!(
            "<w:comment xmlns:w=\"{}\" w:id=\"{id}\" w:author=\"{name}\" w:initials=\"{initials}\">",
            self.variant.namespace
        );
        let lines: Vec<&str> = remark.paragraphs.iter().flat_map(|paragraph| paragraph.lines()).collect();
        for line in &lines {
            let text = escaped(line);
            self.added += &format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>");
        }
        let seal = escaped(&seal::line(&author.sign, &remark.rule, &lines.concat()));
        self.added += &format!("<w:p><w:r>{SMALL}<w:t>{seal}</w:t></w:r></w:p></w:comment>");
    }

    /// Returns the parts that must be written so that the package has the added comments.
    pub(super) fn finish(self, package: &mut Package<'_>) -> Result<Vec<NewPart>, PackageError> {
        let Self { main, name, text, added, variant, unusable, .. } = self;
        if added.is_empty() {
            return Ok(Vec::new());
        }
        let mut parts = match text {
            Some(text) => {
                let splice = registration::at_end_of_root(&name, &text, &added)?;
                vec![registration::changed(package, &name, &text, &[splice])?]
            }
            None => {
                let relation = (variant.relation, name.as_str());
                let part = registration::new_part(&name, variant.namespace, &added);
                vec![part, registration::relationships(package, &main, relation, &unusable)?]
            }
        };
        parts.extend(registration::content_types(package, &name)?);
        Ok(parts)
    }
}

/// True for a part with Word comments. A comments relationship may also lead to another kind of
/// part (a picture, a page).
fn holds_comments(part: &str, text: &str) -> Result<bool, PackageError> {
    let mut walker = Walker::new(part, text, WORD);
    while let Some(node) = walker.step()? {
        if let Node::Start(element) = node {
            return Ok(element.is(0, "comments"));
        }
    }
    Ok(false)
}

/// Finds the ids of all marks of comments in a document part, even of marks whose comments are
/// missing.
fn marked(part: &str, text: &str) -> Result<BTreeSet<i64>, PackageError> {
    let mut walker = Walker::new(part, text, WORD);
    let mut ids = BTreeSet::new();
    while let Some(node) = walker.step()? {
        let Node::Start(element) = node else { continue };
        if matches!(element.name, "commentRangeStart" | "commentRangeEnd" | "commentReference") {
            ids.extend(element.attribute("id").and_then(|id| number(&id)));
        }
    }
    Ok(ids)
}

/// Parses an id. `None` for malformed ids and those beyond 64 bits, which other programs may read
/// in any way.
fn number(id: &str) -> Option<i64> {
    id.trim().parse().ok()
}

//! Additional parts in which newer Word versions store data on comments: replies and done marks
//! (`commentsExtended`, MS-DOCX 2.5.1), and persistent ids (`commentsIds`, `commentsExtensible`).

use rustc_hash::FxHashSet;

use crate::package::relations::Relation;
use crate::package::xml::{Node, Walker};
use crate::package::{Package, PackageError};
use crate::text::span::Span;

/// Data on one comment in an additional part.
struct Entry {
    bytes: Span,
    /// Id of the last paragraph of the comment, in lower case.
    paragraph: Option<String>,
    /// Paragraph id of the comment that this comment replies to.
    answers: Option<String>,
    is_done: bool,
    /// Persistent id of the comment.
    lasting: Option<String>,
}

/// The additional comment parts of a document.
#[derive(Default)]
pub(super) struct Threads {
    parts: Vec<(String, Vec<Entry>)>,
}

impl Threads {
    /// Reads the additional parts that the document has.
    pub(super) fn read(package: &mut Package<'_>, relations: &[Relation]) -> Result<Self, PackageError> {
        const KINDS: [&str; 3] = ["commentsExtended", "commentsIds", "commentsExtensible"];
        let mut threads = Self::default();
        for relation in relations.iter().filter(|relation| KINDS.contains(&relation.kind.as_str())) {
            let is_known = threads.parts.iter().any(|(name, _)| *name == relation.target);
            if let Some(text) = package.part(&relation.target)?.filter(|_| !is_known) {
                threads.parts.push((relation.target.clone(), entries(&relation.target, &text)?));
            }
        }
        Ok(threads)
    }

    /// True if the comment with these paragraphs has a reply from a person, was marked as done, or
    /// is a reply itself.
    pub(super) fn are_answered(&self, paragraphs: &[String]) -> bool {
        let is_own = |id: &Option<String>| id.as_ref().is_some_and(|id| paragraphs.contains(id));
        let mut all = self.parts.iter().flat_map(|(_, entries)| entries);
        all.any(|entry| {
            is_own(&entry.answers) || is_own(&entry.paragraph) && (entry.is_done || entry.answers.is_some())
        })
    }

    /// Finds the entries of the comments with these paragraphs: their spans, by the name of the
    /// part.
    pub(super) fn entries(&self, paragraphs: &FxHashSet<&str>) -> Vec<(&str, Vec<Span>)> {
        let is_named = |entry: &&Entry| {
            entry.paragraph.as_ref().is_some_and(|paragraph| paragraphs.contains(paragraph.as_str()))
        };
        let all = self.parts.iter().flat_map(|(_, entries)| entries);
        let lasting: FxHashSet<&str> =
            all.filter(is_named).filter_map(|entry| entry.lasting.as_deref()).collect();
        let is_gone = |entry: &&Entry| {
            let is_lasting = entry.lasting.as_ref().is_some_and(|id| lasting.contains(id.as_str()));
            is_named(entry) || entry.paragraph.is_none() && is_lasting
        };
        let parts = self.parts.iter().map(|(name, entries)| {
            (name.as_str(), entries.iter().filter(is_gone).map(|entry| entry.bytes).collect::<Vec<_>>())
        });
        parts.filter(|(_, spans)| !spans.is_empty()).collect()
    }
}

/// Reads the entries of a part: the children of its root. The names of their attributes are unique,
/// so namespaces are ignored.
fn entries(part: &str, text: &str) -> Result<Vec<Entry>, PackageError> {
    let mut walker = Walker::new(part, text, &[]);
    let mut entries = Vec::new();
    while let Some(node) = walker.step()? {
        let Node::Start(element) = node else { continue };
        if walker.depth() != 2 {
            continue;
        }
        let start = walker.span().start();
        let id = |name: &str| element.attribute(name).map(|id| id.to_lowercase());
        let (paragraph, answers, lasting) = (id("paraId"), id("paraIdParent"), id("durableId"));
        let is_done = element.attribute("done").is_some_and(|done| matches!(&*done, "1" | "true" | "on"));
        walker.skip()?;
        let bytes = Span::new(start, walker.span().end());
        entries.push(Entry { bytes, paragraph, answers, is_done, lasting });
    }
    Ok(entries)
}

//! Comments of earlier runs: recognizes them, tests whether people have answered them, and removes
//! them from a package.
//!
//! A comment is removed if its seal is intact (`writers::seal`), nobody has replied to it, and
//! nobody has marked it as done. Everything else stays, above all the comments of people and their
//! replies.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::package::fault::Damage;
use crate::package::relations;
use crate::package::rewrite::{NewPart, rewrite};
use crate::package::xml::{self, Node, Walker};
use crate::package::{Package, PackageError};
use crate::text::span::Span;
use crate::writers::docx::WORD;
use crate::writers::docx::threads::Threads;
use crate::writers::seal::{self, Seal};
use crate::writers::splice::{Splice, spliced};

/// Character in the words of a comment for content without words, such as a picture.
const PICTURE: char = '▣';

/// A comment of the package.
pub(super) struct Comment {
    /// Id of the comment, as written in the file.
    pub(super) id: String,
    /// Bytes of the comment in the comments part.
    bytes: Span,
    /// Words of the comment, one line per paragraph.
    pub(super) words: String,
    /// Ids of the comment's paragraphs, to which replies refer.
    paragraphs: Vec<String>,
    /// Seal of the comment; `None` if no earlier run wrote it.
    pub(super) seal: Option<Seal>,
}

/// The comments of a part, in order.
pub(super) fn comments(part: &str, text: &str) -> Result<Vec<Comment>, PackageError> {
    let mut walker = Walker::new(part, text, WORD);
    let mut comments: Vec<Comment> = Vec::new();
    while let Some(node) = walker.step()? {
        let Node::Start(element) = node else { continue };
        if element.is(0, "comment") {
            let start = walker.span().start();
            let id = element.attribute("id").unwrap_or_default().trim().to_owned();
            let (words, paragraphs) = content(&mut walker)?;
            let (bytes, seal) = (Span::new(start, walker.span().end()), seal::find(&words));
            comments.push(Comment { id, bytes, words, paragraphs, seal });
        }
    }
    Ok(comments)
}

/// Reads a comment whose start tag was read: its words, and the ids of its paragraphs.
fn content(walker: &mut Walker<'_>) -> Result<(String, Vec<String>), PackageError> {
    let (mut words, mut paragraphs) = (String::new(), Vec::new());
    let mut is_text = false;
    let inside = walker.depth();
    while let Some(node) = walker.step()? {
        match node {
            Node::End if walker.depth() < inside => break,
            Node::End => is_text = false,
            Node::Start(element) => {
                is_text = element.is(0, "t");
                // A person inserted a picture. The placeholder changes the words, so the seal no
                // longer matches.
                if matches!(element.name, "drawing" | "pict" | "object" | "oMath") {
                    words.push(PICTURE);
                }
                if element.is(0, "p") {
                    words.push('\n');
                    paragraphs.extend(element.attribute("paraId").map(|id| id.to_lowercase()));
                }
            }
            Node::Text(text) if is_text => words.push_str(text),
            Node::Character(c) if is_text => words.push(c),
            Node::Text(_) | Node::Character(_) => {}
        }
    }
    Ok((words.trim_start().to_owned(), paragraphs))
}

/// A package from which the comments of earlier runs were removed.
pub(super) struct Cleared {
    /// Bytes of the package.
    pub(super) bytes: Vec<u8>,
    /// Number of comments that were removed.
    pub(super) comments: usize,
}

/// Removes the comments of earlier runs from the package whose document part is `main`; `None` if
/// there are none.
pub(super) fn cleared(bytes: &[u8], main: &str) -> Result<Option<Cleared>, PackageError> {
    let mut package = Package::open(bytes)?;
    let relations = relations::of(&mut package, main)?;
    let Some(part) = relations.iter().find(|relation| relation.kind == "comments") else { return Ok(None) };
    let Some(text) = package.part(&part.target)? else { return Ok(None) };
    let all = comments(&part.target, &text)?;
    if !all.iter().any(|comment| comment.seal.is_some()) {
        return Ok(None);
    }
    let threads = Threads::read(&mut package, &relations)?;
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    all.iter().for_each(|comment| *counts.entry(comment.id.as_str()).or_default() += 1);
    let is_ours = |comment: &&Comment| {
        comment.seal.as_ref().is_some_and(|seal| seal.is_intact)
            && counts[comment.id.as_str()] == 1
            && !threads.are_answered(&comment.paragraphs)
    };
    let document = package.part(main)?.unwrap_or_default();
    let wanted: FxHashSet<&str> = all.iter().filter(is_ours).map(|comment| comment.id.as_str()).collect();
    let marks = Marks::of(main, &document, &wanted)?;
    // A comment without a reference in the document may be referenced by another part, so it stays.
    let gone: Vec<&Comment> =
        all.iter().filter(is_ours).filter(|comment| marks.referred.contains(&comment.id)).collect();
    if gone.is_empty() {
        return Ok(None);
    }
    let ids: FxHashSet<&str> = gone.iter().map(|comment| comment.id.as_str()).collect();
    let marks = Marks::of(main, &document, &ids)?;
    let mut parts = vec![without(&mut package, main, &marks.spans)?];
    let spans: Vec<Span> = gone.iter().map(|comment| comment.bytes).collect();
    parts.push(without(&mut package, &part.target, &spans)?);
    let paragraphs: FxHashSet<&str> =
        gone.iter().flat_map(|comment| &comment.paragraphs).map(String::as_str).collect();
    for (name, spans) in threads.entries(&paragraphs) {
        parts.push(without(&mut package, name, &spans)?);
    }
    Ok(Some(Cleared { bytes: rewrite(bytes, parts, &[])?, comments: gone.len() }))
}

/// Returns the part `name` without the bytes in `spans`, which must be in order.
fn without(package: &mut Package<'_>, name: &str, spans: &[Span]) -> Result<NewPart, PackageError> {
    let missing = || PackageError::Damaged(Damage::NoPart(name.to_owned()));
    let original = package.bytes(name)?.ok_or_else(missing)?;
    let text = package.part(name)?.ok_or_else(missing)?;
    let splices: Vec<Splice> = spans.iter().map(|span| Splice { at: *span, bytes: Vec::new() }).collect();
    let bytes = xml::encoded_like(&original, spliced(text.as_bytes(), &splices));
    Ok(NewPart { name: name.to_owned(), bytes })
}

/// Marks of comments in the document part, which are to be removed.
#[derive(Default)]
struct Marks {
    /// Bytes to remove, in order.
    spans: Vec<Span>,
    /// Ids of the comments to which the text refers.
    referred: FxHashSet<String>,
}

/// The run that is being read.
struct Run {
    start: usize,
    depth: usize,
    /// References to comments in the run.
    references: Vec<Span>,
    /// True if the run also contains something else.
    holds_more: bool,
}

impl Marks {
    /// Finds the marks of the comments with these ids.
    fn of(part: &str, text: &str, ids: &FxHashSet<&str>) -> Result<Self, PackageError> {
        let mut walker = Walker::new(part, text, WORD);
        let mut marks = Self::default();
        let mut runs: Vec<Run> = Vec::new();
        while let Some(node) = walker.step()? {
            let element = match node {
                Node::Start(element) => element,
                Node::End => {
                    if let Some(run) = runs.pop_if(|run| walker.depth() < run.depth) {
                        marks.leave(run, walker.span().end());
                    }
                    continue;
                }
                Node::Text(_) | Node::Character(_) => continue,
            };
            let start = walker.span().start();
            let id = element.attribute("id").filter(|id| ids.contains(id.trim()));
            match (element.namespace, element.name, id) {
                (Some(0), "commentRangeStart" | "commentRangeEnd", Some(_)) => {
                    walker.skip()?;
                    marks.spans.push(Span::new(start, walker.span().end()));
                }
                (Some(0), "commentReference", Some(id)) => {
                    marks.referred.insert(id.trim().to_owned());
                    walker.skip()?;
                    let span = Span::new(start, walker.span().end());
                    match runs.last_mut() {
                        Some(run) => run.references.push(span),
                        None => marks.spans.push(span),
                    }
                }
                (Some(0), "rPr", _) => walker.skip()?,
                (Some(0), "r", _) => {
                    runs.iter_mut().for_each(|run| run.holds_more = true);
                    runs.push(Run {
                        start,
                        depth: walker.depth(),
                        references: Vec::new(),
                        holds_more: false,
                    });
                }
                _ => runs.iter_mut().for_each(|run| run.holds_more = true),
            }
        }
        marks.spans.sort_by_key(|span| (span.start(), usize::MAX - span.end()));
        let mut end = 0;
        // Drops marks inside a run that is removed as a whole.
        marks.spans.retain(|span| {
            let is_apart = span.start() >= end;
            end = end.max(span.end());
            is_apart
        });
        Ok(marks)
    }

    /// Removes a run as a whole if it only contains references to comments.
    fn leave(&mut self, run: Run, end: usize) {
        if run.references.is_empty() {
            return;
        }
        if run.holds_more {
            self.spans.extend(run.references);
        } else {
            self.spans.push(Span::new(run.start, end));
        }
    }
}

/// Finds the comments of earlier runs that stay, with the bytes of the document between their
/// marks.
pub(super) fn kept(part: &str, text: &str, comments: &[Comment]) -> Result<Vec<Kept>, PackageError> {
    let mut kept: Vec<Kept> = Vec::new();
    for comment in comments {
        if let Some(seal) = &comment.seal {
            let (rule, first) =
                (seal.rule.clone(), comment.words.lines().next().unwrap_or_default().to_owned());
            kept.push(Kept { id: comment.id.clone(), rule, first, start: None, end: None });
        }
    }
    if kept.is_empty() {
        return Ok(kept);
    }
    let mut walker = Walker::new(part, text, WORD);
    while let Some(node) = walker.step()? {
        let Node::Start(element) = node else { continue };
        if !element.is(0, "commentRangeStart") && !element.is(0, "commentRangeEnd") {
            continue;
        }
        let Some(id) = element.attribute("id") else { continue };
        for known in kept.iter_mut().filter(|known| known.id == id.trim()) {
            let end = if element.name == "commentRangeStart" { &mut known.start } else { &mut known.end };
            *end = end.or(Some(walker.span().end()));
        }
    }
    Ok(kept)
}

/// A comment of an earlier run that stays.
pub(super) struct Kept {
    id: String,
    /// Id of the rule that made the comment.
    pub(super) rule: String,
    /// First paragraph of the comment.
    pub(super) first: String,
    start: Option<usize>,
    end: Option<usize>,
}

impl Kept {
    /// True if the comment is about these bytes of the document.
    pub(super) fn meets(&self, bytes: Span) -> bool {
        match (self.start, self.end) {
            (Some(start), Some(end)) => start <= bytes.end() && bytes.start() <= end,
            _ => false,
        }
    }
}

//! Finds the positions for the marks of comments in the document part. Each comment has a mark at
//! its beginning and one at its end. They may be inside a run, which is then split. Word ignores
//! comments in text boxes, notes and headers, so such comments are attached to the paragraph that
//! contains or references the box or note.

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use crate::package::PackageError;
use crate::package::xml::{Element, Node, Walker};
use crate::text::span::Span;
use crate::writers::docx::WORD;
use crate::writers::docx::marks::{self, Cut, MarkPlace, Names, Side, name_of};
use crate::writers::splice::Splice;

/// A comment whose position is to be found.
pub(super) struct Anchor {
    /// Id of the comment in the comments part.
    pub(super) id: i64,
    /// Text or part of the document that the comment is about.
    pub(super) target: Target,
}

/// Text or part of a document that a comment is about.
pub(super) enum Target {
    /// These bytes of the document part.
    Bytes(Span),
    /// A note, given by the name of the element that refers to it, and its id.
    Note((&'static str, String)),
    /// Something outside the text of the document, such as a header. The comment is attached to the
    /// first paragraph.
    Document,
}

/// A mark of a comment (for its beginning or its end), and the byte at which it should be placed.
#[derive(Clone, Copy)]
struct Wanted {
    byte: usize,
    side: Side,
    id: i64,
}

/// Positions of the comments, as splices.
pub(super) struct Placed {
    /// Splices that insert the marks of the comments, in order.
    pub(super) splices: Vec<Splice>,
    /// Ids of the comments for which a position was found. There are none if the document has no
    /// paragraphs.
    pub(super) ids: FxHashSet<i64>,
}

/// Finds the positions for the marks of all comments in `anchors`.
pub(super) fn place(part: &str, text: &str, anchors: Vec<Anchor>) -> Result<Placed, PackageError> {
    let mut wanted = Vec::new();
    let mut notes = Vec::new();
    let mut whole = Vec::new();
    for Anchor { id, target } in anchors {
        match target {
            Target::Bytes(bytes) => {
                wanted.push(Wanted { byte: bytes.start(), side: Side::Start, id });
                wanted.push(Wanted { byte: bytes.end(), side: Side::End, id });
            }
            Target::Note(note) => notes.push((note, id)),
            Target::Document => whole.push(id),
        }
    }
    wanted.sort_by_key(|wanted| (wanted.byte, wanted.side));
    let mut walk = Walk {
        walker: Walker::new(part, text, WORD),
        text,
        names: Names::default(),
        wanted,
        next: 0,
        notes,
        whole,
        deferred: Vec::new(),
        paragraph: 0,
        places: Vec::new(),
        replaced: Vec::new(),
    };
    walk.run()?;
    let ids = |side: Side| {
        let places = walk.places.iter().filter(move |place| place.side == side);
        places.map(|place| place.id).collect::<FxHashSet<i64>>()
    };
    let ids: FxHashSet<i64> = ids(Side::Start).intersection(&ids(Side::End)).copied().collect();
    walk.places.retain(|place| ids.contains(&place.id));
    Ok(Placed { splices: marks::splices(walk.places, &walk.names, walk.replaced), ids })
}

struct Walk<'x> {
    walker: Walker<'x>,
    text: &'x str,
    names: Names,
    wanted: Vec<Wanted>,
    /// Index of the first entry of `wanted` that has no position yet.
    next: usize,
    notes: Vec<((&'static str, String), i64)>,
    /// Comments on the whole document. They are attached to the first paragraph.
    whole: Vec<i64>,
    /// Marks of comments that are to be attached to the current paragraph as a whole: at its
    /// beginning or its end.
    deferred: Vec<(Side, i64)>,
    /// Byte at which the content of the current paragraph begins.
    paragraph: usize,
    places: Vec<MarkPlace>,
    /// Changes of texts that are split: new start tags, so that both halves keep their white space.
    replaced: Vec<Splice>,
}

/// The run that is being read.
struct Run {
    /// Start tag of the run. The run has content, so the tag has no `/`.
    tag: Span,
    properties: Span,
    /// Elements of the run that show something, in order.
    pieces: Vec<Piece>,
}

struct Piece {
    whole: Span,
    /// Span of the characters of a `w:t`, which may be split. `None` for elements that are never
    /// split: tabs and the like, and texts that contain CDATA sections, comments or processing
    /// instructions.
    content: Option<Span>,
    is_preserved: bool,
}

impl<'x> Walk<'x> {
    fn run(&mut self) -> Result<(), PackageError> {
        while let Some(node) = self.walker.step()? {
            let Node::Start(element) = node else { continue };
            if self.names.prefix.is_empty() {
                self.names = Names::of(&element, self.walker.span().of(self.text));
            }
            if element.is(0, "p") && !element.is_empty {
                self.paragraph()?;
            }
        }
        // Positions after the last paragraph are dropped, because there is no paragraph left to
        // attach them to.
        self.next = self.wanted.len();
        Ok(())
    }

    /// Reads a paragraph of the body whose start tag was read.
    fn paragraph(&mut self) -> Result<(), PackageError> {
        self.paragraph = self.walker.span().end();
        let inside = self.walker.depth();
        while let Some(node) = self.walker.step()? {
            match node {
                Node::End if self.walker.depth() < inside => break,
                Node::Start(element) if element.is(0, "pPr") => {
                    self.walker.skip()?;
                    self.paragraph = self.walker.span().end();
                }
                Node::Start(element) if element.is(0, "r") => {
                    self.between(self.walker.span().start());
                    self.in_run()?;
                }
                _ => self.between(self.walker.span().start()),
            }
        }
        let end = self.walker.span().start().max(self.paragraph);
        self.between(end);
        let whole = std::mem::take(&mut self.whole).into_iter();
        self.deferred.extend(whole.flat_map(|id| [(Side::Start, id), (Side::End, id)]));
        for (side, id) in std::mem::take(&mut self.deferred) {
            let byte = if side == Side::Start { self.paragraph } else { end };
            self.places.push(MarkPlace { byte, side, id, cut: None });
        }
        Ok(())
    }

    /// Places the marks that should be at or before byte `until`. No run is open before `until`, so
    /// none is split.
    fn between(&mut self, until: usize) {
        while let Some(wanted) = self.wanted.get(self.next).filter(|wanted| wanted.byte <= until) {
            let byte = wanted.byte.max(self.paragraph);
            self.places.push(MarkPlace { byte, side: wanted.side, id: wanted.id, cut: None });
            self.next += 1;
        }
    }

    /// Reads a run whose start tag was read.
    fn in_run(&mut self) -> Result<(), PackageError> {
        let mut run = Run { tag: self.walker.span(), properties: Span::default(), pieces: Vec::new() };
        let inside = self.walker.depth();
        while let Some(node) = self.walker.step()? {
            match node {
                Node::End if self.walker.depth() < inside => break,
                Node::Start(element) if element.is(0, "rPr") => {
                    let start = self.walker.span().start();
                    self.walker.skip()?;
                    run.properties = Span::new(start, self.walker.span().end());
                }
                Node::Start(element) => {
                    let piece = self.piece(&element)?;
                    run.pieces.push(piece);
                }
                _ => {}
            }
        }
        self.place_in(&run);
        Ok(())
    }

    /// Reads an element in a run. Marks that should be inside a text box in the element are
    /// attached to the whole paragraph.
    fn piece(&mut self, element: &Element<'_>) -> Result<Piece, PackageError> {
        let start = self.walker.span().start();
        let is_text = element.is(0, "t");
        let is_preserved = element.attribute("space").is_some_and(|value| value == "preserve");
        let content = self.walker.span().end();
        let mut content_end = content;
        let inside = self.walker.depth();
        let mut has_box = false;
        self.take_notes(element);
        while let Some(node) = self.walker.step()? {
            match node {
                Node::End if self.walker.depth() < inside => {
                    content_end = self.walker.span().start();
                    break;
                }
                Node::Start(element) => has_box |= element.is(0, "txbxContent"),
                _ => {}
            }
        }
        let whole = Span::new(start, self.walker.span().end());
        if has_box {
            self.defer(whole);
        }
        let content = Span::new(content, content_end);
        let is_plain = is_text && !element.is_empty && !content.of(self.text).contains('<');
        let content = is_plain.then_some(content);
        Ok(Piece { whole, content, is_preserved })
    }

    /// Attaches the comments on a note to the paragraph, if `element` is the reference of the note.
    fn take_notes(&mut self, element: &Element<'_>) {
        if !element.name.ends_with("Reference") {
            return;
        }
        let deferred = &mut self.deferred;
        self.notes.retain(|((reference, note), id)| {
            let is_met = element.is(0, reference) && element.attribute("id").is_some_and(|id| id == *note);
            if is_met {
                deferred.extend([(Side::Start, *id), (Side::End, *id)]);
            }
            !is_met
        });
    }

    /// Attaches the comments in a text box to the paragraph as a whole.
    fn defer(&mut self, text_box: Span) {
        let before = self.wanted.partition_point(|wanted| wanted.byte < text_box.start()).max(self.next);
        let behind = self.wanted.partition_point(|wanted| wanted.byte <= text_box.end()).max(before);
        self.deferred.extend(self.wanted.drain(before..behind).map(|wanted| (wanted.side, wanted.id)));
    }

    /// Places the marks that should be within a run: before it, after it, between its pieces, or
    /// between the characters of a piece.
    fn place_in(&mut self, run: &Run) {
        let end = self.walker.span().end();
        let (tag, properties) = (run.tag.of(self.text), run.properties.of(self.text));
        let name = name_of(tag);
        let mut preserved = Vec::new();
        while let Some(wanted) = self.wanted.get(self.next).copied().filter(|wanted| wanted.byte < end) {
            self.next += 1;
            let inside = run.pieces.iter().enumerate().find(|(_, piece)| wanted.byte < piece.whole.end());
            let (byte, cut) = match inside {
                // After the last piece means after the run.
                None => (end, None),
                Some((index, piece)) => {
                    let content = piece
                        .content
                        .filter(|content| content.start() < wanted.byte && wanted.byte < content.end());
                    let is_behind = match piece.content {
                        Some(content) => content.end() <= wanted.byte,
                        // A piece that is never split is covered as a whole.
                        None => wanted.side == Side::End && piece.whole.start() < wanted.byte,
                    };
                    let is_last = index + 1 == run.pieces.len();
                    match content {
                        Some(_) => {
                            let text_tag = name_of(piece.whole.of(self.text));
                            if !piece.is_preserved {
                                preserved.push(index);
                            }
                            let close = format!("</{text_tag}></{name}>");
                            let open = format!("{tag}{properties}<{text_tag} xml:space=\"preserve\">");
                            (wanted.byte, Some(Cut { close, open }))
                        }
                        None if is_behind && is_last => (end, None),
                        None if !is_behind && index == 0 => (run.tag.start(), None),
                        None => {
                            let byte = if is_behind { piece.whole.end() } else { piece.whole.start() };
                            let close = format!("</{name}>");
                            (byte, Some(Cut { close, open: format!("{tag}{properties}") }))
                        }
                    }
                }
            };
            self.places.push(MarkPlace { byte, side: wanted.side, id: wanted.id, cut });
        }
        preserved.dedup();
        for index in preserved {
            self.preserve(&run.pieces[index]);
        }
    }

    /// Makes both halves of a split text keep their white space (`xml:space="preserve"`). White
    /// space at the ends of the original text is removed: until now Word ignored it, and with the
    /// attribute it would appear.
    fn preserve(&mut self, piece: &Piece) {
        let Some(content) = piece.content else { return };
        let blanks = [' ', '\t', '\r', '\n'];
        let written = content.of(self.text);
        let start = content.end() - written.trim_start_matches(blanks).len();
        let end = content.start() + written.trim_end_matches(blanks).len();
        let tag = Span::new(piece.whole.start(), content.start()).of(self.text);
        let open = format!("{} xml:space=\"preserve\">", without_space(tag).trim_end_matches(['>', ' ']));
        let replaced = Splice { at: Span::new(piece.whole.start(), start), bytes: open.into_bytes() };
        self.replaced.push(replaced);
        self.replaced.push(Splice { at: Span::new(end, content.end()), bytes: Vec::new() });
    }
}

/// Removes the attribute `xml:space` from a start tag, which may have it as `xml:space="default"`:
/// an element must not have an attribute twice.
fn without_space(tag: &str) -> Cow<'_, str> {
    let rest = tag.split_once("xml:space").and_then(|(before, rest)| {
        let open = rest.find(['"', '\''])?;
        let value = &rest[open + 1..];
        let close = value.find(rest[open..].chars().next()?)?;
        Some(format!("{before}{}", value[close + 1..].trim_start()))
    });
    rest.map_or(Cow::Borrowed(tag), Cow::Owned)
}

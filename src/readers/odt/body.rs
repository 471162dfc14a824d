//! Reads the text of an OpenDocument file, one part after another: paragraphs, lists, tables, notes
//! and text boxes.

mod line;
mod table;

use rustc_hash::FxHashSet;

use crate::document::block::{Aside, BlockKind};
use crate::document::marking::MarkingKind;
use crate::document::source::Revisions;
use crate::package::PackageError;
use crate::package::xml::{Element, Node, Walker};
use crate::readers::flow::{Flow, Opening};
use crate::readers::odt::list_styles::number;
use crate::readers::odt::lists::{Item, Lists, OpenList};
use crate::readers::odt::styles::{Family, Styles};
use crate::readers::odt::{CONTENT, DRAW, NAMESPACES, OFFICE, STYLE, TABLE, TEXT};

/// Result of reading some elements, whose content goes into the [`Body`].
type Read = Result<(), PackageError>;

/// State of the walk through a document, with everything read so far.
pub(super) struct Body {
    revisions: Revisions,
    has_revisions: bool,
    comments: usize,
    /// Ids of the tracked changes that are insertions.
    insertions: FxHashSet<String>,
    /// Id of the open tracked insertion whose text is left out, because the original state is read.
    /// `None` outside such insertions.
    left_out: Option<String>,
    /// Name and length in bytes of each part read so far.
    parts: Vec<(String, usize)>,
    /// Offset of the current part's first byte in the concatenation of all parts.
    base: usize,
    /// Number of paragraphs of the current part read so far.
    paragraphs: usize,
    /// Number of tables of the current part read so far.
    tables: u32,
    /// Numbers of footnotes, endnotes and text boxes read so far.
    counted: Counted,
    /// Type of the current text (a note, a text box, a header); `None` for running text.
    beside: Option<Aside>,
    /// Number of elements so far that show something other than text: frames, pictures, tables. A
    /// cell without text is empty only if this number is the same at its start and at its end.
    objects: usize,
    flow: Flow,
    /// Footnotes and endnotes read so far. In the view they come after the text of their part.
    notes: Vec<Flow>,
    counters: Lists,
    /// Paragraph and lists of the text that is being read. The running text, each note and each
    /// text box have a state of their own.
    place: ParagraphState,
}

/// Numbers of footnotes, endnotes and text boxes so far.
#[derive(Clone, Copy, Default)]
struct Counted {
    footnotes: u32,
    endnotes: u32,
    boxes: u32,
}

/// The paragraph that is being read in one text (running text, a note or a text box), and the lists
/// around it.
#[derive(Default)]
struct ParagraphState {
    line: Line,
    /// Open lists, the innermost last.
    lists: Vec<OpenList>,
    /// Number data of the list item that begins with the next paragraph.
    item: Option<Item>,
}

/// A paragraph that is not yet complete.
#[derive(Default)]
struct Line {
    /// Number of the paragraph in its part, from 1.
    number: usize,
    /// Offset at which the paragraph's text begins in the concatenation of all parts.
    source: usize,
    /// Text boxes anchored to the paragraph. In the view they come after it.
    boxes: Vec<Flow>,
    /// Hidden text of the paragraph.
    hidden: Flow,
    /// True while hidden text is read.
    is_hidden: bool,
    /// True if a tab in the paragraph draws a line, as a blank line of a form.
    has_lines: bool,
    /// True at the beginning of the paragraph and after a blank: another blank is dropped here.
    is_behind_blank: bool,
}

impl Body {
    pub(super) fn new(revisions: Revisions) -> Self {
        Self {
            revisions,
            has_revisions: false,
            comments: 0,
            insertions: FxHashSet::default(),
            left_out: None,
            parts: Vec::new(),
            base: 0,
            paragraphs: 0,
            tables: 0,
            counted: Counted::default(),
            beside: None,
            objects: 0,
            flow: Flow::default(),
            notes: Vec::new(),
            counters: Lists::new(),
            place: ParagraphState::default(),
        }
    }

    /// True if the document has tracked changes.
    pub(super) fn has_revisions(&self) -> bool {
        self.has_revisions
    }

    /// Number of comments in the document.
    pub(super) fn comments(&self) -> usize {
        self.comments
    }

    /// Reads the text of a document.
    pub(super) fn content(&mut self, name: &str, text: &str, styles: &Styles) -> Read {
        let mut is_text = false;
        self.part(name, text, |body, element, walker| match (element.namespace, element.name) {
            (Some(OFFICE), "document-content" | "body") => Ok(()),
            (Some(OFFICE), "text") => {
                is_text = true;
                body.blocks(walker, BlockKind::Paragraph, styles)
            }
            _ => body.skip(walker),
        })?;
        if is_text { Ok(()) } else { Err(PackageError::NotTheFormat { missing: CONTENT }) }
    }

    /// Reads the headers and footers of the part `name`, which also defines styles.
    pub(super) fn headers(&mut self, name: &str, text: &str, styles: &Styles) -> Read {
        self.part(name, text, |body, element, walker| match (element.namespace, element.name) {
            (Some(OFFICE), "document-styles" | "master-styles") | (Some(STYLE), "master-page") => Ok(()),
            (Some(STYLE), name) if name.starts_with("header") || name.starts_with("footer") => {
                if element.attribute("display").is_some_and(|value| value == "false") {
                    return body.skip(walker);
                }
                let aside = if name.starts_with("header") { Aside::Header } else { Aside::Footer };
                body.beside = Some(aside);
                let read = body.blocks(walker, BlockKind::Aside(aside), styles);
                body.beside = None;
                read
            }
            _ => body.skip(walker),
        })
    }

    /// Reads one part. `top` is called for the outer elements, from the root down to those that
    /// contain text.
    fn part(
        &mut self,
        name: &str,
        text: &str,
        mut top: impl FnMut(&mut Self, &Element<'_>, &mut Walker<'_>) -> Read,
    ) -> Read {
        self.parts.push((name.to_owned(), text.len()));
        (self.paragraphs, self.tables) = (0, 0);
        let mut walker = Walker::new(name, text, NAMESPACES);
        while let Some(node) = walker.step()? {
            if let Node::Start(element) = node {
                top(self, &element, &mut walker)?;
            }
        }
        self.end_paragraph(self.base + text.len());
        for note in std::mem::take(&mut self.notes) {
            self.flow.append(note);
        }
        self.left_out = None;
        self.base += text.len();
        Ok(())
    }

    /// Everything read: the lines and blocks, and the names and lengths of the parts.
    pub(super) fn finish(self) -> (Flow, Vec<(String, usize)>) {
        (self.flow, self.parts)
    }

    /// Reads the blocks inside an element whose start tag was read.
    fn blocks(&mut self, walker: &mut Walker<'_>, kind: BlockKind, styles: &Styles) -> Read {
        let inside = walker.depth();
        while let Some(node) = walker.step()? {
            match node {
                Node::End if walker.depth() < inside => break,
                Node::Start(element) => self.block(&element, walker, kind, styles)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// Reads one element that contains blocks: a paragraph, a list, a table and so on.
    #[expect(clippy::too_many_lines, reason = "one arm for each element")]
    fn block(
        &mut self,
        element: &Element<'_>,
        walker: &mut Walker<'_>,
        kind: BlockKind,
        styles: &Styles,
    ) -> Read {
        match (element.namespace, element.name) {
            (Some(TEXT), "p" | "h") => self.paragraph(element, walker, kind, styles),
            (Some(TEXT), "list") => {
                let list = self.counters.open(element, self.place.lists.last_mut());
                self.place.lists.push(list);
                self.blocks(walker, kind, styles)?;
                self.place.lists.pop();
                Ok(())
            }
            (Some(TEXT), "list-item") => {
                self.place.item = self.place.lists.last_mut().map(|list| list.item(element));
                self.blocks(walker, kind, styles)?;
                self.place.item = None;
                Ok(())
            }
            (Some(TEXT), "numbered-paragraph") => {
                self.place.item = Some(self.counters.numbered_paragraph(element));
                self.blocks(walker, kind, styles)?;
                self.place.item = None;
                Ok(())
            }
            (Some(TEXT), "list-header") => {
                self.place.item = None;
                self.blocks(walker, kind, styles)
            }
            (Some(TEXT), "section") => {
                let is_hidden = match element.attribute("display").as_deref() {
                    Some("none") => true,
                    Some("condition") => element.attribute("is-hidden").is_some_and(|value| value == "true"),
                    _ => false,
                };
                self.blocks(walker, if is_hidden { BlockKind::Hidden } else { kind }, styles)
            }
            (Some(TEXT), "table-of-content" | "illustration-index" | "table-index" | "object-index") => {
                self.blocks(walker, BlockKind::Contents, styles)
            }
            (Some(TEXT), "user-index" | "alphabetical-index" | "bibliography") => {
                self.blocks(walker, BlockKind::Aside(Aside::Other), styles)
            }
            (Some(TEXT), "index-body" | "index-title") => self.blocks(
                walker,
                if kind.is_apart() { kind } else { BlockKind::Aside(Aside::Other) },
                styles,
            ),
            (Some(TEXT), "tracked-changes") => self.tracked_changes(walker),
            (Some(TEXT), "change-start" | "change-end" | "change") => {
                self.change(element);
                self.skip(walker)
            }
            // The regions of a header.
            (Some(STYLE), "region-left" | "region-center" | "region-right") => {
                self.blocks(walker, kind, styles)
            }
            (Some(TABLE), "table") => self.table(walker, kind, styles),
            (Some(DRAW), _) => {
                self.drawing(element, walker, styles)?;
                if !self.flow.is_open() {
                    self.end_paragraph(self.base + walker.span().end());
                }
                Ok(())
            }
            _ => self.skip(walker),
        }
    }

    fn paragraph(
        &mut self,
        element: &Element<'_>,
        walker: &mut Walker<'_>,
        kind: BlockKind,
        styles: &Styles,
    ) -> Read {
        self.paragraphs += 1;
        let style = element.attribute("style-name");
        let style = style.as_deref();
        let is_hidden = styles.is_hidden(Family::Paragraph, style);
        // A line is still open if the end of the paragraph before is an insertion that is left out.
        if !self.flow.is_open() {
            let item = self.item(element);
            let label = item.and_then(|(item, is_outline)| {
                let list = match is_outline {
                    true => styles.outline(style),
                    false => styles.list(item.style.as_deref(), style),
                };
                self.counters.next(&item, &list)
            });
            let source = self.base + walker.span().end();
            let kind = kind_of(element, if is_hidden { BlockKind::Hidden } else { kind }, label.is_some());
            let (part, number) = (self.parts.len() - 1, self.paragraphs);
            let has_lines = styles.has_lines(style);
            self.place.line = Line { number, source, has_lines, is_behind_blank: true, ..Line::default() };
            self.flow.begin(Opening { part, number, kind, label, source });
        }
        let start = self.flow.text.len();
        self.inlines(walker, styles)?;
        if styles.is_highlighted(Family::Paragraph, style) {
            self.flow.mark(MarkingKind::Highlight, start);
        }
        if self.left_out.is_none() {
            self.end_paragraph(self.base + walker.span().start());
        }
        Ok(())
    }

    /// Returns the list item that the paragraph `element` begins. The flag is true if the item is
    /// numbered as a heading of the outline.
    fn item(&mut self, element: &Element<'_>) -> Option<(Item, bool)> {
        if let Some(item) = self.place.item.take() {
            return Some((item, false));
        }
        let is_numbered = element.attribute("is-list-header").is_none_or(|value| value != "true");
        if element.name != "h" || !self.place.lists.is_empty() || !is_numbered {
            return None;
        }
        let restarts = element.attribute("restart-numbering").is_some_and(|value| value == "true");
        let start = number(element, "start-value").filter(|_| restarts);
        let level = usize::from(outline_level(element)) - 1;
        Some((Item { level, start, ..Item::default() }, true))
    }

    fn end_paragraph(&mut self, source: usize) {
        self.flow.end(source);
        let mut line = std::mem::take(&mut self.place.line);
        line.hidden.end(source);
        self.flow.append(line.hidden);
        for text_box in line.boxes {
            self.flow.append(text_box);
        }
    }

    /// Reads the list of tracked changes, whose start tag was read. It contains the deleted text,
    /// which is not read.
    fn tracked_changes(&mut self, walker: &mut Walker<'_>) -> Read {
        let mut region = None;
        let inside = walker.depth();
        while let Some(node) = walker.step()? {
            match node {
                Node::End if walker.depth() < inside => break,
                Node::Start(element) if element.namespace == Some(TEXT) => match element.name {
                    "changed-region" => {
                        self.has_revisions = true;
                        region = element.attribute("id").map(std::borrow::Cow::into_owned);
                    }
                    "insertion" => self.insertions.extend(region.take()),
                    "p" | "h" => self.paragraphs += 1,
                    _ => {}
                },
                _ => {}
            }
        }
        Ok(())
    }

    /// Handles the mark at which a tracked change begins or ends. If the original state is read,
    /// the text of an insertion is left out.
    fn change(&mut self, element: &Element<'_>) {
        let id = element.attribute("change-id").unwrap_or_default();
        match element.name {
            "change-start"
                if self.revisions == Revisions::Original && self.insertions.contains(id.as_ref()) =>
            {
                self.left_out.get_or_insert_with(|| id.into_owned());
            }
            "change-end" if self.left_out.as_deref() == Some(id.as_ref()) => self.left_out = None,
            _ => {}
        }
    }

    /// Reads a text box or a note with `read`, and returns its lines separately from the text
    /// around it.
    fn apart(&mut self, read: impl FnOnce(&mut Self) -> Read) -> Result<Flow, PackageError> {
        let outer = (std::mem::take(&mut self.flow), std::mem::take(&mut self.place));
        let outcome = read(self);
        self.end_paragraph(self.base);
        let inner;
        (inner, (self.flow, self.place)) = (std::mem::take(&mut self.flow), outer);
        outcome.map(|()| inner)
    }

    /// Skips the rest of an element whose start tag was read, but counts its paragraphs, so that
    /// the numbers of later paragraphs stay right.
    fn skip(&mut self, walker: &mut Walker<'_>) -> Read {
        let inside = walker.depth();
        while let Some(node) = walker.step()? {
            match node {
                Node::End if walker.depth() < inside => break,
                Node::Start(element) => {
                    self.paragraphs += usize::from(element.is(TEXT, "p") || element.is(TEXT, "h"));
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// Kind of block that a paragraph becomes inside blocks of `kind`.
fn kind_of(element: &Element<'_>, kind: BlockKind, is_numbered: bool) -> BlockKind {
    match kind {
        BlockKind::Paragraph if element.name == "h" => BlockKind::Heading(outline_level(element)),
        BlockKind::Paragraph if is_numbered => BlockKind::Item,
        other => other,
    }
}

/// The level of a heading, from 1.
fn outline_level(element: &Element<'_>) -> u8 {
    let level = element.attribute("outline-level").and_then(|level| level.trim().parse().ok());
    level.unwrap_or(1_u8).clamp(1, 10)
}

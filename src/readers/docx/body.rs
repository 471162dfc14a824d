//! Reads the text of a Word file, one part after another: paragraphs, tables, text boxes, and the
//! content of their lines.

mod drawing;
mod fields;
mod line;
mod notes;
mod table;

use crate::document::block::{Aside, BlockKind};
use crate::document::source::Revisions;
use crate::package::PackageError;
use crate::package::xml::{Element, Node, Walker};
use crate::readers::docx::body::fields::{Field, FieldKind};
use crate::readers::docx::body::notes::Notes;
use crate::readers::docx::chunks::{Chunks, kind_inside};
use crate::readers::docx::numbering::Numbering;
use crate::readers::docx::styles::{MarkChange, NO_LIST, ParagraphProperties, Styles, paragraph_properties};
use crate::readers::docx::{COMPATIBILITY, NAMESPACES, WORD};
use crate::readers::flow::{Flow, Opening};
use crate::text::span::Span;

/// Outcome of reading some elements.
type Read = Result<(), PackageError>;

/// State of the walk through a document, with everything read so far.
pub(super) struct Body<'s> {
    styles: &'s Styles,
    numbering: Numbering,
    revisions: Revisions,
    /// True if the document has tracked changes.
    pub(super) has_revisions: bool,
    /// Names and lengths of the parts read so far.
    parts: Vec<(String, usize)>,
    /// Offset of the current part's first byte, if the bytes of all parts are counted one after
    /// another.
    base: usize,
    /// Paragraphs of the current part so far.
    paragraphs: usize,
    /// Tables of the current part so far.
    tables: u32,
    /// Text boxes of the running text so far.
    boxes: u32,
    /// Kind of the current part if it is not running text: notes, headers, footers. `None` for
    /// running text.
    beside: Option<Aside>,
    notes: Notes,
    /// Number of elements so far that show something other than text: pictures, fields, controls,
    /// tables. If it did not grow in a cell without text, the cell is really empty.
    objects: usize,
    flow: Flow,
    /// The current paragraph.
    line: Line,
    /// Open fields, the innermost last.
    fields: Vec<Field>,
    chunks: Chunks,
}

/// The paragraph that is being read.
#[derive(Default)]
struct Line {
    /// Kind and source of the paragraph, until its first character is read and the line begins in
    /// the view.
    waiting: Option<Waiting>,
    /// Properties set on the paragraph itself.
    properties: ParagraphProperties,
    /// Number of the paragraph in its part, from 1.
    number: usize,
    /// Text boxes anchored to the paragraph; they follow it.
    boxes: Vec<Flow>,
    /// Hidden text of the paragraph.
    hidden: Flow,
    /// True if the current run is hidden.
    is_hidden: bool,
}

struct Waiting {
    kind: BlockKind,
    source: usize,
}

impl<'s> Body<'s> {
    pub(super) fn new(
        styles: &'s Styles,
        numbering: Numbering,
        revisions: Revisions,
        chunks: Chunks,
    ) -> Self {
        Self {
            styles,
            numbering,
            revisions,
            has_revisions: false,
            parts: Vec::new(),
            base: 0,
            paragraphs: 0,
            tables: 0,
            boxes: 0,
            beside: None,
            notes: Notes::default(),
            objects: 0,
            flow: Flow::default(),
            line: Line::default(),
            fields: Vec::new(),
            chunks,
        }
    }

    /// Reads one part. If `aside` is given, all its blocks have that kind, each note with its own
    /// number.
    pub(super) fn part(&mut self, name: &str, text: &str, aside: Option<Aside>) -> Read {
        self.parts.push((name.to_owned(), text.len()));
        (self.paragraphs, self.tables, self.beside) = (0, 0, aside);
        let mut walker = Walker::new(name, text, NAMESPACES);
        while let Some(node) = walker.step()? {
            let Node::Start(element) = node else { continue };
            match element.name {
                // Lines that divide notes from the text.
                "footnote" | "endnote" if element.attribute("type").is_some_and(|kind| kind != "normal") => {
                    self.skip(&mut walker)?;
                }
                "footnote" | "endnote" => self.beside = self.notes.entered(&element),
                "document" | "body" | "hdr" | "ftr" | "footnotes" | "endnotes" => {}
                _ => {
                    let kind = self.beside.map_or(BlockKind::Paragraph, BlockKind::Aside);
                    self.block(&element, &mut walker, kind)?;
                }
            }
        }
        self.end_paragraph(text.len());
        self.base += text.len();
        self.fields.clear();
        Ok(())
    }

    /// Bytes of the view so far.
    pub(super) fn length(&self) -> usize {
        self.flow.text.len()
    }

    /// Removes the text from byte `start` of the view on if it is one of the texts `known`;
    /// otherwise adds it to them. Used for headers, as several parts may have the same.
    pub(super) fn drop_repeated(&mut self, start: usize, known: &mut Vec<String>) {
        let read = &self.flow.text[start..];
        if known.iter().any(|known| known == read) {
            self.flow.truncate(start);
        } else {
            known.push(read.to_owned());
        }
    }

    /// Everything read: the lines and blocks, the names and lengths of the parts, and the names of
    /// inserted documents that were not read.
    pub(super) fn finish(self) -> (Flow, Vec<(String, usize)>, Vec<String>) {
        (self.flow, self.parts, self.chunks.into_unread())
    }

    /// Reads the blocks inside an element whose start tag was read. They get the given kind.
    fn blocks(&mut self, walker: &mut Walker<'_>, kind: BlockKind) -> Read {
        let inside = walker.depth();
        while let Some(node) = walker.step()? {
            match node {
                Node::End if walker.depth() < inside => break,
                Node::Start(element) => self.block(&element, walker, kind)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// Reads one element at block level.
    fn block(&mut self, element: &Element<'_>, walker: &mut Walker<'_>, kind: BlockKind) -> Read {
        match (element.namespace, element.name) {
            (Some(WORD), "p") => self.paragraph(walker, kind),
            (Some(WORD), "tbl") => self.table(walker, kind),
            (Some(WORD), "sdt") => self.control(walker, &mut |body, walker| body.blocks(walker, kind)),
            (Some(WORD), "customXml") => self.blocks(walker, kind),
            (Some(WORD), "altChunk") => self.chunk(element, walker, kind),
            (Some(WORD), "ins" | "moveTo" | "del" | "moveFrom") => {
                if self.is_read(element.name) {
                    self.blocks(walker, kind)
                } else {
                    self.skip(walker)
                }
            }
            (Some(COMPATIBILITY), "AlternateContent") => {
                self.alternatives(walker, &mut |body, walker| body.blocks(walker, kind))
            }
            _ => self.skip(walker),
        }
    }

    /// Reads an inserted document. Its blocks replace the element: they belong to the paragraph
    /// before it, and have no bytes of their own that could be edited.
    fn chunk(&mut self, element: &Element<'_>, walker: &mut Walker<'_>, kind: BlockKind) -> Read {
        self.objects += 1;
        let start = self.base + walker.span().start();
        let id = element.attribute("id").unwrap_or_default();
        let blocks = match &*self.parts {
            [_] => self.chunks.show(&id)?,
            // Notes and headers have relationships of their own, which are not read.
            [.., (part, _)] => self.chunks.leave_out(format!("{part}#{id}")),
            [] => Vec::new(),
        };
        self.skip(walker)?;
        let source = Span::new(start, self.base + walker.span().end());
        self.end_paragraph(start);
        let (part, number) = (self.parts.len() - 1, self.paragraphs.max(1));
        let mut tables = 0;
        for (block, text) in blocks {
            if let BlockKind::Cell(cell) = block.kind {
                tables = tables.max(cell.table + 1);
            }
            let kind = kind_inside(kind, block.kind, self.tables);
            self.flow.begin(Opening { part, number, kind, label: None, source: start });
            self.flow.replace(&text, source);
            self.flow.end(source.end());
        }
        self.tables = self.tables.saturating_add(tables);
        Ok(())
    }

    /// True if inserted (`ins`) or deleted (`del`) text belongs to the version of the document that
    /// is read: original or revised.
    fn is_read(&mut self, change: &str) -> bool {
        self.has_revisions = true;
        let is_new = matches!(change, "ins" | "moveTo");
        is_new == (self.revisions == Revisions::Final)
    }

    fn paragraph(&mut self, walker: &mut Walker<'_>, kind: BlockKind) -> Read {
        self.paragraphs += 1;
        let number = self.paragraphs;
        let mut start = self.base + walker.span().end();
        let mut properties = ParagraphProperties::default();
        let mut is_open = false;
        let inside = walker.depth();
        while let Some(node) = walker.step()? {
            match node {
                Node::End if walker.depth() < inside => break,
                Node::Start(element) if element.is(WORD, "pPr") => {
                    properties = paragraph_properties(walker)?;
                    start = self.base + walker.span().end();
                }
                Node::Start(element) => {
                    if !is_open {
                        is_open = true;
                        let source = self.base + walker.span().start();
                        self.begin_paragraph(std::mem::take(&mut properties), kind, number, source);
                    }
                    self.inline(&element, walker)?;
                }
                _ => {}
            }
        }
        if !is_open {
            self.begin_paragraph(properties, kind, number, start);
        }
        let joins = match self.line.properties.mark {
            Some(MarkChange::Deleted) => self.revisions == Revisions::Final,
            Some(MarkChange::Inserted) => self.revisions == Revisions::Original,
            None => false,
        };
        self.has_revisions |= self.line.properties.mark.is_some();
        if joins {
            // The end of the paragraph was deleted: the next one continues in the same line. If no
            // text is left, there is no line.
            self.line.waiting = None;
        } else {
            if self.line.waiting.is_some() && self.line.properties.ends_section {
                // Without text this is only a section break, which Word does not number.
                self.line.properties.list = Some(NO_LIST.to_owned());
            }
            self.open_line();
            self.end_paragraph(self.base + walker.span().start());
        }
        Ok(())
    }

    fn begin_paragraph(
        &mut self,
        properties: ParagraphProperties,
        kind: BlockKind,
        number: usize,
        source: usize,
    ) {
        self.line.properties = properties;
        if !self.flow.has_text() {
            self.line.number = number;
            self.line.waiting = Some(Waiting { kind, source });
        }
    }

    fn end_paragraph(&mut self, source: usize) {
        self.flow.end(source);
        let mut line = std::mem::take(&mut self.line);
        line.hidden.end(source);
        self.flow.append(line.hidden);
        for text_box in line.boxes {
            self.flow.append(text_box);
        }
    }

    /// Begins the line of the paragraph in the view, with its number, unless that was done before.
    fn open_line(&mut self) {
        let Some(waiting) = self.line.waiting.take() else { return };
        let properties = &self.line.properties;
        let label = self.numbering.next(properties, self.styles);
        let heading = self.styles.heading(properties);
        let has_style = self.styles.is_contents(properties);
        if heading.is_some() && !has_style {
            // A heading is never an entry of the contents: the end of the contents field is
            // missing, and the text has begun.
            self.fields.retain(|field| field.kind != FieldKind::Signs || !field.is_contents());
        }
        let is_contents = has_style || self.fields.iter().any(Field::is_contents);
        let kind = match waiting.kind {
            BlockKind::Paragraph if is_contents => BlockKind::Contents,
            BlockKind::Paragraph => match heading {
                Some(level) => BlockKind::Heading(level),
                None if label.is_some() => BlockKind::Item,
                None => BlockKind::Paragraph,
            },
            other => other,
        };
        let (part, number) = (self.parts.len() - 1, self.line.number);
        self.flow.begin(Opening { part, number, kind, label, source: waiting.source });
    }

    /// Skips the rest of an element whose start tag was read, but counts its paragraphs, so that
    /// the numbers of later paragraphs stay right.
    fn skip(&mut self, walker: &mut Walker<'_>) -> Read {
        let inside = walker.depth();
        while let Some(node) = walker.step()? {
            match node {
                Node::End if walker.depth() < inside => break,
                Node::Start(element) => self.paragraphs += usize::from(element.is(WORD, "p")),
                _ => {}
            }
        }
        Ok(())
    }
}

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

/// Result of reading some elements, whose content goes into the [`Body`].
type Read = Result<(), PackageError>;

/// State of the walk through a document, with everything read so far.
pub(super) struct Body<'s> {
    styles: &'s Styles,
    numbering: Numbering,
    revisions: Revisions,
    /// True if the document has tracked changes.
    pub(super) has_revisions: bool,
    /// Name and length in bytes of each part read so far.
    parts: Vec<(String, usize)>,
    /// Offset of the current part's first byte in the concatenation of all parts.
    base: usize,
    /// Number of paragraphs of the current part read so far.
    paragraphs: usize,
    /// Number of tables of the current part read so far.
    tables: u32,
    /// Number of text boxes of the running text read so far.
    boxes: u32,
    /// Type of the text in the current part (note, header, footer); `None` for running text.
    beside: Option<Aside>,
    notes: Notes,
    /// Number of elements so far that show something other than text: pictures, fields, controls,
    /// tables. A cell without text is empty only if this number is the same at its start and at its
    /// end.
    objects: usize,
    flow: Flow,
    /// The paragraph that is being read.
    line: Line,
    /// Open fields, the innermost last.
    fields: Vec<Field>,
    chunks: Chunks,
}

/// The paragraph that is being read.
#[derive(Default)]
struct Line {
    /// Kind and source of the paragraph until its first character is read. Only then does its line
    /// begin in the view; `None` afterwards.
    waiting: Option<Waiting>,
    /// Properties set on the paragraph itself and not by its style.
    properties: ParagraphProperties,
    /// Number of the paragraph in its part, from 1.
    number: usize,
    /// Text boxes anchored to the paragraph. In the view they come after it.
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

    /// Reads the part `name` with the content `text`. If `aside` is given, all blocks of the part
    /// are such asides; notes get their own numbers.
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

    /// Length of the view so far, in bytes.
    pub(super) fn length(&self) -> usize {
        self.flow.text.len()
    }

    /// Removes the text from byte `start` of the view on if `known` contains it; otherwise adds it
    /// to `known`. Several parts may have the same header, which is read only once.
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

    /// Reads the blocks inside an element whose start tag was read. The blocks get the kind `kind`.
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

    /// Reads one element that contains blocks: a paragraph, a table, a content control and so on.
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

    /// Reads a document that is inserted in place of `element`. Its blocks belong to the paragraph
    /// before the element, and have no bytes of their own that could be edited.
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

    /// True if inserted (`ins`) or deleted (`del`) text belongs to the state of the document that
    /// is read: all changes accepted, or all rejected.
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

    /// Begins the line of the paragraph in the view, with its list number, unless the line was
    /// already begun.
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

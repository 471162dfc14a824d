//! Content of a paragraph: text, spans, fields, breaks, and elements that notes and text boxes are
//! anchored to.

use crate::document::OPAQUE;
use crate::document::block::{Aside, BlockKind};
use crate::document::marking::MarkingKind;
use crate::package::xml::{Element, Node, Walker};
use crate::readers::flow::{Flow, Opening};
use crate::readers::odt::body::{Body, Read};
use crate::readers::odt::list_styles::number;
use crate::readers::odt::styles::{Family, Styles};
use crate::readers::odt::{DRAW, OFFICE, TABLE, TEXT};
use crate::text::span::Span;

/// Blanks that are joined to one (ODF 1.2, part 1, 6.1.2). The ideographic space is not one of
/// them.
const BLANKS: [char; 4] = [' ', '\t', '\r', '\n'];
/// Maximum number of blanks that one element may stand for (`<text:s text:c="5"/>` is five). A
/// larger number in a file is cut to this.
const MAX_BLANKS: u32 = 1000;

impl Body {
    /// Reads the content of a paragraph whose start tag was read, or of an element inside it.
    pub(super) fn inlines(&mut self, walker: &mut Walker<'_>, styles: &Styles) -> Read {
        let inside = walker.depth();
        while let Some(node) = walker.step()? {
            match node {
                Node::End if walker.depth() < inside => break,
                Node::End => {}
                Node::Start(element) => self.inline(&element, walker, styles)?,
                Node::Text(characters) => self.characters(characters, walker.span().start()),
                Node::Character(c) if BLANKS.contains(&c) => self.blank(walker.span()),
                Node::Character(c) => self.replaced(c.encode_utf8(&mut [0; 4]), walker.span()),
            }
        }
        Ok(())
    }

    /// Reads one element inside a paragraph.
    fn inline(&mut self, element: &Element<'_>, walker: &mut Walker<'_>, styles: &Styles) -> Read {
        match (element.namespace, element.name) {
            (Some(TEXT), "span") => self.span(element, walker, styles),
            (Some(TEXT), "s") => {
                let count = number(element, "c").unwrap_or(1).min(MAX_BLANKS);
                self.sign(&" ".repeat(count as usize), walker)
            }
            (Some(TEXT), "tab") => {
                self.sign("\t", walker)?;
                if self.place.line.has_lines && self.flow.text.ends_with('\t') {
                    self.flow.underline(self.flow.text.len() - 1);
                }
                Ok(())
            }
            (Some(TEXT), "line-break") => {
                self.skip(walker)?;
                if self.left_out.is_none() {
                    self.out().break_line();
                    self.place.line.is_behind_blank = false;
                }
                Ok(())
            }
            (Some(TEXT), "note") => self.note(element, walker, styles),
            (Some(TEXT), "placeholder") => self.prompt(walker, styles),
            (Some(TEXT), "hidden-text") => {
                if element.attribute("is-hidden").is_some_and(|value| value == "true") {
                    self.hidden(walker, styles)
                } else {
                    self.inlines(walker, styles)
                }
            }
            (Some(TEXT), "change-start" | "change-end" | "change") => {
                self.change(element);
                self.skip(walker)
            }
            // The number at the time the file was saved; numbers are counted anew.
            (Some(TEXT), "number" | "ruby-text") => self.skip(walker),
            (Some(TEXT), _) if element.attribute("display").is_some_and(|value| value == "none") => {
                self.skip(walker)
            }
            // Links, bookmarks, fields: their content is the text that they show.
            (Some(TEXT), _) => self.inlines(walker, styles),
            (Some(OFFICE), "annotation") => {
                self.comments += 1;
                self.skip(walker)
            }
            (Some(DRAW), _) => self.drawing(element, walker, styles),
            // A content control of LibreOffice, in a namespace of its own.
            (None, "content-control") => {
                let is_prompt =
                    element.attribute("showing-place-holder").is_some_and(|value| value == "true");
                if is_prompt { self.prompt(walker, styles) } else { self.inlines(walker, styles) }
            }
            _ => self.skip(walker),
        }
    }

    fn span(&mut self, element: &Element<'_>, walker: &mut Walker<'_>, styles: &Styles) -> Read {
        let style = element.attribute("style-name");
        let style = style.as_deref();
        let start = self.flow.text.len();
        if styles.is_hidden(Family::Text, style) {
            self.hidden(walker, styles)?;
        } else {
            self.inlines(walker, styles)?;
            if styles.is_underlined(Family::Text, style) {
                self.flow.underline(start);
            }
        }
        if styles.is_highlighted(Family::Text, style) {
            self.flow.mark(MarkingKind::Highlight, start);
        }
        Ok(())
    }

    /// Reads the hidden content of an element whose start tag was read.
    fn hidden(&mut self, walker: &mut Walker<'_>, styles: &Styles) -> Read {
        let outer = std::mem::replace(&mut self.place.line.is_hidden, true);
        self.inlines(walker, styles)?;
        self.place.line.is_hidden = outer;
        Ok(())
    }

    /// Reads the prompt of a field that was not filled in.
    fn prompt(&mut self, walker: &mut Walker<'_>, styles: &Styles) -> Read {
        let start = self.flow.text.len();
        self.inlines(walker, styles)?;
        self.flow.mark(MarkingKind::Prompt, start);
        Ok(())
    }

    /// Appends characters of the part, from its byte `start` on, and joins blanks.
    fn characters(&mut self, characters: &str, start: usize) {
        if self.left_out.is_some() {
            return;
        }
        // Start of the next characters to copy.
        let mut done = 0;
        let base = self.base + start;
        let copied = |body: &mut Self, from: usize, to: usize| {
            if from < to {
                body.out().copy(&characters[from..to], Span::new(base + from, base + to));
            }
        };
        for (at, c) in characters.char_indices() {
            if !BLANKS.contains(&c) {
                self.place.line.is_behind_blank = false;
                continue;
            }
            let is_dropped = std::mem::replace(&mut self.place.line.is_behind_blank, true);
            if !is_dropped && c == ' ' {
                continue;
            }
            copied(self, done, at);
            done = at + 1;
            if !is_dropped {
                self.out().replace(" ", Span::new(base + at, base + done));
            }
        }
        copied(self, done, characters.len());
    }

    /// Appends a blank that the source writes as a character reference, such as `&#32;`; joins it
    /// with others.
    fn blank(&mut self, span: Span) {
        if !self.place.line.is_behind_blank {
            self.replaced(" ", span);
            self.place.line.is_behind_blank = true;
        }
    }

    /// Appends characters in place of an element or a reference.
    fn replaced(&mut self, characters: &str, span: Span) {
        if self.left_out.is_none() {
            let source = Span::new(self.base + span.start(), self.base + span.end());
            self.out().replace(characters, source);
            self.place.line.is_behind_blank = false;
        }
    }

    /// Appends the characters `sign` in place of an element whose start tag was read.
    fn sign(&mut self, sign: &str, walker: &mut Walker<'_>) -> Read {
        let start = walker.span().start();
        self.skip(walker)?;
        self.replaced(sign, Span::new(start, walker.span().end()));
        Ok(())
    }

    /// The flow that receives the next characters: that of visible text or that of hidden text.
    fn out(&mut self) -> &mut Flow {
        let line = &mut self.place.line;
        if !line.is_hidden {
            return &mut self.flow;
        }
        if !line.hidden.is_open() {
            let (part, number, source) = (self.parts.len() - 1, line.number, line.source);
            line.hidden.begin(Opening { part, number, kind: BlockKind::Hidden, label: None, source });
        }
        &mut line.hidden
    }

    /// Reads a note whose start tag was read. In the view its text comes after that of the
    /// document. The mark of the note is not read.
    fn note(&mut self, element: &Element<'_>, walker: &mut Walker<'_>, styles: &Styles) -> Read {
        let is_left_out = self.left_out.is_some();
        let is_endnote = element.attribute("note-class").is_some_and(|class| class == "endnote");
        let counted = if is_endnote { &mut self.counted.endnotes } else { &mut self.counted.footnotes };
        *counted += u32::from(!is_left_out);
        let note = if is_endnote { Aside::Endnote(*counted) } else { Aside::Footnote(*counted) };
        let outer = self.beside.replace(note);
        let inside = walker.depth();
        while let Some(node) = walker.step()? {
            match node {
                Node::End if walker.depth() < inside => break,
                Node::Start(element) if element.is(TEXT, "note-body") => {
                    let note = self.apart(|body| body.blocks(walker, BlockKind::Aside(note), styles))?;
                    if !is_left_out {
                        self.notes.push(note);
                    }
                }
                Node::Start(_) => self.skip(walker)?,
                _ => {}
            }
        }
        self.beside = outer;
        Ok(())
    }

    /// Reads a frame or shape whose start tag was read. In the view its text comes after the
    /// paragraph; a picture in the line becomes the placeholder character.
    pub(super) fn drawing(
        &mut self,
        element: &Element<'_>,
        walker: &mut Walker<'_>,
        styles: &Styles,
    ) -> Read {
        self.objects += 1;
        let start = walker.span().start();
        let is_in_line = element.attribute("anchor-type").is_some_and(|anchor| anchor == "as-char");
        self.counted.boxes += 1;
        let number = self.counted.boxes;
        // A box in a header or a note is part of it.
        let aside = self.beside.unwrap_or(Aside::Box(number));
        let outer = self.beside.replace(aside);
        let text_box = self.apart(|body| body.in_drawing(walker, aside, styles))?;
        self.beside = outer;
        if (text_box.blocks.is_empty() || outer.is_some()) && self.counted.boxes == number {
            self.counted.boxes -= 1;
        }
        if !text_box.blocks.is_empty() {
            if self.left_out.is_none() {
                self.place.line.boxes.push(text_box);
            }
        } else if is_in_line && self.flow.is_open() {
            self.replaced(OPAQUE.encode_utf8(&mut [0; 4]), Span::new(start, walker.span().end()));
        }
        Ok(())
    }

    /// Reads the content of a frame or shape whose start tag was read: a text box, text of its own,
    /// other shapes.
    fn in_drawing(&mut self, walker: &mut Walker<'_>, aside: Aside, styles: &Styles) -> Read {
        let inside = walker.depth();
        while let Some(node) = walker.step()? {
            match node {
                Node::End if walker.depth() < inside => break,
                Node::Start(element) => match (element.namespace, element.name) {
                    (Some(DRAW), "image" | "object" | "object-ole" | "plugin") => self.skip(walker)?,
                    (Some(DRAW), _) => self.in_drawing(walker, aside, styles)?,
                    (Some(TEXT | TABLE), _) => {
                        self.block(&element, walker, BlockKind::Aside(aside), styles)?;
                    }
                    _ => self.skip(walker)?,
                },
                _ => {}
            }
        }
        Ok(())
    }
}

//! Content of a paragraph: runs of text, fields, symbols, breaks.

use memchr::memchr2_iter;

use crate::document::OPAQUE;
use crate::document::block::BlockKind;
use crate::document::marking::MarkingKind;
use crate::package::xml::{Element, Node, Walker};
use crate::readers::docx::body::drawing::symbol;
use crate::readers::docx::body::fields::{Field, FieldKind, is_contents_code, is_form_code};
use crate::readers::docx::body::{Body, Line, Read};
use crate::readers::docx::styles::run_properties;
use crate::readers::docx::{COMPATIBILITY, MATH, WORD};
use crate::readers::flow::{Flow, Opening};
use crate::text::span::Span;

/// Number of bytes at the beginning of a field's code that are kept. They suffice to recognise the
/// kind of field.
const MAX_CODE: usize = 32;

impl Body<'_> {
    /// Reads the content of an element inside a paragraph. The start tag of the element was read.
    fn inlines(&mut self, walker: &mut Walker<'_>) -> Read {
        let inside = walker.depth();
        while let Some(node) = walker.step()? {
            match node {
                Node::End if walker.depth() < inside => break,
                Node::Start(element) => self.inline(&element, walker)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// Reads one element inside a paragraph.
    pub(super) fn inline(&mut self, element: &Element<'_>, walker: &mut Walker<'_>) -> Read {
        match (element.namespace, element.name) {
            (Some(WORD), "r") => self.run(walker),
            (Some(WORD), "hyperlink" | "smartTag" | "customXml" | "dir" | "bdo" | "sdtContent") => {
                self.inlines(walker)
            }
            (Some(WORD), "fldSimple") => {
                let code = element.attribute("instr").unwrap_or_default();
                self.element_field(is_contents_code(&code), |body| body.inlines(walker))
            }
            (Some(WORD), "sdt") => {
                self.open_line();
                self.control(walker, &mut Self::inlines)
            }
            (Some(WORD), "ins" | "moveTo" | "del" | "moveFrom") => {
                if self.is_read(element.name) {
                    self.inlines(walker)
                } else {
                    self.skip(walker)
                }
            }
            (Some(COMPATIBILITY), "AlternateContent") => self.alternatives(walker, &mut Self::inlines),
            (Some(MATH), "oMath" | "oMathPara") => self.opaque(walker),
            _ => self.skip(walker),
        }
    }

    /// Reads a run (a stretch of text with one format) whose start tag was read.
    fn run(&mut self, walker: &mut Walker<'_>) -> Read {
        let mut highlighted = None;
        let mut underlined = None;
        let inside = walker.depth();
        while let Some(node) = walker.step()? {
            match node {
                Node::End if walker.depth() < inside => break,
                Node::Start(element) if element.is(WORD, "rPr") => {
                    let properties = run_properties(walker)?;
                    self.line.is_hidden = self.styles.is_hidden(&self.line.properties, &properties);
                    if properties.is_highlighted && !self.line.is_hidden {
                        self.open_line();
                        highlighted = Some(self.flow.text.len());
                    }
                    if properties.is_underlined && !self.line.is_hidden {
                        self.open_line();
                        underlined = Some(self.flow.text.len());
                    }
                }
                Node::Start(element) => self.in_run(&element, walker)?,
                _ => {}
            }
        }
        self.line.is_hidden = false;
        if let Some(start) = highlighted {
            self.flow.mark(MarkingKind::Highlight, start);
        }
        if let Some(start) = underlined {
            self.flow.underline(start);
        }
        Ok(())
    }

    /// Reads one element inside a run.
    fn in_run(&mut self, element: &Element<'_>, walker: &mut Walker<'_>) -> Read {
        match (element.namespace, element.name) {
            (Some(WORD), "t" | "delText") => {
                let is_preserved = element.attribute("space").is_some_and(|value| value == "preserve");
                self.text(walker, is_preserved)
            }
            (Some(WORD), "fldChar") => {
                self.field_sign(element);
                self.skip(walker)
            }
            (Some(WORD), "footnoteReference" | "endnoteReference") => {
                self.notes.referred(element);
                self.skip(walker)
            }
            (Some(WORD), "instrText") => self.field_code(walker),
            (Some(WORD), "br" | "cr") => {
                let kind = element.attribute("type");
                // The number of a paragraph is before its text, so on the new page.
                let begins_page = kind.as_deref() == Some("page") && self.line.waiting.is_some();
                let is_break = kind.as_deref() != Some("column") && !begins_page;
                self.skip(walker)?;
                if is_break && !self.is_field_code() {
                    self.out().break_line();
                }
                Ok(())
            }
            (Some(WORD), "tab" | "ptab") => {
                self.sign("\t", walker)?;
                if self.line.properties.has_lines && self.flow.text.ends_with('\t') {
                    self.flow.underline(self.flow.text.len() - 1);
                }
                Ok(())
            }
            (Some(WORD), "noBreakHyphen") => self.sign("-", walker),
            (Some(WORD), "sym") => {
                let font = element.attribute("font").unwrap_or_default();
                let code = element.attribute("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
                let sign = code.map_or(OPAQUE, |code| symbol(&font, code));
                self.sign(sign.encode_utf8(&mut [0; 4]), walker)
            }
            (Some(WORD), "drawing" | "pict" | "object") => self.drawing(walker),
            (Some(WORD), "ruby" | "rubyBase") => self.inlines(walker),
            (Some(WORD), "r") => self.run(walker),
            (Some(COMPATIBILITY), "AlternateContent") => self.alternatives(walker, &mut Self::drawing),
            _ => self.skip(walker),
        }
    }

    /// Handles a field sign (`w:fldChar`): it begins a field, begins the field's result, or ends
    /// the field.
    fn field_sign(&mut self, element: &Element<'_>) {
        self.objects += 1;
        match element.attribute("fldCharType").as_deref() {
            Some("begin") => self.fields.push(Field {
                kind: FieldKind::Signs,
                code: String::new(),
                is_result: false,
                from: 0,
            }),
            Some("separate") => {
                if self.fields.last().is_some_and(|field| is_form_code(&field.code)) {
                    self.open_line();
                }
                if let Some(field) = self.fields.last_mut() {
                    (field.is_result, field.from) = (true, self.flow.text.len());
                }
            }
            // An end sign without a begin sign does not end an element.
            _ => {
                let ended = self.fields.pop_if(|field| field.kind == FieldKind::Signs);
                let form = ended.filter(|field| field.is_result && is_form_code(&field.code));
                if let Some(field) = form {
                    self.open_field(field.from);
                }
            }
        }
    }

    /// Reads the text of a `w:t` whose start tag was read. Unless `is_preserved` is true, white
    /// space at both ends is dropped.
    fn text(&mut self, walker: &mut Walker<'_>, is_preserved: bool) -> Read {
        // Each node is held back until the next, as the last one may end in blanks that do not
        // count.
        let mut held: Option<(&str, Span)> = None;
        let mut is_first = true;
        while let Some(node) = walker.step()? {
            if let Some((characters, span)) = held.take() {
                let is_last = matches!(node, Node::End);
                let trimmed = match (is_preserved, is_last) {
                    (true, _) | (false, false) => characters,
                    (false, true) => characters.trim_end_matches([' ', '\t', '\r', '\n']),
                };
                self.characters(trimmed, span.start());
            }
            match node {
                Node::Text(characters) => {
                    let rest = match is_preserved || !is_first {
                        true => characters,
                        false => characters.trim_start_matches([' ', '\t', '\r', '\n']),
                    };
                    held = Some((rest, Span::new(walker.span().end() - rest.len(), walker.span().end())));
                }
                Node::Character(c) => self.replaced(c.encode_utf8(&mut [0; 4]), walker.span()),
                Node::Start(_) => walker.skip()?,
                Node::End => break,
            }
            is_first = false;
        }
        Ok(())
    }

    /// Appends characters of the part, from its byte `start` on; line ends become blanks.
    fn characters(&mut self, characters: &str, start: usize) {
        if characters.is_empty() || self.is_field_code() {
            return;
        }
        let base = self.base + start;
        let out = self.out();
        let mut done = 0;
        for at in memchr2_iter(b'\n', b'\r', characters.as_bytes()) {
            out.copy(&characters[done..at], Span::new(base + done, base + at));
            out.replace(" ", Span::new(base + at, base + at + 1));
            done = at + 1;
        }
        out.copy(&characters[done..], Span::new(base + done, base + characters.len()));
    }

    /// Appends characters in place of an element or a reference.
    pub(super) fn replaced(&mut self, characters: &str, span: Span) {
        if !self.is_field_code() {
            let source = Span::new(self.base + span.start(), self.base + span.end());
            self.out().replace(characters, source);
        }
    }

    /// Appends the characters `sign` in place of an element whose start tag was read.
    fn sign(&mut self, sign: &str, walker: &mut Walker<'_>) -> Read {
        let start = walker.span().start();
        self.skip(walker)?;
        self.replaced(sign, Span::new(start, walker.span().end()));
        Ok(())
    }

    /// Appends the placeholder character in place of an element whose start tag was read.
    fn opaque(&mut self, walker: &mut Walker<'_>) -> Read {
        self.sign(OPAQUE.encode_utf8(&mut [0; 4]), walker)
    }

    /// The flow that receives the next characters: that of visible text or that of hidden text.
    fn out(&mut self) -> &mut Flow {
        if !self.line.is_hidden {
            self.open_line();
            return &mut self.flow;
        }
        let Line { hidden, number, waiting, .. } = &mut self.line;
        if !hidden.is_open() {
            let source = waiting.as_ref().map_or(self.base, |waiting| waiting.source);
            let (part, number) = (self.parts.len() - 1, *number);
            hidden.begin(Opening { part, number, kind: BlockKind::Hidden, label: None, source });
        }
        hidden
    }

    fn is_field_code(&self) -> bool {
        self.fields.iter().any(|field| !field.is_result)
    }

    /// Reads the code of a field whose start tag was read. The code is not part of the text.
    fn field_code(&mut self, walker: &mut Walker<'_>) -> Read {
        let inside = walker.depth();
        while let Some(node) = walker.step()? {
            match node {
                Node::End if walker.depth() < inside => break,
                Node::Text(code) => {
                    if let Some(field) = self.fields.last_mut().filter(|field| field.code.len() < MAX_CODE) {
                        let end = code.floor_char_boundary(MAX_CODE - field.code.len());
                        field.code.push_str(&code[..end]);
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }
}

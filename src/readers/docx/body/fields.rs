//! Fields (text that Word computes, such as a table of contents) and content controls (boxes of a
//! form): reads their content, and detects form fields that were not filled in.

use crate::document::marking::MarkingKind;
use crate::package::xml::{Node, Walker};
use crate::readers::docx::WORD;
use crate::readers::docx::body::{Body, Read};
use crate::text::chars::is_blank;

/// A field that has begun. In the file, its code `{ TOC \o "1-3" }` comes first, then its result.
pub(super) struct Field {
    pub(super) kind: FieldKind,
    /// Beginning of the field's code. It is collected piece by piece, because a file may split it
    /// over several runs.
    pub(super) code: String,
    pub(super) is_result: bool,
    /// Byte of the view at which the field's result begins.
    pub(super) from: usize,
}

/// Notation of an open field in the file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum FieldKind {
    /// Three signs (`w:fldChar`) that begin the field, separate its code from its result, and end
    /// it.
    Signs,
    /// One element around the content: a field whose code is an attribute, or a content control.
    Element {
        /// True if the element contains a table of contents.
        is_contents: bool,
    },
}

impl Field {
    pub(super) fn element(is_contents: bool) -> Self {
        Self { kind: FieldKind::Element { is_contents }, code: String::new(), is_result: true, from: 0 }
    }

    pub(super) fn is_contents(&self) -> bool {
        match self.kind {
            FieldKind::Signs => is_contents_code(&self.code),
            FieldKind::Element { is_contents } => is_contents,
        }
    }
}

/// True for the code of a form field, which the user fills in: `FORMTEXT`.
pub(super) fn is_form_code(code: &str) -> bool {
    let name = code.split_whitespace().next().unwrap_or_default();
    ["FORMTEXT", "FILLIN", "MERGEFIELD"].iter().any(|form| name.eq_ignore_ascii_case(form))
}

/// True for the code of a table of contents: `TOC \o "1-3"`.
pub(super) fn is_contents_code(code: &str) -> bool {
    code.split_whitespace().next().is_some_and(|name| name.eq_ignore_ascii_case("TOC"))
}

impl Body<'_> {
    /// Reads a content control whose start tag was read: its properties, then its content, which
    /// may be a prompt.
    pub(super) fn control(
        &mut self,
        walker: &mut Walker<'_>,
        content: &mut dyn FnMut(&mut Self, &mut Walker<'_>) -> Read,
    ) -> Read {
        self.objects += 1;
        let mut is_prompt = false;
        let mut is_contents = false;
        let inside = walker.depth();
        while let Some(node) = walker.step()? {
            match node {
                Node::End if walker.depth() < inside => break,
                Node::Start(element) if element.namespace == Some(WORD) => match element.name {
                    "sdtPr" | "docPartObj" => {}
                    "showingPlcHdr" => is_prompt = element.is_on(),
                    "docPartGallery" => {
                        is_contents =
                            element.attribute("val").is_some_and(|name| name == "Table of Contents");
                    }
                    "sdtContent" => {
                        let start = self.flow.text.len();
                        self.element_field(is_contents, |body| content(body, walker))?;
                        if is_prompt {
                            self.flow.mark(MarkingKind::Prompt, start);
                        } else {
                            self.open_field(start);
                        }
                    }
                    _ => self.skip(walker)?,
                },
                Node::Start(_) => self.skip(walker)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// Records a form field as not filled in if its content, from byte `start` of the view on,
    /// consists only of blanks.
    pub(super) fn open_field(&mut self, start: usize) {
        let content = self.flow.text.get(start..).unwrap_or_default();
        if !content.is_empty() && self.flow.is_open() && content.chars().all(is_blank) {
            self.flow.underline(start);
        }
    }

    /// Reads the content of a field that is one element, with the function `read`. Fields that
    /// begin in the content also end in it. `is_contents` is true if the content is a table of
    /// contents.
    pub(super) fn element_field(&mut self, is_contents: bool, read: impl FnOnce(&mut Self) -> Read) -> Read {
        self.objects += 1;
        self.fields.push(Field::element(is_contents));
        let own = self.fields.len();
        read(self)?;
        self.fields.truncate(own - 1);
        Ok(())
    }

    /// Reads alternative content whose start tag was read: the first choice, or the fallback if
    /// there is no choice.
    pub(super) fn alternatives(
        &mut self,
        walker: &mut Walker<'_>,
        content: &mut dyn FnMut(&mut Self, &mut Walker<'_>) -> Read,
    ) -> Read {
        let mut is_chosen = false;
        let inside = walker.depth();
        while let Some(node) = walker.step()? {
            match node {
                Node::End if walker.depth() < inside => break,
                Node::Start(_) if !is_chosen => {
                    is_chosen = true;
                    content(self, walker)?;
                }
                Node::Start(_) => self.skip(walker)?,
                _ => {}
            }
        }
        Ok(())
    }
}

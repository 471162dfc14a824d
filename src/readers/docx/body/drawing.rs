//! Drawings, the text boxes in them, and signs of symbol fonts.

use crate::document::OPAQUE;
use crate::document::block::{Aside, BlockKind};
use crate::package::PackageError;
use crate::package::xml::{Node, Walker};
use crate::readers::docx::body::{Body, Read};
use crate::readers::docx::{COMPATIBILITY, DRAWING, WORD};
use crate::text::span::Span;

impl Body<'_> {
    /// Reads a drawing whose start tag was read. Its text boxes follow the paragraph; a picture in
    /// the line becomes the placeholder character.
    pub(super) fn drawing(&mut self, walker: &mut Walker<'_>) -> Read {
        self.objects += 1;
        let start = walker.span().start();
        let boxes = self.line.boxes.len();
        let mut is_in_line = false;
        let inside = walker.depth();
        while let Some(node) = walker.step()? {
            match node {
                Node::End if walker.depth() < inside => break,
                Node::Start(element) => match (element.namespace, element.name) {
                    (Some(WORD), "txbxContent") => self.text_box(walker)?,
                    (Some(DRAWING), "inline") => is_in_line = true,
                    (Some(COMPATIBILITY), "AlternateContent") => {
                        self.alternatives(walker, &mut Self::drawing)?;
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        if is_in_line && self.line.boxes.len() == boxes {
            self.replaced(OPAQUE.encode_utf8(&mut [0; 4]), Span::new(start, walker.span().end()));
        }
        Ok(())
    }

    /// Reads the content of a text box, whose start tag was read. Its lines are kept apart from
    /// those of the paragraph.
    fn text_box(&mut self, walker: &mut Walker<'_>) -> Result<(), PackageError> {
        let outer = (
            std::mem::take(&mut self.flow),
            std::mem::take(&mut self.line),
            std::mem::take(&mut self.fields),
        );
        // A box in a header or a note is part of it.
        let aside = self.beside.unwrap_or_else(|| {
            self.boxes += 1;
            Aside::Box(self.boxes)
        });
        let read = self.blocks(walker, BlockKind::Aside(aside));
        self.end_paragraph(self.base + walker.span().start());
        let text_box;
        (text_box, (self.flow, self.line, self.fields)) = (std::mem::take(&mut self.flow), outer);
        self.line.boxes.push(text_box);
        read
    }
}

/// Returns the usual character with the same shape as a sign of a symbol font such as Wingdings: ☑
/// for a tick in a box. The placeholder character if there is none.
pub(super) fn symbol(font: &str, code: u32) -> char {
    // Symbol fonts have their signs at U+F020 to U+F0FF; programs write them there or without the
    // F0.
    let sign = code & 0xff;
    match font {
        "Wingdings" => match sign {
            0x6f | 0xa8 | 0x71 => '□',
            0xfe | 0x52 => '☑',
            0x6e => '■',
            0x6c => '●',
            0xd8 => '➢',
            0xfc => '√',
            0xe0 | 0xe8 => '→',
            0x81..=0x8a => char::from_u32(0x2460 + sign - 0x81).unwrap_or(OPAQUE),
            _ => OPAQUE,
        },
        "Wingdings 2" => match sign {
            0xa3 | 0x2a => '□',
            0x52 | 0x50 => '☑',
            0x96 | 0x97 => '●',
            0x6a..=0x73 => char::from_u32(0x2460 + sign - 0x6a).unwrap_or(OPAQUE),
            _ => OPAQUE,
        },
        _ => OPAQUE,
    }
}

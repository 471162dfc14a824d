//! The line along which a form is bound, read as text: `装 订 线 ┆ ┆`.

use crate::document::Document;
use crate::facts::placeholder::debris::{Debris, DebrisKind};
use crate::text::chars::{is_blank, is_han};

/// Characters of the words on such a line.
const WORDS: &str = "装订线";
/// Longest such line, in characters.
const MAX_LINE: usize = 60;

/// Adds the lines that hold these characters, set apart by blanks or strokes, and nothing else.
pub(super) fn find(doc: &Document, found: &mut Vec<Debris>) {
    for block in doc.blocks() {
        let text = doc.slice(block.span);
        if !text.contains('订') || text.chars().nth(MAX_LINE).is_some() {
            continue;
        }
        let words: String = text.chars().filter(|c| is_han(*c)).collect();
        let is_stroke = |c: char| is_blank(c) || !c.is_alphanumeric() && !"，。：；、《》“”（）".contains(c);
        let strokes = text.chars().filter(|c| !is_han(*c)).count();
        let is_line = words == WORDS && strokes >= 2 && text.chars().all(|c| is_han(c) || is_stroke(c));
        if is_line {
            found.push(Debris { span: block.span, kind: DebrisKind::Binding });
        }
    }
}

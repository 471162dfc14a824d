//! The elements that are open at a place of a page. End tags that HTML lets authors leave out (`<li>甲<li>乙`) are put in, as the
//! standard says (WHATWG HTML, 13.1.2.4); what is nested deeper than in any honest page is not kept.

use crate::document::block::{BlockKind, Cell};
use crate::readers::html::lists::List;
use crate::readers::html::tables::Grid;

/// Depth from which on elements are no longer kept; browsers have the same.
const MAX_DEPTH: usize = 512;

/// An element that is open.
pub(super) struct Element {
    name: Vec<u8>,
    /// What text inside it opens.
    pub(super) kind: BlockKind,
    /// Text inside it is not read.
    pub(super) is_skipped: bool,
    /// White space inside it is shown as it stands.
    pub(super) is_preformatted: bool,
    /// The list that it is.
    pub(super) list: Option<List>,
    /// The table that it is.
    pub(super) grid: Option<Grid>,
    /// The cell that it is, and how much had been met where it began.
    pub(super) cell: Option<(Cell, (usize, usize))>,
    /// Where the text begins that it marks with a colour.
    pub(super) marked_from: Option<usize>,
    /// Where the text begins that it underlines.
    pub(super) underlined_from: Option<usize>,
}

impl Element {
    /// True for an element of this name.
    pub(super) fn is(&self, name: &str) -> bool {
        self.name == name.as_bytes()
    }

    /// True for an element that is a block of its own.
    pub(super) fn is_block(&self) -> bool {
        is_block(&self.name)
    }
}

/// All open elements, the innermost last.
#[derive(Default)]
pub(super) struct Elements {
    open: Vec<Element>,
    /// How many of them are paragraphs, which every block asks for: in a page that only nests there is none to look for.
    paragraphs: usize,
}

impl Elements {
    /// The innermost element.
    pub(super) fn last(&self) -> Option<&Element> {
        self.open.last()
    }

    /// The list that the place is in, if it is in one.
    pub(super) fn list(&mut self) -> Option<&mut List> {
        self.open.iter_mut().rev().find_map(|element| element.list.as_mut())
    }

    /// The table that the place is in, if it is in one.
    pub(super) fn grid(&mut self) -> Option<&mut Grid> {
        self.open.iter_mut().rev().find_map(|element| element.grid.as_mut())
    }

    /// An element that is like the innermost, until something is said of it.
    pub(super) fn child(&self, name: &[u8]) -> Element {
        let parent = self.open.last();
        Element {
            name: name.to_vec(),
            kind: parent.map_or(BlockKind::Paragraph, |parent| parent.kind),
            is_skipped: parent.is_some_and(|parent| parent.is_skipped),
            is_preformatted: parent.is_some_and(|parent| parent.is_preformatted),
            list: None,
            grid: None,
            cell: None,
            marked_from: None,
            underlined_from: None,
        }
    }

    /// Opens an element.
    pub(super) fn push(&mut self, element: Element) {
        let is_new_skip = element.is_skipped && self.open.last().is_none_or(|last| !last.is_skipped);
        if self.open.len() < MAX_DEPTH || is_new_skip {
            self.paragraphs += usize::from(element.is("p"));
            self.open.push(element);
        }
    }

    /// The item that is open has its first block: what comes next in it is another paragraph.
    pub(super) fn leave_item_head(&mut self) {
        for element in self.open.iter_mut().rev().take_while(|element| element.kind == BlockKind::Item) {
            element.kind = BlockKind::Paragraph;
        }
    }

    /// Ends what a start tag ends by itself, innermost first.
    pub(super) fn end_before(&mut self, name: &[u8]) -> Vec<Element> {
        let mut ended = Vec::new();
        if self.open.last().is_some_and(|last| last.is("head")) && !is_metadata(name) {
            ended.extend(self.open.pop());
        }
        if is_block(name) && self.paragraphs > 0 {
            ended.extend(self.end_nearest(&["p"], &["table", "td", "th", "caption", "button"]));
        }
        let (ends, bounds): (&[&str], &[&str]) = match name {
            b"li" => (&["li"], &["ul", "ol", "table", "td", "th"]),
            b"dt" | b"dd" => (&["dt", "dd"], &["dl", "table", "td", "th"]),
            b"option" => (&["option"], &["select"]),
            b"td" | b"th" => (&["td", "th", "caption"], &["table"]),
            b"tr" => (&["tr", "td", "th", "caption"], &["table"]),
            b"thead" | b"tbody" | b"tfoot" => (&["thead", "tbody", "tfoot", "caption"], &["table"]),
            _ => return ended,
        };
        // A row ends the cell, then the row that held it.
        for _ in 0..if name == b"tr" { 2 } else { 1 } {
            ended.extend(self.end_nearest(ends, bounds));
        }
        ended
    }

    /// Ends the element of an end tag, and what is open inside, innermost first.
    pub(super) fn end(&mut self, name: &[u8]) -> Vec<Element> {
        let is_of_table = matches!(name, b"table" | b"thead" | b"tbody" | b"tfoot" | b"tr" | b"td" | b"th");
        let is_bound = |element: &Element| match is_block(name) {
            _ if is_of_table => element.is("table"),
            true => matches!(&*element.name, b"table" | b"td" | b"th"),
            false => is_block(&element.name),
        };
        let is_named = |element: &Element| {
            element.name == name || level(name).is_some() && level(&element.name).is_some()
        };
        let found = self.open.iter().rposition(|element| is_named(element) || is_bound(element));
        match found.filter(|index| is_named(&self.open[*index])) {
            Some(index) => self.end_from(index),
            None => Vec::new(),
        }
    }

    fn end_nearest(&mut self, names: &[&str], bounds: &[&str]) -> Vec<Element> {
        let is_any = |element: &Element, of: &[&str]| of.iter().any(|name| element.is(name));
        let found = self.open.iter().rposition(|element| is_any(element, names) || is_any(element, bounds));
        match found.filter(|index| is_any(&self.open[*index], names)) {
            Some(index) => self.end_from(index),
            None => Vec::new(),
        }
    }

    /// Ends the element at `index` and what is open inside, innermost first.
    fn end_from(&mut self, index: usize) -> Vec<Element> {
        let ended: Vec<Element> = self.open.drain(index..).rev().collect();
        self.paragraphs -= ended.iter().filter(|element| element.is("p")).count();
        ended
    }
}

/// The level of a heading.
pub(super) fn level(name: &[u8]) -> Option<u8> {
    match name {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}

/// Elements that only shape the text inside them: where there is none, nothing is shown.
pub(super) fn is_shape(name: &[u8]) -> bool {
    matches!(
        name,
        b"p" | b"div"
            | b"span"
            | b"br"
            | b"wbr"
            | b"font"
            | b"b"
            | b"strong"
            | b"i"
            | b"em"
            | b"u"
            | b"center"
            | b"small"
            | b"big"
            | b"o:p"
            | b"td"
            | b"th"
            | b"tr"
            | b"tbody"
            | b"thead"
            | b"tfoot"
    )
}

/// Elements that have no end tag.
pub(super) fn is_void(name: &[u8]) -> bool {
    matches!(
        name,
        b"area"
            | b"base"
            | b"basefont"
            | b"bgsound"
            | b"br"
            | b"col"
            | b"embed"
            | b"frame"
            | b"hr"
            | b"img"
            | b"input"
            | b"link"
            | b"meta"
            | b"param"
            | b"source"
            | b"track"
            | b"wbr"
    )
}

/// Elements whose text is not shown on the page, or is no prose.
pub(super) fn is_skipped(name: &[u8]) -> bool {
    matches!(
        name,
        b"head"
            | b"title"
            | b"script"
            | b"style"
            | b"template"
            | b"noscript"
            | b"noframes"
            | b"noembed"
            | b"svg"
            | b"textarea"
            | b"select"
            | b"datalist"
            | b"del"
            | b"rt"
            | b"rp"
    ) || is_opaque(name)
}

/// Elements that stand among the words without being any.
pub(super) fn is_opaque(name: &[u8]) -> bool {
    matches!(
        name,
        b"code" | b"img" | b"math" | b"video" | b"audio" | b"canvas" | b"iframe" | b"object" | b"embed"
    )
}

/// Elements that begin and end a block.
pub(super) fn is_block(name: &[u8]) -> bool {
    level(name).is_some()
        || matches!(
            name,
            b"address"
                | b"article"
                | b"aside"
                | b"blockquote"
                | b"body"
                | b"caption"
                | b"center"
                | b"dd"
                | b"details"
                | b"dialog"
                | b"dir"
                | b"div"
                | b"dl"
                | b"dt"
                | b"fieldset"
                | b"figcaption"
                | b"figure"
                | b"footer"
                | b"form"
                | b"frameset"
                | b"header"
                | b"hgroup"
                | b"hr"
                | b"html"
                | b"legend"
                | b"li"
                | b"listing"
                | b"main"
                | b"menu"
                | b"nav"
                | b"ol"
                | b"optgroup"
                | b"option"
                | b"p"
                | b"plaintext"
                | b"pre"
                | b"search"
                | b"section"
                | b"summary"
                | b"table"
                | b"tbody"
                | b"td"
                | b"tfoot"
                | b"th"
                | b"thead"
                | b"tr"
                | b"ul"
                | b"xmp"
        )
}

/// Elements that stand in the head of a page.
fn is_metadata(name: &[u8]) -> bool {
    matches!(
        name,
        b"base"
            | b"basefont"
            | b"bgsound"
            | b"link"
            | b"meta"
            | b"noscript"
            | b"script"
            | b"style"
            | b"template"
            | b"title"
            | b"object"
    )
}

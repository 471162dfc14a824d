//! The elements of an HTML page that are open at the current place. End tags that HTML allows
//! authors to omit (`<li>甲<li>乙`, two items) are inserted as the standard requires (WHATWG HTML,
//! 13.1.2.4). Elements nested deeper than in any real page are not kept.

use crate::document::block::{BlockKind, Cell};
use crate::readers::html::lists::List;
use crate::readers::html::tables::Grid;

/// Maximum depth of elements that are kept; browsers have the same limit.
const MAX_DEPTH: usize = 512;

/// An element whose end was not reached yet.
pub(super) struct Element {
    name: Vec<u8>,
    /// Kind of block that text inside the element opens.
    pub(super) kind: BlockKind,
    /// True if text inside the element is not read.
    pub(super) is_skipped: bool,
    /// True if white space inside the element is kept.
    pub(super) is_preformatted: bool,
    /// List state, if the element is a list.
    pub(super) list: Option<List>,
    /// Table state, if the element is a table.
    pub(super) grid: Option<Grid>,
    /// If the element is a table cell: its position, and the numbers of blocks and of objects read
    /// before it.
    pub(super) cell: Option<(Cell, (usize, usize))>,
    /// Byte of the text at which highlighting by this element begins; `None` if the element does
    /// not highlight.
    pub(super) marked_from: Option<usize>,
    /// Byte of the text at which underlining by this element begins; `None` if the element does not
    /// underline.
    pub(super) underlined_from: Option<usize>,
}

impl Element {
    /// True if the element is called `name`.
    pub(super) fn is(&self, name: &str) -> bool {
        self.name == name.as_bytes()
    }

    /// True for an element that begins and ends a block, such as `<p>`.
    pub(super) fn is_block(&self) -> bool {
        is_block(&self.name)
    }
}

/// All open elements, the innermost last.
#[derive(Default)]
pub(super) struct Elements {
    open: Vec<Element>,
    /// Number of open `p` elements. Each new block element searches for a `p` to end; if the number
    /// is 0, it need not search.
    paragraphs: usize,
}

impl Elements {
    /// The innermost open element.
    pub(super) fn last(&self) -> Option<&Element> {
        self.open.last()
    }

    /// The innermost open list, if any.
    pub(super) fn list(&mut self) -> Option<&mut List> {
        self.open.iter_mut().rev().find_map(|element| element.list.as_mut())
    }

    /// The innermost open table, if any.
    pub(super) fn grid(&mut self) -> Option<&mut Grid> {
        self.open.iter_mut().rev().find_map(|element| element.grid.as_mut())
    }

    /// Creates an element that inherits the properties of the innermost one.
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

    /// Adds an element as the innermost open one, unless too many are open.
    pub(super) fn push(&mut self, element: Element) {
        let is_new_skip = element.is_skipped && self.open.last().is_none_or(|last| !last.is_skipped);
        if self.open.len() < MAX_DEPTH || is_new_skip {
            self.paragraphs += usize::from(element.is("p"));
            self.open.push(element);
        }
    }

    /// Makes further text inside the open list item a plain paragraph, because the item already has
    /// its first block.
    pub(super) fn leave_item_head(&mut self) {
        for element in self.open.iter_mut().rev().take_while(|element| element.kind == BlockKind::Item) {
            element.kind = BlockKind::Paragraph;
        }
    }

    /// Closes the elements that the start tag `name` ends implicitly (`<li>` ends an open `<li>`),
    /// and returns them, innermost first.
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
        // A row closes the open cell, then the row around it.
        for _ in 0..if name == b"tr" { 2 } else { 1 } {
            ended.extend(self.end_nearest(ends, bounds));
        }
        ended
    }

    /// Closes the element `name`, for its end tag, and the elements inside; returns them, innermost
    /// first.
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

    /// Closes the element at `index` and the elements inside; returns them, innermost first.
    fn end_from(&mut self, index: usize) -> Vec<Element> {
        let ended: Vec<Element> = self.open.drain(index..).rev().collect();
        self.paragraphs -= ended.iter().filter(|element| element.is("p")).count();
        ended
    }
}

/// Level of a heading; `None` for other elements.
pub(super) fn level(name: &[u8]) -> Option<u8> {
    match name {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}

/// True for elements that only change the look of the text inside them, such as `<b>`. Without text
/// they show nothing.
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

/// True for elements without an end tag.
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

/// True for elements whose text is not shown on the page or is not prose.
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

/// True for elements within a line that show something other than words, such as pictures.
pub(super) fn is_opaque(name: &[u8]) -> bool {
    matches!(
        name,
        b"code" | b"img" | b"math" | b"video" | b"audio" | b"canvas" | b"iframe" | b"object" | b"embed"
    )
}

/// True for elements that begin and end a block.
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

/// True for elements of the head of a page.
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

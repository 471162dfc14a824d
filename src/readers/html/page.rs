//! HTML pages: prose as a browser shows it, with one block for each paragraph, heading, item, cell
//! and line.
//!
//! Consecutive white space is joined to one blank. A line end between two Chinese characters is
//! dropped: browsers show a space there, but authors only wrap their source. Numbers of ordered
//! lists are put before their items. Hidden, deleted and non-text content is left out.

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use crate::document::block::{Aside, BlockKind};
use crate::document::marking::MarkingKind;
use crate::document::source::{Format, Origin};
use crate::document::{Document, OPAQUE};
use crate::readers::builder::Builder;
use crate::readers::decode::Decoded;
use crate::readers::html::elements::{
    Element, Elements, is_block, is_opaque, is_shape, is_skipped, is_void, level,
};
use crate::readers::html::lists::List;
use crate::readers::html::references::reference;
use crate::readers::html::tables::{Grid, Layout, release};
use crate::readers::html::{attribute, has_style};
use crate::text::chars::{is_closing, is_han, is_opening};
use crate::text::span::Span;

/// Extracts the prose of a decoded page.
pub(in crate::readers) fn read(decoded: Decoded) -> Document {
    let view = &decoded.view.text;
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut walk = Walk::new(view);
    for Ok(token) in Tokenizer::new_with_emitter(view, emitter) {
        match token {
            Token::StartTag(tag) => walk.start(&tag, Span::new(tag.span.start, tag.span.end)),
            Token::EndTag(tag) => walk.end(&tag.name),
            Token::String(text) => walk.text(Span::new(text.span.start, text.span.end)),
            Token::Comment(comment) => {
                let span = comment.span;
                walk.builder.comment(view, Span::new(span.start, span.end));
            }
            Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    let Walk { mut builder, mut layouts, .. } = walk;
    builder.close();
    release(builder.blocks(), &mut layouts);
    builder.finish(decoded.view, Origin::new(Format::Html, decoded.encoding))
}

/// State while the tokens of a page are read one after another.
struct Walk<'v> {
    view: &'v str,
    builder: Builder,
    elements: Elements,
    /// For each table of the page read so far, facts to decide if it only arranges the page.
    layouts: Vec<Layout>,
    /// Number of elements so far that show something other than text, such as pictures.
    objects: usize,
    /// Number of an item with the span of its tag, kept until the item's first text.
    number: Option<(String, Span)>,
    /// White space read last; it is written only if text follows in the block.
    space: Option<Span>,
    /// Last character of the open block; `None` at its beginning.
    last: Option<char>,
}

impl<'v> Walk<'v> {
    fn new(view: &'v str) -> Self {
        Self {
            view,
            builder: Builder::new(view.len() / 2),
            elements: Elements::default(),
            layouts: Vec::new(),
            objects: 0,
            number: None,
            space: None,
            last: None,
        }
    }

    fn start(&mut self, tag: &StartTag<usize>, range: Span) {
        let name: &[u8] = &tag.name;
        let ended = self.elements.end_before(name);
        self.ended(&ended);
        self.objects += usize::from(!is_shape(name));
        if is_block(name) || name == b"br" {
            self.close();
        }
        let mut element = self.elements.child(name);
        let is_shown = !element.is_skipped;
        // Code in `pre` is a listing, not a word of a sentence.
        if is_shown && is_opaque(name) && !element.is_preformatted && !is_hidden(tag) {
            self.before(OPAQUE);
            self.builder.opaque(range);
            self.last = Some(OPAQUE);
        }
        if is_void(name) {
            return;
        }
        element.is_skipped |= is_skipped(name) || is_hidden(tag);
        if !element.is_skipped {
            self.shape(&mut element, tag, range);
        }
        self.elements.push(element);
    }

    /// Takes over the properties that an element gives to the text inside it: hidden, highlighted,
    /// underlined and so on.
    fn shape(&mut self, element: &mut Element, tag: &StartTag<usize>, range: Span) {
        if has_style(tag, "text-decoration:underline") {
            element.underlined_from = Some(self.builder.len());
        }
        if is_contents(tag) {
            element.kind = BlockKind::Contents;
        }
        let is_aside = element.kind.is_apart();
        match tag.name.as_slice() {
            b"pre" | b"listing" | b"xmp" | b"plaintext" => element.is_preformatted = true,
            b"header" if !is_aside => element.kind = BlockKind::Aside(Aside::Header),
            b"footer" if !is_aside => element.kind = BlockKind::Aside(Aside::Footer),
            b"nav" | b"aside" if !is_aside => element.kind = BlockKind::Aside(Aside::Other),
            b"mark" => element.marked_from = Some(self.builder.len()),
            b"u" | b"ins" => element.underlined_from = Some(self.builder.len()),
            b"ol" => element.list = Some(List::of_numbers(tag)),
            b"ul" | b"menu" | b"dir" => element.list = Some(List::of_bullets()),
            b"li" => {
                let number = self.elements.list().and_then(|list| list.number(tag));
                self.number = number.map(|number| (number, range));
                if !is_aside && !matches!(element.kind, BlockKind::Cell(_)) {
                    element.kind = BlockKind::Item;
                }
            }
            b"table" => element.grid = Some(self.table(tag)),
            b"tr" => {
                if let Some(grid) = self.elements.grid() {
                    grid.begin_row();
                }
            }
            b"td" | b"th" => {
                let Some(grid) = self.elements.grid() else { return };
                let merged = grid.place(tag);
                let cell = merged.cell;
                self.layouts[cell.table as usize].cells += 1;
                if !is_aside {
                    element.kind = BlockKind::Cell(cell);
                    if merged.width > 1 || merged.height > 1 {
                        self.builder.merged_cell(merged);
                    }
                    element.cell = Some((cell, (self.builder.blocks().len(), self.objects)));
                }
            }
            name => {
                if let Some(level) = level(name).filter(|_| !is_aside) {
                    element.kind = BlockKind::Heading(level);
                }
            }
        }
    }

    fn table(&mut self, tag: &StartTag<usize>) -> Grid {
        if let Some(outer) = self.elements.grid() {
            self.layouts[outer.table() as usize].is_layout = true;
        }
        let table = self.layouts.len() as u32;
        let is_layout = matches!(attribute(tag, "role"), Some("presentation" | "none"));
        self.layouts.push(Layout { is_layout, cells: 0 });
        Grid::new(table)
    }

    fn end(&mut self, name: &[u8]) {
        // Content after the end of the body is shown as part of it.
        if !matches!(name, b"body" | b"html") {
            let ended = self.elements.end(name);
            self.ended(&ended);
        }
    }

    fn ended(&mut self, elements: &[Element]) {
        for start in elements.iter().filter_map(|element| element.marked_from) {
            self.builder.mark(MarkingKind::Highlight, start);
        }
        for start in elements.iter().filter_map(|element| element.underlined_from) {
            self.builder.underline(start);
        }
        if elements.iter().any(Element::is_block) {
            self.close();
        }
        for (cell, before) in elements.iter().filter_map(|element| element.cell) {
            if before == (self.builder.blocks().len(), self.objects) {
                self.builder.empty_cell(cell);
            }
        }
        if elements.iter().any(|element| element.is("li")) {
            self.number = None;
        }
    }

    fn close(&mut self) {
        self.builder.close();
        (self.space, self.last) = (None, None);
    }

    fn text(&mut self, range: Span) {
        let (is_skipped, is_preformatted) =
            self.elements.last().map_or((false, false), |last| (last.is_skipped, last.is_preformatted));
        if is_skipped {
            return;
        }
        let mut at = range.start();
        while let Some(rest) = self.view.get(at..range.end())
            && let Some(first) = rest.chars().next()
        {
            let decoded = reference(rest);
            let length = match first {
                '\n' if is_preformatted => {
                    self.close();
                    1
                }
                '&' if decoded.is_some() => {
                    let (length, decoded) = decoded.unwrap_or_default();
                    self.decoded(&decoded, Span::new(at, at + length));
                    length
                }
                c if is_space(c) && !is_preformatted => {
                    let length = rest.len() - rest.trim_start_matches(is_space).len();
                    if self.last.is_some() {
                        self.space.get_or_insert(Span::new(at, at + length)).set_end(at + length);
                    }
                    length
                }
                _ => {
                    let is_end = |c: char| match is_preformatted {
                        true => c == '\n' || c == '&',
                        false => is_space(c) || c == '&',
                    };
                    let head = first.len_utf8();
                    let length = rest[head..].find(is_end).map_or(rest.len(), |end| head + end);
                    self.before(first);
                    self.builder.copy(self.view, Span::new(at, at + length));
                    self.last = rest[..length].chars().next_back();
                    length
                }
            };
            at += length;
        }
    }

    /// Appends `text`, which the source writes with entities in bytes `range`.
    fn decoded(&mut self, text: &str, range: Span) {
        let Some(first) = text.chars().next().filter(|c| !is_space(*c)) else {
            if self.last.is_some() {
                self.space.get_or_insert(range).set_end(range.end());
            }
            return;
        };
        self.before(first);
        self.builder.replace(&text.replace(is_space, " "), range);
        self.last = text.chars().next_back();
    }

    /// Prepares for text that begins with `next`: opens its block, and writes the space before it.
    fn before(&mut self, next: char) {
        let kind = self.elements.last().map_or(BlockKind::Paragraph, |last| last.kind);
        if self.builder.open(kind) {
            if let Some((number, tag)) = self.number.take() {
                self.builder.replace(&number, tag);
            }
            if kind == BlockKind::Item {
                self.elements.leave_item_head();
            }
        }
        let (Some(space), Some(last)) = (self.space.take(), self.last) else { return };
        let written = space.of(self.view);
        if written == " " {
            self.builder.copy(self.view, space);
        } else if !(written.contains(['\n', '\r']) && is_wide(last) && is_wide(next)) {
            self.builder.replace(" ", space);
        }
    }
}

/// True for white space that is joined (WHATWG Infra, ASCII whitespace).
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

/// True for full-width characters, such as 字 or ，. A line end beside one of them does not become a
/// space.
fn is_wide(c: char) -> bool {
    is_han(c) || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}' | '—' | '…' | '·') || {
        !c.is_ascii() && (is_opening(c) || is_closing(c))
    }
}

fn is_hidden(tag: &StartTag<usize>) -> bool {
    tag.attributes.contains_key(&b"hidden"[..]) || has_style(tag, "display:none")
}

/// True for a table of contents as programs mark it: `<nav role="doc-toc">`, `<div id="toc">`, `<ul
/// class="toc">`.
fn is_contents(tag: &StartTag<usize>) -> bool {
    let is_list = matches!(tag.name.as_slice(), b"nav" | b"div" | b"section" | b"aside" | b"ul" | b"ol");
    let names = ["role", "id", "class"].into_iter().filter_map(|name| attribute(tag, name));
    let mut words = names.flat_map(str::split_ascii_whitespace);
    is_list && words.any(|word| word.eq_ignore_ascii_case("toc") || word == "doc-toc")
}

#[cfg(test)]
mod tests {
    use crate::document::Document;
    use crate::document::block::BlockKind;
    use crate::document::source::Source;
    use crate::readers;
    use crate::text::span::Span;

    fn read(text: &str) -> Document {
        readers::read(&Source { name: "a.html".to_owned(), bytes: text.into() }).unwrap()
    }

    fn blocks(page: &str) -> Vec<String> {
        let doc = read(page);
        doc.blocks().iter().map(|block| doc.slice(block.span).to_owned()).collect()
    }

    fn kinds(page: &str) -> Vec<String> {
        let kind = |kind| match kind {
            BlockKind::Heading(level) => format!("h{level}"),
            BlockKind::Cell(cell) => format!("{}/{}/{}", cell.table, cell.row, cell.column),
            other => format!("{other:?}"),
        };
        read(page).blocks().iter().map(|block| kind(block.kind)).collect()
    }

    #[test]
    fn reads_what_is_shown() {
        let page = "<!DOCTYPE html><html><head><title>网页</title><style>p{}</style></head><body>\
            <h1>动员讲话</h1><p>各位<b>同志</b>：<br>今天开会。<!-- 注 --><script>var a = '甲';</script></p>\
            <p hidden>看不见</p><div style='color:red; Display : none'>也<p>看不见</div><p>完<del>了</del>。\
            </body></html>";
        assert_eq!(blocks(page), ["动员讲话", "各位同志：", "今天开会。", "完。"]);
        assert_eq!(kinds(page), ["h1", "Paragraph", "Paragraph", "Paragraph"]);
        assert_eq!(blocks("<title>网页</title><p>正文<svg><text>图</text></svg>"), ["正文"]);
        assert_eq!(blocks("<p>见<code>XX</code>和<img src=x>。"), ["见\u{FFFC}和\u{FFFC}。"]);
        assert_eq!(blocks("<pre>第一行\n  第二行\r\n<code>XX</code></pre>"), ["第一行", "第二行"]);
    }

    #[test]
    fn white_space_runs_together() {
        assert_eq!(
            blocks("<p>\n  加强 \t领导，\r\n  落实<b>\n责任</b> 。  </p>"),
            ["加强 领导，落实责任 。"]
        );
        assert_eq!(blocks("<p>GDP\ngrowth\n增长"), ["GDP growth 增长"]);
        assert_eq!(blocks("<p>甲&nbsp;&amp;&#20057;&ensp;</p>"), ["甲\u{a0}&乙"]);
    }

    #[test]
    fn end_tags_may_be_missing() {
        assert_eq!(
            blocks("<ul><li>甲<li>乙<p>丙</ul>丁<p>戊<div>己</div>"),
            ["甲", "乙", "丙", "丁", "戊", "己"]
        );
        assert_eq!(blocks("<p><b>甲</p><p>乙</b></div></p>丙"), ["甲", "乙", "丙"]);
        assert_eq!(blocks("<head><meta charset=utf-8><p>甲"), ["甲"]);
    }

    #[test]
    fn items_have_the_numbers_that_are_shown() {
        assert_eq!(
            blocks("<ol start=3><li>甲<ol type=a><li>子<li>丑</ol><li value=7><p>乙<p>丙</ol>"),
            ["3. 甲", "a. 子", "b. 丑", "7. 乙", "丙"]
        );
        assert_eq!(blocks("<ol style='list-style:none'><li>一、甲</ol><ul><li>乙</ul>"), ["一、甲", "乙"]);
        assert_eq!(kinds("<ol><li>甲<p>乙</ol>"), ["Item", "Paragraph"]);
    }

    #[test]
    fn cells_stand_where_they_are_shown() {
        let table =
            "<table><tr><th rowspan=2>区<th colspan=2>人数<tr><td>男<td>女<tr><td>甲<td>3<td>4</table>";
        assert_eq!(kinds(table), ["0/0/0", "0/0/1", "0/1/1", "0/1/2", "0/2/0", "0/2/1", "0/2/2"]);
        assert_eq!(kinds("<table><tr><td>甲<p>乙</table>丙"), ["Paragraph", "Paragraph", "Paragraph"]);
        let nested = "<table><tr><td>栏<td>文<table><tr><td>甲<td>乙</table></table>";
        assert_eq!(kinds(nested), ["Paragraph", "Paragraph", "1/0/0", "1/0/1"]);
        assert_eq!(
            kinds("<nav><ul><li>首页</ul></nav><footer><h2>主办</h2></footer>"),
            ["Aside(Other)", "Aside(Footer)"]
        );
        for toc in ["nav role=doc-toc", "nav id=TOC", "div class='side toc'"] {
            let page = format!("<{toc}><h2>目录</h2><ul><li>总则</ul></{}><h2>总则</h2>", &toc[..3]);
            assert_eq!(kinds(&page), ["Contents", "Contents", "h2"], "{toc}");
        }
    }

    #[test]
    fn spans_lead_back_to_the_source() {
        let source = "<p>确诊<b>53</b>例&mdash;&mdash;截止\n  三月底，共 两批</p>";
        let doc = read(source);
        assert_eq!(doc.slice(doc.blocks()[0].span), "确诊53例——截止三月底，共 两批");
        for word in ["确诊", "53", "例", "截止", "三月底，共 两批"] {
            let start = doc.text().find(word).unwrap();
            let span = Span::new(start, start + word.len());
            assert_eq!(doc.in_view(span).of(source), word);
            assert!(doc.editable(span).is_some(), "{word}");
        }
        let start = doc.text().find("——").unwrap();
        assert!(doc.editable(Span::new(start, start + 6)).is_none());
    }

    #[test]
    fn nothing_makes_it_panic() {
        let page = "<ol type=i start=-2><li>甲&#0;&#10;<table><tr><td colspan=9999999 rowspan=0>乙</p></table><svg/>\
            <pre>\r\n丙</ol><select><option>丁</x><h1>戊</h2>\u{0}<textarea></body>己<";
        for end in (0..page.len()).filter(|end| page.is_char_boundary(*end)) {
            let bytes = page.replace('\0', "").as_bytes()[..end.min(page.len() - 1)].to_vec();
            if let Ok(doc) = readers::read(&Source { name: "a.htm".to_owned(), bytes }) {
                assert!(doc.blocks().iter().all(|block| !doc.slice(block.span).contains('\n')));
            }
        }
        let deep = "<div>".repeat(5_000) + "深" + &"</b>".repeat(5_000);
        assert_eq!(blocks(&deep), ["深"]);
    }
}

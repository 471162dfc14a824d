//! Tests with whole documents, generated as LibreOffice writes them.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::document::block::{Aside, BlockKind, Cell};
use crate::document::marking::MarkingKind;
use crate::document::source::Revisions;
use crate::document::{Document, OPAQUE};
use crate::package::PackageError;
use crate::readers::ReadError;
use crate::readers::odt::read;

const NAMES: &str = "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
    xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' \
    xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0' \
    xmlns:fo='urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0' xmlns:dc='http://purl.org/dc/elements/1.1/' \
    xmlns:meta='urn:oasis:names:tc:opendocument:xmlns:meta:1.0' xmlns:loext='urn:example:loext'";

const STYLES: &str = "<office:styles>\
    <text:list-style style:name='Outlined'>\
    <text:list-level-style-number text:level='1' loext:num-list-format='%1%、' style:num-suffix='x' style:num-format='一, 二, 三, ...'/>\
    <text:list-level-style-number text:level='2' style:num-prefix='（' style:num-suffix='）' style:num-format='一, 二, 三, ...'/>\
    <text:list-level-style-number text:level='3' style:num-format='1' text:display-levels='2'/>\
    <text:list-level-style-bullet text:level='4' text:bullet-char='•'/></text:list-style>\
    <text:outline-style style:name='Outline'>\
    <text:outline-level-style text:level='1' style:num-prefix='第' style:num-suffix='章' style:num-format='1'/>\
    </text:outline-style></office:styles>\
    <office:master-styles><style:master-page><style:header><text:p>页眉</text:p></style:header></style:master-page></office:master-styles>";

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The bytes of a document with these automatic styles and this text.
fn odt(automatic: &str, text: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version='1.0'?><office:document-content {NAMES}><office:automatic-styles>{automatic}</office:automatic-styles>\
         <office:body><office:text>{text}</office:text></office:body></office:document-content>"
    );
    let styles = format!("<office:document-styles {NAMES}>{STYLES}</office:document-styles>");
    let meta = format!(
        "<office:document-meta {NAMES}><office:meta><dc:title>讲话稿</dc:title><dc:date>2024-03-02T10:00:00</dc:date>\
         <meta:creation-date>2024-03-01T10:00:00</meta:creation-date></office:meta></office:document-meta>"
    );
    package(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", &content),
        ("styles.xml", &styles),
        ("meta.xml", &meta),
    ])
}

fn document(text: &str) -> Document {
    read(&odt("", text), Revisions::Final).unwrap()
}

/// Text of each block, without the header of [`STYLES`].
fn lines(doc: &Document) -> Vec<&str> {
    let blocks = doc.blocks().iter().map(|block| doc.slice(block.span));
    blocks.filter(|line| *line != "页眉").collect()
}

fn list(attributes: &str, items: &str) -> String {
    format!("<text:list text:style-name='Outlined' {attributes}>{items}</text:list>")
}

fn item(text: &str) -> String {
    format!("<text:list-item><text:p>{text}</text:p></text:list-item>")
}

fn sublist(items: &str) -> String {
    format!("<text:list-item><text:list>{items}</text:list></text:list-item>")
}

#[test]
fn lists_that_go_on_share_their_numbers() {
    let text = [
        list("xml:id='a'", &(item("抓早") + &sublist(&item("抓小")))),
        "<text:p>正文。</text:p>".to_owned(),
        list("xml:id='b' text:continue-numbering='true'", &sublist(&item("抓实"))),
        list("xml:id='c'", &item("另起")),
        list("xml:id='d' text:continue-list='a'", &(item("再抓") + &sublist(&item("又小")))),
    ];
    assert_eq!(
        lines(&document(&text.concat())),
        ["一、抓早", "（一）抓小", "正文。", "（二）抓实", "一、另起", "二、再抓", "（一）又小"]
    );
}

#[test]
fn only_the_first_paragraph_of_an_item_has_a_number() {
    let items = "<text:list-header><text:p>表头</text:p></text:list-header>\
        <text:list-item text:start-value='5'><text:p>第五</text:p><text:p>续段</text:p>\
        <text:list><text:list-item><text:p>子项</text:p></text:list-item></text:list>\
        <text:list><text:list-item><text:p>又一子项</text:p>\
        <text:list><text:list-item><text:p>三级</text:p>\
        <text:list><text:list-item><text:p>圆点</text:p></text:list-item></text:list></text:list-item></text:list>\
        </text:list-item></text:list></text:list-item>";
    assert_eq!(
        lines(&document(&list("", items))),
        ["表头", "五、第五", "续段", "（一）子项", "（一）又一子项", "一.1 三级", "圆点"]
    );
}

#[test]
fn headings_are_numbered_by_the_outline() {
    let doc = document(
        "<text:h text:outline-level='1'>总则</text:h><text:h text:outline-level='2'>目的</text:h>\
         <text:h text:outline-level='1' text:is-list-header='true'>序</text:h><text:h text:outline-level='1'>附则</text:h>",
    );
    assert_eq!(lines(&doc), ["第1章 总则", "目的", "序", "第2章 附则"]);
    let kinds: Vec<BlockKind> = doc.blocks().iter().map(|block| block.kind).collect();
    assert_eq!(kinds[..2], [BlockKind::Heading(1), BlockKind::Heading(2)]);
    assert_eq!(kinds[4], BlockKind::Aside(Aside::Header));
}

#[test]
fn runs_of_blanks_are_one_and_copies_stay_copies() {
    let doc = document(
        "<text:p>  同志们：  请<text:span> 看 </text:span>\n 这<text:s text:c='2'/>里&amp;那里<text:line-break/>下行 </text:p>",
    );
    assert_eq!(lines(&doc), ["同志们： 请 看 这  里&那里", "下行"]);
    let first = doc.blocks()[0].span;
    let editable = |text: &str| {
        let start = first.start() + doc.slice(first).find(text).unwrap();
        doc.editable(crate::text::span::Span::new(start, start + text.len())).is_some()
    };
    assert!(editable("同志们： "));
    assert!(!editable("： 请"));
    assert!(!editable("这  里"));
}

#[test]
fn notes_and_boxes_stand_beside_the_text() {
    let doc = document(
        "<text:p>甲<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>注</text:p></text:note-body></text:note>\
         <draw:frame text:anchor-type='as-char'><draw:text-box><text:p>框</text:p></draw:text-box></draw:frame>\
         <draw:frame text:anchor-type='as-char'><draw:image/></draw:frame>\
         <office:annotation><text:p>批注</text:p></office:annotation>乙</text:p><text:p>丙</text:p>",
    );
    assert_eq!(lines(&doc), [&format!("甲{OPAQUE}乙"), "框", "丙", "注"]);
    let kinds: Vec<BlockKind> = doc.blocks().iter().map(|block| block.kind).collect();
    assert_eq!(kinds[1], BlockKind::Aside(Aside::Box(1)));
    assert_eq!(kinds[3], BlockKind::Aside(Aside::Footnote(1)));
    assert_eq!(doc.origin().properties.as_ref().unwrap().comments, 1);
}

#[test]
fn cells_know_their_columns() {
    let doc = document(
        "<table:table><table:table-row><table:table-cell table:number-columns-spanned='2'><text:p>宽</text:p></table:table-cell>\
         <table:covered-table-cell/><table:table-cell><text:p>右</text:p></table:table-cell></table:table-row>\
         <table:table-row><table:table-cell table:number-columns-repeated='2'/><table:table-cell><table:table><table:table-row>\
         <table:table-cell><text:p>内</text:p></table:table-cell></table:table-row></table:table></table:table-cell>\
         </table:table-row></table:table>",
    );
    let cells: Vec<BlockKind> = doc.blocks().iter().take(3).map(|block| block.kind).collect();
    let cell = |table, row, column| BlockKind::Cell(Cell { table, row, column });
    assert_eq!(cells, [cell(0, 0, 0), cell(0, 0, 2), cell(1, 0, 0)]);
    let merged: Vec<(u32, u32)> = doc.merged_cells().iter().map(|cell| (cell.width, cell.height)).collect();
    assert_eq!(merged, [(2, 1)]);
}

#[test]
fn insertions_are_left_out_of_the_original() {
    let text = "<text:tracked-changes><text:changed-region text:id='c1'><text:insertion/></text:changed-region>\
        <text:changed-region text:id='c2'><text:deletion><text:p>删去</text:p></text:deletion></text:changed-region></text:tracked-changes>\
        <text:p>原有<text:change-start text:change-id='c1'/>新增</text:p><text:p>新段<text:change-end text:change-id='c1'/>\
        <text:change text:change-id='c2'/>结尾</text:p>";
    let read = |revisions| read(&odt("", text), revisions).unwrap();
    assert_eq!(lines(&read(Revisions::Final)), ["原有新增", "新段结尾"]);
    assert_eq!(lines(&read(Revisions::Original)), ["原有结尾"]);
    assert!(read(Revisions::Final).origin().properties.as_ref().unwrap().has_revisions);
}

#[test]
fn hidden_and_marked_text_is_known() {
    let automatic = "<style:style style:name='T1' style:family='text'><style:text-properties text:display='none'/></style:style>\
        <style:style style:name='T2' style:family='text'><style:text-properties fo:background-color='#ffff00'/></style:style>";
    let text = "<text:p>有<text:span text:style-name='T1'>暗</text:span>和<text:span text:style-name='T2'>亮</text:span>\
        <text:placeholder>&lt;单位&gt;</text:placeholder></text:p>\
        <text:section text:display='none'><text:p>藏</text:p></text:section>\
        <text:table-of-content><text:table-of-content-source/><text:index-body><text:p>目录</text:p></text:index-body></text:table-of-content>";
    let doc = read(&odt(automatic, text), Revisions::Final).unwrap();
    let blocks: Vec<_> = doc.blocks().iter().map(|block| (block.kind, doc.slice(block.span))).collect();
    let expected = [
        (BlockKind::Paragraph, "有和亮<单位>"),
        (BlockKind::Hidden, "暗"),
        (BlockKind::Hidden, "藏"),
        (BlockKind::Contents, "目录"),
        (BlockKind::Aside(Aside::Header), "页眉"),
    ];
    assert_eq!(blocks, expected);
    let marked: Vec<_> =
        doc.markings().iter().map(|marking| (marking.kind, doc.slice(marking.span))).collect();
    assert_eq!(marked, [(MarkingKind::Highlight, "亮"), (MarkingKind::Prompt, "<单位>")]);
    let properties = doc.origin().properties.as_ref().unwrap();
    assert_eq!(properties.title.as_deref(), Some("讲话稿"));
    assert_eq!(properties.created.as_deref(), Some("2024-03-01T10:00:00"));
    assert_eq!(properties.modified.as_deref(), Some("2024-03-02T10:00:00"));
}

#[test]
fn says_why_nothing_was_read() {
    let error = |parts: &[(&str, &str)]| read(&package(parts), Revisions::Final).unwrap_err();
    let kind = ("mimetype", "application/vnd.oasis.opendocument.text");
    let missing = ReadError::Package(PackageError::NotTheFormat { missing: "content.xml" });
    assert_eq!(error(&[kind]), missing);
    assert_eq!(error(&[("content.xml", "<a/>")]), missing);
    assert_eq!(error(&[kind, ("content.xml", "<a/>")]), missing);
    let manifest = "<!DOCTYPE m><m><manifest:encryption-data/></m>";
    assert_eq!(
        error(&[kind, ("META-INF/manifest.xml", manifest), ("content.xml", "?")]),
        ReadError::Package(PackageError::Encrypted)
    );
}

#[test]
fn nesting_without_end_is_refused() {
    for (open, close) in [
        ("<text:list><text:list-item>", "</text:list-item></text:list>"),
        ("<text:section>", "</text:section>"),
        (
            "<table:table><table:table-row><table:table-cell>",
            "</table:table-cell></table:table-row></table:table>",
        ),
        ("<draw:g>", "</draw:g>"),
        (
            "<text:p><text:span><draw:frame><draw:text-box>",
            "</draw:text-box></draw:frame></text:span></text:p>",
        ),
    ] {
        let levels = open.matches('<').count();
        let nested = |times: usize| open.repeat(times) + "<text:p>底</text:p>" + &close.repeat(times);
        assert_eq!(lines(&document(&nested(290 / levels))), ["底"], "{open}");
        for times in [320 / levels, 1200 / levels] {
            let error = read(&odt("", &nested(times)), Revisions::Final).unwrap_err();
            let too_deep = PackageError::TooDeep { part: "content.xml".to_owned() };
            assert_eq!(error, ReadError::Package(too_deep), "{open}");
        }
    }
}

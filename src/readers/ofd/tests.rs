//! Tests with whole packages, generated here.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::document::Document;
use crate::document::block::{Aside, BlockKind};
use crate::document::location::LinelessPlace;
use crate::package::PackageError;
use crate::readers::ReadError;
use crate::readers::ofd::read;
use crate::text::span::Span;

const NAME: &str = "xmlns:ofd='http://www.ofdspec.org/2016'";

fn package(parts: &[(&str, String)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn page(content: &str) -> String {
    format!(
        "<ofd:Page {NAME}><ofd:Content><ofd:Layer Type='Body'>{content}</ofd:Layer></ofd:Content></ofd:Page>"
    )
}

/// The XML of a text of 4 mm height at a position.
fn at(x: f64, y: f64, text: &str) -> String {
    format!(
        "<ofd:TextObject Boundary='{x} {y} 100 5' Size='4'><ofd:TextCode X='0' Y='4'>{text}</ofd:TextCode></ofd:TextObject>"
    )
}

/// A package with these pages and a template.
fn ofd(pages: &[String]) -> Vec<u8> {
    let places: String = (0..pages.len())
        .map(|at| format!("<ofd:Page ID='{at}' BaseLoc='Pages/{at}/Content.xml'/>"))
        .collect();
    let mut parts = vec![
        (
            "OFD.xml".to_owned(),
            format!(
                "<ofd:OFD {NAME}><ofd:DocBody><ofd:DocInfo><ofd:Title>通知</ofd:Title><ofd:CreationDate>2024-05-06</ofd:CreationDate>\
                 </ofd:DocInfo><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
            ),
        ),
        (
            "Doc_0/Document.xml".to_owned(),
            format!(
                "<ofd:Document {NAME}><ofd:CommonData><ofd:TemplatePage ID='9' BaseLoc='Tpls/T.xml'/></ofd:CommonData>\
                 <ofd:Pages>{places}</ofd:Pages></ofd:Document>"
            ),
        ),
        ("Doc_0/Tpls/T.xml".to_owned(), page(&at(0.0, 0.0, "页框"))),
    ];
    let pages = pages.iter().enumerate();
    parts.extend(pages.map(|(at, text)| (format!("Doc_0/Pages/{at}/Content.xml"), text.clone())));
    let parts: Vec<(&str, String)> = parts.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    package(&parts)
}

/// Text of each block, without the template.
fn lines(doc: &Document) -> Vec<&str> {
    let blocks = doc.blocks().iter().map(|block| doc.slice(block.span));
    blocks.filter(|line| *line != "页框").collect()
}

#[test]
fn lines_join_where_print_is_wrapped() {
    let content = [
        // Not in reading order.
        at(20.0, 60.0, "行，便接着读下去，直到句号为止，再也不停。"),
        at(40.0, 30.0, "关于召开会议的通知"),
        at(28.0, 50.0, "这一段文字很长很长，到了行末就要换到下一"),
        at(28.0, 70.0, "新的一段。"),
        at(60.0, 90.0, "— 1 —"),
    ];
    let doc = read(&ofd(&[page(&content.concat())])).unwrap();
    assert_eq!(
        lines(&doc),
        [
            "关于召开会议的通知",
            "这一段文字很长很长，到了行末就要换到下一行，便接着读下去，直到句号为止，再也不停。",
            "新的一段。",
            "— 1 —"
        ]
    );
    let kinds: Vec<BlockKind> = doc.blocks().iter().map(|block| block.kind).collect();
    assert_eq!(
        kinds[2..],
        [BlockKind::Paragraph, BlockKind::Aside(Aside::Other), BlockKind::Aside(Aside::Other)]
    );
    assert_eq!(doc.origin().properties.as_ref().unwrap().title.as_deref(), Some("通知"));
}

#[test]
fn pieces_of_a_line_stand_from_left_to_right() {
    let content = [
        at(36.0, 50.2, "会议"),
        at(20.0, 50.0, "召开"),
        at(28.0, 50.0, "全市"),
        at(28.3, 50.0, "全市"),
        at(50.0, 49.0, "盖章"),
    ];
    let doc = read(&ofd(&[page(&content.concat())])).unwrap();
    assert_eq!(lines(&doc), ["召开全市会议 盖章"]);
}

#[test]
fn steps_and_matrices_say_where_a_piece_ends() {
    let content = "<ofd:TextObject Boundary='20 50 40 5' Size='2' CTM='2 0 0 2 0 0'>\
        <ofd:TextCode X='0' Y='2' DeltaX='g 3 4'>甲乙丙丁</ofd:TextCode></ofd:TextObject>"
        .to_owned()
        + &at(48.5, 50.0, "紧接")
        + &at(60.0, 50.0, "隔开")
        + "<ofd:TextObject Boundary='0 80 9 9' Size='4' Visible='false'><ofd:TextCode X='0' Y='0'>不见</ofd:TextCode></ofd:TextObject>";
    let doc = read(&ofd(&[page(&content)])).unwrap();
    assert_eq!(lines(&doc), ["甲乙丙丁紧接 隔开"]);
}

#[test]
fn text_leads_back_to_its_page() {
    let doc =
        read(&ofd(&[page(&at(20.0, 50.0, "首页&amp;文字")), page(&at(20.0, 50.0, "次页文字"))])).unwrap();
    let start = doc.text().find("次页").unwrap();
    let span = Span::new(start, start + "次页".len());
    let source = doc.editable(span).unwrap();
    assert_eq!(source.part, "Doc_0/Pages/1/Content.xml");
    assert_eq!(source.bytes.of(&page(&at(20.0, 50.0, "次页文字"))), "次页");
    assert!(matches!(doc.place(span), Some(LinelessPlace::Paragraph { paragraph: 1, start: 0, end: 2, .. })));
    assert!(doc.editable(doc.blocks()[0].span).is_none());
}

#[test]
fn pages_of_pictures_are_no_clean_documents() {
    let picture = page("<ofd:ImageObject Boundary='0 0 210 297' ResourceID='5'/>");
    assert_eq!(read(&ofd(&[picture])).unwrap_err(), ReadError::NoText);
    assert_eq!(read(&ofd(&[])).unwrap_err(), ReadError::NoText);
}

#[test]
fn says_why_nothing_was_read() {
    let error = |parts: &[(&str, String)]| read(&package(parts)).unwrap_err();
    let missing = ReadError::Package(PackageError::NotTheFormat { missing: "OFD.xml" });
    assert_eq!(error(&[("a.xml", String::new())]), missing);
    assert_eq!(error(&[("OFD.xml", "<a/>".to_owned())]), missing);
    let encrypted = ReadError::Package(PackageError::Encrypted);
    assert_eq!(error(&[("OFD.xml", "<a/>".to_owned()), ("Encryptions.xml", String::new())]), encrypted);
    let entry =
        format!("<ofd:OFD {NAME}><ofd:DocBody><ofd:DocRoot>D.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>");
    assert!(matches!(error(&[("OFD.xml", entry)]), ReadError::Package(PackageError::Damaged(_))));
}

#[test]
fn numbers_that_are_none_do_no_harm() {
    let content = "<ofd:TextObject Boundary='NaN inf x' Size='-1' CTM='1 2'><ofd:TextCode X='1e999' Y='' DeltaX='g 99999999999 1e308 g'>\
        字</ofd:TextCode></ofd:TextObject><ofd:TextCode>外</ofd:TextCode>";
    assert_eq!(lines(&read(&ofd(&[page(content)])).unwrap()), ["字"]);
}

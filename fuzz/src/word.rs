//! Word documents generated from arbitrary data. All parts are well-formed XML, so that the fuzzer
//! tests how the reader interprets them and not only the parser. The words are from speeches.

use std::fmt::Write as _;

use arbitrary::Arbitrary;

use crate::packages::zip;
use crate::word::writer::Writer;

mod writer;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
/// Texts for runs (the pieces of a paragraph with the same formatting).
const WORDS: [&str; 40] = [
    "一、",
    "二、",
    "四、",
    "（一）",
    "(二）",
    "1.",
    "①",
    "第一，",
    "一是",
    "三是",
    "同志们：",
    "讲三点意见",
    "XX",
    "20XX年",
    "X月X日",
    "2月30日",
    "截止",
    "3月底",
    "共53户",
    "其中",
    "28户",
    "、",
    "，",
    "。",
    "；",
    "合计",
    "的的",
    "增长5%",
    "附件：",
    "见附件3",
    "图1",
    "表2",
    "&amp;",
    "&#x20BB7;",
    "  ",
    "第五条",
    "（",
    "”",
    "加强领导，落实责任，按时完成任务",
    "\n",
];
/// Formats of list numbers, known and unknown to the reader.
const FORMATS: [&str; 12] = [
    "decimal", "chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital",
    "upperRoman", "lowerLetter", "decimalEnclosedCircle", "bullet", "none", "ordinal", "unheardOf",
];
/// Text around and between the levels of a list number.
const TEMPLATES: [&str; 10] =
    ["%1、", "（%1）", "%1.%2", "第%1章", "%1.%2.%3", "%9", "%", "", "•", "%1%1%1%1"];

/// A Word document with all parts that are generated.
#[derive(Arbitrary, Debug)]
pub struct Word {
    body: Vec<Block>,
    styles: Vec<Style>,
    abstract_lists: Vec<AbstractList>,
    lists: Vec<List>,
    header: Option<Vec<Paragraph>>,
    footnotes: Option<Vec<Note>>,
    endnotes: Option<Vec<Note>>,
    comments: Option<Vec<Note>>,
    is_strict_about_space: bool,
}

#[derive(Arbitrary, Debug)]
enum Block {
    Paragraph(Paragraph),
    Table(Vec<Vec<Cell>>),
    Control(Vec<Paragraph>),
    Section,
}

#[derive(Arbitrary, Debug)]
struct Cell {
    span: u8,
    merge: Option<bool>,
    content: Vec<Block>,
}

#[derive(Arbitrary, Debug)]
struct Paragraph {
    style: Option<u8>,
    list: Option<(u8, u8)>,
    outline: Option<u8>,
    is_mark_deleted: bool,
    content: Vec<Node>,
}

#[derive(Arbitrary, Debug)]
enum Node {
    Run(Run),
    Inserted(Vec<Run>),
    Deleted(Vec<Run>),
    Link(Vec<Node>),
    Bookmark(u8),
    CommentRange(u8),
    Formula(u8),
    Field(Vec<Run>),
}

#[derive(Arbitrary, Debug)]
struct Run {
    properties: u8,
    content: Vec<Piece>,
}

#[derive(Arbitrary, Debug)]
enum Piece {
    Words(Vec<u8>),
    Tab,
    Break(bool),
    Symbol,
    NoBreakHyphen,
    Note(u8),
    Box(Vec<Paragraph>),
    Drawing,
    FieldBegin,
    FieldCode(u8),
    FieldSeparate,
    FieldEnd,
    Alternate(u8, u8),
}

#[derive(Arbitrary, Debug)]
struct Style {
    kind: u8,
    based_on: Option<u8>,
    list: Option<(u8, u8)>,
    outline: Option<u8>,
    is_hidden: bool,
    is_default: bool,
}

#[derive(Arbitrary, Debug)]
struct AbstractList {
    levels: Vec<Level>,
    style_link: Option<u8>,
}

#[derive(Arbitrary, Debug)]
struct Level {
    level: u8,
    start: Option<i32>,
    format: u8,
    template: u8,
    restart: Option<u8>,
    style: Option<u8>,
    is_legal: bool,
}

#[derive(Arbitrary, Debug)]
struct List {
    abstract_list: u8,
    overrides: Vec<(u8, Option<i32>, Option<Level>)>,
}

#[derive(Arbitrary, Debug)]
struct Note {
    id: u8,
    content: Vec<Paragraph>,
}

impl Word {
    /// Builds the bytes of the file. `None` if no zip file can be built.
    pub fn build(&self) -> Option<Vec<u8>> {
        let mut parts: Vec<(&str, String)> = Vec::new();
        let mut relations = String::new();
        let mut relate = |kind: &str, name: &str| {
            let _ = write!(
                relations,
                "<Relationship Id=\"{kind}\" Type=\"{RELATIONS}/{kind}\" Target=\"{name}\"/>"
            );
        };
        let writer = || Writer {
            out: String::new(),
            space: if self.is_strict_about_space { " xml:space=\"preserve\"" } else { "" },
        };
        let body = writer().with(|to| self.body.iter().for_each(|block| to.block(block)));
        parts.push(("word/document.xml", root("document", &format!("<w:body>{body}</w:body>"))));
        let styles =
            writer().with(|to| self.styles.iter().enumerate().for_each(|(id, style)| to.style(id, style)));
        parts.push(("word/styles.xml", root("styles", &styles)));
        relate("styles", "styles.xml");
        let numbering = writer().with(|to| {
            self.abstract_lists.iter().enumerate().for_each(|(id, list)| to.abstract_list(id, list));
            self.lists.iter().enumerate().for_each(|(id, list)| to.list(id, list));
        });
        parts.push(("word/numbering.xml", root("numbering", &numbering)));
        relate("numbering", "numbering.xml");
        if let Some(header) = &self.header {
            let text = writer().with(|to| header.iter().for_each(|paragraph| to.paragraph(paragraph)));
            parts.push(("word/header1.xml", root("hdr", &text)));
            relate("header", "header1.xml");
        }
        for (notes, name, kind, element) in [
            (&self.footnotes, "word/footnotes.xml", "footnotes", "footnote"),
            (&self.endnotes, "word/endnotes.xml", "endnotes", "endnote"),
            (&self.comments, "word/comments.xml", "comments", "comment"),
        ] {
            let Some(notes) = notes else { continue };
            let text = writer().with(|to| notes.iter().for_each(|note| to.note(element, note)));
            parts.push((name, root(kind, &text)));
            relate(kind, &name["word/".len()..]);
        }
        parts.push((
            "[Content_Types].xml",
            format!("<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"),
        ));
        let main = format!(
            "<Relationship Id=\"r\" Type=\"{RELATIONS}/officeDocument\" Target=\"word/document.xml\"/>"
        );
        parts.push(("_rels/.rels", related(&main)));
        parts.push(("word/_rels/document.xml.rels", related(&relations)));
        let parts: Vec<(&str, &str)> = parts.iter().map(|(name, text)| (*name, text.as_str())).collect();
        zip(&parts)
    }
}

fn related(relations: &str) -> String {
    format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{relations}</Relationships>")
}

fn root(name: &str, content: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:{name} xmlns:w=\"{WORD}\" \
         xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
         xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" \
         xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\">{content}</w:{name}>"
    )
}

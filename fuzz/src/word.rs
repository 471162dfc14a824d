//! Word documents made from arbitrary data: whatever it says, the parts are well-formed, so that the reader comes to what they
//! mean. Their words are pieces of speeches.

use std::fmt::Write as _;

use arbitrary::Arbitrary;

use crate::packages::zip;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
/// What runs say.
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
/// Formats of numbers, known and unknown.
const FORMATS: [&str; 12] = [
    "decimal", "chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital",
    "upperRoman", "lowerLetter", "decimalEnclosedCircle", "bullet", "none", "ordinal", "unheardOf",
];
/// What stands between the levels of a number.
const TEMPLATES: [&str; 10] =
    ["%1、", "（%1）", "%1.%2", "第%1章", "%1.%2.%3", "%9", "%", "", "•", "%1%1%1%1"];

/// A document with all that belongs to it.
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

/// A part in the making.
struct Writer {
    out: String,
    space: &'static str,
}

impl Word {
    /// The bytes of the file; `None` only where no zip file can be made.
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

impl Writer {
    fn with(mut self, write: impl FnOnce(&mut Self)) -> String {
        write(&mut self);
        self.out
    }

    fn put(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// An element around what `content` writes.
    fn element(&mut self, name: &str, attributes: &str, content: impl FnOnce(&mut Self)) {
        let _ = write!(self.out, "<{name}{attributes}>");
        content(self);
        let _ = write!(self.out, "</{name}>");
    }

    fn value(&mut self, name: &str, value: impl std::fmt::Display) {
        let _ = write!(self.out, "<w:{name} w:val=\"{value}\"/>");
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(paragraph) => self.paragraph(paragraph),
            Block::Table(rows) => self.element("w:tbl", "", |to| {
                for row in rows {
                    to.element("w:tr", "", |to| row.iter().for_each(|cell| to.cell(cell)));
                }
            }),
            Block::Control(paragraphs) => self.element("w:sdt", "", |to| {
                to.element("w:sdtContent", "", |to| paragraphs.iter().for_each(|one| to.paragraph(one)));
            }),
            Block::Section => self.put("<w:sectPr/>"),
        }
    }

    fn cell(&mut self, cell: &Cell) {
        self.element("w:tc", "", |to| {
            to.element("w:tcPr", "", |to| {
                to.value("gridSpan", cell.span % 5);
                match cell.merge {
                    Some(true) => to.value("vMerge", "restart"),
                    Some(false) => to.put("<w:vMerge/>"),
                    None => {}
                }
            });
            cell.content.iter().for_each(|block| to.block(block));
        });
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        self.element("w:p", "", |to| {
            to.element("w:pPr", "", |to| {
                if let Some(style) = paragraph.style {
                    to.value("pStyle", format_args!("s{}", style % 8));
                }
                to.list_place(paragraph.list);
                if let Some(level) = paragraph.outline {
                    to.value("outlineLvl", level % 12);
                }
                if paragraph.is_mark_deleted {
                    to.put("<w:rPr><w:del w:id=\"7\"/></w:rPr>");
                }
            });
            paragraph.content.iter().for_each(|node| to.node(node));
        });
    }

    fn list_place(&mut self, place: Option<(u8, u8)>) {
        if let Some((list, level)) = place {
            self.element("w:numPr", "", |to| {
                to.value("ilvl", level % 11);
                to.value("numId", list % 8);
            });
        }
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Run(run) => self.run(run),
            Node::Inserted(runs) => {
                self.element("w:ins", " w:id=\"1\"", |to| runs.iter().for_each(|run| to.run(run)))
            }
            Node::Deleted(runs) => {
                self.element("w:del", " w:id=\"2\"", |to| runs.iter().for_each(|run| to.run(run)))
            }
            Node::Link(nodes) => {
                self.element("w:hyperlink", "", |to| nodes.iter().for_each(|node| to.node(node)))
            }
            Node::Field(runs) => {
                self.element("w:fldSimple", " w:instr=\"PAGE\"", |to| {
                    runs.iter().for_each(|run| to.run(run))
                });
            }
            Node::Bookmark(id) => {
                let _ = write!(
                    self.out,
                    "<w:bookmarkStart w:id=\"{id}\" w:name=\"b{id}\"/><w:bookmarkEnd w:id=\"{id}\"/>"
                );
            }
            Node::CommentRange(id) => {
                let _ = write!(self.out, "<w:commentRangeStart w:id=\"{id}\"/>");
            }
            Node::Formula(words) => self.element("m:oMath", "", |to| {
                to.put("<m:r><m:t>");
                to.put(WORDS[usize::from(*words) % WORDS.len()]);
                to.put("</m:t></m:r>");
            }),
        }
    }

    fn run(&mut self, run: &Run) {
        self.element("w:r", "", |to| {
            to.element("w:rPr", "", |to| {
                if run.properties & 1 != 0 {
                    to.put("<w:vanish/>");
                }
                if run.properties & 2 != 0 {
                    to.value("highlight", "yellow");
                }
                if run.properties & 4 != 0 {
                    to.value("vertAlign", "superscript");
                }
            });
            run.content.iter().for_each(|piece| to.piece(piece));
        });
    }

    fn piece(&mut self, piece: &Piece) {
        match piece {
            Piece::Words(words) => {
                let space = self.space;
                self.element("w:t", space, |to| {
                    words.iter().for_each(|word| to.put(WORDS[usize::from(*word) % WORDS.len()]));
                });
            }
            Piece::Tab => self.put("<w:tab/>"),
            Piece::Break(true) => self.put("<w:br w:type=\"page\"/>"),
            Piece::Break(false) => self.put("<w:br/>"),
            Piece::Symbol => self.put("<w:sym w:font=\"Wingdings\" w:char=\"F0A8\"/>"),
            Piece::NoBreakHyphen => self.put("<w:noBreakHyphen/>"),
            Piece::Note(id) => {
                let _ = write!(self.out, "<w:footnoteReference w:id=\"{}\"/>", id % 8);
            }
            Piece::Box(paragraphs) => {
                self.element("w:txbxContent", "", |to| paragraphs.iter().for_each(|one| to.paragraph(one)))
            }
            Piece::Drawing => {
                self.put("<w:drawing><wp:inline><wp:docPr id=\"1\" name=\"图\"/></wp:inline></w:drawing>")
            }
            Piece::FieldBegin => self.put("<w:fldChar w:fldCharType=\"begin\"/>"),
            Piece::FieldCode(words) => {
                self.element("w:instrText", "", |to| to.put(WORDS[usize::from(*words) % WORDS.len()]))
            }
            Piece::FieldSeparate => self.put("<w:fldChar w:fldCharType=\"separate\"/>"),
            Piece::FieldEnd => self.put("<w:fldChar w:fldCharType=\"end\"/>"),
            Piece::Alternate(choice, fallback) => {
                for (element, words) in
                    [("mc:AlternateContent><mc:Choice", choice), ("mc:Fallback", fallback)]
                {
                    let _ = write!(
                        self.out,
                        "<{element}><w:t>{}</w:t>",
                        WORDS[usize::from(*words) % WORDS.len()]
                    );
                    self.put(if element == "mc:Fallback" {
                        "</mc:Fallback></mc:AlternateContent>"
                    } else {
                        "</mc:Choice>"
                    });
                }
            }
        }
    }

    fn style(&mut self, id: usize, style: &Style) {
        let kind = ["paragraph", "character", "numbering", "table"][usize::from(style.kind) % 4];
        let default = if style.is_default { " w:default=\"1\"" } else { "" };
        self.element("w:style", &format!(" w:type=\"{kind}\" w:styleId=\"s{id}\"{default}"), |to| {
            to.value("name", format_args!("heading {}", id + 1));
            if let Some(base) = style.based_on {
                to.value("basedOn", format_args!("s{}", base % 8));
            }
            to.element("w:pPr", "", |to| {
                to.list_place(style.list);
                if let Some(level) = style.outline {
                    to.value("outlineLvl", level % 12);
                }
            });
            if style.is_hidden {
                to.put("<w:rPr><w:vanish/></w:rPr>");
            }
        });
    }

    fn abstract_list(&mut self, id: usize, list: &AbstractList) {
        self.element("w:abstractNum", &format!(" w:abstractNumId=\"{id}\""), |to| {
            if let Some(style) = list.style_link {
                to.value("numStyleLink", format_args!("s{}", style % 8));
            }
            list.levels.iter().for_each(|level| to.level(level));
        });
    }

    fn level(&mut self, level: &Level) {
        self.element("w:lvl", &format!(" w:ilvl=\"{}\"", level.level % 11), |to| {
            if let Some(start) = level.start {
                to.value("start", start);
            }
            to.value("numFmt", FORMATS[usize::from(level.format) % FORMATS.len()]);
            to.value("lvlText", TEMPLATES[usize::from(level.template) % TEMPLATES.len()]);
            if let Some(restart) = level.restart {
                to.value("lvlRestart", restart % 11);
            }
            if let Some(style) = level.style {
                to.value("pStyle", format_args!("s{}", style % 8));
            }
            if level.is_legal {
                to.put("<w:isLgl/>");
            }
        });
    }

    fn list(&mut self, id: usize, list: &List) {
        self.element("w:num", &format!(" w:numId=\"{id}\""), |to| {
            to.value("abstractNumId", list.abstract_list % 8);
            for (level, start, replacement) in &list.overrides {
                to.element("w:lvlOverride", &format!(" w:ilvl=\"{}\"", level % 11), |to| {
                    if let Some(start) = start {
                        to.value("startOverride", start);
                    }
                    replacement.iter().for_each(|level| to.level(level));
                });
            }
        });
    }

    fn note(&mut self, element: &str, note: &Note) {
        self.element(&format!("w:{element}"), &format!(" w:id=\"{}\"", note.id % 8), |to| {
            note.content.iter().for_each(|paragraph| to.paragraph(paragraph));
        });
    }
}

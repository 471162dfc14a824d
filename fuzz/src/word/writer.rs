//! Writer for the XML parts of a generated Word document.

use std::fmt::Write as _;

use super::{
    AbstractList, Block, Cell, FORMATS, Level, List, Node, Note, Paragraph, Piece, Run, Style, TEMPLATES,
    WORDS,
};

/// An XML part that is being written.
pub(super) struct Writer {
    pub(super) out: String,
    pub(super) space: &'static str,
}

impl Writer {
    pub(super) fn with(mut self, write: impl FnOnce(&mut Self)) -> String {
        write(&mut self);
        self.out
    }

    fn put(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Writes an element; `content` writes its content.
    fn element(&mut self, name: &str, attributes: &str, content: impl FnOnce(&mut Self)) {
        let _ = write!(self.out, "<{name}{attributes}>");
        content(self);
        let _ = write!(self.out, "</{name}>");
    }

    fn value(&mut self, name: &str, value: impl std::fmt::Display) {
        let _ = write!(self.out, "<w:{name} w:val=\"{value}\"/>");
    }

    pub(super) fn block(&mut self, block: &Block) {
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

    pub(super) fn paragraph(&mut self, paragraph: &Paragraph) {
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

    pub(super) fn style(&mut self, id: usize, style: &Style) {
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

    pub(super) fn abstract_list(&mut self, id: usize, list: &AbstractList) {
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

    pub(super) fn list(&mut self, id: usize, list: &List) {
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

    pub(super) fn note(&mut self, element: &str, note: &Note) {
        self.element(&format!("w:{element}"), &format!(" w:id=\"{}\"", note.id % 8), |to| {
            note.content.iter().for_each(|paragraph| to.paragraph(paragraph));
        });
    }
}

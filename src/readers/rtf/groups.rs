//! What holds inside a group, and what groups are for (RTF 1.9.1, “Destinations”).

use crate::document::block::Aside;
use crate::readers::rtf::characters::Charset;

/// What the text of a group is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Destination {
    /// Text of the document.
    Text,
    /// A number that the writing program has written out.
    Label,
    /// The instruction of a field.
    Instruction,
    /// The title among the properties.
    Title,
    /// Other properties.
    Info,
    /// The table of fonts.
    Fonts,
    /// Nothing that is read.
    Skipped,
}

/// What a group is, told by the control word it begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A group whose text goes where this says.
    To(Destination),
    /// Text beside the running text, without its number, with paragraphs of its own.
    Aside(Aside),
    /// A comment.
    Comment,
    /// Something that is no prose.
    Opaque,
    /// What a field shows.
    FieldResult,
    /// A text twice, in bytes and in UTF-16.
    Twice,
    /// The second of these.
    InUnicode,
}

/// The role that a control word gives its group; `None` for words that begin none.
pub(super) fn role_of(word: &str) -> Option<Role> {
    Some(match word {
        "listtext" | "pntext" => Role::To(Destination::Label),
        "fldinst" => Role::To(Destination::Instruction),
        "fldrslt" => Role::FieldResult,
        "fonttbl" => Role::To(Destination::Fonts),
        "info" => Role::To(Destination::Info),
        "header" | "headerl" | "headerr" | "headerf" => Role::Aside(Aside::Header),
        "footer" | "footerl" | "footerr" | "footerf" => Role::Aside(Aside::Footer),
        "footnote" => Role::Aside(Aside::Footnote(0)),
        "shptxt" | "dptxbxtext" => Role::Aside(Aside::Box(0)),
        "annotation" => Role::Comment,
        "pict" | "moMath" => Role::Opaque,
        "upr" => Role::Twice,
        "ud" => Role::InUnicode,
        // Groups that only hold others that are read.
        "field" | "shppict" | "shp" | "shpinst" | "do" | "object" | "result" | "rtf" => {
            Role::To(Destination::Text)
        }
        "colortbl" | "stylesheet" | "nonshppict" | "shprslt" | "nonesttables" | "bkmkstart" | "bkmkend"
        | "sp" | "sn" | "sv" | "atnid" | "atnauthor" | "pn" | "pnseclvl" | "xe" | "tc" | "tcn" | "txe"
        | "rxe" | "ftnsep" | "ftnsepc" | "ftncn" | "aftnsep" | "aftnsepc" | "aftncn" | "filetbl"
        | "objdata" | "datafield" | "formfield" | "listtable" | "listoverridetable" | "themedata"
        | "private" => Role::To(Destination::Skipped),
        _ => return None,
    })
}

/// What was said so far in a group and those around it.
#[derive(Clone, Debug)]
pub(super) struct State {
    /// What its text is.
    pub(super) destination: Destination,
    /// The number of the font; `None` for that of the whole file.
    pub(super) font: Option<i32>,
    /// Characters behind each `\u` that stand there for older programs.
    pub(super) fallback: usize,
    /// The text is not printed.
    pub(super) is_hidden: bool,
    /// The text has a line under it, blanks too.
    pub(super) is_underlined: bool,
    /// The text was put in while changes were tracked.
    pub(super) is_inserted: bool,
    /// The text was taken out while changes were tracked.
    pub(super) is_deleted: bool,
    /// The text is that of a table of contents.
    pub(super) is_contents: bool,
    /// The paragraph stands in a table.
    pub(super) is_in_table: bool,
    /// The level of a heading, from 1.
    pub(super) heading: Option<u8>,
    /// What the text of a group would be that holds it twice.
    pub(super) twice: Option<Destination>,
    /// The group's text goes to paragraphs of its own.
    pub(super) is_apart: bool,
}

impl State {
    /// What holds before anything is said.
    pub(super) fn new() -> Self {
        Self {
            destination: Destination::Text,
            font: None,
            fallback: 1,
            is_hidden: false,
            is_underlined: false,
            is_inserted: false,
            is_deleted: false,
            is_contents: false,
            is_in_table: false,
            heading: None,
            twice: None,
            is_apart: false,
        }
    }

    /// What holds in a group that opens here.
    pub(super) fn inside(&self) -> Self {
        Self { is_apart: false, ..self.clone() }
    }

    /// Takes back what was said of characters (`\plain`).
    pub(super) fn reset_characters(&mut self) {
        self.font = None;
        self.is_underlined = false;
        (self.is_hidden, self.is_inserted, self.is_deleted) = (false, false, false);
    }

    /// Takes back what was said of the paragraph (`\pard`).
    pub(super) fn reset_paragraph(&mut self) {
        (self.is_in_table, self.heading) = (false, None);
    }
}

/// The table of fonts: how the bytes of each are to be read.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    charsets: rustc_hash::FxHashMap<i32, Charset>,
    /// The font that is being described.
    current: i32,
}

impl Fonts {
    /// One control word of the table.
    pub(super) fn word(&mut self, word: &str, number: i32) {
        match word {
            "f" => self.current = number,
            "fcharset" => drop(self.charsets.insert(self.current, Charset::of_font(number))),
            "cpg" => {
                if let Some(charset) = Charset::of_page(number) {
                    self.charsets.insert(self.current, charset);
                }
            }
            _ => {}
        }
    }

    /// How the bytes of a font are to be read.
    pub(super) fn charset(&self, font: i32) -> Charset {
        self.charsets.get(&font).copied().unwrap_or(Charset::Default)
    }
}

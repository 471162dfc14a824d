//! State of a `{…}` group, and the roles of groups (RTF 1.9.1, “Destinations”).

use crate::document::block::Aside;
use crate::readers::rtf::characters::Charset;

/// Kind of data that the text of a group is, such as document text or the title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Destination {
    /// Text of the document, which is read as such.
    Text,
    /// A list number, which the writing program has written out as text.
    Label,
    /// The instruction of a field, such as `TOC` for a table of contents.
    Instruction,
    /// The title of the document.
    Title,
    /// Other properties of the document.
    Info,
    /// The font table: names and encodings of fonts.
    Fonts,
    /// Text that is not read.
    Skipped,
}

/// Role of a group, which its first control word determines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A group whose text goes to this destination.
    To(Destination),
    /// A note, header, footer or text box, whose paragraphs are kept apart from the running text.
    /// The number is not known yet.
    Aside(Aside),
    /// A comment on the document.
    Comment,
    /// Content that is not prose, such as a picture.
    Opaque,
    /// The result of a field: text that the writing program computed.
    FieldResult,
    /// A text written twice: first in bytes for older programs, then in UTF-16. Only the second is
    /// read.
    Twice,
    /// The UTF-16 version inside a group of the role `Twice`.
    InUnicode,
}

/// Role that a control word gives to the group that it begins; `None` for words that give none.
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
        // Groups that only contain other groups that are read.
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

/// State of a group, inherited from the groups around it.
#[derive(Clone, Debug)]
pub(super) struct State {
    /// Kind of data that the text of this group is.
    pub(super) destination: Destination,
    /// Number of the font in the font table; `None` for the default font of the file.
    pub(super) font: Option<i32>,
    /// Number of characters to skip after each `\u`: a replacement of the character for older
    /// programs.
    pub(super) fallback: usize,
    /// True for hidden text.
    pub(super) is_hidden: bool,
    /// True for underlined text, including blanks.
    pub(super) is_underlined: bool,
    /// True for text inserted under tracked changes.
    pub(super) is_inserted: bool,
    /// True for text deleted under tracked changes.
    pub(super) is_deleted: bool,
    /// True for the text of a table of contents.
    pub(super) is_contents: bool,
    /// True for a paragraph in a table.
    pub(super) is_in_table: bool,
    /// Level of a heading, from 1.
    pub(super) heading: Option<u8>,
    /// Inside a text written twice: the destination of its UTF-16 version.
    pub(super) twice: Option<Destination>,
    /// True if the group begins a note, a header or another text with paragraphs of its own.
    pub(super) is_apart: bool,
}

impl State {
    /// The state before the first group.
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

    /// State of a group that opens inside this one.
    pub(super) fn inside(&self) -> Self {
        Self { is_apart: false, ..self.clone() }
    }

    /// Resets the character properties (`\plain`).
    pub(super) fn reset_characters(&mut self) {
        self.font = None;
        self.is_underlined = false;
        (self.is_hidden, self.is_inserted, self.is_deleted) = (false, false, false);
    }

    /// Resets the paragraph properties (`\pard`).
    pub(super) fn reset_paragraph(&mut self) {
        (self.is_in_table, self.heading) = (false, None);
    }
}

/// The font table: the encoding of each font.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    charsets: rustc_hash::FxHashMap<i32, Charset>,
    /// Number of the font that the font table is just describing.
    current: i32,
}

impl Fonts {
    /// Reads one control word of the font table.
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

    /// Encoding of the bytes of a font.
    pub(super) fn charset(&self, font: i32) -> Charset {
        self.charsets.get(&font).copied().unwrap_or(Charset::Default)
    }
}

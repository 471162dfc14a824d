//! What the outside hands in, and what is remembered of it.

use crate::text::span::Span;

/// The bytes of one file and the name they go by.
#[derive(Clone, Debug)]
pub struct Source {
    /// A path as the user wrote it, or a name for standard input; its ending tells the format.
    pub name: String,
    /// The file, untouched.
    pub bytes: Vec<u8>,
}

/// File formats that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text: every line is a paragraph.
    Text,
    /// CommonMark with tables, footnotes and front matter.
    Markdown,
    /// Web pages.
    Html,
    /// Word 2007 and later, WPS: Office Open XML (ECMA-376, ISO/IEC 29500).
    Docx,
    /// OpenDocument text (ISO/IEC 26300).
    Odt,
    /// Rich Text Format.
    Rtf,
    /// Open Fixed-layout Document (GB/T 33190-2016).
    Ofd,
    /// Word 97, read as what another program makes of it.
    Doc,
    /// WPS Writer of old, read as what another program makes of it.
    Wps,
    /// Pages, read as what another program makes of them.
    Pdf,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 10] = [
        Self::Text,
        Self::Markdown,
        Self::Html,
        Self::Docx,
        Self::Odt,
        Self::Rtf,
        Self::Ofd,
        Self::Doc,
        Self::Wps,
        Self::Pdf,
    ];

    /// True where lines and columns of the file are what an editor shows: in text, Markdown and HTML. Elsewhere a line is a
    /// paragraph of what was read.
    pub fn has_lines(self) -> bool {
        matches!(self, Self::Text | Self::Markdown | Self::Html)
    }

    /// The name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Rtf => "rtf",
            Self::Ofd => "ofd",
            Self::Doc => "doc",
            Self::Wps => "wps",
            Self::Pdf => "pdf",
        }
    }

    /// The endings of names that files of this format have, in lower case.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Text => &["txt", "text"],
            Self::Markdown => &["md", "markdown"],
            Self::Html => &["html", "htm"],
            Self::Docx => &["docx", "docm", "dotx", "dotm"],
            Self::Odt => &["odt", "ott"],
            Self::Rtf => &["rtf"],
            Self::Ofd => &["ofd"],
            Self::Doc => &["doc", "dot"],
            Self::Wps => &["wps", "wpt"],
            Self::Pdf => &["pdf"],
        }
    }
}

/// Character encodings that Chinese documents come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// GB 18030, of which GBK and GB 2312 are parts.
    Gb18030,
    /// Big5 with the Hong Kong characters.
    Big5,
}

impl Encoding {
    /// Every encoding.
    pub const ALL: [Self; 5] = [Self::Utf8, Self::Utf16Le, Self::Utf16Be, Self::Gb18030, Self::Big5];

    /// The name, as the IANA registry spells it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Gb18030 => "GB18030",
            Self::Big5 => "Big5",
        }
    }
}

/// How an encoding became known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EncodingOrigin {
    /// A byte order mark says so.
    Mark,
    /// The bytes are valid in it, and by chance would not be.
    Content,
    /// It is the likeliest.
    Guess,
    /// The user says so.
    Option,
}

impl EncodingOrigin {
    /// Every way.
    pub const ALL: [Self; 4] = [Self::Mark, Self::Content, Self::Guess, Self::Option];

    /// The name used in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mark => "mark",
            Self::Content => "content",
            Self::Guess => "guess",
            Self::Option => "option",
        }
    }
}

/// Which state of a document with tracked changes is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Revisions {
    /// With all changes accepted.
    #[default]
    Final,
    /// With all changes rejected.
    Original,
}

/// What a file says of itself beside its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Properties {
    /// The title in its properties.
    pub title: Option<String>,
    /// When it was made, as the file writes it (ISO 8601).
    pub created: Option<String>,
    /// When it was last changed, as the file writes it (ISO 8601).
    pub modified: Option<String>,
    /// How many comments it has.
    pub comments: usize,
    /// True where it holds tracked changes.
    pub has_revisions: bool,
    /// Names of parts that a reader of the document sees and that were not read.
    pub unread: Vec<String>,
}

/// Where a document came from.
#[derive(Clone, Debug)]
pub struct Origin {
    /// How the file was read.
    pub format: Format,
    /// Its character encoding, and how that became known; `None` where the format settles it.
    pub encoding: Option<(Encoding, EncodingOrigin)>,
    /// Front matter, as bytes of the view.
    pub front_matter: Option<Span>,
    /// What the file says of itself, where the format has room for it.
    pub properties: Option<Properties>,
}

impl Origin {
    /// The origin of a text.
    pub fn new(format: Format, encoding: (Encoding, EncodingOrigin)) -> Self {
        Self { format, encoding: Some(encoding), front_matter: None, properties: None }
    }

    /// The origin of a package of parts.
    pub fn packaged(format: Format, properties: Properties) -> Self {
        Self { format, encoding: None, front_matter: None, properties: Some(properties) }
    }
}

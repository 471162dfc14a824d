//! Input files, and the information that is kept about their origin.

use crate::text::span::Span;

/// An input file: its name and its bytes.
#[derive(Clone, Debug)]
pub struct Source {
    /// A path as the user wrote it, or a name for standard input. The extension determines the
    /// format.
    pub name: String,
    /// Bytes of the file, unchanged.
    pub bytes: Vec<u8>,
}

/// File formats that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text; every line is a paragraph.
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
    /// Word 97, converted by another program.
    Doc,
    /// Old WPS Writer files, converted by another program.
    Wps,
    /// PDF, converted by another program.
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

    /// True for plain text, Markdown and HTML: lines and columns in the view are those that an
    /// editor shows. In other formats, a line of the view is a paragraph.
    pub fn has_lines(self) -> bool {
        matches!(self, Self::Text | Self::Markdown | Self::Html)
    }

    /// The name of the format in reports, such as `docx`.
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

    /// File extensions of the format, in lower case.
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

/// Character encodings of Chinese documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// GB 18030, including its subsets GBK and GB 2312.
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

/// Evidence by which the encoding of a file was determined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EncodingOrigin {
    /// A byte order mark.
    Mark,
    /// The bytes are valid in the encoding, which is very unlikely for a file in any other
    /// encoding.
    Content,
    /// No clear evidence: the encoding is only the most likely one.
    Guess,
    /// An option of the user that names the encoding.
    Option,
}

impl EncodingOrigin {
    /// Every kind of evidence.
    pub const ALL: [Self; 4] = [Self::Mark, Self::Content, Self::Guess, Self::Option];

    /// The name of the evidence in JSON, such as `content`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mark => "mark",
            Self::Content => "content",
            Self::Guess => "guess",
            Self::Option => "option",
        }
    }
}

/// State of a document with tracked changes that is checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Revisions {
    /// The text with all changes accepted.
    #[default]
    Final,
    /// The text with all changes rejected.
    Original,
}

/// Properties of a file other than its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Properties {
    /// Title of the document.
    pub title: Option<String>,
    /// Time of creation, as written in the file (ISO 8601).
    pub created: Option<String>,
    /// Time of the last change, as written in the file (ISO 8601).
    pub modified: Option<String>,
    /// Number of comments in the document, such as those of Word.
    pub comments: usize,
    /// True if the file contains tracked changes.
    pub has_revisions: bool,
    /// Names of the parts of the file, such as inserted documents, that are visible to readers of
    /// the document but were not read.
    pub unread: Vec<String>,
}

/// Format, encoding and properties of the file that a document was read from.
#[derive(Clone, Debug)]
pub struct Origin {
    /// Format that the file was read in.
    pub format: Format,
    /// Character encoding and the evidence for it; `None` if the format fixes the encoding.
    pub encoding: Option<(Encoding, EncodingOrigin)>,
    /// Front matter (metadata at the start of a Markdown file), as bytes of the view.
    pub front_matter: Option<Span>,
    /// Properties of the file, if the format has any.
    pub properties: Option<Properties>,
}

impl Origin {
    /// Creates the origin of a text file.
    pub fn new(format: Format, encoding: (Encoding, EncodingOrigin)) -> Self {
        Self { format, encoding: Some(encoding), front_matter: None, properties: None }
    }

    /// Creates the origin of a package of parts, such as a Word document.
    pub fn packaged(format: Format, properties: Properties) -> Self {
        Self { format, encoding: None, front_matter: None, properties: Some(properties) }
    }
}

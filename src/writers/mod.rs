//! L2: from edits in the places of a file to its new bytes. What is not edited keeps every byte; what cannot be written is refused.

mod docx;
mod marks;
mod seal;
pub mod signature;
mod splice;

use std::borrow::Cow;

use crate::document::source::{Encoding, Format};
use crate::document::{Document, source::Source};
use crate::package::PackageError;
use crate::package::fault::Damage;
use crate::package::rewrite::{NewPart, rewrite};
use crate::package::sealed::is_sealed;
use crate::package::{Package, xml};
use crate::text::span::Span;
use crate::writers::splice::{Splice, spliced};

/// Why a file cannot be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// The encoding of the file has no such character.
    #[error("{} has no `{character}`", encoding.name())]
    Unencodable {
        /// The encoding.
        encoding: Encoding,
        /// The character.
        character: char,
    },
    /// Files of this format are not written.
    #[error("`{}` files are not written", format.name())]
    Unsupported {
        /// The format.
        format: Format,
    },
    /// It is signed, and a changed file has no valid signature.
    #[error("signed")]
    Signed,
    /// What was written does not read as the document does.
    #[error("the text would change")]
    TextChanged,
    /// A part of the file cannot be read again.
    #[error(transparent)]
    Package(#[from] PackageError),
}

/// A replacement in the bytes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileEdit {
    /// The part it is in; empty where the file is its only part.
    pub part: String,
    /// Bytes of the part.
    pub bytes: Span,
    /// What is put there.
    pub text: String,
}

/// A remark on a stretch of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The stretch, in the document's text.
    pub span: Span,
    /// The rule that makes it.
    pub rule: String,
    /// What it says, one paragraph each; the first says what is wrong.
    pub paragraphs: Vec<String>,
}

/// What the annotated bytes will be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A copy, which a later run may replace as long as nobody works on it.
    Copy,
    /// The document itself.
    Original,
}

/// A file with remarks on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotated {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many remarks were added.
    pub added: usize,
    /// How many comments of earlier runs stay, as people answered or changed them.
    pub kept: usize,
    /// How many remarks have no paragraph to stand on.
    pub without_place: usize,
}

/// A file without the remarks of earlier runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unannotated {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many remarks were taken out.
    pub removed: usize,
}

/// Who makes remarks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// The name.
    pub name: String,
    /// Its initials.
    pub initials: String,
    /// The name of the program in the last line of each remark, in the language of the run.
    pub sign: String,
}

/// The file with `edits` made, which are in order and do not overlap.
///
/// # Errors
/// Where the format is not written, or the encoding has no room for an edit.
pub fn edit(source: &Source, doc: &Document, edits: &[FileEdit]) -> Result<Vec<u8>, WriteError> {
    let format = doc.origin().format;
    match format {
        Format::Text | Format::Markdown | Format::Html | Format::Rtf => {
            let splice = |edit: &FileEdit| {
                Ok(Splice { at: edit.bytes, bytes: encoded(doc, &in_format(format, &edit.text))? })
            };
            let splices: Result<Vec<Splice>, WriteError> = edits.iter().map(splice).collect();
            Ok(spliced(&source.bytes, &splices?))
        }
        Format::Docx | Format::Odt => packaged(source, edits),
        Format::Ofd | Format::Doc | Format::Wps | Format::Pdf => Err(WriteError::Unsupported { format }),
    }
}

/// The file with `remarks` on it: comments in Word, marks in the line in plain text and Markdown. Remarks are in order.
/// Those of earlier runs must have been taken out ([`without_remarks`]).
///
/// # Errors
/// Where the format has no room for remarks, or the encoding has none for their words.
pub fn annotate(
    source: &Source,
    doc: &Document,
    remarks: &[Remark],
    (author, kind): (&Author, Kind),
) -> Result<Annotated, WriteError> {
    match doc.origin().format {
        Format::Text | Format::Markdown => {
            let bytes = marks::annotate(source, doc, remarks, kind)?;
            Ok(Annotated { bytes, added: remarks.len(), kept: 0, without_place: 0 })
        }
        Format::Docx => docx::annotate(source, doc, remarks, (author, kind)),
        format => Err(WriteError::Unsupported { format }),
    }
}

/// The file without the remarks of earlier runs, but for those that people answered or changed; `None` if there are none to take
/// out. `doc` is what was read of it.
///
/// # Errors
/// Where a part of the file cannot be read again.
pub fn without_remarks(source: &Source, doc: &Document) -> Result<Option<Unannotated>, WriteError> {
    match doc.origin().format {
        Format::Text | Format::Markdown => Ok(marks::without_marks(source, doc)
            .map(|unmarked| Unannotated { bytes: unmarked.bytes, removed: unmarked.notes })),
        Format::Docx => docx::without_remarks(source, doc),
        _ => Ok(None),
    }
}

/// True for a copy that an earlier run annotated, and on which nobody has worked since.
pub fn is_untouched_copy(source: &Source, doc: &Document) -> bool {
    match doc.origin().format {
        Format::Text | Format::Markdown => {
            marks::without_marks(source, doc).is_some_and(|unmarked| unmarked.is_untouched_copy)
        }
        Format::Docx => is_sealed(&source.bytes),
        _ => false,
    }
}

/// True for formats that [`annotate`] writes.
pub fn is_annotated(format: Format) -> bool {
    matches!(format, Format::Text | Format::Markdown | Format::Docx)
}

/// `text` as a file of this format writes it: with what a web page or RTF escapes.
pub fn in_format(format: Format, text: &str) -> Cow<'_, str> {
    match format {
        Format::Html => splice::escaped(text).into(),
        Format::Rtf => splice::rtf(text).into(),
        _ => text.into(),
    }
}

/// `text` in the encoding of the document.
fn encoded(doc: &Document, text: &str) -> Result<Vec<u8>, WriteError> {
    let encoding = doc.origin().encoding.map_or(Encoding::Utf8, |(encoding, _)| encoding);
    let table = match encoding {
        Encoding::Utf8 => return Ok(text.as_bytes().to_vec()),
        Encoding::Utf16Le => return Ok(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        Encoding::Utf16Be => return Ok(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        Encoding::Gb18030 => encoding_rs::GB18030,
        Encoding::Big5 => encoding_rs::BIG5,
    };
    let is_missing = |c: &char| table.encode(c.encode_utf8(&mut [0; 4])).2;
    match text.chars().find(is_missing) {
        Some(character) => Err(WriteError::Unencodable { encoding, character }),
        None => Ok(table.encode(text).0.into_owned()),
    }
}

/// A package with edits in the characters of its parts.
fn packaged(source: &Source, edits: &[FileEdit]) -> Result<Vec<u8>, WriteError> {
    let mut names: Vec<&str> = edits.iter().map(|edit| edit.part.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let mut package = Package::open(&source.bytes)?;
    let mut parts = Vec::new();
    for name in names {
        let missing = || PackageError::Damaged(Damage::NoPart(name.to_owned()));
        let original = package.bytes(name)?.ok_or_else(missing)?;
        let text = package.part(name)?.ok_or_else(missing)?;
        // Characters in a CDATA section are no references: it is closed and opened again around what is put in.
        let sections = xml::sections(name, &text)?;
        let written = |edit: &FileEdit| {
            let text = splice::escaped(&edit.text);
            let index = sections.partition_point(|section| section.end() < edit.bytes.start());
            match sections.get(index).is_some_and(|section| section.start() <= edit.bytes.start()) {
                true => format!("]]>{text}<![CDATA["),
                false => text,
            }
        };
        let splices = edits
            .iter()
            .filter(|edit| edit.part == name)
            .map(|edit| Splice { at: edit.bytes, bytes: written(edit).into_bytes() });
        let bytes = spliced(text.as_bytes(), &splices.collect::<Vec<_>>());
        parts.push(NewPart { name: name.to_owned(), bytes: xml::encoded_like(&original, bytes) });
    }
    Ok(rewrite(&source.bytes, parts, &[])?)
}

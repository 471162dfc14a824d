//! L2: writes changes into a file. Bytes that are not changed are kept exactly. Text that the file
//! cannot represent is an error.

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

/// Reason why a file cannot be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// The encoding of the file has no code for a character.
    #[error("{} has no `{character}`", encoding.name())]
    Unencodable {
        /// The encoding of the file.
        encoding: Encoding,
        /// The character without a code.
        character: char,
    },
    /// hegao cannot write files of this format.
    #[error("`{}` files are not written", format.name())]
    Unsupported {
        /// The format of the file.
        format: Format,
    },
    /// The file is signed, and the signature would become invalid.
    #[error("signed")]
    Signed,
    /// The written file, read again, has another text than the edited document.
    #[error("the text would change")]
    TextChanged,
    /// A part of the file could not be read again.
    #[error(transparent)]
    Package(#[from] PackageError),
}

/// A replacement of bytes in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileEdit {
    /// Name of the part; empty if the file has no parts.
    pub part: String,
    /// Bytes of the part to replace.
    pub bytes: Span,
    /// Replacement text.
    pub text: String,
}

/// A remark on a span of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The span in the document's text.
    pub span: Span,
    /// Id of the rule that reported the problem.
    pub rule: String,
    /// Paragraphs of the remark; the first one describes the problem.
    pub paragraphs: Vec<String>,
}

/// Kind of file into which remarks are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A copy beside the document. A later run may replace it as long as nobody has edited it.
    Copy,
    /// The user's document itself.
    Original,
}

/// A file with the remarks written into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotated {
    /// Bytes of the file.
    pub bytes: Vec<u8>,
    /// Number of remarks that were added.
    pub added: usize,
    /// Number of comments of earlier runs that were kept, because people have answered or edited
    /// them.
    pub kept: usize,
    /// Number of remarks that could not be added because the document has no paragraph to attach
    /// them to.
    pub without_place: usize,
}

/// A file from which the remarks of earlier runs were removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unannotated {
    /// Bytes of the file.
    pub bytes: Vec<u8>,
    /// Number of remarks that were removed.
    pub removed: usize,
}

/// Name under which remarks are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// The name of the author.
    pub name: String,
    /// The initials of the author.
    pub initials: String,
    /// Name of the program in the last line of each remark, in the language of the run.
    pub sign: String,
}

/// Applies `edits` to a file. They must be in order and must not overlap.
///
/// # Errors
/// If the format cannot be written, or the encoding lacks a character of an edit.
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

/// Writes `remarks`, which must be in order, into a file: as comments in Word, as marks in the text
/// of plain text and Markdown. Remarks of earlier runs must be removed first ([`without_remarks`]).
///
/// # Errors
/// If the format does not support remarks, or the encoding lacks a character of their words.
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

/// Removes the remarks of earlier runs, except those that people have answered or edited. `None` if
/// there is nothing to remove. `doc` is the document read from `source`.
///
/// # Errors
/// If a part of the file cannot be read a second time.
pub fn without_remarks(source: &Source, doc: &Document) -> Result<Option<Unannotated>, WriteError> {
    match doc.origin().format {
        Format::Text | Format::Markdown => Ok(marks::without_marks(source, doc)
            .map(|unmarked| Unannotated { bytes: unmarked.bytes, removed: unmarked.notes })),
        Format::Docx => docx::without_remarks(source, doc),
        _ => Ok(None),
    }
}

/// True for a copy with remarks that an earlier run wrote and nobody has edited.
pub fn is_untouched_copy(source: &Source, doc: &Document) -> bool {
    match doc.origin().format {
        Format::Text | Format::Markdown => {
            marks::without_marks(source, doc).is_some_and(|unmarked| unmarked.is_untouched_copy)
        }
        Format::Docx => is_sealed(&source.bytes),
        _ => false,
    }
}

/// True for formats into which remarks can be written ([`annotate`]).
pub fn is_annotated(format: Format) -> bool {
    matches!(format, Format::Text | Format::Markdown | Format::Docx)
}

/// Returns `text` in the form that a file of this format needs, with the escapes of web pages or
/// RTF.
pub fn in_format(format: Format, text: &str) -> Cow<'_, str> {
    match format {
        Format::Html => splice::escaped(text).into(),
        Format::Rtf => splice::rtf(text).into(),
        _ => text.into(),
    }
}

/// Encodes `text` in the encoding of the document.
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

/// Applies edits to the parts of a package.
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
        // A CDATA section cannot contain character references, so it is closed before the inserted
        // text and reopened after it.
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

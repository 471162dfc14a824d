//! Writes findings into a document. Remarks of earlier runs are removed first; the result is read
//! again and compared with the document.

use std::borrow::Cow;

use crate::document::Document;
use crate::document::source::{Format, Source};
use crate::engine::report::Problem;
use crate::language::Language;
use crate::readers::content::word_format;
use crate::readers::{self, ReadOptions};
use crate::writers::{self, Annotated, Author, Kind, Remark, WriteError, signature};

/// Returns a document in the format into which remarks are written. For doc and wps, that is the
/// docx to which another program converted it.
///
/// # Errors
/// If files of this format cannot hold remarks.
pub fn as_written((source, reading): (Source, ReadOptions)) -> Result<(Source, ReadOptions), Problem> {
    let format = readers::format_of(&source.name).unwrap_or(Format::Text);
    match format {
        // RTF under this extension is read as RTF, which cannot hold comments.
        Format::Doc | Format::Wps if word_format(&source.bytes) != Some(Format::Docx) => {
            Err(Problem::Unwritten(WriteError::Unsupported { format: Format::Rtf }))
        }
        Format::Doc | Format::Wps => {
            let name = format!("{}.docx", source.name);
            Ok((Source { name, ..source }, ReadOptions { is_converted: false, ..reading }))
        }
        format if writers::is_annotated(format) => Ok((source, reading)),
        format => Err(Problem::Unwritten(WriteError::Unsupported { format })),
    }
}

/// A document from which the remarks of an earlier run were removed.
pub struct Clean<'s> {
    /// The document.
    pub source: Cow<'s, Source>,
    /// Number of remarks that were removed.
    pub removed: usize,
    /// True if the document had a signature, which was removed too.
    pub was_signed: bool,
}

/// Treatment of a signed document: any change would make the signature invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signature {
    /// Keep the signature: a signed document is an error.
    Kept,
    /// Remove the signature.
    Lost,
}

/// Removes the remarks of earlier runs from `source`, and its signature if `signature` allows that.
///
/// # Errors
/// If the document cannot be read, or is signed and must stay so.
pub fn cleared<'s>(
    source: &'s Source,
    reading: &ReadOptions,
    signature: Signature,
) -> Result<Clean<'s>, Problem> {
    let mut clean = Clean { source: Cow::Borrowed(source), removed: 0, was_signed: false };
    let doc = readers::read_as(source, reading)?;
    if signature::is_signed(source, doc.origin().format)? {
        if signature == Signature::Kept {
            return Err(Problem::Unwritten(WriteError::Signed));
        }
        clean.was_signed = true;
        clean.source.to_mut().bytes = signature::unsigned(&source.bytes)?;
    }
    if let Some(before) = writers::without_remarks(&clean.source, &doc)? {
        clean.removed = before.removed;
        clean.source.to_mut().bytes = before.bytes;
    }
    Ok(clean)
}

/// Writes remarks into `source`, from which `doc` was read, and verifies that the result still
/// reads as `doc`.
///
/// # Errors
/// If the encoding of the file cannot represent the words of a remark, or if the text would change.
pub fn written(
    (source, reading): (&Source, &ReadOptions),
    doc: &Document,
    remarks: &[Remark],
    by: (&Author, Kind),
) -> Result<Annotated, Problem> {
    let annotated = writers::annotate(source, doc, remarks, by)?;
    verify(source, &annotated.bytes, doc, reading)?;
    Ok(annotated)
}

/// Returns an error if `bytes` do not read as the document. This last check protects the text
/// against any markup that the writers do not expect.
fn verify(source: &Source, bytes: &[u8], doc: &Document, reading: &ReadOptions) -> Result<(), Problem> {
    let copy = Source { name: source.name.clone(), bytes: bytes.to_vec() };
    let written = readers::read_as(&copy, reading)?;
    let is_same = match doc.origin().format {
        Format::Text | Format::Markdown => {
            let left = writers::without_remarks(&copy, &written)?;
            left.map_or(copy.bytes, |left| left.bytes) == source.bytes
        }
        _ => written.view() == doc.view(),
    };
    if is_same { Ok(()) } else { Err(Problem::Unwritten(WriteError::TextChanged)) }
}

/// Creates an author of remarks with this name.
pub fn author(name: &str, language: Language) -> Author {
    let (name, sign) = (name.to_owned(), language.pick("核稿", "hegao").to_owned());
    Author { initials: initials(&name), name, sign }
}

/// Returns the first letter of each word of a name: 核稿 → 核, Li Ming → LM.
fn initials(name: &str) -> String {
    name.split_whitespace().filter_map(|word| word.chars().next()).collect()
}

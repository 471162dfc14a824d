//! L2: turns the bytes of a file into a [`Document`], with one reader for each format. A reader
//! returns everything that it could read, or an error with the reason.

mod builder;
pub mod content;
mod decode;
mod docx;
mod flow;
mod html;
mod markdown;
mod markup;
mod numbers;
mod odt;
mod ofd;
pub mod pdf_text;
mod plain;
mod rtf;
mod wrapped;

use crate::document::Document;
use crate::document::source::{Encoding, Format, Revisions, Source};
use crate::package::PackageError;
use crate::readers::content::{Content, word_format};

/// Reason that a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Bytes that are invalid in the detected encoding, or in the one given by the user.
    #[error("not {}: byte {byte}, in line {line}, begins no character", encoding.name())]
    BadBytes {
        /// The encoding in which the bytes are invalid.
        encoding: Encoding,
        /// Offset of the first bad byte.
        byte: usize,
        /// Line of the first bad byte, from 1.
        line: usize,
    },
    /// Some lines are UTF-8, others GBK.
    #[error("UTF-8 and GBK in one file: line {line} is not encoded as those before it")]
    MixedEncodings {
        /// Offset of the first line in another encoding.
        byte: usize,
        /// Number of that line, from 1.
        line: usize,
    },
    /// An empty file, in a format in which even an empty document has some bytes.
    #[error("the file is empty")]
    Empty,
    /// The file starts with the byte order mark of UTF-32.
    #[error("encoded in UTF-32")]
    Utf32,
    /// The file contains NUL bytes, so it is not text.
    #[error("a binary file")]
    Binary,
    /// The file is longer than a document may be.
    #[error("longer than {MAX_BYTES} bytes")]
    TooLarge,
    /// A known format that is not read.
    #[error("`.{extension}` files are not read")]
    Unsupported {
        /// The extension of the file name, in lower case.
        extension: String,
    },
    /// The small file that Word keeps beside an open document.
    #[error("a lock file, not a document")]
    LockFile,
    /// A file that another program must convert to text, but that the caller passed without
    /// conversion.
    #[error("`{}` files need another program", format.name())]
    NotConverted {
        /// The format that must be converted.
        format: Format,
    },
    /// A file to be converted by another program whose bytes do not have the format that its name
    /// promises.
    #[error("not a `{}` file", format.name())]
    Mislabelled {
        /// The format that the name promises.
        format: Format,
        /// The kind of content that the bytes really have.
        content: Content,
    },
    /// Pages without any text, because they were scanned or drawn.
    #[error("the pages hold pictures, no text")]
    NoText,
    /// Pages whose text cannot be extracted, because the fonts do not say which characters they
    /// draw.
    #[error("the fonts do not say which characters they draw")]
    HiddenText,
    /// A package with unreadable parts.
    #[error(transparent)]
    Package(#[from] PackageError),
}

/// Maximum number of bytes of a document: facts store offsets in 32 bits.
const MAX_BYTES: usize = u32::MAX as usize;

/// Extensions of spreadsheets, slides and archives. They are not read, but named in the error.
const CONTAINERS: [&str; 8] = ["xls", "xlsx", "ppt", "pptx", "et", "dps", "zip", "rar"];

/// Options for reading a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// Character encoding of text files; `None` to detect it for each file.
    pub encoding: Option<Encoding>,
    /// State of a document with tracked changes that is read: all changes accepted, or all
    /// rejected.
    pub revisions: Revisions,
    /// True if another program converted the file: DOC and WPS to DOCX, PDF to text with form
    /// feeds.
    pub is_converted: bool,
}

/// Format for the extension of a file name; `None` for other extensions, whose files are passed
/// over when folders are searched.
pub fn format_of(name: &str) -> Option<Format> {
    let extension = extension(name)?;
    Format::ALL.into_iter().find(|format| format.extensions().contains(&extension.as_str()))
}

/// True for the small file that Word keeps beside an open document with the name of its owner:
/// `~$讲话.docx` beside `讲话.docx` ("speech").
pub fn is_lock_file(name: &str) -> bool {
    name.rsplit(['/', '\\']).next().is_some_and(|file| file.starts_with("~$") || file.starts_with(".~lock."))
}

/// Reads a document with the default options. A file with an unknown extension is read as plain
/// text.
///
/// # Errors
/// If nothing could be read, with the reason.
pub fn read(source: &Source) -> Result<Document, ReadError> {
    read_as(source, &ReadOptions::default())
}

/// Reads a document with the given options.
///
/// # Errors
/// If nothing could be read, with the reason.
pub fn read_as(source: &Source, options: &ReadOptions) -> Result<Document, ReadError> {
    if is_lock_file(&source.name) {
        return Err(ReadError::LockFile);
    }
    if let Some(extension) = extension(&source.name).filter(|ending| CONTAINERS.contains(&ending.as_str())) {
        return Err(ReadError::Unsupported { extension });
    }
    if source.bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge);
    }
    let format = format_of(&source.name).unwrap_or(Format::Text);
    if source.bytes.is_empty() && !format.has_lines() {
        return Err(ReadError::Empty);
    }
    let text = || match decode::decode(&source.bytes, options.encoding) {
        // Two bytes of GBK become three of UTF-8.
        Ok(decoded) if decoded.view.text.len() > MAX_BYTES => Err(ReadError::TooLarge),
        decoded => decoded,
    };
    match format {
        Format::Text => Ok(plain::read(text()?)),
        Format::Markdown => Ok(markdown::read(text()?)),
        Format::Docx => docx::read(&source.bytes, options.revisions),
        Format::Odt => odt::read(&source.bytes, options.revisions),
        Format::Ofd => ofd::read(&source.bytes),
        Format::Html => Ok(html::page::read(text()?)),
        Format::Rtf => rtf::read(&source.bytes, options.revisions),
        Format::Pdf if options.is_converted => pdf_text::read(&source.bytes),
        Format::Doc | Format::Wps if options.is_converted => {
            let read = match word_format(&source.bytes) {
                // Word also saves RTF under this extension.
                Some(Format::Rtf) => rtf::read,
                _ => docx::read,
            };
            Ok(read(&source.bytes, options.revisions)?.made_elsewhere(format))
        }
        Format::Doc | Format::Wps | Format::Pdf => Err(ReadError::NotConverted { format }),
    }
}

fn extension(name: &str) -> Option<String> {
    let file = name.rsplit(['/', '\\']).next()?;
    let (stem, extension) = file.rsplit_once('.')?;
    (!stem.is_empty()).then(|| extension.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::{Format, PackageError, ReadError, format_of, read};
    use crate::document::source::Source;

    fn error(name: &str, bytes: &[u8]) -> ReadError {
        read(&Source { name: name.to_owned(), bytes: bytes.to_vec() }).unwrap_err()
    }

    #[test]
    fn the_ending_tells_the_format() {
        assert_eq!(format_of("讲话.MD"), Some(Format::Markdown));
        assert_eq!(format_of("目录/讲话.txt"), Some(Format::Text));
        assert_eq!(format_of("讲话.DOCX"), Some(Format::Docx));
        assert_eq!(format_of("讲话.xlsx"), None);
        assert_eq!(format_of(".txt"), None);
    }

    #[test]
    fn says_why_nothing_was_read() {
        assert_eq!(error("a.docx", b"one"), ReadError::Package(PackageError::NotAZip));
        assert_eq!(error("~$a.docx", b""), ReadError::LockFile);
        assert_eq!(error("a.docx", b""), ReadError::Empty);
        assert_eq!(error("a.xlsx", b"PK"), ReadError::Unsupported { extension: "xlsx".to_owned() });
    }
}

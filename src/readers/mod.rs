//! L2: from the bytes of a file to a [`Document`]. A reader gives all it could read or says why it read nothing.

mod builder;
mod decode;
mod html;
mod markdown;
mod plain;

use crate::document::Document;
use crate::document::source::{Format, Source};

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// The bytes are not text of any encoding that is read.
    #[error("not UTF-8: byte {byte}, in line {line}, begins no character")]
    NotUtf8 {
        /// Offset of the first bad byte.
        byte: usize,
        /// Its line, from 1.
        line: usize,
    },
    /// The file starts with the byte order mark of UTF-16 or UTF-32.
    #[error("encoded in UTF-16 or UTF-32")]
    WideEncoding,
    /// NUL bytes: not a text at all.
    #[error("a binary file")]
    Binary,
    /// Longer than a document may be.
    #[error("longer than {MAX_BYTES} bytes")]
    TooLarge,
    /// A known format that is not read.
    #[error("`.{extension}` files are not read")]
    Unsupported {
        /// The ending of the name, in lower case.
        extension: String,
    },
}

/// Longest document: facts keep their places in 32 bits.
const MAX_BYTES: usize = u32::MAX as usize;

/// Endings of names whose files are text inside some other container, and so cannot be read as text.
const CONTAINERS: [&str; 12] =
    ["doc", "docx", "wps", "pdf", "odt", "ofd", "rtf", "xls", "xlsx", "ppt", "pptx", "zip"];

/// The format that the ending of a file name stands for; `None` for a name a folder walk passes over.
pub fn format_of(name: &str) -> Option<Format> {
    match extension(name)?.as_str() {
        "txt" | "text" => Some(Format::Text),
        "md" | "markdown" => Some(Format::Markdown),
        _ => None,
    }
}

/// Reads a document. A name with an unknown ending is read as plain text.
///
/// # Errors
/// Where nothing could be read, with the reason.
pub fn read(source: &Source) -> Result<Document, ReadError> {
    if let Some(extension) = extension(&source.name).filter(|ending| CONTAINERS.contains(&ending.as_str())) {
        return Err(ReadError::Unsupported { extension });
    }
    if source.bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge);
    }
    let format = format_of(&source.name).unwrap_or(Format::Text);
    let (view, byte_order_mark) = decode::utf8(&source.bytes)?;
    Ok(match format {
        Format::Text => plain::read(view, byte_order_mark),
        Format::Markdown => markdown::read(view, byte_order_mark),
    })
}

fn extension(name: &str) -> Option<String> {
    let file = name.rsplit(['/', '\\']).next()?;
    let (stem, extension) = file.rsplit_once('.')?;
    (!stem.is_empty()).then(|| extension.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::{Format, ReadError, format_of, read};
    use crate::document::source::Source;

    fn error(name: &str, bytes: &[u8]) -> ReadError {
        read(&Source { name: name.to_owned(), bytes: bytes.to_vec() }).unwrap_err()
    }

    #[test]
    fn the_ending_tells_the_format() {
        assert_eq!(format_of("讲话.MD"), Some(Format::Markdown));
        assert_eq!(format_of("目录/讲话.txt"), Some(Format::Text));
        assert_eq!(format_of("讲话.docx"), None);
        assert_eq!(format_of(".txt"), None);
    }

    #[test]
    fn says_why_nothing_was_read() {
        assert_eq!(error("a.txt", b"\xd6\xd0\xce\xc4"), ReadError::NotUtf8 { byte: 0, line: 1 });
        assert_eq!(error("a.txt", b"\xff\xfe\x2d\x4e"), ReadError::WideEncoding);
        assert_eq!(error("a.txt", b"a\0b"), ReadError::Binary);
        assert_eq!(error("a.docx", b"PK"), ReadError::Unsupported { extension: "docx".to_owned() });
    }
}
